"""Whose report it is: the bodies that may be the report's own, with how strongly the place of their name says so.

Here belongs what sets the report's own body apart from superior, subordinate and cited ones. The canonical name of a
body and its region are resolved by the dbt models; the words are kept as the report has them, without the region.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dagster_project.extraction.header.organ_clauses import find_in_clauses
from dagster_project.extraction.header.organ_words import (
    is_region,
    last_suffix_end,
    name_ends,
    organ_mention,
    split_region,
)
from dagster_project.extraction.header.title import TitleBlock, head_lines, title_block, type_of_title
from dagster_project.extraction.records import OrganMention
from dagster_project.extraction.report import Report

TITLE, LABEL, OWNER, SIGNATURE, AUTHOR, HEADED = 1, 2, 3, 4, 5, 7
_FILER = r"(?:填报|填表|编报|申报|上报|自评|编制|报送|预算|部门|被评价)(?:单位|部门)?(?:（单位）)?(?:全称|名称)?"
_LABEL = re.compile(
    rf"(?<![属级各有关托构理业政])(?:{_FILER}|单位(?:全称|名称)?|部门（单位）名称|单位（部门）名称)(?:（[^）]{{1,8}}）)?：[\t\s]*(?P<name>(?![百千万亿]*元)[\u4e00-\u9fff（）]{{3,40}})"
)
_LABEL_CELL = re.compile(
    rf"(?:(?P<own>{_FILER}|单位（?部门）?名称|部门（单位）名称|部门\(单位\)名称|预算单位|预算部门)|(?P<owner>(?:项目)?(?:实施|承担|执行|资金使用)(?:单位|部门))|(?P<chief>(?:项目|地方|本级|县级|市级|省级|预算)?主管(?:预算)?(?:部门|单位)))(?:名称)?(?:（[^）]{{1,8}}）)?(?:及代码)?：?"
)
_CODE = re.compile(r"^[\d\-\s〔〕]+|[〔（]?\d{3,}[〕）]?$")
_GROUP = re.compile(r"政协|(?:中国)?共青团")
_TOWN = re.compile(r"(?P<name>(?![城乡集各]+镇|街道)[\u4e00-\u9fff]{1,8}(?:[乡镇]|街道))")
_BETWEEN_NAMES = re.compile(r"[#\n\t《》“”（）：.>]|关于|(?:19|20)\d{2}(?:-\d{4})?年?度?")
_TITLE_TRAIL = re.compile(r"(?:部门|单位|机关|本级|的)+$")
_SIGNED = re.compile(
    r"(?:^|[。；！）\t])(?P<name>[\u4e00-\u9fff]{3,36}?)(?P<date>(?:\d{4}|[零一二三四五六七八九]{4})年[^，。]{2,8}日)?(?P<by>编制?|制)?(?:（?(?:盖|印)?章）?)?[。\s]*$"
)


def find_organs(report: Report) -> Iterator[OrganMention]:
    """Yield the bodies that may be the report's own; the smallest rank is the strongest."""
    block = report.once(title_block)
    if block is not None:
        yield from _in_title(report, block)
    yield from _in_head(report, block)
    yield from _in_labels(report)
    yield from _in_signature(report, block)
    yield from find_in_clauses(report)


def _in_title(report: Report, block: TitleBlock) -> Iterator[OrganMention]:
    """Yield the bodies of the title, those of the line that names its kind and of the lines above it first."""
    named = next((place for place, line in enumerate(block.lines) if type_of_title(line.text)), len(block.lines) - 1)
    rank = TITLE
    above = sorted(block.lines[: named + 1], key=lambda line: (line.text.startswith("（"), -line.start))
    for line in (*above, *block.lines[named + 1 :]):
        kind = type_of_title(line.text)
        below = line.start > block.lines[named].start
        parts = [(0, kind[1]), (kind[2], len(line.text))] if kind else [(0, len(line.text))]
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
        words = _TITLE_TRAIL.sub("", segment.group())
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


def _is_group_of_region(words: str) -> bool:
    """Tell whether words name the committee of a region by the group and the region alone: 政协某市某区."""
    group = _GROUP.match(words)
    return group is not None and is_region(words[group.end() :])


def _in_head(report: Report, block: TitleBlock | None) -> Iterator[OrganMention]:
    """Yield the bodies that have a line of their own at the head of the report, outside the title."""
    for line in report.once(head_lines):
        if block is not None and block.start <= line.start < block.end:
            continue
        words = _TITLE_TRAIL.sub("", line.text)
        if 4 <= len(words) <= 40 and last_suffix_end(words) == len(words) and split_region(words)[0]:
            found = organ_mention(report, line.start, line.start + len(words), "title", HEADED)
            if found:
                yield found


def _in_labels(report: Report) -> Iterator[OrganMention]:
    for match in _LABEL.finditer(report.text):
        name = match.group("name")
        end = last_suffix_end(name)
        if end >= 3:
            found = organ_mention(report, match.start("name"), match.start("name") + end, "label", LABEL)
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
                    found = organ_mention(report, start + skip, start + end, "label", rank)
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
        if tail.rstrip("。 \t\n")[-1:] not in name_ends():
            continue
        match = _SIGNED.search(tail)
        if not match:
            continue
        follows = texts[place + 1][1] if place + 1 < len(texts) else None
        dated = match.group("date") or (
            follows is not None
            and re.fullmatch(r"(?:\d{4}|[零一二三四五六七八九]{4})年\S{2,8}日?", outline.text(follows))
        )
        ends = late and follows is None and not tail.rstrip().endswith("。")
        if not dated and not match.group("by") and not ends:
            continue
        name = match.group("name")
        end = last_suffix_end(name)
        if end < 3 or end != len(name):
            continue
        start = piece.view_start + max(0, len(words) - 80) + match.start("name")
        by = match.group("by") and not dated
        found = organ_mention(report, start, start + end, "author" if by else "signature", AUTHOR if by else SIGNATURE)
        if found:
            yield found
