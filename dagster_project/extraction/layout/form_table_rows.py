"""The rows of a table in a form without a grid: where the cells below a head end, and the points of their total.

Here belongs which cells are a table's, with its head or, where that is lost, by their look. What a head's columns are belongs
to form_heads.py, which column a cell fits to form_layout.py, which sum of a row is the budget to form_sums.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dagster_project.extraction.layout.form_heads import FormHeads, Head
from dagster_project.extraction.layout.form_layout import FormCell, Rows, lay
from dagster_project.extraction.layout.form_money_rows import has_sum
from dagster_project.extraction.layout.form_sums import placed_by_rate
from dagster_project.extraction.words.form_words import is_class, is_label
from dagster_project.extraction.words.grades import grade_codes
from dagster_project.extraction.words.indicator_values import POINTS, is_unit

MOST_CELLS = 900  # of one part of a form
# The columns of a self-evaluation form, for rows whose head is lost; a target form has the first four of them.
_USUAL_ROLES = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")
_GRADE_LABEL = re.compile(r"(?:自评|评价|绩效|评定)*(?:结论|等级|等次|评级)：?")
_MOST_SUMS = 2  # behind a total: the full points and those reached
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）[\u4e00-\u9fff]|第[一二三四五六七八九十]部分"
)
_PROSE = re.compile(r"。|^.{4,}：.{6,}")
_LONGEST_VALUE = 120  # of a cell in a table of money or projects
_PLACEHOLDER = re.compile(r"(?:指标|目标)\d{1,2}[：:.]?|[….·]+")
_SIGN = re.compile(r"[≥≤><=═]|>=|<=")
_FIGURE = re.compile(r"(?:[≥≤><=]|>=|<=)?\d[\d,.]*")
_BOUND = re.compile(r"(?:以?内|以上|以下|左右)$")
_FIGURE_FIRST = re.compile(r"\d")
# The label beside the whole block of indicators, and what is left of a class, where a page has torn them from their lines.
_BESIDE_BLOCK = "绩效指标"
_TORN = ("绩效指标", "绩效", "指标")
_TORN_CLASS, _CLASS_OF_TORN = ("服务对象满意度", "服务对象"), "满意度指标"
_NUMBERED = re.compile(r"指标\d{1,2}[：、]?.*")
_VALUE = re.compile(r"(?:[≥≤><=]|不低于|不少于|不超过)?[\d.,]+[^\d\s，。；：]{1,6}")
_WORDS = re.compile(r"[\u4e00-\u9fff（）“”、]{3,30}")
_LEAST_HEADLESS = 3
_HEADLESS_REACH = 30


class _Body(NamedTuple):
    """Where the cells below a head end, and whether a total stands there."""

    end: int
    has_total: bool


def table_rows(heads: FormHeads, head: Head) -> Rows:
    """Yield the rows below a head, with that of their total."""
    end, has_total = _body(heads, head)
    body = [cell for cell in heads.cells[head.after : end] if not _PLACEHOLDER.fullmatch(cell.text)]
    if head.kind == "indicators":
        body = _without_torn(body)
        body = body if "operator" in head.roles else _with_signs(body)
        body = body if "unit" in head.roles else _with_units(body)
    lines = {cell.line for cell in body}
    by_line = len(body) >= 3 * len(lines) and len(lines) > 1
    yield from placed_by_rate(lay(body, head.roles, by_line=by_line), head)
    if has_total:
        roles = ["label" if role == "name" else role for role in head.roles if role != "label"]
        end = yield from total_row(heads, end, roles)
    return end


def headless(heads: FormHeads, at: int) -> Head | None:
    """Return the usual columns where rows of indicators begin without a head (names with values, numbered, in classes or with
    points), null where none do."""
    cells = heads.cells
    text = cells[at].text
    opens = is_class(text) or (
        at + 1 < len(cells)
        and _VALUE.fullmatch(cells[at + 1].text) is not None
        and (_NUMBERED.fullmatch(text) or (_WORDS.fullmatch(text) and not is_label(text)))
    )
    if not opens:
        return None
    ahead = [cell.text for cell in cells[at : at + _HEADLESS_REACH]]
    classes = {words for words in ahead if is_class(words)}
    numbered = sum(_NUMBERED.fullmatch(words) is not None for words in ahead)
    values = sum(_VALUE.fullmatch(words) is not None for words in ahead)
    points = sum(POINTS.fullmatch(words) is not None for words in ahead)
    is_table = values >= _LEAST_HEADLESS and (
        (len(classes) + numbered >= 2 and points >= _LEAST_HEADLESS) or (len(classes) >= 2 and numbered >= 2)
    )
    return Head("indicators", [], list(_USUAL_ROLES), at) if is_table else None


def total_row(heads: FormHeads, at: int, roles: list[str]) -> Rows:
    """Yield the row of a total with its points under the last columns of points."""
    cells = heads.cells
    end = at + 1
    points = [i for i, role in enumerate(roles) if role in ("weight", "score", "points")]
    while end < len(cells) and POINTS.fullmatch(cells[end].text) and end - at <= max(_MOST_SUMS, len(points)):
        end += 1
    found = cells[at + 1 : end]
    if found and points:
        if len(found) == 1 and (float(found[0].text.rstrip("分")) != 100 or len(points) == 1):
            points = points[-1:]
        elif len(found) > 1:
            points = points[-len(found) :]
        row = [(0, cells[at]), *zip(points, found, strict=False)]
        # 总分 | 98 | 优, with a label of its own or without: 自评结论 | 优秀, 自评等级 | 优
        graded = end + bool(_GRADE_LABEL.fullmatch(cells[end].text)) if end < len(cells) else end
        if graded < len(cells) and cells[graded].text in grade_codes():
            row += [(max(points) + 1 + place, cell) for place, cell in enumerate(cells[end : graded + 1])]
            end = graded + 1
        yield row
    return end


def _body(heads: FormHeads, head: Head) -> _Body:
    """Find the cells below a head: up to a sentence, a label, another head, or the total of indicators."""
    at = head.after
    # A table of points alone, whose names are words of all kinds: 项目目标, 资金管理.
    scored = head.kind == "indicators" and not {"target", "actual"} & set(head.roles)
    while at < len(heads.cells) and at - head.after < MOST_CELLS:
        text = heads.cells[at].text
        kinds = heads.kinds(at)
        if _is_sentence(heads, head, at):
            break
        stops = kinds & {"project", "caption"} if scored else _stops(text, kinds, head)
        if stops and text == _BESIDE_BLOCK and _goes_on(heads, head, at):
            at += 1
            continue
        if stops or (head.kind != "indicators" and ("class" in kinds or len(text) > _LONGEST_VALUE)):
            break
        if "head" in kinds and "class" not in kinds and heads.at(at) is not None:
            break
        if "total" in kinds and head.kind == "indicators":
            return _Body(at, has_total=True)
        at += 1
    return _Body(at, has_total=False)


def _is_sentence(heads: FormHeads, head: Head, at: int) -> bool:
    """Tell whether the text goes on below a table: a heading, or prose below a list of projects."""
    text = heads.cells[at].text
    if _HEADING.match(text) and not ("project" in head.roles and has_sum(heads, at)):  # 一、防汛抗旱 | 320.00
        return True
    told = text.endswith("。") and "description" in head.roles and has_sum(heads, at)  # 清淤渠道80米。 | 20万元
    return head.kind == "projects" and _PROSE.search(text) is not None and not told


def _stops(text: str, kinds: frozenset[str], head: Head) -> bool:
    """Tell whether a label stands where the rows of a table would go on."""
    return is_label(text) and not (head.kind == "money" and "row" in kinds) and "class" not in kinds


def _goes_on(heads: FormHeads, head: Head, at: int) -> bool:
    """Tell whether the classes of a head's indicators go on behind the label that stands beside all of them."""
    return (
        head.kind == "indicators"
        and {"level1", "level2"} <= set(head.roles)
        and at > head.after
        and any(is_class(cell.text) for cell in heads.cells[at + 1 : at + 3])
    )


def _without_torn(cells: list[FormCell]) -> list[FormCell]:
    """Leave out the words that a page has torn from the label beside the indicators or from one of their classes."""
    following = [cell.text for cell in [*cells[1:], *cells[-1:]]]
    return [
        cell
        for cell, after in zip(cells, following, strict=True)
        if cell.text not in _TORN and not (cell.text in _TORN_CLASS and after == _CLASS_OF_TORN)
    ]


def _with_signs(cells: list[FormCell]) -> list[FormCell]:
    """Put a comparing sign that stands in a cell of its own, and has no column, together with the value behind it."""
    result: list[FormCell] = []
    for cell in cells:
        if result and _SIGN.fullmatch(result[-1].text) and _FIGURE_FIRST.match(cell.text):
            sign = result.pop()
            result.append(FormCell(sign.start, cell.end, sign.text + cell.text, sign.line))
        else:
            result.append(cell)
    return result


def _with_units(cells: list[FormCell]) -> list[FormCell]:
    """Put a figure together with the unit that a blank parts from it, where units have no column: ≥2000 件, 2 小时内."""
    result: list[FormCell] = []
    for cell in cells:
        before = result[-1] if result else None
        if (
            before is not None
            and before.line == cell.line
            and before.end + 1 == cell.start
            and not cell.edged
            and _FIGURE.fullmatch(before.text)
            and is_unit(_BOUND.sub("", cell.text))
        ):
            result[-1] = FormCell(before.start, cell.end, before.text + cell.text, before.line)
        else:
            result.append(cell)
    return result
