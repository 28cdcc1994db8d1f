"""Plain results in lists and short clauses: entries behind a semicolon, counts before their noun, and where they stand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import report_of

from dagster_project.extraction.indicators.indicators import find_indicators
from dagster_project.extraction.projects.projects import find_projects
from dagster_project.extraction.records import Indicator

ACCOUNT = "青禾县柳湾镇人民政府2019年度部门决算\n\n一、职能职责及主要工作\n（一）主要职能。\n负责全镇公共服务。\n"
SELF = "青禾县水务局2022年度渠道清淤项目绩效自评报告\n\n"


def _found(text: str) -> list[Indicator]:
    report = report_of(text)
    find_projects(report)
    return list(find_indicators(report))


def _actuals(text: str) -> list[tuple[str, Decimal | None, str | None]]:
    return [(item.indicator_name, item.actual_value, item.actual_unit) for item in _found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the nearer heading tells of results, though the one above tells of duties
            ACCOUNT + "（二）2019年重点工作完成情况。\n一是修好水利。全年共新建泵站3座；渠道防渗6.4公里、机耕路8公里。",
            [("新建泵站", 3, "座"), ("渠道防渗", Decimal("6.4"), "公里"), ("机耕路", 8, "公里")],
        ),
        (  # what is told as done is no goal, below whatever heading
            SELF + "一、绩效目标分解下达情况\n涉及两条渠道，共完成渠道防渗6.4公里。",
            [("渠道防渗", Decimal("6.4"), "公里")],
        ),
        (  # Sichuan's name for the part on what a whole department did
            SELF + "三、部门整体预算绩效管理情况\n（一）履职情况。\n全年共新建泵站3座。",
            [("新建泵站", 3, "座")],
        ),
        (
            SELF + "三、经验、问题和建议\n（一）主要经验及做法\n1.组织有力。全年召开清淤推进会6次。",
            [("召开清淤推进会", 6, "次")],
        ),
        (  # a list goes on over the end of its line, and an entry after the semicolon has the unit of the one before
            SELF + "一、项目概况\n建设内容为：新建泵房5座；\n莲藕种植30亩12个泵井；宣传栏7个，均已完工。",
            [("新建泵房", 5, "座"), ("莲藕种植", 30, "亩"), ("泵井", 12, "个"), ("宣传栏", 7, "个")],
        ),
        (
            SELF + "二、项目实施\n已建冷库两间，9个晾晒架，占地面积700平方米，年产量6万斤。",
            [("建冷库", 2, "间"), ("晾晒架", 9, "个"), ("占地面积", 700, "平方米"), ("年产量", 6, "万斤")],
        ),
        (SELF + "二、项目实施\n带动21户移民户采取入股的方式分红。", [("移民户", 21, "户")]),
        (SELF + "二、项目实施\n2022年共脱贫31户88人。", [("脱贫", 31, "户"), ("脱贫人数", 88, "人")]),
        (  # in a section on the evaluation's own work only those who were helped are a result
            SELF + "二、项目绩效自评工作开展情况\n自评组共收集资料35份。共计救助养殖户51户；种植户23户。受助农户满意度达97%。",
            [("救助养殖户", 51, "户"), ("种植户", 23, "户"), ("受助农户满意度", 97, "%")],
        ),
        (SELF + "二、绩效目标完成情况\n1.产出指标完成情况：98%。\n", [("产出指标完成情况", 98, "%")]),
        (  # what a result is compared with the year before it
            SELF + "二、绩效目标完成情况\n调解纠纷231件，比上年增长8%；供水保证率达到93%，较上年提高2个百分点。",
            [
                ("调解纠纷", 231, "件"), ("调解纠纷比上年增长", 8, "%"),
                ("供水保证率", 93, "%"), ("供水保证率较上年提高", 2, "个百分点"),
            ],
        ),
        (SELF + "二、项目实施\n发放补贴52万元，惠及310户905人。", [("惠及", 310, "户"), ("惠及人数", 905, "人")]),
        (  # how far the task got, and what it came to for each
            SELF + "二、绩效目标完成情况\n（一）产出指标。清淤渠道26公里，完成年度任务数的104%；培训农户410人次，人均200元。",
            [("清淤渠道", 26, "公里"), ("完成年度任务数", 104, "%"), ("培训农户", 410, "人次"), ("培训农户人均", 200, "元")],
        ),
        (SELF + "二、绩效目标完成情况\n管护60岁以上老人1.2万人。", [("管护60岁以上老人", Decimal("1.2"), "万人")]),
        (SELF + "二、项目实施\n购置流量计一台支出6万元，为82名符合条件的农户维修水表。", [("购置流量计", 1, "台"), ("农户维修水表", 82, "名")]),
        (SELF + "一、绩效目标填制\n截至年末，绩效目标审核比例100%。", [("绩效目标审核比例", 100, "%")]),
        (SELF + "一、绩效目标\n截至2022年底，清淤渠道26公里。", [("清淤渠道", 26, "公里")]),
        (  # the task is the target of what was told before it, and how far it was met a row of its own
            SELF + "二、绩效目标完成情况\n培训管水员240人，完成市下达任务数200人的120%。",
            [("培训管水员", 240, "人"), ("完成市下达任务数", 120, "%")],
        ),
        (SELF + "二、项目实施\n铺设3米宽生产路4条共计6公里。", [("铺设3米宽生产路", 4, "条"), ("铺设3米宽生产路里程", 6, "公里")]),
        (  # what the works of a project are, whatever their kind
            SELF + "二、项目实施\n该项目在上湾村做机耕桥2座，D300*2米管涵5座，畦口（开敞式）40座。",
            [("做机耕桥", 2, "座"), ("D300*2米管涵", 5, "座"), ("畦口（开敞式）", 40, "座")],
        ),
        (SELF + "二、项目实施\n员额法官人均结案151件。断流渠道比例为0。", [("员额法官人均结案", 151, "件"), ("断流渠道比例", 0, None)]),
        (SELF + "二、绩效目标完成情况\n1.数量指标2个：新增蓄水量300吨/年、新建泵站1座。", [("新增蓄水量", 300, "吨/年"), ("新建泵站", 1, "座")]),
        (SELF + "二、评价工作开展情况\n发放问卷60份，农户满意度为93%。", [("农户满意度", 93, "%")]),
        (  # the list goes on over how far a task was met; works are counted by their name alone
            SELF + "二、项目实施\n新增就业410人，完成年目标任务400人的102%；困难人员就业70人。护岸工程共 3 段，长 2.1km。",
            [
                ("新增就业", 410, "人"), ("完成年目标任务", 102, "%"), ("困难人员就业", 70, "人"),
                ("护岸工程", 3, "段"), ("护岸工程", Decimal("2.1"), "km"),
            ],
        ),
        (SELF + "二、项目实施\n共解决了4.2万农村人口的饮水问题。", [("农村人口", Decimal("4.2"), "万")]),
        (SELF + "二、绩效目标完成情况\n1.数量指标：为符合条件的31名学员发放补贴。", [("学员", 31, "名")]),
        (  # a result told among the duties
            "青禾县人民法院2021年度部门决算\n\n一、主要职责\n依法受理案件，2021年受理案件831件，结案率为97%。\n",
            [("受理案件", 831, "件"), ("案件结案率", 97, "%")],
        ),
        (SELF + "二、主要做法\n渠道清淤领导小组召开会议3次。", [("渠道清淤领导小组召开会议", 3, "次")]),
    ],
)  # fmt: skip
def test_results_in_lists_and_clauses(text: str, expected: list[tuple[str, Decimal, str]]) -> None:
    assert _actuals(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        ACCOUNT + "（二）机构设置。\n新建泵站3座。",
        SELF + "二、项目绩效自评工作开展情况\n自评组共开展座谈6次；走访农户23户。",
        SELF + "三、存在的问题和建议\n（一）管护不足\n新建泵站3座未及时验收。",
        SELF + "二、项目实施\n全镇水稻产量900万斤。",
        SELF + "二、项目实施\n全镇有18米60吨水箱。",
        SELF + "二、项目实施\n现有泵站12座；水闸4座。",
        SELF + "二、绩效目标完成情况\n（一）效益指标。向80户农户发放问卷，回收有效问卷76份。",
        SELF + "二、绩效目标完成情况\n（一）产出指标。其中3个未达到设计标准。",
        SELF + "二、资金使用情况\n支出率61%，超序时进度7.5个百分点。",
        SELF + "二、项目概况\n抽查了4个镇（街道）18个自然村。",
        SELF + "二、项目概况\n全县共有饮水治理设施266座。",
        SELF + "二、项目概况\n全县林地面积21万公顷，森林覆盖率达48%。",
        SELF + "二、项目概况\n2022年水利发展资金环保建设项目1个。",
        SELF + "二、资金使用情况\n会议费增加2万元，原因是新增加代表12名。",
        SELF + "二、绩效目标分解\n分解二级指标5个、三级指标14个。",
        SELF + "二、资金使用情况\n会议费预算2万元，拟召开4次会议，人数90人；培训费支出1万元，开展培训2次。",
    ],
)
def test_duties_evaluation_work_and_stocks_are_none(text: str) -> None:
    assert _actuals(text) == []


def test_goals_in_several_cells_of_a_row() -> None:
    table = "绩效目标\t1.更新老旧水泵，提升供水能力。\t2.水泵故障停机率控制在4%以内。\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t更新水泵\t≥8台\n"
    found = _found("青禾县水务局2022年项目绩效目标表\n\n" + table)
    assert (found[0].indicator_name, found[0].target_operator, found[0].target_value) == (
        "水泵故障停机率",
        "<=",
        Decimal(4),
    )


def test_goals_told_as_met_are_results_with_their_targets() -> None:
    found = _found(
        "青禾县水务局2022年度部门整体支出绩效自评报告\n\n2.完成的绩效目标。\n"
        "（1）举办讲座33场，目标值为30场，完成率110%。\n3.未完成的绩效目标。\n村民满意度指标年初目标值95%，实际完成值92%。\n"
    )
    assert [(item.target_value, item.actual_value) for item in found] == [(30, 33), (None, 110), (95, 92)]


def test_a_limit_that_a_result_stays_below_is_its_target() -> None:
    text = SELF + "二、绩效目标完成情况\n1.产出指标完成情况。共发生溢流2起，低于市下达的控制指标9起。\n"
    assert [(item.target_value, item.actual_value) for item in _found(text)] == [(9, 2)]


def test_costs_within_the_budget_and_a_goal_that_begins_with_its_figure() -> None:
    text = SELF + "本项目的绩效目标是26处泵站维修养护。\n（4）成本指标：租机费用不超过预算90万元，实际支出81万元。\n"
    assert [(item.indicator_name, item.target_operator, item.target_value, item.actual_value) for item in _found(text)] == [
        ("泵站维修养护", "=", 26, None), ("租机费用", "<=", 90, 81),
    ]  # fmt: skip


def test_what_a_plan_or_notice_tells_is_to_be_done() -> None:
    works = "该项目在上湾村修建泵站2座。\n"
    plan = "青禾县水务局\n结合实际，制定如下资金使用计划。\n（一）上湾村泵站项目\n" + works
    assert [(item.target_value, item.actual_value) for item in _found(plan)] == [(2, None)]
    assert [item.actual_value for item in _found(plan + "项目已完成。\n")] == [2]


def test_targets_of_work_on_projects_and_the_target_behind_what_was_done() -> None:
    text = SELF + "二、绩效目标完成情况\n（1）数量指标：实施招商项目目标值80个，实际完成96个；整治沟渠6条，目标8条。\n"
    assert [(item.indicator_name, item.target_value, item.actual_value) for item in _found(text)] == [
        ("实施招商项目", 80, 96), ("整治沟渠", 8, 6),
    ]  # fmt: skip


def test_a_value_without_a_unit_and_crops_of_a_list() -> None:
    text = SELF + "二、工作完成情况\n灌溉水利用系数达0.62。发展油菜1000亩、花生500亩。3个项目满分完成。\n"
    assert [(item.indicator_name, float(item.actual_value or 0)) for item in _found(text)] == [
        ("灌溉水利用系数", 0.62), ("发展油菜", 1000), ("花生", 500),
    ]  # fmt: skip


def _targets(text: str) -> list[tuple[str, Decimal | None, str | None]]:
    return [(item.indicator_name, item.target_value, item.target_unit) for item in _found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "一、项目概况\n项目建设内容：建设蓄水池100立方米；建设管护房20平方米。南湖村挡墙建设36立方米。目前项目资金已拨付27万元。",
        "一、项目概况\n1.实施内容\n建设蓄水池100立方米；建设管护房20平方米；南湖村挡墙建设36立方米。",
    ],
)
def test_works_of_a_plan_are_targets(text: str) -> None:
    assert _targets(SELF + text) == [
        ("建设蓄水池", 100, "立方米"),
        ("建设管护房", 20, "平方米"),
        ("南湖村挡墙建设", 36, "立方米"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "二、项目实施\n完成建设项目1个，主要建设内容为新建泵房5座。",
        "二、项目实施\n建设内容为新建泵房5座，均已按要求完成建设任务。",
    ],
)
def test_works_that_are_said_to_be_done_are_results(text: str) -> None:
    assert ("新建泵房", 5, "座") in _actuals(SELF + text)


def test_an_announcement_of_how_money_is_shared_out_tells_what_is_planned() -> None:
    text = "现将我县2024年补助资金安排使用公告如下：\n1.为东岭村安装灌溉系统，安装管道82米。\n"
    assert _targets(text) == [("安装管道", 82, "米")]


def test_counts_before_their_nouns_and_deeds_without_one() -> None:
    text = (
        SELF + "二、工作完成情况\n完成12家重点企业技术审核。开展27个县级以上水源地监测。先后6次开展集中学习。"
        "完成对全市3725人动态管理工作。供养对象368人，其中集中供养62人。全年新增936人。编制规划文本1套。\n"
    )
    assert [(item.indicator_name, item.actual_value) for item in _found(text)] == [
        ("重点企业技术审核", 12), ("县级以上水源地监测", 27), ("开展集中学习", 6), ("动态管理", 3725), ("供养对象", 368),
        ("集中供养", 62), ("新增", 936), ("编制规划文本", 1),
    ]  # fmt: skip


def test_changes_of_results_and_rates_of_several_places() -> None:
    text = (
        SELF
        + "二、工作完成情况\n受理信访事项126件（批）次，同比下降12.3%；受理集体访7批31人次，同比分别下降22.3%和18.7%。"
        "火化率较上年提高6.3个百分点。甲市、乙市、丙市三市优良率分别为99.2%、98.6%、98.1%。办理时长缩短至18小时。\n"
    )
    assert [(item.indicator_name, float(item.actual_value or 0)) for item in _found(text)] == [
        ("受理信访事项", 126), ("受理信访事项同比下降", 12.3), ("受理集体访", 7), ("受理集体访人次", 31),
        ("受理集体访同比下降", 22.3), ("受理集体访人次同比下降", 18.7), ("火化率较上年提高", 6.3), ("甲市优良率", 99.2),
        ("乙市优良率", 98.6), ("丙市优良率", 98.1), ("办理时长", 18),
    ]  # fmt: skip


def test_a_rate_told_among_results_to_be_above_a_limit_is_a_result() -> None:
    text = SELF + "二、工作完成情况\n社会满意度大于90%，护理型床位占比62.8%。\n"
    assert [(item.target_operator, float(item.actual_value or 0)) for item in _found(text)] == [
        (None, 90),
        (None, 62.8),
    ]


def test_a_result_below_a_class_may_be_a_limit_in_words() -> None:
    text = SELF + (
        "二、绩效指标完成情况\n（1）社会效益指标：全年未发生险情，受损率低于0.9‰。\n"
        "（2）满意度指标：群众满意度大于等于95%。\n（3）质量指标：合格率≥98%，故障率控制在3%以内。\n"
    )
    assert [(item.indicator_name, item.target_value, item.actual_value) for item in _found(text)] == [
        ("受损率", None, Decimal("0.9")), ("群众满意度", None, 95), ("合格率", 98, None), ("故障率", 3, None),
    ]  # fmt: skip


def test_goals_in_a_sentence_with_a_label_of_its_own() -> None:
    text = (
        "青禾县泵站工程项目实施情况公告\n一、项目绩效目标设定情况\n产出目标为渠道22.5米，护坡213平方米；工程合格率90%。"
        "效益目标为壮大集体经济，建设泵站一座；东坡村3户脱贫户增收。\n二、验收情况\n验收结果为渠道22.5米，转运站购置1辆压缩车。\n"
    )
    assert [(item.level1, item.indicator_name, item.target_value, item.actual_value) for item in _found(text)] == [
        ("output", "渠道", Decimal("22.5"), None), ("output", "护坡", 213, None), ("output", "工程合格率", 90, None),
        ("benefit", "建设泵站", 1, None), ("benefit", "脱贫户增收", 3, None), (None, "验收结果为渠道", None, Decimal("22.5")),
        (None, "压缩车", None, 1),
    ]  # fmt: skip


def test_a_class_behind_its_heading_on_one_line() -> None:
    text = (
        "三、绩效情况 （一）产出指标完成情况 数量指标：计划演出12场，实际完成13场。 质量指标：观众满意率达95%。 "
        "（二）效益指标完成情况 社会效益：服务群众23万人次，采购彩超18台。经对6个乡镇、18个村、246户农户实地走访，知晓率为87%。"
    )
    assert [(item.level1, item.level2, item.indicator_name, item.target_value, item.actual_value) for item in _found(text)] == [
        ("output", "quantity", "演出", 12, 13), ("output", "quality", "观众满意率", None, 95),
        ("benefit", "social", "服务群众", None, 23), ("benefit", "social", "采购彩超", None, 18),
        ("benefit", "social", "知晓率", None, 87),
    ]  # fmt: skip


def test_what_the_section_on_the_evaluation_tells_of_the_work_itself() -> None:
    text = (
        SELF
        + "二、项目绩效自评工作开展情况\n全年完成供水管网改造，受益村组53个，受益人口1489人，全部工程均已通水并移交各村管护使用。\n"
    )
    assert [item.actual_value for item in _found(text)] == [53, 1489]


def test_a_name_that_is_a_clause_of_its_own() -> None:
    text = SELF + (
        "二、绩效指标完成情况\n（1）数量指标：监测品种数，年初目标≥65种，实际完成68种；案件办理数量，年初目标12件，全年办理13件。\n"
        "（2）质量指标：复核率目标≤1%，实际0。\n（3）成本指标：成本控制在35万元以内，实际支出33万元，节约2万元。\n"
    )
    assert [(item.indicator_name, item.target_value, item.actual_value) for item in _found(text)] == [
        ("监测品种数", 65, 68), ("案件办理数量", 12, 13), ("复核率", 1, 0), ("成本", 35, 33),
    ]  # fmt: skip


def test_deeds_that_a_summary_of_work_counts() -> None:
    text = SELF + (
        "二、主要工作总结\n全年查处无证经营、超范围经营等商户13家，取缔4处，移交公安机关2件，印发通报17期。受理投诉86件（其中办结79件）。"
        "检查商铺640余家(次)，其中网吧90余次。\n"
    )
    assert [item.actual_value for item in _found(text)] == [13, 4, 2, 17, 86, 79, 640, 90]
