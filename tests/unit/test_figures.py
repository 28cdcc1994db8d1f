"""Figures: text → (kind, number, unit, operator)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.words.figures import Figure, find_figures


def figures(text: str) -> list[Figure]:
    return find_figures(outline(text).view.text)


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit", "operator"),
    [
        ("支出12.5万元", "money", "12.5", "万元", "="), ("支出1 205 600元", "money", "1205600", "元", "="),
        ("支出.56万元", "money", "0.56", "万元", "="), ("增加（-5.6）万元", "money", "-5.6", "万元", "="),
        ("支出8,\n795.61万元", "money", "8795.61", "万元", "="), ("收入合计3.\n5万元", "money", "3.5", "万元", "="),
        ("支出3亿元", "money", "3", "亿元", "="), ("补助800元/户", "money", "800", "元/户", "="), ("标准600元/人·月", "money", "600", "元/人·月", "="), ("标准90元/人/月", "money", "90", "元/人/月", "="),
        ("不超过5万元", "money", "5", "万元", "<="),
        ("单价50万元以上", "money", "50", "万元", ">="), ("补助80万元以上共计", "money", "80", "万元", "="), ("率95%", "percent", "95", "%", "="), ("率≥95%", "percent", "95", "%", ">="),
        ("不低于百分之九十", "percent", "90", "%", ">="), ("上升1.2个百分点", "percent", "1.2", "个百分点", "="),
        ("控制在10%以内", "percent", "10", "%", "<="), ("率高于90%", "percent", "90", "%", ">"), ("率低于3%", "percent", "3", "%", "<"),
        ("得分96.5分", "points", "96.5", "分", "="), ("培训6次", "count", "6", "次", "="), ("培训十二次", "count", "12", "次", "="),
        ("惠及3.2万人", "count", "3.2", "万人", "="), ("至少2场", "count", "2", "场", ">="), ("少于4起", "count", "4", "起", "<"),
        ("2021年度", "year", "2021", "年", "="),
    ],
)  # fmt: skip
def test_a_figure_has_kind_unit_and_operator(text: str, kind: str, number: str, unit: str, operator: str) -> None:
    [figure] = figures(text)
    assert (figure.kind, figure.number, figure.unit, figure.operator) == (kind, Decimal(number), unit, operator)


@pytest.mark.parametrize("text", ["培训100余人次", "培训30多场", "投入3万多元"])
def test_duo_and_yu_say_more_than(text: str) -> None:
    assert figures(text)[0].more


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("完成90%-95%", 90, 95, "%"), ("举办3至5场", 3, 5, "场"), ("80—90分", 80, 90, "分")],
)
def test_a_range_has_two_ends(text: str, low: int, high: int, unit: str) -> None:
    [figure] = [f for f in figures(text) if f.high is not None] or [figures(text)[0]]
    assert (figure.number, figure.high, figure.operator, figure.unit) == (low, high, "between", unit)


@pytest.mark.parametrize(
    ("text", "year"), [("2021年3月5日", 2021), ("3月底", None), ("2021-03-05", 2021), ("二〇二一年三月", 2021)]
)
def test_dates_are_no_quantities(text: str, year: int | None) -> None:
    [figure] = figures(text)
    assert (figure.kind, figure.year) == ("date", year)


@pytest.mark.parametrize(
    "text", ["青财〔2021〕16号", "第十二中学", "一般公共预算", "三农工作", "分为", "一是", "扩建二人医分院"]
)
def test_document_numbers_and_words_are_no_figures(text: str) -> None:
    assert figures(text) == []
