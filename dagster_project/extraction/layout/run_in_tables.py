"""Tables of money whose rows run into one line: what is left of a page's table when its line breaks were lost.

Here belongs finding such a stretch behind the note of its unit (单位：万元) and cutting it into cells; the rows that the cells
make belong to cell_lines.py, what the columns mean to table_columns.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.layout.cell_lines import FIGURE_CELL, Span, Stretch, kept, rows_of

_UNIT_NOTE = re.compile(r"单位[：:]\s?(?:人民币)?(?:[百千万亿]|百万)?元[）)]?(?=[ |])")
# Short heads and labels that tables print with their letters apart: 项 目, 预 算 数, 合 计.
_APART = ("项目", "科目", "预算数", "决算数", "执行数", "金额", "合计", "总计", "小计", "单位", "栏次")
_WORD = re.compile(rf"(?:{'|'.join(' '.join(word) for word in _APART)})(?![^\s|])|[^\s|]+")
_PROSE = re.compile(r"[，。；！？]|单位[：:]")  # or the note of the next table
# What makes the number before it a figure of a sentence: 支出决算为 0.39 万元，完成预算的 …
_COUNTS = re.compile(r"[百千万亿]{0,2}元|[%辆次月台套]|个(?!人)|人(?!员)|批(?!复)|年(?![初末度])|日(?!常)")
_OPENS_ROW = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．](?!\d)|其中"
    r"|本年(?:收入|支出)合计|(?:收入|支出)[合总]计|上年结[转余]|结转下年|年末结[转余])"
)
_WHOLE_LABEL = re.compile(r"[\u4e00-\u9fff]{2,20}(?:支出|收入|拨款|基金|资金)(?=\s*$|\Z)")
_LONGEST_LABEL = 40
_LONGEST_TABLE = 8_000
_FEWEST_FIGURES = 3
_LEAST_ROWS = 2


def find_run_in_tables(folded: str, begin: int, stop: int) -> Iterator[list[list[Span]]]:
    """Yield the tables that stand inside lines of a range of the folded text, each as rows of cells."""
    at = begin
    for note in _UNIT_NOTE.finditer(folded, begin, stop):
        if note.start() < at:
            continue
        end = folded.find("\n", note.end(), stop)
        stretch = _stretch(folded, note.end(), min(stop if end < 0 else end, note.end() + _LONGEST_TABLE))
        if stretch.figures < _FEWEST_FIGURES:
            continue
        for rows in rows_of(folded, stretch):
            at = rows[-1][-1][1]
            yield rows


def fits_header(rows: list[list[Span]]) -> bool:
    """Tell whether all rows of a table have the cells of its header, so that nothing of it was lost."""
    return len(rows) > _LEAST_ROWS and len(rows[0]) > _LEAST_ROWS and len({len(row) for row in rows}) == 1


def _stretch(folded: str, begin: int, stop: int) -> Stretch:
    """Return the cells behind the note of the unit, up to the first word that is none."""
    stretch = Stretch()
    for word in _WORD.finditer(folded, begin, stop):
        span = word.span()
        is_figure = FIGURE_CELL.fullmatch(folded, *span) is not None
        if not is_figure:
            if stretch.cells and stretch.cells[-1][1] and _COUNTS.match(folded, *span):
                stretch.cells.pop()
                stretch.figures -= 1
                break
            opens = _OPENS_ROW.match(folded, *span) is not None
            if _PROSE.search(folded, *span) or (not opens and kept(folded, span) is None):
                break
            if stretch.cells and not stretch.cells[-1][1] and span[1] - span[0] == 1:
                left, right = stretch.cells[-1][0]
                if right - left == 1:
                    stretch.cells[-1] = (left, span[1]), False  # 合 计
                    continue
            if stretch.figures and not stretch.cells[-1][1] and not opens:
                left = stretch.cells[-1][0][0]
                whole = _WHOLE_LABEL.search(folded, left, span[0]) and _WHOLE_LABEL.fullmatch(folded, *span)
                if span[1] - left <= _LONGEST_LABEL and not whole:  # of a blank row and of the next one
                    stretch.cells[-1] = (left, span[1]), False  # 公务用车 购置费: a label broken over lines
                    continue
        stretch.cells.append((span, is_figure))
        stretch.figures += is_figure
    return stretch
