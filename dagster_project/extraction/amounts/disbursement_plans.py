"""Disbursement plans: the share of a project's money to be paid by the end of a month (资金支出计划).

Here belongs the row of checkpoints and the row of percentages below it or beside them, and the same plan in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from dagster_project.extraction.layout.tables import Cell
from dagster_project.extraction.records import DisbursementPlan
from dagster_project.extraction.report import Report

_CHECKPOINT = re.compile(
    r"(?:截?至|到)?(?:(?:19|20)\d{2}年)?(\d{1,2})月(?:底|末|份|\d{1,2}日)?(?:前|累计)?(?:（%）|%)?"
)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%?")
_PLAN = re.compile(r"(?:支出|支付|用款|拨付|执行|到位|资金使用)(?:进度)?计划|(?:计划|预计)(?:支出|支付)进度")
_QUARTER = {f"{word}季度": 3 * (place // 2 + 1) for place, word in enumerate("一1二2三3四4")}
_CLAUSE = re.compile(
    r"(\d{1,2})月(?:底|末|\d{1,2}日)?(?:前)?(?:累计)?(?:支出|支付|完成|达到?|计划支出)?(?:进度)?(?:达到?)?[：:]?(\d{1,3}(?:\.\d+)?)%"
)


def find_disbursement_plans(report: Report) -> Iterator[DisbursementPlan]:
    """Return the checkpoints of all plans that have a percentage, in order. A blank cell is none."""
    for table in report.tables:
        for above, below in zip(table.rows, table.rows[1:], strict=False):
            months = _checkpoints(above)
            if months and any(_is_plan(cell) for cell in (*above, *below)):
                yield from _percentages(report, months, below)
        for row in table.rows:
            yield from _run_in(report, row)
    for piece in report.pieces():
        start, end = piece.view_start, piece.view_end
        if report.text.find("%", start, end) < 0 or report.text.find("月", start, end) < 0:
            continue
        plan = _PLAN.search(report.text, start, end)
        if plan is None:
            continue
        found = list(_CLAUSE.finditer(report.text, plan.end(), end))
        if len(found) < 2:
            continue
        for match in found:
            if 1 <= int(match.group(1)) <= 12:
                yield _plan(report, int(match.group(1)), Decimal(match.group(2)), match.span(), match.span(2))


def _is_plan(cell: Cell) -> bool:
    """Tell whether a cell names a plan of disbursement; whatever does holds one of two words, which most cells do not."""
    return ("计划" in cell.text or "进度" in cell.text) and _PLAN.search(cell.text) is not None


def _checkpoints(row: list[Cell]) -> list[tuple[int, int]]:
    """Return the columns of a row of checkpoints with their months, rising; none where it is no such row."""
    found: list[tuple[int, int]] = []
    for cell in row:
        match = _CHECKPOINT.fullmatch(cell.text) if "月" in cell.text else None
        month = int(match.group(1)) if match else _QUARTER.get(cell.text.removeprefix("第"), 0)
        if 1 <= month <= 12:
            found.append((cell.column, month))
    months = [month for _, month in found]
    return found if len(found) >= 2 and months == sorted(set(months)) else []


def _percentages(report: Report, months: list[tuple[int, int]], row: list[Cell]) -> Iterator[DisbursementPlan]:
    """Read the row below the checkpoints: its cells stand under them, or follow in order where merged ones are lost."""
    by_column = {cell.column: cell for cell in row}
    shift = 0
    filled = [cell for cell in row if cell.text]
    if not filled:
        return
    if any(
        not _PERCENT.fullmatch(by_column[column].text)
        for column, _ in months
        if column in by_column and by_column[column].text
    ):
        return
    if len(row) == len(months) and months[0][0] > 0:
        shift = months[0][0]
    cells = [(month, by_column.get(column - shift)) for column, month in months]
    values = [(month, cell, match) for month, cell in cells if cell and (match := _PERCENT.fullmatch(cell.text))]
    if not values:
        return
    start = report.span(*report.cell_range(values[0][1]))[0]
    end = report.span(*report.cell_range(values[-1][1]))[1]
    for month, cell, match in values:
        value = report.span(*report.cell_range(cell))
        yield DisbursementPlan(
            char_start=start,
            char_end=end,
            value_start=value[0],
            value_end=value[1],
            project_ordinal=report.subject_at(value[0]),
            checkpoint_month=month,
            number=Decimal(match.group(1)),
        )


def _run_in(report: Report, row: list[Cell]) -> Iterator[DisbursementPlan]:
    """Read a row that sets each checkpoint's percentage beside it: 用款计划 | 3月底 | 20 | 6月底 | 50 | …"""
    filled = [cell for cell in row if cell.text]
    place = next((i for i, cell in enumerate(filled) if _is_plan(cell)), None)
    if place is None:
        return
    cells = filled[place + 1 :]
    months = _checkpoints(cells[::2])
    if len(months) * 2 != len(cells) or not all(_PERCENT.fullmatch(cell.text) for cell in cells[1::2]):
        return
    for (_, month), checkpoint, cell in zip(months, cells[::2], cells[1::2], strict=True):
        number = Decimal(cell.text.rstrip("%"))
        start = report.cell_range(checkpoint)[0]
        yield _plan(report, month, number, (start, report.cell_range(cell)[1]), report.cell_range(cell))


def _plan(
    report: Report, month: int, number: Decimal, place: tuple[int, int], figure: tuple[int, int]
) -> DisbursementPlan:
    start, end = report.span(*place)
    value_start, value_end = report.span(*figure)
    return DisbursementPlan(
        char_start=start,
        char_end=end,
        value_start=value_start,
        value_end=value_end,
        project_ordinal=report.subject_at(value_start),
        checkpoint_month=month,
        number=number,
    )
