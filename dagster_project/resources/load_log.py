"""The log of loads: which load is running, and how the earlier ones ended.

Here belong the rows of ``raw.load_log``. Counting is the work of the steps that are counted.
"""

from __future__ import annotations

import duckdb

_COUNTS = frozenset(
    {
        "files_found",
        "files_new",
        "files_changed",
        "files_unchanged",
        "files_withdrawn",
        "documents_loaded",
        "documents_quarantined",
    }
)


def begin(connection: duckdb.DuckDBPyConnection) -> int:
    """Start a load and return its number (1, 2, …); a load that never ended is marked ``interrupted``."""
    connection.execute("UPDATE raw.load_log SET outcome = 'interrupted' WHERE outcome = 'running'")
    row = connection.execute(
        "INSERT INTO raw.load_log (load_id, started_at, outcome) "
        "SELECT coalesce(max(load_id), 0) + 1, now(), 'running' FROM raw.load_log RETURNING load_id"
    ).fetchone()
    assert row is not None
    return int(row[0])


def running(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the load that is running. Raises LookupError where none is."""
    row = connection.execute("SELECT max(load_id) FROM raw.load_log WHERE outcome = 'running'").fetchone()
    if row is None or row[0] is None:
        raise LookupError("no load is running: the landing folder must be scanned first")
    return int(row[0])


def count(connection: duckdb.DuckDBPyConnection, load_id: int, **counts: int) -> None:
    """Note counts of a load, by the columns of ``raw.load_log``."""
    unknown = counts.keys() - _COUNTS
    if unknown:
        raise ValueError(f"raw.load_log has no count {', '.join(sorted(unknown))}")
    assignments = ", ".join(f"{name} = ?" for name in counts)
    connection.execute(f"UPDATE raw.load_log SET {assignments} WHERE load_id = ?", [*counts.values(), load_id])


def finish(connection: duckdb.DuckDBPyConnection, load_id: int, outcome: str) -> None:
    """End a load with its outcome: ``published``, ``unchanged``, ``stopped`` or ``failed``."""
    connection.execute("UPDATE raw.load_log SET outcome = ?, finished_at = now() WHERE load_id = ?", [outcome, load_id])
