"""The body's own money: budget, expenditure, change against the year before, what is left.

Here belong sums of the whole department. Final accounts' chapters belong into ``accounts``, projects into ``projects``.
"""

from __future__ import annotations

from bench.context import Report
from bench.facts import Fact, amount, ratio
from bench.finance import percent_of

BUDGET: tuple[str, ...] = (
    "«budget¦{y}年年初预算收入{budget}»，其中：«general¦一般公共预算拨款{general}»，«fund¦政府性基金预算拨款{fund}»，«other¦其他资金{other}»。",
    "{y}年，{who}«budget¦年初部门预算批复{budget}»，其中«general¦一般公共预算{general}»、«fund¦政府性基金预算{fund}»、«other¦其他收入{other}»。",
    "经批复，«budget¦{y}年度部门预算总额为{budget}»。",
    "{y}年度«budget¦部门预算安排{budget}»，«adjusted¦调整后全年预算数{adjusted}»。",
    "«budget¦年初预算数{budget}»，年中追加调整后，«adjusted¦全年预算数为{adjusted}»。",
    "{y}年«budget¦收入预算{budget}»：«general¦一般公共预算财政拨款{general}»，«fund¦政府性基金{fund}»，«other¦其他来源收入{other}»。",
)  # fmt: skip

SPENDING = (
    "«spent¦{y}年度决算支出{spent}»，其中：«personnel¦人员经费{personnel}»，«operating¦日常公用经费{operating}»，«project¦项目支出{project}»。",
    "«spent¦全年实际支出{spent}»，其中«basic¦基本支出{basic}»，«project¦项目支出{project}»。",
    "«spent¦{y}年部门支出合计{spent}»：1.«basic¦基本支出{basic}»，其中«personnel¦人员经费{personnel}»、«operating¦公用经费{operating}»；2.«project¦项目支出{project}»。",
    "«spent¦本年支出{spent}»。«personnel,operating,project¦其中人员经费、公用经费、项目支出分别为{personnel}、{operating}和{project}»。",
    "支出情况：«spent¦全年支出总计{spent}»，其中«basic¦基本支出{basic}»，«basic_share¦占总支出的{basic_share}»；«project¦项目支出{project}»，«project_share¦占{project_share}»。",
    "«personnel¦人员经费支出{personnel}»，«operating¦公用经费支出{operating}»，«project¦项目经费支出{project}»，«spent¦合计支出{spent}»。",
)  # fmt: skip

RATE: tuple[str, ...] = (
    "«adjusted¦调整后预算数{adjusted}»，«spent¦全年执行数{spent}»，«rate¦预算执行率{rate}»。",
    "«adjusted¦全年预算数{adjusted}»，«spent¦执行数为{spent}»，«rate¦执行率为{rate}»，«left¦年末结转结余{left}»。",
    "截至{y}年12月31日，«spent¦累计支出{spent}»，«adjusted¦全年预算为{adjusted}»，«rate¦完成预算的{rate}»。",
    "«adjusted¦{y}年调整预算{adjusted}»，«spent¦实际支付{spent}»，«rate¦支出完成率{rate}»。",
)
CHANGES: dict[bool, tuple[str, ...]] = {
    True: (
        "«spent¦{y}年支出{spent}»，«change¦比上年增加{diff}»，«rate¦增长{pct}»，主要原因是新增专项任务。",
        "«spent¦本年支出合计{spent}»，«change¦较上年增加{diff}»，«rate¦增幅{pct}»。",
        "«last¦{ly}年支出{last}»，«spent¦{y}年支出{spent}»，«change¦同比增加{diff}»，«rate¦上升{pct}»。",
        "与上年相比，«change¦支出增加{diff}»，«rate¦同比增长{pct}»，主要是人员调资。",
    ),
    False: (
        "«spent¦{y}年支出{spent}»，«change¦比上年减少{diff}»，«rate¦下降{pct}»，主要原因是压减一般性支出。",
        "«spent¦本年支出合计{spent}»，«change¦较上年减少{diff}»，«rate¦降幅{pct}»。",
        "«last¦{ly}年支出{last}»，«spent¦{y}年支出{spent}»，«change¦同比减少{diff}»，«rate¦降低{pct}»。",
        "与上年相比，«change¦支出减少{diff}»，«rate¦同比下降{pct}»，主要是项目完工。",
    ),
}


def budget(report: Report) -> None:
    """Write the budget by fund; may break the sum of the funds."""
    a = report.accounts
    general, wordings = a.general, BUDGET
    facts: dict[str, Fact] = {}
    if report.plant("sum_mismatch"):
        general += 2 * 10_000
        wordings = tuple(w.replace("«budget¦", "«budget,bad¦") for w in BUDGET if "«general¦" in w)
        total = general + a.fund + a.other
        facts["bad"] = report.find(
            "sum_mismatch",
            report.style.figure(a.budget, "万元"),
            report.style.figure(total, "万元"),
            "分项之和不等于预算总额",
        )
    facts |= {
        "budget": amount(a.budget, "budget_initial"), "general": amount(general, "budget_initial", fund_type="general_public_budget"),
        "fund": amount(a.fund, "budget_initial", fund_type="government_fund"), "other": amount(a.other, "budget_initial", fund_type="other"),
        "adjusted": amount(a.adjusted, "budget_adjusted"),
    }  # fmt: skip
    values = report.money(budget=a.budget, general=general, fund=a.fund, other=a.other, adjusted=a.adjusted)
    report.say("budget", wordings, values | {"who": report.short()}, facts)


def spending(report: Report) -> None:
    """Write the expenditure by class."""
    a = report.accounts
    basic_share, project_share = percent_of(a.basic, a.spent), percent_of(a.project, a.spent)
    facts = {
        "spent": amount(a.spent, "expenditure"), "basic": amount(a.basic, "expenditure", "basic"),
        "personnel": amount(a.personnel, "expenditure", "personnel"), "operating": amount(a.operating, "expenditure", "operating"),
        "project": amount(a.project, "expenditure", "project"), "basic_share": ratio(basic_share, "share"), "project_share": ratio(project_share, "share"),
    }  # fmt: skip
    values = report.money(spent=a.spent, basic=a.basic, personnel=a.personnel, operating=a.operating, project=a.project)
    shares = {"basic_share": report.style.percent(basic_share), "project_share": report.style.percent(project_share)}
    report.say("spending", SPENDING, values | shares, facts)


def execution(report: Report) -> None:
    """Write adjusted budget, spending and rate; may overspend or print a wrong rate."""
    a = report.accounts
    spent, wordings = a.spent, RATE
    facts: dict[str, Fact] = {}
    if report.plant("overspent"):
        spent = a.adjusted + 12_300 * 100
        wordings = tuple(w.replace("«spent¦", "«spent,bad¦") for w in RATE if "«left¦" not in w)
        facts["bad"] = report.find(
            "overspent",
            report.style.figure(spent, "万元"),
            report.style.figure(a.adjusted, "万元"),
            "支出超过全年预算数",
        )
    rate = percent_of(spent, a.adjusted)
    if "bad" not in facts and report.plant("ratio_mismatch"):
        true, rate = rate, rate - 3
        wordings = tuple(w.replace("«rate¦", "«rate,bad¦") for w in RATE)
        facts["bad"] = report.find("ratio_mismatch", str(rate), str(true), "所述执行率与金额算得的不同")
    facts |= {
        "adjusted": amount(a.adjusted, "budget_adjusted"), "spent": amount(spent, "expenditure"), "rate": ratio(rate, "execution_rate"),
        "left": amount(a.carryover, "carryover"),
    }  # fmt: skip
    values = report.money(adjusted=a.adjusted, spent=spent, left=a.carryover) | {"rate": report.style.percent(rate)}
    report.say("execution", wordings, values, facts)


def change(report: Report) -> None:
    """Write the change of expenditure against the year before; may turn the direction round or misstate the difference."""
    a = report.accounts
    grown = a.spent > a.last_spent
    diff = abs(a.spent - a.last_spent)
    facts: dict[str, Fact] = {}
    wordings = CHANGES[grown]
    stated_last = tuple(w for w in CHANGES[grown] if "«last¦" in w)
    if report.plant("change_mismatch"):
        true, diff = diff, diff + 50_000
        wordings = tuple(w.replace("«change¦", "«change,bad¦") for w in stated_last)
        facts["bad"] = report.find(
            "change_mismatch",
            report.style.figure(diff, "万元"),
            report.style.figure(true, "万元"),
            "增减额与两年数额之差不同",
        )
    elif report.plant("direction_mismatch"):
        grown = not grown
        wordings = tuple(w.replace("«change¦", "«change,bad¦") for w in CHANGES[grown] if "«last¦" in w)
        facts["bad"] = report.find(
            "direction_mismatch", "增加" if grown else "减少", "减少" if grown else "增加", "增减方向与两年数额相反"
        )
    sign = 1 if grown else -1
    rate = percent_of(abs(a.spent - a.last_spent), a.last_spent)
    facts |= {
        "spent": amount(a.spent, "expenditure"), "last": amount(a.last_spent, "expenditure", year=report.year - 1),
        "change": amount(sign * diff, "change"), "rate": ratio(sign * rate, "change_rate"),
    }  # fmt: skip
    values = report.money(spent=a.spent, last=a.last_spent, diff=diff) | {"pct": report.style.percent(rate)}
    report.say("change", wordings, values, facts)
