"""Money of forms: a label that names it, its value beside it; a part stands beside its whole, under it, or after 其中.

Here belongs what a label's value is worth by itself and by the wholes above it. What one label's words say belongs to
money_columns.py; columns of money belong to amount_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dagster_project.extraction.layout.money_columns import Column, column_of
from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.records import Amount
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.account_cells import CODE_BY_USE
from dagster_project.extraction.words.amount_cues import said_by
from dagster_project.extraction.words.money_values import (
    NATURE,
    SOURCE,
    decimal_of,
    labelled_value,
    labelled_values,
    sum_in,
)

_NEAR_CELLS = 4
_LEAST_LABELS = 2
# the labels of blank sources, with what stands for their sums: 其中：, 万元, the points of the row
_SOURCES = re.compile(
    rf"(?:{SOURCE.pattern}|(?:中央|省级?|市级?|县级?|地方)(?:补助|资金|配套)(?:/其[他它])?|其中：?|万元|\d{{1,3}}(?!\d))+"
)
_NEXT_SOURCE = 40  # characters from one sum to the next source of the same name
_MOST_SOURCES = 80
_REST = re.compile(r"其[他它](?:来源)?：?")
_REST_COLUMN = Column("funding", None, "other", None, None, None, None, "其他")
_SUM_ALONE = re.compile(r"(?:合|总|小)\s*计：?")
_ITEMS = re.compile(r"(?:明细|构成|测算)(?:（.{1,6}）)?$")
_ITEMS_END = frozenset("细成算）\n")  # with what such a label ends
_PLACED = ("budget_initial", "budget_adjusted", "funds_received", "carryover", "funding")
_UNSAID = (None, "funding", "revenue")
# 基本支出, （2）项目支出 below a sum of the budget: a class of it, and nothing spent.
_CLASS_OF_WHOLE = re.compile(
    r"(?:其中：|\d[.、]|（\d）|资金结构：)*(?:基本支出|项目支出|人员(?:经费|支出)|公用(?:经费|支出))：?"
)
Units = dict[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A label, the cell of its value, and what the label says of it."""

    label: str
    cell: Cell
    value: Cell
    head: Column
    turn: int | None = None  # among those of the same label: 县财政 | 9 | 县财政 | 8; null where there is one alone


@dataclass(slots=True)
class FormMoney:
    """Reads the labels and values of one form, row by row, and knows the wholes above."""

    report: Report
    table: Table
    units: Units  # by label, as stated elsewhere in the report
    above: dict[int, Amount] = field(default_factory=dict)  # the wholes of the rows above, by the column of their label
    whole: Amount | None = None  # the last of them
    group: list[Amount] = field(default_factory=list)  # those that no source parts from the last of them, in order
    turns: dict[str, int] = field(default_factory=dict)  # how often each source has stood below the group
    lead: str | None = None  # the measure that the first cell of a block names (支出预算明细)
    natures: list[str] = field(default_factory=list)  # 按收入性质分, 按支出性质分: the measures of what stands below
    names_natures: bool = False  # whether nothing has followed the last of them
    parted: Amount | None = None  # the whole that they part by nature

    def goes_on_with(self, before: FormMoney) -> None:
        """Take over the wholes of the table before, of which this one is the rest."""
        self.above, self.whole, self.group, self.turns = before.above, before.whole, before.group, before.turns

    def pairs(self, row: list[Cell]) -> Iterator[Pair]:
        """Yield the labels of a row that name money or a rate, with their values."""
        by_nature = {
            cell.column: measure
            for cell in row
            if cell.text.startswith("按")
            and (nature := NATURE.fullmatch(cell.text))
            and (measure := said_by(nature.group(1))["measure"])
        }
        if by_nature:
            self.natures = self.natures if self.names_natures else []  # they hold for what stands behind and below them
            self.names_natures, self.parted = True, self.whole
        elif not names_sources(row) and not any(sum_in(c.text) or labelled_value(c.text) for c in row):
            self.above, self.whole, self.natures = {}, None, []
        if row and row[0].text:
            named = column_of(row[0].text) if opens_items(row) else None
            self.lead = named.measure if named is not None else None
        listed = False
        labels = [cell.text for cell in row]
        for place, cell in enumerate(row):
            if cell.column in by_nature:
                self.natures.append(by_nature[cell.column])
            for label, start, value in self._values_of(row, place):
                head = column_of(label)
                is_rate = value.text.endswith("%") and head is not None and head.ratio is not None
                if (sum_in(value.text) is None and not is_rate) or sum_in(label):
                    continue
                if head is not None and head.measure == "budget_initial" and SOURCE.fullmatch(label):
                    head = replace(head, measure=None)  # 市县财政预算: whose money it is
                many = labels.count(label) > 1 and bool(self.group)
                if head is None and _REST.fullmatch(label) and (listed or many or self.above.get(cell.column)):
                    head = _REST_COLUMN
                if head is not None:
                    listed = True
                    self.names_natures = False
                    turn = labels[:place].count(label) if labels.count(label) > 1 else self._turn(label, value)
                    yield Pair(label, replace(cell, start=start), value, head, turn)

    def _turn(self, label: str, value: Cell) -> int | None:
        """Count the sources of one name that stand below each other, one for each of the sums above them."""
        if _SOURCES.fullmatch(label) is None:
            return None
        turn = self.turns.get(label, 0)
        behind = self.report.outline.folded[value.end : value.end + _NEXT_SOURCE]
        if turn or label.strip("：") in behind:
            self.turns[label] = turn + 1
            return turn
        return None

    def _values_of(self, row: list[Cell], place: int) -> list[tuple[str, int, Cell]]:
        """Return label, its place and the cell of its value: several of a cell that lists them, else the one it has."""
        cell = row[place]
        words = self.report.outline.folded[cell.start : cell.end]
        several = [] if labelled_value(cell.text) else labelled_values(words)
        if not several:
            label, value = self._value_of(row, place)
            return [(label, cell.start, value)]
        return [
            (
                match["label"],
                cell.start + match.start(),
                Cell(
                    cell.row,
                    cell.column,
                    cell.start + match.start("value"),
                    cell.start + match.end("value"),
                    match["value"],
                ),
            )
            for match in several
        ]

    def _value_of(self, row: list[Cell], place: int) -> tuple[str, Cell]:
        """Return a label and the cell of its value: the next one that is filled, or the end of its own (基本支出：3.5)."""
        cell = row[place]
        own = labelled_value(cell.text)
        words = self.report.outline.folded[cell.start : cell.end].rstrip()
        if own is not None and words.endswith(own.group("value")):
            value, end = own.group("value"), cell.start + len(words)
            return own.group("label"), Cell(cell.row, cell.column, end - len(value), end, value)
        # The cells that a merged label or value covers stand empty between the two.
        return cell.text, next((c for c in row[place + 1 : place + 1 + _NEAR_CELLS] if c.text), cell)

    def amount(self, pair: Pair, before: Amount | None) -> Amount | None:
        """Return the amount of a pair, ``before`` being the one that stands before it in its row."""
        value = sum_in(pair.value.text)
        if value is None:
            return None
        subject = self.report.subject_at(pair.value.start)
        head = pair.head
        unit = value.group(2) or head.unit or self.table.unit
        basis = "own" if value.group(2) else "table" if unit else None
        if unit is None and (elsewhere := self.units.get(label_key(pair.label))):
            unit, basis = elsewhere, "same_cell"
        if unit is None and (_SUM_ALONE.fullmatch(pair.label) or CODE_BY_USE.fullmatch(pair.value.text)):
            return None  # 合计 43 of a table of posts, 公务用车购置 31019
        whole = self._whole_of(pair, before)
        if unit is None and whole is not None and whole.unit is not None:
            unit, basis = whole.unit, "table"
        amount = Amount(
            char_start=pair.cell.start,
            char_end=pair.value.end,
            value_start=pair.value.start,
            value_end=pair.value.end,
            project_ordinal=subject,
            number=decimal_of(value.group(1)),
            unit=unit,
            unit_basis=basis,
            measure=head.measure,
            category=head.category if head.category != "project" or subject is None else None,
            fund_type=head.fund_type,
            fund_level=head.fund_level if head.fund_type in (None, "other") else None,
            fiscal_year=head.year,
            label=pair.label[:60],
            part_of_start=(whole.part_of_start or whole.value_start) if whole is not None else None,
        )
        if whole is None:
            nature = self._nature() or (self.lead if pair.cell.column else None)
            if nature is not None and amount.measure in _UNSAID:
                return replace(amount, measure=nature)
            if amount.measure is None and head.fund_level is not None and pair.label.startswith("其中"):
                amount = replace(amount, measure="funding")  # the sum that it is a part of is left blank
            self.above[pair.cell.column] = self.whole = amount
            self.group = [amount] if self.turns else [*self.group, amount]
            self.turns = {}
        elif whole.measure == "carryover" and not self._has_turn(pair) and not pair.label.startswith("其中"):
            return replace(amount, part_of_start=None)  # 上年结转资金 | 0 | 其他资金 | 5: beside each other
        elif (
            head.measure in _UNSAID
            or pair.turn is not None
            or (_CLASS_OF_WHOLE.fullmatch(pair.label) and whole.measure in _PLACED)
        ):
            return replace(amount, measure=whole.measure)
        return amount

    def _whole_of(self, pair: Pair, before: Amount | None) -> Amount | None:
        """Return the amount that a pair is a part of: the one above its label, the one before it, or the last whole."""
        head, over = pair.head, self.above.get(pair.cell.column)
        if pair.turn is not None and self._has_turn(pair):
            return self.group[pair.turn]  # also where the wholes stand one below the other
        # A fund alone, or a class of expense alone, is a part of the sum above it.
        of_whole = head.measure in _UNSAID and (head.fund_level is not None or head.fund_type is not None)
        if of_whole and self.natures:
            return self.parted
        if of_whole or _CLASS_OF_WHOLE.fullmatch(pair.label):
            # 项目总额 | 本年度预算金额, below them 其中：财政拨款: of the sum that is budgeted.
            return (over if over is not None and over.measure not in _UNSAID else self.whole) or over or before
        if pair.label.startswith("其中") or (before is not None and before.part_of_start is not None):
            return over or before
        return None

    def _has_turn(self, pair: Pair) -> bool:
        """Tell whether a source stands once for each of several wholes, and is a part of the one in its turn."""
        return pair.turn is not None and len(self.group) > max(pair.turn, 1)

    def _nature(self) -> str | None:
        """Return what 按…性质分 says of a fund: where both natures stand above, funds are of the revenue."""
        return "revenue" if "revenue" in self.natures else next(iter(self.natures), None)


def names_sources(row: list[Cell]) -> bool:
    """Tell whether a row holds the labels of sources alone, their sums being blank: 省财政 | | 省财政 |."""
    filled = [cell.text for cell in row if cell.text]
    return bool(filled) and all(SOURCE.fullmatch(text) for text in filled)


def parted_by_sources(report: Report, before: Table, table: Table) -> bool:
    """Tell whether nothing but the labels of blank sources stands between two tables, which are one form."""
    texts = [report.outline.text(piece) for piece in report.outline.pieces[before.last + 1 : table.first]]
    words = "".join(texts).replace("\n", "")
    return 0 < len(words) <= _MOST_SOURCES and _SOURCES.fullmatch(words) is not None


def opens_items(row: list[Cell]) -> bool:
    """Tell whether a row opens the items that a sum is made of (支出预算明细（万元） | 处理费 | 36)."""
    return bool(row) and row[0].text[-1:] in _ITEMS_END and _ITEMS.search(row[0].text) is not None


def labels_its_own(row: list[Cell]) -> bool:
    """Tell whether the figures of a row have labels of their own, whatever heads its columns: 预算数：| 3 | 执行数：| 2."""
    filled = [cell for cell in row if cell.text]
    labels = sum(
        (a.text.endswith("：") or a.text.startswith("其中") or SOURCE.fullmatch(a.text) is not None)
        and sum_in(b.text) is not None
        for a, b in pairwise(filled)
    )
    return labels + sum(len(labelled_values(cell.text)) for cell in filled) >= _LEAST_LABELS


def label_key(text: str) -> str:
    """Return a label's words by which it is known again elsewhere."""
    return re.sub(r"其中|[\W_]", "", text)


def units_by_label(report: Report) -> dict[str, str]:
    """Return the unit that stands beside a label anywhere in the report, for the cells that have none."""
    units: dict[str, str] = {}
    for table in report.tables:
        for row in table.rows:
            for label, value in pairwise(row):
                match = sum_in(value.text)
                if match and match.group(2) and label.text:
                    units.setdefault(label_key(label.text), match.group(2))
    return units
