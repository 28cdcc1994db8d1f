"""Cells laid into columns: the rows of a table whose grid is lost, found again by what each column can hold.

Here belongs the layout at least cost: every cell costs what it fits its column ill, every column left empty what a row
seldom lacks. What the columns of a table are belongs to form_heads.py, which cells stand below them to form_table_rows.py.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dagster_project.extraction.words.account_cells import NUMBER
from dagster_project.extraction.words.form_words import is_class, kinds_of
from dagster_project.extraction.words.indicator_classes import class_of
from dagster_project.extraction.words.indicator_values import POINTS, is_unit, read_operator, read_value

_NEVER = 9.0
_LONGEST_ROW = 14
_CLASSES_ALONE = 1.0
_BROKEN_LINE = 1.5
_OTHER_BLOCK = {"name": 0.9, "target": 0.7}
# What a row seldom lacks costs much where it is empty; merged levels and remarks cost nothing.
_EMPTY = {
    "level1": 0.0, "level2": 0.0, "name": 4.0, "label": 4.0, "description": 0.6, "operator": 0.7, "target": 1.6, "adjusted": 0.1, "unit": 0.5,
    "actual": 0.9, "weight": 1.3, "score": 0.7, "reason": 0.05, "basis": 0.5, "other": 0.3, "money": 0.8, "rate": 0.6, "points": 0.4,
    "number": 0.4, "grade": 0.4, "project": 0.0, "goal": 0.0, "sum": 0.0, "aside": 0.0,
}  # fmt: skip
_MONEY = re.compile(rf"{NUMBER.pattern}\s?(?:万元|亿元|元|万|亿)")
_PERCENT = re.compile(r"-?\d+(?:\.\d+)?%")
_PARTS_ASIDE = re.compile(r"(?<=[\d万元])（[^（）]*元[^（）]*）$")  # 25（其中，抗旱6万元）
_DASH = re.compile(r"[-—–/\\*]+|无|暂无")
_DIRECTION = re.compile(r"(?:正|反|逆|负)向(?:指标)?")
_NUMBERED_NAME = re.compile(r"指标\d{1,2}[：、].{3}")
_SERIAL = re.compile(r"（?[一二三四五六七八九十]{1,3}）?")
_MOST_POINTS = 100
_LIKELY_WEIGHT = 60
_LONGEST_BARE_CLASS = 3  # 数量, 满意度


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a form without a grid: its range of the folded text, its words without white space, and its line."""

    start: int
    end: int
    text: str
    line: int
    edged: bool = False  # whether its line has pipes or tabs between its cells


Cells = list[tuple[int, FormCell]]  # a row: each cell with its column
Rows = Generator[Cells, None, int]  # yields the rows of a form's part, returns the place behind them


@dataclass(slots=True)
class _Row:
    cost: float
    size: int
    columns: list[int] = field(default_factory=list)


@lru_cache(maxsize=8192)
def _shape(text: str) -> str:
    """Return what a cell looks like: sign, number, money, percent, points, dash, unit, class, figure, or words."""
    if text.endswith("）"):
        text = _PARTS_ASIDE.sub("", text)
    for shape, pattern in (
        ("number", NUMBER), ("percent", _PERCENT), ("money", _MONEY), ("points", POINTS), ("dash", _DASH),
    ):  # fmt: skip
        if pattern.fullmatch(text):
            return shape
    if read_operator(text) is not None:
        return "sign"
    if is_unit(text):
        return "unit"
    if is_class(text) or (len(text) <= _LONGEST_BARE_CLASS and class_of(text) is not None):
        return "class"
    value = read_value(text) if len(text) <= 40 else None
    return "figure" if value is not None and value.number is not None else "words"


@lru_cache(maxsize=16384)
def _fit(text: str, role: str) -> float:
    """Return what it costs to lay a cell's words into a column of this role."""
    shape = _shape(text)
    length = len(text)
    if role not in ("name", "label", "description") and _NUMBERED_NAME.match(text):
        return _NEVER
    if role in ("level1", "level2"):
        return _fit_level(shape, role, text)
    if role in ("name", "label"):
        return _fit_name(shape, role, text)
    if role in ("project", "goal", "sum", "aside"):
        return _fit_lead(shape, length, role)
    if role == "adjusted":  # 调整指标值 is seldom filled
        return 0.3 + _fit(text, "target")
    if role in ("target", "actual"):
        return _fit_value(shape, length, role)
    if role in ("weight", "score", "points"):
        if shape == "number":
            points = float(text.replace(",", ""))
            return _NEVER if not 0 <= points <= _MOST_POINTS else 0.4 * (role == "weight" and points > _LIKELY_WEIGHT)
        return {"points": 0.0, "dash": 0.3}.get(shape, _NEVER)
    if role == "money":
        return {"number": 0.0, "money": 0.0, "dash": 0.3}.get(shape, _NEVER)
    if role == "rate":
        return {"percent": 0.0, "number": 0.1, "dash": 0.3}.get(shape, _NEVER)
    return _fit_aside(shape, length, role, text)


def _fit_level(shape: str, role: str, text: str) -> float:
    """Return the cost for the columns of the classes, the outer and the inner one."""
    if shape != "class":
        return 0.8 if shape == "words" and len(text) <= 12 and not re.search(r"\d", text) else _NEVER
    if text.startswith("满意"):  # most forms have it as a first level
        return 0.0 if role == "level1" else 0.1
    found = class_of(text)
    inner = found is not None and found.level2 is not None
    return 0.6 * inner if role == "level1" else 0.0 if inner else 2.0


def _fit_name(shape: str, role: str, text: str) -> float:
    """Return the cost for the column of an indicator's name, or of a row's label in other tables."""
    length = len(text)
    if shape in ("words", "unit"):
        known = role == "label" and not kinds_of(text) & {"row", "total"}
        return 0.0 + 0.8 * (length > 30) + 1.7 * (length > 60) + 1.5 * bool(re.match(r"[\d≥≤]", text)) + known
    if shape == "class" and not text.endswith(("指标", "）")):
        return 1.2  # 成本控制, 社会效益: the words of a class may name an indicator of it
    return {"figure": 2.5, "class": 8.0, "dash": 6.0}.get(shape, _NEVER)


def _fit_value(shape: str, length: int, role: str) -> float:
    """Return the cost for the columns of what was set as a target and what was attained."""
    if shape in ("figure", "percent", "money", "number", "points"):
        return {"number": 0.3, "points": 0.3}.get(shape, 0.0 if role == "target" else 0.1)
    if shape in ("words", "unit"):
        return 0.5 + 0.4 * (length > 12) + 0.8 * (length > 30)
    return {"dash": 1.0 if role == "target" else 0.6}.get(shape, _NEVER)


def _fit_lead(shape: str, length: int, role: str) -> float:
    """Return the cost for the columns to the left of a list's indicators: a project's name, its sum, its goal."""
    if role == "sum":
        return 0.0 if shape in ("number", "money") else _NEVER
    if shape not in ("words", "figure"):
        return _NEVER
    return 0.8 * (length < 4)


def _fit_aside(shape: str, length: int, role: str, text: str) -> float:
    """Return the cost for the columns that say something about a row's value."""
    if role == "operator":
        return 0.0 if shape == "sign" or _DIRECTION.fullmatch(text) else _NEVER
    if role == "unit":
        return 0.0 if shape == "unit" else 0.8 if shape == "words" and length <= 4 else _NEVER
    if role == "number":
        return 0.0 if (shape == "number" and length <= 3) or _SERIAL.fullmatch(text) else _NEVER
    if role == "grade":
        return 0.0 if shape == "words" and length <= 3 else _NEVER
    if role == "reason":
        return {"words": 0.2 if length > 6 else 0.5, "dash": 0.0, "unit": 1.0, "figure": 2.0, "number": 3.0}.get(
            shape, 4.0
        )
    if role in ("description", "basis"):
        return {"words": 0.2, "unit": 0.5, "dash": 0.6, "figure": 1.5}.get(shape, 5.0)
    return 0.1 if text in ("是", "否") else 0.3 if shape == "percent" else 0.6


def lay(cells: Sequence[FormCell], roles: Sequence[str], *, by_line: bool) -> list[Cells]:
    """Return the cells as rows of (column, cell), in order, at least cost. Linear in the number of cells.

    ``by_line``: lines tend to be rows, so that a row that breaks a line or joins two costs extra.
    """
    count = len(cells)
    empty = [_EMPTY[role] for role in roles]
    if roles.count("name") > 1:  # two blocks side by side, of which rows fill one
        empty = [min(cost, _OTHER_BLOCK.get(role, cost)) for role, cost in zip(roles, empty, strict=True)]
    skipped = [0.0]  # what it costs to leave the columns before each one empty
    for cost in empty:
        skipped.append(skipped[-1] + cost)
    fits = [[_fit(cell.text, role) for role in roles] for cell in cells]
    best: list[float] = [0.0] + [float("inf")] * count
    back: list[_Row | None] = [None] * (count + 1)
    for start in range(count):
        if best[start] == float("inf"):
            continue
        for row in _rows_from(cells, start, roles, fits, skipped, by_line=by_line):
            total = best[start] + row.cost
            if total < best[start + row.size]:
                best[start + row.size] = total
                back[start + row.size] = row
    rows: list[Cells] = []
    at = count
    while at > 0 and (last := back[at]) is not None:
        at -= last.size
        rows.append(list(zip(last.columns, cells[at : at + last.size], strict=True)))
    return rows[::-1]


def _rows_from(
    cells: Sequence[FormCell],
    start: int,
    roles: Sequence[str],
    fits: Sequence[Sequence[float]],
    skipped: Sequence[float],
    *,
    by_line: bool,
) -> list[_Row]:
    """Return the cheapest row of each size that begins at a cell.

    ``fits``: what each cell costs in each column; ``skipped``: what it costs to leave the columns before each one empty.
    """
    width = len(roles)
    found: list[_Row] = []
    costs: list[float] = []  # of the cheapest way to lay the last cell into each column
    befores: list[list[int]] = []  # for each cell and its column, the column of the cell before
    for size in range(1, min(_LONGEST_ROW, width, len(cells) - start) + 1):
        fit = fits[start + size - 1]
        reached: list[float] = []
        before: list[int] = []
        low, cheapest = (0.0 if size == 1 else float("inf")), -1
        for column in range(width):
            if size > 1 and column and costs[column - 1] - skipped[column] < low:
                low, cheapest = costs[column - 1] - skipped[column], column - 1
            reached.append(low + skipped[column] + fit[column])
            before.append(cheapest)
        costs = reached
        befores.append(before)
        if min(costs) == float("inf"):
            break
        ends = [costs[column] + skipped[width] - skipped[column + 1] for column in range(width)]
        cost = min(ends)
        columns = _columns_to(ends.index(cost), befores)
        if all(roles[column] in ("level1", "level2") for column in columns):
            cost = costs[columns[-1]] + _CLASSES_ALONE
        if by_line:
            last = cells[start + size - 1].line
            cost += _BROKEN_LINE * (last - cells[start].line)
            cost += _BROKEN_LINE * (start + size < len(cells) and cells[start + size].line == last)
        found.append(_Row(cost, size, columns))
    return found


def _columns_to(last: int, befores: Sequence[Sequence[int]]) -> list[int]:
    """Return the columns of all cells of a row, followed back from that of its last cell."""
    columns = [last]
    for before in reversed(befores[1:]):
        columns.append(before[columns[-1]])
    return columns[::-1]
