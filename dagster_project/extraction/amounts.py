"""Amounts of money in sentences: which words govern a figure, and what it inherits from the list, sentence or heading.

The grammar: a figure's own words stand between it and the figure or stop before it; what they leave open comes from the whole of
its list (其中, 如下), from the figure before it (for a change), from the clause that opens the sentence, and last from the
heading. Tables belong to amount_tables.py, percentages to ratios.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dagster_project.extraction.amount_cues import Cues
from dagster_project.extraction.amount_tables import money_cells
from dagster_project.extraction.figures import DATE, MONEY, PERCENT, YEAR, Figure
from dagster_project.extraction.outline import Piece
from dagster_project.extraction.ratios import ratio_of
from dagster_project.extraction.records import Amount, Indicator, Ratio, Record
from dagster_project.extraction.report import Report
from dagster_project.extraction.stances import Stance, stance_of

_FILLER = re.compile(
    r"[的为是共计约了合其中:：，、（）()\s]|达到|达|左右|总计|合计|共计|总额|金额|数|已|均|各|全部|分别|具体|情况|如下|包括|含|人民币|等|和|与|及|又|还|总|全年|年度|本年|当年|实际|即|\d+年|^\d+[.、]"
)
_PART = re.compile(r"其中|按[^，。；]{0,6}分类|以下方面|主要用于(?=：)|(?<![不])包括|(?<![不包])含(?!税)|分别为|分别是|如下|分为|由.{0,12}组成|构成")
_COMPARED = re.compile(r"(?:比|较|同比|与|相比|对比|环比)")
_UP = re.compile(r"增加|增长|上升|提高|增幅|上涨|新增|调增|增支|增收|追加|多(?!于|次|项|个|种|家|方|年)")
_DOWN = re.compile(r"减少|下降|降低|下滑|压减|减幅|缩减|回落|核减|调减|降幅|少(?!于)|节约|压缩|降")
_CHANGE = re.compile(
    r"(?P<word>增加|增长|上升|提高|上涨|新增|调增|增支|追加|核增|核减|多|减少|下降|降低|下滑|压减|缩减|回落|调减|压缩|少|增幅|降幅|降|增)"
    r"(?:（[^（）]{1,8}）)?(?:额|数|金额|了|幅度|支出|收入|预算|预算指标|指标|资金|经费|财政拨款|率|到)?[为约是：达共近]{0,2}$"
)
_FUND_NAME = re.compile(r"[\u4e00-\u9fff]{3,}(?:补助|奖补|专项|补贴|保险)(?:资金|经费|补助)?(?:支出|发放|拨付)?$")
_TRANSFER = re.compile(r"(?:一般性|专项|共同财政事权|均衡性)转移支付(?:资金)?$")
_OWN_FUND = re.compile(r"(?:资金|经费|补助)[为共计约]*$")
_EXECUTED = re.compile(r"决算|执行|实际|完成")
_PRIOR = re.compile(r"(?:比|较|与|同)(?:上年|去年|上一年|(?:19|20)\d{2}年)(?:度)?(?:决算|预算|支出|收入|同期)?(?:数)?的?$")
_CODED = re.compile(r"（\d{3,7}）(?:支出)?[为共]?$")
_PAID_AFTER = re.compile(r"(?:已|已经)?于[^，。；]{4,16}(?:全部|全额)?(?:支付|支出|付清|发放)")
_INVOLVES = re.compile(r"(?:共计?|总计?|合计)?涉及")
_NAMES_TOTAL = re.compile(r"(?:支出|收入|预算|决算)(?:总额|总计|合计)?(?:比|较|与)")
_INSURED = re.compile(r"保险金额|保额|赔偿|限额|赔付|理赔")
_NAMED_BUDGETS = ("general_public_budget", "government_fund", "state_capital")
_SAME_ACCOUNT = re.compile(r"^(?:\d{4}年?)?(?:本年|年末|年初|当年|上年)?(?:收入|支出|结转|结余)")
_SPLIT_AFTER = re.compile(r"[，（(]\s?其中[：:]?[^，。；\d]{0,16}(?:中央|省|市|县|区|国债|上级|本级|地方)[^，。；\d]{0,10}\d?")
_PAYS_BEFORE = re.compile(r"(?:由|为|属于?|使用)$")
_PAYS_AFTER = re.compile(r"(?:政府)?(?:共同)?(?:承担|负担|配套|出资|全额保障|安排|解决)")
_THRESHOLD = re.compile(r"单价|单位价值|单台|单件|价值|限额|标准以上|起点")
_PER = re.compile(r"每(?!年|月|季|天|日|周)[\u4e00-\u9fff]{1,4}|人均|户均|单价|/")


@dataclass(slots=True)
class Context:
    """What the figures before have settled: the open lists (their wholes, innermost last), the last figure, the sentence's topic.

    A list opened by 其中 ends with its sentence; one opened by 如下 or by a piece that ends in a colon goes on.
    """

    lists: list[tuple[Amount, bool]] = field(default_factory=list)
    respective: list[tuple[int, int]] = field(default_factory=list)  # names still to be matched by 分别
    last: Amount | None = None
    last_end: int = 0
    topic: Amount | None = None


def find_amounts(report: Report) -> Iterator[Amount | Ratio]:
    """Yield the amounts and the percentages about money that the report's sentences state."""
    cues = Cues(report.text)
    stance = stance_of(report, cues)
    carried: Amount | None = None
    opener: str | None = None  # the mark of the piece that ends in a colon, and that of the items below it
    item: str | None = None
    for piece in _texts(report):
        if stance.is_indicator_text(piece):
            continue
        if carried is not None and not _is_item(piece, opener, item):
            carried = None
        item = item or (piece.mark.kind if carried is not None and piece.mark is not None else None)
        context = Context(last_end=piece.view_start)
        if carried is not None:
            context.lists.append((carried, True))
        for figure in report.figures.between(piece.view_start, piece.view_end, MONEY, PERCENT):
            if figure.kind == PERCENT:
                ratio = ratio_of(report, piece, figure, context.last)
                if ratio is not None:
                    yield ratio
            elif not stance.is_indicator_money(piece, figure):
                amount = _amount(report, cues, stance, piece, figure, context)
                yield amount
                if amount.measure != "change" and (context.topic is None or amount.part_of_start is None):
                    context.topic = amount
                context.last, context.last_end = amount, figure.end
        tail = report.text[max(context.last_end, piece.view_end - 16) : piece.view_end]
        if tail.endswith("：") and context.last is not None:
            whole = context.last if context.last.measure != "change" else context.topic
            carried, opener, item = whole, piece.mark.kind if piece.mark is not None else None, None


def find_unplaced(report: Report, records: list[Record]) -> Iterator[Amount]:
    """Yield the amounts of money that no rule placed, so that no figure is lost: their measure stays open."""
    placed = sorted(
        (record.char_start, record.char_end) if isinstance(record, Indicator) else (record.value_start, record.value_end)
        for record in records
        if isinstance(record, Amount | Indicator)
    )
    starts = [start for start, _ in placed]
    ends: list[int] = []
    for _, end in placed:
        ends.append(max(end, ends[-1]) if ends else end)
    for figure in report.figures.between(0, len(report.text), MONEY):
        start, end = report.span(figure.start, figure.end)
        before = bisect_right(starts, start) - 1
        if before >= 0 and ends[before] > start:
            continue
        unit = figure.unit.split("/", 1)[0].removesuffix("整")
        yield Amount(
            char_start=start, char_end=end, value_start=start, value_end=end, project_ordinal=report.subject_at(start),
            number=figure.number, unit=unit, unit_basis="own", measure=None, category=None, fund_type=None, fund_level=None,
            fiscal_year=None, label=None, part_of_start=None,
        )  # fmt: skip


def _texts(report: Report) -> Iterator[Piece]:
    """Yield the pieces of text and the cells that hold sentences, in order."""
    cells = []
    for cell in money_cells(report):
        view_start, view_end = report.cell_range(cell)
        cells.append(Piece(cell.start, cell.end, "text", None, view_start, view_end, view_start, view_start))
    yield from sorted([*report.pieces(), *cells], key=lambda piece: piece.start)


def _is_item(piece: Piece, opener: str | None, item: str | None) -> bool:
    """Tell whether a piece goes on with the list that a colon opened."""
    if piece.mark is None:
        return item is None
    return piece.mark.kind != opener and item in (None, piece.mark.kind)


def _respective(text: str, head: int, figure: Figure, context: Context) -> tuple[int, int]:
    """Return the range that names a figure: for A、B、C分别为 X、Y、Z the name in the same place of the list."""
    if context.respective:
        if re.fullmatch(r"[、，和及以与]+", text[context.last_end : figure.start]):
            return context.respective.pop(0)
        context.respective.clear()
    split = text.rfind("分别", head, figure.start)
    if split > head:
        begin = text.rfind("：", head, split) + 1 or head
        names = []
        at = begin
        for match in [*re.finditer(r"[、和及与]|以及", text[begin:split])]:
            names.append((at, begin + match.start()))
            at = begin + match.end()
        names.append((at, split))
        context.respective = names[1:]
        return names[0]
    return head, figure.start


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
    head = max(report.own_words(sentence, figure.start), edge)
    if not _FILLER.sub("", text[head : figure.start]) and head > edge:
        head = max(report.own_words(sentence, head - 1), edge)
    bracket = text.rfind("（", head, figure.start)
    if bracket >= 0 and "）" not in text[bracket : figure.start] and _FILLER.sub("", text[bracket + 1 : figure.start]):
        head = bracket + 1
    return head, sentence


def _amount(report: Report, cues: Cues, stance: Stance, piece: Piece, figure: Figure, context: Context) -> Amount:
    text = report.text
    head, sentence = _head_start(report, piece, figure)
    words = text[head : figure.start]
    own = _respective(text, head, figure, context)
    bare = _FILLER.sub("", words)
    start, end = report.span(head, figure.end)
    value_start, value_end = report.span(figure.start, figure.end)
    subject = report.subject_at(value_start)
    unit, per = (figure.unit.split("/", 1) + [""])[:2]
    change = _CHANGE.search(words[-16:]) if "结转" not in words[-8:] else None
    part = _part_of(report, figure, context)
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
        cue.code if (cue := cues.governing(dimension, *own)) else None
        for dimension in ("category", "fund_type", "fund_level")
    )
    if own[1] != figure.start and category is None and report.subject_at(value_start) is None:
        category = "other"  # works named side by side, each with its sum
    if _CODED.search(words):
        category = category or "other"  # 行政运行（2010801）: a budget item by its code
    if change is not None and (part is None or _COMPARED.search(words)):
        if len(bare) <= 4 and sentence < head and not report.figures.between(max(sentence, figure.start - 60), head, MONEY):
            opening = (max(sentence, head - 40), head)  # 财政拨款收支与上年相比，增加…: the clause before names the thing
            category, fund_type, fund_level = (
                own_code or (cue.code if (cue := cues.governing(dimension, *opening)) else None)
                for own_code, dimension in ((category, "category"), (fund_type, "fund_type"), (fund_level, "fund_level"))
            )
        return _change(blank, change, words, category, fund_type, fund_level, context)
    measure = cues.governing("measure", head, figure.start)
    if own != (head, figure.start):
        measure = cues.governing("measure", min(context.last_end, head), head + 1) if measure is None else measure
        if measure is None or not measure.strong:
            measure = cues.governing("measure", *own) or measure
    code, strong = (measure.code, measure.strong) if measure else (None, False)
    if any(cue.strong and cue.code == "other" for cue in cues.between("measure", head, figure.start)) and not strong:
        code, strong = "other", True
    if code in ("revenue", "expenditure") and not _EXECUTED.search(words):
        budgets = [cue for cue in cues.between("measure", head, figure.start) if cue.code.startswith("budget") and cue.end - cue.start > 2]
        code = budgets[-1].code if budgets else code  # 年初预算收入总额 is budget, not revenue
    if not strong and _PAID_AFTER.match(text, figure.end):
        code, strong = "expenditure", True
    if _PRIOR.search(words) and context.last is not None:
        return _prior(blank, _PRIOR.search(words), context.last)
    if _THRESHOLD.search(words) and figure.operator in (">=", "<", "<=", ">"):
        code, strong, category = "other", True, "other"
    elif _INSURED.search(words):
        code, strong = "other", True
    elif per or _PER.search(words):
        code, strong = ("unit_standard", True)
    bare_fund = fund_type is None and fund_level is None
    last = context.last
    same_sentence = last is not None and last.char_start >= report.outline.view.starts[sentence]
    only_measure = not bare or _only_measure(cues, text, head, figure.start)
    if part is not None:
        is_part, code = _governed(part, code, strong, words)
        goes_on = context.lists[-1][1]
        if bare_fund and part.fund_type in _NAMED_BUDGETS:
            fund_type = part.fund_type
        if bare_fund and part.fund_level == "superior" and goes_on and subject is not None and code in ("funds_received", "expenditure"):
            fund_level = "superior"
        if not is_part:
            if not goes_on:
                context.lists.clear()
            part = None
            blank = replace(blank, part_of_start=None)
        else:
            if category is None and (part.category == "three_public" or part.category == "other" and "采购" in (part.label or "")):
                category = part.category
            if category is None and only_measure and same_sentence and last is not None:
                category = last.category
            if bare_fund and part.fund_level == "superior" and code == "funds_received":
                fund_level = "superior"
    topic = context.topic
    if part is None and topic is not None and only_measure:
        in_sentence = topic.char_start >= report.outline.view.starts[sentence]
        if in_sentence or topic.category in ("other", "three_public"):
            if category is None and bare_fund and code not in ("unit_standard", "other"):
                fund_type, fund_level = topic.fund_type, topic.fund_level
            category = category or topic.category
        if in_sentence and code is None and not bare:
            code = topic.measure
    if part is None and topic is not None and bare_fund and not only_measure and topic.fund_type in _NAMED_BUDGETS:
        if topic.char_start >= report.outline.view.starts[sentence] and _SAME_ACCOUNT.search(words):
            fund_type = topic.fund_type
    if category == "three_public" and topic is not None and topic.category == category and fund_type is None:
        fund_type = topic.fund_type if topic.fund_type in _NAMED_BUDGETS else None
    if code == "funding" and not strong and last is not None and same_sentence and last.measure in (None, "other"):
        if not re.search(r"资金|经费|费用|补助|投资|总", words):
            code = None  # a further item of a price list
    opening = max(sentence, context.last_end, figure.start - 60)
    if opening < head:
        code, category, fund_level = _from_opening(report, cues, opening, head, only_measure, code, category, fund_type, fund_level)
    if _SPLIT_AFTER.match(text, figure.end) and fund_level is None and fund_type is None:
        fund_level = "all"  # the whole of a split by funding level belongs to no level
    code, category, fund_type = stance.complete(piece, code, strong, category, fund_type, fund_level, bare)
    if fund_type in _NAMED_BUDGETS:
        fund_level = None if fund_level == "fiscal" else fund_level
    if category == "project" and subject is not None:
        category = None
    if category is None and subject is None and code in ("expenditure", "funding", "funds_received") and _names_funds(words, bare):
        category = "other"
    return replace(blank, measure=code, category=category, fund_type=fund_type, fund_level=fund_level)


def _change(
    blank: Amount,
    change: re.Match[str],
    words: str,
    category: str | None,
    fund_type: str | None,
    fund_level: str | None,
    context: Context,
) -> Amount:
    """A difference: signed as worded; what it is about comes from its own words, else from the figure before it."""
    sign = -1 if _DOWN.match(change.group("word")) else 1
    last = context.last
    if last is not None and last.part_of_start is not None and _NAMES_TOTAL.search(words[: change.start()]):
        last = context.topic or last
    if last is not None and category is None and fund_type is None and fund_level is None:
        category, fund_type, fund_level = last.category, last.fund_type, fund_level or last.fund_level
        year = blank.fiscal_year or last.fiscal_year
    else:
        year = blank.fiscal_year
        if last is not None and category == last.category:
            fund_type, fund_level = fund_type or last.fund_type, fund_level or last.fund_level
    if fund_type in _NAMED_BUDGETS:
        fund_level = None
    return replace(
        blank, number=abs(blank.number) * sign, measure="change", category=category, fund_type=fund_type,
        fund_level=fund_level, fiscal_year=year, part_of_start=None,
    )  # fmt: skip


def _prior(blank: Amount, match: re.Match[str] | None, last: Amount) -> Amount:
    """The amount of the year before, named for comparison (比上年 13.5 万元减少 …): the same thing, another year."""
    named = re.search(r"(?:19|20)\d{2}", match.group()) if match else None
    year = int(named.group()) if named else last.fiscal_year - 1 if last.fiscal_year else None
    return replace(
        blank, measure=last.measure, category=last.category, fund_type=last.fund_type, fund_level=last.fund_level,
        fiscal_year=year, part_of_start=None,
    )  # fmt: skip


def _only_measure(cues: Cues, text: str, start: int, end: int) -> bool:
    """Tell whether the words before a figure name a measure and nothing else (支出决算为 …)."""
    rest = text[start:end]
    for cue in cues.between("measure", start, end):
        rest = rest.replace(text[cue.start : cue.end], "", 1)
    return len(_FILLER.sub("", rest)) <= 1


def _part_of(report: Report, figure: Figure, context: Context) -> Amount | None:
    """Return the amount that this one is stated to be a part of, opening and closing lists on the way."""
    between = report.text[context.last_end : figure.start]
    if "。" in between:
        while context.lists and not context.lists[-1][1]:
            context.lists.pop()
    if "）" in between and "（" not in between and len(context.lists) > 1 and not context.lists[-1][1]:
        context.lists.pop()  # a list inside parentheses ends with them
    opening = _PART.search(between)
    if opening is not None and "。" in between[opening.end() :] and opening.group() not in ("如下", "以下方面"):
        opening = None  # what a sum includes, listed in words
    if opening is not None and context.last is not None:
        whole = context.last if context.last.measure != "change" else context.topic
        if whole is not None and between.count("。") <= 1:
            context.lists.append((whole, opening.group() in ("如下", "包括", "以下方面")))
    return context.lists[-1][0] if context.lists else None


def _governed(part: Amount, code: str | None, strong: bool, words: str) -> tuple[bool, str | None]:
    """Tell whether a listed figure keeps the measure of its whole, and which measure it has.

    A part of a budget stays budget although it is called 收入 or 支出; an amount with a strong word of another kind is no part.
    """
    whole = part.measure
    if whole is None or whole == "other":
        return True, code
    if whole.startswith("budget"):
        if strong and code in ("expenditure", "funds_received", "carryover", "unit_standard", "other", "budget_initial", "budget_adjusted"):
            return code in ("budget_initial", "budget_adjusted"), code
        return True, whole
    if strong and code != whole:
        return False, code
    if whole == "carryover" and code is not None:
        return False, code
    if whole in ("revenue", "expenditure") and code in ("revenue", "expenditure") and code != whole:
        return False, code
    if whole == "funding" and code in ("expenditure", "revenue"):
        return True, code
    if whole == "expenditure" and code == "funding" and _OWN_FUND.search(words):
        return True, code
    return True, whole


def _from_opening(
    report: Report,
    cues: Cues,
    start: int,
    end: int,
    only_measure: bool,
    code: str | None,
    category: str | None,
    fund_type: str | None,
    fund_level: str | None,
) -> tuple[str | None, str | None, str | None]:
    """Take what the clause before says where the figure's own words are silent (……由区财政承担，资金 5 万元)."""
    text = report.text
    if fund_level is None and fund_type is None:
        level = cues.last("fund_level", start, end)
        if level is not None and (
            _PAYS_BEFORE.search(text[max(start, level.start - 3) : level.start])
            or _PAYS_AFTER.match(text, level.end)
            or "配套" in text[level.start : level.end]
        ):
            fund_level = level.code
    if category is None:
        near = cues.last("category", start, end)
        if near is not None and (near.code == "three_public" or only_measure):
            category = near.code
        elif _INVOLVES.match(text, end) and re.search(r"项目[^，。；]{0,6}\d+个|\d+个[^，。；]{0,4}项目", text[start:end]):
            category = "project"
    if code is None and only_measure:
        near = cues.last("measure", start, end)
        if near is not None and near.strong and near.code != "other":
            code = near.code
    return code, category, fund_level


def _names_funds(words: str, bare: str) -> bool:
    """Tell whether a figure of the whole department is about single funds (a 科目-like name, or several with their sum)."""
    if words.count("、") >= 2 and re.search(r"[合共总]计", words):
        return True
    match = _FUND_NAME.search(bare)
    return match is not None and not _TRANSFER.search(bare)


def _year(
    report: Report, piece: Piece, figure: Figure, head: int, sentence: int, context: Context
) -> int | None:
    """The year that the figure's clause names, else the one that opens its sentence; a year of comparison is none."""
    text = report.text
    last = context.last
    in_sentence = last is not None and last.char_start >= report.outline.view.starts[sentence]
    for low, high in ((head, figure.start), (sentence, min(sentence + 14, head))):
        if low == sentence and low != head and in_sentence and last is not None and last.fiscal_year is not None:
            return last.fiscal_year
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
    return last.fiscal_year if in_sentence and last is not None else None
