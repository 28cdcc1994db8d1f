"""Tables: their rows, captions and units."""

from __future__ import annotations

import pytest
from report_of import report_of

ROWS = "项目\t预算数\n修渠\t5\n"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (f"收支表\n单位：万元\n{ROWS}", "万元"),
        (f"金额单位：元\n{ROWS}", "元"),
        (f"单位：人民币（亿元）\n{ROWS}", "亿元"),
        ("项目\t预算数（万元）\n修渠\t5\n", "万元"),
        ("项目\t金额单位：元\n修渠\t5\n", "元"),
        (ROWS, None),
    ],
)
def test_a_table_has_the_unit_of_its_caption_or_head(text: str, unit: str | None) -> None:
    [table] = report_of(text).tables
    assert table.unit == unit


def test_a_caption_is_the_short_text_above() -> None:
    report = report_of(f"{'县水务局负责全县供水。' * 9}\n项目收支表\n{ROWS}")
    assert [report.outline.text(piece) for piece in report.tables[0].caption] == ["项目收支表"]


def test_text_between_rows_parts_tables() -> None:
    assert len(report_of(f"{ROWS}说明如下。\n{ROWS}").tables) == 2


def test_cells_lead_back_to_the_text() -> None:
    text = "项目\t预算 数\n修　渠\t１２\n"
    [table] = report_of(text).tables
    assert [[cell.text for cell in row] for row in table.rows] == [["项目", "预算数"], ["修渠", "12"]]
    cell = table.rows[1][1]
    assert text[cell.start : cell.end] == "１２"
    start, end = table.row_span(1)
    assert text[start:end] == "修　渠\t１２"
