"""Amounts of money and money ratios in tables: columns by their header words, rows by their labels, forms by label and value.

Sentences inside a cell are left to amounts.py, indicator blocks to the indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from dagster_project.extraction.account_tables import Title, account_table, counts_things, is_coded, unplaced
from dagster_project.extraction.amount_cues import Cues
from dagster_project.extraction.figures import MONEY, find_figures
from dagster_project.extraction.money_columns import Column, column_of, merged
from dagster_project.extraction.numerals import parse_number
from dagster_project.extraction.records import Amount, Ratio
from dagster_project.extraction.report import Report
from dagster_project.extraction.tables import Cell, Table

# A run of digits longer than any sum in yuan is a code (项目编码) and no money.
_DIGITS = r"-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,14})(?:\.\d{1,8})?"
_VALUE = re.compile(rf"({_DIGITS})\s?(亿元|百万元|万元|千元|元|万|亿)?(?:整)?")
_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%?")
_INDICATOR_HEAD = re.compile(r"(?:一级|二级|三级)指标|指标名称|指标值|指标内容")
_NEXT_FORM = re.compile(r"项目名称|年度资金总额|项目资金.*")
_TOTAL = re.compile(
    r"^(?:本年|年度|项目)?(?:资金)?(?:支出|收入)?(?:合\s*计|总\s*计|总额|小计|资金总额|资金总计|总金额|金额合计)(?:（.*）)?$|^年度资金总额|^资金总额|^总计|^合计"
)
_STAGE = re.compile(r"(?P<year>(?:19|20)\d{2})年?(?:度|初)?(?:预算|决算|执行|支出|年初预算|调整预算)数?(?:（.{1,4}）)?")
_NEAR_CELLS = 4
_EXECUTED = re.compile(r"决算|执行|实际|完成|支付")
_UNKNOWN = Column(None, None, None, None, None, None, None, "")
_LABELLED_VALUE = re.compile(rf"(?P<label>(?:其中：)?[\u4e00-\u9fff（）]{{2,16}})：(?P<value>{_VALUE.pattern})")


def find_table_amounts(report: Report) -> Iterator[Amount | Ratio]:
    """Yield the amounts and ratios of the report's tables."""
    units = _units_by_label(report)
    for table in report.tables:
        yield from _Reader(report, table, units).read()


@lru_cache(maxsize=4096)
def _sum_in(text: str) -> re.Match[str] | None:
    """Read a cell that holds a number, with or without a unit of money; each pass over a table asks it of every cell."""
    return _VALUE.fullmatch(text)


def _indicator_rows(report: Report) -> dict[int, set[int]]:
    """Return the rows of each table's indicator block, by the table's first piece."""
    return {table.first: indicator_rows(table) for table in report.tables}


def indicator_rows(table: Table) -> set[int]:
    """Return the rows of a table's indicator block: from its header to the table's end or to a row of totals."""
    rows: set[int] = set()
    inside = False
    for number, row in enumerate(table.rows):
        heads = [cell for cell in row if "指标" in cell.text and len(cell.text) <= 16]
        if len(heads) >= 2 and sum(_INDICATOR_HEAD.search(cell.text) is not None for cell in heads) >= 2:
            inside = True
        elif inside and any(_NEXT_FORM.fullmatch(cell.text) for cell in row):
            inside = False
        if inside:
            rows.add(number)
    return rows


def _units_by_label(report: Report) -> dict[str, str]:
    """Return the unit that stands beside a label anywhere in the report, for the cells that have none."""
    units: dict[str, str] = {}
    for table in report.tables:
        for row in table.rows:
            for label, value in pairwise(row):
                match = _sum_in(value.text)
                if match and match.group(2) and label.text:
                    units.setdefault(_label_key(label.text), match.group(2))
    return units


def _label_key(text: str) -> str:
    return re.sub(r"其中|[\W_]", "", text)


class _Reader:
    """Reads one table."""

    def __init__(self, report: Report, table: Table, units: dict[str, str]) -> None:
        self.report, self.table, self.units = report, table, units
        self.indicators = report.once(_indicator_rows)[table.first]
        self.lists_projects = False
        self.coded: dict[str, dict[int, Amount]] = {}  # the rows of budget items, by code and column
        self.accounts = account_table(report, table)
        self.title = self.accounts.title if self.accounts is not None else Title()
        self.above: dict[int, Amount] = {}  # the wholes of a form's rows above, by the column of their label

    def read(self) -> Iterator[Amount | Ratio]:
        """Yield row by row; a row with two or more money headers opens a block of columns."""
        columns: dict[int, Column] = {}
        first = 0
        whole: dict[int, Amount] = {}
        for number, row in enumerate(self.table.rows):
            if number in self.indicators:
                columns = {}
                continue
            if self.accounts is not None and self.accounts.begins(row):
                continue
            heads = self._heads(row)
            if len(heads) >= 2:
                below = columns if columns and number and self._is_header(self.table.rows[number - 1]) else {}
                columns = {c: merged(below.get(c), h) for c, h in heads.items()}
                columns.update({c: h for c, h in below.items() if c not in columns and c >= len(row)})
                first = min(columns)
                whole, self.coded = {}, {}
                self.lists_projects = any(re.fullmatch(r"(?:项目|专项).{0,4}名称.*", c.text) for c in row)
                continue
            over = self.accounts.columns(row, bool(columns)) if self.accounts is not None else {}
            placed: set[int] = set()
            if any(over.values()):
                found = self._row(number, row, {c: head for c, head in over.items() if head is not None}, 0, whole)
            elif columns and any(_sum_in(c.text) for c in row):
                counted = {column for column, head in over.items() if head is None}
                found = self._row(number, row, {c: h for c, h in columns.items() if c not in counted}, first, whole)
            else:
                found = self._pairs(number, row)
            for record in found:
                placed.add(record.value_start)
                yield record
            if self.accounts is not None:
                yield from self._rest(number, row, placed, over)

    def _rest(
        self, number: int, row: list[Cell], placed: set[int], over: dict[int, Column | None]
    ) -> Iterator[Amount | Ratio]:
        """The figures of a table of accounts that no header has placed: money, of which the label alone speaks."""
        label = next((cell.text for cell in row if cell.text and not _sum_in(cell.text)), "")
        for cell in unplaced(row, placed, over):
            value = _sum_in(cell.text)
            if value is not None and (self.accounts is None or self.accounts.levels):
                yield self._amount(number, cell, value, _UNKNOWN, label, None)

    def _heads(self, row: list[Cell]) -> dict[int, Column]:
        values = sum(bool(_sum_in(c.text)) for c in row)
        if values >= 2 or (values and _sum_in(next(c.text for c in reversed(row) if c.text))):
            return {}  # labels with their values
        return {cell.column: head for cell in row if (head := column_of(cell.text)) is not None}

    def _is_header(self, row: list[Cell]) -> bool:
        return len(self._heads(row)) >= 2

    def _row(
        self, number: int, row: list[Cell], columns: dict[int, Column], first: int, whole: dict[int, Amount]
    ) -> Iterator[Amount | Ratio]:
        filled = [cell for cell in row if cell.text]
        shift = 0
        numeric = [c.column for c in filled if _sum_in(c.text) or _PERCENT.fullmatch(c.text)]
        if columns and len(row) < max(columns) + 1 and numeric and numeric[0] < first and _TOTAL.search(filled[0].text):
            shift = first - numeric[0]  # a total whose empty cells were lost
        label = ""
        code = row[0].text if is_coded(row) else ""
        places = sorted(columns)
        for cell in row:
            column = columns.get(cell.column + shift)
            value = _sum_in(cell.text)
            if column is None or (value is None and not (column.ratio and _PERCENT.fullmatch(cell.text))):
                if cell.text and not _sum_in(cell.text) and not re.fullmatch(r"[-—/\s]+", cell.text):
                    label = cell.text
                continue
            if (not label and not self.title.words) or label in ("栏次", "行次") or counts_things(label):
                continue
            if column.ratio:
                ratio = self._ratio(number, cell, column, label)
                if ratio is not None:
                    yield ratio
            elif value is not None:
                place = places.index(cell.column + shift)
                amount = self._amount(number, cell, value, column, label, self._whole_of(code, place, whole))
                if code:
                    self.coded.setdefault(code, {})[place] = amount
                elif _TOTAL.search(label):
                    whole[place] = amount
                yield amount

    def _whole_of(self, code: str, place: int, whole: dict[int, Amount]) -> Amount | None:
        """The amount that one in the same column is a part of: that of the item above it by code, else the total."""
        for length in range(len(code) - 2, 2, -2):
            if place in (above := self.coded.get(code[:length], {})):
                return above[place]
        return whole.get(place)

    def _amount(
        self, number: int, cell: Cell, value: re.Match[str], column: Column, label: str, whole: Amount | None
    ) -> Amount:
        cues = Cues(label)
        words = {
            d: cue.code if (cue := cues.governing(d, 0, len(label))) else None
            for d in ("category", "fund_type", "fund_level", "measure")
        }
        subject = self.report.subject_at(cell.start)
        of_row = _STAGE.fullmatch(label)  # 2021年决算数: the row says the year and the stage, the columns the classes
        measure = column.measure or words["measure"]
        if of_row is not None and measure == "funding":
            measure = words["measure"]
        if measure in (None, "funding") and self.title.measure is not None:
            measure = self.title.measure
        planned = measure in ("revenue", "expenditure", "funding") and not _EXECUTED.search(column.text)
        if self.title.measure == "budget_initial" and planned:
            measure = "budget_initial"
        if words["measure"] == "carryover" and measure != "change":
            measure = "carryover"
        category = words["category"] or column.category or self.title.category
        if words["category"] == "other" and column.category is not None:
            category = column.category  # 基本支出 of a functional class
        if category is None and is_coded(self.table.rows[number]):
            category = "other"
        if _TOTAL.search(label):
            whole_of = column.category or self.title.category
            category = "project" if self.lists_projects and subject is None else whole_of
        elif category == "project" and subject is not None:
            category = None
        elif category is None and subject is None and self.lists_projects:
            category = "project"
        fund_type = words["fund_type"] or column.fund_type or self.title.fund_type
        year = column.year
        if year is None and of_row is not None:
            year = int(of_row["year"])
        if year is None and self.title.year is not None and column.text.startswith(("上年", "去年")):
            year = self.title.year - 1
        level = words["fund_level"] or column.fund_level
        start, end = self.table.row_span(number)
        return Amount(
            char_start=start,
            char_end=end,
            value_start=cell.start,
            value_end=cell.end,
            project_ordinal=subject,
            number=_decimal(value.group(1)),
            unit=value.group(2) or column.unit or self.table.unit,
            unit_basis="own" if value.group(2) else "table" if column.unit or self.table.unit else None,
            measure=measure,
            category=category,
            fund_type=fund_type,
            fund_level=level if fund_type in (None, "other") else None,
            fiscal_year=year,
            label=(label or self.title.words)[:60],
            part_of_start=whole.value_start if whole is not None else None,
        )

    def _ratio(self, number: int, cell: Cell, column: Column, label: str) -> Ratio | None:
        match = _PERCENT.fullmatch(cell.text)
        if match is None or column.ratio is None:
            return None
        start, end = self.table.row_span(number)
        return Ratio(
            char_start=start,
            char_end=end,
            value_start=cell.start,
            value_end=cell.end,
            project_ordinal=self.report.subject_at(cell.start),
            number=Decimal(match.group(1)),
            measure=column.ratio,
            fiscal_year=column.year,
            label=label[:60],
        )

    def _pairs(self, number: int, row: list[Cell]) -> Iterator[Amount | Ratio]:
        """Forms: a label that names money, its value in the next cell; a part stands beside its whole or under it."""
        before: Amount | None = None
        if not any(_sum_in(cell.text) for cell in row):
            self.above = {}
        for place, cell in enumerate(row):
            label, value_cell = self._pair(row, place)
            value = _sum_in(value_cell.text)
            head = column_of(label)
            if value is None or head is None or _sum_in(label):
                continue
            if head.ratio:
                ratio = self._ratio(number, value_cell, head, label)
                if ratio is not None:
                    yield ratio
                continue
            part = (
                label.startswith("其中")
                or (before is not None and before.part_of_start is not None)
                or head.fund_type is not None
            )
            if part and (over := self.above.get(cell.column)) is not None:
                before = over
            unit = value.group(2) or head.unit or self.table.unit
            basis = "own" if value.group(2) else "table" if unit else None
            if unit is None and (elsewhere := self.units.get(_label_key(label))):
                unit, basis = elsewhere, "same_cell"
            measure = head.measure
            if part and before is not None and measure in (None, "funding", "revenue"):
                measure = before.measure
            amount = Amount(
                char_start=cell.start,
                char_end=value_cell.end,
                value_start=value_cell.start,
                value_end=value_cell.end,
                project_ordinal=self.report.subject_at(value_cell.start),
                number=_decimal(value.group(1)),
                unit=unit,
                unit_basis=basis,
                measure=measure,
                category=head.category
                if head.category != "project" or self.report.subject_at(value_cell.start) is None
                else None,
                fund_type=head.fund_type,
                fund_level=head.fund_level if head.fund_type in (None, "other") else None,
                fiscal_year=head.year,
                label=label[:60],
                part_of_start=(before.part_of_start or before.value_start) if part and before is not None else None,
            )
            before = amount
            if not part:
                self.above[cell.column] = amount
            yield amount

    def _pair(self, row: list[Cell], place: int) -> tuple[str, Cell]:
        """Return a label and the cell of its value: the next one that is filled, or the end of its own (基本支出：3.5)."""
        cell = row[place]
        own = _LABELLED_VALUE.fullmatch(cell.text)
        if own is not None and self.report.outline.folded[cell.start : cell.end].endswith(own.group("value")):
            value = own.group("value")
            return own.group("label"), Cell(cell.row, cell.column, cell.end - len(value), cell.end, value)
        # The cells that a merged label or value covers stand empty between the two.
        return cell.text, next((c for c in row[place + 1 : place + 1 + _NEAR_CELLS] if c.text), cell)


def _decimal(text: str) -> Decimal:
    number = parse_number(text)
    if number is None:
        raise ValueError(f"no number: {text!r}")
    return number


def money_cells(report: Report) -> Iterator[Cell]:
    """Yield the cells outside indicator blocks whose sentences speak of money."""
    for table in report.tables:
        skip = report.once(_indicator_rows)[table.first]
        for number, row in enumerate(table.rows):
            if number in skip:
                continue
            for cell in row:
                if len(cell.text) < 8 or "元" not in cell.text or _sum_in(cell.text):
                    continue
                if any(figure.kind == MONEY for figure in find_figures(cell.text)):
                    yield cell
