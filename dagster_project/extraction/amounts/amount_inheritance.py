"""What a figure of money takes from what stands before it: the list that it is an item or part of, its sentence, its item.

Here belongs what is handed on. Which list is open belongs to amount_lists.py and amount_governors.py, the order in which
all of it decides to amount_readings.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.amounts.amount_context import OF_OTHERS, Context
from dagster_project.extraction.amounts.amount_governors import governor_of, has_own_source
from dagster_project.extraction.amounts.amount_words import NAMED_BUDGETS
from dagster_project.extraction.amounts.listed_measures import governed, is_source
from dagster_project.extraction.amounts.stances import EXPENSES
from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.records import Amount
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues

_SAME_ACCOUNT = re.compile(r"^(?:\d{4}年?)?(?:本年|年末|年初|当年|上年)?(?:收入|支出|结转|结余)")
_NAMED_SPENDING = re.compile(r"[\u4e00-\u9fff]{2,}支出$")
_COST = re.compile(r"(?:(?<!经)费|费用)$")
_SHARED = ("funds_received", "expenditure", "budget_initial", "budget_adjusted")
_OF_SOURCE = re.compile(r"预算|基金|拨款|结转|提前下达|财力|本级财政")
_REACHED = re.compile(r"(?:[测核计]算)?，?(?:[合共总]?计|共?需|即)(?:约|为)?")
_ALL_ADDED = re.compile(
    r"^(?:收入|支出)(?:[合总共]计|总量)|总(?:收入|支出)为?$"
)  # 收入完成9亿元，加上转移性收入2亿元，收入合计11亿元
_COMPLETED = re.compile(
    r"^[，；]?(?:实际|累计|全年|预计|[\u4e00-\u9fff]{2,6}(?:部门|局))?(?:共|已)?完成(?:了|数)?[为共]?$"
)
_NEXT_RATE = re.compile(r"[、，；和及与]\s?[^，。；：、\d]{1,12}?[为是]?\s?")  # 小学650元、初中850元
_BODY_OF_SHARE = re.compile(
    r"(?:[。；：\n]|^)\s?[\u4e00-\u9fff（）]{1,14}(?:省|市|县|区|州|盟|旗|乡|镇|街道|村|局|委|中心|校|小学|中学|医院|卫生院|公司)：$"
)
_LONGEST_BODY = 20
_MOVED = re.compile(r"[调转][入出]|转贷|上年结[转余]|动用|稳定调节")
_OF_ITSELF = re.compile(
    r"^[，；。]?(?:[\u4e00-\u9fff]{0,6}[调转][入出]|上年结[转余]|动用|债[务券]转贷|(?:收入|支出)(?:[合总共]计|总量))"
)
_SUM = re.compile(r"[合共总]计(?!为?[^，。；\d]{0,8}(?:经费|费))|总(?:收入|支出)为?$")
_FUND_WORD = re.compile(r"资金|经费|费用|补助|投资|总")


def keep_to_governor(
    report: Report, cues: Cues, said: Statement, subject: int | None, part: Amount | None, context: Context
) -> bool:
    """Give an item of a list of named sums what governs the list; tell whether it stands in one that is no part of a sum."""
    if part is not None and part.measure == "budget_initial" and said.measure in (None, "funding") and not said.strong:
        context.governor = None
        return False  # 教育支出5亿元，其中安排学生资助1亿元: a part of the budget
    # 预算执行审计：违规金额80万元; 发放补助5万元，人均补助90元
    of_another_kind = said.measure in ("other", "unit_standard") and said.strong
    context.governor = governor = None if of_another_kind else governor_of(report, cues, said, context.governor)
    if governor is None:
        return False
    governor.end = said.figure.end
    said.measure, said.strong = governor.measure, True
    if said.no_fund and not has_own_source(said):
        said.fund_level = governor.fund_level
    if subject is None and (said.category is None or (said.category == "other" and governor.category == "project")):
        said.category = governor.category
    return True


def inherit_from_list(
    said: Statement, part: Amount, subject: int | None, context: Context, sentence_start: int
) -> bool:
    """Give a part what it keeps of its whole; return false where the figure turns out to be no part of it."""
    if part.measure == "revenue" and part.fund_level in OF_OTHERS and _OF_ITSELF.search(said.words):
        context.lists.clear()  # 转移支付80万元，其中专项30万元，上年结余9万元，收入合计…: the list is over
        return False
    if said.measure == "budget_adjusted" and part.measure == "budget_initial" and _exceeds(said, part):
        context.lists.clear()  # 年初预算90万元，其中：项目支出28万元；调整预算数97万元: of the whole
        return False
    is_part, said.measure = governed(
        part, said.measure, said.strong, said.words, of_project=subject is not None and subject == part.project_ordinal
    )
    if said.measure == "funding" and not said.strong and said.category in EXPENSES:
        said.measure = part.measure  # 决算支出…，其中人员经费…: a class of expense, no fund of its own
    goes_on = context.lists[-1][1]
    no_fund = said.no_fund
    of_revenue = part.fund_type == "other" and said.measure == part.measure  # 事业收入5万元（含教育收费2万元）
    if no_fund and (part.fund_type in NAMED_BUDGETS or of_revenue):
        said.fund_type = part.fund_type
    if (
        no_fund
        and (part.fund_level in OF_OTHERS or context.headed)
        and _keeps_level(said, part, subject, context, is_part=is_part)
    ):
        said.fund_level = part.fund_level
    if is_part:
        _keep_class(said, part, subject, context.last, sentence_start)
        return True
    item = context.last
    of_whole = not said.only_measure or "下年" in said.words  # what goes on to the next year is of the whole
    if not of_whole and item is not None and item.category == "other" and item.part_of_start == part.value_start:
        said.category = said.category or "other"  # A补助60万元，支出50万元: what was spent of the item
    if not goes_on:
        context.lists.clear()
    return False


def _exceeds(said: Statement, part: Amount) -> bool:
    """Tell whether a sum with a bare measure is greater than what it would be a part of."""
    return said.only_measure and said.figure.unit == part.unit and said.figure.number > part.number


def _keeps_level(said: Statement, part: Amount, subject: int | None, context: Context, *, is_part: bool) -> bool:
    """Tell whether a listed figure is money of the same level as its whole, which another government has given."""
    is_project = context.lists[-1][1] and subject is not None and said.measure in ("funds_received", "expenditure")
    if is_project and part.measure != "budget_initial":  # 市级预算安排的9个项目: money of its own
        return True
    of_years = not said.bare.strip("0123456789")  # 其中2020、2021年分别为: the same money, year by year
    return is_part and (of_years or said.measure in ("funds_received", "revenue") or context.headed)


def _keep_class(said: Statement, part: Amount, subject: int | None, last: Amount | None, sentence_start: int) -> None:
    """Give a part the class of expense that its whole, or the item beside it, leaves to it."""
    if said.category == "other" and part.category == "three_public" and not said.strong:
        said.category = part.category  # 公务接待费…，具体包括：卫生健康2万元: what the guests came for
    if said.category is None:
        said.category = _class_of_part(said, part, subject)
    if said.category is None and last is not None and last.char_start >= sentence_start:
        beside = (
            last.category == "other" and last.part_of_start == part.value_start and _NAMED_SPENDING.search(said.bare)
        )
        if (said.only_measure and said.measure != "carryover") or beside:
            said.category = last.category  # 教育支出 5万元，会议支出 2万元: items of the budget, side by side


def _class_of_part(said: Statement, part: Amount, subject: int | None) -> str | None:
    """Return the class of a part whose words name none, null where its whole's says nothing of it."""
    if part.category == "three_public":
        return part.category
    if part.category == "other":
        # 公共卫生补助资金80万元，其中中央资金60万元: no more than the use itself
        return part.category if subject is None or "采购" in (part.label or "") else None
    if said.only_measure:
        return None
    if part.category == "operating":
        return "other"  # 公用经费90万元，其中：办公费20万元，其他费用6万元: items of their own
    if part.category == "project" and subject is None:
        of_source = _OF_SOURCE.search(said.words) is not None or is_source(said.words)
        return "project" if of_source else "other"  # 项目支出90万元，主要用于文明创建50万元、疫情防控40万元
    return None


def reckons(said: Statement) -> bool:
    """Tell whether a sum is what the rate before it comes to (每人2400元，计64万元), and no rate itself."""
    return _REACHED.fullmatch(said.words) is not None


def complete_as(said: Statement, last: Amount | None, sentence_start: int) -> None:
    """Give a bare 完成 the side that the sum before it names: 收入预算数为9亿元，实际完成9.1亿元."""
    if said.measure is not None or last is None or last.char_start < sentence_start or last.label is None:
        return
    earned, spent = "收入" in last.label, "支出" in last.label
    if earned != spent and _COMPLETED.search(said.words) is not None:
        said.measure, said.strong = "revenue" if earned else "expenditure", True
        share_with(said, last)


def goes_on_with_rates(report: Report, said: Statement, context: Context) -> None:
    """Take a name with a sum right behind a rate for the next rate: 生均标准为小学650元、初中850元."""
    last = context.last
    if said.measure is None and last is not None and last.measure == "unit_standard" and last.unit == said.figure.unit:
        following = _NEXT_RATE.fullmatch(report.text, context.last_end, said.figure.start)
        if last.unit == "元" and following is not None and not reckons(said):
            said.measure, said.strong = "unit_standard", True


def share_of_issued(report: Report, said: Statement, context: Context) -> None:
    """Give the share of a body that a line names what the money handed on before has: 下达…80万元。某县：专项资金30万元；"""
    issued = context.issued
    if issued is None or said.strong or said.measure not in (None, "funding"):
        return
    if _BODY_OF_SHARE.search(report.text, max(0, said.head - _LONGEST_BODY), said.head) is None:
        return
    said.measure, said.strong = "funds_received", True
    if said.no_fund and issued.fund_level in OF_OTHERS:
        said.fund_level = issued.fund_level


def follow_item(said: Statement, context: Context, sentence_start: int) -> None:
    """Give the first sum of an item the measure of the first one of the item before: A 年初预算5万元，支出4万元；B 3万元，支出3万元."""
    item = context.item
    if item is not None and item is not context.last and item.char_start >= sentence_start and said.bare:
        said.measure = item.measure if item.measure in ("budget_initial", "budget_adjusted", "funds_received") else None


def share_with(said: Statement, last: Amount | None) -> None:
    """Give a sum that another is held against the class and fund of that one, where its own words name none."""
    if last is not None and said.no_fund and said.category in (None, last.category):
        said.category, said.fund_type, said.fund_level = last.category, last.fund_type, last.fund_level


def inherit_from_topic(said: Statement, context: Context, sentence_start: int) -> None:
    """Give a figure with a bare measure (支出决算为 …) what its sentence or item speaks of."""
    topic = context.topic
    if topic is None:
        return
    in_sentence = topic.char_start >= sentence_start
    if said.only_measure:
        of_item = (
            topic.category in ("other", "three_public")
            or (topic.category == "personnel" and "项）" in f"{topic.label}）")
        ) and said.measure != "carryover"
        if topic.category == "project" and topic.measure == "funds_received":
            said.category = "project"  # 下达我局项目资金90万元，…。截至年底，实际支出80万元，结转10万元
        if in_sentence or of_item:
            other_side = topic.fund_type == "other" and {said.measure, topic.measure} == {"revenue", "expenditure"}
            if (
                said.category is None
                and said.no_fund
                and said.measure not in ("unit_standard", "other")
                and not other_side  # 其他收入5万元，总支出80万元
            ):
                said.fund_type = topic.fund_type
                said.fund_level = None if context.has_several_levels(sentence_start) else topic.fund_level
            if not _SUM.search(said.words) and not (context.added and said.measure == "carryover"):
                said.category = said.category or topic.category
        if context.added and context.opened is not None and _ALL_ADDED.search(said.words):
            said.fund_type, said.fund_level = context.opened.fund_type, context.opened.fund_level
        elif context.added and _MOVED.search(said.words):
            said.fund_level = None  # 加上级补助收入9万元、调入资金3万元: money of its own
        reckoned = topic.measure == "unit_standard" and reckons(said)
        if in_sentence and said.measure is None and not said.bare and not reckoned:
            said.measure = topic.measure
    elif in_sentence and said.no_fund and topic.fund_type in NAMED_BUDGETS and _SAME_ACCOUNT.search(said.words):
        said.fund_type = topic.fund_type


def mend(said: Statement, context: Context, sentence_start: int) -> None:
    """Give a figure what its fellows in the sentence have and its own words leave open: fund, measure of a source, class."""
    topic, last = context.topic, context.last
    if topic is not None and said.category == topic.category == "three_public" and said.fund_type is None:
        said.fund_type = topic.fund_type if topic.fund_type in NAMED_BUDGETS else None
    if said.measure is None and context.noted is not None and reckons(said):
        # 35名，年人均1300元计45500元: the sum of the item that the line belongs to
        said.measure = context.noted.measure
    beside = last if last is not None and last.char_start >= sentence_start else None
    if said.measure is None and beside is not None and said.words == "、":
        said.measure = beside.measure  # 甲县、乙县分别获得90万元、60万元
    if (
        said.measure is None
        and topic is not None
        and topic.measure == "unit_standard"
        and topic.unit == said.figure.unit == "元"
        and topic.char_start >= sentence_start
        and not reckons(said)
    ):
        said.measure = "unit_standard"  # 人均补助标准89元，中央、省分别承担71.2元、17.8元
    if beside is not None:
        _mend_by(beside, said)


def _mend_by(beside: Amount, said: Statement) -> None:
    """Give a figure what the one before it in its sentence has, where it is a source, a cost or a price like that."""
    involved = "涉及" in (beside.label or "")
    if said.category is None and beside.category == "project" and said.fund_type in NAMED_BUDGETS and involved:
        said.category = "project"  # 12个项目 …，涉及一般公共预算80万元、政府性基金预算20万元
    if said.measure != "funding":
        return
    if beside.measure in _SHARED and is_source(said.words):
        said.measure = beside.measure  # 收到中央资金300万元、省级资金50万元
    is_class = beside.measure == "expenditure" and beside.category is not None
    if said.measure == "funding" and not said.strong and is_class and _COST.search(said.bare) is not None:
        said.measure, said.category = "expenditure", said.category or "other"  # 业务支出80万元，管理费用11万元
    in_price_list = beside.measure in (None, "other")
    if said.measure == "funding" and not said.strong and in_price_list and not _FUND_WORD.search(said.words):
        said.measure = None  # a further item of a price list
