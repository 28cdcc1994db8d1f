"""Records as rows of the raw tables, gathered by column, and what a column cannot hold.

Here belongs what a worker process does with records: it imports no database and no Arrow, which would double the time that
it takes to start. The tables that are made of the rows stand in ``raw_schema``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from dagster_project.extraction.records import RECORD_TYPES, Record, columns

_SIX_PLACES = Decimal("0.000001")
_DECIMAL_LIMIT = Decimal(10) ** 18
_INTEGER_LIMIT = 2**31


class RecordRows:
    """Rows for the raw tables of any number of documents. ``columns``: raw table → values by column, the document's hash first."""

    def __init__(self) -> None:
        self.columns: dict[str, list[list[object]]] = {
            record_type.table: [[] for _ in ("document_sha256", *columns(record_type))] for record_type in RECORD_TYPES
        }

    def add(self, document_sha256: str, records: Iterable[Record]) -> None:
        """Add all records of a document, or none.

        Raises ValueError for a value that its column cannot hold; the message names the column, never the value.
        """
        rows = [(record.table, _row(record)) for record in records]
        for table, row in rows:
            for column, value in zip(self.columns[table], (document_sha256, *row), strict=True):
                column.append(value)


_column_checks = {record_type: tuple(columns(record_type).items()) for record_type in RECORD_TYPES}


def _row(record: Record) -> list[object]:
    return [
        _value(record.table, name, python_type, nullable, getattr(record, name))
        for name, (python_type, nullable) in _column_checks[type(record)]
    ]


def _value(table: str, name: str, python_type: type, nullable: bool, value: object) -> object:
    if value is None:
        if not nullable:
            raise ValueError(f"{table}.{name} is null")
        return None
    if not isinstance(value, python_type):
        raise ValueError(f"{table}.{name} is a {type(value).__name__}, not a {python_type.__name__}")
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value) >= _DECIMAL_LIMIT:
            raise ValueError(f"{table}.{name} has more than 18 digits before the point")
        return value.quantize(_SIX_PLACES)
    if isinstance(value, int) and not -_INTEGER_LIMIT <= value < _INTEGER_LIMIT:
        raise ValueError(f"{table}.{name} is beyond 32 bits")
    return value
