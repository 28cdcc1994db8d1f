"""Indicators in sentences: which figures state one, and whether a figure is its target or its actual.

Here belongs the grammar of a sentence with figures. The name is cut out in indicator_names.py, what is no output at all
stands in indicator_filters.py, how two figures are the sides of one indicator in indicator_sides.py; where a sentence
stands (its label, its section) is decided in indicator_context.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dagster_project.extraction.indicators.indicator_context import AID, SILENT_TEXT, Stretch
from dagster_project.extraction.indicators.indicator_figures import (
    ACTUAL_MARK,
    FROM,
    GOAL_MARK,
    GOAL_MARK_ENDS,
    RAISED,
    Clause,
    clauses_of,
)
from dagster_project.extraction.indicators.indicator_filters import WORK_OF_GOALS, counts, counts_first, is_aside
from dagster_project.extraction.indicators.indicator_names import (
    any_of,
    beside,
    is_verbs_only,
    left_name,
    of_what,
    right_name,
)
from dagster_project.extraction.indicators.indicator_shares import OF_TASK, TASK_OF, of_all
from dagster_project.extraction.indicators.indicator_sides import (
    Statement,
    asked,
    is_answer,
    is_beside,
    merge,
    named_before,
    told_as_result,
)
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import COUNT, MONEY, PERCENT, PLAIN, Figure
from dagster_project.extraction.words.values import value
from dagster_project.vocabulary import words

_WHOLE = re.compile(r"[^。\n]+")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_CHANGE = re.compile(
    r"(?:与?(?:比|较)?(?:上年|去年|前一?年|往年|上年度)?(?:同期)?(?:相比)?|同比|环比)?"
    r"(?:下降|上升|增长|增加|新增|提高|提升|降低|减少|增幅|降幅)(?:了)?$"
)
_CHANGE_ENDS = frozenset("降升长加增高低少幅了\n")  # most names are no change, which their last character tells
_BARE_RATE = re.compile(any_of("bare_rate"))
_GOAL_AFTER = re.compile(
    r"的?(?:年度|年初|预期|计划|绩效)*(?:目标|指标|任务|计划)(?:值|数|要求)?(?:已|均|全部|如期)*(?:完成|实现|达成|达到)?(?=[，。；、）\n]|$)"
)
_GOAL_AFTER_STARTS = frozenset("的年预计绩目指任")  # what the pattern above begins with
_UNMET = re.compile(
    r"[较比与]?(?:未|没有|已)?(?:能)?(?:达到?|完成|高于|低于|超额完成|超额|超过|超出|超|实现)?(?:年初|年度|原|计划|全年)?(?:确定|设定|下达|制定|规定|预定)?的?$"
    r"|(?:高于|低于|超过)[\u4e00-\u9fff]{0,8}(?:批复|下达|核定)+的?$"
)
_YEAR = re.compile(r"(?<![较比与同])((?:19|20)\d{2})年")
_JOINED = ("、", "和", "及", "以及", "与")
_ANY_WORK = ("", "完成", "开展", "实施", "实现", "达到", "推进", "落实")
_LONGEST_HEADING = 20
_CLASS = re.compile(r"指标(?:情况)?$")  # a class names no indicator
_SIZE = ("长", "全长", "总长", "长度", "总长度", "里程", "总里程", "面积", "总面积", "建筑面积")
# 一是城市低保。累计保障3万户次: what the short sentence before names is what the deed is about.
_ITEM_BEFORE = re.compile(r"(?:[一二三四五六七八九十]是|[）、.．])(?P<name>[\u4e00-\u9fff、]{3,16})(?<!情况)[。：]$")
_ITEM_REACH = 24
_WITHIN_BUDGET = re.compile(r"(?:不超过|不高于|控制在)(?:年初|年度|项目)?预算(?:数|金额|资金)?$")
_TOLD_REACH = 200  # characters of a sentence in which what was done may be told
_TOLD = re.compile(
    r"截[至止]|(?<![到至])(?:19|20)\d{2}年底，"
)  # 截至2023年底，为12万名老人发放: done, though under goals
_GOAL_OF_WORK = re.compile(r"(?:年度|绩效|总体|预期)+$")
_BUDGETED = re.compile(r"(?:预算(?:安排|数|下达)?|(?:安排|下达|到位)资金|资金(?:安排|下达|到位))$")
_PER_HEAD = re.compile(
    r"(?:(?P<ge>不低于|不少于|达到?|高于|≥)|(?P<le>不超过|不高于|≤))?(?:每(?:人|户|月|年|亩|村|天|次|名|个|床|生|学期|学年)){1,2}$"
)
_REACHES = ("惠及", "受益", "带动", "覆盖")
_EACH = re.compile(r"年?[月日]?(?:人|户|亩|村|次|生)均")
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}年?度?")
# 全年共新建泵站3座；渠道防渗6公里: what leads a list of all that was done, whatever its units
_IN_ALL = re.compile(r"(?:全年共|[年月日]共|累计|共计|总计)[^。\n]*；$")
_LIST_REACH = 80
# 占地面积2000平方米, 年产量3万斤: what a thing built is like, told behind it
_YIELD = re.compile(r"(?:占地|建筑|种植|养殖)面积|(?:年|总)?产量")
_PEOPLE = ("户", "人", "名")
_SIGNS = (">", "<", "≥", "≤")  # below a class what a sign stands with is as the target has it
_SHORT = 4  # 实际测评94.4%: a word for how it was measured, not a name


@value
class _Named:
    """A clause's name and range; ``first``: the figure stands before its noun."""

    name: str
    start: int
    end: int
    first: bool = False


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
            for clause in clauses_of(report, sentence.start(), sentence.end()):
                statement = _statement(text, clause, found, stretch, carried)
                if statement is None:
                    continue
                merged = merge(found[-1], statement, clause) if found else None
                if merged is not None:
                    found[-1] = merged
                elif statement.name:
                    found.append(statement)
                elif not found and stretch.labelled and (named := named_before(text, clause)) is not None:
                    found.append(replace(statement, name=named[0], start=named[1]))
                elif not found and 2 <= len(stretch.heading) <= _LONGEST_HEADING and not _CLASS.search(stretch.heading):
                    found.append(replace(statement, name=stretch.heading))
                elif (place := asked(found, statement)) is not None:
                    found[place] = replace(found[place], target=statement.target)
            for one in found:
                yield from (replace(one, name=name, shared=()) for name in one.shared) if one.shared else (one,)


def _statement(
    text: str, clause: Clause, found: list[Statement], stretch: Stretch, carried: Statement | None
) -> Statement | None:
    """Read one figure with its words, ``carried`` the one before the semicolon; null where it states no indicator."""
    figure = clause.figure
    if ("由" in clause.left or "从" in clause.left) and FROM.search(clause.left) and RAISED.match(clause.right):
        return None
    rate = _PER_HEAD.search(clause.left) if figure.kind == MONEY and stretch.labelled else None
    if rate is not None:  # 供养标准不低于每人每月728元: the rate's base stands between sign and sum
        sign = "<=" if rate["le"] else ">=" if rate["ge"] else figure.operator
        figure = replace(figure, operator=sign, op_start=figure.op_start - len(rate.group()))
        clause = replace(clause, figure=figure, left=clause.left[: rate.start()])
    limit = _WITHIN_BUDGET.search(clause.left) if figure.kind == MONEY and stretch.classes else None
    if limit is not None:  # 租机费用不超过预算900万元 under a class of costs
        figure = replace(figure, operator="<=", op_start=figure.op_start - len(limit.group()))
        name, skipped = left_name(clause.left[: limit.start()])
        return Statement(name, clause.start + skipped, figure.op_end, figure, None, goal=True) if name else None
    if figure.kind == MONEY and not (stretch.classes or (stretch.side == "target" and figure.operator in (">=", "<="))):
        return None
    if figure.unit in ("项", "个") and clause.left.endswith("绩效目标"):
        return None  # 批复绩效目标281项: how many there are
    if figure.kind == COUNT and (is_aside(text, clause) or clause.right.startswith("千分点")):
        return None
    if figure.kind == COUNT and found and clause.right == "的" and TASK_OF.search(clause.left):
        return Statement("", clause.start, figure.op_end, replace(figure, operator="="), None, goal=True)
    whole = of_all(text, clause, found, stretch)
    if whole is not None:
        return whole
    mark = ACTUAL_MARK.search(clause.left)
    after_goal = _GOAL_AFTER.match(clause.right) if clause.right[:1] in _GOAL_AFTER_STARTS else None
    goal = bool(after_goal or (clause.left[-1:] in GOAL_MARK_ENDS and GOAL_MARK.search(clause.left))) and not (
        figure.kind == PERCENT and clause.left.removesuffix("的").endswith("任务")
    )
    if after_goal and figure.high is None:
        figure = replace(figure, operator="=")
    answers = not mark and not goal and bool(found) and is_answer(clause, found[-1])
    target = goal or (not mark and not answers and (clause.planned or _is_target(clause, text, stretch)))
    signed = figure.operator in ("<=", ">=", "<", ">") and target
    if (
        stretch.classes
        and figure.kind == PERCENT
        and not (found or clause.left)
        and stretch.heading.endswith("完成情况")
    ):
        return Statement("", clause.start, figure.op_end, None, figure)  # 1.产出指标完成情况：100%
    named = _name(text, clause, mark, goal, answers, signed, stretch.labelled, found)
    chained = clause.start <= found[-1].end + 2 if found else _goes_on(text, clause, carried)
    if (
        found
        and found[-1].actual is not None
        and not found[-1].goal
        and named is not None
        and _YIELD.fullmatch(named.name)
    ):
        chained = True
    goal_beside = found[-1].target if found and not target and not mark and is_beside(text, clause, found) else None
    if goal_beside is not None and clause.before is goal_beside:
        target, figure = True, replace(figure, operator=goal_beside.operator)  # 不低于552户1186人
    opens = not found and not clause.left and stretch.side == "target" and clause.start == stretch.start
    listed = opens or (bool(found) and chained and (found[-1].first or clause.counts_on or clause.counts_alone))
    before = "" if clause.is_next and clause.left.endswith(_JOINED) and not listed else clause.left
    of_whom = stretch.labelled and target and figure.unit in _PEOPLE  # 效益目标为带动…，东坡村3户脱贫户增收
    if named is None or (named.first and not of_whom and not counts_first(figure, before, clause.right, listed=listed)):
        return None
    if figure.kind == MONEY and not target and _BUDGETED.search(named.name):
        return None  # 年初预算安排300万元 under a class: the money of the work, not its output
    seen = "" if clause.shared else _GOAL_OF_WORK.sub("", GOAL_MARK.sub("", clause.left)) if goal else clause.left
    if named.name and not counts(
        figure, named.name, seen, clause.right, stretch, first=named.first, chained=chained, goal=goal
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
    bare = not mark and figure.operator in ("=", ">=", "<=") and not goal
    wanted, reached = (figure, None) if target else (None, figure)
    year = _YEAR.search(clause.left) if "年" in clause.left else None
    named_year = int(year.group(1)) if year else None
    return Statement(name, named.start, named.end, wanted, reached, bare, named.first, named_year, goal, clause.shared)


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


def _name(
    text: str,
    clause: Clause,
    mark: re.Match[str] | None,
    goal: bool,
    answers: bool,
    signed: bool,
    labelled: bool,
    found: list[Statement],
) -> _Named | None:
    """Return the name of a clause's figure: empty where it is another side of the one before, null where none."""
    figure, left = clause.figure, clause.left
    if clause.shared:
        return _Named(clause.shared[0], clause.start, figure.op_end)
    if goal:
        name, skipped = left_name(_GOAL_OF_WORK.sub("", _UNMET.sub("", GOAL_MARK.sub("", left))))
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
    if figure.kind == MONEY and found and _EACH.fullmatch(left.lstrip("，")):
        return _Named(found[-1].name + left.lstrip("，"), clause.start, figure.op_end)  # 资助3826人次，人均3000元
    alike = clause.before is not None and clause.before.unit == figure.unit and left in ("、", "和", "及", "与")
    if alike and found and found[-1].end == clause.start and "分别" in text[clause.sentence : clause.start]:
        return _Named(found[-1].name, found[-1].start, figure.op_end)  # 分别实施项目62万亩、64万亩
    if found and name.startswith(("19", "20")) and _YEAR_ALONE.fullmatch(name) and not clause.noun_follows:
        return _Named(found[-1].name, clause.start, figure.op_end)  # 其中2020年6.4万亩、2021年6.3万亩
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
    elif (
        len(name) >= _SHORT or ((clause.planned or labelled) and name not in _ANY_WORK) or _is_deed(name, figure)
    ) and (not mark or (not found and _is_deed(name, figure))):
        # 普法宣传 is a name, though all of it are words for work; and so is 改造 in 计划改造62户.
        named = _Named(name, clause.start + skipped, figure.op_end)
    elif signed and not mark and len(name) >= 2 and name not in _ANY_WORK and _is_other_thing(figure, found):
        named = _Named(name, clause.start + skipped, figure.op_end)  # 检查覆盖率达到100%，检查不少于4次
    elif mark or signed or (clause.planned and name in _ANY_WORK and not found):
        return _Named("", clause.start, figure.op_end)
    elif is_beside(text, clause, found):
        return _Named(beside(found[-1].name, figure.unit), found[-1].start, figure.op_end)
    else:
        return None
    if _is_deed(named.name, figure) and named.name not in _REACHES and not found:
        item = _ITEM_BEFORE.search(text, max(0, clause.sentence - _ITEM_REACH), clause.sentence)
        if item is not None and named.name not in item.group("name"):
            named = replace(named, name=item.group("name") + named.name)
    change = named.name.replace("分别", "", 1)  # 集体访5批28人次，同比分别下降28%和36%
    if figure.kind in (PERCENT, COUNT) and change[-1:] in _CHANGE_ENDS and _CHANGE.fullmatch(change):
        if not found or found[-1].end < clause.start - 2 or found[-1].actual is None:
            return named if _is_deed(named.name, figure) else None  # 全年新增936人
        whose = found[-2] if change != named.name and len(found) > 1 else found[-1]
        return _Named(whose.name + change, whose.start, figure.op_end)
    return named


def _is_deed(name: str, figure: Figure) -> bool:
    """Tell whether words for work name by themselves what a count counts: 立案251件, 救助18户."""
    return figure.kind == COUNT and name in words("indicator_words", kind="deed")


def _is_other_thing(figure: Figure, found: list[Statement]) -> bool:
    """Tell whether a figure is counted in another unit than the one before it: no other side of the same thing."""
    other = (found[-1].actual or found[-1].target) if found else None
    return other is not None and bool(figure.unit) and other.unit != figure.unit


def _is_target(clause: Clause, text: str, stretch: Stretch) -> bool:
    """Tell whether a figure without a mark of its own is a target: by its sign, else by where it stands."""
    figure = clause.figure
    if stretch.side == "target":
        begin = max(clause.sentence, figure.op_start - _TOLD_REACH)
        told = _TOLD.search(text, begin, figure.op_start) or WORK_OF_GOALS.search(clause.left)
        if not (told and figure.operator == "="):
            return not (figure.operator == "=" and stretch.has_actuals)
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
