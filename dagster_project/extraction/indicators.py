"""Indicators of a report, from its tables and from its sentences, each place read once.

Here belongs the order of the readers; what each layout means belongs to indicator_tables.py and indicator_clauses.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.extraction.indicator_tables import find_table_indicators
from dagster_project.extraction.records import Indicator
from dagster_project.extraction.report import Report


def find_indicators(report: Report) -> Iterator[Indicator]:
    """Return the indicators of a report: those of its tables, then those of its text."""
    yield from find_table_indicators(report)
