"""Tables of budgets and accounts that lost their shape: text → (figure, measure, category, fund type, year) of each cell."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.layout.table_columns import paths_over
from dagster_project.extraction.records import Amount, ProjectMention, Ratio

Stated = tuple[str, str | None, str | None, str | None, int | None]
GENERAL, FUND = "general_public_budget", "government_fund"
LINES = "收入支出决算总表\n\n单位：万元\n\n收入\n\n支出\n\n项目\n\n行次\n\n金额\n\n项目\n\n行次\n\n金额\n\n栏次\n\n1\n\n栏次\n\n2\n\n一、一般公共预算财政拨款收入\n\n1\n\n310.2\n\n一、教育支出\n\n31\n\n298.7\n\n二、政府性基金预算财政拨款收入\n\n2\n\n0\n\n二、国防支出\n\n32\n\n0\n"
PIPES = "青石县2021年“三公”经费决算表 | ||||\n单位：万元 | ||||\n项目 | 上年决算数 | 本年决算数 | 比上年增、减情况 | |\n增、减金额 | 增、减幅度 | |||\n合计 | 50 | 45 | -5 | -10% |\n1.公务接待费 | 20 | 18 | -2 | -10% |\n"
SPACED = "“三公”经费支出决算表\n单位：万元\n预算数  决算数\n合计  公务用车购置及运行维护费  公务接待费  合计  公务用车购置及运行维护费  公务接待费\n小计  公务用车购置费  公务用车运行维护费  小计  公务用车购置费  公务用车运行维护费\n1  2  3  4  5  6  7  8  9  10\n7  5  0  5  2  6.5  5  0  5  1.5\n"
CODED = "支出决算表\n单位：万元\n项目  本年支出合计  基本支出  项目支出\n科目编码  科目名称\n合计  91.4  80  11.4\n20129  群众团体事务  91.4  80  11.4\n"
RUN_IN = "“三公”经费支出决算表 部门：青石县统计局 单位：万元 预算数 决算数 合计 公务用车购置及运行维护费 公务接待费 合计 公务用车购置及运行维护费 公务接待费 小计 购置费 运行维护费 小计 购置费 运行维护费 1 2 3 4 5 6 7 8 9 10 7.5 5.1 0 5.1 2.4 6.5 5.0 0 5.0 1.5"
RUN_IN_CHANGE = "青石县2020年“三公”经费决算表 单位：万元 项目 上年决算数 本年决算数 比上年增减情况 增减金额 增减幅度 合计 50.5 45.5 -5 -9.9% 公务接待费 20 18 -2 -10%"
PIPE_LINES = "2020年“三公”经费支出预算表\n单位:万元\n项 目\n|\n预 算 数\n|\n合 计\n|\n3.6\n|\n公务接待费\n|\n0.6\n|\n公务用车运行费\n|\n3\n|\n"


def records(text: str) -> list[Amount | Ratio]:
    found = records_of(text)
    return sorted((r for r in found if isinstance(r, Amount | Ratio)), key=lambda record: record.value_start)


def stated(text: str) -> list[Stated]:
    return [
        (f"{a.number}{a.unit or ''}", a.measure, a.category, a.fund_type, a.fiscal_year)
        for a in records(text)
        if isinstance(a, Amount)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            LINES,
            [
                ("310.2万元", "revenue", None, GENERAL, None),
                ("298.7万元", "expenditure", "other", None, None),
                ("0万元", "revenue", None, FUND, None),
                ("0万元", "expenditure", "other", None, None),
            ],
            id="a cell a line, two tables side by side",
        ),
        pytest.param(
            PIPES,
            [
                ("50万元", "expenditure", "three_public", None, 2020), ("45万元", "expenditure", "three_public", None, None),
                ("-5万元", "change", "three_public", None, None), ("20万元", "expenditure", "three_public", None, 2020),
                ("18万元", "expenditure", "three_public", None, None), ("-2万元", "change", "three_public", None, None),
            ],
            id="rows that end in pipes, a header in two levels",
        ),
        pytest.param(
            SPACED,
            [(f"{n}万元", "budget_initial", "three_public", None, None) for n in (7, 5, 0, 5, 2)]
            + [(f"{n}万元", "expenditure", "three_public", None, None) for n in (6.5, 5, 0, 5, 1.5)],
            id="figures alone under a header in three levels",
        ),
        pytest.param(
            RUN_IN,
            [(f"{n}万元", "budget_initial", "three_public", None, None) for n in ("7.5", "5.1", "0", "5.1", "2.4")]
            + [(f"{n}万元", "expenditure", "three_public", None, None) for n in ("6.5", "5.0", "0", "5.0", "1.5")],
            id="three levels of a header and the numbers of the columns on one line",
        ),
        pytest.param(
            RUN_IN_CHANGE,
            [
                ("50.5万元", "expenditure", "three_public", None, 2019), ("45.5万元", "expenditure", "three_public", None, None),
                ("-5万元", "change", "three_public", None, None), ("20万元", "expenditure", "three_public", None, 2019),
                ("18万元", "expenditure", "three_public", None, None), ("-2万元", "change", "three_public", None, None),
            ],
            id="a head over the amount and the rate of change on one line",
        ),
        pytest.param(
            CODED,
            [
                ("91.4万元", "expenditure", None, None, None), ("80万元", "expenditure", "basic", None, None),
                ("11.4万元", "expenditure", "project", None, None), ("91.4万元", "expenditure", "other", None, None),
                ("80万元", "expenditure", "basic", None, None), ("11.4万元", "expenditure", "project", None, None),
            ],
            id="codes before the names, a total without one",
        ),
        pytest.param(
            PIPE_LINES,
            [(f"{n}万元", "budget_initial", "three_public", None, None) for n in ("3.6", "0.6", "3")],
            id="a pipe on its own line behind each cell",
        ),
        pytest.param(
            "某局部门预算\n单位：万元\n|\n项 目\n|\n合计\n|\n一般公共\n预算\n|\n政府性基金\n预算\n|\n公务接待费\n|\n3\n|\n2\n|\n1\n|\n部门预算说明。",
            [("3万元", "budget_initial", "three_public", None, None), ("2万元", "budget_initial", "three_public", GENERAL, None), ("1万元", "budget_initial", "three_public", FUND, None)],
            id="cells of two lines between pipes, in a budget",
        ),
        pytest.param(
            "项目 | 2019年决算（万元） |\n公务接待费 | 1.5 |\n其中：外事接待费 | 0 |\n",
            [("1.5万元", "expenditure", "three_public", None, 2019), ("0万元", "expenditure", "three_public", None, 2019)],
            id="the unit and the year in the header",
        ),
    ],
)  # fmt: skip
def test_tables_without_their_shape(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


TWO_SIDED = "财政拨款收支总表\n单位：万元\n项 目 预算数 项 目 合计 一般公共预算 政府性基金预算\n一、本年收入 80.5 一、本年支出 80.5 75.5 5.0\n二、上年结转 0 二、结转下年\n"
COMPARED = "一般公共预算支出表\n单位：万元\n功能分类科目 2021年执行数 2022年预算数 2022年预算数比2021年执行数\n科目编码 科目名称 小计 基本支出 项目支出 增减额 增减%\n201 一般公共服务支出 61.2 64.8 56.8 8.0 3.6 5.88\n"
ECONOMIC = "一般公共预算基本支出表 单位：万元 经济分类科目 2023年基本支出 科目编码 科目名称 合计 人员经费 公用经费 合计 48.6 42.1 6.5 301 工资福利支出 42.1 42.1 0.0 30201 办公费 6.5 0.0 6.5"
LISTED = "项目支出预算表 单位：万元 项目名称 合计 一般公共预算 政府性基金 合计 36.0 31.0 5.0 库房修缮项目 26.0 21.0 5.0 查档窗口改造项目 10.0 10.0 0.0"
UNLABELLED = "收入预算表 单位：元 总计 上年结转 一般公共预算 单位资金 8,214.6 0 8,214.6 0"


def test_tables_of_budgets() -> None:
    planned = "budget_initial"
    assert stated(TWO_SIDED) == [
        ("80.5万元", planned, None, None, None), ("80.5万元", planned, None, None, None),
        ("75.5万元", planned, None, GENERAL, None), ("5.0万元", planned, None, FUND, None), ("0万元", "carryover", None, None, None),
    ]  # fmt: skip
    assert stated(COMPARED) == [
        ("61.2万元", "expenditure", "other", GENERAL, 2021), ("64.8万元", planned, "other", GENERAL, 2022),
        ("56.8万元", planned, "basic", GENERAL, 2022), ("8.0万元", planned, "project", GENERAL, 2022),
        ("3.6万元", "change", "other", GENERAL, 2022),
    ]  # fmt: skip
    assert [(figure, category) for figure, _, category, _, _ in stated(ECONOMIC)] == [
        ("48.6万元", "basic"), ("42.1万元", "personnel"), ("6.5万元", "operating"), ("42.1万元", "personnel"),
        ("42.1万元", "personnel"), ("0.0万元", "personnel"), ("6.5万元", "other"), ("0.0万元", "personnel"), ("6.5万元", "operating"),
    ]  # fmt: skip
    assert [(figure, category, fund) for figure, _, category, fund, _ in stated(LISTED)] == [
        ("36.0万元", "project", None), ("31.0万元", "project", GENERAL), ("5.0万元", "project", FUND), ("26.0万元", None, None),
        ("21.0万元", None, GENERAL), ("5.0万元", None, FUND), ("10.0万元", None, None), ("10.0万元", None, GENERAL), ("0.0万元", None, FUND),
    ]  # fmt: skip
    assert [(figure, measure, fund) for figure, measure, _, fund, _ in stated(UNLABELLED)] == [
        ("8214.6元", planned, None), ("0元", "carryover", None), ("8214.6元", planned, GENERAL), ("0元", planned, "other"),
    ]  # fmt: skip


def test_a_side_whose_cells_are_blank_leaves_the_other_its_heads() -> None:
    head = "财政拨款收支总表 单位：万元 收入 支出 项目 预算数 项目 合计 一般公共预算 政府性基金预算 "
    rows = "一、本年收入 78.5 一、本年支出 78.5 78.5 政府性基金 国防支出 卫生健康支出 5.9 5.9 二、结转下年 收入总计 78.5 支出总计 78.5 78.5"
    sides = [(figure, category, fund) for figure, _, category, fund, _ in stated(head + rows)]
    assert sides == [
        ("78.5万元", None, None), ("78.5万元", None, None), ("78.5万元", None, GENERAL), ("5.9万元", "other", None),
        ("5.9万元", "other", GENERAL), ("78.5万元", None, None), ("78.5万元", None, None), ("78.5万元", None, GENERAL),
    ]  # fmt: skip
    pipes = head.removesuffix(" ").replace("单位：万元 收入 支出 ", "\n单位：万元 | |\n").replace(" ", " | ") + " | |\n"
    pipes += "一、本年收入 | 78.5 | 一、本年支出 | 78.5 | 78.5 | |\n卫生健康支出 | 5.9 | 5.9 | | | |\n二、上年结转 | 二、结转下年 | | |\n"
    assert [fund for _, _, _, fund, _ in stated(pipes)] == [None, None, GENERAL, None, GENERAL]
    assert not [r for r in records_of(pipes) if isinstance(r, ProjectMention)]


def test_a_table_of_one_coded_row() -> None:
    text = "一般公共预算支出表 单位：万元 支出功能分类科目 2025年预算数 科目编码 科目名称 合计 基本支出 项目支出 201 一般公共服务支出 59.2 47.2 12.0"
    assert [(figure, category) for figure, _, category, _, _ in stated(text)] == [
        ("59.2万元", "other"), ("47.2万元", "basic"), ("12.0万元", "project"),
    ]  # fmt: skip


def test_blank_rows_of_a_table_are_none_of_its_header() -> None:
    text = "2020年“三公”经费预算表\n单位：万元 |\n项目 |\n2020年预算数 |\n上年预算数 |\n增幅（%） |\n合计 |\n因公出国（境）费 |\n公务接待费 |\n8.5 |\n8.5 |\n0 |\n公务用车购置费 |\n25 |\n0 |\n"
    planned = ("budget_initial", "three_public", None)
    assert stated(text) == [
        ("8.5万元", *planned, 2020), ("8.5万元", *planned, 2019), ("25万元", *planned, 2020), ("0万元", *planned, 2019),
    ]  # fmt: skip
    assert [(r.measure, r.number) for r in records(text) if isinstance(r, Ratio)] == [("change_rate", 0)]


def test_rates_under_a_lost_header() -> None:
    rates = [(r.measure, str(r.number)) for r in records(PIPES) if isinstance(r, Ratio)]
    assert rates == [("change_rate", "-10"), ("change_rate", "-10")]


def test_a_figure_of_an_account_that_no_header_places_is_kept() -> None:
    text = "支出情况表\n单位：万元\n科目\t基本支出\t项目支出\n行政运行\t30\t0\t8.4\n"
    assert ("8.4万元", "expenditure", "other", None, None) in stated(text)


def test_two_sums_of_a_coded_row_under_a_single_head_are_kept() -> None:
    text = "单位：万元\n名称            上缴收入\n科目编码\n一、 合计 318.64 318.64\n"
    assert [figure for figure, *_ in stated(text)] == ["318.64万元", "318.64万元"]


@pytest.mark.parametrize(
    "text",
    [
        "单位：万元\n指标名称\t分值\t得分\n完成率\t10\t9.8\n",
        "基本情况表\n在职人数\n12\n退休人数\n4\n车辆\n2\n",
        "2020年“三公”经费情况表\n单位：万元\n项目 | 数额 |\n公务接待批次 | 48 |\n公务接待人次 | 390 |\n",
        "今年举办三场活动。\n12\n14\n15\n",
    ],
)
def test_figures_of_other_tables_are_no_money(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize(
    ("levels", "width", "expected"),
    [
        ([["项目", "预算数", "决算数"]], 2, [("预算数",), ("决算数",)]),
        ([["合计", "车辆"], ["小计", "购置"]], 3, [("合计",), ("车辆", "小计"), ("车辆", "购置")]),
        ([["预算数", "决算数"], ["甲", "乙", "甲", "乙"]], 4, [("预算数", "甲"), ("预算数", "乙"), ("决算数", "甲"), ("决算数", "乙")]),
        ([["合计", "购置及运行", "小计", "购置费", "运行费"]], 4, [("合计",), ("购置及运行", "小计"), ("购置及运行", "购置费"), ("购置及运行", "运行费")]),
        ([["收入", "支出"]], 3, None),
        ([["项目"]], 1, None),
    ],
)  # fmt: skip
def test_levels_of_a_header_stand_over_the_columns(
    levels: list[list[str]], width: int, expected: list[tuple[str, ...]] | None
) -> None:
    assert paths_over(levels, width) == expected
