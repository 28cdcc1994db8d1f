"""A small published database: empty tables as the contracts describe them, and rows that a test adds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from dagster_project.expectations.contract import mart_contracts

TEXT = "甲县水利局2023年度自评报告\n水库加固预算100万元，支出80万元。\n全年演练5次。\n在职人员12人。"
REPORT = {
    "report_key": "r1",
    "source_path": "甲/甲.txt",
    "title": "自评报告",
    "is_current": True,
    "department_key": "d1",
}


class MartsFile:
    """A file ``marts.duckdb`` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "marts.duckdb"

    def create(self) -> None:
        with duckdb.connect(str(self.path)) as connection:
            for name, contract in mart_contracts().items():
                listed = ", ".join(f'"{column}" {data_type}' for column, data_type in contract.columns.items())
                connection.execute(f"create table {name} ({listed})")

    def add(self, table: str, **row: object) -> None:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self.run(f"insert into {table} ({names}) values ({marks})", list(row.values()))

    def run(self, sql: str, parameters: list[object] | None = None) -> None:
        with duckdb.connect(str(self.path)) as connection:
            connection.execute(sql, parameters or [])

    def fact(self, table: str, key: str, quote: str, **row: object) -> None:
        """A fact of the first report with its evidence at the quote's place."""
        start = TEXT.index(quote)
        self.add(table, fact_key=key, report_key="r1", evidence_key=f"e-{key}", **row)
        self.add(
            "evidence",
            evidence_key=f"e-{key}",
            report_key="r1",
            char_start=start,
            char_end=start + len(quote),
            quote=quote,
        )


def one_report(folder: Path) -> MartsFile:
    """A report of one department with one project, two amounts, a head count and an indicator."""
    folder.mkdir(parents=True)
    marts = MartsFile(folder)
    marts.path.write_bytes(_one_report())
    return marts


@cache
def _one_report() -> bytes:
    with TemporaryDirectory() as folder:
        marts = MartsFile(Path(folder))
        marts.create()
        _fill(marts)
        return marts.path.read_bytes()


def _fill(marts: MartsFile) -> None:
    marts.add("dim_report", **REPORT, report_type="project_self_evaluation", fiscal_year=2023)
    marts.add("dim_department", department_key="d1", organ_name="水利局", region_code="130171")
    marts.add("report_text", report_key="r1", text=TEXT)
    marts.add("dim_project", project_key="p1", project_name="水库加固工程", base_project_name="水库加固工程")
    marts.add("bridge_report_project", report_key="r1", project_key="p1")
    amount = {"project_key": "p1", "category": "total", "fund_type": "all", "fund_level": "all", "fiscal_year": 2023}
    marts.fact("fct_amount", "a1", "预算100万元", **amount, measure="budget_initial", amount_yuan=1000000)
    marts.fact("fct_amount", "a2", "支出80万元", **amount, measure="expenditure", amount_yuan=800000)
    marts.fact("fct_staffing", "s1", "在职人员12人", measure="staff_on_post", count_value=12)
    marts.fact(
        "fct_indicator", "i1", "演练5次", indicator_name="演练", actual_operator="=", actual_value=5, actual_unit="次"
    )
