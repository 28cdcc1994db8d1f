"""``jixiao trace``: from the file to the mart row and back, with the words that it rests on.

Here belongs how the walk is shown. What is walked is read from the published snapshot; only the mentions, which are not
published, are read from the warehouse, and left out while a load writes it.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dagster_project.cli.application import Exit, WrongUseError
from dagster_project.cli.published_marts import Fact, PublishedMarts, Row
from dagster_project.extraction.records import RECORD_TYPES
from dagster_project.resources.database import DatabaseError
from dagster_project.resources.home import Home, HomeError
from dagster_project.resources.snapshots import Snapshots

_CONTEXT = 60  # characters shown before and after a quote, within its line
_HEADER = ("title", "report_type", "fiscal_year", "report_date")
_SHOWN_FACTS = 5


def trace(subject: str, home_dir: Path, rows: int) -> Exit:
    """Show the walk of a fact, else of a report. Raises WrongUseError where ``subject`` names neither or several."""
    home = Home.at(home_dir)
    snapshot = Snapshots(home.published).current()
    if snapshot is None:
        raise WrongUseError(f"nothing is published in {home.published}; load a folder first: jixiao load DIR")
    console = Console(highlight=False, soft_wrap=True)
    with PublishedMarts.of(snapshot) as marts:
        facts = marts.facts_by_key(subject)
        if len(facts) > _SHOWN_FACTS:
            raise WrongUseError(f"the key {subject!r} begins {len(facts)} facts; give more of its characters")
        if facts:
            for fact in facts:
                _Walk(console, marts, home).fact(fact)
        else:
            _Walk(console, marts, home).report(marts.report(subject), rows)
    return Exit.DONE


class _Walk:
    """The lines of one walk."""

    def __init__(self, console: Console, marts: PublishedMarts, home: Home) -> None:
        self._console, self._marts, self._home = console, marts, home

    def fact(self, fact: Fact) -> None:
        """file → document → section → words → mention → mart row, and back from the row to the file."""
        report = self._marts.report_row(fact.row["report_key"])
        self._document(report)
        evidence = self._marts.evidence(fact.row["evidence_key"])
        if evidence is None:
            raise WrongUseError(f"the evidence {fact.row['evidence_key']} is missing: load again, then trace again")
        self._section_and_words(report, evidence)
        for table, mention in self._mentions(report["document_sha256"], evidence, fact.row):
            self._line("mention", f"raw.{table}: {_shown(mention)}")
        self._line("mart row", f"marts.{fact.table}: {_shown(fact.row)}")
        text = self._marts.text(report["report_key"]) or ""
        holds = text[evidence["char_start"] : evidence["char_end"]] == evidence["quote"]
        self._line(
            "back",
            f"evidence {evidence['evidence_key']}: characters {evidence['char_start']}–{evidence['char_end']} of "
            f"{report['source_path']} are {'exactly these words' if holds else 'NOT these words'}",
        )
        self._console.print()

    def report(self, report: Row, rows: int) -> None:
        """The header with its words, the counts of the facts, and the first ``rows`` of each table with their words."""
        self._document(report)
        for name in _HEADER:
            evidence = self._marts.evidence(report.get(f"{name}_evidence_key"))
            if evidence is not None:
                self._line(name, str(report[name]))
                self._words(report, evidence)
        if not report["is_current"]:
            self._line("facts", "none: this version is not current any more")
            return
        for table, facts in self._marts.facts_of(report["report_key"]).items():
            if not facts:
                continue
            self._line(f"marts.{table}", f"{len(facts)} rows", style="bold")
            for fact in facts[:rows]:
                self._line("row", _shown(fact.row, leave_out=("report_key", "department_key", "evidence_key")))
                if evidence := self._marts.evidence(fact.row["evidence_key"]):
                    self._words(report, evidence)
        self._line("one fact", "jixiao trace KEY, with a fact_key or finding_key from above")

    def _document(self, report: Row) -> None:
        for path in self._marts.paths(report["report_key"]):
            source = f", published at {path['source_url']}" if path.get("source_url") else ""
            self._line("file", f"{path['path']}{'' if path['is_current'] else ' (not current)'}{source}", style="bold")
        self._line("document", f"SHA-256 {report['document_sha256']}")
        self._line(
            "report", f"{report['report_key']}: {report['title']} ({report['report_type']}, {report['fiscal_year']})"
        )
        self._line("body", f"{report['department_name']} ({report['region_code'] or 'region unknown'})")

    def _section_and_words(self, report: Row, evidence: Row) -> None:
        self._line("section", evidence["section_path"] or "before the first heading")
        self._words(report, evidence)

    def _words(self, report: Row, evidence: Row) -> None:
        """The quote in its line, or in each of its lines, with some characters around it."""
        text = self._marts.text(report["report_key"])
        if text is None:
            return
        start, end = evidence["char_start"], evidence["char_end"]
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        shown_from, shown_to = max(line_start, start - _CONTEXT), min(line_end, end + _CONTEXT)
        words = Text(f"{'words':>12}  ", style="dim")
        words.append(f"line {text.count(chr(10), 0, start) + 1}: ", style="dim")
        words.append(("…" if shown_from > line_start else "") + text[shown_from:start], style="not dim")
        words.append(f"【{text[start:end]}】", style="not dim bold yellow")
        words.append(text[end:shown_to] + ("…" if shown_to < line_end else ""), style="not dim")
        self._console.print(words)

    def _mentions(self, document_sha256: str, evidence: Row, fact: Row) -> list[tuple[str, Row]]:
        """Raw records of the evidence's span; of the fact's own figure where the mart row tells its place."""
        found = []
        try:
            with self._home.locked(), self._home.connect() as connection:
                for record_type in RECORD_TYPES:
                    columns = {field.name for field in dataclasses.fields(record_type)}
                    places = {"char_start": evidence["char_start"], "char_end": evidence["char_end"]}
                    if "value_start" in columns and fact.get("value_start") is not None:
                        places |= {name: fact[name] for name in ("value_start", "value_end")}
                    condition = " and ".join(f"{name} = ?" for name in places)
                    cursor = connection.execute(
                        f"from raw.{record_type.table} where document_sha256 = ? and {condition}",
                        [document_sha256, *places.values()],
                    )
                    names = [column[0] for column in cursor.description or []]
                    found += [(record_type.table, dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
        except (HomeError, DatabaseError) as error:
            self._line("mention", f"not shown: {error}")
        return found

    def _line(self, label: str, content: str, style: str = "") -> None:
        line = Text(f"{label:>12}  ", style="dim")
        line.append(content, style=f"not dim {style}")
        self._console.print(line)


def _shown(row: Row, leave_out: tuple[str, ...] = ("document_sha256",)) -> str:
    return ", ".join(f"{name}={value}" for name, value in row.items() if value is not None and name not in leave_out)
