"""The counting: each gold fact finds at most one published row of its report, and the rest are misses and errors.

Here belongs how facts and rows are paired, and the figures: precision, recall and F1 by every field of the key (strict),
recall by value alone, the share of right facts that rest on the place where the person found them, and the header.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import duckdb

from dagster_project.accuracy.agreement import same_name, similarity
from dagster_project.accuracy.gold import GoldFact, GoldReport, Row, gold_reports
from dagster_project.accuracy.tables import RULES_OF_WHOLE_REPORTS, TABLES, FactTable

HEADER = ("report_type", "fiscal_year", "organ_name", "region_code", "report_date")


@dataclass(frozen=True)
class TableScore:
    """The counts of one kind of fact.

    ``gold``: facts that a person wrote down; ``found``: published rows; ``strict`` and ``value``: pairs of both;
    ``grounded``: strict pairs at one place. None where the kind of fact has no value or no place of its own.
    """

    name: str
    gold: int
    found: int
    strict: int
    value: int | None
    grounded: int | None

    @property
    def precision(self) -> float | None:
        """The share of published rows that are right."""
        return _share(self.strict, self.found)

    @property
    def recall(self) -> float | None:
        """The share of gold facts that are published right."""
        return _share(self.strict, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return _share(2 * self.strict, self.gold + self.found)

    @property
    def value_recall(self) -> float | None:
        """The share of gold facts whose value is published, whoever it is said of."""
        return None if self.value is None else _share(self.value, self.gold)

    @property
    def grounded_share(self) -> float | None:
        """The share of right facts that rest on the place where the person found them."""
        return None if self.grounded is None else _share(self.grounded, self.strict)


@dataclass(frozen=True)
class Miss:
    """A header field or fact that is not as the gold facts have it: ``gold`` or ``published`` is None where it is missing."""

    table: str
    file: str
    gold: Row | None
    published: Row | None


@dataclass(frozen=True)
class Accuracy:
    """All figures of one published database against one folder of gold facts."""

    tables: tuple[TableScore, ...]
    header_right: int
    header_stated: int
    broken_evidence: int
    misses: tuple[Miss, ...]

    @property
    def total(self) -> TableScore:
        """All tables together: micro precision, recall and F1. Value and place are told by table."""
        return TableScore(
            "all",
            sum(table.gold for table in self.tables),
            sum(table.found for table in self.tables),
            sum(table.strict for table in self.tables),
            None,
            None,
        )

    @property
    def grounded_share(self) -> float | None:
        """The share of right facts that rest on the place where the person found them, over the tables with places."""
        placed = [table for table in self.tables if table.grounded is not None]
        return _share(sum(table.grounded or 0 for table in placed), sum(table.strict for table in placed))


def score(database: Path, gold_dir: Path, skip: Sequence[str] = ()) -> Accuracy:
    """Score a published database; ``skip`` leaves kinds of fact out. Raises GoldError for gold facts it cannot read."""
    golds = gold_reports(gold_dir)
    with duckdb.connect(str(database), read_only=True) as connection:
        published = _Published(connection)
        misses = [miss for gold in golds for miss in _header_misses(gold, published.reports.get(gold.file))]
        header_wrong = len(misses)
        tables = []
        for table in TABLES:
            if table.name not in skip:
                counted, missed = _score_table(table, golds, published)
                tables.append(counted)
                misses += missed
        return Accuracy(
            tuple(tables),
            len(golds) * len(HEADER) - header_wrong,
            len(golds) * len(HEADER),
            published.broken_evidence(),
            tuple(misses),
        )


class _Published:
    """The published rows: ``reports`` holds the current reports' headers and texts by file name."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.reports = {PurePosixPath(report["source_path"]).name: report for report in self._rows(_REPORTS)}

    def by_report(self, table: FactTable) -> dict[str, list[Row]]:
        """The rows of a table that count, by report_key."""
        rows: dict[str, list[Row]] = {}
        for row in self._rows(table.query()):
            if table.counts(row):
                rows.setdefault(row["report_key"], []).append(row)
        return rows

    def broken_evidence(self) -> int:
        """How many evidence rows do not quote the text at their offsets."""
        return int(self._rows(_BROKEN_EVIDENCE)[0]["broken"])

    def _rows(self, sql: str) -> list[Row]:
        cursor = self._connection.execute(sql)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _header_misses(gold: GoldReport, report: Row | None) -> list[Miss]:
    return [
        Miss("header", gold.file, {name: gold.header.get(name)}, None if report is None else {name: report[name]})
        for name in HEADER
        if report is None or gold.header.get(name) != report[name]
    ]


def _score_table(table: FactTable, golds: Sequence[GoldReport], published: _Published) -> tuple[TableScore, list[Miss]]:
    rows_of = published.by_report(table)
    counts = dict.fromkeys(("gold", "found", "strict", "value", "grounded"), 0)
    misses: list[Miss] = []
    for gold in golds:
        report = published.reports.get(gold.file)
        facts = [
            fact for fact in gold.facts(table.listed, report["text"] if report else "") if table.counts(fact.stated)
        ]
        rows = rows_of.get(report["report_key"], []) if report else []
        if gold.is_excerpt:
            rows = [row for row in rows if row.get("rule_id") not in RULES_OF_WHOLE_REPORTS]
        names = list(gold.projects.values())
        rows = [row | {"project_name": _project_meant(row["project_name"], names)} for row in rows]
        pairs = _pairs(facts, rows, table.agrees)
        counts["gold"] += len(facts)
        counts["found"] += len(rows)
        counts["strict"] += len(pairs)
        counts["grounded"] += sum(_overlaps(facts[fact], rows[row]) for fact, row in pairs.items())
        if table.value:
            counts["value"] += len(_pairs(facts, rows, table.agrees_in_value))
        paired = set(pairs.values())
        misses += [Miss(table.name, gold.file, fact.stated, None) for n, fact in enumerate(facts) if n not in pairs]
        misses += [Miss(table.name, gold.file, None, row) for n, row in enumerate(rows) if n not in paired]
    return (
        TableScore(
            table.name,
            counts["gold"],
            counts["found"],
            counts["strict"],
            counts["value"] if table.value else None,
            counts["grounded"] if table.has_places else None,
        ),
        misses,
    )


def _pairs(facts: Sequence[GoldFact], rows: Sequence[Row], agree: Callable[[GoldFact, Row], bool]) -> dict[int, int]:
    """Fact → row, by their numbers; a row at the fact's own place is taken before one elsewhere."""
    pairs: dict[int, int] = {}
    free = dict(enumerate(rows))
    for at_its_place in (True, False):
        for n, fact in enumerate(facts):
            if n in pairs:
                continue
            for m, row in free.items():
                if _overlaps(fact, row) == at_its_place and agree(fact, row):
                    pairs[n] = m
                    del free[m]
                    break
    return pairs


def _overlaps(fact: GoldFact, row: Row) -> bool:
    if fact.span is None or row["char_start"] is None:
        return False
    return bool(fact.span[0] < row["char_end"] and row["char_start"] < fact.span[1])


def _project_meant(name: str | None, gold_names: Sequence[str]) -> str | None:
    """The gold project that a published name means: the most similar one where it is the same name, else none of them."""
    if name is None or not gold_names:
        return name
    best = max(gold_names, key=lambda gold_name: similarity(name, gold_name))
    return best if same_name(name, best) else name


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


_REPORTS = """
    select
        report.report_key, report.source_path, report.report_type, report.fiscal_year,
        cast(report.report_date as varchar) as report_date, department.region_code, department.organ_name,
        coalesce(texts.text, '') as text
    from marts.dim_report as report
    left join marts.dim_department as department using (department_key)
    left join marts.report_text as texts using (report_key)
    where report.is_current
"""
_BROKEN_EVIDENCE = """
    select count(*) as broken
    from marts.evidence as evidence
    inner join marts.report_text as texts using (report_key)
    where
        evidence.quote is distinct from
        substring(texts.text, evidence.char_start + 1, evidence.char_end - evidence.char_start)
"""
