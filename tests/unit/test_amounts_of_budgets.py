"""Amounts in the prose of budgets: what the year's plan hands down to its sources, projects and reasons, in our own wording."""

from __future__ import annotations

import pytest
from report_of import records_of
from stated_amounts import ACCOUNT, BUDGET, Stated, stated

from dagster_project.extraction.records import Amount, ProjectMention

GENERAL, FUND = "general_public_budget", "government_fund"
PLANS: list[tuple[str, list[Stated]]] = [
    # what is issued ahead is a part of the year's budget, not money that has arrived
    (
        "2022年项目支出预算90万元，其中本级财力安排60万元，提前下达中央补助30万元。",
        [
            ("90万元", "budget_initial", "project", None, 2022),
            ("60万元", "budget_initial", "project", None, 2022),
            ("30万元", "budget_initial", "project", None, 2022),
        ],
    ),
    # the sources of a budget are budget
    (
        "2022年安排预算70万元，资金来源为一般公共预算拨款50万元、政府性基金20万元。",
        [
            ("70万元", "budget_initial", None, None, 2022),
            ("50万元", "budget_initial", None, GENERAL, 2022),
            ("20万元", "budget_initial", None, FUND, 2022),
        ],
    ),
    # what a difference consists of
    (
        "2022年支出预算80万元，较上年增加9万元，主要原因是新增库房修缮项目6万元、档案数字化3万元。",
        [
            ("80万元", "budget_initial", None, None, 2022),
            ("9万元", "change", None, None, 2022),
            ("6万元", "change", "project", None, 2022),
            ("3万元", "change", "project", None, 2022),
        ],
    ),
    # a limit is spoken of and nothing more: the sum behind it is not about limits
    (
        "单位价值50万元以上设备2台。2022年会议费预算3万元，比上年减少1万元。",
        [
            ("50万元", "other", "other", None, None),
            ("3万元", "budget_initial", "other", None, 2022),
            ("-1万元", "change", "other", None, 2022),
        ],
    ),
    (
        "2022年支出预算80万元，其中：对个人与家庭补助支出5万元，商品与服务支出7万元，事业单位离退休4万元。",
        [
            ("80万元", "budget_initial", None, None, 2022),
            ("5万元", "budget_initial", "personnel", None, 2022),
            ("7万元", "budget_initial", "other", None, 2022),
            ("4万元", "budget_initial", "other", None, 2022),
        ],
    ),
]

PLANS += [
    # a line without a number heads the paragraph below it
    (
        "支出预算90万元。\n基本支出：\n\n2022年年初预算数为60万元，用于日常运转。\n\n项目支出：\n\n2022年年初预算数为30万元。",
        [
            ("90万元", "budget_initial", None, None, None),
            ("60万元", "budget_initial", "basic", None, 2022),
            ("30万元", "budget_initial", "project", None, 2022),
        ],
    ),
    # a balance of debt is no spending, whatever stage it is told for; what a government owes is money of no level
    (
        "2022年我县政府债务余额预计执行数9亿元，其中一般债务6亿元。一般预算财政拨款收入预算5亿元。",
        [
            ("9亿元", "other", None, None, 2022),
            ("6亿元", "other", None, None, 2022),
            ("5亿元", "budget_initial", None, GENERAL, None),
        ],
    ),
    # a part of a budget item is that item, and 安排 hands nobody money
    (
        "全县一般公共预算支出安排9亿元。其中：教育支出3亿元，其中安排学生资助补助1亿元、校舍维修补助2000万元。",
        [
            ("9亿元", "budget_initial", None, GENERAL, None),
            ("3亿元", "budget_initial", "other", GENERAL, None),
            ("1亿元", "budget_initial", "other", GENERAL, None),
            ("2000万元", "budget_initial", "other", GENERAL, None),
        ],
    ),
    # a named use of the department's money
    (
        "查档接待工作经费预算6万元，较上年增加1万元。本级部门经费预算90万元。",
        [
            ("6万元", "budget_initial", "other", None, None),
            ("1万元", "change", "other", None, None),
            ("90万元", "budget_initial", None, None, None),
        ],
    ),
    (
        "2022年支出预算90万元，按用途划分：人员经费60万元，日常公用经费10万元，项目经费20万元。",
        [
            ("90万元", "budget_initial", None, None, 2022),
            ("60万元", "budget_initial", "personnel", None, 2022),
            ("10万元", "budget_initial", "operating", None, 2022),
            ("20万元", "budget_initial", "project", None, 2022),
        ],
    ),
    # a heading that is a class of expense, in a list as well
    (
        "2022年一般公共预算拨款90万元，具体安排情况如下：\n（一）基本支出：2022年年初预算数为60万元，用于日常运转。\n"
        "（二）项目支出：2022年年初预算数为30万元。\n",
        [
            ("90万元", "budget_initial", None, GENERAL, 2022),
            ("60万元", "budget_initial", "basic", GENERAL, 2022),
            ("30万元", "budget_initial", "project", GENERAL, 2022),
        ],
    ),
    (
        "2022年收支总预算90万元，较2021年收支预算总数81万元增加9万元，主要原因是增加了专项项目支出9万元。",
        [
            ("90万元", "budget_initial", None, None, 2022),
            ("81万元", "budget_initial", None, None, 2021),
            ("9万元", "change", None, None, 2022),
            ("9万元", "change", "project", None, 2022),
        ],
    ),
    # an item by its code; what is told against the year before; what is kept for the year
    (
        "2022年一般公共预算拨款支出90万元，包括：2010301行政运行60万元，2012604档案馆30万元。",
        [
            ("90万元", "budget_initial", None, GENERAL, 2022),
            ("60万元", "budget_initial", "other", GENERAL, 2022),
            ("30万元", "budget_initial", "other", GENERAL, 2022),
        ],
    ),
    (
        "与上年预算对比：比2021年预算80万元增加9万元。",
        [("80万元", "budget_initial", None, None, 2021), ("9万元", "change", None, None, None)],
    ),
    (
        "2022年收入预算比2021年收入预算63.4万元增加5.8万元。\n四、政府采购情况\n2022年涉及政府采购项目3个，预算资金7.1万元。",
        [
            ("63.4万元", "budget_initial", None, None, 2021),
            ("5.8万元", "change", None, None, 2022),
            ("7.1万元", "budget_initial", "other", None, 2022),
        ],
    ),
    (
        "2021年结转至2022年使用的项目资金30万元，其中一般公共预算20万元。",
        [("30万元", "carryover", "project", None, 2021), ("20万元", "carryover", "project", GENERAL, 2021)],
    ),
    # the whole is sorted anew, or its parts stand behind the reason of its change
    (
        "2022年部门预算总收入90万元。其中：公共财政预算拨款90万元。按支出项目类别划分：工资福利支出60万元，专项支出30万元。",
        [
            ("90万元", "budget_initial", None, None, 2022),
            ("90万元", "budget_initial", None, GENERAL, 2022),
            ("60万元", "budget_initial", "personnel", None, 2022),
            ("30万元", "budget_initial", "project", None, 2022),
        ],
    ),
    (
        "2022年收入预算90万元，比2021年增加9万元。主要原因：新增查档窗口。其中：财政拨款80万元；其他资金10万元。",
        [
            ("90万元", "budget_initial", None, None, 2022),
            ("9万元", "change", None, None, 2022),
            ("80万元", "budget_initial", None, None, 2022),
            ("10万元", "budget_initial", None, "other", 2022),
        ],
    ),
    # behind what is left the list goes on with what came in
    (
        "2022年收入预算90万元；上年结转结余0元。其中：\n（一）一般公共预算拨款90万元。\n",
        [
            ("90万元", "budget_initial", None, None, 2022),
            ("0元", "carryover", None, None, 2022),
            ("90万元", "budget_initial", None, GENERAL, 2022),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLANS)
def test_a_plan_hands_down_that_it_is_one(text: str, expected: list[Stated]) -> None:
    assert stated(BUDGET + text) == expected


def test_a_list_announced_by_a_sentence_of_its_own_is_about_the_whole() -> None:
    text = "共有项目2个，涉及预算资金90万元，其中政府性基金20万元。重点项目情况如下：\n1.库房修缮项目50万元。\n2.查档窗口改造项目40万元。\n"
    last = [r for r in records_of(BUDGET + text) if isinstance(r, Amount)][-2:]
    assert [(a.measure, a.fund_type) for a in last] == [("budget_initial", None)] * 2


def test_a_budget_that_sets_targets_is_a_budget() -> None:
    text = "预算绩效目标情况：共设置3个项目绩效目标。2022年部门预算按单位预算汇总，预算公开。机关运行经费一般公共预算拨款支出9万元。\n"
    assert stated(text) == [("9万元", "budget_initial", "operating", GENERAL, None)]


def test_a_planned_revenue_makes_a_budget_of_a_text_that_sets_targets() -> None:
    text = "2022年收入预算90万元，支出预算90万元。主要包括：查档窗口改造项目60万元、库房修缮项目30万元。填报绩效目标的预算项目2个，占预算项目的100%。"
    projects = {r.project_name for r in records_of(text) if isinstance(r, ProjectMention)}
    assert projects == {"查档窗口改造项目", "库房修缮项目"}
    assert {measure for _, measure, *_ in stated(text)} == {"budget_initial"}


def test_the_parts_of_one_project_are_no_projects() -> None:
    text = "本项目预算资金为90万元，其中：库房修缮经费60万元，查档设备经费30万元。"
    assert not [r for r in records_of(BUDGET + text) if isinstance(r, ProjectMention)]


def test_what_has_been_executed_is_no_plan() -> None:
    text = "一、渠道维修预算90万元，支出80万元，执行率88.9%。二、堤防加固预算60万元，支出60万元。"
    assert [amount[1] for amount in stated(text)] == ["budget_initial", "expenditure", "budget_initial", "expenditure"]


def test_a_draft_that_speaks_of_transfers_is_a_plan() -> None:
    text = "2022年收入安排900万元。税收收入安排500万元。上级补助收入预计为300万元，其中：专项转移支付收入20万元。\n"
    assert [measure for _, measure, *_ in stated(text)] == ["budget_initial"] * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "共支出35.6万元，其中：12.4万元用于预算编制培训，13.1万元用于发放人员工资，其余10.1万元用于会议费。",
            [("expenditure", None), ("expenditure", None), ("expenditure", None), ("expenditure", None)],
        ),
        (
            "收到上级补助资金47万元，其中21万元用于购置设备；15万元用于发放补贴；11万元作为工作经费。",
            [("funds_received", None), ("funds_received", None), ("funds_received", None), ("funds_received", None)],
        ),
        (
            "全年支出81.2万元，其中：30.8万元为人员经费，20.1万元为公用经费，30.3万元为项目支出。",
            [("expenditure", None), ("expenditure", "personnel"), ("expenditure", "operating"), ("expenditure", "project")],
        ),
    ],
)  # fmt: skip
def test_what_a_part_is_may_stand_behind_its_sum(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = stated(f"{ACCOUNT}{text}")
    assert [(measure, category) for _, measure, category, _, _ in found] == expected


def test_a_budget_that_is_held_against_an_account_in_passing_stays_one() -> None:
    text = (
        "我会现有编制5人。 二、预算安排情况 预算总收入87.3万元，比2017年减少6.1万元；预算总支出87.3万元，其中：项目支出21.4万元。 "
        "三、项目支出安排情况 全年共计安排项目支出21.4万元，具体情况如下： 1、采风活动12.9万元；2、会刊印刷8.5万元。 "
        "四、“三公”经费支出预算情况。我会2018年度“三公”经费支出合计为2.3万元，比2017年决算数减少0.7万元，比2017年预算数减少0.6万元。 "
        "五、机关运行经费预算情况。2018年度机关运行经费预算7.9万元。"
    )
    amounts = [item for item in records_of(text) if isinstance(item, Amount)]
    assert {item.measure for item in amounts} == {"budget_initial", "change"}


def test_a_part_called_a_tax_is_revenue_like_its_whole() -> None:
    text = "2021年一般公共预算收入7.3亿元，其中：契税等地方税收5.1亿元，非税收入2.2亿元。"
    assert {item.measure for item in records_of(text) if isinstance(item, Amount)} == {"revenue"}
