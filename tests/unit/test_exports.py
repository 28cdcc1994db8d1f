"""What leaves the warehouse: a descriptor that the standard's library accepts, and files in which text stays text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from frictionless import Package
from sound_warehouse import build_marts

from dagster_project.assets.publishing import PublishedTable, write_tables
from dagster_project.expectations.contract import mart_contracts
from dagster_project.exports.data_package import references, title_of
from dagster_project.exports.files import TooManyRowsError, write_csv, write_workbook
from dagster_project.exports.spreadsheet_text import FORMULA_START

HOSTILE = ["=1+1", " =1", "\u3000@x", "+cmd|' /C calc'!A0", "-2+3", "@sum(1)", "\t=1", "＝HYPERLINK(1)", "－1"]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as a snapshot holds it, with text that a spreadsheet would take for formulas."""
    folder = tmp_path_factory.mktemp("published")
    build_marts(folder / "warehouse.duckdb", folder / "previous")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        for number, text in enumerate(HOSTILE):
            connection.execute(
                "insert into marts.mart_finding_detail select * replace (? as finding_key, ? as message, ? as quote)"
                " from marts.mart_finding_detail where finding_key = '甲'",
                [f"f{number}", text, text],
            )
        connection.execute("update marts.mart_department_year set score_inflation = -1.5, expenditure_yuan = null")
    write_tables(
        folder,
        folder / "warehouse.duckdb",
        [PublishedTable(name, c.description, c.descriptions, c.key) for name, c in mart_contracts().items()],
    )
    return folder / "marts.duckdb"


@pytest.fixture
def csv_folder(published: Path, tmp_path: Path) -> Iterator[Path]:
    write_csv(published, tmp_path / "csv")
    yield tmp_path / "csv"
    shutil.rmtree(tmp_path / "csv")


def test_csv_holds_what_its_data_package_promises(csv_folder: Path) -> None:
    package = Package(str(csv_folder / "datapackage.json"))
    assert {resource.name for resource in package.resources} == set(mart_contracts())
    report = package.validate()
    assert report.flatten(["name", "type", "message"]) == []


def test_the_library_tells_of_data_that_breaks_the_package(csv_folder: Path) -> None:
    planted = {
        "fct_amount.csv": ("d0", "nobody"),
        "dim_rule.csv": ("error", "awful"),
        "mart_coverage.csv": (",2023,", ",this year,"),
    }
    for file, (sound, broken) in planted.items():
        text = (csv_folder / file).read_text(encoding="utf-8-sig")
        assert sound in text
        (csv_folder / file).write_text(text.replace(sound, broken), encoding="utf-8-sig")
    report = Package(str(csv_folder / "datapackage.json")).validate()
    assert {"foreign-key", "constraint-error", "type-error"} <= {kind for (kind,) in report.flatten(["type"])}


def test_text_that_looks_like_a_formula_is_inert_in_csv(csv_folder: Path) -> None:
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select message from read_csv(?, header = true, all_varchar = true) where finding_key like 'f_' order by"
            " finding_key",
            [str(csv_folder / "mart_finding_detail.csv")],
        ).fetchall()
        assert [text for (text,) in rows] == [f"'{text}" for text in HOSTILE]
        assert all(connection.execute("select regexp_matches(?, ?)", [t, FORMULA_START]).fetchone() for t in HOSTILE)
        numbers = connection.execute(
            "select score_inflation, expenditure_yuan from read_csv(?)", [str(csv_folder / "mart_department_year.csv")]
        ).fetchone()
    assert numbers == (-1.5, None)


def test_text_that_looks_like_a_formula_is_inert_in_a_workbook(published: Path, tmp_path: Path) -> None:
    rows = write_workbook(published, tmp_path / "marts.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marts.xlsx")
    contracts = mart_contracts()
    assert book.sheetnames == ["说明", *(title_of(contracts[name].description) for name in rows)]
    cells = [cell for row in book["核查发现宽表"].iter_rows() for cell in row]
    assert set(HOSTILE) <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    head = [cell.value for cell in book["部门年度宽表"][1]]
    assert head[:3] == ["部门（单位）键", "预算年度", "单位全称"]
    listed = {row[2].value for row in book["说明"].iter_rows(min_row=2)}
    assert listed == {column for name in rows for column in contracts[name].columns}


def test_a_workbook_does_not_cut_a_table(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dagster_project.exports.files._SHEET_ROWS", 3)
    with pytest.raises(TooManyRowsError, match="mart_finding_detail has 10 rows"):
        write_workbook(published, tmp_path / "marts.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "form", [("csv", "out"), ("xlsx", "out.xlsx"), ("postgres", "postgresql://nobody@localhost/no")]
)
def test_nothing_published_is_told_in_one_line(form: tuple[str, str], jixiao: Any, tmp_path: Path) -> None:
    code, _, told = jixiao("export", *form, "--home", tmp_path / "home")
    assert (code, told.count("\n")) == (2, 1)
    assert "nothing is published" in told


def test_a_snapshot_of_older_models_is_taken_as_it_is(published: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.duckdb"
    shutil.copy(published, older)
    with duckdb.connect(str(older)) as connection:
        connection.execute("alter table mart_finding_detail drop column quote")
        connection.execute("drop table mart_coverage")
    rows = write_csv(older, tmp_path / "csv")
    assert set(rows) == set(mart_contracts()) - {"mart_coverage"}
    described = json.loads((tmp_path / "csv" / "datapackage.json").read_text(encoding="utf-8"))
    (findings,) = [resource for resource in described["resources"] if resource["name"] == "mart_finding_detail"]
    assert "quote" not in {field["name"] for field in findings["schema"]["fields"]}
    assert write_workbook(older, tmp_path / "marts.xlsx")["mart_finding_detail"] == rows["mart_finding_detail"]


def test_titles_tell_the_columns_of_a_wide_mart_apart() -> None:
    for name, contract in mart_contracts().items():
        titles = [title_of(description) for description in contract.descriptions.values()]
        assert all(titles)
        assert not name.startswith("mart_") or len(titles) == len(set(titles)), name


def test_keys_of_other_marts_are_references() -> None:
    contracts = mart_contracts()
    assert references(contracts, "fct_finding") == {
        "report_key": ("dim_report", "report_key"),
        "department_key": ("dim_department", "department_key"),
        "project_key": ("dim_project", "project_key"),
        "rule_id": ("dim_rule", "rule_id"),
        "evidence_key": ("evidence", "evidence_key"),
    }
    assert references(contracts, "dim_department") == {"region_evidence_key": ("evidence", "evidence_key")}


def test_units_and_types_are_told(csv_folder: Path) -> None:
    described = json.loads((csv_folder / "datapackage.json").read_text(encoding="utf-8"))
    marts = {resource["name"]: resource for resource in described["resources"]}
    fields = {field["name"]: field for field in marts["mart_department_year"]["schema"]["fields"]}
    assert (fields["expenditure_yuan"]["type"], fields["expenditure_yuan"]["unit"]) == ("number", "元")
    assert (fields["execution_rate_percent"]["unit"], fields["report_keys"]["type"]) == ("%", "array")
    assert marts["mart_department_year"]["schema"]["primaryKey"] == ["department_key", "fiscal_year"]
    assert marts["mart_department_year"]["title"] == "部门年度宽表"
