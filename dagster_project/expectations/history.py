"""The results of gates over time, in the schema ``quality`` of the warehouse.

Here belong its tables, and writing and reading them. They hold keys, codes and counts, never text or names of a
report. What is made of them for people belongs to ``page``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dagster_project.expectations.result import SuiteResult

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# gate_run: one row a gate. expectation_result: one row a gate and expectation; observed is one line for people,
# sample the keys of up to 10 offending rows, each as JSON. report_failure: the reports that a gate sends to
# quarantine, and why.
_TABLES = """
    create schema if not exists quality;
    create table if not exists quality.gate_run (
        run_id varchar, layer varchar, started_at timestamptz, seconds double, passed boolean, expectations integer,
        failed integer, failing_reports integer, primary key (run_id, layer)
    );
    create table if not exists quality.expectation_result (
        run_id varchar, layer varchar, expectation_id varchar, position integer, severity varchar, level varchar,
        owner varchar, success boolean, stops_batch boolean, observed varchar, unexpected_count bigint,
        sample varchar[], title_zh varchar, title_en varchar, remedy_zh varchar, remedy_en varchar,
        primary key (run_id, layer, expectation_id)
    );
    create table if not exists quality.report_failure (
        run_id varchar, layer varchar, document_sha256 varchar, expectation_id varchar,
        primary key (run_id, layer, document_sha256, expectation_id)
    );
"""
_NAMES = ("report_failure", "expectation_result", "gate_run")


@dataclass(frozen=True, slots=True)
class GateRun:
    """A row of quality.gate_run."""

    run_id: str
    layer: str
    started_at: datetime
    seconds: float
    passed: bool
    expectations: int
    failed: int
    failing_reports: int


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """A row of quality.expectation_result, as pages show it."""

    layer: str
    expectation_id: str
    severity: str
    level: str
    owner: str
    success: bool
    stops_batch: bool
    observed: str
    unexpected_count: int | None
    sample: Sequence[str]
    title_zh: str
    title_en: str
    remedy_zh: str
    remedy_en: str


def record(connection: DuckDBPyConnection, result: SuiteResult) -> None:
    """Keep ``result``; a gate that ran before under the same run id and layer is replaced."""
    prepare(connection)
    of_run = [result.run_id, str(result.layer)]
    for name in _NAMES:
        connection.execute(f"delete from quality.{name} where run_id = ? and layer = ?", of_run)
    connection.execute(
        "insert into quality.gate_run values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *of_run,
            result.started_at,
            result.seconds,
            result.passed,
            len(result.outcomes),
            len(result.failed),
            len(result.failing_reports),
        ],
    )
    rows = [
        [
            *of_run,
            outcome.expectation.id,
            position,
            str(outcome.expectation.severity),
            str(outcome.expectation.level),
            str(outcome.expectation.owner),
            outcome.success,
            outcome.stops_batch,
            outcome.observed,
            outcome.unexpected_count,
            list(outcome.sample),
            *outcome.expectation.title,
            *outcome.expectation.remedy,
        ]
        for position, outcome in enumerate(result.outcomes)
    ]
    if rows:
        connection.executemany(f"insert into quality.expectation_result values ({', '.join('?' * 16)})", rows)
    failures = [
        [*of_run, document_sha256, reason.expectation_id]
        for document_sha256, reasons in result.failing_reports.items()
        for reason in reasons
    ]
    if failures:
        connection.executemany("insert into quality.report_failure values (?, ?, ?, ?)", failures)


def prepare(connection: DuckDBPyConnection) -> None:
    """Create the schema ``quality`` where it is missing."""
    connection.execute(_TABLES)


def gate_runs(connection: DuckDBPyConnection, limit: int) -> list[GateRun]:
    """Return the latest gates, newest first: those of the last ``limit`` runs."""
    rows = connection.execute(
        """
        with latest as (
            select run_id, max(started_at) as began from quality.gate_run group by run_id order by began desc limit ?
        )
        select
            gate_run.run_id, gate_run.layer, gate_run.started_at, gate_run.seconds, gate_run.passed,
            gate_run.expectations, gate_run.failed, gate_run.failing_reports
        from quality.gate_run as gate_run
        inner join latest using (run_id)
        order by latest.began desc, gate_run.run_id desc, gate_run.layer desc
        """,
        [limit],
    ).fetchall()
    return [GateRun(*row) for row in rows]


def outcomes_of(connection: DuckDBPyConnection, run_id: str) -> list[KeptOutcome]:
    """Return the outcomes of a run, layer by layer: what stops first, then other errors, warnings, and what holds."""
    rows = connection.execute(
        """
        select
            layer, expectation_id, severity, level, owner, success, stops_batch, observed, unexpected_count, sample,
            title_zh, title_en, remedy_zh, remedy_en
        from quality.expectation_result
        where run_id = ?
        order by layer desc, success, stops_batch desc, severity, position
        """,
        [run_id],
    ).fetchall()
    return [KeptOutcome(*row) for row in rows]
