"""What a load brought is kept beside the gates' results and shown on their page, and none of it is published."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from dagster_project.expectations import load_quality
from tests.conftest import Warehouse


@pytest.fixture
def loaded(samples: Warehouse, tmp_path: Path) -> Path:
    """A copy of the samples' database: the warehouse itself is read by other tests at the same time."""
    return Path(shutil.copy(samples.home.database, tmp_path / "warehouse.duckdb"))


def test_a_load_keeps_what_it_brought_and_left_open(samples: Warehouse, loaded: Path):
    with duckdb.connect(str(loaded)) as connection:
        kept = {
            (measure, name): counted
            for measure, name, counted in connection.execute(
                "select measure, name, counted from quality.mart_load_quality where load_id = 1"
            ).fetchall()
        }
        (shown,) = load_quality.latest(connection, 5)
        connection.execute("insert into raw.load_log (load_id, started_at, outcome) values (2, now(), 'unchanged')")
        newest = load_quality.latest(connection, 5)[0]
    published = samples.current.row_counts
    assert {name: counted for (measure, name), counted in kept.items() if measure == "fact"} == {
        name: rows for name, rows in published.items() if ("fact", name) in kept
    }
    assert sum(counted for (measure, _), counted in kept.items() if measure == "finding") == published["fct_finding"]
    assert kept["report", "current"] == published["report_text"] == shown.reports
    assert kept["file", "read"] == kept["file", "found"] == kept["file", "new"] == shown.files
    assert 0 < kept["placed", "fct_amount"] <= kept["statement", "fct_amount"] == published["fct_amount"]
    assert shown.outcome == "published"
    assert shown.placed is not None
    assert shown.statements is not None
    assert shown.placed <= shown.statements
    assert (newest.load_id, newest.reports, newest.placed) == (2, None, None)


def test_a_load_that_is_counted_again_keeps_one_row_each(loaded: Path):
    with duckdb.connect(str(loaded)) as connection:
        before = connection.execute("select * from quality.mart_load_quality order by all").fetchall()
        load_quality.record(connection, 1)
        assert connection.execute("select * from quality.mart_load_quality order by all").fetchall() == before


def test_the_page_lists_the_loads_and_nothing_of_them_is_published(samples: Warehouse):
    page = (samples.home.quality / "index.html").read_text(encoding="utf-8")
    assert "各次加载" in page
    assert "归类率" in page
    assert not any("load" in table for table in samples.current.row_counts)
