"""The lines of a text as pieces: rows by their cells, paragraphs joined over soft wraps and page breaks, without page numbers.

Here belongs the way from line to line: what each is, and what holds it to the one above. Where the cells of a line begin and
end belongs to row_cells.py, whether a line of text goes on with the one above to wraps.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.layout.label_lines import UNIT_LINE, ends_table, label_above, label_and_figures
from dagster_project.extraction.layout.pieces import Piece, Span
from dagster_project.extraction.layout.pipe_rows import open_rows
from dagster_project.extraction.layout.row_cells import SPACED_LIMIT, between, row_cells, with_whole_code
from dagster_project.extraction.layout.wraps import SENTENCE_ENDS, goes_on
from dagster_project.extraction.words.numbering import mark_at

_NOISE = re.compile(
    r"(?:[-—]{1,20}\s*\d{1,4}\s*[-—]{1,20}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|.{2,80}?(?:\.{4,}|…{2,}|·{4,})\s*\d{0,4}|.{2,80}PAGEREF _Toc.*|〔bookmark：[^\n]*〕|!〔[^〕]*〕（[^）]*）|[-=*_]{3,}|[|\s]+|\|?\s*：?--[-：|\s]*)"
)
_NOISE_STARTS = frozenset("-—第〔!=*_|：")  # such a line begins with one of these or a digit, or holds a leader
_CONTENTS_LINE = re.compile(r".{2,80}PAGEREF _Toc|〔bookmark：|!〔[^〕]{0,200}〕（")
_NUMBERED = re.compile(r"[ \u3000]{0,4}(?:目标|任务)?(?P<number>\d{1,2})(?:已?完成)?[.、：](?!\d)")
_LONGEST_LABEL = 40
_CELL_WORD = re.compile(r"\S+")
_MOST_LABEL_LINES = 5
_LONGEST_NOISE = 400  # characters
_SHORT_CELL, _SHORT_LINE = 6, 12


def line_pieces(folded: str, begin: int, stop: int) -> list[Piece]:
    """Cut the lines of a stretch without HTML tables into rows and joined paragraphs."""
    lines = lines_of(folded, begin, stop)
    bare = open_rows([folded[a:b] for a, b in lines]) if folded.find("|", begin, stop) >= 0 else [None] * len(lines)
    reader = _LineReader(folded)
    for (start, end), open_row in zip(lines, bare, strict=True):
        reader.read(start, end, open_row)
    return reader.pieces


def lines_of(folded: str, begin: int, stop: int) -> list[Span]:
    """Return the ranges of the lines of a stretch, without their ends."""
    spans = []
    at = begin
    for line in folded[begin:stop].split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


class _LineReader:
    """Takes line after line for a row, a cell of a row, or text that may go on."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.pieces: list[Piece] = []
        self._open_text: Piece | None = None
        self._cell_row: Piece | None = None  # a row whose cells stand on indented lines of their own
        self._blank_before = True
        self._noise: list[Span] = []  # since the last line of text
        self._of_money = False  # below the note of a table's unit, up to the first sentence

    def read(self, start: int, end: int, open_row: str | None) -> None:
        """Take a line. ``open_row``: its cells, joined by pipes, where it is a row without an edge on its left."""
        line = self.folded[start:end]
        stripped = line.strip()
        if not stripped and not line.startswith("\t"):
            self._blank_before = True
        elif stripped and open_row is None and _is_noise(stripped):
            self._noise.append((start, end))
        elif not stripped or (_is_cell(line) and not self._is_row(start, line)):
            self._take_cell(start, end)
        elif self._cell_row is not None and _continues_cell(self.folded, self._cell_row, line, self._blank_before):
            self._cell_row.end = end
            self._cell_row.cells[-1] = (self._cell_row.cells[-1][0], end)
            self._blank_before = False
        else:
            self._cell_row = None
            if not self._take_row(start, end, open_row):
                self._take_text(start, end)
            self._blank_before = False

    def _is_row(self, start: int, line: str) -> bool:
        """Tell whether a line with one cell is a row whose other cells are blank (→目标2：…→, 青禾县水务局→→): it has more than
        the one tab of a cell a line, or stands right below a row."""
        above = self.pieces[-1] if self.pieces else None
        is_below = (
            above is not None and above.kind == "row" and above.end + 1 == start and _has_tabs(self.folded, above)
        )
        return is_below if line[0] != "\t" else is_below or line.count("\t") > 1

    def _take_cell(self, start: int, end: int) -> None:
        """Take an indented line for the next cell of its row."""
        if self._cell_row is not None and not self._blank_before:
            self._cell_row.end = end
            self._cell_row.cells.append((start, end))
        else:
            self._cell_row = Piece(start, end, "cell_row", cells=[(start, end)])
            self.pieces.append(self._cell_row)
        self._open_text, self._blank_before = None, False

    def _take_row(self, start: int, end: int, open_row: str | None) -> bool:
        """Take a line for a row where it has cells; tell whether it has."""
        folded = self.folded
        line = folded[start:end]
        stripped = line.strip()
        names_unit = "单位" in stripped and UNIT_LINE.search(stripped) is not None
        self._of_money = names_unit or (self._of_money and not ends_table(stripped))
        if open_row is not None:
            cells = between(folded, start, start + len(open_row), "|")
        else:
            alone = line.count("\t") > 1 and "\t" not in stripped and self._is_row(start, line)
            cells = between(folded, start, end, "\t") if alone or _is_cell(line) else row_cells(folded, start, end)
        if self._of_money:
            cells = cells or label_and_figures(folded, start, end)
            if stripped[-1].isdecimal() and (not cells or stripped[0].isdecimal()):
                labelled = self._take_label(end - len(line.lstrip()), end - len(line) + len(line.rstrip()))
                start, cells = (labelled[0][0], labelled) if labelled else (start, cells)
        if (row := self.pieces[-1] if self.pieces else None) is not None and _goes_on_in_row(folded, row, start):
            goal, *others = cells or [(start, end)]
            row.cells[-1] = (row.cells[-1][0], goal[1])
            row.cells += others
            row.end = end
            return True
        if cells:
            cells, gaps = with_whole_code(folded, cells)
            self.pieces.append(Piece(start, end, "row", cells=cells, breaks=gaps))
            self._open_text = None
        return bool(cells)

    def _take_label(self, start: int, end: int) -> list[Span]:
        """Return the cells of a line of figures with the label on the lines above it, whose pieces are taken away."""
        above: list[Span] = []
        for piece in reversed(self.pieces[-_MOST_LABEL_LINES:]):
            if piece.kind != "text":
                break
            above.append((piece.start, piece.end))
        label = label_above(self.folded, (start, end), above)
        if not label:
            return []
        while self.pieces and self.pieces[-1].start >= label[0][0]:
            self.pieces.pop()
        return label + [match.span() for match in _CELL_WORD.finditer(self.folded, start, end)]

    def _take_text(self, start: int, end: int) -> None:
        """Take a line for text, which goes on with the paragraph above or begins one."""
        line = self.folded[start:end]
        left = start + len(line) - len(line.lstrip())
        right = end - (len(line) - len(line.rstrip()))
        mark = mark_at(self.folded, left, right)
        above = self._open_text
        if (
            above is not None
            and mark is None
            and goes_on(self.folded, above.start, above.end, above.mark is not None, line.strip(), self._blank_before)
        ):
            above.end = right
            above.breaks += self._noise
        else:
            self._open_text = Piece(left, right, "text", mark)
            self.pieces.append(self._open_text)
        self._noise = []


def _is_cell(line: str) -> bool:
    """Tell whether a line is indented and holds one cell."""
    return line.startswith("\t") and "\t" not in line.strip("\t")


def _has_tabs(folded: str, row: Piece) -> bool:
    """Tell whether tabs part the cells of a row."""
    return folded.find("\t", row.start, row.start + _LONGEST_LABEL) >= 0


def _goes_on_in_row(folded: str, row: Piece, start: int) -> bool:
    """Tell whether a line is the next of the numbered goals in a row's last cell, which has a line for each: 2.… below →1.…"""
    if row.kind != "row" or row.end + 1 != start or not _has_tabs(folded, row):
        return False
    last, line = folded.rfind("\n", *row.cells[-1]) + 1 or row.cells[-1][0], _NUMBERED.match(folded, start)
    before = _NUMBERED.match(folded, last) if line is not None else None
    return line is not None and before is not None and int(line["number"]) == int(before["number"]) + 1


def _is_noise(line: str) -> bool:
    """Tell whether a line is no text: a page number, a line of a table of contents, a rule."""
    if len(line) <= _LONGEST_NOISE:
        has_leader = "...." in line or "……" in line or "··" in line or "PAGEREF" in line
        if line[0] not in _NOISE_STARTS and not line[0].isdecimal() and not has_leader:
            return False
        return _NOISE.fullmatch(line) is not None
    return not line.strip("-=*_|：") or _CONTENTS_LINE.match(line) is not None


def _continues_cell(folded: str, row: Piece, line: str, blank_before: bool) -> bool:
    """Tell whether an unindented line goes on with the last cell: a cell's own line break, before a further cell."""
    start, end = row.cells[-1]
    last = folded[start:end].strip() if end - start <= SPACED_LIMIT else ""
    return (
        0 < len(last) <= _SHORT_CELL and len(line.strip()) <= _SHORT_CELL and last[-1] not in SENTENCE_ENDS
        if blank_before
        else len(line.strip()) <= _SHORT_LINE and "\t" not in line
    )
