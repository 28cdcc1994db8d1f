"""The rules for what a figure of money still leaves open when its words, its list and its sentence have been read.

``RULES`` holds them in the order in which they decide. Each says something of how such figures are worded and fills in
only what is open; what the figure takes from its neighbours belongs to amount_inheritance.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dagster_project.extraction.amounts.amount_context import OF_OTHERS
from dagster_project.extraction.amounts.amount_measures import is_threshold
from dagster_project.extraction.amounts.amount_readings import Reading
from dagster_project.extraction.amounts.named_uses import (
    names_arranged_use,
    names_funds,
    names_one_use,
    names_use,
    names_use_of_list,
)
from dagster_project.extraction.amounts.stances import EXPENSES
from dagster_project.extraction.words.amount_cues import leading_level

_SPLIT_AFTER = re.compile(
    r"[，（(]\s?其中[：:]?[^，。；\d]{0,16}(?:中央|省|市|县|区|国债|上级|本级|地方)[^，。；\d]{0,10}\d?"
    r"|(?:，[^，。；\d]{0,8}率[^，。；\d]{0,2}[\d.]{1,6}%)?。其中[：，]?[^，。；\d]{0,8}(?:中央|自治区|[省市县区]级|上级)"
)
_CLASS_FRAME = re.compile(r"(?:(?:19|20)\d{2}年)?(?:本年)?(?:项目|基本)支出(?:决算|预算)?中[，：]")
_OTHER_FUND = re.compile(
    r"[\u4e00-\u9fff]{2}(?:衔接资金|专项债券?|债券资金)|衔接资金|整合资金|债券资金|自筹资金|配套资金"
)
_LISTED_NAME = re.compile(r"、[\u4e00-\u9fff]{2,14}")
_PAID = re.compile(r"支付|支出|发放|兑付|缴纳|偿还")
_PAID_REACH = 120
_INSTALMENT = re.compile(r"[，、；：（]?(?:其中[：:]?)?第[一二三四五]批(?:次|资金)?(?:下达|到位|安排|拨付)?")
_OF_SPECIAL_FUND = re.compile(
    r"专项(?:经费|资金|支出)|公益金|(?:补助|衔接)资金"
)  # 安排专项经费90万元，主要是：招生经费40万元，运动会50万元
_NO_OWN_MONEY = (None, "unit_standard", "other")  # a price is not the fund's money
_SHARED_OUT = ("funding", "funds_received", "expenditure")
_LEVEL_FUND = re.compile(
    r"(?:中央|自治区|[省市县区]级|上级|财政)[^，。；：、\d]{0,30}(?:专项|补助|奖补)(?:资金|经费)[为共计]*$"
)
_NEXT_FUND = re.compile(r"[，；、][^，。；：\d]{2,30}\d")
_TRANSFERRED = re.compile(r"(?:转移支付|专项|财政拨款)[共计为约]*$")


def _money_of_named_project(reading: Reading) -> None:
    """A project with its sum and nothing between them: the project's money."""
    said = reading.said
    if said.measure is None and reading.subject is not None and reading.names_subject:
        said.measure = "funding"


def _whole_of_levels(reading: Reading) -> None:
    """The whole of a split by funding level (资金90万元，其中中央60万元) belongs to no level, whatever its project's name says."""
    said = reading.said
    own = reading.cues.last("fund_level", said.head, said.figure.start)
    if (
        said.fund_type is None
        and (said.no_fund or (own is None and reading.part is None))
        and _SPLIT_AFTER.match(reading.report.text, said.figure.end)
    ):
        said.fund_level = "all"


def _left_of_budget(reading: Reading) -> None:
    """What is left of a budget's sum is of the same budget: 收入完成9亿元，加上…；结转下年1亿元."""
    said, context = reading.said, reading.context
    if said.measure == "carryover" and said.no_fund and context.added and context.opened is not None:
        said.fund_type = context.opened.fund_type


def _place(reading: Reading) -> None:
    """What the sentence above, the report's kind and its headings decide."""
    said, part = reading.said, reading.part
    spent = part is not None and said.measure == part.measure == "expenditure"
    if said.no_fund and part is None:
        said.fund_type = reading.context.fund
    reading.stance.complete(reading.piece, said, listed=part is not None)
    if reading.subject is None and said.no_fund and said.measure in (None, *_SHARED_OUT):
        said.fund_level = reading.stance.level(reading.piece.section_no)
    if spent:
        said.measure = "expenditure"  # a budget tells what was 实际支出, and 含 … of it


def _named_by_heading(reading: Reading) -> None:
    """A heading that is a name and its sum (（一）养老福利类项目16万元。): the money for what it names."""
    said, piece, text = reading.said, reading.piece, reading.report.text
    opens = piece.mark is not None and said.head == reading.report.outline.after_mark(piece)
    ends = text[said.figure.end : said.figure.end + 1] in "。\n"
    if said.measure is None and reading.part is None and opens and ends and names_use_of_list(said):
        said.measure, said.category = "funding", said.category or ("other" if reading.subject is None else None)


def _class_of_project(reading: Reading) -> None:
    """项目支出 of a single project names no class beside it."""
    if reading.said.category == "project" and reading.subject is not None:
        reading.said.category = None


def _budget_of_project(reading: Reading) -> None:
    """In a budget the sum behind a project's name is what it is to have."""
    said = reading.said
    if reading.stance.kind != "budget" or said.measure != "funding" or said.strong or reading.subject is None:
        return
    if reading.names_subject:
        said.measure = "budget_initial"


def _use(reading: Reading) -> None:
    """A sum of the whole department that is named by its use or its fund is of no class of expense."""
    said, part = reading.said, reading.part
    if said.category is not None or reading.subject is not None:
        return
    if said.measure in ("expenditure", "funding", "funds_received"):
        if part is not None:
            is_item = part.category in (None, "total")
        else:  # 下达我县衔接资金90万元 is all of it
            is_item = reading.context.governor is not None and not said.bare.endswith("资金")
        is_use = (
            (is_item and (names_use_of_list(said) or said.words.endswith("（")))
            or names_arranged_use(said)
            or _within_class(reading)
        )
        said.category = "other" if is_use or (names_funds(said) and not _is_transferred_fund(reading)) else None
    elif said.measure == "budget_initial":
        of_fund = part is not None and part.category is None and _OF_SPECIAL_FUND.search(part.label or "") is not None
        said.category = "other" if names_use(said) or (of_fund and names_one_use(said)) else None


def _is_transferred_fund(reading: Reading) -> bool:
    """Tell whether a sum is a transferred fund that is told of by itself (下达我市中央…专项资金90万元): all of what came."""
    said = reading.said
    governor = reading.context.governor
    goes_on = governor is not None and _NEXT_FUND.match(reading.report.text, said.figure.end) is not None
    return (
        reading.part is None
        and not goes_on
        and said.measure == "funds_received"
        and _LEVEL_FUND.search(said.words) is not None
    )


def _within_class(reading: Reading) -> bool:
    """Tell whether a sum is one of those named within a class of expense: 项目支出中，康复支出5万元、文体支出3万元."""
    said = reading.said
    within = _CLASS_FRAME.match(reading.report.text, said.sentence, said.head)
    return within is not None and not said.only_measure and said.fund_level not in OF_OTHERS[:2]


def _transfer(reading: Reading) -> None:
    """中央转移支付5万元、自治区专项2万元、财政拨款3万元: money named by what it is, without a verb."""
    said = reading.said
    if said.measure is None and said.fund_level in (*OF_OTHERS, "fiscal") and _TRANSFERRED.search(said.words):
        said.measure = "funding"


def _expense_beside(reading: Reading) -> None:
    """A class of expense has the measure of the one before it in its sentence: 工资福利支出 …，对个人和家庭的补助 …."""
    said, last = reading.said, reading.context.last
    if said.measure is not None or said.category not in EXPENSES:
        return
    if last is None or last.category not in (*EXPENSES, "other"):
        return
    if last.char_start >= reading.sentence_start and last.measure in ("expenditure", "budget_initial"):
        said.measure = last.measure


def _beside_payment(reading: Reading) -> None:
    """What is listed behind a payment is paid too: 用于支付贷款利息8万元、保管费用5万元、轮换价差3万元."""
    said, last, text = reading.said, reading.context.last, reading.report.text
    if last is None or last.measure != "expenditure" or said.strong or said.measure not in (None, "funding"):
        return
    at = reading.context.last_end
    listed = _LISTED_NAME.fullmatch(text, at, said.figure.start)
    if listed is not None and said.no_fund and _PAID.search(text, max(said.sentence, at - _PAID_REACH), at):
        said.measure = "expenditure"
        said.category = said.category or last.category


def _instalment(reading: Reading) -> None:
    """The instalments of a sum are what it is: 下达补助资金3批共90万元，第一批40万元，第二批50万元."""
    said, context = reading.said, reading.context
    whole = context.topic
    if said.measure is None and whole is not None and _INSTALMENT.fullmatch(said.words) is not None:
        said.measure, said.category = whole.measure, whole.category
        if said.no_fund:
            said.fund_type, said.fund_level = whole.fund_type, whole.fund_level


def _level_of_sentence(reading: Reading) -> None:
    """What was received or spent in a sentence about one level's money is of that level, and is noted for what follows."""
    said, context = reading.said, reading.context
    if reading.part is not None or said.fund_type is not None:
        return
    named = _OTHER_FUND.search(said.bare) is not None  # beside the one that the sentence is about
    if (
        not named
        and said.fund_level is None
        and (said.measure in ("expenditure", "funds_received") or "分配" in said.words)
    ):
        said.fund_level = context.level_in(reading.sentence_start)
    if said.measure in ("funds_received", "funding"):
        context.levels.append((reading.blank.value_start, said.fund_level))


def _level_in_project_name(reading: Reading) -> None:
    """The level that leads a project's name is that of its money (中央…补助资金)."""
    said, subject = reading.said, reading.subject
    if not said.no_fund or subject is None or said.measure in _NO_OWN_MONEY:
        return
    name, last = reading.report.projects[subject - 1].project_name, reading.context.last
    other = _OTHER_FUND.search(said.bare)
    if other is not None and other.group() not in name:
        return  # 衔接资金到位8万元 beside those of a fund 中央水利发展资金
    if (
        said.only_measure
        and last is not None
        and last.char_start >= reading.sentence_start
        and last.fund_level not in (None, "all")
    ):
        if "到位" in said.words and "应到位" in (last.label or ""):
            said.fund_level = last.fund_level  # 县级配套资金应到位9万元，实际到位5万元: of that money
        return
    said.fund_level = leading_level(name)


def _limit(reading: Reading) -> None:
    """Nothing that follows is held against a limit (单价50万元以上的设备)."""
    said, context = reading.said, reading.context
    context.compared = context.compared or (said.measure == said.category == "other" and is_threshold(said))


RULES: tuple[Callable[[Reading], None], ...] = (
    _money_of_named_project,
    _whole_of_levels,
    _left_of_budget,
    _place,
    _named_by_heading,
    _class_of_project,
    _budget_of_project,
    _use,
    _transfer,
    _expense_beside,
    _beside_payment,
    _instalment,
    _level_of_sentence,
    _level_in_project_name,
    _limit,
)
