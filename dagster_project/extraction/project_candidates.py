"""Candidates: the projects found so far in a report, each once, with the text that speaks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dagster_project.extraction.project_names import clean_name, is_no_name


@dataclass(slots=True)
class Candidate:
    """A project as first named (original offsets), and the original ranges that speak of it.

    ``begins``: where the report's only form begins, behind the end of another one that the page's edge has cut off.
    """

    name: str
    start: int
    end: int
    basis: str
    document_number: str | None
    ranges: list[tuple[int, int]] = field(default_factory=list)
    begins: int = 0


_PROJECT = "项目"  # 堤防加固 and 堤防加固项目 are one
_NO_WORD = re.compile(r"[\W_]+")
Candidates = dict[str, Candidate]


def key_of(name: str) -> str:
    """Return the characters of a name that tell projects apart: punctuation and spaces do not."""
    return _NO_WORD.sub("", name)


def add(found: Candidates, name: str, start: int, end: int, basis: str) -> Candidate | None:
    """Register a project once a report; a variant by punctuation or the word 项目 alone is the same one."""
    cleaned, number = clean_name(name)
    key = key_of(cleaned)
    if len(key) < 3 or is_no_name(cleaned) or end <= start:
        return None
    item = found.get(key) or found.get(key.removesuffix(_PROJECT) if key.endswith(_PROJECT) else key + _PROJECT)
    if item is None:
        item = found[key] = Candidate(cleaned, start, end, basis, number)
    elif item.document_number is None:
        item.document_number = number
    return item
