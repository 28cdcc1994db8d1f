"""The metrics of dbt's semantic layer can be asked of the marts as their contracts describe them, and rates divide sums."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from dagster_project.expectations.contract import mart_contracts

DBT = Path(__file__).parents[2] / "dbt" / "models"
LAYER: dict[str, Any] = yaml.safe_load((DBT / "semantic" / "_semantic.yml").read_text(encoding="utf-8"))
AGGREGATES = {"sum": "sum", "average": "avg"}
MEASURES = {
    measure["name"]: (model["model"].split("'")[1], measure)
    for model in LAYER["semantic_models"]
    for measure in model["measures"]
}
METRICS = {metric["name"]: metric for metric in LAYER["metrics"]}


@pytest.fixture
def marts() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name, contract in mart_contracts().items():
            columns = ", ".join(f"{column} {data_type}" for column, data_type in contract.columns.items())
            connection.execute(f"create table {name} ({columns})")
        yield connection


def value(connection: duckdb.DuckDBPyConnection, metric: str) -> float | None:
    """A metric over all rows."""
    stated = METRICS[metric]
    if stated["type"] == "ratio":
        above, below = (value(connection, stated["type_params"][side]) for side in ("numerator", "denominator"))
        return None if above is None or not below else above / below
    table, measure = MEASURES[stated["type_params"]["measure"]]
    expression = f"{AGGREGATES[measure['agg']]}({measure.get('expr', measure['name'])})"
    row = connection.execute(f"select cast({expression} as double) from {table}").fetchone()
    return row[0] if row else None


def test_every_dimension_and_metric_can_be_asked(marts: duckdb.DuckDBPyConnection) -> None:
    for model in LAYER["semantic_models"]:
        table = model["model"].split("'")[1]
        for described in (*model["entities"], *model["dimensions"]):
            marts.execute(f"select {described.get('expr', described['name'])} from {table}")
    assert {metric: value(marts, metric) for metric in METRICS} == dict.fromkeys(METRICS)


def test_rates_divide_sums_and_leave_out_what_lacks_a_side(marts: duckdb.DuckDBPyConnection) -> None:
    marts.execute(
        "insert into mart_department_year by name select * from (values"
        " ('a', 2023, 100, 100, 90, 4, 2, 1, 1, 2.0), ('b', 2023, 900, 900, 450, 6, 6, 0, 0, null),"
        " ('c', 2023, 50, null, null, 0, 0, 0, 0, -1.0)) as rows(department_key, fiscal_year, budget_initial_yuan,"
        " execution_budget_yuan, execution_expenditure_yuan, target_count, quantified_target_count, attained_count,"
        " missed_count, score_inflation)"
    )
    marts.execute(
        "insert into mart_coverage by name select * from (values ('x', 4, 6), ('y', 1, 0))"
        " as rows(coverage_key, report_count, finding_count)"
    )
    assert value(marts, "budget") == 1050
    assert value(marts, "execution_rate") == pytest.approx(0.54)
    assert value(marts, "quantified_share") == pytest.approx(0.8)
    assert value(marts, "attainment") == pytest.approx(0.5)
    assert value(marts, "score_inflation") == pytest.approx(0.5)
    assert value(marts, "findings_per_report") == pytest.approx(1.2)


def test_each_page_has_its_exposure() -> None:
    exposures = yaml.safe_load((DBT / "marts" / "exposures.yml").read_text(encoding="utf-8"))["exposures"]
    labels = [exposure["label"] for exposure in exposures]
    assert labels == ["总览", "部门画像", "项目库", "指标", "问题清单", "原文", "数据质量"]
