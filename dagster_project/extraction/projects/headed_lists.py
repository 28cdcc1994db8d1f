"""Projects of a list of named sums whose names head paragraphs further on: 其中：甲工程9万元，乙养护5万元 … 1、甲工程：…

Here belongs what tells by the two together that such names are works of their own, though neither the list nor the headings
speak of projects. Lists that say so themselves belong to project_lists.py, paragraphs to project_paragraphs.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.header.report_types import report_type
from dagster_project.extraction.projects.project_candidates import Candidates, add
from dagster_project.extraction.projects.project_lists import is_source
from dagster_project.extraction.projects.project_names import (
    clean_name,
    is_common_name,
    is_generic,
    names_other_things,
)
from dagster_project.extraction.report import Report

_OPENS = re.compile(r"(?:其中|如下|包括|分别[为是])[：:，]?(?=[^，。；、：\d]{4,30}\d[\d,.]*[万亿]?元[，、；])")
_PART = re.compile(r"[：:，、；和及]*(?P<name>[^，。；、：\d]{4,30}?)(?P<sum>\d[\d,.]*[万亿]?元)")
_BARE_NUMBER = re.compile(r"\d{1,2}[、.．]?(?=[\u4e00-\u9fff])")  # 7农业水价改革：, a number that has lost its dot
_MEASURED = re.compile(r"(?:应|实际|已|共)*(?:到位|支付|安排|下达|投入|使用)(?:资金)?$")
_OF_ACCOUNTS = ("budget", "final_account")
_CLASS = re.compile(r"支出|收入|科目|预算|（[类款项]）")
_REACH, _FEWEST, _MOST = 600, 2, 120


def from_headed_lists(report: Report, found: Candidates) -> None:
    """Take the parts of a list as projects where two and more of their names begin paragraphs of the report."""
    if report.once(report_type) in _OF_ACCOUNTS:
        return  # 教育支出9万元，住房保障支出5万元: items of the budget, each with a heading of its own
    opened = [opening.end() for opening in _OPENS.finditer(report.text)] if "元" in report.text else []
    lists = [parts for at in opened if len(parts := _parts(report, at)) >= _FEWEST]
    # the longer of two that begin alike first
    names = sorted({name for parts in lists for name, _, _ in parts}, key=lambda name: (-len(name), name))
    if not _FEWEST <= len(names) <= _MOST:
        return
    heads: dict[str, list[tuple[int, int]]] = {}
    last: str | None = None
    for piece in report.pieces():
        start = report.outline.after_mark(piece)
        number = _BARE_NUMBER.match(report.text, start, piece.view_end) if piece.mark is None else None
        at = number.end() if number is not None else start
        head = None
        if piece.mark is not None or number is not None:
            head = next((name for name in names if report.text.startswith(name, at)), None)
        if head is not None:
            heads.setdefault(head, []).append((piece.start, piece.end))
            last = head
        elif last is not None and piece.mark is None:
            begin, _ = heads[last][-1]
            heads[last][-1] = begin, piece.end  # what goes on below it
        else:
            last = None
    if len(heads) < _FEWEST:
        return
    headed = set(heads)
    for parts in lists:
        if headed.isdisjoint(name for name, _, _ in parts):
            continue
        for name, start, end in parts:
            item = add(found, name, *report.span(start, start + len(name)), "listed")
            if item is not None:
                item.ranges.append(report.span(start, end))
                item.ranges += heads.pop(name, [])


def _parts(report: Report, at: int) -> list[tuple[str, int, int]]:
    """Return the names of a list with the view ranges of name and sum, up to the first that can be no work's."""
    parts: list[tuple[str, int, int]] = []
    stop = min(len(report.text), at + _REACH)
    while (match := _PART.match(report.text, at, stop)) is not None:
        name, _ = clean_name(_MEASURED.sub("", match["name"]))
        if (
            not name  # 其中：实际到位资金9万元: nothing but what was done with the sum
            or _CLASS.search(name)
            or names_other_things(name)
            or is_generic(name)
            or is_common_name(name)
            or is_source(name)
        ):
            break
        start = match.start("name") + match["name"].find(name)
        parts.append((name, start, match.end()))
        at = match.end()
    return parts
