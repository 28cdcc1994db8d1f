"""The lexicon of places: every name that means a region, found in one pass over the text.

Here belongs which words name which regions (dbt/seeds/regions.csv, region_aliases.csv, regions_townships.csv) and which
of them are too short or too common to be trusted without a neighbour. What a found place means belongs to places.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from dagster_project.extraction.report import Report
from dagster_project.extraction.words.values import value
from dagster_project.vocabulary import seed

FULL, SHORT, ALIAS, TOWNSHIP = "full", "short", "alias", "township"
_AFTER_SHORT = re.compile(
    r"[省市县区旗州盟]委|[市县区旗]|(?:国家)?(?:经济技术|高新技术产业|经济|高新)(?:开发区|区(?![域间]))|(?:(?<=财政部..)|(?<=财政部...))监管局"
)
_BEFORE_BRANCH = re.compile(r"(?:公安)?分局")
# What may stand before a name without a blank: the party of the place, the year of a title.
_BEFORE_NAME = ("中共", "中国共产党", "年", "年度")
_BLANK = re.compile(r" (?<=[\u4e00-\u9fff] ) *(?=[\u4e00-\u9fff])")
_AFTER_TWO = re.compile(
    r"[省市县区旗州盟]?委|人民|政府|人大|政协|[\u4e00-\u9fff]{1,12}(?:局|委员会|院|中心|会|校|办公室)"
)
MANY = 400
GENERIC = 10  # a name of more regions than this says what a zone is, not which
_SLOGAN = 6
_TOWNSHIP_END = re.compile("[镇乡木道](?:(?<!道)|(?<=街道))")
_SHORTEST_TOWNSHIP, _LONGEST_TOWNSHIP = 3, 15


@value
class Place:
    """A found name: its range of the view, the codes that it may mean and how it names them."""

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    kind: str


class Region(NamedTuple):
    """A region's official name, and the codes of the city and the province around it."""

    name: str
    city: str
    province: str


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """The regions by their codes."""
    return {
        row["region_code"]: Region(row["region_name"], row["city_code"], row["province_code"])
        for row in seed("regions")
    }


@lru_cache(maxsize=1)
def homographs() -> frozenset[str]:
    """Short names that are also ordinary words (平安, 和平): no place without a neighbour that says so."""
    return frozenset(row["word"] for row in seed("place_homographs"))


@lru_cache(maxsize=1)
def _names() -> tuple[AhoCorasick, dict[str, tuple[str, tuple[str, ...]]]]:
    """Return what finds the names of regions in a text, and of each the kind and the codes."""
    names: dict[str, tuple[str, set[str]]] = {}

    def note(word: str, code: str, kind: str) -> None:
        known = names.get(word)
        if known is None:
            names[word] = (kind, {code})
        elif known[0] == kind or {kind, known[0]} <= {FULL, ALIAS}:
            known[1].add(code)

    rows = seed("regions")
    for row in rows:
        note(row["region_name"], row["region_code"], FULL)
    for row in seed("region_aliases"):
        note(row["alias"], row["region_code"], ALIAS)
    for row in rows:
        if len(row["short_name"]) >= 2:
            note(row["short_name"], row["region_code"], SHORT)
    found = {word: (kind, tuple(sorted(codes))) for word, (kind, codes) in names.items()}
    return AhoCorasick(found), found


@lru_cache(maxsize=1)
def townships() -> dict[str, str]:
    """Return the townships by their names, of three characters and more, with the code of each: those of which there is one."""
    _, regions_named = _names()
    towns: dict[str, str] = {}  # empty where several regions have one of that name
    for row in seed("regions_townships"):
        name, code = row["township_name"], row["region_code"]
        if towns.setdefault(name, code) != code:
            towns[name] = ""
    return {
        name: code
        for name, code in towns.items()
        if code and len(name) >= _SHORTEST_TOWNSHIP and name not in regions_named
    }


def find_names(text: str) -> Iterator[Place]:
    """Yield the names of places in the text, the longest at each position, none inside another, in order."""
    finder, named = _names()
    hits = finder.find_matches_as_indexes(text, overlapping=True)
    found = [(start, -end, *named[text[start:end]]) for _, start, end in hits]
    # Townships are many and end alike: looked up by their ends, since an automaton of all takes ten times as long to make.
    towns = townships()
    for match in _TOWNSHIP_END.finditer(text):
        end = match.end()
        for start in range(max(0, end - _LONGEST_TOWNSHIP), end - _SHORTEST_TOWNSHIP + 1):
            code = towns.get(text[start:end])
            if code is not None:
                found.append((start, -end, TOWNSHIP, (code,)))
    at = 0
    for start, stop, kind, codes in sorted(found):
        if start >= at:
            at = -stop
            yield Place(start, at, text[start:at], codes, kind)


def report_chains(report: Report) -> tuple[list[Place], ...]:
    """Return the chains of a whole report's text; several modules ask for them through ``report.once``."""
    view = report.outline.view
    blanks = {view.find(match.end()) for match in _BLANK.finditer(report.outline.folded)}
    found: list[list[Place]] = []
    for chain in chains(report.text, blanks):
        before, place = (found[-1][-1] if found else None), chain[-1]
        if before is not None and before.end == chain[0].start and len(place.codes) > GENERIC:
            # a zone without a code of its own lies where the place before it does: 绵阳经济开发区
            found[-1][-1] = Place(before.start, place.end, before.text + place.text, before.codes, FULL)
        else:
            found.append(chain)
    towns = {chain[-1].text[:-1]: chain[-1].codes for chain in found if chain[-1].kind == TOWNSHIP}
    return tuple(  # 某某卫生院 is that of the township 某某镇 which the text names, not of a county called 某某
        chain
        for chain in found
        if chain[0].kind != SHORT or len(chain) > 1 or towns.get(chain[0].text, chain[0].codes)[0] in chain[0].codes
    )


def within(code: str, outer: str) -> bool:
    """Tell whether a region lies in another or is that one."""
    if code == outer:
        return True
    region = regions().get(code)
    return region is not None and outer in (region.city, region.province)


def chains(text: str, blanks: AbstractSet[int] = frozenset()) -> list[list[Place]]:
    """Return the places of the text in chains of neighbours (绵阳市涪城区), each narrowed by the region before it.

    Names that mean a place only beside another one (two characters such as 和县 or 城区, short names that are ordinary
    words) are left out where they stand alone. ``blanks``: where a word begins behind a blank that the text has lost.
    """
    result: list[list[Place]] = []
    for place in find_names(text):
        chain = result[-1] if result and result[-1][-1].end == place.start else None
        if chain is not None:
            inner = tuple(
                code for code in place.codes if any(within(code, outer) and code != outer for outer in chain[-1].codes)
            )
            if inner:
                outers = tuple(code for code in chain[-1].codes if any(within(deep, code) for deep in inner))
                last = chain[-1]
                chain[-1] = Place(last.start, last.end, last.text, outers, last.kind)
                chain.append(Place(place.start, place.end, place.text, inner, place.kind))
                continue
        result.append([place])
    return [chain for chain in result if len(chain) > 1 or _trusted(text, chain[0], blanks)]


def _trusted(text: str, place: Place, blanks: AbstractSet[int]) -> bool:
    if place.kind == TOWNSHIP or (place.kind == ALIAS and len(place.text) > 2):
        return True
    if place.kind == FULL:
        return len(place.text) > 2 or (_opens(text, place, blanks) and bool(_AFTER_TWO.match(text, place.end)))
    if _AFTER_SHORT.match(text, place.end):
        return True
    if text.startswith(("镇", "乡", "村"), place.end):
        return False  # it has the name of a county elsewhere
    if place.text in homographs():
        return False
    if text.startswith("”", place.end) and "“" in text[max(0, place.start - _SLOGAN) : place.start]:
        return True  # “美丽某县”: a slogan of the place
    # a short name inside a clause may be the ends of two words (提高|安全)
    return bool(_BEFORE_BRANCH.match(text, place.end)) or _opens(text, place, blanks)


def _opens(text: str, place: Place, blanks: AbstractSet[int]) -> bool:
    return (
        place.start == 0
        or place.start in blanks
        or not "\u4e00" <= text[place.start - 1] <= "\u9fff"
        or text.endswith(_BEFORE_NAME, max(0, place.start - 5), place.start)
    )
