"""Amounts of funds and their projects, as self-evaluations of special funds word them: text → (figure, measure, category, level)."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, ProjectMention

HEAD = "青禾县水务局2021年度部门整体支出绩效自评报告\n\n一、资金情况\n"
Stated = tuple[str, str | None, str | None, str | None]


def read(text: str) -> tuple[list[Amount], dict[int, str]]:
    records = records_of(text)
    names = {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}
    return sorted((r for r in records if isinstance(r, Amount)), key=lambda a: (a.value_start, a.number)), names


def stated(text: str) -> list[Stated]:
    return [(f"{a.number}{a.unit or ''}", a.measure, a.category, a.fund_level) for a in read(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每台价格约为35-50万元。", [("35万元", "unit_standard", None, None), ("50万元", "unit_standard", None, None)]),
        ("全年支出5至8万元。", [("5万元", "expenditure", None, None), ("8万元", "expenditure", None, None)]),
        ("累计支出资金五百八十万元。", [("580万元", "expenditure", None, None)]),
        ("每户补助三千元。", [("3000元", "unit_standard", None, None)]),
        ("完成项目二元化改革。", []),
    ],
)  # fmt: skip
def test_ranges_and_chinese_numerals_are_money(text: str, expected: list[Stated]) -> None:
    assert stated(HEAD + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到中央资金300万元，实际支付289万元。", [("300万元", "funds_received", None, "central"), ("289万元", "expenditure", None, "central")]),
        ("收到中央资金300万元、省级资金50万元，实际支出340万元。", [("300万元", "funds_received", None, "central"), ("50万元", "funds_received", None, "province"), ("340万元", "expenditure", None, None)]),
        ("中央财政大力支持，分两批向我县下达转移支付资金67万元（其中第一批60万元，第二批7万元）。", [("67万元", "funds_received", None, "central"), ("60万元", "funds_received", None, "central"), ("7万元", "funds_received", None, "central")]),
        ("根据《关于下达中央和省级补助资金预算的通知》（青财农〔2021〕3号），下达我县衔接资金90万元。", [("90万元", "funds_received", None, "superior")]),
        ("县级批复总投资337万元。", [("337万元", "funding", None, None)]),
        ("中央及省级资金共计80万元。", [("80万元", "funding", None, "all")]),
        ("市本级财政资金60万元。", [("60万元", "funding", None, "city")]),
        ("共下达90万元中央资金用于渠道清淤，其中青禾乡50万元、南河乡40万元。", [("90万元", "funds_received", None, "central"), ("50万元", "funds_received", None, "central"), ("40万元", "funds_received", None, "central")]),
        ("年初预算资金为16万元，全部为市级财政资金。", [("16万元", "budget_initial", None, "city")]),
        ("中央资金到位90万元，到位率100%；地方配套资金到位5万元。", [("90万元", "funds_received", None, "central"), ("5万元", "funds_received", None, "all")]),
        ("市级图书馆、文化馆补助标准为每馆每年5万元。", [("5万元", "unit_standard", None, None)]),
        ("我县安排本级预算衔接资金9万元。", [("9万元", "budget_initial", None, "county")]),
        ("我市安排本级预算衔接资金9万元。", [("9万元", "budget_initial", None, "city")]),
        ("我县接到上级资金90万元，其中市本级投入资金22万元（第一批12万元，第二批10万元）。", [("90万元", "funds_received", None, "superior"), ("22万元", "funds_received", None, "city"), ("12万元", "funds_received", None, "city"), ("10万元", "funds_received", None, "city")]),
        ("我县获中央直达资金90万元。", [("90万元", "funds_received", None, "central")]),
        ("接收一般性转移支付资金预算指标9万元。", [("9万元", "funds_received", None, "superior")]),
        ("收到直达资金90万元，其中生猪大县奖励资金20万元，共同财政事权转移支付（含水利、林业等）资金70万元。", [("90万元", "funds_received", None, "superior"), ("20万元", "funds_received", "other", "superior"), ("70万元", "funds_received", None, "superior")]),
        ("部门决算支出90万元。项目支出中，泵站养护支出5万元、渠道维修支出3万元。", [("90万元", "expenditure", None, None), ("5万元", "expenditure", "other", None), ("3万元", "expenditure", "other", None)]),
        ("人均补助标准提高到89元，中央、省、市、县分别承担71.2元、10.6元、1.8元、5.4元。", [("89元", "unit_standard", None, None), ("71.2元", "unit_standard", None, "central"), ("10.6元", "unit_standard", None, "province"), ("1.8元", "unit_standard", None, "city"), ("5.4元", "unit_standard", None, "county")]),
    ],
)  # fmt: skip
def test_money_of_another_government_stays_its_money(text: str, expected: list[Stated]) -> None:
    assert stated(HEAD + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初批复预算8个项目98万元，调整预算后项目预算86万元。", [("98万元", "budget_initial", "project", None), ("86万元", "budget_adjusted", "project", None)]),
        ("下达省级资金9万元，支持项目2个：渠道清淤项目5万元、节水宣传项目4万元。", [("9万元", "funds_received", None, "province"), ("5万元", "funds_received", None, "province"), ("4万元", "funds_received", None, "province")]),
        ("资金到位9万元，执行7万元。", [("9万元", "funds_received", None, None), ("7万元", "expenditure", None, None)]),
        ("收到资金9万元。安排项目12个，其中产业类7个，资金5万元。", [("9万元", "funds_received", None, None), ("5万元", "funding", None, None)]),
        ("实际支出9万元，剩余1万元。其中：渠道清淤费6万元，节水宣传费3万元。", [("9万元", "expenditure", None, None), ("1万元", "carryover", None, None), ("6万元", "expenditure", "other", None), ("3万元", "expenditure", "other", None)]),
        ("下达青禾县中央水利发展资金90万元。其中：小流域综合治理60万元，小型水库维修养护20万元，县级配套资金10万元。",
         [("90万元", "funds_received", None, "central"), ("60万元", "funds_received", "other", "central"), ("20万元", "funds_received", "other", "central"), ("10万元", "funds_received", None, "county")]),
        ("困难群众救助补助资金累计支出5亿元。", [("5亿元", "expenditure", "other", None)]),
        ("统筹整合使用财政涉农资金30万元。", [("30万元", "funding", None, "fiscal")]),
        ("由省级代为发行新增债券3亿元，债券还本付息1亿元。", [("3亿元", "other", None, "province"), ("1亿元", "expenditure", "other", None)]),
        ("“二下”批复数90万元。", [("90万元", "budget_initial", None, None)]),
        ("补助标准由年生均小学600元、初中800元，调整为年生均小学650元、初中850元。",
         [("600元", "unit_standard", None, None), ("800元", "unit_standard", None, None), ("650元", "unit_standard", None, None), ("850元", "unit_standard", None, None)]),
        ("全县共筹集彩票公益金90万元，其中：中央彩票公益金60万元、省级彩票公益金30万元。",
         [("90万元", "funds_received", None, "all"), ("60万元", "funds_received", None, "central"), ("30万元", "funds_received", None, "province")]),
        ("安排支出90万元，结转下年使用8万元。", [("90万元", "expenditure", None, None), ("8万元", "carryover", None, None)]),
        ("结转下年公益金90万元，其中：省级资金60万元。", [("90万元", "carryover", None, "all"), ("60万元", "carryover", None, "province")]),
        ("分配市本级、各县90万元。", [("90万元", "funding", None, None)]),
        ("安排渠道改造提升资金90万元。安排专项资金9万元。", [("90万元", "funding", "other", None), ("9万元", "funding", None, None)]),
        ("下达我县种粮农民一次性补贴资金预算90万元。", [("90万元", "funds_received", None, "superior")]),
        ("我县接收分配共同财政事权转移支付资金90万元，支出60万元。包括：就业补助资金50万元，已全部支出；助学经费40万元，支出10万元。接收分配专项转移支付资金7万元，支出3万元。",
         [("90万元", "funds_received", None, "superior"), ("60万元", "expenditure", None, "superior"), ("50万元", "funds_received", "other", "superior"),
          ("40万元", "funds_received", "other", "superior"), ("10万元", "expenditure", "other", None), ("7万元", "funds_received", None, "superior"), ("3万元", "expenditure", None, "superior")]),
        ("立项批复90万元，其中50万元为中央水利发展资金。", [("90万元", "funding", None, None), ("50万元", "funding", None, "central")]),
        ("根据《关于下达中央和省级水利资金的通知》下达我县中央水利发展资金50万元。", [("50万元", "funds_received", None, "central")]),
        ("现将林业专项资金89万元下达给你局：\n一、完善退耕还林政策兑现补助资金17万元，其中：粮食折现补贴13万元。",
         [("89万元", "funds_received", "other", None), ("17万元", "funds_received", "other", None), ("13万元", "funds_received", "other", None)]),
        ("下达林业局天保工程管护补助44万元，商品林停伐管护补助10万元，森林防火补助9万元。",
         [("44万元", "funds_received", "other", None), ("10万元", "funds_received", "other", None), ("9万元", "funds_received", "other", None)]),
        ("共申报奖补项目51个，项目总投资90万元，其中财政奖补资金60万元，村集体投入20万元，村民筹资10万元。",
         [("90万元", "funding", "project", None), ("60万元", "funding", "project", None), ("20万元", "funding", "project", None), ("10万元", "funding", "project", None)]),
        ("现下达你区中央财政林业资金（项目编码：12000X37，专项）25万元。", [("25万元", "funds_received", None, "central")]),
        ("现下达你单位中央补助文化服务体系建设项目资金预算119万元，其中戏曲进乡村补助资金39万元，活动室设备购置80万元。",
         [("119万元", "funds_received", "project", "central"), ("39万元", "funds_received", "other", "central"), ("80万元", "funds_received", "other", "central")]),
        ("现将公共卫生资金154万元（每人55元，中央承担44元）下达给你们。其中：健康素养费6万元。",
         [("154万元", "funds_received", None, None), ("55元", "unit_standard", None, None), ("44元", "unit_standard", None, "central"), ("6万元", "funds_received", "other", None)]),
        ("其他建设资金59万元自筹资金也全部到位。", [("59万元", "funds_received", None, None)]),
        ("有3万元未使用。", [("3万元", "carryover", None, None)]),
        ("青禾县财政安排资金9万元，已拨付工程款8万元。", [("9万元", "funding", None, "county"), ("8万元", "expenditure", None, "county")]),
        ("年初预算9万元，其中：基本支出5万元，项目支出4万元。年中追加预算2万元。", [("9万元", "budget_initial", None, None), ("5万元", "budget_initial", "basic", None), ("4万元", "budget_initial", "project", None), ("2万元", "change", None, None)]),
        ("部门决算支出90万元，结余2万元，预算执行率97.8%。其中：城市低保支出40万元，特困供养支出50万元。", [("90万元", "expenditure", None, None), ("2万元", "carryover", None, None), ("40万元", "expenditure", "other", None), ("50万元", "expenditure", "other", None)]),
        ("全县共支出2019年涉农整合资金119万元。", [("119万元", "expenditure", None, None)]),
        ("全年支出各类救助资金119万元。", [("119万元", "expenditure", None, None)]),
        ("全年预算数108万元，执行数103（含中央资金60万元，其他资金43万元）。", [("108万元", "budget_adjusted", None, None), ("103万元", "expenditure", None, None), ("60万元", "expenditure", None, "central"), ("43万元", "expenditure", None, None)]),
        ("衔接资金105万元已全部到位。", [("105万元", "funds_received", None, None)]),
        ("项目支出90万元，主要用于文明创建50万元、疫情防控40万元。", [("90万元", "expenditure", "project", None), ("50万元", "expenditure", "other", None), ("40万元", "expenditure", "other", None)]),
        ("采购预算90万元，采购支出80万元，节约资金10万元。", [("90万元", "budget_initial", "other", None), ("80万元", "expenditure", "other", None), ("10万元", "other", "other", None)]),
        ("本项目共完成预算资金9万元，结余1万元按合同作为质保金。", [("9万元", "expenditure", None, None), ("1万元", "other", None, None)]),
        ("合同价90万元，已支付82万元，剩余8万元为质保金。", [("90万元", None, None, None), ("82万元", "expenditure", None, None), ("8万元", "other", None, None)]),
        ("户均增收3200元。", [("3200元", "other", None, None)]),
        ("基本支出20万元，项目支出30万元，与上年相比，总支出减少8万元。", [("20万元", "expenditure", "basic", None), ("30万元", "expenditure", "project", None), ("-8万元", "change", None, None)]),
    ],
)  # fmt: skip
def test_the_words_of_funds(text: str, expected: list[Stated]) -> None:
    assert stated(HEAD + text) == expected


def test_a_name_says_whose_money_it_is_and_nothing_else() -> None:
    head = "白石县2022年中央水利救灾资金绩效自评报告\n\n一、资金情况\n"
    assert stated(head + "资金到位28万元，每户补助500元。") == [
        ("28万元", "funds_received", None, "central"),
        ("500元", "unit_standard", None, None),
    ]
    head = "白石县2022年省级水利业务费绩效自评报告\n\n一、资金情况\n"
    assert stated(head + "全年执行数28万元。") == [("28万元", "expenditure", None, "province")]
    head = "白石县城乡居民基本养老保险补助资金2022年度绩效自评报告\n\n一、资金情况\n"
    assert stated(head + "城乡居民基本养老保险补助经费预算数30万元。") == [("30万元", "budget_initial", None, None)]


def test_sums_year_by_year_and_what_was_spent_of_each() -> None:
    text = (
        "2020-2022年省级财政共计安排项目预算60万元，其中2020、2021、2022年分别为10万元、20万元、30万元。2020年度预算支出8万元，当年结转2万元；"
        "2022年1-7月预算支出15万元。截至2022年7月底，2021年预算执行数19万元，累计结转3万元。"
    )
    amounts, _ = read("青禾县应急中心建设全周期跟踪问效绩效评价报告\n\n一、预算安排\n" + text)
    assert [(a.number, a.measure, a.fund_level, a.fiscal_year) for a in amounts][1:] == [
        (10, "budget_initial", "province", 2020), (20, "budget_initial", "province", 2021), (30, "budget_initial", "province", 2022),
        (8, "expenditure", None, 2020), (2, "carryover", None, 2020), (15, "expenditure", None, 2022),
        (19, "expenditure", None, 2021), (3, "carryover", None, 2022),
    ]  # fmt: skip
    assert {a.project_ordinal for a in amounts} == {1}


def test_each_figure_of_a_list_is_the_project_named_in_its_place() -> None:
    amounts, names = read(
        "白石县水务局2021年度部门整体支出绩效自评报告\n\n一、项目支出情况\n（一）渠道清淤项目\n预算9万元。\n（二）堤防加固项目\n预算5万元。\n"
        "二、总体情况\n渠道清淤项目、堤防加固项目分别支出8万元、4万元。"
    )
    assert [(str(a.number), names[a.project_ordinal or 0]) for a in amounts] == [
        ("9", "渠道清淤项目"), ("5", "堤防加固项目"), ("8", "渠道清淤项目"), ("4", "堤防加固项目"),
    ]  # fmt: skip


def test_a_list_goes_on_by_its_count_where_a_mark_is_mistyped() -> None:
    text = "下达我乡中央资金48万元，分别为：\n1.渠道清淤项目21万元；\n2.堤防加固项目13万元；\n（3）节水灌溉项目9万元；\n（4）泵站改造项目5万元。"
    assert [(number, measure, level) for number, measure, _, level in stated(HEAD + text)] == [
        ("48万元", "funds_received", "central"), ("21万元", "funds_received", "central"), ("13万元", "funds_received", "central"),
        ("9万元", "funds_received", "central"), ("5万元", "funds_received", "central"),
    ]  # fmt: skip


def test_a_heading_with_its_sum_hands_measure_and_level_to_its_items() -> None:
    text = (
        "资金分配情况公告如下。\n\n一、中央财政衔接资金（53万元）\n（一）支持产业发展30万元；\n（二）农村饮水管护任务23万元。\n"
        "二、省级财政衔接资金（9万元）\n（一）支持乡村治理9万元。\n"
    )
    assert stated(text) == [
        ("53万元", "funding", None, "central"),
        ("30万元", "funding", "other", "central"),
        ("23万元", "funding", "other", "central"),
        ("9万元", "funding", None, "province"),
        ("9万元", "funding", "other", "province"),
    ]


def test_a_heading_without_a_sum_says_whose_money_its_items_are() -> None:
    text = HEAD + "（一）省级财政补助资金\n用于渠道清淤的资金8万元。\n"
    assert stated(text) == [("8万元", "funding", None, "province")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is added in the course of the year has parts
        (
            "年初预算90万元，年中追加预算30万元（其中上级专项资金20万元，县级追加10万元）。",
            [("90万元", "budget_initial", None, None), ("30万元", "change", None, None), ("20万元", "change", None, "superior"), ("10万元", "change", None, "county")],
        ),
        # money looked at, given back or saved is neither spent nor added
        ("政府采购预算40万元，节约资金5万元。", [("40万元", "budget_initial", "other", None), ("5万元", "other", "other", None)]),
        ("抽查资金65万元，追回多支付资金3万元。", [("65万元", "other", None, None), ("3万元", "other", None, None)]),
        ("全年完成水利建设投资6亿元。", [("6亿元", "other", None, None)]),
        ("每个城市补助90万元。", [("90万元", "unit_standard", None, None)]),
    ],
)  # fmt: skip
def test_what_is_added_saved_or_looked_at(text: str, expected: list[Stated]) -> None:
    assert stated(HEAD + text) == expected


def test_a_frame_before_uses_says_that_they_were_spent() -> None:
    text = "青禾县水务局2021年度渠道清淤项目绩效自评报告\n\n一、资金情况\n支出中，用于清淤机具采购90万元、弃土场租赁及运行40万元。\n"
    assert stated(text) == [("90万元", "expenditure", None, None), ("40万元", "expenditure", None, None)]


def test_levels_in_a_list_within_a_list() -> None:
    text = "下达临水镇衔接资金86万元，其中第一批中央资金50万元、第二批州级和县级资金分别为24万元、12万元。"
    assert [level for *_, level in stated(HEAD + text)] == ["all", "central", "city", "county"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将64万元中央转移支付资金全部下达至各镇。", [("64万元", "funds_received", None, "central")]),
        ("下达分配到各预算单位64万元。", [("64万元", "funds_received", None, None)]),
        ("收到直达资金64万元，我县分配资金63万元。", [("64万元", "funds_received", None, "superior"), ("63万元", "funding", None, "superior")]),
        ("已到位中央、省级衔接资金64万元。", [("64万元", "funds_received", None, "superior")]),
        ("省财政下达我县中央省级衔接补助资金64万元。", [("64万元", "funds_received", None, "superior")]),
        ("市级及以上公益金支持福利事业资金64万元。", [("64万元", "funding", None, "all")]),
        ("筹集公益金64万元，其中上缴中央31万元。", [("64万元", "funds_received", None, "all"), ("31万元", "funds_received", None, None)]),
        (
            "支付审核服务费64万元，绩效工资9万元，办公用品购买费用3万元。",
            [("64万元", "expenditure", "other", None), ("9万元", "expenditure", "personnel", None), ("3万元", "expenditure", "other", None)],
        ),
        ("直达资金项目主要为优抚补助64万元，低保转移支付资金9万元。", [("64万元", "funding", None, "superior"), ("9万元", "funding", None, None)]),
        ("拨付养老补助经费64万元（县级资金）。", [("64万元", "funds_received", "other", "county")]),
        ("市财政局下达我局前期工作经费64万元。", [("64万元", "funds_received", None, "city")]),
        ("安排产业发展方面64万元。", [("64万元", "funding", None, None)]),
        ("2022年累计申请中央及省级预算资金64万元。", [("64万元", "budget_initial", None, "superior")]),
        (
            "资金主要用于：堤岸加固（64.7万元），渠道清淤（31.2万元）。",
            [("64.7万元", "funding", "other", None), ("31.2万元", "funding", "other", None)],
        ),
        ("甲县、乙县分别获得64万元、31万元。", [("64万元", "funds_received", "other", None), ("31万元", "funds_received", "other", None)]),
        (
            "我市获得中央水污染防治专项资金64万元，其中第一批资金33万元，第二批资金31万元。",
            [("64万元", "funds_received", None, "central"), ("33万元", "funds_received", None, "central"), ("31万元", "funds_received", None, "central")],
        ),
        ("项目金额64万元。", [("64万元", "funding", None, None)]),
        (
            "拨付残疾人补助资金64万元，包含精神病患者救助市级3万元；通讯补贴县级2万元。",
            [("64万元", "funds_received", "other", None), ("3万元", "funds_received", "other", "city"), ("2万元", "funds_received", "other", "county")],
        ),
        ("发放救助金64万元，次均救助1640元。", [("64万元", "expenditure", "other", None), ("1640元", "unit_standard", None, None)]),
        (
            "下达教育资金31.6万元。自治州标准为年生均小学640元、初中830元，寄宿生均另加180元。",
            [("31.6万元", "funds_received", None, None), ("640元", "unit_standard", None, None),
             ("830元", "unit_standard", None, None), ("180元", "unit_standard", None, None)],
        ),
        ("公益金支出76万元，其中上级资金用于儿童助学工程支出3.3万元，东坡未成年人保护创建项目支出5.7万元。",
         [("76万元", "expenditure", None, "all"), ("3.3万元", "expenditure", "other", "superior"), ("5.7万元", "expenditure", "other", None)]),
        ("投入公益金76万元，其中敬老院建设33万元，市级老年设施改造6.4万元。",
         [("76万元", "funding", None, None), ("33万元", "funding", "other", None), ("6.4万元", "funding", "other", "city")]),
        ("全市社保补助领域资金支出2.4亿元。", [("2.4亿元", "expenditure", "other", None)]),
        ("全县中央、省级财政衔接资金已支出64.3万元。", [("64.3万元", "expenditure", None, "superior")]),
        ("安排项目共11项，总资金64.3万元。", [("64.3万元", "funding", "project", None)]),
        ("现将建设计划下达给你们，包括测量、预算、监理等前期费用，共1个项目，合计资金64万元，资金来源为中央衔接资金31万元。",
         [("64万元", "funding", "project", None), ("31万元", "funding", "project", "central")]),
        ("公益金本年支出安排58.4万元，其中健身运动经费33.1万元，场馆维修经费25.3万元。",
         [("58.4万元", "budget_initial", None, None), ("33.1万元", "budget_initial", "other", None), ("25.3万元", "budget_initial", "other", None)]),
        ("财政已下拨公益金38.6万元，其中健身运动经费财政下拨29.7万元。", [("38.6万元", "funds_received", None, None), ("29.7万元", "funds_received", "other", None)]),
        ("我局收到从上级部门分配到的公益金总额为13597元。", [("13597元", "funds_received", None, "superior")]),
        ("公益金支出总额为573元，结余78元。具体资金用途如下：\n1.支持运动队参加运动会366元，支出进度100%。\n", [("573元", "expenditure", None, None), ("78元", "carryover", None, None), ("366元", "expenditure", None, None)]),
        ("债券资金安排如下：⑴安排用于道路建设0.7亿元。 ⑵安排用于学校建设0.3亿元。", [("0.7亿元", "funding", "other", None), ("0.3亿元", "funding", "other", None)]),
    ],
)  # fmt: skip
def test_the_words_of_transfers(text: str, expected: list[Stated]) -> None:
    assert stated(HEAD + text) == expected


def test_items_below_a_heading_with_their_sum_have_its_level_and_measure() -> None:
    text = (
        "青禾县福利彩票公益金使用情况公告\n县级公益金实际使用98万元，用于以下项目：\n（一）养老类共计2个项目，共计64万元\n"
        "1、资助日间照料站建设项目46万元；\n2、资助助餐点补贴项目18万元；\n（二）残疾人类共计1个项目，共计34万元\n1、资助康复站建设项目34万元；\n"
    )
    amounts, names = read(text)
    assert [(str(a.number), a.measure, names.get(a.project_ordinal or 0)) for a in amounts] == [
        ("98", "expenditure", None),
        ("64", "expenditure", None),
        ("46", "expenditure", "资助日间照料站建设项目"),
        ("18", "expenditure", "资助助餐点补贴项目"),
        ("34", "expenditure", None),
        ("34", "expenditure", "资助康复站建设项目"),
    ]


def test_quoted_projects_told_with_their_score() -> None:
    text = (
        HEAD
        + "“渠道文化经费”项目支出20.8万元，执行率83.2%，绩效评价结果分数为83分；“泵站修缮经费”项目支出19.3万元，执行率91.9%，绩效评价结果分数为82分。"
    )
    amounts, names = read(text)
    assert [names.get(a.project_ordinal or 0) for a in amounts] == ["渠道文化经费", "泵站修缮经费"]


def test_a_funds_name_with_an_aside_leads_with_its_level() -> None:
    text = "青禾县2023年度转移支付资金绩效自评报告\n\n一、中央救灾资金（第一批补助）\n\n（一）资金情况\n实际执行64.31万元。\n"
    assert stated(text) == [("64.31万元", "expenditure", None, "central")]


def test_items_below_a_heading_on_what_was_paid_out() -> None:
    text = "2021-2022年救助资金安排情况\n一、2021年资金拨付情况\n1、拨付就业补助资金64万元；\n2、困难群众救助补助资金106万元（包含低保救助70万元、残疾人补贴36万元）；\n"
    amounts, names = read(text)
    assert [(str(a.number), a.measure, a.category) for a in amounts] == [
        ("64", "funds_received", "other"), ("106", "funds_received", "other"), ("70", "funds_received", "other"), ("36", "funds_received", "other"),
    ]  # fmt: skip
    assert names == {}


def test_works_that_open_their_section_are_the_project() -> None:
    text = "一、项目基本情况\n青禾快速路三标段改线工程起于白石镇北侧，估算投资364,600万元。\n二、资金情况\n实际支出项目资金231万元。\n"
    assert list(read(text)[1].values()) == ["青禾快速路三标段改线工程"]


@pytest.mark.parametrize(
    "text",
    [
        "青禾县2021年统筹整合涉农资金安排使用情况\n2021年到位涉农资金644万元。\n",
        "（三）当年可安排资金\n1.一般公共预算财力包括：\n1)一般公共预算收入290万元；\n2)盘活存量资金55万元；\n3)困难乡镇补助60万元；\n",
    ],
)
def test_how_funds_are_arranged_is_no_project(text: str) -> None:
    assert set(read(HEAD + text)[1].values()) <= {"当年可安排资金"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whose money it is stands in brackets behind the sum
        ("下达养老补助经费90.4万元（县级资金）。", [("90.4万元", "funds_received", "other", "county")]),
        # a level of who gets the money is none of the money
        ("下达临水镇级90.4万元。", [("90.4万元", "funds_received", None, None)]),
        # what all of them cost is no price
        ("每座奖补1200元，其中省级800元，共需资金84.6万元。",
         [("1200元", "unit_standard", None, "all"), ("800元", "unit_standard", None, "province"), ("84.6万元", "funding", None, "all")]),
        # the shares of those whom a line names
        ("下达中央水利资金80.6万元。\n\n东坡镇：专项资金30.4万元；\n\n西坡镇：专项资金50.2万元。\n",
         [("80.6万元", "funds_received", None, "central"), ("30.4万元", "funds_received", None, "central"), ("50.2万元", "funds_received", None, "central")]),
    ],
)  # fmt: skip
def test_whose_money_is_shared_out(text: str, expected: list[Stated]) -> None:
    assert stated(HEAD + text) == expected


def test_a_heading_with_a_name_and_its_sum_is_the_money_for_it() -> None:
    text = "一、中央福彩公益金使用情况\n（一）儿童福利类项目16.4万元。\n资助孤儿入学。\n（二）殡葬改革3.7万元。\n更换设备。\n"
    assert stated(text) == [("16.4万元", "funding", "other", "central"), ("3.7万元", "funding", "other", "central")]
