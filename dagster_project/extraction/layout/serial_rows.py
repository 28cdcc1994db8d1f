"""Tables whose rows are numbered (序号), run into one line or with a cell a line: what a page leaves of a list of sums or staff.

Here belongs cutting such a stretch into rows by their numbers, 1 2 3 …, which are no sums. Tables without them belong to
run_in_tables.py and cell_lines.py, what the columns mean to table_columns.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dagster_project.extraction.layout.money_columns import column_of
from dagster_project.extraction.layout.pieces import Span
from dagster_project.extraction.words.account_cells import FIGURE

_HEAD = re.compile(r"(?<![^\s|])序 ?号(?=[\s|])")
_APART = ("项目名称", "单位名称", "项目", "科目", "金额", "合计", "总计", "小计", "单位", "备注", "名称")
_WORD = re.compile(rf"(?:{'|'.join(' '.join(word) for word in _APART)})(?![^\s|])|[^\s|]+")
_LINE_CELL = re.compile(r"[^\s|](?:[^\n|]*[^\s|])?")
_ALONE = re.compile(r"[ |]*\n")  # behind a cell that has its line for itself
PARTED = re.compile(r"\t|[|]|  ")  # a line whose cells are parted already
TOTAL = re.compile(r"[合总小] ?计")
_PROSE = re.compile(r"[。；！？]|：$")
_FIGURE = re.compile(rf"(?:{FIGURE.pattern})(?:（[^（）]{{1,30}}）)?")
_PEOPLE = re.compile(r"编制|人数|在职|实有|在编")
_NAMES = re.compile(r"项 ?目")
_WORDED = re.compile(r"[\u4e00-\u9fff]")
_FEWEST_ROWS, _MOST_HEADS, _MOST_CELLS, _LONGEST_CELL = 2, 12, 40, 60
LONGEST_TABLE, _LONGEST_HEADER = 8_000, 80


def find_serial_rows(folded: str, begin: int, stop: int) -> Iterator[list[list[Span]]]:
    """Yield the numbered tables of a range of the folded text that have lost their lines, each as rows of cells."""
    heads = list(_HEAD.finditer(folded, begin, stop))
    for head, end in zip(heads, [*(head.start() for head in heads[1:]), stop], strict=False):
        rows = _rows(folded, _cells(folded, head, min(end, head.start() + LONGEST_TABLE)))
        if rows:
            yield rows


def _cells(folded: str, head: re.Match[str], stop: int) -> list[Span]:
    """Return the cells from the head of the numbers on: one a line where it stands alone, else the words of its line.

    Where the header has a line for itself, the words of the lines below it.
    """
    if _ALONE.match(folded, head.end(), stop):
        return [match.span() for match in _LINE_CELL.finditer(folded, head.start(), stop)]
    end = folded.find("\n", head.start(), stop)
    end = stop if end < 0 else end
    if PARTED.search(folded, head.start(), end):
        return []
    return [
        match.span()
        for match in _WORD.finditer(folded, head.start(), stop if end - head.end() < _LONGEST_HEADER else end)
    ]


def _rows(folded: str, cells: Sequence[Span]) -> list[list[Span]]:
    """Return the header and the rows, nothing where the header has no sums or the rows do not follow each other."""
    first = next((at for at in range(2, min(len(cells), _MOST_CELLS)) if _opens(folded, cells, at, 1)), 0)
    if not first:
        return []
    whole = next((at for at in range(2, first) if TOTAL.fullmatch(folded, *cells[at])), first)
    whole = whole if _figures(folded, cells[whole:first]) else first  # 合计 heads a column
    heads = list(cells[:whole])
    rows = [list(cells[whole:first])] if whole < first else []
    rows += _numbered(folded, cells[first:])
    words = Counter(_first_figure(folded, row) - 1 for row in rows)
    names = words.most_common(1)[0][0] if words else 0
    if not 0 < names < len(heads) - 1 <= _MOST_HEADS or len(rows) < _FEWEST_ROWS:
        return []
    if not heads_figures(folded, heads[names + 1]):
        return []
    named = next((at for at in range(1, names + 1) if _NAMES.search(folded, *heads[at])), names)
    return [heads, *(_laid(folded, row, names, named, len(heads)) for row in rows)]


def _numbered(folded: str, cells: Sequence[Span]) -> list[list[Span]]:
    """Cut the cells behind a header into the rows of 1, 2, 3 … and of the totals between and behind them."""
    rows: list[list[Span]] = []
    row, number, most = list(cells[:1]), 1, 0
    of_total = counted = False
    for at in range(1, len(cells)):
        sums = _figures(folded, row)
        is_total = TOTAL.fullmatch(folded, *cells[at]) is not None
        if sums and (is_total or _opens(folded, cells, at, number + 1)):
            rows.append(row)
            row, number, of_total, most = [], number + (not is_total), is_total, max(most, sums)
            counted = of_total and at + 1 < len(cells) and folded[slice(*cells[at + 1])] == str(number)  # 合计 3 214
        elif (
            (of_total and (sums >= most + counted or not _is_figure(folded, cells[at])))
            or is_total
            or len(row) > _MOST_CELLS
            or _ends(folded, cells[at])
        ):
            break
        row.append(cells[at])
    worded = sum(not _is_figure(folded, one[-1]) for one in rows) * 2 > len(rows)
    row = row if of_total else _last(folded, row, most, worded=worded)
    return [*rows, row] if row and _figures(folded, row) else rows


def _opens(folded: str, cells: Sequence[Span], at: int, number: int) -> bool:
    """Tell whether a cell numbers a row: words stand behind it."""
    return (
        at + 1 < len(cells)
        and folded[slice(*cells[at])] == str(number)
        and _WORDED.search(folded, *cells[at + 1]) is not None
        and TOTAL.fullmatch(folded, *cells[at + 1]) is None
    )


def _last(folded: str, row: list[Span], most: int, *, worded: bool) -> list[Span]:
    """Return the last row without what follows the table. ``worded``: words stand behind the sums of the rows above."""
    figures = [at for at in range(1, len(row)) if _is_figure(folded, row[at])][: most or None]
    if not figures:
        return []
    together = next((at for at, after in pairwise([*figures, 0]) if not most and after != at + 1), figures[-1])
    return row[: together + 1 + worded]


def _ends(folded: str, cell: Span) -> bool:
    """Tell whether a cell belongs to no row of the list: a sentence."""
    return cell[1] - cell[0] > _LONGEST_CELL or _PROSE.search(folded, *cell) is not None


def _laid(folded: str, row: Sequence[Span], names: int, named: int, width: int) -> list[Span]:
    """Return a row of full width, its words in the columns of ``names``, a lone one in that which is ``named`` so.

    Words too few stand behind the blanks of merged cells; of words too many the last ones are one, broken by a line's end.
    """
    first = _first_figure(folded, row)
    number, words, rest = row[0], list(row[1:first]), list(row[first:])
    if len(rest) > width - 1 - names:
        words, rest = rest[:1], rest[1:]  # 合计 3 214: the number of rows, in the column of the names
    if len(words) > names:
        words[names - 1 :] = [(words[names - 1][0], words[-1][1])]
    before = named - 1 if len(words) == 1 else names - len(words)
    start, end = number[1], words[-1][1] if words else number[1]
    blank = [(start, start)] * before
    behind = [(end, end)] * (names - before - len(words))
    return [number, *blank, *words, *behind, *rest, *[(row[-1][1], row[-1][1])] * (width - 1 - names - len(rest))]


def _first_figure(folded: str, row: Sequence[Span]) -> int:
    return next(at for at in range(1, len(row)) if _is_figure(folded, row[at]))


def _figures(folded: str, row: Sequence[Span]) -> int:
    """Return how many sums a row has, its number aside."""
    return sum(_is_figure(folded, cell) for cell in row[1:])


def _is_figure(folded: str, cell: Span) -> bool:
    """Tell whether a cell is a sum or a count, with a bracket about it or without: 10（其中，…6万元）."""
    return _FIGURE.fullmatch(folded, *cell) is not None


def heads_figures(folded: str, cell: Span) -> bool:
    """Tell whether a cell of the header heads sums or people (编制数, 在职人数)."""
    text = re.sub(r"\s", "", folded[slice(*cell)])
    if _PEOPLE.search(text):
        return True
    column = column_of(text)
    return column is not None and (column.measure is not None or column.unit is not None or "金额" in column.text)
