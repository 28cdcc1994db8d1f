"""The project that a report's title names: a line at its head, or the words with which it presents itself (现将…自评报告如下).

Here belongs what makes a line a title with a project in it. Projects that the report lists belong to project_texts.py and
project_lists.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.project_candidates import Candidate, Candidates, add, key_of
from dagster_project.extraction.project_names import is_common_name, is_generic, without_organ, without_years
from dagster_project.extraction.report import Report

_KIND = (
    r"(?:的)?(?:支出)?(?:预算)?"
    r"(?:(?:财政|部门|重点|事前|事后|年度|总体|整体|单位)*绩效(?:目标)?(?:自评价?|自我评价|评价|运行监控|监控|目标|完成)"
    r"|(?:部门|财政|重点)评价|自评价?|自我评价)(?:价)?(?:工作)?(?:的)?(?:报告|情况|总结|结果|表|说明|文本|书)"
)
_TITLE = re.compile(rf"^(?:(?:标题|名称|题名)：|现[将就])?(?:关于)?(?P<name>[^。；：\n]{{3,70}}?){_KIND}")
# 现将2023年…项目绩效自评报告如下: how a report without a title of its own presents itself.
_PRESENTED = re.compile(
    rf"(?:现(?:就|将)|^关于|[对就])(?P<name>[^，。；：\n]{{4,60}}?)(?:{_KIND}|(?:支出)?绩效(?:自评|评价)(?=如下))"
    r"[^，。；：\n]{0,12}(?:如下|汇报|报告)"
)
# 某市财政支出项目绩效自评报告（某道路工程）: the name in brackets behind the kind of report
_BRACKETED = re.compile(rf"{_KIND}（(?P<name>[^（）]{{4,60}})）$")
_ENDS = re.compile(
    r"(?:项目|资金|经费|工程|补助|补贴|专项|费|建设|改造|奖补|配套|试点|计划|行动|转移支付|救助|保险|补偿|奖励)(?:（[^）]*）)?$"
)
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]")
_FIRST_PART = re.compile(r"[一二]、|第一部分|1[、.．](?!\d)")
_YEAR_TAIL = re.compile(r"(?:(?:19|20)\d{2}(?:年度?)?|年度)$")
_IN_SENTENCE = re.compile(r"[，；。]")  # a wrapped line of the text is no title
_TITLE_AND_TEXT = re.compile(
    r"(?P<title>[^，。；：\n]{6,90}?(?:报告|总结|情况))"
    r"(?:\d?(?:（[^（）]{1,12}）)?[ \u3000]|(?=(?:项目)?(?:摘要)?(?:[一1][、.．]|（一）|第一部分|根据|为|按照|目录)))"
)
_EDGE = re.compile(r"[\n|\t]")
_HEAD = 1_500  # a title stands in the first characters, behind the page's index lines at most
_LONGEST_LINE = 90
_LINES = 14


def from_title(report: Report, found: Candidates) -> Candidate | None:
    """The project that the report's title names: then the whole report speaks of it where nothing nearer does."""
    lines = _lines(report)
    for count in (1, 2, 3):
        for place in range(len(lines) - count + 1):
            group = lines[place : place + count]
            words = "".join(text for text, _, _ in group)
            titled = ("绩效" in words or "评" in words) and not _IN_SENTENCE.search(words)
            match = _TITLE.match(words) if titled else None
            name = _named(match.group("name")) if match else None
            bracketed = _BRACKETED.search(words) if match is not None and name is None else None
            name = _named(bracketed.group("name")) if bracketed is not None else name
            if name is not None:
                return _of_form(found, name) or add(found, name, group[0][1], group[-1][2], "title")
    for text, start, end in _presented(report):
        match = _PRESENTED.search(text) if "绩效" in text or "评" in text else None
        name = _named(match.group("name")) if match else None
        if name is not None:
            return _of_form(found, name) or add(found, name, start, end, "title")
    if len(found) == 1:
        only = next(iter(found.values()))
        return only if only.basis == "form" else None
    return None


def _of_form(found: Candidates, name: str) -> Candidate | None:
    """The one project that a form or sentence below the title names, where the title says more or no year (…项目, the body)."""
    forms = [item for item in found.values() if item.basis in ("form", "sentence")]
    if len(forms) != 1 or key_of(without_years(forms[0].name)) not in key_of(name):
        return None
    return forms[0]


def _lines(report: Report) -> list[tuple[str, int, int]]:
    """The first short lines (a cell is one too) without spaces, with their places; numbered headings are no titles."""
    folded = report.outline.folded
    lines: list[tuple[str, int, int]] = []
    at = 0
    while at < min(_HEAD, len(folded)) and len(lines) < _LINES:
        stop = _EDGE.search(folded, at)
        end = stop.start() if stop else len(folded)
        words = folded[at:end].lstrip(" #*")
        start = end - len(words)
        if len(words) > _LONGEST_LINE and (broken := _TITLE_AND_TEXT.match(words)):
            end = start + broken.end("title")  # a page on one line: its title ends at a blank
            words = folded[start:end]
        text = re.sub(r"\s+", "", words).rstrip("*")
        if lines and _FIRST_PART.match(text):
            break  # what follows is the report itself: captions and forms in it have their own readers
        if text and len(text) <= _LONGEST_LINE and not _NUMBERED.match(text):
            lines.append((text, start, end))
        at = end + 1
    return lines


def _presented(report: Report) -> list[tuple[str, int, int]]:
    """The first pieces of text, in which a report may present itself."""
    return [
        (report.outline.text(piece), piece.start, piece.end)
        for piece in report.pieces()[:6]
        if piece.mark is None and piece.start < _HEAD
    ]


def _named(words: str) -> str | None:
    """Return the project's name in a title's words before 绩效自评, null where they name none of its own."""
    name = without_organ(_YEAR_TAIL.sub("", words.strip("“”")))
    if len(re.sub(r"（[^）]*）|\d+年度?", "", name)) < 4:
        return None  # （2016年度）项目: a form's year and no name
    if is_generic(name) or is_common_name(name) or not _ENDS.search(name):
        return None
    return name
