"""Indicators in sentences: targets under 绩效目标 and 绩效指标, and what was done, with the figure that says how much.

Here belongs which figures of a sentence state an indicator, and which of its two sides. The name is cut out in
indicator_names.py; where a sentence stands (its label, its section) is decided in indicator_context.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dagster_project.extraction.figures import COUNT, MONEY, PERCENT, PLAIN, Figure
from dagster_project.extraction.indicator_context import Stretch
from dagster_project.extraction.indicator_names import beside, is_verbs_only, left_name, right_name, verb_pattern
from dagster_project.extraction.report import Report
from dagster_project.vocabulary import words

_HARD = "，。；：！？\t\n（→"
_UP_TO_STOP = re.compile(r"[^，、。；：\n]*")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_MASK = re.compile(r"（[^（）]{0,60}）|“[^“”]{0,40}”|《[^《》]{0,80}》")
_DURATION = frozenset({"年", "天", "个月", "月", "周", "岁", "度", "小时", "分钟", "工作日", "个工作日"})
_OF_TIME = re.compile(r"(?:时间|时长|年限|期限|天数|周期|时限|工期|寿命|学时|课时|时)$")
_RATE = re.compile(r"(?:率|度|比例|比重|程度|比|面|水平|性|下降|上升|增长|提高|提升|降低|减少|任务|指标|目标|进度|完成)$")
_CHANGE = re.compile(r"(?:与?(?:比|较)?(?:上年|去年|前一?年|往年|上年度)?(?:同期)?(?:相比)?|同比|环比)?(?:下降|上升|增长|增加|提高|提升|降低|减少|增幅|降幅)(?:了)?$")
_NO_RIGHT = re.compile(r"以上|以下|以内|之内|左右|的|为|和|及|与|或|后|前|时|中|内|含|起|至|到|、|等|大于|小于|达")
_OWN_STAFF = re.compile(r"(?:我|本)(?:局|单位|部门|委|院|校|中心|办|镇|乡|街道|馆|站|所|队).{0,8}人员$|^(?:工作|执法|在岗|干部|内勤|一线|辅助|服务|管理|技术|专业)?(?:人员|职工|干部|队员|职员|民警|教师|教职工)$")
_PAY = re.compile(r"工资|社保|缴纳保险|劳务|工作人员")
_FOR = re.compile(r"(?:为|对|向|给)(?:我|全|本|各|辖)?[区县市省镇乡局校院]?(?:内)?$")
_ORDINAL = frozenset({"届", "期"})
_DUTY = re.compile(r"应达到|至少应|应当|需要|须|不得")
_LAW = re.compile(r"第\s?$")
_ACTUAL = re.compile("|".join(map(re.escape, words("indicator_words", kind="actual_mark"))))
_TARGET = re.compile("(?:" + "|".join(map(re.escape, words("indicator_words", kind="target_mark"))) + ")(?:值|数|任务)?(?:为|是|：|的)?$")


@dataclass(frozen=True, slots=True)
class Statement:
    """An indicator as a sentence states it: its name, its sides, and the view range that carries it."""

    name: str
    start: int
    end: int
    target: Figure | None
    actual: Figure | None
    bare: bool = False


@lru_cache(maxsize=1)
def _none() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("indicator_words", kind="none"))))


@lru_cache(maxsize=1)
def _money() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("indicator_words", kind="money"))))


@lru_cache(maxsize=1)
def _abstract() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, words("indicator_words", kind="abstract"))) + ")")


def statements(report: Report, stretch: Stretch) -> Iterator[Statement]:
    """Return the indicators that the sentences of a stretch of text state, in order."""
    text = report.text
    for sentence in _SENTENCE.finditer(text, stretch.start, stretch.end):
        yield from _sentence(report, sentence.start(), sentence.end(), stretch)


def _sentence(report: Report, begin: int, stop: int, stretch: Stretch) -> list[Statement]:
    text = report.text
    figures = report.figures.between(begin, stop, COUNT, PERCENT, MONEY, PLAIN)
    figures = [f for f in figures if f.kind != PLAIN or f.operator != "="]
    if not figures:
        return []
    masked = _MASK.sub(lambda match: "\0" * len(match.group()), text[begin:stop])
    found: list[Statement] = []
    for number, figure in enumerate(figures):
        before = figures[number - 1] if number else None
        after = figures[number + 1] if number + 1 < len(figures) else None
        if masked[figure.start - begin] == "\0" and not _bracketed_side(text, begin, figure):
            continue
        edge = max(begin, before.op_end if before else begin)
        hard = max(masked.rfind(mark, 0, figure.op_start - begin) for mark in _HARD) + begin + 1
        left_start = max(edge, hard)
        right_end = min(stop, after.op_start if after else stop)
        statement = _statement(text, figure, left_start, right_end, found, before, stretch)
        if statement is None:
            continue
        merged = _merge(text, found[-1], statement, left_start, figure) if found else None
        if merged is not None:
            found[-1] = merged
        else:
            found.append(statement)
    return found


def _bracketed_side(text: str, begin: int, figure: Figure) -> bool:
    """Tell whether a figure in brackets is the other side of the one before them: 完成812场（目标300场）."""
    opening = text.rfind("（", begin, figure.op_start)
    lead = text[opening + 1 : figure.op_start]
    return opening >= 0 and bool(_TARGET.search(lead) or _ACTUAL.search(lead))


def _statement(
    text: str, figure: Figure, left_start: int, right_end: int, found: list[Statement], before: Figure | None, stretch: Stretch
) -> Statement | None:
    """Read one figure with its words; null where it states no indicator."""
    left = text[left_start : figure.op_start]
    if figure.kind == MONEY and not stretch.classes or _LAW.search(left):
        return None
    mark = _ACTUAL.search(left)
    name, skipped = left_name(left[mark.end() :] if mark else left)
    skipped += mark.end() if mark else 0
    right = text[figure.op_end : right_end]
    start, end = left_start + skipped, figure.op_end
    reversed_order = False
    goal = _TARGET.search(left) is not None and not (figure.kind == PERCENT and left.endswith("任务"))
    if goal:
        name, start = _TARGET.sub("", left), left_start
        name = left_name(name)[0] if not is_verbs_only(name) else ""
    follows = bool(right) and "\u4e00" <= right[0] <= "\u9fff" and not _NO_RIGHT.match(right)
    if is_verbs_only(name) and len(name) >= 4 and not follows and not mark:
        pass  # 普法宣传 is a name, though every word of it is one for work
    elif is_verbs_only(name) and follows:
        if figure.kind != COUNT or not _counts_first(figure, left, right, stretch):
            return None
        name, reversed_order = right_name(right), True
        start, end = left_start + len(left) - len(left.lstrip("、，和及与以及")), figure.op_end + max(1, right.find(name) + len(name))
    elif is_verbs_only(name) and not (mark or goal):
        if not _beside(text, found, before, figure):
            return None
        name, start = beside(found[-1].name, figure.unit), found[-1].start
    if figure.kind == PERCENT and name and _CHANGE.fullmatch(name):
        if not found or found[-1].end < left_start - 2 or found[-1].actual is None:
            return None
        name, start = found[-1].name + name, found[-1].start
    wording = name + "\n" + (_UP_TO_STOP.match(right[:12]).group() if not reversed_order else left)  # type: ignore[union-attr]
    if name and not _counts(figure, name, wording, left, right, found, left_start, stretch, reversed_order):
        return None
    side_target = goal or (not mark and _is_target(figure, text, stretch))
    bare = not mark and figure.operator == "=" and not goal
    return Statement(name, start, end, figure if side_target else None, None if side_target else figure, bare)


def _is_target(figure: Figure, text: str, stretch: Stretch) -> bool:
    """Tell whether a figure without a mark of its own is a target: by its sign, else by where it stands."""
    sign = text[figure.op_start : figure.start]
    signed = figure.operator != "=" and not sign.startswith(("达", "超", "降", "高于", "多于")) and bool(sign)
    if stretch.side == "target":
        return not (figure.operator == "=" and stretch.has_actuals)
    return signed or figure.operator == "between"


def _counts_first(figure: Figure, left: str, right: str, stretch: Stretch) -> bool:
    """Tell whether a figure before its noun counts an output: 购置18辆特种车辆 does, 三个方面 does not."""
    if _abstract().match(right) or right.startswith("门") and figure.unit == "部":
        return False
    if left.endswith("等") or right.rstrip("，。、").endswith(("各", "每")):
        return False
    verb = bool(verb_pattern().search(left)) or _FOR.search(left) is not None
    if not figure.number_text[0].isdigit():
        return figure.number >= 2 and figure.unit not in _ORDINAL and bool(verb_pattern().search(left[-4:]))
    return verb


def _beside(text: str, found: list[Statement], before: Figure | None, figure: Figure) -> bool:
    """Tell whether a figure stands right beside another about the same thing: 690宗5.9万平方米."""
    return (
        bool(found)
        and before is not None
        and before in (found[-1].actual, found[-1].target)
        and text[before.op_end : figure.op_start] in ("", "、", "共", "，共", "，", "，计", "（", "约", "，约", "/")
        and figure.unit != before.unit
    )


def _counts(
    figure: Figure,
    name: str,
    wording: str,
    left: str,
    right: str,
    found: list[Statement],
    left_start: int,
    stretch: Stretch,
    reversed_order: bool,
) -> bool:
    """Tell whether a named figure is an indicator."""
    if len(name) < 2 or len(name) > 60:
        return False
    if stretch.labelled:
        return not (figure.kind == COUNT and figure.unit in _DURATION and figure.operator == "=" and not _OF_TIME.search(name))
    if _none().search(wording) or (figure.unit in ("人", "名") and (_OWN_STAFF.search(name) or _PAY.search(right[:12]))):
        return False
    if figure.kind == COUNT and figure.unit in _DURATION and not (_OF_TIME.search(name) and not reversed_order):
        return False
    spelt = not figure.number_text[:1].isdigit()
    if spelt and not reversed_order and (_UP_TO_STOP.match(right).group() or not verb_pattern().search(name)):  # type: ignore[union-attr]
        return False
    if _DUTY.search(left) and stretch.side == "actual":
        return False
    if figure.kind == PERCENT:
        return bool(_RATE.search(name)) and not _money().search(name)
    if figure.kind == PLAIN:
        return False
    if right.startswith(("为标准", "测算", "计算")) or left.startswith(("以", "按", "按照")):
        return False
    if stretch.side == "target" or stretch.attains or figure.operator != "=" and len(name) >= 4:
        return True
    chained = bool(found) and left_start <= found[-1].end + 2
    return chained or bool(verb_pattern().search(name if not reversed_order else left))


def _merge(text: str, last: Statement, new: Statement, left_start: int, figure: Figure) -> Statement | None:
    """Join two figures of a sentence that are target and actual of one indicator; null where they are not."""
    left = text[left_start : figure.op_start]
    unit_of = (last.target or last.actual)
    if unit_of is None or (unit_of.unit != figure.unit and unit_of.unit and figure.unit):
        return None
    if last.target is not None and last.actual is not None:
        return None
    marked = bool(_ACTUAL.search(left))
    same = not new.name or is_verbs_only(new.name) or new.name == last.name
    if not same:
        return None
    if new.target is not None and last.actual is not None and _TARGET.search(left):
        return replace(last, target=new.target, end=max(last.end, new.end))
    if new.actual is not None and last.target is not None:
        return replace(last, actual=new.actual, end=max(last.end, new.end))
    if marked and last.bare and last.actual is not None:
        return replace(last, target=last.actual, actual=new.actual, end=max(last.end, new.end))
    return None
