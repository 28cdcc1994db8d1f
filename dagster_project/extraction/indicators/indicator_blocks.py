"""Blocks of indicators inside tables: the rows whose figures belong to indicators, and the cells beside them that speak of money.

Here belongs where such a block begins and ends. What its cells are belongs to indicator_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import MONEY, find_figures
from dagster_project.extraction.words.money_values import states_values, sum_in

_INDICATOR_HEAD = re.compile(r"(?:一级|二级|三级)(?:指标|目标)|指标名称|指标值|指标内容")
_NEXT_FORM = re.compile(r"项目名称|年度资金总额|项目资金.*")


def indicator_blocks(report: Report) -> dict[int, set[int]]:
    """Return the rows of each table's indicator block, by the table's first piece."""
    return {table.first: indicator_rows(table) for table in report.tables}


def indicator_rows(table: Table) -> set[int]:
    """Return the rows of a table's indicator block: from its header to the table's end or to a row of totals."""
    rows: set[int] = set()
    inside = False
    for number, row in enumerate(table.rows):
        heads = [cell for cell in row if ("指标" in cell.text or "级目标" in cell.text) and len(cell.text) <= 16]
        if len(heads) >= 2 and sum(_INDICATOR_HEAD.search(cell.text) is not None for cell in heads) >= 2:
            inside = True
        elif inside and any(_NEXT_FORM.fullmatch(cell.text) for cell in row):
            inside = False
        if inside:
            rows.add(number)
    return rows


def money_cells(report: Report) -> Iterator[Cell]:
    """Yield the cells outside indicator blocks whose sentences speak of money."""
    for table in report.tables:
        skip = report.once(indicator_blocks)[table.first]
        for number, row in enumerate(table.rows):
            if number in skip:
                continue
            for cell in row:
                if len(cell.text) < 8 or "元" not in cell.text or sum_in(cell.text) or states_values(cell.text):
                    continue
                if any(figure.kind == MONEY for figure in find_figures(cell.text)):
                    yield cell
