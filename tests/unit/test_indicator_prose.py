"""Figures of output in running text: bare deeds, several figures of one noun, parted and shared rates, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import report_of

from dagster_project.extraction.indicators.indicators import find_indicators
from dagster_project.extraction.projects.projects import find_projects

DONE = "青禾县水务局2022年度渠道清淤项目绩效自评报告\n\n二、绩效目标完成情况\n"
CLASS = "青禾县水务局2022年度渠道清淤项目绩效自评报告\n\n二、绩效目标完成情况\n（1）数量指标\n"


def _actuals(text: str) -> list[tuple[str, Decimal | None, str | None]]:
    report = report_of(text)
    find_projects(report)
    return [(item.indicator_name, item.actual_value, item.actual_unit) for item in find_indicators(report)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理水事纠纷41件，立案26件，结案19件。", [("受理水事纠纷", 41, "件"), ("立案", 26, "件"), ("结案", 19, "件")]),
        ("一是用水低保户。全年累计保障3.6万户次、6.9万人次。", [("用水低保户保障", Decimal("3.6"), "万户次"), ("用水低保户保障万人次", Decimal("6.9"), "万人次")]),
        ("在册灌溉户812户2105人，比上年减少104人。", [("在册灌溉户", 812, "户"), ("在册灌溉户人数", 2105, "人"), ("在册灌溉户人数比上年减少", 104, "人")]),
        ("2021年、2022年分别实施清淤项目62公里、64公里。", [("实施清淤项目", 62, "公里"), ("实施清淤项目", 64, "公里")]),
        ("开展督导2轮次，下发督办通知16份。", [("开展督导", 2, "轮次"), ("下发督办通知", 16, "份")]),
        ("接入水位监控860路。", [("接入水位监控", 860, "路")]),
        ("公众满意度经第三方抽样120份问卷测评为92.6%。", [("公众满意度", Decimal("92.6"), "%")]),
        ("100%及时、足额发放移民补助，做到应发尽发。", [("及时、足额发放移民补助", 100, "%")]),
        (
            "当年开工率、完成率、水厕、卫生厨房等条件有保障的比例均达100%。",
            [("开工率", 100, "%"), ("完成率", 100, "%"), ("水厕、卫生厨房等条件有保障的比例", 100, "%")],
        ),
        ("按时完成渠道清淤任务公示100%。", [("完成渠道清淤任务公示", 100, "%")]),
        ("承载监测站点86个，较上年新增14个。", [("承载监测站点", 86, "个"), ("承载监测站点较上年新增", 14, "个")]),
        ("渠道清淤目标14公里，实际完成14公里，实际完成数占年度目标任务的100%。", [("渠道清淤", 14, "公里"), ("实际完成数占年度目标任务", 100, "%")]),
        ("清淤渠道14公里，河道宽4.5米。", [("清淤渠道", 14, "公里")]),
        ("发放问卷80份，收回76份，公众满意度93%。", [("公众满意度", 93, "%")]),
        ("投诉量由5620件下降到4385件。", [("投诉量", 4385, "件")]),
        ("计划改造泵站5座，完工4座，在建1座。", [("改造泵站", 4, "座"), ("在建", 1, "座")]),
    ],
)  # fmt: skip
def test_outputs_in_running_text(text: str, expected: list[tuple[str, Decimal, str]]) -> None:
    assert _actuals(DONE + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "我县主要依靠全县15家水管所、5家供水服务机构、90家村级水站全面实施。",
        "通过电话随访60人了解情况。",
        "较目标值高出6.3个百分点。",
    ],
)
def test_background_surveys_and_deviations_are_none(text: str) -> None:
    assert _actuals(DONE + text) == []


@pytest.mark.parametrize(
    "text", ["补助金额在公告栏公示，时间不少于7天。", "给予2-12个月补助。", "年初清淤资金预算安排30万元。"]
)
def test_rules_and_budgets_under_a_class_are_none(text: str) -> None:
    assert _actuals(CLASS + text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a label behind a label, a work plan, a limit in a rate's unit
        (
            "（2）绩效指标：产出指标：数量指标：修缮水闸3处；效益指标：社会效益指标：受益村6个。",
            [("修缮水闸", 3, "处", "quantity"), ("受益村", 6, "个", "social")],
        ),
        (
            "4.重点工作计划：（1）清淤渠道14公里；（2）改造泵站5座。",
            [("清淤渠道", 14, "公里", None), ("改造泵站", 5, "座", None)],
        ),
        ("成本指标：清淤成本控制在3万元/公里以内。", [("清淤成本", 3, "万元/公里", "cost")]),
        # what the sentence behind tells as done makes the goals before it no results
        (
            "本项目绩效目标为治理坡地146亩，其中封育84亩。2023年实际已经完成。",
            [("治理坡地", 146, "亩", None), ("封育", 84, "亩", None)],
        ),
    ],
)
def test_targets_of_labels(text: str, expected: list[tuple[str, int, str, str | None]]) -> None:
    report = report_of("青禾县水务局2023年部门绩效文本\n二、绩效目标\n" + text)
    find_projects(report)
    found = [(one.indicator_name, one.target_value, one.target_unit, one.level2) for one in find_indicators(report)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年完成门诊3万人次；出院病人415人次，平均住院日12.5天，药占比26%。",
         [("门诊", "3"), ("出院病人", "415"), ("平均住院日", "12.5"), ("药占比", "26")]),
        ("解决了145户613人饮水安全问题。", [("饮水安全问题", "145"), ("饮水安全问题人数", "613")]),
        ("路基已完成2.7公里。", [("路基", "2.7")]),
        ("完成主体工程的90%。", [("完成主体工程", "90")]),
        ("14个老旧小区全部完工。", [("老旧小区", "14")]),
        ("实施村容村貌整治项目140个。", [("实施村容村貌整治项目", "140")]),
        ("制定《资金管理办法》等制度5项。", [("制定《资金管理办法》等制度", "5")]),
        ("共实施项目9个，其中产业类4个、基础设施类5个。", []),
        ("全县现有学校97所，其中：小学71所（含民办3所）、特殊教育学校2所。", []),
    ],
)  # fmt: skip
def test_works_told_before_or_behind_their_count(text: str, expected: list[tuple[str, str]]) -> None:
    report = report_of("青禾县第二医院2021年度部门整体支出绩效自评报告\n三、绩效情况\n" + text)
    find_projects(report)
    assert [(one.indicator_name, str(one.actual_value)) for one in find_indicators(report)] == expected
