"""Projects whose name heads a stretch of text without a number mark: notices of one project, lines with a name alone.

Here belongs what tells such a name from other words. Headings with a mark and labels belong to project_texts.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.projects.project_candidates import Candidates, add
from dagster_project.extraction.projects.project_names import (
    is_common_name,
    is_generic,
    looks_like_project,
    opens_list,
)
from dagster_project.extraction.report import Report

# 某乡垃圾分类项目45万元 1.实施地点：…: how a notice of one project begins.
_FIRST_ITEM = re.compile(r"[1一][）).、](?:实施|建设|项目|主要)")
_NOTICE = re.compile(
    rf"(?:(?<=[：。；\n])|\A)(?P<name>[^，。；：\n\t\d]{{4,40}}?(?:项目|工程))\d[\d,.]*(?:万|亿)?元\n?(?=[（(]?{_FIRST_ITEM.pattern})"
)
# 某绿化提升项目⏎2022年预算安排24万元: a name on a line of its own, or at the head of a sentence, and its money right behind it
_BARE = re.compile(
    r"(?P<name>(?![#*（])[^，。；：\n\t\d]{4,36}?(?:项目|工程|专项|补贴|(?:专项|补助|奖补)资金|(?:专项|工作|业务|活动|补助)经费))\n?"
    r"(?=(?:该?项目)?(?:(?:19|20)\d{2}年度?)?(?:年初|全年|中央|省级|市级|财政|项目|共)*(?:预算|安排|下达|总投资|到位|投入)[^，。；：\n\d]{0,8}\d[\d,.]*(?:万|亿)?元)"
)
_OF_BODY = re.compile(r"[我本全][省市县区镇乡局委办院校]|安排|实施|下达|收到|用于")
_LEAST_HEADS = 2


def from_notices(report: Report, found: Candidates) -> None:
    """NAME项目45万元 above the items that tell of it (1.实施地点：…): to the next one or to the end of the text."""
    hits = list(_NOTICE.finditer(report.text)) if _FIRST_ITEM.search(report.text) else []
    for place, match in enumerate(hits):
        item = add(found, match.group("name"), *report.span(*match.span("name")), "notice")
        if item is not None:
            until = hits[place + 1].start() if place + 1 < len(hits) else len(report.text)
            item.ranges.append(report.span(match.start("name"), until))


def from_bare_heads(report: Report, found: Candidates) -> None:
    """Two names and more, each with its money right behind it and no number before it: each holds up to the next or to a heading."""
    text = report.text
    hits = [
        match
        for start in (report.sentence_starts() if "元" in text else ())
        if (match := _BARE.match(text, start)) is not None
        and looks_like_project(match.group("name"))
        and not _OF_BODY.search(match.group("name"))
        and not is_common_name(match.group("name"))
        and not is_generic(match.group("name"))
        and not opens_list(match.group("name"))
    ]
    if len({match.group("name") for match in hits}) < _LEAST_HEADS:
        return
    marked = [piece.view_start for piece in report.pieces() if piece.mark is not None]
    for place, match in enumerate(hits):
        item = add(found, match.group("name"), *report.span(*match.span("name")), "paragraph")
        if item is not None:
            until = hits[place + 1].start() if place + 1 < len(hits) else len(text)
            until = min([until, *(begin for begin in marked if begin > match.end())])
            item.ranges.append(report.span(match.start("name"), until))
