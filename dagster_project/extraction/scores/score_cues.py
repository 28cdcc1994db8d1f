"""Which figure of a sentence is a score: the words before it, and what makes it a part, a full mark or a threshold instead.

Here belongs telling the score of the whole from other figures with points. The grade beside it belongs to scores.py, whose
it is to score_subjects.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import PLAIN, POINTS, Figure
from dagster_project.extraction.words.stops import behind_last
from dagster_project.extraction.words.values import value

CUE_WORD = re.compile("分|得|自评|结果")  # each cue holds one of these
_BEFORE = re.compile(
    r"(?P<cue>(?:自我?评价?|评价|评审|综合|考核|考评|最终|最后|平均|总体|整体|汇总|复核|合计|指标|项目|绩效|支出|单位|部门|实际|加权|共|本次)?"
    r"(?:自评总?分|总得分|得总分|总评分|自评分|得分|评分|打分|平均分|综合分|评价分|总分|评定分|分数|分值合计|自评|评价结果|自评结果|共得|得)(?:结果|情况|合计|值)?)"
    r"(?:约?为|仅为?|只有|是|均[为在]|均达到?|均|达到|达|在|合计|共计|：|得分|取得|分别为|\t|合计为|定为|在)?[：“\"]?$"
)
_PART = re.compile(
    r"(?:决策|过程|产出|效益|效果|满意度|管理|投入|执行|执行率|数量|质量|时效|成本|履职|可持续|影响|合规|资金|设定|加|扣|每项|单项|一级|二级|三级|该项|此项|本项|该?指标|分项|部分|方面|目标|"
    r"配置|编制|监督|完成率|制度|[BA]\d?|率|性)(?:类)?(?:指标)?(?:的)?(?:自评|评价|综合|实际|测评)?$"
)
_FULL_MARK = re.compile(r"(?:满分|总分值?|分值|权重|标准分|基准分|分制|目标分|百分制)(?:为|是|共|：|共计|合计)?$")
_OF_FULL_MARK = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,12})（?\d{1,2}(?:\.\d+)?分）?[，：]?$")
# 投入8分、过程33分，合计94分
_PARTS_BEFORE = re.compile(r"\d[\d.]*分[、，][\u4e00-\u9fff]{2,12}\d[\d.]*分$")
# 5个项目自评得分均在90分以上，平均93分
_AVERAGED = re.compile(r"(?:得分|评分|自评)[^。；\n]{0,16}分(?:以上)?，(?:项目)?平均(?:为)?$")
_SUMMED = re.compile(r"[，；](?:合计|共计|总计)(?:得分)?(?:为)?$")
_POINTS_BEFORE = re.compile(r"得分?\d[\d.]*分")
_SCORE_TITLE = re.compile(r"(?:绩效)?(?:自评|评价|综合|最终)*(?:得分|评分|总分)(?:情况|结果)?")
_PART_OF_SUM = re.compile(r"，(?:综合|自评|合计|总|最终|评价)+(?:得分|评分|分)")
_OF_THOSE = re.compile(r"的[^，。；\n]{0,16}?(?:项目|单位|部门|政策|指标|资金)")
_LIST_REACH = 14
_OF_ITEM = re.compile(r"(?:满分|分值|权重)(?:为|是)?\d{1,2}(?:\.\d+)?分?[，、；](?:实际|自评)?$")
_WHOLE = re.compile(r"满分|总分|总值|合计|百分")
# 预算完成率97%，得4.8分; 满分3分，得3分: what an indicator got
_PARTS_BESIDE = re.compile(
    r"满分[为是]?\d{1,2}分|[率度性量]\D{0,6}[\d.]*%?，?(?:自评)?得\d|(?:目标|实际|完成)[^。；\n]{0,24}%，(?:自评)?得\d|[扣得][\d.]{1,5}分[^。\n]{0,80}得\d"
)
_HIGHEST_PART = 50
_NAME_END = 6
_REACH = 30
_TOTAL_CUE = re.compile(r"自评总分|总得分|得总分")
_OF_ALL_PARTS = re.compile(r"等(?:指标|方面)?$|各项?指标$|绩效$|项目$|总体目标$")
_LIMIT = re.compile(r"(?:每|各项|最高|不超过|扣|得[0-9]*分的?，|扣分?[0-9.]+分，)$")
_SCALE = ("制，", "制的")  # 100分制
_LINE_REACH = 120
_HIGHEST = 150
_FULL = 100


@value
class _Worded:
    """A figure behind words that may make it a score: ``before`` stands before them, ``window`` is both."""

    report: Report
    figure: Figure
    at: int
    window: str
    before: str
    cue: str


def score_cue(report: Report, figure: Figure, start: int) -> int | None:
    """Return where the words begin that make a figure a score, null where it is none. ``start``: where its piece begins."""
    text = report.text
    if not 0 <= figure.number <= _HIGHEST or figure.high is not None or (figure.kind == PLAIN and figure.unit):
        return None
    at = min(figure.start, figure.op_start)
    low = max(start, at - _REACH)
    window = text[low:at]
    if at > start and not CUE_WORD.search(window):
        return None
    if figure.operator != "=" and _OF_THOSE.match(text, max(figure.end, figure.op_end)):
        return None  # 对得分低于80分的项目压减预算
    match = _BEFORE.search(window)
    if match is None:
        return _without_words(report, figure, at, low, start)
    worded = _Worded(report, figure, at, window, window[: match.start("cue")], match.group("cue"))
    return None if any(is_none(worded) for is_none in _NONE) else low + match.start("cue")


def _without_words(report: Report, figure: Figure, at: int, low: int, start: int) -> int | None:
    """Return where the score begins that a sum of parts or a heading states without the usual words, null where none does."""
    if figure.kind != POINTS:
        return None
    window = report.text[low:at]
    summed = _SUMMED.search(window)
    if summed is not None and (
        _POINTS_BEFORE.search(window, 0, summed.start()) or _PARTS_BEFORE.search(window[: summed.start()])
    ):
        return low + summed.start()  # 投入得分14分，效果得分22分，合计92分
    averaged = _AVERAGED.search(window)
    if averaged is not None:
        return low + window.rfind("平均")
    if at == start and _SCORE_TITLE.fullmatch(heading_above(report, report.span(figure.start, figure.end)[0])):
        return at  # （三）自评得分⏎96分，等级“优”
    return None


def heading_above(report: Report, offset: int) -> str:
    """Return the title of the innermost heading above a place of the original text, empty where there is none."""
    titles = [s.title for s in report.outline.sections if s.char_start <= offset < s.char_end]
    return titles[-1] if titles else ""


def _is_no_points(worded: _Worded) -> bool:
    """Tell whether a bare number may be another thing than points: what stands behind it is no stop."""
    end = worded.figure.end
    return worded.figure.kind == PLAIN and (
        worded.cue.endswith(("自评", "结果", "得")) or worded.report.text[end : end + 1] not in "，。；\n）、(（"
    )


def _is_full_mark(worded: _Worded) -> bool:
    if not _FULL_MARK.search(worded.window) or _TOTAL_CUE.search(worded.cue):
        return False
    return not worded.cue.endswith("总分") or worded.figure.number == _FULL


def _is_of_part(worded: _Worded) -> bool:
    """Tell whether the words before a cue name a part of the whole: 决策类指标得分16分."""
    before = worded.before
    if not _PART.search(before) or _OF_ALL_PARTS.search(before):
        return False
    if worded.figure.number > _HIGHEST_PART and before.endswith("资金"):
        return False  # 该专项资金综合得分84分
    # 救助资金自评得分96分: 资金 ends a project's own name.
    return not any(before.endswith(project.project_name[-_NAME_END:]) for project in worded.report.projects)


def _is_in_sum(worded: _Worded) -> bool:
    """Tell whether the whole stands behind: 决策得分18分、管理得分23分、项目绩效得分51分，综合得分92分."""
    is_summed = _PART_OF_SUM.match(worded.report.text, worded.figure.end) is not None
    return is_summed and "、" in worded.before[-_LIST_REACH:]


def _is_beside_parts(worded: _Worded) -> bool:
    if worded.cue != "得" or worded.figure.number > _HIGHEST_PART:
        return False
    low = behind_last(worded.report.text, "。\n", max(0, worded.at - _LINE_REACH), worded.at)
    return _PARTS_BESIDE.search(worded.report.text, low, worded.figure.end) is not None


def _is_of_item(worded: _Worded) -> bool:
    return _OF_ITEM.search(worded.before) is not None  # 目标合理性满分3分，得3分


def _is_of_criterion(worded: _Worded) -> bool:
    """Tell whether a figure in brackets is what the criterion got that the text before is about: 投入只增不减。（自评得分5分）."""
    is_alone = worded.before.endswith("（") and worded.report.text.startswith("）", worded.figure.end)
    return is_alone and worded.figure.number <= _HIGHEST_PART


def _is_beside_full_mark(worded: _Worded) -> bool:
    """Tell whether a part's own full mark stands before it: 产出50分得48.5分."""
    if "总" in worded.cue or worded.cue.startswith(("综合", "合计")):
        return False
    full = _OF_FULL_MARK.search(worded.before)
    return full is not None and not _WHOLE.search(full.group("what")) and not full.group("what").endswith("得分")


def _is_limit(worded: _Worded) -> bool:
    end = worded.figure.end
    return _LIMIT.search(worded.before) is not None or worded.report.text[end : end + 2] in _SCALE


_NONE = (
    _is_no_points,
    _is_full_mark,
    _is_of_part,
    _is_in_sum,
    _is_beside_parts,
    _is_of_item,
    _is_of_criterion,
    _is_beside_full_mark,
    _is_limit,
)
