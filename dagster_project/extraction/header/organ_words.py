"""What the name of a body is made of: the words that can end it, and the region that stands before it.

Here belongs the shape of one name, whatever text it stands in. Which of the named bodies is the report's own belongs to
organs.py; where a region lies belongs to the dbt models.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from dagster_project.extraction.header.places_lexicon import SHORT, TOWNSHIP, Place, chains, find_names
from dagster_project.extraction.records import OrganMention
from dagster_project.extraction.report import Report
from dagster_project.vocabulary import seed

_PARTY_OF = re.compile(r"中共|中国共产党")
_LEVEL = re.compile(r"[我本全]?[省市县区旗州](?![直场政容民长域级辖属外内区])")
_WORDED_REGION = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,8}?(?:市|自治州|地区|盟))?(?:[\u4e00-\u9fff]{2,12}?(?:县|自治县|旗|林区|实验区|开发区|示范区|新区|高新区|经开区|风景(?:名胜)?区|(?<![社园校城地辖厂库灾景小片])区(?![域间别块位划])|市))?"
)
_LEVEL_CHAR = re.compile(r"[市县区州盟旗](?![直场政容民域级辖属])")
# The bodies of a zone are named after it; that which governs it carries its name.
_ZONE_NAME = r"(?:国家级)?(?:经济技术|高新技术产业|经济|高新|旅游)?(?:开发区|高新区|新区|试验区|示范区|度假区|管理区)"
_ZONE = re.compile(rf"{_ZONE_NAME}(?=[\u4e00-\u9fff]{{2}})(?!管|党工委|工委)")
_ZONE_ALONE = re.compile(rf"{_ZONE_NAME}|经开区")  # without a place: there is one in every city
_PARTY = re.compile(
    r"[市县区州盟旗]?委(?:员会)?(?=(?:组织|宣传|统战|统一战线|社会工作|政法|巡察|编办|编委|机构编制|老干|党校|台办|网信|政策研究|农村工作|直属|机关工委|机要|保密|党史|改革))"
)
# 中共某市委某市人民政府信访局: a body of both the committee and the government
_BOTH = re.compile(r"委(?:员会)?(?P<region>[\u4e00-\u9fff]{0,12})人民政府(?=[\u4e00-\u9fff]{2,10}(?:局|办公室)$)")
_OFFICE_OF_PARTY = re.compile(r"委(?:办|巡)")
_WHOLE_OFFICE_OF_PARTY = re.compile(r"委员会办公室$")
_OF_GOVERNMENT = re.compile(
    r"(?:人民)?政府(?=[\u4e00-\u9fff]{2,8}办事处$|(?:国有资产|机关事务|金融|侨务|外事|法制|扶贫|信访|地方志)[\u4e00-\u9fff]{0,9}(?:局|委员会|办公室)$)"
)
_TOWN_BODIES = re.compile(r"(?<=[乡镇])党委政府$")
_INSTITUTE = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:大学|学院)|[\u4e00-\u9fff]{0,10}(?:医院|卫生院|公司|集团)$|[初高]?级?(?:中学|小学|幼儿园)$|[一二三四五六七八]中$"
)


_SHORTEST = 3
_BEFORE_REGION = re.compile(r"(?:中国)?共青团|中国共产主义青年团|政协|中国人民政治协商会议|国家税务总局")
_BRANCH = re.compile(r"(?P<bureau>[\u4e00-\u9fff]{2,12}局)(?P<place>[\u4e00-\u9fff]{2,8})分局")
_NOT_ORGAN = re.compile(
    r"(?:本|该|各|我|其他|有关|相关|上级|下级|此)?(?:部门|单位|中心|委员会|公司|集团|学校|学院|医院|政府|局|厅|办公室|协会|街道|支队|大队|法院|检察院|办事处)"
    r"|(?:项目|预算|财政|主管)(?:部门|单位|中心|办公室)|(?:[本各上下]级)政府|(?:义务教育|公办|民办|农村|乡镇|中小)学校"
    r"|.*(?:关于|按照|根据|推进|未单独|报告|属于|负责人|[我本][局厅委]|联合(?![会社])|[部局委会院校厅室心站处办]由).*"
)
_NO_REGION = re.compile("[我本][局厅委院]|联合|根据")
# The cells of a form may have run together: 项目主管部门青川县教育局
_LABEL_BEFORE = re.compile(
    r".*(?:主管|实施|承担|填报|预算|责任)(?:部门|单位)(?:名称)?(?:及代码)?(?=[\u4e00-\u9fff]{4})"
)


@lru_cache(maxsize=1)
def suffix_words() -> dict[str, str]:
    """The words that can end a body's name, with the kind of body."""
    return {row["word"]: row["kind"] for row in seed("organ_suffixes")}


@lru_cache(maxsize=1)
def suffix_finders() -> tuple[AhoCorasick, AhoCorasick, list[str]]:
    """Return what finds every suffix and what finds the longest ones, and the kind of each."""
    found = suffix_words()
    return AhoCorasick(found), AhoCorasick(found, matchkind=MatchKind.LeftmostLongest), list(found.values())


@lru_cache(maxsize=1)
def name_ends() -> frozenset[str]:
    """The characters in which a signature may end: those of a body's name, and of what may stand behind it."""
    return frozenset(word[-1] for word in suffix_words()) | frozenset("日编制章）")


@lru_cache(maxsize=2048)
def last_suffix_end(text: str) -> int:
    """Return where the last word that can end a body's name ends, 0 where the text holds none."""
    finder, _, kinds = suffix_finders()
    found = finder.find_matches_as_indexes(text, overlapping=True)
    barred = [(start, end) for number, start, end in found if kinds[number] == "none"]
    ends = [end for number, _, end in found if kinds[number] != "none"]
    if barred:
        ends = [end for end in ends if not any(low < end <= high for low, high in barred)]
    return max(ends, default=0)


def first_of_joint(words: str) -> str:
    """Return the first of two bodies whose names have run together, each with its region: the first one speaks."""
    second = next((c[0].start for c in chains(words) if c[0].start >= 3 and c[-1].kind != TOWNSHIP), len(words))
    if second == len(words) or words.endswith("分局") or _BEFORE_REGION.fullmatch(words, 0, second):
        return words
    if last_suffix_end(words[:second]) != second:
        return words
    return words[:second]


@lru_cache(maxsize=2048)
def split_region(name: str) -> tuple[str, int]:
    """Return the region before a body's name and where the name without it starts; townships stay with the name."""
    prefix = _PARTY_OF.match(name)
    start = at = prefix.end() if prefix else 0
    for chain in chains(name):
        if chain[0].start != start:
            continue
        for place in chain:
            if place.kind == TOWNSHIP or (place.kind == SHORT and _stays(name, place)):
                break
            at = place.end
            if place.kind == SHORT:
                level = _LEVEL_CHAR.match(name, at)
                at = level.end() if level else at
            zone = _ZONE.match(name, at)
            at = zone.end() if zone else at
        break
    if at == start:
        match = _WORDED_REGION.match(name, start)
        at = match.end() if match and len(name) - match.end() >= 2 else start
    if at == start:
        level = _LEVEL.match(name, start)
        at = level.end() if level else start
    end_of_region = at
    both = _BOTH.match(name, at) if at > start else None
    if both and name[start:at].endswith(both.group("region")):
        return name[start:at], both.end()
    party = _PARTY.match(name, at)
    if party:
        at = party.end()
    elif at > start and (_OFFICE_OF_PARTY.match(name, at) or (prefix and _WHOLE_OFFICE_OF_PARTY.match(name, at))):
        at = end_of_region = at - 1  # 县委办公室 is one word
    if at < start or len(name) - at < 2:
        at = end_of_region = start
    return name[start:end_of_region], at


def _stays(name: str, place: Place) -> bool:
    return bool(_INSTITUTE.match(name, place.end))


def organ_mention(
    report: Report, start: int, end: int, basis: str, rank: int, organ: str | None = None
) -> OrganMention | None:
    """Build a candidate from the view range of a body's full name; null where the words name none."""
    name = report.text[start:end]
    label = _LABEL_BEFORE.match(name) if "部门" in name or "单位" in name else None
    if label:
        start, name = start + label.end(), name[label.end() :]
    before, bracket, _ = name.partition("（")
    if bracket and len(before) >= _SHORTEST and last_suffix_end(before) == len(before):
        end, name = start + len(before), before  # its second name: 某局（某办公室）
    committee = party_committee().fullmatch(name) if organ is None and "委" in name else None
    if committee:
        char_start, char_end = report.span(start, end)
        return OrganMention(
            char_start=char_start, char_end=char_end, value_start=char_start, value_end=char_end,
            organ_text=parties()[committee["party"]], region_text=committee["region"], basis=basis, rank=rank,
        )  # fmt: skip
    prefix = _BEFORE_REGION.match(name)
    if prefix and organ is None and prefix.end() < len(name) - 2:
        rest = name[prefix.end() :]
        region, at = split_region(rest)
        if not region and is_region(rest):
            region, at = rest, len(rest)
        head = "" if prefix.group().startswith("国家") else prefix.group()
        organ = head + rest[at:] if region else None
    else:
        region, at = split_region(name)
    words = organ or name[at:].removesuffix("本级").removesuffix("机关" if len(name) - at > 4 else "本级")
    words = _TOWN_BODIES.sub("人民政府", _OF_GOVERNMENT.sub("", words)) if organ is None else words
    branch = _BRANCH.fullmatch(words) if organ is None else None
    if branch and is_region(branch.group("place")):
        around = region if _ZONE_ALONE.fullmatch(branch.group("place")) else ""
        region, words = around + branch.group("place"), branch.group("bureau").removesuffix("局") + "分局"
    if len(words) < 2 or _NOT_ORGAN.fullmatch(words) or _NO_REGION.search(region):
        return None
    char_start, char_end = report.span(start, end)
    first, last = report.span(start + (0 if organ else at), end)
    return OrganMention(
        char_start=char_start, char_end=char_end, value_start=first, value_end=last, organ_text=words,
        region_text=region or None, basis=basis, rank=rank,
    )  # fmt: skip


@lru_cache(maxsize=1)
def parties() -> dict[str, str]:
    """The names of parties and leagues, each with the canonical name of its committees."""
    return {row["alias"]: row["canonical"] for row in seed("organ_aliases") if row["kind"] == "party"}


@lru_cache(maxsize=1)
def party_committee() -> re.Pattern[str]:
    """The committee of a party or league, whose region stands inside its name: 共青团某县委, 民盟某市委会."""
    names = "|".join(sorted(parties(), key=len, reverse=True))
    return re.compile(rf"(?:中国)?(?P<party>{names})(?P<region>[\u4e00-\u9fff]{{2,14}}?[省市县区州旗盟])委(?:员会|会)?")


def is_region(words: str) -> bool:
    """Tell whether words are the name of a region and nothing else."""
    place = next(find_names(words), None)
    return (place is not None and place.end - place.start == len(words) and place.kind != TOWNSHIP) or any(
        chain[0].start == 0 and chain[-1].end == len(words) and chain[-1].kind != TOWNSHIP for chain in chains(words)
    )
