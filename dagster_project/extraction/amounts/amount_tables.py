"""Amounts of money and money ratios in tables: columns by their header words, rows by their labels, forms by label and value.

Sentences inside a cell are left to amounts.py, indicator blocks to the indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from dagster_project.extraction.amounts.account_tables import account_table, numbers_line, unplaced
from dagster_project.extraction.amounts.account_titles import Title, public_fund_above
from dagster_project.extraction.amounts.budget_items import by_items, code_of, is_bare_code, is_coded
from dagster_project.extraction.amounts.form_money import (
    FormMoney,
    labels_its_own,
    names_sources,
    opens_items,
    parted_by_sources,
    units_by_label,
)
from dagster_project.extraction.amounts.lone_parts import column_of_item, is_running_costs, with_lone_part
from dagster_project.extraction.amounts.money_heads import MoneyHead, open_head
from dagster_project.extraction.amounts.table_words import TOTAL, TableWords
from dagster_project.extraction.amounts.whole_amounts import WholeAmounts
from dagster_project.extraction.header.report_types import report_type
from dagster_project.extraction.header.report_years import fiscal_year
from dagster_project.extraction.indicators.indicator_blocks import indicator_blocks
from dagster_project.extraction.layout.money_columns import (
    Column,
    column_of,
)
from dagster_project.extraction.layout.summed_rows import without_column
from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.records import Amount, Ratio
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.account_cells import LONG_CODE
from dagster_project.extraction.words.amount_cues import leading_level
from dagster_project.extraction.words.column_words import counts_things, no_money
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.extraction.words.indicator_headers import header_role
from dagster_project.extraction.words.money_values import decimal_of, sum_in

_SIDE = re.compile(r"(收入|支出)构成")
_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%?")
_BLANK = re.compile(r"[-—/\s]+")
_COUNTS_COLUMNS = ("栏次", "行次", "列次")
_OF_PERSONS = re.compile(r"单位[：:][（(]?[人个名辆户家所](?![\u4e00-\u9fff])")  # 单位：人: a table that counts
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
        if not any(_OF_PERSONS.search(report.outline.text(piece)) for piece in table.caption):
            yield from reader.read()
        before = reader


class _Reader:
    """Reads one table."""

    def __init__(self, report: Report, table: Table, units: dict[str, str]) -> None:
        self.report, self.table, self.units = report, table, units
        self.indicators = report.once(indicator_blocks)[table.first]
        self.accounts = account_table(report, table)
        self.title = self.accounts.title if self.accounts is not None else Title()
        self.is_target = report.once(report_type) == "performance_target"
        self.form = FormMoney(report, table, units)
        self.head = MoneyHead()
        self.wholes = WholeAmounts()
        self.opened = 0  # the row of the head
        self.year = fiscal_year(report)
        self.side = ""  # 收入构成, 支出构成: what the rows from there on are parts of
        self.beside: dict[int, Column] = {}  # the columns of sums to the left of a list's indicators

    def go_on(self, before: _Reader) -> None:
        """Take over the header of the table that this one goes on with, where both are tables of accounts."""
        if self.accounts is not None and before.accounts is not None:
            self.accounts, self.title, self.head = before.accounts, before.title, before.head

    def read(self) -> Iterator[Amount | Ratio]:
        """Yield row by row; a row with two or more money headers opens a block of columns."""
        columns = self.head.columns
        rows = enumerate(self.table.rows)
        for number, row in by_items(rows) if self.accounts is not None else rows:
            if number in self.indicators:
                columns = {}
                yield from self._beside_indicators(number, row)
                continue
            if self.accounts is not None and not names_sources(row) and self.accounts.begins(row):
                continue
            if any("plan" in kinds_of(cell.text) for cell in row):
                continue  # shares of the money by month
            columns = {} if opens_items(row) and not _SIDE.fullmatch(row[0].text) else columns
            if (head := self._opened(number, row, columns)) is not None:
                self.head, columns, self.wholes, self.opened = head, head.columns, WholeAmounts(), number
            else:
                yield from self._below(number, row, columns)

    def _opened(self, number: int, row: list[Cell], columns: dict[int, Column]) -> MoneyHead | None:
        """Return the head of a block of columns that a row is, null for another row."""
        if names_sources(row):
            return None
        rows = self.table.rows
        around = (rows[number - 1] if number else [], rows[number + 1] if number + 1 < len(rows) else [])
        has_levels = self.accounts is not None and bool(self.accounts.levels)
        return open_head(row, around, columns, of_accounts=self.accounts is not None, has_levels=has_levels)

    def _below(self, number: int, row: list[Cell], columns: dict[int, Column]) -> Iterator[Amount | Ratio]:
        """Yield the figures of a row that is no head: below the header of accounts, below columns, beside their labels."""
        self.side = next((m.group(1) for c in row if (m := _SIDE.fullmatch(c.text))), self.side)
        over = self.accounts.columns(row, bool(columns)) if self.accounts is not None else {}
        placed: set[int] = set()
        found: Iterator[Amount | Ratio] = iter(())
        if any(over.values()):
            found = self._row(number, row, {c: head for c, head in over.items() if head is not None})
        elif columns and any(sum_in(c.text) for c in row) and not labels_its_own(row):
            counted = {column for column, head in over.items() if head is None}
            money = {c: h for c, h in columns.items() if c not in counted}
            found = self._row(number, row, money, self._shift(row, money, bool(counted)))
        elif not self._by_title(row):
            found = self._pairs(number, row, columns)
        for record in found:
            placed.add(record.value_start)
            yield record
        if self.accounts is not None and number >= self.accounts.first_row:
            yield from self._rest(number, row, placed, over)
        else:
            yield from self._unknown(number, row, without_column(row), over)

    def _beside_indicators(self, number: int, row: list[Cell]) -> Iterator[Amount]:
        """Yield the sums to the left of a list's indicators: 项目名称 | 预算数 | 绩效目标 | 一级指标 | …"""
        level = next((place for place, cell in enumerate(row) if header_role(cell.text) == "level1"), None)
        if level is not None:
            heads = {cell.column: column_of(cell.text) for cell in row[:level]}
            self.beside = {c: head for c, head in heads.items() if head is not None and head.measure}
        for cell in row if level is None and self.beside else ():
            value = sum_in(cell.text)
            if cell.column in self.beside and value is not None:
                head = self.beside[cell.column]
                yield self._amount(number, row, cell, value, head, head.text, None)

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
            before = (other.text for other in reversed(row[: cell.column]) if other.text and not sum_in(other.text))
            label = next(before, "")
            counts = TOTAL.search(label) is not None and cell.text == str(number - self.opened - 1)
            if value is not None and not no_money(label) and not counts:  # 合计 | 3 | 79.3: the rows of the list
                yield self._amount(number, row, cell, value, column, label, None)

    def _shift(self, row: list[Cell], columns: dict[int, Column], counted: bool) -> int:
        """Return by how many columns a row stands too far to the right, because blank or merged cells of it were lost.

        ``counted``: a column of numbers that are no money keeps the others in place.
        """
        filled = [cell for cell in row if cell.text]
        first = self.head.first
        numeric = [c.column for c in filled if sum_in(c.text) or _PERCENT.fullmatch(c.text)]
        if not numeric:
            return 0
        if numeric[0] < first and TOTAL.search(filled[0].text) and _fills(len(row), len(numeric), columns):
            return first - numeric[0]  # a total whose empty cells were lost
        if self.accounts is None or counted or len(filled) < len(row):
            return 0
        bare, coded = is_bare_code(row), is_coded(row)
        if not (coded or bare or (not first and not sum_in(filled[0].text))):
            return 0
        # 2010501 行政运行: code and name under one header cell or none, blanks lost
        last_named = 0 if bare else int(coded)
        return min(0, first - next((column for column in numeric if column > last_named), first))

    def _row(
        self, number: int, row: list[Cell], columns: dict[int, Column], shift: int = 0
    ) -> Iterator[Amount | Ratio]:
        """Yield the figures of a row under ``columns``, ``shift`` to the right of where they stand."""
        code = code_of(row)
        places = {column: place for place, column in enumerate(sorted(columns))}
        for cell, column, label in self._labelled(row, with_lone_part(row, columns, shift) if code else columns, shift):
            if self._is_aside(row, cell, label):
                continue
            of_row = column_of(label)  # 2021年比2020年增减%: percentages, whatever the columns hold
            rate = column if column.ratio else of_row if of_row is not None and of_row.ratio else None
            if rate is not None:
                yield from self._ratio(number, cell, rate, label)
            elif (value := sum_in(cell.text)) is not None:
                place = places[cell.column + shift]
                amount = self._amount(number, row, cell, value, column, label, self.wholes.whole_of(code, place))
                if code:
                    self.wholes.add_item(code, place, amount)
                elif TOTAL.search(label):
                    self.wholes.add_total(place, amount)
                yield amount

    def _labelled(self, row: list[Cell], columns: dict[int, Column], shift: int) -> Iterator[tuple[Cell, Column, str]]:
        """Yield the figures of a row with what heads them and the label before them."""
        label = ""
        for cell in row:
            column = columns.get(cell.column + shift)
            is_sum = sum_in(cell.text) is not None
            if column is not None and (is_sum or (column.ratio and _PERCENT.fullmatch(cell.text))):
                label = label or self.head.lead
                yield cell, column, label
            elif cell.text and not is_sum and not _BLANK.fullmatch(cell.text):
                label = label if label and self.head.describes(cell) else cell.text

    def _is_aside(self, row: list[Cell], cell: Cell, label: str) -> bool:
        """Tell whether a figure that stands below a head of money is none: it counts, or is a code or the number of a line."""
        if (not label and not self.title.words) or label in _COUNTS_COLUMNS or counts_things(label):
            return True
        if self.accounts is None:
            return False
        is_code = LONG_CODE.fullmatch(cell.text) is not None or (cell is row[0] and is_bare_code(row))
        return is_code or (self.accounts.is_numbered and numbers_line(row, cell))

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
            lists_projects=self.head.lists_projects,
            code=code_of(row),
            is_target=self.is_target,
            executes=self.head.executes,
            spends=self.head.spends,
            report_year=self.year,
            side=self.side,
            earns=self.accounts is not None and self.accounts.earns(row, cell),
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
        if subject is None or self.head.executes or measure in (None, "other", "unit_standard"):
            return None
        return leading_level(self.report.projects[subject - 1].project_name)

    def _ratio(self, number: int, cell: Cell, column: Column, label: str) -> Iterator[Ratio]:
        """Yield a percentage below or beside the head of a rate; nothing for another cell."""
        match = _PERCENT.fullmatch(cell.text)
        if match is None or column.ratio is None:
            return
        start, end = self.table.row_span(number)
        yield Ratio(
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
        rates: set[int] = set()
        for pair in self.form.pairs(row):
            if pair.head.ratio:
                rates.add(pair.value.start)
                yield from self._ratio(number, pair.value, pair.head, pair.label)
            elif (amount := self.form.amount(pair, before)) is not None:
                before = amount
                yield amount
        for cell in row if columns and before is not None else ():
            if cell.text.endswith("%") and cell.start not in rates and (head := columns.get(cell.column)) is not None:
                yield from self._ratio(number, cell, head, "")


def _fills(width: int, figures: int, columns: dict[int, Column]) -> bool:
    """Tell whether a total's figures fill the columns when they are moved under them: a count of the list beside it,
    合计 | 4个项目 | 214, is one more than there are."""
    return width < max(columns) + 1 or figures <= len(columns)
