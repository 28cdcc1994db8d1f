"""Stated evaluation results: a score, a grade, or both together, for the department, a project or all projects.

Here belongs the way through a report, and which grade belongs to which score. Which figure is a score belongs to score_cues.py,
whose it is to score_subjects.py; bands and how many projects fall into them belong to score_bands.py.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from dagster_project.extraction.header.report_types import report_type
from dagster_project.extraction.layout.tables import Table
from dagster_project.extraction.records import Score
from dagster_project.extraction.report import Report
from dagster_project.extraction.scores.score_bands import band_ranges
from dagster_project.extraction.scores.score_cues import CUE_WORD, score_cue
from dagster_project.extraction.scores.score_lists import listed_scores
from dagster_project.extraction.scores.score_subjects import whose
from dagster_project.extraction.scores.score_tables import Found, scores_of_table
from dagster_project.extraction.words.figures import PLAIN, POINTS, Figure
from dagster_project.extraction.words.grades import grade_codes, grade_pattern
from dagster_project.extraction.words.stops import behind_last

_GRADE_AFTER_SCORE = (
    r"[，、；。（]?(?:[^，。；\n“\d]{0,16}?(?:等级|等次|评级|档次|级别|结果|结论|评价|评定|自评|考核|绩效)[^，。；\n“\d]{0,6}?)?"
    r"(?:评定|确定|评|认定)?(?:为|是|：|属于?|达到|定为|(?=“)|(?<=等级)|(?<=等次)|(?<=级别))"
)
_TAIL = (
    r"(?![\u4e00-\u9fff、/]|[”\"’](?:、|和|的\d|的?项目|级别?的?\d)|[”\"’]?[（(]\d)"
    r"|(?=[”\"’]?(?:等级|等次|级|档次|档|水平)?(?:[，。；）\n、]|$)(?!、[“\"]?[优良中差合一较不]))"
)
_PARTS_REACH = 160
_ASIDE = re.compile(r"（[^（）]{1,80}）")
_ANOTHER = re.compile(r"得[分为]{0,2}\d[\d.]*分")
_OF_WHOLE = re.compile(r"分?(?:，[^，。；\n\d]{2,16}[优良中差好秀格]”?[。，；、（]?|[，；、（]?)(?:其中|包括)")
_HONOUR = re.compile(r"被|获|荣|年度考核|目标(?:管理|责任)?考核|党建|领导班子|个人|干部考核|公务员|民主测评|验收")
_CONCLUSION = re.compile(r"(?:自评|评价|绩效|总体|综合|绩效自评|绩效评价)*(?:结论|结果|情况综述|总结)(?:说明)?：?")
_CONCLUSION_ENDS = frozenset("论果述结明：")  # with what such a label ends
_SHORTEST_SENTENCE = 8
_CLAUSE_REACH = 24


@lru_cache(maxsize=1)
def _grade_stated() -> re.Pattern[str]:
    return re.compile(
        r"(?<!定性)(?:(?:等级|等次|评级|档次|级别)(?:评定|确定|认定|结果)?|(?:评价|自评|考核|评定|综合|绩效|总体|评审|考评|认定)(?:结果|结论|等级|评价|情况)?(?:等级|等次)?|结果|结论|等级)"
        rf"(?:均|都|全部|分别)?(?:评定|确定|认定|评|定|判定)?(?:均|都)?(?:[为是]?：|为|是|属于?|达到|达|定为|(?=[“\"]))了?{grade_pattern()}(?:{_TAIL})"
    )


@lru_cache(maxsize=1)
def _grade_led() -> re.Pattern[str]:
    """What must stand in a piece that states a grade: a grade word led by the last character of ``_grade_stated``'s verbs."""
    return re.compile(rf"[为是：属于到达定了“\"]{grade_pattern()}")


@lru_cache(maxsize=1)
def _grade_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{_GRADE_AFTER_SCORE}|[（，])(?:绩效)?{grade_pattern()}(?:{_TAIL})")


def find_scores(report: Report) -> Iterator[Score]:
    """Yield the evaluation results that a report states, in sentences and then in tables."""
    kind = report.once(report_type)
    bands = report.once(band_ranges)
    for piece in report.outline.pieces:
        if piece.kind == "text":
            listed = listed_scores(report, piece.view_start, piece.view_end)
            for found, ordinal in listed:
                yield _record(report, found, kind, ordinal=ordinal)
            passed = sorted([*bands, *((found.start, found.end) for found, _ in listed)]) if listed else bands
            for found in _in_piece(report, piece.view_start, piece.view_end, passed):
                if not (listed and found.score is None):  # the grade of a list is each score's
                    yield _record(report, found, kind)
    for table in report.tables:
        for found in scores_of_table(report, table):
            yield _record(report, found, kind, table)
        for start, end in _sentences(report, table):
            for found in _in_piece(report, start, end, bands):
                yield _record(report, found, kind, table)


def _sentences(report: Report, table: Table) -> Iterator[tuple[int, int]]:
    """Yield the view ranges of the cells beside a label of conclusions (评价结论) that hold a sentence."""
    for row in table.rows:
        led = False
        for cell in row:
            if led and len(cell.text) >= _SHORTEST_SENTENCE:
                yield report.cell_range(cell)
            led = led or (cell.text[-1:] in _CONCLUSION_ENDS and _CONCLUSION.fullmatch(cell.text) is not None)


def _in_piece(report: Report, start: int, end: int, bands: list[tuple[int, int]]) -> Iterator[Found]:
    text = report.text
    grades: list[re.Match[str]] = []
    if _grade_led().search(text, start, end):
        grades = [m for m in _grade_stated().finditer(text, start, end) if not _inside(m.start("grade"), bands)]
    taken: set[int] = set()
    words = text[start:end]
    is_scored = CUE_WORD.search(words) is not None
    whole: Found | None = None  # the score before, of which 其中 may tell the parts
    for figure in report.figures.between(start, end, POINTS, PLAIN) if is_scored else ():
        cue = score_cue(report, figure, start)
        if cue is None or _inside(figure.start, bands):
            continue
        if whole is not None and _is_part(text, whole, figure):
            continue
        found = Found(
            cue, max(figure.end, figure.op_end), figure.start, figure.end, figure.number, _operator(figure), None
        )
        whole = found
        after = _grade_after().match(text, found.end, end)
        if after:
            found.grade, found.end = grade_codes()[after.group("grade")], after.end()
            taken |= {i for i, m in enumerate(grades) if after.start() <= m.end() and m.start("grade") < after.end()}
        else:
            near = [
                (abs(m.start() - found.end) if m.start() >= found.end else abs(found.start - m.end()), i)
                for i, m in enumerate(grades)
                if i not in taken and _same_statement(text, found, m)
            ]
            if near:
                index = min(near)[1]
                taken.add(index)
                match = grades[index]
                found.grade = grade_codes()[match.group("grade")]
                found.start, found.end = min(found.start, match.start()), max(found.end, match.end())
        yield found
    for index, match in enumerate(grades):
        if index not in taken and not _HONOUR.search(
            text, _clause_start(text, match.start(), start), match.start("grade")
        ):
            yield Found(
                _clause_start(text, match.start(), start), match.end(), match.start("grade"), match.end("grade"),
                None, None, grade_codes()[match.group("grade")],
            )  # fmt: skip


def _is_part(text: str, whole: Found, figure: Figure) -> bool:
    """Tell whether a score is a part of the one before it in its sentence: 自评得分98分，其中预算执行得分9分，整体绩效得分88分."""
    between = text[whole.value_end : figure.start]
    parts = _OF_WHOLE.match(between) if len(between) <= _PARTS_REACH else None
    return (
        parts is not None
        and "。" not in between[parts.end() :]
        and whole.score is not None
        and figure.number < whole.score
    )


def _inside(place: int, ranges: list[tuple[int, int]]) -> bool:
    index = bisect_right(ranges, (place, sys.maxsize)) - 1
    return index >= 0 and place < ranges[index][1]


def _operator(figure: Figure) -> str:
    return ">=" if figure.operator == ">=" and figure.op_end > figure.end else "="


def _same_statement(text: str, found: Found, grade: re.Match[str]) -> bool:
    """A grade belongs to a score of the same sentence where no other clause stands between them."""
    between = text[found.end : grade.start()] if grade.start() >= found.end else text[grade.end() : found.start]
    if grade.start() >= found.end and _OF_WHOLE.match(between):
        return len(between) <= _PARTS_REACH and "。" not in between  # 自评得分95分，其中：投入…，评定等级为优秀
    if len(between) > _PARTS_REACH:
        return False
    between = _ASIDE.sub("", between)  # 总分94分（执行9分、产出48分），自评结果为“优”
    return (
        len(between) <= 24
        and between.count("，") <= 2
        and not _ANOTHER.search(between)  # 甲项目得97分，乙项目得86分、等级“良”
        and not any(word in between for word in ("。", "；", "\n", "项目", "部门", "单位"))
    )


def _clause_start(text: str, at: int, low: int) -> int:
    return behind_last(text, "，。；：、\n", max(low, at - _CLAUSE_REACH), at)


def _record(
    report: Report, found: Found, kind: str | None, table: Table | None = None, ordinal: int | None = None
) -> Score:
    char_start, char_end = report.span(found.start, found.end)
    value_start, value_end = report.span(found.value_start, found.value_end)
    scope, ordinal = ("project", ordinal) if ordinal else whose(report, found, kind, value_start, table)
    return Score(
        char_start=char_start, char_end=char_end, value_start=value_start, value_end=value_end, project_ordinal=ordinal,
        scope=scope, score=found.score, score_operator=found.operator, grade=found.grade,
    )  # fmt: skip
