"""Forms that lost their grid, given back as rows of cells with columns, so that everything else reads them as tables.

Here belongs the way from a text to such rows. The parts of a form belong to form_rows.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.extraction.layout.form_cells import cells_of, stretches
from dagster_project.extraction.layout.form_rows import FormReader
from dagster_project.extraction.layout.pieces import Span


def form_rows(folded: str, begin: int, stop: int) -> Iterator[list[Span]]:
    """Yield the rows of the forms in a range of the folded text: the cells' ranges by column, an empty one where none stands."""
    for start, end in stretches(folded, begin, stop):
        reader = FormReader(cells_of(folded, start, end))
        for row in reader.rows():
            filled = [(column, cell) for column, cell in row if cell.end > cell.start]
            if not filled:
                continue
            cells: list[Span] = []
            for column, cell in filled:
                cells += [(cell.start, cell.start)] * (column - len(cells))
                cells.append((cell.start, cell.end))
            cells += [(cells[-1][1], cells[-1][1])] * (reader.width - len(cells))
            yield cells
