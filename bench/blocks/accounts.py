"""The chapters of final accounts and budgets: revenue, 三公经费, operating cost of offices, procurement, budget items.

Here belongs what the prescribed outline of 部门决算 and 部门预算 asks for. Self-evaluations' sums belong into ``money``.
"""

from __future__ import annotations

from bench.context import Report
from bench.facts import Fact, amount, ratio
from bench.finance import percent_of

REVENUE = (
    "«revenue¦本年收入合计{revenue}»，其中：«fiscal¦财政拨款收入{fiscal}»，«fs¦占{fs}»；«other¦其他收入{other}»，«os¦占{os}»。",
    "«revenue¦{y}年度收入合计{revenue}»。其中，«fiscal¦财政拨款收入{fiscal}»，«fs¦占总收入的{fs}»；«other¦其他收入{other}»，«os¦占总收入的{os}»。",
    "«revenue¦{y}年收入决算{revenue}»，包括«general¦一般公共预算财政拨款收入{general}»、«fund¦政府性基金预算财政拨款收入{fund}»、«other¦其他收入{other}»。",
)

EXPENSE = (
    "«spent¦本年支出合计{spent}»，其中：«basic¦基本支出{basic}»，«bs¦占{bs}»；«project¦项目支出{project}»，«ps¦占{ps}»。",
    "«spent¦{y}年度支出合计{spent}»，具体为：«basic¦基本支出{basic}»（«personnel¦人员经费{personnel}»，«operating¦公用经费{operating}»），«project¦项目支出{project}»。",
    "{y}年度«spent¦决算支出{spent}»，其中«basic¦基本支出{basic}»，«bs¦占支出总额的{bs}»，«project¦项目支出{project}»，«ps¦占支出总额的{ps}»。",
)

THREE_PUBLIC = (
    "«budget¦{y}年度“三公”经费财政拨款支出预算为{budget}»，«spent¦支出决算为{spent}»，«rate¦完成预算的{rate}»。其中：«abroad¦因公出国（境）费支出{abroad}»；"
    "«car¦公务用车购置及运行维护费支出{car}»；«guest¦公务接待费支出{guest}»。",
    "“三公”经费«budget¦年初预算数{budget}»，«spent¦决算数{spent}»，«change¦比预算减少{diff}»。其中：«guest¦公务接待费{guest}»，«car¦公务用车运行维护费{car}»，«abroad¦因公出国（境）费{abroad}»。",
    "«spent¦{y}年“三公”经费实际支出{spent}»，«rate¦完成年初预算的{rate}»；«car¦公务用车运行维护费{car}»，«cs¦占{cs}»；«guest¦公务接待费{guest}»，«gs¦占{gs}»。",
)  # fmt: skip

THREE_PUBLIC_BUDGET = (
    "«budget¦{y}年“三公”经费预算{budget}»，其中：«car¦公务用车运行维护费{car}»，«guest¦公务接待费{guest}»，«abroad¦因公出国（境）费{abroad}»。",
    "«budget¦“三公”经费预算数为{budget}»，与上年持平。其中，«guest¦公务接待费{guest}»；«car¦公务用车购置及运行费{car}»；«abroad¦因公出国（境）经费{abroad}»。",
)

RUNNING = {
    True: ("«run¦{y}年机关运行经费支出{run}»，«change¦比上年增加{diff}»，«rate¦增长{pct}»，主要原因是办公耗材增加。", "«run¦机关运行经费{run}»，«change¦较{ly}年增加{diff}»，«rate¦增长{pct}»。"),
    False: ("«run¦{y}年机关运行经费支出{run}»，«change¦比上年减少{diff}»，«rate¦下降{pct}»，主要原因是厉行节约。", "«run¦机关运行经费{run}»，«change¦较{ly}年减少{diff}»，«rate¦降低{pct}»。"),
}  # fmt: skip

PROCUREMENT = (
    "«all¦{y}年度政府采购支出总额{all}»，其中：«goods¦政府采购货物支出{goods}»，«works¦政府采购工程支出{works}»，«services¦政府采购服务支出{services}»。",
    "«all¦政府采购支出{all}»，其中«goods¦货物类{goods}»、«works¦工程类{works}»、«services¦服务类{services}»。",
)
PROCUREMENT_BUDGET = (
    "«all¦{y}年政府采购预算总额{all}»，其中：«goods¦货物预算{goods}»，«works¦工程预算{works}»，«services¦服务预算{services}»。",
    "«all¦安排政府采购预算{all}»，其中«goods¦货物类采购{goods}»、«works¦工程类采购{works}»、«services¦服务类采购{services}»。",
)

BUDGET_TOTAL = (
    "«budget¦{y}年收入预算{budget}»，其中：«general¦一般公共预算拨款收入{general}»，«fund¦政府性基金预算拨款收入{fund}»，«other¦其他收入{other}»。"
    "«spend¦{y}年支出预算{budget}»，其中：«basic¦基本支出{basic}»，«project¦项目支出{project}»。",
    "按照综合预算的原则，«budget¦{name}{y}年收支总预算{budget}»。«general¦一般公共预算收入{general}»、«fund¦政府性基金预算收入{fund}»、«other¦其他收入{other}»。",
    "«budget¦{y}年部门预算收入{budget}»，«change¦比上年{word}{diff}»，«rate¦{word2}{pct}»。«spend¦支出预算{budget}»，«personnel¦人员经费{personnel}»，«operating¦公用经费{operating}»，«project¦项目支出{project}»。",
)  # fmt: skip
ITEMS = (("行政运行", "01"), ("一般行政管理事务", "02"), ("其他行业管理支出", "99"))


def revenue(report: Report) -> None:
    """Write the revenue of the year."""
    a = report.accounts
    total = a.adjusted
    fiscal = a.adjusted - a.other if a.adjusted > a.other else a.adjusted
    other = total - fiscal
    general = fiscal - a.fund
    fs, os = percent_of(fiscal, total), percent_of(other, total)
    facts = {
        "revenue": amount(total, "revenue"), "fiscal": amount(fiscal, "revenue", fund_level="fiscal"), "fs": ratio(fs, "share"), "os": ratio(os, "share"),
        "other": amount(other, "revenue", fund_type="other"), "general": amount(general, "revenue", fund_type="general_public_budget"),
        "fund": amount(a.fund, "revenue", fund_type="government_fund"),
    }  # fmt: skip
    values = report.money(revenue=total, fiscal=fiscal, other=other, general=general, fund=a.fund)
    report.say("revenue", REVENUE, values | {"fs": report.style.percent(fs), "os": report.style.percent(os)}, facts)


def expense(report: Report) -> None:
    """Write the expenditure of the year."""
    a = report.accounts
    bs, ps = percent_of(a.basic, a.spent), percent_of(a.project, a.spent)
    facts = {
        "spent": amount(a.spent, "expenditure"), "basic": amount(a.basic, "expenditure", "basic"), "project": amount(a.project, "expenditure", "project"),
        "personnel": amount(a.personnel, "expenditure", "personnel"), "operating": amount(a.operating, "expenditure", "operating"),
        "bs": ratio(bs, "share"), "ps": ratio(ps, "share"),
    }  # fmt: skip
    values = report.money(spent=a.spent, basic=a.basic, project=a.project, personnel=a.personnel, operating=a.operating)
    report.say("expense", EXPENSE, values | {"bs": report.style.percent(bs), "ps": report.style.percent(ps)}, facts)


def three_public(report: Report) -> None:
    """Write 三公经费, spent or budgeted."""
    a = report.accounts
    planned = report.report_type == "budget"
    measure = "budget_initial" if planned else "expenditure"
    rate, cs, gs = (
        percent_of(a.three_public, a.three_public_budget),
        percent_of(a.car, a.three_public),
        percent_of(a.reception, a.three_public),
    )

    def fact(yuan: int) -> Fact:
        return amount(yuan, measure, "three_public")

    facts = {
        "budget": amount(a.three_public if planned else a.three_public_budget, "budget_initial", "three_public"), "spent": fact(a.three_public),
        "car": fact(a.car), "guest": fact(a.reception), "abroad": fact(0), "rate": ratio(rate, "execution_rate"),
        "change": amount(a.three_public - a.three_public_budget, "change", "three_public"), "cs": ratio(cs, "share"), "gs": ratio(gs, "share"),
    }  # fmt: skip
    values = report.money(
        budget=a.three_public if planned else a.three_public_budget, spent=a.three_public, car=a.car, guest=a.reception, abroad=0,
        diff=a.three_public_budget - a.three_public,
    )  # fmt: skip
    values |= {"rate": report.style.percent(rate), "cs": report.style.percent(cs), "gs": report.style.percent(gs)}
    block = "three_public_budget" if planned else "three_public"
    report.say(block, THREE_PUBLIC_BUDGET if planned else THREE_PUBLIC, values, facts)


def running(report: Report) -> None:
    """Write 机关运行经费 and its change."""
    a = report.accounts
    grown = a.running > a.last_running
    diff, rate = abs(a.running - a.last_running), percent_of(abs(a.running - a.last_running), a.last_running)
    sign = 1 if grown else -1
    facts = {
        "run": amount(a.running, "expenditure", "operating"), "change": amount(sign * diff, "change", "operating"), "rate": ratio(sign * rate, "change_rate"),
    }  # fmt: skip
    report.say(
        "running", RUNNING[grown], report.money(run=a.running, diff=diff) | {"pct": report.style.percent(rate)}, facts
    )


def procurement(report: Report) -> None:
    """Write 政府采购, spent or budgeted."""
    a = report.accounts
    planned = report.report_type == "budget"
    measure = "budget_initial" if planned else "expenditure"
    sums = {"all": a.procurement, "goods": a.goods, "works": a.works, "services": a.services}
    facts = {name: amount(yuan, measure, "other") for name, yuan in sums.items()}
    block = "procurement_budget" if planned else "procurement"
    report.say(block, PROCUREMENT_BUDGET if planned else PROCUREMENT, report.money(**sums), facts)


def budget_total(report: Report) -> None:
    """Write a budget's revenue and expenditure."""
    a = report.accounts
    grown = a.budget > a.last_budget
    diff, rate = abs(a.budget - a.last_budget), percent_of(abs(a.budget - a.last_budget), a.last_budget)
    sign = 1 if grown else -1
    project = a.budget // 3 // 100 * 100
    operating = a.budget // 10 // 100 * 100
    sums = {"budget": a.budget, "general": a.general, "fund": a.fund, "other": a.other, "basic": a.budget - project, "project": project,
            "operating": operating, "personnel": a.budget - project - operating}  # fmt: skip
    facts = {
        "budget": amount(a.budget, "budget_initial"), "spend": amount(a.budget, "budget_initial"),
        "general": amount(a.general, "budget_initial", fund_type="general_public_budget"), "fund": amount(a.fund, "budget_initial", fund_type="government_fund"),
        "other": amount(a.other, "budget_initial", fund_type="other"), "change": amount(sign * diff, "change"), "rate": ratio(sign * rate, "change_rate"),
    } | {name: amount(sums[name], "budget_initial", name) for name in ("basic", "project", "operating", "personnel")}  # fmt: skip
    words = {
        "word": "增加" if grown else "减少",
        "word2": "增长" if grown else "下降",
        "pct": report.style.percent(rate),
    }
    report.say("budget_total", BUDGET_TOTAL, report.money(**sums, diff=diff) | words, facts)


def budget_items(report: Report) -> None:
    """Write the items (科目) of the general public budget, one a line."""
    a = report.accounts
    left = a.general
    for name, ending in ITEMS:
        yuan = left // 2 // 100 * 100
        left -= yuan
        facts = {"item": amount(yuan, "budget_initial", "other", "general_public_budget")}
        report.draft.plain(report.number(3))
        report.say(
            "budget_item",
            (f"«item¦{name}（21301{ending}）{{yuan}}»。", f"«item¦{name}（项）{{y}}年预算数为{{yuan}}»。"),
            report.money(yuan=yuan),
            facts,
        )
