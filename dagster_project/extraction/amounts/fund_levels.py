"""Whose money a sum is by its own words and those right behind it: central, of the province, city or county, from above.

Here belongs the level that words name, and which level words name that is not the money's (that of who gets it). What lists,
sentences, headings and the project's name hand on belongs to amount_inheritance.py and amount_gaps.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues

_BOTH_LEVELS = re.compile(
    r"(?:中央|自治区|省级?|市级?|县级?|区级?)[及和与、](?:中央|自治区|省级?|市级?|县级?|区级?)|中央(?:自治区|省)级"
)
# 分配市本级90万元; 市级图书馆、文化馆补助标准每馆5万元: the level is that of who gets it
_RECEIVER = re.compile(
    r"(?:分配|下达|拨付)(?:给|至|到)?(?:[我全])?[市县区]本?级(?:[、和及][^，。；]{0,24})?$"
    r"|[市县区]级(?![^，。；]{0,8}(?:财政|资金|预算|经费|配套|专项))[^，。；]{0,8}(?:馆|站|校|学|院|园|所|中心|机构|团队|企业|合作社)[^，。；]{0,16}(?:标准|每[馆站校院园所家个])[^，。；]{0,10}$"
)
_TOWN_RECEIVES = re.compile(r"(?:分配|下达|拨付)(?:给|至|到)?[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道)")  # 下达临水镇90万元
# 本级预算安排衔接资金5万元: of the level that the report speaks for (全区, 我县)
_OWN_LEVEL = re.compile(
    r"(?<![省市县区州盟旗镇乡门局位])本级[^，。；：\d]{0,8}?(?:专项|衔接|扶贫|补助|配套|自筹|发展)[^，。；：\d]{0,6}$"
)
_SPEAKS_FOR = (("county", re.compile("[我全][县区旗]")), ("city", re.compile("[我全][市州盟]")))
_LOCAL = re.compile(r"地方(?:财政)?(?:配套|资金|自筹|投入)")  # 地方配套资金到位5万元: of no one level
_TITLES = re.compile(r"《[^《》]{0,200}》")  # 《关于下达中央和省级资金的通知》 says nothing of the sum behind it
# 其中50万元为中央水利发展资金; 下达90万元中央资金用于…; 年初预算16万元，全部为市级财政资金
_BEHIND = re.compile(
    r"(?:[为是系]|的?(?=中央|自治区|[省市县区]级|上级|财政))(?:[^，。；：\d]{1,24}?)(?:资金|补助|经费|拨款|投资)(?=[，。；、）]|用于|支持|严格|[全已均]|下达|拨付|分[解配])"
)
_ALL_BEHIND = re.compile(
    r"，(?:全部|均|都|全)[为是系由][^，。；：、和及\d]{0,10}?(?:资金|补助|拨款|财政|专项)(?=[，。；）])"
)
# 9万元（县级安排）, 9万元由市级财政承担
_PAID_BEHIND = re.compile(
    r"（由?(?:中央|自治区|[省市州县区]级?)(?:财政)?(?:安排|配套|承担|负担|预算|资金)）"
    r"|[，]?(?:全部|均)?由(?:中央|自治区|[省市州县区]级?|本级)财政(?:全额)?(?:承担|负担|安排|解决|保障)"
)
_HANDED_OUT = re.compile(r"(?:下达|收到|安排|拨付|争取|投入|获得|将)(?:了|资金)?$")
_FROM_ABOVE = re.compile(
    r"转移支付|衔接资金|(?:补助|奖补|专项)资金|公益金|下达|到位|争取|拨付|申请|中央[、及和]省级?配套"
)
_AND_ABOVE = re.compile(r"[省市县区]级(?:及|和)?以上")  # 市级及以上资金: of no one level
_CENTRAL = re.compile(r"中央(?![、和及与](?:自治区|省|市|地方))(?:财政)?[^。；\n]{0,40}(?:下达|安排|拨付|支持|补助)")
_LEVEL_NAMES = {
    "中央": "central", "省": "province", "自治区": "province", "市": "city", "州": "city", "盟": "city", "县": "county",
    "区": "county", "旗": "county", "乡": "township", "镇": "township",
}  # fmt: skip


def read_level(report: Report, cues: Cues, said: Statement, own: tuple[int, int]) -> None:
    """Correct the level that the figure's own words hold, and read it behind the figure where they hold none."""
    if said.fund_level is None and own[1] != said.figure.start:
        said.fund_level = _LEVEL_NAMES.get(report.text[slice(*own)].strip("、，和及与：其中由"))
    if said.fund_level in ("city", "county") and _RECEIVER.search(said.words):
        said.fund_level = None  # 分配市本级90万元: who gets it
    if said.fund_level == "township" and _TOWN_RECEIVES.search(said.words):
        said.fund_level = None
    if said.fund_level is not None and own[1] == said.figure.start and _BOTH_LEVELS.search(_TITLES.sub("", said.words)):
        # 中央及省级资金共计 …; what both of them transfer comes from above
        said.fund_level = "superior" if _FROM_ABOVE.search(said.words) else "all"
    elif said.fund_level == "superior" and _CENTRAL.search(report.text, max(said.sentence, said.head - 60), said.head):
        said.fund_level = "central"  # 中央大力支持…，分两批下达转移支付资金…
    if said.no_fund:
        behind = _ALL_BEHIND.match(report.text, said.figure.end) or _PAID_BEHIND.match(report.text, said.figure.end)
        if behind is None and (not said.bare or _HANDED_OUT.search(said.words)):
            behind = _BEHIND.match(report.text, said.figure.end)
        cue = cues.last("fund_level", *behind.span()) if behind is not None else None
        said.fund_level = cue.code if cue is not None else None
    if said.no_fund and "本级" in said.words and _OWN_LEVEL.search(said.words):
        said.fund_level = report.once(_own_level)
    if (said.no_fund and _LOCAL.search(said.words)) or (said.fund_level is not None and _AND_ABOVE.search(said.words)):
        said.fund_level = "all"


def _own_level(report: Report) -> str | None:
    """The level of the government that a report speaks for: a county's report tells of its city too."""
    return next((level for level, speaks in _SPEAKS_FOR if speaks.search(report.text)), None)
