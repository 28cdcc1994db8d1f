"""Goal blocks of forms: 预期目标 | 实际完成情况, whose figures in the two cells are one indicator each.

Here belongs how the two cells are found and how their figures are paired by what they measure. The indicator rows below
them belong to indicator_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from dagster_project.extraction.indicators.indicator_clauses import statements
from dagster_project.extraction.indicators.indicator_sides import Statement
from dagster_project.extraction.indicators.indicator_tables import header_columns
from dagster_project.extraction.indicators.labelled_stretches import Stretch
from dagster_project.extraction.layout.tables import Cell
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.form_words import is_class, kinds_of
from dagster_project.extraction.words.indicator_classes import IndicatorClass, class_of
from dagster_project.extraction.words.indicator_headers import header_role

_ONE_CELL = re.compile(
    r"(?:年度|年初|总体|绩效|项目|部门|单位|整体|履职|中期|长期|中长期|实施期|总)*(?:目标\d{0,2}|目标\s?\d{1,2})|(?:绩效)?目标内容"
)
_ASIDE = re.compile(r"（[^（）]*）$|：$")
_NUMBERED_GOAL = re.compile(r"(?:目标\s?\d{1,2}|\d{1,2}|（\d{1,2}）)[：:.、]\D")
_NUMBER = re.compile(r"(?:\d{1,2}[.、]|（\d{1,2}）)(?=\D)")
_DONE_CELL = re.compile(
    r"(?:年度|全年|项目|总体|绩效)*目标(?:实际)?(?:完成|实现)情况(?:综述)?|(?:项目)?(?:主要|取得的?)(?:绩效|成效|成果)"
)
_DONE_BELOW = re.compile(r"(?:实际|全年)*(?:完成|实现)情况")  # below a goal
_PART = re.compile(r"[一二三四五六七八九十]{1,2}、")
_ALIKE = 0.6
_SHORTEST_GOAL = 8


def find_goal_indicators(report: Report) -> Iterator[tuple[Statement, tuple[int, int]]]:
    """Return the indicators of goal blocks with the view range that carries each: both cells, or the one there is."""
    for table in report.tables:
        columns: tuple[int, int] | None = None
        goals: tuple[int, ...] = ()
        goes_on = False  # with a goal alone in its row
        beside: int | None = None  # the column of goals to the left of a list's indicators
        for row in table.rows:
            if header_columns(row) is not None:
                beside = _beside_indicators(row)
            elif beside is not None and (goal := _cell(row, beside)) and len(goal.text) > _SHORTEST_GOAL:
                yield from _pair(report, goal, None)
                continue
            head = _head(row)
            if head is not None:
                columns, goals = head, ()
                continue
            if several := _goal_columns(row):
                columns, goals = None, several
                continue
            if header_columns(row) is not None or (
                (columns is not None or goals) and not any(len(c.text) > _SHORTEST_GOAL for c in row)
            ):
                columns, goals = None, ()
            if columns is not None:
                planned, attained = _two_sides(row, columns)
                if planned is not None or attained is not None:
                    yield from _pair(report, planned, attained)
                    continue
                columns = None
            if goals and all(cell.column in goals or _names_goal(cell.text) for cell in row if cell.text):
                for column in goals:
                    yield from _pair(report, _cell(row, column), None)
            else:
                goals = ()
                found, is_done = _single(row, goes_on=goes_on)
                goes_on = bool(found) and not is_done
                for goal in found:
                    yield from _pair(report, None if is_done else goal, goal if is_done else None)


def find_classed_statements(report: Report) -> Iterator[tuple[Statement, IndicatorClass]]:
    """Return what the cells beside a class's label state in tables without a head (数量目标 | 补助养殖场15家)."""
    for table in report.tables:
        if any(header_columns(row) is not None for row in table.rows):
            continue
        for row in table.rows:
            filled = [cell for cell in row if cell.text]
            classes = class_of(filled[-2].text) if len(filled) >= 2 and is_class(filled[-2].text) else None
            if classes is None or classes.level2 is None or is_class(filled[-1].text):
                continue
            start, end = report.cell_range(filled[-1])
            stretch = Stretch(start, end, "target", labelled=True, classes=classes)
            yield from ((found, classes) for found in statements(report, stretch) if found.name)


def _head(row: list[Cell]) -> tuple[int, int] | None:
    """Return the columns of the planned and the attained side that a row heads, null where it heads none."""
    filled = [cell for cell in row if cell.text]
    if not 2 <= len(filled) <= 5 or any(len(cell.text) > 20 for cell in filled):
        return None
    attained = next((cell.column for cell in reversed(filled) if "attained" in kinds_of(cell.text)), None)
    planned = [cell.column for cell in filled if "planned" in kinds_of(cell.text) and cell.column != attained]
    if attained is None or not planned or planned[-1] > attained:
        return None
    return planned[-1], attained


def _goal_columns(row: list[Cell]) -> tuple[int, ...]:
    """Return the columns of a row that heads goals side by side (长期目标 | 年度目标), none where it heads no two."""
    filled = [cell for cell in row if cell.text]
    if len(filled) > 4 or not all(_names_goal(cell.text) for cell in filled):
        return ()
    return tuple(cell.column for cell in filled[-2:]) if len(filled) >= 2 else ()


def _beside_indicators(row: list[Cell]) -> int | None:
    """Return the column of goals that a list's head sets before its indicators: 项目名称 | 年度绩效目标 | 一级指标 | …"""
    level = next((cell.column for cell in row if header_role(cell.text) == "level1"), 0)
    goals = [cell.column for cell in row[1:level] if "planned" in kinds_of(cell.text)]
    return goals[-1] if goals and kinds_of(row[0].text) & {"project", "work"} else None


def _names_goal(text: str) -> bool:
    """Tell whether a cell's words, points and years in brackets aside, name a goal (年度目标1（40分）)."""
    return _ONE_CELL.fullmatch(_ASIDE.sub("", text)) is not None


def _two_sides(row: list[Cell], columns: tuple[int, int]) -> tuple[Cell | None, Cell | None]:
    """Return the cells of the two sides: under their heads, or in order where the row lacks its merged first cell."""
    filled = [cell for cell in row if cell.text]
    if len(filled) == 2 and (len(row) <= columns[1] or _stand_left(filled, columns)):
        return filled[0], filled[1]
    return _cell(row, columns[0]), _cell(row, columns[1])


def _stand_left(pair: list[Cell], columns: tuple[int, int]) -> bool:
    """Tell whether the two sides alone stand at the left edge, their merged first cells lost and blanks behind them."""
    return pair[0].column == 0 and pair[1].column < columns[1] and not any(kinds_of(cell.text) for cell in pair)


def _cell(row: list[Cell], column: int) -> Cell | None:
    return next((cell for cell in row if cell.column == column and cell.text), None)


def _single(row: list[Cell], *, goes_on: bool) -> tuple[list[Cell], bool]:
    """Return the goals of a row that is led by 绩效目标 and has no other side, and whether they tell what was attained.

    ``goes_on``: the row above is one, so that a numbered goal alone in its row is the next.
    """
    filled = [cell for cell in row if cell.text]
    if not filled or len(filled[-1].text) <= _SHORTEST_GOAL:
        return [], False
    if goes_on and all(_NUMBERED_GOAL.match(cell.text) for cell in filled):
        return filled, False
    if len(filled) == 1:
        return [], False
    label = filled[-2].text
    if (len(filled) == 2 or _PART.match(filled[0].text)) and (
        _DONE_CELL.fullmatch(label) or (goes_on and _DONE_BELOW.fullmatch(label))
    ):
        return filled[-1:], True  # also below the name of a part: 四、履职情况 | 目标完成情况 | …
    if _names_goal(filled[0].text) and all(_NUMBERED_GOAL.match(cell.text) for cell in filled[1:]):
        return filled[1:], False  # 绩效目标 | 1.… | 2.…: one goal a cell
    # 项目基本情况 | 1.目标完成情况 | 年初目标 | …: labels of the block stand before that of the goal
    labels = _names_goal(filled[-2].text) and all(_names_goal(c.text) or kinds_of(c.text) for c in filled[:-2])
    return (filled[-1:] if labels else []), False


def _pair(report: Report, planned: Cell | None, attained: Cell | None) -> Iterator[tuple[Statement, tuple[int, int]]]:
    targets = _stated(report, planned, "target")
    actuals = _stated(report, attained, "actual")
    for target in targets:
        index = next((i for i, actual in enumerate(actuals) if _same(target, actual)), None)
        if index is None:
            yield target, (target.start, target.end)
            continue
        actual = actuals.pop(index)
        if planned is None or attained is None:
            continue
        place = (report.cell_range(planned)[0], report.cell_range(attained)[1])
        yield replace(target, actual=actual.actual), place
    for actual in actuals:
        yield actual, (actual.start, actual.end)


def _stated(report: Report, cell: Cell | None, side: str) -> list[Statement]:
    if cell is None:
        return []
    start, end = report.cell_range(cell)
    number = _NUMBER.match(report.text, start, end)
    start = number.end() if number else start
    found = statements(report, Stretch(start, end, side, attains=True))
    if side == "target":
        return [
            replace(one, target=one.target or one.actual, actual=one.actual if one.target else None) for one in found
        ]
    return [replace(one, target=None, actual=one.actual or one.target) for one in found]


def _same(target: Statement, actual: Statement) -> bool:
    """Tell whether two statements measure the same: like names, and units that do not contradict each other."""
    wanted, reached = target.target, actual.actual
    if wanted is None or reached is None or target.actual is not None:
        return False
    if wanted.unit and reached.unit and wanted.unit.lstrip("万") != reached.unit.lstrip("万"):
        return False
    if target.name in actual.name or actual.name in target.name:
        return True
    return SequenceMatcher(None, target.name, actual.name, autojunk=False).ratio() >= _ALIKE
