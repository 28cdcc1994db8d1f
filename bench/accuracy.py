"""Accuracy on generated reports: what is read against what was written, by table, by block and wording, with examples.

Here belongs the comparison and its print. The rows come from ``resolution``; the rules of comparison follow the contract's scorer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from bench.draft import Draft
from bench.facts import DEPARTMENT
from bench.generate import Generated, generate
from bench.resolution import Row, figure, header, rows
from dagster_project.extraction import extract
from dagster_project.reading import read

HEADER = ("report_type", "fiscal_year", "organ_name", "region_code", "report_date")
# Table → the fields compared as words, as figures, and as names; the subject is compared where the table has one.
_WORDS = {
    "projects": (), "amounts": ("measure", "category", "fund_type", "fund_level", "fiscal_year"), "ratios": ("measure",),
    "disbursement_plan": (), "indicators": ("level1", "level2", "target_operator", "target_unit", "actual_unit"),
    "scores": ("scope", "grade"), "score_distribution": ("grade",), "staffing": ("measure",), "problems": (), "improvements": (),
}  # fmt: skip
_FIGURES = {
    "amounts": ("amount_yuan",), "ratios": ("ratio_percent",), "disbursement_plan": ("checkpoint_month", "planned_percent"),
    "indicators": ("target_value", "target_value_high", "actual_value"), "scores": ("score",),
    "score_distribution": ("band_low", "band_high", "project_count"), "staffing": ("count_value",),
}  # fmt: skip
_NAMES = {"projects": "name", "indicators": "name", "problems": "text", "improvements": "text"}
_NO_SUBJECT = {"projects", "score_distribution", "staffing", "problems", "improvements"}


@dataclass(slots=True)
class Tally:
    """What one table (or one wording) stated, what was read, and what agreed."""

    stated: int = 0
    read: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing is stated and nothing read."""
        return 2 * self.right / (self.stated + self.read) if self.stated + self.read else 1.0


@dataclass(slots=True)
class Accuracy:
    """Tallies by table, errors by (table, wording, kind of error) with up to three examples of each, and header fields."""

    tables: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    stated: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    header_right: int = 0
    header_all: int = 0

    @property
    def micro(self) -> Tally:
        """All tables together."""
        return Tally(*(sum(getattr(t, name) for t in self.tables.values()) for name in ("stated", "read", "right")))

    def note(self, table: str, wording: str, kind: str, example: str) -> None:
        """Count an error, and keep its first examples."""
        key = (table, wording, kind)
        self.errors[key] += 1
        if len(self.examples[key]) < 3:
            self.examples[key].append(example)


def measure(count: int, seed: int, inconsistent: float = 0.3) -> Accuracy:
    """Generate and extract ``count`` reports and compare."""
    result = Accuracy()
    for report in generate(count, seed, inconsistent):
        compare(report, result)
    return result


def compare(report: Generated, result: Accuracy) -> None:
    """Extract one report and add what agrees and what does not."""
    document = read(report.name, report.data)
    found = extract(document)
    head = header(found)
    for name in HEADER:
        result.header_all += 1
        stated = report.gold["report"][name]
        if head[name] == stated:
            result.header_right += 1
        else:
            result.note(
                "header",
                name,
                f"{stated} read as {head[name]}"[:60] if name in ("report_type",) else "wrong",
                f"{report.name}: {stated} / {head[name]}",
            )
    names = {p["id"]: p["name"] for p in report.gold["projects"]}
    read_rows = rows(found, head["fiscal_year"] or report.gold["report"]["fiscal_year"])
    for table in _WORDS:
        _compare_table(
            report, table, _stated(report, table, names), read_rows.get(table, []), list(names.values()), result
        )


def _stated(report: Generated, table: str, names: dict[str, str]) -> list[Row]:
    """Return the stated facts of a table, with places and wordings."""
    if table == "projects":
        return [{"name": name, "wording": "project", "start": -1, "end": -1} for name in names.values()]
    facts: list[Row] = []
    for place in report.draft.placed:
        if place.fact.table != table:
            continue
        row: Row = {
            "fiscal_year": place.year,
            **place.fact.fields,
            "start": place.start,
            "end": place.end,
            "wording": place.wording,
        }
        row["subject_name"] = None if place.subject == DEPARTMENT else names.get(place.subject)
        if table in ("problems", "improvements"):
            row["text"] = report.draft.text[place.start : place.end]
        facts.append(row)
    return facts


def _compare_table(
    report: Generated, table: str, stated: list[Row], found: list[Row], names: list[str], result: Accuracy
) -> None:
    for row in found:
        row["subject_name"] = _closest(row.get("subject_name"), names)
    tally = result.tables[table]
    tally.stated += len(stated)
    tally.read += len(found)
    free = list(found)
    missed: list[Row] = []
    for fact in stated:
        result.stated[table, fact["wording"]] += 1
        match = next(
            (row for row in sorted(free, key=lambda row: not _overlap(fact, row)) if not _difference(table, fact, row)),
            None,
        )
        if match is None:
            missed.append(fact)
        else:
            tally.right += 1
            free.remove(match)
    text = report.draft.text
    for fact in missed:
        near = [row for row in free if _overlap(fact, row)]
        closest = min(near, key=lambda row: len(_difference(table, fact, row)), default=None)
        quote = text[fact["start"] : fact["end"]] if fact["start"] >= 0 else fact["name"]
        if closest is None:
            result.note(table, fact["wording"], "missed", f"{report.name}: {quote!r}")
            continue
        free.remove(closest)
        difference = _difference(table, fact, closest)
        kind = ", ".join(
            f"{name} {_shown(a)}→{_shown(b)}" if name not in ("name", "text", "subject_name") else name
            for name, a, b in difference
        )
        detail = "; ".join(f"{name}: {a} read as {b}" for name, a, b in difference)
        result.note(table, fact["wording"], kind, f"{report.name}: {quote!r} [{detail}]")
    for row in free:
        shown = {k: str(v) for k, v in row.items() if v is not None and k not in ("start", "end")}
        result.note(
            table,
            _wording_at(report.draft, row["start"]),
            "surplus",
            f"{report.name}: {text[row['start'] : row['end']]!r} {shown}",
        )


def _shown(value: object) -> str:
    """Show words as they are, figures only by whether there is one."""
    return "∅" if value is None else (value if isinstance(value, str) else "figure")


def _difference(table: str, fact: Row, row: Row) -> list[tuple[str, Any, Any]]:
    """Return the fields that do not agree: (name, stated, read)."""
    result: list[tuple[str, Any, Any]] = []
    if table not in _NO_SUBJECT and fact.get("subject_name") != row.get("subject_name"):
        result.append(("subject_name", fact.get("subject_name"), row.get("subject_name")))
    for name in _WORDS[table]:
        a, b = (_folded(name, x.get(name)) for x in (fact, row))
        if a != b:
            result.append((name, a, b))
    for name in _FIGURES.get(table, ()):
        if figure(fact.get(name)) != figure(row.get(name)):
            result.append((name, figure(fact.get(name)), figure(row.get(name))))
    key = _NAMES.get(table)
    if key and not alike(fact[key], row[key], 0.5 if table == "indicators" else 0.75):
        result.append((key, fact[key], row[key]))
    return result


def _folded(name: str, value: str | int | None) -> str | int | None:
    """Fold what the contract's scorer takes as the same: 财政拨款 without a level, and the widths of units."""
    if name == "fund_level":
        return None if value in ("all", "fiscal") else value
    if name.endswith("_unit"):
        return unicodedata.normalize("NFKC", str(value or "")).strip() or None
    return value


def alike(a: str, b: str, least: float) -> bool:
    """Return whether two names are the same, one holds the other, or most of their characters agree."""
    x, y = (re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", s)) for s in (a, b))
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    if short in long and (2 * len(short) >= len(long) or (least < 0.75 and len(short) >= 2)):
        return True
    return SequenceMatcher(None, x, y, autojunk=False).ratio() >= least


def _closest(name: str | None, names: list[str]) -> str | None:
    if name is None or not names:
        return name
    best = max(names, key=lambda other: SequenceMatcher(None, name, other, autojunk=False).ratio())
    return best if alike(name, best, 0.75) else name


def _overlap(fact: Row, row: Row) -> bool:
    return bool(fact["start"] < row["end"] and row["start"] < fact["end"])


def _wording_at(draft: Draft, place: int) -> str:
    """Return the wording that wrote the text at a place."""
    return next((s.wording for s in draft.stretches if s.start <= place < s.end), "plain")


def show(result: Accuracy, worst: int) -> str:
    """Return the figures by table, and the most frequent kinds of error with examples."""
    lines = [f"{'facts':<20}{'stated':>8}{'read':>8}{'precision':>11}{'recall':>9}{'F1':>8}"]
    for name, tally in (*result.tables.items(), ("all", result.micro)):
        precision = 100 * tally.right / tally.read if tally.read else 100.0
        recall = 100 * tally.right / tally.stated if tally.stated else 100.0
        lines.append(
            f"{name:<20}{tally.stated:>8}{tally.read:>8}{precision:>11.2f}{recall:>9.2f}{100 * tally.f1:>8.2f}"
        )
    lines.append(f"\nheader fields right: {result.header_right}/{result.header_all}")
    if worst:
        lines.append("\nmost frequent kinds of error (table, wording, kind: count of stated)")
    for (table, wording, kind), count in result.errors.most_common(worst):
        lines.append(f"\n{table} {wording} {kind}: {count} of {result.stated[table, wording]}")
        lines += [f"    {example[:300]}" for example in result.examples[table, wording, kind]]
    return "\n".join(lines)
