"""Amounts of money in sentences: which words govern a figure, and what it inherits from the list, sentence or heading.

The grammar: a figure's own words stand between it and the figure or stop before it; what they leave open comes from the whole of
its list (其中, 如下), from the figure before it (for a change), from the clause that opens the sentence, and last from the
heading. Tables belong to amount_tables.py, percentages to ratios.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dagster_project.extraction.amount_cues import Cues
from dagster_project.extraction.figures import DATE, MONEY, PERCENT, YEAR, Figure
from dagster_project.extraction.outline import Piece
from dagster_project.extraction.records import Amount, Ratio
from dagster_project.extraction.report import Report
from dagster_project.extraction.stances import Stance, stance_of

_STOP = re.compile(r"[，。；：\n\t]")
_FILLER = re.compile(
    r"[的为是共计约了合其中:：，、（）()\s]|达到|达|左右|总计|合计|共计|总额|金额|数|已|均|各|全部|分别|具体|情况|如下|包括|含|人民币|等|和|与|及|又|还|总|全年|年度|本年|当年|实际|即|\d+年|^\d+[.、]"
)
_PART = re.compile(r"其中|(?<![不])包括|(?<![不包])含(?!税)|分别为|分别是|如下|分为|由.{0,12}组成|构成")
_COMPARED = re.compile(r"(?:比|较|同比|与|相比|对比|环比)")
_UP = re.compile(r"增加|增长|上升|提高|增幅|上涨|新增|调增|增支|增收|追加|多(?!于|次|项|个|种|家|方|年)")
_DOWN = re.compile(r"减少|下降|降低|下滑|压减|减幅|缩减|回落|核减|调减|降幅|少(?!于)|节约|压缩|降")
_CHANGE = re.compile(
    r"(?P<word>增加|增长|上升|提高|上涨|新增|调增|增支|追加|多|减少|下降|降低|下滑|压减|缩减|回落|调减|压缩|少|增幅|降幅|降|增)"
    r"(?:（[^（）]{1,8}）)?(?:额|数|金额|了|幅度|支出|收入|预算|资金|经费|财政拨款|率|到)?[为约是：达共近]{0,2}$"
)
_THRESHOLD = re.compile(r"单价|单位价值|单台|单件|价值|限额|标准以上|起点")
_PER = re.compile(r"每(?!年|月|季|天|日|周)[\u4e00-\u9fff]{1,4}|人均|户均|单价|/")


@dataclass(slots=True)
class Context:
    """What the figures before have settled in this piece: the whole of a list, the last figure, the topic of the sentence."""

    whole: Amount | None = None
    last: Amount | None = None
    topic: Amount | None = None
    list_open: bool = False


def find_amounts(report: Report) -> Iterator[Amount | Ratio]:
    """Yield the amounts and the percentages about money that the report's sentences state."""
    from dagster_project.extraction.ratios import ratio_of

    cues = Cues(report.text)
    stance = stance_of(report)
    carried: Context | None = None
    for piece in report.pieces():
        figures = report.figures.between(piece.view_start, piece.view_end, MONEY, PERCENT)
        opens_list = report.text[max(piece.view_start, piece.view_end - 1) : piece.view_end] == "："
        if stance.is_indicator_text(piece):
            continue
        context = Context()
        if carried is not None and piece.mark is not None:
            context.whole, context.list_open = carried.whole, True
        elif carried is not None and not figures and piece.mark is None:
            carried = None
        for figure in figures:
            if figure.kind == MONEY:
                if stance.is_indicator_money(figure):
                    continue
                amount = _amount(report, cues, stance, piece, figure, context)
                yield amount
                _remember(report, context, amount, figure)
            else:
                ratio = ratio_of(report, cues, piece, figure, context)
                if ratio is not None:
                    yield ratio
        if opens_list and context.last is not None:
            carried = Context(whole=context.whole if context.list_open else context.last)
        elif carried is not None and piece.mark is None and not context.list_open:
            carried = None


def _remember(report: Report, context: Context, amount: Amount, figure: Figure) -> None:
    text = report.text
    behind = text[figure.end : figure.end + 12]
    if amount.measure != "change":
        if re.match(r"[，。；：（]?\s?(?:其中|具体|包括|分别|按|主要用于|支出|如下)?[^。；，\d]{0,8}?(?:其中|如下|分别为|包括|构成)", behind):
            if amount.part_of_start is None or re.match(r"[，（]?其中", behind):
                context.whole = amount
                context.list_open = True
        if context.topic is None or amount.part_of_start is None:
            context.topic = amount
    context.last = amount


def own_words(text: str, begin: int, start: int) -> int:
    """Return where the words of the figure at ``start`` begin: after the last stop or figure, past parentheses without words."""
    low = max(begin, start - 120)
    at = low
    for match in _STOP.finditer(text, low, start):
        if match.group() in "，：" and match.end() == start:
            continue
        at = match.end()
    return at


def _head_start(report: Report, piece: Piece, figure: Figure) -> tuple[int, int]:
    """Return where the figure's own words begin and where those of its whole sentence do."""
    text = report.text
    sentence = max(text.rfind("。", piece.view_start, figure.start), text.rfind("\n", piece.view_start, figure.start)) + 1
    sentence = max(sentence, piece.view_start)
    before = report.figures.between(max(sentence, figure.start - 160), figure.start, MONEY, PERCENT)
    edge = sentence
    for other in reversed(before):
        if text[other.end : other.end + 1] == "）" and text[other.end + 1 : figure.start].strip("，、") == "":
            continue  # （80%）87.2万元: the words stand before the parenthesis
        edge = other.end
        break
    head = max(own_words(text, sentence, figure.start), edge)
    if not _FILLER.sub("", text[head : figure.start]) and head > edge:
        head = max(own_words(text, sentence, head - 1), edge)
    bracket = text.rfind("（", head, figure.start)
    if bracket >= 0 and "）" not in text[bracket : figure.start] and _FILLER.sub("", text[bracket + 1 : figure.start]):
        head = bracket + 1
    return head, sentence


def _amount(report: Report, cues: Cues, stance: Stance, piece: Piece, figure: Figure, context: Context) -> Amount:
    text = report.text
    head, sentence = _head_start(report, piece, figure)
    words = text[head : figure.start]
    bare = _FILLER.sub("", words)
    start, end = report.span(head, figure.end)
    value_start, value_end = report.span(figure.start, figure.end)
    subject = report.subject_at(value_start)
    unit, per = (figure.unit.split("/", 1) + [""])[:2]
    change = _CHANGE.search(words[-16:]) if "结转" not in words[-8:] else None
    part = _part_of(report, piece, figure, head, sentence, context)
    blank = Amount(
        char_start=start,
        char_end=end,
        value_start=value_start,
        value_end=value_end,
        project_ordinal=subject,
        number=figure.number,
        unit=unit.removesuffix("整"),
        unit_basis="own",
        measure=None,
        category=None,
        fund_type=None,
        fund_level=None,
        fiscal_year=_year(report, piece, figure, head, sentence, context),
        label=bare[:60] or None,
        part_of_start=part.value_start if part is not None else None,
    )
    category, fund_type, fund_level = (
        cue.code if (cue := cues.last(dimension, head, figure.start)) else None
        for dimension in ("category", "fund_type", "fund_level")
    )
    if change is not None and part is None:
        return _change(blank, change, bare, category, fund_type, fund_level, context)
    measure = cues.last("measure", head, figure.start)
    code, strong = (measure.code, measure.strong) if measure else (None, False)
    if _THRESHOLD.search(words) and figure.operator in (">=", "<", "<=", ">"):
        code, strong, category = "other", True, None
    elif per or _PER.search(words) and code != "other":
        code, strong = ("unit_standard", True) if code != "other" else (code, strong)
    if part is not None:
        governed = part.measure
        if governed and (not strong or governed.startswith("budget") and code in ("revenue", "expenditure", "funding")):
            if not (governed == "carryover" and code is not None) and not (governed == "funding" and code in ("expenditure", "revenue")):
                code = governed
        category = category or (part.category if part.category in ("three_public",) else None)
        if part.fund_level == "superior" and not fund_level and not fund_type:
            fund_level = "superior" if subject is not None or not category else None
        if part.fund_type in ("general_public_budget", "government_fund", "state_capital") and not fund_type and not fund_level:
            fund_type = part.fund_type
    elif context.topic is not None and context.topic.char_start >= report.outline.view.starts[sentence]:
        topic = context.topic
        if not bare or category is None and fund_type is None and _only_measure(cues, text, head, figure.start):
            category = category or topic.category
            fund_type, fund_level = fund_type or topic.fund_type, fund_level or topic.fund_level
        if code is None and not bare:
            code = topic.measure
    context_start = max(sentence, figure.start - 60)
    if head > context_start and not report.figures.between(context_start, head, MONEY, PERCENT):
        code, category, fund_type, fund_level = _from_opening(
            cues, context_start, head, bare, code, category, fund_type, fund_level
        )
    code, category, fund_type = stance.complete(piece, figure, code, strong, category, fund_type, bare)
    if fund_type in ("general_public_budget", "government_fund", "state_capital"):
        fund_level = None if fund_level == "fiscal" else fund_level
    if category == "project" and subject is not None:
        category = None
    if category is None and subject is None and code in ("expenditure", "funding", "funds_received") and _names_one_fund(bare):
        category = "other"
    return replace(blank, measure=code, category=category, fund_type=fund_type, fund_level=fund_level)


def _change(
    blank: Amount,
    change: re.Match[str],
    bare: str,
    category: str | None,
    fund_type: str | None,
    fund_level: str | None,
    context: Context,
) -> Amount:
    """A difference: signed as worded; what it is about comes from its own words, else from the figure before it."""
    sign = -1 if _DOWN.match(change.group("word")) else 1
    last = context.last
    if last is not None and category is None and fund_type is None:
        category, fund_type, fund_level = last.category, last.fund_type, fund_level or last.fund_level
        year = blank.fiscal_year or last.fiscal_year
    else:
        year = blank.fiscal_year
        if last is not None and category == last.category:
            fund_type, fund_level = fund_type or last.fund_type, fund_level or last.fund_level
    return replace(
        blank, number=abs(blank.number) * sign, measure="change", category=category, fund_type=fund_type,
        fund_level=fund_level, fiscal_year=year, part_of_start=None,
    )  # fmt: skip


def _only_measure(cues: Cues, text: str, start: int, end: int) -> bool:
    """Tell whether the words before a figure name a measure and nothing else (支出决算为 …)."""
    rest = text[start:end]
    for cue in cues.between("measure", start, end):
        rest = rest.replace(text[cue.start : cue.end], "", 1)
    return len(_FILLER.sub("", rest)) <= 1


def _part_of(
    report: Report, piece: Piece, figure: Figure, head: int, sentence: int, context: Context
) -> Amount | None:
    """Return the amount that this one is stated to be a part of."""
    text = report.text
    if context.whole is None:
        return None
    whole_end = report.outline.view.find(context.whole.value_end - 1) + 1
    if context.whole.value_end <= piece.start:
        return context.whole if context.list_open and piece.mark is not None else None
    between = text[whole_end : figure.start]
    if not context.list_open or not _PART.search(between[:24]):
        return None
    if re.search(r"(?<![明细])(?:总支出|总收入|支出总计|收入总计|支出合计|本年支出|年末结转|年末结余|支出总额)", between) and "。" in between:
        return None
    if between.count("。") > (1 if re.match(r"[^。]{0,4}。(?:其中|具体|分别)", between) else 0) and "如下" not in between[:16]:
        return None
    return context.whole


def _from_opening(
    cues: Cues,
    start: int,
    end: int,
    bare: str,
    code: str | None,
    category: str | None,
    fund_type: str | None,
    fund_level: str | None,
) -> tuple[str | None, str | None, str | None, str | None]:
    """Take what the clause before says where the figure's own words are silent (……由区财政承担，资金 5 万元)."""
    if fund_level is None and fund_type is None:
        level = cues.last("fund_level", start, end)
        if level is not None and level.end > end - 24 and level.code not in ("fiscal", "superior"):
            fund_level = level.code
    if category is None:
        near = cues.last("category", start, end)
        if near is not None and near.code == "three_public":
            category = near.code
    if code is None:
        near = cues.last("measure", start, end)
        if near is not None and near.strong and near.code != "other" and len(bare) <= 1:
            code = near.code
    return code, category, fund_type, fund_level


def _names_one_fund(bare: str) -> bool:
    match = re.search(r"([\u4e00-\u9fff、]{3,})(?:补助|奖补|专项|保障机制|转移支付|补贴|保险)(?:资金|经费|补助)?(?:支出|发放|拨付)?$", bare)
    return bool(match) and not re.search(r"^(?:一般性|专项|共同财政事权|均衡性)?转移支付", bare)


def _year(
    report: Report, piece: Piece, figure: Figure, head: int, sentence: int, context: Context
) -> int | None:
    """The year that the figure's clause names, else the one that opens its sentence; a year of comparison is none."""
    text = report.text
    for low, high in ((head, figure.start), (sentence, min(sentence + 14, head))):
        for token in reversed(report.figures.between(low, high, YEAR, DATE)):
            if token.year is None or token.end > high:
                continue
            if low == sentence and token.kind == DATE:
                continue
            if _COMPARED.search(text[max(low, token.start - 3) : token.start]) or text[token.start - 1 : token.start] in ("到", "至"):
                continue
            if low == sentence and low != head and token.start - sentence > 6:
                continue
            return token.year
    last = context.last
    if last is not None and last.fiscal_year is not None and last.char_start >= report.outline.view.starts[sentence]:
        return last.fiscal_year
    return None
