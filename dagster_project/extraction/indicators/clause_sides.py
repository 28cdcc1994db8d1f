"""Whether a figure in a sentence is a target or an actual: by a mark in its words, by its sign, by where it stands.

Here belongs the side of one figure. How two figures are the sides of one indicator belongs to indicator_sides.py, what the
section or label above says to indicator_context.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dagster_project.extraction.indicators.indicator_figures import ACTUAL_MARK, GOAL_MARK, GOAL_MARK_ENDS, Clause
from dagster_project.extraction.indicators.indicator_rates import WORK_OF_GOALS
from dagster_project.extraction.indicators.indicator_sides import Statement, is_answer, told_as_result
from dagster_project.extraction.indicators.labelled_stretches import Stretch
from dagster_project.extraction.words.figures import PERCENT, Figure
from dagster_project.extraction.words.values import value

_GOAL_AFTER = re.compile(
    r"的?(?:年度|年初|预期|计划|绩效|控制|考核|规定)*(?:目标|指标|任务|计划)(?:值|数|要求)?(?:已|均|全部|如期)*(?:完成|实现|达成|达到)?(?=[，。；、）\n]|$)"
)
_GOAL_AFTER_STARTS = frozenset("的年预计绩目指任")  # what the pattern above begins with
_TOLD_REACH = 200  # characters of a sentence in which what was done may be told
_ACTUALS_REACH = 300  # before a figure in which 实际 says that it may be a result
_TOLD = re.compile(
    r"截[至止]|(?<![到至])(?:19|20)\d{2}年底，"
)  # 截至2023年底，为12万名老人发放: done, though under goals
_SIGNS = (">", "<", "≥", "≤")  # below a class what a sign stands with is as the target has it


@value
class ClauseSide:
    """The side that a clause's figure is on, and how its words say so.

    ``figure``: the clause's, whose sign is ``=`` where its words name a goal that was reached; ``mark``: 实际 in its words;
    ``goal``: they call it a target; ``answers``: it answers the target before it (水库4座，完成4座); ``signed``: a target
    with a comparing sign.
    """

    figure: Figure
    mark: re.Match[str] | None
    goal: bool
    answers: bool
    target: bool

    @property
    def signed(self) -> bool:
        """Whether it is a target with a comparing sign."""
        return self.target and self.figure.operator in ("<=", ">=", "<", ">")


def side_of(text: str, clause: Clause, found: list[Statement], stretch: Stretch) -> ClauseSide:
    """Tell whether a clause's figure is a target or an actual. ``found``: what the sentence has stated before it."""
    figure, left = clause.figure, clause.left
    mark = ACTUAL_MARK.search(left)
    after_goal = _GOAL_AFTER.match(clause.right) if clause.right[:1] in _GOAL_AFTER_STARTS else None
    goal = bool(after_goal or (left[-1:] in GOAL_MARK_ENDS and GOAL_MARK.search(left))) and not (
        figure.kind == PERCENT and left.removesuffix("的").endswith("任务")
    )
    if after_goal and figure.high is None:
        figure = replace(figure, operator="=")
    answers = not mark and not goal and bool(found) and is_answer(clause, found[-1])
    target = goal or (not mark and not answers and (clause.planned or _is_target(clause, text, stretch)))
    return ClauseSide(figure, mark, goal, answers, target)


def _is_target(clause: Clause, text: str, stretch: Stretch) -> bool:
    """Tell whether a figure without a mark of its own is a target: by its sign, else by where it stands."""
    figure = clause.figure
    if stretch.side == "target":
        begin = max(clause.sentence, figure.op_start - _TOLD_REACH)
        told = _TOLD.search(text, begin, figure.op_start) or WORK_OF_GOALS.search(clause.left)
        if not (told and figure.operator == "="):
            low = max(stretch.start, figure.op_start - _ACTUALS_REACH)
            return not (figure.operator == "=" and stretch.has_actuals and text.find("实际", low, figure.op_start) >= 0)
    sign = text[figure.op_start : figure.start]
    if (
        stretch.side == "actual"
        and (not stretch.labelled or (stretch.attains and not sign.startswith(_SIGNS)))
        and figure.operator in (">=", ">", "<=", "<")
        and not sign.startswith(("不", "控制"))
        and told_as_result(text, clause)
    ):
        return False
    signed = figure.operator != "=" and bool(sign) and not sign.startswith(("达", "超", "降", "高于", "多于"))
    return signed or figure.operator == "between"
