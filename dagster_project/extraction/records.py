"""What extraction hands over: one record type for each raw table, and the invariants of each.

Here belongs the shape of what is stated, as worded, with its place; the one home of the raw schema (the database's tables and
the frames that fill them are derived from these types). Resolution (which department, which yuan amount, which key) does not
belong here: that is the work of the dbt models.

Every span is a pair of half-open code-point offsets into the report's stored text. ``char_start``/``char_end`` is the evidence,
the shortest clause or table row that carries the fact; ``value_start``/``value_end`` is the figure or word itself and, with
the document and the table, the fact's identity.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from decimal import Decimal
from typing import ClassVar

from dagster_project.extraction.words.values import named_value

MEASURES_OF_AMOUNT = (
    "budget_initial", "budget_adjusted", "funds_received", "revenue", "expenditure", "carryover", "change", "funding",
    "unit_standard", "other",
)  # fmt: skip
MEASURES_OF_RATIO = ("execution_rate", "funds_received_rate", "change_rate", "carryover_rate", "share", "other")
OPERATORS = (">=", "<=", ">", "<", "=", "between", "qualitative")


@named_value
class Record:
    """A stated thing with its evidence span."""

    table: ClassVar[str]
    char_start: int
    char_end: int

    def __post_init__(self) -> None:
        """Raise ValueError where the evidence span is empty or reversed."""
        if not 0 <= self.char_start < self.char_end:
            raise ValueError(f"{self.table}: empty evidence span {self.char_start}..{self.char_end}")


@named_value
class Mention(Record):
    """A fact's mention: its figure or word lies inside its evidence. ``project_ordinal`` null: the whole department."""

    value_start: int
    value_end: int

    def __post_init__(self) -> None:
        """Raise ValueError where the value does not lie inside the evidence."""
        if not 0 <= self.char_start <= self.value_start < self.value_end <= self.char_end:
            Record.__post_init__(self)
            raise ValueError(
                f"{self.table}: value {self.value_start}..{self.value_end} outside its evidence {self.char_start}..{self.char_end}"
            )


@named_value
class Section(Record):
    """A heading and the text under it (``char_start``/``char_end``: heading and body). ``level`` 1 is the outermost."""

    table: ClassVar[str] = "section"
    section_no: int
    parent_no: int | None
    level: int
    number_text: str | None
    title: str
    heading_start: int
    heading_end: int
    role: str | None  # dbt/seeds/section_names.csv


@named_value
class HeaderMention(Mention):
    """A candidate for a field of the report header; the smallest ``rank`` wins, then the first place.

    ``field``: ``title``, ``report_type`` (a code), ``fiscal_year`` (digits) or ``report_date`` (ISO). ``basis`` says where it
    stands: title, heading, signature, filing_date, body …
    """

    table: ClassVar[str] = "header_mention"
    field: str
    value: str
    basis: str
    rank: int


@named_value
class OrganMention(Mention):
    """A body that may be the report's own: ``organ_text`` as worded, without its region; the smallest ``rank`` wins."""

    table: ClassVar[str] = "organ_mention"
    organ_text: str
    region_text: str | None
    basis: str
    rank: int


@named_value
class PlaceMention(Mention):
    """A place, or a document prefix, that the text names: one row for each region it may mean.

    ``region_code``: 6 digits. ``kind``: ``organ_region`` (the region before the report's own body), ``title``,
    ``chief_body`` (of the body that it belongs to), ``publisher`` (of the page), ``superior_body``, ``same_level_body`` (the only one of the level that
    the report calls its own), ``document_prefix``, ``township``, ``body``. ``candidates``: how many regions the words may
    mean.
    """

    table: ClassVar[str] = "place_mention"
    place_text: str
    region_code: str
    kind: str
    candidates: int


@named_value
class ProjectMention(Mention):
    """A project that the report lists, titles or tabulates; ``ordinal`` counts from 1 in the report's order."""

    table: ClassVar[str] = "project_mention"
    ordinal: int
    project_name: str
    document_number: str | None
    basis: str


@named_value
class Amount(Mention):
    """A stated amount of money. Null classes: the clause does not word them. ``number`` is signed as worded.

    ``unit``: as in dbt/seeds/units.csv; null where the report gives none anywhere. ``unit_basis``: ``own``, ``table``,
    ``same_cell`` or null. ``part_of_start``: ``value_start`` of the amount that this one is stated to be a part of (其中).
    """

    table: ClassVar[str] = "amount"
    project_ordinal: int | None
    number: Decimal
    unit: str | None
    unit_basis: str | None
    measure: str | None
    category: str | None
    fund_type: str | None
    fund_level: str | None
    fiscal_year: int | None
    label: str | None
    part_of_start: int | None


@named_value
class Ratio(Mention):
    """A stated percentage about money, in percent, signed as worded."""

    table: ClassVar[str] = "ratio"
    project_ordinal: int | None
    number: Decimal
    measure: str
    fiscal_year: int | None
    label: str | None


@named_value
class DisbursementPlan(Mention):
    """The share of a project's money (percent, cumulative) to be paid by the end of a month (1..12)."""

    table: ClassVar[str] = "disbursement_plan"
    project_ordinal: int | None
    checkpoint_month: int
    number: Decimal


@named_value
class Indicator(Mention):
    """An indicator's target, actual or both, as worded; levels only as the report states them."""

    table: ClassVar[str] = "indicator"
    project_ordinal: int | None
    fiscal_year: int | None
    level1: str | None
    level2: str | None
    indicator_name: str
    description: str | None
    target_operator: str | None
    target_value: Decimal | None
    target_value_high: Decimal | None
    target_unit: str | None
    target_text: str | None
    actual_operator: str | None
    actual_value: Decimal | None
    actual_unit: str | None
    actual_text: str | None
    weight: Decimal | None
    score: Decimal | None
    basis: str | None

    def __post_init__(self) -> None:
        """Raise ValueError for an indicator with neither target nor actual, or a range turned round."""
        Mention.__post_init__(self)
        if self.target_operator is None and self.actual_value is None and not self.actual_text:
            raise ValueError("indicator: neither target nor actual")
        if (
            self.target_value_high is not None
            and self.target_value is not None
            and self.target_value_high < self.target_value
        ):
            raise ValueError("indicator: range turned round")


@named_value
class Score(Mention):
    """A stated evaluation result: a score, a grade (a code of grade_words.csv) or both."""

    table: ClassVar[str] = "score"
    project_ordinal: int | None
    scope: str
    score: Decimal | None
    score_operator: str | None
    grade: str | None


@named_value
class ScoreBand(Mention):
    """A band of scores or a grade, with the number of projects in it, where stated. Null bounds are open."""

    table: ClassVar[str] = "score_band"
    band_low: Decimal | None
    band_high: Decimal | None
    grade: str | None
    project_count: int | None


@named_value
class Staffing(Mention):
    """A stated head count or unit count of the organisation."""

    table: ClassVar[str] = "staffing"
    measure: str
    count_value: int
    label: str | None


@named_value
class Narrative(Mention):
    """A stated problem, improvement or objective: the innermost item, else the sentence.

    ``signature``: its bands as in ``signatures``; null where it is too short to be compared.
    """

    table: ClassVar[str] = "narrative"
    project_ordinal: int | None
    kind: str
    ordinal: int
    text: str
    signature: str | None


@named_value
class ReadingWarning(Record):
    """Something that reading or extraction could not place, kept so that nothing is dropped in silence."""

    table: ClassVar[str] = "reading_warning"
    kind: str
    message: str


RECORD_TYPES: tuple[type[Record], ...] = (
    Section, HeaderMention, OrganMention, PlaceMention, ProjectMention, Amount, Ratio, DisbursementPlan, Indicator, Score,
    ScoreBand, Staffing, Narrative, ReadingWarning,
)  # fmt: skip


def columns(record_type: type[Record]) -> dict[str, tuple[type, bool]]:
    """Column name → (Python type, nullable) of a record type, in order; the document's hash is added by the loader."""
    hints = typing.get_type_hints(record_type)
    result: dict[str, tuple[type, bool]] = {}
    for column in dataclasses.fields(record_type):
        hint = hints[column.name]
        if isinstance(hint, types.UnionType):
            inner = [a for a in typing.get_args(hint) if a is not type(None)]
            result[column.name] = (inner[0], True)
        else:
            result[column.name] = (hint, False)
    return result
