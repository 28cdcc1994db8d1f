"""Snapshots: complete or absent, switched in one step, five kept, and a way back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from dagster_project.assets.publishing import PublishedTable, published_tables, write_tables
from dagster_project.resources import snapshots as snapshots_module
from dagster_project.resources.snapshots import KEPT, SnapshotError, Snapshots

DAY = datetime(2024, 5, 6, 2, tzinfo=UTC)


def fill(content: str):
    def write(folder: Path) -> dict[str, object]:
        (folder / "marts.duckdb").write_text(content)
        (folder / "parquet").mkdir()
        (folder / "parquet" / "t.parquet").write_text(content)
        return {"row_counts": {"t": 1}}

    return write


@pytest.fixture
def snapshots(tmp_path):
    return Snapshots(tmp_path / "published")


def published(snapshots, count):
    return [snapshots.publish(fill(str(n)), f"{n:064x}", DAY + timedelta(days=n)) for n in range(count)]


def test_a_snapshot_is_sealed_and_current(snapshots):
    (snapshot,) = published(snapshots, 1)
    assert snapshots.current() == snapshot
    assert (snapshots.published / "current" / "marts.duckdb").read_text() == "0"
    manifest = json.loads((snapshot.path / "manifest.json").read_text())
    assert manifest["row_counts"] == {"t": 1}
    assert set(manifest["files"]) == {"marts.duckdb", "parquet/t.parquet"}
    assert snapshot.is_whole()
    assert snapshot.faults() == []


def test_the_last_five_are_kept(snapshots):
    made = published(snapshots, KEPT + 2)
    assert [snapshot.id for snapshot in snapshots.all()] == [snapshot.id for snapshot in made[2:]]
    assert snapshots.current() == made[-1]


@pytest.mark.parametrize("step", ["write", "_flush", "rename", "symlink_to", "replace"])
def test_a_crash_at_any_step_leaves_the_former_snapshot(snapshots, monkeypatch, step):
    (former,) = published(snapshots, 1)

    def crash(*_args, **_kwargs):
        raise KeyboardInterrupt

    write = fill("new")
    with monkeypatch.context() as patch:
        if step == "write":
            write = crash
        elif step == "_flush":
            patch.setattr(snapshots_module, "_flush", crash)
        else:
            patch.setattr(Path, step, crash)
        with pytest.raises(KeyboardInterrupt):
            snapshots.publish(write, "a" * 64, DAY + timedelta(days=1))
    assert snapshots.current() == former
    assert former.faults() == []
    later = snapshots.publish(fill("later"), "b" * 64, DAY + timedelta(days=2))
    assert snapshots.current() == later
    assert not list(snapshots.folder.glob(".*"))
    assert not list(snapshots.published.glob(".*"))


def test_back_to_the_one_before_and_to_a_named_one(snapshots):
    made = published(snapshots, 3)
    assert snapshots.choose(None) == made[1]
    assert snapshots.choose(made[0].id[:8]) == made[0]
    snapshots.switch(made[0])
    assert snapshots.current() == made[0]
    assert snapshots.newest() == made[2]


def test_a_name_that_means_no_single_snapshot_lists_those_there_are(snapshots):
    made = published(snapshots, 2)
    with pytest.raises(SnapshotError, match=f"{made[0].id}, {made[1].id}"):
        snapshots.choose("2024")
    with pytest.raises(SnapshotError, match=made[1].id):
        snapshots.choose("nothing")
    snapshots.switch(made[0])
    with pytest.raises(SnapshotError, match="before the current one"):
        snapshots.choose(None)


def test_damage_is_seen(snapshots):
    (snapshot,) = published(snapshots, 1)
    (snapshot.path / "parquet" / "t.parquet").write_text("1")
    assert snapshot.is_whole()
    assert snapshot.faults() == ["parquet/t.parquet"]
    (snapshot.path / "marts.duckdb").unlink()
    assert not snapshot.is_whole()


def test_a_clock_that_went_back_is_told(snapshots):
    published(snapshots, 1)
    with pytest.raises(SnapshotError, match="clock"):
        snapshots.publish(fill("x"), "c" * 64, DAY - timedelta(days=1))


def test_equal_rows_give_equal_files_sorted_and_described(tmp_path):
    tables = [PublishedTable("t", "a table", {"k": "the key"}, ("k",))]
    written = []
    for name, order in (("one", "asc"), ("two", "desc")):
        warehouse = tmp_path / f"{name}.duckdb"
        with duckdb.connect(str(warehouse)) as connection:
            connection.execute("create schema marts")
            connection.execute(
                f"create table marts.t as select k, k * 2 as v from range(100000) as r (k) order by k {order}"
            )
        folder = tmp_path / name
        folder.mkdir()
        assert write_tables(folder, warehouse, tables) == {"t": 100000}
        written.append((folder / "parquet" / "t.parquet").read_bytes())
    assert written[0] == written[1]
    (tmp_path / "one" / "marts.duckdb").rename(tmp_path / "marts.duckdb")
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as connection:
        assert connection.execute("from marts.t limit 2").fetchall() == [(0, 0), (1, 2)]
        assert connection.execute("select comment from duckdb_tables()").fetchall() == [("a table",)]
        assert ("the key",) in connection.execute("select comment from duckdb_columns() where not internal").fetchall()


def test_the_rows_of_a_report_lie_together(tmp_path):
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create schema marts; create table marts.t (k integer, report_key varchar)")
        connection.execute("insert into marts.t values (3, 'a'), (1, 'b'), (2, 'a'), (4, null)")
    write_tables(tmp_path, tmp_path / "warehouse.duckdb", [PublishedTable("t", "", {}, ("k",))])
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as connection:
        assert connection.execute("select k from marts.t").fetchall() == [(2,), (3,), (1,), (4,)]


def test_only_tables_of_the_marts_schema_are_published():
    def node(**changes):
        return {
            "resource_type": "model", "schema": "marts", "alias": "t", "description": "", "columns": {},
            "config": {"materialized": "table"}, "constraints": [{"type": "primary_key", "columns": ["a", "b"]}],
        } | changes  # fmt: skip

    nodes = {
        "1": node(),
        "2": node(alias="view", schema="staging"),
        "3": node(alias="test", resource_type="test"),
        "4": node(alias="inline", config={"materialized": "ephemeral"}),
    }
    assert [(table.name, table.key) for table in published_tables({"nodes": nodes})] == [("t", ("a", "b"))]
