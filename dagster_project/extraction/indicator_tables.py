"""Indicators in tables: columns known by their header words, classes carried down over merged cells.

Here belongs which cell of an indicator table is what. How a value reads belongs to indicator_values.py, the goal block above
the indicators (预期目标 | 实际完成情况) to indicator_goals.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from dagster_project.extraction.indicator_classes import IndicatorClass, class_of, is_cost
from dagster_project.extraction.indicator_values import QUALITATIVE, Value, read_operator, read_points, read_value
from dagster_project.extraction.records import Indicator
from dagster_project.extraction.report import Report
from dagster_project.extraction.tables import Cell, Table
from dagster_project.vocabulary import seed

_ASIDE = re.compile(r"（[^（）]*）|[\s：:、/]")
_NO_INDICATOR = re.compile(
    r"(?:总分|合计|总计|小计|总得分|自评总分|自评得分|综合得分|得分合计|预算执行率|预算资金执行率|资金执行率|预算执行(?:情况)?|执行率)(?:（.*|\d.*|：.*|指标)?|[-—/.…·*]*|无"
)
_NEW_FORM = re.compile(r"项目名称|项目编码|主管部门|(?:预算|实施)?单位名称|(?:项目)?资金(?:总额|来源|情况).*|年度资金总额.*|自评结论|说明|备注|填报?人.*|联系人.*|存在.{0,4}问题.*|其他需要?说明.*")
_PLACEHOLDER = re.compile(r"^[（(]?(?:指标|目标|任务)\s?\d{0,2}[）)]?[：:.、]?|^\d{1,2}[.、．](?!\d)|^[①-⑳]|^（\d{1,2}）")
_NUMBERED = re.compile(r"指标\s?\d{1,2}[：:.、]")
_SIGNED_NAME = re.compile(r"(?P<name>[^≥≤<>=]{2,40}?)(?P<value>(?:[≥≤<>=]).{1,20})")
_RULE = re.compile(r"[:：\-—=\s]*")  # a Markdown table's line below its head
_NOTHING = re.compile(r"[-—/无]*")
_READ = frozenset({"level1", "level2", "name", "description", "target", "actual", "weight", "score", "basis", "unit", "operator"})


@dataclass(slots=True)
class _Columns:
    """Role → column of the block that is being read, its width, and the classes that hold until another is named."""

    roles: dict[str, int]
    width: int
    level1: IndicatorClass | None = None
    level1_label: str = ""
    level2: IndicatorClass | None = None
    second_head: bool = False


@dataclass(slots=True)
class _Row:
    """The cells of a row by role."""

    cells: dict[str, Cell] = field(default_factory=dict)

    def text(self, role: str) -> str:
        cell = self.cells.get(role)
        return cell.text if cell else ""


@lru_cache(maxsize=1)
def _headers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["role"]) for row in seed("indicator_headers"))


@lru_cache(maxsize=4096)
def header_role(text: str) -> str | None:
    """Return what a column headed by these words holds (dbt/seeds/indicator_headers.csv), null where they head none."""
    if not 1 <= len(text) <= 30:
        return None
    bare = _ASIDE.sub("", text)
    for pattern, role in _headers():
        if pattern.fullmatch(bare):
            return role
    return None


def find_table_indicators(report: Report) -> Iterator[Indicator]:
    """Return the indicators of all indicator tables, in order. A table without a head goes on with the one before it."""
    columns: _Columns | None = None
    last_piece = -2
    for table in report.tables:
        if columns is not None and not _goes_on(report, table, last_piece):
            columns = None
        for row in table.rows:
            if all(_RULE.fullmatch(cell.text) for cell in row):
                continue
            head = header_columns(row)
            if head is not None:
                columns = head
                continue
            if columns is None:
                continue
            if columns.second_head and _second_head(row, columns):
                continue
            columns.second_head = False
            if _ends_block(row):
                columns = None
                continue
            yield from _indicators(report, row, columns)
        last_piece = table.last


def header_columns(row: list[Cell]) -> _Columns | None:
    """Return the columns that a row heads, null where it is no head of an indicator table."""
    roles: dict[str, int] = {}
    width = 0
    filled = 0
    for cell in row:
        if not cell.text:
            continue
        filled += 1
        role = header_role(cell.text)
        width = cell.column + 1
        if role in _READ or role == "name_alone":
            roles.setdefault(role or "", cell.column)
    if "name" not in roles and "name_alone" in roles:
        roles["name"] = roles["name_alone"]
    roles.pop("name_alone", None)
    known = [role for role in roles if role != "unit"]
    if "name" not in roles and "level2" in roles and "target" in roles:
        roles["name"] = roles["description"] if "description" in roles else roles["level2"]
    if "name" not in roles or len(known) < 3 or len(known) * 2 < filled:
        return None
    if not roles.keys() & {"target", "actual"} and not (roles.keys() & {"level1", "level2"} and roles.keys() & {"weight", "score"}):
        return None
    return _Columns(roles, max(width, len(row)), second_head=True)


def _second_head(row: list[Cell], columns: _Columns) -> bool:
    """Take a second row of header words into the columns; tell whether the row was one."""
    found = {cell.column: header_role(cell.text) for cell in row if cell.text}
    if not found or any(role is None for role in found.values()):
        return not found
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
    return len(between) <= 1 and all(piece.view_end - piece.view_start <= 12 for piece in between)


def _ends_block(row: list[Cell]) -> bool:
    first = next((cell.text for cell in row if cell.text), "")
    return bool(_NEW_FORM.fullmatch(first))


def _place_cells(row: list[Cell], columns: _Columns) -> _Row:
    """Give the cells their roles; a row that lacks its leading merged cells is moved to the right by what it lacks."""
    roles = columns.roles
    shift = 0
    first = row[0].text if row else ""
    label = class_of(first) if first else None
    lead = [roles[role] for role in ("level1", "level2") if role in roles]
    if first and lead and len(row) < columns.width:
        missing = columns.width - len(row)
        if label is None and missing <= roles["name"]:
            shift = roles["name"] if missing >= roles["name"] else missing
        elif label is not None and label.level2 and "level2" in roles and roles["level2"] > 0:
            second = row[1].text if len(row) > 1 else ""
            first_is_level1 = class_of(second) is not None or not second
            shift = 0 if first_is_level1 else roles["level2"]
    placed = _Row()
    for role, column in roles.items():
        if 0 <= column - shift < len(row):
            placed.cells[role] = row[column - shift]
    return placed


def _carry_classes(placed: _Row, columns: _Columns) -> IndicatorClass:
    """Return the row's classes, filled down from the rows above, and keep them for those below."""
    first, second = placed.text("level1"), placed.text("level2")
    if first and first != columns.level1_label:
        columns.level1_label = first
        columns.level1 = class_of(first)
        columns.level2 = None
        if columns.level1 is not None and is_cost(first):
            columns.level1 = IndicatorClass("cost", "cost")
    if second and columns.roles.get("level2") != columns.roles["name"]:
        columns.level2 = class_of(second)
    outer, inner = columns.level1, columns.level2
    if outer is not None and outer.level1 == "cost":
        return IndicatorClass("cost", "cost")
    if inner is None:
        return outer or IndicatorClass(None, None)
    return IndicatorClass((outer.level1 if outer else None) or inner.level1, inner.level2)


def _indicators(report: Report, row: list[Cell], columns: _Columns) -> Iterator[Indicator]:
    """Return the indicators of a row: none where it has no name or no value, several where its cells number them."""
    placed = _place_cells(row, columns)
    classes = _carry_classes(placed, columns)
    name = placed.text("name")
    first = next((cell.text for cell in row if cell.text), "")
    if not name or _NO_INDICATOR.fullmatch(name) or _NO_INDICATOR.fullmatch(first) or class_of(name) and name.endswith("指标"):
        return
    target, actual = placed.cells.get("target"), placed.cells.get("actual")
    if target is None and actual is None:
        match = _SIGNED_NAME.fullmatch(name)
        if match and (value := read_value(match.group("value"))) is not None and value.number is not None:
            yield from _record(report, placed, classes, match.group("name"), value, match.group("value"), None, "")
        return
    parts = [_numbered(placed.text(role)) for role in ("name", "target", "actual")]
    if len(parts[0]) > 1 and all(len(part) in (len(parts[0]), 0) for part in parts[1:]):
        for index, one in enumerate(parts[0]):
            targets = parts[1][index] if parts[1] else ""
            actuals = parts[2][index] if parts[2] else ""
            yield from _record(report, placed, classes, one, read_value(targets), targets, read_value(actuals), actuals, index)
        return
    target_text = _PLACEHOLDER.sub("", placed.text("target")) if _NUMBERED.match(placed.text("target")) else placed.text("target")
    actual_text = _PLACEHOLDER.sub("", placed.text("actual")) if _NUMBERED.match(placed.text("actual")) else placed.text("actual")
    wanted = _with_columns(read_value(target_text), placed, target_text)
    yield from _record(report, placed, classes, name, wanted, target_text, read_value(actual_text), actual_text)


def _numbered(text: str) -> list[str]:
    """Return the parts of a cell that numbers its indicators (指标1：… 指标2：…), else the whole cell where it is filled."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2:
        return [text] if text else []
    edges = [*(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[a:b].strip("；，。 ") for a, b in zip(edges, ends, strict=True)]


def _with_columns(value: Value | None, placed: _Row, text: str) -> Value | None:
    """Complete a target by the columns that hold its sign and its unit by themselves."""
    sign = read_operator(placed.text("operator")) if placed.text("operator") else None
    unit = placed.text("unit")
    if value is None:
        return QUALITATIVE if sign == "qualitative" and unit and not text else None
    if value.number is None:
        return value
    if sign is not None and sign != "qualitative" and value.operator == "=":
        value = replace(value, operator=sign)
    if unit and value.unit is None and not _NOTHING.fullmatch(unit):
        value = replace(value, unit=unit)
    return value


def _record(
    report: Report,
    placed: _Row,
    classes: IndicatorClass,
    name: str,
    target: Value | None,
    target_text: str,
    actual: Value | None,
    actual_text: str,
    part: int = 0,
) -> Iterator[Indicator]:
    name = _PLACEHOLDER.sub("", name, count=1).strip("：；，。 ")
    if target is None and actual is None or not name:
        return
    used = [cell for role, cell in placed.cells.items() if cell.text and role not in ("level1", "level2")]
    spans = [report.span(*report.cell_range(cell)) for cell in used]
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    value_cell = placed.cells.get("target" if target is not None else "actual")
    if value_cell is None or not value_cell.text:
        value_cell = placed.cells["name"]
    value_start, value_end = report.span(*report.cell_range(value_cell))
    if part and value_start + part < value_end:
        value_start += part  # several indicators in one cell: each its own place
    yield Indicator(
        char_start=start,
        char_end=end,
        value_start=value_start,
        value_end=value_end,
        project_ordinal=report.subject_at(start),
        fiscal_year=None,
        level1=classes.level1,
        level2=classes.level2,
        indicator_name=name,
        description=placed.text("description") or None,
        target_operator=target.operator if target else None,
        target_value=target.number if target else None,
        target_value_high=target.high if target else None,
        target_unit=target.unit if target else None,
        target_text=_worded(report, placed, "target", target_text) if target else None,
        actual_operator=None if actual is None or actual.number is None else ">" if actual.more else "=",
        actual_value=actual.number if actual else None,
        actual_unit=actual.unit if actual else None,
        actual_text=_worded(report, placed, "actual", actual_text) if actual else None,
        weight=_points(placed, "weight"),
        score=_points(placed, "score"),
        basis=placed.text("basis") or None,
    )


def _worded(report: Report, placed: _Row, role: str, text: str) -> str:
    """Return a value as worded: in the report's own characters, a target with the sign and the unit of their own columns."""
    cell = placed.cells.get(role)
    if cell is not None and cell.text == text and text:
        text = report.worded(*report.span(*report.cell_range(cell)))
    if role == "actual":
        return text
    sign, unit = placed.text("operator"), placed.text("unit")
    lead = sign if sign and read_operator(sign) not in (None, "qualitative") and not text.startswith(sign) else ""
    tail = unit if unit and not text.endswith(unit) and not _NOTHING.fullmatch(unit) else ""
    return f"{lead}{text}{tail}"


def _points(placed: _Row, role: str) -> Decimal | None:
    return read_points(placed.text(role))
