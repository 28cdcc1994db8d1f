"""Which pieces of a report are read for money in sentences, and which of their figures are money.

What the words around a figure say of it belongs to amount_readings.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dagster_project.extraction.amounts.amount_context import Context
from dagster_project.extraction.amounts.amount_words import lists_on, shares_unit
from dagster_project.extraction.indicators.indicator_blocks import money_cells
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import Amount
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import MONEY, PERCENT, PLAIN, Figure

_RANGE_SIGN = re.compile(r"[-~至到]")
# 公务接待费8万元，同比下降12.5；: a rate whose sign was left out
_RATE = re.compile(
    r"元，(?:同比|环比|[比较](?:上年|去年|上一年)(?:度|同期)?)?(?:增长|下降|降低|上升|增幅|降幅)(?:了|为)?$"
)
_RATE_REACH = 16
_NO_UNIT = re.compile(r"[，。；、）\n]")
_NEAR = 30  # a number without a unit stands near the money whose unit it shares


def texts(report: Report) -> Iterator[Piece]:
    """Yield the pieces of text and the cells that hold sentences, in order."""
    cells = []
    for cell in money_cells(report):
        view_start, view_end = report.cell_range(cell)
        cells.append(Piece(cell.start, cell.end, "text", None, view_start, view_end, view_start, view_start))
    yield from sorted([*report.pieces(), *cells], key=lambda piece: piece.start)


def figures(report: Report, piece: Piece, context: Context) -> Iterator[Figure]:
    """Yield the money and percentages of a piece, and bare numbers behind a measure that take the unit of the money before them.

    全年预算数1080万元，执行数1032（含…）: the unit is said once. A bare number behind a change of money is a percentage.
    """
    for figure in report.figures.between(piece.view_start, piece.view_end, MONEY, PERCENT, PLAIN):
        if figure.kind != PLAIN:
            yield figure
        elif _NO_UNIT.match(report.text, figure.end) and _RATE.search(
            report.text, max(context.last_end - 1, figure.start - _RATE_REACH), figure.start
        ):
            yield replace(figure, kind=PERCENT, unit="%")
        elif (
            context.last is not None
            and context.last.unit is not None
            and figure.start - context.last_end <= _NEAR
            and (
                shares_unit(report.text, figure, max(context.last_end, figure.start - 20))
                or (context.last.part_of_start is not None and lists_on(report.text, figure, context.last_end))
            )
        ):
            yield replace(figure, kind=MONEY, unit=context.last.unit)


def ends_of_range(report: Report, amount: Amount, figure: Figure) -> Iterator[Amount]:
    """Yield an amount, and for a range (5-8万元) one for each of its ends: no figure is lost."""
    if figure.high is None:
        yield amount
        return
    low_end = report.span(figure.start, figure.start + len(figure.number_text))[1]
    high = _RANGE_SIGN.search(report.text, figure.start + len(figure.number_text), figure.end)
    yield replace(amount, value_end=low_end)
    if high is not None:
        yield replace(amount, value_start=report.span(high.end(), figure.end)[0], number=figure.high)
