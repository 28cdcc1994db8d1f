"""The gates as blocking asset checks: what must hold before dbt runs, and before anything is published.

Here belongs what follows from a gate's result: reports go to quarantine, or the load stops. What is expected, and how
it is evaluated, stands in dagster_project/expectations.
"""

from collections.abc import Collection, Sequence
from dataclasses import astuple

import dagster as dg
import duckdb

from dagster_project.assets.publishing import MARTS_SCHEMA
from dagster_project.assets.warehouse import RAW_DOCUMENTS
from dagster_project.expectations import load_quality
from dagster_project.expectations.definition import Layer
from dagster_project.expectations.gate import run_suite
from dagster_project.expectations.history import record
from dagster_project.expectations.page import write_pages
from dagster_project.expectations.result import SuiteResult, quarantine_rows
from dagster_project.resources import load_log, quarantine
from dagster_project.resources.database import transaction
from dagster_project.resources.home import Home
from dagster_project.resources.inputs import is_published
from dagster_project.resources.progress import Progress
from dagster_project.resources.rejection import Rejection
from dagster_project.resources.snapshots import Snapshots

EVIDENCE = dg.AssetKey([MARTS_SCHEMA, "evidence"])
GATE_MARTS_STEP = f"{EVIDENCE.to_python_identifier()}_gate_marts"
_STAGE = "gate"


class GateMartsConfig(dg.Config):
    """``accept_fewer``: publish although far fewer reports are left than in the last snapshot, because that is meant."""

    accept_fewer: bool = False


@dg.asset_check(
    asset=RAW_DOCUMENTS,
    name="gate_raw",
    blocking=True,
    description="Expectations on raw.*: a bad report goes to quarantine, a bad batch stops the load.",
)
def gate_raw(home: dg.ResourceParam[Home], progress: dg.ResourceParam[Progress]) -> dg.AssetCheckResult:
    """Run the suite of the raw layer and send the reports that break it to quarantine."""
    if is_published(home):
        return dg.AssetCheckResult(passed=True, metadata={"verdict": "unchanged since the newest snapshot"})
    with home.connect() as connection:
        load_id = load_log.running(connection)
        with progress.stage("gate raw", total=None):
            result = run_suite(Layer.RAW, connection, run_id=str(load_id))
        with transaction(connection):
            rows = quarantine_rows(result, connection)
            _quarantine(connection, load_id, [Rejection(*astuple(row)) for row in rows])
        return _conclude(home, connection, load_id, result)


def build_gate_marts(marts: Sequence[dg.AssetKey]) -> dg.AssetChecksDefinition:
    """The gate over all tables that are published. It stands on the evidence, on which every other table rests."""

    @dg.asset_check(
        asset=EVIDENCE,
        name="gate_marts",
        blocking=True,
        additional_deps=[key for key in marts if key != EVIDENCE],
        description="Expectations on marts.*: nothing is published unless all of them hold.",
    )
    def gate_marts(
        config: GateMartsConfig, home: dg.ResourceParam[Home], progress: dg.ResourceParam[Progress]
    ) -> dg.AssetCheckResult:
        current = None if config.accept_fewer else Snapshots(home.published).current()
        with home.connect() as connection:
            load_id = load_log.running(connection)
            with progress.stage("gate marts", total=None):
                result = run_suite(
                    Layer.MARTS,
                    connection,
                    run_id=str(load_id),
                    previous_snapshot=current.path / "parquet" if current is not None else None,
                )
            load_quality.record(connection, load_id)
            return _conclude(home, connection, load_id, result)

    return gate_marts


def _quarantine(connection: duckdb.DuckDBPyConnection, load_id: int, rejections: Collection[Rejection]) -> None:
    """Make the rejections the open ones of the gate; a report that enters or leaves must be built anew by the marts."""
    before = _held(connection)
    quarantine.settle(connection, load_id, [_STAGE], list(rejections))
    for document_sha256 in before ^ _held(connection):
        connection.execute("insert or ignore into raw.pending_document values (?)", [document_sha256])


def _held(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select distinct document_sha256 from raw.quarantine where is_open and stage = ?", [_STAGE]
    ).fetchall()
    return {row[0] for row in rows}


def _conclude(
    home: Home, connection: duckdb.DuckDBPyConnection, load_id: int, result: SuiteResult
) -> dg.AssetCheckResult:
    """Keep the result, write its page, end the load where it stops, and tell Dagster."""
    record(connection, result)
    page = write_pages(home.quality, connection)
    if not result.passed:
        load_log.finish(connection, load_id, "stopped")
    failed = [
        f"{outcome.expectation.id} ({outcome.expectation.severity}): {outcome.observed}. "
        f"{outcome.expectation.remedy.zh} {outcome.expectation.remedy.en}"
        for outcome in result.failed
    ]
    return dg.AssetCheckResult(
        passed=result.passed,
        description="; ".join(o.expectation.title.zh for o in result.failed if o.stops_batch) or None,
        metadata={
            "expectations": len(result.outcomes),
            "failed": failed,
            "reports_to_quarantine": len(result.failing_reports),
            "seconds": result.seconds,
            "page": dg.MetadataValue.path(page),
        },
    )
