"""Tables of money whose rows run into one line: what is left of a page's table when its line breaks were lost.

Here belongs finding such a stretch, behind the note of its unit (单位：万元) or by the words that head its columns, and cutting
it into cells; the rows that the cells make belong to cell_lines.py, what the columns mean to table_columns.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.layout.cell_lines import TABLE_EDGE, Stretch, kept, rows_of
from dagster_project.extraction.layout.money_columns import column_of
from dagster_project.extraction.layout.pieces import Span
from dagster_project.extraction.words.account_cells import FIGURE
from dagster_project.extraction.words.column_words import heads_remarks, names_rows

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
# 三、绩效指标完成情况, or the head of the indicators: no row of money
_NEXT_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}、[^\s|]{0,20}(?:情况|说明|结论|分析|问题|建议|措施)|[一二三]级指标"
)
_PAGE = re.compile(r"第\s?\d{1,4}\s?页(?:[，,]?\s?共\s?\d{1,4}\s?页)?")  # the foot of a page between two rows
_LABELS_SUM = re.compile(r"[\u4e00-\u9fff“”]{2,12}：[ |](?=-?\d[\d,.]*[ |])")  # 项目支出： 326.40 410.00
_WHOLE_LABEL = re.compile(r"[\u4e00-\u9fff]{2,20}(?:支出|收入|拨款|基金|资金)(?=\s*$|\Z)")
_LONGEST_LABEL = 40
_LONGEST_TABLE = 8_000
_FEWEST_FIGURES = 3
_LEAST_ROWS = 2
# The last of the words that head columns, with the label and the first figure of the row behind it.
_LAST_HEAD = re.compile(
    r"(?<=[数额率度金）注])[ |]{1,3}(?=(?:[^\s|\d，。；][^\s|，。；]{0,24}[ |]{1,3}){0,3}?[-+]?\d[\d,.]{0,18}%?(?:[\s|]|$))"
)
_HEAD_WORD = re.compile(r"[^\s|，。；：]{1,30}$")
_ASIDE = re.compile(r"（[^（）\d]{1,8}）")  # 支出内容 （经济科目）
_TOTAL = re.compile(r"[合总]计\Z")
_LONGEST_HEAD = 30
_MOST_HEADS = 12


def find_run_in_tables(folded: str, begin: int, stop: int) -> Iterator[list[list[Span]]]:
    """Yield the tables that stand inside lines of a range of the folded text, each as rows of cells."""
    at = begin
    for start, headed in sorted([*_noted(folded, begin, stop), *_headed(folded, begin, stop)]):
        if start < at:
            continue
        end = folded.find("\n", start, stop)
        stretch = _stretch(folded, start, min(stop if end < 0 else end, start + _LONGEST_TABLE))
        if stretch.figures < _FEWEST_FIGURES:
            continue
        for rows in rows_of(folded, stretch, headed=headed):
            if headed and not _fills_columns(folded, rows):
                continue
            at = rows[-1][-1][1]
            yield rows


def _noted(folded: str, begin: int, stop: int) -> Iterator[tuple[int, bool]]:
    """Yield the places behind the notes of units, with false: what follows need not fit its header."""
    return ((note.end(), False) for note in _UNIT_NOTE.finditer(folded, begin, stop))


def _headed(folded: str, begin: int, stop: int) -> Iterator[tuple[int, bool]]:
    """Yield the places where words begin that head columns of money one after the other, a row behind them, with true."""
    for last in _LAST_HEAD.finditer(folded, begin, stop):
        at, heads, sums = last.start(), 0, 0
        while heads < _MOST_HEADS:
            word = _HEAD_WORD.search(folded, max(begin, at - _LONGEST_HEAD), at)
            if word is None or TABLE_EDGE.search(word.group()):
                break
            sum_head = _heads_sums(word.group())
            if not sum_head and not _heads_words(word.group()):
                break
            heads, sums, at = heads + 1, sums + sum_head, word.start()
            while at > begin and folded[at - 1] in " |":
                at -= 1
        if heads > 1 and sums:
            yield at, True


def _heads_sums(word: str) -> bool:
    """Tell whether a word heads a column of money or of its rates; a label with a mark of its own (1.公务接待费) heads none."""
    column = column_of(word)
    return column is not None and (column.measure is not None or column.ratio is not None or column.unit is not None)


def _heads_words(word: str) -> bool:
    return names_rows(word) or heads_remarks(word) or _ASIDE.fullmatch(word) is not None


def _fills_columns(folded: str, rows: list[list[Span]]) -> bool:
    """Tell whether the rows of a table have figures for the columns that its header names, and never more."""
    heads = [folded[slice(*cell)].replace(" ", "") for cell in rows[0]]
    columns = sum(bool(head) and not _heads_words(head) for head in heads)
    figures = [sum(FIGURE.fullmatch(folded, *cell) is not None for cell in row) for row in rows[1:]]
    if max(figures, default=0) != columns:
        return False
    return sum(count == columns for count in figures) * 2 > len(figures) or is_closed(folded, rows)


def is_closed(folded: str, rows: list[list[Span]]) -> bool:
    """Tell whether a total closes a table, with a figure for each column of its header."""
    last = rows[-1]
    return len(rows) > _LEAST_ROWS and len(last) == len(rows[0]) and _TOTAL.search(folded, *last[0]) is not None


def fits_header(rows: list[list[Span]]) -> bool:
    """Tell whether all rows of a table have the cells of its header, so that nothing of it was lost."""
    return len(rows) > _LEAST_ROWS and len(rows[0]) > _LEAST_ROWS and len({len(row) for row in rows}) == 1


def _stretch(folded: str, begin: int, stop: int) -> Stretch:
    """Return the cells behind the note of the unit, up to the first word that is none."""
    stretch = Stretch()
    behind_foot = begin
    for word in _WORD.finditer(folded, begin, stop):
        span = word.span()
        foot = _PAGE.match(folded, *span) or (_PAGE.match(folded, span[0], stop) if word.group() == "第" else None)
        behind_foot = foot.end() if foot is not None else behind_foot
        if span[0] < behind_foot:
            continue
        is_figure = FIGURE.fullmatch(folded, *span) is not None
        if not is_figure:
            if stretch.cells and stretch.cells[-1][1] and _COUNTS.match(folded, *span):
                stretch.cells.pop()
                stretch.figures -= 1
                break
            if stretch.figures and _NEXT_SECTION.fullmatch(folded, *span):
                break
            opens = _OPENS_ROW.match(folded, *span) is not None or _LABELS_SUM.match(folded, span[0]) is not None
            if _PROSE.search(folded, *span) or (not opens and kept(folded, span) is None):
                break
            if stretch.cells and not stretch.cells[-1][1] and _ASIDE.fullmatch(folded, *span):
                stretch.cells[-1] = (stretch.cells[-1][0][0], span[1]), False  # 决算数 （万元）
                continue
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
