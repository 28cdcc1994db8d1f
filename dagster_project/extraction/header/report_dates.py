"""The days that a report states as its own: those of filing and of its signature.

The fiscal year belongs to report_years.py; a day that a web page adds is none of the report.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from dagster_project.extraction.header.organ_words import last_suffix_end
from dagster_project.extraction.header.signers import signed_days
from dagster_project.extraction.header.title import (
    TitleBlock,
    page_date_label,
    title_block,
)
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.numerals import parse_han

_LONGEST_LABEL = 20
_SIGNATURE_REACH = 120
_PAGE_HEAD = 60  # characters below the title in which a page states its own date
_SIGNATURE_LENGTH = 80
_SIGNED = re.compile(r"[\u4e00-\u9fff）](?<![于至在止前后以])")
_FILING_LABEL = r"(?:填报|填表|报告|编制|上报|报送|填制|填写|制表|评价)(?:日期|时间)(?:（[^）]{0,8}）)?：?"
_DAY = (
    r"(?P<year>\d{4}|[零一二三四五六七八九]{4})"
    r"(?:年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日"
    r"|[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2}))"
)
_FILED = re.compile(rf"{_FILING_LABEL}[\t\s]*{_DAY}")
_FILED_LABEL = re.compile(_FILING_LABEL)
_DATE = re.compile(_DAY)
# The cover of a form: the day, below it the office that made the form.
_COVER = re.compile(rf"{_DAY}(?=\s?[\u4e00-\u9fff]{{2,8}}财政[局厅部]（?制）?(?![\u4e00-\u9fff]))")
_COVER_REACH = 600
_ALONE = re.compile(
    rf"(?:（?[\u4e00-\u9fff（）、\t]{{0,40}}(?<![于至在前后])）?(?:日期|时间)?：?)?{_DAY}(?:（?印章）?|（?盖章）?)?[。.]?"
)
_NAME_BEHIND = re.compile(r"(?<=日)[\u4e00-\u9fff]{3,30}$")
_DAY_ENDS = re.compile(r"[日\d](?:（?[印盖]章）?)?.?$")


def _day(match: re.Match[str]) -> date | None:
    def number(text: str | None) -> int:
        if not text:
            return 0
        return int(text) if text.isdigit() else int(parse_han(text) or 0)

    try:
        return date(number(match["year"]), number(match["month"] or match["m2"]), number(match["day"] or match["d2"]))
    except ValueError:
        return None


def report_dates(report: Report) -> list[tuple[date, str, int, int]]:
    """Return the days of signature and filing, each with its basis and view range, the latest first."""
    found = [*_filing_dates(report), *_signature_dates(report), *_days_behind_names(report)]
    return sorted(found, key=lambda item: (-item[0].toordinal(), item[2]))


def _filing_dates(report: Report) -> Iterator[tuple[date, str, int, int]]:
    text = report.text
    for match in _FILED.finditer(text) if "日期" in text or "时间" in text else ():
        day = _day(match)
        label = report.worded(*report.span(match.start(), match.start() + 4))
        if day and "\n" not in label:  # 某报告 on one line, 时间：… on the next, is a date of the page
            yield day, "filing_date", match.start("year"), match.end()
    cover = text[:_COVER_REACH]
    for match in _COVER.finditer(text, 0, _COVER_REACH) if "财政" in cover and "制" in cover else ():
        day = _day(match)
        if day:
            yield day, "filing_date", match.start("year"), match.end()
    for table in report.tables:
        for row in table.rows:
            for left, right in itertools.pairwise(row):
                named = ("日期" in left.text or "时间" in left.text) and _FILED_LABEL.fullmatch(left.text)
                cell = _DATE.fullmatch(right.text) if named else None
                day = _day(cell) if cell else None
                if day:
                    start, end = report.cell_range(right)
                    yield day, "filing_date", start, end


def _signature_dates(report: Report) -> Iterator[tuple[date, str, int, int]]:
    """Yield the dates that stand alone, or behind a body's name at the very end of the text."""
    pieces = report.outline.pieces
    block = report.once(title_block)
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        if piece.kind != "text" or (piece.view_end - piece.view_start > _SIGNATURE_LENGTH and index != last):
            continue
        start, end = piece.view_start, piece.view_end
        if index == last:
            end -= _signer_behind(report.text, start, end)
        if not _DAY_ENDS.search(report.text, max(start, end - 6), end):
            continue
        match = _ALONE.fullmatch(report.text, start, end)
        if match is None and index >= last - 1:
            dates = list(_DATE.finditer(report.text, max(start, end - _SIGNATURE_REACH), end))
            ends = bool(dates) and dates[-1].end() >= end - 1
            before = report.text[dates[-1].start() - 1] if ends and dates[-1].start() > start else ""
            signed = _SIGNED.match(before) or (end < piece.view_end and not before.isdecimal())
            match = dates[-1] if ends and signed else None
        day = _day(match) if match else None
        if match and day and not _of_the_page(report, match.start("year"), block):
            yield day, "signature", match.start("year"), match.end()


def _days_behind_names(report: Report) -> Iterator[tuple[date, str, int, int]]:
    """Yield the days behind signatures that blanks set apart from what goes on behind them."""
    view = report.outline.view
    for _, match in report.once(signed_days):
        start, end = view.find(match.start()), view.find(match.end() - 1) + 1
        written = _DATE.fullmatch(report.text, start, end)
        day = _day(written) if written else None
        if day:
            yield day, "signature", start, end


def _signer_behind(text: str, start: int, end: int) -> int:
    """Return how long the name of the body is that signs behind the day, at the very end of the text; 0 where none does."""
    named = _NAME_BEHIND.search(text, max(start, end - _SIGNATURE_LENGTH), end)
    return len(named.group()) if named and last_suffix_end(named.group()) == len(named.group()) else 0


def _of_the_page(report: Report, at: int, block: TitleBlock | None) -> bool:
    """Tell whether a date is that of a web page: behind a label such as 发布日期, on its line or on the one before it."""
    original = report.outline.view.starts[at]
    before = report.outline.folded[max(0, original - _LONGEST_LABEL) : original]
    beside_title = block is not None and at < block.end + _PAGE_HEAD
    return bool(page_date_label().search(before)) or (beside_title and bool(re.search(r"(?:^|\s)日期：?\s*$", before)))
