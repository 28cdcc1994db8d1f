"""The raw tables of facts as DuckDB and Arrow see them, derived from the record types.

Here belongs the translation of ``extraction.records`` and nothing that repeats it. The tables about files and loads,
which are no records, stand in ``database``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from dagster_project.extraction.records import RECORD_TYPES, Record, columns
from dagster_project.resources.record_rows import RecordRows

_SQL_TYPES: dict[type, str] = {int: "INTEGER", Decimal: "DECIMAL(24,6)", str: "VARCHAR", bool: "BOOLEAN"}
_ARROW_TYPES: dict[type, pa.DataType] = {
    int: pa.int32(),
    Decimal: pa.decimal128(24, 6),
    str: pa.string(),
    bool: pa.bool_(),
}

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


def record_tables(rows: RecordRows) -> dict[str, pa.Table]:
    """Raw table → Arrow table, of those that have rows."""
    return {
        table: arrow_table(arrow_schema(type_by_table[table]), table_columns)
        for table, table_columns in rows.columns.items()
        if table_columns[0]
    }
