"""Rows of indicators: cells by what they hold, read into records.

Here belongs what a row's cells say once it is known which is which. Which cell is what is found in indicator_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dagster_project.extraction.layout.tables import Cell
from dagster_project.extraction.records import Indicator
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.indicator_classes import IndicatorClass, class_of
from dagster_project.extraction.words.indicator_values import (
    QUALITATIVE,
    Value,
    is_unit,
    read_operator,
    read_points,
    read_value,
)

_NO_INDICATOR = re.compile(
    r"(?:总分|合计|总计|小计|总得分|得分合计|(?:绩效|自评|评价|综合){1,3}(?:总分|总得分|得分|评分)|预算执行率|预算资金执行率|资金执行率|预算执行(?:情况)?|执行率)"
    r"(?:（.*|\d.*|：.*|指标)?|[-—/.…·*]*|无|\d[\d,.]*[\u4e00-\u9fff%]{0,3}"
)
_PLACEHOLDER = re.compile(
    r"^[（(]?(?:指标|目标|任务)(?:\s?\d{1,2}[）)]?[：:.、]?|[）)]?[：:.、])|^\d{1,2}[.、．](?!\d)|^[①-⑳]|^（\d{1,2}）"
    r"|^（[一二三四五六七八九十]{1,2}）|^[一二三四五六七八九十]{1,2}、"
)
_STARS = "★☆▲△*"  # before the name of a core indicator
NUMBERED = re.compile(r"指标\s?\d{1,2}[：:.、]")
_SIGNED_NAME = re.compile(r"(?P<name>[^≥≤<>=]{2,40}?)(?P<value>(?:[≥≤<>=]).{1,20})")
_NOTHING = re.compile(r"[-—/无]*")
# 补栏数（头）, 良种率（≥**%）: the name ends with the unit of its values, and a place for them.
_NAMED_UNIT = re.compile(r"(?P<name>.{2,}?)（(?:[≥≤<>=]?[*×xX_]*)(?P<unit>[^（）≥≤<>=*\d]{1,6})）")


@dataclass(slots=True)
class Row:
    """The cells of a row by role."""

    cells: dict[str, Cell] = field(default_factory=dict)

    def text(self, role: str) -> str:
        """Return the words of the cell with this role, empty where there is none."""
        cell = self.cells.get(role)
        return cell.text if cell else ""


def is_no_indicator(text: str) -> bool:
    """Tell whether a row's name or first cell says that it holds a total, the money's execution or nothing."""
    return _NO_INDICATOR.fullmatch(text) is not None


def indicators_of_row(
    report: Report, placed: Row, classes: IndicatorClass, level1_label: str = ""
) -> Iterator[Indicator]:
    """Return the indicators of a row: none where it has no name or no value, several where its cells number them."""
    name = placed.text("name")
    if not name or (class_of(name) and name.endswith("指标")):
        return
    if is_no_indicator(name) and not _manages(name, placed, level1_label):
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
            yield from _record(
                report, placed, classes, one, read_value(targets), targets, read_value(actuals), actuals, index
            )
        return
    target_text = (
        _PLACEHOLDER.sub("", placed.text("target")) if NUMBERED.match(placed.text("target")) else placed.text("target")
    )
    actual_text = (
        _PLACEHOLDER.sub("", placed.text("actual")) if NUMBERED.match(placed.text("actual")) else placed.text("actual")
    )
    unit = placed.text("unit")
    if not unit and (named := _NAMED_UNIT.fullmatch(name)) and is_unit(named.group("unit")):
        name, unit = named.group("name", "unit")
    wanted = _with_columns(read_value(target_text), placed, target_text, unit)
    reached = read_value(actual_text)
    if reached is not None and reached.number is not None:
        reached = _with_unit(reached, unit)
    yield from _record(report, placed, classes, name, wanted, target_text, reached, actual_text)


def _manages(name: str, placed: Row, level1_label: str) -> bool:
    """Tell whether the money's execution is an indicator of its own: named below 投入管理指标 or in a form without levels."""
    has_levels = "level1" in placed.cells or "level2" in placed.cells
    if not name.endswith("率") or (has_levels and (not level1_label or is_no_indicator(level1_label))):
        return False
    value = read_value(placed.text("target"))
    return value is not None and value.number is not None


def _numbered(text: str) -> list[str]:
    """Return the parts of a cell that numbers its indicators (指标1：… 指标2：…), else the cell where it is filled."""
    marks = list(NUMBERED.finditer(text)) if "指标" in text else []
    if len(marks) < 2:
        return [text] if text else []
    edges = [*(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[a:b].strip("；，。 ") for a, b in zip(edges, ends, strict=True)]


def _with_columns(value: Value | None, placed: Row, text: str, unit: str) -> Value | None:
    """Complete a target by the columns that hold its sign and its unit by themselves."""
    sign = read_operator(placed.text("operator")) if placed.text("operator") else None
    if value is None:
        return QUALITATIVE if sign == "qualitative" and unit and not text else None
    if value.number is None:
        return value
    if sign is not None and sign != "qualitative" and value.operator == "=":
        value = replace(value, operator=sign)
    return _with_unit(value, unit)


def _with_unit(value: Value, unit: str) -> Value:
    """Give a figure without a unit the one that its row's own column or name holds, for target and actual alike."""
    return replace(value, unit=unit) if unit and value.unit is None and not _NOTHING.fullmatch(unit) else value


def _record(
    report: Report,
    placed: Row,
    classes: IndicatorClass,
    name: str,
    target: Value | None,
    target_text: str,
    actual: Value | None,
    actual_text: str,
    part: int = 0,
) -> Iterator[Indicator]:
    name = _PLACEHOLDER.sub("", name.lstrip(_STARS), count=1).strip("：；，。 ")
    if (target is None and actual is None) or not name:
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


def _worded(report: Report, placed: Row, role: str, text: str) -> str:
    """Return a value in the report's own characters, a target with the sign and the unit of their own columns."""
    cell = placed.cells.get(role)
    if cell is not None and cell.text == text and text:
        text = report.worded(*report.span(*report.cell_range(cell)))
    if role == "actual":
        return text
    sign, unit = placed.text("operator"), placed.text("unit")
    lead = sign if sign and read_operator(sign) not in (None, "qualitative") and not text.startswith(sign) else ""
    tail = unit if unit and not text.endswith(unit) and not _NOTHING.fullmatch(unit) else ""
    return f"{lead}{text}{tail}"


def _points(placed: Row, role: str) -> Decimal | None:
    return read_points(placed.text(role))
