"""The bodies that the running text names as its own: those that open a clause and act, or are described in it.

Here belongs what a sentence says of a body. Titles, labels and signatures, which say more, belong to organs.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dagster_project.extraction.header.organ_words import (
    last_suffix_end,
    organ_mention,
    parties,
    party_committee,
    suffix_finders,
    suffix_words,
)
from dagster_project.extraction.header.places_lexicon import TOWNSHIP, Place, report_chains
from dagster_project.extraction.records import OrganMention
from dagster_project.extraction.report import Report

STATED, LISTED, COMPILED, SPOKEN, HINTED = 9, 10, 17, 20, 60
_WINDOW = 36
_FOLLOWS = re.compile(
    r"(?:部门|机关|单位|本级)?(?:（[^）]{1,16}）)?(?:包括|属|是|系|为|设(?![施备计想法])|内设|下设|下辖|[隶从归]属|核定|现有|共有|共设|所属|下属|综合设置|的?主要职|的?基本(?:工作)?职|职责|职能|概况|基本情况|部门|单位|机关|本级|严格|认真|积极|"
    r"按照|根据|紧紧|坚持|围绕|贯彻|全面|深入|切实|始终|充分|高度|(?:19|20)\d\d|全年|本年|收入|支出|预算|决算|年初|年末|绩效|整体|无|（(?:以下|简称)|，|开展|以(?!《)|对|高质量|结合|成立|组织|主要|于\d|负责|承担|实施"
    r"|及时|使用|及其?(?:下属|所属)|高度|派出|开支|建立|制定|牵头|委托|聘请|印发|完成|实现|本(?:年|部门|单位|级)|年末|机关运行|政府采购|“?三公|一般公共|党组|国内|因公|出国|加强|聚焦|统筹|申报|编制"
    r"|位于|地处|坐落|始建|正?副?[科处厅县]级|行政单位|事业单位|履行|行使|依法|没有|未|在|将|进一步|继续|已|总?编制(?:人|总)?数|由[^。；，]{1,30}(?:组成|构成))"
)
_DESCRIBED = re.compile(
    r"(?:部门|机关|单位)?(?:（[^）]{1,16}）)?(?:包括|设(?![施备计想法])|内设|下设|（(?:以下|简称)|属|核定|的?主要职|的?基本(?:工作)?职|由[^。；，]{1,30}(?:组成|构成)|职责|职能|概况|基本情况|正?副?[科处厅县]级|位于|地处"
    r"|是[^。；，]{0,24}(?:机关|部门|单位|机构|学校|组织|团体|中学|小学|幼儿园|医院))"
)
_OVERVIEW = re.compile(r"(?:部门|单位)?(?:（[^）]{1,16}）)?概况\n")
_CALLS_ITSELF = re.compile(
    r"(?:（[^）]{0,12}）)?（以下(?:简称|称)：?[“‘]?(?:本|我)(?:单位|部门|局|委|院|校|镇|乡|中心|办|会)"
)
_FOREIGN = re.compile(
    r"(?:按照?|根据|依据|经|由|报|向|与|和|会同|配合|协助|将|把|对|为|受|在|及|各|其他|有关|相关|上级|国家|通过|联合|邀请|聘请|委托|组织|安排|拨付|收到|"
    r"对接|至|到|从|关于|原|我|本|该|加强|推进|完善|建设|支持|保障|指导|监督|负责|全[省市县区镇乡]|市直|县直|区直|驻|下达)"
)
_LISTED = re.compile(r"(?:本级)?(?:财政(?:拨款|核拨|全额拨款|差额拨款|补助)|全额拨款|差额拨款)(?=\d)")
_ONLY_ONE = re.compile(
    r"(?:独立核算|预算|决算|编报|汇编范围|范围)[^。；]{0,16}单位[^。；]{0,6}(?:共有?)?[1一]个[^。；]{0,4}(?:包括|分别是|是|为|：)：?$"
)
_INCLUDED = re.compile(
    r"[纳列]入(?P<name>[\u4e00-\u9fff]{3,24})(?<!部门)(?<!单位)(?<!本级)(?:部门|单位|本级)?(?:20\d\d年度?)?(?:部门|单位)?(?:决算|预算)(?:编制|汇编|编报)?范围"
)
_CLAUSE_EDGE = re.compile(r"[\u4e00-\u9fff]*?(?=[^\u4e00-\u9fff]|度?年\d|数人职在|数人|$)")
_SELF = re.compile(r"[我本](局|厅|委|办|院|校|镇|乡|街道|中心|会|站|所|馆|部|队|园|社|处|县政府|区政府|法院)")
_COMPILED = re.compile(r"经(?P<name>[\u4e00-\u9fff]{0,14}财政[局厅部])汇总")
_IN_LIST = re.compile(r"(?<![一二三四五六七八九十\d])(?<!部分)、$")
_IN_TITLE = re.compile(r"[《〈<][^》〉>]*$")  # of another document
_LONGEST_TITLE = 60
_NO_NAME = re.compile(r"第[一二三四五六七八九十]+条|.*的")
_SURE_SELF = 2
_ENDS_CLAUSE = ("，", "。", "；", "\n", "（", "")
_ONLY_ONE_REACH = 60
_SHORTEST = 3
_LEVEL_BEFORE = re.compile("[省市县区州旗]")
_OF_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,6}(?<![城乡集各村本我该])[乡镇](?=[\u4e00-\u9fff]{3})")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# What a police office, a court or a prosecutors' office alone is made of.
_HINTS = (
    ("公安", re.compile(r"(?<=[省市县区])公安(?!局|厅|分局|部|机关|派出|干警|民警)"), "公安局"),
    ("审判庭", re.compile(r"(?:民事|刑事|行政|综合)审判庭"), "人民法院"),
    ("检察", re.compile(r"检察[一二三四五六七八]部|检察业务部门"), "人民检察院"),
)


def find_in_clauses(report: Report) -> Iterator[OrganMention]:
    """Yield the bodies that open a clause and act or are described in it, the most frequent first."""
    outline = report.outline
    opens = sorted({at for p in outline.pieces for at in (p.view_start, outline.after_mark(p), p.body_start)})
    nouns = Counter(_SELF.findall(report.text))
    own = tuple(noun for noun, _ in nouns.most_common(2))
    counts: Counter[str] = Counter()
    best: dict[str, OrganMention] = {}
    for clause in _clauses(report, opens):
        found = _body_of(report, clause)
        if found is None or (clause.listed and any(mention.basis == "listed" for mention in best.values())):
            continue  # the first row of a list is the body itself
        key = found.organ_text
        counts[key] += 0 if clause.kind == "company" else 1
        found = replace(found, rank=found.rank - key.endswith(own))
        if key not in best or found.rank < best[key].rank:
            best[key] = found
    for bare, long in [(b, k) for b in best if b in suffix_words() for k in best if k != b and k.endswith(b)]:
        if bare in best and long in best and not best[bare].region_text:  # 某镇卫生院 further on as 卫生院
            best[long] = replace(best[long], rank=min(best[long].rank, best.pop(bare).rank))
    yield from _called(report, nouns, best)
    for key, found in best.items():
        yield found if found.rank < SPOKEN - 1 else replace(found, rank=found.rank + 20 - min(counts[key], 19))
    yield from _included(report)
    yield from _townships(report, opens)
    yield from _parties(report)
    yield from _compilers(report)
    if not best:
        yield from _hinted(report)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A name at the head of its clause (view range), with what follows it.

    ``kind``: of its last word (unit, school, court …); ``listed``: a row of the list of accounting units; ``alone``: the only
    unit of the account; ``placed``: it begins with a place.
    """

    start: int
    end: int
    kind: str
    listed: bool
    alone: bool
    placed: bool


def _clauses(report: Report, opens: list[int]) -> Iterator[_Clause]:
    """Yield the names that open a clause and act, are described or are listed in it; ``opens``: where clauses may begin."""
    text = report.text
    _, finder, kinds = suffix_finders()
    for number, _, end in finder.find_matches_as_indexes(text):
        if kinds[number] == "none":
            continue
        listed = _LISTED.match(text, end) is not None
        acts = listed or _FOLLOWS.match(text, end) is not None
        if not acts and text[end : end + 1] not in _ENDS_CLAUSE:
            continue
        edge = opens[bisect_right(opens, end - 2) - 1] if opens else 0
        start, chain = _name_start(report, edge, end)
        alone = (
            text[end : end + 1] in _ENDS_CLAUSE
            and _ONLY_ONE.search(text, max(edge, start - _ONLY_ONE_REACH), start) is not None
        )
        if not (alone or acts):
            continue
        name = text[start:end]
        if len(name) < _SHORTEST or _FOREIGN.match(name) or not _HAN.fullmatch(name) or _NO_NAME.match(name):
            continue
        if not listed and _IN_LIST.search(text, max(0, start - 2), start):
            continue  # one of several to whom the text is sent, or who take part
        if _IN_TITLE.search(text, max(0, start - _LONGEST_TITLE), start):
            continue
        placed = _OF_TOWNSHIP.match(name) is not None or (chain is not None and chain[-1].kind == TOWNSHIP)
        yield _Clause(start, end, kinds[number], listed, alone, placed)


def _body_of(report: Report, clause: _Clause) -> OrganMention | None:
    """Return the body that a clause names, with its rank; null for a mere noun (幼儿园) of which nothing else is told."""
    basis, rank = ("listed", LISTED) if clause.listed else ("body", SPOKEN)
    found = organ_mention(report, clause.start, clause.end, basis, rank)
    if found is None:
        return None
    described = _DESCRIBED.match(report.text, clause.end) is not None
    placed = found.region_text or clause.placed or _OVERVIEW.match(report.text, clause.end)
    # 某幼儿园内设三个部门
    named = clause.listed or clause.alone or (clause.kind in ("school", "hospital") and described)
    if not placed and not named and clause.kind not in ("government", "court", "congress"):
        return None
    stated = clause.alone or described or _CALLS_ITSELF.match(report.text, clause.end)
    return replace(found, rank=STATED) if stated else found


def _called(report: Report, nouns: Counter[str], best: dict[str, OrganMention]) -> Iterator[OrganMention]:
    """Yield the body of the report's level whose name ends as the report calls itself (我馆, 市档案馆), where no other one does."""
    text = report.text
    _, finder, kinds = suffix_finders()
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    if all(count < _SURE_SELF for count in nouns.values()):
        return
    for number, at, end in finder.find_matches_as_indexes(text):
        if kinds[number] == "unit" and nouns[text[end - 1]] >= _SURE_SELF and _LEVEL_BEFORE.match(text, at - 1):
            counts[text[at:end]] += 1
            first.setdefault(text[at:end], (at - 1, end))
    if counts and not any(key[-1] == name[-1] for key in best for name in counts):
        name, _ = counts.most_common(1)[0]
        found = organ_mention(report, *first[name], "self", SPOKEN - 1)
        if found:
            yield found


def _included(report: Report) -> Iterator[OrganMention]:
    """Yield the body whose account the text says it covers: 纳入某局决算编制范围的单位."""
    for match in _INCLUDED.finditer(report.text) if "范围" in report.text else ():
        found = organ_mention(report, *match.span("name"), "body", STATED)
        if found and last_suffix_end(match.group("name")) == len(match.group("name")):
            yield found
            return


def _parties(report: Report) -> Iterator[OrganMention]:
    """Yield the committee of a party or league, whose region stands inside its name: 共青团某县委, 民盟某市委会."""
    named = any(name in report.text for name in parties())
    for match in party_committee().finditer(report.text) if named else ():
        if not match.group().endswith("员会") and _FOLLOWS.match(report.text, match.end()):
            rank = STATED if _DESCRIBED.match(report.text, match.end()) else SPOKEN
            found = organ_mention(report, *match.span(), "body", rank)
            if found:
                yield found
            return


def _compilers(report: Report) -> Iterator[OrganMention]:
    """Yield the finance office that has summed up the accounts of others: 经某县财政局汇总."""
    match = _COMPILED.search(report.text) if "汇总" in report.text else None
    found = organ_mention(report, *match.span("name"), "compiled", COMPILED) if match else None
    if found:
        yield found


def _name_start(report: Report, edge: int, end: int) -> tuple[int, list[Place] | None]:
    """Return where a body's name begins that ends at ``end``, and the places at its head.

    It opens its clause, or begins with its region where a blank or a list of bodies stands before, or where the text
    goes on to call it its own: 为加强某县某镇人民政府（以下简称“本单位”）.
    """
    text = report.text
    low = max(edge, end - _WINDOW)
    window = text[low:end]
    cut = _CLAUSE_EDGE.match(window[::-1])
    start = end - (cut.end() if cut else len(window))
    near = _chain_before(report.once(report_chains), low, end)
    if near is None or near[0].start <= start or not _HAN.fullmatch(text, near[-1].end, end):
        return start, near if near and near[0].start == start else None
    at = near[0].start
    before = _before(report, at)
    if (
        before == " "
        or (before == "\n" and _DESCRIBED.match(text, end))
        or _CALLS_ITSELF.match(text, end)
        or (text.endswith("拨款安排", 0, at) and text.startswith("出国", end))
        or _ONLY_ONE.search(text, max(edge, at - 60), at)
    ):
        return at, near
    return start, None


def _chain_before(found: tuple[list[Place], ...], low: int, end: int) -> list[Place] | None:
    place = bisect_right(found, end - 1, key=lambda chain: chain[0].start) - 1
    return found[place] if place >= 0 and found[place][0].start >= low and found[place][-1].end <= end else None


def _before(report: Report, at: int) -> str:
    """Return the character of the stored text before a place of the view."""
    original = report.outline.view.starts[at] - 1
    return report.outline.folded[original] if original >= 0 else ""


def _hinted(report: Report) -> Iterator[OrganMention]:
    """Yield the body that a report which names none speaks of as only that body does: by its own parts."""
    for part, pattern, organ in _HINTS:
        match = pattern.search(report.text) if part in report.text else None
        found = organ_mention(report, *match.span(), "hint", HINTED, organ) if match else None
        if found:
            yield found
            return


def _townships(report: Report, opens: list[int]) -> Iterator[OrganMention]:
    """Yield a township that stands for its government: it opens a clause and acts in it."""
    text = report.text
    starts = set(opens)
    for chain in report.once(report_chains):
        place = chain[-1]
        begins = chain[0].start in starts or (chain[0].start > 0 and text[chain[0].start - 1] in "，。；年度")
        if place.kind == TOWNSHIP and begins and _FOLLOWS.match(text, place.end):
            organ = f"{place.text}办事处" if place.text.endswith("街道") else f"{place.text}人民政府"
            found = organ_mention(report, chain[0].start, place.end, "township", HINTED - 10, organ)
            if found:
                yield found
            return
