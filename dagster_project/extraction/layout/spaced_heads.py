"""Heads of tables whose rows are spaced words: the short lines above such a row, and the levels that a wrap has joined.

Here belongs telling such lines from text. What the heads say belongs to table_columns.py and money_columns.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.layout.line_pieces import lines_of
from dagster_project.extraction.layout.money_columns import column_of
from dagster_project.extraction.layout.pieces import Piece, Span
from dagster_project.extraction.layout.row_cells import CELL_FIGURE, SPACED_LIMIT, WORD

_EDGES = re.compile(r"[\t|]|<t[dh]\b")
_SPACED_HEAD = re.compile(
    r"(?:(?:19|20)\d{2}年)?[^，。；：！？\d]{0,20}(?:预算|决算|执行|支出|收入|资金|金额|科目|合计|小计|总计|费|数|项目|编码|名称|行次|栏次|拨款|结[转余])[^，。；：！？\d]{0,8}|[类款项]"
)
_HEAD_TEXT = re.compile(r"(?:其中：)?(?:(?:19|20)\d{2}年)?[^，。；：！？\d]{1,16}")


def read_spaced_heads(folded: str, pieces: list[Piece]) -> None:
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


def _stands_over(folded: str, words: list[Span], row: Piece) -> bool:
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
    lines = [(start, end) for start, end in lines_of(folded, head.start, head.end) if start < end]
    words = head.cells
    rows = [[word for word in words if start <= word[0] < end] for start, end in lines]
    if len(rows) < 2 or any(len(row) < 2 for row in rows):
        return []
    head.cells, head.end = rows[0], rows[0][-1][1]
    return [Piece(row[0][0], row[-1][1], "row", cells=row) for row in rows[1:]]
