"""Lists of amounts: which figure is stated to be a part of which, and what a part keeps of its whole.

Lists open with 其中, 如下, 包括 or with a colon at the end of a piece, and match names with figures in order with 分别.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dagster_project.extraction.figures import Figure
from dagster_project.extraction.pieces import Piece
from dagster_project.extraction.records import Amount
from dagster_project.extraction.report import Report

_PART = re.compile(
    r"其中|按[^，。；]{0,6}分类|以下方面|主要用于(?=：)|(?<![不])包括|(?<![不包])含(?!税)|分别为|分别是|如下|分为|由.{0,12}组成|构成"
)
_COLON = re.compile("：")
_OWN_FUND = re.compile(r"(?:资金|经费|补助)[为共计约]*$")


@dataclass(slots=True)
class Context:
    """What the figures before have settled: the open lists (their wholes, innermost last), the last figure, the sentence's topic.

    A list opened by 其中 ends with its sentence; one opened by 如下 or by a piece that ends in a colon goes on.
    """

    lists: list[tuple[Amount, bool]] = field(default_factory=list)
    respective: list[tuple[int, int]] = field(default_factory=list)  # names still to be matched by 分别
    last: Amount | None = None
    last_end: int = 0
    topic: Amount | None = None
    latest_year: int = 0  # of the amounts so far
    compared: bool = False  # the figure is one of the year before, named for comparison: the next one is not about it


@dataclass(slots=True)
class PublicFund:
    """The fund that a part of the report names for its 三公 expenses: it holds for all of them that name none."""

    report: Report
    section: int | None = None
    fund: str | None = None

    def applied(self, piece: Piece, amount: Amount) -> Amount:
        """Return the amount with the fund that its part of the report has named before."""
        if amount.category != "three_public":
            return amount
        around = self.report.outline.ancestors(piece.section_no)
        section = around[-1].section_no if around else None
        if amount.fund_type is not None or section != self.section:
            self.section, self.fund = section, amount.fund_type
        elif self.fund is not None and amount.fund_level is None:
            return replace(amount, fund_type=self.fund)
        return amount


def is_item(piece: Piece, opener: str | None, item: str | None) -> bool:
    """Tell whether a piece goes on with the list that a colon opened."""
    if piece.mark is None:
        return item is None
    return piece.mark.kind != opener and item in (None, piece.mark.kind)


def name_range(text: str, head: int, figure: Figure, context: Context) -> tuple[int, int]:
    """Return the range that names a figure: for A、B、C分别为 X、Y、Z the name in the same place of the list."""
    if context.respective:
        if re.fullmatch(r"[、，和及以与]+", text[context.last_end : figure.start]):
            return context.respective.pop(0)
        context.respective.clear()
    split = text.rfind("分别", head, figure.start)
    if split > head:
        begin = text.rfind("：", head, split) + 1 or head
        names = []
        at = begin
        for match in [*re.finditer(r"[、和及与]|以及", text[begin:split])]:
            names.append((at, begin + match.start()))
            at = begin + match.end()
        names.append((at, split))
        context.respective = names[1:]
        return names[0]
    return head, figure.start


def part_of(text: str, figure: Figure, context: Context) -> Amount | None:
    """Return the amount that this one is stated to be a part of, opening and closing lists on the way."""
    between = text[context.last_end : figure.start]
    if "。" in between:
        while context.lists and not context.lists[-1][1]:
            context.lists.pop()
    if "）" in between and "（" not in between and len(context.lists) > 1 and not context.lists[-1][1]:
        context.lists.pop()  # a list inside parentheses ends with them
    opening = _PART.search(between)
    if opening is not None and "。" in between[opening.end() :] and opening.group() not in ("如下", "以下方面"):
        opening = None  # what a sum includes, listed in words
    if opening is None and between.startswith("："):
        opening = _COLON.match(between)  # 收入预算1000万元：A 800万元，B 200万元
    if opening is not None and context.last is not None:
        whole = context.last if context.last.measure != "change" else context.topic
        if whole is not None and between.count("。") <= 1:
            context.lists.append((whole, opening.group() in ("如下", "包括", "以下方面")))
    return context.lists[-1][0] if context.lists else None


def governed(part: Amount, code: str | None, strong: bool, words: str) -> tuple[bool, str | None]:
    """Tell whether a listed figure keeps the measure of its whole, and which measure it has.

    A part of a budget stays budget although it is called 收入 or 支出; an amount with a strong word of another kind is no part.
    """
    whole = part.measure
    if whole is None or whole == "other":
        return True, code
    if whole.startswith("budget"):
        if strong and code in (
            "expenditure",
            "funds_received",
            "carryover",
            "unit_standard",
            "other",
            "budget_initial",
            "budget_adjusted",
        ):
            return code in ("budget_initial", "budget_adjusted"), code
        return True, whole
    if strong and code != whole:
        return False, code
    if whole == "carryover" and code is not None:
        return False, code
    if whole in ("revenue", "expenditure") and code in ("revenue", "expenditure") and code != whole:
        return False, code
    if whole == "funding" and code in ("expenditure", "revenue"):
        return True, code
    if whole == "expenditure" and code == "funding" and _OWN_FUND.search(words):
        return True, code
    return True, whole
