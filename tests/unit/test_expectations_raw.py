"""Each expectation on raw holds in a sound warehouse and tells of the error that is planted for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from sound_warehouse import SHA, build_raw

from dagster_project.expectations.contract import raw_tables
from dagster_project.expectations.definition import Expectation, Layer, Level
from dagster_project.expectations.gate import expectations_of
from dagster_project.expectations.validation import validate

EXPECTATIONS = expectations_of(Layer.RAW)
OTHER_SHA = "c" * 64


def _text(expression: str) -> str:
    return f"update raw.document set text = {expression}"


PLANTED = {
    "raw.document.sha256_form": f"update raw.document set document_sha256 = upper('{SHA}')",
    "raw.document.key_unique": (
        "create table raw.twice as from raw.document union all from raw.document;"
        " drop table raw.document; alter table raw.twice rename to document"
    ),
    "raw.document.not_null": "update raw.document set encoding = null",
    "raw.document.has_path": "delete from raw.document_path",
    "raw.document.char_count": "update raw.document set char_count = char_count + 1",
    "raw.document.line_count": "update raw.document set line_count = 900",
    "raw.document.byte_count": "update raw.document set byte_count = 0",
    "raw.document.one_extraction_version": f"""
        insert into raw.document select * replace ('{OTHER_SHA}' as document_sha256, '2' as extraction_version)
        from raw.document;
        insert into raw.document_path select * replace ('1.txt' as path, '{OTHER_SHA}' as document_sha256)
        from raw.document_path""",
    "raw.document.text_not_blank": _text("chr(10) || ' '"),
    "raw.document.text_not_tiny": _text("'短'"),
    "raw.document.text_not_huge": _text("repeat('预', 5000001)"),
    "raw.document.no_nul": _text("text || chr(0)"),
    "raw.document.no_byte_order_mark": _text("chr(65279) || text"),
    "raw.document.line_feeds_only": _text("replace(text, chr(10), chr(13) || chr(10))"),
    "raw.document.no_lost_character": _text("text || chr(65533)"),
    "raw.document.few_lost_characters": _text("text || repeat(chr(65533), 5)"),
    "raw.document.few_private_characters": _text("text || repeat(chr(57344), 5)"),
    "raw.document.chinese": _text("repeat('Ã¤Â¸Â­ ', 100)"),
    "raw.document_path.not_null": "update raw.document_path set mtime_ns = null",
    "raw.document_path.document_exists": f"update raw.document_path set document_sha256 = '{OTHER_SHA}'",
    "raw.document_path.version_unique": "insert into raw.document_path from raw.document_path",
    "raw.document_path.one_current": (
        "insert into raw.document_path select * replace (2 as version_no) from raw.document_path"
    ),
    "raw.document_path.status": "update raw.document_path set status = 'gone'",
    "raw.document_path.status_agrees": "update raw.document_path set status = 'withdrawn'",
    "raw.document_path.relative": "update raw.document_path set path = 'a/../../b.txt'",
    "raw.document_path.load_order": "update raw.document_path set first_load_id = 2",
    "raw.manifest_entry.path_unique": "insert into raw.manifest_entry from raw.manifest_entry",
    "raw.manifest_entry.region_known": "update raw.manifest_entry set region_code = '999999'",
    "raw.manifest_entry.source_url": "update raw.manifest_entry set source_url = 'javascript:alert(1)'",
    "raw.manifest_entry.published_on": "update raw.manifest_entry set published_on = date '2999-01-01'",
    "raw.manifest_entry.file_exists": "update raw.manifest_entry set path = '没有.txt'",
    "raw.quarantine.explained": "update raw.quarantine set remedy = ' '",
    "raw.quarantine.stage": "update raw.quarantine set stage = 'elsewhere'",
    "raw.quarantine.open_once": "insert into raw.quarantine from raw.quarantine",
    "raw.pending_document.has_path": f"update raw.pending_document set document_sha256 = '{OTHER_SHA}'",
    "raw.load_log.times": "update raw.load_log set finished_at = started_at - interval 1 hour",
    "raw.load_log.one_running": "insert into raw.load_log (load_id, started_at, outcome) values (2, now(), 'running')",
    "raw.header_mention.report_type.known": "update raw.header_mention set field = 'report_type', value = 'memo'",
    "raw.header_mention.fiscal_year.plausible": "update raw.header_mention set value = '二〇二三'",
    "raw.header_mention.report_date.plausible": (
        "update raw.header_mention set field = 'report_date', value = '2024-02-31'"
    ),
    "raw.document.something_found": (
        "delete from raw.amount; delete from raw.indicator; delete from raw.narrative; delete from raw.score"
    ),
    "raw.section.number_unique": "insert into raw.section from raw.section",
    "raw.section.parent_exists": "update raw.section set parent_no = 1",
    "raw.section.heading_in_section": "update raw.section set heading_end = 90",
    "raw.place_mention.region_code_form": "update raw.place_mention set region_code = '1301'",
    "raw.place_mention.candidates": "update raw.place_mention set candidates = 0",
    "raw.amount.plausible_size": "update raw.amount set number = 2000000000",
    "raw.amount.unit_stated": "update raw.amount set unit = null",
    "raw.amount.part_of_exists": "update raw.amount set part_of_start = 77",
    "raw.amount.fiscal_year.plausible": "update raw.amount set fiscal_year = 1897",
    "raw.ratio.fiscal_year.plausible": "update raw.ratio set fiscal_year = 2999",
    "raw.indicator.fiscal_year.plausible": "update raw.indicator set fiscal_year = 20",
    "raw.ratio.plausible_size": "update raw.ratio set number = -100001",
    "raw.disbursement_plan.month": "update raw.disbursement_plan set checkpoint_month = 13",
    "raw.disbursement_plan.percent": "update raw.disbursement_plan set number = 101",
    "raw.staffing.plausible_size": "update raw.staffing set count_value = -1",
    "raw.indicator.target_or_actual": "update raw.indicator set target_operator = null",
    "raw.indicator.range": "update raw.indicator set target_value_high = null",
    "raw.indicator.points": "update raw.indicator set score = 11",
    "raw.score.score_or_grade": "update raw.score set score = null, grade = null",
    "raw.score.plausible_size": "update raw.score set score = 951",
    "raw.score_band.range": "update raw.score_band set band_low = 101",
    "raw.narrative.text_not_blank": "update raw.narrative set text = ' '",
    "raw.project_mention.name_not_blank": "update raw.project_mention set ordinal = 0",
}
# Expectations that many tables share: the error is planted in the table that the id names.
PLANTED_IN_TABLE = {
    "columns": "drop table raw.{table}",
    "document_exists": f"update raw.{{table}} set document_sha256 = '{OTHER_SHA}'",
    "not_null": "update raw.{table} set char_start = null",
    "span_in_text": "update raw.{table} set char_end = 100000",
    "value_in_evidence": "update raw.{table} set value_end = 1000",
    "stated_once": "insert into raw.{table} from raw.{table}",
    "project_exists": "update raw.{table} set project_ordinal = 7",
}


def planted_error(expectation_id: str) -> str | None:
    """The SQL that breaks the expectation, None where nobody planted an error for it."""
    _, table, *check = expectation_id.split(".")
    if expectation_id in PLANTED:
        return PLANTED[expectation_id]
    if len(check) == 2 and check[1] == "known":
        return f"update raw.{table} set {check[0]} = 'no such word'"
    shared = PLANTED_IN_TABLE.get(".".join(check))
    return shared.format(table=table) if shared else None


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("raw") / "warehouse.duckdb"
    build_raw(path)
    return path


@pytest.fixture
def planted(sound: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the sound warehouse to plant an error in; all copies take the same place on the disk in turn."""
    copy = sound.with_name("planted.duckdb")
    shutil.copy(sound, copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def test_expectations_hold_in_a_sound_warehouse(sound: Path) -> None:
    with duckdb.connect(str(sound)) as connection:
        outcomes = validate(Layer.RAW, EXPECTATIONS, connection)
    assert [(o.expectation.id, o.observed, o.sample) for o in outcomes if not o.success] == []


def test_every_expectation_has_a_planted_error() -> None:
    ids = [expectation.id for expectation in EXPECTATIONS]
    assert [id_ for id_ in ids if planted_error(id_) is None] == []
    assert PLANTED.keys() <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda expectation: expectation.id)
def test_expectation_tells_of_its_planted_error(expectation: Expectation, planted: duckdb.DuckDBPyConnection) -> None:
    planted.execute(planted_error(expectation.id) or "")
    (outcome,) = validate(Layer.RAW, [expectation], planted)
    assert not outcome.success
    assert outcome.error is None
    assert outcome.unexpected_count
    assert outcome.sample
    if expectation.level is Level.REPORT:
        assert f'"document_sha256": "{SHA}"' in outcome.sample[0]


def test_a_column_of_another_type_is_told(planted: duckdb.DuckDBPyConnection) -> None:
    (columns,) = [expectation for expectation in EXPECTATIONS if expectation.id == "raw.amount.columns"]
    planted.execute("alter table raw.amount alter number type double")
    (outcome,) = validate(Layer.RAW, [columns], planted)
    assert outcome.sample == ('{"column_name": "number", "expected_type": "DECIMAL(24,6)", "found_type": "DOUBLE"}',)


def test_every_table_of_the_load_is_held_against_its_schema() -> None:
    ids = {expectation.id for expectation in EXPECTATIONS}
    assert {f"{table}.columns" for table in raw_tables()} <= ids
