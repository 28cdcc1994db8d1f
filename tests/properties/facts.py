"""What a text states, in forms that can be compared before and after the text was changed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from dagster_project.extraction import extract
from dagster_project.extraction.layout.view import fold
from dagster_project.extraction.records import HeaderMention, Record
from dagster_project.reading.document import ReadDocument

FACT_TABLES = (
    "project_mention", "amount", "ratio", "disbursement_plan", "indicator", "score", "score_band", "staffing", "narrative",
)  # fmt: skip
SPANS = ("char_start", "char_end", "value_start", "value_end", "part_of_start")
DERIVED = ("signature",)  # follows from the text of the narrative, whose figures the changes change
Fact = tuple[Any, ...]


def records_of(text: str) -> list[Record]:
    return extract(ReadDocument(text=text, encoding="utf-8", format="txt"))


def plain(value: Any) -> Any:
    """A field without what width, spaces and line breaks change; figures as numbers."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", fold(value))
    return value.normalize() if isinstance(value, Decimal) else value


def facts(text: str, change: Callable[[str, str, Any], Any] = lambda table, name, value: value) -> list[Fact]:
    """Return the facts in the order of the text, without places. ``change(table, field, value)`` says what is expected to differ."""
    records = records_of(text)
    own_year = _own_year(records)
    found = [record for record in records if record.table in FACT_TABLES]
    found.sort(key=lambda record: (record.table, getattr(record, "value_start", 0), record.char_start))
    return [
        (
            record.table,
            *(
                change(record.table, field.name, plain(_value(record, field.name, own_year)))
                for field in dataclasses.fields(record)
                if field.name not in SPANS + DERIVED
            ),
        )
        for record in found
    ]


def _own_year(records: list[Record]) -> int | None:
    years = [r for r in records if isinstance(r, HeaderMention) and r.field == "fiscal_year"]
    return int(min(years, key=lambda year: (year.rank, year.value_start)).value) if years else None


def _value(record: Record, name: str, own_year: int | None) -> Any:
    """A field as published: a fact that names no year is of the report's."""
    value = getattr(record, name)
    return own_year if name == "fiscal_year" and value is None and record.table in ("amount", "ratio") else value
