"""The dbt project on a small warehouse: everything builds, a load touches only what changed, and every check can fail.

What single models do with single rows is shown by the unit tests beside the models; the first build here runs them too.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project.extraction.records import (
    Amount,
    DisbursementPlan,
    HeaderMention,
    Indicator,
    OrganMention,
    PlaceMention,
    ProjectMention,
    Ratio,
    Record,
    Score,
    ScoreBand,
    Section,
    columns,
)
from dagster_project.resources.database import connect

DBT = Path(__file__).resolve().parents[2] / "dbt"
FIRST = "甲区农业局\n一、总体情况\n防汛项目（2023年）支出12万元，预算10万元，自评98分，等级为良。演练完成3次，目标5次。"
THIRD = "丙市林业局\n支出5元。"
SECOND = "乙县财政局\n二、其他\n支出3亿元。"

pytestmark = [pytest.mark.slow, pytest.mark.exhaustive]


class Warehouse:
    """A warehouse file and the dbt project over it."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "warehouse.duckdb"
        self.target = folder / "target"
        with connect(self.database):
            pass

    def dbt(self, *arguments: str) -> dict[str, str]:
        """Run dbt; returns the status of each node by its name."""
        command = [sys.executable, "-m", "dbt.cli.main", "--quiet", *arguments]
        command += ["--project-dir", str(DBT), "--profiles-dir", str(DBT)]
        command += ["--target-path", str(self.target), "--log-path", str(self.target)]
        results = self.target / "run_results.json"
        results.unlink(missing_ok=True)
        environment = os.environ | {"JIXIAO_DATABASE": str(self.database)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert results.is_file(), done.stdout + done.stderr
        return {
            result["unique_id"].split(".")[2]: result["status"] for result in json.loads(results.read_text())["results"]
        }

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database)) as connection:
            return connection.execute(sql).fetchall()

    def add(self, path: str, text: str, records: list[Record]) -> str:
        digest = hashlib.sha256(text.encode()).hexdigest()
        with connect(self.database) as connection:
            connection.execute(
                "INSERT INTO raw.document VALUES (?, ?, 'utf-8', 'txt', ?, ?, 1, '1', 1)",
                [digest, text, len(text.encode()), len(text)],
            )
            connection.execute(
                "INSERT INTO raw.document_path VALUES (?, ?, 1, 'current', true, 1, 1, 1, 1)", [path, digest]
            )
            connection.execute("INSERT INTO raw.pending_document VALUES (?)", [digest])
            for record in records:
                names = ", ".join(columns(type(record)))
                marks = ", ".join("?" * (len(columns(type(record))) + 1))
                connection.execute(
                    f"INSERT INTO raw.{record.table} (document_sha256, {names}) VALUES ({marks})",
                    [digest, *(getattr(record, name) for name in columns(type(record)))],
                )
        return digest


def place(text: str, words: str, within: str | None = None) -> dict[str, int]:
    """The spans of a mention: its words, in a clause or alone."""
    clause = within or words
    start = text.index(clause)
    value = text.index(words, start)
    return {
        "char_start": start, "char_end": start + len(clause), "value_start": value, "value_end": value + len(words),
    }  # fmt: skip


def amount(text: str, words: str, number: str, unit: str, measure: str, ordinal: int | None) -> Amount:
    return Amount(
        **place(text, words), project_ordinal=ordinal, number=number, unit=unit, unit_basis="own", measure=measure,
        category=None, fund_type=None, fund_level=None, fiscal_year=None, label=None, part_of_start=None,
    )  # fmt: skip


def first_records(text: str) -> list[Record]:
    heading = text.index("一、")
    return [
        Section(
            char_start=heading, char_end=len(text), section_no=1, parent_no=None, level=1, number_text="一、",
            title="总体情况", heading_start=heading, heading_end=text.index("\n", heading), role="overview",
        ),
        HeaderMention(**place(text, "甲区农业局"), field="title", value="甲区农业局", basis="title", rank=1),
        HeaderMention(
            **place(text, "自评"), field="report_type", value="project_self_evaluation", basis="body", rank=1
        ),
        HeaderMention(**place(text, "2023年"), field="report_date", value="2025-03-01", basis="signature", rank=1),
        OrganMention(**place(text, "农业局"), organ_text="农业局", region_text="甲区", basis="title", rank=1),
        PlaceMention(
            **place(text, "甲区"), place_text="徐水区", region_code="130609", kind="organ_region", candidates=1
        ),
        ProjectMention(
            **place(text, "防汛项目（2023年）"), ordinal=1, project_name="防汛项目（2023年）", document_number=None,
            basis="list",
        ),
        amount(text, "支出12万元", "12", "万元", "expenditure", 1),
        amount(text, "预算10万元", "10", "万元", "budget_initial", 1),
        Score(
            **place(text, "98", "自评98分，等级为良"), project_ordinal=None, scope="department", score="98",
            score_operator="=", grade="good",
        ),
        ScoreBand(**place(text, "良"), band_low="75", band_high=None, grade="good", project_count=4),
        DisbursementPlan(**place(text, "3次"), project_ordinal=1, checkpoint_month=6, number="50"),
        Indicator(
            **place(text, "3次", "演练完成3次，目标5次"), project_ordinal=1, fiscal_year=None, level1=None, level2=None,
            indicator_name="演练", description=None, target_operator="=", target_value="5", target_value_high=None,
            target_unit="次", target_text=None, actual_operator="=", actual_value="3", actual_unit="次",
            actual_text=None, weight=None, score=None, basis=None,
        ),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("warehouse"))
    warehouse.add("甲.txt", FIRST, first_records(FIRST))
    warehouse.add("乙.txt", SECOND, [amount(SECOND, "3亿元", "3", "亿元", "expenditure", None)])
    warehouse.add("丙.txt", THIRD, [amount(THIRD, "支出5元", "5", "元", "expenditure", None)])
    statuses = warehouse.dbt("build")
    # Exposures are told of too, and nothing is done for them.
    assert {name for name, status in statuses.items() if status not in ("success", "pass", "no-op")} == set()
    return warehouse


def test_a_fact_leads_from_the_mart_to_the_file(warehouse: Warehouse) -> None:
    found = warehouse.rows("""
        select d.department_name, p.base_project_name, f.fiscal_year, f.amount_yuan,
            e.quote, e.section_path, r.source_path
        from marts.fct_amount as f
        join marts.dim_report as r using (report_key)
        join marts.dim_department as d on f.department_key = d.department_key
        join marts.dim_project as p on f.project_key = p.project_key
        join marts.evidence as e using (evidence_key)
        where r.source_path = '甲.txt'
        order by e.char_start
    """)
    assert [tuple(map(str, row)) for row in found] == [
        ("徐水区农业农村局", "防汛项目", "2023", "120000.00", "支出12万元", "总体情况", "甲.txt"),
        ("徐水区农业农村局", "防汛项目", "2023", "100000.00", "预算10万元", "总体情况", "甲.txt"),
    ]


def test_an_unknown_body_is_a_department_of_its_own_without_a_region(warehouse: Warehouse) -> None:
    assert warehouse.rows("""
        select d.organ_name, d.region_code, d.admin_level, r.report_type, r.fiscal_year
        from marts.dim_report as r join marts.dim_department as d using (department_key) where source_path = '乙.txt'
    """) == [(None, None, None, "other", None)]


def test_findings_and_outcomes_say_what_was_checked(warehouse: Warehouse) -> None:
    rules = {row[0] for row in warehouse.rows("select distinct rule_id from marts.fct_finding")}
    assert {
        "overspent", "prior_year_project", "target_missed", "plan_incomplete", "nonstandard_bands", "missing_section",
    } <= rules  # fmt: skip
    outcomes = dict(
        warehouse.rows("""
            select o.rule_id, o.outcome from marts.rule_outcome as o join marts.dim_report as r using (report_key)
            where r.source_path = '乙.txt'
        """)
    )
    assert len(outcomes) == len(warehouse.rows("select * from marts.dim_rule"))
    assert set(outcomes.values()) <= {"not_applicable", "insufficient_data", "pass"}


def test_every_column_of_every_mart_is_described(warehouse: Warehouse) -> None:
    manifest = json.loads((warehouse.target / "manifest.json").read_text())
    described = {
        node["name"]: {name: column["description"] for name, column in node["columns"].items()}
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
    }
    built = warehouse.rows("select table_name, column_name from duckdb_columns() where schema_name = 'marts'")
    assert {(table, column) for table, column in built if not described[table].get(column)} == set()
    assert all(node["description"] for node in manifest["nodes"].values() if node["name"] in described)


def contents(warehouse: Warehouse, digest: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of one report in every mart that holds rows of reports."""
    tables = warehouse.rows(
        "select table_name from duckdb_columns() where schema_name = 'marts' and column_name = 'report_key'"
    )
    key = f"(select report_key from marts.dim_report where document_sha256 = '{digest}')"
    return {
        table: warehouse.rows(f"select * from marts.{table} where report_key = {key} order by all")
        for (table,) in tables
    }


def test_a_load_rebuilds_what_is_pending_and_removes_what_is_gone(warehouse: Warehouse) -> None:
    untouched, changed, gone = (hashlib.sha256(text.encode()).hexdigest() for text in (FIRST, SECOND, THIRD))
    before = contents(warehouse, untouched)
    assert len(contents(warehouse, gone)["fct_amount"]) == 1
    warehouse.rows("update raw.amount set measure = 'revenue'")
    warehouse.rows(f"delete from raw.pending_document where document_sha256 <> '{changed}'")
    warehouse.rows(f"update raw.document_path set is_current = false where document_sha256 = '{gone}'")

    statuses = warehouse.dbt("run")

    assert set(statuses.values()) == {"success"}
    assert contents(warehouse, untouched) == before
    assert warehouse.rows("select measure from marts.fct_amount order by all") == [
        ("budget_initial",), ("expenditure",), ("revenue",),
    ]  # fmt: skip
    left = {table: rows for table, rows in contents(warehouse, gone).items() if rows}
    assert set(left) == {"dim_report", "bridge_report_path"}
    assert warehouse.rows(
        "select is_current, title_evidence_key from marts.dim_report where source_path = '丙.txt'"
    ) == [(False, None)]


def test_the_tests_of_the_marts_find_what_is_planted(warehouse: Warehouse) -> None:
    for plant in (
        "update marts.evidence set quote = '错' where char_start = 0",
        "update marts.fct_amount set evidence_key = 'none'",
        "insert into marts.fct_score select * from marts.fct_score",
        "update marts.fct_indicator set indicator_name = null",
        "update marts.dim_report set report_type = 'poem'",
        "insert into marts.rule_outcome select * from marts.rule_outcome",
        "delete from marts.dim_rule where rule_id = 'overspent'",
    ):
        warehouse.rows(plant)
    statuses = warehouse.dbt("test", "--exclude-resource-type", "unit_test")
    failed = {name for name, status in statuses.items() if status == "fail"}
    for wanted in (
        "quote_is_text_at_span_evidence_",
        "fact_references_hold_fct_amount_",
        "unique_fct_score_fact_key",
        "not_null_columns_fct_indicator",
        "accepted_values_dim_report_report_type",
        "unique_combination_rule_outcome",
        "rules_are_complete",
    ):
        assert any(name.startswith(wanted) for name in failed), wanted


def test_names_that_share_a_figure_have_keys_of_their_own(tmp_path: Path) -> None:
    """演练率、抽查率均达100% is one figure of two indicators: neither may stop the load."""
    one = Warehouse(tmp_path)
    records = first_records(FIRST)
    shared = [replace(record, indicator_name="抽查") for record in records if isinstance(record, Indicator)]
    one.add("a.txt", FIRST, [*records, *shared])
    statuses = one.dbt("build", "--select", "+fct_indicator", "--indirect-selection", "cautious")
    assert statuses["unique_fct_indicator_fact_key"] == "pass"
    assert one.rows("select indicator_name from marts.fct_indicator order by 1") == [("抽查",), ("演练",)]


def test_rates_that_share_a_figure_have_keys_of_their_own(tmp_path: Path) -> None:
    """到位率、执行率均为100% is one figure of two rates."""
    text = "2024年资金到位率、执行率均为100%。"
    place = text.index("100%")
    rate = Ratio(
        char_start=0, char_end=len(text) - 1, value_start=place, value_end=place + 4, project_ordinal=None,
        number=Decimal(100), measure="execution_rate", fiscal_year=None, label=None,
    )  # fmt: skip
    one = Warehouse(tmp_path)
    one.add("a.txt", text, [rate, replace(rate, measure="funds_received_rate")])
    statuses = one.dbt("build", "--select", "+fct_ratio", "--indirect-selection", "cautious")
    assert statuses["unique_fct_ratio_fact_key"] == "pass"
    assert one.rows("select measure from marts.fct_ratio order by 1") == [("execution_rate",), ("funds_received_rate",)]
