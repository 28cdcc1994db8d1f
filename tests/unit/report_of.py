"""A report taken apart from a text, for the unit tests of the fact modules."""

from __future__ import annotations

from dagster_project.extraction.figures import Figures
from dagster_project.extraction.outline import outline
from dagster_project.extraction.report import Report
from dagster_project.extraction.tables import find_tables


def report_of(text: str) -> Report:
    parts = outline(text)
    return Report(parts, find_tables(parts), Figures(parts.view.text))
