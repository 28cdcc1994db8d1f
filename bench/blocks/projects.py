"""Projects in prose: their money, their work against targets, and reports on funds that are handed down.

Here belong paragraphs about single projects. Their forms and tables belong into ``forms``.
"""

from __future__ import annotations

from decimal import Decimal

from bench.bodies import LEVEL1, Work
from bench.context import Report
from bench.facts import Fact, amount, indicator, number, ratio
from bench.finance import Project, percent_of

LABELS = {
    "quantity": "数量指标", "quality": "质量指标", "timeliness": "时效指标", "cost": "成本指标", "economic": "经济效益指标", "social": "社会效益指标",
    "ecological": "生态效益指标", "sustainability": "可持续影响指标", "satisfaction": "服务对象满意度指标",
}  # fmt: skip

FUNDS = (
    "«adjusted¦全年预算数{adjusted}»，«spent¦全年执行数{spent}»，«rate¦执行率{rate}»。",
    "«budget¦年初预算{budget}»，«adjusted¦调整后预算{adjusted}»，«spent¦实际支出{spent}»，«rate¦预算执行率为{rate}»。",
    "«adjusted¦项目全年预算数为{adjusted}»，«spent¦执行数为{spent}»，«rate¦完成预算的{rate}»。",
    "«received¦项目到位资金{adjusted}»，«spent¦已支付{spent}»。",
    "«received¦资金到位{adjusted}»，«full¦到位率{full}»；«spent¦累计支付{spent}»，«rate¦执行率{rate}»。",
    "«funding¦项目资金{adjusted}»，«spent¦全年支出{spent}»。",
    "«budget¦{y}年预算安排{budget}»，«spent¦实际使用{spent}»。",
)

SOURCES = {
    "central": ("中央资金", "中央财政补助资金"),
    "province": ("省级资金", "省级财政资金"),
    "city": ("市级资金", "市级财政配套"),
    "county": ("县级资金", "县级财政配套资金"),
}

ACTUALS: tuple[str, ...] = (
    "{n}{a}", "{n}{a}，目标值{t}", "{n}{a}，完成目标值{t}", "计划{n}{t}，实际完成{a}", "{n}目标为{t}，实际{a}", "{n}共计{a}",
)  # fmt: skip
RATE_ACTUALS: tuple[str, ...] = (
    "{n}{a}",
    "{n}为{a}",
    "{n}达{a}",
    "{n}达到{a}",
    "{n}目标值{t}，实际完成值{a}",
    "{n}{a}，高于{t}的目标值",
    "{n}为{a}，达到{t}的目标要求",
)


def target_fields(work: Work, text: str | None = None, operator: str | None = None) -> dict[str, object]:
    """Return the target of a work as fields of an indicator."""
    return {
        "target_operator": operator or work.operator,
        "target_value": number(work.target),
        "target_unit": work.unit,
        "target_text": text,
    }


def actual_fields(work: Work) -> dict[str, object]:
    """Return the actual of a work as fields of an indicator."""
    return {"actual_operator": "=", "actual_value": number(work.actual), "actual_unit": work.unit}


def levels(work: Work) -> dict[str, object]:
    """Return the classes of a work, where the report states them."""
    return {"level1": LEVEL1[work.level2], "level2": work.level2}


def missed(report: Report, work: Work) -> Work:
    """Return the work with an actual that fails its target, where the report is to hold such a one."""
    if work.operator not in (">=", "=") or work.unit == "%" or work.target < 4 or not report.plant("target_missed"):
        return work
    actual = int(work.target) - max(1, int(work.target) // 8)
    return Work(work.level2, work.name, work.unit, work.operator, work.target, actual)


def funds(report: Report, project: Project) -> None:
    """Write a project's money."""
    sums = {"budget": project.budget, "adjusted": project.adjusted, "spent": project.spent}
    facts = {
        "budget": amount(project.budget, "budget_initial"), "adjusted": amount(project.adjusted, "budget_adjusted"),
        "spent": amount(project.spent, "expenditure"), "received": amount(project.adjusted, "funds_received"),
        "funding": amount(project.adjusted, "funding"), "rate": ratio(project.rate, "execution_rate"), "full": ratio(Decimal(100), "funds_received_rate"),
    }  # fmt: skip
    values = report.money(**sums) | {
        "rate": report.style.percent(project.rate),
        "full": report.style.percent(Decimal(100)),
    }
    report.say("project_funds", FUNDS, values, facts, end="")


def sources(report: Report, project: Project) -> None:
    """Write where a project's money comes from."""
    parts = []
    facts: dict[str, Fact] = {
        "all": amount(project.adjusted, "funding"),
        "budget": amount(project.adjusted, "budget_initial"),
    }
    planned = report.rng.random() < 0.5
    for level, yuan in project.sources:
        facts[level] = amount(yuan, "budget_initial" if planned else "funding", fund_level=level)
        parts.append(f"«{level}¦{report.rng.choice(SOURCES[level])}{report.style.money(yuan)}»")
    head = (
        "«budget¦项目预算安排{all}»" if planned else report.rng.choice(("«all¦项目总投资{all}»", "«all¦项目资金{all}»"))
    )
    wording = head + report.rng.choice(("，其中：", "，其中")) + report.rng.choice(("，", "、")).join(parts) + "。"
    name = f"project_sources_{'budget' if planned else 'funding'}"
    report.say(name, (wording,), report.money(all=project.adjusted), facts, end="")


def outputs(report: Report, works: tuple[Work, ...], *, labelled: bool) -> None:
    """Write what was achieved, under class labels (each a line) or as one sentence."""
    style = report.style
    shown = [w for w in works if labelled or "元" not in w.unit]  # money in running text is no indicator
    for position, work in enumerate(missed(report, w) for w in shown):
        attained = work.actual >= work.target if work.level2 != "cost" else work.actual <= work.target
        patterns = RATE_ACTUALS if work.unit == "%" else ACTUALS
        if not attained or work.level2 == "cost":
            patterns = ("计划{n}{t}，实际完成{a}",) if work.level2 != "cost" else ("{n}{a}",)
        chosen = report.rng.randrange(len(patterns))
        pattern = patterns[chosen]
        if "高于" in pattern and work.actual <= work.target:
            chosen, pattern = 0, patterns[0]
        fields = actual_fields(work) | (levels(work) if labelled else {})
        if "{t}" in pattern:
            fields |= target_fields(work, operator="=")
        facts = {"i": indicator(work.name, **fields)}
        mark = "i"
        if not attained:
            facts["bad"] = report.find(
                "target_missed", str(work.actual), str(work.target), f"{work.name}{work.actual}，少于目标{work.target}"
            )
            mark = "i,bad"
        values = {"n": work.name, "a": style.count(work.actual, work.unit), "t": style.count(work.target, work.unit)}
        kind = "rate" if work.unit == "%" else ("cost" if work.level2 == "cost" else "count")
        block = f"outputs_{'labelled' if labelled else 'run_on'}_{kind}{'' if attained else '_missed'}#{chosen}"
        if labelled:
            report.draft.plain(f"{report.number(3)}{LABELS[work.level2]}{report.rng.choice(('：', '。', '：'))}")
        report.draft.write(block, f"«{mark}¦{pattern}»", values, facts)
        report.draft.plain(
            "。\n" if labelled else ("。" if position == len(shown) - 1 else report.rng.choice(("，", "；")))
        )


def targets(report: Report, works: tuple[Work, ...]) -> None:
    """Write targets in a row, as a report's own goals; a cost bound is left to the forms."""
    shown = [w for w in works if "元" not in w.unit]
    for position, work in enumerate(shown):
        text = report.style.compared(work.operator, report.style.count(work.target, work.unit))
        operator = ">=" if "达到" in text else work.operator
        facts = {"i": indicator(work.name, **target_fields(work, operator=operator))}
        shape = next(
            (
                w
                for w in ("不少于", "不低于", "以上", "至少", "达到", "\\geq", "≥", "＞", ">", "大于", "=", "＝")
                if w in text
            ),
            "bare",
        )
        report.draft.write(f"targets#{shape}", "«i¦{n}{c}»", {"n": work.name, "c": text}, facts)
        report.draft.plain("。\n" if position == len(shown) - 1 else "；")


def paragraph(report: Report, project: Project, *, with_money: bool = True) -> None:
    """Write one listed project: number, name, money, outputs."""
    mark = report.rng.choice(("。", "：", "："))
    report.draft.plain(f"{report.number(2)}{project.name}{mark}")

    def body() -> None:
        if with_money:
            if report.rng.random() < 0.25:
                sources(report, project)
            funds(report, project)
        outputs(report, project.works, labelled=False)
        report.draft.plain("\n")

    report.about(project.id, body)


DIRECT = (
    "«received¦{y}年上级下达直达资金{all}»，其中：«central¦中央直达资金{central}»，«province¦省级直达资金{province}»。",
    "截至{y}年12月底，«received¦共收到上级下达的直达资金{all}»，其中«central¦中央资金{central}»、«province¦省级资金{province}»。",
)
DIRECT_ITEM = (
    "«received¦下达资金{adjusted}»，«spent¦支出{spent}»，«rate¦支出进度{rate}»。",
    "«received¦到位{adjusted}»，«spent¦已支付{spent}»，«rate¦执行率{rate}»。",
    "«received¦收到资金{adjusted}»，«spent¦实际支出{spent}»，«rate¦支付率{rate}»。",
)


def direct_total(report: Report) -> None:
    """Write the total of direct funds; the projects' sums add up to it."""
    total = sum(p.adjusted for p in report.projects)
    central = total // 4 * 3 // 100 * 100
    facts = {
        "received": amount(total, "funds_received", fund_level="superior"), "central": amount(central, "funds_received", fund_level="central"),
        "province": amount(total - central, "funds_received", fund_level="province"),
    }  # fmt: skip
    report.say("direct_total", DIRECT, report.money(all=total, central=central, province=total - central), facts)


def direct_item(report: Report, project: Project) -> None:
    """Write one direct fund: received, spent, progress."""
    report.draft.plain(f"{report.number(2)}{project.name}。")
    rate = percent_of(project.spent, project.adjusted)

    def body() -> None:
        facts = {
            "received": amount(project.adjusted, "funds_received"), "spent": amount(project.spent, "expenditure"), "rate": ratio(rate, "execution_rate"),
        }  # fmt: skip
        values = report.money(adjusted=project.adjusted, spent=project.spent) | {"rate": report.style.percent(rate)}
        report.say("direct_item", DIRECT_ITEM, values, facts, end="")
        outputs(report, project.works[:2], labelled=False)
        report.draft.plain("\n")

    report.about(project.id, body)
