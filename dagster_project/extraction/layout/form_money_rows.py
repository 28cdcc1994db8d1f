"""The money of a form without a grid that no head leads: labels with their sums, funds, sources, items, shares by month.

Here belongs where such a row begins and ends. Columns of money belong to form_heads.py and form_table_rows.py; what the sums
are is read in amounts/form_money.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.layout.form_heads import FormHeads
from dagster_project.extraction.layout.form_layout import Cells, Rows
from dagster_project.extraction.layout.money_columns import column_of
from dagster_project.extraction.words.money_values import SOURCE, states_values, sum_in

# 计划安排资金（万元） | 9: money that opens a form, without any name above it
_OPENS_FORM = re.compile(r"计划(?:安排|到位|投资)(?:资金|额)（万元）$")
_NOTHING = (None, None, None)
_REST = ("其他", "其它")
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?%?")
_LEAST_FUNDS, _MOST_FUNDS = 3, 8
_MOST_SOURCES = 5  # sums of a form side by side: planned, arrived, spent, left
_ITEMS = re.compile(r"(?:支出|预算|资金).{0,4}(?:明细|构成|测算)(?:（.{1,6}）)?$")
_MONTH = re.compile(
    r"第?[一二三四1-4]季度|(?:截?至|到)?(?:(?:19|20)\d{2}年)?\d{1,2}月(?:底|末|份|\d{1,2}日)?(?:前|累计)?(?:（%）|%)?"
)
_LEAST_MONTHS = 2


def opens_form(heads: FormHeads, at: int) -> bool:
    """Tell whether a form begins with its money: 计划安排资金（万元） | 9."""
    return _OPENS_FORM.match(heads.cells[at].text) is not None and states_money(heads, at)


def money_rows(heads: FormHeads, at: int, *, inside: bool) -> Rows | None:
    """Return the rows of money that begin at a cell, null where none do. ``inside``: a form has begun above."""
    if inside and (funds := _funds(heads, at)):
        return _fund_rows(heads, at, funds)
    if inside and _ITEMS.search(heads.cells[at].text) and has_sum(heads, at + 1):
        return _item_rows(heads, at)
    if (end := _behind_sources(heads, at)) > at:
        return _source_row(heads, at, end)
    if inside and states_money(heads, at):
        return _labelled_row(heads, at)
    if (months := _months(heads, at)) >= _LEAST_MONTHS:
        return _plan_rows(heads, at, months)
    return None


def has_sum(heads: FormHeads, at: int) -> bool:
    """Tell whether the next cell is a sum."""
    return at + 1 < len(heads.cells) and sum_in(heads.cells[at + 1].text) is not None


def states_money(heads: FormHeads, at: int) -> bool:
    """Tell whether a cell is a label of money with its value, in itself or in the next cell."""
    text = heads.cells[at].text
    if states_values(text):
        return True
    if not has_sum(heads, at) or heads.kinds(at) & {"plan", "total"}:
        return False
    head = column_of(text)
    return head is not None and head.ratio is None and (head.measure, head.fund_type, head.fund_level) != _NOTHING


def _funds(heads: FormHeads, at: int) -> int:
    """Return how many funds are headed from here on (资金来源 | 合计 | 财政拨款 | …) whose sums follow in order, else 0."""
    if not heads.kinds(at) & {"lead"}:
        return 0
    end = at + 1
    while end - at <= _MOST_FUNDS and heads.kinds(end) & {"row", "total"}:
        end += 1
    count = end - at - 1
    sums = [sum_in(cell.text) is not None for cell in heads.cells[end : end + count + 1]]
    return count if count >= _LEAST_FUNDS and all(sums[:count]) and not all(sums[count:]) else 0


def _fund_rows(heads: FormHeads, at: int, funds: int) -> Rows:
    """Yield the heads of the funds with what leads them, and their sums below."""
    end = at + funds + 1
    yield list(enumerate(heads.cells[at:end]))
    yield list(enumerate(heads.cells[end : end + funds], 1))
    return end + funds


def _item_rows(heads: FormHeads, at: int) -> Rows:
    """Yield the items of a sum, one a row (支出预算明细 | 处理费 | 36, | 收运费 | 10)."""
    lead, end = [(0, heads.cells[at])], at + 1
    while has_sum(heads, end) and not heads.kinds(end):
        yield [*lead, (1, heads.cells[end]), (2, heads.cells[end + 1])]
        lead, end = [], end + 2
    return end


def _behind_sources(heads: FormHeads, at: int) -> int:
    """Return the place behind a source that stands once for each sum above it (省财政 | 9 | 省财政 | 8 | 省财政), else ``at``."""
    label = heads.cells[at].text
    if not SOURCE.fullmatch(label):
        return at
    end, times, sums = at, 0, 0
    while end < len(heads.cells) and times < _MOST_SOURCES and heads.cells[end].text == label:
        size = 2 if has_sum(heads, end) else 1
        end, times, sums = end + size, times + 1, sums + size - 1
    return end if times > 1 and sums else at


def _source_row(heads: FormHeads, at: int, end: int) -> Rows:
    yield list(enumerate(heads.cells[at:end]))
    return end


def _labelled_row(heads: FormHeads, at: int) -> Rows:
    """Yield the labels with their values that follow each other on a line."""
    cells = heads.cells
    row: Cells = []
    end = at
    while end < len(cells) and cells[end].line == cells[at].line and _is_beside(heads, end, bool(row)):
        size = 1 if states_values(cells[end].text) or _PERCENT.fullmatch(cells[end].text) else 2
        row += [(len(row) + i, cell) for i, cell in enumerate(cells[end : end + size])]
        end += size
    yield row
    return end


def _is_beside(heads: FormHeads, at: int, behind: bool) -> bool:
    """Tell whether a row of labels with values goes on: 执行数 | 20 | 50% | 其中：财政资金 | 20 | 其他 | 0.

    ``behind``: something of the row stands before the cell.
    """
    if states_money(heads, at):
        return True
    text = heads.cells[at].text
    if _PERCENT.fullmatch(text):  # the rate behind the sum spent
        return behind and at + 1 < len(heads.cells) and states_money(heads, at + 1)
    return behind and text.strip("：") in _REST and has_sum(heads, at)


def _months(heads: FormHeads, at: int) -> int:
    """Return how many cells name months or quarters from here on."""
    end = at
    while end < len(heads.cells) and _MONTH.fullmatch(heads.cells[end].text):
        end += 1
    return end - at


def _plan_rows(heads: FormHeads, at: int, months: int) -> Rows:
    """Yield the row of months with the plan's label, and the row of percentages."""
    cells = heads.cells
    lead = [(0, cells[at - 1])] if at and "plan" in heads.kinds(at - 1) else []
    yield [*lead, *((i + 1, cell) for i, cell in enumerate(cells[at : at + months]))]
    end = at = at + months
    while end < len(cells) and end - at < months and _PERCENT.fullmatch(cells[end].text):
        end += 1
    if end > at:
        yield [(i + 1, cell) for i, cell in enumerate(cells[at:end])]
    return end
