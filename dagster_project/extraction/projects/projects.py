"""Projects: what the report itself lists, titles or tabulates as a project, and which text speaks of which.

Here belongs the order in which the layouts are asked. How a project is named by a layout belongs to project_tables.py,
project_texts.py, project_paragraphs.py, project_sentences.py, project_lists.py and project_titles.py; its identity across years and reports belongs to the dbt models.
"""

from __future__ import annotations

from dagster_project.extraction.projects import (
    project_course,
    project_heads,
    project_lists,
    project_paragraphs,
    project_sentences,
    project_texts,
)
from dagster_project.extraction.projects.headed_lists import from_headed_lists
from dagster_project.extraction.projects.project_candidates import Candidates
from dagster_project.extraction.projects.project_tables import from_tables
from dagster_project.extraction.projects.project_titles import from_further_titles, from_title
from dagster_project.extraction.projects.subjects import subjects_of
from dagster_project.extraction.records import ProjectMention
from dagster_project.extraction.report import Report


def find_projects(report: Report) -> list[ProjectMention]:
    """Return the projects of a report and set ``report.subjects``: whose text is whose."""
    found: Candidates = {}
    from_tables(report, found)
    project_texts.from_labels(report, found)
    project_heads.from_notices(report, found)
    project_texts.from_sections(report, found)
    project_sentences.from_quoted(report, found)
    project_sentences.from_summaries(report, found)
    project_paragraphs.from_paragraphs(report, found)
    project_heads.from_bare_heads(report, found)
    from_headed_lists(report, found)
    project_sentences.from_evaluations(report, found)
    project_sentences.from_openings(report, found)
    project_sentences.from_parts(report, found)
    project_texts.take_up_headings(report, found)
    project_texts.end_lists(report, found)
    project_lists.from_sentences(report, found)
    from_further_titles(report, found)
    titled = (
        from_title(report, found)
        or project_sentences.from_introduction(report, found)
        or project_course.from_course(report, found)
    )
    ordered = sorted(found.values(), key=lambda item: item.start)
    mentions = [
        ProjectMention(
            ordinal=ordinal,
            project_name=item.name,
            document_number=item.document_number,
            basis=item.basis,
            char_start=item.start,
            char_end=item.end,
            value_start=item.start,
            value_end=item.end,
        )
        for ordinal, item in enumerate(ordered, 1)
    ]
    report.projects = mentions
    report.subjects = subjects_of(report, ordered, titled)
    return mentions
