"""What a piece of text hands to the pieces below it: the list that it opens, and the fund of a list or of a part of the report.

Lists inside one piece belong to amount_lists.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dagster_project.extraction.amounts.amount_words import NAMED_BUDGETS
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import Amount
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cues
from dagster_project.extraction.words.numbering import Mark

# 一、省级财政补助资金（90万元）: a heading that states the sum of the items below it
_HEAD_SUM = re.compile(
    r"[^，。；：\d]{2,24}(?:资金|经费|补助|专项|投资|公益金|项目|类)(?:共计?|合计|计)?(?:\d{1,3}个项目，?(?:共计?|合计|计)?)?"
    r"（?\d[\d.,]*[万亿]?元）?[：。]?\s*"
)
_LONGEST_OPENER = 120


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
        elif self.fund is not None and (amount.fund_level in (None, "fiscal") or amount.measure == "change"):
            return replace(amount, fund_type=self.fund, fund_level=None)
        return amount


@dataclass(slots=True)
class OpenedFund:
    """The fund that a sentence without figures names for the items below it (一般公共预算支出主要用于以下方面：)."""

    report: Report
    cues: Cues
    fund: str | None = None
    opener: str | None = None
    item: Mark | None = None

    def over(self, piece: Piece) -> str | None:
        """Return the fund that an open list gives to a piece."""
        other = self.item is not None and piece.mark is not None and piece.mark.kind != self.item.kind
        if self.fund is not None and (other or not is_item(piece, self.opener, self.item)):
            self.fund = None
        self.item = piece.mark if piece.mark is not None else self.item
        return self.fund

    def note(self, piece: Piece) -> None:
        """Take up the fund of a piece that states no money and opens a list."""
        if not self.report.text.endswith("：", piece.view_start, piece.view_end):
            return
        cue = self.cues.last("fund_type", max(piece.view_start, piece.view_end - _LONGEST_OPENER), piece.view_end)
        if cue is not None and cue.code in NAMED_BUDGETS:
            self.fund, self.item = cue.code, None
            self.opener = piece.mark.kind if piece.mark is not None else None


def is_item(piece: Piece, opener: str | None, item: Mark | None) -> bool:
    """Tell whether a piece goes on with the list that a colon opened: by its kind of mark, or by the count of a mistyped one.

    ``item``: the mark of the list's last item so far.
    """
    if piece.mark is None:
        return item is None
    if piece.mark.kind == opener:
        return False
    counts_on = item is not None and item.number is not None and piece.mark.number == item.number + 1
    return item is None or piece.mark.kind == item.kind or counts_on


def heads_items(text: str, piece: Piece, begin: int, following: Piece | None) -> bool:
    """Tell whether a numbered line is nothing but a fund and its sum (behind ``begin``), and items of another numbering follow."""
    return (
        piece.mark is not None
        and following is not None
        and following.mark is not None
        and following.mark.kind != piece.mark.kind
        and following.mark.number == 1
        and _HEAD_SUM.fullmatch(text, begin, piece.view_end) is not None
    )


@dataclass(slots=True)
class CarriedList:
    """A list that the colon at the end of a piece has opened, whose items are the pieces below it.

    ``opener``: the kind of mark of that piece; ``item``: the mark of the last item so far; ``noted``: a line without a mark
    (测算标准：…) stands below that item.
    """

    whole: Amount | None = None
    opener: str | None = None
    item: Mark | None = None
    noted: bool = False
    headed: bool = False
    outer: CarriedList | None = None  # the list that the piece which opens this one is an item of

    def open(self, whole: Amount | None, piece: Piece, *, headed: bool = False) -> None:
        """Begin a list with the amount that its items are parts of, null where they are parts of none.

        ``headed``: a heading with its sum opens it (一、省级资金（90万元）), so that the items have its level too.
        """
        nested = self.whole is not None and self.item is not None and self.item == piece.mark
        beyond = replace(self.outer, outer=None) if self.outer is not None else None  # no list stands deeper
        self.outer = replace(self, outer=beyond) if nested else None
        self.whole, self.opener = whole, piece.mark.kind if piece.mark is not None else None
        self.item, self.noted, self.headed = None, False, headed

    def reaches(self, piece: Piece) -> bool:
        """Tell whether a piece is an item of the list; a piece that neither is one nor adds a note to one ends it."""
        if self.whole is None:
            return False
        if piece.mark is None:
            self.noted = self.item is not None
            return not self.noted
        follows = self.item is not None and self.item.number is not None and piece.mark.number == self.item.number + 1
        resumes = not self.noted or (follows and self.item is not None and piece.mark.kind == self.item.kind)
        if not (resumes and is_item(piece, self.opener, self.item)):
            if self.outer is not None and self.outer.reaches(piece):
                outer = self.outer
                self.whole, self.opener, self.item, self.headed = outer.whole, outer.opener, outer.item, outer.headed
                self.noted, self.outer = False, outer.outer
                return True
            self.whole = None
            return False
        self.item, self.noted = piece.mark, False
        return True
