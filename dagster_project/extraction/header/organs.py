"""Whose report it is: the bodies that may be the report's own, with how strongly the place of their name says so.

Here belongs what sets the report's own body apart from superior, subordinate and cited ones. The canonical name of a
body and its region are resolved by the dbt models; the words are kept as the report has them, without the region.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from dagster_project.extraction.header.organ_clauses import find_in_clauses
from dagster_project.extraction.header.organ_words import (
    first_of_joint,
    is_region,
    last_suffix_end,
    organ_mention,
    split_region,
)
from dagster_project.extraction.header.places_lexicon import report_chains
from dagster_project.extraction.header.signers import AUTHOR, find_signers
from dagster_project.extraction.header.title import (
    TitleBlock,
    head_lines,
    source_label,
    statement,
    title_block,
    type_of_title,
)
from dagster_project.extraction.records import OrganMention
from dagster_project.extraction.report import Report

TITLE, LABEL, CHIEF, OWNER, STATEMENT, HEADED = 1, 2, 3, 4, 7, 8
SUPERIOR = 18  # the chief body of the level that hands the money on
SOURCE, HOST = 15, 45  # who published the page: an office with one task, or the government that runs the site
_FILER = r"(?:填报|填表|编报|申报|上报|自评|编制|报送|预算|部门|被评价|项目(?=单位))(?:单位|部门)?(?:（单位）)?(?:全称|名称)?"
# In running text the first characters of the labels lead, so that the engine skips what stands between.
_FILER_BEHIND_FIRST = (
    r"(?:(?<=填)[报表]|(?<=编)[报制]|(?<=[申上])报|(?<=自)评|(?<=报)送|(?<=预)算|(?<=部)门|(?<=被)评价|(?<=项)目(?=单位))"
    r"(?:单位|部门)?(?:（单位）)?(?:全称|名称)?"
)
_LABEL = re.compile(
    rf"[实承执主填编申上自报预部被项单](?<![属级各有关托构理业政制].)(?:(?P<owner>(?:(?<=实)施|(?<=承)担|(?<=执)行)(?:单位|部门))|(?P<chief>(?<=主)管(?:部门|单位))(?:及代码)?|{_FILER_BEHIND_FIRST}|(?<=单)位(?:全称|名称)?|(?<=部)门（单位）\n?名称|(?<=单)位（部门）\n?名称)(?:（[^）]{{1,8}}）)?(?:：|(?<=及代码)|(?<=\n名称)(?=\t))[\t\s]*(?:（[盖公签印]章）)?(?P<name>(?![百千万亿]*元)[\u4e00-\u9fff（）]{{3,40}})"
)
_LABEL_CELL = re.compile(
    rf"(?:(?P<own>(?:[省市县区]级)?预算部门(?:名称)?|{_FILER}|单位(?:（?部门）?)?名称|部门（单位）名称|部门\(单位\)名称|预算单位|预算部门)|(?P<owner>(?:项目)?(?:实施|承担|执行|资金使用)(?:单位|部门))|(?P<chief>[省市县区]级财政部门|(?:项目|地方|本级|县级|区级|市级|省级|预算)?主管(?:预算)?(?:部门|单位)))(?:名称)?(?:（[^）]{{1,8}}）)?(?:及代码)?：?"
)
_CODE = re.compile(r"^[\d\-\s〔〕]+|[〔（]?\d{3,}[〕）]?$")
_STOP = re.compile("[、：，。□☐☑√]")
_GROUP = re.compile(r"政协|(?:中国)?共青团")
_TOWN = re.compile(r"(?P<name>(?![城乡集各]+镇|街道)[\u4e00-\u9fff]{1,8}(?:[乡镇]|街道))")
_BETWEEN_NAMES = re.compile(r"[#\n\t《》“”（）：.>]|关于|附[件表]\d*|(?:19|20)\d{2}(?:-\d{4})?年?度?")
_TITLE_TRAIL = re.compile(r"(?:部门|单位|机关|本级|的)+$")
_TRAIL_ENDS = frozenset("门位关级的\n")  # with what such words end
_LABEL_STARTS = frozenset("省市县区预填编申上自报部被项单实承执资地本主")  # with what the label of a cell begins
_PAGE_REACH = 800
_HOSTS = re.compile(r"(?<![乡镇])(?:人民)?政府(?:办公[室厅]|办)?$|信息(?:中心|办公室)$|融媒体中心$|电视台$|报社$")
_MOST_HEADED = 3
_ORDERED = re.compile("根据|按照|依据|为|经")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONG_LABEL = 4
_ABOVE = ("省级", "市级")
_OWN_MASTERS = re.compile(r"(?:学校|小学|中学|高中|幼儿园|学院|大学|医院|卫生院|保健院)$")
_COMPANY = re.compile(r"(?:公司|集团)$")
_SPEAKER = re.compile(r"(?P<name>(?:财政|审计)局)(?:党组书记、)?局长")


def find_organs(report: Report) -> Iterator[OrganMention]:
    """Yield the bodies that may be the report's own; the smallest rank is the strongest."""
    block = report.once(title_block)
    if block is not None:
        yield from _in_title(report, block)
    opening = report.once(statement)
    if opening is not None:
        yield from _in_words(report, *opening, STATEMENT)
    yield from _in_head(report, block)
    yield from _in_labels(report)
    yield from _sources(report)
    yield from find_signers(report, block)
    yield from find_in_clauses(report)


def _in_title(report: Report, block: TitleBlock) -> Iterator[OrganMention]:
    """Yield the bodies of the title, those of the line that names its kind and of the lines above it first."""
    named = next((place for place, line in enumerate(block.lines) if type_of_title(line.text)), len(block.lines) - 1)
    rank = TITLE
    above = sorted(block.lines[: named + 1], key=lambda line: (line.text.startswith("（"), -line.start))
    for line in (*above, *block.lines[named + 1 :]):
        kind = type_of_title(line.text)
        below = line.start > block.lines[named].start
        parts = [(0, kind.start), (kind.end, len(line.text))] if kind else [(0, len(line.text))]
        for number, (low, high) in enumerate(parts):
            if below or number:
                rank = max(rank, AUTHOR + 1)
            for found in _in_words(report, line.start + low, line.start + high, rank):
                yield found
                rank = max(rank, TITLE) + 10


def _in_words(report: Report, start: int, end: int, rank: int) -> Iterator[OrganMention]:
    """Yield the bodies among the words of a title, in the ranks from ``rank`` onwards."""
    clean = _BETWEEN_NAMES.sub(lambda m: "|" * len(m.group()), report.text[start:end])
    for segment in re.finditer(r"[^|]+", clean):
        words = first_of_joint(_without_trail(segment.group()))
        town = _TOWN.fullmatch(words[split_region(words)[1] :])
        stop = len(words) if town or _is_group_of_region(words) else last_suffix_end(words)
        if stop < 3 or (stop < len(words) and split_region(words[:stop])[0] == ""):
            continue
        organ = None
        if town:
            name = town.group("name")
            organ = f"{name}办事处" if name.endswith("街道") else f"{name}人民政府"
        at = start + segment.start()
        found = organ_mention(report, at, at + stop, "title", rank, organ)
        if found:
            yield found
            rank = max(rank, TITLE) + 10


def _without_trail(words: str) -> str:
    return _TITLE_TRAIL.sub("", words) if words[-1:] in _TRAIL_ENDS else words


def _is_group_of_region(words: str) -> bool:
    """Tell whether words name the committee of a region by the group and the region alone: 政协某市某区."""
    group = _GROUP.match(words)
    return group is not None and is_region(words[group.end() :])


def _in_head(report: Report, block: TitleBlock | None) -> Iterator[OrganMention]:
    """Yield the bodies that have a line of their own at the head of the report, outside the title, or open one (某局关于…).

    More than a few are the column of a table.
    """
    headed: list[OrganMention] = []
    lines = report.once(head_lines)
    for number, line in enumerate(lines):
        if number and _LABEL_CELL.fullmatch(lines[number - 1].text):
            continue  # a form with one cell a line: its label tells whose name it is
        if block is not None and block.start <= line.start < block.end:
            continue
        words = _without_trail(line.text.partition("关于")[0])
        if words[:1] in "根按依为经" and _ORDERED.match(words):
            continue
        if 4 <= len(words) <= 60 and last_suffix_end(words) == len(words) and split_region(words)[0]:
            words = first_of_joint(words)
            found = organ_mention(report, line.start, line.start + len(words), "title", HEADED)
            if found:
                headed.append(found)
    if len({found.organ_text for found in headed}) <= _MOST_HEADED:
        yield from headed


def _sources(report: Report) -> Iterator[OrganMention]:
    """Yield the bodies that the labels of a web page name as its source, and the one whose head speaks to a congress."""
    starts, folded = report.outline.view.starts, report.outline.folded
    for match in source_label().finditer(report.text, 0, _PAGE_REACH):
        name, original = match.group("name"), starts[match.start()]
        if original and _HAN.match(folded, original - 1) and len(match.group("label")) < _LONG_LABEL:
            continue  # 资金来源
        town = _TOWN.fullmatch(name[split_region(name)[1] :])
        end = last_suffix_end(name)
        if end >= 3 and not town:
            rank = HOST if _HOSTS.search(name, 0, end) else SOURCE
            found = organ_mention(report, match.start("name"), match.start("name") + end, "source", rank)
            if found:
                yield found
    speaker = _SPEAKER.search(report.text, 0, _PAGE_REACH)
    at = speaker.end("name") if speaker else 0
    level = at - 4 if at > 3 and report.text[at - 4] in "省市县区州旗" else at  # 区财政局局长
    start = next((chain[0].start for chain in report.once(report_chains) if chain[-1].end == at - 3), level)
    found = organ_mention(report, start, at, "author", AUTHOR) if start < at else None
    if found:
        yield found


def _in_labels(report: Report) -> Iterator[OrganMention]:
    labelled: list[OrganMention] = []
    coded = False
    for match in _LABEL.finditer(report.text):
        name = first_of_joint(match.group("name"))
        end = last_suffix_end(name)
        if end >= 3:
            start, rank = (
                match.start("name"),
                OWNER if match.group("owner") else AUTHOR if match.group("chief") else LABEL,
            )
            coded = coded or (rank == OWNER and bool(_OWN_MASTERS.search(name)))
            found = organ_mention(report, start, start + end, "label", rank)
            if found:
                labelled.append(found)
    for table in report.tables:
        for row in table.rows[:12]:
            filled = [cell for cell in row if cell.text]
            for left, right in itertools.pairwise(filled):
                label = _LABEL_CELL.fullmatch(left.text) if left.text[0] in _LABEL_STARTS else None
                if not label:
                    continue
                start, _ = report.cell_range(right)
                code = _CODE.match(right.text)
                skip = code.end() if code and code.start() == 0 else 0
                end = last_suffix_end(_STOP.split(right.text, 1)[0])
                rank = {"own": LABEL, "owner": OWNER, "chief": AUTHOR}[label.lastgroup or "own"]
                if label.lastgroup == "chief" and label.group("chief").startswith(_ABOVE):
                    rank = SUPERIOR
                coded = coded or (rank == OWNER and (skip > 0 or bool(_OWN_MASTERS.search(right.text))))
                if end - skip >= 3:
                    found = organ_mention(report, start + skip, start + end, "label", rank)
                    if found:
                        labelled.append(found)
    chiefs = {mention.region_text for mention in labelled if mention.rank == AUTHOR}
    owners = {
        chief
        for mention in labelled
        for chief in chiefs
        if mention.rank == OWNER
        and (mention.region_text == chief or (not mention.region_text and not _TOWN.match(mention.organ_text)))
    }
    for mention in labelled:
        if mention.rank == OWNER and _COMPANY.search(mention.organ_text):
            yield replace(mention, rank=AUTHOR + 1)  # it builds what the chief body reports on
            continue
        # The chief body reports on what a body below it does in the same region, unless that has a budget of its own.
        reports = mention.rank == AUTHOR and mention.region_text in owners and not coded
        yield replace(mention, rank=CHIEF) if reports else mention
