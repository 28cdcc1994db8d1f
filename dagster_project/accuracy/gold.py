"""Gold facts: one JSON file a report, written by a person who read it.

Here belongs the format of these files. A file names its report (``file``: a file name), its header (``report``), the
projects (``projects``: id, name) and one list for each kind of fact. A fact names its subject (a project's id, or
``department``) and quotes its place (``quote``; ``occurrence`` counts from 0 where the words stand there more than once).
``excerpt`` says that the report is a part of one: what its other parts may hold is not held against it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int]


class GoldError(ValueError):
    """Gold facts cannot be read; the message names the file and the remedy."""


@dataclass(frozen=True)
class GoldFact:
    """A fact as a person read it. ``project_name``: its subject, None for the department; ``span``: of its quote."""

    stated: Row
    project_name: str | None
    span: Span | None


@dataclass(frozen=True)
class GoldReport:
    """The gold facts of one report."""

    content: Row

    @property
    def file(self) -> str:
        """The report's file name."""
        return str(self.content["file"])

    @property
    def header(self) -> Row:
        """The header fields."""
        return dict(self.content["report"])

    @property
    def is_excerpt(self) -> bool:
        """Whether the report is only a part of one."""
        return bool(self.content.get("excerpt"))

    @property
    def projects(self) -> dict[str, str]:
        """The projects' names by id."""
        return {project["id"]: project["name"] for project in self.content["projects"]}

    def facts(self, kind: str, text: str) -> list[GoldFact]:
        """The facts of a list, their quotes sought in ``text``."""
        return [
            GoldFact(
                fact,
                self.projects.get(fact.get("id") or fact.get("subject")),
                _span(text, fact.get("quote"), fact.get("occurrence", 0)),
            )
            for fact in self.content.get(kind, [])
        ]


def gold_reports(folder: Path) -> list[GoldReport]:
    """The gold files of a folder by name. Raises GoldError where there is none, or one is not of this format."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(f"there are no gold facts in {folder}: name a folder with one JSON file a report")
    return [_read(path) for path in paths]


def _read(path: Path) -> GoldReport:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        report = GoldReport(content)
        if not (report.file and isinstance(report.header, dict) and isinstance(report.projects, dict)):
            raise ValueError("it is empty")
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(
            f"{path} holds no gold facts ({type(error).__name__}: {error}): give it file, report, projects and lists of facts"
        ) from error
    return report


def _span(text: str, quote: str | None, occurrence: int) -> Span | None:
    if not quote:
        return None
    start = -1
    for _ in range(occurrence + 1):
        start = text.find(quote, start + 1)
        if start < 0:
            return None
    return start, start + len(quote)
