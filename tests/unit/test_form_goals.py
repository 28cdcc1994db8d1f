"""Goals of forms: in cells beside blanks, on lines of their own, below labels of other words; and what stands around them."""

from __future__ import annotations

from decimal import Decimal

from form_facts import indicators, money, names
from report_of import records_of

from dagster_project.extraction.records import Amount, Ratio, Score, Staffing


def test_the_goals_of_both_sides_go_on_below_each_other() -> None:
    text = (
        "项目名称\t山塘清淤\t\t\t\n总体目标\t实施期目标（2021年-2023年）\t\t年度目标\t\n"
        "\t目标1：清淤山塘33座；\t\t目标1：清淤山塘12座；\t\n"
        "\t\t\t目标2：带动务工170人次；目标3：验收合格率达到93%以上。\t\n"
        "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n\t产出指标\t数量指标\t清淤山塘\t≥12座\n"
    )
    assert indicators(text) == [
        (None, "清淤山塘", "=", 33, "座", None),
        (None, "清淤山塘", "=", 12, "座", None),
        (None, "带动务工", "=", 170, "人次", None),
        (None, "验收合格率", ">=", 93, "%", None),
        ("quantity", "清淤山塘", ">=", 12, "座", None),
    ]


def test_what_stands_below_the_indicators_of_a_form() -> None:
    text = (
        "附件4-1\n青禾县财政支出项目绩效评价自评报告\n项目名称：水闸更新\n"
        "一级指标\t二级指标\t指标内容\t指标值\t实际完成值\n产出指标\t数量指标\t更新水闸\t13座\t12座\n"
        "绩效自评综合得分\t93.5\n评价等次\t优\n四、评价人员\n姓名\t职务\t单位\t意见\n钟某\t副站长\t县水管站\t真实\n"
    )
    assert names(text) == {1: "水闸更新"}
    assert indicators(text) == [("quantity", "更新水闸", "=", 13, "座", 12)]
    assert [(one.score, one.grade) for one in records_of(text) if isinstance(one, Score)] == [
        (Decimal("93.5"), "excellent")
    ]


def test_a_head_of_goals_ends_the_indicators_above_it() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t指标值\t实际完成值\n产出指标\t数量指标\t更新水闸\t13座\t12座\n"
        "年度总体目标\t预期目标\t实际完成情况\n\t更新水闸13座，培训管护员70人次\t更新水闸12座，培训管护员74人次\n"
    )
    assert [found[1:] for found in indicators(text)] == [
        ("更新水闸", "=", 13, "座", 12),
        ("培训管护员", "=", 70, "人次", 74),
        ("更新水闸", "=", 13, "座", 12),
    ]


def test_goals_and_results_of_which_each_has_a_line_of_its_cell() -> None:
    text = (
        "项目名称\t山塘清淤\n年度目标\t预期目标\t实际完成情况\n\t目标1：清淤山塘13座\n目标2：培训管护员70人次\n"
        "目标3：验收合格率达到93%\t目标1：清淤山塘12座，惠及农户741户；\n目标2：培训管护员74人次\n目标3：验收合格率98%\n"
        "一级指标\t二级指标\t三级指标\t指标值\t完成值\n产出指标\t数量指标\t清淤山塘\t13座\t12座\n"
    )
    assert [(found[1], found[3], found[5]) for found in indicators(text)] == [
        ("清淤山塘", 13, 12),
        ("培训管护员", 70, 74),
        ("验收合格率", 93, 98),
        ("惠及农户", None, 741),
        ("清淤山塘", 13, 12),
    ]


def test_goals_of_the_whole_period_and_of_the_year() -> None:
    text = (
        "项目名称\t山塘清淤\n总体绩效目标\t实施期总目标\t年度绩效目标\n\t清淤全县山塘33座。\t清淤全县山塘13座。\n"
        "一级指标\t二级指标\t三级指标\t实施期指标值\t年度指标值\n产出指标\t数量指标\t清淤山塘\t33座\t≥13座\n"
        "效益指标\t生态效益指标\t绿化山塘\t≥7座\n"
    )
    assert indicators(text) == [
        (None, "清淤全县山塘", "=", 33, "座", None),
        (None, "清淤全县山塘", "=", 13, "座", None),
        ("quantity", "清淤山塘", ">=", 13, "座", None),
        ("ecological", "绿化山塘", ">=", 7, "座", None),
    ]


def test_labels_beside_their_goal_their_result_and_their_rate() -> None:
    text = (
        "项目名称\t林地抚育经费\t预算单位\t青禾县林业站\n当年预算数（元）\t831,270.40\t上年预算数（元）\t790,400.00\n"
        "预算执行数（元）\t415,635.20\t预算执行率（%）\t50.00%\n项目年度总目标\t抚育林地7.3万亩，林木保存率不低于93%。\n"
        "主要绩效\t抚育林地7.1万亩，巡查173次。\n"
    )
    assert [found[1:3] for found in money(text)] == [
        ("831270.40", "budget_initial"),
        ("790400.00", "budget_initial"),
        ("415635.20", "expenditure"),
    ]
    assert [(one.number, one.measure) for one in records_of(text) if isinstance(one, Ratio)] == [(50, "execution_rate")]
    assert [(found[1], found[3], found[5]) for found in indicators(text)] == [
        ("抚育林地", Decimal("7.3"), None),
        ("林木保存率", 93, None),
        ("抚育林地", None, Decimal("7.1")),
        ("巡查", None, 173),
    ]


def test_a_first_level_of_other_words_stands_in_its_own_column() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t指标值\t实际值\t分值\t得分\t未完成原因\n"
        "投入管理指标\t预算和财务管理\t结余率\t≤7%\t3.1%\t3\t3\n填报单位：青禾县水务局\t填报日期：2024年1月9日\n"
    )
    assert indicators(text) == [(None, "结余率", "<=", 7, "%", Decimal("3.1"))]


def test_a_list_of_projects_below_the_body_that_has_them() -> None:
    text = (
        "单位名称、项目名称\t项目年度绩效目标\t一级指标\t二级指标\t三级指标\t指标值\n青禾县民政局\t\t\t\t\t\n"
        "高龄津贴补助\t发放津贴7,310人，发放及时率100%。\t\t\t\t\n\t\t产出指标\t数量指标\t津贴人数\t7310人\n"
        "低保家庭春节慰问金\t全年救助困难群众173人次。\t\t\t\t\n\t\t产出指标\t数量指标\t救助人次\t≥173人次\n"
    )
    assert names(text) == {1: "高龄津贴补助", 2: "低保家庭春节慰问金"}
    assert [(found[1], found[3]) for found in indicators(text)] == [
        ("发放津贴", 7310),
        ("发放及时率", 100),
        ("救助困难群众", 173),
        ("津贴人数", 7310),
        ("救助人次", 173),
    ]


def test_a_department_s_form_in_words_with_the_unit_at_its_foot() -> None:
    text = (
        "部门整体支出绩效自评表（2024年度）\n一、部门概况\t人员情况\t编制13人，其中：参公编制7人；年末实有在职11人，退休3人\n"
        "二、收支情况\t部门年初预算安排\t731,270.40\n\t其中：基本支出\t415,635.20\n"
        "三、履职情况\t目标实际完成情况\t培训护林员173人次，巡护率97.1%。\n四、综合得分\t自评得分\t93.5\t自评等级\t优（√） 良（ ） 中（ ）\n"
        "金额单位：元\n"
    )
    records = records_of(text)
    assert [(one.measure, one.count_value) for one in records if isinstance(one, Staffing)] == [
        ("posts_authorised", 13),
        ("posts_civil_service_managed", 7),
        ("staff_on_post", 11),
        ("staff_retired", 3),
    ]
    assert [(one.number, one.unit) for one in records if isinstance(one, Amount)] == [
        (Decimal("731270.40"), "元"),
        (Decimal("415635.20"), "元"),
    ]
    assert [(found[1], found[5]) for found in indicators(text)] == [("培训护林员", 173), ("巡护率", Decimal("97.1"))]
    assert [(one.score, one.grade) for one in records if isinstance(one, Score)] == [(Decimal("93.5"), "excellent")]
