"""A report taken apart from a text, for the unit tests of the fact modules."""

from __future__ import annotations

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.layout.tables import find_tables
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import Figures


def report_of(text: str) -> Report:
    parts = outline(text)
    return Report(parts, find_tables(parts), Figures(parts.view.text))
