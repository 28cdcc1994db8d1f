"""Tables of a report: rows of cells with their places, and what heads them.

Here belongs what makes cells a table: rows that follow each other, their columns, the unit and title written above. What a
column means belongs to the modules of the facts, which recognise it by its header words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from dagster_project.extraction.layout.led_rows import with_lost_leads
from dagster_project.extraction.layout.numbered_rows import Cell, with_blanks
from dagster_project.extraction.layout.outline import Outline
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.layout.summed_rows import with_lost_blanks
from dagster_project.extraction.layout.view import is_plain
from dagster_project.extraction.words.account_cells import LINE_HEAD
from dagster_project.extraction.words.form_words import kinds_of

__all__ = ["Cell", "Table", "cell_text", "find_tables"]

_UNIT = re.compile(r"单位[：:]?\s*(?:人民币)?[（(]?(亿元|百万元|万元|千元|百元|元)")
_UNIT_IN_HEAD = re.compile(r"[\d\u4e00-\u9fff]{2,16}（(亿元|万元|元)）")
_UNIT_LABEL = re.compile(r"(?:金额|计量|货币)?单位[：:]?")
_UNIT_WORD = re.compile(r"亿元|百万元|万元|千元|百元|元")
_CAPTION_LIMIT = 60
_UNIT_ALONE = re.compile(r"（(亿元|万元|千元|元)）")
_UNIT_BELOW = re.compile(r"(?:金额|计量)?单位[：:](亿元|万元|千元|元)")  # the note at a form's foot
_UNIT_REACH = 5  # pieces from a block of money to the unit that a page has torn from its label (项目资金⏎（元）)
_LONGEST_TORN = 8
_UNIT_DISTANCE = 160
_MOST_LABELS = 40
_LONGEST_LABEL = 30
_NO_LABEL = re.compile(r"[。；？！]|(?:情况)?表$|单位：|说明$|^第.{1,3}部分|^注：")
_LEAST_REPEATED = 2  # labels, in a table that repeats its merged cells
_LEAST_HEADS = 3
_HEAD_ROWS = 10
_HEADS = frozenset({"head", "money", "rate", "points", "number", "grade", "planned", "attained"})


@dataclass(slots=True)
class Table:
    """Consecutive rows, in which each cell stands at its column.

    ``first``/``last``: indexes of its pieces; ``caption``: the short pieces above it; ``unit``: its money unit.
    """

    first: int
    last: int
    rows: list[list[Cell]]
    caption: list[Piece] = field(default_factory=list)
    unit: str | None = None
    goes_on: bool = False  # with the table before, from which only labels without figures part it
    _spans: dict[int, tuple[int, int]] = field(default_factory=dict)

    def row_span(self, row: int) -> tuple[int, int]:
        """Return the original range from the first filled cell of a row to its last; each figure of the row asks for it."""
        if row not in self._spans:
            filled = [cell for cell in self.rows[row] if cell.text]
            self._spans[row] = filled[0].start, max(cell.end for cell in filled)
        return self._spans[row]


def find_tables(outline: Outline) -> list[Table]:
    """Return the tables of the outline in order."""
    tables: list[Table] = []
    pieces = outline.pieces
    index = 0
    while index < len(pieces):
        if pieces[index].kind == "text":
            index += 1
            continue
        first = index
        while index < len(pieces) and pieces[index].kind != "text":
            index += 1
        rows = [
            [
                Cell(number, column, start, end, cell_text(outline, start, end))
                for column, (start, end) in enumerate(piece.cells)
            ]
            for number, piece in enumerate(pieces[first:index])
        ]
        rows = with_lost_leads(_unrepeated(rows))
        if any(cell.text == LINE_HEAD for row in rows[:_HEAD_ROWS] for cell in row):
            rows = with_blanks(rows)
        table = Table(first, index - 1, rows)
        table.caption = _caption(outline, first)
        table.unit = _unit(outline, table) or _unit_above(outline, pieces[first].view_start)
        if any(cell.text for row in rows for cell in row):
            if tables and tables[-1].unit is not None and _goes_on(outline, tables[-1].last, first):
                table.unit, table.goes_on = table.unit or tables[-1].unit, True
            table.rows = with_lost_blanks(rows, tables[-1].rows[0] if table.goes_on else None)
            table.unit = table.unit or _unit_over_labels(outline, first) or _unit_beside(outline, table)
            tables.append(table)
    return tables


def _goes_on(outline: Outline, last: int, first: int) -> bool:
    """Tell whether nothing but the labels of blank rows stands between two tables: both are one, parted by lost cells."""
    between = [outline.text(piece) for piece in outline.pieces[last + 1 : first]]
    return len(between) <= _MOST_LABELS and all(
        len(words) <= _LONGEST_LABEL and not _NO_LABEL.search(words) for words in between
    )


def _unrepeated(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Empty the cells that repeat the one before them because a merged cell was written once for each column it covers.

    A repeated label is merged; a repeated value is where its columns have one head, or no heads at all.
    """
    pairs = [(row, a, b) for row in rows for a, b in pairwise(row) if a.text and a.text == b.text]
    if sum(bool(kinds_of(a.text)) for _, a, _ in pairs) < _LEAST_REPEATED:
        return rows
    heads: dict[int, str] = {}
    result: list[list[Cell]] = []
    for row in rows:
        named = {cell.column: cell.text for cell in row if kinds_of(cell.text) & _HEADS}
        if len(set(named.values())) >= _LEAST_HEADS:
            heads = named
        cells: list[Cell] = []
        for place, cell in enumerate(row):
            left = row[place - 1] if place else None
            merged = left is not None and cell.text and cell.text == left.text and (
                bool(kinds_of(cell.text)) or heads.get(cell.column) == heads.get(left.column)
            )  # fmt: skip
            cells.append(Cell(cell.row, cell.column, cell.start, cell.start, "") if merged else cell)
        result.append(cells)
    return result


def cell_text(outline: Outline, start: int, end: int) -> str:
    """Return a cell's words as the view writes them, without line breaks."""
    words = outline.folded[start:end]
    if end <= start or is_plain(words):
        return words
    view = outline.view
    low, high = view.find(start), view.find(end - 1)
    while high < len(view.text) and view.starts[high] < end:
        high += 1
    return view.text[low:high].replace("\t", "").replace("\n", "").strip()


def _caption(outline: Outline, first: int) -> list[Piece]:
    found: list[Piece] = []
    for piece in reversed(outline.pieces[max(0, first - 4) : first]):
        if piece.kind != "text" or piece.view_end - piece.view_start > _CAPTION_LIMIT:
            break
        found.append(piece)
        if outline.title(piece):
            break
    return found[::-1]


def _unit_above(outline: Outline, start: int) -> str | None:
    """Return the money unit stated shortly above a table, such as in the head of its form."""
    found = [match.group(1) for match in _UNIT.finditer(outline.view.text, max(0, start - _UNIT_DISTANCE), start)]
    return found[-1] if found else None


def _unit_over_labels(outline: Outline, first: int) -> str | None:
    """Return the unit stated above a table whose first rows are blank, so that only their labels stand between."""
    for piece in reversed(outline.pieces[max(0, first - _MOST_LABELS) : first]):
        words = outline.text(piece) if piece.kind == "text" else ""
        if match := _UNIT.search(words):
            return match.group(1)
        if not words or len(words) > _LONGEST_LABEL or _NO_LABEL.search(words):
            return None
    return None


def _unit_beside(outline: Outline, table: Table) -> str | None:
    """Return the unit that stands alone on a line beside a form's block of money, parted from it by torn words and rows at most."""
    if not any("row" in kinds_of(cell.text) for row in table.rows for cell in row):
        return None
    behind = outline.pieces[table.last + 1 : table.last + 1 + _UNIT_REACH]
    before = outline.pieces[max(0, table.first - _UNIT_REACH) : table.first]
    for side in (behind, before[::-1]):
        for piece in side:
            words = outline.text(piece) if piece.kind == "text" else ""
            if match := _UNIT_ALONE.fullmatch(words) or (
                _UNIT_BELOW.fullmatch(words) if behind and piece is behind[0] else None
            ):
                return match.group(1)
            if len(words) > _LONGEST_TORN:
                break
    return None


def _unit(outline: Outline, table: Table) -> str | None:
    """Return the money unit that the caption or the head of the table states."""
    for piece in reversed(table.caption):
        match = _UNIT.search(outline.text(piece))
        if match:
            return match.group(1)
    for row in table.rows[:8]:
        for label, cell in pairwise(row):
            if "单位" in label.text and _UNIT_LABEL.fullmatch(label.text) and _UNIT_WORD.fullmatch(cell.text):
                return cell.text
        for cell in row:
            match = _UNIT.search(cell.text) if "单位" in cell.text else None
            if match is None and cell.text.endswith("元）"):
                match = _UNIT_IN_HEAD.fullmatch(cell.text)
            if match:
                return match.group(1)
    return None
