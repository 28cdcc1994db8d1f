"""A report while it is written: text, and which facts stand where.

Here belongs the markup of wordings: ``«name¦words»`` marks the shortest clause that carries the fact ``name`` (several names are
parted by commas, marks may stand inside marks), ``{value}`` is filled in. A wording that leaves a fact out does not state it, so
the fact is not expected. What blocks say belongs into ``blocks``; what befalls the finished text into ``faults``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.facts import DEPARTMENT, Fact

_MARK = re.compile(r"«([^¦»]*)¦|»")
# Facts that a subject other than the department's may have, and those that carry a year.
_WITH_SUBJECT = {"amounts", "ratios", "disbursement_plan", "indicators", "scores", "findings"}
_WITH_YEAR = {"amounts", "ratios", "indicators"}


@dataclass(slots=True)
class Placed:
    """A fact at its place; ``wording`` names the block and wording that stated it."""

    start: int
    end: int
    fact: Fact
    subject: str
    wording: str
    year: int


@dataclass(slots=True)
class Stretch:
    """A stretch of text: written by one wording, or (``kind`` ``fixed``) one whose lines must not be broken."""

    start: int
    end: int
    wording: str
    kind: str = "prose"


@dataclass(slots=True)
class Draft:
    """The text so far, its facts, and the subject and year that new facts belong to."""

    rng: random.Random
    year: int
    subject: str = DEPARTMENT
    text: str = ""
    placed: list[Placed] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    def write(
        self, block: str, wording: str, values: Mapping[str, object], facts: Mapping[str, Fact], *, kind: str = "prose"
    ) -> None:
        """Append one filled-in wording; ``block`` is the name that accuracy is grouped by.

        Raises KeyError for a mark without a fact or a place without a value.
        """
        start = len(self.text)
        open_marks: list[tuple[str, int]] = []
        position = 0
        pieces: list[str] = []
        length = start

        def put(text: str) -> None:
            nonlocal length
            pieces.append(text)
            length += len(text)

        for mark in _MARK.finditer(wording):
            put(wording[position : mark.start()].format_map(values))
            position = mark.end()
            if mark.group(1) is not None:
                open_marks.append((mark.group(1), length))
                continue
            names, opened = open_marks.pop()
            for name in names.split(","):
                self.placed.append(Placed(opened, length, facts[name], self.subject, block, self.year))
        put(wording[position:].format_map(values))
        self.text += "".join(pieces)
        self.stretches.append(Stretch(start, len(self.text), block, kind))

    def say(self, block: str, wordings: Sequence[str], values: Mapping[str, object], facts: Mapping[str, Fact]) -> int:
        """Append one of several wordings, by chance; return which."""
        chosen = self.rng.randrange(len(wordings))
        self.write(f"{block}#{chosen}", wordings[chosen], values, facts)
        return chosen

    def plain(self, text: str, kind: str = "prose") -> None:
        """Append text that states no fact."""
        start = len(self.text)
        self.text += text
        self.stretches.append(Stretch(start, len(self.text), "plain", kind))

    def gold(self) -> dict[str, list[Any]]:
        """Return the facts by gold table, in the order of places, each with its quote and the quote's occurrence."""
        tables: dict[str, list[Any]] = {}
        for place in sorted(self.placed, key=lambda p: (p.start, p.end)):
            row = dict(place.fact.fields)
            if place.fact.table in ("problems", "improvements"):
                tables.setdefault(place.fact.table, []).append(self.text[place.start : place.end].rstrip("。；;"))
                continue
            if place.fact.table in _WITH_SUBJECT:
                row["subject"] = place.subject
            if place.fact.table in _WITH_YEAR:
                row.setdefault("fiscal_year", place.year)
            row["quote"] = self.text[place.start : place.end]
            row["occurrence"] = occurrence(self.text, row["quote"], place.start)
            tables.setdefault(place.fact.table, []).append(row)
        return tables


def occurrence(text: str, quote: str, start: int) -> int:
    """Return how many times the quote begins before ``start``, overlapping ones included."""
    count = 0
    found = text.find(quote)
    while 0 <= found < start:
        count += 1
        found = text.find(quote, found + 1)
    return count
