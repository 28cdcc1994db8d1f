"""Amounts of money and money ratios in tables: columns by their header words, rows by their labels, forms by label and value.

Sentences inside a cell are left to amounts.py, indicator blocks to the indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from dagster_project.extraction.amounts.account_tables import account_table, is_earned, numbers_line, unplaced
from dagster_project.extraction.amounts.account_titles import Title, public_fund_above
from dagster_project.extraction.amounts.budget_items import by_items, is_bare_code, is_coded
from dagster_project.extraction.amounts.form_money import (
    FormMoney,
    labels_its_own,
    names_sources,
    opens_items,
    parted_by_sources,
    units_by_label,
)
from dagster_project.extraction.amounts.lone_parts import column_of_item, is_running_costs, with_lone_part
from dagster_project.extraction.amounts.table_words import TOTAL, TableWords
from dagster_project.extraction.header.report_types import report_type
from dagster_project.extraction.header.report_years import fiscal_year
from dagster_project.extraction.indicators.indicator_blocks import indicator_blocks
from dagster_project.extraction.layout.money_columns import (
    Column,
    column_of,
    counts_things,
    merged,
    no_money,
    with_parts,
)
from dagster_project.extraction.layout.summed_rows import without_column
from dagster_project.extraction.layout.table_columns import heads_list, names_block
from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.records import Amount, Ratio
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import leading_level
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.extraction.words.money_values import decimal_of, labelled_value, labelled_values, sum_in

_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%?")
_LONG_CODE = re.compile(r"[123]\d{6}")  # of a budget item whose name stands on other lines
_SOURCE = re.compile(r"来源|级次|性质|级别|层级")
_SUMS = ("budget_initial", "budget_adjusted", "funds_received", "expenditure")
_LONGEST_HEAD = 16
_UNKNOWN = Column(None, None, None, None, None, None, None, "")


def find_table_amounts(report: Report) -> Iterator[Amount | Ratio]:
    """Yield the amounts and ratios of the report's tables."""
    units = units_by_label(report)
    before: _Reader | None = None
    for table in report.tables:
        reader = _Reader(report, table, units)
        if before is not None:
            if table.goes_on:
                reader.go_on(before)
            if parted_by_sources(report, before.table, table):
                reader.form.goes_on_with(before.form)
        yield from reader.read()
        before = reader


class _Reader:
    """Reads one table."""

    def __init__(self, report: Report, table: Table, units: dict[str, str]) -> None:
        self.report, self.table, self.units = report, table, units
        self.indicators = report.once(indicator_blocks)[table.first]
        self.lists_projects = False
        self.coded: dict[str, dict[int, Amount]] = {}  # the rows of budget items, by code and column
        self.accounts = account_table(report, table)
        self.title = self.accounts.title if self.accounts is not None else Title()
        self.is_target = report.once(report_type) == "performance_target"
        self.form = FormMoney(report, table, units)
        self.columns: dict[int, Column] = {}
        # The column of a list's names, and those of what says whose the money is: what else stands beside a name describes it.
        self.names: int | None = None
        self.sources: set[int] = set()
        self.executes = False  # whether one of the columns is 执行数, as in a form of self-evaluation
        self.year = fiscal_year(report)
        self.lead = ""  # what the head calls the money itself (资金情况): the label of a row that has none

    def go_on(self, before: _Reader) -> None:
        """Take over the header of the table that this one goes on with, where both are tables of accounts."""
        if self.accounts is not None and before.accounts is not None:
            self.accounts, self.title, self.columns = before.accounts, before.title, before.columns

    def read(self) -> Iterator[Amount | Ratio]:
        """Yield row by row; a row with two or more money headers opens a block of columns."""
        columns = self.columns
        first = min(columns, default=0)
        whole: dict[int, Amount] = {}
        rows = enumerate(self.table.rows)
        for number, row in by_items(rows) if self.accounts is not None else rows:
            if number in self.indicators:
                columns = {}
                continue
            if self.accounts is not None and not names_sources(row) and self.accounts.begins(row):
                continue
            if any("plan" in kinds_of(cell.text) for cell in row):
                continue  # shares of the money by month
            columns = {} if opens_items(row) else columns
            heads = {} if names_sources(row) else self._heads(row)
            if len(heads) > 2 and (name := min(heads)) == row[0].column and names_block(row[0].text):
                block = heads.pop(name)  # 预算执行情况（万元） | 预算数 | 执行数: it says the unit of the block
                heads = {c: h if h.unit else replace(h, unit=block.unit) for c, h in heads.items()}
            if len(heads) >= 2 or (heads and heads_list(cell.text for cell in row)):
                above = self.table.rows[number - 1] if number else []
                upper = columns if columns and self._is_header(above) else self._spanned(above)
                columns = {c: merged(upper.get(c), h) for c, h in heads.items()}
                columns.update({c: h for c, h in upper.items() if c not in columns and c >= len(row)})
                columns = self.columns = with_parts(columns)
                self.executes = any(h.measure == "expenditure" and "执行" in h.text for h in columns.values())
                named = (*above, *row) if upper else row
                self.names = next((c.column for c in named if kinds_of(c.text) & {"work", "project"}), None)
                self.sources = {c.column for c in named if _SOURCE.search(c.text)}
                self.lead = next((c.text for c in row[: sorted(columns)[-1]] if "lead" in kinds_of(c.text)), "")
                first = min(columns)
                whole, self.coded = {}, {}
                self.lists_projects = any(re.fullmatch(r"(?:项目|专项).{0,4}名称.*", c.text) for c in row)
                continue
            over = self.accounts.columns(row, bool(columns)) if self.accounts is not None else {}
            placed: set[int] = set()
            if any(over.values()):
                found = self._row(number, row, {c: head for c, head in over.items() if head is not None}, None, whole)
            elif columns and any(sum_in(c.text) for c in row) and not labels_its_own(row):
                counted = {column for column, head in over.items() if head is None}
                money = {c: h for c, h in columns.items() if c not in counted}
                found = self._row(number, row, money, first, whole, bool(counted))
            else:
                found = iter(()) if self._by_title(row) else self._pairs(number, row, columns)
            for record in found:
                placed.add(record.value_start)
                yield record
            if self.accounts is not None and number >= self.accounts.first_row:
                yield from self._rest(number, row, placed, over)
            else:
                yield from self._unknown(number, row, without_column(row), over)

    def _by_title(self, row: list[Cell]) -> bool:
        """Tell whether side and title decide for a row of accounts without its header: 一、财政拨款收入 8.6 | 一、教育支出 8.6.

        A project's form has labels with their values.
        """
        has_sides = self.accounts is not None and self.accounts.has_sides
        return has_sides or (self.title.heads_table and self.report.subject_at(row[0].start) is None)

    def _rest(
        self, number: int, row: list[Cell], placed: set[int], over: dict[int, Column | None]
    ) -> Iterator[Amount | Ratio]:
        """The figures of a table of accounts that no header has placed: money, of which the label alone speaks."""
        is_numbered = self.accounts is not None and self.accounts.is_numbered
        for cell in unplaced(row, placed, over, is_numbered=is_numbered):
            titled = self.title.heads_table or "表" in self.title.words
            has_header = self.accounts is None or self.accounts.levels or titled
            if has_header or is_coded(row):
                yield from self._unknown(number, row, [cell], over)

    def _unknown(
        self, number: int, row: list[Cell], cells: list[Cell], over: dict[int, Column | None]
    ) -> Iterator[Amount]:
        """The figures of a row whose column is not known: money, of which the label alone speaks, or the budget item."""
        for cell in cells:
            is_part = is_coded(row) and cell is row[-1]
            column = column_of_item(row, over.values(), _UNKNOWN) if is_part else _UNKNOWN
            value = sum_in(cell.text)
            before = [other for other in row[: row.index(cell)] if other.text and not sum_in(other.text)]
            label = before[-1].text if before else ""
            if value is not None and not no_money(label):
                yield self._amount(number, row, cell, value, column, label, None)

    def _heads(self, row: list[Cell]) -> dict[int, Column]:
        values = sum(bool(sum_in(c.text)) for c in row)
        if values >= 2 or (values and sum_in(next(c.text for c in reversed(row) if c.text))):
            return {}  # labels with their values
        if values and self.accounts is not None and self.accounts.levels:
            return {}  # 上年结转 | 0 | 结转下年: a row of both sides, one of them blank
        return {
            cell.column: head
            for cell in row
            if not (labelled_value(cell.text) or labelled_values(cell.text))
            and (head := column_of(cell.text)) is not None
        }

    def _spanned(self, row: list[Cell]) -> dict[int, Column]:
        """Return the only head of a row of labels, with the empty cells that it covers: 任务名称 | 主要内容 | 预算金额 | (…)."""
        heads = self._heads(row)
        if len(heads) != 1:
            return {}
        ((place, head),) = heads.items()
        if head.measure not in _SUMS or len(head.text) > _LONGEST_HEAD:
            return {}
        if any(kinds_of(cell.text) & {"project", "label"} for cell in row[:place]):
            return {}
        covered = takewhile(lambda cell: not cell.text, row[place + 1 :])
        return {place: head, **{cell.column: head for cell in covered}}

    def _describes(self, cell: Cell) -> bool:
        return self.names is not None and cell.column > self.names and cell.column not in self.sources

    def _is_header(self, row: list[Cell]) -> bool:
        return len(self._heads(row)) >= 2

    def _row(
        self,
        number: int,
        row: list[Cell],
        columns: dict[int, Column],
        first: int | None,
        whole: dict[int, Amount],
        counted: bool = False,
    ) -> Iterator[Amount | Ratio]:
        """The figures under ``columns``. ``first``: the first column that holds money, null where the columns fit this row
        as it is; ``counted``: a column of numbers that are no money keeps the others in place."""
        filled = [cell for cell in row if cell.text]
        bare = self.accounts is not None and is_bare_code(row)
        shift = 0
        numeric = [c.column for c in filled if sum_in(c.text) or _PERCENT.fullmatch(c.text)]
        if first is None or not numeric:
            pass
        elif numeric[0] < first and TOTAL.search(filled[0].text) and self._fit(len(row), len(numeric), columns):
            shift = first - numeric[0]  # a total whose empty cells were lost
        elif (
            self.accounts is not None
            and not counted
            and len(filled) == len(row)
            and (is_coded(row) or bare or (not first and not sum_in(filled[0].text)))
        ):
            # 2010501 行政运行: code and name under one header cell or none, blanks lost
            last_named = 0 if bare else int(is_coded(row))
            shift = min(0, first - next((column for column in numeric if column > last_named), first))
        label = ""
        code = row[0].text if is_coded(row) or bare else ""
        places = sorted(columns)
        columns = with_lone_part(row, columns, shift) if code else columns
        for cell in row:
            column = columns.get(cell.column + shift)
            value = sum_in(cell.text)
            if column is None or (value is None and not (column.ratio and _PERCENT.fullmatch(cell.text))):
                if cell.text and not sum_in(cell.text) and not re.fullmatch(r"[-—/\s]+", cell.text):
                    label = label if label and self._describes(cell) else cell.text
                continue
            label = label or self.lead
            if (not label and not self.title.words) or label in ("栏次", "行次", "列次") or counts_things(label):
                continue
            if self.accounts is not None and (_LONG_CODE.fullmatch(cell.text) or (bare and cell is row[0])):
                continue
            if self.accounts is not None and self.accounts.is_numbered and numbers_line(row, cell):
                continue
            of_row = column_of(label)  # 2021年比2020年增减%: percentages, whatever the columns hold
            rate = column if column.ratio else of_row if of_row is not None and of_row.ratio else None
            if rate is not None:
                ratio = self._ratio(number, cell, rate, label)
                if ratio is not None:
                    yield ratio
            elif value is not None:
                place = places.index(cell.column + shift)
                amount = self._amount(number, row, cell, value, column, label, self._whole_of(code, place, whole))
                if code:
                    self.coded.setdefault(code, {})[place] = amount
                elif TOTAL.search(label):
                    whole[place] = amount
                yield amount

    def _fit(self, width: int, figures: int, columns: dict[int, Column]) -> bool:
        """Tell whether a total's figures fill the columns when they are moved under them: a count of the list beside it,
        合计 | 4个项目 | 214, is one more than there are."""
        return width < max(columns) + 1 or figures <= len(columns)

    def _whole_of(self, code: str, place: int, whole: dict[int, Amount]) -> Amount | None:
        """The amount that one in the same column is a part of: that of the item above it by code, else the total."""
        for length in range(len(code) - 2, 2, -2):
            if place in (above := self.coded.get(code[:length], {})):
                return above[place]
        return whole.get(place)

    def _amount(
        self,
        number: int,
        row: list[Cell],
        cell: Cell,
        value: re.Match[str],
        column: Column,
        label: str,
        whole: Amount | None,
    ) -> Amount:
        subject = self.report.subject_at(cell.start)
        if is_running_costs(self.title, row, cell):
            column = replace(column, category="operating")
        said = TableWords(
            label,
            column,
            self.title,
            of_project=subject is not None,
            lists_projects=self.lists_projects,
            code=row[0].text if is_coded(row) or is_bare_code(row) else "",
            is_target=self.is_target,
            executes=self.executes,
            report_year=self.year,
            earns=self.accounts is not None and self.accounts.has_sides and is_earned(row, cell),
        )
        fund_type = said.fund_type
        if fund_type is None and said.category == "three_public":
            fund_type = public_fund_above(self.report, self.table.row_span(0)[0])
        start, end = self.table.row_span(number)
        return Amount(
            char_start=start,
            char_end=end,
            value_start=cell.start,
            value_end=cell.end,
            project_ordinal=subject,
            number=decimal_of(value.group(1)),
            unit=value.group(2) or column.unit or self.table.unit,
            unit_basis="own" if value.group(2) else "table" if column.unit or self.table.unit else None,
            measure=said.measure,
            category=said.category,
            fund_type=fund_type,
            fund_level=(said.fund_level or self._level_of(subject, said.measure))
            if fund_type in (None, "other")
            else None,
            fiscal_year=said.year,
            label=(label or self.title.words)[:60],
            part_of_start=whole.value_start if whole is not None else None,
        )

    def _level_of(self, subject: int | None, measure: str | None) -> str | None:
        """The level that leads a project's name is that of its money, where the table shares it out: 省级…专项资金."""
        if subject is None or self.executes or measure in (None, "other", "unit_standard"):
            return None
        return leading_level(self.report.projects[subject - 1].project_name)

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

    def _pairs(self, number: int, row: list[Cell], columns: dict[int, Column]) -> Iterator[Amount | Ratio]:
        """Forms: a label that names money, its value beside it; a percentage may stand below a head of its own."""
        before: Amount | None = None
        for pair in self.form.pairs(row):
            if pair.head.ratio:
                ratio = self._ratio(number, pair.value, pair.head, pair.label)
                if ratio is not None:
                    yield ratio
            elif (amount := self.form.amount(pair, before)) is not None:
                before = amount
                yield amount
        for cell in row if columns and before is not None else ():
            head = columns.get(cell.column)
            ratio = self._ratio(number, cell, head, "") if head is not None and cell.text.endswith("%") else None
            if ratio is not None:
                yield ratio
