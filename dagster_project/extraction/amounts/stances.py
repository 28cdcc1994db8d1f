"""Where a figure stands in the report, and what that alone says about it: budget or final account, heading, indicator label.

Here belongs what a place decides when a clause is silent. What the clause says belongs to the modules of the facts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.header.report_types import report_type
from dagster_project.extraction.header.report_years import fiscal_year
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import Amount, Ratio
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues
from dagster_project.extraction.words.figures import Figure

Dated = TypeVar("Dated", Amount, Ratio)
_INDICATOR_LABEL = re.compile(
    r"(?:年度)?(?:绩效|预期|效果|考核)?指标(?:值|完成)?(?:情况)?[：:]"
    r"|(?:产出|效益|效果|满意度|数量|质量|时效|成本|社会效益|经济效益|生态效益|可持续\S{0,4})(?:指标|目标)?(?:完成情况|情况)?[：。]"
    r"|(?:产出|效益)(?:数量|质量|时效|成本)[：。]"
)
_INDICATOR_LABEL_STARTS = frozenset("年绩预效考指产益满数质时成社经生可")  # with what such a label begins
_COST_LIMIT = re.compile(r"(?:成本|费用|单价)[^，。；]{0,6}(?:控制在|≤|不超过|不高于)[^，。；]{0,2}$")
_FUND = re.compile(r"(?:资金|补助|补助经费|专项经费)$")
_GRANTED = re.compile(r"拨款$")
_VEHICLES = re.compile(r"车辆?(?:更新)?购置|接待")
_EVALUATION = re.compile(r"绩效(?:自评|评价|文本|报告)|自评(?:报告|工作)|直达资金|预算执行情况")
_TARGETS = re.compile(r"绩效目标")  # which a budget sets as well
_TRANSFERS = re.compile(r"转移支付")
_PLANS = re.compile(r"(?:部门|单位|采购)预算|收入预算\d")  # what a report on transfers has no cause to speak of
_NAMED_KIND = re.compile(
    r"(?P<account>(?:部门|单位|年度?|“?三公”?经费)决算)|(?:部门|单位)(?:综合)?预算(?!单位|编制|数|支出|收入|批复总|总额|执行|资金)"
)
_OF_BOTH = re.compile(r"收支|[对相]比|比较")  # 支出与年初预算对比情况: a heading about two measures gives neither
# Only what has been spent can be held against the budget at the year's beginning.
_HELD_AGAINST_BUDGET = re.compile(
    r"支出(?:情况)?与年初预算(?:数|安排)?(?:情况)?(?:相|对)比|完成年初预算的?\d"
    r"|(?:支出|费|经费)(?:总额|合计)?[为共]?[\d.,]{1,16}[万亿]?元，?(?:(?:比|较|占|与|和|低于|高于)年初预算|年初预算(?:数|安排)?[为是]?\d)"
)
_CLASS_ABOVE = re.compile(r"\n(?P<class>基本|项目)支出：\n$")
_CLASS_REACH = 8
_OF_CLASS = re.compile(r"[^，。；：和与及]{0,16}(?P<class>基本|项目)支出(?:预算|决算|执行)?(?:情况)?(?:说明)?")
_JOINT = re.compile(r"(?:预算|决算|收支)[^，。；：]{0,4}[及和与、][“”]{0,2}三公")  # 部门预算及“三公”经费预算说明
# What a government's revenue or spending has come to: no budget, whatever the words for the funds
_COMPLETED = re.compile(
    r"(?:收入|支出)(?:累计|预计|共)?完成|(?:收入|支出)[\d.,]{1,16}[万亿]?元，(?:[^，。；]{0,16}，)?(?:完成|为)(?:年度|年初|全年|当年|调整后?)?预算的?[\d.]{1,8}%"
    r"|完成(?:全县|全市|全区)?(?:地方)?(?:一般公共预算|公共财政预算|政府性基金|财政总?)(?:收入|支出)"
)
_INSURANCE_FUND = re.compile(r"(?:保险|社保)基金")
_TAX = re.compile(r"[\u4e00-\u9fff]税收?$|附加$")
_OF_ALL_LEVELS = re.compile(r"财政总收入|中央级收入|上划")  # more than the budget of one government
_BULLETIN = re.compile(
    r"财政(?:预算)?收支(?:执行|运行|完成)?情况|(?:上半年|[一二三]季度|前[一二三]季度|1-\d{1,2}月份?)，?[^。；\d]{0,12}(?:预算|财政)[^。；\d]{0,8}(?:收入|支出)\d"
)
_DRAFT = re.compile(r"(?:预算|收支)(?:（)?草案|(?:收入|支出)(?:预期|计划|安排)\d")
_TOLD = re.compile(
    r"实际支出(?:总额)?[为共]?\d|年末结[转余][^，。；\d]{0,6}\d|自评得分|支[付出]进度率?[为达]?\d|执行率[为达约]?\d|实际(?:兑付|支付|到位)[^，。；\d]{0,6}\d|累计支出[为达共]?\d"
)
_MANY = 4  # mentions of a budget
_TITLE_REACH = 80
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_OTHER_YEARS = re.compile(r"[与比较和同]|至|以来|-")  # 与2019年相比的变化: no year of its own
# 一、省级财政补助资金（90万元）: a heading that names the money which its items share out
_LEVEL_TITLE = re.compile(
    r"(?:(?:19|20)\d{2}年?度?)?(?:第[一二三四五]批)?(?:中央|省级?|自治区|市级?|县级?|区级?|上级)[^，。；：\d]{0,24}(?:资金|补助|经费|转移支付|公益金)(?:(?:使用|安排|支出|分配|拨付)(?:情况)?)?(?:（[^（）]*元）|\d[\d.]*[万亿]?元)?：?"
)
EXPENSES = ("three_public", "operating", "personnel", "basic")
_ISSUES = re.compile(r"(?:拨付|下达)情况$")
_EXECUTED = re.compile(r"决算|执行|实际|完成|支付|上年|已")


@dataclass(slots=True)
class Stance:
    """What the report's kind and headings give to amounts whose own words leave something open."""

    report: Report
    cues: Cues
    kind: str  # budget | final_account | evaluation
    _opened: set[int] = field(default_factory=set)  # the sections whose first figure has been read
    _headings: dict[int, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    _years: dict[int | None, int | None] = field(default_factory=lambda: {None: None})
    _levels: dict[int, str | None] = field(default_factory=dict)
    _labels: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Note where indicators are announced."""
        self._labels = [match.start() for match in re.finditer("绩效指标：", self.report.text)]

    def _names_project(self, title: str) -> bool:
        """Tell whether a heading is the name of a project, whose words (执法车辆运行维护项目) say nothing of its money's class."""
        return any(project.project_name in title for project in self.report.projects)

    def is_indicator_text(self, piece: Piece) -> bool:
        """Tell whether the piece lists indicators (绩效指标：…): figures there belong to the indicators."""
        text = self.report.text
        start = self.report.outline.after_mark(piece)
        if text[start : start + 1] not in _INDICATOR_LABEL_STARTS:
            return False
        match = _INDICATOR_LABEL.match(text, start, piece.view_end)
        return match is not None and "目标" not in match.group()

    def is_indicator_money(self, piece: Piece, figure: Figure) -> bool:
        """Tell whether an amount is an indicator's value, not money of the report."""
        text = self.report.text
        place = bisect_left(self._labels, figure.start) - 1
        if place >= 0 and self._labels[place] >= piece.view_start:
            return True
        before = text[max(0, figure.start - 14) : figure.start]
        limited = "控制在" in before or "≤" in before or "不" in before
        return limited and _COST_LIMIT.search(before) is not None

    def heading(self, section_no: int | None) -> tuple[str | None, str | None, str | None]:
        """Return (measure, category, fund type) that the headings around a piece give, the innermost first."""
        if section_no is None:
            return None, None, None
        if section_no not in self._headings:
            outline = self.report.outline
            section = outline.sections[section_no]
            view = outline.view
            low = view.find(section.heading_start)
            high = view.find(section.heading_end - 1) + 1
            found = [self.cues.last(dimension, low, high) for dimension in ("measure", "category", "fund_type")]
            outer = self.heading(section.parent_no)
            own = tuple(cue.code if cue else None for cue in found)
            three = own[1] if own[1] in ("three_public", "operating") else outer[1]
            if own[1] in ("three_public", "operating") and (
                _JOINT.search(section.title) or self._names_project(section.title)
            ):
                three = outer[1]
            if section.role == "procurement" or "政府采购" in section.title or "功能分类" in section.title:
                three = "other"
            measure = (
                own[0]
                if own[0] in ("budget_initial", "expenditure", "revenue") and not _OF_BOTH.search(section.title)
                else outer[0]
            )
            fund = own[2] or outer[2]
            if own[2] == "other" and not _INSURANCE_FUND.search(section.title):
                fund = ""  # 其他收入: neither its own nor that of the headings above
            self._headings[section_no] = (measure, three, fund)
        return self._headings[section_no]

    def level(self, section_no: int | None) -> str | None:
        """Return the level whose money the innermost heading names (一、省级补助资金（90万元）), null where it names none."""
        if section_no is None:
            return None
        if section_no not in self._levels:
            section = self.report.outline.sections[section_no]
            named = _LEVEL_TITLE.fullmatch(section.title)
            view = self.report.outline.view
            cue = (
                self.cues.last("fund_level", view.find(section.heading_start), view.find(section.heading_end - 1) + 1)
                if named is not None
                else None
            )
            self._levels[section_no] = cue.code if cue is not None else self.level(section.parent_no)
        return self._levels[section_no]

    def year(self, section_no: int | None) -> int | None:
        """Return the one year that the innermost heading with a year names (一、2021年财政预算执行情况), null where none does."""
        if section_no not in self._years:
            section = self.report.outline.sections[section_no or 0]
            named = None if _OTHER_YEARS.search(section.title) else {*_YEAR.findall(section.title)}
            self._years[section_no] = int(named.pop()) if named and len(named) == 1 else self.year(section.parent_no)
        return self._years[section_no]

    def dated(self, piece: Piece, fact: Dated) -> Dated:
        """Return a fact of the whole department whose clause names no year with that of its headings, where it is another
        than the report's."""
        year = self.year(piece.section_no) if fact.fiscal_year is None and fact.project_ordinal is None else None
        return fact if year is None or year == fiscal_year(self.report) else replace(fact, fiscal_year=year)

    def _class_of_section(self, piece: Piece, said: Statement) -> str | None:
        """The class of the first sum under a heading of its own: （一）基本支出情况⏎用于保障机构运转的日常支出 90 万元.

        A line without a number, 基本支出：, heads the paragraph right below it.
        """
        if self.kind == "evaluation":
            return None
        title = _CLASS_ABOVE.search(self.report.text, max(0, piece.view_start - _CLASS_REACH), piece.view_start)
        if title is None and (piece.section_no is None or piece.section_no in self._opened):
            return None
        if title is None and piece.section_no is not None:
            self._opened.add(piece.section_no)
            title = _OF_CLASS.fullmatch(self.report.outline.sections[piece.section_no].title)
        if title is None or said.measure not in ("expenditure", "budget_initial", "budget_adjusted", None):
            return None
        return "basic" if title["class"] == "基本" else "project"

    def _heads_issues(self, piece: Piece, said: Statement) -> bool:
        """Tell whether a figure is the first of an item below a heading about money handed on, and its words name a fund."""
        outline = self.report.outline
        if piece.mark is None or said.head != outline.after_mark(piece) or not _FUND.search(said.bare):
            return False
        return any(_ISSUES.search(section.title) for section in outline.ancestors(piece.section_no)[:2])

    def complete(self, piece: Piece, said: Statement, *, listed: bool) -> None:
        """Fill in what the place decides: a budget's revenue is budget, a final account's silent costs are spent.

        ``listed``: it is a part of another sum, whose measure it has.
        """
        heading_measure, heading_category, heading_fund = self.heading(piece.section_no)
        of_vehicles = said.category == "other" and _VEHICLES.search(said.words) is not None
        if heading_category == "three_public" and (said.category in (None, "three_public") or of_vehicles):
            said.category = "three_public"
            said.fund_type = said.fund_type or heading_fund or None
        if said.category is None and (said.only_measure or not listed):
            said.category = self._class_of_section(piece, said)
        if heading_category == "other" and said.category is None and said.measure != "unit_standard":
            said.category = "other"  # under 政府采购, or a list of budget items by function
        if said.measure in (None, "other") and heading_measure == "revenue" and _TAX.search(said.bare):
            said.measure = "revenue"  # 主要税收收入项目：增值税5亿元
        if (
            heading_category != "three_public"
            and not _OF_ALL_LEVELS.search(said.words)
            and said.fund_level in (None, "all")  # 其中中央资金…: the sum's own words say whose it is
            and said.measure != "unit_standard"
        ):
            said.fund_type = said.fund_type or heading_fund or None
        if heading_measure == "revenue" and said.measure in (None, "funding") and _GRANTED.search(said.bare):
            said.measure = "revenue"  # 收入决算：一般公共预算财政拨款90万元，政府性基金预算财政拨款3万元，事业收入7万元
        is_expense = said.category in EXPENSES or (said.category == "other" and not _FUND.search(said.bare))
        if said.measure == "funding" and not said.strong and is_expense and not listed:
            said.measure = None  # 公务接待费, 机关运行经费: a class of expense, no fund of its own
        if not listed and said.measure in (None, "funding") and not said.strong and self._heads_issues(piece, said):
            said.measure = "funds_received"  # 一、资金拨付情况 … 5、困难群众救助补助资金90万元
        if said.measure is None and said.bare and (said.category is not None or heading_category is not None):
            said.measure = heading_measure or {"budget": "budget_initial", "final_account": "expenditure"}.get(
                self.kind
            )
        planned = said.measure in ("revenue", "expenditure", None) and not _EXECUTED.search(said.words)
        spoken_of = said.measure or said.category or said.fund_type or _GRANTED.search(said.bare)
        if self.kind == "budget" and planned and spoken_of:
            said.measure = "budget_initial"


def stance_of(report: Report, cues: Cues) -> Stance:
    """Return what the kind and the headings of a report decide for its amounts."""
    return Stance(report, cues, report.once(kind_of))


def kind_of(report: Report) -> str:
    """Tell a budget from a final account and from an evaluation by the words that the report uses of itself."""
    title = report.text[:_TITLE_REACH]
    named = _NAMED_KIND.search(title)
    if named is not None and not (_EVALUATION.search(title) or _TARGETS.search(title)):
        return "final_account" if named["account"] else "budget"
    if _EVALUATION.search(report.text[:400]):
        return "evaluation"
    budget, account = report.text.count("预算"), report.text.count("决算")
    plans = _PLANS.search(report.text) is not None
    if _TARGETS.search(report.text[:400]) and not (plans and budget >= _MANY and not account):
        return "evaluation"
    if account >= 2 and account * 3 >= budget:
        return "final_account"
    if _DRAFT.search(report.text):
        return "budget"
    if _TRANSFERS.search(report.text[:400]) and not plans:
        return "evaluation"
    if _COMPLETED.search(report.text) or _BULLETIN.search(report.text[:400]):
        return "evaluation"
    if _HELD_AGAINST_BUDGET.search(report.text):
        return "final_account"
    told = _TOLD.search(report.text) is not None
    if account and budget > _MANY * account // 2 and not told and report_type(report) == "budget":
        return "budget"  # 三公经费预算说明 that tells in passing what goes into the account
    if budget < 2 or account or told:
        return "evaluation"
    # 政府采购支出总额 …，预算绩效管理: the part of an account that never calls itself one
    return "final_account" if report_type(report) == "final_account" else "budget"
