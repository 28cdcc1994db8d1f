"""Indicators in sentences: what a figure measures, which side it is, and what is no indicator."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.records import Indicator

DONE = "某县水务局2023年度部门整体支出绩效自评报告\n\n一、绩效目标完成情况\n\n"
PLAIN = "某县水务局2023年度部门决算\n\n三、部门主要工作\n\n"
GOAL = "某县水务局2023年部门预算绩效文本\n\n一、分项绩效目标\n\n（一）供水保障\n"


def indicators(text: str) -> list[Indicator]:
    records = records_of(text)
    return [record for record in records if isinstance(record, Indicator)]


@pytest.mark.parametrize(
    ("sentence", "name", "value", "unit", "operator"),
    [
        ("全年共开展水政执法检查156次。", "开展水政执法检查", "156", "次", "="),
        ("维修老旧管网35.6公里。", "维修老旧管网", "35.6", "公里", "="),
        ("一年来，听取和审议专项报告十二项。", "听取和审议专项报告", "12", "项", "="),
        ("受理投诉40起350多人次。", "受理投诉人次", "350", "人次", ">"),
        ("惠及群众1.3万余人。", "惠及群众", "1.3", "万人", ">"),
        ("购置了18辆送水车辆。", "送水车辆", "18", "辆", "="),
        ("为16支抢修队伍配备抽水设备。", "抢修队伍", "16", "支", "="),
        ("水质合格率达到99.5%。", "水质合格率", "99.5", "%", "="),
        ("供水保证率由88%提高到95%。", "供水保证率", "95", "%", "="),
        ("管网事故同比下降20%。", "管网事故同比下降", "20", "%", "="),
        ("采购水泵、阀门等抢修物资400件。", "抢修物资", "400", "件", "="),
        ("新铺设供水管道三十公里。", "新铺设供水管道", "30", "公里", "="),
        ("新建泵房三座，蓄水池两座。", "蓄水池", "2", "座", "="),
        ("维修供水管道2条，全长13公里。", "维修供水管道里程", "13", "公里", "="),
        ("供水管网覆盖7个乡镇58个村庄。", "村庄", "58", "个", "="),
        ("再生水用量占全部用水量的38.6%。", "再生水用量占全部用水量", "38.6", "%", "="),
        ("供水保证率由2019年的88%提高到95%。", "供水保证率", "95", "%", "="),
        ("供水站免费开放率达到100%。", "供水站免费开放率", "100", "%", "="),
        ("慰问困难党员60人次。", "慰问困难党员", "60", "人次", "="),
    ],
)
def test_what_was_done(sentence: str, name: str, value: str, unit: str, operator: str) -> None:
    found = indicators(PLAIN + sentence)[-1]
    assert (found.indicator_name, found.actual_value, found.actual_unit) == (name, Decimal(value), unit)
    assert (found.actual_operator, found.target_operator) == (operator, None)


@pytest.mark.parametrize(
    ("sentence", "name", "operator", "target", "actual"),
    [
        ("节水讲座不少于6场，实际举办9场。", "节水讲座", ">=", 6, 9),
        ("培训管水员150人次，实际培训181人次。", "培训管水员", "=", 150, 181),
        ("完成巡检640次，超过目标值500次。", "完成巡检", "=", 500, 640),
        ("改造水表5200块（目标5000块）。", "改造水表", "=", 5000, 5200),
        ("用水户满意度达到88%以上，入户测评实际为93%。", "用水户满意度", ">=", 88, 93),
        ("工程合格率为96%，未达到98%的目标。", "工程合格率", "=", 98, 96),
        ("计划新建泵站3座，实际完成2座。", "新建泵站", "=", 3, 2),
        ("单位成本控制率≤100%，实际完成值97%。", "单位成本控制率", "<=", 100, 97),
        ("养护水库4座，完成4座。", "养护水库", "=", 4, 4),
        ("计划改造62户，实际改造60户。", "改造", "=", 62, 60),
        ("供水人口年初任务数9000人，全年完成值9100人。", "供水人口", "=", 9000, 9100),
        ("治理面积年度指标20平方公里，完成21平方公里。", "治理面积", "=", 20, 21),
        ("更新水表60块以上，实际更新62块。", "更新水表", ">=", 60, 62),
        ("供水保证率由2019年的65%提高到72%，高于年初确定的70%的目标。", "供水保证率", "=", 70, 72),
        ("1.改造老旧管网。目标为320户，实际改造336户。", "改造老旧管网", "=", 320, 336),
        ("引进技术人才5名的目标已完成，实际引进7名。", "引进技术人才", "=", 5, 7),
    ],
)
def test_target_and_actual_of_one_sentence_are_one_row(
    sentence: str, name: str, operator: str, target: int, actual: int
) -> None:
    heading = "某局2023年度部门整体支出绩效自评报告\n\n一、部门绩效目标\n\n"
    found = indicators(heading + sentence)
    assert [(i.indicator_name, i.target_operator, i.target_value, i.actual_value) for i in found] == [
        (name, operator, target, actual)
    ]


def test_targets_under_a_label() -> None:
    text = (
        GOAL
        + "绩效指标：供水覆盖率达到90%；组织应急演练不少于两次；抢修响应时间小于2小时；预案修订率达标；抢修是否及时。"
    )
    assert [(i.indicator_name, i.target_operator, i.target_value, i.target_text) for i in indicators(text)] == [
        ("供水覆盖率", ">=", 90, "达到90%"),
        ("组织应急演练", ">=", 2, "不少于两次"),
        ("抢修响应时间", "<", 2, "小于2小时"),
        ("预案修订率", "qualitative", None, "达标"),
        ("抢修", "qualitative", None, "是否及时"),
    ]


def test_times_and_counts_and_words_under_a_label() -> None:
    text = GOAL + "绩效指标：接报后8分钟内到场；漏水事故起数为0；巡线不少于210批次830人次；资料归档及时齐全。"
    assert [(i.indicator_name, i.target_operator, i.target_value, i.target_unit) for i in indicators(text)] == [
        ("接报后到场", "<=", 8, "分钟"),
        ("漏水事故起数", "=", 0, None),
        ("巡线", ">=", 210, "批次"),
        ("巡线人次", ">=", 830, "人次"),
        ("资料归档", "qualitative", None, None),
    ]


def test_a_target_keeps_the_characters_of_the_report() -> None:
    found = indicators(GOAL + "绩效目标：保障供水安全。水质合格率 $\\geq 98\\%$ ；新建水厂２座。")
    assert [(i.target_operator, i.target_value, i.target_text) for i in found] == [
        (">=", 98, "$\\geq 98\\%$"),
        ("=", 2, "２座"),
    ]


def test_labels_that_name_a_class() -> None:
    text = """某局2023年项目支出绩效自评报告

一、项目绩效目标
1.数量指标：新建蓄水池≥12座。
2.时效指标：2023年11月底前完工。
3.成本指标：总投资控制在320万元以内。
二、绩效目标完成情况
（一）产出质量。渠道完好率97%。
（二）社会效益。受益农户1260余户。
"""
    assert [(i.level1, i.level2, i.indicator_name, i.target_operator, i.actual_value) for i in sorted(
        indicators(text), key=lambda i: i.char_start
    )] == [
        ("output", "quantity", "新建蓄水池", ">=", None),
        ("output", "timeliness", "完工时间", "qualitative", None),
        ("output", "cost", "总投资", "<=", None),
        ("output", "quality", "渠道完好率", None, 97),
        ("benefit", "social", "受益农户", None, 1260),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "内设科室6个，下属单位3家，在职人员45人，退休人员12人。",
        "招聘抢修队员40人，为我局执法人员22人配发服装。",
        "支出120万元，预算执行率98%，资金到位率100%，比上年增长8%。",
        "根据水发〔2023〕12号文件第三条，以12.4万户为标准测算。",
        "荣获先进集体3次，连续三年被评为优秀。",
        "从三个方面开展工作，坚持两个维护，形成了四项制度。",
        "公务用车保有量3辆，国内公务接待12批次96人次。",
        "因公出国（境）团组0个，累计0人次。",
        "抽查项目3个，自评得分90分以上的22个。",
        "设备应达到启动一次应急响应的规模，每户补助9元。",
    ],
)
def test_what_is_no_indicator(sentence: str) -> None:
    assert indicators(PLAIN + sentence) == []


def test_sections_about_the_organisation_and_its_money_hold_none() -> None:
    text = """某局2023年度部门决算
一、机构设置情况
设有检查站5个，配备监测船2艘。
二、“三公”经费支出决算情况
购置车辆2辆，接待来访12批。
三、存在的问题
检查发现隐患14处。
"""
    assert indicators(text) == []


def test_the_subject_and_the_year_that_a_clause_names() -> None:
    found = indicators(DONE + "2022年培训管水员60人。")
    assert [(i.indicator_name, i.fiscal_year) for i in found] == [("培训管水员", 2022)]


def test_reading_is_linear_in_long_sentences() -> None:
    assert len(indicators(DONE + "组织检查156次，" * 3000)) == 3000
    assert indicators(DONE + "检查组织实施" * 5000 + "。") == []


def test_a_target_named_by_its_unit_belongs_to_the_actual_of_that_unit() -> None:
    found = indicators(DONE + "举办讲座六场，参加人员900余人，超额完成年初5场的目标。")
    assert [(i.indicator_name, i.target_value, i.actual_value) for i in found] == [
        ("举办讲座", 5, 6),
        ("参加人员", None, 900),
    ]


@pytest.mark.parametrize("label", ["总体目标", "年度目标 |", "年度总体目标：", "绩效目标"])
def test_what_stands_below_a_label_of_goals_is_a_target(label: str) -> None:
    text = f"资金情况\n其他资金\n{label}\n1、新建机耕路3公里、蓄水池5座 2、培训农户120人次\n"
    assert [(i.target_value, i.actual_value) for i in indicators(text)] == [
        (3, None),
        (5, None),
        (120, None),
    ]


def test_a_class_that_an_ordinal_leads_names_the_class_of_its_sentences() -> None:
    text = "二、绩效目标完成情况\n产出指标完成情况。一是数量指标：补助学生94人次。二是成本指标：人均补助标准为500元/生.年。\n"
    assert [(i.level1, i.level2, i.actual_value, i.actual_unit) for i in indicators(text)] == [
        ("output", "quantity", 94, "人次"),
        ("output", "cost", 500, "元/生.年"),
    ]
