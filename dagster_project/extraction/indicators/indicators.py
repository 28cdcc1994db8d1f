"""Indicators of a report, from its tables and from its sentences.

Here belongs the order of the readers and the record of a sentence's indicator; what each layout means belongs to
indicator_tables.py, indicator_goals.py and indicator_clauses.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dagster_project.extraction.indicators.indicator_clauses import statements
from dagster_project.extraction.indicators.indicator_context import stretches
from dagster_project.extraction.indicators.indicator_goals import find_classed_statements, find_goal_indicators
from dagster_project.extraction.indicators.indicator_labels import find_labelled_indicators
from dagster_project.extraction.indicators.indicator_names import any_of
from dagster_project.extraction.indicators.indicator_sides import Statement
from dagster_project.extraction.indicators.indicator_tables import find_table_indicators
from dagster_project.extraction.indicators.labelled_stretches import Stretch
from dagster_project.extraction.records import Indicator
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import DATE, YEAR, Figure
from dagster_project.extraction.words.indicator_classes import IndicatorClass

_LONGEST_CLAUSE = 30
_SHORTEST_DATE = 3
# 2023年12月31日前完成: a date with its deed; the time of the deed is what it measures.
_DUE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,16}?(?:时间|时限|日期|期限)?)?(?:为|：|在|于|计划|应|须)?"
    r"(?P<value>(?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|份)?(?:之?前|以前)?(?P<done>完成|完工|竣工|验收|投入使用|建成|交付)?)"
)
_DAY = r"(?:(?:19|20)\d{2}年度?)?(?:\d{1,2}月(?:\d{1,2}日|底|初|末|中旬|上旬|下旬|份)?|底|末)?(?:之?前|以前|底前)?"
_FINISHED = r"(?:完成|完工|竣工|验收|投入使用|建成|交付|到位|发放|拨付)"
# 计划6月30日前完工，实际于6月15日完工: a date planned and the one that came of it.
_ACTUAL_DATE = (
    r"[^，。；]{0,6}[，；](?:实际|现已|已)(?:完工|完成|竣工)?(?:时间|日期)?(?:为|是|于|在|：)?"
    rf"(?P<actual>{_DAY})(?:全部|全面|如期|提前|按期|均已|已)*{_FINISHED}?"
)
_PLANNED_DATE = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{0,16}}?)(?:计划|要求|应|预计|目标为?|约定)(?:完工|完成|竣工)?(?:时间|期限|工期)?(?:为|是|于|在|：)?(?P<value>{_DAY})(?:全部|全面)?"
    rf"(?P<done>{_FINISHED})?{_ACTUAL_DATE}"
)
# 各项工作于11月底前全部完成, below a class of time: what was due when, with or without the day on which it was done
_DATE_OF_CLASS = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{0,16}}?)(?:计划|应|须|[于在])*(?P<value>(?=\d){_DAY}(?<=前))(?:全部|全面|均|已|按期|按时|如期)*"
    rf"(?P<done>{_FINISHED})(?P<what>[\u4e00-\u9fff]{{2,14}})?(?:(?:{_ACTUAL_DATE})|(?=[，。；\n]|$))"
)
_CLAUSE = re.compile(r"[^。；，\n]+")
_WORDED_VALUE = re.compile(
    r"(?P<name>[^是否，。；]{2,24}?)(?P<value>是否[^，。；]{1,12}"
    r"|(?:是否|不|逐步|持续|明显|显著|有效|较|进一步|大幅|长期|得到|基本|全部|按时|按期|按规定|按计划|有所|不断)*"
    rf"(?:{any_of('qualitative')}){{1,2}})"
)


def find_indicators(report: Report) -> Iterator[Indicator]:
    """Return the indicators of a report: those of its tables, then those of its text."""
    for statement, (start, end) in find_goal_indicators(report):
        if statement.name:
            yield record_of(report, replace(statement, start=start, end=end), None)
    for statement, classes in find_classed_statements(report):
        yield record_of(report, statement, classes)
    yield from find_table_indicators(report)
    yield from find_labelled_indicators(report)
    for stretch in stretches(report):
        for statement in statements(report, stretch):
            if statement.name and not (stretch.pairs_only and (statement.target is None or statement.actual is None)):
                yield record_of(report, statement, stretch.classes)
        if stretch.labelled and stretch.side == "target":
            yield from _in_words(report, stretch)
        if stretch.labelled or stretch.attains:
            yield from _dates(report, stretch)


def record_of(report: Report, statement: Statement, classes: IndicatorClass | None) -> Indicator:
    """Return the record of an indicator that a sentence states."""
    target, actual = statement.target, statement.actual
    figure = target or actual
    if figure is None:
        raise ValueError("a statement without a figure")
    start, end = report.span(min(statement.start, figure.op_start), max(statement.end, figure.op_end))
    value_start, value_end = report.span(figure.op_start, figure.op_end)
    return Indicator(
        char_start=start,
        char_end=end,
        value_start=value_start,
        value_end=value_end,
        project_ordinal=report.subject_at(value_start),
        fiscal_year=statement.year,
        level1=classes.level1 if classes else None,
        level2=classes.level2 if classes else None,
        indicator_name=statement.name,
        description=None,
        target_operator=target.operator if target else None,
        target_value=target.number if target else None,
        target_value_high=target.high if target else None,
        target_unit=target.unit or None if target else None,
        target_text=_text(report, target),
        actual_operator=None if actual is None else ">" if actual.more else "=",
        actual_value=actual.number if actual else None,
        actual_unit=actual.unit or None if actual else None,
        actual_text=_text(report, actual),
        weight=None,
        score=None,
        basis=None,
    )


def _text(report: Report, figure: Figure | None) -> str | None:
    """Return a figure as worded, with the dollar signs that set it as a formula."""
    if figure is None:
        return None
    start, end = report.span(figure.op_start, figure.op_end)
    start -= report.worded(max(0, start - 1), start) == "$"
    if report.worded(start, end).count("$") % 2:
        end += report.worded(end, end + 1) == "$"
    return report.worded(start, end)


def _dates(report: Report, stretch: Stretch) -> Iterator[Indicator]:
    """Return the dates that were planned and met under a class or among what was attained: targets in words, with their actuals."""
    text = report.text
    timely = stretch.classes is not None and stretch.classes.level2 == "timeliness" and stretch.side == "actual"
    if not timely and "实际" not in text[stretch.start : stretch.end]:
        return
    matches = list(_PLANNED_DATE.finditer(text, stretch.start, stretch.end))
    if timely and not matches:
        matches = list(_DATE_OF_CLASS.finditer(text, stretch.start, stretch.end))
    for match in matches:
        value, actual = match.group("value"), match.group("actual")
        if len(value) < _SHORTEST_DATE or (actual is not None and len(actual) < _SHORTEST_DATE):
            continue
        name = match.group("name").strip("的于项目") and match.group("name")
        start, end = report.span(*match.span())
        value_start, value_end = report.span(*match.span("value"))
        yield Indicator(
            char_start=start, char_end=end, value_start=value_start, value_end=value_end,
            project_ordinal=report.subject_at(value_start), fiscal_year=None,
            level1=stretch.classes.level1 if stretch.classes else None,
            level2=stretch.classes.level2 if stretch.classes else None,
            indicator_name=f"{name or ''}{match.group('done') or '完成'}{match.groupdict().get('what') or ''}时间", description=None,
            target_operator="qualitative", target_value=None, target_value_high=None, target_unit=None, target_text=value,
            actual_operator=None, actual_value=None, actual_unit=None,
            actual_text=report.worded(*report.span(*match.span("actual"))) if actual else None, weight=None, score=None, basis=None,
        )  # fmt: skip


def _in_words(report: Report, stretch: Stretch) -> Iterator[Indicator]:
    """Return the targets in words under 绩效指标 or a class: a short clause without a figure that ends in its value."""
    text = report.text
    for clause in _CLAUSE.finditer(text, stretch.start, stretch.end):
        figures = report.figures.between(clause.start(), clause.end())
        if len(clause.group()) > _LONGEST_CLAUSE or any(figure.kind not in (DATE, YEAR) for figure in figures):
            continue
        match = (_DUE if figures else _WORDED_VALUE).fullmatch(clause.group())
        if match is None:
            continue
        start, end = report.span(*clause.span())
        value = report.span(clause.start() + match.start("value"), clause.start() + match.end("value"))
        name = match.group("name") or f"{match.group('done') or '完成'}时间"
        yield Indicator(
            char_start=start,
            char_end=end,
            value_start=value[0],
            value_end=value[1],
            project_ordinal=report.subject_at(start),
            fiscal_year=None,
            level1=stretch.classes.level1 if stretch.classes else None,
            level2=stretch.classes.level2 if stretch.classes else None,
            indicator_name=name,
            description=None,
            target_operator="qualitative",
            target_value=None,
            target_value_high=None,
            target_unit=None,
            target_text=report.worded(*value),
            actual_operator=None,
            actual_value=None,
            actual_unit=None,
            actual_text=None,
            weight=None,
            score=None,
            basis=None,
        )
