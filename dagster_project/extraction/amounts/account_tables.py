"""Tables of budgets and accounts: what their title says of all figures, and which header words stand over a row of figures.

Here belongs a table whose unit is stated and that holds no scores or indicators, so that each figure in it is money; the
order in which header, label and title decide belongs to amount_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dagster_project.extraction.amounts.amount_words import NAMED_BUDGETS
from dagster_project.extraction.amounts.stances import kind_of
from dagster_project.extraction.layout.money_columns import Column, column_over, counts_things, no_money, with_parts
from dagster_project.extraction.layout.summed_rows import without_column
from dagster_project.extraction.layout.table_columns import names_rows, paths_over, whole_heads
from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues

_FIGURE = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|[-—]{1,2}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LINES = "行次"
_LINE_NUMBER = re.compile(r"\d{1,3}")
_CODE = re.compile(r"[12]\d{2}(?:\d{2}){0,3}|3(?:0[1-9]|1[0-3]|99)(?:\d{2})?")
_LONE_HEAD = re.compile(r"(?:本年|年初|\d{4}年度?)?(?:预算|决算|执行)数?(?:（.{1,4}）)?|金额")
_UNIT_NOTE = re.compile(r"(?:金额)?单位：.*$|(?<=表)\s?公开\d{1,3}表.*$")  # and the code of the form behind its name
_NOTES_UNIT = re.compile(r"单位[：:].{0,4}元")
_JUDGED = re.compile(r"分值|得分|权重|指标|绩效(?!工资)|评分")
_EDGE_WORDS = re.compile(r"单位[：:]|部门[：:]|公开.{0,3}表|^附[件表]|编制日期|索引号|文号|发布|公开目录")
# The tables that belong to a budget have the names of an account's, without 决算.
_TABLE_OF_BUDGET = re.compile(r"^(?!.*决算).*(?:部门|财政拨款|预算)(?:基本)?(?:收支|收入|支出)总?表")
_OF_KIND = {"budget": "budget_initial"}
_TABLE_NAME = re.compile(r"[\u4e00-\u9fff”]{3,}(?:表|情况)$")
_TWO_SIDED = re.compile(r"(?:收入支出|收支)(?:预算|决算)?总表")
_SIDES = 2  # of a table: revenue and expenditure
_TOTAL_HEAD = re.compile(r"[合总小]计$")
_HEADER_LINES = 14
_LONGEST_NAME = 40
_YEAR_ROW = re.compile(r"(?:19|20)\d{2}年度?(?:预算|决算)?数?")
_LEAST_YEARS = 2  # rows that a year names: money without its unit where the title says what is compared
_PUBLIC_FUND = re.compile(r"一般公共预算[^，。；\n\d]{0,16}“?三公”?经费")
_FUND_REACH = 1_500
_PUBLIC_HEAD = re.compile(
    r"“?三公”?经费.{0,6}|[合小总]计|因公出国.{0,8}|公务接待.{0,4}|(?:公务用车|公车|车辆?).{0,8}|(?:其中：)?.{0,4}(?:购置|运行).{0,4}"
)
_LEAST_PUBLIC = 4
# 中央财政扶贫资金安排表: a list of a fund's parts, which are of its level
_DISTRIBUTES = re.compile(r"资金(?:项目)?(?:安排|分配|下达|拨付)(?:计划|情况|明细)?表$")
_BROKEN_NAME = re.compile(r"(?<=资金)\s+(?=(?:安排|分配|下达|拨付|计划|明细)[\u4e00-\u9fff]{0,4}表\s)")
_TITLE_REACH = 100
_TITLE_ROWS = 8


@dataclass(frozen=True, slots=True)
class Title:
    """What the title of a table says of its figures; null: not said."""

    words: str = ""
    measure: str | None = None
    category: str | None = None
    fund_type: str | None = None
    year: int | None = None
    fund_level: str | None = None  # of a fund whose distribution the table lists

    @property
    def heads_table(self) -> bool:
        """Whether it says what the figures measure where no header does: the name of a table, or a report that only plans."""
        return self.measure == "budget_initial" or (self.measure is not None and "表" in self.words)


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

    def begins(self, row: list[Cell]) -> bool:
        """Take a row without figures, or the row that numbers the columns, for a part of the header; say whether it is one."""
        years = [cell for cell in row if _YEAR.fullmatch(cell.text)]
        if len(years) > 1 and years == [cell for cell in row if _FIGURE.fullmatch(cell.text)]:
            row = [replace(cell, text=f"{cell.text}年") if cell in years else cell for cell in row]
            self.levels = [*self.levels, row] if self.is_open else [row]
            self.is_open, self._known = True, {}
            return True
        texts = [cell.text for cell in row if cell.text]
        self.has_sides = self.has_sides or texts == ["收入", "支出"]
        self.is_numbered = self.is_numbered or "行次" in texts
        figures = [text for text in texts if _FIGURE.fullmatch(text)]
        if figures and texts[-len(figures) :] == [str(n) for n in range(1, len(figures) + 1)]:
            return len(figures) > 1 or texts[0] in ("栏次", "行次")
        if figures:
            if texts[0] in ("栏次", "行次"):
                return True
            self.is_open = False
            return False
        is_lone = not self.levels and len(texts) == 1 and _LONE_HEAD.fullmatch(texts[0])
        if self.levels and not self.is_open and self._is_two_sided and not any(names_rows(text) for text in texts):
            return True  # 二、上年结转 | 二、结转下年: a row whose sums are blank
        if (len(texts) >= 2 or is_lone) and not any(_EDGE_WORDS.search(text) for text in texts):
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
        last = max((cell.column for cell in row if cell.text and not _FIGURE.fullmatch(cell.text)), default=-1)
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
            and _CODE.fullmatch(tail[0].text)
            and (len(tail[0].text) > 3 or is_bare_code(tail))
        ):
            tail = tail[1:]
        width = len(tail)
        if self.is_numbered and width == 1 and last >= 0 and _LINE_NUMBER.fullmatch(tail[0].text):
            return {tail[0].column: None}  # the row's sum is left blank
        found = self._over(width)
        return {cell.column: column for cell, column in zip(tail, found, strict=True)} if found is not None else {}

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
        sides = [[head for head in side if head != _LINES] for side in sides]
        if heads[: named[0]] == ["收入", "支出"]:  # both levels of the header in one line
            sides = [[f"{name}{head}" for head in side] for name, side in zip(heads, sides, strict=False)]
        behind: list[list[Cell]] = []
        for cell in row:
            if cell.text and not _FIGURE.fullmatch(cell.text):
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
    """Return the figures behind a label without the number of its line, and without that of the next one, whose label is blank."""
    if figures and _LINE_NUMBER.fullmatch(figures[0].text):
        figures = figures[1:]
    if len(figures) > 1 and _LINE_NUMBER.fullmatch(figures[-1].text) and all("." in cell.text for cell in figures[:-1]):
        figures = figures[:-1]
    return figures


def _shortened(heads: list[str], figures: list[Cell]) -> list[str]:
    """Return a side's heads without those whose blank cells were lost: a sum that is said twice is that of the first budget."""
    same = len(figures) == _SIDES and figures[0].text == figures[1].text
    return heads[:_SIDES] if same and _TOTAL_HEAD.search(heads[0]) and len(heads) > _SIDES else heads


def account_table(report: Report, table: Table) -> AccountTable | None:
    """Return the header state of a table of accounts; null for another table."""
    if any(_JUDGED.search(cell.text) for row in table.rows for cell in row):
        return None
    if any(_names_project([cell.text for cell in row if cell.text]) for row in table.rows[:_TITLE_ROWS]):
        return None
    title = _title(report, table)
    by_year = sum(row[0].text != "" and _YEAR_ROW.fullmatch(row[0].text) is not None for row in table.rows)
    if table.unit is None and (title.measure is None or by_year < _LEAST_YEARS):
        return None
    noted = (
        number for number, row in enumerate(table.rows[:_TITLE_ROWS]) if any(_NOTES_UNIT.search(c.text) for c in row)
    )
    return AccountTable(title, first_row=next(noted, 0), has_sides=_TWO_SIDED.search(title.words) is not None)


def _names_project(texts: list[str]) -> bool:
    """Tell whether a row is the label of a form with a project's name (项目名称 | 渠道清淤经费) and heads no figures."""
    return len(texts) == 2 and texts[0].rstrip("：") == "项目名称" and re.search(r"[数额元率]$", texts[1]) is None


def public_fund_above(report: Report, start: int) -> str | None:
    """Return the fund of the 三公 expenses that the text above a table names, null where it names none."""
    end = report.outline.view.find(start)
    named = _PUBLIC_FUND.search(report.text, max(0, end - _FUND_REACH), end)
    return "general_public_budget" if named is not None else None


def unplaced(
    row: list[Cell], placed: set[int], columns: dict[int, Column | None], *, is_numbered: bool
) -> Iterator[Cell]:
    """Yield the figures of a row that neither header nor label has placed, but for codes, counts, percentages and the
    number of the line where the table counts them (``is_numbered``)."""
    label = next((cell.text for cell in row if cell.text and not _FIGURE.fullmatch(cell.text)), "")
    if counts_things(label):
        return
    labels = [cell.column for cell in row if cell.text and not _FIGURE.fullmatch(cell.text)] or [-1]
    after = labels[-1] if is_numbered or not _FIGURE.fullmatch(row[-1].text) else labels[0]
    tail = [cell for cell in row[after + 1 :] if cell.text]
    tail = tail[1:] if is_bare_code(tail) else tail
    for cell in tail[1:] if is_numbered and tail and _LINE_NUMBER.fullmatch(tail[0].text) else tail:
        is_money = _FIGURE.fullmatch(cell.text) and any(c.isdigit() for c in cell.text) and not cell.text.endswith("%")
        is_money = is_money and (len(cell.text) < 5 or not _CODE.fullmatch(cell.text))
        if is_money and cell.start not in placed and columns.get(cell.column, ...) is not None:
            yield cell


def numbers_line(row: list[Cell], cell: Cell) -> bool:
    """Tell whether a cell only numbers its line: a small whole number between a label and a figure (行次)."""
    place = row.index(cell)
    if _LINE_NUMBER.fullmatch(cell.text) is None or not 0 < place < len(row) - 1:
        return False
    before, after = row[place - 1].text, row[place + 1].text
    return bool(before and after) and not _FIGURE.fullmatch(before) and _FIGURE.fullmatch(after) is not None


def is_earned(row: list[Cell], cell: Cell) -> bool:
    """Tell whether a figure stands before the second label of its row: on the side of 收入 where 支出 stands beside it."""
    return any(other.text and not _FIGURE.fullmatch(other.text) for other in row[row.index(cell) + 1 :])


def is_coded(row: list[Cell]) -> bool:
    """Tell whether a row begins with the code of a budget item (2010501 行政运行)."""
    return (
        bool(row) and _CODE.fullmatch(row[0].text) is not None and len(row) > 1 and not _FIGURE.fullmatch(row[1].text)
    )


def is_bare_code(row: list[Cell]) -> bool:
    """Tell whether a row is the code of a budget item with its sums, whose name stands on the lines around (208 | 91.4 | 80.2)."""
    return (
        len(row) > 1
        and _CODE.fullmatch(row[0].text) is not None
        and "." in row[1].text
        and all(_FIGURE.fullmatch(cell.text) for cell in row[1:] if cell.text)
    )


def by_items(rows: Iterable[tuple[int, list[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
    """Yield numbered rows, one that holds several budget items part by part: 30101 基本工资 8.6 | 30201 办公费 2.1."""
    for number, row in rows:
        begins = [
            place
            for place, (cell, label) in enumerate(pairwise(row if is_coded(row) else ()))
            if place > 1 and _CODE.fullmatch(cell.text) and label.text and not _FIGURE.fullmatch(label.text)
        ]
        for start, stop in pairwise([0, *begins, len(row)]):
            yield (
                number,
                [replace(cell, column=cell.column - start) for cell in row[start:stop]] if start else row[:stop],
            )


def _title(report: Report, table: Table) -> Title:
    start = next(cell.start for row in table.rows for cell in row)
    lines = [_UNIT_NOTE.sub("", report.outline.text(piece).strip()) for piece in table.caption]
    if all(_EDGE_WORDS.search(line) for line in lines):  # none, or run together with the body and the unit
        before = _BROKEN_NAME.sub("", report.outline.folded[max(0, start - _TITLE_REACH) : start])
        lines = [word for word in before.split() if _TABLE_NAME.search(word)]
    alone = [row[0].text for row in table.rows[:_TITLE_ROWS] if sum(bool(cell.text) for cell in row) == 1]
    lines += [text for text in alone if "表" in text or text.endswith("情况")]
    words = next((line for line in reversed(lines) if line and not _EDGE_WORDS.search(line) and len(line) >= 4), "")
    if "表" not in words:
        words = _name_above(report, table) or words
    cues = Cues(words)
    said = {
        d: cue.code if (cue := cues.governing(d, 0, len(words))) else None for d in ("measure", "category", "fund_type")
    }
    year = re.search(r"(?:19|20)\d{2}", words)
    measure = said["measure"] if said["measure"] in ("budget_initial", "expenditure", "revenue") else None
    both = ("收入" in words and "支出" in words) or "收支" in words
    if measure == "expenditure" and "收入" in words:
        measure = "revenue"  # 收入执行情况表, 收入决算表
    kind = report.once(kind_of)
    distributes = _DISTRIBUTES.search(words) is not None
    if kind == "evaluation" and _TABLE_OF_BUDGET.search(words):
        measure, both = "budget_initial", False
    return Title(
        words,
        None if distributes else (_of_both(words) if both else measure) or _OF_KIND.get(kind),
        "three_public"
        if "三公" in words
        else said["category"]
        if said["category"] in ("three_public", "operating")
        else _of_heads(table),
        said["fund_type"] if said["fund_type"] in NAMED_BUDGETS else None,
        int(year.group()) if year else None,
        cue.code if distributes and (cue := cues.governing("fund_level", 0, len(words))) else None,
    )


def _name_above(report: Report, table: Table) -> str | None:
    """Return the name of a table from which the lines of its header part it (支出决算表, 单位：万元, 项目, 科目名称 …)."""
    for piece in reversed(report.outline.pieces[max(0, table.first - _HEADER_LINES) : table.first]):
        words = _UNIT_NOTE.sub("", report.outline.text(piece).strip())
        if piece.kind != "text" or len(words) > _LONGEST_NAME:
            return None
        if _TABLE_NAME.search(words) and "表" in words:
            return words
    return None


def _of_heads(table: Table) -> str | None:
    """The class of a table whose columns are the three kinds of 三公 expenses and nothing else."""
    for row in table.rows[:_TITLE_ROWS]:
        heads = [cell.text for cell in row if cell.text and not names_rows(cell.text)]
        if len(heads) >= _LEAST_PUBLIC and all(_PUBLIC_HEAD.fullmatch(head) for head in heads):
            return "three_public"
    return None


def _of_both(words: str) -> str | None:
    """A table of revenue and expenditure together: in a budget both are budget figures."""
    return "budget_initial" if "预算" in words and "决算" not in words and "公共预算" not in words else None
