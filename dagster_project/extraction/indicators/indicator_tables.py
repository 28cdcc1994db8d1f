"""Indicators in tables: columns known by their header words, classes carried down over merged cells.

Here belongs which cell of an indicator table is what. How a value reads belongs to indicator_values.py, the goal block
above the indicators (预期目标 | 实际完成情况) to indicator_goals.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dagster_project.extraction.indicators.indicator_rows import NUMBERED, Row, indicators_of_row, is_no_indicator
from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.records import Indicator
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.extraction.words.indicator_classes import IndicatorClass, class_of, is_cost
from dagster_project.extraction.words.indicator_headers import header_role
from dagster_project.extraction.words.indicator_values import POINTS, read_value

_NEW_FORM = re.compile(
    r"项目名称|项目编码|主管部门|(?:预算|实施)?单位名称|(?:项目)?资金(?:总额|来源|情况).*|年度资金总额.*|自评结论|说明|备注|姓名|填[报表]?(?:人|单位|日期|时间).*|联系人.*|存在.{0,4}问题.*|其他需要?说明.*"
)
_OF_PERIOD = re.compile(r"(?:项目)?(?:实施(?:周)?期|中长?期|长期)")
_RULE = re.compile(r"[:：\-—=\s]*")  # a Markdown table's line below its head
_SIGNS = ("≥", "≤", ">", "<", "=", "不低于", "不少于", "不超过")
_LEAST_HEADLESS = 3
_LEAST_ROLES = 3  # of a head, its units apart
_VALUED = frozenset({"actual", "weight", "score", "basis"})
_READ = frozenset(
    {"level1", "level2", "name", "description", "target", "actual", "weight", "score", "basis", "unit", "operator"}
)


_OUTPUT, _COST = IndicatorClass("output", None), IndicatorClass("cost", "cost")


@dataclass(slots=True)
class CarriedClasses:
    """The classes that hold for the rows below a label until another is named."""

    level1: IndicatorClass | None = None
    level1_label: str = ""
    level2: IndicatorClass | None = None

    def take(self, first: str, second: str) -> None:
        """Take the labels of a row's two levels, empty where its cells are (merged with those above)."""
        if first and first != self.level1_label:
            self.level1_label = first
            self.level1 = _COST if is_cost(first) else class_of(first)
            self.level2 = None
        if second:
            self.level2 = class_of(second)
            is_other = self.level2 is not None and self.level2.level1 is not None and not is_cost(second)
            if not first and self.level1 == _COST and is_other:
                self.level1, self.level1_label = None, ""  # 数量指标 of 产出指标, whose label stands lower
            if first and self.level1 == _OUTPUT and is_cost(second):
                self.level2 = IndicatorClass("output", "cost")  # 产出指标 | 经济成本指标 in one row

    def current(self) -> IndicatorClass:
        """Return the classes as the report states them.

        A second level names its first, but 满意度 stands below 效益 in some forms; a first level above that contradicts
        the second is one whose own label was lost on the way.
        """
        outer, inner = self.level1, self.level2
        if outer is not None and outer.level1 == "cost":
            return _COST
        if inner is None:
            return outer or IndicatorClass(None, None)
        if outer is not None and (inner.level1 is None or (outer.level1, inner.level2) == ("benefit", "satisfaction")):
            return IndicatorClass(outer.level1, inner.level2)
        return inner


@dataclass(slots=True)
class _Columns:
    """Role → column of the block that is being read, its width, and the classes that hold until another is named.

    ``beside``: the columns of a second block that the same head sets to the right of the first (中期指标 | 年度指标).
    """

    roles: dict[str, int]
    width: int
    classes: CarriedClasses = field(default_factory=CarriedClasses)
    second_head: bool = False
    beside: _Columns | None = None


def find_table_indicators(report: Report) -> Iterator[Indicator]:
    """Return the indicators of all indicator tables. A table without a head goes on with the one before it."""
    columns: _Columns | None = None
    last_piece = -2
    for table in report.tables:
        if columns is not None and not _goes_on(report, table, last_piece):
            columns = None
        if columns is None:
            columns = headless_columns(table)
        for number, row in enumerate(table.rows):
            if all(_RULE.fullmatch(cell.text) for cell in row):
                continue
            head = header_columns(row) or (_head_below(table.rows[number - 1], row) if number else None)
            if head is not None:
                if columns is not None and columns.second_head:
                    _take_upper(head, columns)
                columns = head
                continue
            if columns is None:
                continue
            if columns.second_head and _second_head(row, columns):
                continue
            columns.second_head = False
            if ends_block(next((cell.text for cell in row if cell.text), "")) or _heads_goals(row):
                columns = None
                continue
            yield from _of_row(report, row, columns)
        last_piece = table.last


def _of_row(report: Report, row: list[Cell], columns: _Columns) -> Iterator[Indicator]:
    """Yield the indicators of a row below a head, and take the classes that it names."""
    for block, placed in _placed_blocks(row, columns):
        second = placed.text("level2") if block.roles.get("level2") != block.roles["name"] else ""
        block.classes.take(placed.text("level1"), second)
        # A form without levels may have the money's execution among its indicators.
        has_levels = "level1" in block.roles or "level2" in block.roles
        if not has_levels or not is_no_indicator(next((cell.text for cell in row if cell.text), "")):
            yield from indicators_of_row(report, placed, block.classes.current(), block.classes.level1_label)


def header_columns(row: list[Cell]) -> _Columns | None:
    """Return the columns that a row heads, null where it is no head of an indicator table."""
    roles, beside = _roles(row)
    known = [role for role in roles if role != "unit"]
    if "name" not in roles and "level2" in roles and "target" in roles:
        roles["name"] = roles["description"] if "description" in roles else roles["level2"]
    filled = [cell for cell in row if cell.text]
    moneyed = sum(bool(kinds_of(cell.text) & {"work", "money"}) for cell in row)
    if "name" not in roles or len(known) < _LEAST_ROLES or len(known) * 2 + moneyed < len(filled):
        return None
    if not roles.keys() & {"target", "actual"} and not (
        roles.keys() & {"level1", "level2"} and roles.keys() & {"weight", "score"}
    ):
        return None
    found = _Columns(roles, max(filled[-1].column + 1, len(row)), second_head=True)
    if {"name", "target"} <= beside.keys():
        levels = {r: c for r, c in roles.items() if r in ("level1", "level2")}
        found.beside = _Columns({**levels, **beside}, found.width)
        return found
    for side in ("target", "actual"):  # 实施周期指标值 beside 年度指标值: a part of the row, read by nobody
        if side in beside:
            roles[f"{side}_aside"] = beside[side]
    return found


def _roles(row: list[Cell]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the first column of each role that a row heads, and the last one of those that it heads again."""
    roles: dict[str, int] = {}
    beside: dict[str, int] = {}
    for cell in row:
        role = header_role(cell.text) if cell.text else None
        if role is None or not (role in _READ or role == "name_alone"):
            continue
        if role in roles and role == "target" and _OF_PERIOD.match(row[roles[role]].text):
            roles[role], beside[role] = cell.column, roles[role]  # 实施期指标值 | 年度指标值
        else:
            (roles if roles.setdefault(role, cell.column) == cell.column else beside)[role] = cell.column
    if "name_alone" in roles:
        roles.setdefault("name", roles.pop("name_alone"))
    for side in ("target", "actual"):  # 年度绩效指标, 绩效目标, 绩效指标完成情况: left of the names they head no values
        if side in roles and roles[side] < roles.get("name", 0):
            del roles[side]
            if side in beside:
                roles[side] = beside.pop(side)
    return roles, beside


def headless_columns(table: Table) -> _Columns | None:
    """Return the columns of rows that stand above any head, by what most of them hold: name, target, actual, points.

    What a page's edge has cut off is known by its classes or numbered names and by the signs and units of its targets.
    """
    rows: list[list[str]] = []
    for row in table.rows:
        if header_columns(row) is not None or ends_block(next((cell.text for cell in row if cell.text), "")):
            break
        rows.append([cell.text for cell in row])
    names = [_first_name(row) for row in rows]
    held = [(name, row) for name, row in zip(names, rows, strict=True) if name is not None]
    if len(held) < _LEAST_HEADLESS:
        return None
    place = Counter(name for name, _ in held).most_common(1)[0][0]
    held = [(name, row) for name, row in held if name == place]
    labelled = sum(bool(NUMBERED.match(row[place])) or any(_is_class(text) for text in row[:place]) for _, row in held)
    signed = sum(row[place + 1].startswith(_SIGNS) for _, row in held)
    points = sum(any(POINTS.fullmatch(text) for text in row[place + 2 :]) for _, row in held)
    classes = [column for column in range(place) if any(_is_class(row[column]) for row in rows if column < len(row))]
    ruled = points * 2 >= len(held) or bool(classes)
    if len(held) < _LEAST_HEADLESS or (labelled + signed) * 3 < len(held) or not ruled:
        return None
    roles = {"name": place, "target": place + 1}
    at = place + 2
    actual = sum(_is_value(row[at]) or not POINTS.fullmatch(row[at]) for _, row in held if at < len(row) and row[at])
    if actual * 2 > len(held):
        roles["actual"] = at
        at += 1
    for role in ("weight", "score"):
        filled = [row[at] for _, row in held if at < len(row) and row[at]]
        if filled and all(POINTS.fullmatch(text) for text in filled):
            roles[role] = at
            at += 1
    roles.update(zip(("level2", "level1"), reversed(classes[-2:]), strict=False))
    return _Columns(roles, max(len(row) for row in rows))


def _first_name(row: list[str]) -> int | None:
    """Return the column of words that a value follows at once, classes aside; null where a row has none."""
    for column, (left, right) in enumerate(pairwise(row)):
        if left and not _is_class(left) and not _is_value(left) and re.search(r"[\u4e00-\u9fff]{2}", left):
            return column if _is_value(right) else None
    return None


def _is_class(text: str) -> bool:
    return text.endswith("指标") and class_of(text) is not None


def _is_value(text: str) -> bool:
    """Tell whether a cell holds a figure with its unit or sign, as targets are written."""
    value = read_value(text) if text and not POINTS.fullmatch(text) else None
    return value is not None and value.number is not None and bool(value.unit or text.startswith(_SIGNS))


def _head_below(upper: list[Cell], row: list[Cell]) -> _Columns | None:
    """Return the columns of the lower row of a head that holds the levels alone, its values standing in the upper one."""
    if len(upper) != len(row) or not any(header_role(cell.text) == "level1" for cell in row):
        return None
    return header_columns([lower if lower.text else over for lower, over in zip(row, upper, strict=True)])


def _take_upper(head: _Columns, upper: _Columns) -> None:
    """Take from a head's upper row what it has and the lower lacks (实际完成值 beside 年度指标值 | 指标性质, 指标值, 度量单位)."""
    last = max(head.roles.values())
    missing = sorted(
        (column, role) for role, column in upper.roles.items() if role in _VALUED and role not in head.roles
    )
    for column, role in missing:
        last = column if column > last else last + 1  # the cells that cover both rows are lost from the lower one
        head.roles[role] = last
    behind = upper.width - 1 - missing[-1][0] if missing else 0  # 偏差原因分析
    head.width = max(head.width, last + 1 + behind)


def _placed_blocks(row: list[Cell], columns: _Columns) -> Iterator[tuple[_Columns, Row]]:
    yield columns, _place_cells(row, columns)
    if columns.beside is not None:
        places = columns.beside.roles.items()
        yield columns.beside, Row({role: row[place] for role, place in places if place < len(row)})


def _second_head(row: list[Cell], columns: _Columns) -> bool:
    """Take a second row of header words into the columns; tell whether the row was one."""
    found = {cell.column: header_role(cell.text) for cell in row if cell.text}
    if not found or any(role is None for role in found.values()):
        return not found
    if found.get(columns.roles["name"], "name") not in ("name", "name_alone"):
        return True  # the words of another head, out of place
    for column, role in found.items():
        if role in _READ and role is not None:
            taken = [name for name, place in columns.roles.items() if place == column and name != role]
            for name in taken:
                del columns.roles[name]
            columns.roles[role] = column
    return True


def _goes_on(report: Report, table: Table, last_piece: int) -> bool:
    """Tell whether nothing but short words, such as a page's number, stands between a table and the one before it."""
    between = report.outline.pieces[last_piece + 1 : table.first]
    return len(between) <= 1 and all(
        piece.view_end - piece.view_start <= 12 and not report.outline.title(piece) for piece in between
    )


def _stands_in_place(row: list[Cell], roles: dict[str, int]) -> bool:
    """Tell whether a short row holds a name and its value where they are headed, and lacks blanks at its end alone."""
    name, target = roles["name"], roles.get("target", roles["name"] + 1)
    if max(name, target) >= len(row) or not row[name].text or _is_value(row[name].text):
        return False
    return _is_value(row[target].text) and all(not _is_value(cell.text) for cell in row[:name])


def _heads_goals(row: list[Cell]) -> bool:
    """Tell whether a row heads the sides of a goal in words: 年度总体目标 | 预期目标 | 实际完成情况."""
    filled = [cell for cell in row if cell.text]
    return len(filled) > 1 and all(kinds_of(cell.text) & {"planned", "attained"} for cell in filled)


def ends_block(first: str) -> bool:
    """Tell whether a row's first cell shows that the indicators above it have ended."""
    return _NEW_FORM.fullmatch(first) is not None


def _place_cells(row: list[Cell], columns: _Columns) -> Row:
    """Give the cells their roles; a row that lacks its leading merged cells is moved to the right by what it lacks."""
    roles = columns.roles
    shift = 0
    first = row[0].text if row else ""
    label = class_of(first) if first else None
    lead = [roles[role] for role in ("level1", "level2") if role in roles]
    if first and lead and len(row) < columns.width:
        missing = columns.width - len(row)
        if label is None and missing <= roles["name"] and not _stands_in_place(row, roles):
            shift = roles["name"] if missing >= roles["name"] else missing
        elif label is not None and label.level2 and "level2" in roles and roles["level2"] > 0:
            second = row[1].text if len(row) > 1 else ""
            first_is_level1 = class_of(second) is not None or not second
            shift = 0 if first_is_level1 else roles["level2"]
    placed = Row()
    for role, column in roles.items():
        if 0 <= column - shift < len(row):
            placed.cells[role] = row[column - shift]
    if "target_aside" in placed.cells and not placed.text("target"):
        placed.cells["target"] = placed.cells.pop("target_aside")  # the year's own is blank
    return placed
