"""The raw tables of facts as DuckDB and Arrow see them, derived from the record types.

Here belongs the translation of ``extraction.records`` and nothing that repeats it. The tables about files and loads,
which are no records, stand in ``database``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from dagster_project.extraction.records import RECORD_TYPES, Record, columns

_SQL_TYPES: dict[type, str] = {int: "INTEGER", Decimal: "DECIMAL(24,6)", str: "VARCHAR", bool: "BOOLEAN"}
_ARROW_TYPES: dict[type, pa.DataType] = {
    int: pa.int32(),
    Decimal: pa.decimal128(24, 6),
    str: pa.string(),
    bool: pa.bool_(),
}
_SIX_PLACES = Decimal("0.000001")
_DECIMAL_LIMIT = Decimal(10) ** 18
_INTEGER_LIMIT = 2**31

type_by_table: dict[str, type[Record]] = {record_type.table: record_type for record_type in RECORD_TYPES}


def sql_columns(record_type: type[Record]) -> dict[str, str]:
    """Column name → DuckDB type of a record type's raw table, in order; the document's hash comes first."""
    return {"document_sha256": "VARCHAR"} | {
        name: _SQL_TYPES[python_type] for name, (python_type, _) in columns(record_type).items()
    }


def arrow_schema(record_type: type[Record]) -> pa.Schema:
    """The Arrow schema of a record type's raw table, columns as in ``sql_columns``."""
    fields: list[pa.Field[Any]] = [pa.field("document_sha256", pa.string(), nullable=False)]
    for name, (python_type, nullable) in columns(record_type).items():
        fields.append(pa.field(name, _ARROW_TYPES[python_type], nullable=nullable))
    return pa.schema(fields)


def arrow_table(schema: pa.Schema, table_columns: Sequence[Sequence[object]]) -> pa.Table:
    """A table of Python values, given by column in the schema's order; no columns at all: a table without rows."""
    values = table_columns or [[] for _ in schema]
    return pa.table(
        [pa.array(column, type=field.type) for column, field in zip(values, schema, strict=True)], schema=schema
    )


class RecordRows:
    """Rows for the raw tables, gathered by column, of any number of documents."""

    def __init__(self) -> None:
        self._columns: dict[str, list[list[object]]] = {
            table: [[] for _ in sql_columns(kind)] for table, kind in type_by_table.items()
        }

    def add(self, document_sha256: str, records: Iterable[Record]) -> None:
        """Add all records of a document, or none.

        Raises ValueError for a value that its column cannot hold; the message names the column, never the value.
        """
        rows = [(record.table, _row(record)) for record in records]
        for table, row in rows:
            for column, value in zip(self._columns[table], (document_sha256, *row), strict=True):
                column.append(value)

    def tables(self) -> dict[str, pa.Table]:
        """Raw table → Arrow table, of those that have rows."""
        return {
            table: arrow_table(arrow_schema(type_by_table[table]), table_columns)
            for table, table_columns in self._columns.items()
            if table_columns[0]
        }


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
