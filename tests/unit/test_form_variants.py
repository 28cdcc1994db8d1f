"""Official forms as provinces vary them: other heads, other parts, blanks and merged cells that went missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from form_facts import indicators, money, names
from report_of import records_of

from dagster_project.extraction.records import Amount, HeaderMention, Ratio, Score


def test_a_name_with_its_value_stands_below_the_merged_classes_of_its_table() -> None:
    text = (
        "项目支出绩效自评表\n项目名称 | 山塘清淤补助 | ||||\n"
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 |||\n产出指标 | 数量指标 | |||||||\n"
        "一、清淤山塘 | ≥12座 | 13座 | 9.5 |||||\n1、疏浚渠道 | ≥7公里 | 6公里 | 4.5 |||||\n"
        "质量指标 | 验收合格率 | ≥93% | 98% | 8.5 ||||\n"
    )
    assert indicators(text) == [
        ("quantity", "清淤山塘", ">=", 12, "座", 13),
        ("quantity", "疏浚渠道", ">=", 7, "公里", 6),
        ("quality", "验收合格率", ">=", 93, "%", 98),
    ]


def test_a_blank_parts_a_figure_from_its_unit() -> None:
    text = (
        "一级指标 二级指标 指标名称 指标值 指标值确定依据\n产出指标 数量指标 印发简报数量 ≥173 期 历史标准\n"
        "产出指标 时效指标 加急件送达时限 3 小时内 计划标准\n满意度指标 服务对象满意度指标 村组满意度 ≥91% 问卷调查\n"
    )
    assert indicators(text) == [
        ("quantity", "印发简报数量", ">=", 173, "期", None),
        ("timeliness", "加急件送达时限", "<=", 3, "小时", None),
        ("satisfaction", "村组满意度", ">=", 91, "%", None),
    ]


COMPOSED = [
    ["部门总体资金情况", "总体资金情况", "", "当年金额", "占比", "近两年收支金额", ""],
    ["", "", "", "", "", "2021年", "2022年"],
    ["", "收入构成", "财政拨款", "713.26", "97.68%", "688.41", "702.19"],
    ["", "", "其他资金", "16.94", "2.32%", "15.07", "14.83"],
    ["", "支出构成", "基本支出", "502.35", "68.8%", "497.16", "501.02"],
]


@pytest.mark.parametrize("separator", ["\t", " "])
def test_a_head_of_two_rows_names_the_years_before(separator: str) -> None:
    rows = COMPOSED if separator == "\t" else [[cell for cell in row if cell] for row in COMPOSED]
    table = "\n".join(separator.join(row) for row in rows)
    text = f"部门整体支出绩效目标申报表\n填报日期：2023年1月9日 单位：万元\n部门名称 青禾市水务局\n{table}\n"
    text += "一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 清淤山塘 ≥12座\n"
    records = records_of(text)
    years = [(str(one.number), one.fiscal_year) for one in records if isinstance(one, Amount)]
    assert years[:3] == [("713.26", None), ("688.41", 2021), ("702.19", 2022)]
    assert [measure for _, _, measure, _ in money(text)] == [
        *("budget_initial", "revenue", "revenue") * 2,
        *("budget_initial", "expenditure", "expenditure"),
    ]
    assert [str(one.number) for one in records if isinstance(one, Ratio)] == ["97.68", "2.32", "68.8"]
    filed = [one.value for one in records if isinstance(one, HeaderMention) and one.field == "fiscal_year"]
    assert filed[0] == "2023"


def test_a_list_of_works_says_what_is_put_into_each() -> None:
    text = (
        "部门整体支出绩效目标表\n（2024年度）\n部门名称\t云岭县水务局\n总体绩效目标\t管好水利设施。\n"
        "年度重点工作任务\t名称\t主要实施内容\t拟投入的资金（万元）\t期望达到的目标\n"
        "\t山塘清淤\t清理淤积支出补助\t36.57\t按时完成支付\n\t渠道管护\t巡查渠道\t18.2\t渠道畅通\n"
    )
    assert money(text) == [("山塘清淤", "36.57", "funding", None), ("渠道管护", "18.2", "funding", None)]


def test_the_first_cell_of_a_head_names_the_stage_of_its_block() -> None:
    text = (
        "部门整体支出绩效目标表\n（2024年度）\n部门名称\t云岭县水务局\n"
        "年度部门整体支出预算（万元）\t资金总额\t财政拨款\t其他资金\n\t613.42\t601.37\t12.05\n"
    )
    assert money(text) == [
        (None, "613.42", "budget_initial", None),
        (None, "601.37", "budget_initial", "fiscal"),
        (None, "12.05", "budget_initial", "other"),
    ]


def test_merged_cells_of_a_head_cover_the_blanks_behind_them() -> None:
    text = (
        "部门整体支出绩效目标申报表\n（2024年度）\n部门名称：云岭县水务局\t\t\t\t（单位：万元）\n"
        "总体资金情况\t预算支出总额\t基本支出\t\t\t项目支出\t\t\n"
        "\t\t合计\t财政拨款\t单位资金\t合计\t财政拨款\t单位资金\n"
        "\t713.26\t502.35\t502.35\t0\t210.91\t194.3\t16.61\n"
        "年度主要任务\t任务名称\t主要内容\n\t项目支出1：渠道管护专项\t巡查渠道，安排资金36.57万元。\n"
        "部门整体绩效目标\t目标1：清淤山塘不少于12座。\n\t目标2：管护渠道41公里。\n\t目标3：验收合格率达到93%。\n"
    )
    assert money(text) == [
        ("渠道管护专项", "36.57", "funding", None),
        (None, "713.26", "budget_initial", None),
        (None, "502.35", "budget_initial", "basic"),
        (None, "502.35", "budget_initial", "fiscal"),
        (None, "0", "budget_initial", "other"),
        (None, "210.91", "budget_initial", "project"),
        (None, "194.3", "budget_initial", "fiscal"),
        (None, "16.61", "budget_initial", "other"),
    ]
    assert [(row[1], row[2], row[3]) for row in indicators(text)] == [
        ("清淤山塘", ">=", 12),
        ("管护渠道", "=", 41),
        ("验收合格率", ">=", 93),
    ]


def test_a_goal_and_what_became_of_it_stand_behind_labels() -> None:
    text = (
        "项目名称\t渠道管护专项\n项目基本情况\t1.项目年度目标完成情况\t年初目标\t全年管护渠道不少于41公里。\n"
        "\t\t完成情况\t全年管护渠道43公里。\n"
    )
    assert [(row[1], row[3], row[5]) for row in indicators(text)] == [("管护渠道", 41, None), ("管护渠道", None, 43)]


def test_a_target_with_its_sign_is_no_label_of_sums() -> None:
    text = "指标名称 目标值 完成值 完成率\n清淤山塘数（座） ≥12 13 108.33%\n管护渠道（公里） 41 43 104.88%\n"
    assert [(row[1], row[3], row[4], row[5]) for row in indicators(text)] == [
        ("清淤山塘数", 12, "座", 13),
        ("管护渠道", 41, "公里", 43),
    ]


def test_the_sums_of_a_list_stand_to_the_left_of_its_indicators() -> None:
    text = (
        "表7\n项目支出绩效目标表\n部门：云岭县水务局\t单位：万元\n"
        "单位名称\t项目名称\t预算数\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t绩效指标值\t绩效度量单位\n"
        "云岭县水务局\t山塘清淤\t36.57\t完成清淤\t产出指标\t数量指标\t清淤山塘\t≥\t12\t座\n"
        "\t\t\t\t产出指标\t质量指标\t验收合格率\t≥\t93\t%\n"
        "云岭县水管站\t渠道管护\t18.2\t管好渠道\t产出指标\t数量指标\t管护渠道\t≥\t41\t公里\n"
    )
    assert list(names(text).values()) == ["山塘清淤", "渠道管护"]
    assert money(text) == [("山塘清淤", "36.57", "budget_initial", None), ("渠道管护", "18.2", "budget_initial", None)]
    assert [row[4] for row in indicators(text)] == ["座", "%", "公里"]


def test_bodies_and_the_name_of_a_transfer_head_no_columns() -> None:
    text = (
        "中央对地方转移支付区域绩效目标表\n（2021年度）\n转移支付（项目）名称\t山塘清淤补助资金\n"
        "省级财政部门\t青禾省财政厅\t省级主管部门\t青禾省水利厅\n"
        "资金情况（万元）\t年度金额：\t386.4\n\t其中：中央补助\t315.2\n\t地方资金\t71.2\n"
    )
    assert [(amount, measure) for _, amount, measure, _ in money(text)] == [
        ("386.4", "funding"),
        ("315.2", "funding"),
        ("71.2", "funding"),
    ]


def test_labels_on_lines_of_their_own_are_one_form() -> None:
    text = (
        "2022年度水利专项资金项目绩效自评表\n项目名称：云岭县青石镇冷水河堤防加固项目\n"
        "资金构成：总投资63.7万元，其中：中央资金50.2万元，县级配套13.5万元\n"
    )
    assert list(names(text).values()) == ["云岭县青石镇冷水河堤防加固项目"]


def test_a_task_in_a_name_is_no_number_of_it() -> None:
    text = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t时效指标\t任务完成时间\t12月10日前\n\t数量指标\t任务1：清淤山塘\t12座\n"
    assert [row[1] for row in indicators(text)] == ["任务完成时间", "清淤山塘"]


def test_a_head_whose_first_levels_lost_letters_keeps_its_rows() -> None:
    text = "二级指\n指标\n三级指标\n指标值\n数量指标\n清淤山塘\n≥12座\n"
    assert [row[1] for row in indicators(text)] == ["清淤山塘"]


def test_a_head_over_the_labels_of_the_rows_heads_no_sum() -> None:
    text = (
        "项目支出绩效自评表 项目名称 堤防加固 预算执行情况（万元） 预算数 年初预算 调整后预算数 预算执行数 预算执行率 权重 得分 "
        "总额 241.00 302.6 272.34 90.00% 10 9 其中：财政资金 241.00 302.6 272.34 90.00% / /"
    )
    assert [row[1:] for row in money(text)] == [
        ("241.00", "budget_initial", None), ("302.6", "budget_adjusted", None), ("272.34", "expenditure", None),
        ("241.00", "budget_initial", "fiscal"), ("302.6", "budget_adjusted", "fiscal"), ("272.34", "expenditure", "fiscal"),
    ]  # fmt: skip


def test_a_list_on_one_line_has_heads_in_words_of_their_own() -> None:
    text = (
        "2022年新增债券项目明细表 单位：万元 序号 项目名称 债券类型 债券规模 已支出金额 支出进度 "
        "1 云岭医院迁建 专项债券 7,013 6,215.4 88.63% 2 青石管网改造 一般债券 1,650 1,650 100% 合计 8,663 7,865.4 90.79%"
    )
    assert money(text) == [
        ("云岭医院迁建", "7013", "funding", None),
        ("云岭医院迁建", "6215.4", "expenditure", None),
        ("青石管网改造", "1650", "funding", None),
        ("青石管网改造", "1650", "expenditure", None),
        (None, "8663", "funding", "project"),
        (None, "7865.4", "expenditure", "project"),
    ]


def test_a_total_counts_the_rows_of_its_list() -> None:
    text = (
        "衔接资金项目安排表\n单位：万元\n序号 项目名称 实施地点 资金规模 已支付\n1 坝上产业路硬化 坝上村 36.57 36.5\n"
        "2 石门村蓄水池建设 石门村 18.2 12.6\n合计 2 54.77 49.1\n"
    )
    assert [amount for _, amount, *_ in money(text)] == ["36.57", "36.5", "18.2", "12.6", "54.77", "49.1"]


def test_two_natures_of_money_stand_one_below_the_other() -> None:
    text = (
        "2022年度部门整体支出绩效自评表\n部门名称\n云岭县水务局\n年度预算申请（万元）\n年初预算数\n全年预算数\n全年执行数\n执行率\n"
        "年度资金总额\n613.42\n702.19\n688.41\n98.04%\n按收入性质分：\n按支出性质分：\n其中：一般公共预算：651.07\n"
        "其中：基本支出：502.35\n政府性基金拨款：51.12\n项目支出：186.06\n年度总体目标\n预期目标\n实际完成情况\n"
        "清淤山塘12座。\n清淤山塘13座。\n"
    )
    assert [(amount, measure) for _, amount, measure, _ in money(text)[3:]] == [
        ("651.07", "revenue"),
        ("502.35", "expenditure"),
        ("51.12", "revenue"),
        ("186.06", "expenditure"),
    ]


def test_a_grade_stands_behind_the_points_with_a_label_of_its_own() -> None:
    text = (
        "项目支出绩效自评表\n项目名称 渠道管护专项\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
        "产出指标 数量指标 管护渠道 ≥41公里 43公里 45 45\n满意度指标 满意度指标 农户满意度 ≥91% 92.4% 55 52.5\n"
        "自评总分 97.5 自评结论 优秀\n"
    )
    assert [(one.score, one.grade) for one in records_of(text) if isinstance(one, Score)] == [
        (Decimal("97.5"), "excellent")
    ]
