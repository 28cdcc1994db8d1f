"""Candidates: the projects found so far in a report, each once, with the text that speaks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dagster_project.extraction.projects.project_names import clean_name, is_no_name, without_years


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
_WORKS, _SHORTEST_WORKS = "工程", 4
_NO_WORD = re.compile(r"[\W_]+")
_KINDS = ("补助资金", "专项资金", "项目资金", "专项经费", "项目经费", "资金", "经费", "补助")
_SHORTEST_VARIANT = 6
_LISTED = ("list", "listed", "quoted")  # where a name stands in full,
_TOLD = ("heading", "paragraph", "sentence", "summary")  # and where it is taken up again
Candidates = dict[str, Candidate]


@lru_cache(maxsize=2048)
def key_of(name: str) -> str:
    """Return the characters of a name that tell projects apart: punctuation and spaces do not."""
    return _NO_WORD.sub("", name)


def _variant(found: Candidates, key: str) -> Candidate | None:
    """Return the project of this name with or without the word for its kind: 营养改善计划 is 营养改善计划补助资金."""
    if not found:
        return None
    for kind in _KINDS:
        if key.endswith(kind) and len(key) - len(kind) >= _SHORTEST_VARIANT and key.removesuffix(kind) in found:
            return found[key.removesuffix(kind)]
        if len(key) >= _SHORTEST_VARIANT and key + kind in found:
            return found[key + kind]
    return None


def _listed_in_full(found: Candidates, key: str) -> Candidate | None:
    """Return the one listed project whose name holds this shorter one: 校舍维修项目 below 2022年中小学校舍维修项目."""
    bare = key.removesuffix(_PROJECT)
    if len(bare) < _SHORTEST_VARIANT:
        return None
    full = [
        item
        for known, item in found.items()
        if item.basis in _LISTED and bare in known and len(without_years(known)) <= 2 * len(bare)
    ]
    return full[0] if len(full) == 1 else None


def known(found: Candidates, name: str) -> Candidate | None:
    """Return the project that a name means: the same but for punctuation or the word for its kind, or one listed in full."""
    key = key_of(name)
    if key in found:
        return found[key]
    for kind in (_PROJECT, _WORKS):
        other = key.removesuffix(kind) if key.endswith(kind) else key + kind
        if other in found and len(other) >= _SHORTEST_WORKS:
            return found[other]
    return _variant(found, key)


def add(found: Candidates, name: str, start: int, end: int, basis: str) -> Candidate | None:
    """Register a project once a report; variants of its name are the same one."""
    cleaned, number = clean_name(name)
    key = key_of(cleaned)
    if len(key) < 3 or is_no_name(cleaned) or end <= start:
        return None
    item = known(found, cleaned)
    if item is None and basis in _TOLD:
        item = _listed_in_full(found, key)
    if item is None:
        item = found[key] = Candidate(cleaned, start, end, basis, number)
    elif item.document_number is None:
        item.document_number = number
    return item
