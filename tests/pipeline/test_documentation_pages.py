"""The pages on the dbt project beside the gates' pages: true, whole, without the machine's paths or the internet."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest

from dagster_project.documentation.pages import DBT_PAGE, LINEAGE_PAGE, LINEAGE_TABLE
from dagster_project.expectations.contract import mart_contracts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(samples) -> Path:
    return samples.home.quality


def test_every_column_of_every_mart_has_its_lineage(folder: Path, samples) -> None:
    rows = list(csv.DictReader((folder / LINEAGE_TABLE).open(encoding="utf-8")))
    page = (folder / LINEAGE_PAGE).read_text(encoding="utf-8")
    assert "未能解析" not in page
    for name, contract in mart_contracts().items():
        for column in contract.columns:
            assert f'id="marts.{name}.{column}"' in page
    with duckdb.connect(str(samples.home.database), read_only=True) as warehouse:
        there = warehouse.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns()"
        ).fetchall()
    sources = {(row["source"], row["source_column"]) for row in rows if row["source_column"] != "*"}
    assert sources - set(there) == set()
    amounts = {
        (row["source"], row["source_column"])
        for row in rows
        if (row["model"], row["column"]) == ("marts.fct_amount", "amount_yuan")
    }
    assert ("intermediate.int_amount", "amount_yuan") in amounts
    assert {row["source"].split(".")[0] for row in rows} >= {"raw", "vocabulary", "staging", "intermediate", "marts"}


@pytest.mark.parametrize("name", [DBT_PAGE, LINEAGE_PAGE, LINEAGE_TABLE])
def test_pages_tell_nothing_of_the_machine_and_load_nothing(folder: Path, samples, name: str) -> None:
    page = (folder / name).read_text(encoding="utf-8")
    for path in (samples.home.root, Path(__file__).parents[2], Path.home()):
        assert str(path) not in page
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?https?:", page) == []


def test_dbts_page_holds_the_project_and_its_columns(folder: Path) -> None:
    page = (folder / DBT_PAGE).read_text(encoding="utf-8")
    assert "JSON INLINE DATA" not in page
    assert mart_contracts()["mart_coverage"].description in page
    assert '"exposure.jixiao.overview"' in page
