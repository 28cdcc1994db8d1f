"""SQL of the shapes that checks share: each function returns a query of the rows that should not exist.

Here belongs SQL that several expectations need with other tables or columns. A check that stands alone keeps its SQL
with it. ``key`` names the columns by which people find an offending row; the first one is ``document_sha256`` in raw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def literal(value: str) -> str:
    """Return ``value`` as a SQL string."""
    return "'" + value.replace("'", "''") + "'"


def among(values: Iterable[str]) -> str:
    """Return ``values`` as the right side of IN."""
    return "(" + ", ".join(literal(value) for value in values) + ")"


def other_columns(table: str, columns: Mapping[str, str]) -> str:
    """Columns of ``columns`` (name → type) that ``table`` lacks, or has with another type."""
    schema, name = table.split(".")
    expected = ", ".join(f"({literal(column)}, {literal(kind)})" for column, kind in columns.items())
    return f"""
        select expected.column_name, expected.data_type as expected_type, found.data_type as found_type
        from (values {expected}) as expected (column_name, data_type)
        left join information_schema.columns as found
            on
                found.table_catalog = current_database()
                and found.table_schema = {literal(schema)}
                and found.table_name = {literal(name)}
                and found.column_name = expected.column_name
        where found.data_type is distinct from expected.data_type"""


def nulls(table: str, key: Sequence[str], columns: Iterable[str]) -> str:
    """Rows of ``table`` with a null in one of ``columns``."""
    condition = " or ".join(f"{column} is null" for column in columns)
    return f"select {', '.join(key)} from {table} where {condition}"


def repeated(table: str, key: Sequence[str], where: str = "true") -> str:
    """Keys that stand in more than one row of ``table``."""
    names = ", ".join(key)
    return f"select {names}, count(*) as rows_found from {table} where {where} group by {names} having count(*) > 1"


def dangling(table: str, key: Sequence[str], on: Sequence[str], parent: str) -> str:
    """Rows of ``table`` whose ``on`` columns, where none of them is null, are in no row of ``parent``."""
    stated = " and ".join(f"child.{column} is not null" for column in on)
    joined = " and ".join(f"child.{column} = parent.{column}" for column in on)
    return f"""
        select {", ".join(f"child.{column}" for column in key)}
        from {table} as child
        where {stated} and not exists (select 1 from {parent} as parent where {joined})"""


def unknown_words(table: str, key: Sequence[str], column: str, words: Iterable[str]) -> str:
    """Rows whose ``column`` is not null and none of ``words``."""
    return (
        f"select {', '.join(key)}, {column} from {table} where {column} is not null and {column} not in {among(words)}"
    )


def where(table: str, key: Sequence[str], condition: str) -> str:
    """Rows of ``table`` on which ``condition`` is true."""
    return f"select {', '.join(key)} from {table} where {condition}"
