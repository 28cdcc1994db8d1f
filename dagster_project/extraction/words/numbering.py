"""Numbering schemes of the genre: 一、 （一） 1. （1） ① # and their faults, as marks at the start of a piece of text.

Here belongs what a number mark looks like and what it counts; the tree that the marks form belongs to outline.py.
"""

from __future__ import annotations

import re
import unicodedata

from dagster_project.extraction.words.numerals import parse_han
from dagster_project.extraction.words.values import value

_HAN = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ONE_SIGN = {"arabic_paren": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "han_paren": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"}  # number and brackets in one

# Kinds from the outermost inwards; the order is the usual nesting (GB/T 9704: 一、 （一） 1. （1）).
KINDS = ("part", "han", "han_paren", "arabic", "arabic_paren", "circled", "letter")
_MARKS = (
    ("part", rf"第(?P<part>{_HAN})(?:部分|章|篇)[\s、：.]*"),
    (
        "han_paren",
        rf"(?:（\s*(?P<han_paren>{_HAN})\s*）|(?P<han_half>{_HAN})）|(?P<han_sign>[{_ONE_SIGN['han_paren']}]))[、.．]?",
    ),
    ("han", rf"(?P<han>{_HAN})\s?(?:、|[.．]|，(?=[\u4e00-\u9fff])|：(?=[\u4e00-\u9fff]))"),
    (
        "arabic_paren",
        rf"(?:（\s*(?P<arabic_paren>\d{{1,2}})\s*）|(?P<arabic_half>\d{{1,2}})）|(?P<arabic_sign>[{_ONE_SIGN['arabic_paren']}]))[、.．]?",
    ),
    ("circled", rf"(?P<circled>[{_CIRCLED}])[、.．]?"),
    (
        "arabic",
        r"(?P<arabic>\d{1,2})\s?(?:、|，(?=[\u4e00-\u9fff]{4})|[.．](?!\d)|[.．](?=\d{4}年|\d{5}[\u4e00-\u9fff](?<![万亿元人户个公亩平件次米])))",
    ),
    ("letter", r"(?P<letter>[A-Ha-h])[.、．)）](?=[\u4e00-\u9fff])"),
)
# the first bracket is lost: 四）, or number and brackets are one sign: ㈣
_OTHERWISE = {"arabic_paren": ("arabic_half", "arabic_sign"), "han_paren": ("han_half", "han_sign")}
MARK_PATTERN = "|".join(f"(?P<kind_{kind}>{pattern})" for kind, pattern in _MARKS)
_MARK = re.compile(rf"(?P<hashes>#{{1,6}}\s*)?(?:\*\*|__)?(?:{MARK_PATTERN})?")

# with what a mark begins, digits apart
_MARK_STARTS = frozenset(f"#*_第（一二三四五六七八九十ABCDEFGHabcdefgh{_CIRCLED}{''.join(_ONE_SIGN.values())}")
# A mark in the middle of a line opens a new piece where it stands after a space or the end of a sentence, or is a number in
# brackets behind a word. The sign before the mark, or its bracket, leads, so that the engine skips what stands between.
_INNER = re.compile(
    r"[\s。；：！（](?:(?<=[\s。；：！])"
    rf"(?=(?:第{_HAN}部分|{_HAN}(?:、|[.．](?=\s?[\u4e00-\u9fff]{{3}}))|（(?:\s?{_HAN}\s?|\d{{1,2}})）"
    rf"|\d{{1,2}}(?:、|[.．](?!\d)|[.．](?=\d{{4}}年))|[{_CIRCLED}{''.join(_ONE_SIGN.values())}])\s*\S)"
    rf"|(?<=[\u4e00-\u9fff]（)(?<![第附件表款项条见]（)(?={_HAN}）[\u4e00-\u9fff]{{3}}))"
)
# Where paragraphs were joined with blanks, a name and a colon behind a full stop lead one: …。 森林防火经费：安排…
_LED = re.compile(r"(?P<stop>。 )(?!其中|具体|主要|包括)(?=[\u4e00-\u9fff“（\d][^，。：；！？\s]{3,38}[：；][^\d\s])")
# （一）产出指标完成情况 数量指标：…: the label of a class that runs on behind its heading
_CLASS_LED = re.compile(
    r"(?<=情况|分析|指标) (?=(?:数量|质量|时效|成本|(?:经济|社会|生态)效益|可持续影响|(?:服务对象)?满意度)(?:指标|目标)?：)"
)


# ④某补助资金8万元；5某治理项目6万元: a number that has lost its ring, behind the item before it
_LOST_RING = re.compile(
    r"(?<=[；。，\n])[2-9](?=[\u4e00-\u9fff]{4})(?![个项名家人万亿千百十年月日号期次件条台套户所座处类批级层届元天周岁度倍成折吨亩米公平立])"
)
_ITEM_REACH = 400


def with_rings(folded: str) -> str:
    """Return the folded text with the rings that numbers of a list have lost: as long as before."""
    if "①" not in folded:
        return folded
    parts: list[str] = []
    at = 0
    ringed = ""  # the last number so mended, which the next one counts on
    for match in _LOST_RING.finditer(folded):
        before = _CIRCLED[int(match.group()) - 2]
        begin = max(0, match.start() - _ITEM_REACH)
        counts_on = folded.find(before, begin, match.start()) >= 0 or (ringed == before and at > begin)
        if counts_on:
            ringed = _CIRCLED[int(match.group()) - 1]
            parts += (folded[at : match.start()], ringed)
            at = match.end()
    return "".join(parts) + folded[at:] if parts else folded


@value
class Mark:
    """A number mark: its kind, what it counts (null for a bare ``#``), its text and where the text after it starts."""

    kind: str
    number: int | None
    text: str
    end: int
    hashes: int


def mark_at(folded: str, start: int, end: int) -> Mark | None:
    """Return the number mark at ``start`` of the folded text, or null where there is none."""
    opens = folded[start : start + 1]
    if opens not in _MARK_STARTS and not opens.isdecimal():
        return None
    match = _MARK.match(folded, start, end)
    if match is None or match.end() == start:
        return None
    hashes = len((match.group("hashes") or "").strip())
    found = match.lastgroup  # the outermost of the groups that matched last
    if found is not None and found.startswith("kind_"):
        kind = found.removeprefix("kind_")
        inner = match.group(kind) or next(filter(None, match.group(*_OTHERWISE[kind])))
        return Mark(kind, _count(kind, inner), match.group(found).strip(), match.end(), hashes)
    return Mark("hash", None, "", match.end(), hashes) if hashes else None


def _count(kind: str, inner: str) -> int | None:
    if kind in ("part", "han", "han_paren"):
        value = parse_han(unicodedata.normalize("NFKC", inner).strip("()"))
        return None if value is None else int(value)
    if kind == "circled":
        return _CIRCLED.index(inner) + 1
    if kind == "letter":
        return ord(inner.lower()) - ord("a") + 1
    return int(unicodedata.normalize("NFKC", inner).strip("()"))


def inner_marks(folded: str, start: int, end: int) -> list[int]:
    """Return the offsets inside a line where a further numbered piece starts (headings run together with text)."""
    found = (match.start() + (match.group() != "（") for match in _INNER.finditer(folded, start, end))
    marks = [place for place in found if place > start]
    led = (
        [match.end() for match in _CLASS_LED.finditer(folded, start, end)]
        if folded.find("指标", start, end) >= 0
        else []
    )
    led += (
        [match.end("stop") for match in _LED.finditer(folded, start, end)]
        if folded.find("。 ", start, end) >= 0
        else []
    )
    return sorted({*marks, *led}) if led else marks
