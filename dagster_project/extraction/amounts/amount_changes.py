"""Differences and amounts of the year before: what a change is about, and with which sign."""

from __future__ import annotations

import re
from dataclasses import replace

from dagster_project.extraction.amounts.amount_context import Context
from dagster_project.extraction.amounts.amount_words import NAMED_BUDGETS
from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.header.report_years import fiscal_year
from dagster_project.extraction.records import Amount
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues
from dagster_project.extraction.words.figures import MONEY
from dagster_project.extraction.words.numerals import YEAR_NUMBER

COMPARED = re.compile(r"(?:比|较|同比|与|相比|对比|环比)")
_DOWN = re.compile(r"减|[小少低]于|下降|降低|下滑|压减|减幅|缩减|回落|核减|调减|降幅|少|节约|压缩|降")
_CHANGE = re.compile(
    r"（?(?P<word>增加|增长|上升|提高|上涨|新增|调增|增支|减支|增收|减收|追加|核增|核减|多|减少|下降|降低|减低|下滑|压减|缩减|回落|调减|压缩|少|节约|差值|增幅|降幅|降|增|减)）?"
    r"(?:（[^（）]{1,8}）)?(?:额|数|金额|了|幅度|支出|收入|预算|预算指标|指标|资金|经费|财政拨款|率"
    r"|(?:(?<=调[减增])|(?<=[核压]减))[^，。；：\d]{1,16}?(?:经费|资金|预算|支出|收入|补助|支付)"
    r"|(?:(?<=增加)|(?<=减少))[^，。；：\d]{0,12}?(?:转贷|转移支付|税收|非税|预算)(?:收入|支出))?[为约是：达共近]{0,2}$"
)
_ADJUSTS = re.compile(r"[调核][增减]")  # a difference in whatever list
# 调增上级补助收入5万元、债务转贷收入3万元: the deed before the names governs each
_ADJUSTED_NAME = re.compile(r"[调核][增减]了?[^，。；：、\d]{2,}$")
_NEXT_NAME = re.compile(r"[、和及][^，。；：、\d]{2,24}")
_PRIOR = re.compile(
    r"(?:比|较|与|同)(?:上年|去年|上一年|(?:19|20)\d{2}年)(?:度)?(?:同期|累计|全年|实际)?(?:决算|预算|支出|收入|同期|执行)?(?:数)?的?$"
)
# 较2013年“三公”经费合计 17.3 万元增加 …, 较上年收入总额 …: named at length, and a change follows
_PRIOR_NAMED = re.compile(
    r"(?:比|较|与|同)(?:上年|去年|上一年|(?:19|20)\d{2}年)(?:度)?[^，。；：\d]{0,24}(?:经费|费用?|支出|收入|预算|决算)(?:数|总数|总额|合计|总计|共计)?[为约]?$"
)
_SAVED = re.compile(r"节约(?!资金)[^，。；]{0,8}")  # 预算5万元，支出3万元，节约2万元
_CHANGES = re.compile(r"(?:相比)?，?(?:增加|增长|减少|下降|降低|少|多|上升)")
_OF_WHOLE = re.compile(r"(?:完成|为|占)(?:年初|全年|年度|调整后?的?)?(?:预算|计划|任务)(?:安排|批复)?数?的?$")
_IS_SHARED = re.compile(r"的?\d[\d.]*%")
_COMPARES = re.compile(r"，(?:同比|相比|[比较](?:上年|去年|上一年))?(?:增加|增长|减少|下降|降低|上升)")
_OWN_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
# The budget that a result is held against: 比预算数 5 万元减少 …, 占年初预算 5 万元的 …
_PLANNED = re.compile(
    r"(?:比|较|与|占)(?:本年|当年)?(?P<adjusted>全年|调整后?的?)?(?:年初|年度)?预算(?:安排|批复)?数?的?$"
)
_EXCEEDS = re.compile(  # 决算数大于预算数 5 万元
    r"(?:决算|执行|支出|收入|实际)数?(?P<word>[大多高]于|超过?|超出|[小少低]于)(?:年初|年度|全年|调整后?)?(?:预算|上年(?:决算)?)数?[为约]?$"
)
_RISES = ("增加", "增长", "上升", "提高", "增收", "减收", "增支", "减支")
_OF_THING = re.compile(r"(?:[费款额入]|经费|支出|补助)(?:增加|增长|上升|提高)了?$")
_AND = ("，", "、", "和")
_EACH = re.compile(r"各|分别")
_EACH_REACH = 24
_REASON_REACH = 120
_OF_ALL = re.compile(r"总(?:支出|收入)(?:总额)?(?:比|较|与|同比|共|增|减|上升|下降)")
_BALANCE = re.compile(r"结[转余]")
# 主要原因是新增某管护项目5万元、追加设备购置费3万元: what the difference before consists of
_REASON = re.compile(r"原因|由于|主要是|因为")
_ADDS = re.compile(r"(?P<word>新增|追加|增加|增资|核减|压减|减少)了?(?:[^，。；、：\d]{2,36})?$")
_CARRIED_OUT = re.compile(r"实际|完成|累计|决算|执行")
_BESIDE = re.compile(r"[、和及][^，。；：\d]{3,36}$")
_WHOLE_NAMED = re.compile(r"(?:总收入|总支出|(?:收入|支出)(?:总额|总计|合计))(?:决算)?数?为?$")
_NAMES_TOTAL = re.compile(
    r"(?:支出|收入|预算|决算)(?:总额|总计|合计)?(?:比|较|与)|总(?:支出|收入)$|(?:支出|收入)(?:总额|总计|合计)$"
)


def change_in(said: Statement, part: Amount | None, last: Amount | None) -> re.Match[str] | None:
    """Return the word of change that governs the figure, null where it states no difference.

    A part of a whole is a difference where it is compared, where it is the part of a difference, or where it falls.
    """
    change = _CHANGE.search(said.words[-16:])
    if change is None and ("于" in said.words or "超" in said.words):
        change = _EXCEEDS.search(said.words[-24:])
    if change is None or "结转" in said.words[-16:][change.end("word") :]:
        return None
    if change["word"] == "差值":
        return change
    if said.bare == change["word"] and change["word"] in _RISES:
        return change  # …，其中：A 收入80万元，增加5万元
    if _OF_THING.search(said.words):
        return change  # 会议费增加2万元, whatever list it stands in
    if change["word"] in ("增收", "减收") and not COMPARED.search(said.words):
        return None  # 带动农户增收: no difference between two years
    if change["word"] == "节约" and not (COMPARED.search(said.words) or _SAVED.fullmatch(said.words)):
        return None  # money saved (节约资金2万元) is a difference only where it is one of two sums or is compared
    of_change = last is not None and last.measure == "change"
    falls_or_adjusts = _DOWN.match(change["word"]) or _ADJUSTS.match(change["word"])
    return change if part is None or of_change or falls_or_adjusts or COMPARED.search(said.words) else None


def read_change(
    report: Report, cues: Cues, said: Statement, change: re.Match[str], blank: Amount, context: Context
) -> Amount:
    """A difference: signed as worded; what it is about comes from its own words, else from the clause or figure before it."""
    head, sentence = said.head, said.sentence
    reach = max(sentence, said.figure.start - 60)
    if len(said.bare) <= 4 and sentence < head and not report.figures.between(reach, head, MONEY):
        for dimension in ("category", "fund_type", "fund_level"):  # 财政拨款收支与上年相比，增加…
            cue = cues.governing(dimension, max(sentence, head - 40), head)
            setattr(said, dimension, getattr(said, dimension) or (cue.code if cue else None))
    sign = -1 if _DOWN.match(change.group("word")) else 1
    last = context.last or (
        context.lists[-1][0] if context.lists else None
    )  # 教育支出5万元：主要用于：⏎…。较上年增加1万元
    goes_back = _NAMES_TOTAL.search(said.words[-16:][: change.start()]) is not None or (
        last is not None and last.char_end <= report.outline.view.starts[sentence]  # 其中…，项目支出80万元。年中追加…
    )
    if last is not None and last.part_of_start is not None and goes_back:
        last = context.topic or last
    if last is not None and last.part_of_start is None and _OF_ALL.search(said.words) and said.category is None:
        last = replace(
            last, category=None, fund_type=None, fund_level=None
        )  # 公用经费15万元。与上年相比，总支出增加2万元
    category, fund_type, fund_level, year = said.category, said.fund_type, said.fund_level, blank.fiscal_year
    if _BALANCE.search(said.words):
        pass  # 年初结转结余减少 …: a thing of its own, whatever stood before it
    elif last is not None and category is None and said.no_fund:
        category, fund_type, fund_level = last.category, last.fund_type, last.fund_level
        if year in (None, last.fiscal_year) and last.fiscal_year is not None:
            year = max(last.fiscal_year, context.latest_year)  # 2016年 …，2015年 …，减少 …
    elif last is not None and category == last.category and said.no_fund:
        fund_type, fund_level = last.fund_type, last.fund_level
    if year is None and last is not None and last.measure == "change":
        year = last.fiscal_year  # 2022年三公经费比上年增加2万元。公务接待费增加1万元: below whatever heading
    return replace(
        blank,
        number=min(blank.number, abs(blank.number) * sign),  # 增加-5.6万元 is signed already
        measure="change",
        category=category,
        fund_type=fund_type,
        fund_level=None if fund_type in NAMED_BUDGETS else fund_level,
        fiscal_year=year,
        part_of_start=None,
    )


def another_change(report: Report, said: Statement, blank: Amount, context: Context) -> Amount | None:
    """The further one of several differences (收、支各减少 5、7 万元): it is about what the first one is about."""
    last = context.last
    if last is None or last.measure != "change":
        return None
    number = -abs(blank.number) if last.number < 0 else abs(blank.number)
    if "调" in (last.label or "") and _ADJUSTED_NAME.search(last.label or ""):
        if not _NEXT_NAME.fullmatch(report.text, context.last_end, said.figure.start):
            return None
        of = context.topic if said.no_fund and last.fund_type is None else last
        fund_type = (of.fund_type if of is not None else None) if said.no_fund else said.fund_type
        return replace(blank, number=number, measure="change", category=said.category, fund_type=fund_type,
                       fund_level=said.fund_level)  # fmt: skip
    if report.text[context.last_end : said.figure.start] not in _AND:
        return None
    if not _EACH.search(report.text, max(said.sentence, context.last_end - _EACH_REACH), context.last_end):
        return None
    # 基本支出、项目支出分别增加 5、7 万元: the list of names says what each is about
    return replace(last, number=number, unit=blank.unit, category=said.category or last.category, char_start=blank.char_start, char_end=blank.char_end,
                   value_start=blank.value_start, value_end=blank.value_end, label=last.label)  # fmt: skip


def change_by_reason(report: Report, said: Statement, blank: Amount, context: Context) -> Amount | None:
    """A sum that the reasons for a difference name by what it was added for: it is a part of that difference."""
    adds, last = _ADDS.search(said.words), context.last
    if said.measure not in (None, "expenditure"):
        behind_change = last is not None and last.measure == "change" and _in_sentence(report, said, last)
        if not behind_change or adds is None or adds["word"] == "追加" or said.strong or "项目" in said.words:
            return None  # 追加水利发展资金5万元: a fund with its sum; 增加5万元，主要是教育支出增加经费3万元: no fund
    reasons = _REASON.search(report.text, max(said.sentence, said.head - _REASON_REACH), said.figure.start)
    if reasons is None and not context.reasoned:
        return None
    beside = _BESIDE.fullmatch(report.text[context.last_end : said.figure.start]) is not None
    if said.measure is not None and (adds is None or _CARRIED_OUT.search(said.words)):
        return None
    if (adds is None or reasons is None) and not (
        beside and last is not None and last.measure == "change" and context.reasoned
    ):
        return None
    falls = last is not None and last.number < 0 if adds is None else _DOWN.match(adds["word"]) is not None
    context.reasoned = True
    category = said.category or ("project" if "项目" in said.words or adds is None else "other")
    if adds is None and last is not None and said.category is None:
        category = last.category or category
    return replace(blank, number=-abs(blank.number) if falls else abs(blank.number), measure="change", category=category,
                   fund_type=said.fund_type, fund_level=None if said.fund_type else said.fund_level, part_of_start=None)  # fmt: skip


def _in_sentence(report: Report, said: Statement, amount: Amount) -> bool:
    """Tell whether an amount stands in the sentence of a figure."""
    return amount.char_start >= report.outline.view.starts[said.sentence]


def is_held_against(report: Report, said: Statement, last: Amount | None) -> bool:
    """Tell whether a sum is only held against the one before: 收入80万元，2021年收入90万元，同比减少…; its budget, with the rate."""
    if last is None:
        return False
    if _IS_SHARED.match(report.text, said.figure.end) and _OF_WHOLE.search(said.words):
        return True  # 收入完成80万元，完成年初预算数100万元的80%
    own = _OWN_YEAR.search(said.words) if "年" in said.words else None
    if own is None or last.measure == "change" or last.measure is None:
        return False
    if not _in_sentence(report, said, last) or not _COMPARES.match(report.text, said.figure.end):
        return False
    return int(own.group()) < (last.fiscal_year or fiscal_year(report) or 0)


def is_same_class(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts have the same class and fund."""
    return (one.category, one.fund_type, one.fund_level) == (other.category, other.fund_type, other.fund_level)


def read_prior(report: Report, said: Statement, blank: Amount, last: Amount | None, context: Context) -> Amount | None:
    """The amount that another is compared with (比上年 13.5 万元减少 …, 比预算 14 万元减少 …): the same thing, another year or stage."""
    if last is None:
        return None
    match = _PRIOR.search(said.words) if "年" in said.words else None
    if match is None and "年" in said.words and _CHANGES.match(report.text, said.figure.end):
        match = _PRIOR_NAMED.search(said.words)
    planned = _PLANNED.search(said.words) if match is None and "预算" in said.words else None
    if match is None and (planned is None or last.measure != "expenditure"):
        return None
    measure, year = last.measure, last.fiscal_year
    if planned is not None:
        measure = "budget_adjusted" if planned["adjusted"] else "budget_initial"
    elif match is not None:
        named = YEAR_NUMBER.search(match.group())
        this_year = last.fiscal_year or context.latest_year or fiscal_year(report)
        year = int(named.group()) if named else this_year - 1 if this_year else None
    of_part = last.category is not None or last.part_of_start is not None
    whole = _WHOLE_NAMED.search(said.words) if of_part and said.category is None and said.no_fund else None
    if whole is not None:  # 医疗支出80万元。相比上年总支出90万元减少…: not the year before of what stood before it
        measure = "revenue" if "收入" in whole.group() else "expenditure"
        return replace(blank, measure=measure, fiscal_year=year, part_of_start=None)
    return replace(
        blank,
        measure=measure,
        category=last.category,
        fund_type=last.fund_type,
        fund_level=last.fund_level,
        fiscal_year=year,
        part_of_start=None,
    )
