"""Sentences that generated reports showed to be misread: each kind once, with what the contract reads in it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.records import Amount, Indicator, Narrative, ProjectMention, Ratio, Staffing

EVALUATION = "某县教育局2021年度部门整体支出绩效自评报告\n"
PROJECTS = "某县教育局2021年度项目支出绩效自评报告\n一、绩效目标完成情况\n（一）设备更新专项经费。全年预算数20万元。"


def amounts(text: str) -> list[tuple[str | None, str | None, int]]:
    return [(r.measure, r.category, int(r.number)) for r in records_of(text) if isinstance(r, Amount)]


def indicators(text: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    return [(r.indicator_name, r.target_value, r.actual_value) for r in records_of(text) if isinstance(r, Indicator)]


def test_a_class_of_expense_keeps_the_measure_of_its_whole():
    text = (
        EVALUATION + "二、收支\n2021年度决算支出800万元，其中：人员经费500万元，日常公用经费60万元，项目支出240万元。\n"
    )
    assert amounts(text)[1:] == [
        ("expenditure", "personnel", 500),
        ("expenditure", "operating", 60),
        ("expenditure", "project", 240),
    ]


def test_a_colon_opens_a_list():
    text = EVALUATION + "二、收支\n2021年收入预算900万元：一般公共预算财政拨款800万元，其他来源收入100万元。\n"
    assert [measure for measure, _, _ in amounts(text)] == ["budget_initial"] * 3


def test_a_sum_has_no_class_of_the_part_before_it():
    text = EVALUATION + "二、收支\n人员经费支出50万元，公用经费支出20万元，项目经费支出40万元，合计支出110万元。\n"
    assert amounts(text)[-1] == ("expenditure", None, 110)


def test_a_plan_ends_with_its_answer():
    found = indicators(PROJECTS + "计划新建泵站5座，实际新建6座，工程合格率98%。")
    assert found == [("新建泵站", Decimal(5), Decimal(6)), ("工程合格率", None, Decimal(98))]


@pytest.mark.parametrize(
    "sentence",
    ["衬砌渠道目标为59公里，实际66公里。", "衬砌渠道66公里，目标值59公里。", "计划衬砌渠道59公里，实际完成66公里。"],
)
def test_what_has_both_sides_is_an_indicator_whatever_it_is_called(sentence: str):
    assert indicators(EVALUATION + "三、履职情况\n1.渠道工程。" + sentence) == [("衬砌渠道", Decimal(59), Decimal(66))]


def test_punctuality_is_a_quality_of_the_work_and_no_execution_rate():
    found = records_of(PROJECTS + "奖补资金按时拨付率92.9%。")
    assert not [r for r in found if isinstance(r, Ratio)]
    assert [r.actual_value for r in found if isinstance(r, Indicator)] == [Decimal("92.9")]


def test_job_fairs_are_output_and_recruits_are_staff():
    assert indicators(PROJECTS + "举办专场招聘会62场。") == [("举办专场招聘会", None, Decimal(62))]
    assert indicators(PROJECTS + "公开招聘编外人员8名。") == []


def test_a_name_that_its_money_follows_is_a_project():
    text = (
        EVALUATION
        + "四、项目支出情况\n（一）路面养护。年初预算14万元，实际支出13万元。\n（二）乘客补贴。预算安排5万元。\n"
    )
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == ["路面养护", "乘客补贴"]


def test_an_item_of_the_accounts_is_no_project():
    text = "某县教育局2021年度部门决算\n五、绩效情况\n（一）教育事业支出。年初预算14万元。\n（二）行政运行。年初预算5万元。\n"
    assert not [r for r in records_of(text) if isinstance(r, ProjectMention)]


def test_work_named_under_targets_is_a_project():
    text = "某县应急局2024年部门预算说明\n六、绩效目标设置情况\n（一）避难场所维护：维护场所≥36处；完好率95%。\n（二）专项检查：检查企业不少于59家次；整改率100%。\n"
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == ["避难场所维护", "专项检查"]


def test_a_date_of_signing_is_no_improvement():
    text = EVALUATION + "六、改进措施\n1.规范档案管理。\n\n某县教育局\n二〇二二年八月二十四日\n"
    assert [r.text for r in records_of(text) if isinstance(r, Narrative)] == ["规范档案管理"]


def test_page_numbers_inside_a_sentence_are_no_text():
    parts = outline("全年各项任务按照计划稳步推进，合格率达到\n\n- 12 -\n\n98.6%，较好完成任务。")
    assert parts.view.text == "全年各项任务按照计划稳步推进，合格率达到98.6%，较好完成任务。\n"


@pytest.mark.parametrize("body", ["某县统计局", "某县政务服务中心", "某县应急救援大队"])
def test_a_body_named_for_whom_it_serves_has_staff_of_its_own(body: str):
    found = records_of(f"{body}2023年度部门决算\n一、部门概况\n{body}下设9个股室，{body}在职人员18人。")
    assert [(r.measure, r.count_value) for r in found if isinstance(r, Staffing)] == [
        ("internal_sections", 9),
        ("staff_on_post", 18),
    ]
