"""What governs a list of named sums that no sum of the whole opens: 下达 A 5万元；B 3万元, 项目支出包括 A 5万元、B 3万元.

Here belongs the verb or heading that the items of such a list share, and which figures are its items. Lists that a sum
opens (支出10万元，其中…) belong to amount_lists.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dagster_project.extraction.amounts.stances import EXPENSES
from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.projects.project_names import is_common_name, name_tails
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues
from dagster_project.extraction.words.stops import behind_last

_NAME = r"[\u4e00-\u9fffA-Za-z\d（）“”·、—-]{2,44}"
# The list's own words: 项目支出主要包括, 支出按经济分类：, 年初预算安排：
_OPENER = re.compile(
    rf"(?P<gov>[^，。；：\n\d增减因]{{2,24}}?)(?:主要|具体)?(?:(?:包括|(?:分别|(?<=主要))[为是有]|明细为|如下|(?<=支出)有)：?|：)(?P<name>{_NAME})$"
)
_OF_SOURCES = re.compile(r"收支|来源|性质")  # 资金来源：中央转移支付5万元、…: whose money it is, and no items of it
_OPENS = re.compile(r"：|包括|分别|主要[为是有]|明细为|如下|支出有")  # what any of them has
# A verb and the first name: 下达某项目5万元, 分配至某县3万元, 给予某县维护费2万元
# 预算安排的专项资金项目有5个，分别为：A 80万元: the clause that counts the items governs them
_COUNTED = re.compile(r"(?P<gov>[^，。；：\n]{4,40}?)(?:共计?|总共|合计)?(?:有|为)?\d{1,3}[个项][，：]$")
_DEED = re.compile(
    rf"(?:下达|拨付|分配|安排|划拨|给予|补助|(?<!转移)支付|发放)(?:了|给|至|到)?(?:(?:专项)?转移支付)?(?P<name>{_NAME})$"
)
# What is added to a budget in the course of the year: 追加了一般性项目甲经费5万元、乙项目3万元
_ADDED = re.compile(rf"追加(?:了|安排)?(?:一般性|专项|重点)?项目(?!经费|资金|支出)(?P<name>{_NAME})$")
_FIRST = re.compile(rf"(?:(?:分别|主要|具体)(?:为|是|有|包括)|包括|即)：?(?P<name>{_NAME})")
_PURE_FUND = re.compile(r"(?:[我本全该](?:省|市|县|区|镇|乡|局|校|院|单位))?(?P<fund>[^，。；：]*?)[共计为约]*")
_OTHER_SOURCE = re.compile(r"本级|配套|自筹|自有")
_DEALS_OUT = re.compile(r"分配|下达|拨付|补助")
_NEXT = re.compile(
    rf"(?:（[^（）]{{1,30}}）|）)?(?:，(?:主要)?用于[^，。；：\d]{{2,60}}(?=；))?[，、；](?:以?及|和|并)?(?P<name>{_NAME})$"
)
_TOTAL = re.compile(r"(?:（[^（）]{1,30}）)?[，；。](?:以上)?(?:共计|合计|总计|共)(?P<name>[^，。；：\d]{0,24})$")
_RECIPIENT = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:省|市|县|区|旗|州|镇|乡|村|街道|社区|局|委|中心|学校|小学|中学|医院|卫生院|公司|合作社|企业)"
)
# A word of measure right before the figure is the item's own; inside the name of a fund or project it is not.
_OWN_MEASURE = re.compile(
    r"(?:预算|支出|执行|到位|结[转余]|收入|决算|(?<!转移)支付|拨付|剩余|未用|投入|缺口|金额)(?:数|资金|了)?[共计为约]*$"
)
_OWN_DEED = re.compile(
    r"(?:实际|已|累计|完成|实现|带动|节约|增加|减少|较|比|同比|占|人均|户均|每|剩余|结余|结转|其中|年末|发放|支付|收回|追加|调减|扣|用于|按|由|未)"
)
_SUM_STATED = re.compile(r"\d[\d,.]*[万亿]?元")
_REACH = 80
_LISTED = ("expenditure", "funds_received", "budget_initial", "budget_adjusted", "funding")


@dataclass(slots=True)
class Governor:
    """What an open list gives to each of its items; ``end``: where the last item ended (view)."""

    measure: str
    fund_level: str | None
    recipients: bool
    category: str | None
    end: int
    of_uses: bool = False  # recipients and what they get it for: an item may name either


def governor_of(report: Report, cues: Cues, said: Statement, open_list: Governor | None) -> Governor | None:
    """Return what governs a figure as an item of a list of named sums, null where it is none."""
    text, start = report.text, said.figure.start
    if open_list is not None and open_list.end >= said.sentence:
        between = text[open_list.end : start]
        following = _NEXT.fullmatch(between)
        name = following.group("name") if following is not None else ""
        if name and _is_item(name, recipients=open_list.recipients):
            return open_list
        if name and open_list.of_uses and _is_item(name, recipients=False) and not _OTHER_SOURCE.search(name):
            return open_list  # 下达林业局管护补助44万元，防火补助10万元: who gets it is said once
        if _TOTAL.fullmatch(between) and not _OWN_MEASURE.search(between):
            return open_list
    low = behind_last(text, "，。；", max(said.sentence, start - _REACH), start)  # neither words nor name hold one
    lead = text[low:start]
    opener = _OPENER.search(lead) if _OPENS.search(lead) else None
    if opener is not None and not _SUM_STATED.search(opener.group()):
        low += opener.start("gov")
        cue = cues.governing("measure", low, low + len(opener.group("gov")))
        listed = cue is not None and cue.code in _LISTED and not _OF_SOURCES.search(opener.group("gov"))
        deals_out = _DEALS_OUT.search(opener.group("gov")) is not None
        recipients = deals_out and _is_item(opener.group("name"), recipients=True)
        # 决算情况公布如下：三公经费5万元: a class of expense is no fund of a list
        is_expense = said.category in EXPENSES and cue is not None and cue.code == "funding"
        if (
            cue is not None
            and listed
            and not is_expense
            and (recipients or _is_item(opener.group("name"), recipients=False))
        ):
            of_projects = cues.governing("category", low, low + len(opener.group("gov")))
            category = (
                of_projects.code if of_projects is not None and of_projects.code in ("project", "other") else None
            )
            category = "other" if "分类" in opener.group("gov") else category
            return Governor(cue.code, None, recipients, category, said.figure.end)
    added = _ADDED.search(said.words) if "追加" in said.words else None
    if added is not None and said.measure in (*_LISTED, None) and _is_item(added.group("name"), recipients=False):
        return Governor("change", None, False, "project", said.figure.end)
    governor = _of_counted(report, cues, said, low)
    if governor is not None:
        return governor
    deed = _DEED.search(said.words)
    # 财政拨款安排“三公”经费5万元: a class of expense is no item of a list
    if deed is not None and said.measure in (*_LISTED, None) and said.category not in EXPENSES:
        name = deed.group("name")
        recipients = _RECIPIENT.match(name) is not None
        fund = _PURE_FUND.fullmatch(name)
        named = fund is None or not (is_common_name(fund.group("fund")) or not fund.group("fund"))
        if named and (recipients or _is_item(name, recipients=False)):
            of_uses = recipients and name_tails().search(name) is not None
            return Governor(said.measure or "funding", said.fund_level, recipients, None, said.figure.end, of_uses)
    return None


def _of_counted(report: Report, cues: Cues, said: Statement, low: int) -> Governor | None:
    """Return what governs the first item behind a clause that counts the items (预算安排的项目有5个，分别为：A 80万元)."""
    opens = report.text[low] in "分主具包即"
    first = _FIRST.fullmatch(report.text, low, said.figure.start) if opens else None
    if first is None or not _is_item(first.group("name"), recipients=False):
        return None
    begin = max(said.sentence, low - _REACH)
    counted = _COUNTED.search(report.text[begin:low])
    if counted is None or _SUM_STATED.search(counted.group()):
        return None
    cue = cues.governing("measure", *(begin + place for place in counted.span("gov")))
    if cue is None or cue.code not in _LISTED:
        return None
    return Governor(cue.code, None, False, "project" if "项目" in counted.group("gov") else None, said.figure.end)


def has_own_source(said: Statement) -> bool:
    """Tell whether an item is money of another source than that of its list (上级拨付 A 30万元，本级配套10万元)."""
    return _OTHER_SOURCE.search(said.words) is not None


def _is_item(name: str, *, recipients: bool) -> bool:
    """Tell whether words before a figure are the name of an item and say nothing of the measure themselves."""
    if _OWN_MEASURE.search(name) or _OWN_DEED.match(name):
        return False
    return (
        name.endswith("（") or (_RECIPIENT.match(name) if recipients else name_tails().search(name)) is not None
    )  # 资金主要用于：堤防加固（5万元），渠道清淤（3万元）
