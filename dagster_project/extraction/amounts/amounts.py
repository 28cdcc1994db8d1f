"""Amounts of money in sentences: which words govern a figure, and what it inherits from the list, sentence or heading.

The grammar: a figure's own words stand between it and the figure or stop before it; what they leave open comes from the
whole of its list (其中, 如下), from the figure before it (for a change), from the clause that opens the sentence, and last
from the heading. Tables belong to amount_tables.py, percentages to ratios.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from dagster_project.extraction.amounts.amount_changes import (
    another_change,
    change_by_reason,
    change_in,
    is_held_against,
    is_same_class,
    read_change,
    read_prior,
)
from dagster_project.extraction.amounts.amount_inheritance import (
    complete_as,
    follow_item,
    inherit_from_list,
    inherit_from_topic,
    keep_to_governor,
    mend,
    reckons,
    share_of_issued,
    share_with,
)
from dagster_project.extraction.amounts.amount_lists import (
    BASIC_PARTS,
    OF_OTHERS,
    Context,
    name_range,
    part_of,
)
from dagster_project.extraction.amounts.amount_measures import is_threshold, read_measure
from dagster_project.extraction.amounts.amount_words import (
    NAMED_BUDGETS,
    Statement,
    names_arranged_use,
    names_funds,
    names_item,
    names_use,
    names_use_of_list,
    read_classes,
    read_opening,
    read_words,
    year_in_name,
)
from dagster_project.extraction.amounts.amount_years import prior_year, year_of
from dagster_project.extraction.amounts.carried_lists import CarriedList, OpenedFund, PublicFund, heads_items
from dagster_project.extraction.amounts.money_pieces import ends_of_range, figures, texts
from dagster_project.extraction.amounts.ratios import ratios_of
from dagster_project.extraction.amounts.stances import EXPENSES, Stance, stance_of
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import Amount, Ratio
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues, leading_level
from dagster_project.extraction.words.figures import PERCENT, Figure

_SPLIT_AFTER = re.compile(
    r"[，（(]\s?其中[：:]?[^，。；\d]{0,16}(?:中央|省|市|县|区|国债|上级|本级|地方)[^，。；\d]{0,10}\d?"
)
_NO_OWN_MONEY = (None, "unit_standard", "other")  # a price is not the fund's money
_SHARED_OUT = ("funding", "funds_received", "expenditure")
_ADDED = re.compile(
    r"加(?:上|：)?(?:上级|安排|补充|预计|转移|调[入出]|上年|税收|返还|动用|地方|一般|专项|新增|上解|债)"
)  # 加上级补助收入80万元
# 分征收部门完成情况为：税务局完成 …; 从收入结构看，…
_BREAKS_DOWN = re.compile(
    r"(?:分|按|从)(?:收入)?(?:[结机]构|征收|部门|级次|层级|税种|科目|分类)[^，。；：\d]{0,10}[：，]"
)
_DETAILS = re.compile(r"(?:如下|具体|明细)[^，。；]{0,6}：$")
_TRANSFERRED = re.compile(r"(?:转移支付|专项|财政拨款)[共计为约]*$")
# 其中道路建设项目支付1531万元: a project of the report by a part of its name, and what was done with its money.
_OF_PROJECT = re.compile(
    r"[，、；]?(?:其中[：:]?|是)?(?P<name>[^，。；：、\d]{3,30}?(?:项目|工程|资金|经费|专项|补助|补贴|费))"
    r"(?:实际|累计|已|共|全年|本年|年初|完成)*(?:支付|支出|拨付|投入|安排|到位|下达|预算|执行|使用)(?:资金|数|了)?[为共计]*$"
)


def find_amounts(report: Report) -> Iterator[Amount | Ratio]:
    """Yield the amounts and the percentages about money that the report's sentences state."""
    cues = Cues(report.text)
    stance = stance_of(report, cues)
    carried = CarriedList()
    public = PublicFund(report)
    funds = OpenedFund(report, cues)
    topic: Amount | None = None  # of the piece before
    revenue: Amount | None = None  # of a named budget, which further pieces may break down
    named: int | None = None  # where the piece before names the budget item that this one is about
    pieces = list(texts(report))
    for piece, following in zip_longest(pieces, pieces[1:]):
        if stance.is_indicator_text(piece):
            continue
        context = Context(last_end=piece.view_start, fund=funds.over(piece))
        if revenue is not None and _BREAKS_DOWN.match(report.text, report.outline.after_mark(piece)):
            context.fund, context.broken_down = context.fund or revenue.fund_type, True
        context.issued = topic if topic is not None and topic.measure == "funds_received" else None
        if carried.reaches(piece) and carried.whole is not None:
            context.lists.append((carried.whole, True))
            context.headed = carried.headed
        elif carried.noted:
            context.noted = carried.whole
        elif topic is not None and report.text.startswith("其中", report.outline.after_mark(piece)):
            context.lists.append((topic, False))
        opening = report.outline.after_mark(piece)
        if topic is not None and topic.category == "basic" and BASIC_PARTS.match(report.text, opening):
            context.lists.append((topic, False))
            basic = topic
        else:
            basic = None
        topic = None
        if piece.mark is None and named is not None:
            opening = named
        named = opening if names_item(report, piece) else None
        for figure in figures(report, piece, context):
            if figure.kind == PERCENT:
                for ratio in ratios_of(report, piece, figure, context.last):
                    yield stance.dated(piece, ratio)
            elif not stance.is_indicator_money(piece, figure):
                amount = public.applied(piece, _amount(report, cues, stance, piece, figure, context, opening))
                amount = context.in_its_brackets(report.text, figure, stance.dated(piece, amount))
                yield from ends_of_range(report, amount, figure)
                if context.item is None or "；" in report.text[context.last_end : figure.start]:
                    context.item = amount
                context.last_end = figure.end
                context.latest_year = max(context.latest_year, amount.fiscal_year or 0)
                if context.compared:
                    continue
                if amount.measure != "change" and (context.topic is None or amount.part_of_start is None):
                    context.topic = amount
                if amount.part_of_start is None and amount.measure not in ("change", "carryover"):
                    context.stated = amount
                if amount.measure != "change":
                    context.opened = context.opened or amount
                    context.added = context.added or _ADDED.match(amount.label or "") is not None
                    context.siblings += amount.part_of_start is None
                    context.parts += amount.part_of_start is not None
                context.last = amount
                if amount.measure == "revenue" and amount.fund_type in NAMED_BUDGETS:
                    revenue = amount
                if amount.measure == "funds_received":
                    context.issued = amount
        topic = basic or context.topic
        if context.last is None:
            funds.note(piece)
        begin = report.outline.after_mark(piece)
        if context.last is not None and heads_items(report.text, piece, begin, following):
            carried.open(context.last, piece, headed=True)
            continue
        tail = report.text[max(context.last_end, piece.view_end - 16) : piece.view_end]
        if tail.endswith("：") and context.last is not None:
            whole = context.last if context.last.measure != "change" else context.topic
            if (
                whole is not None
                and whole.part_of_start is not None
                and "。" in report.text[context.last_end : piece.view_end]
            ):
                whole = context.topic  # …，其中基金预算5万元。重点项目如下：: a sentence of its own, about the whole
            if (
                whole is not None
                and whole.measure == "carryover"
                and "。" in report.text[context.last_end : piece.view_end]
            ):
                whole = context.stated or whole  # 收入预算80万元，上年结转5万元。其中：
            if _DETAILS.search(tail) and max(context.siblings, context.parts) > 1:
                # 具体情况如下： after a list tells the list again, but for the projects behind their sum
                topic, opened = context.topic, context.opened
                of_projects = topic is not None and opened is not None and topic.category == "project"
                # 批复项目预算5万元，到位4万元。各项目情况如下： the items tell both, each with its own words
                alike = topic is not None and opened is not None and topic.measure == opened.measure
                whole = topic if of_projects and alike else None
            carried.open(whole, piece)


def _is_item_of(said: Statement, part: Amount | None, context: Context) -> bool:
    """Tell whether a figure is an item of a list whose whole is of no class, so that its name is that of a use."""
    if part is not None:
        return part.category in (None, "total")
    return context.governor is not None and not said.bare.endswith("资金")  # 下达我县衔接资金90万元 is all of it


def _amount(
    report: Report, cues: Cues, stance: Stance, piece: Piece, figure: Figure, context: Context, opening: int
) -> Amount:
    said = read_words(report, cues, piece, figure, opening)
    own = name_range(report.text, said.head, figure, context)
    start, end = report.span(said.head, figure.end)
    value_start, value_end = report.span(figure.start, figure.end)
    subject = report.subject_at(value_start)
    if own != (said.head, figure.start):
        subject = report.named(report.text[slice(*own)]) or subject
    elif subject is None and report.projects and (of_project := _OF_PROJECT.match(said.words)) is not None:
        subject = report.meant(of_project.group("name"))
    part = part_of(report.text, figure, context)
    blank = Amount(
        char_start=start,
        char_end=end,
        value_start=value_start,
        value_end=value_end,
        project_ordinal=subject,
        number=figure.number,
        unit=figure.unit.split("/", 1)[0].removesuffix("整"),
        unit_basis="own",
        measure=None,
        category=None,
        fund_type=None,
        fund_level=None,
        fiscal_year=year_in_name(report, said, own) or year_of(report, said, context.last),
        label=said.words.strip("，。：、；（） ")[-60:] or None,
        part_of_start=part.value_start if part is not None else None,
    )
    read_classes(report, cues, said, own, subject)
    context.compared = False
    another = another_change(report, said, blank, context)
    if another is not None:
        return another
    change = change_in(said, part, context.last)
    if change is not None:
        return read_change(report, cues, said, change, blank, context)
    compared_with = context.last
    if compared_with is not None and compared_with.measure == "change":
        compared_with = context.topic
    prior = read_prior(report, said, blank, compared_with, context)
    # The difference that follows is one of the amount named last: of the whole, where the year before's is named as such.
    of_whole = prior is not None and compared_with is not None and not is_same_class(prior, compared_with)
    context.compared = prior is not None and not of_whole
    if prior is not None:
        return prior
    context.compared = is_held_against(report, said, context.last) or prior_year(report, said, context.last) is not None
    read_measure(report, cues, said, own, context.last_end)
    reasoned = change_by_reason(report, said, blank, context)
    if reasoned is not None:
        return reasoned
    context.reasoned = False
    complete_as(said, context.last, report.outline.view.starts[said.sentence])
    if context.broken_down and said.measure is None and said.words.endswith("完成"):
        said.measure, said.strong = "revenue", True
    share_of_issued(report, said, context)
    if keep_to_governor(report, cues, said, subject, part, context):
        part, blank = None, replace(blank, part_of_start=None)
    sentence_start = report.outline.view.starts[said.sentence]
    of_projects = part is not None and part.category == "project" and subject is not None
    if of_projects and not said.strong and report.named(said.words) == subject:
        said.measure = None  # 经费 in the name of a listed project says nothing of the list's measure
    if part is not None and not inherit_from_list(said, part, subject, context, sentence_start):
        part, blank = None, replace(blank, part_of_start=None)
    if part is not None and blank.fiscal_year is None:
        blank = replace(blank, fiscal_year=part.fiscal_year)
    if context.last is not None and context.last.measure == "unit_standard" and reckons(said):
        blank = replace(blank, part_of_start=None)  # 每人2400元，计64万元: the item's own sum once more
    if context.compared and "总计" not in said.words:
        share_with(said, context.last)
    elif part is None and not context.compared:
        inherit_from_topic(said, context, sentence_start)
    if said.measure is None and "；" in report.text[context.last_end : said.head]:
        follow_item(said, context, sentence_start)
    mend(said, context, sentence_start)
    read_opening(report, cues, said, max(said.sentence, context.last_end, figure.start - 60))
    if said.measure is None and subject is not None and report.named(said.words) == subject:
        said.measure = "funding"  # a project with its sum and nothing between them
    if said.no_fund and _SPLIT_AFTER.match(report.text, figure.end):
        said.fund_level = "all"  # the whole of a split by funding level belongs to no level
    if said.measure == "carryover" and said.no_fund and context.added and context.opened is not None:
        said.fund_type = context.opened.fund_type  # 收入完成9亿元，加上…；结转下年1亿元: of the same budget
    spent = part is not None and said.measure == part.measure == "expenditure"
    if said.no_fund and part is None:
        said.fund_type = context.fund
    stance.complete(piece, said, listed=part is not None)
    if subject is None and said.no_fund and said.measure in (None, *_SHARED_OUT):
        said.fund_level = stance.level(piece.section_no)
    if spent:
        said.measure = "expenditure"  # a budget tells what was 实际支出, and 含 … of it
    if said.category == "project" and subject is not None:
        said.category = None
    if (
        stance.kind == "budget"
        and said.measure == "funding"
        and not said.strong
        and report.named(said.words) == subject
    ):
        said.measure = "budget_initial" if subject is not None else said.measure
    if said.category is None and subject is None and said.measure in ("expenditure", "funding", "funds_received"):
        is_use = (_is_item_of(said, part, context) and names_use_of_list(said)) or names_arranged_use(said)
        said.category = "other" if is_use or names_funds(said) else None
    if said.category is None and subject is None and said.measure == "budget_initial" and names_use(said):
        said.category = "other"
    if said.measure is None and said.fund_level in (*OF_OTHERS, "fiscal") and _TRANSFERRED.search(said.words):
        said.measure = (
            "funding"  # 中央转移支付5万元、自治区专项2万元、财政拨款3万元: named by what it is, without a verb
        )
    last = context.last
    if (
        said.measure is None
        and said.category in EXPENSES
        and last is not None
        and last.category in (*EXPENSES, "other")
    ):
        same_sentence = last.char_start >= sentence_start and last.measure in ("expenditure", "budget_initial")
        said.measure = last.measure if same_sentence else None  # 工资福利支出 …，对个人和家庭的补助 …
    if (
        said.fund_level is None
        and said.fund_type is None
        and part is None
        and said.measure in ("expenditure", "funds_received")
    ):
        said.fund_level = context.level_in(sentence_start)
    if said.measure in ("funds_received", "funding") and said.fund_type is None and part is None:
        context.levels.append((value_start, said.fund_level))
    if said.fund_level is None and said.fund_type is None and subject is not None and said.measure not in _NO_OWN_MONEY:
        said.fund_level = leading_level(report.projects[subject - 1].project_name)
    level = None if said.fund_type in NAMED_BUDGETS else said.fund_level
    context.compared = context.compared or (said.measure == said.category == "other" and is_threshold(said))
    return replace(blank, measure=said.measure, category=said.category, fund_type=said.fund_type, fund_level=level)
