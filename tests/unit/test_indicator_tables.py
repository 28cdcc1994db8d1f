"""Indicator tables of several provinces' forms: columns by header words, classes over merged cells, lost grids."""

from __future__ import annotations

from decimal import Decimal

from report_of import records_of

from dagster_project.extraction.records import Indicator


def indicators(text: str) -> list[Indicator]:
    records = records_of(text)
    return [record for record in records if isinstance(record, Indicator)]


def brief(text: str) -> list[tuple[object, ...]]:
    return [
        (
            i.level1,
            i.level2,
            i.indicator_name,
            i.target_operator,
            i.target_value,
            i.target_unit,
            i.actual_value,
            i.actual_unit,
        )
        for i in indicators(text)
    ]


STANDARD = """项目支出绩效自评表
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标（50分）\t数量指标\t疏浚河道长度\t≥12公里\t12.6公里\t20\t20\t
\t质量指标\t河道验收合格率\t100%\t98%\t15\t14.7\t一段返工
\t成本指标\t每公里疏浚费用\t≤40万元\t38.5万元\t15\t15\t
效益指标\t生态效益指标\t水质改善\t明显改善\t有所改善\t30\t26\t
满意度指标\t服务对象满意度指标\t沿河居民满意度\t≥90%\t93%\t10\t10\t
总分\t\t\t\t\t100\t95.7\t
"""


def test_the_standard_form() -> None:
    assert brief(STANDARD) == [
        ("output", "quantity", "疏浚河道长度", ">=", 12, "公里", Decimal("12.6"), "公里"),
        ("output", "quality", "河道验收合格率", "=", 100, "%", 98, "%"),
        ("output", "cost", "每公里疏浚费用", "<=", 40, "万元", Decimal("38.5"), "万元"),
        ("benefit", "ecological", "水质改善", "qualitative", None, None, None, None),
        ("satisfaction", "satisfaction", "沿河居民满意度", ">=", 90, "%", 93, "%"),
    ]
    first, second = indicators(STANDARD)[:2]
    assert (first.weight, first.score, second.score) == (20, 20, Decimal("14.7"))
    assert STANDARD[first.char_start : first.char_end] == "疏浚河道长度\t≥12公里\t12.6公里\t20\t20"
    assert STANDARD[first.value_start : first.value_end] == "≥12公里"


def test_sign_and_unit_in_columns_of_their_own() -> None:
    text = """一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t权重\t实际完成值\t得分
产出指标\t数量指标\t修建便民桥\t≥\t3\t座\t30\t3\t30
\t质量指标\t验收结果\t定性\t合格\t\t30\t合格\t30
成本指标\t经济成本指标\t单座造价\t≤\t80\t万元\t30\t78.5\t30
"""
    assert brief(text) == [
        ("output", "quantity", "修建便民桥", ">=", 3, "座", 3, "座"),
        ("output", "quality", "验收结果", "qualitative", None, None, None, None),
        ("cost", "cost", "单座造价", "<=", 80, "万元", Decimal("78.5"), "万元"),
    ]
    assert indicators(text)[0].target_text == "≥3座"


def test_description_and_basis_in_a_markdown_table() -> None:
    text = """| 一级指标 | 二级指标 | 三级指标 | 指标描述（指标内容） | 符号 | 值 | 单位（文字描述） | 确定依据 |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 产出指标 | 数量指标 | 检修路灯 | 全年检修的路灯盏数 | ≥ | 400 | 盏 | 年度计划 |
| | 时效指标 | 完成时限 | 检修完成的时限 | 文字描述 | | 11月底前 | 年度计划 |
"""
    found = indicators(text)
    assert [(i.indicator_name, i.description, i.basis) for i in found] == [
        ("检修路灯", "全年检修的路灯盏数", "年度计划"),
        ("完成时限", "检修完成的时限", "年度计划"),
    ]
    assert [(i.target_operator, i.target_text) for i in found] == [(">=", "≥400盏"), ("qualitative", "11月底前")]


def test_a_table_without_levels() -> None:
    text = """指标名称\t计量单位\t指标性质\t年初指标值\t全年完成值\t得分系数（%）\t指标权重（分）\t指标得分（分）
组织义诊次数\t次\t≥\t30\t43\t100\t10\t10
"""
    assert brief(text) == [(None, None, "组织义诊次数", ">=", 30, "次", 43, "次")]


def test_rows_that_lack_their_merged_cells() -> None:
    text = """一级指标\t二级指标\t三级指标\t指标值\t完成值
产出指标\t数量指标\t巡查次数\t≥24次\t26次
整改隐患数\t≥100处\t120处
质量指标\t整改率\t≥95%\t97%
"""
    assert [row[:3] for row in brief(text)] == [
        ("output", "quantity", "巡查次数"),
        ("output", "quantity", "整改隐患数"),
        ("output", "quality", "整改率"),
    ]


def test_a_header_that_is_repeated_and_a_table_that_goes_on() -> None:
    head = "一级指标\t二级指标\t三级指标\t指标值\t完成值\n"
    text = (
        head
        + "产出指标\t数量指标\t种树\t≥50亩\t55亩\n- 3 -\n"
        + head
        + "\t质量指标\t成活率\t≥85%\t88%\n\n12\n\n\t时效指标\t及时率\t100%\t100%\n"
    )
    assert [row[1:3] for row in brief(text)][::2] == [("quantity", "种树"), ("timeliness", "及时率")]


def test_a_header_of_two_rows() -> None:
    text = """一级指标\t二级指标\t三级指标\t绩效目标\t\t分值
\t\t\t预期值\t实际值\t
产出指标\t数量指标\t编制图集\t2册\t2册\t10
"""
    assert brief(text) == [("output", "quantity", "编制图集", "=", 2, "册", 2, "册")]


def test_cells_that_number_their_indicators() -> None:
    text = """一级指标\t二级指标\t三级指标\t指标值\t完成值
产出指标\t数量指标\t指标1：开班期数 指标2：培训人数\t指标1：≥3期 指标2：≥150人\t指标1：4期 指标2：163人
"""
    assert brief(text) == [
        ("output", "quantity", "开班期数", ">=", 3, "期", 4, "期"),
        ("output", "quantity", "培训人数", ">=", 150, "人", 163, "人"),
    ]
    first, second = indicators(text)
    assert first.value_start != second.value_start


def test_totals_and_the_money_block_are_no_indicators() -> None:
    text = """项目资金\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t120\t130\t126\t10\t96.92%\t9.69
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t维护站点\t≥5个\t5个\t10\t10
预算执行率\t\t\t100%\t96.92%\t10\t9.69
合计\t\t\t\t\t100\t99
"""
    assert [row[2] for row in brief(text)] == ["维护站点"]


def test_a_goal_block_pairs_its_two_sides() -> None:
    text = """年度总体目标\t预期目标\t实际完成情况
\t改造泵站5座，漏损率控制在9%以内，培训管水员80人。\t改造泵站4座，漏损率降至8.2%，另外安排资金30万元。
"""
    assert brief(text) == [
        (None, None, "改造泵站", "=", 5, "座", 4, "座"),
        (None, None, "漏损率", "<=", 9, "%", Decimal("8.2"), "%"),
        (None, None, "培训管水员", "=", 80, "人", None, None),
    ]


LOST_GRID = [
    "一级指标", "二级指标", "三级指标", "年度", "指标值", "实际", "完成值", "分值", "得分", "偏差原因分析及改进措施",
    "产出指标", "数量指标", "指标1维修校舍间数", "≥20间", "22间", "10", "10", "雨季停工，已补做", "指标2",
    "质量指标", "工程验收合格率", "100%", "100%", "10", "10",
    "经济效益", "指标", "节约电费", "≥3万元", "3.4万元", "10", "10",
    "总分", "100", "100",
]  # fmt: skip
EXPECTED = [
    ("output", "quantity", "维修校舍间数", ">=", 20, "间", 22, "间"),
    ("output", "quality", "工程验收合格率", "=", 100, "%", 100, "%"),
    ("benefit", "economic", "节约电费", ">=", 3, "万元", Decimal("3.4"), "万元"),
]


def test_a_table_with_one_cell_a_line() -> None:
    assert brief("项目支出绩效自评表\n\n" + "\n\n".join(LOST_GRID)) == EXPECTED


def test_a_table_in_one_line() -> None:
    assert brief("附件 项目支出绩效自评表 项目名称 校舍维修 " + " ".join(LOST_GRID) + "\n") == EXPECTED


def test_satisfaction_below_benefit_is_as_the_report_states_it() -> None:
    text = """一级指标\t二级指标\t三级指标\t指标值\t完成值
效益指标\t社会效益指标\t受益人数\t≥500人\t520人
\t服务对象满意度指标\t村民满意度\t≥85%\t88%
"""
    assert [row[:2] for row in brief(text)] == [("benefit", "social"), ("benefit", "satisfaction")]


def test_a_web_table_that_was_cut_at_its_cells() -> None:
    text = (
        "\n".join(f"{word} |" for word in LOST_GRID[:3])
        + "\n指标值 |\n|||\n产出指标 |\n数量指标 |\n硬化路面 |\n2km |\n||||\n"
    )
    assert brief(text) == [("output", "quantity", "硬化路面", "=", 2, "km", None, None)]


def test_two_blocks_of_columns_beside_each_other() -> None:
    text = """一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t新建书屋\t36个\t数量指标\t新建书屋\t12个
\t成本指标\t总成本\t≤90万元\t成本指标\t总成本\t≤30万元
"""
    assert brief(text) == [
        ("output", "quantity", "新建书屋", "=", 36, "个", None, None),
        ("output", "quantity", "新建书屋", "=", 12, "个", None, None),
        ("output", "cost", "总成本", "<=", 90, "万元", None, None),
        ("output", "cost", "总成本", "<=", 30, "万元", None, None),
    ]


def test_units_with_brackets_and_per_mille() -> None:
    text = """三级指标\t年度指标值\t实际完成值\t分值\t得分
购置水泵\t≥15台（套）\t16台（套）\t10\t10
林木病害成灾率\t≤3‰\t1.5‰\t10\t10
"""
    assert [row[3:] for row in brief(text)] == [
        (">=", 15, "台（套）", 16, "台（套）"),
        ("<=", 3, "‰", Decimal("1.5"), "‰"),
    ]


def test_goals_side_by_side_and_one_below_the_other() -> None:
    text = "项目绩效目标\t长期目标\t年度目标\n\t健全设施。\t更换路灯80盏，巡检管线15公里。\n一级指标\t二级指标\t指标内容\t指标值\n"
    assert [i.indicator_name for i in indicators(text)] == ["更换路灯", "巡检管线"]
    text = "年度总体目标\t目标1：路灯亮灯率达到98%以上。\t\n\t目标2：投诉办结率100%。\t\n"
    assert [(i.indicator_name, i.target_value) for i in indicators(text)] == [("路灯亮灯率", 98), ("投诉办结率", 100)]
    text = "年度绩效目标\t更换城区路灯80盏。\n目标完成情况\t更换城区路灯86盏。\n"
    assert [(i.target_value, i.actual_value) for i in indicators(text)] == [(80, None), (None, 86)]


def test_a_block_label_left_of_the_levels_heads_no_values() -> None:
    text = "年度绩效指标\t一级指标\t二级指标\t指标内容\t指标值\t备注\n\t产出指标\t数量指标\t更换路灯\t80盏\t\n"
    assert brief(text) == [("output", "quantity", "更换路灯", "=", 80, "盏", None, None)]
    text = "职责活动\t年度预算数\t内容描述\t绩效目标\t绩效指标\t绩效指标描述\t指标值\n一、路灯管护\t30\t维修路灯\t道路照明完好\t亮灯率\t亮灯占比\t≥97%\n"
    assert brief(text) == [(None, None, "亮灯率", ">=", 97, "%", None, None)]


def test_the_value_of_the_whole_period_stands_aside() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t年度指标值\t实施周期指标值\n产出指标\t成本指标\t路灯单价\t≤0.2万元\t≤0.3万元\n"
    )
    (found,) = indicators(text)
    assert found.target_value == Decimal("0.2")
    assert text[found.char_start : found.char_end].endswith("≤0.3万元")


def test_the_execution_of_the_budget_below_a_class_of_management() -> None:
    head = "一级指标\t二级指标\t三级指标\t指标值\n"
    assert [i.indicator_name for i in indicators(head + "投入管理指标\t预算和财务管理\t预算执行率\t≥95%\n")] == [
        "预算执行率"
    ]
    assert not indicators(head + "预算执行率\t\t预算执行率\t100%\n")


def test_a_head_in_two_rows_whose_upper_one_alone_has_the_actual() -> None:
    text = """绩效指标\t\t\t年度指标值\t\t\t实际完成值\t分值\t得分
一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t\t\t
产出指标\t数量指标\t更换路灯\t≥\t80\t盏\t86\t20\t19
"""
    assert brief(text) == [("output", "quantity", "更换路灯", ">=", 80, "盏", 86, "盏")]
    assert [(i.weight, i.score) for i in indicators(text)] == [(20, 19)]
    lost = text.replace("绩效指标\t\t\t年度指标值\t\t\t", "绩效指标\t年度指标值\t").replace(
        "度量单位\t\t\t", "度量单位"
    )
    assert brief(lost) == brief(text)


def test_a_block_that_tells_of_its_completion_at_its_left() -> None:
    text = "绩效指标完成情况\t一级指标\t二级指标\t三级指标\t预期指标值\t实际完成指标值\n\t完成指标\t数量指标\t更换路灯\t80盏\t86盏\n"
    assert [(i.indicator_name, i.target_value, i.actual_value) for i in indicators(text)] == [("更换路灯", 80, 86)]


def test_levels_called_goals() -> None:
    text = "一级目标\t二级目标\t三级目标\t指标目标值\n产出目标\t数量\t更换路灯\t≥80盏\n效果目标\t社会效益\t受益居民\t3万人\n"
    assert brief(text) == [
        ("output", "quantity", "更换路灯", ">=", 80, "盏", None, None),
        ("benefit", "social", "受益居民", "=", 3, "万人", None, None),
    ]


def test_a_list_of_projects_with_their_indicators_below_a_head_in_two_rows() -> None:
    text = """项目名称\t总体绩效目标\t绩效指标\t\t\t年度指标值
\t\t一级指标\t二级指标\t三级指标\t
路灯更新补助\t改善照明。\t产出指标\t数量指标\t更换路灯\t≥80盏
\t\t\t质量指标\t亮灯率\t≥98%
管网检修经费\t保障供水。\t产出指标\t数量指标\t检修管网\t12公里
"""
    assert brief(text) == [
        ("output", "quantity", "更换路灯", ">=", 80, "盏", None, None),
        ("output", "quality", "亮灯率", ">=", 98, "%", None, None),
        ("output", "quantity", "检修管网", "=", 12, "公里", None, None),
    ]
    assert [i.project_ordinal for i in indicators(text)] == [1, 1, 2]


def test_what_stands_beside_a_class_in_a_table_without_a_head() -> None:
    text = "绩效目标\t产出指标\t数量目标\t更换路灯80盏\n\t\t质量目标\t亮灯率不低于98%\n"
    assert brief(text) == [
        ("output", "quantity", "更换路灯", "=", 80, "盏", None, None),
        ("output", "quality", "亮灯率", ">=", 98, "%", None, None),
    ]


def test_the_unit_that_a_name_ends_with_is_the_unit_of_its_values() -> None:
    table = (
        "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t种植饲草面积（万亩）\t3.5\n\t质量指标\t母畜良种率（≥**%）\t85\n"
        "\t成本指标\t补栏补贴标准（元/头）\t≥1500\n\t时效指标\t改造任务完成率（甲类）\t11月底前100%\n"
    )
    assert [(i.indicator_name, i.target_operator, i.target_value, i.target_unit) for i in indicators(table)] == [
        ("种植饲草面积", "=", Decimal("3.5"), "万亩"),
        ("母畜良种率", "=", 85, "%"),
        ("补栏补贴标准", ">=", 1500, "元/头"),
        ("改造任务完成率（甲类）", "=", 100, "%"),
    ]
