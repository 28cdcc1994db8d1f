"""The outcome of a gate: one outcome an expectation, and the reports that it sends to quarantine.

Here belong the result types and the rows for raw.quarantine made from them. Writing those rows is the load's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from dagster_project.expectations.definition import Expectation, Layer, Level, Severity
from dagster_project.resources.rejection import Rejection

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GATE_STAGE = "gate"


@dataclass(frozen=True, slots=True)
class ExpectationOutcome:
    """How one expectation fared.

    ``unexpected_count``: offending rows, None where the query could not run (``error`` says why). ``sample``: the
    keys of up to 10 of them, each as JSON.
    """

    expectation: Expectation
    success: bool
    unexpected_count: int | None
    sample: tuple[str, ...] = ()
    error: str | None = None

    @property
    def stops_batch(self) -> bool:
        """Whether publishing must stop: a failed error of level batch, or an error whose query could not run at all."""
        if self.success or self.expectation.severity is not Severity.ERROR:
            return False
        return self.expectation.level is Level.BATCH or self.error is not None

    @property
    def observed(self) -> str:
        """One short line for people."""
        if self.error is not None:
            return f"could not run: {self.error}"
        return f"{self.unexpected_count} offending rows"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report is sent to quarantine."""

    expectation_id: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """A gate's result. ``failing_reports``: document_sha256 → reasons, the reports that must go to quarantine."""

    layer: Layer
    run_id: str
    started_at: datetime
    seconds: float
    outcomes: tuple[ExpectationOutcome, ...]
    failing_reports: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether the load may go on (reports in ``failing_reports`` apart)."""
        return not any(outcome.stops_batch for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[ExpectationOutcome, ...]:
        """The failed outcomes, those that stop the batch first, warnings last."""
        failed = [outcome for outcome in self.outcomes if not outcome.success]
        return tuple(sorted(failed, key=lambda o: (not o.stops_batch, o.expectation.severity is Severity.WARNING)))


def quarantine_rows(result: SuiteResult, connection: DuckDBPyConnection) -> tuple[Rejection, ...]:
    """Return the rows that put ``failing_reports`` into raw.quarantine, in the order of path and reason.

    Settle the stage GATE_STAGE with them, so that the rows of reports that no longer fail are closed. A report that
    stands under no current path needs no row.
    """
    if not result.failing_reports:
        return ()
    paths: Sequence[tuple[str, str]] = connection.execute(
        "select document_sha256, path from raw.document_path"
        " where is_current and list_contains($shas, document_sha256) order by path",
        {"shas": sorted(result.failing_reports)},
    ).fetchall()
    return tuple(
        Rejection(path, sha, GATE_STAGE, reason.expectation_id, reason.message, reason.remedy)
        for sha, path in paths
        for reason in result.failing_reports[sha]
    )
