"""The two sides of an indicator in a sentence: which later figure is the target or the actual of one before it.

Here belongs the statement of an indicator and how two figures are joined to one. How a single figure is read belongs to
indicator_clauses.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from dagster_project.extraction.indicators.indicator_figures import ACTUAL_MARK, Clause
from dagster_project.extraction.indicators.indicator_names import is_verbs_only
from dagster_project.extraction.words.figures import MONEY, Figure
from dagster_project.extraction.words.values import value

# 截至目前已建成
_DONE = re.compile(
    r"(?:，?截[至止](?:(?:19|20)\d{2}年|目前|现在|年底|\d{1,2}月|\d{1,2}日|底|末|份){1,4}，?)?，?"
    r"(?:已经?|共|累计|均|全部|现已|实)*(?:完成|达到|达|完工|建成|竣工|建设完成)(?:了|值)?(?:为|：)?"
)
_SENTENCE_END = re.compile(r"[。；！？\n]")
_SPEAKS_OF_GOALS = re.compile(r"实际|目标|指标|计划|预期|力争|确保|要求|应|拟|将")
_BETWEEN = frozenset({"", "、", "共", "，共", "共计", "，共计", "，", "，计", "（", "约", "，约", "/"})
_TOLD_REACH = 200
# 指标1：监测品种数， or the opening of its sentence
_NAME_ALONE = re.compile(r"(?:[：:；。\n]|\d[.、])(?P<name>[\u4e00-\u9fff（）“”、]{3,30})，$")
_NAME_REACH = 40
_LONGEST_PLAN = 12  # items of a list that a later one may answer
_ALIKE = 0.75  # of the names of a plan and of what came of it
SHORT = 4  # 实际测评94.4%: a word for how it was measured, not a name


@value
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
    shared: tuple[str, ...] = ()  # the rates whose figure it is, one statement each


def asked(found: list[Statement], goal: Statement) -> int | None:
    """Return the place of an actual whose target a later clause names by unit alone: 竞赛6场，参赛900人，超额完成年初5场的目标."""
    if goal.target is None or not goal.goal:
        return None
    for place, statement in enumerate(found):
        if statement.target is None and statement.actual is not None and statement.actual.unit == goal.target.unit:
            return place
    return None


def answered(found: list[Statement], told: Statement) -> int | None:
    """Return the place of a plan whose result a later item of the sentence tells by name: 拟购帐篷90顶、棉被60床，已购帐篷90顶、棉被50床."""
    if told.actual is None or told.target is not None or not told.name:
        return None
    for place in range(max(0, len(found) - _LONGEST_PLAN), len(found)):
        plan = found[place]
        if (
            plan.target is not None
            and plan.actual is None
            and plan.target.unit == told.actual.unit
            and SequenceMatcher(None, plan.name, told.name, autojunk=False).ratio() >= _ALIKE
        ):
            return place
    return None


def is_answer(clause: Clause, last: Statement) -> bool:
    """Tell whether a figure behind 完成 and nothing else answers the target or plan before it: 水库4座，完成4座."""
    other = last.target or last.actual
    return (
        (last.actual is None or last.target is None)
        and other is not None
        and (last.goal or last.bare)
        and clause.figure.unit == other.unit
        and _DONE.fullmatch(clause.left) is not None
    )


def merge(last: Statement, new: Statement, clause: Clause) -> Statement | None:
    """Join two figures of a sentence that are target and actual of one indicator; null where they are not."""
    one, other = last.target or last.actual, new.target or new.actual
    if one is None or other is None or (last.target is not None and last.actual is not None):
        return None
    if one.unit and other.unit and _counted_in(one) != _counted_in(other):
        return None
    marked = ACTUAL_MARK.search(clause.left) is not None or (not new.name and is_answer(clause, last))
    if (
        new.name
        and not is_verbs_only(new.name)
        and new.name not in last.name
        and not (marked and len(new.name) <= SHORT)
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


def _counted_in(figure: Figure) -> str:
    """Return what a figure counts in, without its scale and what it is per: 6.7万人 and 67412人, 9万元/所 and 10万元."""
    unit = figure.unit if figure.kind == MONEY else figure.unit.removeprefix("万")
    return unit.split("/", 1)[0]


def named_before(text: str, clause: Clause) -> tuple[str, int] | None:
    """Return the name that is a clause of its own before a target, and its place: 监测品种数，年初目标≥65种，实际68种."""
    low = max(0, clause.sentence - 1, clause.start - _NAME_REACH)
    match = _NAME_ALONE.search(text, low, clause.start)
    return None if match is None else (match.group("name"), match.start("name"))


def told_as_result(text: str, clause: Clause) -> bool:
    """Tell whether a sentence tells only what came out, so that a rate above a limit is a result: 社会满意度大于90%."""
    end = _SENTENCE_END.search(text, clause.figure.end, clause.figure.end + _TOLD_REACH)
    begin = max(clause.sentence, clause.figure.start - _TOLD_REACH)
    return not _SPEAKS_OF_GOALS.search(text, begin, end.start() if end is not None else clause.figure.end)


def is_beside(text: str, clause: Clause, found: list[Statement]) -> bool:
    """Tell whether a figure stands right beside another about the same thing: 690宗5.9万平方米."""
    before, figure = clause.before, clause.figure
    return (
        bool(found)
        and before is not None
        and before in (found[-1].actual, found[-1].target)
        and text[before.op_end : figure.op_start] in _BETWEEN
        and figure.unit != before.unit
    )
