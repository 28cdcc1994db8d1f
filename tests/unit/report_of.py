"""A report taken apart from a text, and what extraction finds in it, for the unit tests of the fact modules."""

from __future__ import annotations

from dagster_project.extraction import extract
from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.layout.tables import find_tables
from dagster_project.extraction.records import Record
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import Figures
from dagster_project.reading.document import ReadDocument


def report_of(text: str) -> Report:
    parts = outline(text)
    return Report(parts, find_tables(parts), Figures(parts.view.text))


def records_of(text: str) -> list[Record]:
    """All records of the text, as a load of it finds them."""
    return extract(ReadDocument(text=text, encoding="utf-8", format="txt"))
