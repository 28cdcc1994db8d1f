"""Pieces of a report: lines joined to paragraphs, split at inner numbering, rows kept apart with their cells.

Here belongs what holds lines together or apart: soft wraps, page breaks inside a sentence, page numbers, table rows of every
flattening. The tree that numbered pieces form belongs to outline.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from dagster_project.extraction.layout.cell_lines import find_cell_lines
from dagster_project.extraction.layout.forms import form_rows
from dagster_project.extraction.layout.html_tables import HTML_TABLE, html_rows, outside_markup
from dagster_project.extraction.layout.label_lines import UNIT_LINE, ends_table, label_above, label_and_figures
from dagster_project.extraction.layout.money_columns import column_of
from dagster_project.extraction.layout.pipe_rows import open_rows
from dagster_project.extraction.layout.row_cells import (
    CELL_FIGURE,
    SPACED_LIMIT,
    WORD,
    between,
    row_cells,
    with_whole_code,
)
from dagster_project.extraction.layout.run_in_tables import find_run_in_tables, fits_header, is_closed
from dagster_project.extraction.layout.wraps import SENTENCE_ENDS, goes_on
from dagster_project.extraction.words.numbering import Mark, inner_marks, mark_at

_NOISE = re.compile(
    r"(?:[-—]{1,20}\s*\d{1,4}\s*[-—]{1,20}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|.{2,80}?(?:\.{4,}|…{2,}|·{4,})\s*\d{0,4}|.{2,80}PAGEREF _Toc.*|〔bookmark：[^\n]*〕|!〔[^〕]*〕（[^）]*）|[-=*_]{3,}|[|\s]+|\|?\s*：?--[-：|\s]*)"
)
_NOISE_STARTS = frozenset("-—第〔!=*_|：")  # such a line begins with one of these or a digit, or holds a leader

_CONTENTS_LINE = re.compile(r".{2,80}PAGEREF _Toc|〔bookmark：|!〔[^〕]{0,200}〕（")
_FORM_WORD = "项目名称"  # heads a list as well as a form
_VISIBLE = re.compile(r"[^\s|]")
_WORDED = re.compile(r"[^\s|….·]")  # …… between the rows of a form parts nothing
# nor do words that a page has torn from the label beside the rows or from one of their classes
_TORN = re.compile(r"\s{0,9}(?:绩效(?:\s{1,9}指标)?|指标|服务对象(?:满意度)?)\s{0,9}")
_EDGES = re.compile(r"[\t|]|<t[dh]\b")
_SPACED_HEAD = re.compile(
    r"(?:(?:19|20)\d{2}年)?[^，。；：！？\d]{0,20}(?:预算|决算|执行|支出|收入|资金|金额|科目|合计|小计|总计|费|数|项目|编码|名称|行次|栏次|拨款|结[转余])[^，。；：！？\d]{0,8}|[类款项]"
)
_HEAD_TEXT = re.compile(r"(?:其中：)?(?:(?:19|20)\d{2}年)?[^，。；：！？\d]{1,16}")
_CELL_WORD = re.compile(r"\S+")
_MOST_LABEL_LINES = 5
_LONGEST_NOISE = 400  # characters


@dataclass(slots=True)
class Piece:
    """A heading, paragraph, list item or table row: its text range, its view range, its number mark and its section."""

    start: int
    end: int
    kind: str  # text | row | cell_row
    mark: Mark | None = None
    view_start: int = 0
    view_end: int = 0
    title_end: int = 0  # view offset where the title ends; equal to the view offset after the mark where there is none
    body_start: int = 0
    section_no: int | None = None
    after_mark: int = -1  # view offset behind the number mark, once it is known
    title: str = ""  # the heading words, empty where it has none
    cells: list[tuple[int, int]] = field(default_factory=list)
    # ranges inside that are no text: page numbers in a text, what stands between the cells of a row that has lost its line
    breaks: list[tuple[int, int]] = field(default_factory=list)


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
    _read_spaced_heads(folded, pieces)
    return [part for piece in pieces for part in _split(folded, piece)]


def _form_pieces(folded: str, begin: int, stop: int) -> list[Piece]:
    """Cut a stretch at the tables run into one line whose rows fit their header; the words of forms they have are no form's."""
    pieces: list[Piece] = []
    at = begin
    for rows in find_run_in_tables(folded, begin, stop) if _FORM_WORD in folded else ():
        if fits_header(rows) or is_closed(folded, rows):
            pieces += _formless_pieces(folded, at, rows[0][0][0]) + _row_pieces(rows)
            at = rows[-1][-1][1]
    return pieces + _formless_pieces(folded, at, stop)


def _row_pieces(rows: list[list[tuple[int, int]]]) -> list[Piece]:
    gaps = [[(left[1], right[0]) for left, right in pairwise(cells)] for cells in rows]
    return [
        Piece(cells[0][0], cells[-1][1], "row", cells=cells, breaks=edges)
        for cells, edges in zip(rows, gaps, strict=True)
    ]


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
        pieces += _line_pieces(folded, at, start)
        pieces += _row_pieces(rows)
        at = stop if end < 0 else end
    return pieces + _line_pieces(folded, at, stop)


def _lines(folded: str, begin: int, stop: int) -> list[tuple[int, int]]:
    spans = []
    at = begin
    for line in folded[begin:stop].split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _line_pieces(folded: str, begin: int, stop: int) -> list[Piece]:
    """Cut the lines of a stretch without HTML tables into rows and joined paragraphs."""
    pieces: list[Piece] = []
    open_text: Piece | None = None
    blank_before = True
    cell_row: Piece | None = None
    noise: list[tuple[int, int]] = []  # since the last line of text
    of_money = False  # below the note of a table's unit, up to the first sentence
    lines = _lines(folded, begin, stop)
    bare = open_rows([folded[a:b] for a, b in lines]) if folded.find("|", begin, stop) >= 0 else [None] * len(lines)
    for (start, end), open_row in zip(lines, bare, strict=True):
        line = folded[start:end]
        stripped = line.strip()
        if not stripped:
            if line.startswith("\t") and cell_row is not None and not blank_before:
                cell_row.end = max(cell_row.end, end)
                cell_row.cells.append((start, end))
            elif line.startswith("\t"):
                cell_row = Piece(start, end, "cell_row", cells=[(start, end)])
                pieces.append(cell_row)
                open_text = None
            else:
                blank_before = True
                continue
            blank_before = False
            continue
        if open_row is None and _is_noise(stripped):
            noise.append((start, end))
            continue
        if line.startswith("\t") and "\t" not in line.strip("\t"):
            if cell_row is not None and not blank_before:
                cell_row.end = end
                cell_row.cells.append((start, end))
            else:
                cell_row = Piece(start, end, "cell_row", cells=[(start, end)])
                pieces.append(cell_row)
            open_text, blank_before = None, False
            continue
        if cell_row is not None and _continues_cell(folded, cell_row, line, blank_before):
            cell_row.end = end
            cell_row.cells[-1] = (cell_row.cells[-1][0], end)
            blank_before = False
            continue
        cell_row = None
        names_unit = "单位" in stripped and UNIT_LINE.search(stripped) is not None
        of_money = names_unit or (of_money and not ends_table(stripped))
        cells = (
            between(folded, start, start + len(open_row), "|")
            if open_row is not None
            else row_cells(folded, start, end)
        )
        cells = cells or (label_and_figures(folded, start, end) if of_money else [])
        if of_money and stripped[-1].isdecimal() and (not cells or stripped[0].isdecimal()):
            labelled = _take_label(folded, pieces, end - len(line.lstrip()), end - len(line) + len(line.rstrip()))
            start, cells = (labelled[0][0], labelled) if labelled else (start, cells)
        if cells:
            cells, gaps = with_whole_code(folded, cells)
            pieces.append(Piece(start, end, "row", cells=cells, breaks=gaps))
            open_text, blank_before = None, False
            continue
        left = start + len(line) - len(line.lstrip())
        right = end - (len(line) - len(line.rstrip()))
        mark = mark_at(folded, left, right)
        if (
            open_text is not None
            and mark is None
            and goes_on(folded, open_text.start, open_text.end, open_text.mark is not None, stripped, blank_before)
        ):
            open_text.end = right
            open_text.breaks += noise
        else:
            open_text = Piece(left, right, "text", mark)
            pieces.append(open_text)
        blank_before = False
        noise = []
    return pieces


def _take_label(folded: str, pieces: list[Piece], start: int, end: int) -> list[tuple[int, int]]:
    """Return the cells of a line of figures with the label on the lines above it, whose pieces are taken away."""
    above: list[tuple[int, int]] = []
    for piece in reversed(pieces[-_MOST_LABEL_LINES:]):
        if piece.kind != "text":
            break
        above.append((piece.start, piece.end))
    label = label_above(folded, (start, end), above)
    if not label:
        return []
    while pieces and pieces[-1].start >= label[0][0]:
        pieces.pop()
    return label + [match.span() for match in _CELL_WORD.finditer(folded, start, end)]


def _is_noise(line: str) -> bool:
    """Tell whether a line is no text: a page number, a line of a table of contents, a rule."""
    if len(line) <= _LONGEST_NOISE:
        has_leader = "...." in line or "……" in line or "··" in line or "PAGEREF" in line
        if line[0] not in _NOISE_STARTS and not line[0].isdecimal() and not has_leader:
            return False
        return _NOISE.fullmatch(line) is not None
    return not line.strip("-=*_|：") or _CONTENTS_LINE.match(line) is not None


def _read_stray_tabs(folded: str, pieces: list[Piece]) -> None:
    """Take a lone line with tabs inside sentences for what it is: text."""
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        if piece.kind != "row" or piece.breaks or any(p is not None and p.kind != "text" for p in (before, after)):
            continue
        if any(b - a > 40 and "。" in folded[a:b] for a, b in piece.cells):
            piece.kind, piece.cells = "text", []
            piece.start += len(folded[piece.start : piece.end]) - len(folded[piece.start : piece.end].lstrip())
            piece.mark = mark_at(folded, piece.start, piece.end)


def _read_spaced_heads(folded: str, pieces: list[Piece]) -> None:
    """Take the short lines above rows of spaced figures for the levels of their header."""
    levels: list[Piece] = []
    for above, piece in zip(reversed(pieces[:-1]), reversed(pieces[1:]), strict=True):
        if (
            above.kind != "text"
            or piece.kind != "row"
            or above.mark is not None
            or above.end - above.start > SPACED_LIMIT
        ):
            continue
        words = [
            (above.start + m.start(), above.start + m.end()) for m in WORD.finditer(folded[above.start : above.end])
        ]
        has_code = bool(piece.breaks) and piece.breaks[-1][1] < piece.cells[0][1]
        spaced = (has_code or not piece.breaks) and not _EDGES.search(folded, piece.start, piece.end)
        heads = [_SPACED_HEAD.fullmatch(folded, *word) is not None for word in words]
        if spaced and len(words) >= 2 and (all(heads) or _stands_over(folded, words, piece)):
            above.kind, above.cells = "row", words
            levels += _levels(folded, above)
    if levels:
        pieces += levels
        pieces.sort(key=lambda piece: piece.start)


def _stands_over(folded: str, words: list[tuple[int, int]], row: Piece) -> bool:
    """Tell whether there are as many words as a row has cells, or figures, and some of them head money: 乡镇 补助资金 已拨付."""
    figures = [CELL_FIGURE.fullmatch(folded, *cell) is not None for cell in row.cells]
    is_labelled = not figures[0] and all(figures[1:])
    if not is_labelled or not len(figures) - 1 <= len(words) <= len(figures):
        return False
    texts = [folded[slice(*word)] for word in words]
    columns = [column_of(text) for text in texts]
    return all(_HEAD_TEXT.fullmatch(text) for text in texts) and any(
        column is not None and (column.measure or column.ratio or column.fund_type) for column in columns
    )


def _levels(folded: str, head: Piece) -> list[Piece]:
    """Cut the lines off that a header of several levels has been joined from, and return them."""
    lines = [(start, end) for start, end in _lines(folded, head.start, head.end) if start < end]
    words = head.cells
    rows = [[word for word in words if start <= word[0] < end] for start, end in lines]
    if len(rows) < 2 or any(len(row) < 2 for row in rows):
        return []
    head.cells, head.end = rows[0], rows[0][-1][1]
    return [Piece(row[0][0], row[-1][1], "row", cells=row) for row in rows[1:]]


def _continues_cell(folded: str, row: Piece, line: str, blank_before: bool) -> bool:
    """Tell whether an unindented line goes on with the last cell: a cell's own line break, before a further cell."""
    start, end = row.cells[-1]
    last = folded[start:end].strip() if end - start <= SPACED_LIMIT else ""
    return (
        0 < len(last) <= 6 and len(line.strip()) <= 6 and last[-1] not in SENTENCE_ENDS
        if blank_before
        else len(line.strip()) <= 12 and "\t" not in line
    )


def _split(folded: str, piece: Piece) -> list[Piece]:
    """Cut a piece of text where further number marks stand inside its line."""
    if piece.kind != "text":
        return [piece]
    cuts = inner_marks(folded, piece.mark.end if piece.mark else piece.start, piece.end)
    if not cuts:
        return [piece]
    edges = [piece.start, *cuts, piece.end]
    result = []
    for begin, stop in pairwise(edges):
        part = folded[begin:stop]
        begin += len(part) - len(part.lstrip())
        stop = begin + len(part.strip())
        if stop > begin:
            inside = [place for place in piece.breaks if begin <= place[0] < stop]
            result.append(Piece(begin, stop, "text", mark_at(folded, begin, stop), breaks=inside))
    return result
