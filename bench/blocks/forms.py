"""The forms: 项目支出绩效自评表, 绩效目标表 with its disbursement plan, the detail table of projects.

Here belong rows and cells; how a table stands in the text belongs into ``layouts``.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from bench.blocks.projects import LABELS, actual_fields, levels, missed, target_fields
from bench.bodies import Work
from bench.context import Report
from bench.facts import Fact, amount, checkpoint, indicator, number, ratio, score
from bench.finance import Project, percent_of
from bench.layouts import LAYOUTS, Row, write_table
from bench.style import rounded

LEVEL1_WORDS = {"output": ("产出指标",), "benefit": ("效益指标", "效果指标"), "satisfaction": ("满意度指标",)}
HEADERS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
    ("一级指标", "二级指标", "三级指标", "年初目标值", "全年实际值", "权重", "得分", "未完成原因"),
    ("一级指标", "二级指标", "指标内容", "指标值", "完成值", "分值", "自评得分", "备注"),
)
MONEY_HEADERS = (
    ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"),
    ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("年初预算", "调整后预算数", "预算执行数", "权重", "执行率", "得分"),
)
TARGET_HEADERS = (
    ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
    ("一级指标", "二级指标", "三级指标", "指标值"),
)
QUALITATIVE = (
    ("sustainability", "长效管护机制", "进一步健全"),
    ("social", "公共服务水平", "明显提升"),
    ("ecological", "周边生态环境", "持续改善"),
)


def _target_text(report: Report, work: Work) -> str:
    """Return a target as a cell holds it: a sign or words, and the figure."""
    style = report.style
    figure = style.count(work.target, work.unit)
    signs = {
        ">=": ("≥{}", "≥ {}", "不少于{}" if work.unit != "%" else "不低于{}", "{}以上"),
        "<=": ("≤{}", "不超过{}"),
        ">": ("＞{}", ">{}"),
        "=": ("{}", "={}"),
    }
    pattern = style.rng.choice(signs[work.operator] if style.rng.random() < 0.4 else signs[work.operator][:1])
    return pattern.format(figure)


def self_evaluation(report: Report, project: Project) -> None:
    """Write the standard self-evaluation form of a project."""
    rng, style = report.rng, report.style
    layout = rng.choice(LAYOUTS[:3])
    report.draft.plain(
        f"{rng.choice(('项目支出绩效自评表', f'{report.year}年度项目支出绩效自评表', '项目绩效目标自评表'))}\n",
        kind="fixed",
    )
    report.draft.plain(rng.choice((f"（{report.year}年度）\n\n", "\n")), kind="fixed")
    report.about(
        project.id,
        lambda: _self_evaluation_rows(report, project, layout, style.unit if style.unit != "亿元" else "万元"),
    )


def _self_evaluation_rows(report: Report, project: Project, layout: str, unit: str) -> None:
    rng, style = report.rng, report.style
    head = [
        Row(["项目名称", project.name]),
        Row(["主管部门", report.body.name, "实施单位", report.body.name]),
    ]  # fmt: skip
    own, other = project.adjusted // 10 * 9 // 100 * 100, 0
    other = project.adjusted - own
    own_budget = project.budget // 10 * 9 // 100 * 100
    own_spent = min(own, project.spent // 10 * 9 // 100 * 100)
    lines: tuple[tuple[str, int, int, int, str, str], ...] = (
        ("年度资金总额", project.budget, project.adjusted, project.spent, "all", "all"),
        (
            rng.choice(("其中：当年财政拨款", "其中：本年财政拨款", "其中：财政拨款")),
            own_budget,
            own,
            own_spent,
            "all",
            "fiscal",
        ),
        ("其他资金", project.budget - own_budget, other, project.spent - own_spent, "other", "all"),
    )
    points = min(Decimal(10), project.rate / 10).quantize(Decimal("0.1"), ROUND_DOWN)
    rows = [Row([f"项目资金（{unit}）", "", *rng.choice(MONEY_HEADERS)])]
    for position, (label, budget, adjusted, spent, fund, level) in enumerate(lines):
        rate = percent_of(spent, adjusted)
        cells = ["", label, *(style.figure(yuan, unit) for yuan in (budget, adjusted, spent))]
        cells += ["10" if not position else "—", style.percent(rate), str(points) if not position else "—"]
        facts = [
            amount(budget, "budget_initial", fund_type=fund, fund_level=level), amount(adjusted, "budget_adjusted", fund_type=fund, fund_level=level), amount(spent, "expenditure", fund_type=fund, fund_level=level),
            ratio(rate, "execution_rate"),
        ]  # fmt: skip
        rows.append(Row(cells, facts, first=1))
        if position == 1 and rng.random() < 0.5:
            rows.append(Row(["", "上年结转资金", "", "", "", "—", "", "—"]))
    goals = [
        Row(["年度总体目标", "预期目标", "实际完成情况"]),
        Row(["", "按计划完成年度任务，发挥资金效益。", "已按计划完成年度任务。"]),
    ]
    table, total = _indicator_rows(report, project, list(rng.choice(HEADERS)))
    total_points = points + total
    table.append(
        Row(["总分", "", "", "", "", "100", str(total_points)], [score(total_points, None, "project")], first=0)
    )
    for block, part in (("form_head", head), ("form_money", rows), ("form_goal", goals), ("form_indicators", table)):
        if layout == "tab":
            write_rows = part
            _write_open(report, block, write_rows)
        else:
            write_table(report, block, part, layout)
    report.draft.plain("\n", kind="fixed")


def _write_open(report: Report, block: str, rows: list[Row]) -> None:
    """Write rows of a tabbed form that goes on: the parts of the form follow one another without a gap."""
    write_table(report, block, rows, "tab")
    report.draft.text = report.draft.text[:-1]
    report.draft.stretches.pop()


def _indicator_rows(report: Report, project: Project, header: list[str]) -> tuple[list[Row], Decimal]:
    """Return header and rows of targets beside actuals, and the points they earned (90 in all)."""
    rng, style = report.rng, report.style
    rows = [Row(header)]
    works = [missed(report, work) for work in project.works]
    weights = _weights(len(works) + 1)
    earned = Decimal(0)
    lost = min(Decimal(100) - project.score, Decimal(9))
    last1 = last2 = ""
    entries: list[tuple[str, list[str], Fact, list[Fact]]] = []
    for work, weight in zip(works, weights, strict=False):
        points = Decimal(weight)
        failed = work.actual < work.target if work.level2 != "cost" else work.actual > work.target
        if lost and work is works[-1]:
            points = max(Decimal(0), points - rounded(lost, 1))
        earned += points
        text, actual = _target_text(report, work), style.count(work.actual, work.unit)
        fields = levels(work) | target_fields(work, text) | actual_fields(work)
        fact = indicator(work.name, **fields, weight=weight, score=number(points))
        bad = (
            [report.find("target_missed", str(work.actual), str(work.target), f"{work.name}未达到目标")]
            if failed
            else []
        )
        entries.append((work.level2, [work.name, text, actual, str(weight), str(points), ""], fact, bad))
    level2, name, words = rng.choice(QUALITATIVE)
    weight = weights[-1]
    earned += weight
    fact = indicator(
        name,
        level1="benefit",
        level2=level2,
        target_operator="qualitative",
        target_text=words,
        actual_text=words,
        weight=weight,
        score=weight,
    )
    vague = report.find("unquantified_target", words, None, f"指标“{name}”的目标没有数值")
    entries.insert(len(entries) - 1, (level2, [name, words, words, str(weight), str(weight), ""], fact, [vague]))
    order = (
        "quantity",
        "quality",
        "timeliness",
        "cost",
        "economic",
        "social",
        "ecological",
        "sustainability",
        "satisfaction",
    )
    entries.sort(key=lambda entry: order.index(entry[0]))
    for level, cells, fact, bad in entries:
        word1, word2 = _level_words(level, last1, last2)
        last1, last2 = LEVEL1_WORDS[_level1(level)][0], level
        rows.append(Row([word1, word2, *cells], [fact, *bad], first=2, last=6))
    return rows, earned


def _level1(level2: str) -> str:
    return (
        "output"
        if level2 in ("quantity", "quality", "timeliness", "cost")
        else ("satisfaction" if level2 == "satisfaction" else "benefit")
    )


def _level_words(level2: str, last1: str, last2: str) -> tuple[str, str]:
    """Return the words of both class columns; a cell that repeats the one above is left empty."""
    word1 = LEVEL1_WORDS[_level1(level2)][0]
    return ("" if word1 == last1 else word1), ("" if level2 == last2 else LABELS[level2])


def _weights(count: int) -> list[int]:
    """Return weights that add up to 90."""
    base = 90 // count
    return [base] * (count - 1) + [90 - base * (count - 1)]


def target_form(report: Report, project: Project) -> None:
    """Write a project's target form: budget, plan, targets."""
    rng, style = report.rng, report.style
    report.draft.plain(f"{project.name}绩效目标表\n\n", kind="fixed")
    layout = rng.choice(("tab", "flattened", "html", "tab"))
    unit = style.unit if style.unit != "亿元" else "万元"

    def body() -> None:
        own = project.budget // 5 * 4 // 100 * 100
        shares = rng.choice(((30, 60, 80, 100), (20, 50, 90, 100), (0, 40, 80, 100), (50, 50, 100, 100)))
        bad: list[Fact] = []
        if report.plant("plan_incomplete"):
            shares = (*shares[:3], 95)
            bad = [report.find("plan_incomplete", "95", "100", "支出计划到12月底没有达到100%")]
        sums = [f"{style.figure(yuan, unit)}{unit}" for yuan in (project.budget, own, project.budget - own)]
        plan: list[Fact] = [checkpoint(month, share) for month, share in zip((3, 6, 10, 12), shares, strict=True)]
        money = [amount(project.budget, "budget_initial"), amount(own, "budget_initial", fund_level="fiscal"),
                 amount(project.budget - own, "budget_initial", fund_type="other")]  # fmt: skip
        head = [
            Row(
                [
                    "项目编码",
                    f"{report.body.region_code}{report.year % 100}{rng.randint(100000, 999999)}",
                    "项目名称",
                    project.name,
                ]
            ),
            Row(
                ["预算规模及资金用途", "预算数", sums[0], "其中：财政资金", sums[1], "其他资金", sums[2]],
                money,
                first=1,
            ),
            Row(["", "用于完成年度任务。"]),
            Row(["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"]),
            Row(["", *(f"{share}%" for share in shares)], [*plan, *bad], first=1),
        ]
        header = rng.choice(TARGET_HEADERS)
        rows = [Row(list(header))]
        last1 = last2 = ""
        for work in project.works:
            text = _target_text(report, work)
            word1, word2 = _level_words(work.level2, last1, last2)
            last1, last2 = LEVEL1_WORDS[_level1(work.level2)][0], work.level2
            described = len(header) == 6
            fact = indicator(
                work.name,
                **levels(work),
                **target_fields(work, text),
                description=f"{work.name}情况" if described else None,
                basis="工作计划" if described else None,
            )
            cells = [work.name, f"{work.name}情况", text, "工作计划"] if described else [work.name, text]
            rows.append(Row([word1, word2, *cells], [fact], first=2, last=len(header) - 1))
        write_table(report, "target_money", head, layout)
        write_table(report, "target_indicators", rows, layout)

    report.about(project.id, body)


def details(report: Report) -> None:
    """Write the detail table of all projects: budget, adjusted, spent, rate."""
    rng, style = report.rng, report.style
    unit = style.unit if style.unit != "亿元" else "万元"
    layout = rng.choice(("tab", "pipe", "html"))
    report.draft.plain(f"单位：{unit}\n", kind="fixed")
    rows = [Row(["序号", "项目名称", "年初预算", "调整后预算", "全年执行数", "执行率"])]
    for ordinal, p in enumerate(report.projects, 1):
        rows.append(
            Row(
                [
                    str(ordinal),
                    p.name,
                    *(style.figure(v, unit) for v in (p.budget, p.adjusted, p.spent)),
                    style.percent(p.rate),
                ],
                [
                    amount(p.budget, "budget_initial"),
                    amount(p.adjusted, "budget_adjusted"),
                    amount(p.spent, "expenditure"),
                    ratio(p.rate, "execution_rate"),
                ],
                first=1,
            )
        )
    totals = [
        sum(p.budget for p in report.projects),
        sum(p.adjusted for p in report.projects),
        sum(p.spent for p in report.projects),
    ]
    rate = percent_of(totals[2], totals[1])
    facts = [
        amount(v, m, "project")
        for v, m in zip(totals, ("budget_initial", "budget_adjusted", "expenditure"), strict=True)
    ]
    rows.append(
        Row(
            ["", "合计", *(style.figure(v, unit) for v in totals), style.percent(rate)],
            [*facts, ratio(rate, "execution_rate")],
            first=1,
        )
    )
    draft = report.draft
    marks = len(draft.placed)
    write_table(report, "details", rows, layout)
    # Each row speaks of its own project; the last of the department.
    subjects = [p.id for p in report.projects for _ in range(4)]
    for place, subject in zip(draft.placed[marks:], subjects, strict=False):
        place.subject = subject
