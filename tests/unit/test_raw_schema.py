"""The raw tables follow the record types, and a value that does not fit its column is refused by the column's name."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from dagster_project.extraction.records import RECORD_TYPES, Ratio, ReadingWarning, columns
from dagster_project.resources.database import prepare
from dagster_project.resources.raw_schema import arrow_schema, record_tables, sql_columns
from dagster_project.resources.record_rows import RecordRows


def ratio(**values) -> Ratio:
    stated = {
        "char_start": 0,
        "char_end": 9,
        "value_start": 1,
        "value_end": 5,
        "project_ordinal": None,
        "number": Decimal("95.58"),
        "measure": "execution_rate",
        "fiscal_year": 2024,
        "label": None,
    }
    return Ratio(**(stated | values))


def tables_of(connection):
    return {
        table: dict(described)
        for table, described in connection.execute(
            "SELECT table_name, list((column_name, data_type) ORDER BY column_index) FROM duckdb_columns() "
            "WHERE schema_name = 'raw' GROUP BY ALL"
        ).fetchall()
    }


def test_every_record_type_has_its_table_and_arrow_schema():
    with duckdb.connect() as connection:
        prepare(connection)
        tables = tables_of(connection)
    for record_type in RECORD_TYPES:
        names = ["document_sha256", *columns(record_type)]
        assert tables[record_type.table] == sql_columns(record_type)
        assert arrow_schema(record_type).names == names == list(sql_columns(record_type))


def test_rows_reach_the_table_unchanged():
    rows = RecordRows()
    rows.add("aa", [ratio(), ratio(number=Decimal("-1.2345675"), label="执行率")])
    rows.add("bb", [ReadingWarning(char_start=0, char_end=1, kind="k", message="m")])
    with duckdb.connect() as connection:
        prepare(connection)
        for table, arrow in record_tables(rows).items():
            connection.register("record", arrow)
            connection.execute(f"INSERT INTO raw.{table} FROM record")
        assert connection.execute(
            "SELECT document_sha256, number, label FROM raw.ratio ORDER BY number"
        ).fetchall() == [
            ("aa", Decimal("-1.234568"), "执行率"),
            ("aa", Decimal("95.580000"), None),
        ]
        assert connection.execute("SELECT count(*) FROM raw.reading_warning").fetchone() == (1,)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"measure": None}, "ratio.measure is null"),
        ({"number": 0.5}, "ratio.number is a float, not a Decimal"),
        ({"number": Decimal(10) ** 18}, "ratio.number has more than 18 digits"),
        ({"number": Decimal("NaN")}, "ratio.number has more than 18 digits"),
        ({"fiscal_year": 2**31}, "ratio.fiscal_year is beyond 32 bits"),
    ],
)
def test_a_value_that_does_not_fit_takes_none_of_its_document_along(values, message):
    rows = RecordRows()
    with pytest.raises(ValueError, match=message):
        rows.add("aa", [ratio(), ratio(**values)])
    assert record_tables(rows) == {}


def test_a_changed_record_type_makes_its_table_anew_and_every_document_due():
    with duckdb.connect() as connection:
        assert len(prepare(connection)) == len(RECORD_TYPES)
        connection.execute("INSERT INTO raw.document VALUES ('aa', 't', 'utf-8', 'plain_text', 1, 1, 1, 'v', 1)")
        connection.execute("INSERT INTO raw.section (document_sha256) VALUES ('aa')")
        assert prepare(connection) == []
        connection.execute("ALTER TABLE raw.ratio RENAME label TO words")
        assert prepare(connection) == ["ratio"]
        assert tables_of(connection)["ratio"] == sql_columns(Ratio)
        assert connection.execute("SELECT extraction_version FROM raw.document").fetchall() == [("remade",)]
