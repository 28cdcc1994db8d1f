"""What a figure's own words, before it and behind it, say that it measures: budget, money received, spending, what is left …

Here belong the wordings of deeds (现拨付…, …全部支付完毕, 仍未使用) and which of several words decides. The words' range belongs to
amount_words.py, what lists and tables add to amount_inheritance.py and amount_tables.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dagster_project.extraction.amounts.amount_words import ACCOUNT_ONLY
from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cue, Cues

_EXECUTED = re.compile(r"决算|执行|实际|完成")
_PAID_AFTER = re.compile(r"(?:已|已经)?于[^，。；]{4,16}(?:全部|全额)?(?:支付|支出|付清|发放)")
_ARRIVED_AFTER = re.compile(
    r"(?:自筹)?(?:资金|经费|款项)?(?:也|已|均|已经)*(?:全部|全额|足额|按时|及时|分配|拨付|拨款|下达)*到位(?!率)"
)
_SPENT_AFTER = re.compile(
    r"(?:已|均|已经)*(?:全部|全额|足额|按时|及时)*(?:执行到位|执行完毕|支付完毕|支出完毕|使用完毕|兑付到位|发放到位)"
)
_RETAINED = re.compile(
    r"[，（]?(?:按[^，。；\d]{0,8})?(?:为|系|是|作为|属于?)?(?:工程|项目|合同)?(?:质保金|质量保证金|保证金|尾款|质保款)"
)
_OWED_AFTER = re.compile(r"(?:待|需)[^，。；\d]{0,8}(?:支付|付清|拨付|结算)")
_ISSUED_AFTER = re.compile(
    r"(?:（[^（）]{1,60}）)?(?:[^，。；：、\d]{0,16}?(?:资金|预算|指标|经费))?(?:已|均|全部|一次性|一并|提前)*下达(?=[给到至你各我，。；、])"
)
_HELD_AGAINST = re.compile(r"，(?:年初|全年|调整后?|当年)预算(?:数|安排|批复)?(?:金额)?[为是]?\d")
_LIMIT_AFTER = re.compile(r"(?:（含）)?以[上下]的?(?:政府)?(?:采购|重点项目|大额|合同|设备|物资|货物)")
_UNUSED_AFTER = re.compile(r"(?:的?(?:项目|专项)?资金)?(?:仍|尚|还)?未(?:使用|支付|支出|拨付使用)")
_INSURED = re.compile(r"保险金额|保额|赔偿|限额|赔付|理赔")
_THRESHOLD = re.compile(r"单价|单位价值|单台|单件|单笔|单项支出|价值|限额|标准以上|起点")
_PER = re.compile(r"每(?!年|月|季|天|日|周)[\u4e00-\u9fff]{1,4}|人均|户均|车均|单价|生均(?:标准)?$|/")
_PER_PUPIL = re.compile(r"[生学]均")  # 生均公用经费650元; with 万元 it is the money of all of them
_GAIN = re.compile(r"增收|收入|节约|节省|减轻")
# 支出各类救助资金, 发放农户补贴资金: the deed with the fund's money, before the fund's name
_SPENT = re.compile("支出|支付|使用|兑付")  # what any wording of it has
_SPENDS = re.compile(
    r"(?:实际|累计|共|已|全年|总|完成)(?:共|计)?(?:支出|支付|使用|兑付)(?!预算|的|情况|进度|率)(?:(?:19|20)\d{2}年度?)?[^，。；：\d]{1,16}(?:资金|经费|补助|补贴|款)[共计约为]*$|(?:^[，；。：、]?|全[省市县区州旗镇乡校]|[厅局委院所心]|[我本][省市县区州局校院])(?:共|累计)?支出(?!预算|的|情况|进度|率|安排|结构|总|合计|增|减|主要|较|比|用于|决算|其中|包括)[^，。；：\d]{2,24}(?:资金|经费|补助|补贴)$"
)
# 现拨付你单位教育补助经费预算5万元, 下达某专项转移支付预算指标5万元: what a notice hands on, called a budget
_HANDS_ON = re.compile("拨付|下达|下拨|接收|收到")  # what any wording of it has
_ISSUES = re.compile(
    r"(?:拨付|下达|下拨|接收|收到)(?!率|情况)[^，。；：]{0,60}(?:补助|补贴|专项|转移(?:支付)?|项目资金|发展资金|直达资金)[^，。；：]{0,12}预算(?:资金|指标)?(?:（[^（）]{1,20}）)?[为共计]*$"
)
_OBTAINED = re.compile(r"(?:获得?|获批)(?:[^，。；：]{0,30}(?:资金|经费|补助)|(?<=分别获得))[为共计约]*$")
_FUNDS_DONE = re.compile(r"资金(?:实际|累计|全年|已)*(?:完成|执行)(?:了|共|计|约|为)*$")  # 省级资金完成288万元
_ARRANGES = re.compile(
    r"[，；。、：]?(?:目前|现|仅|全年|年初|当年|本年)*(?:(?:中央|自治区|[省市州县区旗]级?|本级|上级)(?:财政)?(?:资金)?)?[共已]?安排(?:，(?:共计?|合计)|[^，。；：\d]{2,24})?$"
)
_INVESTED = re.compile(r"完成[^，。；：\d]{0,12}投资(?:额|总额)?[为共计约]*$")  # 全年完成水利建设投资6亿元
# 区人大一次会议批准的2023年一般公共预算收入为9亿元
_APPROVED = re.compile(r"(?:大会|会议|人大|常委会)[^，。；]{0,10}批准的")
_ADJUSTED = re.compile(r"调整(?:后|预算|为|至|[^，。；：\d]{1,6}预算[为至])|调增至|调减至")
# 将运维费15万元列入2019年预算: what is asked for a coming budget
BUDGETED_AFTER = re.compile(r"[列纳]入(?P<year>(?:19|20)\d{2})年(?:度)?(?:年初|部门|财政|本级)*预算")
_STOCK = re.compile(r"债务余额|债务限额")  # 债务余额决算数, 债务余额预计执行数: nothing that was spent
_SPENT_OF = re.compile(r"，(?:实际|已|全年|累计|共)*(?:支出|支付|使用)(?:资金)?\d")
_LEFT_AFTER = re.compile(r"，(?:当年|年末|年底|累计)?(?:结转|结余|剩余)(?:资金)?[为共]?\d")
_OF_MONTHS = re.compile(r"\d[-至]\d{1,2}月(?:份)?预算支出$")
_CARRIED_ON = re.compile(r"结转(?:至|到|下年|次年)[^，。；]{0,12}使用")
_LONGEST_CUE = 6
_HEADING_BEFORE = re.compile(r"(?:情况|说明|概况|总表|公开)(?=(?:19|20)\d{2}年)")


def read_measure(report: Report, cues: Cues, said: Statement, own: tuple[int, int], last_end: int) -> None:
    """Read the measure from the figure's own words, from what follows it, and from what it is the price of.

    ``own``: the view range of its name in a 分别 list, else of its own words; ``last_end``: where the figure before ends.
    """
    cue = _governing(report, cues, said, own, last_end)
    said.measure, said.strong = (cue.code, cue.strong) if cue else (None, False)
    if cue is None and ACCOUNT_ONLY.fullmatch(said.words):
        before = report.text[said.sentence : said.head]
        earned = "收入" in before and "支出" not in before
        said.measure, said.strong = "revenue" if earned else "expenditure", True
    _by_other_words(cues, said)
    if said.measure == "budget_initial" and said.words.endswith("预算支出") and _is_spent(report.text, said):
        said.measure, said.strong = "expenditure", True
    _by_deed(said)
    _by_what_follows(report.text, said)
    if said.measure == "expenditure" and _CARRIED_ON.search(said.words):
        said.measure, said.strong = "carryover", True  # 2021年结转至2022年使用的项目资金5万元
    _as_price(said)


def _governing(report: Report, cues: Cues, said: Statement, own: tuple[int, int], last_end: int) -> Cue | None:
    """Return the word of measure that governs the figure, null where its words have none."""
    head, end = said.head, said.figure.start
    cue = None
    for heading in _HEADING_BEFORE.finditer(report.text, head, end) if "年" in said.words else ():
        cue = cues.governing("measure", heading.end(), end)  # 执行情况 2021年…收入 …: a heading runs into its text
    cue = cue or cues.governing("measure", head, end)
    if cue is None and head > said.sentence - _LONGEST_CUE:
        across = cues.last(
            "measure", max(0, head - _LONGEST_CUE), end
        )  # 某经费 预算25万元: a heading's end cuts the word
        cue = across if across is not None and across.start < head < across.end else None
    if own == (head, end):
        return cue
    cue = cue or cues.governing("measure", min(last_end, head), head + 1)
    if cue is None or not cue.strong:
        named = cues.governing("measure", *own)
        if named is not None and (cue is None or named.code != "funding"):
            cue = named  # in 人员经费、公用经费支出分别为 … the word behind the names governs each
    return cue


def _by_other_words(cues: Cues, said: Statement) -> None:
    """Let the other words of measure before the figure decide where the governing one is weaker."""
    found = cues.between("measure", said.head, said.figure.start)
    if any(other.strong and other.code == "other" for other in found) and (
        not said.strong or _STOCK.search(said.words)
    ):
        said.measure, said.strong = "other", True
    if said.measure in ("revenue", "expenditure") and not _EXECUTED.search(said.words):
        budgets = [other.code for other in found if other.code.startswith("budget") and other.end - other.start > 2]
        said.measure = budgets[-1] if budgets else said.measure  # 年初预算收入总额 is budget, not revenue
    if said.measure in ("revenue", "expenditure") and "批准" in said.words and _APPROVED.search(said.words):
        said.measure, said.strong = "budget_initial", True
    if said.measure == "budget_initial" and _ADJUSTED.search(said.words):
        said.measure = "budget_adjusted"


def _is_spent(text: str, said: Statement) -> bool:
    """Tell whether 预算支出 is what was spent of a budget: a rest follows it (，当年结转1万元), or months stand before (1-7月)."""
    return _LEFT_AFTER.match(text, said.figure.end) is not None or _OF_MONTHS.search(said.words) is not None


def _by_deed(said: Statement) -> None:
    """Let the deed with a fund decide, which stands before the fund's name."""
    if said.measure in (None, "funding") and "获" in said.words and _OBTAINED.search(said.words):
        said.measure, said.strong = "funds_received", True
    if said.measure == "budget_initial" and _HANDS_ON.search(said.words) and _ISSUES.search(said.words):
        said.measure = "funds_received"
    spends = _SPENT.search(said.words) and _SPENDS.search(said.words)
    if spends or (not said.strong and _FUNDS_DONE.search(said.words)):
        said.measure, said.strong = "expenditure", True
    if said.measure is None and "安排" in said.words and _ARRANGES.match(said.words):
        said.measure = "funding"  # 安排产业发展方面90万元
    if said.measure == "funding" and "投资" in said.words and _INVESTED.search(said.words):
        said.measure, said.strong = "other", True


@dataclass(frozen=True, slots=True)
class _Following:
    """What may follow a figure, and the measure that it gives to one which ``weakly`` no strong word decides, or which is ``of`` another."""

    pattern: re.Pattern[str]
    measure: str
    of: tuple[str | None, ...] = ()
    weakly: bool = True


# In the order in which they are tried; the first that fits decides.
_FOLLOWING = (
    _Following(BUDGETED_AFTER, "budget_initial"),
    _Following(_PAID_AFTER, "expenditure"),
    _Following(_SPENT_AFTER, "expenditure"),
    _Following(_ARRIVED_AFTER, "funds_received", of=("carryover",)),
    # 剩余8万元为质保金
    _Following(_RETAINED, "other", of=("carryover", "expenditure", "funding", None), weakly=False),
    # 剩余79万元待审计后支付: owed under a contract, not left of the budget
    _Following(_OWED_AFTER, "other", of=("carryover",), weakly=False),
    # 20万元以上的采购项目: a limit
    _Following(_LIMIT_AFTER, "other"),
    _Following(_UNUSED_AFTER, "carryover"),
    _Following(_ISSUED_AFTER, "funds_received"),
    # 公务接待费支出3万元，年初预算为2万元: what was spent, though the list is one of the budget
    _Following(_HELD_AGAINST, "expenditure", of=("expenditure",), weakly=False),
)


# Nothing that follows a figure begins with another stop, and behind a comma it is one of these.
_BEHIND_COMMA = tuple(following for following in _FOLLOWING if following.pattern in (_RETAINED, _HELD_AGAINST))


def _by_what_follows(text: str, said: Statement) -> None:
    """Let what stands right behind the figure decide (5万元已于年底支付, 3万元未使用)."""
    behind = text[said.figure.end : said.figure.end + 1]
    if said.measure == "funding" and said.words.endswith("安排") and _SPENT_OF.match(text, said.figure.end):
        said.strong = True  # 已支出90万元，其中：渠道维护：安排30万元，支出28万元
    if behind in "。；、\n":
        return
    for following in _FOLLOWING if behind != "，" else _BEHIND_COMMA:
        open_to = said.measure in following.of or (following.weakly and not said.strong)
        if open_to and following.pattern.match(text, said.figure.end):
            said.measure, said.strong = following.measure, True
            return


def _as_price(said: Statement) -> None:
    """Tell limits, sums insured and prices (每户9元) from money that is budgeted or spent."""
    figure = said.figure
    if is_threshold(said):
        said.measure, said.strong, said.category = "other", True, "other"
        return
    if _INSURED.search(said.words):
        said.measure, said.strong = "other", True
        return
    if said.measure == "other" and said.strong and figure.unit.endswith(("/年", "/月")):
        return  # 合同金额478万元/年: the contract's sum, not a rate
    per = _PER.search(said.words) or (_PER_PUPIL.search(said.words) if figure.unit == "元" else None)
    if "/" in figure.unit or per is not None:
        gain = "/" not in figure.unit and per is not None and _GAIN.search(said.words, per.end()) is not None
        said.measure, said.strong = "other" if gain else "unit_standard", True  # 户均增收 is no price


def is_threshold(said: Statement) -> bool:
    """Tell whether a sum is a limit that things reach (单价50万元以上的设备), of which nothing else is stated."""
    return said.figure.operator in (">=", "<", "<=", ">") and _THRESHOLD.search(said.words) is not None
