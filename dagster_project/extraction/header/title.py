"""The title of a report: which of the lines at its head name it, and what a web page sets around them.

Here belongs where the title starts and ends, in whatever layout: a line or several, all on one line, below the lines of a
page. What the title says of kind and year belongs to report_types.py and report_years.py, the body in it to organs.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dagster_project.extraction.header.organ_words import last_suffix_end, split_region
from dagster_project.extraction.header.places_lexicon import report_chains
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.extraction.words.numbering import mark_at
from dagster_project.vocabulary import seed, words

_LINES = 60
_REACH = 1500
_LENGTH = 80
_WEAK = 50  # a title cue of this weight or less names a kind that the text may belie
_STATEMENT = re.compile(r"(?:现|特|兹)(?:将|就|对)([^。；，\n]{4,70})$")
_STOP = re.compile(r"[。，]")
_NO_TITLE = re.compile(
    r"[。，]|：$|>$|^(?:按|根据|依据|为了?)|《[^》]*$|^(?:附件|/).*\.(?:pdf|docx?|xlsx?|wps|zip|rar)$"
)
# In a line that holds several, blanks set them apart, except those that a printed page leaves around a figure.
_EDGE = re.compile(
    r"[\s|](?:(?<=\|)|(?<![\s>/]\s)(?<!\d (?=[年月日号]))(?<![年月] (?=\d))(?<![\u4e00-\u9fff] (?=\d{4} [年度]))\s*(?![\s>/]))"
)
_NOISE = re.compile(
    r"(?:附件|附表|附)\s*\d{0,2}：?.{0,4}|目\s*录|摘要|前言|保密审查.*"
    r"|(?:您|网站|返回).*|.*(?:财政局|财政厅|财政部)（?制）?(?<=[制）])|（?(?:公开稿|盖章|讨论稿|征求意见稿)）?|.*负责人.*签.*"
)
_PART_END = re.compile(
    r"[局委会院校厅部府处心所站馆队社办区县市省州盟旗团司乡镇道园室）年度]$|(?:支出|项目|预算|绩效|资金|经费|工作|部门|单位)$"
)
_FORM_ROW = re.compile(r"[□☑☐√■]|（万?元）|^(?:项目)?(?:主管|实施|填报)(?:部门|单位)")
_TAIL = re.compile(
    r"（?(?:\d{4}年度?|[零一二三四五六七八九]{4}年度?)）?|（[^）]{2,30}）"
    r"|(?:自评|绩效|决算|预算|（?草案）?|抽查|检查|复核|执行|公开|整改|工作|情况|信息|的)*(?:报告|说明|公开)"
    r"|[\u4e00-\u9fff]{3,30}[局委会院校厅部府处心所站馆队社办团司室](?:\d{4}年度?)?"
)
_OPENING = re.compile(r"关于|(?:19|20)\d{2}|《|“")
_UNFINISHED = re.compile(r"关于.*(?:年度?|财政|[县市区州])$")
_CLOSED = re.compile(r"[。；：，|>）]|\d$|(?:网站?|公开|专栏|平台|政府|通知|公告|首页|报告|情况|总结|说明)$")
_WHOLE = re.compile(r"部门|单位|整体|项目支出|项目绩效|预算|决算|财政")
_KIND_TAIL = re.compile(r"[\u4e00-\u9fff]{0,12}(?:自评|评价|整改)[\u4e00-\u9fff]{0,6}(?:报告|说明)")
_YEAR = re.compile(r"(?:19|20)\d{2}|[一二][零九][零一二三四五六七八九]{2}年")
_LABELS = re.compile(r"：\s|\s[\u4e00-\u9fff]{2,6}：|^〔")
_YEAR_END = re.compile(r"[\u4e00-\u9fff](?:19|20)\d{2}$")
_YEAR_AHEAD = re.compile(r"^(?:19|20)\d{2}年?度?")
_CODE = re.compile(r"(?!(?:19|20)\d{2}(?!\d))\d{1,12}[-_]?(?=[\u4e00-\u9fff])")
_CELLS = frozenset({"project", "label", "lead", "money", "rate", "points", "row"})
_DATE = re.compile(r"\d{4}(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the head of the report, as a range of the view."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The title: its range of the view, its lines in order and its words without line ends."""

    start: int
    end: int
    lines: tuple[Line, ...]
    text: str


@lru_cache(maxsize=4)
def type_cues(place: str) -> list[tuple[re.Pattern[str], str, int]]:
    """Return the words of a place (title, heading, body) that tell the report type, with their weight, heaviest first."""
    rows = [row for row in seed("report_type_cues") if row["place"] == place]
    cues = [(re.compile(row["pattern"]), row["report_type"], int(row["weight"])) for row in rows]
    return sorted(cues, key=lambda cue: -cue[2])


@dataclass(frozen=True, slots=True)
class TitleType:
    """The report type that a title states, the range of the words that say so, and whether they decide it alone."""

    report_type: str
    start: int
    end: int
    decides: bool


@lru_cache(maxsize=2048)
def type_of_title(title: str) -> TitleType | None:
    """Return the report type that a title states, null where it states none; the lines of a head are asked several times."""
    for pattern, report_type, weight in type_cues("title"):
        match = pattern.search(title)
        if match:
            return TitleType(report_type, match.start(), match.end(), weight > _WEAK)
    return None


def statement(report: Report) -> tuple[int, int] | None:
    """Return the view range of the words by which an opening sentence names the report: 现将某项目绩效自评情况报告如下."""
    at = report.text.find("如下", 0, _REACH)
    while at >= 0:
        match = _STATEMENT.search(report.text, max(0, at - _LENGTH), at)
        if match:
            return match.span(1)
        at = report.text.find("如下", at + 2, _REACH)
    return None


def _any_of(*kinds: str) -> str:
    found = [word for kind in kinds for word in words("page_furniture", kind=kind)]
    return "|".join(map(re.escape, sorted(found, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"[^\w]*(?:(?P<title>{_any_of('title_label')})|{_any_of('label', 'source_label', 'date_label', 'page_date')})(?P<edge>〕|：|$|(?=\d))"
    )


@lru_cache(maxsize=1)
def _navigation() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('navigation')})|^[•·>]")


@lru_cache(maxsize=1)
def source_label() -> re.Pattern[str]:
    """Return what matches a label that names who published a page, and the name behind it: 发布机构：某局."""
    return re.compile(rf"(?P<label>{_any_of('source_label')})[\s：|]*(?P<name>[\u4e00-\u9fff（）]{{3,40}})")


@lru_cache(maxsize=1)
def page_date_label() -> re.Pattern[str]:
    """Return what matches the end of words that stand before a date of the web page: 发布日期："""
    return re.compile(rf"(?:^|[^\u4e00-\u9fff])(?:{_any_of('date_label')})\s*：?[\s|〕]*$")


def title_block(report: Report) -> TitleBlock | None:
    """Return the title: the lines at the head of the report around the one that names its kind.

    Where several lines name one, that which says most of year, body and region counts: a page often has a short title
    of its own above that of the report.
    """
    head = report.once(head_lines)
    blocks = list(_blocks(head))
    if len(blocks) < 2:
        return blocks[0] if blocks else None
    return max(blocks, key=lambda block: (_says(report, block), -block.start))


def _blocks(head: list[Line]) -> Iterator[TitleBlock]:
    found = False
    for place, line in enumerate(head):
        if not _names_kind(line.text):
            continue
        found = True
        first = last = place
        while first > 0 and (_is_part(head[first - 1].text) or _goes_on(head[first - 1].text, head[first].text)):
            first -= 1
        while last + 1 < len(head) and _is_tail(head[last + 1].text):
            last += 1
        yield _block(head[first : last + 1])
    for place in range(len(head) - 1) if not found else ():  # the words for the kind may be broken by the end of a line
        pair = head[place : place + 2]
        if all(not re.search(r"[。，：]|^（|万元", line.text) for line in pair) and _names_kind(
            pair[0].text + pair[1].text
        ):
            yield _block(pair)
            return


def _says(report: Report, block: TitleBlock) -> int:
    """Count what a title says: year, body, region; its kind alone is often the heading of a page."""
    body = last_suffix_end(block.text) >= 3
    region = any(block.start <= chain[0].start < block.end for chain in report.once(report_chains))
    worded = len(split_region(_YEAR_AHEAD.sub("", block.text))[0]) >= 2
    return bool(_YEAR.search(block.text)) + body + (region or worded)


def head_lines(report: Report) -> list[Line]:
    """Return the filled lines before the first numbered heading, paragraph or table row, without those of a web page."""
    outline, view = report.outline, report.outline.view
    lines: list[Line] = []
    at = 0
    for raw in outline.folded[: 4 * _REACH].split("\n")[:_LINES]:
        start, at = at, at + len(raw) + 1
        is_value = False
        for left, right, behind_bar in _segments(raw, start):
            mark = mark_at(outline.folded, left, right)
            if (mark is not None and mark.kind != "hash") or "\t" in outline.folded[left:right]:
                return lines
            low, high = view.find(mark.end if mark else left), view.find(right - 1) + 1
            if high <= low or low >= len(view.starts) or view.starts[low] >= right:
                continue  # a page number or another line that the view leaves out
            text = view.text[low:high].strip("\n")
            if (len(text) > _LENGTH and _STOP.search(text)) or low > _REACH:
                return lines
            label = _label().match(text)
            if label:
                rest = label.end() if label.group("title") else len(text)
                low, text = low + rest, text[rest:]
                is_value = not label.group("title") and (label.group("edge") != "：" or behind_bar is not None)
            elif is_value and (behind_bar or re.search(r"\w", text)):
                is_value = not re.search(r"\w", text)
                continue
            code = _CODE.match(text) if text[:1].isdecimal() else None
            if code:
                low, text = low + code.end(), text[code.end() :]
            if text and not _navigation().search(text):
                lines.append(Line(low, low + len(text), text))
    return lines


def _segments(raw: str, start: int) -> Iterator[tuple[int, int, bool | None]]:
    """Yield the ranges of the lines that one line holds; whether a bar stands before each, null where none is in the line."""
    whole = raw.strip()
    if not whole:
        return
    left = start + len(raw) - len(raw.lstrip())
    bars = "|" in whole
    if not bars and len(whole) <= _LENGTH and not _LABELS.search(whole):
        yield left, left + len(whole), None
        return
    at, barred = 0, False
    for edge in [*_EDGE.finditer(whole), None]:
        end = edge.start() if edge else len(whole)
        if end > at:
            yield left + at, left + end, barred if bars else None
            barred = False
        if edge:
            barred = barred or edge.group() == "|"
            at = edge.end()


def _names_kind(text: str) -> bool:
    return (
        not _NO_TITLE.search(text)
        and not _FORM_ROW.search(text)
        and not _of_form(text)
        and type_of_title(_plain(text)) is not None
    )


def _of_form(text: str) -> bool:
    """Tell whether a line is a cell of the form below its title: a label, a row or column of money (年初预算数)."""
    return bool(kinds_of(_plain(text)) & _CELLS)


def _block(lines: list[Line]) -> TitleBlock:
    return TitleBlock(lines[0].start, lines[-1].end, tuple(lines), _plain("".join(line.text for line in lines)))


def _plain(text: str) -> str:
    return text.replace("#", "").replace("\t", "").replace("\n", "").replace(" ", "").strip("《》")


def _is_part(text: str) -> bool:
    text = _plain(text)
    if not 2 <= len(text) <= 40 or re.search(r"[。；：，]", text) or _NOISE.fullmatch(text) or _DATE.search(text):
        return False
    if _of_form(text):
        return False
    return type_of_title(text) is None and bool(_PART_END.search(text) or _YEAR.fullmatch(text))


def _goes_on(before: str, text: str) -> bool:
    """Tell whether a line goes on in the words of the one before it: that one opens as titles do, this one does not."""
    before, text = _plain(before), _plain(text)
    if text.startswith("年") and _YEAR_END.search(before) and len(before) <= _LENGTH:
        return True  # 某街道办事处 2023⏎年度部门决算
    return (
        4 <= len(before) <= 40
        and not _CLOSED.search(before)
        and not _NOISE.fullmatch(before)
        and not _DATE.search(before)
        and type_of_title(before) is None
        and _opens(before)
        and not _opens(text)
        and (not _WHOLE.match(text) or bool(_UNFINISHED.match(before)))
    )


def _opens(text: str) -> bool:
    return bool(_OPENING.match(text)) or len(split_region(text)[0]) >= 2 or last_suffix_end(text) >= 3


def _is_tail(text: str) -> bool:
    text = _plain(text)
    return bool(_TAIL.fullmatch(text) or _KIND_TAIL.fullmatch(text)) and not _NOISE.fullmatch(text)
