"""Small warehouses in which every expectation holds: raw as the load writes it, marts as their contracts describe them.

Tests plant one error in a copy and see which expectation tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from dagster_project.expectations.contract import MartContract, mart_contracts
from dagster_project.resources.database import prepare

SHA = "a" * 64
TEXT = (
    "某某县水利局二〇二三年度部门整体支出绩效自评报告\n"
    + "本年预算安排一百万元，支出八十万元，执行率百分之八十。\n" * 4
)
REPORTS = 10
FACTS = 20

Row = Mapping[str, object]

_VALUE: Row = {"document_sha256": SHA, "char_start": 2, "char_end": 20, "value_start": 4, "value_end": 8}
_PROJECT: Row = _VALUE | {"project_ordinal": 1}
_RECORDS: dict[str, Row] = {
    "section": {
        "document_sha256": SHA, "char_start": 0, "char_end": 40, "section_no": 1, "level": 1, "title": "概况",
        "heading_start": 0, "heading_end": 4,
    },
    "header_mention": _VALUE | {"field": "fiscal_year", "value": "2023", "basis": "title", "rank": 1},
    "organ_mention": _VALUE | {"organ_text": "水利局", "basis": "title", "rank": 1},
    "place_mention": _VALUE | {"place_text": "某县", "region_code": "130171", "kind": "title", "candidates": 1},
    "project_mention": _VALUE | {"ordinal": 1, "project_name": "水库加固", "basis": "list"},
    "amount": _PROJECT | {"number": 100, "unit": "万元", "measure": "expenditure", "fiscal_year": 2023},
    "ratio": _PROJECT | {"number": 80, "measure": "execution_rate", "fiscal_year": 2023},
    "disbursement_plan": _PROJECT | {"checkpoint_month": 6, "number": 50},
    "indicator": _PROJECT | {
        "fiscal_year": 2023, "level1": "output", "level2": "quantity", "indicator_name": "加固座数",
        "target_operator": "between", "target_value": 1, "target_value_high": 2, "weight": 10, "score": 9,
    },
    "score": _PROJECT | {"scope": "project", "score": 95, "score_operator": "=", "grade": "excellent"},
    "score_band": _VALUE | {"band_low": 90, "band_high": 100, "grade": "excellent", "project_count": 1},
    "staffing": _VALUE | {"measure": "staff_on_post", "count_value": 12},
    "narrative": _PROJECT | {"kind": "problem", "ordinal": 1, "text": "进度偏慢"},
    "reading_warning": {
        "document_sha256": SHA, "char_start": 0, "char_end": 4, "kind": "amount_unplaced", "message": "金额未归类",
    },
}  # fmt: skip
# What a mart's row needs beyond what its contract tells.
_FACTS: dict[str, Row] = {
    "dim_department": {"region_code": "130171", "region_name": "某区", "admin_level": "county"},
    "evidence": {"char_start": 0, "char_end": 4, "quote": TEXT[0:4]},
    "report_text": {"text": TEXT},
    "fct_disbursement_plan": {"checkpoint_month": 6, "planned_percent": 50},
    "fct_indicator": {"target_operator": "between", "target_value": 1, "target_value_high": 2},
    "fct_score_distribution": {"band_low": 90, "band_high": 100},
    "fct_finding": {"evidence_keys": ["e0"], "related_evidence_keys": None},
    "rule_outcome": {"outcome": "fail", "checked": 1},
    "rule_health": {
        "report_count": REPORTS,
        "fail_count": 1,
        "pass_count": REPORTS - 1,
        "not_applicable_count": 0,
        "insufficient_data_count": 0,
    },
    "mart_report_quality": {"fact_count": 8, "figure_count": 20, "unread_figure_count": 1},
}
_DEFAULTS: dict[str, object] = {
    "VARCHAR": "甲", "DATE": "2023-06-30", "BOOLEAN": True, "VARCHAR[]": ["甲"],
}  # fmt: skip
_GRAIN = {
    "fct_amount": "amount", "fct_ratio": "ratio", "fct_disbursement_plan": "disbursement_plan",
    "fct_indicator": "indicator", "fct_score": "score", "fct_score_distribution": "score_band",
    "fct_staffing": "staffing", "fct_narrative": "narrative",
}  # fmt: skip


def build_raw(path: Path) -> None:
    """A database with one report and one record of each kind in raw."""
    with duckdb.connect(str(path)) as connection:
        _documents(connection, 1)
        for table, row in _RECORDS.items():
            insert(connection, f"raw.{table}", row)
        insert(connection, "raw.manifest_entry", {
            "path": "0.txt", "region_code": "130171", "organ": "水利局", "source_url": "https://example.org/0",
            "published_on": "2024-03-01",
        })  # fmt: skip
        insert(connection, "raw.quarantine", {
            "path": "坏.pdf", "document_sha256": "b" * 64, "stage": "reading", "reason": "unknown_format",
            "message": "no reader", "remedy": "convert it", "first_load_id": 1, "last_load_id": 1, "is_open": True,
        })  # fmt: skip
        insert(connection, "raw.pending_document", {"document_sha256": SHA})


def build_marts(path: Path, snapshot: Path) -> None:
    """A database with REPORTS reports, of which the first has FACTS rows in each fact table, and its last snapshot."""
    with duckdb.connect(str(path)) as connection:
        _documents(connection, REPORTS)
        connection.execute("create schema marts")
        for name, contract in mart_contracts().items():
            listed = ", ".join(f"{column} {data_type}" for column, data_type in contract.columns.items())
            connection.execute(f"create table marts.{name} ({listed})")
            for row in _mart_rows(name, contract):
                insert(connection, f"marts.{name}", row)
        for table in _GRAIN.values():
            connection.execute(f"insert into raw.{table} (document_sha256) select '{SHA}' from range({FACTS})")
        snapshot.mkdir()
        for name in mart_contracts():
            connection.execute(f"copy marts.{name} to '{snapshot / name}.parquet' (format parquet)")


def insert(connection: duckdb.DuckDBPyConnection, table: str, row: Row) -> None:
    """Insert one row; columns that ``row`` does not name are null."""
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))


def _documents(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    prepare(connection)
    for number in range(count):
        sha = _sha(number)
        insert(connection, "raw.document", {
            "document_sha256": sha, "text": TEXT, "encoding": "utf-8", "format": "plain_text", "byte_count": 400,
            "char_count": len(TEXT), "line_count": TEXT.count("\n") + 1, "extraction_version": "1", "load_id": 1,
        })  # fmt: skip
        insert(connection, "raw.document_path", {
            "path": f"{number}.txt", "document_sha256": sha, "version_no": 1, "status": "current", "is_current": True,
            "first_load_id": 1, "last_load_id": 1, "byte_count": 400, "mtime_ns": 1,
        })  # fmt: skip
    connection.execute("insert into raw.load_log (load_id, started_at, outcome) values (1, now(), 'running')")


def _sha(number: int) -> str:
    return SHA if number == 0 else f"{number:064x}"


def _mart_rows(name: str, contract: MartContract) -> list[Row]:
    """Rows of a mart: one a report for its dimension and text, FACTS of the first report for facts, else one."""
    per_report = name in ("dim_report", "report_text", "rule_outcome", "mart_report_quality")
    count = REPORTS if per_report else FACTS if name in _GRAIN or name == "mart_indicator_result" else 1
    rows: list[Row] = []
    for number in range(count):
        report = number if per_report else 0
        row: dict[str, object] = {
            column: contract.words[column][0] if column in contract.words else _DEFAULTS.get(data_type, 1)
            for column, data_type in contract.columns.items()
        }
        row |= {column: 2023 for column in row if column == "fiscal_year"}
        keys = {
            "report_key": f"r{report}", "document_sha256": _sha(report), "evidence_key": "e0", "department_key": "d0",
            "project_key": "p0", "fact_key": f"f{number}", "rule_id": "sum_mismatch", "is_primary": number == 0,
        }  # fmt: skip
        row |= {column: value for column, value in keys.items() if column in row}
        row |= {column: "e0" for column in row if column.endswith("_evidence_key")}
        rows.append(row | _FACTS.get(name, {}))
    if name == "rule_outcome":
        rows = [rows[0], *(row | {"outcome": "pass"} for row in rows[1:])]
    return rows
