"""How figures are printed and exported: nulls are no zeros, and no text becomes a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from dagster_project.exports.spreadsheet_text import inert
from dashboard import charts, figures
from dashboard.charts import Series
from dashboard.exports import csv_lines, workbook
from dashboard.server import is_local


def test_money_is_told_in_wan():
    assert figures.wan(Decimal("12345678.90")) == "1,234.57"
    assert figures.wan(0) == "0.00"
    assert figures.wan(None) is None


def test_figures_keep_what_was_stated():
    assert [figures.plain(value) for value in (5.0, 0.25, Decimal("95.5800"), 1e-7, 100, None)] == [
        "5",
        "0.25",
        "95.58",
        "0.0000001",
        "100",
        None,
    ]
    assert figures.percent(95.576) == "95.58%"
    assert (figures.percent(None), figures.count(None)) == (None, None)
    assert figures.count(1234.0) == "1,234"


def test_moments_are_told_in_chinas_time():
    assert figures.moment("2026-01-31T17:30:00+00:00") == "2026-02-01 01:30"
    assert figures.moment("unknown") == "unknown"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "  =1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_text(text):
    assert inert(text) == f"'{text}"


def test_everything_else_stays():
    assert [inert(value) for value in ("甲=乙", "", None, -5, Decimal("-1.5"))] == [
        "甲=乙",
        "",
        None,
        -5,
        Decimal("-1.5"),
    ]


def test_a_workbook_holds_text_numbers_and_days():
    content = workbook(
        "甲",
        [("message", "说明"), ("n", "数"), ("d", "日")],
        [["=1+1", Decimal("1.5"), date(2024, 1, 2)], ["", None, None]],
    )
    cells = openpyxl.load_workbook(content).active
    assert next([cell.value for cell in row] for row in cells.iter_rows()) == ["说明", "数", "日"]
    assert (cells["A2"].value, cells["A2"].data_type) == ("=1+1", "s")
    assert (cells["B2"].value, cells["C2"].value.date()) == (1.5, date(2024, 1, 2))
    assert cells["A3"].value is None


def test_csv_has_a_head_and_inert_cells():
    assert "".join(csv_lines([("a", "甲")], [["=1"], ["乙"]])) == "甲\r\n'=1\r\n乙\r\n"
    assert "".join(csv_lines([("a", "甲")], [])) == "甲\r\n"


def test_a_chart_without_figures_has_no_rows():
    assert charts.bars("t", ["2023"], [Series("s", [None])], head="h").rows == ()
    drawn = charts.bars("t", ["2023", "2024"], [Series("s", [Decimal("1.5"), None])], head="h", links=["/a", "/b"])
    assert drawn.rows == (("2023", "1.50"), ("2024", None))
    assert drawn.option["series"][0]["data"] == [1.5, None]


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("example.org", False),
    ],
)
def test_which_addresses_are_local(host, local):
    assert is_local(host) is local
