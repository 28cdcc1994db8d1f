"""Each expectation on marts holds in a sound warehouse and tells of the error that is planted for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from sound_warehouse import build_marts

from dagster_project.expectations.contract import mart_contracts
from dagster_project.expectations.definition import Expectation, Layer
from dagster_project.expectations.gate import expectations_of
from dagster_project.expectations.validation import validate

IDS = [expectation.id for expectation in expectations_of(Layer.MARTS)]

PLANTED = {
    "marts.evidence.text_exists": "update marts.evidence set report_key = 'r99'",
    "marts.evidence.span_in_text": "update marts.evidence set char_end = 100000",
    "marts.evidence.quote_is_text": "update marts.evidence set char_start = 1, char_end = 5",
    "marts.evidence.quote_not_blank": "update marts.evidence set quote = ' '",
    "marts.evidence.stands_once": (
        "insert into marts.evidence select * replace ('e1' as evidence_key) from marts.evidence"
    ),
    "marts.dim_report.document_once": (
        "insert into marts.dim_report select * replace ('r99' as report_key) from marts.dim_report"
    ),
    "marts.dim_report.fiscal_year.plausible": "update marts.dim_report set fiscal_year = 1897",
    "marts.dim_report.report_date.plausible": "update marts.dim_report set report_date = date '2999-01-01'",
    "marts.dim_report.fiscal_year.found": "update marts.dim_report set fiscal_year = null",
    "marts.dim_report.title.found": "update marts.dim_report set title = ' '",
    "marts.dim_report.department_exists": "update marts.dim_report set department_key = 'd99'",
    "marts.dim_report.text_exists": "delete from marts.report_text",
    "marts.dim_report.complete": "delete from marts.dim_report where report_key = 'r3'",
    "marts.report_text.is_raw_text": "update marts.report_text set text = text || '。'",
    "marts.dim_department.region_code.form": "update marts.dim_department set region_code = '1301'",
    "marts.dim_department.region_code.known": "update marts.dim_department set region_code = '999999'",
    "marts.dim_department.region_named": "update marts.dim_department set region_name = null",
    "marts.dim_department.one_row_per_body": (
        "insert into marts.dim_department select * replace ('d1' as department_key) from marts.dim_department"
    ),
    "marts.dim_department.name.found": "update marts.dim_department set organ_name = null",
    "marts.dim_project.department_exists": "update marts.dim_project set department_key = 'd99'",
    "marts.dim_project.name_not_blank": "update marts.dim_project set base_project_name = ''",
    "marts.dim_project.listed": "delete from marts.bridge_report_project",
    "marts.bridge_report_project.report_exists": "update marts.dim_report set is_current = false",
    "marts.bridge_report_project.project_exists": "delete from marts.dim_project",
    "marts.bridge_report_project.evidence_exists": "update marts.bridge_report_project set evidence_key = 'e99'",
    "marts.bridge_report_project.ordinal": "update marts.bridge_report_project set ordinal = 0",
    "marts.fct_amount.amount_yuan.plausible": "update marts.fct_amount set amount_yuan = 1e13",
    "marts.fct_ratio.ratio_percent.plausible": "update marts.fct_ratio set ratio_percent = 100001",
    "marts.fct_disbursement_plan.month": "update marts.fct_disbursement_plan set checkpoint_month = 0",
    "marts.fct_disbursement_plan.percent": "update marts.fct_disbursement_plan set planned_percent = -1",
    "marts.fct_disbursement_plan.rises": (
        "update marts.fct_disbursement_plan set checkpoint_month = 9, planned_percent = 40 where fact_key = 'f1'"
    ),
    "marts.fct_indicator.target_has_value": "update marts.fct_indicator set target_value_high = null",
    "marts.fct_indicator.target_or_actual": (
        "update marts.fct_indicator set target_operator = null, actual_value = null, actual_text = null"
    ),
    "marts.fct_indicator.level_inferred": "update marts.fct_indicator set level2_inferred = null",
    "marts.fct_indicator.attained_decided": "update marts.fct_indicator set target_operator = null",
    "marts.fct_score.plausible": "update marts.fct_score set score = 951",
    "marts.fct_score.score_or_grade": "update marts.fct_score set score = null, grade = null",
    "marts.fct_score_distribution.range": "update marts.fct_score_distribution set band_low = 101",
    "marts.fct_staffing.not_negative": "update marts.fct_staffing set count_value = -1",
    "marts.fct_narrative.text_not_blank": "update marts.fct_narrative set text = ' '",
    "marts.mart_indicator_result.complete": "delete from marts.mart_indicator_result",
    "marts.mart_finding_detail.complete": "update marts.mart_finding_detail set finding_key = 'f99'",
    "marts.fct_finding.rule_exists": "delete from marts.dim_rule",
    "marts.fct_finding.places_exist": "update marts.fct_finding set evidence_keys = ['e0', 'e99']",
    "marts.fct_finding.related_places_exist": "update marts.fct_finding set related_evidence_keys = ['e0']",
    "marts.rule_health.counts_add_up": "update marts.rule_health set pass_count = 3",
    "marts.rule_outcome.rule_exists": "delete from marts.dim_rule",
    "marts.rule_outcome.complete": "delete from marts.rule_outcome where report_key = 'r3'",
    "marts.rule_outcome.agrees_with_findings": "delete from marts.fct_finding",
    "marts.rule_outcome.checked": "update marts.rule_outcome set checked = 0",
    "marts.mart_report_quality.complete": "delete from marts.mart_report_quality where report_key = 'r3'",
    "marts.mart_report_quality.percent.range": "update marts.mart_report_quality set placed_percent = 101",
    "marts.mart_report_quality.facts.add_up": "update marts.mart_report_quality set fact_count = 7",
    "marts.mart_report_quality.figures.unread": "update marts.mart_report_quality set unread_figure_count = 21",
    "marts.mart_report_quality.figures.read": "update marts.mart_report_quality set unread_figure_count = 15",
    "marts.dim_report.rows.minimum": "delete from marts.dim_report where report_key > 'r3'",
    "marts.dim_report.rows.maximum": "insert into marts.dim_report select dim_report.* from marts.dim_report, range(3)",
}
# Expectations that many tables share: the error is planted in the table that the id names.
PLANTED_IN_TABLE = {
    "columns": "drop table marts.{table}",
    "key_unique": "insert into marts.{table} from marts.{table}",
    "report_current": "update marts.dim_report set is_current = false",
    "evidence_exists": "update marts.{table} set evidence_key = 'e99'",
    "department_of_report": "update marts.{table} set department_key = 'd99'",
    "project_of_report": "update marts.{table} set project_key = 'p99'",
    "one_primary": "update marts.{table} set is_primary = true",
    "complete": "delete from marts.{table} where fact_key = 'f1'",
    "fiscal_year.plausible": "update marts.{table} set fiscal_year = 2999",
    "rows.minimum": "delete from marts.{table} where fact_key > 'f1'",
    "rows.maximum": "insert into marts.{table} select {table}.* from marts.{table}, range(3)",
}


def planted_error(expectation_id: str) -> str | None:
    """The SQL that breaks the expectation, None where nobody planted an error for it."""
    _, table, *check = expectation_id.split(".")
    if expectation_id in PLANTED:
        return PLANTED[expectation_id]
    if check == ["required"]:
        return f"update marts.{table} set {mart_contracts()[table].required[-1]} = null"
    if len(check) == 2 and check[1] == "known":
        return f"update marts.{table} set {check[0]} = 'no such word'"
    shared = PLANTED_IN_TABLE.get(".".join(check))
    return shared.format(table=table) if shared else None


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sound warehouse and of its last snapshot."""
    folder = tmp_path_factory.mktemp("marts")
    build_marts(folder / "warehouse.duckdb", folder / "snapshot")
    return folder


@pytest.fixture
def planted(sound: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the sound warehouse to plant an error in; all copies take the same place on the disk in turn."""
    copy = sound / "planted.duckdb"
    shutil.copy(sound / "warehouse.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


@pytest.fixture(scope="module")
def expectations(sound: Path) -> dict[str, Expectation]:
    """All expectations by id, held against the snapshot of the sound warehouse."""
    return {expectation.id: expectation for expectation in expectations_of(Layer.MARTS, sound / "snapshot")}


@pytest.mark.parametrize("with_snapshot", [True, False])
def test_expectations_hold_in_a_sound_warehouse(sound: Path, with_snapshot: bool) -> None:
    expectations = expectations_of(Layer.MARTS, sound / "snapshot" if with_snapshot else None)
    with duckdb.connect(str(sound / "warehouse.duckdb")) as connection:
        outcomes = validate(Layer.MARTS, expectations, connection)
    assert [(o.expectation.id, o.observed, o.sample) for o in outcomes if not o.success] == []


def test_every_expectation_has_a_planted_error() -> None:
    assert [id_ for id_ in IDS if planted_error(id_) is None] == []
    assert {id_ for id_ in PLANTED if id_.split(".")[1] in mart_contracts()} <= set(IDS)
    assert len(IDS) == len(set(IDS))


@pytest.mark.parametrize("expectation_id", IDS)
def test_expectation_tells_of_its_planted_error(
    expectation_id: str, expectations: dict[str, Expectation], planted: duckdb.DuckDBPyConnection
) -> None:
    planted.execute(planted_error(expectation_id) or "")
    (outcome,) = validate(Layer.MARTS, [expectations[expectation_id]], planted)
    assert not outcome.success
    assert outcome.error is None
    assert outcome.unexpected_count
    assert outcome.sample


def test_money_that_is_no_decimal_is_told(planted: duckdb.DuckDBPyConnection) -> None:
    (columns,) = [e for e in expectations_of(Layer.MARTS) if e.id == "marts.fct_amount.columns"]
    planted.execute("alter table marts.fct_amount alter amount_yuan type double")
    (outcome,) = validate(Layer.MARTS, [columns], planted)
    assert outcome.sample == (
        '{"column_name": "amount_yuan", "expected_type": "DECIMAL(20,2)", "found_type": "DOUBLE"}',
    )


def test_an_empty_landing_folder_is_no_reason_to_publish_nothing(
    expectations: dict[str, Expectation], planted: duckdb.DuckDBPyConnection
) -> None:
    planted.execute("update marts.dim_report set is_current = false")
    bounds = [expectations[f"marts.dim_report.rows.{bound}"] for bound in ("minimum", "maximum")]
    minimum, maximum = validate(Layer.MARTS, bounds, planted)
    assert (minimum.success, maximum.success) == (False, True)
    assert minimum.sample == ('{"rows_before": 10, "rows_now": 0}',)
