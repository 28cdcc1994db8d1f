"""The report header: title, report type, fiscal year and report date, each as candidates with a rank.

Here belongs what tells a report's kind, year and date: the title, headings, the signature and, where the title is missing,
what the body speaks of most. Which lines are the title belongs to title.py, the days to report_dates.py, which body writes to
organs.py, where it lies to places.py. Small ranks are strong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dagster_project.extraction.header.report_dates import report_dates
from dagster_project.extraction.header.title import (
    page_date_label,
    statement,
    title_block,
    type_cues,
    type_of_title,
)
from dagster_project.extraction.records import HeaderMention
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.numerals import parse_han

_LONGEST_LABEL = 20
_PAGE_REACH = 600
_YEAR = re.compile(
    r"(?<![\d.])(?:(?:19|20)\d{2}年?[-至])?((?:19|20)\d{2})(?=年|部门|单位|预算|决算|整体|项目|绩效|度|）)"
)
_HAN_YEAR = re.compile(r"([一二][零九][零一二三四五六七八九]{2})年")
_BODY_YEAR = re.compile(r"[12](?:(?<=1)9|(?<=2)0)\d{2}(?P<close>〕|）\d|年度?)?")
_BEFORE_OTHER_YEAR = re.compile(
    r"(?P<other>(?:相比|相较|[成设]立于|组?建于|创办于|[比较与同超按以至到从自于]|（其中含?|（含)(?:上年|去年)?)[〔（]?$"
)
_LONGEST_BEFORE = 6
_OPENING = 3000
_OTHERS = re.compile(r"第三方|受[^。]{0,30}委托|会计师事务所|评价机构：|专员办|抽查结果|抽查项目")
_PROJECT = re.compile(r"项目|专项|工程")
_DEPARTMENT = re.compile(r"部门|单位|整体|基本支出|三公|编制")
_SELF_EVALUATION = "self_evaluation"
_WEAK_TITLE = 3  # votes of a title that names a kind which its text may belie
_FIRST_YEAR = 2009  # the money of earlier years was not reported on; such a year is that of a founding or a law
# A day tells when something happened, which may be any year; only the last day of a year is that of an account.
_PAST_DAY = re.compile(
    r"\d{4}年(?:(?!12月3[01]日)\d{1,2}月\d{1,2}日|(?:新增预算单位|成立|设立|组建|挂牌|更名|建校|建院|建园))"
)
_MONEY_NEAR = re.compile(r"[^。；]{0,24}?(?:预算|决算|支出|收入|资金|经费|项目|绩效|投资|拨款|收支|投入)")
_DAY_OF_YEAR = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?!$|\s)")
# What an office does about the money in a later year: it asks, looks, votes, publishes.
_AFTERWARDS = re.compile(
    r"[^。；]{0,24}?(?:自评|评价|调查|抽查|检查|公开|公布|印发|下发|通知|会议|审议|发布|成立|设立|组建|任命|核定|批准|批复)"
)
_PAGE_DATE = re.compile(r"(?<!\d)(20\d{2})(?:年|[-./])(\d{1,2})(?:月|[-./])\d{1,2}")
_THIS_YEAR = re.compile(r"今年|本年度")
_FIRST_HALF = 6
# 项目起止时间 2019.1.1~2019.12.31: the money of a form whose other dates are those of writing
_TERM = re.compile(r"起止(?:时间|日期|年限)[：\s]*(?P<year>20\d\d)[年./-][\d年月日./]{1,8}[-~至]+(?P=year)")
_DOCUMENT_YEAR = re.compile(r"[〔（](20\d\d)[〕）]第?\d{1,5}号")
_DOCUMENT_REACH = 60
_GRANT = re.compile(r"下达|拨付|安排|批复|分配")
_CALL = re.compile(r"自评|评价|决算")
_SELF_EVALUATIONS = ("department_self_evaluation", "project_self_evaluation")


def find_header(report: Report) -> Iterator[HeaderMention]:
    """Yield the candidates for title, report type, fiscal year and report date."""
    block = report.once(title_block)
    if block is not None:
        yield _mention(report, "title", block.text, "title", 1, block.start, block.end, block.start, block.end)
    yield from report.once(_types)
    yield from report.once(_years)
    for rank, (day, basis, start, end) in enumerate(report_dates(report), 1):
        yield _mention(report, "report_date", day.isoformat(), basis, rank, start, end, start, end)


def fiscal_year(report: Report) -> int | None:
    """Return the best candidate for the report's fiscal year."""
    found = min(report.once(_years), key=lambda m: (m.rank, m.value_start), default=None)
    return int(found.value) if found else None


def report_type(report: Report) -> str | None:
    """Return the best candidate for the report's type."""
    found = min(report.once(_types), key=lambda m: (m.rank, m.value_start), default=None)
    return found.value if found else None


def _mention(
    report: Report,
    field: str,
    value: str,
    basis: str,
    rank: int,
    start: int,
    end: int,
    value_start: int,
    value_end: int,
) -> HeaderMention:
    char_start, char_end = report.span(start, end)
    first, last = report.span(value_start, value_end)
    return HeaderMention(
        char_start=char_start, char_end=char_end, value_start=first, value_end=last, field=field, value=value,
        basis=basis, rank=rank,
    )  # fmt: skip


def _types(report: Report) -> list[HeaderMention]:
    votes: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    block = report.once(title_block)
    opening = report.once(statement)
    named = ([(block.text, block.start, block.end, "title", 10)] if block else []) + (
        [(report.text[slice(*opening)], *opening, "statement", 20)] if opening else []
    )
    for words, start, end, basis, rank in named:
        found = type_of_title(words)
        if found is None:
            continue
        if found.decides:
            value = _who_evaluates(report, found.report_type, words)
            return [_mention(report, "report_type", value, basis, rank, start, end, start, end)]
        votes[found.report_type] = _WEAK_TITLE
        first.setdefault(found.report_type, (start, end))
    outline = report.outline
    for piece in outline.pieces:
        if piece.kind != "text":
            continue
        title = outline.title(piece)
        at = outline.after_mark(piece)
        if not title and piece.view_end - piece.view_start <= 40 and "，" not in outline.text(piece):
            title, at = outline.text(piece), piece.view_start
        for pattern, value, weight in type_cues("heading") if title else ():
            match = pattern.search(title)
            if match:
                votes[value] += weight
                first.setdefault(value, (at + match.start(), at + match.end()))
                break
    for pattern, value, weight in type_cues("body"):
        count = 0
        for match in pattern.finditer(report.text):
            count += 1
            first.setdefault(value, match.span())
            if count == 3:
                break
        votes[value] += weight * count
    generic = votes.pop(_SELF_EVALUATION, 0)
    if (generic or any(votes[kind] for kind in _SELF_EVALUATIONS)) and not _OTHERS.search(report.text, 0, _OPENING):
        generic += votes.pop("performance_evaluation", 0)  # 评价结论 is a heading of both
        first.setdefault(_SELF_EVALUATION, first.get("performance_evaluation", (0, 1)))
    if generic:
        of_project, of_department = votes["project_self_evaluation"], votes["department_self_evaluation"]
        if of_project == of_department:
            of_project, of_department = len(_PROJECT.findall(report.text)), len(_DEPARTMENT.findall(report.text))
        project = of_project > of_department
        kind = "project_self_evaluation" if project else "department_self_evaluation"
        votes[kind] += generic
        first.setdefault(kind, first[_SELF_EVALUATION])
    value, weight = votes.most_common(1)[0] if votes else ("", 0)
    if weight < 2:
        return []
    start, end = first[value]
    return [_mention(report, "report_type", value, "body", 40, start, end, start, end)]


def _who_evaluates(report: Report, value: str, title: str) -> str:
    """Tell an evaluation by others from a self-evaluation that calls itself 绩效评价: by who made it."""
    if value == "department_self_evaluation" and "自评" not in title and "自我评价" not in title:
        others = _OTHERS.search(report.text, 0, _OPENING)
        return "performance_evaluation" if others else value
    if value == "performance_evaluation" and not re.search(r"财政|重点|第三方|再评价|部门评价", title):
        others = _OTHERS.search(report.text, 0, _OPENING)
        own = re.search(r"自评|自我评价|我(?:局|单位|部门|委|镇|乡|校|院|中心)", report.text)
        if own and not others:
            return "department_self_evaluation" if "整体" in title else "project_self_evaluation"
    return value


def _years(report: Report) -> list[HeaderMention]:
    found: list[HeaderMention] = []
    block = report.once(title_block)
    if block is not None:
        words = report.text[block.start : block.end]
        match = _YEAR.search(words) or _HAN_YEAR.search(words)
        if match:
            year = match.group(1) if match.group(1).isdigit() else str(parse_han(match.group(1)))
            start, end = block.start + match.start(1), block.start + match.end(1)
            found.append(_mention(report, "fiscal_year", year, "title", 10, block.start, block.end, start, end))
    opening = report.once(statement)
    match = _YEAR.search(report.text, *opening) if opening else None
    if match:
        found.append(
            _mention(report, "fiscal_year", match.group(1), "statement", 20, match.start(), match.end(), *match.span(1))
        )
    term = _TERM.search(report.text) if "起止" in report.text else None
    if term:
        found.append(_mention(report, "fiscal_year", term["year"], "term", 30, *term.span(), *term.span("year")))
    votes: Counter[int] = Counter()
    days: Counter[int] = Counter()
    first: dict[int, tuple[int, int]] = {}
    first_day: dict[int, tuple[int, int]] = {}
    compared_with: dict[int, tuple[int, int]] = {}  # 比2020年增长3%, where no other year is named
    text = report.text
    end = 0
    for match in _BODY_YEAR.finditer(text):
        begin, (start, end) = end, match.span()
        close = match.group("close")
        year = int(text[start : start + 4])
        if close is None or close[0] in "〕）" or year < _FIRST_YEAR:
            continue
        if _PAST_DAY.match(text, start):
            if (day := _DAY_OF_YEAR.match(text, start)) and not _AFTERWARDS.match(text, day.end()):
                near = _MONEY_NEAR.match(text, day.end())
                if near or report_type(report) in _SELF_EVALUATIONS:
                    days[year] += 2 if near else 1
                    first_day.setdefault(year, (start, start + 4))
            continue
        other = _BEFORE_OTHER_YEAR.search(text, max(begin, start - _LONGEST_BEFORE), start)
        if other:
            if other.group("other")[0] in "比较":
                compared_with.setdefault(year, (start, start + 4))
            votes[year] += 1 if other.group("other") in ("至", "到", "于") else 0
        elif _MONEY_NEAR.match(text, match.end()):
            votes[year] += 3
        else:
            votes[year] += 1
        first.setdefault(year, (start, start + 4))
    best = max(votes.values(), default=0)
    if best:
        year = max(y for y, count in votes.items() if count == best)
        start, end = first[year]
        found.append(_mention(report, "fiscal_year", str(year), "body", 40, start, end, start, end))
    if not found and (compared := max(compared_with, default=0)):
        start, end = compared_with[compared]
        found.append(_mention(report, "fiscal_year", str(compared + 1), "comparison", 50, start, end, start, end))
    if not found and days:
        year = max(days, key=lambda y: (days[y], y))
        start, end = first_day[year]
        found.append(_mention(report, "fiscal_year", str(year), "day", 60, start, end, start, end))
    return found or _year_of_page(report) or _year_of_document(report)


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
        if kind == "final_account" or kind in _SELF_EVALUATIONS:
            year -= 1
        elif not (
            int(match.group(2)) <= _FIRST_HALF
            if kind in ("budget", "performance_target")
            else _THIS_YEAR.search(report.text)
        ):
            continue
        return [_mention(report, "fiscal_year", str(year), "page_date", 70, *match.span(), *match.span())]
    return []


def _year_of_document(report: Report) -> list[HeaderMention]:
    """Tell the year from a document number, the last evidence: that of a grant is its own, that of a call to evaluate the next."""
    for match in _DOCUMENT_YEAR.finditer(report.text):
        before = report.text[max(0, match.start() - _DOCUMENT_REACH) : match.start()]
        before = before[max(before.rfind("。"), before.rfind("；")) + 1 :]
        called = bool(_CALL.search(before))
        if called or _GRANT.search(before):
            year = int(match.group(1)) - called
            return [_mention(report, "fiscal_year", str(year), "document", 80, *match.span(), *match.span(1))]
    return []
