"""Indicators in sentences: which figures state one, and whether a figure is its target or its actual.

Here belongs the grammar of a sentence with figures. The name is cut out in indicator_names.py, what is no output at all
stands in indicator_filters.py; where a sentence stands (its label, its section) is decided in indicator_context.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dagster_project.extraction.figures import COUNT, MONEY, PERCENT, PLAIN, Figure
from dagster_project.extraction.indicator_context import SILENT_TEXT, Stretch
from dagster_project.extraction.indicator_figures import ACTUAL_MARK, FROM, GOAL_MARK, RAISED, Clause, clauses_of
from dagster_project.extraction.indicator_filters import counts, counts_first
from dagster_project.extraction.indicator_names import (
    any_of,
    beside,
    is_verbs_only,
    left_name,
    names_sharing,
    of_what,
    right_name,
)
from dagster_project.extraction.report import Report

_WHOLE = re.compile(r"[^。\n]+")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_CHANGE = re.compile(
    r"(?:与?(?:比|较)?(?:上年|去年|前一?年|往年|上年度)?(?:同期)?(?:相比)?|同比|环比)?"
    r"(?:下降|上升|增长|增加|提高|提升|降低|减少|增幅|降幅)(?:了)?$"
)
_BARE_RATE = re.compile(any_of("bare_rate"))
_GOAL_AFTER = re.compile(
    r"的?(?:年度|年初|预期|计划|绩效)*(?:目标|指标|任务|计划)(?:值|数|要求)?(?:已|均|全部|如期)*(?:完成|实现|达成|达到)?(?=[，。；、）\n]|$)"
)
_UNMET = re.compile(
    r"[较比与]?(?:未|没有|已)?(?:能)?(?:达到?|完成|高于|低于|超额完成|超额|超过|超出|超|实现)?(?:年初|年度|原|计划|全年)?(?:确定|设定|下达|制定|规定|预定)?的?$"
)
_YEAR = re.compile(r"(?<![较比与同])((?:19|20)\d{2})年")
_BETWEEN = frozenset({"", "、", "共", "，共", "，", "，计", "（", "约", "，约", "/"})
_JOINED = ("、", "和", "及", "以及", "与")
_ANY_WORK = ("", "完成", "开展", "实施", "实现", "达到", "推进", "落实")
_LONGEST_HEADING = 20
_SIZE = ("长", "全长", "总长", "长度", "总长度", "里程", "总里程", "面积", "总面积", "建筑面积")
_DONE = re.compile(r"，?(?:已|均|全部|现已|共|实)*(?:完成|达到|达)(?:了|值)?(?:为|：)?")
_SHORT = 4  # 实际测评94.4%: a word for how it was measured, not a name


@dataclass(frozen=True, slots=True)
class Statement:
    """An indicator as a sentence states it: its name, its sides, and the view range that carries it.

    ``bare``: its figure has neither sign nor mark, so that a marked one after it makes it the target. ``goal``: its
    words say that it is the target. ``first``: it stands before its noun, as those after it in its list will. ``year``: the
    one that its own words name.
    """

    name: str
    start: int
    end: int
    target: Figure | None
    actual: Figure | None
    bare: bool = False
    first: bool = False
    year: int | None = None
    goal: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """A clause's name and range; ``first``: the figure stands before its noun."""

    name: str
    start: int
    end: int
    first: bool = False


def statements(report: Report, stretch: Stretch) -> Iterator[Statement]:
    """Return the indicators that the sentences of a stretch of text state, in order."""
    text = report.text
    for whole in _WHOLE.finditer(text, stretch.start, stretch.end):
        if not report.figures.between(*whole.span(), COUNT, PERCENT, MONEY, PLAIN) or SILENT_TEXT.search(
            text, whole.start(), whole.end()
        ):
            continue
        for sentence in _SENTENCE.finditer(text, whole.start(), whole.end()):
            found: list[Statement] = []
            for clause in clauses_of(report, sentence.start(), sentence.end()):
                statement = _statement(text, clause, found, stretch)
                if statement is None:
                    continue
                merged = _merge(found[-1], statement, clause) if found else None
                if merged is not None:
                    found[-1] = merged
                elif statement.name:
                    found.append(statement)
                elif not found and 2 <= len(stretch.heading) <= _LONGEST_HEADING:
                    found.append(replace(statement, name=stretch.heading))
                elif (place := _asked(found, statement)) is not None:
                    found[place] = replace(found[place], target=statement.target)
            for one in found:
                figure = one.target or one.actual
                shared = names_sharing(one.name, text[one.start : figure.op_start]) if figure is not None else []
                yield from (replace(one, name=name) for name in shared or [one.name])


def _statement(text: str, clause: Clause, found: list[Statement], stretch: Stretch) -> Statement | None:
    """Read one figure with its words; null where it states no indicator."""
    figure = clause.figure
    if FROM.search(clause.left) and RAISED.match(clause.right):
        return None
    if figure.kind == MONEY and not (stretch.classes or (stretch.side == "target" and figure.operator in (">=", "<="))):
        return None
    mark = ACTUAL_MARK.search(clause.left)
    after_goal = _GOAL_AFTER.match(clause.right)
    goal = bool(after_goal or GOAL_MARK.search(clause.left)) and not (
        figure.kind == PERCENT and clause.left.endswith("任务")
    )
    if after_goal and figure.high is None:
        figure = replace(figure, operator="=")
    answers = not mark and not goal and bool(found) and _answers(clause, found[-1])
    target = goal or (not mark and not answers and (clause.planned or _is_target(figure, text, stretch)))
    signed = figure.operator in ("<=", ">=", "<", ">") and target
    named = _name(text, clause, mark, goal, answers, signed, found)
    chained = bool(found) and clause.start <= found[-1].end + 2
    goal_beside = found[-1].target if found and not target and not mark and _is_beside(text, clause, found) else None
    if goal_beside is not None and clause.before is goal_beside:
        target, figure = True, replace(figure, operator=goal_beside.operator)  # 不低于552户1186人
    listed = chained and (found[-1].first or clause.counts_on)
    if named is None or (named.first and not counts_first(figure, clause.left, clause.right, listed=listed)):
        return None
    if named.name and not counts(
        figure, named.name, clause.left, clause.right, stretch, first=named.first, chained=chained, goal=goal
    ):
        return None
    name = named.name
    if chained and figure.kind == PERCENT and _BARE_RATE.fullmatch(name):
        name = of_what(name, found[-1].name)
    bare = not mark and figure.operator in ("=", ">=", "<=") and not goal
    wanted, reached = (figure, None) if target else (None, figure)
    year = _YEAR.search(clause.left)
    named_year = int(year.group(1)) if year else None
    return Statement(name, named.start, named.end, wanted, reached, bare, named.first, named_year, goal)


def _name(
    text: str,
    clause: Clause,
    mark: re.Match[str] | None,
    goal: bool,
    answers: bool,
    signed: bool,
    found: list[Statement],
) -> _Named | None:
    """Return the name of a clause's figure: empty where it is another side of the one before, null where none."""
    figure, left = clause.figure, clause.left
    if goal:
        name, skipped = left_name(_UNMET.sub("", GOAL_MARK.sub("", left)))
        if is_verbs_only(name):
            return _Named("", clause.start, figure.op_end)
        return _Named(name, clause.start + skipped, figure.op_end)
    if left.lstrip("，") in _SIZE and found and clause.start - found[-1].end in (0, 1):
        return _Named(beside(found[-1].name, figure.unit), found[-1].start, figure.op_end)  # 公路1条，长13公里
    if answers:
        return _Named("", clause.start, figure.op_end)
    skip = mark.end() if mark else 0
    name, skipped = left_name(left[skip:])
    if mark and not is_verbs_only(subject := left_name(left[: mark.start()])[0]) and len(subject) >= 2:
        name, skip = (subject, 0) if is_verbs_only(name) else (left_name(left)[0], 0)  # 培训人数实际完成236人
        skipped = left.find(name)
    if clause.is_next and not left and figure.unit == "人" and clause.before is not None and clause.before.unit == "户":
        return _Named(beside(found[-1].name, "人"), found[-1].start, figure.op_end) if found else None  # 986户2754人
    in_list = clause.counts_what_follows or (
        clause.noun_follows
        and (
            left.endswith("等")
            or (clause.is_next and left.endswith(_JOINED))
            or clause.counts_on  # 覆盖7个乡镇58个村庄
        )
    )
    if not is_verbs_only(name) and not in_list:
        named = _Named(name, clause.start + skip + skipped, figure.op_end)
    elif clause.noun_follows and not mark:
        name = right_name(clause.right)
        lead = len(left) - len(left.lstrip("、，和及与以"))
        return _Named(name, clause.start + lead, figure.op_end + clause.right.find(name) + len(name), first=True)
    elif (len(name) >= _SHORT or (clause.planned and name not in _ANY_WORK)) and not mark:
        # 普法宣传 is a name, though all of it are words for work; and so is 改造 in 计划改造62户.
        named = _Named(name, clause.start + skipped, figure.op_end)
    elif mark or signed:
        return _Named("", clause.start, figure.op_end)
    elif _is_beside(text, clause, found):
        return _Named(beside(found[-1].name, figure.unit), found[-1].start, figure.op_end)
    else:
        return None
    if figure.kind == PERCENT and _CHANGE.fullmatch(named.name):
        if not found or found[-1].end < clause.start - 2 or found[-1].actual is None:
            return None
        return _Named(found[-1].name + named.name, found[-1].start, figure.op_end)
    return named


def _asked(found: list[Statement], goal: Statement) -> int | None:
    """Return the place of an actual whose target a later clause names by unit alone: 竞赛6场，参赛900人，超额完成年初5场的目标."""
    if goal.target is None or not goal.goal:
        return None
    for place, statement in enumerate(found):
        if statement.target is None and statement.actual is not None and statement.actual.unit == goal.target.unit:
            return place
    return None


def _answers(clause: Clause, last: Statement) -> bool:
    """Tell whether a figure behind 完成 and nothing else answers the target or plan before it: 水库4座，完成4座."""
    other = last.target or last.actual
    return (
        (last.actual is None or last.target is None)
        and other is not None
        and (last.goal or last.bare)
        and clause.figure.unit == other.unit
        and _DONE.fullmatch(clause.left) is not None
    )


def _is_target(figure: Figure, text: str, stretch: Stretch) -> bool:
    """Tell whether a figure without a mark of its own is a target: by its sign, else by where it stands."""
    if stretch.side == "target":
        return not (figure.operator == "=" and stretch.has_actuals)
    sign = text[figure.op_start : figure.start]
    signed = figure.operator != "=" and bool(sign) and not sign.startswith(("达", "超", "降", "高于", "多于"))
    return signed or figure.operator == "between"


def _is_beside(text: str, clause: Clause, found: list[Statement]) -> bool:
    """Tell whether a figure stands right beside another about the same thing: 690宗5.9万平方米."""
    before, figure = clause.before, clause.figure
    return (
        bool(found)
        and before is not None
        and before in (found[-1].actual, found[-1].target)
        and text[before.op_end : figure.op_start] in _BETWEEN
        and figure.unit != before.unit
    )


def _merge(last: Statement, new: Statement, clause: Clause) -> Statement | None:
    """Join two figures of a sentence that are target and actual of one indicator; null where they are not."""
    one, other = last.target or last.actual, new.target or new.actual
    if one is None or other is None or (last.target is not None and last.actual is not None):
        return None
    if one.unit and other.unit and one.unit != other.unit:
        return None
    marked = ACTUAL_MARK.search(clause.left) is not None or (not new.name and _answers(clause, last))
    if (
        new.name
        and not is_verbs_only(new.name)
        and new.name not in last.name
        and not (marked and len(new.name) <= _SHORT)
    ):
        return None
    end = max(last.end, new.end)
    if new.target is not None and last.actual is not None:
        return replace(last, target=new.target, end=end)
    if new.goal and last.bare and last.target is not None:
        return replace(last, target=new.target, actual=last.target, end=end)
    if new.actual is not None and last.target is not None:
        return replace(last, actual=new.actual, end=end)
    if marked and last.bare and last.actual is not None:
        return replace(last, target=last.actual, actual=new.actual, end=end)
    return None
