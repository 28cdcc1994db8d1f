"""The warehouse's database: opening it, and the raw schema in it.

Here belong the tables about files and loads, and the upkeep of the tables of facts, whose columns come from
``raw_schema``. What fills the tables does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dagster_project.resources.raw_schema import sql_columns, type_by_table

_TABLES: dict[str, str] = {
    # One row per content; the hash is over the file's bytes, text and counts are after decoding.
    "document": """
        document_sha256 VARCHAR PRIMARY KEY, text VARCHAR, encoding VARCHAR, format VARCHAR, byte_count BIGINT,
        char_count INTEGER, line_count INTEGER, extraction_version VARCHAR, load_id BIGINT
    """,
    # One row per path and content; status: current, superseded, withdrawn. Content that cannot be read has a row in
    # quarantine and none in document.
    "document_path": """
        path VARCHAR, document_sha256 VARCHAR, version_no INTEGER, status VARCHAR, is_current BOOLEAN,
        first_load_id BIGINT, last_load_id BIGINT, byte_count BIGINT, mtime_ns BIGINT
    """,
    "manifest_entry": "path VARCHAR, region_code VARCHAR, organ VARCHAR, source_url VARCHAR, published_on DATE",
    "quarantine": """
        path VARCHAR, document_sha256 VARCHAR, stage VARCHAR, reason VARCHAR, message VARCHAR, remedy VARCHAR,
        first_load_id BIGINT, last_load_id BIGINT, is_open BOOLEAN
    """,
    "load_log": """
        load_id BIGINT PRIMARY KEY, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, outcome VARCHAR,
        files_found BIGINT, files_new BIGINT, files_changed BIGINT, files_unchanged BIGINT, files_withdrawn BIGINT,
        documents_loaded BIGINT, documents_quarantined BIGINT
    """,
    # Documents whose marts must be rebuilt since the last publication.
    "pending_document": "document_sha256 VARCHAR PRIMARY KEY",
}


class DatabaseError(Exception):
    """The warehouse's database cannot be opened; the message says why and what to do."""


@contextmanager
def connect(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse for writing, with the raw schema in place, and close it after the block.

    Raises DatabaseError where another process has it open or the file is no database.
    """
    try:
        connection = duckdb.connect(str(database))
    except (duckdb.IOException, duckdb.ConnectionException) as error:
        busy = "lock" in str(error) or "configuration" in str(error)
        why = "is open in another program" if busy else "cannot be opened as a database"
        remedy = (
            "Close that program, then load again; consumers read published/current and never this file."
            if busy
            else "Move it away and load again: the next load rebuilds it from the landing folder."
        )
        raise DatabaseError(f"{database} {why}. {remedy} ({str(error).splitlines()[0]})") from error
    try:
        prepare(connection)
        yield connection
    finally:
        connection.close()


def prepare(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Create what is missing of the raw schema; returns the tables of facts that were made anew.

    A table whose columns differ from its record type's is made anew, and every document is marked for extraction.
    """
    connection.execute("CREATE SCHEMA IF NOT EXISTS raw")
    for table, definition in _TABLES.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS raw.{table} ({definition})")
    existing: dict[str, dict[str, str]] = {}
    for table, column, data_type in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'raw' "
        "ORDER BY column_index"
    ).fetchall():
        existing.setdefault(table, {})[column] = data_type
    remade = []
    with transaction(connection):
        for table, record_type in type_by_table.items():
            wanted = sql_columns(record_type)
            if list(existing.get(table, {}).items()) == list(wanted.items()):
                continue
            connection.execute(f"DROP TABLE IF EXISTS raw.{table}")
            listed = ", ".join(f"{name} {data_type}" for name, data_type in wanted.items())
            connection.execute(f"CREATE TABLE raw.{table} ({listed})")
            remade.append(table)
        if remade:
            # Not the empty mark, which says that a document's rows are gone from all tables: those of the others still stand.
            connection.execute("UPDATE raw.document SET extraction_version = 'remade'")
    return remade


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what the block wrote, or roll all of it back where it raises."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
