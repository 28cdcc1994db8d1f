"""Rows of a form that have lost the blank cells before them, given them back by the columns of their classes or of their rate.

Where a merged cell (项目名称, 年度目标) stands in the first row of a project only, some pages write the rows below it from
the left edge, and blank cells at their end instead. The classes of an indicator (产出指标, 数量指标) tell which column a row begins
in, and so does a name with its value beside it where the classes are merged too; sums are known by the percentage behind them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from dagster_project.extraction.layout.numbered_rows import Cell
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.extraction.words.indicator_classes import class_of
from dagster_project.extraction.words.indicator_headers import header_role
from dagster_project.extraction.words.indicator_values import read_value

_MOST_SUMS = 12  # rows of a form's money
_SIGNS = ("≥", "≤", ">", "<", "=")
_FIGURE = re.compile(r"[-\d,.%]+")


def with_lost_leads(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows with their blank cells in front where their classes stand left of the columns that head them."""
    rows = _below_led_sums(rows)
    column, width = next(((at, len(row)) for row in rows if (at := _first_level(row))), (0, 0))
    rows = [_led(row, column, width) for row in rows] if column else rows
    name = next(filter(None, map(_named, rows)), 0)
    return [_below_merged(row, name) for row in rows] if name > 1 else rows


def _below_led_sums(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Give the rows of sums a blank in front where their head alone has the cell that leads them (预算执行情况 | … | 执行率)."""
    result = list(rows)
    for number, row in enumerate(rows):
        rate = next((at for at, cell in enumerate(row) if at > 1 and "rate" in kinds_of(cell.text)), 0)
        if not rate or "lead" not in kinds_of(row[0].text):
            continue
        below_head = rows[number + 1 : number + 1 + _MOST_SUMS]
        sums = list(takewhile(lambda below: below[0].text and "row" in kinds_of(below[0].text), below_head))
        percents = [at for below in sums for at, cell in enumerate(below) if cell.text.endswith("%")]
        if percents and max(percents) < rate and rate - 1 in percents:
            result[number + 1 : number + 1 + len(sums)] = [_moved(below, 1, len(row)) for below in sums]
    return result


def _first_level(row: list[Cell]) -> int:
    """Return the column of 一级指标 where 二级指标 stands behind it, 0 where the row heads none or nothing stands before them."""
    roles = [header_role(cell.text) for cell in row]
    pair = ("level1", "level2")
    return next((at for at in range(1, len(roles) - 1) if (roles[at], roles[at + 1]) == pair), 0)


def _named(row: list[Cell]) -> int:
    """Return the column of the names where the values stand right behind it, 0 where the row heads none."""
    roles = [header_role(cell.text) for cell in row]
    return next((at for at in range(1, len(roles) - 1) if (roles[at], roles[at + 1]) == ("name", "target")), 0)


def _below_merged(row: list[Cell], name: int) -> list[Cell]:
    """Return a row that begins with a name, or with the second class before it, moved to where the names stand."""
    if _opens_with_name(row):
        return _moved(row, name)
    first = class_of(row[0].text) if row else None
    return _moved(row, name - 1) if first is not None and first.level2 and _opens_with_name(row[1:]) else row


def _opens_with_name(row: list[Cell]) -> bool:
    """Tell whether cells begin with a name and its value, which has a sign or a unit: they have lost what stands before them."""
    if len(row) < 2 or not row[0].text or class_of(row[0].text) is not None or _FIGURE.fullmatch(row[0].text):
        return False
    words = row[1].text
    told = not words or "。" in words or "，" in words  # a goal in words beside its project
    value = None if told or kinds_of(row[0].text) else read_value(words)
    return value is not None and value.number is not None and bool(value.unit or words.startswith(_SIGNS))


def _led(row: list[Cell], column: int, width: int) -> list[Cell]:
    """Return a row whose classes stand left of their columns moved to them."""
    first = next((at for at in range(min(column, len(row) - 1)) if _is_first(row, at)), column)
    return _moved(row, column - first, width)


def _moved(row: list[Cell], missing: int, width: int = 0) -> list[Cell]:
    """Return a row moved to the right by the blank cells that it lacks, as far as it has as many at its end.

    ``width``: the number of cells of its head; what the row has less than that it needs no blank at its end for.
    """
    dropped = max(0, missing - max(0, width - len(row)))
    if not 0 < missing < len(row) or any(cell.text for cell in row[len(row) - dropped :]):
        return row
    edge = row[0].start
    blank = [Cell(row[0].row, at, edge, edge, "") for at in range(missing)]
    return blank + [replace(cell, column=cell.column + missing) for cell in row[: len(row) - dropped]]


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
