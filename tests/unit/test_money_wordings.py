"""Sums of money as reports word them: text → (number, unit) of each, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.records import Amount, ReadingWarning
from dagster_project.extraction.words.figures import MONEY, find_figures
from dagster_project.vocabulary import seed


def money(text: str) -> list[tuple[str, str]]:
    figures = find_figures(outline(text).view.text)
    return [(str(figure.number), figure.unit) for figure in figures if figure.kind == MONEY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出10万8千元。", [("108000", "元")]), ("支出1亿2000万元。", [("120000000", "元")]), ("支出35万8000元。", [("358000", "元")]),
        ("补助三十五万八千元。", [("358000", "元")]), ("支出二百三十六点五万元。", [("236.5", "万元")]), ("约二十余万元。", [("20", "万元")]),
        ("补助五百元用于取暖。", [("500", "元")]), ("补助2千余元。", [("2", "千元")]), ("投入6.8个亿。", [("6.8", "亿")]),
        ("投入资金300万用于修路。", [("300", "万")]), ("投入300万资金。", [("300", "万")]), ("省级5万，市级3万。", [("5", "万"), ("3", "万")]),
        ("预算￥12,345.60，已付¥800。", [("12345.60", "元"), ("800", "元")]), ("资金98.6（万元）。", [("98.6", "万元")]),
        ("全年预算数（万元）：98.6。", [("98.6", "万元")]), ("金额（元）：50000。", [("50000", "元")]),
        ("支出1 243.57万元。", [("1243.57", "万元")]), ("余510 .20元。", [("510.20", "元")]), ("支出3 5 0 . 5万元。", [("350.5", "万元")]),
        ("三处分别为100、200、300万元。", [("100", "万元"), ("200", "万元"), ("300", "万元")]),
        ("依次为12.5、13和14.2万元。", [("12.5", "万元"), ("13", "万元"), ("14.2", "万元")]), ("增加-5.6万元。", [("-5.6", "万元")]),
    ],
)  # fmt: skip
def test_a_sum_is_read_as_worded(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(Decimal(n), unit) for n, unit in money(text)] == [(Decimal(n), unit) for n, unit in expected]


@pytest.mark.parametrize(
    "text",
    [
        "支出数千万元。", "支出几十万元。", "投入上百万元。", "三元村修路。", "多元化投入。", "千亿元级产业。", "阅读量达300万。", "惠及3万的农户。", "表12（万元）",
        "2023（万元）", "预算数（万元） 1 2 3", "覆盖5万平方米。",
    ],
)  # fmt: skip
def test_what_counts_nothing_or_no_money_is_no_sum(text: str) -> None:
    assert money(text) == []


@pytest.mark.parametrize("row", seed("currencies"), ids=lambda row: row["word"])
def test_money_of_another_currency_is_a_warning_and_no_amount(row: dict[str, str]) -> None:
    text = f"青禾县商务局2021年工作总结\n\n全年{row['example']}，支出5万元。"
    records = records_of(text)
    assert [str(record.number) for record in records if isinstance(record, Amount)] == ["5"]
    [warning] = [record for record in records if isinstance(record, ReadingWarning)]
    assert (warning.kind, text[warning.char_start : warning.char_end] in row["example"]) == ("foreign_currency", True)
