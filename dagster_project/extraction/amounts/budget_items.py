"""Rows of budget items: those that the code of an item opens (2010501 行政运行 | 86.2), by function or by economic use.

Here belongs telling such a row and parting several in one line. What the item says of its money belongs to lone_parts.py and
table_words.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from dagster_project.extraction.layout.tables import Cell
from dagster_project.extraction.words.account_cells import FIGURE, ITEM_CODE


def is_coded(row: list[Cell]) -> bool:
    """Tell whether a row begins with the code of a budget item (2010501 行政运行)."""
    return (
        bool(row)
        and ITEM_CODE.fullmatch(row[0].text) is not None
        and len(row) > 1
        and not FIGURE.fullmatch(row[1].text)
    )


def is_bare_code(row: list[Cell]) -> bool:
    """Tell whether a row is the code of a budget item with its sums, whose name stands on the lines around (208 | 91.4 | 80.2)."""
    return (
        len(row) > 1
        and ITEM_CODE.fullmatch(row[0].text) is not None
        and "." in row[1].text
        and all(FIGURE.fullmatch(cell.text) for cell in row[1:] if cell.text)
    )


def code_of(row: list[Cell]) -> str:
    """Return the code that a row of a budget item begins with, empty for another row."""
    return row[0].text if is_coded(row) or is_bare_code(row) else ""


def by_items(rows: Iterable[tuple[int, list[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
    """Yield numbered rows, one that holds several budget items part by part: 30101 基本工资 8.6 | 30201 办公费 2.1."""
    for number, row in rows:
        begins = [
            place
            for place, (cell, label) in enumerate(pairwise(row if is_coded(row) else ()))
            if place > 1 and ITEM_CODE.fullmatch(cell.text) and label.text and not FIGURE.fullmatch(label.text)
        ]
        for start, stop in pairwise([0, *begins, len(row)]):
            yield (
                number,
                [replace(cell, column=cell.column - start) for cell in row[start:stop]] if start else row[:stop],
            )
