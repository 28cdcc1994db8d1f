"""Whose a stated result is: the department's, a project's, or that of all its projects.

Here belongs what decides it: the subject of the text around, the words before the result, the kind of report. What states a
result belongs to score_cues.py and scores.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.layout.tables import Table
from dagster_project.extraction.report import Report
from dagster_project.extraction.scores.score_cues import heading_above
from dagster_project.extraction.scores.score_tables import Found
from dagster_project.extraction.words.stops import behind_last

_SUBJECT = re.compile(
    r"(?P<department>部门整体|单位整体|整体支出|整体绩效|部门支出|部门绩效|部门综合|[我本]部门(?!项目)|年度整体|整体自评|整体评价|部门自评|单位自评|[我本](?:单位|局|委|院|校|镇|乡|中心|办|会)(?:自评|综合|整体|绩效|总|得))"
    r"|(?P<project>本项目|该项目|此项目|项目支出|各项目|所有项目|预算项目|项目绩效|绩效项目|\d个项目|项目)"
)
# 我局项目支出综合得分92分 behind the last of the projects told: the body's, not that one's
_OF_BODY = re.compile(
    r"(?:[我本该](?:局|单位|部门|委|院|校|镇|乡|中心|办|会|街道)|部门|单位)(?:\d{4}年度?)?的?(?:整体|项目支出|预算项目|所有项目|全部项目|各个?项目)|整体支出"
    r"|\d{1,3}个(?:预算|专项|重点)?项目(?:支出)?(?:自评|评价|综合|绩效)*(?:的)?平均"
)
_ONE = re.compile(r"[本该]项目(?!组)")
_SUBJECT_REACH = 120
_NEAR_END = 12
_THIS_PROJECT = ("本项目", "该项目", "此项目")

Whose = tuple[str, int | None]  # scope, and the ordinal of the project where it is one's


def whose(report: Report, found: Found, kind: str | None, offset: int, table: Table | None) -> Whose:
    """Tell whose result it is: by the project's own text, the nearest subject words before it, the report's kind.

    ``offset``: its place in the original text; ``kind``: the report's type; ``table``: the one in which it stands, if any.
    """
    ordinal = report.subject_at(offset)
    told_of_all = table is None and len(report.projects) > 1 and _of_body(report.text, found)
    if ordinal is not None and not told_of_all:
        return "project", ordinal
    only = report.projects[0].ordinal if len(report.projects) == 1 else None
    if table is not None:
        caption = "".join(report.outline.text(piece) for piece in table.caption)
        if "整体" in caption or kind == "department_self_evaluation":
            return "department", None
        return ("project", only) if only is not None else ("projects_overall", None)
    by_words = _by_words(report, found, kind, only)
    if by_words is not None:
        return by_words
    if kind in ("project_self_evaluation", "performance_evaluation"):
        return ("project", only) if only is not None else (report.once(_of_unnamed), None)
    title = heading_above(report, offset)
    return ("projects_overall" if "项目" in title and "整体" not in title else "department"), None


def _by_words(report: Report, found: Found, kind: str | None, only: int | None) -> Whose | None:
    """Tell whose result it is by the words of its sentence, null where they name no one. ``only``: the one project, if any."""
    back = max(0, found.start - _SUBJECT_REACH)
    low = max(back - 1, *(report.text.rfind(c, back, found.start) for c in "。；\n")) + 1
    words = report.text[low : found.value_end]
    if "平均" in words[found.start - low :]:
        return "projects_overall", None
    if "均" in words[-_NEAR_END:] and len(report.projects) > 1:
        return "projects_overall", None  # 自评得分均在85分以上: of each of them
    subjects = list(_SUBJECT.finditer(words))
    if not subjects:
        return None
    last = subjects[-1]
    if last.lastgroup == "department" or any(
        m.lastgroup == "department" and last.start() - m.end() < 4 for m in subjects[:-1]
    ):
        return "department", None
    if last.group() in _THIS_PROJECT or (only is not None and kind == "project_self_evaluation"):
        return "project", only
    return report.once(_of_unnamed), None


def _of_body(text: str, found: Found) -> bool:
    """Tell whether the clause of a result says that it is the body's, or that of all its projects."""
    low = behind_last(text, "。；\n", max(0, found.start - _SUBJECT_REACH), found.start)
    return _OF_BODY.search(text, low, found.value_end) is not None


def _of_unnamed(report: Report) -> str:
    """Return whose result a project's is where no project is named: of the one that the text calls 本项目, else of all."""
    return "project" if not report.projects and _ONE.search(report.text) is not None else "projects_overall"
