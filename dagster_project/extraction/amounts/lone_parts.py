"""Figures of a table of accounts whose class only the item or the table's name tells, because the cells beside them are lost.

Here belongs what a code, the name of a budget item or the title of a table says of such a figure. Which header stands over
a figure belongs to account_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dagster_project.extraction.amounts.account_titles import Title
from dagster_project.extraction.layout.money_columns import Column
from dagster_project.extraction.layout.tables import Cell
from dagster_project.extraction.words.money_values import sum_in

_BASIC_ITEM = re.compile(
    r"^(?:行政|事业)运行$|单位离退休|基本养老保险|职业年金|(?:行政|事业)单位医疗$|公务员医疗|住房公积金|购房补贴|提租补贴|住房改革"
)
# 基本养老保险缴费, 职业年金缴费, 住房公积金
INSURANCE_CODES = ("2080505", "2080506", "2210201")
_PROJECT_ITEMS = ("一般行政管理事务",)
_SUM_AND_PART = 2  # figures
_LEAST_OF_BOTH = 5  # figures: the sum of 三公, its three kinds and 机关运行经费


def with_lone_part(row: list[Cell], columns: dict[int, Column], shift: int) -> dict[int, Column]:
    """Name the part of a budget item that stands alone behind its equal sum, where the blank cell of the other part is lost:
    it is of the class that the item belongs to, of none where the item may belong to either."""
    figures = [cell for cell in row[1:] if sum_in(cell.text)]
    if len(figures) != _SUM_AND_PART or figures[0].text != figures[1].text:
        return columns
    place = figures[1].column + shift
    head = columns.get(place)
    if head is None or head.category not in ("basic", "personnel"):
        return columns
    category = _class_of_item(row[0].text, "" if figures[0] is row[1] else row[1].text)
    named = next((other for other in columns.values() if category is not None and other.category == category), None)
    return {**columns, place: named or replace(head, category=None)}


def column_of_item(row: list[Cell], columns: Iterable[Column | None], unknown: Column) -> Column:
    """Return what stands over the last figure of a row whose column is not known: the part that its item says, where the
    table has a column for it."""
    category = _class_of_item(row[0].text, row[1].text)
    named = next((head for head in columns if head is not None and category and head.category == category), None)
    return named or unknown


def is_running_costs(title: Title, row: list[Cell], cell: Cell) -> bool:
    """Tell whether a figure is the last one of a table of 三公 and 机关运行经费 together, whose row has no label but heads."""
    of_both = title.category == "three_public" and "机关运行" in title.words
    return of_both and cell is row[-1] and sum(bool(sum_in(c.text)) for c in row) >= max(_LEAST_OF_BOTH, len(row) - 1)


def _class_of_item(code: str, name: str) -> str | None:
    """Return the class that a budget item belongs to as a whole: 办公费 is 公用, 行政运行 基本支出; null where it may be of two."""
    if code.startswith("3"):
        return "personnel" if code.startswith(("301", "303")) else "operating"
    if code in INSURANCE_CODES:
        return "basic"
    if _BASIC_ITEM.search(name):
        return "basic"
    return "project" if name in _PROJECT_ITEMS else None
