"""The title of a table of budgets or accounts: what it says of all figures below it, and where it stands.

Here belongs finding the title and reading its words. What a column or a row says of a figure belongs to account_tables.py;
which of them decides, to table_words.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dagster_project.extraction.amounts.amount_words import NAMED_BUDGETS
from dagster_project.extraction.amounts.stances import kind_of
from dagster_project.extraction.layout.tables import Table
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import said_by
from dagster_project.extraction.words.column_words import names_rows
from dagster_project.extraction.words.numerals import YEAR_NUMBER

_UNIT_NOTE = re.compile(r"(?:金额)?单位：.*$|(?<=表)\s?公开\d{1,3}表.*$")  # and the code of the form behind its name
# The tables that belong to a budget have the names of an account's, without 决算.
_TABLE_OF_BUDGET = re.compile(r"^(?!.*决算).*(?:部门|财政拨款|预算)(?:基本)?(?:收支|收入|支出)总?表")
_OF_KIND = {"budget": "budget_initial"}
_TABLE_NAME = re.compile(r"[\u4e00-\u9fff”]{3,}(?:表|情况)$")
_HEADER_LINES = 14
_LONGEST_NAME = 40
_PUBLIC_FUND = re.compile(r"一般公共预算[^，。；\n\d]{0,16}“?三公”?经费")
_FUND_REACH = 1_500
_PUBLIC_HEAD = re.compile(
    r"“?三公”?经费.{0,6}|[合小总]计|因公出国.{0,8}|公务接待.{0,4}|(?:公务用车|公车|车辆?).{0,8}|(?:其中：)?.{0,4}(?:购置|运行).{0,4}"
)
_LEAST_PUBLIC = 4
# 中央财政扶贫资金安排表: a list of a fund's parts, which are of its level
_DISTRIBUTES = re.compile(r"资金(?:（[^（）]{1,20}）)?(?:项目)?(?:安排|分配|下达|拨付)(?:计划|情况|明细)?表$")
_ISSUES = re.compile(r"(?:下达|拨付)(?:计划|情况|明细)?表$")
_BROKEN_NAME = re.compile(r"(?<=资金)\s+(?=(?:安排|分配|下达|拨付|计划|明细)[\u4e00-\u9fff]{0,4}表\s)")
_TITLE_REACH = 100
TITLE_ROWS = 8  # the first rows of a table: its title may stand in one of them
# The lines between a title and its table: the note of the unit, the body, the code of the form.
EDGE_WORDS = re.compile(r"单位[：:]|部门[：:]|公开.{0,3}表|^附[件表]|编制日期|索引号|文号|发布|公开目录")


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
        return self.measure == "budget_initial" or (self.measure not in (None, "funds_received") and "表" in self.words)


def title_of(report: Report, table: Table) -> Title:
    """Find and read the title of a table of accounts; empty where it has none."""
    words = _words_of(report, table)
    said = said_by(words)
    kind = report.once(kind_of)
    measure, category = said["measure"], said["category"]
    if measure not in ("budget_initial", "expenditure", "revenue"):
        measure = None
    elif measure == "expenditure" and "收入" in words:
        measure = "revenue"  # 收入执行情况表, 收入决算表
    if kind == "evaluation" and _TABLE_OF_BUDGET.search(words):
        measure = "budget_initial"
    elif ("收入" in words and "支出" in words) or "收支" in words:
        measure = _of_both(words)
    distributes = _DISTRIBUTES.search(words) is not None
    if "三公" in words:
        category = "three_public"
    elif category not in ("three_public", "operating"):
        category = _of_heads(table)
    year = YEAR_NUMBER.search(words)
    return Title(
        words,
        ("funds_received" if _ISSUES.search(words) else None) if distributes else measure or _OF_KIND.get(kind),
        category,
        said["fund_type"] if said["fund_type"] in NAMED_BUDGETS else None,
        int(year.group()) if year else None,
        said["fund_level"] if distributes else None,
    )


def public_fund_above(report: Report, start: int) -> str | None:
    """Return the fund of the 三公 expenses that the text above a table names, null where it names none."""
    end = report.outline.view.find(start)
    named = _PUBLIC_FUND.search(report.text, max(0, end - _FUND_REACH), end)
    return "general_public_budget" if named is not None else None


def _words_of(report: Report, table: Table) -> str:
    """Return the words of the title that stands nearest to a table: above it, alone in one of its first rows, or above its header."""
    start = next(cell.start for row in table.rows for cell in row)
    lines = [_UNIT_NOTE.sub("", report.outline.text(piece).strip()) for piece in table.caption]
    if all(EDGE_WORDS.search(line) for line in lines):  # none, or run together with the body and the unit
        before = _BROKEN_NAME.sub("", report.outline.folded[max(0, start - _TITLE_REACH) : start])
        lines = [word for word in before.split() if _TABLE_NAME.search(word)]
    alone = [
        row[0].text
        for row in table.rows[:TITLE_ROWS]
        if all(not cell.text or EDGE_WORDS.search(cell.text) for cell in row[1:])
    ]
    lines += [text for text in alone if "表" in text or text.endswith("情况")]
    words = next((line for line in reversed(lines) if line and not EDGE_WORDS.search(line) and len(line) >= 4), "")
    return words if "表" in words else _name_above(report, table) or words


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
    for row in table.rows[:TITLE_ROWS]:
        heads = [cell.text for cell in row if cell.text and not names_rows(cell.text)]
        if len(heads) >= _LEAST_PUBLIC and all(_PUBLIC_HEAD.fullmatch(head) for head in heads):
            return "three_public"
    return None


def _of_both(words: str) -> str | None:
    """A table of revenue and expenditure together: in a budget both are budget figures."""
    return "budget_initial" if "预算" in words and "决算" not in words and "公共预算" not in words else None
