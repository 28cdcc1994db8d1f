"""Rows of a table of accounts that counts its lines (行次), given back the blank cells that a page has lost.

Here belongs the table of two sides, revenue and expenditure, each with a label, the number of its line and its sums. The
numbers of each side run on without a gap, so that they say to which side and line a cell belongs where blank cells of
the row are gone. What the cells mean belongs to the readers of tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dagster_project.extraction.words.account_cells import FIGURE, LINE_HEAD, LINE_NUMBER
from dagster_project.extraction.words.values import value

_SIDE = re.compile(r"收入|支出|[收支]入?方")
_SIDES = 2


@value
class Cell:
    """A cell: its row and column (from 0), its range of the original text (empty: start = end) and its words without spaces."""

    row: int
    column: int
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Side:
    """One side of the table: the columns of its label, line number and last sum, and the number of its last line."""

    label: int
    line: int
    last: int
    number: int | None = None


def with_blanks(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows with their blank cells where the numbers of their lines say that they were lost; others as they are.

    The sums of a side are headed by it (收入决算数), which stands a row above in the page.
    """
    head = next((n for n, row in enumerate(rows) if sum(c.text == LINE_HEAD for c in row) == _SIDES), None)
    if head is None:
        return rows
    lines = [cell.column for cell in rows[head] if cell.text == LINE_HEAD]
    width = len(rows[head])
    sides = [_Side(lines[0] - 1, lines[0], lines[1] - 2), _Side(lines[1] - 1, lines[1], width - 1)]
    names = [cell.text for cell in rows[head - 1] if _SIDE.fullmatch(cell.text)] if head else []
    result = [*rows[:head], _headed(rows[head], sides, names) if len(names) == _SIDES else rows[head]]
    for row in rows[head + 1 :]:
        placed = _placed([cell for cell in row if cell.text], sides)
        result.append(_laid(row, placed, width) if placed is not None else row)
    return result


def _headed(row: list[Cell], sides: list[_Side], names: list[str]) -> list[Cell]:
    """Return the head with the name of its side before each sum."""
    of = {
        column: name for side, name in zip(sides, names, strict=True) for column in range(side.line + 1, side.last + 1)
    }
    return [
        replace(cell, text=of[cell.column] + cell.text) if cell.column in of and cell.text else cell for cell in row
    ]


def _placed(filled: list[Cell], sides: list[_Side]) -> dict[int, Cell] | None:
    """Return the cells of a row by their columns, null where the numbers of its lines do not fit."""
    placed: dict[int, Cell] = {}
    label: Cell | None = None
    side: _Side | None = None
    column = 0
    numbers = [one.number for one in sides]
    for cell in filled:
        entered = _entered(cell, label, side, sides, numbers)
        if entered is not None:
            side, column = sides[entered], sides[entered].line + 1
            numbers[entered] = int(cell.text)
            placed[side.line] = cell
            if label is not None:
                placed[side.label] = label
            label = None
        elif side is not None and label is None and column <= side.last and FIGURE.fullmatch(cell.text):
            placed[column] = cell
            column += 1
        elif label is None and not FIGURE.fullmatch(cell.text):
            label = cell
        else:
            return None
    if label is not None or not placed:
        return None
    for one, number in zip(sides, numbers, strict=True):
        one.number = number
    return placed


def _entered(
    cell: Cell, label: Cell | None, side: _Side | None, sides: list[_Side], numbers: list[int | None]
) -> int | None:
    """Return the side whose next line a cell numbers, null where it is no such number."""
    if not LINE_NUMBER.fullmatch(cell.text):
        return None
    number = int(cell.text)
    first = sides.index(side) + 1 if side is not None else 0
    for place in range(first, len(sides)):
        known = numbers[place]
        if known is None:
            if label is not None and (place == 0 or side is not None or numbers[0] is not None):
                return place
        elif number == known + 1:
            return place
    return None


def _laid(row: list[Cell], placed: dict[int, Cell], width: int) -> list[Cell]:
    """Return a row of full width; a blank cell stands where the one before it ends."""
    at = min(cell.start for cell in placed.values())
    cells: list[Cell] = []
    for column in range(width):
        cell = placed.get(column)
        if cell is not None:
            at = cell.end
        cells.append(replace(cell, column=column) if cell is not None else Cell(row[0].row, column, at, at, ""))
    return cells
