"""Bands of scores: which scores a grade stands for, and how many projects fall into a band or a grade.

Here belongs 90分以上的8个, 75≤得分<85分为良好 and 评级为“优”的项目6个. A result that is itself a score or grade
belongs to scores.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from dagster_project.extraction.records import ScoreBand
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.grades import grade_codes, grade_pattern
from dagster_project.extraction.words.numerals import HAN_DIGITS, parse_number

_N = r"\d{1,3}(?:\.\d+)?"
_CLOSED = r"(?:（不?含(?:等于)?(?:\d{1,3}分?)?）|含\d{0,3}分?)?"
_NAME = r"(?:自评|综合|评价|总)?(?:得分|分数|分值|总分|评分|[SXxsN])"
_BOUND = (
    rf"(?P<l1>{_N})分?{_CLOSED}(?:≤|<){_NAME}(?:≤|<)(?P<h1>{_N})"
    rf"|(?P<h8>{_N})分?{_CLOSED}(?:≥|>){_NAME}(?:≥|>)(?P<l8>{_N})"
    rf"|(?P<l2>{_N})分?{_CLOSED}(?:以上)?(?:-|~|至|到|、)(?P<h2>{_N})(?=分|（|%|之间|\)|）|$|[，。；为])分?{_CLOSED}(?:之间|以下|区间)?{_CLOSED}"
    rf"|(?P<l3>{_N})分?{_CLOSED}(?:及|或)?(?:其)?以上{_CLOSED}"
    rf"|(?P<h3>{_N})分?{_CLOSED}(?:及)?以下{_CLOSED}"
    rf"|{_NAME}?(?:≥|>=|>|大于等于|大于)(?P<l9>{_N})分?(?:，|、|且|并)(?:<|≤|小于等于|小于|低于)(?P<h9>{_N})"
    rf"|{_NAME}?(?:≥|>=|>|大于等于|大于|不低于|高于|达到)(?P<l4>{_N})(?:分)?{_CLOSED}"
    rf"|{_NAME}?(?:≤|<|小于|低于|不足|不到|未达到)(?P<h4>{_N})(?:分)?{_CLOSED}"
)
_COUNT = rf"(?P<count>\d{{1,4}}|[{HAN_DIGITS}]{{1,4}})(?:个|项|家)(?![月小级单方百]|等级|等次|档|级别|层次|方面)"
_COUNT_BEFORE = rf"(?P<before>\d{{1,4}}|[{HAN_DIGITS}]{{1,4}})(?:个|项)"
_LEAD = r"(?:自评|综合|评价|总)?(?:得分|分数|评分|结果|评价)?(?:为|在|达到|：)?"


_SCORE, _GRADE, _PROJECTS = "score", "grade", "projects"


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Return the patterns in the order in which they are tried, each with what must stand in a sentence for it."""
    grade = grade_pattern()
    level = r"(?:绩效)?(?:自评|评价|评定|考核|综合)?(?:等级|等次|评级|级别|档次|结果|结论)"
    return (
        # 80-90分的为良(3个) | 得分≥85分为优秀
        (
            re.compile(
                rf"{_LEAD}(?:{_BOUND})分?(?:的|者|时|之间)?(?:项目)?(?:，(?=为|则|属|评为|评定为|即))?(?:{level})?(?:的?为|，?评?定?为|属于?|则?为|：|是){grade}(?:等级|等次|级|档)?"
                rf"(?:的?(?:项目)?(?:有|共|：)?(?:项目)?{_COUNT})?"
            ),
            frozenset({_SCORE, _GRADE}),
        ),
        # 90分以上的22个
        (
            re.compile(
                rf"{_LEAD}(?:{_BOUND})分?(?:之间)?(?:（?{grade}）?(?:等级|等次|级)?)?(?:的|，|：)?(?:项目)?(?:数量?|个数)?(?:的|有|共|为|共有|：)?{_COUNT}"
            ),
            frozenset({_SCORE, _PROJECTS}),
        ),
        # 优（90-100分）3个 | 优秀：90分以上
        (
            re.compile(
                rf"(?:(?<![\u4e00-\u9fff])|(?<=[为分]))(?<!评为){grade}(?:等级|等次|级|档)?(?:（|：|，|为)?{_LEAD}(?:{_BOUND})分?(?:之间)?）?(?:的?(?:项目)?(?:有|共|：)?{_COUNT})?"
            ),
            frozenset({_SCORE, _GRADE}),
        ),
        # 22个项目得分在90分以上
        (
            re.compile(
                rf"{_COUNT_BEFORE}(?:预算)?(?:项目)?(?:的)?(?:绩效)?(?:自评)?(?:得分|评分|分数)(?:均|全部|都)?(?:为|在|达到|达)?(?:{_BOUND})"
            ),
            frozenset({_SCORE, _PROJECTS}),
        ),
        # 自评项目14个，自评得分均在90分以上
        (
            re.compile(
                rf"项目(?:共|有|共有|共计)?{_COUNT_BEFORE}，(?:绩效)?(?:自评|综合|评价)*(?:得分|评分|分数)(?:均|全部|都)(?:为|在|达到|达)?(?:{_BOUND})"
            ),
            frozenset({_SCORE, _PROJECTS}),
        ),
        # “中”和“差”的0个: none of either
        (
            re.compile(
                rf"{grade}(?:等级|等次|级)?(?:的)?(?=[和及、与][“\"]?[\u4e00-\u9fff]{{1,3}}[”\"]?(?:等级|等次|级)?的?(?:项目)?(?:有|均|为|各)*(?P<count>0|零)个)"
            ),
            frozenset({_GRADE, _PROJECTS}),
        ),
        # 评级为“优”的项目4个 | “良”的2个
        (
            re.compile(
                rf"(?:{level}(?:评定|确定|认定)?(?:为|是|：|达到|达|(?=“))|(?:自评|评价|评定|考核)(?=“)|评定?为|(?<=项目中)|(?<=[，、；])为|(?<=、)|(?<=，)|(?<=；)|(?<=和)|(?<=及)|(?<=：)|(?<=其中)){grade}(?:等级|等次|级|档次?)?(?:的|：)?"
                rf"(?:预算|绩效)?(?:项目)?(?:数量?|个数)?(?:的|有|共|为|共有|：)?{_COUNT}"
            ),
            frozenset({_GRADE, _PROJECTS}),
        ),
        # 3个项目评价为优
        (
            re.compile(
                rf"{_COUNT_BEFORE}(?:预算)?项目(?:的)?(?:绩效)?(?:自评|评价)?(?:{level})?(?:均|全部|都)?(?:评定?)?(?:为|达到){grade}(?![\u4e00-\u9fff])"
            ),
            frozenset({_GRADE, _PROJECTS}),
        ),
    )


@lru_cache(maxsize=1)
def _grade_word() -> re.Pattern[str]:
    return re.compile(grade_pattern())


def find_score_bands(report: Report) -> Iterator[ScoreBand]:
    """Yield the stated bands in the order of the text."""
    for start, end, match in report.once(_matches):
        group = match.groupdict()
        word = group.get("grade")
        count_text = group.get("count") or group.get("before")
        count = parse_number(count_text) if count_text else None
        char_start, char_end = report.span(start, end)
        yield ScoreBand(
            char_start=char_start, char_end=char_end, value_start=char_start, value_end=char_end,
            band_low=_number(group, _LOW), band_high=_number(group, _HIGH),
            grade=grade_codes()[word] if word else None, project_count=int(count) if count is not None else None,
        )  # fmt: skip


def band_ranges(report: Report) -> list[tuple[int, int]]:
    """Return the view ranges of all bands, so that no figure in them is taken for a result."""
    return [(start, end) for start, end, _ in report.once(_matches)]


_LOW, _HIGH = ("l1", "l2", "l3", "l4", "l8", "l9"), ("h1", "h2", "h3", "h4", "h8", "h9")


def _number(group: dict[str, str | None], side: tuple[str, ...]) -> Decimal | None:
    found = next((value for name in side if (value := group.get(name))), None)
    return None if found is None else parse_number(found)


# In a piece that speaks of none of these no sentence states a band; no band goes on over the end of a clause.
_WORTH = re.compile(
    r"[分优良中差等评得不](?:(?<=\d分)|(?<=[优良中差])[秀好”的（]|(?<=等)级|(?<=评)[级为]|(?<=得)分|(?<=不)合格)"
)
_SENTENCE = re.compile(r"[^。；\n]+")
# A bound is a number with one of these behind it or before it.
_BOUND_SIGN = re.compile(r"\d(?=分|[（含]|[-~至到、≥≤<>及或其以])|[≥≤><=于到足](?=\d)")
_COUNTED = re.compile(r"[个项家]")


def _matches(report: Report) -> list[tuple[int, int, re.Match[str]]]:
    text = report.text
    found: list[tuple[int, int, re.Match[str]]] = []
    for piece in report.outline.pieces:
        if not _WORTH.search(text, piece.view_start, piece.view_end):
            continue
        for sentence in _SENTENCE.finditer(text, piece.view_start, piece.view_end):
            found += _in_sentence(text, *sentence.span())
    return sorted(found, key=lambda item: item[0])


def _in_sentence(text: str, start: int, end: int) -> list[tuple[int, int, re.Match[str]]]:
    present = {
        name
        for name, pattern in ((_SCORE, _BOUND_SIGN), (_GRADE, _grade_word()), (_PROJECTS, _COUNTED))
        if pattern.search(text, start, end)
    }
    found: list[tuple[int, int, re.Match[str]]] = []
    taken: list[tuple[int, int]] = []
    for pattern, needed in _patterns():
        for match in pattern.finditer(text, start, end) if needed <= present else ():
            begin, stop = match.span()
            place = bisect_left(taken, (begin, 0))
            overlaps = (place > 0 and taken[place - 1][1] > begin) or (place < len(taken) and taken[place][0] < stop)
            if overlaps or not _plausible(match):
                continue
            taken.insert(place, (begin, stop))
            found.append((begin, stop, match))
    return found


def _plausible(match: re.Match[str]) -> bool:
    """Scores lie in 0..100 and are no percentages; a lone range needs a grade or a count beside it."""
    group = match.groupdict()
    low, high = _number(group, _LOW), _number(group, _HIGH)
    bounds = [bound for bound in (low, high) if bound is not None]
    if any(bound > 120 for bound in bounds) or (bounds and max(bounds) < 10):
        return False
    if low is not None and high is not None and low > high:
        return False
    if bounds and not re.search(r"分|≥|≤|<|>|[（：]", match.group()):
        return False
    if match.group().endswith("家") and "分" not in match.group():
        return False
    return not re.search(r"%|万元|元", match.group())
