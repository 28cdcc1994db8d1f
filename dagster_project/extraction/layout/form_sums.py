"""Rows of the money block of a form without a grid, whose first sum is blank: 年初预算数 | 全年预算数 | 全年执行数 | … | 执行率.

Here belongs telling by the stated rate which of a row's sums is the budget and which the execution. What else fits a
column is found in form_layout.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dagster_project.extraction.layout.form_heads import Head
from dagster_project.extraction.layout.form_layout import Cells, FormCell
from dagster_project.extraction.words.account_cells import RATE_ROUNDED

_SUMS = 3
_PAIR = 2
_EXECUTED = re.compile(r"执行|支出|支付|完成|决算")
_FIGURE = re.compile(r"-?[\d,]*\d(?:\.\d+)?")
_RATE = re.compile(r"(\d{1,3}(?:\.\d+)?)%?")


class _Rate(NamedTuple):
    """A stated rate: its place among the cells behind the two sums (from 1), and where it stands."""

    place: int
    start: int


def placed_by_rate(rows: list[Cells], head: Head) -> list[Cells]:
    """Return the rows with their sums below budget and execution where the rate says so, and those under it likewise."""
    sums = [column for column, role in enumerate(head.roles) if role == "money"]
    if head.kind != "money" or len(sums) != _SUMS or "rate" not in head.roles[sums[-1] :]:
        return rows
    if not _EXECUTED.search(head.cells[sums[-1]].text):
        return rows
    lacks_first = False
    result: list[Cells] = []
    for row in rows:
        named = [(column, cell) for column, cell in row if column < sums[0]]
        cells = [cell for column, cell in row if column >= sums[0]]
        rate = _rate_of(cells[:2], cells[2:])
        if rate is not None:
            next_one = _rate_of(cells[1:3], cells[3:])
            lacks_first = next_one is None or next_one.start != rate.start
        places = _places(sums, rate, head) if rate is not None else []
        if lacks_first and len(cells) <= len(places):
            row = [*named, *zip(places, cells, strict=False)]
        elif lacks_first and sum(_FIGURE.fullmatch(cell.text) is not None for cell in cells[:_SUMS]) == _PAIR:
            row = [*named, *zip([*sums[1:], *range(sums[-1] + 1, len(head.roles))], cells, strict=False)]
        result.append(row)
    return result


def _places(sums: list[int], rate: _Rate, head: Head) -> list[int]:
    """Return the columns of a row's cells from the second sum on, the rate being at its place; empty where it does not fit."""
    column = head.roles.index("rate")
    between = list(range(sums[-1] + 1, column))[: rate.place - 1]
    if len(between) < rate.place - 1:
        return []
    return [*sums[1:], *between, *range(column, len(head.roles))]


def _rate_of(pair: list[FormCell], behind: list[FormCell]) -> _Rate | None:
    """Return the cell that states the second sum over the first in percent, null where none does."""
    if len(pair) < _PAIR or not all(_FIGURE.fullmatch(cell.text) for cell in pair):
        return None
    budget, spent = (Decimal(cell.text.replace(",", "")) for cell in pair)
    for place, cell in enumerate(behind, 1):
        match = _RATE.fullmatch(cell.text)
        if match is not None and budget > 0 and abs(spent / budget * 100 - Decimal(match.group(1))) <= RATE_ROUNDED:
            return _Rate(place, cell.start)
    return None
