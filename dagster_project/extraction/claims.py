"""Figures that two readers claim, and figures of money that none does.

Here belongs that each figure is one fact: what is an indicator's value is no money of the report, and no sum is lost. What a
figure means belongs to the modules of the facts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeGuard

from dagster_project.extraction.records import (
    Amount,
    Indicator,
    Mention,
    Narrative,
    Ratio,
    Record,
    Score,
    ScoreBand,
    Staffing,
)
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import MONEY

_OF_FIGURES = (Amount, Ratio, Score, ScoreBand, Staffing, Indicator)
_OF_MONEY = ("execution_rate", "funds_received_rate", "carryover_rate", "other")


def _of_prose(record: Record) -> TypeGuard[Indicator]:
    """Tell whether a record is an indicator that stands under no class."""
    return isinstance(record, Indicator) and record.level1 is None


def without_rates_of_money(records: list[Record]) -> list[Record]:
    """Return the records without the indicators whose only figure is a rate of money: under no class it is a ratio."""
    rates = {
        (ratio.value_end, ratio.number) for ratio in records if isinstance(ratio, Ratio) and ratio.measure in _OF_MONEY
    }
    if not rates:
        return records
    return [
        record
        for record in records
        if not _of_prose(record)
        or record.target_operator is not None
        or (record.value_end, record.actual_value) not in rates
    ]


def without_own_staff(records: list[Record]) -> list[Record]:
    """Return the records without the indicators whose only figure is a head count of the body: under no class it is staffing.

    Nor is it money where a cell has no unit of its own: 财政拨款 | 21 | 19 below 人员编制数 | 在职人数.
    """
    counted = {(staff.value_end, Decimal(staff.count_value)) for staff in records if isinstance(staff, Staffing)}
    if not counted:
        return records
    return [
        record
        for record in records
        if not (
            isinstance(record, Amount) and record.unit_basis != "own" and (record.value_end, record.number) in counted
        )
        and (
            not _of_prose(record)
            or record.target_operator is not None
            or record.actual_value is None
            or (record.value_end, record.actual_value) not in counted
        )
    ]


def without_bands(records: list[Record]) -> list[Record]:
    """Return the records without the indicators that count the projects of a band or grade: 优秀的9个, 60分至90分的1个."""
    bands = [(band.value_start, band.value_end) for band in records if isinstance(band, ScoreBand)]
    if not bands:
        return records
    return [
        record
        for record in records
        if not _of_prose(record) or all(record.value_end <= start or end <= record.value_start for start, end in bands)
    ]


def without_indicator_values(records: list[Record]) -> list[Record]:
    """Return the records without the amounts and ratios that an indicator states as its target or actual."""
    values: list[tuple[int, int, object, str]] = []
    for record in records:
        if isinstance(record, Indicator):
            span = record.char_start, record.char_end
            values += [
                (*span, value, (unit or "").removesuffix("整").split("/", 1)[0])
                for value, unit in (
                    (record.target_value, record.target_unit),
                    (record.actual_value, record.actual_unit),
                )
                if value is not None
            ]
    values.sort(key=lambda found: found[:2])
    starts = [found[0] for found in values]
    ends: list[int] = []
    for found in values:
        ends.append(max(found[1], ends[-1]) if ends else found[1])

    def is_value(record: Record) -> bool:
        if not isinstance(record, Amount | Ratio):
            return False
        unit = (record.unit or "") if isinstance(record, Amount) else "%"
        place = bisect_right(starts, record.value_start) - 1
        while place >= 0 and ends[place] > record.value_start:
            _, end, value, its_unit = values[place]
            if end >= record.value_end and value == record.number and unit and its_unit == unit:
                return True
            place -= 1
        return False

    return [record for record in records if not is_value(record)]


def each_figure_once(records: list[Record]) -> list[Record]:
    """Return the records without those that say what another says, or read its figure for the same table: a fact is known by
    its table and place.

    A reading that says what a head count is of goes before one that does not. An indicator's figure may have several names
    (甲率、乙率均达100%), a ratio's several measures, a plan's several months, a passage several kinds.
    """
    kept: dict[tuple[object, ...], Record] = {}
    others: dict[tuple[object, ...], list[Record]] = {}  # by table and place: cheaper than by all that they say
    for record in records:
        known_by: tuple[object, ...] = (record.table, record.char_start, record.char_end)
        if isinstance(record, _OF_FIGURES):
            name = record.indicator_name if isinstance(record, Indicator) else None
            if isinstance(record, Ratio):
                name = record.measure
            known_by = (record.table, record.value_start, record.value_end, name)
        else:
            alike = others.setdefault(known_by, [])
            if record in alike:
                continue
            alike.append(record)
            known_by = (*known_by, len(alike), "whole")
        other = kept.get(known_by)
        if other is None or (isinstance(other, Staffing) and other.measure == "other"):
            kept[known_by] = record
    return list(kept.values())


class Places:
    """Where the figures stand that records hold: an indicator holds its whole row or clause, other facts their value.

    ``others``: places of figures that are known to be no facts.
    """

    def __init__(self, records: list[Record], others: Iterable[tuple[int, int]] = ()) -> None:
        spans = [
            (record.char_start, record.char_end)
            if isinstance(record, Indicator)
            else (record.value_start, record.value_end)
            for record in records
            if isinstance(record, Mention) and not isinstance(record, Narrative)
        ]
        spans = sorted([*spans, *others])
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []  # how far the spans up to each one reach
        for _, end in spans:
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def hold(self, offset: int) -> bool:
        """Tell whether an offset of the stored text lies in a figure that a record holds."""
        before = bisect_right(self._starts, offset) - 1
        return before >= 0 and self._ends[before] > offset


def find_unplaced(report: Report, records: list[Record]) -> Iterator[Amount]:
    """Yield the amounts of money that no rule placed, so that no figure is lost: their measure stays open."""
    places = Places([record for record in records if isinstance(record, Amount)])
    values = _values_of_indicators(report, records)
    for figure in report.figures.between(0, len(report.text), MONEY):
        start, end = report.span(figure.start, figure.end)
        if places.hold(start) or figure.start in values:
            continue
        unit = figure.unit.split("/", 1)[0].removesuffix("整")
        yield Amount(
            char_start=start, char_end=end, value_start=start, value_end=end, project_ordinal=report.subject_at(start),
            number=figure.number, unit=unit, unit_basis="own", measure=None, category=None, fund_type=None, fund_level=None,
            fiscal_year=None, label=None, part_of_start=None,
        )  # fmt: skip


def _values_of_indicators(report: Report, records: list[Record]) -> set[int]:
    """Return where the figures of money begin (view offsets) that are an indicator's target or actual, or stand in its words."""
    view = report.outline.view
    found: set[int] = set()
    for record in records:
        if not isinstance(record, Indicator):
            continue
        values = (record.target_value, record.target_value_high, record.actual_value)
        worded = f"{record.target_text or ''}\n{record.actual_text or ''}"
        for figure in report.figures.between(view.find(record.char_start), view.find(record.char_end), MONEY):
            if figure.number in values or report.worded(*report.span(figure.start, figure.end)) in worded:
                found.add(figure.start)
    return found
