"""The words that say what an amount of money is: measure, class of expense, fund and level (dbt/seeds/amount_cues.csv).

Here belongs finding the words; which of them governs a figure is decided in amount_readings.py and amount_tables.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from dagster_project.extraction.words.values import value
from dagster_project.vocabulary import seed, words

DIMENSIONS = ("measure", "category", "fund_type", "fund_level")
_NAME_LEAD = re.compile(r"^(?:提前下达|下达|安排)?(?:(?:19|20)\d{2}(?:-(?:19|20)\d{2})?年度?)?(?:提前下达|下达)?")
_NAME_OF_FUND = re.compile(r"(?:资金|补助|转移支付|经费|业务费|专项)(?:（[^（）]{1,20}）)?$")
_JOINTS, _OF_WORK = ("、", "和", "及", "与"), ("经费", "业务费")
_JOINS = re.compile(r"(?:预算)?(?:财政)?(?:拨款)?(?:[及和与、]|以及)")
# the last: 某市财政资环〔2024〕12号文, where 市财政 is a piece of the document's number
_SILENT = re.compile(
    r"(?<=、)预算(?=、)|《[^》\n]{0,200}》|（不?(?:含|包括|包含)[^（）\d]{1,30}）|[省市县区]?财[^，。；、：\s厅局〔（]{0,5}[〔（](?:19|20)\d{2}[〕）]"
)


@value
class Cue:
    """A cue word in the view; ``strong`` cues outrank what a list or the kind of report would give."""

    start: int
    end: int
    code: str
    strong: bool


_Hit = tuple[int, int, str, bool]  # start, -end, code, strong: in order of place the longest comes first


class _Word(NamedTuple):
    """What a word says in one dimension."""

    dimension: int
    code: str
    strong: bool
    of_budget: bool  # a cue of the measure budget, which says nothing inside the name of a fund
    names_fund: bool  # a fund, or a level with 预算 in it (中央预算内资金)


@lru_cache(maxsize=1)
def _finder() -> tuple[AhoCorasick, list[tuple[_Word, ...]]]:
    """Return what finds the cue words, and what each word says."""
    by_word: dict[str, list[_Word]] = {}
    for row in seed("amount_cues"):
        word, code, dimension = row["word"], row["code"], DIMENSIONS.index(row["dimension"])
        budget = row["dimension"] == "measure" and code.startswith("budget")
        fund = row["dimension"] == "fund_type" or (row["dimension"] == "fund_level" and "预算" in word)
        by_word.setdefault(word, []).append(_Word(dimension, code, row["strength"] == "strong", budget, fund))
    return AhoCorasick(by_word), [tuple(said) for said in by_word.values()]


@lru_cache(maxsize=256)
def leading_level(name: str) -> str | None:
    """Return the level with whose word a fund's name begins (中央水利发展资金 → central), null where it is no fund's or names none.

    In 县级物资储备经费 and 中央、省督察工作经费 the word says whose the work is, and nothing of the money.
    """
    bare = _NAME_LEAD.sub("", name)
    if not _NAME_OF_FUND.search(bare):
        return None
    levels = _levels()
    word = next((word for word in levels if bare.startswith(word)), None)
    if word is None or bare[len(word) : len(word) + 1] in _JOINTS:
        return None
    level = levels[word]
    return None if level in ("city", "county") and bare.endswith(_OF_WORK) else level


@lru_cache(maxsize=1)
def _levels() -> dict[str, str | None]:
    """What each word of a level says, the longest words first."""
    rows = [row for row in reversed(seed("amount_cues")) if row["dimension"] == "fund_level"]
    said = {row["word"]: row["code"] or None for row in rows}  # of a word twice the first one
    return {word: said[word] for word in words("amount_cues", dimension="fund_level")}


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Keep the longest of overlapping hits (the earlier one of equals), in order."""
    kept: list[_Hit] = []
    last, end = 0, 0  # the place of the last one kept
    for hit in sorted(hits):
        start, stop = hit[0], -hit[1]
        if start >= end:
            kept.append(hit)
        elif hit[2] == "fiscal" and start > last and kept[-1][2] not in ("", "fiscal", "superior"):
            continue  # 区级财政预算拨款: whose it is, before what it is
        elif stop - start > end - last:
            kept[-1] = hit
        else:
            continue
        last, end = start, stop
    return kept


def _outside(hits: list[_Hit], ranges: list[tuple[int, int]]) -> list[_Hit]:
    """Drop the hits that overlap any of the ranges, which are in order; return the others in order."""
    if not ranges:
        return hits
    kept = []
    place = 0
    for hit in sorted(hits):
        start, end = hit[0], -hit[1]
        while place < len(ranges) and ranges[place][1] <= start:
            place += 1
        if place == len(ranges) or ranges[place][0] >= end:
            kept.append(hit)
    return kept


class Cues:
    """All cue words of a text, to be asked for by range; words inside 《titles》, numbers of documents and （含上年结转） say nothing about a figure."""

    def __init__(self, text: str) -> None:
        found: tuple[list[_Hit], ...] = ([], [], [], [])
        budgets: list[_Hit] = []
        funds: list[_Hit] = []
        finder, words = _finder()
        for number, start, end in finder.find_matches_as_indexes(text, overlapping=True):
            for index, code, strong, of_budget, names_fund in words[number]:
                hit = (start, -end, code, strong)
                (budgets if of_budget else found[index]).append(hit)
                if names_fund:
                    funds.append(hit)
        found[0].extend(_outside(budgets, [(start, -end) for start, end, _, _ in _longest(funds)]))
        quoted = [match.span() for match in _SILENT.finditer(text)]
        self._cues: dict[str, tuple[list[int], list[Cue]]] = {}
        for dimension, hits in zip(DIMENSIONS, found, strict=True):
            cues = [
                Cue(start, -end, code, strong) for start, end, code, strong in _outside(_longest(hits), quoted) if code
            ]
            self._cues[dimension] = [cue.start for cue in cues], cues
        # 一般公共预算及政府性基金财政拨款: money of both funds is of neither; the second one's place tells
        self._joint = {
            right.start
            for left, right in pairwise(self._cues["fund_type"][1])
            if left.code != right.code and _JOINS.fullmatch(text, left.end, right.start)
        }

    def between(self, dimension: str, start: int, end: int) -> list[Cue]:
        """Return the cues of a dimension that lie wholly in a range, in order."""
        starts, cues = self._cues[dimension]
        low = bisect_left(starts, start)
        high = bisect_left(starts, end, low)
        if high > low and cues[high - 1].end > end:  # no two overlap
            high -= 1
        return cues[low:high]

    def last(self, dimension: str, start: int, end: int) -> Cue | None:
        """Return the cue of a dimension that stands nearest to the end of a range."""
        found = self.between(dimension, start, end)
        return found[-1] if found and not self._are_joint(found) else None

    def governing(self, dimension: str, start: int, end: int) -> Cue | None:
        """Return the nearest strong cue of a range, else the nearest weak one."""
        found = self.between(dimension, start, end)
        if not found or self._are_joint(found):
            return None
        if dimension == "fund_level" and len(found) > 1 and len({cue.code for cue in found}) > 1:
            # 省级直达资金: the level named, not the kind
            found = [cue for cue in found if cue.code not in ("superior", "fiscal")] or found
        return next((cue for cue in reversed(found) if cue.strong), found[-1])

    def _are_joint(self, found: list[Cue]) -> bool:
        """Tell whether the last of the cues names a fund together with the one before it."""
        return len(found) > 1 and found[-1].start in self._joint


@lru_cache(maxsize=8192)
def said_by(words: str) -> Mapping[str, str | None]:
    """Return what a label, a head or a title says of its figures, by dimension; null where it says nothing."""
    cues = Cues(words)
    governing = {dimension: cues.governing(dimension, 0, len(words)) for dimension in DIMENSIONS}
    return MappingProxyType({dimension: cue.code if cue else None for dimension, cue in governing.items()})
