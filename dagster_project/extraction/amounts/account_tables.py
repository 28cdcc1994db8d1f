"""Tables of budgets and accounts: which they are, and which header words stand over a row of figures.

Here belongs a table whose unit is stated and that holds no scores or indicators, so that each figure in it is money. Its
title belongs to account_titles.py, the codes of its rows to budget_items.py, the order in which header, label and title
decide to amount_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dagster_project.extraction.amounts.account_titles import EDGE_WORDS, TITLE_ROWS, Title, title_of
from dagster_project.extraction.amounts.budget_items import is_bare_code
from dagster_project.extraction.layout.money_columns import Column, column_over, with_parts
from dagster_project.extraction.layout.summed_rows import without_column
from dagster_project.extraction.layout.table_columns import paths_over, whole_heads
from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.account_cells import FIGURE, ITEM_CODE, LINE_HEAD, LINE_NUMBER
from dagster_project.extraction.words.column_words import counts_things, names_rows, no_money
from dagster_project.extraction.words.form_words import kinds_of, names_project
from dagster_project.extraction.words.numerals import YEAR_NUMBER

_LONE_HEAD = re.compile(r"(?:本年|年初|\d{4}年度?)?(?:预算|决算|执行)数?(?:（.{1,4}）)?|金额")
_NOTES_UNIT = re.compile(r"单位[：:].{0,4}元")
_JUDGED = re.compile(r"分值|得分|权重|指标|绩效(?!工资)|评分")
_TWO_SIDED = re.compile(r"(?:收入支出|收支)(?:预算|决算)?总表")
_COUNTS_COLUMNS = ("栏次", LINE_HEAD)  # opens the row that numbers the columns
_SIDES = 2  # of a table: revenue and expenditure
_TOTAL_HEAD = re.compile(r"[合总小]计$")
_YEAR_ROW = re.compile(r"(?:19|20)\d{2}年度?(?:预算|决算)?数?")
_LEAST_YEARS = 2  # rows that a year names: money without its unit where the title says what is compared


@dataclass(slots=True)
class AccountTable:
    """The header of a table of accounts as its rows are read: its levels, and whether the next row may go on with it."""

    title: Title
    levels: list[list[Cell]] = field(default_factory=list)
    is_open: bool = False
    first_row: int = 0  # what stands above the note of the unit is no money: 浏览量, 文号
    has_sides: bool = False  # 收入 | 支出: the figures behind the first of a row's two labels are received
    is_numbered: bool = False  # 行次: a number of its own stands before the figures of each row
    _known: dict[int, list[Column | None] | None] = field(default_factory=dict)
    _labelled: tuple[list[Cell], int] = field(
        default_factory=lambda: ([], -1)
    )  # the last row asked for, and its last label

    def begins(self, row: list[Cell]) -> bool:
        """Take a row without figures, or the row that numbers the columns, for a part of the header; say whether it is one."""
        years = [cell for cell in row if YEAR_NUMBER.fullmatch(cell.text)]
        if len(years) > 1 and years == [cell for cell in row if FIGURE.fullmatch(cell.text)]:
            row = [replace(cell, text=f"{cell.text}年") if cell in years else cell for cell in row]
            self.levels = [*self.levels, row] if self.is_open else [row]
            self.is_open, self._known = True, {}
            return True
        texts = [cell.text for cell in row if cell.text]
        self.has_sides = self.has_sides or texts == ["收入", "支出"]
        self.is_numbered = self.is_numbered or LINE_HEAD in texts
        figures = [text for text in texts if FIGURE.fullmatch(text)]
        if figures and texts[-len(figures) :] == [str(n) for n in range(1, len(figures) + 1)]:
            return len(figures) > 1 or texts[0] in _COUNTS_COLUMNS
        if figures:
            if texts[0] in _COUNTS_COLUMNS:
                return True
            self.is_open = False
            return False
        is_lone = not self.levels and len(texts) == 1 and _LONE_HEAD.fullmatch(texts[0])
        if self.levels and not self.is_open and self._is_two_sided and not any(names_rows(text) for text in texts):
            return True  # 二、上年结转 | 二、结转下年: a row whose sums are blank
        if (len(texts) >= 2 or is_lone) and not any(EDGE_WORDS.search(text) for text in texts):
            self.levels = [*self.levels, row] if self.is_open else [row]
            self.is_open = True
            self._known = {}
        return False

    def columns(self, row: list[Cell], has_columns: bool) -> dict[int, Column | None]:
        """Return what stands over the figures that end a row, by column (null: no money); empty where the header fits none.

        Where the header's cells have given the columns already (``has_columns``) and it keeps the row's shape, only those that
        hold no money are named.
        """
        if not self.levels:
            return {}
        lost_left = self._is_two_sided and "支出" in row[0].text and sum(bool(cell.text) for cell in row) > 1
        if has_columns and self._keeps_shape(row) and not lost_left:
            return {cell.column: None for level in self.levels for cell in level if no_money(cell.text)}
        if both := self._both_sides(row):
            return both
        last = max((cell.column for cell in row if cell.text and not FIGURE.fullmatch(cell.text)), default=-1)
        unknown = without_column(row)
        tail = [cell for cell in row[last + 1 :] if cell not in unknown]
        if any(not cell.text for cell in tail) and (found := self._over(len(tail))):
            return dict(zip((cell.column for cell in tail), found, strict=True))
        while tail and not tail[-1].text:
            tail = tail[:-1]
        while tail and not tail[0].text:
            tail = tail[1:]
        if (
            last < 0
            and len(tail) > 1
            and ITEM_CODE.fullmatch(tail[0].text)
            and (len(tail[0].text) > 3 or is_bare_code(tail))
        ):
            tail = tail[1:]
        width = len(tail)
        if self.is_numbered and width == 1 and last >= 0 and LINE_NUMBER.fullmatch(tail[0].text):
            return {tail[0].column: None}  # the row's sum is left blank
        found = self._over(width)
        return {cell.column: column for cell, column in zip(tail, found, strict=True)} if found is not None else {}

    def earns(self, row: list[Cell], cell: Cell) -> bool:
        """Tell whether a figure stands before the second label of its row: on the side of 收入 where 支出 stands beside it."""
        if not self.has_sides:
            return False
        if self._labelled[0] is not row:
            labels = (other.column for other in row if other.text and not FIGURE.fullmatch(other.text))
            self._labelled = row, max(labels, default=-1)
        return cell.column < self._labelled[1]

    def _over(self, width: int) -> list[Column | None] | None:
        """Return what stands over so many columns of figures, null where the header does not fit them."""
        if width not in self._known:
            paths = paths_over([[cell.text for cell in level if cell.text] for level in self.levels], width)
            over = [column_over(path) for path in paths or ()]
            parts = with_parts({place: column for place, column in enumerate(over) if column is not None})
            self._known[width] = [parts.get(place) for place in range(len(over))] if paths is not None else None
        return self._known[width]

    @property
    def _is_two_sided(self) -> bool:
        """Two columns of the header name rows: 项目 | 预算数 | 项目 | 预算数."""
        return sum(names_rows(cell.text) for cell in self.levels[-1]) == _SIDES

    def _both_sides(self, row: list[Cell]) -> dict[int, Column | None]:
        """Return what stands over the figures behind each of a row's two labels, where the header's sides differ in width:
        项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算."""
        heads = whole_heads([cell.text for cell in self.levels[-1] if cell.text])
        named = [place for place, head in enumerate(heads) if names_rows(head)]
        if len(named) != _SIDES:
            return {}
        sides = [heads[named[0] + 1 : named[1]], heads[named[1] + 1 :]]
        if len(sides[0]) == len(sides[1]):
            return {}
        sides = [[head for head in side if head != LINE_HEAD] for side in sides]
        if heads[: named[0]] == ["收入", "支出"]:  # both levels of the header in one line
            sides = [[f"{name}{head}" for head in side] for name, side in zip(heads, sides, strict=False)]
        behind: list[list[Cell]] = []
        for cell in row:
            if cell.text and not FIGURE.fullmatch(cell.text):
                behind.append([])
            elif cell.text and behind:
                behind[-1].append(cell)
        if self.is_numbered:
            behind = [_unnumbered(cells) for cells in behind]
        if len(behind) == 1 and behind[0]:
            is_spent = "支出" in next(cell.text for cell in row if cell.text)
            behind.insert(0 if is_spent else 1, [])  # the other side is blank, or in a row of its own
        if len(behind) != _SIDES:
            return {}
        sides = [_shortened(side, cells) for side, cells in zip(sides, behind, strict=True)]
        return {
            cell.column: column_over((head,))
            for side, cells in zip(sides, behind, strict=True)
            if len(side) == len(cells)
            for head, cell in zip(side, cells, strict=True)
        }

    def _keeps_shape(self, row: list[Cell]) -> bool:
        """Tell whether each level of the header has a cell for each cell of the row, in its place."""
        under = self.levels[1:]
        if any(level[0].text and not names_rows(level[0].text) for level in under):
            return False
        return all(len(level) == len(row) for level in self.levels)


def _unnumbered(figures: list[Cell]) -> list[Cell]:
    """Return the figures behind a label without the number of its line."""
    return figures[1:] if figures and LINE_NUMBER.fullmatch(figures[0].text) else figures


def _shortened(heads: list[str], figures: list[Cell]) -> list[str]:
    """Return a side's heads without those whose blank cells were lost: a sum that is said twice is that of the first budget."""
    same = len(figures) == _SIDES and figures[0].text == figures[1].text
    return heads[:_SIDES] if same and len(heads) > _SIDES and _TOTAL_HEAD.search(heads[0]) else heads


def account_table(report: Report, table: Table) -> AccountTable | None:
    """Return the header state of a table of accounts; null for another table."""
    if any(_JUDGED.search(cell.text) for row in table.rows for cell in row):
        return None
    if any(_is_of_form([cell.text for cell in row if cell.text]) for row in table.rows[:TITLE_ROWS]):
        return None
    title = title_of(report, table)
    by_year = sum(row[0].text != "" and _YEAR_ROW.fullmatch(row[0].text) is not None for row in table.rows)
    if table.unit is None and (title.measure is None or by_year < _LEAST_YEARS):
        return None
    noted = (
        number for number, row in enumerate(table.rows[:TITLE_ROWS]) if any(_NOTES_UNIT.search(c.text) for c in row)
    )
    return AccountTable(title, first_row=next(noted, 0), has_sides=_TWO_SIDED.search(title.words) is not None)


def _is_of_form(texts: list[str]) -> bool:
    """Tell whether a row is one of a form: the name of its project or body, or its goal (总体绩效目标 | 健全…制度)."""
    if len(texts) != 2 or FIGURE.fullmatch(texts[1]):
        return False
    kinds = kinds_of(texts[0])
    return names_project(texts) or "planned" in kinds or ("label" in kinds and texts[0].endswith("名称"))


def unplaced(
    row: list[Cell], placed: set[int], columns: dict[int, Column | None], *, is_numbered: bool
) -> Iterator[Cell]:
    """Yield the figures of a row that neither header nor label has placed, but for codes, counts, percentages and the
    number of the line where the table counts them (``is_numbered``)."""
    label = next((cell.text for cell in row if cell.text and not FIGURE.fullmatch(cell.text)), "")
    if counts_things(label):
        return
    labels = [cell.column for cell in row if cell.text and not FIGURE.fullmatch(cell.text)] or [-1]
    after = labels[-1] if is_numbered or not FIGURE.fullmatch(row[-1].text) else labels[0]
    tail = [cell for cell in row[after + 1 :] if cell.text]
    tail = tail[1:] if is_bare_code(tail) else tail
    for cell in tail[1:] if is_numbered and tail and LINE_NUMBER.fullmatch(tail[0].text) else tail:
        is_money = FIGURE.fullmatch(cell.text) and any(c.isdigit() for c in cell.text) and not cell.text.endswith("%")
        is_money = is_money and (len(cell.text) < 5 or not ITEM_CODE.fullmatch(cell.text))
        if is_money and cell.start not in placed and columns.get(cell.column, ...) is not None:
            yield cell


def numbers_line(row: list[Cell], cell: Cell) -> bool:
    """Tell whether a cell only numbers its line: a small whole number between a label and a figure (行次)."""
    place = cell.column
    if LINE_NUMBER.fullmatch(cell.text) is None or not 0 < place < len(row) - 1:
        return False
    before, after = row[place - 1].text, row[place + 1].text
    return bool(before and after) and not FIGURE.fullmatch(before) and FIGURE.fullmatch(after) is not None
