"""The wide marts of the sample reports say what the facts say, and the snapshot describes itself as a data package."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from dagster_project.exports.data_package import DATA_PACKAGE
from dagster_project.exports.files import write_csv

pytestmark = pytest.mark.slow

FACTS = (
    "fct_amount", "fct_ratio", "fct_disbursement_plan", "fct_indicator", "fct_score", "fct_score_distribution",
    "fct_staffing", "fct_narrative",
)  # fmt: skip
# What a Parquet column of each type of the standard may be.
PHYSICAL = {
    "string": ("string",), "array": ("list",), "integer": ("int32", "int64"), "number": ("double", "decimal128"),
    "boolean": ("bool",), "date": ("date32",), "datetime": ("timestamp",),
}  # fmt: skip


@pytest.fixture(scope="module")
def marts(published_samples: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(published_samples), read_only=True) as connection:
        yield connection


def one(marts: duckdb.DuckDBPyConnection, sql: str) -> object:
    row = marts.execute(sql).fetchone()
    return row[0] if row else None


@pytest.mark.parametrize(
    ("wide", "facts"), [("mart_indicator_result", "fct_indicator"), ("mart_finding_detail", "fct_finding")]
)
def test_no_row_is_lost_or_doubled_beside_its_names(marts: duckdb.DuckDBPyConnection, wide: str, facts: str) -> None:
    key = "fact_key" if facts == "fct_indicator" else "finding_key"
    assert one(marts, f"select count(*) from {facts}") == one(marts, f"select count(*) from {wide}")
    assert one(marts, f"select count(*) from {facts} where {key} not in (select {key} from {wide})") == 0
    assert (
        one(
            marts,
            f"select count(*) from {wide} join evidence using (evidence_key) where {wide}.quote <> evidence.quote",
        )
        == 0
    )


def test_coverage_counts_every_current_report_fact_and_finding(marts: duckdb.DuckDBPyConnection) -> None:
    counted = marts.execute(
        "select sum(report_count), sum(fact_count), sum(finding_count) from mart_coverage"
    ).fetchone()
    facts = sum(int(str(one(marts, f"select count(*) from {fact}"))) for fact in FACTS)
    reports = one(marts, "select count(*) from dim_report where is_current")
    assert counted == (reports, facts, one(marts, "select count(*) from fct_finding"))


@pytest.mark.parametrize(
    "measure", ["budget_initial", "budget_adjusted", "funds_received", "revenue", "expenditure", "carryover"]
)
def test_every_amount_of_a_department_leads_to_the_words_that_state_it(
    marts: duckdb.DuckDBPyConnection, measure: str
) -> None:
    wrong = one(
        marts,
        f"select count(*) from mart_department_year as year where ({measure}_yuan is null) <>"
        f" ({measure}_evidence_key is null) or {measure}_yuan is not null and not exists (from fct_amount as amount"
        f" where amount.evidence_key = year.{measure}_evidence_key and amount.amount_yuan = year.{measure}_yuan and"
        f" amount.measure = '{measure}' and amount.project_key is null and amount.fiscal_year = year.fiscal_year)",
    )
    assert wrong == 0
    assert one(marts, f"select count({measure}_yuan) from mart_department_year") != 0


def test_a_rate_is_the_quotient_of_its_two_sides_and_null_without_them(marts: duckdb.DuckDBPyConnection) -> None:
    for mart in ("mart_department_year", "mart_project_year"):
        wrong = one(
            marts,
            f"select count(*) from {mart} where execution_rate_percent is distinct from"
            " cast(100 * execution_expenditure_yuan / execution_budget_yuan as decimal(12, 4))"
            " or (execution_budget_yuan is null) <> (execution_basis is null)",
        )
        assert wrong == 0
        assert one(marts, f"select count(execution_rate_percent) from {mart}") != 0


def test_each_department_and_year_of_a_current_report_is_one_row(marts: duckdb.DuckDBPyConnection) -> None:
    pairs = "select distinct department_key, fiscal_year from dim_report where is_current and fiscal_year is not null"
    rows = "select department_key, fiscal_year from mart_department_year"
    assert marts.execute(f"({pairs} except {rows}) union all ({rows} except {pairs})").fetchall() == []
    found = "select sum(finding_count) from mart_department_year"
    dated = "select count(*) from fct_finding join dim_report using (report_key) where fiscal_year is not null"
    assert one(marts, found) == one(marts, dated)


def test_the_snapshot_describes_its_files(published_samples: Path) -> None:
    folder = published_samples.parent
    described = json.loads((folder / DATA_PACKAGE).read_text(encoding="utf-8"))
    assert list(Package.metadata_validate(described)) == []
    assert {resource["path"] for resource in described["resources"]} == {
        f"parquet/{file.name}" for file in folder.glob("parquet/*.parquet")
    }
    for resource in described["resources"]:
        schema = pq.read_schema(folder / resource["path"])
        assert schema.names == [field["name"] for field in resource["schema"]["fields"]], resource["name"]
        for field in resource["schema"]["fields"]:
            assert str(schema.field(field["name"]).type).startswith(PHYSICAL[field["type"]]), field
        assert (folder / resource["path"]).stat().st_size == resource["bytes"]
    sealed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert DATA_PACKAGE in sealed


def test_the_samples_as_csv_hold_to_types_keys_and_references(published_samples: Path, tmp_path: Path) -> None:
    write_csv(published_samples, tmp_path)
    report = Package(str(tmp_path / DATA_PACKAGE)).validate()
    assert report.flatten(["type", "message"]) == []
