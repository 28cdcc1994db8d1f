"""Percentages about money in sentences: execution, arrival, change, carry-over and share.

A percentage that measures work (合格率, 覆盖率) is no ratio: it belongs to the indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dagster_project.extraction.indicators.indicator_names import any_of
from dagster_project.extraction.indicators.indicator_rates import is_of_economy, is_of_stock
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import Amount, Ratio
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import COUNT, MONEY, PERCENT, Figure

_EXECUTION = re.compile(
    r"(?:执行率|支出率|支付率|支付进度|支出进度|执行进度|(?:预算|支出|资金|投资|支付)[^，。；]{0,6}完成率?|资金使用率|完成支付|支付完成|使用率|已(?:支出|拨付|支付|执行|使用)|支出比例|预算执行|拨付率)[^，。；]{0,6}$"
    r"|完成(?:年初|年度|全年|调整后?|当年)?(?:部门|支出|收入)?预算(?:数)?的?(?:比例)?[为约]?$|(?:占|为)(?:年初|全年|调整|年度)?(?:后)?预算(?:数)?的?$"
    r"|完成(?:年初|年度|全年|当年|调整后?)?(?:部门|支出|收入)?预算(?:数)?的?[\d.,]{1,16}[万亿]?元的$"
)
# 6月底前支出进度达到50%，9月底前达到75%
_BY_MONTH = re.compile(
    r"[，、；]?(?:\d{1,2}月(?:底|末)?|[一二三四]季度末?|年底)(?:之?前|以前)?(?:要|应|须)?(?:达到?|完成|不低于)?"
)
_PROGRESS_TOLD = re.compile(r"(?:支出|支付|执行)进度[^，。；]{0,6}\d[\d.]*%|执行率[^，。；]{0,6}\d[\d.]*%")
_ADDED_SHARE = re.compile(
    r"(?:追加|调整|新增|调增)[^，。；]{0,8}占[^，。；]{0,6}预算(?:数)?的?$"
)  # 追加预算占年初预算的46%
_RECEIVED = re.compile(r"到位率[^，。；]{0,6}$")
_CARRYOVER = re.compile(r"(?:结转结余率|结余率|结转率)[^，。；]{0,6}$")
_SHARE = re.compile(r"(?:占比?|比重|占总|比例)[^，。；]{0,24}$|（$")
_CHANGE = re.compile(
    r"（?(?P<word>追加(?=比例|率|幅度)|增加|增长|上升|提高|上涨|增幅|增|减少|下降|降低|减低|下滑|压减|压缩|缩减|降幅|减|降|变动率|调整率)）?(?:（[^（）]{1,8}）)?(?:率|比例|幅度|幅|了|额)?[为约是：达]{0,2}$"
)
# 服务投诉同比下降18%: a thing that has a name, and no word of money in it
_OF_THING = re.compile(
    r"，?(?![^，]{0,4}(?:上年|去年|同期|年初|预算|同比|环比|年度))[\u4e00-\u9fff]{3,6}?(?:同比|环比|[比较](?:上年|去年))?(?:分别|平均)?"
)
_OF_OTHER_RATE = re.compile(r"(?<!执行)(?<!到位)(?<!支付)(?<!结余)(?<!增长)率(?:同比|比上年|较上年)?$")  # 投诉率下降15%
_COMPARING_END = re.compile(r"(?:达到?|≥|=)$")
_PROGRESS = re.compile(r"(?:分配|拨付|下达|支付)[^，。；]{0,4}进度$")
_PROGRESS_OF_MONEY = re.compile(
    r"资金[^，。；]{0,4}进度$|差异率$|控制率[为达约]?$|对接率$|偏离[率度]$|节约率[为达约]?$|(?:分配|下达|配套|盘活)率[为达约]?$"
)
_THRESHOLD = re.compile(r"[高低大小]于|超过|以上|以下|以内|不")
_REACHES = re.compile(r"达到?$")
_MONEY_WORDS = re.compile(r"资金|预算|支出|支付|收入|经费|费用?|拨款|决算|款|投资|到位|结转|结余")
_WORK_RATE = re.compile(
    r"(?:任务|工作|项目|目标|指标|计划|验收|合格|覆盖|满意|及时|培训|办结|检查|整改|达标|普及|出勤|发生|入学|就业|治愈)[^，。；]{0,6}(?<!执行)率"
)
_WORD_OF_MONEY = re.compile(r"预算|资金|支出|经费")
_IN_TIME = re.compile(
    r"(?:按时|及时|按期|准时)[^，。；]{0,4}率[为达到约目标值实际完成：]{0,5}$"
)  # 补贴按时拨付率: a quality of the work
# 支出进度92.7%，高出全省平均水平4.3个百分点: how far a rate of money is ahead of others'
_AHEAD = re.compile(r"(?:高|低|快|慢|领先)[于出]?[^，。；]{0,14}(?:平均|序时|同期|进度|水平)[^，。；]{0,4}$")
# 超序时进度8.7个百分点, 超全省平均增长率3.9个百分点: a distance, no rate of its own
_BEYOND = re.compile(r"超[过出]?[^，。；]{0,14}(?:平均|序时|同期|进度|水平)[^，。；]{0,6}$")
# 优秀的项目有4个，占57%: a share of what was counted
_OF_COUNT = re.compile(r"\d(?:个|项|家|户|名|人|件|条|所|处|批|次)，$")
_SHARE_ALONE = re.compile(r"占(?:[^，。；\d]{1,8}总数的?)?比?[为约]?$")
# 下达71万元，已全部发放，发放率100%
_PAID_OUT = re.compile(
    r"(?:发放率|[\u4e00-\u9fff]{2,14}(?<=[局委办会社院所校站镇乡])支出?进?)[为达约]{0,2}$"
)  # and 水利局支出96%, of its money
# 年初45万元，执行27万元，完成率59%: behind a sum spent it is the rate of that
_DONE = re.compile(
    r"(?:1-\d{1,2}月|上半年|全年|(?:前)?[一二三四]季度)?(?:预算|资金|支出|项目)?(?:(?:完成|执行|使用|兑付)(?:率|比例|进度)|进度)[为达约是到]{0,2}$"
)
_DONE_REACH = 22
_SHARED_REACH = 50
_NAME_REACH = 16
_RATE_OF_WORK = re.compile(
    r"(?:^|[，。；、])(?![^，。；]*(?:支出|支付|执行|预算|资金|收入|到位|结余|结转|控制|三公|经费|采购))[\u4e00-\u9fff]{2,12}[率度](?:为|达到?)?$"
)
# 6月、9月预算执行进度分别为43%、69%: one rate after the other
_LIST_REACH = 80
_OF_STAGES = ("execution_rate", "funds_received_rate")
_NEXT_OF_LIST = re.compile(r"[、，和及与]")
# 项目资金到位率、预算执行率均为100%: two rates that share their figure
_SHARED = re.compile(
    r"(?P<other>[^，。；：\n\d]{0,16}?到位率)(?:、|和|及|与|以及)[^，。；：\n\d]{0,14}(?:执行率|支付率|支出率|使用率|拨付率)(?:均|都|全部)[^，。；\d]{0,4}$"
)
_OF_HEADS = re.compile(r"人(?!员(?:经费|支出|工资|类))|户|企业数")  # 占总人数的 …
_NEAR = 120  # characters before a percentage in which the money stands that it is about
_SHORT = 8  # a word of change and what it is held against, nothing named
_HOPED = re.compile(r"力争|争取")
_EACH = re.compile(r"(?P<words>(?:各|分别)[^，。；、\d]{1,8})\d[\d.]*%[、，和]$")
_EACH_REACH = 30
_COUNTED = re.compile(r"(?:及)?(?:以[上下内]|之间)?的?(?:项目)?(?:有|共)?\d{1,4}个")
_DEDUCTED = re.compile(r"[^，。；\n]{0,4}(?:扣|得)\s?\d")
_OF_WORK = re.compile(
    r"占(?:总|全年|年度|目标)+任务|[\u4e00-\u9fff]{3,}占(?:全部|全年|全县|全市|全区|总)?[\u4e00-\u9fff]{2,}|占[^，。；\d]{0,6}项目(?:总数)?的?$"
)
_WORK_SHARE = re.compile(rf"(?:{any_of('shared')})占比?[为约达到]{{0,2}}$")


def _share_of_work(words: str) -> bool:
    """Tell whether both sides of a share are named and neither is money: 诉前调解案件占全部民事案件的."""
    return (_OF_WORK.search(words) or _WORK_SHARE.search(words)) is not None and not _MONEY_WORDS.search(words)


def _next_of_list(report: Report, piece: Piece, figure: Figure, last: Amount | None) -> Ratio | None:
    """Return the ratio of a percentage that goes on with a list of rates (分别为43%、69%、91%), null where it does not."""
    listed = [figure]
    before = report.figures.between(max(piece.view_start, figure.start - _LIST_REACH), figure.start, PERCENT)
    for other in reversed(before):
        if not _NEXT_OF_LIST.fullmatch(report.text, other.end, listed[-1].start):
            break
        listed.append(other)
    if len(listed) == 1 or "分别" not in report.text[max(piece.view_start, listed[-1].start - 8) : listed[-1].start]:
        return None
    first = ratio_of(report, piece, listed[-1], last)
    if first is None or first.measure not in _OF_STAGES:
        return None
    start, end = report.span(figure.start, figure.end)
    return replace(first, char_start=start, char_end=end, value_start=start, value_end=end, number=figure.number)


def _of_work(report: Report, sentence: int, head: int, figure: Figure) -> bool:
    """Tell whether a change stands right behind what was counted or a rate of work: 办理28人次，同比下降6%; 上线率46%，提高3个百分点."""
    text = report.text
    before = report.figures.between(max(sentence, figure.start - _EACH_REACH), figure.start, COUNT, MONEY, PERCENT)
    if not before or before[-1].end < head - 1 or text[before[-1].end : head] not in ("", "，"):
        return False
    low = max(sentence, before[-1].start - _NAME_REACH)
    if before[-1].kind == PERCENT:
        return _RATE_OF_WORK.search(text, low, before[-1].start) is not None
    return before[-1].kind == COUNT and "接待" not in text[low:head]


def _is_rate_of(report: Report, last: Amount, figure: Figure) -> bool:
    """Tell whether a rate stands right behind a sum that was budgeted or spent."""
    near = 0 <= report.span(figure.start, figure.end)[0] - last.value_end <= _DONE_REACH
    return near and last.measure in ("expenditure", "budget_initial", "budget_adjusted", "funds_received")


def ratios_of(report: Report, piece: Piece, figure: Figure, last: Amount | None) -> Iterator[Ratio]:
    """Yield the ratios that a percentage states: one, or two whose names share it (到位率、执行率均为100%)."""
    ratio = ratio_of(report, piece, figure, last)
    if ratio is None:
        ratio = _next_of_list(report, piece, figure, last)
    if ratio is None:
        return
    if ratio.measure in ("execution_rate", "funds_received_rate"):
        begin = max(piece.view_start, figure.start - _SHARED_REACH)
        received = report.text.find("到位率", begin, figure.start) >= 0
        shared = _SHARED.search(report.text, begin, figure.start) if received else None
        if shared is not None:
            start, end = report.span(shared.start("other"), figure.end)
            ratio = replace(ratio, measure="execution_rate", char_start=start)
            yield replace(ratio, char_end=end, measure="funds_received_rate", label=shared.group("other"))
    yield ratio


def ratio_of(report: Report, piece: Piece, figure: Figure, last: Amount | None) -> Ratio | None:
    """Return the ratio that a percentage states, null where it measures no money. ``last``: the amount before it in the piece."""
    text = report.text
    sentence = report.sentence_start(piece.view_start, figure.start)
    head = report.own_words(sentence, figure.start)
    words = text[head : figure.start]
    if _states_no_rate(text, words, figure):
        return None
    words = _COMPARING_END.sub("", words) if words[-1:] in "达到≥=" else words
    each = (
        _EACH.search(text, max(sentence, figure.start - _EACH_REACH), figure.start)
        if text[figure.start - 1] in "、，和"
        else None
    )
    if each is not None:
        words = each["words"]  # 各下降23%、38%
        before = report.figures.between(max(sentence, figure.start - _EACH_REACH), figure.start, PERCENT)
        if before and ratio_of(report, piece, before[-1], last) is None:
            return None  # 客运量、周转量同比分别下降31%和28%: neither is of money
    near = last is not None or bool(report.figures.between(max(sentence, figure.start - _NEAR), figure.start, MONEY))
    about = _MONEY_WORDS.search(text[max(sentence, head - 40) : figure.start]) is not None
    rate = _Rate(report, figure, last, sentence, head, words, near, about)
    measured = None if _of_no_money(rate) else _measured(rate)
    if measured is None:
        return None
    start, end = report.span(head, figure.end)
    value_start, value_end = report.span(figure.start, figure.end)
    year = last.fiscal_year if last is not None and last.char_start >= report.outline.view.starts[sentence] else None
    return Ratio(
        char_start=start,
        char_end=end,
        value_start=value_start,
        value_end=value_end,
        project_ordinal=report.subject_at(value_start),
        number=-figure.number if measured.falls and figure.number > 0 else figure.number,
        measure=measured.measure,
        fiscal_year=year,
        label=words[-40:] or None,
    )


@dataclass(frozen=True, slots=True)
class _Rate:
    """A percentage with its words. ``near``: money stands before it; ``about``: the words before it speak of money."""

    report: Report
    figure: Figure
    last: Amount | None
    sentence: int
    head: int
    words: str
    near: bool
    about: bool


@dataclass(frozen=True, slots=True)
class _Measured:
    measure: str
    falls: bool = False


def _states_no_rate(text: str, words: str, figure: Figure) -> bool:
    """Tell whether a percentage is a threshold, a target, a hope, a band of projects or a rule of scoring."""
    compared = figure.operator in (">", "<", ">=", "<=") and _THRESHOLD.search(text[figure.op_start : figure.op_end])
    if compared and not _REACHES.search(text[figure.op_start : figure.start]):
        return True
    return (
        "目标值" in words  # 补助资金到位率绩效目标值为100%: an indicator's
        or _HOPED.search(words) is not None  # 力争预算执行率达到95%以上: not yet
        or _COUNTED.match(text, figure.end) is not None  # 支出进度达到60%以上的11个: a band of projects
        or _DEDUCTED.match(text, figure.end) is not None  # 执行率未达到100%扣1分: a rule of scoring
    )


def _of_no_money(rate: _Rate) -> bool:
    """Tell whether a percentage measures work or the economy, whatever stands beside it."""
    words, text = rate.words, rate.report.text
    if _IN_TIME.search(words) or _BEYOND.search(words):
        return True
    if _SHARE_ALONE.fullmatch(words) and _OF_COUNT.search(text, max(rate.sentence, rate.head - 4), rate.head):
        return True
    if is_of_stock(words):
        return True
    return _WORK_RATE.search(words) is not None and not _WORD_OF_MONEY.search(words)


def _measured(rate: _Rate) -> _Measured | None:
    """Return what a percentage about money measures, null where its words do not say."""
    words, last = rate.words, rate.last
    if rate.figure.unit.endswith("百分点") and rate.near and _AHEAD.search(words):
        return _Measured("other")
    if is_of_economy(words):
        return None
    change = _CHANGE.search(words)
    if change is not None and _is_change_of_money(rate, change):
        if _of_work(rate.report, rate.sentence, rate.head, rate.figure):
            return None
        return _Measured("change_rate", falls=change["word"][0] in "减下降压缩")
    if _RECEIVED.search(words):
        return _Measured("funds_received_rate")
    if _CARRYOVER.search(words):
        return _Measured("carryover_rate")
    if _BY_MONTH.fullmatch(words) and _PROGRESS_TOLD.search(rate.report.text, rate.sentence, rate.head):
        return _Measured("execution_rate")
    if _ADDED_SHARE.search(words):
        return _Measured("share")
    executed = _EXECUTION.search(words) and (rate.about or rate.near)
    done = last is not None and _DONE.fullmatch(words) and _is_rate_of(rate.report, last, rate.figure)
    if executed or done or (rate.near and _PAID_OUT.fullmatch(words)):
        return _Measured("execution_rate")
    if _PROGRESS.search(words) or (_PROGRESS_OF_MONEY.search(words) and rate.about):
        return _Measured("other")
    if _SHARE.search(words) and (rate.near or rate.about) and not _share_of_work(words) and not _OF_HEADS.search(words):
        return _share(rate)
    return None


def _is_change_of_money(rate: _Rate, change: re.Match[str]) -> bool:
    """Tell whether a word of change speaks of money: by the words before, or right behind a sum with nothing named between."""
    if rate.about:
        return True
    named = rate.words[: change.start()]
    short = rate.near and len(rate.words) <= _SHORT
    return short and not _OF_THING.fullmatch(named) and not _OF_OTHER_RATE.search(named)


def _share(rate: _Rate) -> _Measured | None:
    """Return a share, or in brackets behind a difference its rate: 减少 0.8 万元（20%）."""
    if not rate.words.endswith("（"):
        return _Measured("share")
    end = rate.figure.end
    if not (rate.about and rate.report.text[end : end + 1] == "）"):
        return None
    if rate.last is not None and rate.last.measure == "change":
        return _Measured("change_rate", falls=rate.last.number < 0)
    return _Measured("share")
