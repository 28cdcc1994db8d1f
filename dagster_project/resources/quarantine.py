"""The quarantine: what was left out of a load, at which stage, why, and what to do about it.

Here belongs the upkeep of ``raw.quarantine``. Who is put there is decided by each stage: ``landing`` and ``manifest``
(the scan), ``reading`` and ``extraction`` (the documents), and the gates by their own names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import astuple

import duckdb
import pyarrow as pa

from dagster_project.resources.raw_schema import arrow_table
from dagster_project.resources.rejection import Rejection

_SCHEMA = pa.schema([pa.field(name, pa.string()) for name in Rejection.__slots__])
_SAME = """
    quarantine.path = rejection.path AND quarantine.stage = rejection.stage AND quarantine.reason = rejection.reason
    AND quarantine.document_sha256 IS NOT DISTINCT FROM rejection.document_sha256
    AND quarantine.message = rejection.message
"""


def settle(
    connection: duckdb.DuckDBPyConnection,
    load_id: int,
    stages: Sequence[str],
    rejections: Sequence[Rejection],
    documents: Collection[str] | None = None,
) -> None:
    """Make ``rejections`` the open rows of ``stages``: of ``documents`` (hashes) only where given, else of everything.

    A row that is rejected again stays the same row with a later ``last_load_id``; the others are closed.
    """
    in_scope = "is_open AND list_contains($stages, stage)"
    parameters: dict[str, object] = {"stages": list(stages)}
    if documents is not None:
        in_scope += " AND list_contains($documents, document_sha256)"
        parameters["documents"] = list(documents)
    if not rejections:
        connection.execute(f"UPDATE raw.quarantine SET is_open = false WHERE {in_scope}", parameters)
        return
    connection.register("rejection", arrow_table(_SCHEMA, list(zip(*map(astuple, rejections), strict=True))))
    try:
        connection.execute(
            f"UPDATE raw.quarantine SET is_open = false WHERE {in_scope} "
            f"AND NOT EXISTS (SELECT 1 FROM rejection WHERE {_SAME})",
            parameters,
        )
        connection.execute(
            "UPDATE raw.quarantine SET is_open = true, last_load_id = $load_id, remedy = rejection.remedy "
            f"FROM rejection WHERE {_SAME}",
            {"load_id": load_id},
        )
        connection.execute(
            "INSERT INTO raw.quarantine SELECT DISTINCT *, $load_id, $load_id, true FROM rejection "
            f"WHERE NOT EXISTS (SELECT 1 FROM raw.quarantine WHERE {_SAME})",
            {"load_id": load_id},
        )
    finally:
        connection.unregister("rejection")


def close_outdated(connection: duckdb.DuckDBPyConnection) -> None:
    """Close the rows about content that is not current at its path any more."""
    connection.execute(
        """
        UPDATE raw.quarantine SET is_open = false
        WHERE is_open AND document_sha256 IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM raw.document_path AS current_path
            WHERE current_path.is_current AND current_path.path = quarantine.path
            AND current_path.document_sha256 = quarantine.document_sha256
        )
        """
    )


def open_rejections(connection: duckdb.DuckDBPyConnection) -> list[Rejection]:
    """All that is in quarantine now, by path."""
    rows = connection.execute(
        "SELECT path, document_sha256, stage, reason, message, remedy FROM raw.quarantine WHERE is_open "
        "ORDER BY path, stage, reason, message"
    ).fetchall()
    return [Rejection(*row) for row in rows]
