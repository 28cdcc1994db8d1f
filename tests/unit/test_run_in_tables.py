"""Tables of money that stand inside one line: text → (figure, measure, category, fund type, year) of each cell."""

from __future__ import annotations

import pytest
from report_of import records_of
from stated_amounts import Stated, stated

from dagster_project.extraction.records import Indicator, ProjectMention, Ratio

GENERAL, FUND = "general_public_budget", "government_fund"


TABLES = [
    pytest.param(
        "各乡镇支出进度如下： 单位名称 预算数 支出数 支出进度 青石镇 30 24 80% 大河乡 100 50 50% 合计 130 74 56.92% 从表中看，大河乡较慢。",
        [
            ("30", "budget_initial", None, None, None),
            ("24", "expenditure", None, None, None),
            ("100", "budget_initial", None, None, None),
            ("50", "expenditure", None, None, None),
            ("130", "budget_initial", None, None, None),
            ("74", "expenditure", None, None, None),
        ],
        id="words that head money open a table without the note of a unit",
    ),
    pytest.param(
        "项目资金分配表 县区名称 分配金额（万元） 备注 青石镇 280 大河乡 100 合计 380 三、监督电话",
        [(figure, "funding", None, None, None) for figure in ("280万元", "100万元", "380万元")],
        id="a sum behind its label is no code of an item",
    ),
    pytest.param(
        "项目名称 水闸更新 项目支出明细情况 支出内容 （经济科目） 计划支出数 实际支出数 燃料费 4.2 保险费 1.3 劳务费 6.5 支出合计 20 12 三、评价报告摘要",
        [
            ("4.2", "expenditure", None, None, None),
            ("1.3", "expenditure", None, None, None),
            ("6.5", "expenditure", None, None, None),
            ("20", "budget_initial", None, None, None),
            ("12", "expenditure", None, None, None),
        ],
        id="a table in a form, closed by its total",
    ),
    pytest.param(
        "经费控制情况 2021年决算数 2022年预算数 2022年决算数 三公经费 6.5 7 6.2 项目支出： 30 42 40 公用经费 9.5 9 8.8",
        [
            (figure, measure, category, None, year)
            for category, figures in (
                ("three_public", ("6.5", "7", "6.2")),
                ("project", ("30", "42", "40")),
                ("operating", ("9.5", "9", "8.8")),
            )
            for figure, (measure, year) in zip(
                figures, (("expenditure", 2021), ("budget_initial", 2022), ("expenditure", 2022)), strict=True
            )
        ],
        id="nothing heads the labels of the rows",
    ),
    pytest.param(
        "石桥县供销社2020年部门决算 收入支出决算总表 部门：石桥县供销社 金额单位：万元 收入 支出 项目 行次 金额 项目 行次 金额 "
        "栏次 1 栏次 2 一、一般公共预算财政拨款收入 1 210.5 一、教育支出 33 6.5 二、政府性基金预算财政拨款收入 2 0 "
        "二、国防支出 34 三、事业收入 3 8 二、收入决算情况说明 2020年收入合计218.5万元。",
        [
            ("210.5万元", "revenue", None, GENERAL, None),
            ("6.5万元", "expenditure", "other", None, None),
            ("0万元", "revenue", None, FUND, None),
            ("8万元", "revenue", None, "other", None),
            ("218.5万元", "revenue", None, None, 2020),
        ],
        id="a table of accounts with numbered rows, one of them blank",
    ),
    pytest.param(
        "“三公”经费支出表 单位：万元 项目 2021年预算数 2022年预算数 合计 9.0 7.5 公务接待费 2.0 1.5 公务用车 运行费 7.0 6.0 "
        "“三公”经费预算为 7.5 万元，比上年减少 1.5 万元。",
        [
            ("9.0万元", "budget_initial", "three_public", None, 2021),
            ("7.5万元", "budget_initial", "three_public", None, 2022),
            ("2.0万元", "budget_initial", "three_public", None, 2021),
            ("1.5万元", "budget_initial", "three_public", None, 2022),
            ("7.0万元", "budget_initial", "three_public", None, 2021),
            ("6.0万元", "budget_initial", "three_public", None, 2022),
            ("7.5万元", "budget_initial", "three_public", None, None),
            ("-1.5万元", "change", "three_public", None, None),
        ],
        id="a sentence behind the table is none of its rows",
    ),
    pytest.param(
        "一般公共预算支出表 单位：万元 科目编码 科目名称 合计 基本支出 项目支出 205 教育支出 30.5 20.5 10.0 20502 普通教育 30.5 20.5 10.0",
        [
            ("30.5万元", "budget_initial", "other", GENERAL, None),
            ("20.5万元", "budget_initial", "basic", GENERAL, None),
            ("10.0万元", "budget_initial", "project", GENERAL, None),
        ]
        * 2,
        id="the codes of budget items begin rows",
    ),
    pytest.param(
        "2022年行政经费表\n单位：万元\n项 目 合计 一般公共 预算 政府性基金 预算\n行政经费 31.5 30.0 1.5\n公务接待费 2.5 2.5 0.0\n",
        [
            ("31.5万元", "budget_initial", "operating", None, None),
            ("30.0万元", "budget_initial", "operating", GENERAL, None),
            ("1.5万元", "budget_initial", "operating", FUND, None),
            ("2.5万元", "budget_initial", "three_public", None, None),
            ("2.5万元", "budget_initial", "three_public", GENERAL, None),
            ("0.0万元", "budget_initial", "three_public", FUND, None),
        ],
        id="header words parted by a blank",
    ),
    pytest.param(
        "历年支出情况表\n单位：万元\n项目 2019 2020 2021\n教育支出 11 12 13\n住房保障支出 4 5 6\n",
        [
            (f"{number}万元", "expenditure", "other", None, year)
            for numbers in ((11, 12, 13), (4, 5, 6))
            for number, year in zip(numbers, (2019, 2020, 2021), strict=True)
        ],
        id="bare years over the columns",
    ),
    pytest.param(
        "2021年部门支出表\n单位：万元 项 目 预 算 数 决 算 数 合 计 65.0 64.8 教育支出 60.0 59.8\n",
        [
            ("65.0万元", "budget_initial", None, None, None),
            ("64.8万元", "expenditure", None, None, None),
            ("60.0万元", "budget_initial", "other", None, None),
            ("59.8万元", "expenditure", "other", None, None),
        ],
        id="words whose characters stand apart",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables_inside_a_line(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


def test_a_row_names_the_year_and_stage_of_its_figures() -> None:
    text = "“三公”经费决算表\n单位：万元\n项目\t因公出国费\t公务接待费\n2020年度预算数\t0\t3\n2019年度决算数\t0\t2\n"
    assert [amount[1:] for amount in stated(text)] == [
        ("budget_initial", "three_public", None, 2020),
        ("budget_initial", "three_public", None, 2020),
        ("expenditure", "three_public", None, 2019),
        ("expenditure", "three_public", None, 2019),
    ]


def test_rows_named_by_years_need_no_unit_and_a_row_of_rates_holds_no_money() -> None:
    cells = [
        "年度",
        "合计",
        "因公出国（境）经费",
        "公务接待费",
        "公车购置及运行维护费",
        "合计",
        "车辆购置",
        "车辆运行",
        "2020年",
        "84",
        "4",
        "20",
        "60",
        "12",
        "48",
        "2021年",
        "70",
        "0",
        "18",
        "52",
        "0",
        "52",
        "2021年比2020年增减%",
        "-16.67",
        "-100",
        "-10",
        "-13.33",
        "-100",
        "8.33",
    ]
    text = (
        "青石县一般公共预算安排“三公”经费如下。\n2021年决算数与2020年决算数对比情况\n" + "\n|\n".join(cells) + "\n|\n"
    )
    expected = [
        (number, "expenditure", "three_public", GENERAL, year)
        for year, numbers in ((2020, "84 4 20 60 12 48"), (2021, "70 0 18 52 0 52"))
        for number in numbers.split(" ")
    ]
    assert stated(text) == expected
    found = records_of(text)
    rates = [record for record in found if isinstance(record, Ratio)]
    assert [(float(rate.number), rate.measure) for rate in rates] == [
        (rate, "change_rate") for rate in (-16.67, -100, -10, -13.33, -100, 8.33)
    ]


def test_a_label_spelt_out_with_blanks_is_one_cell() -> None:
    text = "青石县2020年“三公”经费决算情况表 （单位：万元） 项 目 预算数 决算数 合 计 47.00 41.30 公务接待费 12.00 9.5 公务用车运行费 35.00 31.8 二、说明"
    assert [(number, measure) for number, measure, *_ in stated(text)] == [
        ("47.00万元", "budget_initial"), ("41.30万元", "expenditure"),
        ("12.00万元", "budget_initial"), ("9.5万元", "expenditure"),
        ("35.00万元", "budget_initial"), ("31.8万元", "expenditure"),
    ]  # fmt: skip


def test_the_next_section_is_no_row_of_a_form_run_into_one_line() -> None:
    text = (
        "青石县水务局 项目支出绩效自评报告 项目名称：冷水河堤防加固工程 评价年度：2023年 主管部门（公章）：青石县水务局 一、资金使用情况 单位：万元 "
        "资金来源 计划投入 实际到位 到位率 实际支出 支出率 结转 中央财政资金 260.00 260.00 100% 247.00 95.00% 13.00 "
        "省级财政资金 84.50 83.18 98.44% 83.18 100% 0 合计 344.50 343.18 99.62% 330.18 96.21% 13.00 "
        "二、绩效指标完成情况 一级指标 二级指标 三级指标 预期指标值 完成情况 自评分 产出指标 数量指标 加固堤防 3.7公里 3.6公里 14"
    )
    planned, received, spent, left = "funding", "funds_received", "expenditure", "carryover"
    assert [(number, measure) for number, measure, *_ in stated(text)] == [
        ("260.00万元", planned), ("260.00万元", received), ("247.00万元", spent), ("13.00万元", left),
        ("84.50万元", planned), ("83.18万元", received), ("83.18万元", spent), ("0万元", left),
        ("344.50万元", planned), ("343.18万元", received), ("330.18万元", spent), ("13.00万元", left),
    ]  # fmt: skip
    records = records_of(text)
    assert [r.project_name for r in records if isinstance(r, ProjectMention)] == ["冷水河堤防加固工程"]
    assert [r.indicator_name for r in records if isinstance(r, Indicator)] == ["加固堤防"]
