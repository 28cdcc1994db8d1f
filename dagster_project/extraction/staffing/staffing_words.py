"""Words of head counts: the cues that name a measure, whom a body serves, and what a sentence has said so far.

Here belongs what counts of persons and counts of units share. How each is read belongs to staffing.py and unit_counts.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from dagster_project.extraction.words.values import value
from dagster_project.vocabulary import alternatives, seed

_FILLER = re.compile(
    r"(?:：|调整为|核定为|增加到|为|是|共计|共有|共|有|总数|人数|总计|合计|数量|数|约|仅|达|近|已|的|实有|现有|核定|情况|小计|一共|名额|总量|均|\s)+$"
)

# Whom or what the body serves; the same words in a body's own name (统计局, 就业服务中心) say nothing.
SERVED = re.compile(
    rf"(?:{alternatives('staffing_words', kind='served')}|(?<!全额)(?<!全部)(?<!差额)(?<!定额)(?<!财政)补助|发放(?!工资))"
    r"(?![\u4e00-\u9fff]{0,10}(?:局|中心|联合会|委员会|大队|支队|总队|站|研究院|学校|馆))"
)
OUTPOST = re.compile(r"[\u4e00-\u9fff]{0,10}(?:所|站|队|分局|法庭|中心|支部|分中心|管理处|派出机构)$")
PART = re.compile(r"其中|含|包括")
_SUM = re.compile(r"[小合总]计$")


@value
class Cue:
    """A word that names a measure: its range of the view, the measure and whether it counts persons or units."""

    start: int
    end: int
    word: str
    measure: str


@lru_cache(maxsize=2)
def _cues(unit: str) -> tuple[AhoCorasick, list[tuple[str, str]]]:
    """Return what finds the cues of a unit, and the word and the measure of each."""
    words = {row["word"]: row["measure"] for row in seed("staffing_cues") if row["unit"] == unit}
    posts = {word + tail: words[word] for word in words if word.endswith("编制") for tail in ("数", "人数")}
    named = posts | words
    return AhoCorasick(named), list(named.items())


def last_cue(text: str, unit: str) -> Cue | None:
    """Return the cue of this unit (``person``, ``unit``) that ends last in the text, the longest of those."""
    finder, cues = _cues(unit)
    found = finder.find_matches_as_indexes(text, overlapping=True)
    if not found:
        return None
    number, start, end = max(found, key=_by_end)
    return Cue(start, end, *cues[number])


def first_cue(text: str, unit: str, reach: int) -> Cue | None:
    """Return the longest cue that begins within the first characters of the text, the one that ends last."""
    finder, cues = _cues(unit)
    found = [hit for hit in finder.find_matches_as_indexes(text, overlapping=True) if hit[1] <= reach]
    if not found:
        return None
    number, start, end = max(found, key=_by_end)
    return Cue(start, end, *cues[number])


def _by_end(hit: tuple[int, int, int]) -> tuple[int, int]:
    """The order in which the last and longest of found words comes last."""
    return hit[2], -hit[1]


def before_of(label: str, unit: str) -> tuple[str, Cue | None]:
    """Return the label without filler words (共, 为, 人数) at its end, and the cue that ends last in it."""
    bare = _SUM.sub("", label) if label.endswith("计") else label
    cue = last_cue(bare, unit)
    if cue is not None and cue.end == len(bare):
        return bare, cue
    stem = _FILLER.sub("", label)
    return stem, last_cue(stem, unit)


@dataclass(slots=True)
class State:
    """What a sentence has said so far: the last head count, whether posts or staff, and whether parts follow."""

    sentence: int = -1
    measure: str | None = None
    kind: str | None = None
    parts: bool = False
    last_end: int = 0
    last_unit_end: int = -99
    last_count_end: int = -99  # of the last count of units, whatever they are
    units: str | None = None  # what the units counted so far are
    on_post: bool = False  # the last count was worded as those in post, of whom 行政编制25人 tells staff
    told: bool = False  # posts or staff were counted before in the paragraph
