"""Lists of named sums that no sum opens: what governs the list is said of each of its items."""

from __future__ import annotations

import pytest
from report_of import report_of

from dagster_project.extraction.amounts.amounts import find_amounts
from dagster_project.extraction.projects.projects import find_projects
from dagster_project.extraction.records import Amount

TITLE = "青禾县水务局2022年度部门整体支出绩效自评报告\n\n一、资金情况\n"


def _read(text: str) -> list[tuple[float, str | None, str | None]]:
    report = report_of(TITLE + text)
    find_projects(report)
    return [
        (float(item.number), item.measure, item.fund_level) for item in find_amounts(report) if isinstance(item, Amount)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目支出包括渠道清淤补助资金36万元，山洪预警经费1万元。", [(36, "expenditure", None), (1, "expenditure", None)]),
        (
            "省厅下达转移支付渠道清淤补助40万元；山洪预警支出项目3万元；共计43万元。",
            [(40, "funds_received", "superior"), (3, "funds_received", "superior"), (43, "funds_received", "superior")],
        ),
        ("年初预算安排：渠道清淤补助12万元，节水宣传活动2万元。", [(12, "budget_initial", None), (2, "budget_initial", None)]),
        ("支出按经济分类：办公费2.1万元、委托业务费8万元。", [(2.1, "expenditure", None), (8, "expenditure", None)]),
        ("资金分配情况：白石镇30万元、青云镇20万元。", [(30, "funding", None), (20, "funding", None)]),
        ("给予白石镇设备维护费4万元，青云镇3万元，共计7万元。", [(4, "funding", None), (3, "funding", None), (7, "funding", None)]),
        ("投入资金200万元，实现产值500万元。", [(200, "funding", None), (500, "other", None)]),
        ("安排专项资金100万元，发放补贴80万元，剩余20万元。", [(100, "funding", None), (80, "expenditure", None), (20, "carryover", None)]),
        ("全年实际支出：渠道清淤补助12万元，结余2万元。", [(12, "expenditure", None), (2, "carryover", None)]),
        ("按合同应付工程款26万元，当年支付18万元，剩余8万元待审计后支付。", [(26, "other", None), (18, "expenditure", None), (8, "other", None)]),
        ("年终将剩余的清算资金12万元分配到位。", [(12, "funds_received", None)]),
        ("清淤资金37万元全部执行到位。", [(37, "expenditure", None)]),
        ("服务合同金额47万元/年。", [(47, "other", None)]),
        ("1、收入：79万元。同比增加8万元。", [(79, "revenue", None), (8, "change", None)]),
        ("建议财政局将运维费15万元列入2024年预算。", [(15, "budget_initial", None)]),
    ],
)  # fmt: skip
def test_an_item_has_the_measure_and_level_of_its_list(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert _read(text) == expected


def test_funds_dealt_out_are_projects_where_the_report_tells_of_some_of_them_as_such() -> None:
    text = (
        "省厅下达转移支付渠道清淤项目40万元；山洪预警经费3万元；节水宣传项目2万元。\n"
        "二、绩效目标\n1.渠道清淤项目\n绩效目标：清淤到位。\n2.山洪预警经费\n绩效目标：预警及时。"
    )
    assert {p.project_name for p in find_projects(report_of(TITLE + text))} == {
        "渠道清淤项目", "山洪预警经费", "节水宣传项目",
    }  # fmt: skip


def test_run_in_headings_of_any_numbering_name_projects() -> None:
    text = (
        "二、项目支出情况\n项目支出40万元。具体包括：\n1、渠道清淤服务费。年初预算安排20万元，支出19万元。\n"
        "2、预警平台建设尾款：按合同应付工程款10万元。\n3．12314热线运行经费。安排资金5万元，支出5万元。\n（4）节水考评经费：预算5万元，支出5万元。"
    )
    assert [p.project_name for p in find_projects(report_of(TITLE + text))] == [
        "渠道清淤服务费", "预警平台建设尾款", "12314热线运行经费", "节水考评经费",
    ]  # fmt: skip


def test_a_deed_with_the_money_is_no_name() -> None:
    text = "二、资金分配\n1.分配白石镇渠道清淤补助30万元。\n2.分配青云镇山洪预警补助20万元。"
    assert find_projects(report_of(TITLE + text)) == []


LISTED = (
    "二、项目支出预算情况\n2021年预算安排项目支出61万元，具体如下：\n1、巡堤补贴24万元；\n测算标准：80名巡堤员，每人3000元，计24万元。\n"
    "2、堤防白蚁防治12万元，同上年；\n3、防汛物资经费9万元；\n按3个仓库，每个3万元测算。\n4、第2次水土普查经费16万元。"
)


@pytest.mark.parametrize("text", [LISTED, LISTED.replace("\n", " ")])
def test_lines_that_reckon_an_item_do_not_end_its_list(text: str) -> None:
    report = report_of(TITLE + text)
    projects = [project.project_name for project in find_projects(report)]
    assert projects == ["巡堤补贴", "堤防白蚁防治", "防汛物资经费", "第2次水土普查经费"]
    amounts = [found for found in find_amounts(report) if isinstance(found, Amount)]
    assert [(found.project_ordinal, found.number, found.measure) for found in amounts] == [
        (None, 61, "budget_initial"),
        (1, 24, "budget_initial"), (1, 3000, "unit_standard"), (1, 24, "budget_initial"),
        (2, 12, "budget_initial"),
        (3, 9, "budget_initial"), (3, 3, "unit_standard"),
        (4, 16, "budget_initial"),
    ]  # fmt: skip
    whole, *_ = amounts
    assert sum(found.number for found in amounts if found.part_of_start == whole.value_start) == whole.number


def test_items_in_a_heading_about_projects_vouch_for_each_other() -> None:
    text = "二、项目情况\n（一）项目支出安排\n1、道路养护经费120万元，主要用于县道日常养护；\n2、桥梁检测80万元，主要用于危桥检测。"
    assert [project.project_name for project in find_projects(report_of(TITLE + text))] == ["道路养护经费", "桥梁检测"]
