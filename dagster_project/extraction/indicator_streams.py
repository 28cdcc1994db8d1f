"""Indicator tables whose grid is lost: their cells follow each other as lines, or as words of one long line.

Here belongs how such cells find their columns again: by the header's order, by the class labels, and by points where
points must stand. A row that cannot be placed for sure is left out, and reading starts anew at the next class label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.indicator_classes import IndicatorClass, class_of
from dagster_project.extraction.indicator_headers import header_role, may_name
from dagster_project.extraction.indicator_rows import Row, indicators_of_row, is_no_indicator
from dagster_project.extraction.indicator_tables import CarriedClasses, ends_block
from dagster_project.extraction.indicator_values import read_points, read_value
from dagster_project.extraction.pieces import Piece
from dagster_project.extraction.records import Indicator
from dagster_project.extraction.report import Report
from dagster_project.extraction.tables import Cell, cell_text

_HEADED = re.compile(r"二级指标\s*三级指标")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,8}")
_EDGES = "| \t\n"
_LEAST_HEADERS = 4
_LONGEST_LINE = 80
_LONGEST_CELL = 60
_WORD = re.compile(r"\S+")
_REASON = frozenset({"reason", "other", "basis", "description"})
_ORDERED = (
    "name",
    "description",
    "target",
    "actual",
    "weight",
    "score",
    "basis",
    "unit",
    "operator",
    "reason",
    "other",
)


def find_stream_indicators(report: Report) -> Iterator[tuple[Indicator, tuple[int, int]]]:
    """Return the indicators of tables without a grid, each with the view range of the cells of its table."""
    cells: list[Cell] = []
    for piece in [*report.outline.pieces, None]:
        found = _cells(report, piece) if piece is not None else None
        if found is not None:
            cells += found
            continue
        if len(cells) >= _LEAST_HEADERS and may_name(cell.text for cell in cells):
            yield from _table(report, cells)
        cells = []


def _cells(report: Report, piece: Piece) -> list[Cell] | None:
    """Return a short line as one cell, a long one that holds a table's header as its words; null where a run ends.

    A row of a grid ends the run, unless it has at most one filled cell: a web page's table that was cut at its cells.
    """
    folded = report.outline.folded
    if piece.kind != "text":
        places = [(start, end) for start, end in piece.cells if folded[start:end].strip(_EDGES)]
        if len(places) > 1:
            return None
    elif _HEADED.search(folded, piece.start, piece.end):
        found = _WORD.finditer(folded, piece.start, piece.end)
        places = [match.span() for match in found]
    elif piece.view_end - piece.view_start <= _LONGEST_LINE:
        places = [(piece.start, piece.end)]
    else:
        return None
    cells = []
    for start, end in places:
        words = folded[start:end]
        start += len(words) - len(words.lstrip(_EDGES))
        end -= len(words) - len(words.rstrip(_EDGES))
        if start < end and (text := cell_text(report.outline, start, end)):
            cells.append(Cell(0, 0, start, end, text))
    return cells


def _table(report: Report, cells: list[Cell]) -> Iterator[tuple[Indicator, tuple[int, int]]]:
    """Read each table in a run of cells: its header's words, then its rows to the first cell that can be none."""
    at = 0
    while at < len(cells):
        roles, after = _header(cells, at)
        if len(roles) < _LEAST_HEADERS or not {"name", "target"} <= set(roles):
            at += 1
            continue
        begin = cells[at].start
        at, found = _rows(report, cells, after, [role for role in roles if role in _ORDERED])
        place = (report.outline.view.find(begin), report.outline.view.find(cells[min(at, len(cells)) - 1].end - 1) + 1)
        for indicator in found:
            yield indicator, place


def _header(cells: list[Cell], at: int) -> tuple[list[str], int]:
    """Return the roles of the header words from a place on, broken ones joined, and the place after them."""
    roles: list[str] = []
    while at < len(cells):
        role, step = header_role(cells[at].text), 1
        if at + 1 < len(cells) and class_of(cells[at].text) is None:
            joined = header_role(cells[at].text + cells[at + 1].text)
            if joined and (role is None or header_role(cells[at + 1].text) is None):
                role, step = joined, 2
        if role is None or (class_of(cells[at].text) is not None and role not in ("level1", "level2", "name")):
            break
        if role != "name_alone":
            roles.append(role)
        at += step
    return roles, at


def _rows(report: Report, cells: list[Cell], at: int, roles: list[str]) -> tuple[int, list[Indicator]]:
    """Read rows from a place on; return the place after the last and their indicators."""
    found: list[Indicator] = []
    carried = CarriedClasses()
    placed = True
    while at < len(cells):
        text = cells[at].text
        if is_no_indicator(text) or ends_block(text) or len(text) > _LONGEST_CELL:
            break
        if _label(cells, at)[1]:
            at = _labels(cells, at, carried)
            placed = True
            continue
        row, after = _row(cells, at, roles) if placed else (None, at)
        if row is None:
            placed = False
            at += 1
            continue
        found += indicators_of_row(report, row, carried.current())
        at = after
    return at, found


def _label(cells: list[Cell], at: int) -> tuple[str, int]:
    """Return the class label at a place and how many cells it takes (it may be broken over two); empty where none."""
    if at >= len(cells):
        return "", 0
    text = cells[at].text
    after = cells[at + 1].text if at + 1 < len(cells) else ""
    if (
        _HAN.fullmatch(text)
        and after.endswith("指标")
        and class_of(text + after) is not None
        and (after == "指标" or class_of(text) is None)
    ):
        return text + after, 2
    if class_of(text) is not None and ("指标" in text or "效益" in text):
        return text, 1
    return "", 0


def _labels(cells: list[Cell], at: int, carried: CarriedClasses) -> int:
    """Take the class label at a place, the second of two as the second level, and return the place after it."""
    text, step = _label(cells, at)
    found = class_of(text) or IndicatorClass(None, None)
    if found.level2 is None or _label(cells, at + step)[1]:
        carried.take(text, "")
    else:
        carried.take("", text)
    return at + step


def _row(cells: list[Cell], at: int, roles: list[str]) -> tuple[Row | None, int]:
    """Place the cells of one row; null where points do not stand where the header puts them."""
    row = Row()
    pointed = [role for role in roles if role in ("weight", "score")]
    for role in roles:
        if at >= len(cells):
            break
        text = cells[at].text
        if role == "name":
            if read_points(text) is not None or is_no_indicator(text):
                return None, at
        elif _label(cells, at)[1] or is_no_indicator(text):
            break
        elif role in ("weight", "score"):
            if read_points(text) is None:
                continue
        elif role in _REASON and (read_points(text) is not None or _starts_row(cells, at, roles)):
            continue
        row.cells[role] = cells[at]
        at += 1
    target = row.cells.get("target")
    if target is None or read_value(target.text) is None or any(role not in row.cells for role in pointed[:1]):
        return None, at
    if (
        not pointed
        and (value := read_value(target.text)) is not None
        and value.number is None
        and len(target.text) > 12
    ):
        return None, at
    return row, at


def _starts_row(cells: list[Cell], at: int, roles: list[str]) -> bool:
    """Tell whether a cell is the next row's name rather than this row's remark: a value follows it."""
    if at + 1 >= len(cells):
        return False
    value = read_value(cells[at + 1].text)
    if (
        value is not None
        and (value.number is not None or len(cells[at + 1].text) <= 12)
        and not _label(cells, at + 1)[1]
    ):
        return not is_no_indicator(cells[at + 1].text)
    return False
