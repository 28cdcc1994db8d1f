"""Statements that are right give no finding of severity ``error``: each stands alone in a report of its own.

Here belongs correct arithmetic in every shape that reports give it (rounding, partial lists, bases, money carried over).
What each rule makes of wrong figures is shown by the unit tests beside the rules' models.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from dagster_project.cli.run import run_nightly_load
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import Snapshots

pytestmark = [pytest.mark.slow, pytest.mark.exhaustive]

STATEMENTS = Path(__file__).parents[1] / "fixtures" / "audit" / "right_statements.csv"
REPORT = (
    "清源县水务局2023年度部门整体支出绩效自评报告\n\n一、部门基本情况\n\n{statement}\n\n清源县水务局\n2024年3月20日\n"
)
# Rules that a whole report must satisfy, and one statement cannot.
OF_WHOLE_REPORTS = ("missing_section",)
LEAST_COMPARISONS = {
    "sum_mismatch": 10,
    "ratio_mismatch": 19,
    "overspent": 8,
    "direction_mismatch": 6,
    "grade_mismatch": 3,
}


def statements() -> list[dict[str, str]]:
    with STATEMENTS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("right_statements")
    landing = folder / "landing"
    landing.mkdir()
    for number, row in enumerate(statements(), start=1):
        (landing / f"{number:02d}.txt").write_text(REPORT.format(statement=row["statement"]), encoding="utf-8")
    home = Home.at(folder / "home")
    home.bind(landing)
    assert run_nightly_load(home).success, f"the load did not go through; see {home.logs}"
    snapshot = Snapshots(home.published).current()
    assert snapshot is not None
    return duckdb.connect(str(snapshot.database), read_only=True)


def test_right_statements_give_no_finding(marts: duckdb.DuckDBPyConnection) -> None:
    assert len(statements()) >= 60
    found = marts.execute(
        """
        select source_path, rule_id, message
        from marts.fct_finding join marts.dim_report using (report_key)
        where not list_contains(?, rule_id)
        order by all
        """,
        [list(OF_WHOLE_REPORTS)],
    ).fetchall()
    assert found == []


@pytest.mark.parametrize(("rule", "least"), LEAST_COMPARISONS.items())
def test_right_statements_are_really_compared(rule: str, least: int, marts: duckdb.DuckDBPyConnection) -> None:
    compared = marts.execute("select sum(checked) from marts.rule_outcome where rule_id = ?", [rule]).fetchone()
    assert compared is not None
    assert compared[0] >= least
