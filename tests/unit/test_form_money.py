"""Money of forms: text → (number, measure, category, fund type, fund level) of each sum, and what is whose part."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, ProjectMention

Sum = tuple[float, str | None, str | None, str | None, str | None]


def sums(text: str) -> list[Sum]:
    found = sorted((r for r in records_of(text) if isinstance(r, Amount)), key=lambda amount: amount.value_start)
    return [(float(a.number), a.measure, a.category, a.fund_type, a.fund_level) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # funds below the sum they belong to, in their own columns and rows
            "项目名称\t水闸更新\t\t\n项目资金申请\t资金总额：\t90\t\n\t财政拨款：\t70\t其中：上级财政资金：\t40\n\t\t\t本级财政资金：\t30\n\t自有资金：\t15\t\n\t其他：\t5\t\n",
            [
                (90, "funding", None, None, None), (70, "funding", None, None, "fiscal"), (40, "funding", None, None, "superior"),
                (30, "funding", None, None, "county"), (15, "funding", None, "other", None), (5, "funding", None, "other", None),
            ],
        ),
        (  # sources and classes of a budget's total
            "预算情况\t部门预算总额（万元）\t80\n\t1、资金来源：（1）财政性资金\t75\n\t（2）其他资金\t5\n\t2、资金结构：（1）基本支出\t50\n\t（2）项目支出\t30\n",
            [
                (80, "budget_initial", None, None, None), (75, "budget_initial", None, None, "fiscal"),
                (5, "budget_initial", None, "other", None), (50, "budget_initial", "basic", None, None),
                (30, "budget_initial", "project", None, None),
            ],
        ),
        (  # each of the sums above has its own line of every source
            "项目名称\n水闸更新\n计划投资额\n（万元）\n90\n实际到位资金\n（万元）\n60\n实际使用情况（万元）\n55\n其中：\n中央财政\n0\n"
            "其中：\n中央财政\n0\n省财政\n90\n省财政\n60\n",
            [
                (90, "funding", None, None, None), (60, "funds_received", None, None, None), (55, "expenditure", None, None, None),
                (0, "funding", None, None, "central"), (0, "funds_received", None, None, "central"),
                (90, "funding", None, None, "province"), (60, "funds_received", None, None, "province"),
            ],
        ),
        (  # labels side by side on lines, each with its sum; the unit is that of their whole
            "部门整体支出绩效目标申报表\n（2023年度）\n部门名称 山塘县林业局\n年度预算申请\n资金总额：80万元\n按收入性质分： 按支出性质分：\n其中：一般公共预算：75 其中：基本支出：50\n"
            "政府性基金拨款：5 项目支出：30\n一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 造林面积 ≥2万亩\n",
            [
                (80, "funding", None, None, None), (75, "funding", None, "general_public_budget", None),
                (50, "funding", "basic", None, None), (5, "funding", None, "government_fund", None),
                (30, "funding", "project", None, None),
            ],
        ),
        (  # what stands below 按收入性质分 is revenue, below 按支出性质分 spending
            "\t按收入性质分：\t\t按支出性质分：\n\t其中：一般公共预算：36\t\t其中：基本支出：16\n\t政府性基金拨款：5\t\t项目支出：25\n",
            [
                (36, "revenue", None, "general_public_budget", None), (16, "expenditure", "basic", None, None),
                (5, "revenue", None, "government_fund", None), (25, "expenditure", "project", None, None),
            ],
        ),
        (  # a fund below a row of two sums is one of the sum that is budgeted
            "项目总额\t9\t本年度预算金额\t6\n其中：财政拨款\t6\t其他资金\t0\n",
            [
                (9, "funding", None, None, None), (6, "budget_initial", None, None, None),
                (6, "budget_initial", None, None, "fiscal"), (0, "budget_initial", None, "other", None),
            ],
        ),
        (  # a column that names a fund alone is of the sum to its left; the row without a label is the form's own
            "资金情况\t预算批复数\t其中：财政拨款\t其他资金\t实际支出数\n\t50\t40\t10\t45\n",
            [
                (50, "budget_initial", None, None, None), (40, "budget_initial", None, None, "fiscal"),
                (10, "budget_initial", None, "other", None), (45, "expenditure", None, None, None),
            ],
        ),
        (  # sources in pairs: the left one is of the plan, the right one of what came in; blank rows hand nothing on
            "计划安排资金（万元）\t90\t实际到位资金（万元）\t80\n其中：中央财政\t\t其中：中央财政\t\n省财政\t\t省财政\t\n"
            "县财政\t90\t县财政\t80\n实际支出（万元）\t70\n",
            [
                (90, "funding", None, None, None), (80, "funds_received", None, None, None),
                (90, "funding", None, None, "county"), (80, "funds_received", None, None, "county"),
                (70, "expenditure", None, None, None),
            ],
        ),
        (  # the same form on one line
            "计划安排资金（万元） 90.5 实际到位资金（万元） 80.5 其中：中央财政 其中：中央财政 省财政 省财政 "
            "县财政 90.5 县财政 80.5 其它 其它 实际支出（万元） 70.5\n",
            [
                (90.5, "funding", None, None, None), (80.5, "funds_received", None, None, None),
                (90.5, "funding", None, None, "county"), (80.5, "funds_received", None, None, "county"),
                (70.5, "expenditure", None, None, None),
            ],
        ),
        (  # what heads the names of the rows heads no sums
            "支出内容（经济科目）\t计划支出数（万元）\t实际支出数（万元）\n广播补助\t9\t8\n送书补助\t7\t6\n",
            [
                (9, "budget_initial", None, None, None), (8, "expenditure", None, None, None),
                (7, "budget_initial", None, None, None), (6, "expenditure", None, None, None),
            ],
        ),
        (  # the last of the sums above them has a blank source and other sources below it
            "计划安排资金（万元）\t90\t结余（万元）\t13\n市财政\t40\t市财政\t\n县财政\t50\t县财政\t13\n",
            [
                (90, "funding", None, None, None), (13, "carryover", None, None, None),
                (40, "funding", None, None, "city"), (50, "funding", None, None, "county"),
                (13, "carryover", None, None, "county"),
            ],
        ),
        (  # the column beside the names of outlays, whatever the names say
            "支出内容\t实际支出数\t凭证号\n低保对象生活补助\t41.5\t6号\n价格补贴\t7\t\n",
            [(41.5, "expenditure", None, None, None), (7, "expenditure", None, None, None)],
        ),
        (  # a property of the project heads no money
            "项目类别\t特定目标类\t项目期限\t2年\n项目编码\t33\t项目属性\t新增\n",
            [],
        ),
    ],
)  # fmt: skip
def test_labels_and_the_sums_above_them_say_what_money_is(text: str, expected: list[Sum]) -> None:
    assert sums(text) == expected


TASKS = (
    "年度主要任务\t任务名称\t主要内容\t预算金额（万元）\t\t\n\t\t\t总额\t财政拨款\t其他资金\n"
    "\t人员及公用支出\t保障正常运转\t60\t60\t\n\t基本医疗服务\t提供门诊服务\t40\t30\t10\n\t金额合计\t\t100\t90\t10\n"
)


def test_a_task_with_money_of_its_own_is_a_project() -> None:
    assert [r.project_name for r in records_of(TASKS) if isinstance(r, ProjectMention)] == ["基本医疗服务"]
    assert sums(TASKS) == [
        (60, "budget_initial", "basic", None, None), (60, "budget_initial", "basic", None, "fiscal"),
        (40, "budget_initial", None, None, None), (30, "budget_initial", None, None, "fiscal"),
        (10, "budget_initial", None, "other", None),
        (100, "budget_initial", None, None, None), (90, "budget_initial", None, None, "fiscal"),
        (10, "budget_initial", None, "other", None),
    ]  # fmt: skip


def test_tasks_without_money_are_no_projects() -> None:
    text = "年度主要任务\t任务名称\t主要内容\n\t社会救助\t发放救助资金\n"
    assert not [r for r in records_of(text) if isinstance(r, ProjectMention)]


def test_a_list_in_blanks_with_words_between_names_and_sums() -> None:
    text = (
        "单位：万元\n序号 项目名称 资金级次 归口科室 预算数 支出数 支付率\n1 水闸更新工程 中央 社保科 40.00 38.00 95%\n"
        "2 堤防加固工程 省级 农业科 60.00 60.00 100%\n合计 100.0 98.0\n"
    )
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == [
        "水闸更新工程",
        "堤防加固工程",
    ]
    assert sums(text) == [
        (40, "budget_initial", None, None, "central"), (38, "expenditure", None, None, "central"),
        (60, "budget_initial", None, None, "province"), (60, "expenditure", None, None, "province"),
        (100, "budget_initial", "project", None, None), (98, "expenditure", "project", None, None),
    ]  # fmt: skip


def test_labels_of_their_own_below_heads_of_columns() -> None:
    text = (
        "项目名称\t水闸更新\n预算安排\t\t资金到位情况\t\t资金执行情况\t执行进度\n预算数：\t40\t到位数：\t30\t执行数：20\t50%\n"
        "其中：财政资金\t40\t其中：财政资金\t30\t其中：财政资金20\t\n其他\t0\t其他\t0\t其他0\t\n"
    )
    assert sums(text) == [
        (40, "budget_initial", None, None, None), (30, "funds_received", None, None, None), (20, "expenditure", None, None, None),
        (40, "budget_initial", None, None, "fiscal"), (30, "funds_received", None, None, "fiscal"),
        (20, "expenditure", None, None, "fiscal"), (0, "budget_initial", None, "other", None),
        (0, "funds_received", None, "other", None), (0, "expenditure", None, "other", None),
    ]  # fmt: skip


def test_labels_of_their_own_on_one_line() -> None:
    text = (
        "一、基本情况 项目名称: 水闸更新 是否为专项资金: 实施(主管)单位 青禾县水务局 金额单位: 万元 二、预算执行情况 预算安排情况 资金到位情况 "
        "资金执行情况 执行进度(%) 预算数 40.00 到位数 30.00 执行数 20.00 50.00 其中:财政资金 40.00 其中:财政资金 30.00 其中:财政资金 20.00 "
        "其他 0.00 其他 0.00 其他 0.00 三、目标完成情况 年度预期目标 具体完成情况 总体完成率(%)"
    )
    assert [found[:2] + found[3:] for found in sums(text)] == [
        (40, "budget_initial", None, None), (30, "funds_received", None, None), (20, "expenditure", None, None),
        (40, "budget_initial", None, "fiscal"), (30, "funds_received", None, "fiscal"), (20, "expenditure", None, "fiscal"),
        (0, "budget_initial", "other", None), (0, "funds_received", "other", None), (0, "expenditure", "other", None),
    ]  # fmt: skip


@pytest.mark.parametrize("edge", ["\n\n", " "])
def test_sources_stand_once_for_each_sum_above_them(edge: str) -> None:
    words = (
        "项目起止时间|2016年|计划安排资金|（万元）|17|实际到位资金|（万元）|17|实际支出|（万元）|18.6|结余（万元）|0|其中：中央财政|其中：中央财政|"
        "其中：中央财政|其中：中央财政|省财政|17|省财政|17|省财政|17|省财政|其它|其它|0.9|其它|1.6|其它|二、项目情况"
    )
    assert [found[:2] + found[3:] for found in sums(words.replace("|", edge))] == [
        (17, "funding", None, None), (17, "funds_received", None, None), (18.6, "expenditure", None, None),
        (0, "carryover", None, None), (17, "funding", None, "province"), (17, "funds_received", None, "province"),
        (17, "expenditure", None, "province"), (0.9, "funds_received", "other", None),
        (1.6, "expenditure", "other", None),
    ]  # fmt: skip


def test_the_items_of_a_budget_and_a_year_s_money_that_was_carried_over() -> None:
    items = "单位：万元\n项目名称\t垃圾处理\n支出预算明细\t焚烧处理费\t36\n\t收运费\t10\n绩效目标\t日产日清\n"
    assert [found[:2] for found in sums(items)] == [(36, "budget_initial"), (10, "budget_initial")]
    spent = "项目名称\t垃圾处理\n项目资金\t全年预算数\t全年执行数\n年度资金总额\t50\t40\n上年结转资金\t9\t7\n"
    assert [found[:2] for found in sums(spent)[2:]] == [(9, "budget_adjusted"), (7, "expenditure")]
