"""Blocks of indicators inside tables: the rows whose figures belong to indicators, and the cells beside them that speak of money.

Here belongs where such a block begins and ends. What its cells are belongs to indicator_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import MONEY, find_figures
from dagster_project.extraction.words.money_values import states_values, sum_in

_INDICATOR_HEAD = re.compile(r"(?:一级|二级|三级)(?:指标|目标)|指标名称|指标值|指标内容")
# 评价指标 | 分值 | 评分标准 | 自评得分: a table of points alone
_JUDGED = re.compile(r"(?:评价|考核|绩效|自评|评分)?(?:指标|内容|项目|要素)(?:名称)?|[一二三]级指标")
_FULL_POINTS = re.compile(r"(?:标准|指标|权重|满)?分值?(?:（分）)?|权重")
_POINTS = re.compile(r"(?:自评|评价|实际|考核|单位自评)?(?:得分|评分|打分)(?:（分）)?")
_LONGEST_HEAD = 9  # characters of what the three patterns above match
_NEXT_FORM = re.compile(r"项目名称|年度资金总额|项目资金.*")
_FORM_OPENS = ("项目", "年度")


def indicator_blocks(report: Report) -> dict[int, set[int]]:
    """Return the rows of each table's indicator block, by the table's first piece."""
    return {table.first: indicator_rows(table) for table in report.tables}


def indicator_rows(table: Table) -> set[int]:
    """Return the rows of a table's indicator block: from its header to the table's end or to a row of totals."""
    rows: set[int] = set()
    inside = False
    for number, row in enumerate(table.rows):
        heads = [cell for cell in row if ("指标" in cell.text or "级目标" in cell.text) and len(cell.text) <= 16]
        named = sum(_INDICATOR_HEAD.search(cell.text) is not None for cell in heads)
        short = [cell.text for cell in row if len(cell.text) <= _LONGEST_HEAD]
        judged = any("分" in text for text in short) and all(
            any(part.fullmatch(text) for text in short) for part in (_POINTS, _FULL_POINTS, _JUDGED)
        )
        if named >= 2 or judged:
            inside = True
        elif inside and any(c.text.startswith(_FORM_OPENS) and _NEXT_FORM.fullmatch(c.text) for c in row):
            inside = False
        if inside:
            rows.add(number)
    return rows


def money_cells(report: Report) -> Iterator[Cell]:
    """Yield the cells outside indicator blocks whose sentences speak of money."""
    for table in report.tables:
        skip = report.once(indicator_blocks)[table.first]
        for number, row in enumerate(table.rows):
            if number in skip:
                continue
            for cell in row:
                if len(cell.text) < 8 or "元" not in cell.text or sum_in(cell.text) or states_values(cell.text):
                    continue
                if any(figure.kind == MONEY for figure in find_figures(cell.text)):
                    yield cell
