"""From a loaded HOME to a many times larger one, without reading a report twice: its raw tables, copied under new hashes.

Here belongs the making of the copies. Building and timing the warehouse over them belongs into ``scaling``.

Every copy of a report is a document of its own, with the report's text and statements and a hash of its own, so that all keys
differ. The landing manifest names another county for each copy: departments are spread over the country as real ones are, and
not one body with a hundred copies of one year's report.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from dagster_project.resources.database import transaction
from dagster_project.resources.extraction_version import extraction_version
from dagster_project.resources.home import Home
from dagster_project.resources.raw_schema import type_by_table
from dagster_project.vocabulary import seed

# More would only let the copying keep more of a table before it writes it.
_MEMORY = "2GB"


class MultiplyError(RuntimeError):
    """A HOME cannot be multiplied; the message says why."""


def multiply(source: Home, target: Home, copies: int) -> int:
    """Fill the new HOME ``target`` with ``copies`` of every current document of ``source``; return how many documents it holds.

    Nothing is built: every document is pending, as after a load's first steps. The documents themselves lie nowhere, so that
    ``jixiao load`` must not be run on the new HOME. Raises MultiplyError where ``target`` exists already, or where
    ``source`` holds no documents or some that today's grammar has not read.
    """
    if target.root.exists():
        raise MultiplyError(f"{target.root} exists already; name a folder that does not")
    if not source.database.exists():
        raise MultiplyError(f"{source.root} is not loaded; run: jixiao load DIR --home {source.root}")
    landing = target.root / "landing"
    target.bind(landing)
    landing.mkdir()
    with target.connect() as connection:
        connection.execute(f"set memory_limit = '{_MEMORY}'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"attach '{source.database}' as source (read_only)")
        _name_copies(connection, copies)
        _refuse_unread(connection, source)
        for table in ("document", *type_by_table):
            _copy_rows(connection, table, copies)
        _copy_paths(connection)
        counted = connection.execute("select count(*) from raw.document").fetchone()
    return counted[0] if counted else 0


def _name_copies(connection: duckdb.DuckDBPyConnection, copies: int) -> None:
    """The table ``copy``: each document with each of its copies, the first of which is the document itself."""
    counties = [row["region_code"] for row in seed("regions") if row["admin_level"] == "county"]
    connection.register("county", pa.table({"county_no": range(len(counties)), "region_code": counties}))
    connection.execute(
        f"""
        create temporary table copy as
        select
            paths.document_sha256 as original,
            copies.copy_no,
            case when copies.copy_no = 0 then paths.document_sha256
                else sha256(paths.document_sha256 || '/' || copies.copy_no) end as document_sha256,
            case when copies.copy_no = 0 then paths.path
                else 'copy-' || lpad(copies.copy_no::varchar, 4, '0') || '/' || paths.path end as path
        from (select document_sha256, min(path) as path from source.raw.document_path where is_current group by all) as paths
        inner join source.raw.document as documents on paths.document_sha256 = documents.document_sha256
        cross join range({copies}) as copies (copy_no)
        """
    )
    connection.execute(
        f"""
        insert into raw.manifest_entry (path, region_code)
        select copy.path, county.region_code
        from copy
        inner join county on county.county_no = ('0x' || substr(copy.document_sha256, 1, 8))::bigint % {len(counties)}
        where copy.copy_no > 0
        """
    )
    connection.unregister("county")


def _refuse_unread(connection: duckdb.DuckDBPyConnection, source: Home) -> None:
    found = connection.execute(
        "select count(*), count(*) filter (where extraction_version <> ?) from source.raw.document",
        [extraction_version()],
    ).fetchone()
    documents, outdated = found or (0, 0)
    if not documents or outdated:
        why = f"{outdated} documents were read by another grammar" if outdated else "it holds no documents"
        raise MultiplyError(f"{source.root}: {why}; run: jixiao load DIR --home {source.root}")


def _copy_rows(connection: duckdb.DuckDBPyConnection, table: str, copies: int) -> None:
    """One statement a copy, so that memory does not grow with their number."""
    for copy_no in range(copies):
        with transaction(connection):
            connection.execute(
                f"""
                insert into raw.{table}
                select rows.* replace (copy.document_sha256 as document_sha256)
                from source.raw.{table} as rows
                inner join copy on rows.document_sha256 = copy.original and copy.copy_no = {copy_no}
                """
            )


def _copy_paths(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        insert into raw.document_path
        select copy.path, copy.document_sha256, 1, 'current', true, 1, 1, documents.byte_count, 0
        from copy inner join raw.document as documents on copy.document_sha256 = documents.document_sha256
        """
    )
    connection.execute("insert into raw.pending_document select document_sha256 from raw.document")
