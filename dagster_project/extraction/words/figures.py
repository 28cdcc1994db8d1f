"""Figures of the view: every number with its unit, sign and comparing words, as one token with its place.

Here belongs what a figure is by its own characters (money, a percentage, points, a count, a date, a year, a document number).
What it is about belongs to the modules of the facts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from dagster_project.extraction.words.comparing_words import SIGNS, last_characters, worded
from dagster_project.extraction.words.money_wordings import (
    GROUPED,
    HAN_MONEY,
    SPACED,
    STEPPED,
    UNIT_ASIDE,
    counts_money,
    is_foreign,
    stepped,
    takes_aside,
    unit_before,
    unit_pattern,
)
from dagster_project.extraction.words.numerals import ARABIC, HAN_DIGITS, POINTED, parse_number
from dagster_project.extraction.words.values import value
from dagster_project.vocabulary import alternatives, words

_ZERO = Decimal(0)
MONEY, PERCENT, POINTS, COUNT, DATE, YEAR, PLAIN = "money", "percent", "points", "count", "date", "year", "plain"


@value
class Figure:
    """A number in the view: ``start``/``end`` hold the number with its unit, ``number_text`` is the number alone.

    ``operator`` comes from the comparing words or signs that stand with it (``op_start``/``op_end``: the range with them);
    ``more`` marks 多/余; ``high`` is the upper end of a range; ``per`` the base of a rate (元/平方米).
    """

    kind: str
    start: int
    end: int
    number: Decimal
    unit: str
    number_text: str
    operator: str = "="
    op_start: int = 0
    op_end: int = 0
    more: bool = False
    high: Decimal | None = None
    year: int | None = None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    counters = alternatives("counters")
    money = unit_pattern()
    number = rf"{GROUPED}|{ARABIC}"
    sep = r"\s?"
    return re.compile(
        rf"(?=[\d零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾]|[.〔（\-][\d\-])(?:(?P<docnum>[〔（](?:19|20)\d{{2}}[〕）]\s?第?\d{{1,5}}号)"
        rf"|(?P<date>(?:(?P<dyear>(?:19|20)\d{{2}}|[零一二三四五六七八九]{{4}})年)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月(?:份|底|末|初|中旬|上旬|下旬)?(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日)?(?!人))"
        rf"|(?P<dotdate>(?:19|20)\d{{2}}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d))"
        rf"|(?P<range>(?P<low>{number})(?P<lowunit>%|个)?(?:-|~|至|到)(?P<high>{number}){sep}(?P<rangeunit>个百分点|%|{money}|年(?!度)|分(?!之|别|解|管|类|析|布|期|批|级|项|局|队|公|开|散|工|担|配)|(?:{counters}))?)"
        rf"|(?P<year>(?<![\d.])(?:19|20)\d{{2}}(?:-(?:19|20)\d{{2}})?(?=年|(?:部门|年度|本年|预算|决算|收支|收入预算|支出预算))(?:年度|年(?!限))?)"
        rf"|(?P<hanpercent>百分之(?P<hp>[{HAN_DIGITS}点]+))"
        rf"|(?P<stepped>{STEPPED})"
        rf"|(?P<bracketed>（(?P<inner>-?(?:{ARABIC}))）{sep}(?P<bracketedunit>{money}))"
        rf"|(?P<fig>(?P<sign>(?:(?<![\d\u4e00-\u9fff\-])|(?<=[加长为是额]))-)?(?P<num>{SPACED}|{ARABIC}|{POINTED})(?P<pm>[多余来])?{sep}"
        rf"(?:(?P<percent>个?百分点|%|/(?:10|十)万(?![元亩户]))|(?P<money>(?:{money})(?:整)?(?:/(?:(?!以[内上下]|之内|左右)[\u4e00-\u9fff]){{1,4}}(?:[/·.][\u4e00-\u9fff]{{1,2}})?)?|(?:[十百千]?万|亿|[百千])[多余来]元)|{UNIT_ASIDE}|(?P<points>分(?!之|别|解|管|类|析|布|期|批|级|项|局|队|公|开|散|工|担|配|钟))"
        rf"|(?P<count>(?P<scale>[万亿](?P<pm3>[多余])?)?(?:{counters})(?:/(?:\d{{1,2}}万?|万|百)?(?:年|月|日|天|次|人|户|亩|公顷|小时|学期|周))?))?(?P<pm2>[多余])?)"
        rf"|(?P<hanmoney>{HAN_MONEY})"
        rf"|(?P<hanpoints>(?<![第{HAN_DIGITS}“])(?P<hq>[{HAN_DIGITS}]{{2,5}})分(?![\u4e00-\u9fff]))"
        rf"|(?P<hancount>(?<![第{HAN_DIGITS}“])(?P<hn>[{HAN_DIGITS}]{{1,12}})(?P<hpm>[多余])?(?P<hunit>(?:{alternatives('counters', han='yes')})(?!(?<=人)[医民]))))"
    )


_LINKS = {"ge": "[:：为]?", "le": "[:：为]?", "gt": "[:：]?", "lt": "[:：]?", "eq": ""}
_BEFORE = re.compile("|".join(rf"(?P<{sign}>{worded(sign)}){_LINKS[sign]}\s?$" for sign in SIGNS))
# What stands right before a figure with a comparing word, or before its link: most figures are told from these by this
# one character.
_BEFORE_ENDS = last_characters() | frozenset(" \t\n")
_LINK = frozenset(":：为")
_AFTER = re.compile(
    r"(?P<le>以内|之内|及以下|(?:\(|（)?含(?:\)|）)?以下)|(?P<lt>以下)|(?P<ge>及以上|以上(?!(?:共|合|总)计|[两三四五六七八各几]项|资金)|(?:（)含(?:）)以上|起(?![来动草]))"
)
_AFTER_STARTS = frozenset("以之及(（含起")
_MORE = re.compile("[多余来]")
_JOINED = ("，", "、", "和", "及", "与", "以及")
_RESPECTIVELY = re.compile(r"(?:分别|依次|各)[^，。；：\d]{0,10}$")
_NEAR = 14
_REACHED = re.compile(r"(?:解决|惠及|保障|覆盖|服务|带动|受益)了?$")  # 解决7.1万贫困人口的饮水问题
_MORE_OF_COUNT = re.compile("(?<=[万亿])[多余]")


def find_figures(text: str) -> list[Figure]:
    """Return the figures of the view in order. Linear in its length."""
    found: list[Figure] = []
    for match in _pattern().finditer(text):
        read = _READERS.get(match.lastgroup or "")
        if read is not None and (figure := read(text, match)) is not None:
            if figure.kind == MONEY and found and found[-1].kind == PLAIN:
                _share_unit(text, found, figure)
            found.append(figure)
    return found


def _share_unit(text: str, found: list[Figure], figure: Figure) -> None:
    """Give the unit of an amount to the numbers listed before it (各为 41.5、43.2 万元): decimals, and what 分别 announces."""
    first, at = len(found), figure.start
    while first and found[first - 1].kind == PLAIN and text[found[first - 1].end : at] in _JOINED:
        first -= 1
        at = found[first].start
    announced = first < len(found) and _RESPECTIVELY.search(text, max(0, at - _NEAR), at) is not None
    for place in range(first, len(found)):
        if announced or "." in found[place].number_text:
            found[place] = replace(found[place], kind=MONEY, unit=figure.unit)


def _date(text: str, match: re.Match[str]) -> Figure:
    start, end = match.span()
    stated = match.group("dyear")
    year = parse_number(stated) if stated else None
    return Figure(
        DATE, start, end, _ZERO, "", match.group(), op_start=start, op_end=end, year=int(year) if year else None
    )


def _dotted_date(text: str, match: re.Match[str]) -> Figure:
    start, end = match.span()
    worded = match.group()
    return Figure(DATE, start, end, _ZERO, "", worded, op_start=start, op_end=end, year=int(worded[:4]))


def _year(text: str, match: re.Match[str]) -> Figure:
    start, end = match.span()
    worded = match.group()
    return Figure(YEAR, start, end, Decimal(worded[:4]), "年", worded, "=", start, end, False, None, int(worded[:4]))


def _range(text: str, match: re.Match[str]) -> Figure | None:
    worded, low_unit, worded_high, range_unit = match.group("low", "lowunit", "high", "rangeunit")
    low, high = parse_number(worded), parse_number(worded_high)
    if low is None or high is None:
        return None
    unit = range_unit or low_unit or ""
    if high < low and not unit:
        return None
    start, end = match.span()
    return Figure(
        _kind_of_unit(unit), start, end, low, unit, worded, operator="between", op_start=start, op_end=end, high=high
    )


def _han_percent(text: str, match: re.Match[str]) -> Figure | None:
    number = parse_number(match.group("hp"))
    return (
        None if number is None else _with_operator(text, PERCENT, match.span(), number, "%", match.group("hp"), False)
    )


def _han_count(text: str, match: re.Match[str]) -> Figure | None:
    worded, more, unit = match.group("hn", "hpm", "hunit")
    number = parse_number(worded)
    return None if number is None else _with_operator(text, COUNT, match.span(), number, unit, worded, bool(more))


def _han_money(text: str, match: re.Match[str]) -> Figure | None:
    worded, unit, whole = match.group("hm", "hmu", "hs")
    number = parse_number(worded or whole)
    if number is None:
        return None
    unit = _MORE.sub("", unit) if worded else "元"
    return _with_operator(
        text, MONEY, match.span(), number, unit, worded or whole, _MORE.search(match.group()) is not None
    )


def _stepped(text: str, match: re.Match[str]) -> Figure | None:
    worded = match.group("stepped")
    number = stepped(worded)
    return (
        None
        if number is None
        else _with_operator(text, MONEY, match.span(), number, "元", worded[:-1], _MORE.search(worded) is not None)
    )


def _bracketed(text: str, match: re.Match[str]) -> Figure | None:
    """Read a sum whose number alone stands in brackets, as blanks of a form are filled in: 增加（-5.6）万元."""
    worded, unit = match.group("inner", "bracketedunit")
    number = parse_number(worded)
    return None if number is None else _with_operator(text, MONEY, match.span(), number, unit, worded, False)


def _han_points(text: str, match: re.Match[str]) -> Figure | None:
    number = parse_number(match.group("hq"))
    return (
        None if number is None else _with_operator(text, POINTS, match.span(), number, "分", match.group("hq"), False)
    )


def _arabic(text: str, match: re.Match[str]) -> Figure | None:
    worded, sign, pm, percent, money, aside, points, count, more_of_count, more_behind = match.group(
        "num", "sign", "pm", "percent", "money", "aside", "points", "count", "pm3", "pm2"
    )
    number = parse_number(worded)
    if number is None:
        return None
    if sign:
        number = -number
    more = bool(pm in ("多", "余") or more_behind or more_of_count)
    span = match.span()
    if percent:
        return _with_operator(text, PERCENT, span, number, percent, worded, more)
    if money and not is_foreign(text, match.start("num"), match.end("money")):
        unit = (_MORE.sub("", money) if len(money) > 2 else money).removeprefix("个")  # 3万余元, 6.8个亿
        if unit not in words("units", "unit", kind="bare") or counts_money(
            text, match.start("num"), match.end("money")
        ):
            return _with_operator(text, MONEY, span, number, unit, worded, more or len(unit) < len(money))
    if aside and takes_aside(worded):
        return _with_operator(text, MONEY, span, number, aside, worded, more)
    if points:
        return _with_operator(text, POINTS, span, number, "分", worded, more)
    if count:
        unit = _MORE_OF_COUNT.sub("", count) if more_of_count else count
        return _with_operator(text, COUNT, span, number, unit, worded, more)
    span = (span[0], match.end("num")) if money or aside else span
    if text.startswith("万", span[1]) and _REACHED.search(text, max(0, span[0] - 6), span[0]):
        return _with_operator(text, COUNT, (span[0], span[1] + 1), number, "万", worded, more)
    marked = unit_before(text, match.start("num"), span[1])
    if marked is not None:
        return _with_operator(text, MONEY, span, number, marked, worded, more)
    return _with_operator(text, PLAIN, span, number, "", worded, more)


_READERS = {
    "date": _date,
    "dotdate": _dotted_date,
    "year": _year,
    "range": _range,
    "hanpercent": _han_percent,
    "hanmoney": _han_money,
    "stepped": _stepped,
    "bracketed": _bracketed,
    "hanpoints": _han_points,
    "hancount": _han_count,
    "fig": _arabic,
}


def _kind_of_unit(unit: str) -> str:
    if unit in ("%", "个百分点"):
        return PERCENT
    if unit in words("units", "unit", kind="money") or unit in words("units", "unit", kind="bare"):
        return MONEY
    if unit == "分":
        return POINTS
    return COUNT if unit else PLAIN


def _with_operator(
    text: str, kind: str, span: tuple[int, int], number: Decimal, unit: str, number_text: str, more: bool
) -> Figure:
    start, end = span
    operator, op_start, op_end = "=", start, end
    last = text[start - 1 : start]
    last = text[start - 2 : start - 1] if last in _LINK else last
    before = _BEFORE.search(text, max(0, start - 8), start) if last in _BEFORE_ENDS else None
    after = _AFTER.match(text, end) if text[end : end + 1] in _AFTER_STARTS else None
    if before:
        operator = SIGNS[before.lastgroup or "eq"]
        op_start = before.start()
    if after:
        op_end = after.end()
        word = after.lastgroup
        if not before or (before.group("le") and word == "le") or before.group("ge"):
            operator = SIGNS[word or "ge"] if not before else operator
    return Figure(kind, start, end, number, unit, number_text, operator, op_start, op_end, more)


class Figures:
    """The figures of a report in order, to be asked for by range of the view."""

    def __init__(self, text: str) -> None:
        self.all = find_figures(text)
        self._of_kinds: dict[tuple[str, ...], tuple[list[int], list[Figure]]] = {}

    def between(self, start: int, end: int, *kinds: str) -> list[Figure]:
        """Return the figures that begin in a range of the view, of the given kinds or of all."""
        kept = self._of_kinds.get(kinds)
        if kept is None:
            figures = [figure for figure in self.all if not kinds or figure.kind in kinds]
            kept = self._of_kinds[kinds] = [figure.start for figure in figures], figures
        starts, figures = kept
        low = bisect_left(starts, start)
        return figures[low : bisect_left(starts, end, low)] if end > start else []
