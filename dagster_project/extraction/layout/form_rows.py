"""Forms without a grid, row by row: which cells head columns, which rows stand below, which label has which value.

Here belongs the order in which the standard forms set their parts: names and labels, the money block, the goals, the plan,
the indicators, the total. Where cells are belongs to form_cells.py, what heads columns to form_heads.py, which column each cell
fits to form_layout.py.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import pairwise

from dagster_project.extraction.layout.form_heads import FormHeads, Head
from dagster_project.extraction.layout.form_layout import FormCell, lay
from dagster_project.extraction.layout.form_sums import placed_by_rate
from dagster_project.extraction.layout.money_columns import column_of
from dagster_project.extraction.words.form_words import is_class, is_label, kinds_of
from dagster_project.extraction.words.grades import grade_codes
from dagster_project.extraction.words.money_values import SOURCE, states_values, sum_in

Cells = list[tuple[int, FormCell]]  # (column, cell)
Rows = Generator[Cells, None, int]  # yields rows, returns the place behind them
_MOST_CELLS = 900
_MONTH = re.compile(
    r"第?[一二三四1-4]季度|(?:截?至|到)?(?:(?:19|20)\d{2}年)?\d{1,2}月(?:底|末|份|\d{1,2}日)?(?:前|累计)?(?:（%）|%)?"
)
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?%?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_NEAR = 5
_MOST_SUMS = 2  # behind a total: the full points and those reached
_SIGN = re.compile(r"[≥≤><=═]|>=|<=")
_FIGURE_FIRST = re.compile(r"\d")
_PLACEHOLDER = re.compile(r"(?:指标|目标)\d{1,2}[：:.]?|[….·]+")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）[\u4e00-\u9fff]|第[一二三四五六七八九十]部分"
)
_PROSE = re.compile(r"。|^.{4,}：.{6,}")
_NOTHING = (None, None, None)
_MONEY = re.compile(r"-?[\d,.]+(?:亿元|万元|元|万)?|[-—/]+")
_LONGEST_VALUE = 60
_REST = ("其他", "其它")
_OPENS_MONEY = re.compile(r"计划(?:安排|到位|投资)(?:资金|额)（万元）$")
_MOST_SOURCES = 5  # sums of a form side by side: planned, arrived, spent, left
_MOST_SIDES = 3
_LEAST_FUNDS, _MOST_FUNDS = 3, 8
_ITEMS = re.compile(r"(?:支出|预算|资金).{0,4}(?:明细|构成|测算)(?:（.{1,6}）)?$")
_SHORTEST_GOAL = 8
# The columns of a self-evaluation form, for rows whose head is lost; a target form has the first four of them.
_USUAL_ROLES = ["level1", "level2", "name", "target", "actual", "weight", "score", "reason"]
_NUMBERED = re.compile(r"指标\d{1,2}[：、]?.*")
# The label beside the whole block of indicators, and what is left of a class, where a page has torn them from their lines.
_BESIDE_BLOCK = "绩效指标"
_TORN = ("绩效指标", "绩效", "指标")
_TORN_CLASS, _CLASS_OF_TORN = ("服务对象满意度", "服务对象"), "满意度指标"
_VALUE = re.compile(r"(?:[≥≤><=]|不低于|不少于|不超过)?[\d.,]+[^\d\s，。；：]{1,6}")
_WORDS = re.compile(r"[\u4e00-\u9fff（）“”、]{3,30}")
_LEAST_HEADLESS = 3
_HEADLESS_REACH = 30


class FormReader:
    """Reads the cells of a stretch from first to last; cells that are no part of a form are left out."""

    def __init__(self, cells: list[FormCell]) -> None:
        self.cells = cells
        self.heads = FormHeads(cells)
        self.width = 0  # columns of the table whose rows are being read

    def rows(self) -> Iterator[Cells]:
        """Yield the rows of the forms in order."""
        at, inside, title = 0, False, -_NEAR - 1
        while at < len(self.cells):
            head = self.heads.at(at)
            if head is not None:
                inside = True
                self.width = len(head.roles)
                if head.upper:
                    yield list(head.upper)
                yield list(enumerate(head.cells, head.first))
                at = yield from self._body(head)
                self.width = 0
                continue
            kinds = kinds_of(self.cells[at].text)
            if "project" in kinds or (kinds & {"label"} and self._labels_ahead(at) >= 2):
                inside = True
            elif "caption" in kinds:
                inside, title = False, at if "绩效" in self.cells[at].text else title
            elif kinds & {"label"} and at - title <= _NEAR:
                inside = True  # 部门（单位）名称, right below 部门整体绩效目标表
            if inside and "planned" in kinds and (sides := self._sides(at)) > 1:
                # 年度总体目标 | 预期目标 | 实际完成情况: the first names the block; 目标 | 调整目标 | 完成情况: it does not
                anew = sides == _MOST_SIDES and "调整" in self.cells[at + 1].text
                at = at + 1 if sides == _MOST_SIDES and not anew else (yield from self._goals(at, sides))
            elif (
                inside
                and kinds & {"planned", "attained"}
                and (self._says_goal(at) or not kinds & {"head", "lead", "end"})
            ):
                at = yield from self._pairs(at)
            elif inside and (funds := self._funds(at)):
                yield list(enumerate(self.cells[at : at + funds + 1]))
                yield list(enumerate(self.cells[at + funds + 1 : at + 2 * funds + 1], 1))
                at += 2 * funds + 1
            elif inside and _ITEMS.search(self.cells[at].text) and self._has_sum(at + 1):
                at = yield from self._items(at)
            elif (sources := self._sources(at)) > at:
                yield list(enumerate(self.cells[at:sources]))
                at = sources
            elif (inside or _OPENS_MONEY.match(self.cells[at].text)) and self._states_money(at):
                inside = True
                at = yield from self._labelled(at)
            elif self._months(at) >= 2:
                at = yield from self._plan(at)
            elif inside and "total" in kinds:
                at = yield from self._total(at, ["label", "points", "points"])
            elif inside and kinds & {"project", "label", "row"}:
                at = yield from self._pairs(at)
            elif self._is_headless(at):
                self.width = len(_USUAL_ROLES)
                behind = yield from self._body(Head("indicators", [], list(_USUAL_ROLES), at))
                at = max(behind, at + 1)  # what opens like a row may turn out to be none
                self.width = 0
            else:
                at += 1

    def _labels_ahead(self, at: int) -> int:
        return sum(bool(self.heads.kinds(i) & {"project", "label"}) for i in range(at + 1, at + 1 + _NEAR))

    def _is_headless(self, at: int) -> bool:
        """Tell whether rows of indicators begin here without a head: names with values, numbered, in classes or with points."""
        text = self.cells[at].text
        opens = is_class(text) or (
            at + 1 < len(self.cells)
            and _VALUE.fullmatch(self.cells[at + 1].text) is not None
            and (_NUMBERED.fullmatch(text) or (_WORDS.fullmatch(text) and not is_label(text)))
        )
        if not opens:
            return False
        ahead = [cell.text for cell in self.cells[at : at + _HEADLESS_REACH]]
        classes = {words for words in ahead if is_class(words)}
        numbered = sum(_NUMBERED.fullmatch(words) is not None for words in ahead)
        values = sum(_VALUE.fullmatch(words) is not None for words in ahead)
        points = sum(_POINTS.fullmatch(words) is not None for words in ahead)
        return values >= _LEAST_HEADLESS and (
            (len(classes) + numbered >= 2 and points >= _LEAST_HEADLESS) or (len(classes) >= 2 and numbered >= 2)
        )

    def _funds(self, at: int) -> int:
        """Return how many funds are headed from here on (资金来源 | 合计 | 财政拨款 | …) whose sums follow in order, else 0."""
        if not self.heads.kinds(at) & {"lead"}:
            return 0
        end = at + 1
        while end - at <= _MOST_FUNDS and self.heads.kinds(end) & {"row", "total"}:
            end += 1
        count = end - at - 1
        sums = [sum_in(cell.text) is not None for cell in self.cells[end : end + count + 1]]
        return count if count >= _LEAST_FUNDS and all(sums[:count]) and not all(sums[count:]) else 0

    def _items(self, at: int) -> Rows:
        """Yield the items of a sum, one a row (支出预算明细 | 处理费 | 36, | 收运费 | 10), and return the place behind them."""
        lead, end = [(0, self.cells[at])], at + 1
        while self._has_sum(end) and not kinds_of(self.cells[end].text):
            yield [*lead, (1, self.cells[end]), (2, self.cells[end + 1])]
            lead, end = [], end + 2
        return end

    def _states_money(self, at: int) -> bool:
        """Tell whether a cell is a label of money with its value, in itself or in the next cell."""
        text = self.cells[at].text
        if states_values(text):
            return True
        if not self._has_sum(at) or self.heads.kinds(at) & {"plan", "total"}:
            return False
        head = column_of(text)
        return head is not None and head.ratio is None and (head.measure, head.fund_type, head.fund_level) != _NOTHING

    def _labelled(self, at: int) -> Rows:
        """Yield the labels with their values that follow each other on a line, and return the place behind them."""
        row: Cells = []
        end = at
        while end < len(self.cells) and self.cells[end].line == self.cells[at].line and self._is_beside(end, bool(row)):
            size = 1 if states_values(self.cells[end].text) or _PERCENT.fullmatch(self.cells[end].text) else 2
            row += [(len(row) + i, cell) for i, cell in enumerate(self.cells[end : end + size])]
            end += size
        yield row
        return end

    def _sources(self, at: int) -> int:
        """Return the place behind a source that stands once for each sum above it (省财政 | 9 | 省财政 | 8 | 省财政), else ``at``."""
        label = self.cells[at].text
        if not SOURCE.fullmatch(label):
            return at
        end, times, sums = at, 0, 0
        while end < len(self.cells) and times < _MOST_SOURCES and self.cells[end].text == label:
            size = 2 if self._has_sum(end) else 1
            end, times, sums = end + size, times + 1, sums + size - 1
        return end if times > 1 and sums else at

    def _is_beside(self, at: int, behind: bool) -> bool:
        """Tell whether a row of labels with values goes on: 执行数 | 20 | 50% | 其中：财政资金 | 20 | 其他 | 0.

        ``behind``: something of the row stands before the cell.
        """
        if self._states_money(at):
            return True
        text = self.cells[at].text
        if _PERCENT.fullmatch(text):  # the rate behind the sum spent
            return behind and at + 1 < len(self.cells) and self._states_money(at + 1)
        return behind and text.strip("：") in _REST and self._has_sum(at)

    def _body(self, head: Head) -> Rows:
        """Yield the rows below a head and return the place behind them."""
        at, total = head.after, None
        # A table of points alone, whose names are words of all kinds: 项目目标, 资金管理.
        scored = head.kind == "indicators" and not {"target", "actual"} & set(head.roles)
        while at < len(self.cells) and at - head.after < _MOST_CELLS:
            text = self.cells[at].text
            kinds = kinds_of(text)
            ends = _HEADING.match(text) and not ("project" in head.roles and self._has_sum(at))  # 一、防汛抗旱 | 320.00
            told = text.endswith("。") and "description" in head.roles and self._has_sum(at)  # 清淤渠道80米。 | 20万元
            if ends or (head.kind == "projects" and _PROSE.search(text) and not told):
                break
            stop = is_label(text) and not (head.kind == "money" and "row" in kinds) and "class" not in kinds
            if scored:
                stop = bool(kinds & {"project", "caption"})
            if stop and text == _BESIDE_BLOCK and self._goes_on(head, at):
                at += 1
                continue
            if stop or (head.kind != "indicators" and ("class" in kinds or len(text) > _LONGEST_VALUE * 2)):
                break
            if "head" in kinds and "class" not in kinds and self.heads.at(at) is not None:
                break
            if "total" in kinds and head.kind == "indicators":
                total = at
                break
            at += 1
        body = [cell for cell in self.cells[head.after : at] if not _PLACEHOLDER.fullmatch(cell.text)]
        if head.kind == "indicators":
            body = _without_torn(body)
            body = body if "operator" in head.roles else _with_signs(body)
        lines = {cell.line for cell in body}
        by_line = len(body) >= 3 * len(lines) and len(lines) > 1
        yield from placed_by_rate(lay(body, head.roles, by_line=by_line), head)
        if total is not None:
            at = yield from self._total(total, ["label" if r == "name" else r for r in head.roles if r != "label"])
        return at

    def _goes_on(self, head: Head, at: int) -> bool:
        """Tell whether the classes of a head's indicators go on behind the label that stands beside all of them."""
        return (
            head.kind == "indicators"
            and {"level1", "level2"} <= set(head.roles)
            and at > head.after
            and any(is_class(cell.text) for cell in self.cells[at + 1 : at + 3])
        )

    def _has_sum(self, at: int) -> bool:
        return at + 1 < len(self.cells) and sum_in(self.cells[at + 1].text) is not None

    def _total(self, at: int, roles: list[str]) -> Rows:
        """Yield the row of a total with its points under the last columns of points, and return the place behind it."""
        end = at + 1
        points = [i for i, role in enumerate(roles) if role in ("weight", "score", "points")]
        while (
            end < len(self.cells)
            and _POINTS.fullmatch(self.cells[end].text)
            and end - at <= max(_MOST_SUMS, len(points))
        ):
            end += 1
        found = self.cells[at + 1 : end]
        if found and points:
            if len(found) == 1 and (float(found[0].text.rstrip("分")) != 100 or len(points) == 1):
                points = points[-1:]
            elif len(found) > 1:
                points = points[-len(found) :]
            row = [(0, self.cells[at]), *zip(points, found, strict=False)]
            if end < len(self.cells) and self.cells[end].text in grade_codes():
                row.append((max(points) + 1, self.cells[end]))
                end += 1
            yield row
        return end

    def _sides(self, at: int) -> int:
        """Return how many cells in a row head goals from here on, planned or attained, three at most."""
        end = at
        while end - at < _MOST_SIDES and self.heads.kinds(end) & {"planned", "attained"}:
            end += 1
        return end - at

    def _says_goal(self, at: int) -> bool:
        """Tell whether a goal's label has its words beside it on its line, and no column below it."""
        if at + 1 >= len(self.cells):
            return False
        words = self.cells[at + 1]
        return words.line == self.cells[at].line and len(words.text) >= _SHORTEST_GOAL and not kinds_of(words.text)

    def _goals(self, at: int, sides: int) -> Rows:
        """Yield the heads of the goals' sides and the texts below, about even in length; return the place behind them."""
        yield list(enumerate(self.cells[at : at + sides]))
        start = end = at + sides
        while end < len(self.cells) and not self._ends_value(end) and end - start < _MOST_CELLS:
            end += 1
        texts = self.cells[start:end]
        if len(texts) >= sides:
            sizes = [sum(len(c.text) for c in texts[:i]) for i in range(len(texts) + 1)]
            cuts = [0]
            for side in range(1, sides):
                places = range(cuts[-1] + 1, len(texts) - (sides - side) + 1)
                cuts.append(min(places, key=lambda i: abs(sides * sizes[i] - side * sizes[-1])))
            cuts.append(len(texts))
            yield [(side, _span(texts[a:b])) for side, (a, b) in enumerate(pairwise(cuts))]
        elif texts:
            yield [(0, texts[0])]
        return end

    def _months(self, at: int) -> int:
        end = at
        while end < len(self.cells) and _MONTH.fullmatch(self.cells[end].text):
            end += 1
        return end - at

    def _plan(self, at: int) -> Rows:
        """Yield the row of months with the plan's label, and the row of percentages; return the place behind them."""
        months = self._months(at)
        lead = [(0, self.cells[at - 1])] if at and "plan" in self.heads.kinds(at - 1) else []
        yield [*lead, *((i + 1, cell) for i, cell in enumerate(self.cells[at : at + months]))]
        end = at = at + months
        while end < len(self.cells) and end - at < months and _PERCENT.fullmatch(self.cells[end].text):
            end += 1
        if end > at:
            yield [(i + 1, cell) for i, cell in enumerate(self.cells[at:end])]
        return end

    def _ends_value(self, at: int) -> bool:
        kinds = self.heads.kinds(at)
        return bool(kinds & {"project", "label", "plan", "end", "total"}) or (
            bool(kinds & {"head", "lead", "money", "work"}) and self.heads.at(at) is not None
        )

    def _pairs(self, at: int) -> Rows:
        """Yield a label and its value, which may be words apart on one line, and return the place behind them."""
        label = self.cells[at]
        end = at + 1
        while (
            end < len(self.cells)
            and not self._ends_value(end)
            and (end == at + 1 or not self._states_money(end))
            and not self.heads.kinds(end) & {"planned", "attained", "row", "class"}
            and (end == at + 1 or (self.cells[end].line == self.cells[at + 1].line and not self.cells[end].edged))
        ):
            end += 1
        if self.heads.kinds(at) & {"row", "money"} and end > at + 1 and not _MONEY.fullmatch(self.cells[at + 1].text):
            end = at + 1
        values = self.cells[at + 1 : end]
        if values:
            yield [(0, label), (1, _span(values))]
        return end


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


def _span(cells: list[FormCell]) -> FormCell:
    return FormCell(cells[0].start, cells[-1].end, "".join(cell.text for cell in cells), cells[0].line)
