"""The one project that a text without a title is about, told by what the text goes on about.

Here belongs what an excerpt or a report under a general title (某镇专项资金自评报告) says of its project in sentences. Titles
belong to project_titles.py, sentences that name several projects to project_sentences.py and project_lists.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from dagster_project.extraction.projects.project_candidates import Candidate, Candidates, add
from dagster_project.extraction.projects.project_names import (
    clean_name,
    is_common_name,
    is_generic,
    names_other_things,
    opens_list,
    without_organ,
    without_years,
)
from dagster_project.extraction.report import Report

# 该项目, 项目资金到位情况, 项目绩效目标: the text has one project, and says whose these are elsewhere.
_OF_ONE = re.compile(
    r"[该本]项目|项目为一个|项目(?:资金)?(?:到位|执行|概况|基本情况|立项|绩效目标|实施(?:情况|目的|内容|单位)|组织实施)|综合得分|自评得分"
)
# A body's whole account, or several projects: what no sentence names is nobody's there.
_OF_MORE = re.compile(
    r"整体支出|基本支出|三公”?经费|人员经费|各个?项目|所有项目|每个项目|(?<![等\d])[2-9二三四五六七八九十两]个[^，。；：\n\d]{0,6}项目|(?<![等\d])\d{2}个[^，。；：\n\d]{0,4}项目|项目\d{2,}个"
)
_TAIL = re.compile(
    r"(?!工程（[^（）]{1,8}）[^，。；：、\n（）]{4,26}?(?:项目|工程))"  # 水保工程（青禾县）南湖治理项目: the name goes on
    r"(?:项目|工程|专项资金|补助资金|奖补资金|专项经费|工作经费|专项费)(?:（[^（）]{1,8}）)?(?![类目库组法])"
)
# What stands before a name in its clause and is no part of it.
_BEFORE = re.compile(
    r".*(?:实施|用于|承担|开展|安排|列入|下达|申报|投入|涉及|选取|本次|共计|包括|主要是|完成|[的将]|[对就为由](?!口|业)|(?:19|20)\d{2}年度?(?![^，。；\n]*-))"
)
_QUOTED = re.compile(r"《[^《》]{1,200}》")  # a notice's title names what it deals out
_CLAUSE = re.compile(r"[，。；：、\n\t\s？！《》]")
_TELLS = re.compile(
    r"(?:建设)?(?:资金)?(?:综合|自评|评价|最终)?(?:得分|评分|评为)|(?:项目)?(?:是|系|于|涉及|位于|总投资|概算|主要(?:包括|建设|用于|内容)|确保|计划)"
)
_SENTENCE_END = re.compile(r"[。；\n]|\A")
_CARRIED_OUT = re.compile(r"(?:实施|承担|用于)[^，。；：\n]{0,24}$")
_GIVEN = re.compile(r"项目(?:名称)?[为是](?:一个|1个)?[：“]?$")
_REACH = 1_500
_SHORTEST, _LONGEST = 6, 44
_KIND = re.compile(r"(?:建设)?(?:项目|工程|资金|经费)(?:（[^（）]{1,8}）)?$")
_SHORTEST_STEM, _ENDING = 5, 9


def from_course(report: Report, found: Candidates) -> Candidate | None:
    """The project that the text names again and again, or introduces under 项目概况: all of it speaks of that."""
    text = report.text
    if found or _OF_ONE.search(text) is None or _OF_MORE.search(text) is not None:
        return None
    counts: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    begins = _begins(report)
    headings = [
        (p.view_start, p.title_end) for p in report.pieces() if p.title_end > p.view_start and p.view_start < _REACH
    ]
    headings += [match.span() for match in _QUOTED.finditer(text, 0, _REACH)]
    for tail in _TAIL.finditer(text, 0, _REACH):
        if any(a <= tail.start() < b for a, b in headings):
            continue
        start = _name_start(text, begins, tail.start(), tail.end())
        name, _ = clean_name(text[start : tail.end()])
        core = without_years(name)
        if core in places or not _SHORTEST <= len(core) <= _LONGEST:
            continue
        given = _GIVEN.search(text, max(0, start - _LONGEST), start) is not None  # 我校的项目为：生均公用经费项目
        if is_generic(name) or is_common_name(name) or opens_list(name) or (names_other_things(name) and not given):
            continue
        places[core] = (start, tail.end())
        told = start in begins and _TELLS.match(text, tail.end()) is not None
        counts[core] = text.count(_stem(core)) + 2 * (told or given)
    if not counts:
        return None
    core, count = max(counts.items(), key=lambda item: (item[1], -places[item[0]][0]))
    start, end = places[core]
    only = len(counts) == 1 and _CARRIED_OUT.search(text, max(0, start - _LONGEST), start) is not None
    return add(found, text[start:end], *report.span(start, end), "sentence") if count > 1 or only else None


def _stem(name: str) -> str:
    """Return the words by which a name is known again where its front and its kind vary (body, year, source of the money)."""
    bare = _KIND.sub("", name)
    return (bare if len(bare) >= _SHORTEST_STEM else name)[-_ENDING:]


def _begins(report: Report) -> list[int]:
    """Return where sentences and the text of pieces begin, in the view."""
    begins = {match.end() for match in _SENTENCE_END.finditer(report.text, 0, _REACH)}
    for piece in report.pieces():
        if piece.view_start > _REACH:
            break
        begins |= {piece.view_start, piece.body_start, report.outline.after_mark(piece)}
    return sorted(begins)


def _name_start(text: str, begins: list[int], tail: int, end: int) -> int:
    """Return where the name begins that ends at ``end``: behind the last stop, deed, body, region and year before its tail."""
    low = max(0, tail - _LONGEST, begins[bisect_right(begins, tail) - 1])
    for stop in _CLAUSE.finditer(text, low, tail):
        low = stop.end()
    opened = text.rfind("（", low, tail)
    low = opened + 1 if opened >= 0 and text.find("）", opened, tail) < 0 else low
    before = _BEFORE.match(text, low, tail)
    if before is not None and end - before.end() >= _SHORTEST:
        low = before.end()
    return end - len(without_organ(text[low:end]))
