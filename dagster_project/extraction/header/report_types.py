"""The type of a report, from its title, from what it says of itself, or from what its headings and words speak of most.

Which line is the title, and which type a title names, belongs to title.py.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from dagster_project.extraction.header.header_mentions import mention
from dagster_project.extraction.header.title import statement, title_block, type_cues, type_of_title
from dagster_project.extraction.records import HeaderMention
from dagster_project.extraction.report import Report

SELF_EVALUATIONS = ("department_self_evaluation", "project_self_evaluation")
_OPENING = 3000
_OTHERS = re.compile(
    r"第三方(?!民意|满意|调查|检测|监测)|受[^。]{0,30}委托|会计师事务所|评价机构：|专员办|抽查结果|抽查项目"
)
# 评价方式：单位自评√ 财政部门组织评价□
_TICKED_SELF = re.compile(r"自评\s?[√☑■]|[√☑■]\s?(?:项目单位|[^□☐√☑■。]{0,8}自评)")
_PROJECT = re.compile(r"项目|专项|工程")
_DEPARTMENT = re.compile(r"部门|单位|整体|基本支出|三公|编制")
_SELF_EVALUATION = "self_evaluation"
_WEAK_TITLE = 3  # votes of a title that names a kind which its text may belie
_LEAST_VOTES = 2
_MOST_TIMES = 3  # that a word of the text counts
_LONGEST_LINE = 40  # of a line that may be a heading


def report_type(report: Report) -> str | None:
    """Return the best candidate for the report's type."""
    found = min(report.once(report_types), key=lambda m: (m.rank, m.value_start), default=None)
    return found.value if found else None


def report_types(report: Report) -> list[HeaderMention]:
    """Return the candidates for the report's type: what its title or its statement decides, else what it speaks of most."""
    votes = _Votes()
    block = report.once(title_block)
    opening = report.once(statement)
    named = ([(block.text, block.start, block.end, "title", 10)] if block else []) + (
        [(report.text[slice(*opening)], *opening, "statement", 20)] if opening else []
    )
    for words, start, end, basis, rank in named:
        found = type_of_title(words)
        if found is None:
            continue
        if found.decides:
            value = _who_evaluates(report, found.report_type, words)
            return [mention(report, "report_type", value, basis, rank, start, end, start, end)]
        votes.add(found.report_type, 0, (start, end))
        votes.weights[found.report_type] = _WEAK_TITLE
    _vote_by_headings(report, votes)
    _vote_by_words(report, votes)
    _settle_self_evaluation(report, votes)
    winner = votes.winner()
    if winner is None:
        return []
    start, end = votes.first[winner]
    return [mention(report, "report_type", winner, "body", 40, start, end, start, end)]


@dataclass(slots=True)
class _Votes:
    """How much speaks for each type, and where each is spoken of first (view range)."""

    weights: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, value: str, weight: int, *places: tuple[int, int]) -> None:
        """Weigh a type once for each of its places; without one it only takes its turn before those weighed later."""
        self.weights[value] += weight * len(places)
        if places:
            self.first.setdefault(value, places[0])

    def winner(self) -> str | None:
        """Return the type that most speaks for, of several the one weighed first; null where too little speaks for any."""
        ranked = self.weights.most_common(1)
        return ranked[0][0] if ranked and ranked[0][1] >= _LEAST_VOTES else None


def _vote_by_headings(report: Report, votes: _Votes) -> None:
    """Let the headings, and short lines without a comma, speak for the types whose parts they name."""
    outline = report.outline
    for piece in outline.pieces:
        if piece.kind != "text":
            continue
        title, at = outline.title(piece), outline.after_mark(piece)
        if not title and piece.view_end - piece.view_start <= _LONGEST_LINE and "，" not in outline.text(piece):
            title, at = outline.text(piece), piece.view_start
        for pattern, value, weight in type_cues("heading") if title else ():
            match = pattern.search(title)
            if match:
                votes.add(value, weight, (at + match.start(), at + match.end()))
                break


def _vote_by_words(report: Report, votes: _Votes) -> None:
    """Let the words of the text speak, each up to three times."""
    for pattern, value, weight in type_cues("body"):
        votes.add(value, weight, *(match.span() for match in islice(pattern.finditer(report.text), _MOST_TIMES)))


def _settle_self_evaluation(report: Report, votes: _Votes) -> None:
    """Give what speaks for a self-evaluation of either kind to the one of projects or the one of departments."""
    weights, first = votes.weights, votes.first
    generic = weights.pop(_SELF_EVALUATION, 0)
    if (generic or any(weights[kind] for kind in SELF_EVALUATIONS)) and not _OTHERS.search(report.text, 0, _OPENING):
        generic += weights.pop("performance_evaluation", 0)  # 评价结论 is a heading of both
        first.setdefault(_SELF_EVALUATION, first.get("performance_evaluation", (0, 1)))
    if not generic:
        return
    of_project, of_department = weights["project_self_evaluation"], weights["department_self_evaluation"]
    if of_project == of_department:
        of_project, of_department = len(_PROJECT.findall(report.text)), len(_DEPARTMENT.findall(report.text))
    votes.add(SELF_EVALUATIONS[of_project > of_department], generic, first[_SELF_EVALUATION])


def _who_evaluates(report: Report, value: str, title: str) -> str:
    """Tell an evaluation by others from a self-evaluation that calls itself 绩效评价: by who made it."""
    if value == "department_self_evaluation" and "自评" not in title and "自我评价" not in title:
        others = _OTHERS.search(report.text, 0, _OPENING)
        return "performance_evaluation" if others else value
    if value == "performance_evaluation" and _TICKED_SELF.search(report.text, 0, _OPENING):
        return "project_self_evaluation"
    if value == "performance_evaluation" and not re.search(r"财政|重点|第三方|再评价|部门评价", title):
        others = _OTHERS.search(report.text, 0, _OPENING)
        own = re.search(r"自评|自我评价|我(?:局|单位|部门|委|镇|乡|校|院|中心)", report.text)
        if own and not others:
            return "department_self_evaluation" if "整体" in title else "project_self_evaluation"
    return value
