"""Tables run into one line whose rows all have the cells of their header: words and figures in one order, again and again.

Here belongs cutting such a stretch into rows by that order alone: 项目名称 预算数 执行数 等级 甲 9 8 优 乙 7 7 良. Rows that are numbered
belong to serial_rows.py, tables that have lost cells to run_in_tables.py, what the columns mean to table_columns.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.layout.pieces import Span
from dagster_project.extraction.layout.serial_rows import LONGEST_TABLE, PARTED, TOTAL, heads_figures
from dagster_project.extraction.words.account_cells import FIGURE

_START = re.compile(r"(?<![^\s：])(?:(?:单位|部门|项目|资金|专项|乡镇)名称|单位|部门|乡镇)(?= [^\s\d])")
_WORD = re.compile(r"[^\s|]+")
_PROSE = re.compile(r"[。；！？，]|：$")
_MOST_HEADS, _MOST_NAMES, _LONGEST_CELL = 12, 3, 40
_FEWEST_ROWS, _FEWEST_FIGURES = 2, 2


def find_even_rows(folded: str, begin: int, stop: int) -> Iterator[list[list[Span]]]:
    """Yield the tables of a range of the folded text whose rows repeat the order of their cells, each as rows of cells."""
    heads = [match.start() for match in _START.finditer(folded, begin, stop)]
    at = begin
    for head, after in zip(heads, [*heads[1:], stop], strict=False):
        if head < at:
            continue
        line = folded.find("\n", head, after)
        end = min(after if line < 0 else line, head + LONGEST_TABLE)
        if PARTED.search(folded, head, end):
            continue
        rows = _Even(folded, [match.span() for match in _WORD.finditer(folded, head, end)]).rows()
        if rows:
            at = rows[-1][-1][1]
            yield rows


class _Even:
    """The cells from a header on, cut by the order in which words and figures come."""

    def __init__(self, folded: str, cells: list[Span]) -> None:
        self.folded = folded
        self.cells = cells
        self.figures = [FIGURE.fullmatch(folded, *cell) is not None for cell in cells]

    def rows(self) -> list[list[Span]]:
        """Return the header and the rows; of the headers that would fit the one with most rows, nothing where none does."""
        first = next((at for at, is_figure in enumerate(self.figures[: 2 * _MOST_HEADS]) if is_figure), 0)
        found: list[list[Span]] = []
        for names in range(1, min(_MOST_NAMES, first - _FEWEST_FIGURES) + 1):
            rows = self._below(first - names, names)
            found = rows if len(rows) > len(found) else found
        return found

    def _below(self, width: int, names: int) -> list[list[Span]]:
        """Return the header of a width and the rows below it, nothing where fewer than two have its cells."""
        order = self.figures[width : 2 * width]
        sums = sum(order)
        if width > _MOST_HEADS or sums < _FEWEST_FIGURES or not heads_figures(self.folded, self.cells[names]):
            return []
        rows = [self.cells[:width]]
        at = width
        while self.figures[at : at + width] == order and not any(map(self._is_none, self.cells[at : at + width])):
            rows.append(self.cells[at : at + width])
            at += width
        if len(rows) <= _FEWEST_ROWS:
            return []
        total = self.cells[at : at + 1 + sums]
        if len(total) > sums and TOTAL.fullmatch(self.folded, *total[0]) and all(self.figures[at + 1 : at + 1 + sums]):
            rest = iter(total[1:])
            row = [total[0]]
            for is_figure in order[1:]:
                row.append(next(rest) if is_figure else (row[-1][1], row[-1][1]))
            rows.append(row)
        return rows

    def _is_none(self, cell: Span) -> bool:
        """Tell whether a cell belongs to no row: a sentence, a total."""
        return (
            cell[1] - cell[0] > _LONGEST_CELL
            or _PROSE.search(self.folded, *cell) is not None
            or TOTAL.fullmatch(self.folded, *cell) is not None
        )
