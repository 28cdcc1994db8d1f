"""Snapshots are exchanged under the readers' feet: nobody who reads is disturbed, and damage never shows."""

from __future__ import annotations

import json
import logging

import duckdb
import pytest

from dashboard.published import Publication


@pytest.fixture
def published(tmp_path):
    folder = tmp_path / "published"

    def publish(name, content):
        snapshot = folder / "snapshots" / name
        snapshot.mkdir(parents=True)
        (snapshot / "manifest.json").write_text(json.dumps({"snapshot": name, "row_counts": {"t": 1}}))
        with duckdb.connect(str(snapshot / "marts.duckdb")) as connection:
            connection.execute("create table t as select ? as v", [content])
        switch(name)
        return snapshot

    def switch(name):
        beside = folder / ".current"
        beside.symlink_to(f"snapshots/{name}")
        beside.replace(folder / "current")

    publish.folder, publish.switch = folder, switch
    return publish


def value(marts):
    return marts.rows("select v from marts.t")[0]["v"]


def test_nothing_published_is_none(tmp_path):
    with Publication(tmp_path / "published").current() as marts:
        assert marts is None


def test_a_reader_keeps_its_snapshot_and_the_next_one_gets_the_new(published):
    published("1", "old")
    publication = Publication(published.folder)
    with publication.current() as first:
        published("2", "new")
        with publication.current() as second:
            assert (value(first), value(second)) == ("old", "new")
        assert value(first) == "old"
        assert (first.id, second.id) == ("1", "2")
    with pytest.raises(duckdb.Error):
        first.rows("select 1 from marts.t")
    with publication.current() as third:
        assert third is second


def test_a_reader_keeps_its_snapshot_when_the_file_is_dropped(published):
    snapshot = published("1", "old")
    publication = Publication(published.folder)
    with publication.current() as first:
        (snapshot / "marts.duckdb").unlink()
        assert value(first) == "old"


def test_a_snapshot_that_cannot_be_opened_leaves_the_open_one(published, caplog, monkeypatch):
    # Libraries that other tests load switch off the loggers that they find when they set up their own.
    monkeypatch.setattr(logging.getLogger("dashboard.published"), "disabled", False)
    published("1", "old")
    publication = Publication(published.folder)
    with publication.current() as marts:
        assert value(marts) == "old"
    damaged = published("2", "new")
    (damaged / "marts.duckdb").write_bytes(b"no database")
    with publication.current() as marts:
        assert value(marts) == "old"
    assert "cannot be opened" in caplog.text
    published.switch("1")
    (published.folder / "current").unlink()
    (published.folder / "current").symlink_to("snapshots/3")
    with publication.current() as marts:
        assert value(marts) == "old"


def test_queries_reach_no_file_and_change_nothing(published, tmp_path):
    published("1", "old")
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with Publication(published.folder).current() as marts:
        for query in (f"from '{tmp_path / 'secret.csv'}'", "delete from marts.t", "set enable_external_access = true"):
            with pytest.raises(duckdb.Error):
                marts.rows(query)
        assert value(marts) == "old"


def test_answers_are_kept_and_batches_are_whole(published):
    published("1", "old")
    with Publication(published.folder).current() as marts:
        assert marts.rows("select v from marts.t where v = ?", ["old"]) is marts.rows(
            "select v from marts.t where v = ?", ["old"]
        )
        assert marts.rows("select v from marts.t where v = ?", ["x"]) == []
        assert [row["n"] for row in marts.batches("select range as n from range(5)", size=2)] == [0, 1, 2, 3, 4]
        assert len(marts.rows("select range from range(400)")) == 400
        assert marts.row("select v from marts.t where false") is None
