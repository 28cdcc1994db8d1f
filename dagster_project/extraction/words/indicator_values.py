"""Values of indicators: a cell or a few words read into comparing sign, figure, range and unit.

Here belongs how ≥90%, 3至5年, 不少于一次 or 按时完成 read by themselves. Which cell is a target belongs to
indicator_tables.py, which clause to indicator_clauses.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from dagster_project.extraction.words.comparing_words import SIGNS, worded
from dagster_project.extraction.words.numerals import ARABIC, HAN_DIGITS, parse_number
from dagster_project.vocabulary import alternatives, words

_COMPARING = "|".join(f"(?P<{sign}>{worded(sign, in_cells='yes')})" for sign in SIGNS)
_OPERATOR = f"(?:{_COMPARING})"
_AFTER = r"(?P<after>（含）以上|\(含\)以上|（含）以下|及?以上|及?以下|以内|之内|内|左右|上下)"
# A unit is whatever words follow the figure in the cell, short and without figures.
_UNIT = r"%|‰|个?百分点|百分比|/(?:10|十)万|[\u4e00-\u9fff]{1,2}（[\u4e00-\u9fff]{1,2}）|（[\u4e00-\u9fff]）[\u4e00-\u9fff]|[\u4e00-\u9fffA-Za-z㎡³²°℃μ·]{0,10}?(?:/(?:\d{1,3}万?)?[\u4e00-\u9fffA-Za-z㎡]{1,6}){0,2}(?:[.·*、][年月日天人户次学期]{1,2})?"
_FIGURE = re.compile(
    rf"(?:{_OPERATOR}[:：为]?)?(?:约|近|共)?"
    rf"(?P<num>-?(?:{ARABIC})|百分之[{HAN_DIGITS}]+)(?P<more>[多余])?"
    rf"(?:(?P<lowunit>%|[\u4e00-\u9fff]{{1,3}})?(?:-|~|至|到)(?P<high>{ARABIC}))?\s?"
    rf"(?P<unit>{_UNIT})?(?P<more2>[多余])?{_AFTER}?[。；，]?"
)
_HAN_FIGURE = re.compile(
    rf"(?:{_OPERATOR}[:：为]?)?(?:约|近|共)?(?P<num>[{HAN_DIGITS}]{{1,7}})(?P<more>[多余])?(?P<unit>{alternatives('counters', han='yes')})(?P<more2>[多余])?{_AFTER}?[。；]?"
)
_DATE = re.compile(
    r"(?:19|20)\d{2}(?:年|[-./]\d{1,2})|\d{1,2}月(?!度)|(?<!\d)\d{1,2}[-~至]\d{1,2}月|\d{1,2}日(?:前|之前|以前)|[一二三四]季度|年底|月底"
)
# 11月底前100%: the rate is the value, the date its term.
_RATE_BY_DATE = re.compile(
    r"(?:(?:19|20)\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|年底|[一二三四]季度末?)(?:前|之前|以前)?(?:完成|达到?)?(?P<rate>[≥>]?\d{1,3}(?:\.\d+)?%)"
)
_LONGEST_VALUE = 40
_EMPTY = re.compile(r"[-/\\—.…、。\s]*|无|不适用|暂无|空")
POINTS = re.compile(r"(?P<points>\d{1,3}(?:\.\d+)?)分?")  # a full score, or one that was reached
_LEAD = re.compile(r"每(?:半?年|季度?|月|周|日|天|人|户|次|亩|公顷|公里|吨|头|只|株|台|套|平方米)(?:度)?")
_ASIDE = re.compile(r"（[^（）]*）")
_UNIT_IN_BRACKETS = re.compile(r"(?<=\d)（(?P<unit>[^（）\d]{1,8})）$")  # =98.50（%）, ≥12（场次）
_UNIT_ASIDE = re.compile(
    r"[台套只个组件头羽枚把]（[台套只头份组件枚次]{1,2}）|（[台套只头份组件枚]）[台套只头份组件枚]"
)
_UNIT_WORDS = f"{alternatives('units', 'unit', kind='money')}|{alternatives('counters')}"
_ANY_FIGURE = re.compile(
    rf"(?:{_OPERATOR}[:：为]?)?(?P<num>(?<![\dA-Za-z.第]){ARABIC})(?P<more>[多余])?\s?(?P<unit>%|个?百分点|(?:万|亿)?(?:{_UNIT_WORDS}))(?P<more2>[多余])?{_AFTER}?"
)
_PER = frozenset("年月日天季周学生时")
_SIGN_CELL = re.compile(_OPERATOR + r"(?:（[^）]*）)?")
_PER_SIGN = re.compile(r"[/·.*、]")
_UPPER_WORDS = {"以内", "之内", "内", "以下", "及以下", "（含）以下", "(含)以下"}
_LOWER_WORDS = {"以上", "及以上", "（含）以上", "(含)以上"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as worded: ``operator`` as in records.OPERATORS; ``number`` null where qualitative; ``more``: 多/余."""

    operator: str
    number: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    more: bool = False


QUALITATIVE = Value("qualitative")


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset({*words("counters"), *words("units", "unit"), "%", "‰", "百分比"})


def is_unit(text: str) -> bool:
    """Tell whether words are a unit and nothing else: 人次, 万亩, %, or one for each of another (元/头, 元/人·月)."""
    first, *others = _PER_SIGN.split(text)
    return first in _units() and all(other in _units() or other in _PER for other in others)


def read_operator(text: str) -> str | None:
    """Return the operator that a column of signs words (≥, 大于等于, 定性 …), null where it words none."""
    if text.startswith(("定性", "文字描述", "文字型")):
        return "qualitative"
    match = _SIGN_CELL.fullmatch(text)
    return SIGNS[match.lastgroup] if match and match.lastgroup else None


@lru_cache(maxsize=4096)
def read_value(text: str) -> Value | None:
    """Read a value cell of the view: null where it is empty or a dash, qualitative where it states no one figure.

    Forms state the same few values (100%, ≥95%, 及时) over and over.
    """
    if _EMPTY.fullmatch(text):
        return None
    if _DATE.search(text):
        rate = _RATE_BY_DATE.fullmatch(text)
        return read_value(rate.group("rate")) if rate else QUALITATIVE
    whole = _LEAD.sub("", text.replace("（含）", ""), count=1).strip("“”\"' ")
    of_unit = _UNIT_IN_BRACKETS.search(whole)
    if of_unit is not None and is_unit(of_unit["unit"]):
        whole = whole[: of_unit.start()] + of_unit["unit"]
    bare = _ASIDE.sub("", whole) if not _EMPTY.fullmatch(_ASIDE.sub("", whole)) else whole
    match = _unit_with_aside(whole)
    if match is None and len(bare) <= _LONGEST_VALUE:
        match = _FIGURE.fullmatch(bare) or _HAN_FIGURE.fullmatch(bare)
    if match is None:
        found = list(_ANY_FIGURE.finditer(bare))
        if not found or (len(found) > 1 and found[0].start() > 0):
            return QUALITATIVE
        match = found[0]
    return _value(match)


def _unit_with_aside(text: str) -> re.Match[str] | None:
    """Match a figure whose unit holds brackets (台（套）, （台）套); an aside of more words is none of the unit."""
    return _FIGURE.fullmatch(text) if len(text) <= _LONGEST_VALUE and _UNIT_ASIDE.search(text) else None


def _value(match: re.Match[str]) -> Value:
    groups = match.groupdict()
    sign = next((SIGNS[name] for name in SIGNS if groups.get(name)), None)
    digits = groups["num"].removeprefix("百分之")
    number = parse_number(digits)
    if number is None:
        return QUALITATIVE
    unit = "%" if groups["num"].startswith("百分之") else groups["unit"] or None
    more = bool(groups["more"] or groups["more2"])
    high = parse_number(groups["high"]) if groups.get("high") else None
    if high is not None and high >= number:
        return Value("between", number, high, unit or groups["lowunit"], more)
    after = groups["after"]
    if sign is None:
        sign = "<=" if after in _UPPER_WORDS else ">=" if after in _LOWER_WORDS else "="
    return Value(sign, number, None, unit, more)


def read_points(text: str) -> Decimal | None:
    """Return the points of a weight or score cell, null where it holds none."""
    match = POINTS.fullmatch(text.strip().removesuffix("%"))
    return Decimal(match["points"]) if match else None
