"""Cells of a line that is a row of a table: by tabs, by pipes, by labels with their values, or by blanks where figures stand in columns.

Here belongs where the cells of one line begin and end. Which lines are read as rows, and what holds them together, belongs to line_pieces.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.layout.label_lines import UNIT_LINE
from dagster_project.extraction.layout.pieces import Span
from dagster_project.extraction.words.account_cells import ITEM_CODE

# A figure that a page has run together with the label of the next column (5,200一、教育支出) ends before it.
WORD = re.compile(r"\d[\d,]*(?:\.\d+)?(?=[一二三四五六七八九十]{1,3}、)|\S+")
CELL_FIGURE = re.compile(r"[-+]?[\d,.]+(?:%|万元|元)?|-+|—+|/")
SPACED_LIMIT = 160
# 208 05 01 行政单位离退休: the code of a budget item in three columns is one cell
_CODE_PART = re.compile(r"[123]\d{2}")
_CODE_PARTS = re.compile(r"[123]\d{2}(?:[ \u3000]{1,9}\d{2}){1,2}(?=[ \u3000]{1,9}[\u4e00-\u9fff])")
_GAP = re.compile(r"[ \u3000]+")
# 30103 奖金 8.6 30203 咨询费: two items of expense side by side, the sum of either or of both left blank
_TWO_ITEMS = re.compile(
    rf"(?:{ITEM_CODE.pattern}) [\u4e00-\u9fff（）]{{2,24}}(?: [\d,.]{{1,16}})? (?:{ITEM_CODE.pattern}) [\u4e00-\u9fff（）]{{2,24}}(?: [\d,.]{{1,16}})?"
)
_FEWEST_SPACED = 3  # words that blanks set apart as cells
# 850.3元、住房保障支出: a unit with what follows it is no cell
_SENTENCE = re.compile(r"[。；]|[，,](?!\d)|(?:^|[\s\d])[万亿]?元[、和及与]")
_HEADER_CELL = re.compile(
    r"序号|名称|预算|决算|执行|支出|收入|资金|金额|指标|分值|得分|权重|单位|人数|编制|科目|合计|完成|目标"
)
_UNIT_BELOW = re.compile(
    r"\s{1,4}(?:[百千]?[万亿])?元(?![\u4e00-\u9fff\s])"
)  # 支出总计 307.82⏎万元，: a sentence broken before its unit
# 其中：一般公共预算：36.5 其中：基本支出：21, 按收入性质分： 按支出性质分：: labels side by side, each with its sum or none
_LABEL = r"(?:其中：)?[\u4e00-\u9fff]{2,16}：(?:-?\d[\d,]{0,14}(?:\.\d{1,6})?(?:[万亿]?元)?)?"
_LABELLED = re.compile(rf"(?:{_LABEL}[ \t\u3000]{{1,40}}){{1,5}}{_LABEL}")
_SUM_INSIDE = re.compile(r"\d(?:\.\d|[万亿])")  # words of a sentence whose line breaks behind them, and no header


def row_cells(folded: str, start: int, end: int) -> list[Span]:
    """Return the cells of a line that is a table row: by tabs, by pipes, or by spaces where figures stand in columns."""
    line = folded[start:end]
    if "\t" in line.strip():
        return between(folded, start, end, "\t")
    stripped = line.strip()
    pipes = stripped.count("|")
    if (pipes >= 3 and stripped.startswith("|")) or (pipes >= 2 and stripped.endswith("|")):
        left = start + (line.index("|") + 1 if stripped.startswith("|") else 0)
        right = end - (len(line) - len(line.rstrip()))
        return between(folded, left, right - 1 if stripped.endswith("|") else right, "|")
    if "：" in stripped and len(stripped) <= SPACED_LIMIT and _LABELLED.fullmatch(stripped):
        return [(start + m.start(), start + m.end()) for m in WORD.finditer(line)]
    spaced = len(stripped) <= SPACED_LIMIT and len(stripped.split()) >= _FEWEST_SPACED
    if spaced and not _SENTENCE.search(stripped) and not _UNIT_BELOW.match(folded, end):
        words = [(start + m.start(), start + m.end()) for m in WORD.finditer(line)]
        figures = sum(1 for a, b in words if CELL_FIGURE.fullmatch(folded, a, b))
        named = sum(1 for a, b in words if _HEADER_CELL.search(folded, a, b))
        two_items = figures >= 2 and stripped[0] == "3" and _TWO_ITEMS.fullmatch(stripped) is not None
        if (figures >= 2 and (two_items or CELL_FIGURE.fullmatch(folded, *words[-1]))) or (
            named >= 3
            and not figures
            and not _SUM_INSIDE.search(stripped)
            and not UNIT_LINE.search(folded[slice(*words[-1])])
        ):
            return words
    return []


def with_whole_code(folded: str, cells: list[Span]) -> tuple[list[Span], list[Span]]:
    """Return the cells of a row with the parts of its item's code in one cell, and the gaps inside that cell."""
    begin, stop = cells[0]
    code = _CODE_PARTS.match(folded, begin, cells[-1][1]) if _CODE_PART.fullmatch(folded, begin, stop) else None
    if code is None:
        return cells, []
    gaps = [gap.span() for gap in _GAP.finditer(folded, *code.span())]
    return [code.span(), *cells[1 + len(gaps) :]], gaps


def between(folded: str, start: int, end: int, edge: str) -> list[Span]:
    """Return the cells that a sign parts, without the blanks around them."""
    cells = []
    at = start
    for cell in folded[start:end].split(edge):
        left = at + len(cell) - len(cell.lstrip())
        cells.append((left, max(left, at + len(cell.rstrip()))))
        at += len(cell) + 1
    return cells
