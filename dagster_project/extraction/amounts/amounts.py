"""Amounts of money in sentences: which words govern a figure, and what it inherits from the list, sentence or heading.

The grammar: a figure's own words stand between it and the figure or stop before it; what they leave open comes from the
whole of its list (其中, 如下), from the figure before it (for a change), from the clause that opens the sentence, and last
from the heading. Here belongs the way through the pieces of a report and what they hand on to each other; the way of one
figure belongs to amount_readings.py, tables to amount_tables.py, percentages to ratios.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from dagster_project.extraction.amounts.amount_context import Context
from dagster_project.extraction.amounts.amount_gaps import RULES
from dagster_project.extraction.amounts.amount_lists import BASIC_PARTS
from dagster_project.extraction.amounts.amount_readings import difference, inherit, reading_of
from dagster_project.extraction.amounts.amount_words import NAMED_BUDGETS, names_item
from dagster_project.extraction.amounts.carried_lists import CarriedList, OpenedFund, PublicFund, heads_items
from dagster_project.extraction.amounts.money_pieces import ends_of_range, figures, texts
from dagster_project.extraction.amounts.ratios import ratios_of
from dagster_project.extraction.amounts.stances import Stance, stance_of
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import Amount, Ratio
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues
from dagster_project.extraction.words.figures import PERCENT, Figure

_ADDED = re.compile(
    r"加(?:上|：)?(?:上级|安排|补充|预计|转移|调[入出]|上年|税收|返还|动用|地方|一般|专项|新增|上解|债)"
)  # 加上级补助收入80万元
# 分征收部门完成情况为：税务局完成 …; 从收入结构看，…
_BREAKS_DOWN = re.compile(
    r"(?:分|按|从)(?:收入)?(?:[结机]构|征收|部门|级次|层级|税种|科目|分类)[^，。；：\d]{0,10}[：，]"
)
_DETAILS = re.compile(r"(?:如下|具体|明细)[^，。；]{0,6}：$")
_USES = re.compile(r"(?:用途|使用|支出|用于)[^，。；]{0,6}如下：$")  # 支出90万元，结余2万元。具体用途如下：
_TAIL = 16  # characters at the end of a piece that tell what its colon opens


def find_amounts(report: Report) -> Iterator[Amount | Ratio]:
    """Yield the amounts and the percentages about money that the report's sentences state."""
    cues = Cues(report.text)
    walk = _Walk(report, cues, stance_of(report, cues), PublicFund(report), OpenedFund(report, cues))
    pieces = list(texts(report))
    for piece, following in zip_longest(pieces, pieces[1:]):
        if not walk.stance.is_indicator_text(piece):
            yield from walk.read(piece, following)


@dataclass(slots=True)
class _Walk:
    """The way through a report's pieces of text, with what each hands to those below it.

    ``topic``: the amount that the piece before is about; ``revenue``: that of a named budget, which further pieces may
    break down; ``named``: where the piece before names the budget item that the next one is about (view).
    """

    report: Report
    cues: Cues
    stance: Stance
    public: PublicFund
    funds: OpenedFund
    carried: CarriedList = field(default_factory=CarriedList)
    topic: Amount | None = None
    revenue: Amount | None = None
    named: int | None = None

    def read(self, piece: Piece, following: Piece | None) -> Iterator[Amount | Ratio]:
        """Yield what a piece states."""
        report = self.report
        begin = report.outline.after_mark(piece)
        context = self._context(piece, begin)
        parted = self.topic if self._tells_parts(begin) else None
        if parted is not None:
            context.lists.append((parted, False))
        opening = self.named if piece.mark is None and self.named is not None else begin
        self.named = opening if names_item(report, piece) else None
        for figure in figures(report, piece, context):
            if figure.kind == PERCENT:
                for ratio in ratios_of(report, piece, figure, context.last):
                    yield self.stance.dated(piece, ratio)
            elif not self.stance.is_indicator_money(piece, figure):
                amount = self._amount(piece, figure, context, opening)
                yield from ends_of_range(report, amount, figure)
                self._note(amount, figure, context)
        self.topic = parted or context.topic
        last = context.last
        if last is None:
            self.funds.note(piece)
        elif heads_items(report.text, piece, begin, following):
            self.carried.open(last, piece, headed=True)
        elif report.text.endswith("：", max(context.last_end, piece.view_end - _TAIL), piece.view_end):
            self.carried.open(self._whole_of_items(piece, context, last), piece)

    def _context(self, piece: Piece, begin: int) -> Context:
        """Return what the pieces before have settled for a piece, whose text begins behind its mark."""
        context = Context(last_end=piece.view_start, fund=self.funds.over(piece))
        if self.revenue is not None and _BREAKS_DOWN.match(self.report.text, begin):
            context.fund, context.broken_down = context.fund or self.revenue.fund_type, True
        context.issued = self.topic if self.topic is not None and self.topic.measure == "funds_received" else None
        if self.carried.reaches(piece) and self.carried.whole is not None:
            context.lists.append((self.carried.whole, True))
            context.headed = self.carried.headed
        elif self.carried.noted:
            context.noted = self.carried.whole
        elif self.topic is not None and self.report.text.startswith("其中", begin):
            context.lists.append((self.topic, False))
        return context

    def _tells_parts(self, begin: int) -> bool:
        """Tell whether a piece goes on with the parts of the basic spending that the piece before states."""
        is_basic = self.topic is not None and self.topic.category == "basic"
        return is_basic and BASIC_PARTS.match(self.report.text, begin) is not None

    def _amount(self, piece: Piece, figure: Figure, context: Context, opening: int) -> Amount:
        reading = reading_of(self.report, self.cues, self.stance, piece, figure, context, opening)
        amount = difference(reading)
        if amount is None:
            inherit(reading)
            for rule in RULES:
                rule(reading)
            amount = reading.amount()
        amount = self.stance.dated(piece, self.public.applied(piece, amount))
        return context.brackets.placed(amount)

    def _note(self, amount: Amount, figure: Figure, context: Context) -> None:
        """Settle for the next figure what this one has been read as."""
        if context.item is None or "；" in self.report.text[context.last_end : figure.start]:
            context.item = amount
        context.last_end = figure.end
        context.latest_year = max(context.latest_year, amount.fiscal_year or 0)
        if context.compared:
            return
        is_whole = amount.part_of_start is None
        if amount.measure != "change":
            context.topic = amount if context.topic is None or is_whole else context.topic
            context.opened = context.opened or amount
            label = amount.label or ""
            context.added = context.added or (label.startswith("加") and _ADDED.match(label) is not None)
            context.siblings += is_whole
            context.parts += not is_whole
        if is_whole and amount.measure not in ("change", "carryover"):
            context.stated = amount
        context.last = amount
        if amount.measure == "revenue" and amount.fund_type in NAMED_BUDGETS:
            self.revenue = amount
        if amount.measure == "funds_received":
            context.issued = amount

    def _whole_of_items(self, piece: Piece, context: Context, last: Amount) -> Amount | None:
        """Return the amount that the items below a piece's last colon are parts of, null where they are parts of none."""
        topic, opened = context.topic, context.opened
        tail_start = max(context.last_end, piece.view_end - _TAIL)
        if _DETAILS.search(self.report.text, tail_start, piece.view_end) and max(context.siblings, context.parts) > 1:
            # 具体情况如下： after a list tells the list again, but for the projects behind their sum
            spent = context.stated
            if spent is not None and spent.measure == "expenditure" and last.measure == "carryover":
                return spent if _USES.search(self.report.text, tail_start, piece.view_end) else None
            of_projects = topic is not None and opened is not None and topic.category == "project"
            # 批复项目预算5万元，到位4万元。各项目情况如下： the items tell both, each with its own words
            alike = topic is not None and opened is not None and topic.measure == opened.measure
            return topic if of_projects and alike else None
        whole = last if last.measure != "change" else topic
        if whole is None or "。" not in self.report.text[context.last_end : piece.view_end]:
            return whole
        if whole.part_of_start is not None:
            whole = topic  # …，其中基金预算5万元。重点项目如下：: a sentence of its own, about the whole
        if whole is not None and whole.measure == "carryover":
            whole = context.stated or whole  # 收入预算80万元，上年结转5万元。其中：
        return whole
