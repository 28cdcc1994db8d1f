"""A candidate for a field of the report header, with its place in the report's text."""

from __future__ import annotations

from dagster_project.extraction.records import HeaderMention
from dagster_project.extraction.report import Report


def mention(
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
    """Return a candidate for a field of the header, from view ranges; a small ``rank`` is strong."""
    char_start, char_end = report.span(start, end)
    first, last = report.span(value_start, value_end)
    return HeaderMention(
        char_start=char_start, char_end=char_end, value_start=first, value_end=last, field=field, value=value,
        basis=basis, rank=rank,
    )  # fmt: skip
