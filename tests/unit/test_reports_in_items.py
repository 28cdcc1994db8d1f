"""Self-evaluations that tell of each project in an item of its own: whose figures stand in it and what they mean."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, Indicator, ProjectMention, Record, Score, Staffing

HEAD = "青禾县水务局2023年度项目支出绩效自评报告\n\n一、绩效目标实现情况\n"


def _names(records: list[Record]) -> dict[int | None, str]:
    return {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}


def amounts(text: str) -> list[tuple[str | None, str, str | None, str | None, int | None]]:
    records = records_of(HEAD + text)
    names = _names(records)
    return [
        (names.get(a.project_ordinal), f"{a.number}{a.unit}", a.measure, a.fund_level, a.fiscal_year)
        for a in sorted((r for r in records if isinstance(r, Amount)), key=lambda a: a.value_start)
    ]


def actuals(text: str) -> list[tuple[str | None, str]]:
    found = sorted((r for r in records_of(HEAD + text) if isinstance(r, Indicator)), key=lambda r: r.value_start)
    return [(r.indicator_name, f"{r.actual_value}{r.actual_unit or ''}") for r in found if r.actual_value is not None]


def staff(text: str) -> list[tuple[str, int]]:
    return [(r.measure, r.count_value) for r in records_of(HEAD + text) if isinstance(r, Staffing)]


def test_the_whole_behind_a_slice_of_a_level_is_of_no_level() -> None:
    text = "渠道维护项目省级配套：项目资金87.3万元，其中省级配套资金21.7万元。维护渠道3处。\n" * 2
    assert [(value, level) for _, value, _, level, _ in amounts(text)][:2] == [
        ("87.3万元", "all"),
        ("21.7万元", "province"),
    ]


def test_a_level_in_a_documents_number_is_not_the_moneys() -> None:
    text = "1.堤防加固补助（中央资金）：青市财政资环〔2023〕37号文下达163万元，加固堤防3处。\n2.护岸补助（县级配套）：县级财政安排47万元。"
    assert [(value, measure, level) for _, value, measure, level, _ in amounts(text)] == [
        ("163万元", "funds_received", None),
        ("47万元", "funding", "county"),
    ]


def test_a_sum_behind_its_percentage_and_one_behind_a_review_of_another_year() -> None:
    text = "1.巡护服务项目：中标价53万元，按合同支付60%即31.8万元。\n2.审计整改：针对2021年度审计提出的3条意见，收回应收款13.7万元。"
    assert [(value, measure, year) for _, value, measure, _, year in amounts(text)][1:] == [
        ("31.8万元", "expenditure", None),
        ("13.7万元", None, None),
    ]


def test_what_the_budget_did_with_a_project_is_no_part_of_its_name() -> None:
    text = "（1）展厅运维经费年初预算13万元，支出9万元；\n（2）人才培训经费追加预算17万元，支出14万元；\n（3）数据试点补助资金调整预算83万元。"
    assert [name for name, *_ in amounts(text)] == ["展厅运维经费"] * 2 + ["人才培训经费"] * 2 + ["数据试点补助资金"]


def test_a_score_of_what_was_not_carried_out_and_the_parts_behind_a_grade() -> None:
    text = (
        "（1）展厅运维经费年初预算13万元；\n（2）测评服务经费年初预算5万元；\n"
        "二、自评结论\n其中，展厅运维经费自评97分，测评服务经费未实施，自评0分。\n"
    )
    records = records_of(HEAD + text)
    names = _names(records)
    assert [f"{names.get(r.project_ordinal)} {r.score}" for r in records if isinstance(r, Score)] == [
        "展厅运维经费 97",
        "测评服务经费 0",
    ]
    text = "部门整体支出绩效自评得分为93.7分，绩效等级为“优”。其中：履职效能得46.3分，管理效率得47.4分。"
    assert [float(r.score or 0) for r in records_of(HEAD + text) if isinstance(r, Score)] == [93.7]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县应急救援队聘用专职队员33人。", [("staff_temporary", 33)]),
        ("聘用低保核查员5人、驾驶员3人，用于入户核查。", [("staff_temporary", 5), ("staff_temporary", 3)]),
        ("巡防队运行经费：保障专职队员33人工资、社保。", [("staff_temporary", 33)]),
        ("单位财政核定编制在职人员为37人，实有在职35人。", [("posts_authorised", 37), ("staff_on_post", 35)]),
        ("聘用困难家庭护路员21人。", []),
    ],
)
def test_staff_that_a_body_hires_and_pays(text: str, expected: list[tuple[str, int]]) -> None:
    assert staff(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "为全县627户953名低保对象发放低保金，清退107人。",
            [("低保对象", "627户"), ("低保对象人数", "953名"), ("清退", "107人")],
        ),
        ("为847名老人发放两项补贴。", [("老人", "847名")]),
        ("查出隐患274条，整改269条，整改率98.2%。", [("查出隐患", "274条"), ("整改", "269条"), ("整改率", "98.2%")]),
        ("购置抢险装备131件（套）。", [("购置抢险装备", "131件（套）")]),
        ("编制数据目录583条。", [("编制数据目录", "583条")]),
        ("居民人均预期寿命提高到78.7岁。", [("居民人均预期寿命", "78.7岁")]),
        ("扶持合作社23家，带动农户3857户户均增收2300元。", [("扶持合作社", "23家"), ("带动农户", "3857户")]),
        ("维修路灯1237盏次，用于支付7家公司养护费。", [("维修路灯", "1237盏次")]),
        ("入户调查农户347户，满意度91.3%。", [("满意度", "91.3%")]),
        ("亿元产值事故死亡率为0.0064。", [("亿元产值事故死亡率", "0.0064")]),
        ("改造提升公厕9座，其中新建4座、改建5座。", [("改造提升公厕", "9座"), ("新建", "4座"), ("改建", "5座")]),
        ("数量指标：受益学生目标值6.7万人，实际完成67413人。", [("受益学生", "67413人")]),
        ("成本指标：平均改造成本9.7万元/所，控制在11万元以内。", [("平均改造成本", "9.7万元/所")]),
    ],
)
def test_what_an_item_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert actuals(text) == expected


def test_spending_beside_what_came_in_is_spent_whatever_the_table_is_called() -> None:
    text = (
        "资金安排的明细如下：\n\n| 项目名称 | 预算数（万元） | 到位数（万元） | 支出数（万元） |\n"
        "| --- | --- | --- | --- |\n| 渠道维护 | 83.7 | 81.2 | 77.9 |\n| 泵站维修 | 31.3 | 31.1 | 29.4 |\n"
    )
    measures = ["budget_initial", "funds_received", "expenditure"]
    assert [measure for _, _, measure, *_ in amounts(text)] == measures * 2


def test_a_fund_named_by_its_standard_is_no_subject() -> None:
    text = "4.成本指标。膳食补助标准每生每天5元。\n二、分项情况\n（一）膳食补助。项目资金68万元。\n（二）食堂改善补助。项目资金37万元。"
    records = records_of(HEAD + text)
    names = _names(records)
    assert [names.get(r.project_ordinal) for r in records if isinstance(r, Indicator)] == [None]


def test_a_list_goes_on_over_a_mistyped_mark_and_a_sum_in_brackets() -> None:
    text = (
        "2023年下达补助资金860万元，已支出820万元，其中：\n1.高标农田建设。安排资金215万元，支出210万元。\n2.农村人居环境整治。安排资金156万元，支出155万元。\n"
        "3.水利薄弱环节治理：安排89万元，支出81万元。治理河流3条。\n（4）造林与生态修复（安排资金76万元），支出74万元，造林870亩。\n"
        "5.农业产业奖补资金102万元，扶持合作社9家。\n6，农村饮水提升项目，安排118万元，支出106万元。\n"
    )
    found = amounts(text)
    assert [
        (name, measure) for name, value, measure, *_ in found if value in ("89万元", "76万元", "102万元", "118万元")
    ] == [
        ("水利薄弱环节治理", "funding"),
        ("造林与生态修复", "funding"),
        ("农业产业奖补资金", "funding"),
        ("农村饮水提升项目", "funding"),
    ]


def test_whose_money_a_sum_is_goes_before_the_budget_of_its_heading() -> None:
    text = "二、一般公共预算支出情况\n1、公共卫生补助资金538万元，其中中央资金377万元、县级配套48万元。\n"
    found = [r for r in records_of(HEAD + text) if isinstance(r, Amount)]
    assert [(r.fund_type, r.fund_level) for r in sorted(found, key=lambda r: r.value_start)][1:] == [
        (None, "central"),
        (None, "county"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对自评得分低于63分的餐厨垃圾处置项目，不再安排预算。", []),
        ("对照指标，2023年度涉农资金自评得分93.3分，自评等级为优。", [93.3]),
        ("上述6个项目自评得分均在90分以上，平均94.7分。", [94.7]),
    ],
)
def test_scores_of_funds_and_limits_of_those_scored(text: str, expected: list[float]) -> None:
    assert [float(r.score or 0) for r in records_of(HEAD + text) if isinstance(r, Score)] == expected


def test_scores_in_brackets_behind_the_band_they_fall_into() -> None:
    text = "1.古建修缮项目：下达183万元。\n2.旅游推介经费187万元，参加推介会5次。\n二、自评结果\n80-90分的2个（古建修缮项目83分、旅游推介经费86.7分）。\n"
    records = records_of(HEAD + text)
    names = _names(records)
    assert [(names.get(r.project_ordinal), float(r.score or 0)) for r in records if isinstance(r, Score)] == [
        ("古建修缮项目", 83.0),
        ("旅游推介经费", 86.7),
    ]


def test_those_who_share_a_sum_in_brackets_and_what_is_arranged_for_the_year() -> None:
    text = "1.场馆免费开放经费93万元（县图书馆31万元、县文化馆29万元、11个文化站33万元）。\n2.送戏下乡补助经费。全年安排47万元，送戏151场。\n"
    assert {measure for _, _, measure, *_ in amounts(text)} == {"funding"}


def test_what_is_told_behind_the_first_of_several_outlays_is_of_its_project() -> None:
    text = (
        "1.干部培训经费63万元。\n2.人才工作经费83万元。\n二、资金使用情况\n"
        "2个项目实际支出127万元。其中干部培训经费支出48万元，举办培训班9期；人才工作经费支出79万元，引进人才23名。\n"
        "2个项目自评平均得分93.6分。\n"
    )
    records = records_of(HEAD + text)
    names = _names(records)
    found = {r.actual_unit: names.get(r.project_ordinal) for r in records if isinstance(r, Indicator)}
    assert found == {"期": "干部培训经费", "名": "人才工作经费"}
    assert [r.scope for r in records if isinstance(r, Score)] == ["projects_overall"]


def test_a_pair_among_problems_is_an_indicator_and_a_goals_list_keeps_its_rings() -> None:
    text = "1.项目目标。①接种率≥91%；②管理率≥83%；③治愈率≥87%；④随访率≥79%。\n2.存在问题\n个别指标值偏低，演练目标31场，实际完成37场，培训6次。\n"
    found = [r for r in records_of(HEAD + text) if isinstance(r, Indicator)]
    assert [r.target_value for r in found] == [91, 83, 87, 79, 31]
    assert [r.actual_value for r in found if r.actual_value is not None] == [37]


def test_a_sum_above_its_whole_is_of_the_whole() -> None:
    text = "二、整体支出\n年初部门预算安排235万元，其中：人员支出186万元、项目支出28万元；调整预算数274万元。\n"
    found = [r for r in records_of(HEAD + text) if isinstance(r, Amount)]
    assert [r.category for r in sorted(found, key=lambda r: r.value_start)] == [None, "personnel", "project", None]


def test_a_heading_that_ends_in_the_midst_of_a_word_of_measure() -> None:
    text = "（一）设备监察经费 预算27万元，执行24万元。\n（二）抽检经费：年初预算13万元，支出12万元。"
    assert [measure for _, _, measure, *_ in amounts(text)] == ["budget_initial", "expenditure"] * 2


@pytest.mark.parametrize("heading", ["年度总体目标及主要任务完成情况", "年度总体目标及主要任务"])
def test_items_that_tell_what_was_spent_are_results_below_a_heading_of_goals(heading: str) -> None:
    text = (
        "青禾县城管局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n（一）部门职责\n我局负责城市管理。\n"
        f"（二）{heading}\n1．热线调度。全年支出93.7万元，接入视频监控613路。自评得分96分。\n"
        "2．进社区。设立工作站23个。全年支出31万元，自评得分95分。\n（三）预算执行情况\n全年预算支出830万元。\n"
    )
    found = [item for item in records_of(text) if isinstance(item, Indicator)]
    assert [(item.target_value, item.actual_value) for item in found] == [(None, 613), (None, 23)]
