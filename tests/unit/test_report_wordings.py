"""How narrative reports word their facts: pages on one line, projects listed by name, items of one clause, shared figures."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, Indicator, ProjectMention, Ratio, Score, Staffing

ATTAINED = "二、绩效目标完成情况\n"


def projects(text: str) -> list[str]:
    return [record.project_name for record in records_of(text) if isinstance(record, ProjectMention)]


def indicators(text: str) -> list[tuple[str, str]]:
    """Return name and value: the target with its sign and the actual, as T/A."""
    rows = []
    for one in records_of(text):
        if isinstance(one, Indicator):
            target = f"{one.target_operator}{one.target_value}{one.target_unit}" if one.target_operator else ""
            actual = f"{one.actual_value}{one.actual_unit}" if one.actual_value is not None else ""
            rows.append((one.indicator_name, f"{target}/{actual}"))
    return rows


def amounts(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (f"{one.number}{one.unit}", one.measure, one.category, one.fund_level)
        for one in records_of(text)
        if isinstance(one, Amount)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清溪县2021年度节水改造项目绩效评价报告 根据县里安排，我局对该项目开展了评价。项目预算80万元，实际支出76万元，"
         "改造渠道12公里，受益农户560户，群众反映良好。项目单位建立了台账，资金支付手续齐全。", ["节水改造项目"]),
        ("一、基本情况\n（一）项目概况\n云岭片区雨水管网工程（二期）是为解决内涝而实施的民生工程。项目总投资3亿元。",
         ["云岭片区雨水管网工程（二期）"]),
        ("一、基本情况\n（一）项目概况\n本项目是为解决内涝而实施的民生工程。", []),
        ("我局纳入绩效评价的项目主要有河道保洁经费、水质化验室建设、水文监测费、堤防加固工程。\n"
         "1、河道保洁经费：安排20万元，用于河道保洁。\n2、水文监测费：安排9万元，用于监测。",
         ["河道保洁经费", "水文监测费", "堤防加固工程", "水质化验室建设"]),
        ("清溪县2023年度基本农田\n管护项目绩效评价自评报告\n一、项目基本情况\n项目预算80万元。", ["基本农田管护项目"]),
        ("清溪县水务局关于“2023年农村饮水补助资金”管理使用情况\n一、资金情况\n到位111万元。", ["农村饮水补助资金"]),
        ("清溪县水务局关于农村饮水补助资金支出绩效的自评报告\n一、资金情况\n到位111万元。", ["农村饮水补助资金"]),
        ("清溪县直达资金使用情况\n一、资金情况\n到位111万元。", []),
        ("为做好绩效管理，现将2022年清溪县水务局堤防加固项目绩效自评总结报告如下：\n一、资金情况\n到位9万元。", ["堤防加固项目"]),
        ("评价包括公益林管护、造林绿化、林下种植和森林防火4个林业项目，涉及专项资金57万元。",
         ["公益林管护", "造林绿化", "林下种植", "森林防火"]),
        ("1.分配柳林县渠道清淤项目30万元。\n2.分配石桥县堤防加固项目20万元。", []),
        ("一、2023年省级防汛专项转移支付资金\n（一）评价范围。\n下达资金49万元。\n（二）评价结论。\n得分87分。",
         ["2023年省级防汛专项转移支付资金"]),
        ("二、项目情况\n2022年我镇项目资金共到位113万元，其中：财政衔接资金107万元，预拨资金6万元。"
         "具体到位情况如下：云岭茶叶烘干房项目到位资金63万元；石桥果树种植项目到位资金50万元。",
         ["云岭茶叶烘干房项目", "石桥果树种植项目"]),
        ("项目支出包括：渠道清淤维修项目15万元、农民饮水改善计划补助资金8万元。\n三、项目绩效\n（一）渠道清淤维修项目。支出15万元。\n"
         "（二）农民饮水改善计划。受益农户50户，支出8万元。", ["渠道清淤维修项目", "农民饮水改善计划"]),
        ("抽查到村产业项目3个：柳林村育苗大棚46万元；石桥村冷库项目52万元；河口村莲藕基地30万元。",
         ["柳林村育苗大棚", "石桥村冷库项目", "河口村莲藕基地"]),
    ],
)  # fmt: skip
def test_projects_that_a_report_is_about(text: str, expected: list[str]) -> None:
    assert sorted(projects(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.新建公厕15个。\n2.印发简报12期。\n", [("新建公厕", "/15个"), ("印发简报", "/12期")]),
        ("社会效益指标工资发放率、道路完好率均达到100%；满意度指标群众满意度不低于95%。",
         [("工资发放率", "/100%"), ("道路完好率", "/100%"), ("群众满意度", ">=95%/")]),
        ("受益农户数不低于552户1186人。", [("受益农户数", ">=552户/"), ("受益农户数人数", ">=1186人/")]),
        ("全县抽查到村项目8个，项目抽查5个。", []),
        ("有效解决清溪县15个乡镇（街道）33个行政村26113户97401人出行难问题。",
         [("乡镇", "/15个"), ("行政村", "/33个"), ("行政村", "/26113户"), ("行政村人数", "/97401人")]),
        ("合格率、及时率分别达到98%、100%。", [("合格率", "/98%"), ("及时率", "/100%")]),
        ("1.质量指标：抽检合格率98.3%，较目标值97%高1.3个百分点。", [("抽检合格率", "=97%/98.3%")]),
        ("1.时效指标：计划2022年11月30日前完工，实际于2022年11月15日完工。", [("完工时间", "qualitativeNoneNone/")]),
        ("主要建设内容为：新建公厕15个，活动室1891平方米；项目公告碑39个。",
         [("新建公厕", "/15个"), ("活动室", "/1891平方米"), ("项目公告碑", "/39个")]),
        ("县里设有7个项目，省财政厅2次下达补助资金。", []),
        ("全县批复部门整体支出绩效目标281项，本次抽查评价4个县。", []),
        ("建成高标准农田19万亩，其中2020年6.4万亩、2021年12.6万亩。",
         [("建成高标准农田", "/19万亩"), ("建成高标准农田", "/6.4万亩"), ("建成高标准农田", "/12.6万亩")]),
        ("检查覆盖率100%，检查不少于4次。", [("检查覆盖率", "/100%"), ("检查", ">=4次/")]),
        ("建成日处理能力30吨以上的设施，清运污泥42吨。", [("清运污泥", "/42吨")]),
        ("成灾率控制在3‰以下，出动宣传车130台次，购置铁锹80把。",
         [("成灾率", "<=3‰/"), ("出动宣传车", "/130台次"), ("购置铁锹", "/80把")]),
        ("绩效指标：供养标准不低于每人每月728元；完成98个村、65个社区换届选举；农民人均可支配收入增长8%；培训2期。",
         [("供养标准", ">=728元/"), ("村", "=98个/"), ("社区换届选举", "=65个/"), ("农民人均可支配收入增长", "=8%/"), ("培训", "=2期/")]),
        ("旅游收入增长12%。", [("旅游收入增长", "/12%")]),
        ("主要建设内容是购买粮仓14座。", [("购买粮仓", "/14座")]),
        ("1.经济效益指标：预定合作社收入60.3万元，实际已完成合作社收入58万元。", [("合作社收入", "=60.3万元/58万元")]),
    ],
)  # fmt: skip
def test_indicators_of_attained_targets(text: str, expected: list[tuple[str, str]]) -> None:
    assert indicators(ATTAINED + text) == expected


def test_a_value_of_an_indicator_is_neither_an_amount_nor_a_ratio() -> None:
    records = records_of(
        ATTAINED + "1.经济效益指标：预定合作社收入60.3万元，实际已完成合作社收入58万元，旅游收入增长12%。"
    )
    assert not [record for record in records if isinstance(record, Amount | Ratio)]


def test_a_rate_of_money_is_a_ratio_unless_it_stands_under_a_class() -> None:
    kinds = (Indicator, Ratio)
    said = records_of("二、资金使用情况\n下达资金28万元，已拨付25万元，资金拨付到位率88%。")
    assert [type(one) for one in said if isinstance(one, kinds)] == [Ratio]
    classed = records_of(ATTAINED + "1.质量指标：补助资金拨付及时率88%。")
    assert [type(one) for one in classed if isinstance(one, kinds)] == [Indicator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年完成总投资2400万元。", [("2400万元", "other", None, None)]),
        ("投入资金2052万元，其中：中央资金316万元，省资金588万元。",
         [("2052万元", "funding", None, "all"), ("316万元", "funding", None, "central"),
          ("588万元", "funding", None, "province")]),
        ("本年度财政拨款40万元。", [("40万元", "funding", None, "fiscal")]),
        ("受益群众30万人。", []),
        ("预拨资金36万元，中央资金完成30万元，支出资金6万元。",
         [("36万元", "funds_received", None, None), ("30万元", "expenditure", None, "central"),
          ("6万元", "expenditure", None, "central")]),
        ("本项目资金28万元，主要用于印刷费5万元、差旅费3万元。",
         [("28万元", "funding", "project", None), ("5万元", "funding", "other", None), ("3万元", "funding", "other", None)]),
        ("公务接待费24万元，会议费6万元，分别比上年减少5万元、3万元。",
         [("24万元", None, "three_public", None), ("6万元", None, "other", None), ("-5万元", "change", "other", None),
          ("-3万元", "change", "other", None)]),
        ("项目资金90万元，其中中央资金50万元、县级资金40万元。",
         [("90万元", "funding", "project", "all"), ("50万元", "funding", "project", "central"),
          ("40万元", "funding", "project", "county")]),
        ("项目支出90万元，用于办公费50万元、差旅费40万元。",
         [("90万元", "expenditure", "project", None), ("50万元", "expenditure", "other", None),
          ("40万元", "expenditure", "other", None)]),
    ],
)  # fmt: skip
def test_amounts_in_plain_words(text: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert amounts(ATTAINED + text) == expected


PROJECTS = (
    "清溪县水务局项目绩效自评报告\n一、项目情况\n实施项目2个，分别是：\n1.2022年堤防加固项目，计划投资40万元；\n"
    "2.2022年渠道清淤项目，计划投资20万元。\n二、结果\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2个项目自评得分分别为98分、97.5分，等级均为“优”。", [(1, "98", "excellent"), (2, "97.5", "excellent")]),
        ("2个项目自评得分分别为98分、85分，等级分别为优、良。", [(1, "98", "excellent"), (2, "85", "good")]),
        ("各项目得分分别为：渠道清淤项目88.3分、堤防加固项目92分。", [(2, "88.3", None), (1, "92", None)]),
        ("渠道清淤项目、堤防加固项目自评得分分别为88分和92分。", [(2, "88", None), (1, "92", None)]),
        ("自评得分均在85分以上。", [(None, "85", None)]),
    ],
)  # fmt: skip
def test_scores_side_by_side_are_each_projects_own(
    text: str, expected: list[tuple[int | None, str, str | None]]
) -> None:
    found = [one for one in records_of(PROJECTS + text) if isinstance(one, Score)]
    assert [(one.project_ordinal, str(one.score), one.grade) for one in found] == expected


def test_a_part_of_a_projects_name_says_whose_money_it_is() -> None:
    sums = [
        one
        for one in records_of(PROJECTS + "已支付58万元。其中堤防加固项目支付39万元，渠道清淤项目支付19万元。")
        if isinstance(one, Amount)
    ]
    assert [(str(one.number), one.project_ordinal) for one in sums[-2:]] == [("39", 1), ("19", 2)]


ON_ONE_LINE = (
    "清溪县林业局2023年度项目支出绩效自评报告 一、绩效目标完成情况 护林管护经费：项目资金11万元，管护森林28万亩。 "
    "森林防火经费：县财政安排资金12万元，购置灭火机60台。 二、分项绩效目标 （一）社区治理 绩效目标：推进自治。 绩效指标：培训社区工作者300人次。"
)


def test_paragraphs_joined_with_blanks_are_the_same_as_lines() -> None:
    def facts(text: str) -> list[tuple[str, str, int | None]]:
        return [
            (
                type(one).__name__,
                one.project_name if isinstance(one, ProjectMention) else "",
                getattr(one, "project_ordinal", None),
            )
            for one in records_of(text)
            if isinstance(one, ProjectMention | Amount | Indicator)
        ]

    lines = ON_ONE_LINE.replace(" ", "\n")
    assert facts(ON_ONE_LINE) == facts(lines)
    assert projects(ON_ONE_LINE) == ["护林管护经费", "森林防火经费", "社区治理"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联络电话 8690022 人员编制 21 实有人数 19 职能职责概述", [("posts_authorised", 21), ("staff_on_post", 19)]),
        ("该项目共编制15个绩效指标。", []),
        ("下属单位19个，其中公益一类事业单位16个。在职468人，其中在编430人，编外聘用38人。",
         [("subordinate_units", 19), ("other", 16), ("staff_on_post", 468), ("other", 430), ("staff_temporary", 38)]),
        ("核定编制15个，在职12人。", [("posts_authorised", 15), ("staff_on_post", 12)]),
    ],
)  # fmt: skip
def test_head_counts_of_a_form_on_one_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.measure, one.count_value) for one in records_of(text) if isinstance(one, Staffing)] == expected
