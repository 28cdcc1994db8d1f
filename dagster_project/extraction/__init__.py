"""Extraction: a document's text in, records of what it states out, each with its place.

Plain library code: no orchestration, no database, no state between reports. ``extract`` is the one entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dagster_project.extraction.amounts.amount_tables import find_table_amounts
from dagster_project.extraction.amounts.amounts import find_amounts
from dagster_project.extraction.amounts.disbursement_plans import find_disbursement_plans
from dagster_project.extraction.amounts.foreign_money import find_foreign_money
from dagster_project.extraction.amounts.unread_cells import find_unread_cells
from dagster_project.extraction.claims import (
    each_figure_once,
    find_unplaced,
    without_bands,
    without_indicator_values,
    without_own_staff,
    without_rates_of_money,
)
from dagster_project.extraction.header.header import find_header
from dagster_project.extraction.header.places import find_organs_and_places
from dagster_project.extraction.indicators.indicators import find_indicators
from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.layout.tables import find_tables
from dagster_project.extraction.narratives.narratives import find_narratives
from dagster_project.extraction.projects.projects import find_projects
from dagster_project.extraction.records import Record
from dagster_project.extraction.report import Report
from dagster_project.extraction.scores.score_bands import find_score_bands
from dagster_project.extraction.scores.scores import find_scores
from dagster_project.extraction.staffing.staffing import find_staffing
from dagster_project.extraction.staffing.staffing_tables import find_staffing_tables
from dagster_project.extraction.words.figures import Figures
from dagster_project.reading.document import ReadDocument

EXTRACTION_VERSION = "1"

_FACTS: tuple[Callable[[Report], Iterable[Record]], ...] = (
    find_header,
    find_organs_and_places,
    find_amounts,
    find_table_amounts,
    find_disbursement_plans,
    find_indicators,
    find_scores,
    find_score_bands,
    find_staffing,
    find_staffing_tables,
    find_narratives,
)


def extract(document: ReadDocument) -> list[Record]:
    """Return everything that the document states, in the order of kinds and places. Linear in its length."""
    text_outline = outline(document.text)
    report = Report(text_outline, find_tables(text_outline), Figures(text_outline.view.text))
    records: list[Record] = [*text_outline.sections, *find_projects(report)]
    for find in _FACTS:
        records.extend(find(report))
    records = each_figure_once(
        without_indicator_values(without_own_staff(without_bands(without_rates_of_money(records))))
    )
    records.extend(find_unplaced(report, records))
    records.extend(find_unread_cells(report, records))
    records.extend(find_foreign_money(report, records))
    return records
