"""One figure of money on its way from its own words to an amount: the order in which everything decides.

First a difference or a sum of the year before, which the figure it is held against decides; else the figure's own words,
then the list it stands in, its sentence, its heading, and the rules for what is still open (amount_gaps.py). What the
pieces of a report hand on to each other belongs to amounts.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dagster_project.extraction.amounts.amount_changes import (
    another_change,
    change_by_reason,
    change_in,
    is_held_against,
    is_same_class,
    read_change,
    read_prior,
)
from dagster_project.extraction.amounts.amount_context import Context
from dagster_project.extraction.amounts.amount_inheritance import (
    complete_as,
    follow_item,
    goes_on_with_rates,
    inherit_from_list,
    inherit_from_topic,
    keep_to_governor,
    mend,
    reckons,
    share_of_issued,
    share_with,
)
from dagster_project.extraction.amounts.amount_lists import name_range, part_of
from dagster_project.extraction.amounts.amount_measures import read_measure
from dagster_project.extraction.amounts.amount_words import (
    NAMED_BUDGETS,
    read_classes,
    read_opening,
    read_words,
    year_in_name,
)
from dagster_project.extraction.amounts.amount_years import prior_year, year_of
from dagster_project.extraction.amounts.stances import Stance
from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import Amount
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues
from dagster_project.extraction.words.figures import Figure

# 其中道路建设项目支付1531万元: a project of the report by a part of its name, and what was done with its money.
_OF_PROJECT = re.compile(
    r"[，、；]?(?:其中[：:]?|是)?(?P<name>[^，。；：、\d]{3,30}?(?:项目|工程|资金|经费|专项|补助|补贴|费))"
    r"(?:实际|累计|已|共|全年|本年|年初|完成)*(?:支付|支出|拨付|投入|安排|到位|下达|预算|执行|使用)(?:资金|数|了)?[为共计]*$"
)
_OPENING_REACH = 60  # how far before a figure the clause before it may say what its own words do not


@dataclass(slots=True)
class Reading:
    """A figure with what has been found of it so far.

    ``own``: the view range of its name in a 分别 list, else of its own words. ``subject``: its project's ordinal.
    ``part``: the amount that it is a part of. ``blank``: its amount, measure, class and fund still open.
    """

    report: Report
    cues: Cues
    stance: Stance
    piece: Piece
    context: Context
    said: Statement
    own: tuple[int, int]
    subject: int | None
    part: Amount | None
    blank: Amount

    @property
    def sentence_start(self) -> int:
        """Where the figure's sentence begins in the report's text."""
        return self.report.outline.view.starts[self.said.sentence]

    @property
    def names_subject(self) -> bool:
        """The figure's own words name the project it belongs to; without a project: they name none."""
        return self.report.named(self.said.words) == self.subject

    def stands_alone(self) -> None:
        """Take the figure for no part of another."""
        self.part, self.blank = None, replace(self.blank, part_of_start=None)

    def amount(self) -> Amount:
        """Return what has been found; a named budget leaves the level open."""
        said = self.said
        level = None if said.fund_type in NAMED_BUDGETS else said.fund_level
        return replace(
            self.blank, measure=said.measure, category=said.category, fund_type=said.fund_type, fund_level=level
        )


def reading_of(
    report: Report, cues: Cues, stance: Stance, piece: Piece, figure: Figure, context: Context, opening: int
) -> Reading:
    """Return a figure with its words, project, whole and year. ``opening``: where its paragraph or item begins (view)."""
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
    return Reading(report, cues, stance, piece, context, said, own, subject, part, blank)


def difference(reading: Reading) -> Amount | None:
    """Return the figure as a difference, as a sum of the year before, or as what a difference consists of; null where it is none.

    The measure of the figure's own words is read on the way. ``context.compared`` tells afterwards whether the next figure
    is about this one.
    """
    report, cues, said, blank, context = (
        reading.report,
        reading.cues,
        reading.said,
        reading.blank,
        reading.context,
    )
    context.compared = False
    another = another_change(report, said, blank, context)
    if another is not None:
        return another
    change = change_in(said, reading.part, context.last)
    if change is not None:
        return read_change(report, cues, said, change, blank, context)
    compared_with = context.last
    if compared_with is not None and compared_with.measure == "change":
        compared_with = context.topic
    prior = read_prior(report, said, blank, compared_with, context)
    if prior is not None:
        # The difference that follows is one of the amount named last: of the whole, where the year before's is named as such.
        context.compared = compared_with is None or is_same_class(prior, compared_with)
        return prior
    context.compared = is_held_against(report, said, context.last) or prior_year(report, said, context.last) is not None
    read_measure(report, cues, said, reading.own, context.last_end)
    reasoned = change_by_reason(report, said, blank, context)
    if reasoned is None:
        context.reasoned = False
    return reasoned


def inherit(reading: Reading) -> None:
    """Give the figure what its list, its sentence and the clause before it say and its own words leave open."""
    report, said, context, subject = reading.report, reading.said, reading.context, reading.subject
    sentence_start = reading.sentence_start
    complete_as(said, context.last, sentence_start)
    if context.broken_down and said.measure is None and said.words.endswith("完成"):
        said.measure, said.strong = "revenue", True
    goes_on_with_rates(report, said, context)
    share_of_issued(report, said, context)
    if keep_to_governor(report, reading.cues, said, subject, reading.part, context):
        reading.stands_alone()
    if reading.part is not None:
        _inherit_from_whole(reading, reading.part)
    if context.last is not None and context.last.measure == "unit_standard" and reckons(said):
        reading.blank = replace(reading.blank, part_of_start=None)  # 每人2400元，计64万元: the item's own sum once more
    if context.compared and "总计" not in said.words:
        share_with(said, context.last)
    elif reading.part is None and not context.compared:
        inherit_from_topic(said, context, sentence_start)
    if said.measure is None and "；" in report.text[context.last_end : said.head]:
        follow_item(said, context, sentence_start)
    mend(said, context, sentence_start)
    start = max(said.sentence, context.last_end, said.figure.start - _OPENING_REACH)
    read_opening(report, reading.cues, said, start)


def _inherit_from_whole(reading: Reading, part: Amount) -> None:
    """Give a part what its whole has, unless it turns out to be no part of it."""
    said, subject = reading.said, reading.subject
    if part.category == "project" and subject is not None and not said.strong and reading.names_subject:
        said.measure = None  # 经费 in the name of a listed project says nothing of the list's measure
    if not inherit_from_list(said, part, subject, reading.context, reading.sentence_start):
        reading.stands_alone()
    elif reading.blank.fiscal_year is None:
        reading.blank = replace(reading.blank, fiscal_year=part.fiscal_year)
    if said.measure == part.measure == "change" and part.number < 0:
        reading.blank = replace(reading.blank, number=-abs(reading.blank.number))  # 减少90万元（其中：A 60万元，…）
