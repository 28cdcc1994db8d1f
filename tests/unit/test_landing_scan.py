"""The scan: versions of paths, withdrawals, and which documents become pending."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import duckdb
import pytest

from dagster_project.assets import landing as landing_step
from dagster_project.assets.landing import scan
from dagster_project.resources import load_log, quarantine
from dagster_project.resources.database import prepare


def sha(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        prepare(connection)
        yield connection


@pytest.fixture
def landing(tmp_path):
    folder = tmp_path / "landing"
    folder.mkdir()
    return folder


def versions(connection):
    return connection.execute(
        "SELECT path, document_sha256, version_no, status, is_current FROM raw.document_path ORDER BY path, version_no"
    ).fetchall()


def take_pending(connection):
    pending = {row[0] for row in connection.execute("FROM raw.pending_document").fetchall()}
    connection.execute("DELETE FROM raw.pending_document")
    return pending


def test_a_first_scan_and_one_with_nothing_new(warehouse, landing):
    (landing / "a.txt").write_text("甲")
    (landing / "b.txt").write_text("乙")
    first = scan(warehouse, landing)
    assert (first.load_id, first.files, first.new, first.unchanged) == (1, 2, 2, 0)
    assert take_pending(warehouse) == {sha("甲"), sha("乙")}
    before = versions(warehouse)
    second = scan(warehouse, landing)
    assert (second.load_id, second.files, second.new, second.changed, second.unchanged) == (2, 2, 0, 0, 2)
    assert versions(warehouse) == before
    assert take_pending(warehouse) == set()


def test_unchanged_files_are_not_opened(warehouse, landing, monkeypatch):
    (landing / "a.txt").write_text("甲")
    scan(warehouse, landing)
    monkeypatch.setattr(landing_step, "hash_file", lambda *_: pytest.fail("a file was opened"))
    assert scan(warehouse, landing).unchanged == 1


def test_a_touched_file_is_unchanged(warehouse, landing):
    (landing / "a.txt").write_text("甲")
    scan(warehouse, landing)
    take_pending(warehouse)
    os.utime(landing / "a.txt", (1, 1))
    result = scan(warehouse, landing)
    assert (result.changed, result.unchanged) == (0, 1)
    assert take_pending(warehouse) == set()
    assert len(versions(warehouse)) == 1


def test_a_changed_file_is_a_new_version_and_may_change_back(warehouse, landing):
    (landing / "a.txt").write_text("甲")
    scan(warehouse, landing)
    (landing / "a.txt").write_text("乙")
    result = scan(warehouse, landing)
    assert (result.new, result.changed) == (0, 1)
    assert versions(warehouse) == [
        ("a.txt", sha("甲"), 1, "superseded", False),
        ("a.txt", sha("乙"), 2, "current", True),
    ]
    take_pending(warehouse)
    (landing / "a.txt").write_text("甲")
    scan(warehouse, landing)
    assert versions(warehouse) == [
        ("a.txt", sha("甲"), 1, "current", True),
        ("a.txt", sha("乙"), 2, "superseded", False),
    ]
    assert take_pending(warehouse) == {sha("甲"), sha("乙")}


def test_a_removed_file_is_withdrawn_and_may_come_back(warehouse, landing):
    (landing / "a.txt").write_text("甲")
    scan(warehouse, landing)
    (landing / "a.txt").unlink()
    assert scan(warehouse, landing).withdrawn == 1
    assert versions(warehouse) == [("a.txt", sha("甲"), 1, "withdrawn", False)]
    take_pending(warehouse)
    assert scan(warehouse, landing).withdrawn == 0
    assert take_pending(warehouse) == set()
    (landing / "a.txt").write_text("丙")
    assert scan(warehouse, landing).new == 1
    assert versions(warehouse) == [
        ("a.txt", sha("甲"), 1, "superseded", False),
        ("a.txt", sha("丙"), 2, "current", True),
    ]


def test_the_same_content_under_two_names_is_one_document_with_two_paths(warehouse, landing):
    (landing / "a.txt").write_text("甲")
    scan(warehouse, landing)
    take_pending(warehouse)
    (landing / "b.txt").write_text("甲")
    scan(warehouse, landing)
    assert [(path, document) for path, document, *_ in versions(warehouse)] == [
        ("a.txt", sha("甲")),
        ("b.txt", sha("甲")),
    ]
    assert take_pending(warehouse) == {sha("甲")}


def test_a_renamed_file_keeps_its_document(warehouse, landing):
    (landing / "a.txt").write_text("甲")
    scan(warehouse, landing)
    take_pending(warehouse)
    (landing / "a.txt").rename(landing / "b.txt")
    result = scan(warehouse, landing)
    assert (result.new, result.withdrawn) == (1, 1)
    assert take_pending(warehouse) == {sha("甲")}


def test_an_unreadable_file_keeps_its_version_until_it_can_be_read(warehouse, landing, monkeypatch):
    (landing / "a.txt").write_text("甲")
    scan(warehouse, landing)
    (landing / "a.txt").write_text("乙乙")
    with monkeypatch.context() as patched:
        patched.setattr(landing_step, "hash_file", lambda _, path: refuse(path))
        result = scan(warehouse, landing)
    assert (result.files, result.withdrawn, result.rejected) == (0, 0, 1)
    assert versions(warehouse) == [("a.txt", sha("甲"), 1, "current", True)]
    (rejection,) = quarantine.open_rejections(warehouse)
    assert (rejection.path, rejection.stage, rejection.reason) == ("a.txt", "landing", "no_permission")
    assert scan(warehouse, landing).changed == 1
    assert quarantine.open_rejections(warehouse) == []


def refuse(path):
    raise PermissionError(13, "Permission denied", os.fspath(path))


def test_nothing_below_a_folder_that_cannot_be_listed_is_withdrawn(warehouse, landing, monkeypatch):
    (landing / "sub").mkdir()
    (landing / "sub" / "a.txt").write_text("甲")
    (landing / "submarine.txt").write_text("乙")
    scan(warehouse, landing)
    (landing / "submarine.txt").unlink()
    scandir = os.scandir
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", lambda path: refuse(path) if Path(path).name == "sub" else scandir(path))
        result = scan(warehouse, landing)
    assert (result.withdrawn, result.rejected) == (1, 1)
    assert [(path, status) for path, _, _, status, _ in versions(warehouse)] == [
        ("sub/a.txt", "current"),
        ("submarine.txt", "withdrawn"),
    ]
    assert [rejection.path for rejection in quarantine.open_rejections(warehouse)] == ["sub"]


def test_a_changed_statement_of_the_manifest_makes_its_document_pending(warehouse, landing):
    (landing / "a.txt").write_text("甲")
    (landing / "b.txt").write_text("乙")
    (landing / "manifest.csv").write_text("path,region_code\na.txt,130171\nb.txt,130171\n")
    scan(warehouse, landing)
    take_pending(warehouse)
    scan(warehouse, landing)
    assert take_pending(warehouse) == set()
    (landing / "manifest.csv").write_text("path,region_code\na.txt,130273\nb.txt,130171\n")
    scan(warehouse, landing)
    assert take_pending(warehouse) == {sha("甲")}
    (landing / "manifest.csv").unlink()
    scan(warehouse, landing)
    assert take_pending(warehouse) == {sha("甲"), sha("乙")}


def test_an_unusable_manifest_leaves_the_last_statements_in_force(warehouse, landing):
    (landing / "a.txt").write_text("甲")
    (landing / "manifest.csv").write_text("path,region_code\na.txt,130171\n")
    scan(warehouse, landing)
    (landing / "manifest.csv").write_text("file,region_code\na.txt,130171\n")
    scan(warehouse, landing)
    assert warehouse.execute("SELECT path, region_code FROM raw.manifest_entry").fetchall() == [("a.txt", "130171")]
    assert {rejection.reason for rejection in quarantine.open_rejections(warehouse)} == {
        "unknown_column",
        "missing_column",
    }


def test_a_rejection_keeps_its_first_load_and_closes_when_it_is_mended(warehouse, landing):
    (landing / "nowhere.txt").symlink_to("gone")
    scan(warehouse, landing)
    scan(warehouse, landing)
    query = "SELECT first_load_id, last_load_id, is_open FROM raw.quarantine"
    assert warehouse.execute(query).fetchall() == [(1, 2, True)]
    (landing / "nowhere.txt").unlink()
    scan(warehouse, landing)
    assert warehouse.execute(query).fetchall() == [(1, 2, False)]
    (landing / "nowhere.txt").symlink_to("gone")
    scan(warehouse, landing)
    assert warehouse.execute(query).fetchall() == [(1, 4, True)]


def test_an_interrupted_load_is_marked(warehouse, landing):
    scan(warehouse, landing)
    scan(warehouse, landing)
    load_log.finish(warehouse, 2, "published")
    assert warehouse.execute("SELECT load_id, outcome FROM raw.load_log ORDER BY load_id").fetchall() == [
        (1, "interrupted"),
        (2, "published"),
    ]
    with pytest.raises(LookupError):
        load_log.running(warehouse)
