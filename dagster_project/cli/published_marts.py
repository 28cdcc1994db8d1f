"""The published marts as ``trace`` reads them: which report or fact a person means, and the rows that belong to it.

Here belong the queries over the published snapshot. How they are shown stands in ``trace``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.cli.application import WrongUseError
from dagster_project.resources.snapshots import Snapshot

_SHOWN_CANDIDATES = 10
_SHORTEST_KEY = 6
_HEX = frozenset("0123456789abcdef")
Row = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    """One row of a mart that rests on evidence."""

    table: str
    row: Row


class PublishedMarts:
    """A snapshot's database, opened read-only."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        columns = self.rows("select table_name, column_name from duckdb_columns() where not internal")
        self._columns: dict[str, set[str]] = {}
        for column in columns:
            self._columns.setdefault(column["table_name"], set()).add(column["column_name"])

    @classmethod
    @contextmanager
    def of(cls, snapshot: Snapshot) -> Iterator[PublishedMarts]:
        """Open the snapshot's database for the block."""
        with duckdb.connect(str(snapshot.database), read_only=True) as connection:
            yield cls(connection)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query as dictionaries."""
        cursor = self._connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def facts_by_key(self, key: str) -> list[Fact]:
        """Facts whose own key, or whose evidence key, begins with ``key``; none where it cannot be a key."""
        if len(key) < _SHORTEST_KEY or not _HEX.issuperset(key):
            return []
        found = []
        for table in self._with_evidence():
            own = [name for name in ("fact_key", "finding_key", "evidence_key") if name in self._columns[table]]
            condition = " or ".join(f"starts_with({name}, ?)" for name in own)
            found += [Fact(table, row) for row in self.rows(f'from "{table}" where {condition}', [key] * len(own))]
        return found

    def facts_of(self, report_key: str) -> dict[str, list[Fact]]:
        """All facts of a report by table, in the order of their places in the text."""
        return {
            table: [
                Fact(table, row)
                for row in self.rows(
                    f'select fact.* from "{table}" as fact left join evidence using (evidence_key)'
                    " where fact.report_key = ? order by evidence.char_start, evidence.char_end, evidence_key",
                    [report_key],
                )
            ]
            for table in self._with_evidence()
        }

    def report(self, subject: str) -> Row:
        """The one report whose key, path or title ``subject`` names; else raises WrongUseError with the candidates."""
        wanted = subject.casefold()
        for condition, parameter in (
            ("report_key = ?", subject),
            ("report_key in (select report_key from bridge_report_path where is_current and path = ?)", subject),
            (f"length(?) >= {_SHORTEST_KEY} and starts_with(report_key, ?)", subject),
            ("is_current and (contains(lower(source_path), ?) or contains(lower(title), ?))", wanted),
        ):
            found = self.rows(
                f"select report_key, source_path, title from dim_report where {condition} order by source_path",
                [parameter] * condition.count("?"),
            )
            if len(found) == 1:
                return self.report_row(found[0]["report_key"])
            if found:
                listed = "".join(
                    f"\n  {row['report_key'][:12]}  {row['source_path']}  {row['title'] or ''}"
                    for row in found[:_SHOWN_CANDIDATES]
                )
                more = f"\n  … and {len(found) - _SHOWN_CANDIDATES} more" if len(found) > _SHOWN_CANDIDATES else ""
                raise WrongUseError(
                    f"{subject!r} means {len(found)} reports; name one by its key or path:{listed}{more}"
                )
        raise WrongUseError(
            f"no published report or fact is named {subject!r}; give a report's path, key or part of its title, "
            "or a fact's key (jixiao status shows what is in quarantine)"
        )

    def report_row(self, report_key: str) -> Row:
        """The row of dim_report with its department's columns beside it."""
        return self.rows(
            "select * from dim_report left join dim_department using (department_key) where report_key = ?",
            [report_key],
        )[0]

    def evidence(self, evidence_key: str | None) -> Row | None:
        """An evidence row; None where there is no such key."""
        found = self.rows("from evidence where evidence_key = ?", [evidence_key])
        return found[0] if found else None

    def text(self, report_key: str) -> str | None:
        """The report's text; None for a version that is not current."""
        found = self.rows("select text from report_text where report_key = ?", [report_key])
        return str(found[0]["text"]) if found else None

    def paths(self, report_key: str) -> list[Row]:
        """The paths under which the report lies or lay."""
        return self.rows("from bridge_report_path where report_key = ? order by path", [report_key])

    def _with_evidence(self) -> list[str]:
        names = {"evidence_key", "report_key"}
        return sorted(table for table, columns in self._columns.items() if names <= columns and table != "evidence")
