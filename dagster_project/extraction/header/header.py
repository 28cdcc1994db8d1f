"""The report header: title, report type, fiscal year and report date, each as candidates with a rank.

Which lines are the title belongs to title.py, the rest to report_types.py, report_years.py and report_dates.py, which body
writes to organs.py, where it lies to places.py. Small ranks are strong.
"""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.extraction.header.header_mentions import mention
from dagster_project.extraction.header.report_dates import report_dates
from dagster_project.extraction.header.report_types import report_types
from dagster_project.extraction.header.report_years import fiscal_years
from dagster_project.extraction.header.title import title_block
from dagster_project.extraction.records import HeaderMention
from dagster_project.extraction.report import Report


def find_header(report: Report) -> Iterator[HeaderMention]:
    """Yield the candidates for title, report type, fiscal year and report date."""
    block = report.once(title_block)
    if block is not None:
        yield mention(report, "title", block.text, "title", 1, block.start, block.end, block.start, block.end)
    yield from report.once(report_types)
    yield from report.once(fiscal_years)
    for rank, (day, basis, start, end) in enumerate(report_dates(report), 1):
        yield mention(report, "report_date", day.isoformat(), basis, rank, start, end, start, end)
