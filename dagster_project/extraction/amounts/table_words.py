"""What the words around a figure in a table say of it: its row's label, its column's head and the table's title together.

Here belongs which of the three decides where they differ. Which head stands over a figure belongs to amount_tables.py, what
one head says for itself to money_columns.py, titles to account_titles.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dagster_project.extraction.amounts.account_titles import Title
from dagster_project.extraction.layout.money_columns import EXECUTED, Column
from dagster_project.extraction.words.amount_cues import said_by

TOTAL = re.compile(
    r"^(?:本年|年度|项目)?(?:资金)?(?:支出|收入)?(?:合\s*计|总\s*计|总额|小计|资金总额|资金总计|总金额|金额合计)(?:（.*）)?$|^年度资金总额|^资金总额|^总计|^合计"
)
# 2021年决算数 as a label: the row says the year and the stage, the columns the classes
_STAGE = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:年?(?:度|初)?(?:预算|决算|执行|支出|年初预算|调整预算)数?(?:（.{1,4}）)?|年度?)"
)
_OF_PERSONS = ("301", "303")  # 工资福利支出, 对个人和家庭的补助
# 上年结转资金 below 全年预算数 | 全年执行数: a source of the year's money, of which the columns tell
_FROM_BEFORE = re.compile(r"(?:上年|以前年度|年初)结[转余].{0,4}$|资金：?$")


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words about one figure; the properties are codes of FACTS.md, null where nothing is said.

    ``of_project``: the figure stands in a project's part of the report; ``lists_projects``: each row is a project;
    ``code``: that of the row's budget item, by function (201 …) or by economic use (301 …), empty where it has none;
    ``is_target``: the report sets goals; ``executes``: a column is 执行数; ``spends``: 支出 stands beside what came in;
    ``report_year``: the fiscal year of the report.
    """

    label: str
    column: Column
    title: Title
    of_project: bool
    lists_projects: bool
    code: str
    is_target: bool
    executes: bool
    spends: bool
    report_year: int | None = None
    side: str = ""  # 收入 or 支出, where a cell names the side that the row is a part of (收入构成)
    earns: bool = False  # it stands on the side of revenue in a table of both sides

    @property
    def measure(self) -> str | None:
        """The stage of the money: the column's, else the row's, else the title's."""
        if self.side and self.column.measure is None:
            # 当年金额 | 2021年 | 2022年: the years named are those before
            return "budget_initial" if self.is_target and self.column.year is None else said_by(self.side)["measure"]
        of_row = self._of_row("measure")
        measure = self.column.measure or of_row
        if measure == "funding" and _STAGE.fullmatch(self.label):
            measure = of_row
        invested = measure == "funding" and "投入" in self.column.text  # 计划投入 | 实际到位 | 实际支出
        if measure in (None, "funding") and not invested and self.title.measure is not None:
            measure = self.title.measure
        if measure in ("revenue", "expenditure", "funding") and self._plans:
            measure = "budget_initial"
        earned = of_row == "revenue" or (of_row is None and (self.earns or self.title.measure == "revenue"))
        if earned and measure == "expenditure" and self._is_two_sided:
            return "revenue"
        if self.earns and measure is None and not TOTAL.search(self.label):
            return "revenue"
        if of_row == "carryover" and measure != "change" and not (self.executes and _FROM_BEFORE.search(self.label)):
            return "carryover"
        if measure is None and self.lists_projects and self.column.text.startswith("金额"):
            return "funding"  # 项目名称 | 金额
        return measure

    @property
    def _plans(self) -> bool:
        of_class = "支出" in self.column.text or self.column.category in ("basic", "project")
        planned = self.title.measure == "budget_initial" or (self.is_target and of_class)
        planned = planned and not (self.spends and self.column.measure == "expenditure")
        return planned and EXECUTED.search(self.column.text) is None and EXECUTED.search(self.label) is None

    @property
    def _is_two_sided(self) -> bool:
        """决算数 of a table of both revenue and expenditure, or only the name of that side."""
        return not self.column.category and ("支出" not in self.column.text or self.column.text == "支出")

    @property
    def category(self) -> str | None:
        """The class of expense: the row's, else the column's, else the title's; all projects' money together is 项目支出."""
        if TOTAL.search(self.label):
            is_list = self.lists_projects and not self.of_project
            return "project" if is_list else self.column.category or self.title.category
        category = self._named_category()
        if category in ("project", "other") and self.of_project:
            return None
        return "project" if category is None and self.lists_projects and not self.of_project else category

    def _named_category(self) -> str | None:
        of_row = self._of_row("category")
        if of_row == "other" and self.column.category == "basic" and self.code.startswith("3"):
            return of_row  # 办公费 under 基本支出: an item of it
        if of_row == "other" and self.column.category is not None:
            return self.column.category  # 基本支出 of a functional class
        if self.title.category == "three_public" and of_row is None and self.column.category == "other":
            return "three_public"  # 车辆购置 among the columns of such a table
        if of_row is None and self.column.category is None and self.code.startswith(_OF_PERSONS):
            return "personnel"  # 30305 生活补助
        return of_row or self.column.category or self.title.category or ("other" if self.code else None)

    @property
    def fund_type(self) -> str | None:
        """The budget that the money belongs to."""
        return self._of_row("fund_type") or self.column.fund_type or self.title.fund_type

    @property
    def fund_level(self) -> str | None:
        """The level of government that the money comes from."""
        return self._of_row("fund_level") or self.column.fund_level or self.title.fund_level

    @property
    def year(self) -> int | None:
        """The fiscal year that the head or the row names; 上年 counts back from the title's."""
        if self.column.year is not None:
            return self.column.year
        if (stage := _STAGE.fullmatch(self.label)) is not None:
            return int(stage["year"])
        this_year = self.title.year or self.report_year
        return this_year - 1 if this_year is not None and self.column.text.startswith(("上年", "去年")) else None

    def _of_row(self, dimension: str) -> str | None:
        return said_by(self.label)[dimension]
