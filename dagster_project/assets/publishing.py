"""The last step: the warehouse's marts as files that consumers read.

Here belongs what a snapshot holds. How snapshots are kept, switched and dropped stands in resources/snapshots.py, whether
one is due in resources/inputs.py; whether the marts may be published is decided by the gates before this step runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from dagster_project.exports.data_package import DATA_PACKAGE, describe
from dagster_project.resources import load_log
from dagster_project.resources.dbt_project import DbtProject
from dagster_project.resources.extraction_version import extraction_version
from dagster_project.resources.home import Home
from dagster_project.resources.inputs import CONTRACT_VERSION, inputs_fingerprint
from dagster_project.resources.progress import Progress
from dagster_project.resources.snapshots import Snapshot, Snapshots

MARTS_SCHEMA = "marts"
REPORT_KEY = "report_key"
PUBLISHED_SNAPSHOT = dg.AssetKey("published_snapshot")


@dataclass(frozen=True)
class PublishedTable:
    """A table of the snapshot: the descriptions of it and its columns, and the columns that its rows are sorted by."""

    name: str
    description: str
    columns: Mapping[str, str]
    key: tuple[str, ...]


def published_tables(manifest: Mapping[str, Any]) -> list[PublishedTable]:
    """The tables that dbt builds in the schema ``marts``, by name, as its manifest describes them."""
    tables = []
    for node in manifest["nodes"].values():
        if node["resource_type"] not in ("model", "seed", "snapshot") or node["schema"] != MARTS_SCHEMA:
            continue
        if node["config"]["materialized"] == "ephemeral" or not node["config"].get("enabled", True):
            continue
        columns = {column["name"]: column.get("description", "") for column in node["columns"].values()}
        tables.append(PublishedTable(node["alias"], node.get("description", ""), columns, _key(node)))
    return sorted(tables, key=lambda table: table.name)


def _key(node: Mapping[str, Any]) -> tuple[str, ...]:
    stated = [
        *(name for c in node.get("constraints", []) if c["type"] == "primary_key" for name in c.get("columns", [])),
        *(
            column["name"]
            for column in node["columns"].values()
            if any(constraint["type"] == "primary_key" for constraint in column.get("constraints", []))
        ),
    ]
    return tuple(stated)


def write_tables(folder: Path, warehouse: Path, tables: Sequence[PublishedTable]) -> dict[str, int]:
    """Copy the tables into ``folder/marts.duckdb`` and ``folder/parquet/<table>.parquet``; return the rows of each.

    Rows are sorted by report, then by the table's key (by all columns where it states none), and each file is written by
    one thread, so that the same rows give the same Parquet files byte for byte. All facts of a report lie together: a
    reader that asks for one report skips the rest of the file.

    The database has the catalog name ``marts``, after its file, and so its tables answer to ``marts.<table>`` where it
    is opened or attached. A schema ``marts`` inside it would make every such name ambiguous to DuckDB, and fail.
    """
    parquet = folder / "parquet"
    parquet.mkdir()
    rows: dict[str, int] = {}
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute(f"attach {_text(warehouse)} as warehouse (read_only)")
        connection.execute(f"attach {_text(folder / 'marts.duckdb')} as published")
        for table in tables:
            name = f"published.{_name(table.name)}"
            columns = [
                row[0]
                for row in connection.execute(f"describe warehouse.{MARTS_SCHEMA}.{_name(table.name)}").fetchall()
            ]
            order = ", ".join(_name(column) for column in _order(table.key, columns))
            connection.execute(
                f"create table {name} as select * from warehouse.{MARTS_SCHEMA}.{_name(table.name)} order by {order}"
            )
            if table.description:
                connection.execute(f"comment on table {name} is {_text(table.description)}")
            written = {row[0] for row in connection.execute(f"describe {name}").fetchall()}
            for column, description in table.columns.items():
                if description and column in written:
                    connection.execute(f"comment on column {name}.{_name(column)} is {_text(description)}")
            connection.execute(
                f"copy (from {name}) to {_text(parquet / f'{table.name}.parquet')} (format parquet, compression zstd)"
            )
            counted = connection.execute(f"select count(*) from {name}").fetchone()
            rows[table.name] = counted[0] if counted else 0
        connection.execute("detach published")
    return rows


def _order(key: Sequence[str], columns: Sequence[str]) -> list[str]:
    by_report = [REPORT_KEY] if REPORT_KEY in columns else []
    return by_report + [column for column in key or columns if column not in by_report]


def publish(home: Home) -> Snapshot:
    """Write a snapshot of the warehouse's marts, make it current, and empty the list of documents to rebuild."""
    dbt = DbtProject.of(home)
    tables = published_tables(json.loads(dbt.manifest().read_bytes()))
    fingerprint = dbt.fingerprint()
    with home.connect() as connection:
        inputs = inputs_fingerprint(connection, fingerprint)

    def write(folder: Path) -> dict[str, Any]:
        row_counts = write_tables(folder, home.database, tables)
        files = {table.name: folder / "parquet" / f"{table.name}.parquet" for table in tables}
        descriptor = json.dumps(describe(folder, files), ensure_ascii=False, indent=2)
        (folder / DATA_PACKAGE).write_text(descriptor + "\n", encoding="utf-8")
        return {
            "row_counts": row_counts,
            "keys": {table.name: list(table.key) for table in tables},
            "versions": {
                "warehouse": version("jixiao-warehouse"),
                "extraction": extraction_version(),
                "contract": CONTRACT_VERSION,
                "dbt_project": fingerprint,
                "duckdb": duckdb.__version__,
            },
        }

    snapshot = Snapshots(home.published).publish(write, inputs)
    with home.connect() as connection:
        # After a crash before this line published documents are still pending: they are built once more, to equal rows.
        connection.execute("delete from raw.pending_document")
        load_log.finish(connection, load_log.running(connection), "published")
    return snapshot


def build_published_snapshot(marts: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset of the last step, which waits for all tables that are published and for the gates on them."""

    @dg.asset(
        key=PUBLISHED_SNAPSHOT,
        deps=marts,
        group_name="published",
        owners=["team:data-engineering"],
        kinds={"duckdb", "parquet"},
        description="What consumers read: HOME/published/current, an immutable snapshot switched in one step.",
    )
    def published_snapshot(
        home: dg.ResourceParam[Home], progress: dg.ResourceParam[Progress]
    ) -> dg.MaterializeResult[None]:
        with progress.stage("publishing", total=None):
            snapshot = publish(home)
        return dg.MaterializeResult(
            metadata={
                "snapshot": snapshot.id,
                "folder": dg.MetadataValue.path(snapshot.path),
                "rows": dg.MetadataValue.json(snapshot.row_counts),
                "dagster/row_count": sum(snapshot.row_counts.values()),
                "evidence": dg.MetadataValue.path(snapshot.path / "parquet" / "evidence.parquet"),
            }
        )

    return published_snapshot


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
