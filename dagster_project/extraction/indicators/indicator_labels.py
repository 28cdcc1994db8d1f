"""Indicators whose columns are labels in a running text: 二级指标：数量指标 三级指标：清淤山塘 指标值：≥12座 指标值确定依据：工作计划.

Here belongs cutting such a text into the cells of rows. What a row's cells say belongs to indicator_rows.py, tables to
indicator_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.indicators.indicator_rows import Row, indicators_of_row
from dagster_project.extraction.indicators.indicator_tables import CarriedClasses
from dagster_project.extraction.layout.tables import Cell
from dagster_project.extraction.records import Indicator
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.indicator_headers import header_role

_NAMED = ("三级指标：", "指标名称：")
_LABEL = re.compile(
    r"(?P<label>[一二三]级指标(?:名称)?|(?:绩效)?指标(?:名称|描述|说明|解释|内涵|性质)|(?:年度|绩效|预期|三级)?(?:指标|目标)值(?:(?:确定|设定|来源)?依据)?"
    r"|(?:全年|年度)?(?:实际)?完成(?:值|情况)|(?:度量|计量)单位|指标?(?:分值|权重|得分)|分值|权重|得分)："
)
_EDGES = "，。；、 \n"
_LONGEST_REST = 8  # characters that a broken line leaves before the next label
_ROW = frozenset({"name", "description", "operator", "target", "unit", "actual", "weight", "score", "basis"})


def find_labelled_indicators(report: Report) -> Iterator[Indicator]:
    """Return the indicators whose names and values have labels of their own in the text. Linear in its length."""
    text = report.text
    if not any(label in text for label in _NAMED):
        return
    classes, row = CarriedClasses(), Row()
    labels = list(_LABEL.finditer(text))
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        role = header_role(label.group("label"))
        cell = _cell(report, label.end(), following.start() if following is not None else len(text))
        if role in ("level1", "level2", "name"):
            yield from _read(report, row, classes)
            row = Row()
        if role in ("level1", "level2"):
            classes.take(cell.text if role == "level1" else "", cell.text if role == "level2" else "")
        elif role in _ROW and cell.text and (role == "name" or row.text("name")):
            row.cells.setdefault(role, cell)
    yield from _read(report, row, classes)


def _read(report: Report, row: Row, classes: CarriedClasses) -> Iterator[Indicator]:
    if row.text("name"):
        yield from indicators_of_row(report, row, classes.current(), classes.level1_label)


def _cell(report: Report, start: int, end: int) -> Cell:
    """Return what stands behind a label as a cell, without the marks around it; it ends with its line, but for a word's rest."""
    line = report.text.find("\n", start, end)
    if line >= 0 and end - line > _LONGEST_REST:
        end = line
    words = report.text[start:end]
    start += len(words) - len(words.lstrip(_EDGES))
    words = words.strip(_EDGES)
    if not words:
        return Cell(0, 0, start, start, "")
    return Cell(0, 0, *report.span(start, start + len(words)), words.replace("\n", ""))
