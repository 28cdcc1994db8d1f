"""A multiplied HOME: every copy is a report of its own, and what follows extraction builds and publishes it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from bench import generate
from bench.multiply import MultiplyError, multiply
from bench.scaling import Cost, build, compare
from dagster_project.assets.extraction import load_documents
from dagster_project.assets.landing import scan
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import Snapshots

REPORTS, COPIES = 6, 3


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A HOME whose reports are read, and nothing more."""
    folder = tmp_path_factory.mktemp("read")
    generate.write(REPORTS, folder, seed=5, inconsistent=0.5)
    home = Home.at(folder / "home")
    home.bind(folder / "reports")
    with home.connect() as connection:
        scan(connection, folder / "reports")
        load_documents(connection, folder / "reports")
    return home


def test_every_copy_holds_what_the_report_states_under_a_hash_of_its_own(read: Home, tmp_path: Path):
    target = Home.at(tmp_path / "target")
    assert multiply(read, target, COPIES) == REPORTS * COPIES
    with read.connect() as connection:
        stated = connection.execute("select count(*), sum(number) from raw.amount").fetchone()
    assert stated is not None
    with target.connect() as connection:
        assert connection.execute("select count(*), sum(number) from raw.amount").fetchone() == (
            COPIES * stated[0], COPIES * stated[1],
        )  # fmt: skip
        assert connection.execute("select count(distinct document_sha256) from raw.amount").fetchone() == (
            REPORTS * COPIES,
        )
        assert connection.execute("select count(*) from raw.pending_document").fetchone() == (REPORTS * COPIES,)
        assert connection.execute("select count(*) from raw.manifest_entry").fetchone() == (REPORTS * (COPIES - 1),)


def test_a_home_that_is_there_or_one_that_is_not_read_is_refused(read: Home, tmp_path: Path):
    with pytest.raises(MultiplyError, match="exists already"):
        multiply(read, read, COPIES)
    with pytest.raises(MultiplyError, match="not loaded"):
        multiply(Home.at(tmp_path / "nothing"), Home.at(tmp_path / "target"), COPIES)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_a_multiplied_home_is_built_and_published(read: Home, tmp_path: Path):
    target = Home.at(tmp_path / "target")
    multiply(read, target, COPIES)
    first = build(target)
    assert (first.reports, first.rebuilt) == (REPORTS * COPIES, REPORTS * COPIES)
    assert {"int_report", "rule_check", "evidence"} <= first.nodes.keys()
    later = build(target, changed=2)
    assert later.rebuilt == 2
    newest, before = reversed(Snapshots(target.published).all())
    assert newest.row_counts == before.row_counts
    with duckdb.connect(str(newest.database), read_only=True) as connection:
        reports, departments = connection.execute(
            "select count(distinct report_key), count(distinct department_key) from fct_amount"
        ).fetchall()[0]
    assert reports == REPORTS * COPIES
    assert departments > REPORTS, "copies stand in counties of their own"


def test_what_grows_beyond_linear_is_named():
    small = Cost(100, 100, {"models": 2.0}, {"slow": 1.0, "fair": 1.0}, 50)
    large = Cost(200, 200, {"models": 5.0}, {"slow": 3.0, "fair": 2.0}, 60)
    told = compare([small, large])
    assert "5.0 s (×2.50)" in told
    assert "slow: 1.00 s → 3.00 s" in told
    assert "fair:" not in told
