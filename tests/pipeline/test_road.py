"""The whole road by the real job: from files to a snapshot, again and again, and what stops it.

Here belongs what only the steps together can show. What each step does by itself is shown by its own tests.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dagster_project.cli.run import run_nightly_load
from dagster_project.expectations import gate as gate_module
from dagster_project.expectations.definition import Expectation, Layer, Level, Owner, Wording
from dagster_project.resources.dbt_project import BuildResult, DbtProject, NodeResult

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).resolve().parents[2] / "raw"

CHANGED = "江苏/昆山市柳荫街道办事处2023年度部门决算.txt"
REMOVED = "山东/沂水县农业农村局2023年项目绩效自评报告.txt"
UNTOUCHED = "陕西/旬邑县教育局2024年预算绩效文本.txt"
LOAD_AND_TELL_IMPORTS = """
import sys
from dagster_project.cli import main
try:
    main()
finally:
    print({"dagster", "dagster_dbt", "dbt", "great_expectations"} & set(sys.modules))
"""


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


def outcome_of_last_load(warehouse):
    with warehouse.home.connect() as connection:
        return connection.execute("select outcome from raw.load_log order by load_id desc limit 1").fetchone()[0]


def versions(warehouse, path):
    """Whether each version of the report at ``path`` is current."""
    found = rows(
        warehouse.current.database, f"select is_current from marts.dim_report where source_path = '{path}' order by all"
    )
    return [is_current for (is_current,) in found]


def amounts(warehouse, path):
    sql = f"""
        select fct_amount.* from marts.fct_amount join marts.dim_report using (report_key)
        where is_current and source_path = '{path}' order by all
    """
    return rows(warehouse.current.database, sql)


def test_nothing_new_changed_removed_and_going_back(samples_copy):
    first = samples_copy.current
    untouched = amounts(samples_copy, UNTOUCHED)
    assert samples_copy.load()
    assert samples_copy.snapshots.all() == [first]
    assert outcome_of_last_load(samples_copy) == "unchanged"

    run = subprocess.run(
        [sys.executable, "-c", LOAD_AND_TELL_IMPORTS, "load", "--home", samples_copy.home.root],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout.splitlines()[-1]) == (0, "set()"), "nothing slow is imported for nothing"
    assert samples_copy.snapshots.all() == [first]

    append(samples_copy.landing / CHANGED, "\n补充说明：另支出3.21万元。\n")
    (samples_copy.landing / REMOVED).unlink()
    assert samples_copy.load()
    second = samples_copy.current
    assert second.id > first.id
    assert versions(samples_copy, CHANGED) == [False, True]
    assert versions(samples_copy, REMOVED) == [False]
    assert amounts(samples_copy, REMOVED) == []
    assert amounts(samples_copy, UNTOUCHED) == untouched
    facts_of_former_versions = (
        "select count(*) from marts.evidence join marts.dim_report using (report_key) where not is_current"
    )
    assert rows(second.database, facts_of_former_versions) == [(0,)]

    samples_copy.snapshots.switch(first)
    assert samples_copy.load()
    assert samples_copy.current == first, "going back lasts until something changes"

    of_second = files(second)
    shutil.rmtree(samples_copy.home.published)
    assert samples_copy.load()
    assert files(samples_copy.current) == of_second, "a snapshot that was lost is published again"


@pytest.mark.exhaustive
def test_piece_by_piece_gives_the_same_files_as_at_once(samples, empty_warehouse):
    paths = sorted(path.relative_to(SAMPLES) for path in SAMPLES.rglob("*") if path.is_file())
    for half in (paths[1::2], paths[::2]):
        for path in half:
            (empty_warehouse.landing / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(SAMPLES / path, empty_warehouse.landing / path)
        assert empty_warehouse.load()
    assert files(empty_warehouse.current) == files(samples.current)


def planted(level, offending):
    return Expectation(
        id="planted",
        title=Wording("故意放入的错误", "a planted error"),
        offending=offending,
        level=level,
        owner=Owner.OPERATIONS,
        remedy=Wording("移除。", "Remove it."),
    )


@pytest.mark.exhaustive
def test_what_stops_a_load_and_how_it_goes_on(samples_copy, monkeypatch):
    before = samples_copy.current
    amounts_before = amounts(samples_copy, UNTOUCHED)
    append(samples_copy.landing / CHANGED, "\n补充。\n")
    real = gate_module.expectations_of

    def plant(patch, layer, expectation):
        patch.setattr(
            gate_module,
            "expectations_of",
            lambda of, *rest: (*real(of, *rest), *([expectation] if of is layer else [])),
        )

    for layer, never_started in ((Layer.RAW, ("dbt_models", "published")), (Layer.MARTS, ("published",))):
        with monkeypatch.context() as patch:
            plant(patch, layer, planted(Level.BATCH, "select 1 as broken"))
            result = run_nightly_load(samples_copy.home)
        assert not result.success
        started = {event.step_key for event in result.filter_events(lambda event: event.is_step_start)}
        assert not [step for step in started if step.startswith(never_started)]
        assert samples_copy.current == before
        assert outcome_of_last_load(samples_copy) == "stopped"

    nodes = json.loads(DbtProject.of(samples_copy.home).manifest().read_bytes())["nodes"]
    data_test = next(unique_id for unique_id, node in nodes.items() if node["resource_type"] == "test")
    failed = NodeResult(data_test, "fail", 0.1, "Got 1 result, configured to fail if != 0", 1)
    with monkeypatch.context() as patch:
        patch.setattr(DbtProject, "build", lambda *_, **__: BuildResult((failed,)))
        assert not samples_copy.load()
    assert samples_copy.current == before
    assert outcome_of_last_load(samples_copy) == "stopped"

    one_report = f"select document_sha256 from raw.document_path where is_current and path = '{UNTOUCHED}'"
    with monkeypatch.context() as patch:
        plant(patch, Layer.RAW, planted(Level.REPORT, one_report))
        assert samples_copy.load()
    assert samples_copy.current.id > before.id
    assert versions(samples_copy, CHANGED) == [False, True], "what was loaded by the stopped loads is not lost"
    assert amounts(samples_copy, UNTOUCHED) == []
    with samples_copy.home.connect() as connection:
        held = connection.execute("select path, reason from raw.quarantine where is_open and stage = 'gate'").fetchall()
    assert held == [(UNTOUCHED, "planted")]

    for path in samples_copy.landing.rglob("*20*"):
        if path.is_file() and path.name != Path(UNTOUCHED).name:
            path.unlink()
    assert run_nightly_load(samples_copy.home, accept_fewer=True).success, "a fall that is meant can be published"
    assert rows(samples_copy.current.database, "select count(*) < 10 from marts.dim_report where is_current") == [
        (True,)
    ]
    assert amounts(samples_copy, UNTOUCHED) == amounts_before, "a report that no gate refuses any more comes back"


def test_a_home_in_use_is_refused_by_name(samples_copy):
    with samples_copy.home.locked():
        run = subprocess.run(
            [sys.executable, "-m", "dagster_project.cli", "load", "--home", samples_copy.home.root],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert run.returncode == 2
    assert "is in use by process" in run.stderr
