"""Figures of the view: every number with its unit, sign and comparing words, as one token with its place.

Here belongs what a figure is by its own characters (money, a percentage, points, a count, a date, a year, a document number).
What it is about belongs to the modules of the facts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from dagster_project.extraction.numerals import ARABIC, HAN_DIGITS, parse_number
from dagster_project.vocabulary import words

MONEY, PERCENT, POINTS, COUNT, DATE, YEAR, PLAIN = "money", "percent", "points", "count", "date", "year", "plain"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the view: ``start``/``end`` hold the number with its unit, ``number_end`` ends the number alone.

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
    counters = "|".join(map(re.escape, words("counters")))
    bare = "|".join(map(re.escape, words("units", "unit", kind="bare")))
    money = (
        "|".join(map(re.escape, words("units", "unit", kind="money"))) + rf"|(?:{bare})(?![\u4e00-\u9fffA-Za-z0-9㎡])"
    )
    number = rf"\d{{1,3}}(?: \d{{3}}){{1,5}}(?=(?:\.\d+)?\s?(?:[万亿]?元|平方米|公里|亩|人次|人|户|吨))|{ARABIC}"
    sep = r"\s?"
    return re.compile(
        rf"(?=[\d零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾〔（\-])(?:(?P<docnum>[〔（](?:19|20)\d{{2}}[〕）]\s?第?\d{{1,5}}号)"
        rf"|(?P<date>(?:(?P<dyear>(?:19|20)\d{{2}}|[零一二三四五六七八九]{{4}})年)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月(?:份|底|末|初|中旬|上旬|下旬)?(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日)?(?!人))"
        rf"|(?P<dotdate>(?:19|20)\d{{2}}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d))"
        rf"|(?P<range>(?P<low>{number})(?P<lowunit>%|个)?(?:-|~|至|到)(?P<high>{number}){sep}(?P<rangeunit>个百分点|%|{money}|年(?!度)|分(?!之|别|解|管|类|析|布|期|批|级|项|局|队|公|开|散|工|担|配)|(?:{counters}))?)"
        rf"|(?P<year>(?<![\d.])(?:19|20)\d{{2}}(?:-(?:19|20)\d{{2}})?(?=年|(?:部门|年度|本年|预算|决算))(?:年度|年(?!限))?)"
        rf"|(?P<hanpercent>百分之(?P<hp>[{HAN_DIGITS}点]+))"
        rf"|(?P<fig>(?P<sign>(?<![\d\u4e00-\u9fff\-])-)?(?P<num>{number})(?P<pm>[多余来])?{sep}"
        rf"(?:(?P<percent>个?百分点|%)|(?P<money>(?:{money})(?:整)?(?:/[\u4e00-\u9fff]{{1,4}})?|[十百千]?[万亿][多余来]元)|(?P<points>分(?!之|别|解|管|类|析|布|期|批|级|项|局|队|公|开|散|工|担|配|钟))"
        rf"|(?P<count>(?P<scale>[万亿](?P<pm3>[多余])?)?(?:{counters})))?(?P<pm2>[多余])?)"
        rf"|(?P<hancount>(?<![第{HAN_DIGITS}“])(?P<hn>[{HAN_DIGITS}]{{1,6}})(?P<hpm>[多余])?(?P<hunit>(?:{_han_counters()}))))"
    )


def _han_counters() -> str:
    return "|".join(map(re.escape, words("counters", han="yes")))


_BEFORE = re.compile(
    r"(?P<ge>≥|>=|=>|不少于|不低于|不得低于|不得少于|不小于|至少|达到|达|大于等于|大于或等于|高于或等于|不短于|最低)[:：为]?\s?$"
    r"|(?P<le>≤|<=|=<|不超过|不超|不高于|不大于|不得超过|不多于|小于等于|小于或等于|控制在|最高|最多|降至|降到|至多|未超过|未超)[:：为]?\s?$"
    r"|(?P<gt>>|大于|超过|超|高于|多于|超出)[:：]?\s?$"
    r"|(?P<lt><|小于|低于|少于|不足|不到|未达|不满)[:：]?\s?$"
    r"|(?P<eq>=|等于)\s?$"
)
_AFTER = re.compile(
    r"(?P<le>以内|之内|及以下|(?:\(|（)?含(?:\)|）)?以下)|(?P<lt>以下)|(?P<ge>及以上|以上|(?:（)含(?:）)以上|起(?![来动草]))"
)


def find_figures(text: str) -> list[Figure]:
    """Return the figures of the view in order. Linear in its length."""
    return [figure for match in _pattern().finditer(text) if (figure := _figure(text, match)) is not None]


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    kind = match.lastgroup
    group = match.group
    if group("docnum") or kind == "docnum":
        return None
    if group("date"):
        year = parse_number(group("dyear")) if group("dyear") else None
        return Figure(
            DATE, start, end, Decimal(0), "", group(), op_start=start, op_end=end, year=int(year) if year else None
        )
    if group("dotdate"):
        return Figure(DATE, start, end, Decimal(0), "", group(), op_start=start, op_end=end, year=int(group()[:4]))
    if group("year"):
        return Figure(
            YEAR, start, end, Decimal(group()[:4]), "年", group(), op_start=start, op_end=end, year=int(group()[:4])
        )
    if group("range"):
        low, high = parse_number(group("low")), parse_number(group("high"))
        if low is None or high is None:
            return None
        unit = group("rangeunit") or group("lowunit") or ""
        if high < low and not unit:
            return None
        kind = _kind_of_unit(unit)
        return Figure(
            kind, start, end, low, unit, group("low"), operator="between", op_start=start, op_end=end, high=high
        )
    if group("hanpercent"):
        number = parse_number(group("hp"))
        return None if number is None else _with_operator(text, PERCENT, match, number, "%", group("hp"), False)
    if group("hancount"):
        number = parse_number(group("hn"))
        if number is None:
            return None
        return _with_operator(text, COUNT, match, number, group("hunit"), group("hn"), bool(group("hpm")))
    number = parse_number(group("num"))
    if number is None:
        return None
    if group("sign"):
        number = -number
    more = bool(group("pm") in ("多", "余") or group("pm2") or group("pm3"))
    if group("percent"):
        return _with_operator(text, PERCENT, match, number, group("percent"), group("num"), more)
    if group("money"):
        unit = re.sub("[多余来](?=元)", "", group("money"))  # 3万余元
        return _with_operator(text, MONEY, match, number, unit, group("num"), more or unit != group("money"))
    if group("points"):
        return _with_operator(text, POINTS, match, number, "分", group("num"), more)
    if group("count"):
        return _with_operator(
            text, COUNT, match, number, re.sub(r"(?<=[万亿])[多余]", "", group("count")), group("num"), more
        )
    return _with_operator(text, PLAIN, match, number, "", group("num"), more)


def _kind_of_unit(unit: str) -> str:
    if unit in ("%", "个百分点"):
        return PERCENT
    if unit in words("units", "unit", kind="money") or unit in words("units", "unit", kind="bare"):
        return MONEY
    if unit == "分":
        return POINTS
    return COUNT if unit else PLAIN


def _with_operator(
    text: str, kind: str, match: re.Match[str], number: Decimal, unit: str, number_text: str, more: bool
) -> Figure:
    start, end = match.span()
    operator, op_start, op_end = "=", start, end
    before = _BEFORE.search(text, max(0, start - 8), start)
    after = _AFTER.match(text, end)
    if before:
        operator = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "eq": "="}[before.lastgroup or "eq"]
        op_start = before.start()
    if after:
        op_end = after.end()
        word = after.lastgroup
        if not before or (before.group("le") and word == "le") or before.group("ge"):
            operator = {"ge": ">=", "le": "<=", "lt": "<"}[word or "ge"] if not before else operator
    return Figure(kind, start, end, number, unit, number_text, operator, op_start, op_end, more)


class Figures:
    """The figures of a report in order, to be asked for by range of the view."""

    def __init__(self, text: str) -> None:
        self.all = find_figures(text)
        self._starts = [figure.start for figure in self.all]

    def between(self, start: int, end: int, *kinds: str) -> list[Figure]:
        """Return the figures that begin in a range of the view, of the given kinds or of all."""
        found = self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [figure for figure in found if not kinds or figure.kind in kinds]
