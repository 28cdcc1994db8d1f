"""Great Expectations on DuckDB: one validation of all expectations of a layer.

Here belongs everything that knows Great Expectations and SQLAlchemy. Import it where a gate runs, not earlier: it
takes seconds.

Each expectation runs as a kind of UnexpectedRowsExpectation: on DuckDB the built-in regular expressions and type checks do
not work, and references between tables need SQL in any case. Their batch is the layer as a whole, hence one
validation for all.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

import duckdb
import great_expectations as gx
import sqlalchemy as sa
from duckdb_sqlalchemy import ConnectionWrapper
from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.expectations.metadata_types import FailureSeverity
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.pool import StaticPool

from dagster_project.expectations.definition import Expectation, Layer, Severity
from dagster_project.expectations.result import ExpectationOutcome

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


SAMPLE_ROWS = 10
_PARAMETER = re.compile(r"(?<![:\w\\]):(?=\w)")
_GX_SEVERITY = {Severity.ERROR: FailureSeverity.CRITICAL, Severity.WARNING: FailureSeverity.WARNING}


class OffendingRows(UnexpectedRowsExpectation):
    """Counts the offending rows and no more: half the queries, and only what fails is asked for a sample."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: object = None,
    ) -> dict[str, Any]:
        count = metrics["unexpected_rows_query.row_count"]
        return {"success": count == 0, "result": {"observed_value": count}}


def validate(
    layer: Layer, expectations: Sequence[Expectation], connection: DuckDBPyConnection
) -> tuple[ExpectationOutcome, ...]:
    """Validate ``expectations`` in one go on a cursor of ``connection``; an outcome for each, in their order."""
    # One query that fails makes Great Expectations run the others some 25 times: it gets none whose tables are missing.
    unable = {e.id: error for e in expectations if (error := _planning_error(e, connection)) is not None}
    able = [expectation for expectation in expectations if expectation.id not in unable]
    results = {_id_of(result): result for result in _validate(layer, able, connection).results}
    return tuple(
        ExpectationOutcome(expectation, success=False, unexpected_count=None, error=unable[expectation.id])
        if expectation.id in unable
        else _outcome(expectation, results[expectation.id], connection)
        for expectation in expectations
    )


def _planning_error(expectation: Expectation, connection: DuckDBPyConnection) -> str | None:
    try:
        connection.execute(f"explain {expectation.offending}")
    except duckdb.Error as error:
        return _one_line(error)
    return None


def _validate(
    layer: Layer, expectations: Sequence[Expectation], connection: DuckDBPyConnection
) -> ExpectationSuiteValidationResult:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    # The caller's connection, since a second one with other settings could not open the same file in this process.
    settings = {
        "creator": lambda: ConnectionWrapper(connection.cursor()),
        "poolclass": StaticPool,
        "isolation_level": "AUTOCOMMIT",
    }
    source = context.data_sources.add_sql("warehouse", connection_string="duckdb:///:memory:", kwargs=settings)  # type: ignore[call-arg]
    engine = source.get_execution_engine().engine
    sa.event.listen(engine, "after_cursor_execute", _fetch_all)
    try:
        asset = source.add_query_asset(str(layer), query="SELECT 1 AS layer")
        batch = asset.add_batch_definition_whole_table("whole_layer").get_batch()
        suite = gx.ExpectationSuite(str(layer), expectations=[_gx_expectation(layer, e) for e in expectations])
        return batch.validate(suite, result_format="COMPLETE")
    finally:
        engine.dispose()


def _gx_expectation(layer: Layer, expectation: Expectation) -> OffendingRows:
    # Great Expectations fills {batch} by str.format, and SQLAlchemy reads :name as a parameter.
    query = _PARAMETER.sub(r"\\:", expectation.offending.replace("{", "{{").replace("}", "}}"))
    return OffendingRows(
        unexpected_rows_query=f"select offending.* from ({query}) as offending where exists (select 1 from {{batch}})",
        severity=_GX_SEVERITY[expectation.severity],
        meta={
            "id": expectation.id,
            "title": expectation.title._asdict(),
            "severity": str(expectation.severity),
            "level": str(expectation.level),
            "owner": str(expectation.owner),
            "remedy": expectation.remedy._asdict(),
            "layer": str(layer),
        },
    )


def _id_of(result: ExpectationValidationResult) -> str:
    # Great Expectations gives the results in an order of its own.
    configuration = result.expectation_config
    if configuration is None or configuration.meta is None:
        raise ValueError("a result of Great Expectations does not say which expectation it is of")
    return str(configuration.meta["id"])


def _outcome(
    expectation: Expectation, result: ExpectationValidationResult, connection: DuckDBPyConnection
) -> ExpectationOutcome:
    raised = [info for info in _exceptions(result.exception_info) if info.get("raised_exception")]
    if raised:
        error = _one_line(raised[0]["exception_message"])
        return ExpectationOutcome(expectation, success=False, unexpected_count=None, error=error)
    count = int(result.result["observed_value"])
    sample = _sample(expectation, connection) if count else ()
    return ExpectationOutcome(expectation, bool(result.success), count, sample)


def _sample(expectation: Expectation, connection: DuckDBPyConnection) -> tuple[str, ...]:
    cursor = connection.execute(f"select * from ({expectation.offending}) as offending limit {SAMPLE_ROWS}")
    names = [column[0] for column in cursor.description or ()]
    rows = cursor.fetchall()
    return tuple(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) for row in rows)


def _one_line(message: object) -> str:
    return " ".join(str(message).split())[:300]


def _exceptions(info: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The exceptions of a result: one as it is, or one a metric under the metric's name."""
    return [info] if "raised_exception" in info else list(info.values())


def _fetch_all(
    _connection: sa.Connection,
    cursor: DBAPICursor,
    _statement: str,
    _parameters: object,
    context: DefaultExecutionContext,
    _many: bool,
) -> None:
    """Fetch all rows at once: Great Expectations reads its cursors after it has closed the connection."""
    if cursor.description:
        rows = cursor.fetchall()
        context.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(cursor.description, initial_buffer=rows)  # type: ignore[arg-type]
