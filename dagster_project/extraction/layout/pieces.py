"""Pieces of a report: headings, paragraphs, list items and rows with their cells.

Here belongs what a piece is, and making one of cells or of a part of another. Which lines and cells make one belongs to
layouts.py and line_pieces.py, the tree that numbered pieces form to outline.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from dagster_project.extraction.words.numbering import Mark, inner_marks, mark_at

Span = tuple[int, int]  # a range of the text: the first offset, and the one behind the last


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
    cells: list[Span] = field(default_factory=list)
    # ranges inside that are no text: page numbers in a text, what stands between the cells of a row that has lost its line
    breaks: list[Span] = field(default_factory=list)


def row_pieces(rows: list[list[Span]]) -> list[Piece]:
    """Return the rows of cells that share a line as pieces; what stands between their cells is no text."""
    gaps = [[(left[1], right[0]) for left, right in pairwise(cells)] for cells in rows]
    return [
        Piece(cells[0][0], cells[-1][1], "row", cells=cells, breaks=edges)
        for cells, edges in zip(rows, gaps, strict=True)
    ]


def split_at_marks(folded: str, piece: Piece) -> list[Piece]:
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
