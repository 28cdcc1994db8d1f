"""The sample reports of raw/ against the facts that each states (tests/fixtures/expected), key field by key field.

Here belongs the exact comparison of published rows with expected facts, and the check that the fixtures themselves are
sound. The floors in samples_floor.json only ever rise: ``right`` is the least number of exact rows, ``surplus`` the
most rows that no expected fact accounts for. Scores of the shared reports belong to tests/gold.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project.accuracy.agreement import fund_level, letters, number, unit
from dagster_project.reading import read
from dagster_project.vocabulary import words

ROOT = Path(__file__).parents[2]
RAW = ROOT / "raw"
EXPECTED = sorted((ROOT / "tests" / "fixtures" / "expected").glob("*.json"))
FLOORS = json.loads((Path(__file__).parent / "samples_floor.json").read_text(encoding="utf-8"))
HEADER = ("report_type", "fiscal_year", "organ_name", "region_code", "report_date")

Row = dict[str, Any]


# How a key column is read before it is compared; the others are compared as they stand.
READ_AS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("project_name", "base_project_name", "indicator_name", "description", "basis", "text"), letters),
    **dict.fromkeys(
        ("amount_yuan", "ratio_percent", "planned_percent", "score", "weight", "band_low", "band_high"), number
    ),
    **dict.fromkeys(("target_value", "target_value_high", "actual_value"), number),
    **dict.fromkeys(("document_number", "target_unit", "actual_unit"), unit),
    "fund_level": fund_level,
}


@dataclass(frozen=True)
class Table:
    """How one kind of fact is compared: its list in the fixture, its mart, its key columns and which rows count."""

    name: str
    listed: str
    mart: str
    columns: str
    by_project: bool = True
    only_with: str | None = None
    kind: str | None = None

    def key(self, row: Row) -> tuple[Any, ...]:
        columns = ["project_name", *self.columns.split()] if self.by_project else self.columns.split()
        return tuple(READ_AS[column](row.get(column)) if column in READ_AS else row.get(column) for column in columns)

    @property
    def sql(self) -> str:
        project = "LEFT JOIN marts.dim_project USING (project_key)" if self.by_project else ""
        kept = f"AND {self.only_with} IS NOT NULL" if self.only_with else ""
        kept += f" AND kind = '{self.kind}'" if self.kind else ""
        kept += (
            f" AND rule_id IN {words('audit_rules', 'rule_id', in_contract='true')}" if self.name == "findings" else ""
        )
        return f"SELECT * FROM marts.{self.mart} {project} WHERE report_key = ? {kept}"


FIGURES = "target_operator target_value target_value_high target_unit actual_operator actual_value actual_unit"
TABLES = (
    Table("projects", "projects", "bridge_report_project", "base_project_name document_number"),
    Table("amounts", "amounts", "fct_amount", "measure category fund_type fund_level fiscal_year amount_yuan"),
    Table("ratios", "ratios", "fct_ratio", "measure fiscal_year ratio_percent"),
    Table("disbursement_plan", "disbursement_plan", "fct_disbursement_plan", "checkpoint_month planned_percent"),
    Table("indicators", "indicators", "fct_indicator", f"fiscal_year level1 level2 {FIGURES}"),
    Table("indicator_names", "indicators", "fct_indicator", "indicator_name"),
    Table("indicator_points", "indicators", "fct_indicator", "weight score", only_with="score"),
    Table("indicator_bases", "indicators", "fct_indicator", "description basis", only_with="basis"),
    Table("scores", "scores", "fct_score", "scope score score_operator grade"),
    Table(
        "score_distribution",
        "score_distribution",
        "fct_score_distribution",
        "band_low band_high grade project_count",
        False,
    ),
    Table("staffing", "staffing", "fct_staffing", "measure count_value", False),
    Table("problems", "problems", "fct_narrative", "text", False, kind="problem"),
    Table("improvements", "improvements", "fct_narrative", "text", False, kind="improvement"),
    Table("findings", "findings", "fct_finding", "rule_id"),
)


def expected_rows(facts: dict[str, Any], table: Table) -> list[Row]:
    """The expected facts of a table, under the column names of its mart."""
    projects = {p["id"]: p["name"] for p in facts["projects"]}
    rows = []
    for fact in facts[table.listed]:
        if isinstance(fact, str):
            rows.append({"text": fact})
            continue
        row = fact | {"project_name": projects.get(fact.get("id") or fact.get("subject"))}
        row |= {"base_project_name": fact.get("base_name"), "indicator_name": fact.get("name")}
        if table.only_with is None or row[table.only_with] is not None:
            rows.append(row)
    return rows


@pytest.fixture(scope="module")
def marts(published_samples: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(str(published_samples), read_only=True)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def reports(marts: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    cursor = marts.execute(
        "SELECT r.*, d.organ_name, d.region_code, d.region_name, CAST(r.report_date AS VARCHAR) AS signed_on "
        "FROM marts.dim_report r LEFT JOIN marts.dim_department d USING (department_key) WHERE r.is_current"
    )
    columns = [c[0] for c in cursor.description]
    rows = [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]
    return {Path(row["source_path"]).name: row | {"report_date": row["signed_on"]} for row in rows}


def facts_of(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts


def sample_of(facts: dict[str, Any]) -> Path:
    found = list(RAW.rglob(facts["file"]))
    assert len(found) == 1, f"{facts['file']}: {len(found)} samples of this name"
    return found[0]


def test_every_sample_has_expected_facts() -> None:
    samples = {p.name for p in RAW.rglob("*") if p.suffix in (".txt", ".md")}
    assert samples == {facts_of(path)["file"] for path in EXPECTED}
    assert len(samples) >= 12


@pytest.mark.parametrize("path", EXPECTED, ids=lambda p: p.stem)
def test_expected_quotes_stand_in_the_sample(path: Path) -> None:
    facts = facts_of(path)
    sample = sample_of(facts)
    text = read(sample.name, sample.read_bytes()).text
    assert "虚构" in text or "示例" in text, "a sample says that it is one"
    ids = {p["id"] for p in facts["projects"]} | {"department"}
    for project in facts["projects"]:
        assert project["name"] in text
    for table in TABLES:
        for fact in facts[table.listed]:
            if isinstance(fact, str):
                assert fact in text
            elif table.listed != "projects":
                assert text.count(fact["quote"]) > fact.get("occurrence", 0), fact
                assert fact.get("subject", "department") in ids, fact


@pytest.mark.slow
def test_headers_are_right(reports: dict[str, Row]) -> None:
    wrong = []
    for path in EXPECTED:
        facts = facts_of(path)
        got = reports.get(facts["file"], {})
        for field in HEADER:
            if facts["report"][field] != got.get(field):
                wrong.append(f"{facts['file']} {field}: {facts['report'][field]!r}, not {got.get(field)!r}")
    right = len(EXPECTED) * len(HEADER) - len(wrong)
    assert right >= FLOORS["header"]["right"], "\n".join([f"{right} header fields right", *wrong])


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_facts_do_not_get_worse(table: Table, marts: duckdb.DuckDBPyConnection, reports: dict[str, Row]) -> None:
    right = missing = surplus = 0
    lines = []
    for path in EXPECTED:
        facts = facts_of(path)
        want = Counter(table.key(row) for row in expected_rows(facts, table))
        cursor = marts.execute(table.sql, [reports.get(facts["file"], {}).get("report_key")])
        columns = [c[0] for c in cursor.description]
        got = Counter(table.key(dict(zip(columns, values, strict=True))) for values in cursor.fetchall())
        right += (want & got).total()
        missing += (want - got).total()
        surplus += (got - want).total()
        for sign, rows in (("-", want - got), ("+", got - want)):
            lines += [f"{sign} {facts['file']} {' | '.join(map(str, key))} ×{n}" for key, n in rows.items()]
    told = "\n".join([f"{table.name}: {right} right, {missing} missing, {surplus} surplus", *lines])
    assert right >= FLOORS[table.name]["right"], told
    assert surplus <= FLOORS[table.name]["surplus"], told
