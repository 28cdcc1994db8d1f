"""Bad input: each bad file is named with its reason and remedy, and everything else is loaded."""

from __future__ import annotations

import os

import pytest
from fatal_folder import FatalFolder

from dagster_project.assets import landing as landing_step
from dagster_project.assets.extraction import load_documents
from dagster_project.assets.landing import scan
from dagster_project.extraction.records import ReadingWarning
from dagster_project.resources import document_worker, quarantine
from dagster_project.resources.database import prepare
from dagster_project.resources.document_pool import WorkersCannotStartError, run_in_pool
from dagster_project.resources.document_worker import Batch, Job
from dagster_project.resources.home import Home
from dagster_project.resources.landing_folder import hash_file
from dagster_project.resources.settings import Settings

REPORT = """云岭县水务局2023年部门整体绩效自评报告
一、基本情况
年初预算1,250.50万元，支出1,190.00万元，执行率95.16%。
"""
SETTINGS = Settings(workers=2, batch_documents=2, document_seconds=20)


@pytest.fixture
def landing(tmp_path):
    folder = tmp_path / "landing"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT)
    return folder


@pytest.fixture
def warehouse(tmp_path, landing):
    home = Home.at(tmp_path / "home")
    home.bind(landing)
    with home.connect() as connection:
        yield connection


def load(connection, landing, settings=SETTINGS):
    scan(connection, landing, settings)
    return load_documents(connection, landing, settings)


def reasons(connection):
    rejections = quarantine.open_rejections(connection)
    assert all(rejection.message and rejection.remedy for rejection in rejections)
    return {rejection.path: (rejection.stage, rejection.reason) for rejection in rejections}


def loaded_paths(connection):
    return {
        path
        for (path,) in connection.execute(
            "SELECT path FROM raw.document_path SEMI JOIN raw.document USING (document_sha256) WHERE is_current"
        ).fetchall()
    }


def test_every_bad_file_is_named_and_the_others_are_loaded(warehouse, landing):
    (landing / "empty.txt").write_bytes(b"")
    (landing / "blank.md").write_text(" \n\n")
    (landing / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (landing / "random.txt").write_bytes(os.urandom(2000) + b"\0")
    (landing / "nuls.txt").write_bytes(b"\0" * 100_000)
    with (landing / "large.txt").open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    (landing / "cut.txt").write_bytes((REPORT + "完").encode()[:-1])
    (landing / "report.pdf").write_bytes(b"%PDF-1.7")
    (landing / "gb.txt").write_bytes(REPORT.replace("水务", "财政").encode("gb18030"))
    names = ["a b.txt", "c'd\"e;--.txt", "f\ng.txt", "子 目录/报告（2024）.md"]
    for number, name in enumerate(names):
        (landing / name).parent.mkdir(exist_ok=True)
        (landing / name).write_text(f"{REPORT}{number}")
    result = load(warehouse, landing)
    assert reasons(warehouse) == {
        "empty.txt": ("reading", "empty"),
        "blank.md": ("reading", "blank"),
        "binary.txt": ("reading", "binary"),
        "random.txt": ("reading", "binary"),
        "nuls.txt": ("reading", "binary"),
        "large.txt": ("reading", "too_large"),
        "cut.txt": ("reading", "truncated"),
        "report.pdf": ("reading", "unknown_format"),
    }
    assert loaded_paths(warehouse) == {"good.txt", "gb.txt", *names}
    assert (result.due, result.loaded, result.left_out, result.quarantined) == (14, 6, 8, 8)


def test_the_limit_of_size_is_a_setting(warehouse, landing):
    (landing / "large.txt").write_text(REPORT * 20_000)
    small = Settings(workers=1, max_bytes=1_000_000)
    load(warehouse, landing, small)
    assert reasons(warehouse) == {"large.txt": ("reading", "too_large")}
    (landing / "large.txt").write_text(REPORT * 100)
    load(warehouse, landing, small)
    assert reasons(warehouse) == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_read_permission(warehouse, landing):
    (landing / "closed.txt").write_text(REPORT + "x")
    (landing / "closed.txt").chmod(0)
    load(warehouse, landing)
    assert reasons(warehouse) == {"closed.txt": ("landing", "no_permission")}
    assert loaded_paths(warehouse) == {"good.txt"}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "no_permission"),
        (FileNotFoundError(2, "No such file"), "vanished"),
        (OSError(5, "Input/output error"), "unreadable"),
    ],
)
def test_a_file_that_the_system_refuses_while_it_is_listed(warehouse, landing, monkeypatch, error, reason):
    (landing / "bad.txt").write_text(REPORT + "x")

    def refuse(folder, path):
        if path == "bad.txt":
            raise error
        return hash_file(folder, path)

    monkeypatch.setattr(landing_step, "hash_file", refuse)
    load(warehouse, landing)
    assert reasons(warehouse) == {"bad.txt": ("landing", reason)}
    assert loaded_paths(warehouse) == {"good.txt"}


def test_a_file_that_vanishes_between_listing_and_reading(warehouse, landing):
    (landing / "bad.txt").write_text(REPORT + "x")
    scan(warehouse, landing, SETTINGS)
    (landing / "bad.txt").unlink()
    load_documents(warehouse, landing, SETTINGS)
    assert reasons(warehouse) == {"bad.txt": ("reading", "vanished")}
    assert loaded_paths(warehouse) == {"good.txt"}
    load(warehouse, landing)
    assert reasons(warehouse) == {}


def test_a_file_that_changes_between_listing_and_reading_is_never_stored_under_the_wrong_hash(warehouse, landing):
    scan(warehouse, landing, SETTINGS)
    (landing / "good.txt").write_text(REPORT.replace("1,250", "9,999"))
    result = load_documents(warehouse, landing, SETTINGS)
    assert reasons(warehouse) == {"good.txt": ("reading", "changed_while_read")}
    assert result.loaded == 0
    load(warehouse, landing)
    assert reasons(warehouse) == {}
    assert loaded_paths(warehouse) == {"good.txt"}


def test_content_under_two_names_is_read_from_the_one_that_is_left(warehouse, landing):
    (landing / "again.txt").write_text(REPORT)
    scan(warehouse, landing, SETTINGS)
    (landing / "again.txt").unlink()
    result = load_documents(warehouse, landing, SETTINGS)
    assert (result.due, result.loaded) == (1, 1)
    assert reasons(warehouse) == {}


def test_bad_content_under_two_names_is_named_twice(warehouse, landing):
    (landing / "a.txt").write_bytes(b"\0")
    (landing / "b.txt").write_bytes(b"\0")
    result = load(warehouse, landing)
    assert set(reasons(warehouse)) == {"a.txt", "b.txt"}
    assert result.left_out == 1


def test_a_bad_manifest_stops_nothing(warehouse, landing):
    (landing / "manifest.csv").write_text("path,region,region_code\ngood.txt,x,130171\ngood.txt,x,000000\nno.txt,x,\n")
    load(warehouse, landing)
    assert {rejection.message.partition(":")[0] for rejection in quarantine.open_rejections(warehouse)} == {
        "manifest.csv, line 1",
        "manifest.csv, line 3",
        "manifest.csv, line 4",
    }
    assert warehouse.execute("SELECT path, region_code FROM raw.manifest_entry").fetchall() == [("good.txt", "130171")]
    assert loaded_paths(warehouse) == {"good.txt"}


def test_a_mended_file_leaves_quarantine_and_a_removed_one_too(warehouse, landing):
    (landing / "a.txt").write_bytes(b"\0")
    (landing / "b.txt").write_bytes(b"\0\0")
    load(warehouse, landing)
    (landing / "a.txt").write_text(REPORT + "a")
    (landing / "b.txt").unlink()
    load(warehouse, landing)
    assert reasons(warehouse) == {}
    assert loaded_paths(warehouse) == {"good.txt", "a.txt"}
    assert warehouse.execute("SELECT count(*) FROM raw.quarantine WHERE NOT is_open").fetchone() == (2,)


def test_what_cannot_be_read_keeps_its_first_load(warehouse, landing):
    (landing / "a.txt").write_bytes(b"\0")
    load(warehouse, landing)
    load(warehouse, landing)
    assert warehouse.execute("SELECT first_load_id, last_load_id, is_open FROM raw.quarantine").fetchall() == [
        (1, 2, True)
    ]


@pytest.mark.parametrize(
    ("failure", "detail"),
    [(KeyError("张三"), "KeyError at "), (RecursionError("张三"), "RecursionError at ")],
)
def test_a_grammar_that_fails_costs_one_document_and_tells_no_names(warehouse, landing, monkeypatch, failure, detail):
    (landing / "bad.txt").write_text(REPORT + "张三")
    extract = document_worker.extract

    def fail(document):
        if "张三" in document.text:
            raise failure
        return extract(document)

    monkeypatch.setattr(document_worker, "extract", fail)
    load(warehouse, landing)
    assert reasons(warehouse) == {"bad.txt": ("extraction", "failed")}
    (rejection,) = quarantine.open_rejections(warehouse)
    assert detail in rejection.message
    assert "张三" not in rejection.message
    assert loaded_paths(warehouse) == {"good.txt"}


def test_a_record_that_its_table_cannot_hold_costs_one_document(warehouse, landing, monkeypatch):
    (landing / "bad.txt").write_text(REPORT + "x")

    def extract(document):
        kind = 5 if document.text.endswith("x") else "kind"
        return [ReadingWarning(char_start=0, char_end=1, kind=kind, message="m")]

    monkeypatch.setattr(document_worker, "extract", extract)
    load(warehouse, landing)
    assert "reading_warning.kind is a int, not a str" in quarantine.open_rejections(warehouse)[0].message
    assert warehouse.execute("SELECT count(*) FROM raw.reading_warning").fetchone() == (1,)


def test_a_document_that_takes_too_long_costs_one_document(warehouse, landing, monkeypatch):
    (landing / "slow.txt").write_text(REPORT + "x")
    extract = document_worker.extract

    def dawdle(document):
        while document.text.endswith("x"):
            pass
        return extract(document)

    monkeypatch.setattr(document_worker, "extract", dawdle)
    load(warehouse, landing, Settings(workers=1, document_seconds=1))
    assert reasons(warehouse) == {"slow.txt": ("extraction", "took_too_long")}
    assert loaded_paths(warehouse) == {"good.txt"}


def batches_with_traps(landing, names, batch_documents, seconds):
    jobs = []
    for name in names:
        (landing / name).write_text(REPORT + name)
        document_sha256, file = hash_file(landing, name)
        jobs.append(Job(document_sha256, (name,), file.byte_count))
    for start in range(0, len(jobs), batch_documents):
        yield Batch(FatalFolder(landing), tuple(jobs[start : start + batch_documents]), 10_000, seconds)


def test_a_process_that_dies_or_hangs_costs_one_document(landing):
    names = [f"{number}.txt" for number in range(6)]
    names[1:1] = ["kill.txt"]
    names[4:4] = ["hang.txt", "slow.txt"]
    results = list(run_in_pool(batches_with_traps(landing, names, 3, seconds=1), workers=2, grace_seconds=2))
    assert sorted(path for result in results for job in result.jobs for path in job.paths) == sorted(names)
    assert {rejection.path: rejection.reason for result in results for rejection in result.rejections} == {
        "kill.txt": "worker_died",
        "hang.txt": "took_too_long",
        "slow.txt": "took_too_long",
    }
    assert sum(len(result.documents) for result in results) == 6


def test_a_process_that_dies_ends_the_one_that_hangs_beside_it(landing):
    batches = batches_with_traps(landing, ["hang.txt", "kill.txt", "0.txt"], 1, seconds=1)
    results = list(run_in_pool(batches, workers=2, grace_seconds=2))
    assert {rejection.path: rejection.reason for result in results for rejection in result.rejections} == {
        "kill.txt": "worker_died",
        "hang.txt": "took_too_long",
    }
    assert sum(len(result.documents) for result in results) == 1


def test_processes_that_cannot_start_are_no_document_s_fault(landing, monkeypatch):
    monkeypatch.setattr("multiprocessing.spawn.get_executable", lambda: b"/bin/false")
    with pytest.raises(WorkersCannotStartError):
        list(run_in_pool(batches_with_traps(landing, ["a.txt"], 1, seconds=1), workers=1, grace_seconds=2))


def test_several_processes_write_what_one_writes(warehouse, landing):
    for number in range(7):
        (landing / f"{number}.txt").write_text(REPORT + str(number))
    (landing / "bad.txt").write_bytes(b"\0")
    scan(warehouse, landing, SETTINGS)
    load_documents(warehouse, landing, SETTINGS, pool_pays_from=1)
    query = "SELECT document_sha256, char_start, section_no FROM raw.section ORDER BY ALL"
    documents = "SELECT document_sha256, text, encoding, char_count, line_count FROM raw.document ORDER BY ALL"
    by_several = warehouse.execute(query).fetchall(), warehouse.execute(documents).fetchall()
    assert len(by_several[1]) == 8
    warehouse.execute("UPDATE raw.document SET extraction_version = 'older'")
    result = load(warehouse, landing)
    assert (result.due, result.loaded, result.left_out) == (9, 8, 1)
    assert (warehouse.execute(query).fetchall(), warehouse.execute(documents).fetchall()) == by_several


def test_a_second_load_has_nothing_to_do(warehouse, landing):
    load(warehouse, landing)
    warehouse.execute("DELETE FROM raw.pending_document")
    result = load(warehouse, landing)
    assert (result.due, result.rows["document"]) == (0, 0)
    assert warehouse.execute("SELECT count(*) FROM raw.pending_document").fetchone() == (0,)


def test_an_older_version_is_extracted_again_from_its_stored_text(warehouse, landing):
    load(warehouse, landing)
    (landing / "good.txt").write_text(REPORT + "二、绩效\n")
    load(warehouse, landing)
    before = warehouse.execute("SELECT document_sha256, count(*) FROM raw.section GROUP BY ALL ORDER BY ALL").fetchall()
    assert len(before) == 2
    warehouse.execute("UPDATE raw.document SET extraction_version = 'older'")
    result = load(warehouse, landing)
    assert (result.due, result.loaded) == (2, 2)
    after = warehouse.execute("SELECT document_sha256, count(*) FROM raw.section GROUP BY ALL ORDER BY ALL").fetchall()
    assert after == before


def test_a_raw_table_with_other_columns_is_filled_again_and_the_others_are_not_filled_twice(warehouse, landing):
    load(warehouse, landing)
    query = "SELECT * FROM raw.section ORDER BY ALL"
    before = warehouse.execute(query).fetchall()
    warehouse.execute("ALTER TABLE raw.narrative DROP COLUMN text")
    assert prepare(warehouse) == ["narrative"]
    result = load(warehouse, landing)
    assert result.due == result.loaded == 1
    assert warehouse.execute(query).fetchall() == before


def test_a_load_that_breaks_off_goes_on_where_it_stood(warehouse, landing, monkeypatch):
    for number in range(5):
        (landing / f"{number}.txt").write_text(REPORT + str(number))
    extract = document_worker.extract
    calls = []

    def interrupt(document):
        calls.append(document)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return extract(document)

    with monkeypatch.context() as patched:
        patched.setattr(document_worker, "extract", interrupt)
        with pytest.raises(KeyboardInterrupt):
            load(warehouse, landing)
    assert warehouse.execute("SELECT count(*) FROM raw.document").fetchone() == (2,)
    result = load(warehouse, landing)
    assert (result.due, result.loaded) == (4, 4)
    assert warehouse.execute("SELECT count(*), count(DISTINCT document_sha256) FROM raw.document").fetchone() == (6, 6)
