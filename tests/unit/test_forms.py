"""Forms that lost their grid: the same facts as of the form in a grid, however its cells were flattened."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, DisbursementPlan, Indicator, ProjectMention, Ratio, Score
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.vocabulary import seed

FORM = [
    ["项目名称", "", "山塘清淤工程", "", "", "", "", ""],
    ["主管部门", "", "青禾县水务局", "", "", "实施单位", "青禾县水利站", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"],
    ["", "年度资金总额", "80.00", "96.50", "91.20", "10", "94.51%", "9.45"],
    ["", "其中：当年财政拨款", "80.00", "90.00", "84.70", "—", "94.11%", "—"],
    ["", "其他资金", "0.00", "6.50", "6.50", "—", "100.0%", "—"],
    ["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""],
    ["", "消除山塘病险隐患。", "", "", "山塘病险隐患已经消除。", "", "", ""],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标（50分）", "数量指标", "清淤山塘座数", "≥12座", "13座", "25", "25", ""],
    ["", "质量指标", "工程验收合格率", "100%", "96%", "25", "24", "一座山塘待复验，已安排整改"],
    ["效益指标（30分）", "社会效益指标", "灌溉条件", "明显改善", "明显改善", "30", "30", ""],
    ["满意度指标（10分）", "服务对象满意度指标", "农户满意度", "≥90%", "95.5%", "10", "10", ""],
    ["总分", "", "", "", "", "100", "98.45", ""],
]
TITLE = "项目支出绩效自评表\n（2022年度）\n"


def flattened(form: list[list[str]], shape: str) -> str:
    """Return the form as text extraction leaves it; cells that a merged one covers are lost but in a grid."""
    rows = [[cell for cell in row if cell] for row in form]
    if shape == "one line":
        return " ".join(cell for row in rows for cell in row)
    if shape == "lines":
        return "\n".join(cell for row in rows for cell in row)
    if shape == "open pipes, closed behind":
        return "\n".join(f"{' | '.join(row)} |" for row in form)
    if shape == "open pipes":  # no edge outside: a leading pipe parts an empty cell
        return "\n".join(" | ".join(row).strip(" ") for row in form)
    if shape == "signs on lines of their own":
        return "\n".join(cell.replace("≥", "≥\n") for row in rows for cell in row)
    if shape == "rows run together, broken at empty cells":
        return "| " + " ".join(f"{cell} |" if cell else "\n|" for row in form for cell in row)
    if shape == "blank lines":
        return "\n\n".join(cell for row in rows for cell in row)
    if shape == "rows of words":
        return "\n".join(" ".join(row) for row in rows)
    if shape == "rows with pipes behind":
        return "\n".join(" | ".join(row) + " |" * (9 - len(row)) for row in rows)
    if shape == "cells with pipes behind":
        return "\n".join(f"{cell} |" for row in rows for cell in row)
    if shape == "tabs, covered cells lost":
        return "\n".join("\t".join(row) for row in rows)
    if shape == "tabs, merged cells repeated":
        return "\n".join("\t".join(_repeated(row)) for row in form)
    return "\n".join("\t".join(row) for row in form)


def _repeated(row: list[str]) -> list[str]:
    """Write a label or its value again in the cells behind it, as a merged cell is written once for each column."""
    if row[0] not in ("项目名称", "主管部门"):
        return row
    cells: list[str] = []
    for cell in row:
        cells.append(cell or cells[-1])
    return cells


def facts(text: str) -> list[tuple[object, ...]]:
    found = sorted(records_of(text), key=lambda record: record.char_start)
    result: list[tuple[object, ...]] = []
    for r in found:
        match r:
            case ProjectMention():
                result.append(("project", r.project_name))
            case Amount():
                result.append((r.project_ordinal, r.number, r.unit, r.measure, r.fund_type, r.fund_level))
            case Ratio():
                result.append((r.project_ordinal, r.measure, r.number))
            case Score():
                result.append((r.project_ordinal, r.scope, r.score))
            case Indicator():
                target = (r.target_operator, r.target_value, r.target_unit)
                actual = (r.actual_value, r.actual_unit, r.weight, r.score)
                result.append((r.project_ordinal, r.level1, r.level2, r.indicator_name, *target, *actual))
            case _:
                pass
    return sorted(result, key=str)


SHAPES = ["one line", "lines", "blank lines", "rows of words", "rows with pipes behind", "cells with pipes behind",
          "tabs, covered cells lost", "tabs, merged cells repeated", "open pipes", "open pipes, closed behind",
          "signs on lines of their own", "rows run together, broken at empty cells"]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_form_without_its_grid_reads_as_the_form_in_its_grid(shape: str) -> None:
    whole = facts(TITLE + flattened(FORM, "grid"))
    assert len(whole) == 1 + 9 + 3 + 4 + 1
    assert facts(TITLE + flattened(FORM, shape)) == whole


def test_each_of_two_forms_has_its_own_facts() -> None:
    second = [[cell.replace("山塘清淤工程", "河道清障工程") for cell in row] for row in FORM]
    text = TITLE + flattened(FORM, "lines") + "\n" + TITLE + flattened(second, "lines")
    ordinals = [r.project_ordinal for r in records_of(text) if isinstance(r, Indicator | Amount | Score)]
    assert ordinals.count(1) == ordinals.count(2) == 14


def test_the_signs_and_units_of_a_platform_s_form_stand_in_cells_of_their_own() -> None:
    form = [
        ["项目名称", "51999923T000000123456-乡村道路修复"],
        ["年度预算数（万元）", "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"],
        ["总额", "30.00", "27.50", "22.00", "80.00%", "10", "8", "尾款待验收后支付"],
        ["其中：财政资金", "30.00", "27.50", "22.00", "80.00%", "/", "/"],
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            "完成值",
            "权重",
            "得分",
            "未完成原因分析",
        ],
        ["产出指标", "数量指标", "修复道路长度", "≥", "6", "公里", "6.4", "60", "60"],
        ["满意度指标", "服务对象满意度指标", "村民满意度", "≥", "90", "%", "30"],
        ["合计", "100", "98"],
    ]
    found = [r for r in records_of(flattened(form, "lines")) if isinstance(r, Indicator)]
    assert [(i.target_operator, i.target_value, i.target_unit, i.actual_value, i.weight) for i in found] == [
        (">=", 6, "公里", Decimal("6.4"), 60),
        (">=", 90, "%", None, 30),
    ]
    names = [r.project_name for r in records_of(flattened(form, "lines")) if isinstance(r, ProjectMention)]
    assert names == ["乡村道路修复"]
    measures = [r.measure for r in records_of(flattened(form, "lines")) if isinstance(r, Amount)]
    assert measures == ["budget_initial", "budget_adjusted", "expenditure"] * 2


def test_a_plan_without_its_grid() -> None:
    text = "绩效目标表\n项目名称\n山塘清淤工程\n资金支出计划（%）\n3月底\n6月底\n10月底\n12月底\n20\n50\n80\n100\n"
    plans = [r for r in records_of(text) if isinstance(r, DisbursementPlan)]
    assert [(p.checkpoint_month, p.number) for p in plans] == [(3, 20), (6, 50), (10, 80), (12, 100)]


# A province's form: its indicators' head in two rows, 备注 behind the money's columns, goals with figures on both sides.
TWO_HEADS = [
    ["项目名称", "", "山塘清淤工程", "", "", "", "", "", "", ""],
    ["主管部门", "", "青禾县水务局", "", "", "实施单位", "青禾县水利站", "", "", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "备注", ""],
    ["", "年度资金总额", "80.00", "96.50", "91.20", "10", "94.51", "9.45", "", ""],
    ["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", "", "", ""],
    ["", "清淤山塘12座，培训管护人员80人次。", "", "", "清淤山塘13座，培训管护人员86人次。", "", "", "", "", ""],
    ["绩效指标", "", "", "年度指标值", "", "", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "", "", "", ""],
    ["产出指标", "数量指标", "清淤山塘座数", "≥", "12", "座", "13", "40", "40", ""],
    ["", "", "建成村级管护点", "＝", "5", "处", "4", "20", "16", "一处选址未定"],
    ["满意度指标", "服务对象满意度指标", "农户满意度", "≥", "90", "%", "95", "30", "30", ""],
]


@pytest.mark.parametrize("shape", ["lines", "rows of words", "tabs, covered cells lost"])
def test_a_head_in_two_rows_without_its_grid(shape: str) -> None:
    whole = facts(TITLE + flattened(TWO_HEADS, "grid"))
    assert len(whole) == 1 + 3 + 1 + 2 + 3
    assert facts(TITLE + flattened(TWO_HEADS, shape)) == whole


def test_money_by_labels_without_its_grid() -> None:
    form = "部门（单位）整体绩效目标表\n（2023年度）\n部门（单位）名称 青禾县水务局\n预算情况 部门预算总额（万元） 80.50\n其中：财政拨款 75.50 其他资金 5.00\n一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 清淤山塘 ≥12座\n"
    found = sorted((r for r in records_of(form) if isinstance(r, Amount)), key=lambda a: a.value_start)
    assert [(a.number, a.measure, a.fund_type, a.fund_level) for a in found] == [
        (Decimal("80.5"), "budget_initial", None, None),
        (Decimal("75.5"), "budget_initial", None, "fiscal"),
        (5, "budget_initial", "other", None),
    ]


def test_a_list_of_projects_states_a_score_for_each() -> None:
    head = "序号\t项目名称\t预算数\t执行数\t执行率\t自评得分\t自评等级\n"
    text = f"单位：万元\n{head}1\t渠道清障\t30\t27\t90%\t91.5\t优\n2\t泵站检修\t20\t14\t70%\t82\t良\n合计\t\t50\t41\t82%\t\t\n"
    found = [r for r in records_of(text) if isinstance(r, Score)]
    assert [(s.project_ordinal, s.score, s.grade) for s in found] == [
        (1, Decimal("91.5"), "excellent"),
        (2, 82, "good"),
    ]


def test_a_form_s_grade_in_a_cell_of_its_own_goes_with_its_score() -> None:
    text = "项目名称\t泵站检修\n指标名称\t指标值\t完成值\t自评得分\n检修泵站\t3座\t3座\t84\n自评总分\t\t\t84\n自评等级\t\t\t良\n"
    assert [(s.score, s.grade) for s in records_of(text) if isinstance(s, Score)] == [(84, "good")]


@pytest.mark.parametrize("shape", ["grid", "one line", "lines"])
def test_the_grade_behind_the_total_goes_with_its_points(shape: str) -> None:
    form = [*FORM[:-1], [*FORM[-1][:-1], "优"]]
    found = [r for r in records_of(TITLE + flattened(form, shape)) if isinstance(r, Score)]
    assert [(s.score, s.grade) for s in found] == [(Decimal("98.45"), "excellent")]


@pytest.mark.parametrize("shape", ["grid", "one line", "lines", "lines, rates without their sign"])
def test_the_rate_says_which_sums_stand_beside_a_blank_first_one(shape: str) -> None:
    shape, _, bare = shape.partition(", ")
    form = [[cell.removesuffix("%") if bare and row[1] else cell for cell in row] for row in FORM]
    for row in form[3:6]:
        row[2] = ""
    form.insert(5, ["", "上年结转资金", "", "7.00", "7.00", "—", "100.0%", "—"])
    found = [(a.number, a.measure) for a in records_of(TITLE + flattened(form, shape)) if isinstance(a, Amount)]
    sums = [("96.5", "91.2"), ("90", "84.7"), ("7", "7"), ("6.5", "6.5")]
    assert found == [
        (Decimal(value), measure)
        for row in sums
        for value, measure in zip(row, ("budget_adjusted", "expenditure"), strict=True)
    ]


def test_prose_that_speaks_of_forms_stays_prose() -> None:
    text = "我局按三级指标逐项评分，年度资金总额为5万元，全年执行数为4万元。\n一、存在问题\n年初预算数偏低。\n"
    assert [a.number for a in records_of(text) if isinstance(a, Amount)] == [5, 4]


def test_every_example_is_of_its_kind() -> None:
    for row in seed("form_words"):
        assert row["kind"] in kinds_of(row["example"]), row


def test_a_form_of_one_line_whose_heads_hold_their_unit_and_whose_goals_were_set_anew() -> None:
    text = (
        "2022年度部门整体绩效自评表 主管部门 青禾县水务局 联系电话 7451xxxx 自评总分（分） 96.85 年初预算数（万元） 全年（调整）预算数（万元） "
        "全年执行数（万元） 执行率 执行率权重 执行率得分 年度总金额 1,632.40 2,415.78 1,987.16 82.26% 10 8.23 年初绩效目标 全年（调整）绩效目标 "
        "全年目标实际完成情况 清淤渠道50公里，加固山塘12座。 清淤渠道50公里，加固山塘14座。 清淤渠道53.5公里，加固山塘15座。 绩效指标 指标名称 计量单位 指标性质 指标值 "
        "指标权重（分） 全年完成值 指标得分（分） 说明 清淤渠道里程 公里 ≥ 50 15 53.5 15 验收合格率 % ≥ 98 10 97.2 9.36 受高温天气影响 安全生产事故 起 ≤ 0 10 0 10 "
        "合计 100 96.85"
    )
    records = records_of(text)
    sums = [(a.measure, a.number) for a in records if isinstance(a, Amount)]
    assert sums == [
        ("budget_initial", Decimal("1632.40")),
        ("budget_adjusted", Decimal("2415.78")),
        ("expenditure", Decimal("1987.16")),
    ]
    rows = [
        (i.indicator_name, i.target_operator, i.target_value, i.target_unit, i.actual_value, i.weight)
        for i in records
        if isinstance(i, Indicator) and i.weight is not None
    ]
    assert rows == [
        ("清淤渠道里程", ">=", 50, "公里", Decimal("53.5"), 15),
        ("验收合格率", ">=", 98, "%", Decimal("97.2"), 10),
        ("安全生产事故", "<=", 0, "起", 0, 10),
    ]
    goals = [(i.target_value, i.actual_value) for i in records if isinstance(i, Indicator) and i.weight is None]
    assert goals == [(50, Decimal("53.5")), (14, 15)]


def test_labels_with_their_values_in_one_cell_are_a_whole_and_its_parts() -> None:
    text = (
        "项目支出绩效目标申报表\n填报单位：青禾县林业局    金额单位：万元\n项目名称  油茶低产林改造项目    项目属性  延续项目\n主管部门  青禾县林业局    主管部门编码  418\n"
        "项目资金申请  资金总额：86  财政拨款：76（其中：上级财政资金：52  县级财政资金：24）  自有资金：6  其他：4\n年度目标  改造油茶低产林2万亩，培训林农150人次。\n"
    )
    records = records_of(text)
    assert [(a.number, a.measure, a.fund_level, a.fund_type) for a in records if isinstance(a, Amount)] == [
        (86, "funding", None, None),
        (76, "funding", "fiscal", None),
        (52, "funding", "superior", None),
        (24, "funding", "county", None),
        (6, "funding", None, "other"),
        (4, "funding", None, "other"),
    ]
    goals = [(i.target_value, i.target_unit, i.actual_value) for i in records if isinstance(i, Indicator)]
    assert goals == [(2, "万亩", None), (150, "人次", None)]


def test_columns_keep_their_place_below_a_head_that_covers_the_whole_row() -> None:
    head = "2022年度专项资金绩效自评表 专项资金名称 渠道清淤资金 主管部门 青禾县水务局 资金情况（万元） 预算数 实际到位数 执行数 执行率"
    rows = "合计 150 150 132.9 88.60% 一级指标 二级指标 三级指标 指标值 完成值 自评得分 产出指标 数量指标 清淤渠道 ≥10公里 12公里 15"
    assert [
        (a.measure, a.number) for a in records_of(f"{head} {rows}".replace(" ", "\n")) if isinstance(a, Amount)
    ] == [
        ("budget_initial", 150),
        ("funds_received", 150),
        ("expenditure", Decimal("132.9")),
    ]
