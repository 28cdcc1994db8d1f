"""Stated evaluation results in tables: the total of a form, its labelled score and grade, the scores of a list of projects.

Here belongs which cell of a table is a result of the whole. Whose result it is, and results in sentences, belong to
scores.py.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.grades import grade_codes
from dagster_project.extraction.words.numerals import parse_number

_SCORE_ROW = re.compile(
    r"(?:总分|合计|总计|自评总分|总得分|综合得分|得分合计|合计得分|合计分值?|总评分|总分合计|评价总分|自评得分)(?:（?100分?）?)?[：]?"
)
_SCORE_LABEL = re.compile(
    r"(?:自评|综合|评价|总|最终|绩效|考核|评定){1,4}(?:得分|评分|分数|分|总分)(?:（分）|（?满?分?100分?制?）?)?[：]?"
)
_SCORE_COLUMN = re.compile(r"(?:自评|实际|评价|单位自评|自我?评价?|考核|评审)?(?:得分|评分)(?:（[^）]*）)?|自评分数?")
_NUMBER_CELL = re.compile(r"(\d{1,3}(?:\.\d+)?)分?")
_GRADE_LABEL = re.compile(r"(?:自评|评价|绩效|评定|考核)*(?:等级|等次|评级|级别)：?")
_PROJECT_COLUMN = re.compile(r"(?:项目|专项|政策|资金)(?:支出)?名称")
_FORM_NAME = re.compile(r"(?:项目|转移支付|专项).{0,8}名称：?")
_LIST_SCORE = re.compile(r"(?:绩效|自评|评价|综合|单位|部门)*(?:自评|评价)?(?:总?得分|评分|自评分数?|总分)(?:（分）)?")
_TICKED = re.compile(r"([\u4e00-\u9fff]{1,3})（?[☑√✓■]|[☑√✓■]([\u4e00-\u9fff]{1,3})")
_HIGHEST = 150
_FULL_MARK = 100


@dataclass(slots=True)
class Found:
    """A result before it becomes a record: its ranges of the view and what it states."""

    start: int
    end: int
    value_start: int
    value_end: int
    score: Decimal | None
    operator: str | None
    grade: str | None


def scores_of_table(report: Report, table: Table) -> Iterator[Found]:
    """Yield the results of a table: a row's each in a list of projects, else one for each form that the table holds."""
    listed = _list_columns(table)
    if listed is not None:
        yield from _listed(report, table, *listed)
        return
    begin = 0
    for number, row in enumerate([*table.rows, None]):
        named = row is not None and number and any("名称" in c.text and _FORM_NAME.fullmatch(c.text) for c in row[:2])
        if row is None or named:
            found = _of_form(report, table.rows[begin:number])
            if found is not None:
                yield found
            begin = number


def _list_columns(table: Table) -> tuple[int, int | None, int | None] | None:
    """Return the row of a list's head and the columns of scores and of grades; null where it lists no judged projects."""
    for number, row in enumerate(table.rows[:3]):
        if not any(_PROJECT_COLUMN.fullmatch(cell.text) for cell in row) or number + 1 == len(table.rows):
            continue
        if any(_number(cell) is not None for cell in row):
            continue  # a form's labels with their values: 项目名称 | … | 自评总分 | 92
        score = next((cell.column for cell in row if _LIST_SCORE.fullmatch(cell.text)), None)
        grade = next((cell.column for cell in row if _GRADE_LABEL.fullmatch(cell.text)), None)
        return None if score is None and grade is None else (number, score, grade)
    return None


def _listed(report: Report, table: Table, head: int, score: int | None, grade: int | None) -> Iterator[Found]:
    for row in table.rows[head + 1 :]:
        scored = _at(row, score)
        number = _number(scored)
        worded = _at(row, grade)
        value = scored if number is not None else worded
        if value is None or (number is None and _code(value) is None) or report.subject_at(value.start) is None:
            continue
        yield _found(report, next(c for c in row if c.text), value, worded, number)


def _at(row: list[Cell], column: int | None) -> Cell | None:
    """Return the filled cell of a row in a column, null where there is none."""
    return None if column is None else next((cell for cell in row if cell.column == column and cell.text), None)


def _of_form(report: Report, rows: list[list[Cell]]) -> Found | None:
    """Return the result row of a score table (总分 …) or the labelled score cell of a form, null where it has none."""
    columns = {cell.column for row in rows for cell in row if "分" in cell.text and _SCORE_COLUMN.fullmatch(cell.text)}
    grade = _grade(rows)
    for row in reversed(rows) if columns else ():
        filled = [cell for cell in row if cell.text]
        for place, cell in enumerate(filled):
            if not _SCORE_ROW.fullmatch(cell.text):
                continue
            numbers = [other for other in filled[place + 1 :] if _number(other) is not None]
            under = [other for other in numbers if other.column in columns]
            chosen = numbers[-1:] if len(numbers) >= 2 else []
            if under and (len(numbers) > 1 or min(columns) > 0):
                chosen = under[-1:]
            if len(numbers) > 1 and chosen == numbers[:1] and _number(chosen[0]) == _FULL_MARK:
                chosen = numbers[1:2]  # 总分 | 100 | 98 in a row that has lost cells
            if chosen and (number := _number(chosen[0])) is not None:
                behind = filled[filled.index(chosen[0]) + 1 :]  # 总分 | 100 | 99 | 优
                return _found(report, cell, chosen[0], grade or next(filter(_code, behind), None), number)
    for row in rows:
        filled = [cell for cell in row if cell.text]
        for left, right in itertools.pairwise(filled):
            if "分" in left.text and _SCORE_LABEL.fullmatch(left.text) and (number := _number(right)) is not None:
                beside = next((c for c in filled if c.column > right.column and _code(c)), None)
                return _found(report, left, right, beside or grade, number)
    return None


def _grade(rows: list[list[Cell]]) -> Cell | None:
    """Return the cell of the grade that a form labels so."""
    for row in rows:
        for left, right in itertools.pairwise([cell for cell in row if cell.text]):
            if left.text[-1] in "级次别：" and _GRADE_LABEL.fullmatch(left.text) and _code(right):
                return right
    return None


def _code(cell: Cell) -> str | None:
    """Return the grade that a cell states: its word, or the only one of several that is ticked (优☑ 良□ 中□, 优（√） 良（ ）)."""
    offered = "□" in cell.text or "（）" in cell.text or "（ " in cell.text
    ticked = {match.group(1) or match.group(2) for match in _TICKED.finditer(cell.text)} if offered else set()
    return grade_codes().get(ticked.pop() if len(ticked) == 1 else cell.text.strip("“”"))


def _number(cell: Cell | None) -> Decimal | None:
    match = _NUMBER_CELL.fullmatch(cell.text) if cell is not None else None
    number = parse_number(match.group(1)) if match else None
    return number if number is not None and number <= _HIGHEST else None


def _found(report: Report, first: Cell, value: Cell, grade: Cell | None, number: Decimal | None) -> Found:
    start, _ = report.cell_range(first)
    value_start, value_end = report.cell_range(value)
    end = max(value_end, report.cell_range(grade)[1]) if grade is not None else value_end
    return Found(
        min(start, value_start), end, value_start, value_end, number, None if number is None else "=",
        _code(grade) if grade is not None else None,
    )  # fmt: skip
