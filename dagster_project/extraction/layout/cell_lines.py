"""Tables of money whose cells stand one a line: what is left of a page's table when its rows were lost.

Here belongs finding such a stretch and cutting it into rows again: each label begins one, the figures below it are its
cells; the labels before the first figures are the header. What the columns mean belongs to table_columns.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dagster_project.extraction.layout.pieces import Span
from dagster_project.extraction.words.account_cells import FIGURE, ITEM_CODE
from dagster_project.extraction.words.column_words import names_rows

# The end of the line before leads, so that the engine skips what stands between.
_FIGURE_LINE = re.compile(rf"\n[ ]*+\|?[ ]*+(?:{FIGURE.pattern})[ ]*+\|*+[ ]*+$", re.MULTILINE)
_PIPE_LINE = re.compile(r"^[ ]*+\|[ ]*+$", re.MULTILINE)
_CELL = re.compile(r"[^|\s][^|\n]*")
_CODE_HEAD = re.compile(r"科目|编码|代码")
# 2010301 行政运行 51.32 51.32 is a row of its own
_NOT_A_CELL = re.compile(r"[。；]|，.*，|：$|^\d{4}年\d{1,2}月|^第[一二三四五六七八九十]+部分|[^ ] +[\d,]+\.\d+$")
TABLE_EDGE = re.compile(
    r"单位：|部门：|编制单位|公开\d*表|表\d*$|^附[件表]|(?<!增减)(?<!增、减)(?<!变化)(?<!变动)情况$|说明$|^第.{1,3}部分"
)
_MONEY_HEAD = re.compile(r"预算[数安]|决算数|金额|执行数|支出数|到位|实际支出|万元|支出（|收入（|[合总]计")
_HEAD = re.compile(r"[数额率幅元]|%")
_OTHER_HEAD = re.compile(r"指标|分值|得分|权重|绩效")
# 四、上级补助收入⏎五、其他收入⏎本年收入合计: rows whose sums are blank, and none of the heads of a further table
_BLANK_ROW = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、]).+|.+[合总]计")
_LONGEST_CELL = 40
_MOST_LABELS = 4  # labels between two figures of one table
_LONGEST_HEAD = 24
_FEWEST_FIGURES = 2
_FEWEST_PIPES = 4
_FEWEST_NUMBERED = 3


@dataclass(slots=True)
class Stretch:
    """Cells that follow each other, a line each, with how many of them are figures."""

    cells: list[tuple[Span, bool]] = field(default_factory=list)
    figures: int = 0
    labels: int = 0  # since the last figure


def find_cell_lines(folded: str, begin: int, stop: int) -> Iterator[list[list[Span]]]:
    """Yield the tables of a range of the folded text, each as rows of cells. Linear in its length."""
    opens_line = begin == 0 or folded[begin - 1] == "\n"
    lines = f"\n{folded[begin:stop]}" if opens_line else folded[begin:stop]
    if sum(1 for _ in _FIGURE_LINE.finditer(lines)) < _FEWEST_FIGURES:
        return
    stretch = Stretch()
    for cell in _cells(folded, begin, stop):
        if cell is None:
            yield from rows_of(folded, stretch)
            stretch = Stretch()
            continue
        is_figure = FIGURE.fullmatch(folded, *cell) is not None
        heads_on = not is_figure and stretch.figures and stretch.labels >= _MOST_LABELS
        if heads_on and (TABLE_EDGE.search(folded, *cell) or not _BLANK_ROW.fullmatch(folded, *cell)):
            head = stretch.cells[-_MOST_LABELS:]  # of the table that follows: the rows of this one end before it
            yield from rows_of(folded, stretch)
            stretch = Stretch(head)
        stretch.cells.append((cell, is_figure))
        stretch.figures += is_figure
        stretch.labels = 0 if is_figure else stretch.labels + 1
    yield from rows_of(folded, stretch)


def _cells(folded: str, begin: int, stop: int) -> Iterator[Span | None]:
    """Yield the cells of the lines that hold one or two, and null for a line that is none of a table's."""
    between_pipes = sum(1 for _ in _PIPE_LINE.finditer(folded, begin, stop)) >= _FEWEST_PIPES
    held: Span | None = None  # the cell of the lines before, where only a pipe ends it
    at = begin
    for line in folded[begin:stop].split("\n"):
        start, at = at, at + len(line) + 1
        if not line.strip("| "):
            if held is not None and "|" in line:
                yield kept(folded, held)
                held = None
            continue
        if between_pipes and "|" not in line and "\t" not in line:
            held = (held[0] if held else start, start + len(line))
            continue
        if held is not None:
            yield kept(folded, held)
            held = None
        cells = [] if "\t" in line else [m.span() for m in _CELL.finditer(folded, start, start + len(line))]
        if not 1 <= len(cells) <= 2 or (len(cells) == 2 and not line.rstrip().endswith("|")):
            yield None
            continue
        for cell in cells:
            yield kept(folded, cell)
    if held is not None:
        yield kept(folded, held)


def kept(folded: str, cell: Span) -> Span | None:
    """Return a cell without the spaces around it, null where it holds more than a cell does."""
    words = folded[cell[0] : cell[1]]
    left = cell[0] + len(words) - len(words.lstrip())
    right = left + len(words.strip())
    return None if right - left > _LONGEST_CELL or _NOT_A_CELL.search(folded[left:right]) else (left, right)


def _codes(folded: str, cells: list[tuple[Span, bool]]) -> set[int]:
    """Return where the codes of budget items stand, each before its name.

    Sums that look like codes stand behind their labels (平安区 100 民和县 1226); a code stands behind the sums of the row above.
    """
    found = [
        (cell[0], place > 0 and cells[place - 1][1])
        for place, ((cell, is_figure), after) in enumerate(pairwise(cells))
        if is_figure and not after[1] and ITEM_CODE.fullmatch(folded, *cell) is not None
    ]
    first = next((place for place, (_, is_figure) in enumerate(cells) if is_figure), 0)
    named = any(_CODE_HEAD.search(folded, *cell) for cell, _ in cells[:first])
    return {start for start, _ in found} if named or any(behind for _, behind in found) else set()


def _column_numbers(folded: str, cells: list[tuple[Span, bool]]) -> int:
    """Return how many figures count the columns (1 2 3 …) before the table's own begin."""
    counted = 0
    while counted < len(cells) and folded[slice(*cells[counted][0])] == str(counted + 1):
        counted += 1
    return counted if counted >= _FEWEST_NUMBERED else 0


def _most_figures(cells: list[tuple[Span, bool]]) -> int:
    """Return how many figures follow each other at most."""
    most = run = 0
    for _, is_figure in cells:
        run = run + 1 if is_figure else 0
        most = max(most, run)
    return most


def rows_of(folded: str, stretch: Stretch, *, headed: bool = False) -> Iterator[list[list[Span]]]:
    """Cut a stretch into rows; nothing where it holds too few figures or is no table of money.

    ``headed``: words that head money have been found to open it.
    """
    if stretch.figures < _FEWEST_FIGURES:
        return
    cells = stretch.cells
    while not cells[-1][1]:
        cells.pop()  # what follows the table
    codes = _codes(folded, cells)
    cells = [(cell, is_figure and cell[0] not in codes) for cell, is_figure in cells]
    first = next(place for place, (_, is_figure) in enumerate(cells) if is_figure)
    head = max(0, first - _LONGEST_HEAD)
    for place in range(head, first):
        left, right = cells[place][0]
        if TABLE_EDGE.search(folded[left:right]):
            head = place + 1
    heads_names = first > head and names_rows(re.sub(r"\s", "", folded[slice(*cells[head][0])]))
    is_coded = first > head + 1 and cells[first - 2][0][0] in codes
    labelled = (
        is_coded
        or any(not is_figure for _, is_figure in cells[first:])
        or (heads_names and first - head - 2 == stretch.figures)
    )
    label = first - 1 if first > head and labelled else first
    if label > head and cells[label - 1][0][0] in codes:
        label -= 1
    numbers = _column_numbers(folded, cells[first:])
    if numbers:
        label = first  # the words before stand over the columns that are numbered
    words = folded[max(0, cells[head][0][0] - 80) : cells[first][0][0]]
    of_money = _MONEY_HEAD.search(words) and (stretch.figures > _FEWEST_FIGURES or "元" in words)
    if not headed and (not of_money or _OTHER_HEAD.search(words)):
        return
    heads = [cell for cell, _ in cells[head:label]]
    width = _most_figures(cells[label:])
    if heads_names and len(heads) > width + 1 and all(_HEAD.search(folded, *cell) for cell in heads[1 : width + 1]):
        heads = heads[: width + 1]  # behind them stand the labels of rows that are blank
    if heads and not heads_names and labelled and len(heads) == width:
        heads = [(heads[0][0], heads[0][0]), *heads]  # nothing heads the labels
    rows = [heads] if heads else []
    row: list[Span] | None = None
    for place, (cell, is_figure) in enumerate(cells[label:]):
        if row is None or not (is_figure or row[-1][0] in codes) or place == numbers:
            row = []
            rows.append(row)
        row.append(cell)
    yield rows
