"""Whose report it is: the bodies that may be the report's own, with how strongly the place of their name says so.

Here belongs what sets the report's own body apart from superior, subordinate and cited ones. The canonical name of a
body and its region are resolved by the dbt models; the words are kept as the report has them, without the region.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from dagster_project.extraction.header import TitleBlock, title_block, type_of_title
from dagster_project.extraction.places_lexicon import SHORT, TOWNSHIP, Place, chains, report_chains
from dagster_project.extraction.records import OrganMention
from dagster_project.extraction.report import Report
from dagster_project.vocabulary import seed

TITLE, LABEL, OWNER, SIGNATURE, AUTHOR, STATED, LISTED, SPOKEN, HINTED = 1, 2, 3, 4, 5, 8, 9, 20, 60
_FILER = r"(?:填报|填表|编报|申报|上报|自评|编制|报送|预算|部门|被评价)(?:单位|部门)?(?:（单位）)?(?:全称|名称)?"
_LABEL = re.compile(
    rf"(?<![属级各有关托构理])(?:{_FILER}|单位(?:全称|名称)?|部门（单位）名称|单位（部门）名称)(?:（[^）]{{1,8}}）)?：[\t\s]*(?P<name>[\u4e00-\u9fff（）]{{3,40}})"
)
_LABEL_CELL = re.compile(
    rf"(?:(?P<own>{_FILER}|单位（?部门）?名称|部门（单位）名称|部门\(单位\)名称|预算单位|预算部门)|(?P<owner>(?:项目)?(?:实施|承担|执行|资金使用)(?:单位|部门))|(?P<chief>(?:项目|地方|本级|县级|市级|省级|预算)?主管(?:预算)?(?:部门|单位)))(?:名称)?(?:（[^）]{{1,8}}）)?(?:及代码)?：?"
)
_CODE = re.compile(r"^[\d\-\s〔〕]+|[〔（]?\d{3,}[〕）]?$")
_FOLLOWS = re.compile(
    r"(?:部门|机关|单位|本级)?(?:包括|属|是|系|为|内设|下设|设有|核定|现有|共有|所属|下属|主要职|部门|单位|机关|本级|严格|认真|积极|按照|根据|紧紧|坚持|围绕|"
    r"全面|深入|切实|始终|充分|高度|\d|全年|本年|收入|支出|预算|决算|年初|年末|绩效|整体|无|（以下|，|：|开展|以|对|高质量|结合|成立|组织|主要|于\d|负责|承担|实施)"
)
_FOREIGN = re.compile(
    r"(?:按照?|根据|依据|经|由|报|向|与|和|会同|配合|协助|将|把|对|为|受|在|及|各|其他|有关|相关|上级|国家|通过|联合|邀请|聘请|委托|组织|安排|拨付|收到|"
    r"对接|至|到|从|关于|原|我|本|该|加强|推进|完善|建设|支持|保障|指导|监督|负责|全[省市县区镇乡]|市直|县直|区直|驻|下达)"
)
_LEVEL = re.compile(r"(?:中共|中国共产党)?(?:[我本全]?[省市县区旗州](?![直场政容民长域级辖属外内区]))?")
_WORDED_REGION = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,8}?(?:市|自治州|地区|盟))?(?:[\u4e00-\u9fff]{2,12}?(?:县|自治县|旗|林区|实验区|开发区|示范区|新区|高新区|经开区|(?<![社园校城地辖厂库灾景小片])区(?![域间别块位划])|市))?"
)
_ZONE = re.compile(r"(?:[\u4e00-\u9fff]{0,4}(?:实验区|开发区|示范区|高新区|经开区|工业园区|产业园区|管理区|新区))")
_LEVEL_CHAR = re.compile(r"[市县区州盟旗](?![直场政容民域级辖属])")
_BEFORE_REGION = re.compile(r"共青团|政协|中国人民政治协商会议|国家税务总局")
_PARTY = re.compile(
    r"委(?=(?:组织|宣传|统战|统一战线|社会工作|政法|巡察|编办|编委|机构编制|老干|党校|台办|网信|政策研究|农村工作|直属|机关工委|机要|保密|党史|改革))"
)
_NOT_ORGAN = re.compile(
    r"(?:本|该|各|我|其他|有关|相关|上级|下级|此)?(?:部门|单位|中心|委员会|公司|集团|学校|学院|医院|政府|局|厅|办公室|协会|街道|支队|大队|法院|检察院|办事处)"
    r"|(?:项目|预算|财政|主管)(?:部门|单位|中心|办公室)"
)
_TITLE_TRAIL = re.compile(r"(?:部门|单位|机关|本级|的)+$")
_SELF = re.compile(r"[我本](局|厅|委|办|院|校|镇|乡|街道|中心|会|站|所|馆|部|队|园|社|处|县政府|区政府|法院)")
_SIGNED = re.compile(
    r"(?:^|[。；！）\t])(?P<name>[\u4e00-\u9fff]{3,36}?)(?P<date>(?:\d{4}|[零一二三四五六七八九]{4})年[^，。]{2,8}日)?(?P<by>编制?|制)?(?:（?(?:盖|印)?章）?)?[。\s]*$"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_POLICE = re.compile(r"(?<=[省市县区])公安(?!局|厅|分局|部|机关|派出|干警|民警)")


@lru_cache(maxsize=1)
def _suffixes() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in seed("organ_suffixes")}


@lru_cache(maxsize=1)
def _suffix_finders() -> tuple[AhoCorasick, AhoCorasick, list[str]]:
    """Return what finds every suffix and what finds the longest ones, and the kind of each."""
    found = _suffixes()
    return AhoCorasick(found), AhoCorasick(found, matchkind=MatchKind.LeftmostLongest), list(found.values())


@lru_cache(maxsize=1)
def _name_ends() -> frozenset[str]:
    """The characters in which a signature may end: those of a body's name, and of what may stand behind it."""
    return frozenset(word[-1] for word in _suffixes()) | frozenset("日编制章）")


def last_suffix_end(text: str) -> int:
    """Return where the last word that can end a body's name ends, 0 where the text holds none."""
    finder, _, kinds = _suffix_finders()
    found = finder.find_matches_as_indexes(text, overlapping=True)
    barred = [(start, end) for number, start, end in found if kinds[number] == "none"]
    ends = [end for number, _, end in found if kinds[number] != "none"]
    if barred:
        ends = [end for end in ends if not any(low < end <= high for low, high in barred)]
    return max(ends, default=0)


def split_region(name: str) -> tuple[str, int]:
    """Return the region before a body's name and where the name without it starts; townships stay with the name."""
    start = 2 if name.startswith("中共") else 0
    at = start
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
        break
    if at == start:
        match = _WORDED_REGION.match(name, start)
        at = match.end() if match and len(name) - match.end() >= 2 else start
    if at == start:
        level = _LEVEL.match(name)
        at = level.end() if level else start
    zone = _ZONE.match(name, at) if at > start else None
    if zone and len(name) - zone.end() >= 2:
        at = zone.end()
    party = _PARTY.match(name, at)
    if party:
        at = party.end()
    elif re.match(r"委(?:办|巡)", name[at : at + 2]) and at > start:
        at -= 1  # 县委办公室 is one word
    if at < start or len(name) - at < 2:
        at = start
    region = name[start:at].removesuffix("委") if party else name[start:at]
    return region, at


def _stays(name: str, place: Place) -> bool:
    return bool(
        re.match(
            r"(?:师范|职业|中|外|工业|农业|理工)?(?:[\u4e00-\u9fff]{0,6})(?:大学|学院|医院|公司|集团)$",
            name[place.end :],
        )
    )


def find_organs(report: Report) -> Iterator[OrganMention]:
    """Yield the bodies that may be the report's own; the smallest rank is the strongest."""
    block = report.once(title_block)
    if block is not None:
        yield from _in_title(report, block)
    yield from _in_labels(report)
    yield from _in_signature(report, block)
    yield from _in_body(report)


def _mention(
    report: Report, start: int, end: int, basis: str, rank: int, organ: str | None = None
) -> OrganMention | None:
    """Build a candidate from the view range of a body's full name; null where the words name none."""
    name = report.text[start:end]
    prefix = _BEFORE_REGION.match(name)
    if prefix and organ is None and prefix.end() < len(name) - 2:
        region, at = split_region(name[prefix.end() :])
        organ = (
            ("" if prefix.group().startswith("国家") else prefix.group()) + name[prefix.end() + at :]
            if region
            else None
        )
    else:
        region, at = split_region(name)
    words = organ or name[at:].removesuffix("本级").removesuffix("机关" if len(name) - at > 4 else "本级")
    if len(words) < 2 or _NOT_ORGAN.fullmatch(words):
        return None
    char_start, char_end = report.span(start, end)
    first, last = report.span(start + (0 if organ else at), end)
    return OrganMention(
        char_start=char_start, char_end=char_end, value_start=first, value_end=last, organ_text=words,
        region_text=region or None, basis=basis, rank=rank,
    )  # fmt: skip


def _in_title(report: Report, block: TitleBlock) -> Iterator[OrganMention]:
    raw = report.text[block.start : block.end]
    clean = re.sub(r"[#\n\t《》“”]|关于", lambda m: "|" * len(m.group()), raw)
    kind = type_of_title(clean)
    head = clean[: kind[1]] if kind else clean
    rank = TITLE
    for part in (head, clean[kind[2] :] if kind else ""):
        offset = block.start + (0 if part is head else kind[2] if kind else 0)
        for segment in re.finditer(
            r"[^|（）]+?(?=\||（|）|$)",
            re.sub(r"(?:19|20)\d{2}(?:-\d{4})?年?度?", lambda m: "|" * len(m.group()), part),
        ):
            words = _TITLE_TRAIL.sub("", segment.group())
            end = last_suffix_end(words)
            if end < 3:
                continue
            if end < len(words) and split_region(words[:end])[0] == "":
                continue
            found = _mention(report, offset + segment.start(), offset + segment.start() + end, "title", rank)
            if found:
                yield found
                rank = max(rank, TITLE) + 10
        rank = max(rank, AUTHOR + 1)


def _in_labels(report: Report) -> Iterator[OrganMention]:
    for match in _LABEL.finditer(report.text):
        name = match.group("name")
        end = last_suffix_end(name)
        if end >= 3:
            found = _mention(report, match.start("name"), match.start("name") + end, "label", LABEL)
            if found:
                yield found
    for table in report.tables:
        for row in table.rows[:12]:
            filled = [cell for cell in row if cell.text]
            for left, right in itertools.pairwise(filled):
                label = _LABEL_CELL.fullmatch(left.text)
                if not label:
                    continue
                start, _ = report.cell_range(right)
                code = _CODE.match(right.text)
                skip = code.end() if code and code.start() == 0 else 0
                end = last_suffix_end(right.text)
                rank = {"own": LABEL, "owner": OWNER, "chief": AUTHOR}[label.lastgroup or "own"]
                if end - skip >= 3:
                    found = _mention(report, start + skip, start + end, "label", rank)
                    if found:
                        yield found


def _in_signature(report: Report, block: TitleBlock | None) -> Iterator[OrganMention]:
    outline = report.outline
    texts = [(index, piece) for index, piece in enumerate(outline.pieces) if piece.kind == "text"]
    for place, (_, piece) in enumerate(texts):
        words = outline.text(piece)
        if block is not None and block.start <= piece.view_start < block.end:
            continue
        late = place >= len(texts) - 4
        if len(words) > 60 and not late:
            continue
        tail = words[-80:]
        if tail.rstrip("。 \t\n")[-1:] not in _name_ends():
            continue
        match = _SIGNED.search(tail)
        if not match:
            continue
        follows = texts[place + 1][1] if place + 1 < len(texts) else None
        dated = match.group("date") or (
            follows is not None
            and re.fullmatch(r"(?:\d{4}|[零一二三四五六七八九]{4})年\S{2,8}日?", outline.text(follows))
        )
        if not dated and not match.group("by") and not (late and follows is None):
            continue
        name = match.group("name")
        end = last_suffix_end(name)
        if end < 3 or end != len(name):
            continue
        start = piece.view_start + max(0, len(words) - 80) + match.start("name")
        by = match.group("by") and not dated
        found = _mention(report, start, start + end, "author" if by else "signature", AUTHOR if by else SIGNATURE)
        if found:
            yield found


def _in_body(report: Report) -> Iterator[OrganMention]:
    """Yield the bodies that open a clause and act or are described in it, the most frequent first."""
    text = report.text
    _, finder, kinds = _suffix_finders()
    opens = sorted({p.body_start for p in report.outline.pieces} | {p.view_start for p in report.outline.pieces})
    counts: Counter[str] = Counter()
    best: dict[str, tuple[int, OrganMention]] = {}
    own = {noun for noun, _ in Counter(_SELF.findall(text)).most_common(2)}
    for number, _, end in finder.find_matches_as_indexes(text):
        kind = kinds[number]
        follows = _FOLLOWS.match(text, end)
        listed = _LISTED.match(text, end)
        if not follows and not listed:
            continue
        edge = opens[bisect_right(opens, end - 2) - 1] if opens else 0
        window = text[max(edge, end - 36) : end]
        cut = _CLAUSE_EDGE.match(window[::-1])
        name = window[len(window) - (cut.end() if cut else len(window)) :]
        if len(name) < 3 or _FOREIGN.match(name) or not _HAN.fullmatch(name):
            continue
        found = _mention(report, end - len(name), end, "listed" if listed else "body", LISTED if listed else SPOKEN)
        if found is None or kind == "none":
            continue
        if listed and any(mention.basis == "listed" for _, mention in best.values()):
            continue  # the first row of the list is the body itself
        if not found.region_text and kind not in ("government", "court", "congress") and not listed:
            continue
        key = found.organ_text
        counts[key] += 1
        if kind == "company":
            counts[key] -= 1
        rank = found.rank
        if follows and re.match(r"(?:部门|机关|单位)?(?:包括|内设|下设|（以下|属|核定)", text[end : end + 8]):
            rank = STATED
        if any(key.endswith(noun) for noun in own):
            rank -= 1
        if key not in best or rank < best[key][0]:
            best[key] = (rank, found)
    for key, (rank, found) in best.items():
        final = rank if rank < SPOKEN - 1 else rank + 20 - min(counts[key], 19)
        yield OrganMention(
            char_start=found.char_start, char_end=found.char_end,
            value_start=found.value_start, value_end=found.value_end,
            organ_text=found.organ_text, region_text=found.region_text, basis=found.basis, rank=final,
        )  # fmt: skip
    yield from _townships(report, opens)
    hint = _POLICE.search(text) if not best and "公安" in text else None
    if hint:
        found = _mention(report, hint.start(), hint.end(), "hint", HINTED, "公安局")
        if found:
            yield found


_LISTED = re.compile(r"(?:本级)?(?:财政(?:拨款|核拨|全额拨款|差额拨款|补助)|全额拨款|差额拨款)(?=\d)")
_CLAUSE_EDGE = re.compile(r"[\u4e00-\u9fff]*?(?=[^\u4e00-\u9fff]|度?年\d|数人职在|数人|$)")


def _townships(report: Report, opens: list[int]) -> Iterator[OrganMention]:
    """Yield a township that stands for its government: it opens a clause and acts in it."""
    text = report.text
    starts = set(opens)
    for chain in report_chains(text):
        place = chain[-1]
        begins = chain[0].start in starts or (chain[0].start > 0 and text[chain[0].start - 1] in "，。；年度")
        if place.kind == TOWNSHIP and begins and _FOLLOWS.match(text, place.end):
            government = "街道办事处" if place.text.endswith("街道") else f"{place.text}人民政府"
            organ = f"{place.text}办事处" if place.text.endswith("街道") else government
            found = _mention(report, chain[0].start, place.end, "township", HINTED - 10, organ)
            if found:
                yield found
            return
