"""The gates from a broken warehouse to the quarantine, the kept results and the pages that people read."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from dagster_project.expectations import history
from dagster_project.expectations.definition import Layer
from dagster_project.expectations.gate import expectations_of, run_suite
from dagster_project.expectations.page import SHOWN_RUNS, page_name, write_pages
from dagster_project.expectations.result import GATE_STAGE, SuiteResult, quarantine_rows
from dagster_project.resources.database import prepare
from dagster_project.resources.quarantine import open_rejections, settle

GOOD, BAD = "a" * 64, "b" * 64
TEXT = "某某县水利局二〇二三年度部门整体支出绩效自评报告，预算一百万元。\n" * 3
HOSTILE = "报告<script>alert(1)</script>\n\u202etxt.exe.txt"


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two reports in raw; the bad one stands under two names and has an amount outside its text."""
    with duckdb.connect() as connection:
        prepare(connection)
        for sha in (GOOD, BAD):
            connection.execute(
                "insert into raw.document values (?, ?, 'utf-8', 'plain_text', 300, ?, ?, '1', 1)",
                [sha, TEXT, len(TEXT), TEXT.count("\n") + 1],
            )
            connection.execute(
                "insert into raw.amount (document_sha256, char_start, char_end, value_start, value_end, number, unit)"
                " values (?, 0, 20, 2, 6, 100, '万元')",
                [sha],
            )
        for path, sha in (("good.txt", GOOD), (HOSTILE, BAD), ("副本.txt", BAD)):
            connection.execute(
                "insert into raw.document_path values (?, ?, 1, 'current', true, 1, 1, 300, 1)", [path, sha]
            )
        connection.execute("update raw.amount set char_end = 9999 where document_sha256 = ?", [BAD])
        yield connection


def run_raw(connection: duckdb.DuckDBPyConnection, run_id: str = "1") -> SuiteResult:
    return run_suite(Layer.RAW, connection, run_id=run_id)


def test_a_bad_report_goes_to_quarantine_and_the_load_goes_on(warehouse: duckdb.DuckDBPyConnection) -> None:
    result = run_raw(warehouse)
    assert result.passed
    assert list(result.failing_reports) == [BAD]
    (reason,) = result.failing_reports[BAD]
    assert reason.expectation_id == "raw.amount.span_in_text"

    settle(warehouse, 1, [GATE_STAGE], quarantine_rows(result, warehouse))
    held = open_rejections(warehouse)
    assert sorted(row.path for row in held) == sorted([HOSTILE, "副本.txt"])
    assert {(row.document_sha256, row.stage, row.reason) for row in held} == {(BAD, GATE_STAGE, reason.expectation_id)}
    assert all(row.remedy for row in held)

    warehouse.execute("update raw.amount set char_end = 20")
    mended = run_raw(warehouse, "2")
    assert mended.failing_reports == {}
    settle(warehouse, 2, [GATE_STAGE], quarantine_rows(mended, warehouse))
    assert open_rejections(warehouse) == []


def test_a_broken_invariant_stops_the_batch(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("update raw.document_path set is_current = false")
    result = run_raw(warehouse)
    assert not result.passed
    assert result.failed[0].stops_batch
    assert "raw.document_path.status_agrees" in {outcome.expectation.id for outcome in result.failed}


def test_an_expectation_that_cannot_run_stops_the_batch(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("drop table raw.ratio")
    result = run_raw(warehouse)
    unable = [outcome for outcome in result.failed if outcome.expectation.id == "raw.ratio.measure.known"]
    assert not result.passed
    assert [outcome.stops_batch for outcome in unable] == [True]
    assert "ratio" in (unable[0].error or "")


def test_all_offending_reports_are_found_however_many(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(
        "insert into raw.document select document.* replace (sha256(i::varchar) as document_sha256)"
        " from raw.document as document, range(500) as many (i) where document_sha256 = ?",
        [GOOD],
    )
    warehouse.execute(
        "insert into raw.amount select amount.* replace (document.document_sha256 as document_sha256)"
        " from raw.amount as amount, raw.document as document where amount.char_end = 9999"
    )
    assert len(run_raw(warehouse).failing_reports) == 502


def test_results_are_kept_by_run_and_layer(warehouse: duckdb.DuckDBPyConnection) -> None:
    result = run_raw(warehouse)
    history.record(warehouse, result)
    history.record(warehouse, result)
    history.record(warehouse, replace(result, run_id="2", started_at=result.started_at + timedelta(days=1)))
    kept = warehouse.execute(
        "select run_id, count(*), count(*) filter (where not success)"
        " from quality.expectation_result group by all order by 1"
    ).fetchall()
    assert kept == [("1", len(result.outcomes), 1), ("2", len(result.outcomes), 1)]
    assert [run.run_id for run in history.gate_runs(warehouse, 10)] == ["2", "1"]
    assert warehouse.execute("select document_sha256 from quality.report_failure where run_id = '1'").fetchall() == [
        (BAD,)
    ]


def test_pages_show_hostile_file_names_as_text_and_load_nothing(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    result = run_raw(warehouse)
    settle(warehouse, 1, [GATE_STAGE], quarantine_rows(result, warehouse))
    history.record(warehouse, result)
    page = write_pages(tmp_path, warehouse)
    assert page == tmp_path / "run-1.html"
    for path in (page, tmp_path / "index.html"):
        html = path.read_text(encoding="utf-8")
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;\\u{a}\\u{202e}txt.exe.txt" in html
        assert "\u202e" not in html
        assert re.findall(r"""(?:src|href)\s*=\s*["'](?!run-|index\.html)""", html) == []
        assert "url(" not in html
        assert "@import" not in html
    html = page.read_text(encoding="utf-8")
    assert html.index("raw.amount.span_in_text") < html.index("raw.document.columns")


def test_pages_of_runs_that_are_no_longer_listed_are_dropped(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    result = replace(run_raw(warehouse), outcomes=(), failing_reports={})
    for number in range(SHOWN_RUNS + 2):
        run_id, started_at = str(number), result.started_at + timedelta(minutes=number)
        history.record(warehouse, replace(result, run_id=run_id, started_at=started_at))
        if number in (0, 1, SHOWN_RUNS + 1):
            write_pages(tmp_path, warehouse)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", page_name(str(SHOWN_RUNS + 1))]


def test_a_run_id_cannot_leave_the_folder() -> None:
    assert re.fullmatch(r"run-[0-9a-f]{32}\.html", page_name("../../etc/passwd"))


@pytest.mark.parametrize("layer", Layer)
def test_samples_show_keys_and_codes_but_no_text_or_names(layer: Layer) -> None:
    forbidden = {"text", "quote", "path", "title", "message", "label", "project_name", "organ_text", "organ_name"}
    for expectation in expectations_of(layer):
        head = re.split(r"\bfrom\b", expectation.offending, maxsplit=1)[0]
        columns = {word.split(".")[-1] for word in re.findall(r"[\w.]+", head)} - {"any_value", "md5"}
        if "md5(path)" in head:
            columns -= {"path"}
        assert not columns & forbidden, expectation.id


def test_great_expectations_is_not_imported_before_a_gate_runs() -> None:
    code = "import sys, dagster_project.expectations.gate; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
