"""Projects that sentences, numbered items and titles name: text → names, and whose money is whose."""

from __future__ import annotations

import pytest
from report_of import records_of, report_of

from dagster_project.extraction.projects.projects import find_projects
from dagster_project.extraction.records import Amount, ProjectMention, Score

TITLE = "青禾县水务局2021年度部门整体支出绩效自评报告\n\n一、基本情况\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目支出包括渠道清淤经费12.5万元，水文监测设备维护费3万元，节水宣传经费2万元。", ["渠道清淤经费", "水文监测设备维护费", "节水宣传经费"]),
        ("部门预算项目支出17.5万元，分别是渠道清淤经费12.5万元、节水宣传经费5万元。", ["渠道清淤经费", "节水宣传经费"]),
        ("项目支出20万元，占支出总额的23.3%，其中：渠道清淤经费15万元，节水宣传经费5万元。", ["渠道清淤经费", "节水宣传经费"]),
        ("项目支出预算共2项，分别为：渠道清淤经费15万元；节水宣传经费5万元。", ["渠道清淤经费", "节水宣传经费"]),
        ("项目支出9万元，其中：1.渠道清淤经费5万元；2.节水宣传经费4万元。", ["渠道清淤经费", "节水宣传经费"]),
        ("实施的水利专项项目包括：渠道清淤项目、堤防加固项目、节水宣传项目。", ["渠道清淤项目", "堤防加固项目", "节水宣传项目"]),
        ("项目支出88万元，其中：工资福利支出30万元、商品和服务支出58万元。", []),
        ("支持项目3个：青禾县渠道清淤项目5万元、和平乡堤防加固项目4万元、节水宣传项目1万元。", ["青禾县渠道清淤项目", "和平乡堤防加固项目", "节水宣传项目"]),
        ("实际支付27万元。其中：用于渠道清淤建设项目20万元、泵站改造工程7万元。", ["渠道清淤建设项目", "泵站改造工程"]),
        ("项目支出包括人员经费30万元，公用经费8万元。", []),
        ("用于公益的资金支出21万元。其中，渠道清淤建设项目12万元，泵站改造项目4万元，节水宣传项目5万元。", ["渠道清淤建设项目", "泵站改造项目", "节水宣传项目"]),
        ("项目支出60万元，其中：渠道清淤经费40万元，主要用于清理干渠、支渠；节水宣传经费20万元，购置宣传车2辆。", ["渠道清淤经费", "节水宣传经费"]),
        ("绩效评价项目2个，涉及资金60万元，平均得分91分。其中：渠道清淤项目预算资金40万元，得分90分；节水宣传经费预算资金20万元，得分92分。", ["渠道清淤项目", "节水宣传经费"]),
        ("资金用于实施“渠道清淤项目”（40万元）和“白石乡堤防状况调查”（20万元）。", ["渠道清淤项目", "白石乡堤防状况调查"]),
        ("我局获得“先进集体”称号，支付“三公”经费3万元、“双减”经费2万元。", []),
        ("2022年我局共安排项目资金50万元，均已支付。", []),
        ("2022年主要项目支出有工作经费30万元，节水宣传经费28万元，会议费、资料费5万元。", ["工作经费", "节水宣传经费", "会议费、资料费"]),
        ("下达水利资金86万元，共安排3个项目，其中：河道治理51万元，小型水库维修养护25万元，水价改革10万元。", ["河道治理", "小型水库维修养护", "水价改革"]),
        ("2022年共有8个支出项目，皆按预算执行。其中，案件审理预算数6万元，年末支出6万元，支出比率为100%；设备维护8万元，年末支出7万元，比率为88%。",
         ["案件审理", "设备维护"]),
        ("共安排5个项目，其中：中央资金30万元，省级配套资金15万元，自筹5万元。", []),
        ("第一批资金9万元，分别支持南湖水系治理项目3万元、青溪河道修复项目（一期工程）6万元。", ["南湖水系治理项目", "青溪河道修复项目（一期工程）"]),
        ("自评得分分别为：渠道清淤90分，堤防加固改造93分。", ["渠道清淤", "堤防加固改造"]),
        ("自评得分分别为：项目决策18分，项目过程19分。", []),
        ("资金主要用于：渠道清淤补助、堤防加固补助等。", []),
        ("1.水利类项目。安排资金9万元。一是渠道清淤项目，预算5万元，支出5万元，清淤6公里；二是堤防加固项目，预算4万元，支出3万元。", ["渠道清淤项目", "堤防加固项目"]),
        ("全县共筹集山塘整治工程资金9万元。", []),
        ("该项目资金50万元，其中：中央财政补助资金30万元，省级财政资金15万元，县级配套资金5万元。", []),
    ],
)  # fmt: skip
def test_a_sentence_lists_projects_by_name(text: str, expected: list[str]) -> None:
    assert [p.project_name for p in find_projects(report_of(TITLE + text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1、白石乡渠道清淤项目，清淤渠道8公里，支付30万元。\n2、白石乡堤防加固项目，加固堤防2公里，支付20万元。", ["白石乡渠道清淤项目", "白石乡堤防加固项目"]),
        ("1、白石乡主渠,支渠清淤项目，清淤渠道8公里。\n2、白石乡堤防加固项目，加固堤防2公里。", ["白石乡主渠，支渠清淤项目", "白石乡堤防加固项目"]),
        ("二、项目安排情况\n1.渠道清淤项目21万元；\n2.堤防加固项目13万元；\n（3）节水灌溉项目9万元；\n（4）泵站改造项目5万元。", ["渠道清淤项目", "堤防加固项目", "节水灌溉项目", "泵站改造项目"]),
        ("二、主要绩效\n1.渠道清淤经费支出45万元，清淤渠道8公里。\n2.节水宣传经费支出15万元，举办活动6次。", ["渠道清淤经费", "节水宣传经费"]),
        ("二、主要成效\n1.渠道清淤资金支出45万元，清淤渠道8公里。\n2.节水宣传资金支出15万元，举办活动6次。", []),
        ("二、支出情况\n1.办公费3万元；\n2.水电费2万元；\n3.差旅费1万元。", []),
    ],
)  # fmt: skip
def test_numbered_items_name_projects(text: str, expected: list[str]) -> None:
    assert [p.project_name for p in find_projects(report_of(TITLE + text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("索引号 0152-2020\n公开日期 2020-06-18\n白石乡渠道清淤项目绩效自评报告\n\n一、项目概况\n到位2万元。", "白石乡渠道清淤项目"),
        ("标题：白石盟渠道清淤补助资金2022年度绩效自评报告 | |\n\n一、资金情况\n预算数5万元。", "渠道清淤补助资金"),
        ("白石县渠道清淤补助资金转移支付2022年度绩效自评报告\n\n一、资金情况\n下达5万元。", "渠道清淤补助资金转移支付"),
        ("县财政局：\n\n现将2024年白石镇渠道清淤项目绩效目标自评报告如下：\n\n一、资金情况\n安排5万元。", "白石镇渠道清淤项目"),
        ("白石县义务教育学校围墙加固专项资金绩效评价报告\n\n一、项目概况\n预算5万元。", "义务教育学校围墙加固专项资金"),
        ("白石市财政支出项目绩效自评报告（青云湖环湖道路工程）\n\n一、项目概况\n预算5万元。", "青云湖环湖道路工程"),
        ("白石省政府专项债券项目绩效自评价报告\n（青云湖环湖道路工程）\n\n一、项目概况\n预算5万元。", "青云湖环湖道路工程"),
        ("项目名称： 2023年渠道清淤补助资金项目支出\n绩效自评报告\n一、概况\n安排5万元。", "2023年渠道清淤补助资金"),
        ("白石县第二中学专项资金绩效自评报告\n\n一、项目概况\n共计5万元。", None),
        ("白石县2021年10个重点项目绩效评价报告\n\n一、总体情况\n资金5万元。", None),
    ],
)  # fmt: skip
def test_a_title_names_its_project(text: str, expected: str | None) -> None:
    projects = find_projects(report_of(text))
    assert [p.project_name for p in projects] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("其中渠道清淤项目实际支出205.6万元，堤防加固项目支出43万元。", {"205.6": 1, "43": 2}),
        ("渠道清淤项目得分95分，堤防加固项目自评得分93.5分，平均94.25分。", {"95分": 1, "93.5分": 2, "94.25": None}),
        ("全年共支出248.6万元。渠道清淤项目完成较好。", {"248.6": None}),
    ],
)  # fmt: skip
def test_a_named_figure_is_its_projects(text: str, places: dict[str, int | None]) -> None:
    listed = (
        "二、项目支出情况\n（一）渠道清淤项目\n年初预算5万元。\n（二）堤防加固项目\n年初预算3万元。\n三、总体执行\n"
    )
    report = report_of(TITLE + listed + text)
    find_projects(report)
    at = {words: report.outline.original.rindex(words) for words in places}
    assert {words: report.subject_at(place) for words, place in at.items()} == places


@pytest.mark.parametrize(
    ("text", "names", "places"),
    [
        # the purpose behind a listed sum is its project's
        ("项目支出60万元，其中：渠道清淤经费40万元，清理干渠18公里；节水宣传经费20万元，购置车辆2台。全年节水9吨。",
         ["渠道清淤经费", "节水宣传经费"], {"18公里": 1, "2台": 2, "9吨": None}),
        # a listed name taken up again by a shorter heading
        ("三、项目支出情况\n序号 项目名称 年初预算数 决算数 执行率\n1 2022年白石乡干渠清淤疏浚项目 40 38 95%\n2 农村节水宣传活动经费 20 19 95%\n"
         "合计 60 57 95%\n（一）干渠清淤疏浚项目。清淤36万方。\n（二）节水宣传活动经费。活动8场，支出7万元。",
         ["2022年白石乡干渠清淤疏浚项目", "农村节水宣传活动经费"], {"36万方": 1, "7万元": 2}),
        # reports one behind the other
        ("渠道清淤项目绩效自评报告\n一、基本情况\n预算40万元。\n堤防加固项目绩效自评报告\n一、基本情况\n预算20万元。",
         ["渠道清淤项目", "堤防加固项目"], {"40万元": 1, "20万元": 2}),
        # a sentence that opens with a name goes on about it
        ("项目支出包括：渠道清淤项目40万元、堤防加固项目20万元。\n二、目标完成情况\n截至年底，渠道清淤项目已完工，清淤18公里；堤防加固项目开工率100%。群众满意度92%。",
         ["渠道清淤项目", "堤防加固项目"], {"18公里": 1, "开工率100%": 2, "92%": None}),
        # ordinals behind a sum, and what sums the projects up again
        ("我局2022年度项目支出共计60万元。一是渠道清淤经费40万元，清淤18公里；二是节水宣传经费20万元，宣传36场。",
         ["渠道清淤经费", "节水宣传经费"], {"60万元": None, "18公里": 1, "36场": 2}),
        ("主要项目有：1.白石乡渠道清淤补贴，预算40万元；2.青溪乡堤防加固项目，预算20万元。项目支出合计57万元。",
         ["白石乡渠道清淤补贴", "青溪乡堤防加固项目"], {"40万元": 1, "20万元": 2, "57万元": None}),
        ("现将资金58万元下达你们。其中：2021年白石镇渠道清淤项目32万元，2021年青溪镇堤防加固工程26万元。",
         ["2021年白石镇渠道清淤项目", "2021年青溪镇堤防加固工程"], {"58万元": None, "32万元": 1, "26万元": 2}),
        ("（一）项目绩效自评结果 渠道清淤业务费绩效自评综述：项目预算40万元。\n堤防加固业务费绩效自评综述：项目预算20万元。",
         ["渠道清淤业务费", "堤防加固业务费"], {"40万元": 1, "20万元": 2}),
        ("（1）渠道清淤项目绩效目标完成情况综述。项目预算40万元。\n（2）堤防加固项目绩效目标完成情况综述。项目预算20万元。",
         ["渠道清淤", "堤防加固"], {"40万元": 1, "20万元": 2}),
    ],
)  # fmt: skip
def test_a_name_told_at_length_or_again_keeps_its_facts(
    text: str, names: list[str], places: dict[str, int | None]
) -> None:
    report = report_of(text)
    assert [p.project_name for p in find_projects(report)] == names
    assert {words: report.subject_at(text.index(words)) for words in places} == places


def test_an_item_whose_sum_has_a_label_below_its_name() -> None:
    text = "共安排2个项目，总投资9万元，计划如下：\n1.云岭镇饮水巩固提升工程\n投资：5万元 实施单位：水务局\n2.南河乡渠道改造项目（二期）\n投资：4万元 实施单位：水务局\n"
    records = records_of(text)
    names = {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}
    assert list(names.values()) == ["云岭镇饮水巩固提升工程", "南河乡渠道改造项目（二期）"]
    assert [
        (names.get(r.project_ordinal or 0), str(r.number), r.measure) for r in records if isinstance(r, Amount)
    ] == [
        (None, "9", "funding"),
        ("云岭镇饮水巩固提升工程", "5", "funding"),
        ("南河乡渠道改造项目（二期）", "4", "funding"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "我局对3个项目开展了自评。具体如下：\n1.泵站运维费，年初预算28万元，执行28万元；\n2.渠道清淤经费，年初预算35万元，执行30万元；\n3.水闸更新经费，年初预算9万元，执行9万元。",
            ["泵站运维费", "渠道清淤经费", "水闸更新经费"],
        ),
        (
            "资金用于以下项目：\n1.新建东坡泵站，资金68万元，新增灌溉面积90亩；\n2.改扩建水文站5所，资金42万元；\n3.培训水管员320人次，资金12万元。",
            ["新建东坡泵站", "改扩建水文站", "培训水管员"],
        ),
        ("我局做了以下工作。\n1.新建东坡泵站，投资68万元；\n2.改扩建水文站5所，投资42万元。", []),
    ],
)
def test_items_with_their_money_behind_a_comma(text: str, names: list[str]) -> None:
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == names


def test_money_set_aside_for_works_one_by_one() -> None:
    text = "2021年新举借债务资金4亿元，分别安排用于新建东坡幼儿园项目0.06亿元、山下美术馆建设项目0.1亿元、县城环路（甲段、乙段）建设项目0.5亿元等。"
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == [
        "新建东坡幼儿园项目",
        "山下美术馆建设项目",
        "县城环路（甲段、乙段）建设项目",
    ]


def test_a_list_of_evaluated_projects_with_their_bodies_and_sums() -> None:
    text = (
        "现将评价情况通报如下：\n序号 | 主管部门（单位） | 项目名称 | 资金量（万元） | 评价等级\n"
        "1 | 青禾县水务局 | 渠道清淤经费 | 205 | 良\n2 | 青禾县文化局 | 乡村书屋专项 | 142.74 | 中\n3 | 青禾县应急局 | 火灾保险补助 | 24 | 良\n"
    )
    records = records_of(text)
    names = {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}
    assert [(names.get(r.project_ordinal or 0), str(r.number)) for r in records if isinstance(r, Amount)] == [
        ("渠道清淤经费", "205"),
        ("乡村书屋专项", "142.74"),
        ("火灾保险补助", "24"),
    ]


def test_the_first_item_of_a_list_may_stand_behind_the_colon() -> None:
    text = "部门预算说明\n（二）项目支出：2022年年初预算数为30万元。其中：（1、查档窗口改造10万元；\n2、库房修缮经费12万元；\n3、档案数字化经费8万元；\n"
    names = [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)]
    assert names == ["查档窗口改造", "库房修缮经费", "档案数字化经费"]


def test_projects_scored_side_by_side_without_the_word_for_it() -> None:
    text = "青禾县水务局2021年度绩效自评报告\n\n二、评价结论\n我局对2个项目开展自评，堤岸加固项目98分，渠道清淤项目96.5分，平均97.3分。\n"
    records = records_of(text)
    names = {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}
    assert [(names.get(r.project_ordinal or 0), str(r.score)) for r in records if isinstance(r, Score)][:2] == [
        ("堤岸加固项目", "98"),
        ("渠道清淤项目", "96.5"),
    ]


def test_a_class_of_works_is_none_of_them() -> None:
    text = (
        "2022年公益金用于以下项目：（一）县级公益金87.3万元。 1.养老福利46.1万元。包括：东坡村助餐点（一期、二期）3.4万元、白石镇敬老院改造项目42.7万元；"
        " 2.社工站试点补助（东坡、白石两村）6.2万元； 3.救助类35万元。其中，临时救助21万元，困境儿童救助14万元。"
    )
    records = records_of(text)
    names = {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}
    assert [
        (str(r.number), names.get(r.project_ordinal or 0), r.fund_level) for r in records if isinstance(r, Amount)
    ] == [
        ("87.3", None, "county"),
        ("46.1", None, "county"),
        ("3.4", "东坡村助餐点（一期、二期）", "county"),
        ("42.7", "白石镇敬老院改造项目", "county"),
        ("6.2", "社工站试点补助（东坡、白石两村）", "county"),
        ("35", None, "county"),
        ("21", None, "county"),
        ("14", None, "county"),
    ]


def test_whose_money_it_is_and_what_was_said_before_are_no_projects() -> None:
    text = (
        "民政局共收到支持我县福利事业的资金46.4万元，其中：中央福彩公益金21.3万元，省级福彩公益金25.1万元。\n"
        "一、本次下达的资金，专项用于病虫害防控，请及时安排到具体项目。\n二、本次下达的资金，请列入农林水支出科目。\n"
    )
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == []


def test_classes_that_state_the_sum_of_their_works_are_none() -> None:
    text = (
        "现将项目安排情况公示如下： 二、项目安排情况 （一）灌溉类项目，共46.3万元 1、东坡泵站改造项目，计划安排资金31万元。"
        " 2、其他节水灌溉项目（如：滴灌、喷灌等），计划安排资金15.3万元。 （二）防洪类项目，共27万元。 1、白石河堤岸加固项目，计划安排资金27万元。"
    )
    records = records_of(text)
    names = {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}
    assert [
        (str(r.number), names.get(r.project_ordinal or 0), r.category) for r in records if isinstance(r, Amount)
    ] == [
        ("46.3", None, "project"),
        ("31", "东坡泵站改造项目", None),
        ("15.3", "其他节水灌溉项目", None),
        ("27", None, "project"),
        ("27", "白石河堤岸加固项目", None),
    ]
