"""Lists of projects and forms with other columns than the standard one's, without their grid: what each row says of whom."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, Indicator, ProjectMention, Ratio, Score
from dagster_project.extraction.words.form_words import kinds_of

HEADED = [
    ["项目名称", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    ["山塘清淤工程", "清淤山塘12座。", "产出指标", "数量指标", "清淤山塘座数", "≥", "12", "座"],
    ["", "", "", "质量指标", "工程验收合格率", "=", "100", "%"],
    ["", "", "效益指标", "社会效益指标", "灌溉条件", "定性", "明显改善", ""],
    ["节水宣传经费", "举办宣传活动8场。", "产出指标", "数量指标", "宣传活动", "≥", "8", "场次"],
    ["", "", "满意度指标", "满意度指标", "群众满意度", "≥", "90", "%"],
]
IN_TWO_ROWS = [
    ["项目名称", "总体绩效目标", "绩效指标", "", "", "年度指标值"],
    ["", "", "一级指标", "二级指标", "三级指标", ""],
    ["山塘清淤工程", "清淤山塘12座。", "产出指标", "数量指标", "清淤山塘座数", "≥12座"],
    ["", "", "", "质量指标", "工程验收合格率", "100%"],
    ["节水宣传经费", "举办宣传活动8场。", "产出指标", "数量指标", "宣传活动", "≥8场次"],
    ["", "", "满意度指标", "满意度指标", "群众满意度", "≥90%"],
]


def indicators(text: str) -> list[Indicator]:
    return [record for record in records_of(text) if isinstance(record, Indicator)]


def rows(text: str) -> list[tuple[object, ...]]:
    names = {r.ordinal: r.project_name for r in records_of(text) if isinstance(r, ProjectMention)}
    return [
        (names.get(i.project_ordinal or 0), i.level1, i.level2, i.indicator_name, i.target_operator, i.target_value)
        for i in indicators(text)
        if i.level1
    ]


@pytest.mark.parametrize("form", [HEADED, IN_TWO_ROWS], ids=["one row", "two rows"])
@pytest.mark.parametrize("between", ["\n", " ", " | "])
def test_each_project_of_a_list_has_the_indicators_beside_and_below_it(form: list[list[str]], between: str) -> None:
    grid = "项目支出绩效目标表\n" + "\n".join("\t".join(row) for row in form)
    whole = rows(grid)
    assert {row[0] for row in whole} == {"山塘清淤工程", "节水宣传经费"}
    assert len(whole) == len([row for row in form if row[4]]) - 1
    if between == " | ":
        lost = "\n".join(between.join(cell for cell in row if cell) for row in form)
    else:
        lost = between.join(cell for row in form for cell in row if cell)
    assert rows(f"项目支出绩效目标表\n{lost}") == whole


MONITORED = [
    ["项目名称", "山塘清淤工程"],
    ["主管部门", "青禾县水务局", "实施单位", "青禾县水利站"],
    ["项目资金（万元）", "年初预算数", "1-7月执行数", "1-7月执行率", "全年预计执行数"],
    ["年度资金总额", "80.00", "36.00", "45.00%", "80.00"],
    ["其中：财政拨款", "60.00", "30.00", "50.00%", "60.00"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "全年预计完成情况", "偏差原因分析"],
    ["产出指标", "数量指标", "清淤山塘座数", "≥12座", "5座", "12座", "汛期停工"],
    ["成本指标", "清淤总成本", "≤80万元", "36万元", "80万元"],
    ["满意度指标", "服务对象满意度指标", "农户满意度", "≥90%", "93%", "92%"],
]


@pytest.mark.parametrize("between", ["\n", " "])
def test_a_form_that_monitors_the_year_has_what_was_reached_by_then(between: str) -> None:
    text = "项目支出绩效运行监控表\n" + between.join(cell for row in MONITORED for cell in row)
    found = [(i.indicator_name, i.target_value, i.actual_value) for i in indicators(text) if i.level1]
    assert found == [("清淤山塘座数", 12, 5), ("清淤总成本", 80, 36), ("农户满意度", 90, 93)]
    records = records_of(text)
    assert [r.number for r in records if isinstance(r, Ratio)] == [45, 50]
    assert [(a.number, a.measure) for a in records if isinstance(a, Amount)] == [
        (80, "budget_initial"),
        (36, "expenditure"),
        (80, "expenditure"),
        (60, "budget_initial"),
        (30, "expenditure"),
        (60, "expenditure"),
    ]


def test_a_numbered_list_with_one_sum_a_row_on_one_line() -> None:
    text = (
        "现将2021年第一批中央财政水利资金43万元下达给你们，请尽快使用。 附件 青禾县2021年第一批中央财政水利资金 安排表 单位：万元 序号 村名 项目名称 建设内容 资金金额 1 上河村 渠道清淤 续建 20 "
        "2 下河村 泵站检修 新建 15（其中，抗旱5万元） 小计 35 3 石桥村 山塘加固 新建 8 合计 43"
    )
    records = records_of(text)
    names = {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}
    sums = [
        (names.get(a.project_ordinal or 0), a.number, a.measure, a.fund_level) for a in records if isinstance(a, Amount)
    ]
    assert sums[1:6] == [
        ("渠道清淤", 20, "funding", "central"),
        ("泵站检修", 15, "funding", "central"),
        (None, 35, "funding", "central"),
        ("山塘加固", 8, "funding", "central"),
        (None, 43, "funding", "central"),
    ]


def test_a_table_of_points_states_its_total_and_nothing_else() -> None:
    cells = (
        "项目支出绩效评价评分表 项目名称 山塘清淤工程 单位：万元 一级指标 分值 二级指标 分值 三级指标 分值 得分 项目决策 20 项目目标 4 目标内容 4 4 "
        "资金分配 8 分配办法 2 2 分配结果 6 5 项目管理 25 资金管理 10 资金使用 7 7 财务管理 3 3 总分 100 100 98"
    )
    for text in (cells, cells.replace(" ", "\n")):
        records = records_of(text)
        assert [s.score for s in records if isinstance(s, Score)] == [98]
        assert not [r for r in records if isinstance(r, Amount | Indicator)]


def test_a_word_between_pipes_is_a_cell_whatever_stands_beside_it() -> None:
    text = "项目支出绩效自评表 |\n项目名称 | 山塘清淤工程 | 现场管护 | 李某 |\n主管部门 | 青禾县水务局 | 实施单位 | 青禾县水利站 |\n年度资金总额 | 9.48 |"
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == ["山塘清淤工程"]


def test_the_department_s_own_form_before_a_project_s_one() -> None:
    text = (
        "2022年部门整体绩效目标表\n单位：万元\n部门（单位）名称 青禾县水务局 区级支出预算总量 724.5\n绩效指标 指标名称 指标权重 计量单位 指标性质 指标值\n"
        "预算执行率 10 % = 100\n清淤渠道里程 20 公里 ≥ 12\n\n2022年一般性项目绩效目标表\n单位：万元\n单位信息 417001-青禾县水务局 项目名称 山塘清淤经费 "
        "预算总额 86.5 其中：当年财政预算 86.5\n绩效指标 指标名称 指标权重 计量单位 指标性质 指标值\n清淤山塘数量 30 座 = 13\n"
    )
    records = records_of(text)
    assert [(a.project_ordinal, a.number, a.measure) for a in records if isinstance(a, Amount)] == [
        (None, Decimal("724.5"), "budget_initial"),
        (1, Decimal("86.5"), "budget_initial"),
        (1, Decimal("86.5"), "budget_initial"),
    ]
    assert [(i.project_ordinal, i.indicator_name) for i in indicators(text)] == [
        (None, "预算执行率"),
        (None, "清淤渠道里程"),
        (1, "清淤山塘数量"),
    ]


def test_two_blocks_of_indicators_side_by_side_of_which_one_is_filled() -> None:
    text = (
        "项目支出绩效目标表\n项目名称\n山塘清淤工程\n一级指标\n二级指标（长期）\n三级指标（长期）\n指标值（长期）\n二级指标（年度）\n三级指标（年度）\n指标值（年度）\n"
        "产出指标\n数量指标\n数量指标\n清淤山塘\n12座\n产出指标\n成本指标\n成本指标\n清淤成本\n参照采购成本控制\n"
    )
    assert [(i.level2, i.indicator_name, i.target_operator) for i in indicators(text)] == [
        ("quantity", "清淤山塘", "="),
        ("cost", "清淤成本", "qualitative"),
    ]


def test_indicators_whose_columns_are_labels_of_a_text() -> None:
    text = (
        "青禾县教育局\n2021年部门预算绩效文本\n绩效指标\n一级指标：产出指标\n二级指标：数量指标　三级指标：资助人数　绩效指标描述：受资助的学生人数　指标值：2100人　"
        "指标值确定依据：资助政策\n二级指标：成本指标　三级指标：资助标准　绩效指标描述：生均资助金\n额　指标值：≤2000元/生　指标值确定依据：资助政策\n"
        "一级指标：效果指标\n二级指标：可持续影响指标　三级指标：资助长效机制　指标值：长期执行　指标值确定依据：资助政策\n"
    )
    assert [
        (i.level1, i.level2, i.indicator_name, i.target_operator, i.target_value, i.target_unit, i.description, i.basis)
        for i in indicators(text)
    ] == [
        ("output", "quantity", "资助人数", "=", 2100, "人", "受资助的学生人数", "资助政策"),
        ("output", "cost", "资助标准", "<=", 2000, "元/生", "生均资助金额", "资助政策"),
        ("benefit", "sustainability", "资助长效机制", "qualitative", None, None, None, "资助政策"),
    ]
    assert not [r for r in records_of(text) if isinstance(r, Amount)]


def test_months_before_a_head_and_the_year_before_a_caption() -> None:
    assert kinds_of("1-7月执行数") == kinds_of("执行数")
    assert kinds_of("6月底") == frozenset()
    assert "caption" in kinds_of("2022年一般性项目绩效目标表")


def test_activities_with_money_goal_and_indicator_in_one_row() -> None:
    form = [
        ["职责活动", "年度预算数", "内容描述", "绩效目标", "绩效指标", "绩效指标描述", "指标值"],
        ["一、防汛抗旱", "32.00", "维护防汛工程体系", "提升防洪减灾能力", "水毁工程修复数量", "当年修复的工程", "≥6处"],
        ["1、物资储备", "12.00", "购置编织袋等", "物资储备充足", "物资储备达标率", "达到标准的占比", "≥95%"],
    ]
    for between in ("\n", " "):
        text = "部门职责-工作活动绩效目标\n单位：万元\n" + between.join(cell for row in form for cell in row)
        records = records_of(text)
        assert [r.project_name for r in records if isinstance(r, ProjectMention)] == ["防汛抗旱", "物资储备"]
        assert [(a.project_ordinal, a.number, a.measure) for a in records if isinstance(a, Amount)] == [
            (1, 32, "budget_initial"),
            (2, 12, "budget_initial"),
        ]
        assert [(i.project_ordinal, i.indicator_name, i.target_value) for i in indicators(text)] == [
            (1, "水毁工程修复数量", 6),
            (2, "物资储备达标率", 95),
        ]


@pytest.mark.parametrize("between", ["\n", " | "])
def test_funds_in_a_row_and_the_items_of_a_sum(between: str) -> None:
    form = [
        ["项目名称", "垃圾处理费", "项目类型", "其他运转类"],
        ["资金来源（万元）", "合计", "财政拨款", "上级资金", "专户资金", "其他资金"],
        ["680.5", "500.5", "100", "80", "0"],
        ["支出预算明细（万元）", "焚烧处理费", "620.5"],
        ["收运费", "60"],
        ["一级指标", "二级指标", "三级指标", "半年（程）指标值", "全年（程）指标值"],
        ["产出", "数量", "垃圾处理量", "≥14万吨", "≥29万吨"],
    ]
    rows_of = [between.join(row) for row in form]
    records = records_of("2022年项目支出绩效目标表\n" + "\n".join(rows_of))
    assert [(a.number, a.measure, a.fund_type, a.fund_level) for a in records if isinstance(a, Amount)] == [
        (Decimal("680.5"), "funding", None, None),
        (Decimal("500.5"), "funding", None, "fiscal"),
        (100, "funding", None, "superior"),
        (80, "funding", "other", None),
        (0, "funding", "other", None),
        (Decimal("620.5"), "budget_initial", None, None),
        (60, "budget_initial", None, None),
    ]
    found = [(i.level2, i.indicator_name, i.target_value) for i in records if isinstance(i, Indicator)]
    assert found == [("quantity", "垃圾处理量", 29)]


def test_the_words_of_a_class_may_name_an_indicator_and_lack_their_last_word() -> None:
    text = (
        "项目支出绩效自评表 项目名称 山塘清淤工程 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标 数量指标 成本控制 不超预算 不超预算 10 10 "
        "…… 时效 完工时间 11月底 10月底 10 10 成本指标 清淤补助 每亩300 每亩300 6 6 总分 100 98"
    )
    assert [(i.level2, i.indicator_name, i.target_value) for i in indicators(text)] == [
        ("quantity", "成本控制", None),
        ("timeliness", "完工时间", None),
        ("cost", "清淤补助", 300),
    ]
    assert not [r for r in records_of(text) if isinstance(r, Amount)]


def test_classes_names_and_values_that_run_together_below_a_head() -> None:
    text = (
        "项目支出绩效自评表 项目名称 山塘清淤工程 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标数量指标清淤山塘≥12座 13座 10 10 "
        "质量指标工程验收合格率=100% 100% 10 10 效益指标社会效益指标灌溉条件 改善 改善 10 10 合计 100 98"
    )
    assert [(i.level1, i.level2, i.indicator_name, i.target_value, i.actual_value) for i in indicators(text)] == [
        ("output", "quantity", "清淤山塘", 12, 13),
        ("output", "quality", "工程验收合格率", 100, 100),
        ("benefit", "social", "灌溉条件", None, None),
    ]


def test_the_total_below_a_list_s_head_is_no_column_and_parts_are_numbered_in_words() -> None:
    text = (
        "单位：万元 序号 责任部门 项目名称 预算数 执行数 预算执行率 合计 37.5 24.5 65.33% 一 学工处 学生资助专项 30.5 18.5 60.66% "
        "1 教务处 学生资助专项-电大 7 6 85.71%\n"
    )
    records = records_of(text)
    assert [r.project_name for r in records if isinstance(r, ProjectMention)] == ["学生资助专项", "学生资助专项-电大"]
    assert [float(r.number) for r in records if isinstance(r, Amount)] == [37.5, 24.5, 30.5, 18.5, 7, 6]


def test_a_head_of_two_words_in_one_line_is_one_column() -> None:
    text = (
        "分配表 序号 项目名称 建设地点 投资 规模 责任 单位 1 周营村道路硬化项目 周营村 20万元 周营镇 "
        "2 屈度村饮水工程项目 屈度村 30万元 屈度镇\n"
    )
    found = [r for r in records_of(text) if isinstance(r, Amount)]
    assert [(float(r.number), r.project_ordinal) for r in found] == [(20, 1), (30, 2)]


@pytest.mark.parametrize("edge", [" |\n", "\n", " "])
def test_a_list_of_works_with_their_sums_a_cell_a_line(edge: str) -> None:
    cells = "单位：万元|序号|乡镇名称|项目名称|金额|1|云岭镇|石桥村排水工程建设|20|2|南河乡|白水村水圳修复|15|3|青禾乡|东坡村河道治理|10|合计|45"
    records = records_of("2022年水利专项资金安排表\n" + cells.replace("|", edge) + "\n")
    names = {r.ordinal: r.project_name for r in records if isinstance(r, ProjectMention)}
    found = [(names.get(r.project_ordinal or 0), r.number, r.measure) for r in records if isinstance(r, Amount)]
    assert found == [
        ("石桥村排水工程建设", 20, "funding"),
        ("白水村水圳修复", 15, "funding"),
        ("东坡村河道治理", 10, "funding"),
        (None, 45, "funding"),
    ]
