"""Counts of the organisation's units in sentences: sections, subordinate units, courts and stations of its own.

Here belongs what makes a number of units one of the organisation's own. Counts of persons belong to staffing.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.staffing.staffing_words import OUTPOST, PART, SERVED, Cue, State, before_of, first_cue
from dagster_project.extraction.words.figures import Figure

_OF_ORGANISATION = re.compile(
    r"派出|内设|下设|下属|所属|直属|二级|供给单位|供养单位|包括|机构|编制|科室|股室|处室|纳入|列入|构成|预算单位|机关|设有|设置|组成|归口|辖|核算|汇编|入编|公益[一二]类|参照公务员|本(?:部门|单位)中"
)
_TAKESPART = re.compile(r"^参加了?(?=(?:部门)?[决预]算|$)")
_SET_UP = re.compile(r"(?:下设|下辖|派出|设有|设立|设)(?:有|了)?$")
# 下属医疗卫生单位19个: what kind of units stands between
_UNITS_BELOW = re.compile(
    r"(?:下属|所属|直属|下辖)[\u4e00-\u9fff]{2,8}(?:单位|机构)$|下[设属辖][\u4e00-\u9fff]{2,6}(?:站|所|中心|院|校)$"
)
# 其中县级医院3个、乡镇卫生院14个: the kinds of the units counted before them
_KIND_OF_UNIT = re.compile(
    r"(?:其中|包括|含|和|及)?：?[\u4e00-\u9fff]{1,12}(?:院|所|站|中心|机构|校|馆|队|公司|企业|单位|局|园|场)$"
)
# 共有9个事业单位（其中局机关为参公单位，直属单位8个）: told by itself behind what the bracket opens with
_NAMED_BELOW = re.compile(r"^(?:直属|下属|所属)(?:预算|事业|二级)?(?:单位|机构)$")
_SECTIONS_LISTED = re.compile(r"内设[^。；：\d]{4,120}$")
_OF_OTHERS = re.compile(r"审核|要求|抽[查取]|选取|督促|批复|组织(?!部|宣传|人事|[科处室])")
_RELIES_ON = re.compile(r"(?:依靠|依托|覆盖)[^。；]{0,60}$")  # 依靠全县15家卫生院、90家卫生室开展服务
PARTS_REACH = 160  # how far behind the count of all its parts are told
_UNIT_NUMBER = re.compile(r"(?:单位|机构)?(?:数量|个数)(?:为|：)?$")
_BELOW = re.compile(r"(?:下[设辖属]|所属|直属)$")
_LEAST_WORD = 4  # 内设股室, 下属单位: nothing else ends in them
_GENERIC_UNITS = {"单位", "预算单位", "企业", "独立核算单位", "基层单位", "独立编制机构", "独立核算机构"}
_OF_ANOTHER = re.compile(r"[与等在]")  # between a count and the cue behind it
_NO_UNITS = re.compile(r"项目|任务|活动|问题|指标|乡镇|村|社区")
_OWN = re.compile(r"本部门|本单位|我[局单]|预算|决算|编制|共|下[辖属设]|所属|构成")
_REACH = 6  # from a count to the cue behind it
_LOOSE = 3  # from the cue before a count to the end of its words
_BESIDE = 6
_NEAR = 8
_NOUN = 4

UnitCount = tuple[str, int, int, str]  # measure, view range, words


def bare_unit_count(text: str, figure: Figure, label: str, start: int, end: int) -> UnitCount | None:
    """Read a count of units without a counter (内设股室7), ``end`` being that of its piece; null where it is none."""
    stem, cue = before_of(label, "unit")
    closes = figure.end >= end or text[figure.end] in "，。；\n"
    if cue is None or cue.end != len(stem) or len(cue.word) < _LEAST_WORD or not closes:
        return None
    return cue.measure, start, figure.end, stem


def unit_count(
    text: str, figure: Figure, label: str, after: str, start: int, sentence: int, state: State
) -> UnitCount | None:
    """Return the measure of a count of units, the view range that states it and its words; null where they are not its own."""
    stem, before, behind = _cues(text, figure, label, after, sentence)
    if behind is None and before is None:
        return _without_cue(text, figure, label, after, start, sentence, state)
    near, told = label[-_NEAR:], after
    if before is not None and before.end == len(stem):
        near, told = "", _TAKESPART.sub("", after)
    around = text[sentence : figure.end + len(after)]
    if not (state.units or _OF_ORGANISATION.search(around)) or SERVED.search(near + told):
        return None
    if _OF_OTHERS.search(label) or "绩效" in after or _RELIES_ON.search(text, sentence, figure.start):
        return None  # 审核96个预算单位的目标: other bodies' work
    if _NO_UNITS.search(after[: behind.start if behind else _NOUN]):
        return None
    measure = _measure(stem, before, behind, after, around)
    if measure is None:
        return None
    end = figure.end + (behind.end if behind else 0)
    between = text[max(state.last_unit_end, figure.start - PARTS_REACH) : figure.start]
    named = _NAMED_BELOW.search(stem) is not None and "，" in between.rpartition("其中")[2]
    if measure == state.units and "。" not in between and PART.search(between) and not named:
        measure = "other"  # 下属单位19个，其中公益一类事业单位16个；内设机构11个，其中：行政科室5个；业务科室6个
    elif measure != "other" or state.units is None:
        state.units = measure
    state.last_count_end = end
    state.last_unit_end = end if measure != "other" else state.last_unit_end
    return measure, start, end, after[: behind.end] if behind else stem


def _cues(text: str, figure: Figure, label: str, after: str, sentence: int) -> tuple[str, Cue | None, Cue | None]:
    """Return a figure's label without fillers, and the cues before and behind the figure; null where none stands."""
    behind = first_cue(after, "unit", _REACH)
    if behind is not None and _OF_ANOTHER.search(after[: behind.start]):
        behind = None
    stem, before = before_of(label, "unit")
    if behind is not None:
        return stem, before, behind
    if before is not None and len(stem) - before.end > _LOOSE and before.word not in ("内设", "下属"):
        before = None
    if _UNITS_BELOW.search(stem):
        before = Cue(0, len(stem), stem, "subordinate_units")
    if after.startswith("机构") and _SECTIONS_LISTED.search(text, sentence, figure.start):
        behind = Cue(0, 2, "机构", "internal_sections")
    return stem, before, behind


def _without_cue(
    text: str, figure: Figure, label: str, after: str, start: int, sentence: int, state: State
) -> UnitCount | None:
    """Read a count that no cue word tells: of a kind of the units counted before, of outposts beside them, of 单位数量."""
    if _UNIT_NUMBER.fullmatch(label) and "单位" in text[sentence:start]:
        return "other", start, figure.end, label  # 单位性质为事业单位，经费管理方式全额，数量1个
    if (
        state.units
        and _KIND_OF_UNIT.fullmatch(label)
        and PART.search(text, max(sentence, state.last_unit_end), start + 2)
    ):
        return "other", start, figure.end, label
    outpost = OUTPOST.match(after.rstrip("”"))
    joined = figure.start - max(state.last_unit_end, state.last_count_end) <= _BESIDE or _SET_UP.search(label)
    if outpost is None or not joined or SERVED.search(after):
        return None
    state.last_unit_end = figure.end + outpost.end()
    return "other", start, figure.end + outpost.end(), outpost.group()


def _measure(stem: str, before: Cue | None, behind: Cue | None, after: str, around: str) -> str | None:
    """Return what a count's cues say it counts, null where they name no units of the organisation."""
    if behind is not None:
        if len(behind.word) == 1 and after[behind.end :].partition("：")[0]:
            return None
        if behind.word not in _GENERIC_UNITS:
            return behind.measure
        if before is not None and before.measure == "subordinate_units":
            return before.measure
        return behind.measure if _OWN.search(around) else None
    if before is None or len(before.word) == 1:
        return None
    if before.word in _GENERIC_UNITS and _BELOW.search(stem, 0, before.start):
        return "subordinate_units"  # 下设独立编制机构1个
    return before.measure
