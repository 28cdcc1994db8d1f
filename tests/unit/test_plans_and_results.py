"""Plans with what came of them, and the other figures that whole reports tell in prose: text → rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, Indicator, ProjectMention, Ratio, Score, ScoreBand, Staffing

SELF = "青禾县水务局2021年度部门整体支出绩效自评报告\n\n一、基本情况\n本局为政府组成部门。\n二、绩效目标完成情况\n"
END = "\n三、存在的问题\n管理有待加强。\n"


def _indicators(text: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    return [
        (item.indicator_name, item.target_value, item.actual_value)
        for item in records_of(SELF + text + END)
        if isinstance(item, Indicator)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初计划培训管水员210人，截至11月底，共培训管水员234人。", [("培训管水员", 210, 234)]),
        ("计划清淤渠道43公里，截至目前已完成31公里。", [("清淤渠道", 43, 31)]),
        (
            "拟采购抽水机17台、编织袋900条，截至2021年底已采购抽水机17台、编织袋740条。",
            [("采购抽水机", 17, 17), ("编织袋", 900, 740)],
        ),
        ("计划2021年底前新建泵站7座。", [("新建泵站", 7, None)]),
        ("13个供水规划完成11个。", [("供水规划", 13, 11)]),
        ("年初市下达我县全年任务为堤防加固47公里。上半年，加固堤防13公里。", [("堤防加固", 47, None), ("加固堤防", None, 13)]),
        ("全年培育苗木2600盆，其中3月22日世界水日期间发放苗木340盆。", [("培育苗木", None, 2600), ("世界水日期间发放苗木", None, 340)]),
        ("查处违法采砂行为17起。", [("查处违法采砂行为", None, 17)]),
        ("新修水泥渠道，或石砌渠道6.2公里。", [("石砌渠道", None, Decimal("6.2"))]),
        ("每年至少组织演练3次。", [("每年组织演练", 3, None)]),
        ("水土流失率0.017‰，远低于0.7‰的控制指标。", [("水土流失率", Decimal("0.7"), Decimal("0.017"))]),
        (
            "全年发生溃口7起，比上年减少5起，下降41.7%。",
            [("发生溃口", None, 7), ("发生溃口比上年减少", None, 5), ("发生溃口下降", None, Decimal("41.7"))],
        ),
        (
            "全年立案43件、移送司法机关17件，同比分别上升6.1%和7.3%。",
            [
                ("立案", None, 43),
                ("移送司法机关", None, 17),
                ("立案同比上升", None, Decimal("6.1")),
                ("移送司法机关同比上升", None, Decimal("7.3")),
            ],
        ),
        (
            "对供水服务、报修服务的满意度分别为93.1%和88.7%。",
            [("供水服务满意度", None, Decimal("93.1")), ("报修服务满意度", None, Decimal("88.7"))],
        ),
        ("审批时限较法定时限压缩43%以上。", [("审批时限较法定时限压缩", None, 43)]),
        ("万元产值用水量较2020年下降11.3%。", [("万元产值用水量较2020年下降", None, Decimal("11.3"))]),
        ("组织抢险队员集训3次以上。", [("组织抢险队员集训", None, 3)]),
        ("委托第三方编制供水、排涝、节水3个用水规划。", [("用水规划", None, 3)]),
        ("全县计划实施节水技改项目17个，新引进亿元以上项目3个。", [("实施节水技改项目", 17, None), ("新引进亿元以上项目", 3, None)]),
        ("预期目标是举办节水宣传不少于4场。全年举办节水宣传7场，参与群众3100余人次。", [("举办节水宣传", 4, None), ("举办节水宣传", None, 7), ("参与群众", None, 3100)]),
        ("接入率为年度目标的104.3%。", [("接入率", None, Decimal("104.3"))]),
        ("物资储备到位率97.3%。", [("物资储备到位率", None, Decimal("97.3"))]),
        ("回收问卷217份，其中满意193份，满意度88.9%。", [("满意度", None, Decimal("88.9"))]),
        ("县财政下达补助资金3批。", []),
        ("参演人数突破1700人次。", [("参演人数", None, 1700)]),
        ("用水户满意度为93.1%，大于目标值87%。", [("用水户满意度", 87, Decimal("93.1"))]),
        ("剩余3公里渠道转入下年实施，其余7个子项已完工。", []),
        ("消除57人以上大班额，师生比达到1∶17.3。", []),
        ("受理工单113件，结案97件，结案率85.8%。", [("受理工单", None, 113), ("结案", None, 97), ("结案率", None, Decimal("85.8"))]),
        ("培训企业负责人和安全管理人员73人。", [("培训企业负责人和安全管理人员", None, 73)]),
        ("新购抽水机17台，溺水死亡率1.7/10万。", [("新购抽水机", None, 17), ("溺水死亡率", None, Decimal("1.7"))]),
        ("免疫绵羊41.3万只次。", [("免疫绵羊", None, Decimal("41.3"))]),
    ],
)  # fmt: skip
def test_plans_results_and_changes_of_prose(
    text: str, expected: list[tuple[str, Decimal | None, Decimal | None]]
) -> None:
    assert _indicators(text) == expected


def test_due_dates_of_a_class_are_targets_in_words() -> None:
    records = records_of(SELF + "时效指标：干渠清淤于2021年11月底前完成，实际于10月17日完成验收。" + END)
    (found,) = [item for item in records if isinstance(item, Indicator)]
    assert (found.level2, found.target_text, found.actual_text) == ("timeliness", "2021年11月底前", "10月17日")


def test_a_line_with_a_class_names_what_stands_below_it() -> None:
    text = "效益指标：\n（2）社会效益指标：新增岗位17个。\n满意度指标：\n用水户满意度目标值≥87%，实际完成91.3%。"
    found = [item for item in records_of(SELF + text + END) if isinstance(item, Indicator)]
    assert [(item.level1, item.indicator_name) for item in found] == [
        ("benefit", "新增岗位"),
        ("satisfaction", "用水户满意度"),
    ]


def test_a_class_behind_the_one_it_belongs_to_opens_a_line_of_its_own() -> None:
    text = "现将绩效目标公示如下： 一、产出指标 数量指标：渠道防渗大于等于6.3公里，管水房≥7座。"
    found = [item for item in records_of(text) if isinstance(item, Indicator)]
    assert [(item.level2, item.indicator_name, item.target_value) for item in found] == [
        ("quantity", "渠道防渗", Decimal("6.3")),
        ("quantity", "管水房", 7),
    ]


def test_counts_of_a_band_and_points_of_an_indicator_are_no_results() -> None:
    text = "共自评项目17个，其中优秀13个、良好4个。用水户满意度目标值87%，实际完成91.3%，得7分。"
    records = records_of(SELF + text + END)
    assert [item.indicator_name for item in records if isinstance(item, Indicator)] == ["用水户满意度"]
    assert [item.project_count for item in records if isinstance(item, ScoreBand)] == [13, 4]
    assert not [item for item in records if isinstance(item, Score)]


def test_projects_that_their_scores_alone_name() -> None:
    text = "经综合评价，干渠清淤项目得分87分，等级为良；节水宣传项目得分93分，等级为优。"
    records = records_of(SELF + text + END)
    assert [item.project_name for item in records if isinstance(item, ProjectMention)] == [
        "干渠清淤项目",
        "节水宣传项目",
    ]
    assert [(item.project_ordinal, str(item.score)) for item in records if isinstance(item, Score)] == [
        (1, "87"),
        (2, "93"),
    ]


def test_a_title_s_fund_by_another_word_for_its_kind_is_no_second_project() -> None:
    text = (
        "2021年干渠清淤专项资金绩效自评报告\n一、项目资金情况\n1.项目资金到位情况分析\n"
        "2021年干渠清淤项目资金37万元全部拨款到位。\n"
    )
    records = records_of(text)
    assert [item.project_name for item in records if isinstance(item, ProjectMention)] == ["干渠清淤专项资金"]
    assert [item.measure for item in records if isinstance(item, Amount)] == ["funds_received"]


def test_an_item_that_has_lost_its_ring_counts_on() -> None:
    text = (
        "青禾县水务局水利发展资金2021年度绩效自评报告\n一、项目资金情况\n分项目如下：①堤防加固补助到位17万元；②渠道清淤补助到位23万元；"
        "3节水灌溉补助到位31万元；4泵站改造补助到位7万元，到位率41.3%。\n"
    )
    records = records_of(text)
    names = {item.ordinal: item.project_name for item in records if isinstance(item, ProjectMention)}
    told = [
        (names[item.project_ordinal], str(item.number))
        for item in records
        if isinstance(item, Amount) and item.project_ordinal
    ]
    assert told == [("堤防加固补助", "17"), ("渠道清淤补助", "23"), ("节水灌溉补助", "31"), ("泵站改造补助", "7")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用于支付贷款利息61.3万元、保管费用37万元、轮换价差23.1万元。", [("expenditure", None)] * 3),
        ("2021年县财政下达我局水利补助资金2批共计123万元，第一批61万元，第二批62万元。", [("funds_received", None)] * 3),
        ("单笔支出超过7000元的集体研究，30万元以上的采购项目公开招标。", [("other", "other"), ("other", None)]),
        ("全年发放移民生活补助金113.7万元，为17名遗属发放慰问金3.7万元。", [("expenditure", "other")] * 2),
        (
            "2021年市财政下达我局项目资金193万元，到位率100%。截至年底，实际支出171万元，结转22万元。",
            [("funds_received", "project"), ("expenditure", "project"), ("carryover", "project")],
        ),
    ],
)  # fmt: skip
def test_what_a_payment_lists_and_what_a_sum_hands_on(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(item.measure, item.category) for item in records_of(SELF + text + END) if isinstance(item, Amount)]
    assert found == expected


def test_of_two_parts_that_begin_alike_the_longer_heads_its_own_paragraph() -> None:
    text = (
        "青禾县2021年度水利发展资金绩效自评报告\n一、资金安排情况\n"
        "下达资金90.4万元，其中：堤防养护47.2万元，堤防养护配套31.1万元，水价改革12.1万元。\n二、实施情况\n"
        "1、堤防养护完成9公里，支出41.3万元。\n2、堤防养护配套购置设备3台，支出29.7万元。\n"
        "3、水价改革完成2处，支出11.6万元。\n"
    )
    found = records_of(text)
    names = {item.ordinal: item.project_name for item in found if isinstance(item, ProjectMention)}
    spent = [names.get(i.project_ordinal or 0) for i in found if isinstance(i, Amount) and i.measure == "expenditure"]
    assert spent == ["堤防养护", "堤防养护配套", "水价改革"]


def test_a_part_that_only_says_what_was_done_with_it_has_no_name() -> None:
    text = (
        "下达资金90.4万元，其中：实际到位资金47.2万元，堤防养护31.1万元。\n其中：渠道维修31.1万元，水价改革12.1万元。\n二、实施情况\n"
        "1、渠道维修完成护岸3公里。\n2、水价改革完成2处。\n"
    )
    names = [record.project_name for record in records_of(text) if isinstance(record, ProjectMention)]
    assert all(names)
    assert {"渠道维修", "水价改革"} <= set(names)


def test_parts_of_a_list_that_head_paragraphs_are_projects() -> None:
    text = (
        "青禾县2021年度中央水利发展资金绩效自评报告\n一、资金安排情况\n"
        "下达青禾县2021年中央水利发展资金83万元。其中：干渠护岸工程47万元，渠道维修养护23万元，农业水价改革13万元。\n"
        "衔接资金到位17万元。\n（二）实施情况\n主体工程基本完工。\n"
        "1、干渠护岸工程治理河道3.7公里，支出41万元。\n2、渠道维修养护；更换闸门7扇。\n3农业水价改革：惠及农户430户。\n"
        "渠道维修养护目标值7处，实际完成7处。\n"
    )
    records = records_of(text)
    names = {item.ordinal: item.project_name for item in records if isinstance(item, ProjectMention)}
    assert list(names.values()) == ["中央水利发展资金", "干渠护岸工程", "渠道维修养护", "农业水价改革"]
    told = [
        (names[item.project_ordinal], item.indicator_name, str(item.actual_value))
        for item in records
        if isinstance(item, Indicator) and item.project_ordinal
    ]
    assert told == [
        ("干渠护岸工程", "干渠护岸工程治理河道", "3.7"),
        ("渠道维修养护", "更换闸门", "7"),
        ("农业水价改革", "惠及农户", "430"),
        ("农业水价改革", "渠道维修养护", "7"),
    ]
    money = [item for item in records if isinstance(item, Amount)]
    assert [names[item.project_ordinal or 1] for item in money[1:4]] == ["干渠护岸工程", "渠道维修养护", "农业水价改革"]
    assert [item.fund_level for item in money if item.number == 17] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("节水宣传经费13万元（县级安排）。", ["county"]),
        ("审计费用7万元由市级财政承担。", ["city"]),
        ("县级配套资金基本情况是：总投资67万元。", [None]),
    ],
)
def test_the_level_that_pays_behind_a_sum(text: str, expected: list[str | None]) -> None:
    assert [item.fund_level for item in records_of(SELF + text + END) if isinstance(item, Amount)] == expected


def test_an_item_with_the_document_of_its_money_is_a_project_and_classes_of_payees_are_none() -> None:
    text = (
        "（三）专项支出情况\n2021年我局共有项目3个，具体如下：\n1.节水宣传专项经费17万元。支出17万元。\n"
        "2、干旱救助资金（青财农〔2021〕7号）43万元。人均救助87元。\n"
        "3、小水电退出奖补资金113万元，其中一类企业61万元、二类企业每家52万元；资金支付61万元，结转52万元。\n"
    )
    found = [item for item in records_of(SELF + text + END) if isinstance(item, ProjectMention)]
    assert [(item.project_name, item.document_number) for item in found] == [
        ("节水宣传专项经费", None),
        ("干旱救助资金", "青财农〔2021〕7号"),
        ("小水电退出奖补资金", None),
    ]


def test_rates_and_scores_of_projects_told_one_after_the_other() -> None:
    text = (
        "青禾县2021年度水利专项资金绩效自评报告\n一、基本情况\n资金用于：1.干渠清淤项目，安排资金47万元；2.泵站改造项目，安排资金31万元；"
        "3.节水宣传项目，安排资金13万元。\n二、资金使用情况\n全年支出83万元。其中：干渠清淤项目支出43万元，执行率91.5%；"
        "泵站改造项目支出29万元，执行率93.5%；节水宣传项目支出11万元，执行率84.6%。\n三、绩效情况\n（一）干渠清淤项目。清淤7公里。\n"
        "（二）泵站改造项目。改造泵站3座。\n（三）节水宣传项目。宣传17场。\n四、结论\n三个子项目得分分别为：93分、87分、91分。\n"
    )
    records = records_of(text)
    names = {item.ordinal: item.project_name for item in records if isinstance(item, ProjectMention)}
    rates = [names[item.project_ordinal or 1] for item in records if isinstance(item, Ratio)]
    assert rates == ["干渠清淤项目", "泵站改造项目", "节水宣传项目"]
    scores = {names[item.project_ordinal or 1]: str(item.score) for item in records if isinstance(item, Score)}
    assert scores == {"干渠清淤项目": "93", "泵站改造项目": "87", "节水宣传项目": "91"}


def test_parts_of_a_score_that_are_summed_and_shares_of_a_budget() -> None:
    text = "投入8分、过程31分、产出27.3分、效果26分，合计92.3分，自评等级为“优”。年中追加预算占年初预算的43.7%。6月底前支出进度达到50%，9月底前达到77%。"
    records = records_of(SELF + text + END)
    assert [(str(item.score), item.grade) for item in records if isinstance(item, Score)] == [("92.3", "excellent")]
    assert [item.measure for item in records if isinstance(item, Ratio)] == [
        "share",
        "execution_rate",
        "execution_rate",
    ]


def test_what_is_drawn_up_is_no_post_and_stock_in_place_no_money() -> None:
    records = records_of(SELF + "完成纲要编制3个。抢险人员到位率97%。" + END)
    assert not [item for item in records if isinstance(item, Staffing | Ratio)]
