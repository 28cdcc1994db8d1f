"""Indicators in sentences: which figures state one.

Here belongs the way through a sentence with figures. What a figure is called belongs to clause_names.py, on which side it is
to clause_sides.py, what is no output at all to indicator_filters.py, how two figures are the sides of one indicator to
indicator_sides.py; where a sentence stands (its label, its section) to indicator_context.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dagster_project.extraction.indicators.clause_names import JOINED, ClauseName, name_of, without_goal
from dagster_project.extraction.indicators.clause_sides import ClauseSide, side_of
from dagster_project.extraction.indicators.counted_nouns import counts_first
from dagster_project.extraction.indicators.indicator_context import AID, SILENT_TEXT
from dagster_project.extraction.indicators.indicator_figures import FROM, RAISED, Clause, clauses_of
from dagster_project.extraction.indicators.indicator_filters import counts
from dagster_project.extraction.indicators.indicator_names import any_of, left_name, of_what
from dagster_project.extraction.indicators.indicator_shares import OF_TASK, TASK_OF, of_all
from dagster_project.extraction.indicators.indicator_sides import (
    Statement,
    answered,
    asked,
    is_beside,
    merge,
    named_before,
)
from dagster_project.extraction.indicators.labelled_stretches import Stretch
from dagster_project.extraction.indicators.named_figures import NamedFigure
from dagster_project.extraction.indicators.survey_counts import is_aside
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import COUNT, MONEY, PERCENT, PLAIN, Figure

_WHOLE = re.compile(r"[^。\n]+")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_ITEM = re.compile(r"\d{1,2}[.、](?!\d)")
_BARE_RATE = re.compile(any_of("bare_rate"))
_AT_LEAST = re.compile(r"(?:至少|最少)(?P<deed>[\u4e00-\u9fff]{2,12})$")
# 12个专项规划完成11个: the plan before the noun, what came of it behind
_OF_PLANNED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,14}?)(?:已|全部|实际|累计)*(?:完成|建成|完工)(?:了)?$")
_YEAR = re.compile(r"(?<![较比与同])((?:19|20)\d{2})年")
_LONGEST_HEADING = 20
_CLASS = re.compile(r"指标(?:情况)?$")  # a class names no indicator
_WITHIN_BUDGET = re.compile(r"(?:不超过|不高于|控制在)(?:年初|年度|项目)?预算(?:数|金额|资金)?$")
_BUDGETED = re.compile(r"(?:预算(?:安排|数|下达)?|(?:安排|下达|到位)资金|资金(?:安排|下达|到位))$")
_PER_HEAD = re.compile(
    r"(?:(?P<ge>不低于|不少于|达到?|高于|≥)|(?P<le>不超过|不高于|≤))?(?:每(?:人|户|月|年|亩|村|天|次|名|个|床|生|学期|学年)){1,2}$"
)
# 全年共新建泵站3座；渠道防渗6公里: what leads a list of all that was done, whatever its units
_IN_ALL = re.compile(r"(?:全年共|[年月日]共|累计|共计|总计)[^。\n]*；$")
_LIST_REACH = 80
# 接报后8分钟内到场: within what time something is done
_WITHIN = re.compile(r"(?:以|之)?内(?P<deed>[\u4e00-\u9fff]{2,12})?(?=[，。；、）\n]|$)")
_SPANS = frozenset({"秒", "分钟", "小时", "个小时", "工作日", "个工作日", "天", "日"})
# 占地面积2000平方米, 年产量3万斤: what a thing built is like, told behind it
_YIELD = re.compile(r"(?:占地|建筑|种植|养殖)面积|(?:年|总)?产量")
_PEOPLE = ("户", "人", "名")


def statements(report: Report, stretch: Stretch) -> Iterator[Statement]:
    """Return the indicators that the sentences of a stretch of text state, in order."""
    text = report.text
    # Sums of money alone are an indicator only under a class or as a target.
    kinds = (COUNT, PERCENT, PLAIN, MONEY) if stretch.classes or stretch.side == "target" else (COUNT, PERCENT, PLAIN)
    if not report.figures.between(stretch.start, stretch.end, *kinds):
        return
    for whole in _WHOLE.finditer(text, stretch.start, stretch.end):
        if not report.figures.between(*whole.span(), *kinds) or SILENT_TEXT.search(text, whole.start(), whole.end()):
            continue
        found: list[Statement] = []
        for sentence in _SENTENCE.finditer(text, whole.start(), whole.end()):
            carried = _last_count(found) if text[sentence.start() - 1] == "；" else None
            found = []
            if not report.figures.between(*sentence.span(), *kinds):
                continue
            number = _ITEM.match(text, *sentence.span())  # 1.清淤山塘12座；2.疏浚渠道7公里
            for clause in clauses_of(report, number.end() if number else sentence.start(), sentence.end()):
                statement = _statement(text, clause, found, stretch, carried)
                if statement is not None:
                    _take(text, clause, statement, found, stretch)
            for one in found:
                yield from (replace(one, name=name, shared=()) for name in one.shared) if one.shared else (one,)


def _take(text: str, clause: Clause, statement: Statement, found: list[Statement], stretch: Stretch) -> None:
    """Take a statement to those of its sentence: as a side of one before it, as one by itself, or not at all."""
    merged = merge(found[-1], statement, clause) if found else None
    if merged is not None:
        found[-1] = merged
    elif (planned := answered(found, statement)) is not None:
        found[planned] = replace(found[planned], actual=statement.actual, end=statement.end)
    elif statement.name:
        found.append(statement)
    elif not found and stretch.labelled and (named := named_before(text, clause)) is not None:
        found.append(replace(statement, name=named[0], start=named[1]))
    elif not found and 2 <= len(stretch.heading) <= _LONGEST_HEADING and not _CLASS.search(stretch.heading):
        found.append(replace(statement, name=stretch.heading))
    elif (place := asked(found, statement)) is not None:
        found[place] = replace(found[place], target=statement.target)


def _statement(
    text: str, clause: Clause, found: list[Statement], stretch: Stretch, carried: Statement | None
) -> Statement | None:
    """Read one figure with its words, ``carried`` the one before the semicolon; null where it states no indicator."""
    if ("由" in clause.left or "从" in clause.left) and FROM.search(clause.left) and RAISED.match(clause.right):
        return None
    clause = _with_rate_per_head(clause, stretch)
    limit = _WITHIN_BUDGET.search(clause.left) if clause.figure.kind == MONEY and stretch.classes else None
    if limit is not None:
        return _within_budget(clause, limit)
    if _is_no_output(text, clause, stretch):
        return None
    if (
        stretch.side == "target"
        and clause.figure.unit in _SPANS
        and (spanned := _within_time(text, clause)) is not None
    ):
        return spanned
    if clause.figure.kind == COUNT and found and clause.right == "的" and TASK_OF.search(clause.left):
        asked_for = replace(clause.figure, operator="=")
        return Statement("", clause.start, clause.figure.op_end, asked_for, None, goal=True)
    clause = _with_least(clause)
    whole = of_all(text, clause, found, stretch) or (_of_planned(clause) if not found else None)
    if whole is not None:
        return whole
    side = side_of(text, clause, found, stretch)
    if (
        stretch.classes
        and clause.figure.kind == PERCENT
        and not (found or clause.left)
        and stretch.heading.endswith("完成情况")
    ):
        return Statement("", clause.start, clause.figure.op_end, None, side.figure)  # 1.产出指标完成情况：100%
    return _named_statement(text, clause, side, found, stretch, carried)


def _named_statement(
    text: str, clause: Clause, side: ClauseSide, found: list[Statement], stretch: Stretch, carried: Statement | None
) -> Statement | None:
    """Read a figure whose side is known; null where its words name no indicator."""
    figure, target, goal = side.figure, side.target, side.goal
    named = name_of(text, clause, side, found, labelled=stretch.labelled)
    chained = _is_chained(text, clause, found, carried, named)
    is_same_goal = found and figure.operator == "=" and not (side.mark or goal) and is_beside(text, clause, found)
    goal_beside = found[-1].target if is_same_goal else None
    if goal_beside is not None and clause.before is goal_beside and goal_beside.high is None:
        target, figure = True, replace(figure, operator=goal_beside.operator)  # 不低于552户1186人
    if named is None or (named.first and not _counts_first(clause, figure, found, stretch, target, chained)):
        return None
    if figure.kind == MONEY and not target and _BUDGETED.search(named.name):
        return None  # 年初预算安排300万元 under a class: the money of the work, not its output
    seen = "" if clause.shared else without_goal(clause.left) if goal else clause.left
    if named.name and not counts(
        NamedFigure(figure, named.name, seen, clause.right, stretch, named.first, chained, goal)
    ):
        return None
    name = named.name
    if name == "节约" and found and figure.kind == MONEY:
        return None  # 成本控制在35万元以内，实际支出33万元，节约2万元: what the two differ by
    if stretch.aid_only and not (_is_aid(text, clause, carried) or name.endswith("满意度")):
        return None
    if found and chained and figure.kind == PERCENT and _BARE_RATE.fullmatch(name):
        work = next((one.name for one in reversed(found) if not OF_TASK.search(one.name)), None)
        name = of_what(name, work) if work is not None else name
    bare = not side.mark and figure.operator in ("=", ">=", "<=") and not goal
    wanted, reached = (figure, None) if target else (None, figure)
    year = _YEAR.search(clause.left) if "年" in clause.left else None
    named_year = int(year.group(1)) if year else None
    return Statement(name, named.start, named.end, wanted, reached, bare, named.first, named_year, goal, clause.shared)


def _with_rate_per_head(clause: Clause, stretch: Stretch) -> Clause:
    """Take the base of a rate that stands between sign and sum out of a clause's words: 供养标准不低于每人每月728元."""
    figure = clause.figure
    rate = _PER_HEAD.search(clause.left) if figure.kind == MONEY and stretch.labelled else None
    if rate is None:
        return clause
    sign = "<=" if rate["le"] else ">=" if rate["ge"] else figure.operator
    figure = replace(figure, operator=sign, op_start=figure.op_start - len(rate.group()))
    return replace(clause, figure=figure, left=clause.left[: rate.start()])


def _with_least(clause: Clause) -> Clause:
    """Read the sign that stands before the deed: 每年至少组织培训2次."""
    figure = clause.figure
    least = _AT_LEAST.search(clause.left) if figure.operator == "=" and figure.kind == COUNT else None
    if least is None:
        return clause
    figure = replace(figure, operator=">=", op_start=clause.start + least.start())
    return replace(clause, figure=figure, left=clause.left[: least.start()] + least["deed"], planned=True)


def _of_planned(clause: Clause) -> Statement | None:
    """Read a plan whose result stands behind its noun: 12个专项规划完成11个."""
    plan, figure = clause.before, clause.figure
    if plan is None or not clause.is_next or figure.kind != COUNT or plan.unit != figure.unit:
        return None
    told = _OF_PLANNED.fullmatch(clause.left)
    return Statement(told["name"], plan.op_start, figure.op_end, plan, figure) if told is not None else None


def _within_budget(clause: Clause, limit: re.Match[str]) -> Statement | None:
    """Read a sum that its budget limits, under a class of costs: 租机费用不超过预算900万元."""
    figure = clause.figure
    figure = replace(figure, operator="<=", op_start=figure.op_start - len(limit.group()))
    name, skipped = left_name(clause.left[: limit.start()])
    return Statement(name, clause.start + skipped, figure.op_end, figure, None, goal=True) if name else None


def _within_time(text: str, clause: Clause) -> Statement | None:
    """Read the time in which something is to be done, named by what stands around it: 接报后8分钟内到场."""
    figure = clause.figure
    within = _WITHIN.match(text, figure.end)
    if within is None or figure.operator not in ("=", "<="):
        return None
    left, skipped = left_name(clause.left)
    name = left + (within["deed"] or "")
    figure = replace(figure, operator="<=", op_end=within.end())
    return Statement(name, clause.start + skipped, within.end(), figure, None, goal=True) if len(name) > 1 else None


def _is_no_output(text: str, clause: Clause, stretch: Stretch) -> bool:
    """Tell whether a figure can state no indicator, whatever it is called."""
    figure = clause.figure
    if figure.kind == MONEY:
        return not (stretch.classes or (stretch.side == "target" and figure.operator in (">=", "<=")))
    if figure.unit in ("项", "个") and clause.left.endswith("绩效目标"):
        return True  # 批复绩效目标281项: how many there are
    return figure.kind == COUNT and (is_aside(text, clause) or clause.right.startswith("千分点"))


def _is_chained(
    text: str, clause: Clause, found: list[Statement], carried: Statement | None, named: ClauseName | None
) -> bool:
    """Tell whether a figure goes on right behind an indicator, or tells what a thing built is like."""
    if not found:
        return _goes_on(text, clause, carried)
    last = found[-1]
    is_yield = last.actual is not None and not last.goal and named is not None and _YIELD.fullmatch(named.name)
    return clause.start <= last.end + 2 or bool(is_yield)


def _counts_first(
    clause: Clause, figure: Figure, found: list[Statement], stretch: Stretch, target: bool, chained: bool
) -> bool:
    """Tell whether a figure that stands before its noun counts an output."""
    if stretch.labelled and target and figure.unit in _PEOPLE:
        return True  # 效益目标为带动…，东坡村3户脱贫户增收
    opens = not found and not clause.left and stretch.side == "target" and clause.start == stretch.start
    listed = opens or (bool(found) and chained and (found[-1].first or clause.counts_on or clause.counts_alone))
    before = "" if clause.is_next and clause.left.endswith(JOINED) and not listed else clause.left
    return counts_first(figure, before, clause.right, listed=listed)


def _last_count(found: list[Statement]) -> Statement | None:
    """Return the last result that is a count: how far a task was met stands behind what a list goes on from."""
    return next((one for one in reversed(found) if one.actual is not None and one.actual.kind == COUNT), None)


def _goes_on(text: str, clause: Clause, carried: Statement | None) -> bool:
    """Tell whether a sentence goes on with the list before its semicolon: 救助小学生140人；初中生96人."""
    before = carried.actual if carried is not None else None
    if before is None or not clause.is_entry:
        return False
    return (
        before.unit == clause.figure.unit
        or _IN_ALL.search(text[max(0, clause.sentence - _LIST_REACH) : clause.sentence]) is not None
    )


def _is_aid(text: str, clause: Clause, carried: Statement | None) -> bool:
    """Tell whether a count is one of those who were helped, or goes on with a list of them."""
    helped = AID.search(text, clause.start, clause.figure.end)
    return clause.figure.kind == COUNT and (helped is not None or _goes_on(text, clause, carried))
