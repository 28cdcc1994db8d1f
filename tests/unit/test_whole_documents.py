"""Whole budgets and accounts as a page prints them: tables, explanations and a project's form behind each other."""

from __future__ import annotations

import pytest
from report_of import records_of
from stated_amounts import ACCOUNT, BUDGET, Stated, stated

from dagster_project.extraction.records import Amount, Indicator, ProjectMention, Record, Staffing

GENERAL = "general_public_budget"
FORM = """财政项目支出绩效目标申报表
（2025年度）
项目名称 河埠头修缮经费 项目性质 经常性 项目类别 特定目标类
项目资金总额 863,417.20 年度资金申请总额 324,617.20
其中：当年财政拨款 324,617.20
项目资金
其中：财政资金 863,417.20
（元）
上年结转资金 0.00
其他资金 0.00 其他资金 0.00
一级指标 二级指标 三级指标 年度(/项目)指标值
成本指标 经济成本指标 修缮单价合理性 合理
数量指标 修缮河埠头数量 =16.00(处)
产出指标 质量指标 石阶验收合格率 =98.50(%)
时效指标 修缮及时率 ≥95.00(%)
绩效
指标
社会效益指标 居民用水便利度 提高
效益指标
生态效益指标 沿岸垃圾堆放点 减少
服务对象满意度
满意度指标 居民满意度 ≥90.00(%)
指标
"""
DOCUMENT = f"""柳塘县2025年部门预算
预算主管部门：柳塘县水利局
2025年部门预算编制说明
2025年，柳塘县水利局收入预算640万元，其中：财政拨款收入640万元。
二、机关运行经费预算
2025年柳塘县水利局机关运行经费预算为52.3万元。
项目经费情况说明
一、项目概述
为修缮河埠头，特设立本项目。
六、年度预算安排
本年度河埠头修缮经费预算金额为32万元。
{FORM}"""


def amounts_of(records: list[Record]) -> list[Amount]:
    return [record for record in records if isinstance(record, Amount)]


def test_a_form_in_the_appendix_says_nothing_of_the_body_s_budget() -> None:
    records = records_of(DOCUMENT)
    names = [record.project_name for record in records if isinstance(record, ProjectMention)]
    subjects = {str(a.number): a.project_ordinal for a in amounts_of(records)}
    assert names == ["河埠头修缮经费"]
    assert (subjects["640"], subjects["52.3"], subjects["32"], subjects["324617.20"]) == (None, None, 1, 1)


def test_a_form_torn_by_its_page_keeps_its_indicators() -> None:
    found = [record for record in records_of(FORM) if isinstance(record, Indicator)]
    assert [(i.indicator_name, i.level1, i.level2, i.target_unit) for i in found] == [
        ("修缮单价合理性", "cost", "cost", None),
        ("修缮河埠头数量", "output", "quantity", "处"),
        ("石阶验收合格率", "output", "quality", "%"),
        ("修缮及时率", "output", "timeliness", "%"),
        ("居民用水便利度", "benefit", "social", None),
        ("沿岸垃圾堆放点", "benefit", "ecological", None),
        ("居民满意度", "satisfaction", "satisfaction", "%"),
    ]


def test_a_unit_torn_from_the_block_of_money_holds_for_it() -> None:
    money = [(str(a.number), a.unit, a.measure) for a in amounts_of(records_of(FORM))]
    assert money == [
        ("863417.20", "元", "funding"),
        ("324617.20", "元", "funding"),
        ("324617.20", "元", "funding"),
        ("863417.20", "元", "funding"),
        ("0.00", "元", "carryover"),
        ("0.00", "元", "funding"),
        ("0.00", "元", "funding"),
    ]


CODED = BUDGET + (
    "2025年部门一般公共预算支出功能分类预算表\n编制部门：柳塘县水利局 单位：元\n项目 一般公共预算支出\n功能分类科目编码\n"
    "功能分类科目名称 合计 基本支出 项目支出\n类 款 项\n213 农林水支出 910,000 600,000 310,000\n213 03 01 行政运行 600,000 600,000\n"
    "213 03 02 一般行政管理事务 310,000 310,000\n合计 910,000 600,000 310,000\n"
)
ECONOMIC = BUDGET + (
    "2025年部门一般公共预算基本支出经济分类预算表\n编制部门：柳塘县水利局 单位：元\n经济分类科目名称 合计 人员经费 公用经费\n类 款\n"
    "301 01 基本工资 500,000 500,000\n302 01 办公费 38,000 38,000\n合计 538,000 500,000 38,000\n"
)
SIDES = BUDGET + (
    "2025年部门财务收支预算总表\n编制部门：柳塘县水利局 单位：元\n本年收入 本年支出\n项目 预算数 项目 预算数\n"
    "一、财政拨款收入 910,000一、农林水支出 870,000\n二、事业收入 二、住房保障支出 40,000\n收入总计 910,000 支出总计 910,000\n"
)
BOTH = BUDGET + (
    "2025年部门“三公”经费和机关运行经费预算表\n编制部门：柳塘县水利局 单位：万元\n“三公”经费预算数\n机关运行经费预算\n公务用车购置及运行费\n数\n"
    "合计 因公出国(境)费 公务接待费\n小计 购置费 运行费\n6.20 0.00 1.20 5.00 0.00 5.00 41.70\n"
)
TABLES = [
    pytest.param(
        CODED,
        [
            ("910000元", "budget_initial", "other", GENERAL, None), ("600000元", "budget_initial", "basic", GENERAL, None),
            ("310000元", "budget_initial", "project", GENERAL, None), ("600000元", "budget_initial", "other", GENERAL, None),
            ("600000元", "budget_initial", "basic", GENERAL, None), ("310000元", "budget_initial", "other", GENERAL, None),
            ("310000元", "budget_initial", "project", GENERAL, None), ("910000元", "budget_initial", None, GENERAL, None),
            ("600000元", "budget_initial", "basic", GENERAL, None), ("310000元", "budget_initial", "project", GENERAL, None),
        ],
        id="codes in three columns, a part alone behind its sum",
    ),
    pytest.param(
        ECONOMIC,
        [
            ("500000元", "budget_initial", "personnel", GENERAL, None), ("500000元", "budget_initial", "personnel", GENERAL, None),
            ("38000元", "budget_initial", "other", GENERAL, None), ("38000元", "budget_initial", "operating", GENERAL, None),
            ("538000元", "budget_initial", None, GENERAL, None), ("500000元", "budget_initial", "personnel", GENERAL, None),
            ("38000元", "budget_initial", "operating", GENERAL, None),
        ],
        id="the code of an economic item says its class",
    ),
    pytest.param(
        SIDES,
        [
            ("910000元", "budget_initial", None, None, None), ("870000元", "budget_initial", "other", None, None),
            ("40000元", "budget_initial", "other", None, None), ("910000元", "budget_initial", None, None, None),
            ("910000元", "budget_initial", None, None, None),
        ],
        id="a figure run together with the label beside it",
    ),
    pytest.param(
        BOTH,
        [(f"{n}万元", "budget_initial", "three_public", None, None) for n in ("6.20", "0.00", "1.20", "5.00", "0.00", "5.00")]
        + [("41.70万元", "budget_initial", "operating", None, None)],
        id="running costs beside the three public ones",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables_of_a_budget(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


ITEM = (
    "1.“农林水支出（类）水利（款）机关事业单位职业年金缴费支出（项）”5.2 万元，\n主要用于：缴纳在职职工职业年金。\n"
    "年初预算为 6.1 万元，支出决算为 5.2 万元，完成年初预算的 85.25%。\n"
)
TOLD = (
    "2.“农林水支出（类）水利（款）水利工程运行与维护（项）”8 万元，主要用于：\n水闸养护和巡查。年初预算为 9 万元，支出决算为 8 万元，"
    "完成年初预算\n的 88.89%。决算数小于预算数的主要原因：\n按进度年中调减养护经费 1 万元。\n"
)
ITEMS = [
    pytest.param(
        ACCOUNT + ITEM,
        [("5.2万元", "expenditure", "personnel", None, None), ("6.1万元", "budget_initial", "personnel", None, None),
         ("5.2万元", "expenditure", "personnel", None, None)],
        id="the budget of an item in a line of its own",
    ),
    pytest.param(
        ACCOUNT + TOLD,
        [("8万元", "expenditure", "other", None, None), ("9万元", "budget_initial", "other", None, None),
         ("8万元", "expenditure", "other", None, None), ("-1万元", "change", "other", None, None)],
        id="a colon in the midst of prose, a budget cut in the course of the year",
    ),
    pytest.param(
        ACCOUNT + "1.“一般公共服务”30.6 万元，占 60%；\n2.“教育支出”20.4 万元，占 40%。\n",
        [("30.6万元", "expenditure", "other", None, None), ("20.4万元", "expenditure", "other", None, None)],
        id="classes of expense in quotes are no projects",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_items_of_an_account(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected
    assert not any(isinstance(record, ProjectMention) for record in records_of(text))


def test_units_and_cars_of_the_body() -> None:
    text = "本部门中，行政单位一家，行政执法机构一家。部门共有车辆9辆，其中：执法执勤用车7辆、其他用车2辆。部门预算安排购置车辆2辆。"
    records = records_of(text)
    assert [(r.measure, r.count_value) for r in records if isinstance(r, Staffing)] == [("other", 1), ("other", 1)]
    assert not any(isinstance(record, Indicator) for record in records)
