"""The dbt models as assets, built by dbt inside this process.

Here belongs which asset a dbt node is (the translator is the one owner of asset keys) and what its materialization
tells. How dbt is called stands in resources/dbt_project.py, what a model says in dbt/models.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt import DbtProject as DagsterDbtProject
from dagster_dbt.asset_utils import get_asset_check_key_for_test

from dagster_project.assets.publishing import MARTS_SCHEMA
from dagster_project.documentation import pages as documentation
from dagster_project.resources import load_log
from dagster_project.resources.database import transaction
from dagster_project.resources.dbt_project import BuildResult, DbtProject, NodeResult
from dagster_project.resources.home import Home
from dagster_project.resources.inputs import is_published
from dagster_project.resources.progress import Progress

RAW_DOCUMENTS = dg.AssetKey("raw_documents")
_OWNERS = ["team:data-engineering"]
_BUILT = ("success", "warn")


class WarehouseTranslator(DagsterDbtTranslator):
    """Asset keys are [schema, table]; every raw table is the one asset that the extraction step writes."""

    def __init__(self) -> None:
        super().__init__(
            DagsterDbtTranslatorSettings(
                # Checks on sources would let dbt start although a blocking check on the extraction step has failed.
                enable_source_tests_as_checks=False,
                enable_duplicate_source_asset_keys=True,
            )
        )

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """[schema, table] of a node; the extraction step's key for a source."""
        if dbt_resource_props["resource_type"] == "source":
            return RAW_DOCUMENTS
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The layer: staging, intermediate, marts, audit, vocabulary."""
        if dbt_resource_props["resource_type"] == "seed":
            return "vocabulary"
        layer = dbt_resource_props["fqn"][1]
        return str(layer)

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The model's own description; its SQL stands in the repository."""
        return str(dbt_resource_props.get("description") or "")

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """Owners stated in the model's meta, else the team that keeps the warehouse."""
        meta = dbt_resource_props.get("config", {}).get("meta") or {}
        return list(meta.get("owners", _OWNERS))

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: DagsterDbtProject | None
    ) -> dg.AssetCheckSpec | None:
        """A data test as a check that blocks nothing by itself: a failed one fails the step, and so all that follows."""
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        return None if spec is None else spec._replace(blocking=False)


def mart_keys(manifest: Mapping[str, Any], translator: WarehouseTranslator) -> list[dg.AssetKey]:
    """Asset keys of the tables in the schema that is published, by name."""
    keys = [
        translator.get_asset_key(node)
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed", "snapshot") and node["schema"] == MARTS_SCHEMA
    ]
    return sorted(keys)


def build_warehouse_assets(
    manifest: Mapping[str, Any], fingerprint: str, translator: WarehouseTranslator
) -> dg.AssetsDefinition:
    """All models and seeds of the manifest as one step, with their data tests as checks.

    ``fingerprint``: of the project that the manifest was parsed from.
    """

    @dbt_assets(manifest=manifest, dagster_dbt_translator=translator, name="dbt_models")
    def dbt_models(
        context: dg.AssetExecutionContext, home: dg.ResourceParam[Home], progress: dg.ResourceParam[Progress]
    ) -> Iterator[dg.Output[None] | dg.AssetCheckResult]:
        if is_published(home):
            with home.connect() as connection:
                load_log.finish(connection, load_log.running(connection), "unchanged")
            context.log.info("nothing has changed since the newest snapshot: no model is built")
            return
        dbt = DbtProject.of(home)
        if dbt.fingerprint() != fingerprint:
            raise dg.Failure("dbt/ has changed since this process read it: load again", allow_retries=False)
        with home.connect() as connection:
            full_refresh = _needs_full_refresh(connection, fingerprint)
        with progress.stage("models", total=_node_count(manifest, full_refresh)) as stage:
            result = dbt.build(full_refresh=full_refresh, on_node=lambda _: stage.advance())
        with home.connect() as connection:
            counts = _row_counts(connection)
            told = _explain(result, connection)
            if not result.broken and (full_refresh or not documentation.are_written(home.quality)):
                documentation.write(home.quality, manifest, dbt.compiled, connection)
            if result.broken:
                load_log.finish(connection, load_log.running(connection), "stopped")
            else:
                _keep_fingerprint(connection, fingerprint)
        evidence_file = home.published / "current" / "parquet" / "evidence.parquet"
        for node in result.nodes:
            yield from _events(context, node, manifest, translator, counts, evidence_file)
        if result.broken:
            raise dg.Failure(told, allow_retries=False)

    return dbt_models


def _events(
    context: dg.AssetExecutionContext,
    node: NodeResult,
    manifest: Mapping[str, Any],
    translator: WarehouseTranslator,
    counts: Mapping[tuple[str, str], int],
    evidence_file: Path,
) -> Iterator[dg.Output[None] | dg.AssetCheckResult]:
    props = manifest["nodes"][node.unique_id]
    if props["resource_type"] == "test":
        key = get_asset_check_key_for_test(manifest, translator, node.unique_id, project=None)
        if key is not None and key in context.selected_asset_check_keys and node.status != "skipped":
            yield dg.AssetCheckResult(
                passed=node.status == "pass",
                asset_key=key.asset_key,
                check_name=key.name,
                severity=dg.AssetCheckSeverity.WARN if node.status == "warn" else dg.AssetCheckSeverity.ERROR,
                metadata={"failing_rows": node.failures or 0, "seconds": node.seconds},
            )
        return
    asset = translator.get_asset_key(props)
    if node.status not in _BUILT or asset not in context.selected_asset_keys:
        return
    metadata: dict[str, Any] = {"seconds": node.seconds}
    rows = counts.get((props["schema"], props["alias"]))
    if rows is not None:
        metadata["dagster/row_count"] = rows
    if "evidence_key" in props["columns"]:
        metadata["evidence"] = dg.MetadataValue.asset(dg.AssetKey([MARTS_SCHEMA, "evidence"]))
        metadata["evidence_file"] = dg.MetadataValue.path(evidence_file)
    yield dg.Output(None, output_name=asset.to_python_identifier(), metadata=metadata)


def _node_count(manifest: Mapping[str, Any], full_refresh: bool) -> int:
    types = {"model", "snapshot", "test"} | ({"seed"} if full_refresh else set())
    return sum(node["resource_type"] in types for node in manifest["nodes"].values())


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Rows of every table outside raw; views have none of their own."""
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where not internal and schema_name <> 'raw'"
    ).fetchall()
    counts = {}
    for schema, table in tables:
        counted = connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
        counts[schema, table] = counted[0] if counted else 0
    return counts


def _needs_full_refresh(connection: duckdb.DuckDBPyConnection, fingerprint: str) -> bool:
    """Whether the tables were last built whole by another state of the dbt project, or never.

    The mark is taken away before a full refresh and set after it, so that one that breaks off is begun again.
    """
    connection.execute(_BUILD_TABLE)
    built = connection.execute("select dbt_fingerprint from raw.dbt_build").fetchone()
    if built is not None and built[0] == fingerprint:
        return False
    connection.execute("delete from raw.dbt_build")
    return True


def _keep_fingerprint(connection: duckdb.DuckDBPyConnection, fingerprint: str) -> None:
    with transaction(connection):
        connection.execute("delete from raw.dbt_build")
        connection.execute("insert into raw.dbt_build values (?)", [fingerprint])


_BUILD_TABLE = "create table if not exists raw.dbt_build (dbt_fingerprint varchar not null)"


def _explain(result: BuildResult, connection: duckdb.DuckDBPyConnection) -> str:
    """What broke, by node; a test that keeps its failing rows with a column ``problem`` is told in these words."""
    told = [line for node in result.broken for line in _problems(node, connection)]
    more = len(told) - _SHOWN_PROBLEMS
    return "; ".join(told[:_SHOWN_PROBLEMS]) + (f"; and {more} more" if more > 0 else "")


def _problems(node: NodeResult, connection: duckdb.DuckDBPyConnection) -> list[str]:
    if node.status == "fail" and node.stored_failures:
        rows = connection.execute(f"select problem from {node.stored_failures}").fetchall()
        return [str(problem) for (problem,) in rows]
    return [f"{node.unique_id}: {node.message}"]


_SHOWN_PROBLEMS = 5
