"""Scores listed side by side: 3个项目得分分别为98分、97分、99分; 各项目得分分别为：A 98分、B 95分; A（98分）、B（95分）.

Here belongs which score of such a list is whose. Single scores belong to scores.py, tables to score_tables.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.report import Report
from dagster_project.extraction.scores.score_tables import Found
from dagster_project.extraction.words.figures import POINTS, Figure
from dagster_project.extraction.words.grades import SIDE_BY_SIDE, grade_codes, grade_pattern

# What opens the list: the word for the score, and 分别 or a colon behind it.
_OPENS = re.compile(
    r"(?:得分|评分|自评分|评价分|分数)(?:情况)?(?:依次|分别)(?:如下|为|是|达)*[：:]?|项目[^，。；：\n]{0,6}(?:得分|评分)(?:情况)?(?:如下|为|是)?："
    r"|(?<=[分优良中差”])[，。；]?其中："
)
_OPENED = re.compile(r"分别|分[^，。；：\n]{0,4}：|其中：")
_BETWEEN = re.compile(
    r"[、，；和及与（）]*(?:[①-⑳]|\d{1,2}[.．、]|（\d{1,2}）)?(?P<name>(?:(?:19|20)\d{2}年度?)?[^。；\n\d]{0,50}?)(?:项目)?(?:绩效|自评|评价|综合|最终|得|评)*(?:得|评)?分?(?:为|是)?[（：]*"
)
_WHY = re.compile(r"(?:因|由于|未|尚未|没有|暂未)[^，。；\d]{2,20}，[^，。；\d]{0,6}$")  # 某经费未实施，自评0分
_OF_SCORE = re.compile(r"的?(?:绩效|自评|评价|综合|最终|实际)+$")
_NAMES = re.compile(r"[、和及与]|以及")
_ALL_ALIKE = re.compile(
    rf"[^。；\n\d]{{0,14}}?(?:等级|等次|评级|结果|结论|评定|评价)?(?:均|都|全部)(?:评定|评|定)?为{grade_pattern()}"
)
_EACH_ITS = re.compile(rf"[^。；\n\d]{{0,14}}?(?:等级|等次|评级|结果|结论)(?:分别|依次)(?:评定)?为{grade_pattern()}")
_NEXT_GRADE = re.compile(rf"[、，和及与]{grade_pattern()}")
_REACH = 200


def listed_scores(report: Report, start: int, end: int) -> list[tuple[Found, int | None]]:
    """Return the scores of the lists in a piece (view range), each with the ordinal of the project whose it is."""
    text = report.text
    found: list[tuple[Found, int | None]] = []
    read_to = start  # what opens inside a list belongs to it
    opens = [*_OPENS.finditer(text, start, end)] if _OPENED.search(text, start, end) else []
    opens += SIDE_BY_SIDE.finditer(text, start, end)
    for opening in sorted(opens, key=lambda match: match.start()):
        if opening.start() < read_to:
            continue
        items = _items(report, opening.end(), end)
        read_to = items[-1][1].end if items else read_to
        if len(items) < 2:
            continue
        ordinals = _whose(report, opening.start(), start, items)
        if ordinals is None:
            continue
        grades = _grades(text, items[-1][1].end, end, len(items))
        begin = opening.start()
        for (_, figure), ordinal, grade in zip(items, ordinals, grades, strict=True):
            one = Found(begin, figure.end, figure.start, figure.end, figure.number, "=", grade)
            found.append((one, ordinal))
            begin = figure.end
    return found


def _items(report: Report, at: int, end: int) -> list[tuple[str, Figure]]:
    """Return the scores one after the other, each with the name before it (empty where there is none)."""
    items: list[tuple[str, Figure]] = []
    for figure in report.figures.between(at, min(end, at + 2_000), POINTS):
        match = _BETWEEN.fullmatch(report.text, at, figure.start)
        if match is None or "平均" in match.group() or figure.high is not None or figure.operator != "=":
            break
        items.append((_WHY.sub("", match.group("name")).strip("、，；：（）“” 的"), figure))
        at = figure.end
    return items


def _whose(report: Report, opens: int, start: int, items: list[tuple[str, Figure]]) -> list[int | None] | None:
    """Return the projects in the order of the scores: by the names with them, those before 分别, or all of the report's."""
    if all(name for name, _ in items):
        meant = [report.meant(name) for name, _ in items]
        return meant if any(meant) else None
    if any(name for name, _ in items[1:]):
        return None
    low = max(start, opens - _REACH, *(report.text.rfind(stop, start, opens) + 1 for stop in "。；：\n"))
    names = [report.meant(name) for name in _NAMES.split(_OF_SCORE.sub("", report.text[low:opens]))]
    if len(names) == len(items) and all(names):
        return list(names)
    if len(report.projects) == len(items):
        return [project.ordinal for project in report.projects]
    listed = [project for project in report.projects if project.basis != "title"]
    if len(listed) == len(items) and "项目" in report.text[low:opens]:
        # the report's title names the whole of which they are parts, in the order in which the text first names them
        return [project.ordinal for project in sorted(listed, key=lambda one: report.text.find(one.project_name))]
    return None


def _grades(text: str, at: int, end: int, count: int) -> list[str | None]:
    """Return the grades that follow the list: one for all (均为优), or one for each (分别为优、良)."""
    alike = _ALL_ALIKE.match(text, at, end)
    if alike is not None:
        return [grade_codes()[alike.group("grade")]] * count
    each = _EACH_ITS.match(text, at, end)
    if each is None:
        return [None] * count
    grades: list[str | None] = [grade_codes()[each.group("grade")]]
    place = each.end()
    while len(grades) < count and (following := _NEXT_GRADE.match(text, place, end)) is not None:
        grades.append(grade_codes()[following.group("grade")])
        place = following.end()
    return grades if len(grades) == count else [None] * count
