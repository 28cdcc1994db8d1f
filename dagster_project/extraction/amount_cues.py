"""The words that say what an amount of money is: measure, class of expense, fund and level (dbt/seeds/amount_cues.csv).

Here belongs finding the words; which of them governs a figure is decided in amounts.py and amount_tables.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from dagster_project.extraction.values import value
from dagster_project.vocabulary import seed

DIMENSIONS = ("measure", "category", "fund_type", "fund_level")
_SILENT = re.compile(r"《[^》\n]{0,200}》|（不?(?:含|包括|包含)[^（）\d]{1,30}）")


@value
class Cue:
    """A cue word in the view; ``strong`` cues outrank what a list or the kind of report would give."""

    start: int
    end: int
    code: str
    strong: bool


@lru_cache(maxsize=1)
def _finder() -> tuple[AhoCorasick, list[tuple[tuple[int, str, bool], ...]]]:
    """Return what finds the cue words, and for each word the dimensions, codes and strengths that it has."""
    by_word: dict[str, list[tuple[int, str, bool]]] = {}
    for row in seed("amount_cues"):
        entry = (DIMENSIONS.index(row["dimension"]), row["code"], row["strength"] == "strong")
        by_word.setdefault(row["word"], []).append(entry)
    return AhoCorasick(by_word), [tuple(entries) for entries in by_word.values()]


def _longest(cues: list[Cue]) -> list[Cue]:
    """Keep the longest of overlapping cues (the earlier one of equals)."""
    kept: list[Cue] = []
    end = 0  # of the last one kept
    for cue in sorted(cues, key=_by_place):
        if cue.start >= end:
            kept.append(cue)
        elif cue.end - cue.start > end - kept[-1].start:
            kept[-1] = cue
        else:
            continue
        end = cue.end
    return kept


def _by_place(cue: Cue) -> tuple[int, int]:
    return cue.start, -cue.end


class Cues:
    """All cue words of a text, to be asked for by range; words inside 《titles》 and （含上年结转） say nothing about a figure."""

    def __init__(self, text: str) -> None:
        found: tuple[list[Cue], ...] = ([], [], [], [])
        finder, entries = _finder()
        for number, start, end in finder.find_matches_as_indexes(text, overlapping=True):
            for dimension, code, strong in entries[number]:
                found[dimension].append(Cue(start, end, code, strong))
        quoted = [match.span() for match in _SILENT.finditer(text)]
        budgeted = [cue for cue in found[3] if "预算" in text[cue.start : cue.end]]  # 中央预算内资金
        funds = _longest([*found[2], *budgeted])
        self._cues: list[list[Cue]] = []
        for dimension, cues in enumerate(found):
            if dimension == 0:  # 预算 inside a fund's name makes no budget figure
                budgets = [cue for cue in cues if cue.code.startswith("budget")]
                rest = [cue for cue in cues if not cue.code.startswith("budget")]
                cues = rest + _outside(budgets, [(cue.start, cue.end) for cue in funds])
            longest = _longest(cues)
            self._cues.append([cue for cue in _outside(longest, quoted) if cue.code])
        self._starts = [[cue.start for cue in cues] for cues in self._cues]

    def between(self, dimension: str, start: int, end: int) -> list[Cue]:
        """Return the cues of a dimension that lie wholly in a range, in order."""
        index = DIMENSIONS.index(dimension)
        starts, cues = self._starts[index], self._cues[index]
        return [c for c in cues[bisect_left(starts, start) : bisect_left(starts, end)] if c.end <= end]

    def last(self, dimension: str, start: int, end: int) -> Cue | None:
        """Return the cue of a dimension that stands nearest to the end of a range."""
        found = self.between(dimension, start, end)
        return found[-1] if found else None

    def governing(self, dimension: str, start: int, end: int) -> Cue | None:
        """Return the nearest strong cue of a range, else the nearest weak one."""
        found = self.between(dimension, start, end)
        if (
            dimension == "fund_level" and len({cue.code for cue in found}) > 1
        ):  # 省级直达资金: the level named, not the kind
            found = [cue for cue in found if cue.code not in ("superior", "fiscal")] or found
        strong = [cue for cue in found if cue.strong]
        nearest = strong or found
        return nearest[-1] if nearest else None


def _outside(cues: list[Cue], ranges: list[tuple[int, int]]) -> list[Cue]:
    """Drop the cues that overlap any of the ranges; both lists are in order."""
    if not ranges:
        return cues
    cues = sorted(cues, key=lambda c: c.start)
    kept = []
    place = 0
    for cue in cues:
        while place < len(ranges) and ranges[place][1] <= cue.start:
            place += 1
        if place < len(ranges) and ranges[place][0] < cue.end and cue.start < ranges[place][1]:
            continue
        kept.append(cue)
    return kept
