"""Stretches of text whose sentences stand in one context, cut at the labels inside them (产出指标：, 建设内容为, 绩效目标：).

Here belongs what a label inside a piece says of the words behind it. What sections and headings say belongs to
indicator_context.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from dagster_project.extraction.words.indicator_classes import IndicatorClass, class_of
from dagster_project.extraction.words.values import value

# 社会效益指标群众满意度达到95%: a class with 指标 that runs into the name without a sign.
_RUN_IN_CLASS = re.compile(
    r"(?:^|(?<=[-。；，：、\n\s）]))(?P<class>[\u4e00-\u9fff]{2,8}指标)"
    r"(?=[\u4e00-\u9fff]{2})(?!完成|值|年初|年度|目标|实际|计划|预期|情况|体系|设|得|分|评|主要|包括|为|是|的|均|全|及|和|与|或|等|中|名称|实现|达|已|基本|方面)"
)
_LABEL_BODY = (
    r"(?P<label>(?:(?P<indicators>(?:年度|项目|主要|具体|预期|年初)?绩效指标(?:值)?)|"
    r"(?P<goals>(?:(?:年度|项目|总体|预期|年初|阶段性|中长期|整体|设定)*(?:绩效)?目标))|"
    r"(?P<done>(?:年度)?(?:目标|指标|绩效目标|绩效指标)?(?:实际)?(?:完成|实现)(?:情况)?)|"
    r"(?:[一二三四五六七八]是)?(?P<class>[\u4e00-\u9fff]{2,10}))(?:为|是|如下|有)?(?:(?:\d{1,2}[个项条])?(?:（[^（）]{1,8}）)?：|(?:（[^（）]{1,8}）)?。))"
)
_FIRST_LABEL = re.compile(_LABEL_BODY)
# A label stands behind a sign; the sign leads, so that the engine skips what stands between.
_LABEL = re.compile(rf"[-。；，：\n\s）·•●○◆■](?={_LABEL_BODY})")
# A sentence that goes on with the works of a plan: it tells neither of money nor of what became of them.
_GOES_ON = re.compile(
    r"(?:(?!资金|投资|目前|截[至止]|通过|项目|内容|覆盖|涉及|绩效|预算|[12]\d{3}年|受益|惠及|完成|已)[^。\n])*\d(?:(?!资金|投资|完成|[万亿]?元)[^。\n])*(?:。|$)"
)
# What is to be built is a target, but for a sentence that says it is done.
BUILT = re.compile(
    r"已(?:全部|全面|基本|如期|按)?[^，。；\d]{0,12}(?:完成|建成|竣工|实施|完工)|(?:均|全部)(?:已|完成|建成)|完成了|实施完毕|(?<=实施内容及)过程"
)
_LONGEST_CONTENT, _CONTENT_LEAD = 900, 60
_TOLD_BEHIND = re.compile(r"。(?:(?:19|20)\d{2}年度?，?)?(?:全年|实际|截[至止]|已|累计|共)(?![^，。；]{0,16}目标)")
_LOOSE_WORD = re.compile(r"标[为是：]|内容|规模|任务|[该本](?:项目|工程)")  # one of them is in each of the labels below
_LOOSE_LABEL = re.compile(
    r"(?P<content>(?:主要|具体)?(?:建设|实施|采购)(?:内容|规模|任务)(?:及规模)?(?:主要|具体|分别)?)(?:为|是|包括|有|：)|"
    r"(?P<works>[该本](?:项目|工程)(?:主要|计划|拟|将)?在[^，。；\d]{1,12}?(?:村|镇|乡|社区|街道|组|队|市|县|区))(?=[\u4e00-\u9fff]{2})|"
    r"(?P<goal_class>(?:产出|效[益果]|满意度|数量|质量|时效|成本|(?:社会|经济|生态)效益|可持续影响)目标)为(?!\d)|"
    r"(?P<indicators>绩效指标)[：为]|(?P<goals>(?:绩效|年度|总体|预期|考核)目标|考核指标|目标任务)(?:为|是(?!否)|：)"
)


@value
class Stretch:
    """A view range whose sentences stand in one context.

    ``side``: ``target`` under a target's label or section, else ``actual``. ``labelled``: under 绩效指标 or a class,
    where every value counts. ``attains``: in a section on what was attained. ``has_actuals``: 实际 stands in it.
    """

    start: int
    end: int
    side: str
    labelled: bool = False
    attains: bool = False
    has_actuals: bool = False
    classes: IndicatorClass | None = None
    heading: str = ""  # of the item itself: what a figure without a name of its own measures
    pairs_only: bool = False  # among problems, where only a target told with its actual is one
    aid_only: bool = False  # about the evaluation's own work, where only those who were helped are a result


class _Label(NamedTuple):
    """A label in a piece: its view range and the parts of its pattern that matched."""

    span: tuple[int, int]
    groups: dict[str, str | None]


def cut_at_labels(text: str, base: Stretch) -> Iterator[Stretch]:
    """Cut a piece at the labels inside it; what a label says holds to the next one."""
    current = base
    at = base.start
    for (start, end), groups in _labels(text, base):
        found = _labelled(groups, base)
        if found is None or start < at:
            continue
        if start > at:
            yield _cut(text, current, at, start)
        current, at = found, end
        if groups.get("goals") and base.attains:  # 预期目标是演练5场以上。全年举办演练7场，…
            stop = text.find("。", at, base.end)
            if stop >= 0 and _TOLD_BEHIND.match(text, stop):
                yield _cut(text, current, at, stop + 1)
                current, at = base, stop + 1
        if groups.get("content") or groups.get("works"):  # what was built is told up to the full stop
            stop = text.find("。", at, base.end)
            if groups.get("content") and not base.attains and not _is_built(text, start, at):
                current = replace(current, side="target")
                limit = min(base.end, at + _LONGEST_CONTENT)
                while 0 <= stop < limit and (more := _GOES_ON.match(text, stop + 1, limit)) is not None:
                    stop = more.end() - 1
            if 0 <= stop < base.end - 1:
                yield _cut(text, current, at, stop + 1)
                current, at = base, stop + 1
    if at < base.end:
        yield _cut(text, current, at, base.end)


def _labels(text: str, base: Stretch) -> list[_Label]:
    """Return all labels of a piece in the order of their ends: behind a sign, inside a sentence, run into a name."""
    words = text[base.start : base.end]
    labels = _signed_labels(text, base)
    for pattern, may_hold in ((_LOOSE_LABEL, _LOOSE_WORD.search(words)), (_RUN_IN_CLASS, "指标" in words)):
        found = pattern.finditer(text, base.start, base.end) if may_hold else ()
        labels += [_Label(match.span(), match.groupdict()) for match in found]
    return sorted(labels, key=lambda label: label.span[1])


def _signed_labels(text: str, base: Stretch) -> list[_Label]:
    """Return the labels of a piece that stand behind a sign or open the report, in order; none stands in another."""
    labels: list[_Label] = []
    last = 0
    if base.start == 0 and (first := _FIRST_LABEL.match(text, 0, base.end)) is not None:
        labels.append(_Label(first.span(), first.groupdict()))
        last = first.end()
    for match in _LABEL.finditer(text, max(0, base.start - 1), base.end):
        if match.start("label") >= last:
            labels.append(_Label(match.span("label"), match.groupdict()))
            last = match.end("label")
    return labels


def _is_built(text: str, start: int, at: int) -> bool:
    """Tell whether the sentence of a label of works (建设内容为…, behind ``at``) says that they are done: before it or at its end."""
    end = text.find("。", at, at + _LONGEST_CONTENT)
    begin = max(
        text.rfind("。", max(0, start - _CONTENT_LEAD), start), text.rfind("\n", max(0, start - _CONTENT_LEAD), start)
    )
    before = text[max(begin + 1, start - _CONTENT_LEAD) : start]
    return "完成" in before or BUILT.search(text, at, end if end >= 0 else at + _LONGEST_CONTENT) is not None


def _labelled(groups: dict[str, str | None], base: Stretch) -> Stretch | None:
    """Return what a label says of the words behind it, null where it says nothing."""
    if groups.get("indicators"):
        return Stretch(0, 0, "target", labelled=True, classes=base.classes)
    if groups.get("goals"):
        return Stretch(0, 0, "target", classes=base.classes)
    if groups.get("content") or groups.get("works"):
        return replace(base, attains=True, has_actuals=False)
    if groups.get("done"):
        return Stretch(0, 0, "actual", attains=True, labelled=base.labelled, classes=base.classes)
    of_goals = groups.get("goal_class")  # 产出目标为渠道6公里，…
    classes = class_of(of_goals or groups.get("class") or "")
    if classes is None:
        return None
    side = "target" if of_goals else base.side
    return Stretch(0, 0, side, labelled=True, attains=base.attains and not of_goals, classes=classes)


def _cut(text: str, stretch: Stretch, start: int, end: int) -> Stretch:
    return replace(stretch, start=start, end=end, has_actuals="实际" in text[start:end])
