"""Rows of a table without a grid that have lost blank cells, given them back where the table's own sums leave one way.

Here belongs placing fewer figures than the table has columns: by the kind of figure that each column holds (sums, percentages),
by what holds in every whole row (小计 = 基本支出 + 项目支出, 执行率 = 支出 / 预算), and by the total that the rows of a column add up to. A figure for
which several columns remain is put behind the last one, where no header stands: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, product

from dagster_project.extraction.layout.numbered_rows import Cell
from dagster_project.extraction.words.account_cells import LINE_HEAD, RATE_ROUNDED

_FIGURE = re.compile(r"(-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?)(%?)|[-—]{1,2}")
_TOTAL = re.compile(r"[合总]计$")
_PART = re.compile(r"其中|[（(]?\d{1,2}[.、）)]")
_MOST_COLUMNS = 8
_MOST_ROWS = 200
_MOST_WAYS = 400
_MOST_LABELS = 3
_LEAST_WHOLE = 2  # rows that show what holds between columns
_ROUNDED = Decimal("0.011")
_PAIR = 2
Way = tuple[int, ...]  # the column of each figure of a row
Rate = tuple[
    int, int, int, bool
]  # the columns of a rate, of the sum it is of and of its base, and whether it is a growth


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of labels with figures behind them: its number, how many labels it has, its sums; a dash is 0."""

    number: int
    labels: int
    text: str
    sums: list[Decimal]
    percent: list[bool]


def with_lost_blanks(rows: list[list[Cell]], head: list[Cell] | None = None) -> list[list[Cell]]:
    """Return the rows with blank cells where figures were lost between others; tables with a grid, or whole, as they are.

    ``head``: the header of the table that this one goes on with.
    """
    cells = [cell.text for row in rows for cell in row]
    # blanks stand in a grid; a comparing sign belongs to an indicator's target, and no sum
    if len(rows) > _MOST_ROWS or any(not text or text == LINE_HEAD or text[0] in "≥≤<>" for text in cells):
        return rows
    read = [found for number, row in enumerate(rows) if (found := _read(number, row)) is not None]
    filled = [row for row in read if row.sums]
    if not filled:
        return rows
    heads = [rows[row.number] for row in read if not row.sums and row.number < filled[0].number]
    first = max(row.labels for row in filled)
    width = max(len(row.sums) for row in filled)
    width = max(width, len(heads[-1] if heads else head or []) - first)
    short = [row for row in filled if len(row.sums) < width]
    whole = [row for row in filled if len(row.sums) == width]
    if not 2 <= width <= _MOST_COLUMNS or not short:
        return rows
    ways = {row.number: _ways(row, whole, width) for row in short}
    for total, parts in _groups(filled, width):
        _narrow(total, parts, ways, width)
    result = list(rows)
    for row in short:
        result[row.number] = _laid(rows[row.number], row, ways[row.number], first, width)
    return result


def without_column(row: Sequence[Cell]) -> list[Cell]:
    """Return the figures of a row that stand behind its last column because theirs is not known: out of the text's order."""
    found: list[Cell] = []
    end = 0
    for cell in row:
        if cell.text and cell.start < end:
            found.append(cell)
        end = max(end, cell.end)
    return found


def _read(number: int, row: list[Cell]) -> _Row | None:
    """Return a row whose labels all stand before its figures, null for another."""
    matches = [_FIGURE.fullmatch(cell.text) for cell in row]
    labels = 1 + max((place for place, match in enumerate(matches) if match is None), default=-1)
    figures = [match for match in matches[labels:] if match is not None]
    if labels > _MOST_LABELS or not labels or any(match is not None for match in matches[1:labels]):
        return None  # a code alone stands before a label
    sums = [Decimal((match.group(1) or "0").replace(",", "")) for match in figures]
    return _Row(number, labels, row[labels - 1].text, sums, [bool(match.group(2)) for match in figures])


def _ways(row: _Row, whole: Sequence[_Row], width: int) -> list[Way]:
    """Return the ways to lay a row's figures that no whole row speaks against."""
    percent = [any(other.percent[column] for other in whole) for column in range(width)]
    ways = [
        way
        for way in combinations(range(width), len(row.sums))
        if all(percent[column] or not is_rate for column, is_rate in zip(way, row.percent, strict=True))
    ]
    held, rates = _held(whole, width), _rates(whole, width)
    fitting = []
    for way in ways:
        laid = dict(zip(way, row.sums, strict=True))
        if all(_holds(laid, *law) for law in held) and all(any(_rated(laid, *r) for r in of) for of in rates):
            fitting.append(way)
    return fitting or ways


def _held(whole: Sequence[_Row], width: int) -> list[Way]:
    """Return the columns (a, b, c) of which a = b + c in every whole row, and not for want of figures."""
    if len(whole) < _LEAST_WHOLE:
        return []
    return [
        (a, b, c)
        for b, c in combinations(range(width), 2)
        for a in range(width)
        if a not in (b, c)
        and all(abs(row.sums[a] - row.sums[b] - row.sums[c]) <= _ROUNDED for row in whole)
        and any(row.sums[b] and row.sums[c] for row in whole)
    ]


def _holds(laid: dict[int, Decimal], a: int, b: int, c: int) -> bool:
    zero = Decimal(0)
    return abs(laid.get(a, zero) - laid.get(b, zero) - laid.get(c, zero)) <= _ROUNDED


def _rates(whole: Sequence[_Row], width: int) -> list[list[Rate]]:
    """Return, for each column that states a rate in every whole row, of which columns it may be one; ``grows``: of a change."""
    found: list[list[Rate]] = []
    for column in range(width):
        pairs = [(a, b) for a in range(width) for b in range(width) if len({a, b, column}) == _PAIR + 1]
        laws = [
            (column, a, b, grows)
            for a, b in pairs
            for grows in (False, True)
            if all(_rated(dict(enumerate(row.sums)), column, a, b, grows) for row in whole)
        ]
        if whole and laws:
            found.append(laws)
    return found


def _rated(laid: dict[int, Decimal], rate: int, a: int, b: int, grows: bool) -> bool:
    """Tell whether the rate that is laid is the one of two sums, or none where it cannot be stated."""
    zero = Decimal(0)
    over, base = laid.get(a, zero), laid.get(b, zero)
    if not base:
        return rate not in laid or (not laid[rate] and not over)
    stated = (over / base - grows) * 100
    return abs(laid.get(rate, zero) - stated) <= RATE_ROUNDED if rate in laid else not over


def _groups(filled: Sequence[_Row], width: int) -> Iterator[tuple[_Row, list[_Row]]]:
    """Yield each whole total with the rows above it that it closes, or below it where it opens them."""
    parts: list[_Row] = []
    opened: _Row | None = None
    for row in filled:
        if not _TOTAL.search(row.text):
            parts += [] if _PART.match(row.text) and not opened else [row]
        elif len(row.sums) == width:
            if parts and opened is None:
                yield row, parts
            elif parts and opened is not None:
                yield opened, parts
            opened, parts = (row, []) if not parts and opened is None else (None, [])
    if opened is not None and parts:
        yield opened, parts


def _narrow(total: _Row, parts: Sequence[_Row], ways: dict[int, list[Way]], width: int) -> None:
    """Keep the ways of the rows by which the parts of each column add up to its total, where there are any."""
    rest = list(total.sums)
    short = [row for row in parts if row.number in ways]
    for row in parts:
        if row.number not in ways:
            rest = [left - part for left, part in zip(rest, row.sums, strict=True)]
    money = [column for column in range(width) if not total.percent[column]]
    count = 1
    for row in short:
        count *= len(ways[row.number])
    if not short:
        return
    if count <= _MOST_WAYS:
        choices: Iterator[tuple[Way, ...]] = product(*(ways[row.number] for row in short))
    else:  # all of one shape: the same cells of each are blank
        shared = set.intersection(*(set(ways[row.number]) for row in short))
        choices = ((way,) * len(short) for way in sorted(shared))
    fitting = [choice for choice in choices if _adds_up(rest, short, choice, money, alike=len(parts) > len(short))]
    for place, row in enumerate(short if fitting else ()):
        ways[row.number] = sorted({choice[place] for choice in fitting})


def _adds_up(
    rest: Sequence[Decimal], rows: Sequence[_Row], choice: Sequence[Way], money: Sequence[int], *, alike: bool
) -> bool:
    """Tell whether the rows laid so leave nothing of the total; a column that is blank in all of them need not add up."""
    left = list(rest)
    for row, way in zip(rows, choice, strict=True):
        for column, number in zip(way, row.sums, strict=True):
            left[column] -= number
    stated = [column for column in money if alike or any(column in way for way in choice)]
    return all(abs(left[column]) <= _ROUNDED * (len(rows) + 1) for column in stated)


def _laid(cells: list[Cell], row: _Row, ways: Sequence[Way], first: int, width: int) -> list[Cell]:
    """Return a row of full width, the figures whose column is sure in their place, the others behind the last column."""
    sure = {
        ways[0][place]: cell
        for place, cell in enumerate(cells[row.labels :])
        if ways
        and (not any(row.sums) or len({way[place] for way in ways}) == 1)  # more rates than columns of rates: no way
    }
    result = [*cells[: row.labels]]
    end = cells[row.labels - 1].end
    while len(result) < first:
        result.append(Cell(cells[0].row, len(result), end, end, ""))
    last = max(sure, default=-1)
    for column in range(width):
        cell = sure.get(column)
        end = cell.end if cell is not None else end if column < last else cells[-1].end  # a figure may belong behind it
        place = first + column
        result.append(replace(cell, column=place) if cell is not None else Cell(cells[0].row, place, end, end, ""))
    for cell in cells[row.labels :]:
        if cell not in sure.values():
            result.append(replace(cell, column=len(result)))
    return result
