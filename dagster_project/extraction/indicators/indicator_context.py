"""Where a sentence stands: under a target's label, among what was attained, under a class, or where no indicator is.

Here belongs what sections and headings say about the sentences below them, for indicators. Labels inside a piece of text
belong to labelled_stretches.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from dagster_project.extraction.indicators.indicator_names import any_of
from dagster_project.extraction.indicators.labelled_stretches import BUILT, Stretch, cut_at_labels
from dagster_project.extraction.layout.outline import role_of
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import Section
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.indicator_classes import IndicatorClass, class_of

_SILENT = frozenset(
    {"three_public", "procurement", "operating_cost", "staffing", "duties", "appendix", "improvement", "safeguard",
     "problem", "problem_and_improvement", "use_of_results", "target_quality"}
)  # fmt: skip
_SILENT_HERE = frozenset({"organisation", "conclusion"})
_SILENT_TITLE = re.compile(
    r"(?<!整体)预算绩效管理|国有资产|资产(?:占用|使用|情况)|机关运行|人员情况|绩效管理工作|绩效评价工作|会议费|名词|编制说明|评分|扣分"
)
# 共计救助养殖户51户: those who were helped are a result wherever they are told.
AID = re.compile(
    rf"(?:{any_of('aid')})(?!资金|经费|金|标准|政策|项目|对象|款)[\u4e00-\u9fff]{{0,16}}\d+[余多]?(?:人次?|名|户次?)"
)
SILENT_TEXT = re.compile(
    r"因公出国|公务接待|公务用车|国有资产占用|绩效评级|政府采购(?:支出|金额|货物)|车辆保有量|(?:林地|国土|土地|辖区|幅员)面积"
)
# （二）重点工作完成情况 below 职能及主要工作, 主要经验及做法 below 经验、问题和建议: the nearer heading says what is told.
_RESULTS_TITLE = re.compile(
    r"(?:(?:19|20)\d{2}年)?度?(?:重点|主要|中心)(?:重点)?工作(?:任务)?(?:完成|开展|进展|推进|落实)(?:情况|成效)?|(?:主要)?(?:经验|做法|成效)(?:[及和与、](?:经验|做法|成效))+"
)
_GOAL_TITLE = re.compile(
    r"(?<!完成的绩效)(?<!实现的绩效)(?:目标|指标)(?:值)?(?:设定|设置|申报|情况|内容)*$|(?:重点|主要|年度)工作(?:任务)?(?:计划|安排)$"
)
# 2020年受理案件4232件: a result told among the duties
_DONE_BY = re.compile(r"(?:19|20)\d{2}年[^。；\d]{0,10}(?:受理|审结|办结|完成|开展|举办|培训|新建)[^。；\d]{0,12}\d")
# 绩效目标设定情况 above goals, and no judgement on how they were set: 产出目标为渠道6公里
_OWN_GOALS = re.compile(r"(?:产出|效益|数量|质量|总体|绩效|年度)(?:目标|指标)[为：]")
# 个别指标值偏低，如应急演练目标23场，实际完成27场: told as a problem, and both sides of an indicator
_PAIR = re.compile(r"目标(?:值|数)?[为是]?\d[\d.]*[^，。；\d]{1,4}，实际")
_SATISFIED = re.compile(r"满意[度率]")
# Below 自评工作开展情况 a paragraph without one of these words tells of the work itself.
_ABOUT_JUDGING = re.compile(r"评价|自评|绩效|打分|评分|小组|问卷|座谈|核查|核实|指标|考核|报告")
# An item below a heading of goals that tells what was spent or how it was judged tells what came of them.
_SPENT = re.compile(r"(?:全年|实际|已|共)支出\d|自评(?:得)?分\d|执行率[为达]?\d")
_SHORTEST_TOLD = 40
_SHORT_GOAL_TITLE = re.compile(
    r"(?:项目|专项|资金|政策|工作|阶段性?|当年|全年|预期)(?:绩效)?目标(?:及指标)?|(?:(?:本|当|(?:19|20)\d{2})?年度?)?(?:重点|主要)?工作(?:计划|安排)"
)
_TARGET_ROLES = frozenset({"target", "work_items"})
# A plan or notice that shares out money tells what is to be done; a text that reports or judges tells what was.
_PLAN = re.compile(
    r"(?:使用|分配|安排|实施|建设)(?:计划|方案)(?:如下|。|\n)|情况公示|予以公示|公示如下|(?:安排|分配)(?:使用)?(?:情况|结果|方案)?(?:予以)?公告如下|下达给?你(?:局|单位|们|县|市|区|镇|乡)"
)
_TOLD_OF = re.compile(
    r"自评|绩效评价|绩效报告|决算|完成情况|已完成|总结|执行情况|实际(?:完成|支出|到位|执行)|执行率|支出进度"
)
_PLAN_HEAD = 400
_GOAL_LABEL = re.compile(
    r"[总年绩]?(?:年度|总体|绩效|项目|当年|本年度?|实施期|阶段性|整体|预期)*目标(?:（[^（）]{1,10}）)?"
)
_LONGEST_LABEL = 10  # of a form's next cell: what stands below it is no goal
_SECTION_MARKS = ("part", "han", "hash")
_SHORTEST = 4
_CONTENT_TITLE = re.compile(r"(?:项目|工程)?(?:主要)?(?:建设|实施)(?:内容|规模|任务)(?:[及和与](?:建设)?规模)?")


def stretches(report: Report) -> Iterator[Stretch]:
    """Return the stretches of the report's text that may state indicators, in order."""
    labelled = _below_goal_labels(report)
    told = False  # what was built is told up to the full stop, over the ends of lines
    above: IndicatorClass | None = None  # of a line that is nothing but the label of a class
    planned = _PLAN.search(report.text, 0, _PLAN_HEAD) is not None and not _TOLD_OF.search(report.text)
    for piece in report.pieces():
        base = _of_sections(report, piece)
        above = _class_above(report, piece) or (above if piece.mark is None else None)
        if base is None and _PAIR.search(report.text, piece.view_start, piece.view_end):
            yield Stretch(report.outline.after_mark(piece), piece.view_end, "actual", has_actuals=True, pairs_only=True)
        if base is None:
            told = False
            continue
        if above is not None:
            base = replace(base, labelled=True, classes=above)
        if planned or piece.start in labelled:
            base = replace(base, side="target")
        if told and piece.mark is None and base.side == "actual":
            base = replace(base, attains=True)
        cut = list(cut_at_labels(report.text, base))
        last = report.text[cut[-1].start : cut[-1].end].rstrip() if cut else ""
        told = bool(cut) and cut[-1].attains and not cut[-1].labelled and last.endswith(("；", "，", "、"))
        yield from cut


def _class_above(report: Report, piece: Piece) -> IndicatorClass | None:
    """Return the class that a line without a mark names for what stands below it: 满意度指标：."""
    words = report.text[piece.view_start : piece.view_end].strip() if piece.mark is None else ""
    return class_of(words[:-1]) if 4 <= len(words) <= _LONGEST_LABEL and words.endswith("：") else None


def _below_goal_labels(report: Report) -> set[int]:
    """Return where the pieces begin that stand below a label of goals (总体目标, a line or row of its own), up to another label."""
    found: set[int] = set()
    if "目标" not in report.text:
        return found
    below = False
    for piece in report.outline.pieces:
        words = report.outline.text(piece).strip("\t ：|")
        if piece.kind != "text":
            cells = [cell for cell in words.split("\t") if cell]
            below = len(cells) == 1 and "目标" in words and _GOAL_LABEL.fullmatch(cells[0]) is not None
        elif "目标" in words and _GOAL_LABEL.fullmatch(words):
            below = True
        elif below and (len(words) <= _LONGEST_LABEL or (piece.mark is not None and piece.mark.kind in _SECTION_MARKS)):
            below = False
        elif below:
            found.add(piece.start)
    return found


def _of_sections(report: Report, piece: Piece) -> Stretch | None:
    """Return what the sections around a piece say, null where they hold no indicators."""
    outline = report.outline
    is_title = bool(outline.title(piece))
    if is_title and piece.view_end - piece.body_start < _SHORTEST and _is_item(piece):
        is_title = False  # 1.新建公厕15个。: an item that is one short clause reads like a heading
    start = piece.body_start if is_title else outline.after_mark(piece)
    if piece.view_end - start < _SHORTEST:
        return None
    chain = outline.ancestors(piece.section_no)
    titles = tuple((section.title, section.role) for section in chain)
    if piece.mark is not None and not outline.title(piece) and piece.mark.kind in ("part", "han"):
        words = report.text[start : start + 14]
        titles = ((words, role_of(words)),)
    around = _said_by(titles)
    if around is None and titles[0][1] == "target_quality" and _OWN_GOALS.search(report.text, start, piece.view_end):
        around = _said_by(tuple((title, "target" if role == "target_quality" else role) for title, role in titles))
    if around is None and titles[0][1] == "duties" and _DONE_BY.search(report.text, start, piece.view_end):
        around = _said_by(tuple(title for title in titles if title[1] != "duties"))
    if around is None:
        return None
    nearest, about_work, classes = around
    # What a project's own paragraph says counts even below a heading about the evaluation's work.
    aid_only = about_work and not _has_own_subject(report, piece, chain)
    if aid_only and nearest == "organisation" and piece.view_end - piece.body_start >= _SHORTEST_TOLD:
        aid_only = _ABOUT_JUDGING.search(report.text, piece.body_start, piece.view_end) is not None
    if aid_only and not (
        nearest in _SILENT_HERE
        and (AID.search(report.text, start, piece.view_end) or _SATISFIED.search(report.text, start, piece.view_end))
    ):
        return None
    text = report.text[start : piece.view_end]
    title = titles[0][0] if titles else ""
    may_name_content = "内容" in title or "规模" in title or "任务" in title
    of_plan = may_name_content and _CONTENT_TITLE.fullmatch(title) is not None and not BUILT.search(text)
    of_goals = nearest in _TARGET_ROLES and not (_is_item(piece) and "目标" not in text and _SPENT.search(text))
    return Stretch(
        start,
        piece.view_end,
        "target" if of_goals or of_plan else "actual",
        labelled=classes is not None,
        attains=nearest == "attainment",
        has_actuals="实际" in text,
        classes=classes,
        heading=outline.title(piece) if piece.mark is not None and is_title else "",
        aid_only=aid_only,
    )


@lru_cache(maxsize=4096)
def _said_by(titles: tuple[tuple[str, str | None], ...]) -> tuple[str | None, bool, IndicatorClass | None] | None:
    """Return what headings with their roles, innermost first, say of the text below them, null where it holds no indicators.

    The role of the nearest that has one, whether they speak of the evaluation's own work, and the class that they name.
    Many pieces stand below the same headings, and reports share theirs.
    """
    told = next((place for place, (title, _) in enumerate(titles) if _RESULTS_TITLE.fullmatch(title)), len(titles))
    if any(role in _SILENT for _, role in titles[: told + 1]):
        return None
    nearest = next(
        (
            "target" if _GOAL_TITLE.search(title) else role
            for title, role in titles
            if role or _SHORT_GOAL_TITLE.fullmatch(title)
        ),
        None,
    )
    about_work = nearest in _SILENT_HERE or any(_SILENT_TITLE.search(title) for title, _ in titles)
    return nearest, about_work, next((found for title, _ in titles if (found := class_of(title)) is not None), None)


def _is_item(piece: Piece) -> bool:
    return piece.mark is not None and piece.mark.kind not in ("part", "han", "hash")


def _has_own_subject(report: Report, piece: Piece, chain: list[Section]) -> bool:
    """Tell whether a piece speaks of a project that the heading of its section does not speak of already."""
    view = report.outline.view
    subject = report.subject_at(
        view.starts[report.outline.after_mark(piece)]
    )  # behind 3.: where the item's name begins
    heading = next((section for section in chain if section.heading_start < piece.start), None)
    return subject is not None and (heading is None or report.subject_at(heading.heading_start) != subject)
