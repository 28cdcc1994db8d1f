"""What each load brought and left open, kept over time in ``quality.mart_load_quality``, beside the results of the gates.

Here belong that table, its filling and what is shown of it. It stands in the schema ``quality`` and is not published: the same
files give the same published rows in however many loads they come, so nothing that is published may tell of loads. When a
load ran, and for how long, stands in ``raw.load_log``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dagster_project.expectations.marts_facts import fact_tables
from dagster_project.resources.database import transaction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# One row a load, measure and name. measure: file (by what became of it), quarantine (open rows by stage/reason), fact (rows by
# table), finding (by severity), report (current reports by what could not be told about them), statement (by table that can
# leave one open), placed (those of them that are not left open), figure (in the text, and outside of all evidence).
_TABLE = """
    create schema if not exists quality;
    create table if not exists quality.mart_load_quality (
        load_id bigint, measure varchar, name varchar, counted bigint, primary key (load_id, measure, name)
    );
    comment on table quality.mart_load_quality is '加载质量：每次加载每项计数一行；键 load_id、measure、name';
    comment on column quality.mart_load_quality.load_id is '加载序号，见 raw.load_log';
    comment on column quality.mart_load_quality.measure is '计什么：file 文件、quarantine 隔离、fact 事实、finding 发现、report 报告、statement 可归类的陈述、placed 已归类的陈述、figure 数字';
    comment on column quality.mart_load_quality.name is '其中哪一类：文件的变化、隔离的环节与原因、事实表、严重程度等';
    comment on column quality.mart_load_quality.counted is '计数；加载结束时的全部现行报告，文件则为本次加载';
"""
_FILES = ("found", "new", "changed", "unchanged", "withdrawn")
_OF_REPORTS = {
    ("report", "current"): "count(*)",
    ("report", "region_unknown"): "count(*) filter (where not is_region_known)",
    ("report", "organ_unknown"): "count(*) filter (where not is_organ_known)",
    ("report", "year_unknown"): "count(*) filter (where not is_year_known)",
    ("report", "without_facts"): "count(*) filter (where fact_count = 0)",
    ("report", "parts_missing"): "count(*) filter (where missing_parts is not null)",
    ("figure", "stated"): "coalesce(sum(figure_count), 0)",
    ("figure", "unread"): "coalesce(sum(unread_figure_count), 0)",
}
# What a statement must be so as to count as placed.
_PLACED = {
    "fct_amount": "measure <> 'other'",
    "fct_ratio": "measure <> 'other'",
    "fct_indicator": "level_basis <> 'assumed'",
}
_COUNTS = (
    *(f"select 'file', '{name}', files_{name} from raw.load_log where load_id = $load_id" for name in _FILES),
    "select 'file', 'read', documents_loaded from raw.load_log where load_id = $load_id",
    "select 'quarantine', stage || '/' || reason, count(*) from raw.quarantine where is_open group by all",
    "select 'finding', severity, count(*) from marts.fct_finding group by all",
    *(f"select 'fact', '{table}', count(*) from marts.{table}" for table in fact_tables()),
    *(
        f"select '{measure}', '{name}', {count} from marts.mart_report_quality"
        for (measure, name), count in _OF_REPORTS.items()
    ),
    *(f"select 'statement', '{table}', count(*) from marts.{table}" for table in _PLACED),
    *(f"select 'placed', '{table}', count(*) from marts.{table} where {is_so}" for table, is_so in _PLACED.items()),
)


@dataclass(frozen=True, slots=True)
class LoadQuality:
    """A load as the pages show it; counts are None for a load that built nothing. ``statements`` and ``placed``: money, per
    cents and indicators in all, and those whose measure or class is known."""

    load_id: int
    started_at: datetime
    seconds: float | None
    outcome: str
    files: int | None
    new: int | None
    changed: int | None
    withdrawn: int | None
    quarantined: int | None
    reports: int | None
    facts: int | None
    statements: int | None
    placed: int | None
    figures: int | None
    unread: int | None
    errors: int | None
    warnings: int | None


def record(connection: DuckDBPyConnection, load_id: int) -> None:
    """Keep the counts of a load whose marts are built; those of a former try of the same load are replaced."""
    prepare(connection)
    with transaction(connection):
        connection.execute("delete from quality.mart_load_quality where load_id = ?", [load_id])
        connection.execute(
            f"""
            insert into quality.mart_load_quality
            select $load_id, measure, name, counted::bigint
            from ({" union all ".join(_COUNTS)}) as counts (measure, name, counted)
            where counted is not null
            """,
            {"load_id": load_id},
        )


def prepare(connection: DuckDBPyConnection) -> None:
    """Create the table where it is missing."""
    connection.execute(_TABLE)


def latest(connection: DuckDBPyConnection, limit: int) -> list[LoadQuality]:
    """Return the latest loads, newest first."""

    def counted(measure: str, name: str = "") -> str:
        only = f" and name = '{name}'" if name else ""
        return f"sum(counted) filter (where measure = '{measure}'{only})::bigint"

    rows = connection.execute(
        f"""
        select
            load_id, any_value(started_at), any_value(epoch(finished_at) - epoch(started_at)), any_value(outcome),
            any_value(files_found), any_value(files_new), any_value(files_changed), any_value(files_withdrawn),
            any_value(documents_quarantined), {counted("report", "current")}, {counted("fact")},
            {counted("statement")}, {counted("placed")}, {counted("figure", "stated")},
            {counted("figure", "unread")}, {counted("finding", "error")}, {counted("finding", "warning")}
        from raw.load_log
        left join quality.mart_load_quality using (load_id)
        group by load_id
        order by load_id desc
        limit ?
        """,
        [limit],
    ).fetchall()
    return [LoadQuality(*row) for row in rows]
