"""What the tests of forms compare: the projects, the money and the indicators of a text."""

from __future__ import annotations

from report_of import records_of

from dagster_project.extraction.records import Amount, Indicator, ProjectMention


def names(text: str) -> dict[int | None, str]:
    return {one.ordinal: one.project_name for one in records_of(text) if isinstance(one, ProjectMention)}


def money(text: str) -> list[tuple[object, ...]]:
    projects = names(text)
    return [
        (
            projects.get(one.project_ordinal),
            str(one.number),
            one.measure,
            one.fund_type or one.fund_level or one.category,
        )
        for one in records_of(text)
        if isinstance(one, Amount)
    ]


def indicators(text: str) -> list[tuple[object, ...]]:
    return [
        (one.level2, one.indicator_name, one.target_operator, one.target_value, one.target_unit, one.actual_value)
        for one in records_of(text)
        if isinstance(one, Indicator)
    ]
