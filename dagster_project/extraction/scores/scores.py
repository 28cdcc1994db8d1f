"""Stated evaluation results: a score, a grade, or both together, for the department, a project or all projects.

Here belongs what makes figure and word a result of the whole and whose it is. Parts of a score, full marks and
thresholds are none; bands and how many projects fall into them belong to score_bands.py.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from dagster_project.extraction.header.report_types import report_type
from dagster_project.extraction.layout.tables import Table
from dagster_project.extraction.records import Score
from dagster_project.extraction.report import Report
from dagster_project.extraction.scores.score_bands import band_ranges
from dagster_project.extraction.scores.score_lists import listed_scores
from dagster_project.extraction.scores.score_tables import Found, scores_of_table
from dagster_project.extraction.words.figures import PLAIN, POINTS, Figure
from dagster_project.extraction.words.grades import grade_codes, grade_pattern
from dagster_project.extraction.words.stops import behind_last

_BEFORE = re.compile(
    r"(?P<cue>(?:自我?评价?|评价|评审|综合|考核|考评|最终|最后|平均|总体|整体|汇总|复核|合计|指标|项目|绩效|支出|单位|部门|实际|加权|共|本次)?"
    r"(?:自评总?分|总得分|得总分|总评分|自评分|得分|评分|打分|平均分|综合分|评价分|总分|评定分|分数|分值合计|自评|评价结果|自评结果|共得|得)(?:结果|情况|合计|值)?)"
    r"(?:约?为|仅为?|只有|是|均[为在]|均达到?|均|达到|达|在|合计|共计|：|得分|取得|分别为|\t|合计为|定为|在)?[：“\"]?$"
)
_CUE_WORD = re.compile("分|得|自评|结果")  # each cue holds one of these
_PART = re.compile(
    r"(?:决策|过程|产出|效益|效果|满意度|管理|投入|执行|执行率|数量|质量|时效|成本|履职|可持续|影响|合规|资金|设定|加|扣|每项|单项|一级|二级|三级|该项|此项|本项|该?指标|分项|部分|方面|目标|"
    r"配置|编制|监督|完成率|制度|[BA]\d?|率|性)(?:类)?(?:指标)?(?:的)?(?:自评|评价|综合|实际|测评)?$"
)
_FULL_MARK = re.compile(r"(?:满分|总分值?|分值|权重|标准分|基准分|分制|目标分|百分制)(?:为|是|共|：|共计|合计)?$")
_OF_FULL_MARK = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,12})（?\d{1,2}(?:\.\d+)?分）?[，：]?$")
_SUMMED = re.compile(r"[，；](?:合计|共计|总计)(?:得分)?(?:为)?$")
_POINTS_BEFORE = re.compile(r"得分?\d[\d.]*分")
_SCORE_TITLE = re.compile(r"(?:绩效)?(?:自评|评价|综合|最终)*(?:得分|评分|总分)(?:情况|结果)?")
_PART_OF_SUM = re.compile(r"，(?:综合|自评|合计|总|最终|评价)+(?:得分|评分|分)")
_OF_THOSE = re.compile(r"的(?:预算|支出|专项|部门)?(?:项目|单位|部门|政策|指标|资金)")
_LIST_REACH = 14
_OF_ITEM = re.compile(r"(?:满分|分值|权重)(?:为|是)?\d{1,2}(?:\.\d+)?分?[，、；](?:实际|自评)?$")
_WHOLE = re.compile(r"满分|总分|总值|合计|百分")
_GRADE_AFTER_SCORE = (
    r"[，、；。（]?(?:[^，。；\n“\d]{0,16}?(?:等级|等次|评级|档次|级别|结果|结论|评价|评定|自评|考核|绩效)[^，。；\n“\d]{0,6}?)?"
    r"(?:评定|确定|评|认定)?(?:为|是|：|属于?|达到|定为|(?=“)|(?<=等级)|(?<=等次)|(?<=级别))"
)
_TAIL = (
    r"(?![\u4e00-\u9fff、/]|[”\"’](?:、|和|的\d|的?项目|级别?的?\d)|[”\"’]?[（(]\d)"
    r"|(?=[”\"’]?(?:等级|等次|级|档次|档|水平)?(?:[，。；）\n、]|$)(?!、[“\"]?[优良中差合一较不]))"
)
_SUBJECT = re.compile(
    r"(?P<department>部门整体|单位整体|整体支出|整体绩效|部门支出|部门绩效|部门综合|[我本]部门(?!项目)|年度整体|整体自评|整体评价|部门自评|单位自评|[我本](?:单位|局|委|院|校|镇|乡|中心|办|会)(?:自评|综合|整体|绩效|总|得))"
    r"|(?P<project>本项目|该项目|此项目|项目支出|各项目|所有项目|预算项目|项目绩效|绩效项目|\d个项目|项目)"
)
# 我局项目支出综合得分92分 behind the last of the projects told: the body's, not that one's
_OF_BODY = re.compile(
    r"(?:[我本该](?:局|单位|部门|委|院|校|镇|乡|中心|办|会|街道)|部门|单位)(?:\d{4}年度?)?的?(?:整体|项目支出|预算项目|所有项目|全部项目|各个?项目)|整体支出"
)
# 预算完成率97%，得4.8分; 满分3分，得3分: what an indicator got
_PARTS_BESIDE = re.compile(
    r"满分[为是]?\d{1,2}分|[率度性量]\D{0,6}[\d.]*%?，?(?:自评)?得\d|[扣得][\d.]{1,5}分[^。\n]{0,80}得\d"
)
_FUND = re.compile(r"(?:[该本]|专项|补助|奖补|补贴|扶持|发展|转移支付|债券)资金$")
_HIGHEST_PART = 50
_PARTS_REACH = 160
_ANOTHER = re.compile(r"得[分为]{0,2}\d[\d.]*分")
_OF_WHOLE = re.compile(r"分?[，；、（]?(?:其中|包括)")
_HONOUR = re.compile(r"被|获|荣|年度考核|目标(?:管理|责任)?考核|党建|领导班子|个人|干部考核|公务员|民主测评|验收")
_CONCLUSION = re.compile(r"(?:自评|评价|绩效|总体|综合|绩效自评|绩效评价)*(?:结论|结果|情况综述|总结)(?:说明)?：?")
_CONCLUSION_ENDS = frozenset("论果述结明：")  # with what such a label ends
_ONE = re.compile(r"[本该]项目(?!组)")
_SHORTEST_SENTENCE = 8
_NAME_END = 6
_REACH = 30
_SUBJECT_REACH = 120
_CLAUSE_REACH = 24


@lru_cache(maxsize=1)
def _grade_stated() -> re.Pattern[str]:
    return re.compile(
        r"(?<!定性)(?:(?:等级|等次|评级|档次|级别)(?:评定|确定|认定|结果)?|(?:评价|自评|考核|评定|综合|绩效|总体|评审|考评|认定)(?:结果|结论|等级|评价|情况)?(?:等级|等次)?|结果|结论|等级)"
        rf"(?:均|都|全部|分别)?(?:评定|确定|认定|评|定|判定)?(?:均|都)?(?:[为是]?：|为|是|属于?|达到|达|定为|(?=[“\"]))了?{grade_pattern()}(?:{_TAIL})"
    )


@lru_cache(maxsize=1)
def _grade_led() -> re.Pattern[str]:
    """What must stand in a piece that states a grade: a grade word led by the last character of ``_grade_stated``'s verbs."""
    return re.compile(rf"[为是：属于到达定了“\"]{grade_pattern()}")


@lru_cache(maxsize=1)
def _grade_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{_GRADE_AFTER_SCORE}|[（，])(?:绩效)?{grade_pattern()}(?:{_TAIL})")


def find_scores(report: Report) -> Iterator[Score]:
    """Yield the evaluation results that a report states, in sentences and then in tables."""
    kind = report.once(report_type)
    bands = report.once(band_ranges)
    for piece in report.outline.pieces:
        if piece.kind == "text":
            listed = listed_scores(report, piece.view_start, piece.view_end)
            for found, ordinal in listed:
                yield _record(report, found, kind, ordinal=ordinal)
            passed = sorted([*bands, *((found.start, found.end) for found, _ in listed)]) if listed else bands
            for found in _in_piece(report, piece.view_start, piece.view_end, passed):
                if not (listed and found.score is None):  # the grade of a list is each score's
                    yield _record(report, found, kind)
    for table in report.tables:
        for found in scores_of_table(report, table):
            yield _record(report, found, kind, table)
        for start, end in _sentences(report, table):
            for found in _in_piece(report, start, end, bands):
                yield _record(report, found, kind, table)


def _sentences(report: Report, table: Table) -> Iterator[tuple[int, int]]:
    """Yield the view ranges of the cells beside a label of conclusions (评价结论) that hold a sentence."""
    for row in table.rows:
        led = False
        for cell in row:
            if led and len(cell.text) >= _SHORTEST_SENTENCE:
                yield report.cell_range(cell)
            led = led or (cell.text[-1:] in _CONCLUSION_ENDS and _CONCLUSION.fullmatch(cell.text) is not None)


def _in_piece(report: Report, start: int, end: int, bands: list[tuple[int, int]]) -> Iterator[Found]:
    text = report.text
    grades: list[re.Match[str]] = []
    if _grade_led().search(text, start, end):
        grades = [m for m in _grade_stated().finditer(text, start, end) if not _inside(m.start("grade"), bands)]
    taken: set[int] = set()
    words = text[start:end]
    is_scored = _CUE_WORD.search(words) is not None
    whole: Found | None = None  # the score before, of which 其中 may tell the parts
    for figure in report.figures.between(start, end, POINTS, PLAIN) if is_scored else ():
        cue = _cue(report, figure, start)
        if cue is None or _inside(figure.start, bands):
            continue
        if whole is not None and _is_part(text, whole, figure):
            continue
        found = Found(
            cue, max(figure.end, figure.op_end), figure.start, figure.end, figure.number, _operator(figure), None
        )
        whole = found
        after = _grade_after().match(text, found.end, end)
        if after:
            found.grade, found.end = grade_codes()[after.group("grade")], after.end()
            taken |= {i for i, m in enumerate(grades) if after.start() <= m.end() and m.start("grade") < after.end()}
        else:
            near = [
                (abs(m.start() - found.end) if m.start() >= found.end else abs(found.start - m.end()), i)
                for i, m in enumerate(grades)
                if i not in taken and _same_statement(text, found, m)
            ]
            if near:
                index = min(near)[1]
                taken.add(index)
                match = grades[index]
                found.grade = grade_codes()[match.group("grade")]
                found.start, found.end = min(found.start, match.start()), max(found.end, match.end())
        yield found
    for index, match in enumerate(grades):
        if index not in taken and not _HONOUR.search(
            text, _clause_start(text, match.start(), start), match.start("grade")
        ):
            yield Found(
                _clause_start(text, match.start(), start), match.end(), match.start("grade"), match.end("grade"),
                None, None, grade_codes()[match.group("grade")],
            )  # fmt: skip


def _is_part(text: str, whole: Found, figure: Figure) -> bool:
    """Tell whether a score is a part of the one before it in its sentence: 自评得分98分，其中预算执行得分9分，整体绩效得分88分."""
    between = text[whole.value_end : figure.start]
    return (
        len(between) <= _PARTS_REACH
        and _OF_WHOLE.match(between) is not None
        and "。" not in between
        and whole.score is not None
        and figure.number < whole.score
    )


def _inside(place: int, ranges: list[tuple[int, int]]) -> bool:
    index = bisect_right(ranges, (place, sys.maxsize)) - 1
    return index >= 0 and place < ranges[index][1]


def _cue(report: Report, figure: Figure, start: int) -> int | None:
    """Return where the words begin that make a figure a score, null where it is none."""
    text = report.text
    if not 0 <= figure.number <= 150 or figure.high is not None or (figure.kind == PLAIN and figure.unit):
        return None
    at = min(figure.start, figure.op_start)
    low = max(start, at - _REACH)
    window = text[low:at]
    if at > start and not _CUE_WORD.search(window):
        return None
    match = _BEFORE.search(window)
    if figure.operator != "=" and _OF_THOSE.match(text, max(figure.end, figure.op_end)):
        return None  # 对得分低于80分的项目压减预算
    if match is None:
        summed = _SUMMED.search(window) if figure.kind == POINTS else None
        if summed is not None and _POINTS_BEFORE.search(window, 0, summed.start()):
            return low + summed.start()  # 投入得分14分，效果得分22分，合计92分
        if figure.kind == POINTS and at == start and _SCORE_TITLE.fullmatch(_heading_above(report, figure)):
            return at  # （三）自评得分⏎96分，等级“优”
        return None
    if figure.kind == PLAIN and (
        match.group("cue").endswith(("自评", "结果", "得"))
        or text[figure.end : figure.end + 1] not in "，。；\n）、(（"
    ):
        return None
    before = window[: match.start("cue")]
    if _FULL_MARK.search(window) and not re.search(r"自评总分|总得分|得总分", match.group("cue")):
        if match.group("cue").endswith("总分") and figure.number != 100:
            pass
        else:
            return None
    part = _PART.search(before) and not re.search(r"等(?:指标|方面)?$|各项?指标$|绩效$|项目$|总体目标$", before)
    part = part and not (figure.number > _HIGHEST_PART and _FUND.search(before))  # 该专项资金综合得分84分
    # 救助资金自评得分96分: 资金 ends a project's own name.
    if part and not any(before.endswith(project.project_name[-_NAME_END:]) for project in report.projects):
        return None
    if _PART_OF_SUM.match(text, figure.end) and before[-_LIST_REACH:].count("、"):
        return None  # 决策得分20分、管理得分24分、项目绩效得分50分，综合得分94分
    if (
        match.group("cue") == "得"
        and figure.number <= _HIGHEST_PART
        and _PARTS_BESIDE.search(text, behind_last(text, "。\n", max(0, at - _SUBJECT_REACH), at), figure.end)
    ):
        return None
    if _OF_ITEM.search(before):
        return None  # 目标合理性满分3分，得3分
    if figure.number <= _HIGHEST_PART and before.endswith("（") and text.startswith("）", figure.end):
        return None  # 投入只增不减。（自评得分5分）: what the criterion got that the text before is about
    full = (
        None
        if "总" in match.group("cue") or match.group("cue").startswith(("综合", "合计"))
        else _OF_FULL_MARK.search(before)
    )
    if full is not None and not _WHOLE.search(full.group("what")) and not full.group("what").endswith("得分"):
        return None  # 产出50分得48.5分: a part beside its own full mark
    if re.search(r"(?:每|各项|最高|不超过|扣|得[0-9]*分的?，|扣分?[0-9.]+分，)$", before) or text[
        figure.end : figure.end + 2
    ] in (
        "制，",
        "制的",
    ):
        return None
    return low + match.start("cue")


def _heading_above(report: Report, figure: Figure) -> str:
    """Return the title of the innermost heading above a figure."""
    return _heading(report, report.span(figure.start, figure.end)[0])


def _operator(figure: Figure) -> str:
    return ">=" if figure.operator == ">=" and figure.op_end > figure.end else "="


def _same_statement(text: str, found: Found, grade: re.Match[str]) -> bool:
    """A grade belongs to a score of the same sentence where no other clause stands between them."""
    between = text[found.end : grade.start()] if grade.start() >= found.end else text[grade.end() : found.start]
    if grade.start() >= found.end and _OF_WHOLE.match(between):
        return len(between) <= _PARTS_REACH and "。" not in between  # 自评得分95分，其中：投入…，评定等级为优秀
    return (
        len(between) <= 24
        and between.count("，") <= 2
        and not _ANOTHER.search(between)  # 甲项目得97分，乙项目得86分、等级“良”
        and not any(word in between for word in ("。", "；", "\n", "项目", "部门", "单位"))
    )


def _clause_start(text: str, at: int, low: int) -> int:
    return behind_last(text, "，。；：、\n", max(low, at - _CLAUSE_REACH), at)


def _record(
    report: Report, found: Found, kind: str | None, table: Table | None = None, ordinal: int | None = None
) -> Score:
    char_start, char_end = report.span(found.start, found.end)
    value_start, value_end = report.span(found.value_start, found.value_end)
    scope, ordinal = ("project", ordinal) if ordinal else _scope(report, found, kind, value_start, table)
    return Score(
        char_start=char_start, char_end=char_end, value_start=value_start, value_end=value_end, project_ordinal=ordinal,
        scope=scope, score=found.score, score_operator=found.operator, grade=found.grade,
    )  # fmt: skip


def _scope(report: Report, found: Found, kind: str | None, offset: int, table: Table | None) -> tuple[str, int | None]:
    """Tell whose result it is: by the project's own text, the nearest subject words before it, the report's kind."""
    ordinal = report.subject_at(offset)
    told_of_all = table is None and len(report.projects) > 1 and _of_body(report.text, found)
    if ordinal is not None and not told_of_all:
        return "project", ordinal
    only = report.projects[0].ordinal if len(report.projects) == 1 else None
    if table is not None:
        caption = "".join(report.outline.text(piece) for piece in table.caption)
        if re.search(r"整体", caption) or kind == "department_self_evaluation":
            return "department", None
        return ("project", only) if only is not None else ("projects_overall", None)
    back = max(0, found.start - _SUBJECT_REACH)
    low = max(back - 1, *(report.text.rfind(c, back, found.start) for c in "。；\n")) + 1
    words = report.text[low : found.value_end]
    if "平均" in words[found.start - low :]:
        return "projects_overall", None
    if "均" in words[-12:] and len(report.projects) > 1:
        return "projects_overall", None  # 自评得分均在85分以上: of each of them
    subjects = list(_SUBJECT.finditer(words))
    if subjects:
        last = subjects[-1]
        if last.lastgroup == "department":
            return "department", None
        if any(m.lastgroup == "department" and last.start() - m.end() < 4 for m in subjects[:-1]):
            return "department", None
        if last.group() in ("本项目", "该项目", "此项目"):
            return "project", only
        if only is not None and kind == "project_self_evaluation":
            return "project", only
        return report.once(_of_unnamed), None
    if kind in ("project_self_evaluation", "performance_evaluation"):
        return ("project", only) if only is not None else (report.once(_of_unnamed), None)
    piece_title = _heading(report, offset)
    if "项目" in piece_title and "整体" not in piece_title:
        return "projects_overall", None
    return "department", None


def _of_body(text: str, found: Found) -> bool:
    """Tell whether the clause of a result says that it is the body's, or that of all its projects."""
    low = behind_last(text, "。；\n", max(0, found.start - _SUBJECT_REACH), found.start)
    return _OF_BODY.search(text, low, found.value_end) is not None


def _of_unnamed(report: Report) -> str:
    """Return whose result a project's is where no project is named: of the one that the text calls 本项目, else of all."""
    return "project" if not report.projects and _ONE.search(report.text) is not None else "projects_overall"


def _heading(report: Report, offset: int) -> str:
    titles = [s.title for s in report.outline.sections if s.char_start <= offset < s.char_end]
    return titles[-1] if titles else ""
