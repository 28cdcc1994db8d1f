"""The whole road by the real job: from files to a snapshot, again and again, and what stops it.

Here belongs what only the steps together can show. What each step does by itself is shown by its own tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

import duckdb
import pytest

from dagster_project.cli.run import run_nightly_load
from dagster_project.expectations import gate as gate_module
from dagster_project.expectations.definition import Expectation, Layer, Level, Owner, Wording
from dagster_project.resources.dbt_project import BuildResult, DbtProject, NodeResult

pytestmark = pytest.mark.slow

FOUR = (
    "江苏/昆山市柳荫街道办事处2023年度部门决算.txt",
    "山东/沂水县农业农村局2023年项目绩效自评报告.txt",
    "陕西/旬邑县教育局2024年预算绩效文本.txt",
    "河北/张北县林业和草原局2023年部门整体自评.md",
)


def rows(database, sql):
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def files(snapshot):
    """The content of every published table."""
    return {path.name: path.read_bytes() for path in (snapshot.path / "parquet").iterdir()}


def append(path, text):
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_every_mart_is_published_with_its_counts(samples):
    snapshot = samples.current
    assert snapshot.faults() == []
    tables = {name for (name,) in rows(snapshot.database, "select table_name from duckdb_tables()")}
    assert tables == set(snapshot.row_counts) >= {"dim_report", "evidence", "report_text", "fct_amount", "fct_finding"}
    for table, count in snapshot.row_counts.items():
        assert rows(snapshot.database, f"select count(*) from marts.{table}") == [(count,)]
        parquet = snapshot.path / "parquet" / f"{table}.parquet"
        assert duckdb.sql(f"select count(*) from '{parquet}'").fetchall() == [(count,)]


def test_every_quote_is_the_text_at_its_place(published_samples):
    broken = """
        select count(*) from marts.evidence join marts.report_text using (report_key)
        where quote <> substring(text, char_start + 1, char_end - char_start)
    """
    assert rows(published_samples, broken) == [(0,)]
    assert rows(published_samples, "select count(*) > 100 from marts.evidence") == [(True,)]


def test_nothing_new_publishes_nothing(samples_copy):
    before = samples_copy.current
    assert samples_copy.load()
    assert samples_copy.snapshots.all() == [before]
    with samples_copy.home.connect() as connection:
        outcomes = connection.execute("select outcome from raw.load_log order by load_id").fetchall()
    assert [outcome for (outcome,) in outcomes[-2:]] == ["published", "unchanged"]


def test_a_lost_snapshot_is_published_again_with_the_same_rows(samples_copy):
    before = files(samples_copy.current)
    shutil.rmtree(samples_copy.home.published)
    assert samples_copy.load()
    assert files(samples_copy.current) == before


def test_changed_and_removed_files(samples_copy):
    changed, removed = samples_copy.landing / FOUR[0], samples_copy.landing / FOUR[1]
    before = samples_copy.current
    append(changed, "\n补充说明：另支出3.21万元。\n")
    removed.unlink()
    assert samples_copy.load()
    after = samples_copy.current
    versions = (
        f"select is_current, count(*) from marts.dim_report where source_path = '{FOUR[0]}' group by all order by all"
    )
    assert rows(after.database, versions) == [(False, 1), (True, 1)]
    gone = f"select is_current from marts.dim_report where source_path = '{FOUR[1]}'"
    assert rows(after.database, gone) == [(False,)]
    of_former_versions = (
        "select count(*) from marts.evidence join marts.dim_report using (report_key) where not is_current"
    )
    assert rows(after.database, of_former_versions) == [(0,)]
    untouched = (
        f"select * from marts.fct_amount join marts.dim_report using (report_key) where source_path = '{FOUR[2]}'"
    )
    assert sorted(rows(after.database, untouched), key=str) == sorted(rows(before.database, untouched), key=str)


def test_file_by_file_and_in_another_order_gives_the_same_files(warehouse_of):
    at_once = warehouse_of("at-once", *FOUR)
    assert at_once.load()
    one_by_one = warehouse_of("one-by-one")
    for name in sorted(path.name for path in at_once.landing.iterdir())[::-1]:
        shutil.copy2(at_once.landing / name, one_by_one.landing / name)
        assert one_by_one.load()
    assert files(one_by_one.current) == files(at_once.current)


BROKEN = Expectation(
    id="planted",
    title=Wording("故意放入的错误", "a planted error"),
    offending="select 1 as broken",
    level=Level.BATCH,
    owner=Owner.OPERATIONS,
    remedy=Wording("移除", "Remove it."),
)


@pytest.mark.parametrize(
    ("layer", "later_steps"), [(Layer.RAW, ["dbt_models", "published"]), (Layer.MARTS, ["published"])]
)
def test_a_gate_stops_the_load_and_the_next_one_goes_on(samples_copy, monkeypatch, layer, later_steps):
    before = samples_copy.current
    append(samples_copy.landing / FOUR[0], "\n补充。\n")
    real = gate_module.expectations_of
    with monkeypatch.context() as patch:
        patch.setattr(
            gate_module, "expectations_of", lambda of, *rest: (*real(of, *rest), *([BROKEN] if of is layer else []))
        )
        result = run_nightly_load(samples_copy.home)
    assert not result.success
    started = {event.step_key for event in result.filter_events(lambda event: event.is_step_start)}
    assert not [step for step in started if step.startswith(tuple(later_steps))]
    assert samples_copy.current == before
    with samples_copy.home.connect() as connection:
        assert connection.execute("select outcome from raw.load_log order by load_id desc limit 1").fetchone() == (
            "stopped",
        )
    assert samples_copy.load()
    assert samples_copy.current.id > before.id


def test_a_failed_data_test_stops_publishing(samples_copy, monkeypatch):
    before = samples_copy.current
    append(samples_copy.landing / FOUR[0], "\n补充。\n")
    real = DbtProject.build

    def build(self, **options):
        nodes = real(self, **options).nodes
        test = next(node for node in nodes if node.unique_id.startswith("test."))
        failed = NodeResult(test.unique_id, "fail", 0.1, "Got 1 result, configured to fail if != 0", 1)
        return BuildResult((*(node for node in nodes if node is not test), failed))

    with monkeypatch.context() as patch:
        patch.setattr(DbtProject, "build", build)
        assert not samples_copy.load()
    assert samples_copy.current == before
    assert samples_copy.load()
    assert samples_copy.current.id > before.id


def test_reports_that_the_raw_gate_refuses_are_quarantined_and_come_back(samples_copy, monkeypatch):
    append(samples_copy.landing / FOUR[0], "\n补充。\n")
    refusing = Expectation(
        id="planted-report",
        title=Wording("故意拒绝一份报告", "one report is refused"),
        offending=f"select document_sha256 from raw.document_path where is_current and path = '{FOUR[2]}'",
        level=Level.REPORT,
        owner=Owner.READING,
        remedy=Wording("移除", "Remove it."),
    )
    real = gate_module.expectations_of
    current = (
        "select count(*) from marts.fct_amount join marts.dim_report using (report_key) "
        f"where is_current and source_path = '{FOUR[2]}'"
    )
    before = rows(samples_copy.current.database, current)
    with monkeypatch.context() as patch:
        patch.setattr(
            gate_module,
            "expectations_of",
            lambda of, *rest: (*real(of, *rest), *([refusing] if of is Layer.RAW else [])),
        )
        assert samples_copy.load()
    assert rows(samples_copy.current.database, current) == [(0,)] != before
    with samples_copy.home.connect() as connection:
        held = connection.execute("select path, reason from raw.quarantine where is_open and stage = 'gate'").fetchall()
    assert held == [(FOUR[2], "planted-report")]
    append(samples_copy.landing / FOUR[0], "\n再补充。\n")
    assert samples_copy.load()
    assert rows(samples_copy.current.database, current) == before


def test_going_back_lasts_until_something_changes(samples_copy):
    first = samples_copy.current
    append(samples_copy.landing / FOUR[0], "\n补充。\n")
    assert samples_copy.load()
    samples_copy.snapshots.switch(first)
    assert samples_copy.load()
    assert samples_copy.current == first
    append(samples_copy.landing / FOUR[0], "\n再补充。\n")
    assert samples_copy.load()
    assert samples_copy.current.id > first.id
    assert len(samples_copy.snapshots.all()) == 3


def test_a_home_in_use_is_refused_by_name(samples_copy):
    with samples_copy.home.locked():
        run = subprocess.run(
            [sys.executable, "-m", "dagster_project.cli", "load", "--home", samples_copy.home.root],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert run.returncode == 2
    assert "is in use by process" in run.stderr
