"""Running a gate: the expectations of a layer, all in one validation, and from their outcomes the layer's result.

Here belongs the way from expectations to a SuiteResult. How Great Expectations is spoken to belongs to
``validation``, which is
imported only when a gate runs.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.expectations import marts, raw
from dagster_project.expectations.definition import Expectation, Layer, Level, Severity
from dagster_project.expectations.result import ExpectationOutcome, Reason, SuiteResult

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def expectations_of(layer: Layer, previous_snapshot: Path | None = None) -> tuple[Expectation, ...]:
    """Return the expectations of a layer, in the order in which they are shown.

    ``previous_snapshot``: the folder with the Parquet files of the last published snapshot, against which the counts
    of the marts are held; without it nothing bounds them (the first load, or an operator who means the fall).
    """
    return raw.expectations() if layer is Layer.RAW else marts.expectations(previous_snapshot)


def run_suite(
    layer: Layer, connection: DuckDBPyConnection, *, run_id: str, previous_snapshot: Path | None = None
) -> SuiteResult:
    """Run all expectations of ``layer`` on the warehouse behind ``connection`` and return the result.

    Reads only: nothing is written to the warehouse (see ``history.record`` and ``quarantine_rows``). A query that
    cannot run (a table is missing) is a failed outcome with its ``error``, not an exception.
    """
    from dagster_project.expectations.validation import validate

    expectations = expectations_of(layer, previous_snapshot)
    started_at = datetime.now(UTC)
    started = time.perf_counter()
    outcomes = validate(layer, expectations, connection)
    failing_reports = _failing_reports(outcomes, connection)
    seconds = time.perf_counter() - started
    return SuiteResult(layer, run_id, started_at, seconds, outcomes, failing_reports)


def _failing_reports(
    outcomes: Iterable[ExpectationOutcome], connection: DuckDBPyConnection
) -> dict[str, tuple[Reason, ...]]:
    """Documents that break an error of level report: asked again, because a validation keeps a sample of its rows."""
    reasons: defaultdict[str, list[Reason]] = defaultdict(list)
    for outcome in outcomes:
        expectation = outcome.expectation
        if outcome.success or outcome.error is not None:
            continue
        if expectation.level is not Level.REPORT or expectation.severity is not Severity.ERROR:
            continue
        found = connection.execute(
            f"select document_sha256, count(*) from ({expectation.offending}) as offending"
            " where document_sha256 is not null group by all order by all"
        ).fetchall()
        for document_sha256, count in found:
            message = f"{expectation.title.en} ({expectation.title.zh}): {count} offending rows."
            reasons[document_sha256].append(Reason(expectation.id, message, expectation.remedy.en))
    return {document_sha256: tuple(found) for document_sha256, found in sorted(reasons.items())}
