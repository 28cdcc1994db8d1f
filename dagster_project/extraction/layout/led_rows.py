"""Rows of an indicator table that have lost the blank cells before them, given them back by the columns of their classes.

Where a merged cell (项目名称, 年度目标) stands in the first row of a project only, some pages write the rows below it from
the left edge, and blank cells at their end instead. The classes of an indicator (产出指标, 数量指标) tell which column a row begins in.
"""

from __future__ import annotations

from dataclasses import replace

from dagster_project.extraction.layout.numbered_rows import Cell
from dagster_project.extraction.words.indicator_classes import class_of
from dagster_project.extraction.words.indicator_headers import header_role


def with_lost_leads(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows with their blank cells in front where their classes stand left of the columns that head them."""
    column = next(filter(None, map(_first_level, rows)), 0)
    return [_led(row, column) for row in rows] if column else rows


def _first_level(row: list[Cell]) -> int:
    """Return the column of 一级指标 where 二级指标 stands behind it, 0 where the row heads none or nothing stands before them."""
    roles = [header_role(cell.text) for cell in row]
    pair = ("level1", "level2")
    return next((at for at in range(1, len(roles) - 1) if (roles[at], roles[at + 1]) == pair), 0)


def _led(row: list[Cell], column: int) -> list[Cell]:
    """Return a row whose classes stand left of their columns moved to them, as far as blank cells at its end leave room."""
    missing = column - next((at for at in range(min(column, len(row) - 1)) if _is_first(row, at)), column)
    if not 0 < missing < len(row) or any(cell.text for cell in row[-missing:]):
        return row
    edge = row[0].start
    blank = [Cell(row[0].row, at, edge, edge, "") for at in range(missing)]
    return blank + [replace(cell, column=cell.column + missing) for cell in row[:-missing]]


def _is_first(row: list[Cell], at: int) -> bool:
    """Tell whether a first level stands in a cell and a second one of it in the next."""
    first, second = class_of(row[at].text), class_of(row[at + 1].text)
    return (
        first is not None
        and second is not None
        and first.level1 is not None
        and first.level2 in (None, "satisfaction", "cost")
        and second.level2 is not None
    )
