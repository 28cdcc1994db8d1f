"""Amounts in tables: text → (figure with unit, basis of the unit, measure, category, fund type, fund level)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, Ratio

Cell = tuple[str, str | None, str | None, str | None, str | None, str | None]


def amounts(text: str) -> list[Amount]:
    return sorted((r for r in records_of(text) if isinstance(r, Amount)), key=lambda amount: amount.value_start)


def cells(text: str) -> list[Cell]:
    return [
        (f"{a.number}{a.unit or ''}", a.unit_basis, a.measure, a.category, a.fund_type, a.fund_level)
        for a in amounts(text)
    ]


LIST = "收支表\n单位：万元\n科目\t年初预算数\t决算数\n基本支出\t30\t28\n项目支出\t12\t11.5\n合计\t42\t39.5\n"
HTML = "<table><tr><td>科目</td><td>年初预算数（元）</td><td>决算数（元）</td></tr><tr><td>基本支出</td><td>300</td><td>280</td></tr></table>"
FORM = "项目名称\t堤防加固项目\n预算数：\t5万元\t执行数：\t4.8万元\n其中：财政资金\t5\t其他资金\t0\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LIST,
            [
                ("30万元", "table", "budget_initial", "basic", None, None), ("28万元", "table", "expenditure", "basic", None, None),
                ("12万元", "table", "budget_initial", "project", None, None), ("11.5万元", "table", "expenditure", "project", None, None),
                ("42万元", "table", "budget_initial", None, None, None), ("39.5万元", "table", "expenditure", None, None, None),
            ],
        ),
        (
            LIST.replace("\t", "|").replace("\n", "|\n|").replace("收支表|\n|单位：万元|\n|", "收支表\n单位：万元\n|").rstrip("|"),
            [
                ("30万元", "table", "budget_initial", "basic", None, None), ("28万元", "table", "expenditure", "basic", None, None),
                ("12万元", "table", "budget_initial", "project", None, None), ("11.5万元", "table", "expenditure", "project", None, None),
                ("42万元", "table", "budget_initial", None, None, None), ("39.5万元", "table", "expenditure", None, None, None),
            ],
        ),
        (
            HTML,
            [("300元", "table", "budget_initial", "basic", None, None), ("280元", "table", "expenditure", "basic", None, None)],
        ),
        (
            "单位：万元\n科目 预算数 决算数\n基本支出 30 28\n",
            [("30万元", "table", "budget_initial", "basic", None, None), ("28万元", "table", "expenditure", "basic", None, None)],
        ),
        (
            "科目\t2021年决算\t\n\t一般公共预算（万元）\t政府性基金（万元）\n支出\t9\t2\n",
            [
                ("9万元", "table", "expenditure", None, "general_public_budget", None),
                ("2万元", "table", "expenditure", None, "government_fund", None),
            ],
        ),
        (
            "预算数：\t5万元\t执行数：\t4.8万元\n",
            [("5万元", "own", "budget_initial", None, None, None), ("4.8万元", "own", "expenditure", None, None, None)],
        ),
        ("预算数\t5万元\n预算数\t7\n", [("5万元", "own", "budget_initial", None, None, None), ("7万元", "same_cell", "budget_initial", None, None, None)]),
        ("预算数\t7\n", [("7", None, "budget_initial", None, None, None)]),
    ],
)  # fmt: skip
def test_headers_labels_and_captions_say_what_a_cell_is(text: str, expected: list[Cell]) -> None:
    assert cells(text) == expected


def test_what_a_form_calls_a_part_is_one() -> None:
    whole, _, fiscal, _ = amounts(FORM)
    assert fiscal.part_of_start == whole.value_start
    assert (fiscal.measure, fiscal.fund_level, fiscal.project_ordinal) == ("budget_initial", "fiscal", 1)


def test_a_value_behind_the_empty_cells_of_a_merged_label() -> None:
    text = "年度资金总额\t\t120万元\n其中：财政拨款\t\t100万元\n其他资金\t\t20万元\n"
    assert [cell[:1] + cell[4:] for cell in cells(text)] == [
        ("120万元", None, None),
        ("100万元", None, "fiscal"),
        ("20万元", "other", None),
    ]


def test_points_for_a_rate_are_no_rate_and_an_aside_in_a_header_changes_nothing() -> None:
    text = "单位：万元\n科目\t全年（调整）预算数\t全年执行数\t执行率（%）\t执行率权重\t得分（20分*执行率）\n总额\t50\t40\t80\t20\t16\n"
    assert [(a.measure, a.number) for a in amounts(text)] == [("budget_adjusted", 50), ("expenditure", 40)]
    assert [r.number for r in records_of(text) if isinstance(r, Ratio)] == [80]


def test_percentages_of_a_table_are_ratios() -> None:
    text = "单位：万元\n科目\t预算数\t执行数\t执行率\n修渠\t40\t38\t95%\n"
    assert [(r.measure, r.number) for r in records_of(text) if isinstance(r, Ratio)] == [("execution_rate", 95)]


@pytest.mark.parametrize("head", ["分值", "得分", "人数", "序号", "科目编码", "面积", "联系电话"])
def test_columns_of_other_things_hold_no_money(head: str) -> None:
    assert cells(f"单位：万元\n科目\t预算数\t决算数\t{head}\n修渠\t40\t38\t10\n")[2:] == []


def test_money_in_an_indicator_block_is_left_to_the_indicators() -> None:
    text = "一级指标\t二级指标\t三级指标\t指标值\n成本指标\t经济成本指标\t修渠费用\t≤5万元\n"
    assert [r.table for r in records_of(text) if r.table in ("amount", "indicator")] == ["indicator"]


def test_a_sentence_in_a_cell_is_read_as_one() -> None:
    text = "说明\t本年安排专项资金预算5万元，实际支出4万元。\n"
    assert [(a.number, a.measure) for a in amounts(text)] == [(5, "budget_initial"), (4, "expenditure")]


def test_a_long_code_beside_a_money_label_is_no_sum() -> None:
    text = "单位：元\n项目名称\t装备购置经费\n本年度预算金额\t330000250000000012345\n项目总额\t52000.00\n"
    assert [a.number for a in amounts(text)] == [52000]


@pytest.mark.parametrize("row", ["合计 | 43 | 39 | 20", "公务用车购置 | 31013 |"])
def test_a_sum_of_posts_and_the_code_of_an_item_are_no_money(row: str) -> None:
    assert amounts(f"| 单位名称 | 编制人数 | 在职人数 | 退休人数 |\n| {row} |\n") == []


@pytest.mark.parametrize(
    "total",
    [
        "合计\t30\t27\t25\t92.6%\t\t",
        "合计\t30\t27\t25\t92.6%",
        "合计\t\t30\t27\t25\t92.6%\t",
        "\t合计\t30\t27\t25\t92.6%\t",
    ],
)
def test_a_total_whose_empty_cells_were_lost_stands_under_its_columns(total: str) -> None:
    text = f"单位：万元\n序号\t项目名称\t年初预算数\t全年预算数\t全年执行数\t执行率\t自评得分\n1\t苗圃养护\t30\t27\t25\t92.6%\t95\n{total}\n"
    found = [(a.number, a.measure) for a in amounts(text) if a.label == "合计"]
    assert found == [(30, "budget_initial"), (27, "budget_adjusted"), (25, "expenditure")]


def test_a_count_of_projects_beside_a_total_does_not_move_its_figures() -> None:
    text = "单位：万元\n序号\t项目名称\t年初预算数\t执行数\n1\t苗圃养护\t30\t27\n合计\t1\t30\t27\n"
    found = [(a.number, a.measure) for a in amounts(text) if a.label == "合计" and a.measure is not None]
    assert found == [(30, "budget_initial"), (27, "expenditure")]


def test_the_name_of_a_block_says_the_unit_of_its_columns() -> None:
    text = (
        "预算执行情况（万元）（20分）\t\t预算数（A）\t执行数（B）\t执行率\n\t年度财政资金总额\t36.00\t31.50\t87.50%\n"
    )
    assert [(a.number, a.unit, a.unit_basis) for a in amounts(text)] == [
        (36, "万元", "table"),
        (Decimal("31.5"), "万元", "table"),
    ]
