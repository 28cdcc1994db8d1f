"""Head counts in tables: columns of posts and staff, labelled cells, and lists of units that run into one line.

Here belongs what the layout says about a head count; the words for each measure are shared with staffing.py.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dagster_project.extraction.pieces import Piece
from dagster_project.extraction.records import Staffing
from dagster_project.extraction.report import Report
from dagster_project.extraction.staffing import last_cue, staffing_record
from dagster_project.extraction.tables import Cell, Table

_LIST_HEAD = re.compile(
    r"(?:单位名称|单位)(?:经费性质|单位性质|经费来源|预算级次|性质)?(?P<first>人员编制数?|编制人?数|编制)(?P<second>在职人?数|实有人?数|在职人员数?|年末实有人数)"
)
_LIST_ROW = re.compile(
    r"\s*(?P<name>[\u4e00-\u9fff（）“”]{2,40}?)(?P<funds>财政(?:全额|差额)?(?:拨款|核拨|核补|补助)|全额拨款|差额拨款|自收自支|经费自理|全额|差额)\s*"
    r"(?P<first>\d{1,5}|[/-])[ \t](?P<second>\d{1,5}|[/-])(?![\d.])"
)
_COUNT_CELL = re.compile(r"(\d{1,6})(?:人|名|个)?")
_INDICATOR_HEADS = frozenset({"二级指标", "三级指标", "指标名称"})  # a form counts no staff
_LABEL = re.compile(r"[\u4e00-\u9fff（）：、及（]{2,16}")
_UNIT_WORDS = re.compile(r"（(?:人|名|单位：人|人数)）|：$|总?人?数$|总计$|情况$")
_NO_COUNT = re.compile(r"率|比|经费|金额|支出|收入|预算|决算|标准|元|指标|变动|控制|车")


def find_staffing_tables(report: Report) -> Iterator[Staffing]:
    """Yield the head counts that tables, labelled lines and run-in lists state."""
    for piece in report.outline.pieces:
        if piece.kind == "text":
            yield from _run_in_list(report, piece)
    for table in report.tables:
        if any(cell.text in _INDICATOR_HEADS for row in table.rows for cell in row):
            continue
        yield from _columns(report, table)
        yield from _labelled_cells(report, table)
    yield from _labelled_lines(report)


def _run_in_list(report: Report, piece: Piece) -> Iterator[Staffing]:
    head = _LIST_HEAD.search(report.text, piece.view_start, piece.view_end)
    if head is None:
        return
    at = head.end()
    measures = ("posts_authorised", "staff_on_post")
    while row := _LIST_ROW.match(report.text, at, piece.view_end):
        at = row.end()
        for group, measure in zip(("first", "second"), measures, strict=True):
            if row.group(group).isdigit():
                yield staffing_record(
                    report, measure, int(row.group(group)), (row.start("name"), row.end("second")), row.span(group),
                    row.group("name"),
                )  # fmt: skip


def measure_of(label: str) -> str | None:
    """Return the measure that a header or label cell names, null where it names none or something else beside it."""
    if _NO_COUNT.search(label) or len(label) > 18:
        return None
    stem = label
    for _ in range(3):
        stem = _UNIT_WORDS.sub("", stem)
    for unit in ("person", "unit"):
        for words in (label, stem):
            cue = last_cue(words, unit)
            if cue is not None and cue.end == len(words) and len(cue.word) > 1:
                return cue.measure
    return None


def _columns(report: Report, table: Table) -> Iterator[Staffing]:
    """Yield the counts under header cells that name posts or staff."""
    for number, row in enumerate(table.rows[:4]):
        heads = {cell.column: measure for cell in row if cell.text and (measure := measure_of(cell.text))}
        named = [cell for cell in row if cell.text]
        if len(heads) < 2 and not (heads and re.search(r"单位|名称|序号", named[0].text)):
            continue
        if any(_COUNT_CELL.fullmatch(cell.text) for cell in named):
            continue
        for later in table.rows[number + 1 :]:
            below = [cell for cell in later if cell.text]
            counted = [cell for cell in below if cell.column in heads and _COUNT_CELL.fullmatch(cell.text)]
            for cell in counted:
                yield _cell_record(
                    report, heads[cell.column], cell, below[0] if below[0].column < cell.column else cell, cell
                )
        return


def _labelled_cells(report: Report, table: Table) -> Iterator[Staffing]:
    """Yield the counts that stand in the cell after their label (人员编制 | 21 | 实有人数 | 20)."""
    for row in table.rows:
        filled = [cell for cell in row if cell.text]
        for left, right in itertools.pairwise(filled):
            if not _COUNT_CELL.fullmatch(right.text) or not _LABEL.fullmatch(left.text):
                continue
            measure = measure_of(left.text)
            if measure is not None and right.column - left.column <= 3:
                yield _cell_record(report, measure, right, left, right)


def _cell_record(report: Report, measure: str, cell: Cell, first: Cell, last: Cell) -> Staffing:
    match = _COUNT_CELL.fullmatch(cell.text)
    assert match is not None
    start, _ = report.cell_range(first)
    value = report.cell_range(cell)
    _, end = report.cell_range(last)
    return staffing_record(report, measure, int(match.group(1)), (start, end), value, first.text)


def _labelled_lines(report: Report) -> Iterator[Staffing]:
    """Yield the counts of forms whose cells came out as lines: a label alone, a number alone."""
    pieces = report.outline.pieces
    for left, right in itertools.pairwise(pieces):
        if left.kind != "text" or right.kind != "text" or left.view_end - left.view_start > 12:
            continue
        count = _COUNT_CELL.fullmatch(report.outline.text(right))
        label = report.outline.text(left)
        measure = measure_of(label) if count and _LABEL.fullmatch(label) else None
        if count and measure is not None:
            value = (right.view_start, right.view_start + count.end(1))
            yield staffing_record(report, measure, int(count.group(1)), (left.view_start, right.view_end), value, label)
