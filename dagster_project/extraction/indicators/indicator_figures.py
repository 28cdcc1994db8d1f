"""The figures of a sentence, each with the words that may name it, for indicators.

Here belongs where a figure's words begin and end, and which marks of target, actual and plan stand with it. What they state
belongs to indicator_clauses.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from dagster_project.extraction.indicators.indicator_names import any_of, names_sharing
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import COUNT, MONEY, PERCENT, PLAIN, Figure
from dagster_project.extraction.words.values import value
from dagster_project.vocabulary import words

_STOPS = "，。；：！？\t\n（→"
_STOP = re.compile(f"[{_STOPS}]")
_MASK = re.compile(r"（(?!其中)[^（）]{0,60}）|“[^“”]{0,40}”|《[^《》]{0,80}》")
_NO_NOUN = re.compile(
    r"以上|以下|以内|之内|左右|的|为|和|及|与|或|后(?![期续备勤])|前|时|中|内|含|起|至|到|、|等|大于|小于|达|支出|花费|共计|合计"
)
_NOUN = re.compile(r"[\u4e00-\u9fff]{1,8}")
_OF_AGE = re.compile(r"(?:及|（含）)?(?:以上|以下)的?[\u4e00-\u9fff]{2}")  # 管理65岁以上老年人4.98万人: whom it counts
_LENGTHS = frozenset({"米", "m", "厘米", "毫米", "cm", "mm"})
_OF_SIZE = re.compile(r"(?:宽|厚|高|深|粗)的?[\u4e00-\u9fff]{2}")  # 4米宽硬化路2条: what the roads are like
_SIZED = re.compile(r"(?:路面|路基|坝顶|河道|渠道|平均)(?:宽|厚|高|深)度?$")  # 硬化道路4.8公里，路面宽4.5米
_NIL = re.compile(
    r"(?:率|比例|比重)(?:为|是|均为)?$|实际(?:完成)?值?为?$|(?:[起次件人]数|数量|事故|事件|案件|投诉)(?:均?为|保持|控制在)$"
)
_UNITLESS = re.compile(r"(?:系数|指数|容积率|死亡率|发生率)(?:均|已)?(?:为|是|达到?|提高到|提升到|[高不]?[低于]于)?$")
_ENTRY = re.compile(r"[\u4e00-\u9fff]{2,10}")
_THING = re.compile(
    rf"(?!(?:[\u4e00-\u9fff]{{0,5}}(?:{any_of('verb')}|人员|干部|职工)))[\u4e00-\u9fff]{{2,6}}(?=[，、。；\n]|$)"
)
_ASIDE = re.compile(r"（[^（）]{0,20}）")
_LOOK_BACK = 80
_NOUN_REACH = 16
_CLASSIFIERS = frozenset({"万", "个", "家", "所", "名", "位", "户", "座", "条", "类", "支", "处"})
_NO_HEAD = re.compile(
    r"(?:[县市区州旗镇乡村]|用于|带动|覆盖|涉及|包括|解决|惠及|[为对向在给由从将起等于]|条件的|我[县市区镇乡局院])$"
)
_BOUGHT = re.compile(r"[\u4e00-\u9fff]{2}(?:购置|采购|配备|安装)$")  # 转运站购置2辆压缩车
_FOR_ALL = re.compile(r"[对为]全[省市县区镇乡]$")  # 完成对全市3725人动态管理工作
# 甲、乙、丙三市优良率分别为: the rate of each, whose name stands behind the last of them
_RATE_OF_EACH = re.compile(
    r"[两二三四五六七八九十]个?(?:市|县|区|乡镇|县区|县市|单位|地区)(?P<rate>[\u4e00-\u9fff]{2,10}(?:率|度|比例|系数|指数))$"
)
# 对供水服务、审批服务的满意度分别为
_RATE_OF_BOTH = re.compile(r"的(?P<rate>(?:[\u4e00-\u9fff]{2,6}率|[\u4e00-\u9fff]{0,4}满意度))$")
_RATE_END = ("率", "度", "比例", "系数", "指数")
# 合格率、及时率分别达到, and what stands between the figures of such a list.
_SPLIT = re.compile(
    r"(?P<names>[^，。；：\d（）]{2,60})分别(?:为|是|达到?|完成|实现|有|高达|到)*[^\u4e00-\u9fff]{0,3}$"
)
_SURVEYED = re.compile(
    r"(?P<name>[^，。；：、\n\d]{2,24}?(?:率|度))(?:是?经|通过|由|采用)[^，。；：\n]{2,40}?(?:测评|调查|评价|测算|统计|评估|核算|抽查|检测|显示)(?:结果)?(?:为|是|达到?)?$"
)
_LONGEST_LIST = 300
_JOINS = re.compile(r"(?:[、，,]|和|及|与|以及)*")
# Where a change began (由88%) and where it ended (提高到95%).
FROM = re.compile(r"[由从](?:(?:上年|去年|年初|原来|改造前|(?:19|20)\d{2}年)(?:度|底|末|初)?(?:的)?)?$")
RAISED = re.compile(r"(?:提高|提升|上升|增加|增长|下降|降低|降|减少|缩短|升)(?:到|至|为)")
# The words that make a figure an actual or a target.
ACTUAL_MARK = re.compile(rf"(?:{any_of('actual_mark')})(?:完成|达到)?(?:值|数|量|情况)?(?:为|是|：)?")
GOAL_MARK = re.compile(rf"(?:{any_of('target_mark')})(?:值|数|任务)?(?:为|是|：|的)?$|^，?(?:年度|年初)?目标为?$")
# With what such a mark ends: most words before a figure are told from it by their last character.
GOAL_MARK_ENDS = frozenset(word[-1] for word in words("indicator_words", kind="target_mark")) | frozenset(
    "值数务为是：的标\n"
)
_ANSWER = re.compile(r"实际|，(?:已|均|全部|现已)*(?:完工|建成|竣工|完成|开工|动工)(?!率)|[，；]截[至止]")
# What is planned in a text of things done: 计划新建, 拟举办, 将组织. (按年初计划，完成 … is no plan.)
_PLANNED = re.compile(
    r"[计拟预力将务](?:(?<=任务)[为是](?=[\u4e00-\u9fff]{2})|(?:(?<=计)(?<!雨露计)划|(?<=拟)|(?<=预)计|(?<=力)争)"
    rf"(?:[在于]?(?:(?:19|20)\d{{2}}年)?(?:年?底|\d{{1,2}}月(?:底|份)?)(?:之?前)?)?(?:{any_of('verb')})"
    r"|(?<=预)定(?=[\u4e00-\u9fff])|(?<=将)(?:完成|开展|组织|举办|建设|新建|实施|继续))"
)


@value
class Clause:
    """A figure with the words that may name it: left of it up to a stop or the figure before, and right of it."""

    figure: Figure
    before: Figure | None
    sentence: int
    start: int
    left: str
    right: str
    planned: bool  # 计划, 拟 … stands before it in its sentence
    shared: tuple[str, ...] = ()  # the rates that share it: 开工率、完成率均达100%

    @property
    def is_next(self) -> bool:
        """Whether nothing but its own words stands between it and the figure before."""
        return self.before is not None and self.start == self.before.op_end

    @property
    def counts_on(self) -> bool:
        """Whether the noun of the count before it stands between them: 7个乡镇58个村庄."""
        return (
            self.is_next
            and self.before is not None
            and self.before.kind == COUNT
            and _NOUN.fullmatch(_ASIDE.sub("", self.left)) is not None
        )

    @property
    def is_entry(self) -> bool:
        """Whether it opens its sentence with nothing but a short noun, as an entry of a list does: ；初中生96人."""
        return self.start == self.sentence and _ENTRY.fullmatch(self.left) is not None

    @property
    def counts_alone(self) -> bool:
        """Whether it and its noun are all of an item of a list, or of what a size is of: ，12个水池，; 40亩80个大棚."""
        return not self.left and self.figure.unit in _CLASSIFIERS and _THING.match(self.right) is not None

    @property
    def counts_what_follows(self) -> bool:
        """Whether its noun can only stand behind it: the words before end in a place or a verb (解决本县15个乡镇, 用于6个项目)."""
        return (
            self.figure.kind == COUNT
            and (
                self.figure.unit in _CLASSIFIERS
                or _BOUGHT.search(self.left) is not None
                or (self.figure.unit == "人" and _FOR_ALL.search(self.left) is not None)
            )
            and self.noun_follows
            and (_NO_HEAD.search(self.left) or _BOUGHT.search(self.left)) is not None
        )

    @property
    def noun_follows(self) -> bool:
        """Whether a noun that it may count stands right behind it."""
        return "\u4e00" <= self.right[:1] <= "\u9fff" and not _NO_NOUN.match(self.right)


def clauses_of(report: Report, begin: int, stop: int) -> Iterator[Clause]:
    """Return the figures of a sentence with their words, leaving out those in quotes, brackets and titles."""
    text = report.text
    figures = [
        figure
        for figure in (
            _without_fall(text, figure) for figure in report.figures.between(begin, stop, COUNT, PERCENT, MONEY, PLAIN)
        )
        if (figure.kind != PLAIN or figure.operator != "=" or _is_change(text, figure) or _is_plain_value(text, figure))
        and (figure.high is None or figure.high >= figure.number)
        and not (figure.kind == PLAIN and text[figure.end : figure.end + 1] in ("：", ":", "∶"))  # 师生比达到1∶18.5
        and not (figure.unit == "次" and text.startswith("性", figure.end))  # 一次性补贴
        and not (figure.unit == "岁" and _OF_AGE.match(text, figure.end))
        and not (figure.unit in _LENGTHS and _SIZED.search(text, max(begin, figure.op_start - 4), figure.op_start))
        and not (figure.unit in _LENGTHS and (_OF_SIZE.match(text, figure.end) or text[figure.start - 1] in "*×"))
    ]
    if not figures:
        return
    sentence = text[begin:stop]
    masked = sentence
    if "（" in sentence or "“" in sentence or "《" in sentence:
        masked = _MASK.sub(lambda match: "\0" * len(match.group()), sentence)
    plans = [match.end() for match in _PLANNED.finditer(text, begin, stop)]
    answers = [match.start() for match in _ANSWER.finditer(masked)] if plans else []
    stops = [begin + match.end() for match in _STOP.finditer(masked)]
    # those in quotes and brackets as well
    all_stops = stops if masked == sentence else [match.end() for match in _STOP.finditer(text, begin, stop)]
    respective = _respective(text, begin, figures) if "分别" in masked else {}
    before: Figure | None = None
    for figure, after in zip(figures, [*figures[1:], None], strict=True):
        if masked[figure.start - begin] != "\0" or _bracketed_side(text, begin, figure):
            edge = max(begin, before.op_end if before else begin, figure.op_start - _LOOK_BACK)
            place = bisect_right(stops, figure.op_start)
            start = max(edge, stops[place - 1]) if place else edge
            left = text[start : figure.op_start]
            if (
                before is not None
                and left[:1] in "提上增下降减缩升"
                and RAISED.match(left)
                and (raised := FROM.search(text, max(begin, before.op_start - 10), before.op_start))
            ):
                start = _clause_start(
                    all_stops, begin, before.op_start
                )  # 由88%提高到95%: named left of the first figure
                left = text[start : raised.start()]
            last = min(stop, figure.op_end + _LOOK_BACK, after.op_start if after else stop)
            right = text[figure.op_end : last]
            goes_on = not right and after is not None and (before is None or before.op_end != start)
            if goes_on and after is not None and figure.unit == "户" and after.unit in ("人", "名", "万人"):
                right = text[after.op_end : min(stop, after.op_end + _NOUN_REACH)]  # 解决145户623人饮水安全问题
            shared: tuple[str, ...] = ()
            if figure.kind == PERCENT or (figure.kind == PLAIN and figure.number == 0):
                words_before = text[max(begin, figure.op_start - _LOOK_BACK) : figure.op_start]
                by_survey = (
                    "经" in words_before or "通过" in words_before or "由" in words_before or "采用" in words_before
                )
                surveyed = (
                    _SURVEYED.search(text, max(begin, figure.op_start - _LOOK_BACK), figure.op_start)
                    if by_survey
                    else None
                )
                if surveyed is not None:  # 满意度经第三方抽样120份问卷测评为92%
                    start, left = surveyed.start("name"), surveyed.group("name")
                listed = max(
                    _clause_start(all_stops, begin, figure.op_start, _LONGEST_LIST), figure.op_start - _LONGEST_LIST
                )
                shared = tuple(names_sharing(text[listed : figure.op_start]))
                start = listed if shared else start
            if figure.start in respective:
                left, right = respective[figure.start], ""
            planned = _is_planned(plans, answers, begin, figure)
            yield Clause(figure, before, begin, start, left, right, planned, shared)
        before = figure


def _without_fall(text: str, figure: Figure) -> Figure:
    """Return a figure without a sign that is only the end of a word: 由5620件下降到4385件 says where it came to."""
    if text.startswith("下降", figure.op_start - 1) and figure.op_start < figure.start:
        return replace(figure, op_start=figure.start)
    return figure


def _respective(text: str, begin: int, figures: list[Figure]) -> dict[int, str]:
    """Return the name of each figure of a list that 分别 matches with one of names: 合格率、及时率分别达到98%、100%."""
    named: dict[int, str] = {}
    for place, figure in enumerate(figures):
        split = _SPLIT.search(text, max(begin, figure.op_start - _LOOK_BACK), figure.start)
        if split is None or (place and figures[place - 1].end > split.start()):
            continue
        names = re.split(r"、|以及|[和及与](?!时)", split.group("names"))
        listed = [figure]
        for after in figures[place + 1 :]:
            if not _JOINS.fullmatch(text, listed[-1].end, after.op_start):
                break
            listed.append(after)
        if len(names) == len(listed) and not any(name.endswith(_RATE_END) for name in names[:-1]):
            of_each = _RATE_OF_EACH.search(names[-1], 1) or _RATE_OF_BOTH.search(names[-1], 2)
            if of_each is not None:
                names = [name + of_each["rate"] for name in [*names[:-1], names[-1][: of_each.start()]]]
        if len(names) == len(listed) and all(len(name) >= 2 for name in names):
            named.update({one.start: name for one, name in zip(listed, names, strict=True)})
    return named


def _is_planned(plans: list[int], answers: list[int], begin: int, figure: Figure) -> bool:
    """Tell whether a plan stands before a figure and no 实际 between them: 计划新建9座，实际新建9座，合格率98% ends with the answer."""
    place = bisect_right(plans, figure.op_start) - 1
    if place < 0:
        return False
    answer = bisect_left(answers, plans[place] - begin)
    return answer == len(answers) or answers[answer] + begin >= figure.op_start


def _is_change(text: str, figure: Figure) -> bool:
    """Tell whether a bare number is where a change began or ended: 由0.55提高到0.68."""
    return bool(RAISED.match(text, figure.op_end) or RAISED.search(text, max(0, figure.op_start - 3), figure.op_start))


def _is_plain_value(text: str, figure: Figure) -> bool:
    """Tell whether a bare number is the value of what has no unit: 劣V类水体比例为0, 灌溉水利用系数达0.85."""
    named = _NIL if figure.number == 0 else _UNITLESS
    return named.search(text, max(0, figure.op_start - 8), figure.op_start) is not None


def _bracketed_side(text: str, begin: int, figure: Figure) -> bool:
    """Tell whether a figure in brackets is the other side of the one before them: 完成812场（目标300场）."""
    opening = text.rfind("（", max(begin, figure.op_start - _LOOK_BACK), figure.op_start)
    lead = text[opening + 1 : figure.op_start]
    return opening >= 0 and bool(GOAL_MARK.search(lead) or ACTUAL_MARK.search(lead))


def _clause_start(stops: list[int], begin: int, at: int, reach: int = _LOOK_BACK) -> int:
    """Return where the clause before a place begins: behind the last stop in reach, else where its sentence does."""
    place = bisect_right(stops, at)
    return stops[place - 1] if place and stops[place - 1] > at - reach else begin
