"""What the figure of a clause is called: by the words left or right of it, or by the figure before it in its sentence.

Here belongs which words name it. How a name is cut out of them belongs to indicator_names.py, whether it then counts as an
indicator to indicator_filters.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dagster_project.extraction.indicators.clause_sides import ClauseSide
from dagster_project.extraction.indicators.indicator_figures import GOAL_MARK, Clause
from dagster_project.extraction.indicators.indicator_names import beside, is_verbs_only, left_name, right_name
from dagster_project.extraction.indicators.indicator_sides import SHORT, Statement, is_beside
from dagster_project.extraction.words.figures import COUNT, MONEY, PERCENT, Figure
from dagster_project.extraction.words.values import value
from dagster_project.vocabulary import words

JOINED = ("、", "和", "及", "以及", "与")
_CHANGE = re.compile(
    r"(?:与?(?:比|较)?(?:上年|去年|前一?年|往年|上年度)?(?:同期)?(?:相比)?|同比|环比)?"
    r"(?:下降|上升|增长|增加|新增|提高|提升|降低|减少|增幅|降幅)(?:了)?$"
)
_CHANGE_ENDS = frozenset("降升长加增高低少幅了\n")  # most names are no change, which their last character tells
_UNMET = re.compile(
    r"[较比与]?远?(?:未|没有|已)?(?:能)?(?:达到?|完成|高于|低于|大于|小于|优于|超额完成|超额|超过|超出|超|实现)?(?:年初|年度|原|计划|全年)?(?:确定|设定|下达|制定|规定|预定)?的?$"
    r"|(?:高于|低于|超过)[\u4e00-\u9fff]{0,8}(?:批复|下达|核定)+的?$"
)
_GOAL_OF_WORK = re.compile(r"(?:年度|绩效|总体|预期)+$")
_ANY_WORK = ("", "完成", "开展", "实施", "实现", "达到", "推进", "落实")
_SET_AS = re.compile(r"[^，；：\d]{0,24}任务[为是](?=[\u4e00-\u9fff]{2})")  # 市下达我区全年任务为播种面积5万亩
_SIZE = ("长", "全长", "总长", "长度", "总长度", "里程", "总里程", "面积", "总面积", "建筑面积")
# 一是城市低保。累计保障3万户次: what the short sentence before names is what the deed is about.
_ITEM_BEFORE = re.compile(r"(?:[一二三四五六七八九十]是|[）、.．])(?P<name>[\u4e00-\u9fff、]{3,16})(?<!情况)[。：]$")
_ITEM_REACH = 24
_REACHES = ("惠及", "受益", "带动", "覆盖")
_EACH = re.compile(r"年?[月日]?(?:人|户|亩|村|次|生)均")
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}年?度?")


@value
class ClauseName:
    """A clause's name and range; ``first``: the figure stands before its noun."""

    name: str
    start: int
    end: int
    first: bool = False


def name_of(
    text: str, clause: Clause, side: ClauseSide, found: list[Statement], *, labelled: bool
) -> ClauseName | None:
    """Return the name of a clause's figure: empty where it is another side of the one before, null where none.

    ``found``: what the sentence has stated before it; ``labelled``: under 绩效指标 or a class, where every value counts.
    """
    if (given := _given(clause, side, found)) is not None:
        return given
    end = clause.figure.op_end
    name, skip, skipped = _left(clause, side.mark)
    if _counts_members(clause):  # 986户2754人
        return ClauseName(beside(found[-1].name, "人"), found[-1].start, end) if found else None
    if found and (taken := _of_the_one_before(text, clause, name, found)) is not None:
        return taken
    own = _own(clause, side, found, (name, skip, skipped), labelled=labelled)
    if own is not None:
        return _completed(text, clause, own, found)
    if side.mark or side.signed or (clause.planned and name in _ANY_WORK and not found):
        return ClauseName("", clause.start, end)
    if is_beside(text, clause, found):
        return ClauseName(beside(found[-1].name, clause.figure.unit), found[-1].start, end)
    return None


def without_goal(left: str) -> str:
    """Return the words before a figure without those that call it a target: 任务数年度目标 → 任务数."""
    return _GOAL_OF_WORK.sub("", GOAL_MARK.sub("", left))


def _given(clause: Clause, side: ClauseSide, found: list[Statement]) -> ClauseName | None:
    """Return the name that is settled before its words are cut: shared, of a goal, of a size; null where none is."""
    figure, left = clause.figure, clause.left
    if clause.shared:
        return ClauseName(clause.shared[0], clause.start, figure.op_end)
    if side.goal:
        name, skipped = left_name(_GOAL_OF_WORK.sub("", _UNMET.sub("", GOAL_MARK.sub("", left))))
        if is_verbs_only(name):
            return ClauseName("", clause.start, figure.op_end)
        return ClauseName(name, clause.start + skipped, figure.op_end)
    if left.lstrip("，") in _SIZE and found and clause.start - found[-1].end in (0, 1):
        return ClauseName(beside(found[-1].name, figure.unit), found[-1].start, figure.op_end)  # 公路1条，长13公里
    return ClauseName("", clause.start, figure.op_end) if side.answers else None


def _left(clause: Clause, mark: re.Match[str] | None) -> tuple[str, int, int]:
    """Return the name in the words left of a figure, how far behind their start a mark (实际) ends, and where the name begins
    behind that."""
    left = clause.left
    mark = mark or _SET_AS.match(left)
    skip = mark.end() if mark else 0
    name, skipped = left_name(left[skip:])
    if mark and not is_verbs_only(subject := left_name(left[: mark.start()])[0]) and len(subject) >= 2:
        name, skip = (subject, 0) if is_verbs_only(name) else (left_name(left)[0], 0)  # 培训人数实际完成236人
        skipped = left.find(name)
    return name, skip, skipped


def _counts_members(clause: Clause) -> bool:
    """Tell whether a figure counts the people of the households right before it: 986户2754人."""
    before = clause.before
    return (
        clause.is_next
        and not clause.left
        and clause.figure.unit in ("人", "名")
        and before is not None
        and before.unit == "户"
    )


def _of_the_one_before(text: str, clause: Clause, name: str, found: list[Statement]) -> ClauseName | None:
    """Return the name of a figure that only goes on with the one before it: per head, in another place or year; else null."""
    figure, left, last = clause.figure, clause.left, found[-1]
    if figure.kind == MONEY and _EACH.fullmatch(left.lstrip("，")):
        return ClauseName(last.name + left.lstrip("，"), clause.start, figure.op_end)  # 资助3826人次，人均3000元
    alike = clause.before is not None and clause.before.unit == figure.unit and left in ("、", "和", "及", "与")
    if alike and last.end == clause.start and "分别" in text[clause.sentence : clause.start]:
        if len(found) > 2 and (change := last.name.removeprefix(found[-3].name)) != last.name:
            return ClauseName(found[-2].name + change, found[-2].start, figure.op_end)  # 逮捕、起诉分别上升3%和5%
        return ClauseName(last.name, last.start, figure.op_end)  # 分别实施项目62万亩、64万亩
    if name.startswith(("19", "20")) and _YEAR_ALONE.fullmatch(name) and not clause.noun_follows:
        return ClauseName(last.name, clause.start, figure.op_end)  # 其中2020年6.4万亩、2021年6.3万亩
    return None


def _own(
    clause: Clause, side: ClauseSide, found: list[Statement], cut: tuple[str, int, int], *, labelled: bool
) -> ClauseName | None:
    """Return the name in the figure's own words, left of it or the noun behind it; null where they name nothing.

    ``cut``: the name on its left, as ``_left`` gives it.
    """
    figure, left, mark = clause.figure, clause.left, side.mark
    name, skip, skipped = cut
    in_list = clause.counts_what_follows or (
        clause.noun_follows
        and (
            left.endswith("等")
            or (clause.is_next and left.endswith(JOINED))
            or clause.counts_on  # 覆盖7个乡镇58个村庄
            or (figure.number > 1 and left.count("、") == figure.number - 1)  # 编制旅游、水利、交通3个规划
        )
    )
    if not is_verbs_only(name) and not in_list:
        return ClauseName(name, clause.start + skip + skipped, figure.op_end)
    if clause.noun_follows and not mark:
        name = right_name(clause.right)
        lead = len(left) - len(left.lstrip("、，和及与以"))
        return ClauseName(name, clause.start + lead, figure.op_end + clause.right.find(name) + len(name), first=True)
    # 普法宣传 is a name, though all of it are words for work; and so is 改造 in 计划改造62户.
    is_deed = _is_deed(name, figure)
    says_work = len(name) >= SHORT or ((clause.planned or labelled) and name not in _ANY_WORK) or is_deed
    is_named = says_work and (not mark or (not found and is_deed))
    # 检查覆盖率达到100%，检查不少于4次
    is_other = side.signed and not mark and len(name) >= 2 and name not in _ANY_WORK and _is_other_thing(figure, found)
    return ClauseName(name, clause.start + skipped, figure.op_end) if is_named or is_other else None


def _completed(text: str, clause: Clause, named: ClauseName, found: list[Statement]) -> ClauseName | None:
    """Return a figure's own name with what the item or the figure before it says it is of; null where that is not known."""
    figure = clause.figure
    if not found and _is_deed(named.name, figure) and named.name not in _REACHES:
        item = _ITEM_BEFORE.search(text, max(0, clause.sentence - _ITEM_REACH), clause.sentence)
        if item is not None and named.name not in item.group("name"):
            named = replace(named, name=item.group("name") + named.name)
    change = named.name.replace("分别", "", 1)  # 集体访7批31人次，同比分别下降22%和18%
    if figure.kind not in (PERCENT, COUNT) or change[-1:] not in _CHANGE_ENDS or not _CHANGE.fullmatch(change):
        return named
    if not found or found[-1].end < clause.start - 2 or found[-1].actual is None:
        return named if _is_deed(named.name, figure) else None  # 全年新增936人
    whose = found[-2] if len(found) > 1 and (change != named.name or _is_changed(found)) else found[-1]
    return ClauseName(whose.name + change, whose.start, figure.op_end)


def _is_changed(found: list[Statement]) -> bool:
    """Tell whether the last statement is how the one before it changed: 火灾2起，比上年减少3起, of which 下降60% tells no more."""
    name, whole = found[-1].name, found[-2].name
    return name.startswith(whole) and _CHANGE.fullmatch(name[len(whole) :]) is not None


def _is_deed(name: str, figure: Figure) -> bool:
    """Tell whether words for work name by themselves what a count counts: 立案251件, 救助18户."""
    return figure.kind == COUNT and name in words("indicator_words", kind="deed")


def _is_other_thing(figure: Figure, found: list[Statement]) -> bool:
    """Tell whether a figure is counted in another unit than the one before it: no other side of the same thing."""
    other = (found[-1].actual or found[-1].target) if found else None
    return other is not None and bool(figure.unit) and other.unit != figure.unit
