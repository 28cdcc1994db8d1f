"""A text cut into pieces by its layouts: HTML tables, numbered and even tables, tables run into one line, forms, a cell a line, lines.

Here belongs the order in which the layouts are asked, each of what the one before has left. Each layout has a module of its
own: html_tables.py, serial_rows.py, even_rows.py, run_in_tables.py, forms.py, cell_lines.py, line_pieces.py.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dagster_project.extraction.layout.cell_lines import find_cell_lines
from dagster_project.extraction.layout.even_rows import find_even_rows
from dagster_project.extraction.layout.forms import form_rows
from dagster_project.extraction.layout.html_tables import HTML_TABLE, html_rows, outside_markup
from dagster_project.extraction.layout.line_pieces import line_pieces
from dagster_project.extraction.layout.pieces import Piece, row_pieces, split_at_marks
from dagster_project.extraction.layout.run_in_tables import find_run_in_tables, fits_header, is_closed
from dagster_project.extraction.layout.serial_rows import find_serial_rows
from dagster_project.extraction.layout.spaced_heads import read_spaced_heads
from dagster_project.extraction.words.numbering import mark_at

_FORM_WORD = "项目名称"  # heads a list as well as a form
_VISIBLE = re.compile(r"[^\s|]")
_WORDED = re.compile(r"[^\s|….·]")  # …… between the rows of a form parts nothing
# nor do words that a page has torn from the label beside the rows or from one of their classes
_TORN = re.compile(r"\s{0,9}(?:绩效(?:\s{1,9}指标)?|指标|服务对象(?:满意度)?)\s{0,9}")
_LONGEST_CELL = 40  # of a row that holds no sentence


def cut_pieces(folded: str) -> list[Piece]:
    """Cut the text into pieces: rows by their cells, the rest by numbering and by where sentences end."""
    pieces: list[Piece] = []
    at = 0
    for block in HTML_TABLE.finditer(folded):
        pieces += _form_pieces(folded, at, block.start())
        at = block.start()
        for (start, end), cells in html_rows(folded, *block.span()):
            pieces += [piece for span in outside_markup(folded, at, start) for piece in _form_pieces(folded, *span)]
            pieces.append(Piece(start, end, "row", cells=cells))
            at = end
        pieces += [piece for span in outside_markup(folded, at, block.end()) for piece in _form_pieces(folded, *span)]
        at = block.end()
    pieces += _form_pieces(folded, at, len(folded))
    _read_stray_tabs(folded, pieces)
    read_spaced_heads(folded, pieces)
    return [part for piece in pieces for part in split_at_marks(folded, piece)]


def _form_pieces(folded: str, begin: int, stop: int) -> list[Piece]:
    """Cut a stretch at its numbered tables and those run into one line that fit their header: their words are no form's."""
    pieces: list[Piece] = []
    at = begin
    tables = [*find_serial_rows(folded, begin, stop), *find_even_rows(folded, begin, stop)]
    for rows in find_run_in_tables(folded, begin, stop) if _FORM_WORD in folded else ():
        if fits_header(rows) or is_closed(folded, rows):
            tables.append(rows)
    for rows in sorted(tables, key=lambda rows: rows[0][0][0]):
        if rows[0][0][0] >= at:
            pieces += _formless_pieces(folded, at, rows[0][0][0]) + row_pieces(rows)
            at = rows[-1][-1][1]
    return pieces + _formless_pieces(folded, at, stop)


def _formless_pieces(folded: str, begin: int, stop: int) -> list[Piece]:
    """Cut a stretch into the rows of forms that lost their grid and the pieces of the lines between them."""
    pieces: list[Piece] = []
    at = begin
    for cells in form_rows(folded, begin, stop):
        start, end = cells[0][0], cells[-1][1]
        if _WORDED.search(folded, at, start) and not (at > begin and _TORN.fullmatch(folded, at, start)):
            pieces += _stretch_pieces(folded, at, start)
        filled = [cell for cell in cells if cell[1] > cell[0]]
        edges = [(left[1], right[0]) for left, right in pairwise(filled)]
        pieces.append(Piece(start, end, "row", cells=cells, breaks=edges))
        at = end
    if at == begin or _VISIBLE.search(folded, at, stop):
        pieces += _stretch_pieces(folded, at, stop)
    return pieces


def _stretch_pieces(folded: str, begin: int, stop: int) -> list[Piece]:
    """Cut a stretch without HTML tables: tables with a cell a line, and the lines around them."""
    pieces: list[Piece] = []
    at = begin
    lines = [(rows, True) for rows in find_cell_lines(folded, begin, stop)]
    run_in = [(rows, False) for rows in find_run_in_tables(folded, begin, stop)]
    for rows, whole_lines in sorted(lines + run_in):
        start, end = rows[0][0][0], rows[-1][-1][1]
        if start < at:
            continue
        if whole_lines:
            start, end = folded.rfind("\n", 0, start) + 1, folded.find("\n", end, stop)
        pieces += line_pieces(folded, at, start)
        pieces += row_pieces(rows)
        at = stop if end < 0 else end
    return pieces + line_pieces(folded, at, stop)


def _read_stray_tabs(folded: str, pieces: list[Piece]) -> None:
    """Take a lone line with tabs inside sentences for what it is: text."""
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        if piece.kind != "row" or piece.breaks or any(p is not None and p.kind != "text" for p in (before, after)):
            continue
        if any(b - a > _LONGEST_CELL and "。" in folded[a:b] for a, b in piece.cells):
            piece.kind, piece.cells = "text", []
            piece.start += len(folded[piece.start : piece.end]) - len(folded[piece.start : piece.end].lstrip())
            piece.mark = mark_at(folded, piece.start, piece.end)
