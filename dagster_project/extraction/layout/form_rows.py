"""Forms without a grid, row by row, in the order in which the standard forms set their parts.

Here belongs which part of a form a cell opens, and a label with its value: names, goals. The money block belongs to
form_money_rows.py, the rows below a head to form_table_rows.py; where cells are, to form_cells.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dagster_project.extraction.layout.form_heads import FormHeads, Head
from dagster_project.extraction.layout.form_layout import Cells, FormCell, Rows
from dagster_project.extraction.layout.form_money_rows import money_rows, opens_form, states_money
from dagster_project.extraction.layout.form_table_rows import MOST_CELLS, headless, table_rows, total_row

_NEAR = 5
_MONEY = re.compile(r"-?[\d,.]+(?:亿元|万元|元|万)?|[-—/]+")
_MOST_SIDES = 3
_SHORTEST_GOAL = 8


class FormReader:
    """Reads the cells of a stretch from first to last; cells that are no part of a form are left out."""

    def __init__(self, cells: list[FormCell]) -> None:
        self.cells = cells
        self.heads = FormHeads(cells)
        self.width = 0  # columns of the table whose rows are being read
        self._inside = False  # whether a form has begun: its money and goals mean something there alone
        self._title = -_NEAR - 1  # the cell of the last caption that speaks of 绩效

    def rows(self) -> Iterator[Cells]:
        """Yield the rows of the forms in order."""
        at = 0
        while at < len(self.cells):
            head = self.heads.at(at)
            if head is not None:
                self._inside = True
                part: Rows | None = self._table(head)
            else:
                self._look(at)
                part = (
                    self._goal_part(at)
                    or money_rows(self.heads, at, inside=self._inside)
                    or self._label_part(at)
                    or self._headless(at)
                )
            at = (yield from part) if part is not None else at + 1

    def _look(self, at: int) -> None:
        """Note whether a form begins or ends at a cell."""
        kinds = self.heads.kinds(at)
        if "project" in kinds or ("label" in kinds and self._labels_ahead(at) >= 2):
            self._inside = True
        elif "caption" in kinds:
            self._inside = False
            if "绩效" in self.cells[at].text:
                self._title = at
        elif ("label" in kinds and at - self._title <= _NEAR) or (not self._inside and opens_form(self.heads, at)):
            self._inside = True  # 部门（单位）名称, right below 部门整体绩效目标表

    def _labels_ahead(self, at: int) -> int:
        return sum(bool(self.heads.kinds(i) & {"project", "label"}) for i in range(at + 1, at + 1 + _NEAR))

    def _table(self, head: Head) -> Rows:
        """Yield a head, of which one may stand in two rows, and the rows below it."""
        self.width = len(head.roles)
        if head.upper:
            yield list(head.upper)
        yield list(enumerate(head.cells, head.first))
        behind = yield from table_rows(self.heads, head)
        self.width = 0
        return behind

    def _headless(self, at: int) -> Rows | None:
        """Return the rows of indicators that begin at a cell without a head, null where none do."""
        head = headless(self.heads, at)
        return self._rows_alone(head) if head is not None else None

    def _rows_alone(self, head: Head) -> Rows:
        self.width = len(head.roles)
        behind = yield from table_rows(self.heads, head)
        self.width = 0
        return max(behind, head.after + 1)  # what opens like a row may turn out to be none

    def _goal_part(self, at: int) -> Rows | None:
        """Return the rows of the goals that begin at a cell, null where none do."""
        kinds = self.heads.kinds(at)
        if not self._inside or not kinds & {"planned", "attained"}:
            return None
        if "planned" in kinds and (sides := self._sides(at)) > 1:
            # 年度总体目标 | 预期目标 | 实际完成情况: the first names the block; 目标 | 调整目标 | 完成情况: it does not
            named = sides == _MOST_SIDES and "调整" not in self.cells[at + 1].text
            return _passed(at) if named else self._goals(at, sides)
        return self._pair(at) if self._says_goal(at) or not kinds & {"head", "lead", "end"} else None

    def _sides(self, at: int) -> int:
        """Return how many cells in a row head goals from here on, planned or attained, three at most."""
        end = at
        while end - at < _MOST_SIDES and self.heads.kinds(end) & {"planned", "attained"}:
            end += 1
        return end - at

    def _says_goal(self, at: int) -> bool:
        """Tell whether a goal's label has its words beside it on its line, and no column below it."""
        if at + 1 >= len(self.cells):
            return False
        words = self.cells[at + 1]
        return words.line == self.cells[at].line and len(words.text) >= _SHORTEST_GOAL and not self.heads.kinds(at + 1)

    def _goals(self, at: int, sides: int) -> Rows:
        """Yield the heads of the goals' sides and the texts below, about even in length."""
        yield list(enumerate(self.cells[at : at + sides]))
        start = end = at + sides
        while end < len(self.cells) and not self._ends_value(end) and end - start < MOST_CELLS:
            end += 1
        texts = self.cells[start:end]
        if len(texts) >= sides:
            sizes = [sum(len(c.text) for c in texts[:i]) for i in range(len(texts) + 1)]
            cuts = [0]
            for side in range(1, sides):
                places = range(cuts[-1] + 1, len(texts) - (sides - side) + 1)
                cuts.append(min(places, key=lambda i: abs(sides * sizes[i] - side * sizes[-1])))
            cuts.append(len(texts))
            yield [(side, _span(texts[a:b])) for side, (a, b) in enumerate(pairwise(cuts))]
        elif texts:
            yield [(0, texts[0])]
        return end

    def _label_part(self, at: int) -> Rows | None:
        """Return the row of a form's total, or of a label with its value, that begins at a cell; null where none does."""
        kinds = self.heads.kinds(at)
        if self._inside and "total" in kinds:
            return total_row(self.heads, at, ["label", "points", "points"])
        return self._pair(at) if self._inside and kinds & {"project", "label", "row"} else None

    def _pair(self, at: int) -> Rows:
        """Yield a label and its value, which may be words apart on one line."""
        label = self.cells[at]
        end = at + 1
        while (
            end < len(self.cells)
            and not self._ends_value(end)
            and (end == at + 1 or not states_money(self.heads, end))
            and not self.heads.kinds(end) & {"planned", "attained", "row", "class"}
            and (end == at + 1 or (self.cells[end].line == self.cells[at + 1].line and not self.cells[end].edged))
        ):
            end += 1
        if self.heads.kinds(at) & {"row", "money"} and end > at + 1 and not _MONEY.fullmatch(self.cells[at + 1].text):
            end = at + 1
        values = self.cells[at + 1 : end]
        if values:
            yield [(0, label), (1, _span(values))]
        return end

    def _ends_value(self, at: int) -> bool:
        kinds = self.heads.kinds(at)
        return bool(kinds & {"project", "label", "plan", "end", "total"}) or (
            bool(kinds & {"head", "lead", "money", "work"}) and self.heads.at(at) is not None
        )


def _passed(at: int) -> Rows:
    """Yield nothing of a cell that only names what stands beside it."""
    yield from ()
    return at + 1


def _span(cells: list[FormCell]) -> FormCell:
    return FormCell(cells[0].start, cells[-1].end, "".join(cell.text for cell in cells), cells[0].line)
