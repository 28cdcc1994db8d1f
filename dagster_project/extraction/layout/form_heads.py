"""Heads of tables in forms without a grid: which run of cells heads the columns of indicators, of money or of a list of projects.

Here belongs where a head begins and ends and what its columns are. The rows below it belong to form_table_rows.py.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from dagster_project.extraction.layout.form_layout import FormCell
from dagster_project.extraction.layout.money_columns import column_of
from dagster_project.extraction.layout.table_columns import heads_list
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.extraction.words.indicator_headers import header_role

_LEAST_INDICATOR_HEADS = 3
_SUM = re.compile(r"(?!1$)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_POINTS = re.compile(r"[1-9]\d|100")
_LEAD_UNIT = re.compile(r"（(?:万|亿)?元）$")  # 年度预算数（万元）: the block's name, and no column
_PLAIN_HEAD = re.compile(r"[\u4e00-\u9fff（）/%]{2,10}")
_MOST_COLUMNS = 14
_SUM_ENDS = ("数", "额", "金额", "资金", "支付", "拨付", "支出", "到位")  # with which a word ends that heads sums
_NO_HEAD = ("补助资金", "专项资金")  # names of funds
_HEADED = frozenset(
    {"level1", "level2", "name", "description", "operator", "target", "unit", "actual", "weight", "score"}
)
_HEADS = frozenset({"head", "money", "rate", "points", "number", "grade", "project", "work"})
_LIST_HEADS = _HEADS | {"beside", "row"}
# 绩效指标 | 年度指标值 | 实际完成值 …, over 一级指标 | … | 指标值 | 度量单位
_ABOVE = ("target", "actual", "weight", "score", "reason")
# What heads the columns to the left of the indicators in a list of projects.
_LEAD_ROLES = (("project", "project"), ("work", "work"), ("planned", "goal"), ("money", "sum"), ("number", "number"))
_LEADS = frozenset({"project", "work", "label", "planned", "money", "number", "row", "beside"})
_MOST_LEADS = 8
_MOST_HEADS = 60  # cells that head columns one after the other: more are a list of the words themselves
_NAME_WITHIN = 4  # columns of a list from its first one to that of the names
_YEAR = re.compile(r"(?:19|20)\d{2}年度?")
_LEAST_YEARS = 2
# 预算数 | 年初预算 | 调整后预算数: the first stands over the labels of the rows
_OF_LABELS = re.compile(r"(?:年度)?预算数(?:（[^（）]{1,4}）)? 年初预算(?:数|安排)?(?:（[^（）]{1,4}）)?")
_MONEY_ROLES = ("money", "rate", "points", "number", "grade")


@dataclass(frozen=True, slots=True)
class Head:
    """The columns that a run of cells heads, and the place behind it."""

    kind: str  # indicators | money | projects
    cells: list[FormCell]
    roles: list[str]
    after: int
    upper: tuple[tuple[int, FormCell], ...] = ()  # of a head in two rows: the upper one, by column
    first: int = 0  # the column of the first of ``cells``


class FormHeads:
    """Finds the heads in the cells of a stretch."""

    def __init__(self, cells: list[FormCell]) -> None:
        self.cells = cells
        self.lines = Counter(cell.line for cell in cells)  # how many cells each line holds

    def kinds(self, at: int) -> frozenset[str]:
        """Return what the words of a cell may be in a form; empty behind the last cell."""
        return kinds_of(self.cells[at].text) if at < len(self.cells) else frozenset()

    def at(self, at: int) -> Head | None:
        """Return the head that begins at a cell: a run of cells that all head columns."""
        opens = self.kinds(at) & {"head", "money", "rate", "number", "lead", "project", "work"}
        if not opens and not ("label" in self.kinds(at) and "project" in self.kinds(at + 1)):
            return None
        if self.kinds(at) & {"label", "project", "number", "work"} and (listed := self._listed(at)) is not None:
            return listed
        if not opens:
            return None
        end = at
        # 序号 | 村名 | 项目名称 | …
        lists = "number" in opens and any(self.kinds(at + i) & {"project", "work"} for i in range(1, _NAME_WITHIN))
        lists = lists or self._heads_results(at)
        while end - at < _MOST_HEADS and (
            self.kinds(end) & (_LIST_HEADS if lists else _HEADS)
            or (lists and (self._beside(at, end) or self._money_role(end)))
        ):
            lists = lists or bool(self.kinds(end) & {"project", "work"})
            end += 1
        if lists and "planned" in self.kinds(end) and "money" in self.kinds(end - 1):
            end += 1  # 任务名称 | 主要内容 | 投入资金 | 期望达到的目标
        run = self.cells[at:end]
        roles = [header_role(cell.text) or "" for cell in run]
        if "level1" in roles or "name" in roles:
            first = roles.index("level1") if "level1" in roles else min(
                roles.index(r) for r in ("level2", "name") if r in roles
            )  # fmt: skip
            return self._indicator_head(run, roles, first, end)
        lead = "lead" in self.kinds(at)
        while end < len(self.cells) and lead and end == at:
            end += 1
            while end - at < _MOST_HEADS and self.kinds(end) & {"head", "money", "rate", "points", "number", "grade"}:
                end += 1
        return self._money_head(at, end)

    def _heads_results(self, at: int) -> bool:
        """Tell whether a list of projects with their sums and results is headed: 项目名称 | 债券性质 | 债券规模 | 自评分数 | …"""
        if "project" not in self.kinds(at) or "beside" not in self.kinds(at + 1):
            return False
        ahead = [self.kinds(at + i) for i in range(2, _NAME_WITHIN + 1)]
        return any("money" in kinds for kinds in ahead) and any(kinds & {"points", "grade"} for kinds in ahead)

    def _money_role(self, at: int) -> str | None:
        """Return what a word of a list's head holds that says money or a rate in words of its own: 已支出金额, 拨付进度."""
        text = self.cells[at].text if at < len(self.cells) else ""
        column = column_of(text) if _PLAIN_HEAD.fullmatch(text) else None
        if column is None or kinds_of(text) or text.endswith(_NO_HEAD):
            return None
        return "rate" if column.ratio else "money" if column.measure and text.endswith(_SUM_ENDS) else None

    def _beside(self, at: int, end: int) -> bool:
        """Tell whether unknown words on the line of a list's head are one of its columns."""
        if end >= len(self.cells) or self.cells[end].line != self.cells[at].line or self.kinds(end):
            return False
        return (
            self.lines[self.cells[at].line] <= _MOST_COLUMNS and _PLAIN_HEAD.fullmatch(self.cells[end].text) is not None
        )

    def _listed(self, at: int) -> Head | None:
        """Return the head of a list whose projects each have indicators: 项目名称 | 预算数 | 绩效目标 | 一级指标 | …"""
        end = at
        while end - at < _MOST_LEADS and self.kinds(end) & _LEADS and "level1" not in self._roles(end, end + 1):
            end += 1
        leads = [self._lead_role(i) for i in range(at, end)]
        if not {"project", "work"} & set(leads) or not self.kinds(end) & {"head"}:
            return None
        leads = ["project" if role == "work" else role for role in leads]
        after = end
        while after - at < _MOST_HEADS and self.kinds(after) & _HEADS:
            after += 1
        roles = self._roles(end, after)
        if "work" in self.kinds(at) and "name" not in roles and {"name_alone", "target"} <= set(roles):
            roles[roles.index("name_alone")] = "name"  # 职责活动 | 年度预算数 | 绩效目标 | 绩效指标 | 指标值
        if "name" not in roles or not ("level1" in roles or "work" in self.kinds(at)):
            return None
        first = roles.index("level1" if "level1" in roles else "name")
        found = self._indicator_head(self.cells[end:after], roles, first, after)
        if found is None:
            return None
        upper = list(enumerate(self.cells[at:end]))
        if first:
            shifted = tuple((column + len(leads), cell) for column, cell in found.upper)
            return replace(found, roles=[*leads, *found.roles], upper=(*upper, *shifted), first=len(leads))
        return replace(found, cells=[*self.cells[at:end], *found.cells], roles=[*leads, *found.roles])

    def _roles(self, start: int, end: int) -> list[str]:
        return [header_role(cell.text) or "" for cell in self.cells[start:end]]

    def _lead_role(self, at: int) -> str:
        kinds = self.kinds(at)
        return next((role for kind, role in _LEAD_ROLES if kind in kinds), "aside")

    def _indicator_head(self, run: list[FormCell], roles: list[str], first: int, after: int) -> Head | None:
        """Return the head of a run from its first level on; what stands over that in a row above has the last columns."""
        over = dict(zip(roles[:first], run[:first], strict=True)) if "name_alone" in roles[:first] else {}
        run, roles = run[first:], roles[first:]
        if "name" not in roles and "level2" in roles and "target" in roles:
            roles[roles.index("level2")] = "name"
        above = [role for role in over if role in _ABOVE and role not in roles]
        known = [role for role in [*roles, *above] if role in _HEADED]
        if "name" not in roles or len(known) < _LEAST_INDICATOR_HEADS:
            return None
        if not {"target", "actual"} & {*roles, *above} and not {"weight", "score"} & set(roles):
            return None
        for i, role in enumerate(roles):
            if role == "target" and "target" in roles[:i] and "name" not in roles[roles.index("target") : i]:
                roles[i] = "adjusted"
        cut = next((i for i, role in enumerate(roles) if role in ("", "name_alone") and i > roles.index("name")), None)
        after -= 0 if cut is None else len(run) - cut
        run, roles = run[:cut], ["other" if role in ("", "name_alone") else role for role in roles[:cut]]
        if cut is None and "actual" in roles and not {"weight", "score"} & set(roles) and self._sums_points(after):
            run, roles, after = [*run, self.cells[after]], [*roles, "score"], after + 1
        columns = {role: len(roles) + place for place, role in enumerate(above)}
        places = [
            (0 if role == "name_alone" else columns.get(role, _column(roles, role)), cell)
            for role, cell in over.items()
        ]
        upper = tuple(place for place in places if place[0] >= 0) if above else ()
        return Head("indicators", run, [*roles, *above], after, upper)

    def _sums_points(self, at: int) -> bool:
        """Tell whether the points of all indicators head a column without words: 实际完成值 | 50, below it 产出指标."""
        return (
            at < len(self.cells)
            and _POINTS.fullmatch(self.cells[at].text) is not None
            and "class" in self.kinds(at + 1)
        )

    def _is_sum(self, at: int) -> bool:
        """Tell whether a cell is a sum, and not the number of a list's first row."""
        return at < len(self.cells) and _SUM.fullmatch(self.cells[at].text) is not None

    def _money_head(self, at: int, end: int) -> Head | None:
        if end - at > _LEAST_INDICATOR_HEADS and "total" in self.kinds(end - 1) and self._is_sum(end):
            end -= 1  # 序号 | 项目名称 | 预算数 | 执行数, below it 合计 | 9.5 | 8.5
        run = self.cells[at:end]
        kinds = [kinds_of(cell.text) for cell in run]
        named = next((i for i, k in enumerate(kinds) if k & {"project", "work"}), None)
        sums = [i for i, k in enumerate(kinds) if "money" in k]
        each = sum(_LEAD_UNIT.search(run[i].text) is not None for i in sums) >= 2  # the unit stands in every head
        listed = named is not None and (named <= 1 or all(k & {"number", "beside"} for k in kinds[:named]))
        first = 0 if listed else next(
            (i for i in sums if each or not _LEAD_UNIT.search(run[i].text)), len(run)
        )  # fmt: skip
        if _OF_LABELS.fullmatch(" ".join(cell.text for cell in run[first : first + 2])):
            first += 1
        roles = []
        for number, kind in enumerate(kinds[first:], first):
            role = next((r for r in _MONEY_ROLES if r in kind), None)
            if number == named:
                role = "label"
            if role is None and "head" in kind and header_role(run[number].text) in ("reason", "weight", "score"):
                role = {"reason": "reason"}.get(header_role(run[number].text) or "", "points")
            if role is None and named is not None and "row" in kind:
                role = "money"  # 其中：财政拨款, 其他资金 in the head of a list
            if role is None and named is not None and (own := self._money_role(at + number)) is not None:
                role = own
            if role is None and named is not None and (not kind or kind & {"beside", "planned"}):
                role = "description"
            if role is None:
                break
            roles.append(role)
        # 序号 | 村名 | 项目名称 | 资金金额, 对应项目 | 支出金额: one sum is a list's
        of_list = "label" in roles and (
            {"number", "points", "grade"} & set(roles) or heads_list(cell.text for cell in run)
        )
        if roles.count("money") < 2 and not (roles.count("money") == 1 and ("rate" in roles or of_list)):
            return None
        cells = run[first : first + len(roles)]
        if "label" in roles:
            return Head("projects", cells, roles, at + first + len(roles))
        after = at + first + len(roles)
        years = self._years(after) if roles[-1] == "money" else []
        blank = FormCell(cells[0].start, cells[0].start, "", cells[0].line)
        before = self.cells[at + first - 1] if at + first > 0 else None
        lead = before if before and ("lead" in kinds_of(before.text) or _LEAD_UNIT.search(before.text)) else blank
        if years:
            # 近两年金额, over 2020年 | 2021年; what a row is a part of stands before its label: 收入构成 | 财政拨款 | 86.4
            cells, roles = (
                [blank, lead, *cells[:-1], *years],
                ["aside", "label", *roles[:-1], *("money" for _ in years)],
            )
        else:
            cells, roles = [lead, *cells], ["label", *roles]
        return Head("money", cells, roles, after + len(years))

    def _years(self, at: int) -> list[FormCell]:
        """Return the cells of years from a place on, two at least: the lower row of a head."""
        end = at
        while end < len(self.cells) and _YEAR.fullmatch(self.cells[end].text):
            end += 1
        return self.cells[at:end] if end - at >= _LEAST_YEARS else []


def _column(roles: list[str], role: str) -> int:
    return roles.index(role) if role in roles else -1
