"""What the header words and labels of a table say of the money beside or below them.

Here belongs reading one header cell, or several that stand over each other; which of them stand over a column belongs to
table_columns.py, the rows to amount_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from dagster_project.extraction.words.account_cells import NUMBER
from dagster_project.extraction.words.amount_cues import said_by
from dagster_project.extraction.words.column_words import counts_things, names_rows, no_money, rate_headed_by
from dagster_project.extraction.words.numerals import YEAR_NUMBER

_BODY = re.compile(r"[\u4e00-\u9fff]{3}(?:[厅局]|委员会|办公室|财政部)$")  # 青禾省财政厅: a body, and nobody's money
# What a line's end leaves of 一般公共⏎预算财政⏎拨款 and its fellows: no budget figure
_PART_OF_FUND = re.compile(r"预算财政|金预算财|经营预算")
_ASIDE = re.compile(r"（[^（）]*(?:）|$)")
EXECUTED = re.compile(r"决算|执行|实际|完成|支付")
_UNSPENT = re.compile(r"(?:尚?未|待)(?:支出|使用|执行|支付|拨付|完成|下达|分配)")
_POINTS_HEAD = re.compile(r"得分|分值|权重|系数$")  # 执行率得分, 得分（20分*执行率）
_UNIT_IN_LABEL = re.compile(r"[（(](?:单位[：:])?(亿元|百万元|万元|千元|元)[）)]")
_PLAIN_AMOUNT = re.compile(
    r"^(?:(?:当年)?金额|资金|数额|本年数|上年数|(?:19|20)\d{2}年(?:度)?(?:金额|数)?|合计|小计|总计|总额)(?:（.*）)?$"
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's header says of the money below it; ``ratio`` where it holds percentages."""

    measure: str | None
    category: str | None
    fund_type: str | None
    fund_level: str | None
    year: int | None
    unit: str | None
    ratio: str | None
    text: str


@lru_cache(maxsize=8192)
def column_of(text: str) -> Column | None:
    """Return what a header or label says of money, null where it says nothing."""
    if not text or len(text) > 40 or NUMBER.fullmatch(text) or not re.search(r"[\u4e00-\u9fff]", text):
        return None
    if names_rows(text) or counts_things(text) or _BODY.search(text):
        return None  # 科目名称, 公务用车保有量（辆）
    if _PART_OF_FUND.fullmatch(text):
        return Column(None, None, None, None, None, None, None, text)
    bare = _ASIDE.sub("", text)
    if _POINTS_HEAD.search(bare):
        return None
    rate = rate_headed_by(bare or text)
    if rate is not None:
        return Column(None, None, None, None, None, None, rate, text)
    if no_money(text):
        return None
    found = dict(said_by(text))
    if re.search(r"增、?减(?:金额|额|数|变化)?$|差额|(?:增加|减少|增减|变动)(?:情况|额|数|金额)", text):
        found["measure"] = "change"
    if _UNSPENT.match(bare):
        found["measure"] = "other"
    if found["measure"] is None and "决算" in text:
        found["measure"] = "expenditure"
    unit = _UNIT_IN_LABEL.search(text)
    if not any(found.values()) and not unit and not _PLAIN_AMOUNT.fullmatch(text):
        return None
    year = YEAR_NUMBER.search(text)
    return Column(
        found["measure"],
        found["category"],
        found["fund_type"],
        found["fund_level"],
        int(year.group()) if year else None,
        unit.group(1) if unit else None,
        None,
        text,
    )


def merged(upper: Column | None, lower: Column) -> Column:
    """A header in two rows: what the lower cell leaves open comes from the upper one."""
    if upper is None or lower.ratio:
        return lower
    plans = upper.measure in ("budget_initial", "budget_adjusted") and EXECUTED.search(lower.text) is None
    silent = (None, "funding", "expenditure", "revenue") if plans else (None, "funding")  # 基本支出 of 2022年预算数
    return Column(
        upper.measure if lower.measure in silent and upper.measure else lower.measure,
        lower.category or upper.category,
        lower.fund_type or upper.fund_type,
        lower.fund_level or upper.fund_level,
        lower.year or upper.year,
        lower.unit or upper.unit,
        None,
        lower.text,
    )


_SUM_OF_ALL = re.compile(r"[合总小]计(?:（.{1,4}）)?")
_WHOLES = ("budget_initial", "budget_adjusted", "funds_received", "expenditure", "revenue")


def with_parts(columns: dict[int, Column]) -> dict[int, Column]:
    """Give a column that names a fund alone (其中：财政拨款, 其他资金) the measure of the sum to its left, and 合计 that of all others."""
    result: dict[int, Column] = {}
    whole: Column | None = None
    measures = {head.measure for head in columns.values() if not head.ratio and not _SUM_OF_ALL.fullmatch(head.text)}
    for place in sorted(columns):
        head = columns[place]
        if len(columns) > len(measures) == 1 and _SUM_OF_ALL.fullmatch(head.text):
            head = replace(head, measure=next(iter(measures)))
        elif whole is not None and head.measure in (None, "funding") and (head.fund_type or head.fund_level):
            head = replace(head, measure=whole.measure, year=head.year or whole.year, unit=head.unit or whole.unit)
        elif head.measure in _WHOLES:
            whole = head
        result[place] = head
    return result


def column_over(path: Iterable[str]) -> Column | None:
    """Return what the header words over a column say, from the outermost; null where they name no money."""
    result: Column | None = None
    words = ""
    for words in path:
        if no_money(words):
            return None
        column = column_of(words)
        result = merged(result, column) if column is not None else result
    return result or Column(None, None, None, None, None, None, None, words)
