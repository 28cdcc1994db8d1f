"""Head counts and unit counts of the organisation: posts, staff of each kind, sections and units, in sentences.

Here belongs what makes a number of persons or units one of the organisation's own. Groups that it serves or trains, and
persons paid by the case, are none. Counts of units belong to unit_counts.py; tables and lists run into one line to
staffing_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dagster_project.extraction.records import Staffing
from dagster_project.extraction.report import Report
from dagster_project.extraction.staffing.staffing_words import (
    OUTPOST,
    PART,
    SERVED,
    Cue,
    State,
    before_of,
    first_cue,
)
from dagster_project.extraction.staffing.unit_counts import PARTS_REACH, bare_unit_count, unit_count
from dagster_project.extraction.words.figures import COUNT, PLAIN, Figure
from dagster_project.vocabulary import alternatives

_BLANKS = (" ", "\u3000")
_PERSONS, _UNITS = ("人", "名", "位"), ("个", "家", "所")
_NO_EDGE = re.compile(r"[^，。；、（\n\t！？]*")
_TRAILING = re.compile(r"[^，。；、（）\n\t\d]*")
_LEAD = 40
_SENTENCE_REACH = 400
_TRAIL = 14
_KIND_REACH = 8
_CHANGE = re.compile(alternatives("staffing_words", kind="change"))
_DIFFERS = re.compile(r"(?:增加|减少|净增|净减|增|减)了?$")
_HIRED = re.compile(
    rf"(?:{alternatives('staffing_words', kind='hired')})(?![^，。；]{{0,8}}(?:{alternatives('staffing_words', kind='adviser')}))"
)
_OWN = re.compile(
    r"[我本](?:局|单位|部门|委|院|校|镇|乡|中心|办|会|所|站|队|馆)[^，。；]{0,12}(?:人员|职工|干部|民警|教师|医生|队员|干警|人)$"
)
_PLANNED = re.compile(r"将(?![^，。]{0,30}编制)|拟|计划")  # 将招聘6名，将有2名退休: not yet
# 聘用低保核查员6人、驾驶员2人: the job that one is hired for may name whom it serves
_JOB = re.compile(r"[\u4e00-\u9fff]{1,12}(?<!学)(?:员|师|工|医|教师|队长)$")
_POOR = re.compile(r"贫困|困难|脱贫|低保户|残疾人|低收入|建档立卡|就业困难")  # hired to be helped
_LISTED_WITH = ("、", "和", "及", "与", "，")
_PAID = re.compile(r"[^，。；\n\d]{0,6}(?:发放工资|缴纳(?:社保|社会保险|保险|五险)|工资)")
_PAYS = re.compile(r"^为|(?:^|：)(?:用于)?(?:保障|支付|发放)[\u4e00-\u9fff]{0,10}(?:队员|人员|职工|员工)$")
_SAME = re.compile(r"(?:此|该|这|上述|以上)$")
_SUM_OF_KINDS = re.compile(r"(?:合计|共计|总计)(?:为)?")
_LEADER = re.compile(rf"(?:{alternatives('staffing_words', kind='leader')})$")
_STAFF_NOUN = re.compile(rf"[\u4e00-\u9fff]{{0,8}}(?:{alternatives('staffing_words', kind='noun')})")
_APPOINTED = re.compile(r"任命|任免|选举|选出|约谈|轮训|评选|推荐|撤换|调整")
_KIND_ALONE = re.compile(r"(?P<kind>行政|事业|参公|工勤|全额)$")
_DEED = re.compile(r"(?:共|累计|全年|举办)*(?:培训|轮训|走访|慰问)")  # 培训企业负责人和安全管理人员72人
_OF_TEXT = re.compile(
    r"(?:纲要|规划|方案|预案|报告|标准|指南|文本|目录|清单|车辆?)的?编制$"
)  # 完成纲要编制1个, 车辆编制1个
_SHORTEST_CELL = 12
# 人员情况 | 编制6人，年末在职6人: a cell that tells of staff in words
_TOLD_IN_CELL = re.compile(
    r"(?:编制|在[职岗编]|退休)[^，。；\d]{0,8}\d[^，。；]{0,4}[，。；、]|内设[^。；\d]{2,60}\d{1,2}个"
)
_POSTS_END = re.compile(r"编制?数?(?:为|：)?$")
_DRAWN_UP = re.compile(r"(?:绩效|项目|预算|目标|指标|预案|规划|方案|手册|专项|规程|标准)")
_GOES_ON = re.compile(r"\s*（?(?:其中|分别)")
# 实有人数95人，其中在职59人…退休31人: the retired are counted in
_WITH_RETIRED = re.compile(
    r"（[^。；）]{0,60}?在职[^。）]{0,60}?退休[^。；\d]{0,8}\d|(?:[，：]|。(?=其中))?(?:其中|包括|含)?[^。；（]{0,60}?（?在职[^。]{0,60}?退休[^。；\d]{0,8}\d"
)
_OF_ALL = re.compile(r"实有|现有|供养|供给|总人数|年末人数")
_MANAGED = re.compile(r"参照?(?:公务员)?(?:法)?(?:公)?管理$|参公$")
# 行政在职在编人员, 全额事业在职在编: those in post on posts of a kind
_OF_KIND = re.compile(r"(?P<kind>行政|事业|全额)(?:编制?)?(?:单位)?的?$")
# 行政编制54名、机关后勤服务人员2名、事业编制14名: a kind of posts among the others
_NOT_CIVIL = re.compile(r"(?:工勤|后勤)(?:服务)?(?:人员)?$")
# 事业编制（参公）11名, 行政编制（含工勤）9名: what a bracket adds to the words of the count
_ASIDE = re.compile(r"（(?P<aside>[^（）]{1,16})）$")
_IS_MANAGED = re.compile(r"参公|参照")
_ALONE = {
    "posts": {"行政": "posts_administrative", "事业": "posts_institution", "全额": "posts_institution",
              "参公": "posts_civil_service_managed", "工勤": "other"},
    "staff": {"行政": "staff_administrative", "事业": "staff_institution", "全额": "staff_institution", "参公": "other",
              "工勤": "other"},
}  # fmt: skip
_STAFF_OF_POSTS = {
    "posts_administrative": "staff_administrative", "posts_institution": "staff_institution",
    "posts_civil_service_managed": "other",
}  # fmt: skip


def find_staffing(report: Report) -> Iterator[Staffing]:
    """Yield the head counts and unit counts of the organisation that sentences state."""
    for begin, end_of_text, body in _texts(report):
        state = State()
        previous: str | None = None
        figures = report.figures.between(begin, end_of_text, COUNT, PLAIN)
        for index, figure in enumerate(figures):
            if figure.number != int(figure.number) or figure.operator != "=" or figure.high is not None:
                continue
            opening = body if figure.start >= body else begin
            low = max(opening, figures[index - 1].end if index else 0, figure.start - _LEAD)
            if figure.unit == "人" and report.text.startswith("员", figure.end):
                figure = replace(
                    figure, kind=PLAIN, end=figure.start + len(figure.number_text)
                )  # 电话8690022 人员编制21: a label behind it
            found = _measure(report, figure, low, opening, end_of_text, state, previous)
            if found is None:
                continue
            measure, start, end, label = found
            if figure.unit in _PERSONS or figure.kind == PLAIN:
                previous = measure
            yield staffing_record(report, measure, int(figure.number), (start, end), (figure.start, figure.end), label)


def _texts(report: Report) -> Iterator[tuple[int, int, int]]:
    """Yield the ranges of the view that may tell of staff, with where their text begins: paragraphs, and cells of sentences."""
    for piece in report.pieces():
        yield piece.view_start, piece.view_end, piece.body_start
    for table in report.tables:
        for row in table.rows:
            for cell in row:
                if len(cell.text) >= _SHORTEST_CELL and _TOLD_IN_CELL.search(cell.text):
                    start, end = report.cell_range(cell)
                    yield start, end, start


def staffing_record(
    report: Report, measure: str, count: int, evidence: tuple[int, int], value: tuple[int, int], label: str | None
) -> Staffing:
    """Build the record from ranges of the view."""
    char_start, char_end = report.span(*evidence)
    value_start, value_end = report.span(*value)
    return Staffing(
        char_start=char_start, char_end=char_end, value_start=value_start, value_end=value_end,
        measure=measure, count_value=count, label=label or None,
    )  # fmt: skip


def _measure(
    report: Report, figure: Figure, low: int, piece_start: int, piece_end: int, state: State, previous: str | None
) -> tuple[str, int, int, str] | None:
    text = report.text
    back = max(piece_start, figure.start - _SENTENCE_REACH)
    sentence = max(back - 1, text.rfind("。", back, figure.start), text.rfind("；", back, figure.start))
    if sentence == back - 1 and back > piece_start:
        sentence = state.sentence  # a sentence longer than the reach goes on
    if sentence != state.sentence:
        goes_on = state.measure is not None and _GOES_ON.match(text, sentence + 1)
        state.sentence, state.parts = sentence, bool(goes_on)
        if not goes_on:
            state.measure = state.kind = None
    lead = text[low : figure.start]
    aside = _ASIDE.search(lead) if lead.endswith("）") else None
    if aside is not None:
        lead = lead[: aside.start()]
    behind_edge = _NO_EDGE.match(lead[::-1])
    start = low + len(lead) - (behind_edge.end() if behind_edge else 0)
    label = text[start : low + len(lead)]
    trail = _TRAILING.match(text, figure.end, min(piece_end, figure.end + _TRAIL))
    after = trail.group() if trail else ""
    if figure.kind == PLAIN:
        plain = _plain(text, figure, label, start, state, in_cell=_stands_alone(report, figure))
        return plain or bare_unit_count(text, figure, label, start, piece_end)
    if figure.unit == "个" and _POSTS_END.search(label) and (_DRAWN_UP.match(after) or _OF_TEXT.search(label)):
        return None  # 共编制15个绩效指标: drawn up, not posts
    if figure.unit in _UNITS and not (figure.unit == "个" and _POSTS_END.search(label)):
        return unit_count(text, figure, label, after, start, max(sentence + 1, piece_start), state)
    if figure.unit not in (*_PERSONS, "个"):
        return None
    found = _persons(text, figure, label, after, start, state, previous)
    if found is None or found[0] != "posts_institution" or aside is None or not _IS_MANAGED.match(aside.group("aside")):
        return found
    return "posts_civil_service_managed", *found[1:]


def _stands_alone(report: Report, figure: Figure) -> bool:
    """Tell whether blanks stand on both sides of a number: a cell of a form that came out as one line."""
    start, end = report.span(figure.start, figure.end)
    return report.worded(start - 1, start) in _BLANKS and report.worded(end, end + 1) in _BLANKS


def _plain(
    text: str, figure: Figure, label: str, start: int, state: State, *, in_cell: bool
) -> tuple[str, int, int, str] | None:
    """A number without a counter counts where a cue stands directly before it (编制数22，在职人数：21)."""
    stem, cue = before_of(label, "person")
    if (
        cue is None
        or cue.end != len(stem)
        or figure.number > 99999
        or not (in_cell or text[figure.end : figure.end + 1] in "，。；、）\n\t")
    ):
        return None
    if not (in_cell or state.told or re.search(r"[数：为]$", label)) or SERVED.search(label) or _CHANGE.search(label):
        return None
    _note(state, cue.measure, figure.end)
    return cue.measure, start, figure.end, stem


def _persons(
    text: str, figure: Figure, label: str, after: str, start: int, state: State, previous: str | None
) -> tuple[str, int, int, str] | None:
    stem, before = before_of(label, "person")
    if before is not None and len(stem) - before.end > 6:
        before = None
    behind = _behind(after) if before is None else None
    cue = before or behind
    state.parts = state.parts or _opens_parts(text, figure, state)
    if previous is not None and _SAME.search(label):
        return previous, start, figure.end, label
    if cue is None and state.kind == "posts" and _NOT_CIVIL.search(stem):
        state.last_end = figure.end
        return "other", start, figure.end, stem
    near = stem[max(0, before.start - 8) : before.start] if before is not None and before.end == len(stem) else label
    unit_part = state.parts and before is None and OUTPOST.search(stem)
    hired = _HIRED.search(near)
    if hired is not None and _JOB.fullmatch(near, hired.end()) and not _POOR.search(near):
        near = OUTPOST.sub("", near[: hired.start()])
    if (not unit_part and (SERVED.search(near) or _DEED.match(label))) or (behind is not None and SERVED.search(after)):
        return None
    if cue is None:
        measure = _without_cue(text, figure, label, stem, state)
        if measure is None:
            return None
        if measure != "other":
            _note(state, measure, figure.end)
        else:
            state.last_end = figure.end
        return measure, start, figure.end, stem
    told = label.rstrip("：").rpartition("：")[2]  # 人员情况及变动原因：总编制9人
    if _CHANGE.search(told) or _PLANNED.search(told):
        return None
    if cue.measure in ("staff_administrative", "staff_institution") and _HIRED.search(label):
        return None  # 招录公务员32名: for other bodies
    measure = _measure_of(text, figure, cue, stem if before is not None else "", state)
    if not state.parts or state.measure is None:
        _note(state, measure, figure.end)
        state.on_post = "工作人员" not in cue.word
    else:
        state.last_end = figure.end
    return measure, start, figure.end + (behind.end if behind else 0), cue.word


def _behind(after: str) -> Cue | None:
    """Return the cue behind a count of persons, null where none stands."""
    cue = first_cue(after, "person", 5)
    return None if cue is not None and "进" in after[: cue.start] else cue  # 1人进入预备党员行列


def _opens_parts(text: str, figure: Figure, state: State) -> bool:
    """Tell whether the words since the last count open the list of its parts."""
    if state.measure is None:
        return False
    begin = max(state.last_end, figure.start - PARTS_REACH)
    return PART.search(text, begin, figure.start) is not None or text.startswith("（", state.last_end)


def _measure_of(text: str, figure: Figure, cue: Cue, stem: str, state: State) -> str:
    """Return what a count with a cue counts. ``stem``: the words that the cue ends where it stands before the figure, else empty."""
    measure = cue.measure
    if measure == "staff_on_post" and stem:
        of_kind = _OF_KIND.search(stem, max(0, cue.start - _KIND_REACH), cue.start)
        measure = _ALONE["staff"][of_kind.group("kind")] if of_kind is not None else measure
    if state.kind == "posts" and _MANAGED.search(cue.word):
        measure = "posts_civil_service_managed"  # 事业编制12人（其中：参照公务员法管理12人）
    if measure == "staff_on_post" and _OF_ALL.search(cue.word) and "在职" not in cue.word:
        measure = "other" if _WITH_RETIRED.match(text, figure.end) else measure
    if state.parts and state.measure == "staff_on_post" and state.on_post:
        measure = _STAFF_OF_POSTS.get(measure, measure)
        if measure == "staff_on_post" and ("在编" in cue.word or "在岗" in cue.word):
            measure = "other"  # 在职468人，其中在编430人
    return measure


def _without_cue(text: str, figure: Figure, label: str, stem: str, state: State) -> str | None:
    alone = _KIND_ALONE.search(stem)
    if alone and state.kind:
        return _ALONE[state.kind][alone.group("kind")]
    if state.kind == "posts" and _SUM_OF_KINDS.fullmatch(label):
        return "posts_authorised"  # 行政编制22人，事业编制16人，合计38人
    if _HIRED.search(label) and not _PLANNED.search(label):
        return "staff_temporary"
    if _PAYS.search(label) and _PAID.match(text, figure.end):
        return "staff_temporary"
    goes_on = state.measure == "staff_temporary" and not state.parts and _JOB.fullmatch(stem)
    if goes_on and _goes_on_with(text, figure, stem, state):
        return "staff_temporary"  # 聘用核查员6人、驾驶员2人
    if _OWN.search(stem):
        return "other"
    if _DIFFERS.search(label):
        return None  # 离休4人，比上年减少1人
    if state.measure and (state.parts or _LEADER.search(stem)) and re.search(r"[\u4e00-\u9fff]", stem):
        return "other"
    if state.kind == "staff" and state.measure and _STAFF_NOUN.fullmatch(stem):
        return "other"  # 在职教师48人，合同制教师8人
    if state.told and _LEADER.search(stem) and not _APPOINTED.search(stem):
        return "other"  # 行政编制9名。设主任1名: the posts' holders
    return None


def _goes_on_with(text: str, figure: Figure, stem: str, state: State) -> bool:
    """Tell whether nothing but a joint and its own noun stands between a count and the one before it."""
    return text[state.last_end : figure.start] in [joint + stem for joint in _LISTED_WITH]


def _note(state: State, measure: str, end: int) -> None:
    state.measure, state.parts, state.last_end, state.told = measure, False, end, True
    if measure.startswith("posts"):
        state.kind = "posts"
    elif measure.startswith("staff"):
        state.kind = "staff"
