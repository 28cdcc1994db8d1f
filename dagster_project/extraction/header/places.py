"""The places that a report names, as evidence of its region: one row for each region that the words may mean.

Here belongs where a place stands (before the report's own body, in the title, before another body, in a document
number). Which region the report belongs to is resolved from all of them by the dbt models.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from dagster_project.extraction.header.organ_words import last_suffix_end
from dagster_project.extraction.header.organs import find_organs
from dagster_project.extraction.header.places_lexicon import (
    GENERIC,
    MANY,
    TOWNSHIP,
    Place,
    chains,
    regions,
    report_chains,
    within,
)
from dagster_project.extraction.header.title import title_block
from dagster_project.extraction.records import OrganMention, PlaceMention
from dagster_project.extraction.report import Report
from dagster_project.vocabulary import seed

_REPEATS = 4  # mentions of the same region in the same role that are kept
_FEW = 3  # regions of one name
_AFTER = 22
_AMBIGUOUS = 5  # in passing, a name of more regions than this says nothing
_COMPANY = re.compile(r"[\u4e00-\u9fff]{0,16}(?:公司|基金|集团|银行|事务所)")
_DOCUMENT = re.compile(r"〔(?:19|20)\d{2}〕第?\d{1,5}号")
_DOCUMENT_OTHER = re.compile(r"（(?:19|20)\d{2}）第?\d{1,5}号")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{1,14}$")
_LONGEST_ISSUER = 14
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]*")
_BETWEEN = re.compile(r"[市县区州盟旗]?委(?:员会)?(?=[组宣统社政巡编机老党台网农直保改])")
# One class of characters leads, so that the engine skips what stands between; each branch then looks back at its own.
_OWN_LEVEL = re.compile(
    r"[我全省市县区州盟旗](?:(?<=我)(?P<own>[省市县区州盟旗])|(?<=全)(?P<whole>[省市县区州盟旗])(?![域场])"
    r"|(?<=(?P<bare>[省市县区州盟旗]))(?:(?<![\u4e00-\u9fff].)|(?<=[由经按为向受在绕].))(?:委|政府|财政|人大|纪委))"
)
_SURE_LEVEL = 2
# A place that the report visits, helps or learns from says nothing about where it lies itself.
_ELSEWHERE = re.compile(r"(?:赴|前往|学习|借鉴|考察|支援|帮扶|援助|毗邻|协作|对接|来自)[^。；，]{0,4}$")
_AMONG_SUPERIORS = re.compile(r"(?:国家|中央)(?:[、和及]|和中央)(?:省|自治区)(?:[、和及]|以及)(?:市[、和及])?$")
_BELONGS_TO = re.compile(r"(?:隶属|直属|从属|下属|归属)于?$|受$")
_ITS_BUREAU = re.compile(r"[\u4e00-\u9fff]{1,12}[局委]的?(?:管理|指导|领导|主管|$|[，。；（的])")
_CHIEF_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,12}[局委](?:直属|所属|下属|主管|管辖|管理)的?[\u4e00-\u9fff]{0,16}(?:单位|学校|园|院|站|中心|馆|所)"
)
_SUPERIOR = re.compile(r"(?:省|市|县|区|州|旗)?(?:委|人民政府|政府|人大|政协)")


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in seed("document_prefixes"):
        if row["region_code"]:
            found.setdefault(row["prefix"], []).append(row["region_code"])
    return {prefix: tuple(codes) for prefix, codes in found.items()}


def find_organs_and_places(report: Report) -> Iterator[OrganMention | PlaceMention]:
    """Yield the bodies that may be the report's own, then the places, whose role depends on them."""
    organs = list(find_organs(report))
    yield from organs
    yield from find_places(report, organs)


def find_places(report: Report, bodies: list[OrganMention]) -> Iterator[PlaceMention]:
    """Yield the places of a report in the order of the text, document prefixes last."""
    organs = sorted(bodies, key=lambda o: (o.rank, o.value_start))
    region = (organs[0].region_text or "") if organs else ""
    kinds = _roles(report, organs, region)
    levels = _own_levels(report.text, region)
    own_code = _code_of_own_level(levels, kinds)
    around = None
    if own_code is None:
        own_level = max(levels, key=lambda level: levels[level], default="省")
        around = _region_around(region, kinds) or (_city_of_its_counties(kinds) if own_level in "市州盟" else None)
    below_province = bool(levels) and "省" not in levels
    # Beside the bodies of a city the province around it, cited for a law, decides nothing.
    named = {chain[-1].codes[0] for chain, kind in kinds if kind == "superior_body" and len(chain[-1].codes) == 1}
    around_named = {regions()[code].province for code in named if not code.endswith("0000")}
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for chain, kind in kinds:
        first, last = chain[0], chain[-1]
        if kind in ("superior_body", "body") and last.codes == (own_code,):
            kind = "same_level_body"
        elif kind == "body" and (below_province or around_named.issuperset(last.codes)) and _is_province(last, levels):
            kind = "superior_body"
        elif around is not None and kind in ("superior_body", "body") and within(last.codes[0], around):
            last, kind = Place(last.start, last.end, last.text, (around,), last.kind), "same_level_body"
        parts = kind == "body" and own_code is not None and all(within(code, own_code) for code in last.codes)
        if kind == "above":
            kind = "superior_body"
        # what the region is made of says nothing, nor does another region
        if kind != "elsewhere" and not parts and _says_something(kind, last, seen):
            yield from _rows(report, first, last, kind)
    yield from _document_prefixes(report)


def _roles(report: Report, organs: list[OrganMention], region: str) -> list[tuple[list[Place], str]]:
    """Return the places of a report, each with its role: of a signature, of the own body, of the source, else by its words.

    ``organs``: the bodies that may be the report's own, the likeliest first; ``region``: what the first names as its region.
    """
    own = organs[0].organ_text if organs else None
    signatures, sources = (
        [(organ.char_start, organ.char_end) for organ in organs if organ.basis == basis]
        for basis in ("signature", "source")
    )
    inside = [(organ.char_start, organ.char_end) for organ in organs if organ.organ_text == own and organ.region_text]
    kinds: list[tuple[list[Place], str]] = []
    for chain in report.once(report_chains):
        at, _ = report.span(chain[0].start, chain[-1].end)
        if any(start <= at < end for start, end in signatures):
            kinds.append((chain, "signature"))
        elif own is not None and (
            _is_of_own_body(report.text, chain[-1], own, region)
            or (region.endswith(chain[-1].text) and any(start <= at < end for start, end in inside))  # 民盟某市委会
        ):
            kinds.append(([*chain[:-1], _of_zone(chain[-1], region)], "organ_region"))
        elif any(start <= at < end for start, end in sources):
            kinds.append((chain, "publisher"))
        else:
            kinds.append((chain, _role(report, chain[0], chain[-1])))
    return kinds


def _of_zone(place: Place, region: str) -> Place:
    """Return the place with the codes of the city whose body has a branch in it, where it is a zone without a code: 某市某局经开区分局."""
    around = (
        chains(region.removesuffix(place.text)) if len(place.codes) > GENERIC and region.endswith(place.text) else []
    )
    return Place(place.start, place.end, place.text, around[-1][-1].codes, place.kind) if around else place


def _is_of_own_body(text: str, place: Place, own: str, region: str) -> bool:
    """Tell whether a place leads the name of the report's own body. ``region``: what that body names as its region."""
    return (place.kind == TOWNSHIP and own.startswith(place.text)) or _before_own(text, place, own, region)


def _role(report: Report, first: Place, last: Place) -> str:
    """Return in which role a place stands that is not the own body's: in the title, else by its words."""
    block = report.once(title_block)
    if last.kind == TOWNSHIP:
        return "township"
    if block is not None and block.start <= first.start < block.end:
        return "title"
    return _kind(report.text, first, last)


def _says_something(kind: str, place: Place, seen: Counter[tuple[str, tuple[str, ...]]]) -> bool:
    """Count a place in its role; tell whether it is neither of too many regions nor repeated too often."""
    seen[kind, place.codes] += 1
    if (kind in ("body", "superior_body") and len(place.codes) > _AMBIGUOUS) or len(place.codes) > MANY:
        return False
    return seen[kind, place.codes] <= (_REPEATS if len(place.codes) <= _FEW else 1)


def _before_own(text: str, place: Place, own: str, region: str) -> bool:
    """Tell whether the report's own body follows: 绵阳市民政局 is another one where the own is 涪城区民政局."""
    if own.endswith("分局") and text.startswith("分局", place.end):
        return True
    between = _BETWEEN.match(text, place.end)
    if not text.startswith(own, between.end() if between else place.end):
        return False
    return len(region) < 2 or region.endswith(place.text) or place.text.endswith(region)


def _own_levels(text: str, region: str) -> Counter[str]:
    """Count the words by which a report names its own level (我县, 全区, 县委), by the level's last character."""
    levels: Counter[str] = Counter()
    for match in _OWN_LEVEL.finditer(text):
        levels[match.group("own") or match.group("whole") or match.group("bare")] += 2 if match.group("own") else 1
    if len(region) == 1:  # the body itself is named by its level alone: 省商务厅
        levels[region] += _SURE_LEVEL
    return levels


def _code_of_own_level(levels: Counter[str], kinds: list[tuple[list[Place], str]]) -> str | None:
    """Return the one region of the report's own level whose bodies it names, or else that it names, null for several.

    Where the words do not tell the level for sure, the one county whose bodies are named counts, if no other city's are.
    """
    ranked = levels.most_common(2)
    sure = bool(ranked) and ranked[0][1] >= _SURE_LEVEL and (len(ranked) == 1 or ranked[1][1] < ranked[0][1])
    for wanted in ("superior_body", "body") if sure else ("superior_body",):
        found = {chain[-1].codes for chain, kind in kinds if kind == wanted and chain[-1].kind != TOWNSHIP}
        codes = {one[0] for one in found if len(one) == 1 and not regions()[one[0]].name.endswith("自治区")}
        if sure:
            same = {code for code in codes if regions()[code].name[-1] == ranked[0][0]}
        else:
            same = {code for code in codes if not code.endswith("00")}
            cities = {code for code in codes if code.endswith("00") and not code.endswith("0000")}
            same = same if cities <= {regions()[code].city for code in same} else set()
        if same:
            return same.pop() if len(same) == 1 else None
    return None


def _city_of_its_counties(kinds: list[tuple[list[Place], str]]) -> str | None:
    """Return the one city around several counties that a report of a city names, null where only one is named."""
    counties = {
        chain[-1].codes[0]
        for chain, kind in kinds
        if kind in ("superior_body", "body") and len(chain[-1].codes) == 1 and not chain[-1].codes[0].endswith("00")
    }
    cities = {regions()[code].city for code in counties}
    return cities.pop() or None if len(counties) > 1 and len(cities) == 1 else None


def _region_around(region: str, kinds: list[tuple[list[Place], str]]) -> str | None:
    """Return the one province or city of all places where the body's name says no more than that level: 省商务厅."""
    if region not in ("省", "自治区", "市", "州", "盟"):
        return None
    found = {
        chain[-1].codes[0] for chain, kind in kinds if kind in ("superior_body", "body") and len(chain[-1].codes) == 1
    }
    outer = {regions()[code].province if region in ("省", "自治区") else regions()[code].city or code for code in found}
    return outer.pop() or None if len(outer) == 1 else None


def _is_province(place: Place, levels: Counter[str]) -> bool:
    """Tell whether a place is a province, but not the autonomous region that 全区 may mean."""
    own = "区" in levels and regions()[place.codes[0]].name.endswith("自治区")
    return not own and all(code.endswith("0000") for code in place.codes)


def _kind(text: str, first: Place, place: Place) -> str:
    """Return the role of a place by the words before it and the body that follows it."""
    if _ELSEWHERE.search(text, max(0, first.start - 12), first.start):
        return "elsewhere"
    if _CHIEF_BODY.match(text, place.end) or (
        _BELONGS_TO.search(text, max(0, first.start - 6), first.start) and _ITS_BUREAU.match(text, place.end)
    ):
        return "chief_body"
    if _COMPANY.match(text, place.end):
        return "body"
    if _AMONG_SUPERIORS.search(text, max(0, first.start - 12), first.start):
        return "above"
    if _SUPERIOR.match(text, place.end):
        return "superior_body"
    after = _HAN_RUN.match(text, place.end, place.end + _AFTER)
    end = last_suffix_end(after.group()) if after else 0
    return "superior_body" if 1 < end <= 14 else "body"


def _rows(report: Report, first: Place, place: Place, kind: str) -> Iterator[PlaceMention]:
    char_start, char_end = report.span(first.start, place.end)
    value_start, value_end = report.span(place.start, place.end)
    for code in place.codes:
        yield PlaceMention(
            char_start=char_start, char_end=char_end, value_start=value_start, value_end=value_end,
            place_text=place.text, region_code=code, kind=kind, candidates=len(place.codes),
        )  # fmt: skip


def _document_prefixes(report: Report) -> Iterator[PlaceMention]:
    prefixes = _prefixes()
    if not prefixes:
        return
    longest = max(map(len, prefixes))
    seen: set[str] = set()
    for pattern in (_DOCUMENT, _DOCUMENT_OTHER):
        before = 0
        for match in pattern.finditer(report.text):
            issuer = _ISSUER.search(report.text, max(before, match.start() - _LONGEST_ISSUER), match.start())
            if issuer is None:
                continue
            before = match.end()
            hit = _prefix_of(issuer.group(), prefixes, longest)
            if hit is None or hit[1] in seen:
                continue
            at, prefix = hit
            seen.add(prefix)
            start = issuer.start() + at
            char_start, char_end = report.span(start, match.end())
            value_start, value_end = report.span(start, start + len(prefix))
            codes = prefixes[prefix]
            for code in codes:
                yield PlaceMention(
                    char_start=char_start, char_end=char_end, value_start=value_start, value_end=value_end,
                    place_text=prefix, region_code=code, kind="document_prefix", candidates=len(codes),
                )  # fmt: skip


def _prefix_of(issuer: str, prefixes: dict[str, tuple[str, ...]], longest: int) -> tuple[int, str] | None:
    """Return place and words of the prefix that opens a document number; words of the sentence may stand before it."""
    for at in range(max(0, len(issuer) - 8), len(issuer)) if len(issuer) > 8 else (0,):
        for length in range(min(longest, len(issuer) - at), 0, -1):
            if issuer[at : at + length] in prefixes:
                return at, issuer[at : at + length]
    return None
