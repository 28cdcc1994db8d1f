"""The fiscal year of a report: the year that its money belongs to, not the one in which it was written.

The title says it, else what the report says of itself, the term of its project, or the year that it speaks of most; the day
of a page and the number of a document are the last evidence. The days of signing belong to report_dates.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dagster_project.extraction.header.header_mentions import mention
from dagster_project.extraction.header.report_types import SELF_EVALUATIONS, report_type
from dagster_project.extraction.header.title import page_date_label, statement, title_block
from dagster_project.extraction.records import HeaderMention
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.numerals import parse_han

_LONGEST_LABEL = 20
_PAGE_REACH = 600
_YEAR = re.compile(
    r"(?<![\d.])(?:(?:19|20)\d{2}年?[-至])?((?:19|20)\d{2})(?=年|部门|单位|预算|决算|整体|项目|绩效|度|）|[\u4e00-\u9fff]{2,24}(?:预算|决算|自评)$)"
)
_HAN_YEAR = re.compile(r"([一二][零九][零一二三四五六七八九]{2})年")
_BODY_YEAR = re.compile(r"[12](?:(?<=1)9|(?<=2)0)\d{2}(?P<close>〕|）\d|年度?|收支|(?:收入|支出)预算)?")
_BEFORE_OTHER_YEAR = re.compile(
    r"(?P<other>(?:相比|相较|[成设]立于|组?建于|创办于|[比较与同超按以至到从自于]|（其中含?|（含)(?:上年|去年)?)[〔（]?$"
)
_LONGEST_BEFORE = 6
_FIRST_YEAR = 2009  # the money of earlier years was not reported on; such a year is that of a founding or a law
# A day tells when something happened, which may be any year; only the last day of a year is that of an account.
_PAST_DAY = re.compile(
    r"\d{4}年(?:(?!12月3[01]日)\d{1,2}月\d{1,2}日|(?:新增预算单位|成立|设立|组建|挂牌|更名|建校|建院|建园))"
)
_MONEY_NEAR = re.compile(
    r"[^。；]{0,24}?(?:预算|决算|支出|收入|资金|经费|项目|绩效|投资|拨款|收支|投入|债券?|\d[\d.,]*[百千]?[万亿]?元)"
)
_DAY_OF_YEAR = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?!$|\s)")
# What an office does about the money in a later year: it asks, looks, votes, publishes.
_AFTERWARDS = re.compile(
    r"[^。；]{0,24}?(?:自评|评价|调查|抽查|检查|公开|公布|印发|下发|通知|会议|审议|发布|成立|设立|组建|任命|核定|批准|批复)"
)
# 第二部分 2020年度部门决算情况说明
_OF_DOCUMENT = re.compile(r"(?P<year>20\d{2})年度?[^，。；：]{0,20}?(?:部门|单位)(?:决算|预算)")
_PAGE_DATE = re.compile(r"(?<!\d)(20\d{2})(?:年|[-./])(\d{1,2})(?:月|[-./])\d{1,2}")
_THIS_YEAR = re.compile(r"今年|本年度")
_FIRST_HALF = 6
# 项目起止时间 2019.1.1~2019.12.31: the money of a form whose other dates are those of writing
_TERM = re.compile(r"起止(?:时间|日期|年限)[：\s]*(?P<year>20\d\d)[年./-][\d年月日./]{1,8}[-~至]+(?P=year)")
_FILED = re.compile(r"(?:填报|申报|编制)(?:日期|时间)[：\s]{0,4}(?P<year>20\d\d)\s?[年./-]\s?(?P<month>\d{1,2})")
_LAST_OF_OWN_YEAR = 8  # the month
_DOCUMENT_YEAR = re.compile(r"[〔（](20\d\d)[〕）]第?\d{1,5}号")
_DOCUMENT_REACH = 60
_GRANT = re.compile(r"下达|拨付|安排|批复|分配")
_CALL = re.compile(r"自评|评价|决算")
_DIGITS = 4
_UNTIL = 2
# 2023年度项目支出绩效自评表 below the name of a project that tells the year of its money
_FORM = r"[\u4e00-\u9fff]{0,12}绩效(?:自评|目标|评价)[\u4e00-\u9fff]{0,6}表"
_OF_FORM = re.compile(rf"^(?:(?P<year>20\d\d)年度{_FORM}|{_FORM}\n（?(?P<below>20\d\d)年度）?)$", re.MULTILINE)


def fiscal_year(report: Report) -> int | None:
    """Return the best candidate for the report's fiscal year."""
    found = min(report.once(fiscal_years), key=lambda m: (m.rank, m.value_start), default=None)
    return int(found.value) if found else None


def fiscal_years(report: Report) -> list[HeaderMention]:
    """Return the candidates for the year that the report's money belongs to."""
    spoken = _spoken_years(report)
    found = [
        *_year_of_title(report),
        *_year_of_statement(report),
        *_year_of_headings(report),
        *_year_of_term(report),
        *_year_of_filing(report),
        *spoken.most(report),
    ]
    return found or spoken.compared(report) or spoken.day(report) or _year_of_page(report) or _year_of_document(report)


def _year_of_title(report: Report) -> Iterator[HeaderMention]:
    block = report.once(title_block)
    if block is None:
        return
    form = _OF_FORM.search(report.text, 0, _PAGE_REACH) if not block.text.endswith("表") else None
    if form:
        place = form.span("year" if form["year"] else "below")
        yield mention(report, "fiscal_year", report.text[slice(*place)], "title", 9, *form.span(), *place)
    words = report.text[block.start : block.end]
    match = _YEAR.search(words) or _HAN_YEAR.search(words)
    if match:
        year = match.group(1) if match.group(1).isdigit() else str(parse_han(match.group(1)))
        start, end = block.start + match.start(1), block.start + match.end(1)
        yield mention(report, "fiscal_year", year, "title", 10, block.start, block.end, start, end)


def _year_of_statement(report: Report) -> Iterator[HeaderMention]:
    opening = report.once(statement)
    match = _YEAR.search(report.text, *opening) if opening else None
    if match:
        yield mention(report, "fiscal_year", match[1], "statement", 20, match.start(), match.end(), *match.span(1))


def _year_of_headings(report: Report) -> list[HeaderMention]:
    """Return the one year that the headings name as that of the account or budget whose parts they head."""
    view = report.outline.view
    named: dict[str, int] = {}
    for section in report.outline.sections:
        match = _OF_DOCUMENT.search(section.title)
        if match is not None:
            named.setdefault(match["year"], view.find(section.heading_start))
    if len(named) != 1:
        return []
    year, start = named.popitem()
    start = report.text.find(year, start)
    return [_at(report, int(year), "heading", 25, start)] if start >= 0 else []


def _year_of_term(report: Report) -> Iterator[HeaderMention]:
    term = _TERM.search(report.text) if "起止" in report.text else None
    if term:
        yield mention(report, "fiscal_year", term["year"], "term", 30, *term.span(), *term.span("year"))


def _year_of_filing(report: Report) -> Iterator[HeaderMention]:
    """Tell the year of a form of targets from the day on which it was filled in: its own, from autumn on the next."""
    filed = _FILED.search(report.text) if report_type(report) == "performance_target" else None
    if filed:
        year = int(filed["year"]) + (int(filed["month"]) > _LAST_OF_OWN_YEAR)
        yield mention(report, "fiscal_year", str(year), "filing", 35, *filed.span(), *filed.span("year"))


@dataclass(slots=True)
class _SpokenYears:
    """The years that the text speaks of, with how much speaks for each and where each stands first (view offset).

    ``days``: those of days on which something was done; ``against``: those that others are held against (比2020年增长3%).
    """

    votes: Counter[int] = field(default_factory=Counter)
    first: dict[int, int] = field(default_factory=dict)
    days: Counter[int] = field(default_factory=Counter)
    first_day: dict[int, int] = field(default_factory=dict)
    against: dict[int, int] = field(default_factory=dict)

    def most(self, report: Report) -> list[HeaderMention]:
        """Return the year that the text speaks of most, the latest of several."""
        best = max(self.votes.values(), default=0)
        if not best:
            return []
        year = max(year for year, count in self.votes.items() if count == best)
        return [_at(report, year, "body", 40, self.first[year])]

    def compared(self, report: Report) -> list[HeaderMention]:
        """Return the year after the one that others are held against."""
        year = max(self.against, default=0)
        return [_at(report, year + 1, "comparison", 50, self.against[year])] if year else []

    def day(self, report: Report) -> list[HeaderMention]:
        """Return the year in which most was done, the latest of several."""
        if not self.days:
            return []
        year = max(self.days, key=lambda year: (self.days[year], year))
        return [_at(report, year, "day", 60, self.first_day[year])]


def _at(report: Report, year: int, basis: str, rank: int, start: int) -> HeaderMention:
    end = start + _DIGITS
    return mention(report, "fiscal_year", str(year), basis, rank, start, end, start, end)


def _spoken_years(report: Report) -> _SpokenYears:
    """Weigh the years of the text: one that money stands behind counts most."""
    found = _SpokenYears()
    text = report.text
    end = 0
    for match in _BODY_YEAR.finditer(text):
        begin, (start, end) = end, match.span()
        close = match.group("close")
        year = int(text[start : start + _DIGITS])
        if close is None or close[0] in "〕）" or year < _FIRST_YEAR:
            continue
        if _PAST_DAY.match(text, start):
            _weigh_day(report, year, start, found)
            continue
        other = _BEFORE_OTHER_YEAR.search(text, max(begin, start - _LONGEST_BEFORE), start)
        if other is not None:
            if other.group("other")[0] in "比较":
                found.against.setdefault(year, start)
            found.votes[year] += 1 if other.group("other") in ("至", "到", "于") else 0
        else:
            found.votes[year] += 3 if _MONEY_NEAR.match(text, end) else 1
        found.first.setdefault(year, start)
    return found


def _weigh_day(report: Report, year: int, start: int, found: _SpokenYears) -> None:
    """Weigh the year of a day, unless it is one of what an office does about the money afterwards."""
    day = _DAY_OF_YEAR.match(report.text, start)
    if day is None or _AFTERWARDS.match(report.text, day.end()):
        return
    near = _MONEY_NEAR.match(report.text, day.end())
    until = report.text.endswith(("截至", "截止"), max(0, start - _UNTIL), start)
    if near or until or report_type(report) in SELF_EVALUATIONS:
        found.days[year] += 2 if near else 1
        found.first_day.setdefault(year, start)


def _year_of_page(report: Report) -> list[HeaderMention]:
    """Tell the year from the day on which the page was published, for want of any other.

    Accounts and self-evaluations are published in the year after, budgets and targets in the first half of their own;
    another page's year is its own where it speaks of this year.
    """
    kind = report_type(report)
    for match in _PAGE_DATE.finditer(report.text, 0, _PAGE_REACH):
        original = report.outline.view.starts[match.start()]
        if not page_date_label().search(report.outline.folded[max(0, original - _LONGEST_LABEL) : original]):
            continue
        year = int(match.group(1))
        if kind == "final_account" or kind in SELF_EVALUATIONS:
            year -= 1
        elif not (
            int(match.group(2)) <= _FIRST_HALF
            if kind in ("budget", "performance_target")
            else _THIS_YEAR.search(report.text)
        ):
            continue
        return [mention(report, "fiscal_year", str(year), "page_date", 70, *match.span(), *match.span())]
    return []


def _year_of_document(report: Report) -> list[HeaderMention]:
    """Tell the year from a document number, the last evidence: that of a grant is its own, that of a call to evaluate the next."""
    for match in _DOCUMENT_YEAR.finditer(report.text):
        before = report.text[max(0, match.start() - _DOCUMENT_REACH) : match.start()]
        before = before[max(before.rfind("。"), before.rfind("；")) + 1 :]
        called = bool(_CALL.search(before))
        if called or _GRANT.search(before):
            year = int(match.group(1)) - called
            return [mention(report, "fiscal_year", str(year), "document", 80, *match.span(), *match.span(1))]
    return []
