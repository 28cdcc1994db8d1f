"""Lists of units with their posts and staff whose cells blanks, bars or line ends set apart, with no other trace of a table.

Here belongs how such a list is read: its head, the columns that hold counts, one unit after another. Tables whose rows are
known belong to staffing_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from dagster_project.extraction.records import Staffing
from dagster_project.extraction.report import Report
from dagster_project.extraction.staffing.staffing import staffing_record

_HEAD_CELL = re.compile(r"(?:预算|机构|部门)?单位(?:名称)?|机构名称")
_HEAD = re.compile(rf"(?:{_HEAD_CELL.pattern})(?=[\s|])")
_TEXT_HEAD = re.compile(
    r"(?:经费|单位|机构)(?:性质|来源|形式|类型|类别|级别|规格|供给方式|管理方式)|(?:预算)?级次|性质|级别|类型|备注|人?数"
)
_CELL = re.compile(r"[^\s|]+")
_COUNT = re.compile(r"\d{1,5}(?:人|名)?")
_NONE = frozenset("/-—无")
_NAME = re.compile(r"[\u4e00-\u9fff（）()“”\d、]{1,40}")
_LONGEST_HEAD = 10  # cells
_LONGEST_ROW = 5  # cells of a name that a line end may have broken, and of the columns of words


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int  # of the stored text
    end: int
    text: str


def find_unit_lists(report: Report, measure_of: Callable[[str], str | None]) -> Iterator[Staffing]:
    """Yield the counts of the lists of units. ``measure_of``: what the words over a column count, null for other columns."""
    folded = report.outline.folded
    if "编制" not in folded and "在职" not in folded:
        return
    at = 0
    while head := _HEAD.search(folded, at):
        measures, at = _columns(folded, head.end(), measure_of)
        for row, counts in _rows(_cells(folded, at), len(measures)) if len(measures) > 1 else ():
            at = counts[-1].end
            for measure, count in zip(measures, counts, strict=True):
                if _COUNT.fullmatch(count.text):
                    yield _record(report, measure, row, counts[-1], count)


def _columns(folded: str, at: int, measure_of: Callable[[str], str | None]) -> tuple[list[str], int]:
    """Return what the columns of counts behind ``at`` count, and where the head of the list ends; a line may break its words."""
    measures: list[str] = []
    broken = ""
    for cell in islice(_cells(folded, at), _LONGEST_HEAD):
        words = broken + cell.text
        measure = measure_of(words)
        measure = measure if measure and measure.startswith(("posts", "staff")) else None
        if measure is None and not _TEXT_HEAD.fullmatch(words):
            if broken:
                break
            broken = words
            continue
        broken, at = "", cell.end
        measures += [measure] if measure else []
    return measures, at


def _cells(folded: str, at: int) -> Iterator[_Cell]:
    for match in _CELL.finditer(folded, at):
        yield _Cell(match.start(), match.end(), match.group())


def _rows(cells: Iterator[_Cell], columns: int) -> list[tuple[_Cell, list[_Cell]]]:
    """Return the first cell of each row and its counts, as many as the list has columns of them.

    None where a further count follows those of a row: then the head has columns that are not known. A row's own number is none.
    """
    rows: list[tuple[_Cell, list[_Cell]]] = []
    words: list[_Cell] = []
    counts: list[_Cell] = []
    for cell in cells:
        is_count = _COUNT.fullmatch(cell.text) is not None or cell.text in _NONE
        if words and is_count:
            counts.append(cell)
            if len(counts) == columns:
                rows.append((words[0], counts))
                words, counts = [], []
        elif rows and is_count and cell.text != str(len(rows) + 1):
            return []
        elif counts or len(words) == _LONGEST_ROW or not _NAME.fullmatch(cell.text) or _HEAD_CELL.fullmatch(cell.text):
            break  # a further head opens a list of its own
        else:
            words.append(cell)
    return rows


def _record(report: Report, measure: str, row: _Cell, last: _Cell, count: _Cell) -> Staffing:
    view = report.outline.view
    start = view.find(count.start)
    number = "".join(takewhile(str.isdigit, count.text))
    evidence = (view.find(row.start), view.find(last.end - 1) + 1)
    return staffing_record(report, measure, int(number), evidence, (start, start + len(number)), row.text)
