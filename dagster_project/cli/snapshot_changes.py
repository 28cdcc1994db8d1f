"""What differs between two published snapshots, fact by fact: set operations of DuckDB over two read-only databases.

Here belongs what counts as added, gone and changed. Which snapshots a person means and how changes are shown stands in
``diff``. A fact is known by its key; a report that was replaced by another file has other keys, and so its facts are gone
and added. Text and evidence are left out: they follow from the reports and the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]
# Keys of the tables that are compared besides the facts.
_KEYS = {
    "dim_report": ("report_key",),
    "dim_department": ("department_key",),
    "dim_project": ("project_key",),
    "bridge_report_project": ("report_key", "project_key"),
    "rule_outcome": ("report_key", "rule_id"),
    "correction_applied": ("fact_table", "fact_key", "field"),
}


class SnapshotChanges:
    """The changes from one database to another; ``columns`` lists columns that only one of them has."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._old, self._new = self._columns_of("old"), self._columns_of("new")
        self.keys = {
            name: _KEYS.get(name) or (("finding_key",) if "finding_key" in columns else ("fact_key",))
            for name, columns in sorted((self._old | self._new).items())
            if name in _KEYS or name.startswith("fct_")
        }

    @classmethod
    @contextmanager
    def between(cls, old: Path, new: Path) -> Iterator[SnapshotChanges]:
        """Open both databases for the block."""
        with duckdb.connect(":memory:") as connection:
            for path, alias in ((old, "old"), (new, "new")):
                connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {alias} (read_only)")
            yield cls(connection)

    @property
    def tables(self) -> list[str]:
        """The tables that can be compared."""
        return list(self.keys)

    @property
    def columns(self) -> list[str]:
        """Columns that only one of the snapshots has, as ``table.column (only in the old one)``."""
        return [
            f"{name}.{column} (only in the {side} one)"
            for name in self.keys
            for side, own, other in (("old", self._old, self._new), ("new", self._new, self._old))
            if name in own and name in other
            for column in own[name]
            if column not in other[name]
        ]

    def reports(self, subject: str) -> list[str]:
        """Keys of the reports, in either snapshot, whose key begins with ``subject`` or whose path or title holds it."""
        found = self._rows(
            " union ".join(
                f"select report_key from {side}.dim_report where starts_with(report_key, $subject)"
                " or contains(lower(source_path), lower($subject)) or contains(lower(title), lower($subject))"
                for side in ("old", "new")
            ),
            {"subject": subject},
        )
        return [row["report_key"] for row in found]

    def compare(self, tables: Sequence[str], reports: Sequence[str] | None) -> None:
        """Find the changes of these tables; with ``reports`` only those of facts of these reports."""
        self._connection.execute(_CHANGES)
        for name in tables:
            if reports is None or "report_key" in self._shared(name):
                self._connection.execute(self._difference(name, reports), {"reports": reports} if reports else {})
        self._connection.execute(_LABELS)

    def by_table(self) -> list[Row]:
        """Counts by table: added, gone and changed rows."""
        return self._rows(f"select table_name, {_COUNTS} from labelled group by table_name order by table_name")

    def by_field(self) -> list[Row]:
        """How often each field changed, most often first."""
        return self._rows(
            "select table_name, field.field as field, count(*) as changes"
            " from (select table_name, unnest(fields) as field from labelled where change = 'changed')"
            " group by all order by changes desc, table_name, field"
        )

    def by_report(self) -> list[Row]:
        """Counts by report, most changes first; the report is null for rows that belong to none."""
        return self._rows(f"select report, {_COUNTS} from labelled group by report order by count(*) desc, report")

    def each(self) -> Iterator[Row]:
        """Every change: table_name, change, report, key, fields (field, old, new), quote."""
        cursor = self._connection.execute(
            "select table_name, change, report, report_key, key, fields, quote from labelled"
            " order by report nulls first, table_name, place, key"
        )
        names = [column[0] for column in cursor.description or []]
        while batch := cursor.fetchmany(10_000):
            for row in batch:
                yield dict(zip(names, row, strict=True))

    def _difference(self, name: str, reports: Sequence[str] | None) -> str:
        keys = self.keys[name]
        shared = self._shared(name)
        fields = [column for column in shared if column not in keys]
        pairs = ", ".join(f"{{field: '{c}', old: old.{_q(c)}::varchar, new: new.{_q(c)}::varchar}}" for c in fields)
        differs = " or ".join(f"old.{_q(c)} is distinct from new.{_q(c)}" for c in fields) or "false"
        either = {c: f"coalesce(new.{c}, old.{c})" for c in (*keys, "report_key", "evidence_key") if c in shared}
        sides = [
            f"(from {side}.{_q(name)})" if name in own else f"(select * from {other}.{_q(name)} limit 0)"
            for side, own, other in (("old", self._old, "new"), ("new", self._new, "old"))
        ]
        only = f"and {either['report_key']} in (select unnest($reports))" if reports is not None else ""
        return f"""
            insert into change
            select
                '{name}',
                case when old.{keys[0]} is null then 'added' when new.{keys[0]} is null then 'gone' else 'changed' end,
                {either.get("report_key", "null")},
                concat_ws(' ', {", ".join(either[key] for key in keys)}),
                list_filter([{pairs}]::struct(field varchar, old varchar, new varchar)[], lambda x: x.old is distinct from x.new),
                {either.get("evidence_key", "null")}
            from {sides[0]} as old
            full outer join {sides[1]} as new on {" and ".join(f"old.{key} = new.{key}" for key in keys)}
            where (old.{keys[0]} is null or new.{keys[0]} is null or {differs}) {only}"""

    def _shared(self, name: str) -> list[str]:
        """The columns that are compared: those of both sides, or of the one that has the table."""
        old, new = self._old.get(name), self._new.get(name)
        return [column for column in (new or old or []) if old is None or column in old]

    def _columns_of(self, side: str) -> dict[str, list[str]]:
        columns: dict[str, list[str]] = {}
        for row in self._rows(
            "select table_name, column_name from duckdb_columns() where database_name = $side"
            " order by table_name, column_index",
            {"side": side},
        ):
            columns.setdefault(row["table_name"], []).append(row["column_name"])
        return columns

    def _rows(self, sql: str, parameters: dict[str, object] | None = None) -> list[Row]:
        cursor = self._connection.execute(sql, parameters or {})
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _q(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


_COUNTS = ", ".join(
    f"count(*) filter (where change = '{change}') as {change}" for change in ("added", "gone", "changed")
)
_CHANGES = """
    create or replace temp table change (
        table_name varchar, change varchar, report_key varchar, key varchar,
        fields struct(field varchar, old varchar, new varchar)[], evidence_key varchar
    )
"""
# A changed row's words are those of the new snapshot; a row that is gone has its words in the old one.
_LABELS = """
    create or replace temp table labelled as
    select
        change.table_name, change.change, coalesce(new_report.source_path, old_report.source_path) as report,
        change.report_key, change.key, change.fields, coalesce(new_words.quote, old_words.quote) as quote,
        coalesce(new_words.char_start, old_words.char_start) as place
    from change
    left join new.dim_report as new_report on change.report_key = new_report.report_key
    left join old.dim_report as old_report on change.report_key = old_report.report_key
    left join new.evidence as new_words on change.evidence_key = new_words.evidence_key
    left join old.evidence as old_words on change.evidence_key = old_words.evidence_key
"""
