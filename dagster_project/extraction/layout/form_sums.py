"""Rows of the money block of a form without a grid, whose first sum is blank: 年初预算数 | 全年预算数 | 全年执行数 | … | 执行率.

Here belongs telling by the stated rate which of a row's sums is the budget and which the execution. What else fits a
column is found in form_layout.py.
"""

from __future__ import annotations

import re
from decimal import Decimal

from dagster_project.extraction.layout.form_heads import Head
from dagster_project.extraction.layout.form_layout import FormCell

Cells = list[tuple[int, FormCell]]  # (column, cell)
_SUMS = 3
_EXECUTED = re.compile(r"执行|支出|支付|完成|决算")
_FIGURE = re.compile(r"-?[\d,]*\d(?:\.\d+)?")
_RATE = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
_ROUNDED = Decimal("0.06")


def placed_by_rate(rows: list[Cells], head: Head) -> list[Cells]:
    """Return the rows with their sums below budget and execution where the rate says so, and those under it likewise."""
    sums = [column for column, role in enumerate(head.roles) if role == "money"]
    if head.kind != "money" or len(sums) != _SUMS or not _EXECUTED.search(head.cells[sums[-1]].text):
        return rows
    lacks_first = False
    result: list[Cells] = []
    for row in rows:
        rate = next((match for _, cell in row if (match := _RATE.fullmatch(cell.text))), None)
        taken = [cell for column, cell in row if column in sums]
        if rate is not None and len(taken) >= _SUMS - 1:
            lacks_first = _fits(taken[:2], rate) and not (len(taken) == _SUMS and _fits(taken[1:], rate))
        places = [*sums[1:], _free_points(row, head)][: len(taken)]
        if lacks_first and len(taken) >= _SUMS - 1 and None not in places:
            moved = dict(zip(taken, places, strict=True))
            row = [(moved.get(cell, column) or 0, cell) for column, cell in row]
        result.append(row)
    return result


def _free_points(row: Cells, head: Head) -> int | None:
    """Return the column of points that the row leaves empty, where its third sum belongs."""
    column = head.roles.index("points") if "points" in head.roles else None
    return None if any(place == column for place, _ in row) else column


def _fits(pair: list[FormCell], rate: re.Match[str]) -> bool:
    """Tell whether the second sum over the first is the stated rate."""
    if not all(_FIGURE.fullmatch(cell.text) for cell in pair):
        return False
    budget, spent = (Decimal(cell.text.replace(",", "")) for cell in pair)
    return budget > 0 and abs(spent / budget * 100 - Decimal(rate.group(1))) <= _ROUNDED
