"""Head counts in tables: columns of posts and staff, labelled cells, and lists of units that run into one line.

Here belongs what the layout says about a head count; the words for each measure are shared with staffing.py.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.records import Staffing
from dagster_project.extraction.report import Report
from dagster_project.extraction.staffing.staffing import staffing_record
from dagster_project.extraction.staffing.staffing_words import last_cue
from dagster_project.extraction.staffing.unit_lists import find_unit_lists
from dagster_project.extraction.words.numerals import HAN_DIGITS, parse_number

_BAR = " |"  # behind the cell of a line
_LONGEST_COUNT = 7  # characters of a cell that holds a count
_COUNT_CELL = re.compile(r"(\d{1,6})(?:人|名|个)?")
# 内设七委一室, 内设机构为5科2室: sections counted by their names
_SECTION = re.compile(rf"(?P<count>\d{{1,2}}|[{HAN_DIGITS}]{{1,2}})(?P<name>[委室科股处部办局队组厅])")
_SECTIONS = re.compile(
    rf"内设(?:机构|部门)?[有为共]?[“]?(?P<units>(?:{_SECTION.pattern.replace('?P<count>', '?:').replace('?P<name>', '?:')}){{1,5}})(?![\u4e00-\u9fff]?[长员])"
)
_KINDS = (
    ("total", re.compile(r"合计|总计|小计|人数合计")),
    ("administrative", re.compile(r"(?:其中：)?行政(?:单位|机关|编制|人员)?")),
    (
        "managed",
        re.compile(r"参照?（?依?照?）?(?:公务员法?|公)?管理?(?:事业)?(?:单位|人员)?|参公(?:事业)?(?:单位|人员)?"),
    ),
    ("institution", re.compile(r"(?:其中：)?(?:财政(?:全额)?(?:拨款|补助)|全额|差额)?事业(?:单位|编制|人员)?")),
)
_OF_KIND = {
    ("posts_authorised", "administrative"): "posts_administrative",
    ("posts_authorised", "institution"): "posts_institution",
    ("posts_authorised", "managed"): "posts_civil_service_managed",
    ("staff_on_post", "administrative"): "staff_administrative",
    ("staff_on_post", "institution"): "staff_institution",
}
_OF_PERSONS = frozenset(
    {"posts_authorised", "staff_on_post", "staff_retired", "staff_retired_veteran", "staff_temporary", "other"}
)
_INDICATOR_HEADS = frozenset({"二级指标", "三级指标", "指标名称"})  # a form counts no staff
_LABEL = re.compile(r"[\u4e00-\u9fff（）：、及（]{2,16}")
_UNIT_WORDS = re.compile(r"（(?:人|名|单位：人|人数)）|：$|总?人?数$|总计$|情况$")
_NO_COUNT = re.compile(r"率|比|经费|金额|支出|收入|预算|决算|标准|元|指标|变动|控制|车")


def find_staffing_tables(report: Report) -> Iterator[Staffing]:
    """Yield the head counts that tables, labelled lines and run-in lists state."""
    yield from find_unit_lists(report, measure_of)
    yield from _sections_by_name(report)
    for table in report.tables:
        if any(cell.text in _INDICATOR_HEADS for row in table.rows for cell in row):
            continue
        by_kind = list(_by_kind(report, table))
        yield from by_kind
        if not by_kind:
            yield from _columns(report, table)
            yield from _labelled_cells(report, table)
    yield from _labelled_lines(report)


def _sections_by_name(report: Report) -> Iterator[Staffing]:
    """Yield the sections that are counted by what they are called, without a counter (内设四科一室)."""
    for listing in _SECTIONS.finditer(report.text):
        for one in _SECTION.finditer(report.text, listing.start("units"), listing.end()):
            count = parse_number(one.group("count"))
            if count is not None:
                yield staffing_record(
                    report, "internal_sections", int(count), listing.span(), one.span(), one.group("name")
                )


def _by_kind(report: Report, table: Table) -> Iterator[Staffing]:
    """Yield the counts of a table that parts each head count by kind of body: 编制数 | 合计 | 行政单位 | 事业单位."""
    heads: dict[int, str] = {}
    above: str | None = None
    for row in table.rows:
        filled = [cell for cell in row if cell.text]
        if not filled:
            continue
        found = {cell.column: kind for cell in filled[1:] if (kind := _kind_of(cell.text)) is not None}
        if "total" in found.values() and len(found) >= 2:
            heads, above = found, None
            continue
        label = filled[0].text
        measure = measure_of(label.removeprefix("其中：").removeprefix("其中")) if heads else None
        if measure is None or measure not in _OF_PERSONS:
            continue
        if label.startswith("其中") and measure == above:
            measure = "other"
        else:
            above = measure
        for cell in filled[1:]:
            if cell.column in heads and _COUNT_CELL.fullmatch(cell.text):
                kind = heads[cell.column]
                of_kind = measure if kind == "total" else _OF_KIND.get((measure, kind), "other")
                yield _cell_record(report, of_kind, cell, filled[0], cell)


@lru_cache(maxsize=2048)
def _kind_of(text: str) -> str | None:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(text)), None)


@lru_cache(maxsize=2048)
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
        heads = _heads(row)
        named = [cell for cell in row if cell.text]
        if len(heads) < 2 and not (heads and re.search(r"单位|名称|序号", named[0].text)):
            continue
        if any(_COUNT_CELL.fullmatch(cell.text) for cell in named):
            continue
        for later in table.rows[number + 1 :]:
            if len(later) < len(row):
                continue  # cells are lost, or the header has a level more: what stands below what is not known
            below = [cell for cell in later if cell.text]
            counted = [cell for cell in below if cell.column in heads and _COUNT_CELL.fullmatch(cell.text)]
            for cell in counted:
                yield _cell_record(
                    report, heads[cell.column], cell, below[0] if below[0].column < cell.column else cell, cell
                )
        return


def _heads(row: list[Cell]) -> dict[int, str]:
    """Return what the columns of a head count: 实有人数 | 行政 | 事业 parts the count before by kind."""
    heads: dict[int, str] = {}
    whole = ""
    for cell in row:
        measure = measure_of(cell.text) if cell.text else None
        kind = _kind_of(cell.text) if cell.text and whole else None
        if measure is not None:
            heads[cell.column] = whole = measure
        elif (parted := _OF_KIND.get((whole, kind or ""))) is not None:
            heads[cell.column] = parted
    return heads


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
        if right.view_end - right.view_start > _LONGEST_COUNT:
            continue
        count = _COUNT_CELL.fullmatch(report.outline.text(right).rstrip(_BAR))
        label = report.outline.text(left).rstrip(_BAR)
        measure = measure_of(label) if count and _LABEL.fullmatch(label) else None
        if count and measure is not None:
            value = (right.view_start, right.view_start + count.end(1))
            yield staffing_record(report, measure, int(count.group(1)), (left.view_start, right.view_end), value, label)
