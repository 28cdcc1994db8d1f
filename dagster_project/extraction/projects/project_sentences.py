"""Projects of sentences: quoted and counted, summed up (NAME项目绩效自评综述：…), opening a sentence, introduced, or parts of a fund.

Here belongs what makes a sentence name one project. Lists of them belong to project_lists.py, headings and paragraphs to
project_texts.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from dagster_project.extraction.header.title import title_block
from dagster_project.extraction.projects.project_candidates import Candidate, Candidates, add, known
from dagster_project.extraction.projects.project_names import (
    clean_name,
    is_class_of_expense,
    is_generic,
    looks_like_project,
    names_other_things,
    opens_list,
    without_years,
)
from dagster_project.extraction.report import Report

_NAMED_MONEY = re.compile(
    r"(?:^|[、，；：])(?P<name>[\u4e00-\u9fff（）“”\dA-Za-z·]{4,40}?)(?P<sum>\d[\d,.]*(?:万|亿)?元)"
)
_SUMMED_UP = re.compile(
    r"(?:(?<=[。，；、\n\t])|(?<=\d[.、])|\A)(?:[（(]?\d{1,2}[）).、]|[一二三四五六七八九十]{1,3}是)?(?P<name>[^，。；：\n\t]{3,50}?)"
    r"(?:项目)?(?:支出)?绩效(?:(?:自评|评价)(?:工作)?(?:综述|结果|情况)|目标(?:完成|实现)情况综述|目标(?=：(?:一、|1[.、]|（一）|（1）)))(?P<sign>[：。])|(?:(?<=[。，；\n\t])|\A)(?P<name2>[^，。；：\n\t]{3,50}?)(?:项目)?自评(?:综述|结果)："
)
_RUN_IN_HEADING = re.compile(r".*(?:自评|评价)(?:结果|情况)")  # （二）项目绩效自评结果 某业务费绩效自评综述：…
# How each of them ends: where this does not stand, no piece is one.
_SUMMARY = re.compile(
    r"[绩自情](?:(?:(?:(?<=绩)效(?:自评|评价)(?:工作)?|(?<=自)评)(?:综述|结果|情况)|(?<=情)况综述)[：。]|(?<=绩)效目标：[一1（])"
)
# 用于实施“某治理项目”（72万元）和“某护岸工程”（58万元）: names in quotes, each with its sum.
_QUOTED_SUM = re.compile(
    r"“(?P<name>[^”\n]{5,60})”(?:项目|工程)?（?(?:预算|资金|总投资|下达|安排)*(?P<sum>\d[\d,.]*(?:万|亿)?元)）?"
)
# 对某服务项目开展绩效评价，涉及资金5万元，评价得分91分；对…: projects evaluated, each with its result.
_EACH_EVALUATED = re.compile(
    r"(?<=对)(?P<name>[^，。；：\n\t“]{4,40}?)(?:进行|开展|实施)了?(?:重点|部门|财政)?绩效评价，(?=(?:涉及|评价|综合|资金|项目)?[^，。；\n\d]{0,10}\d)"
)
_QUOTED_LIST = re.compile(
    r"“[^”\n]{2,40}”(?:[、和及]?“[^”\n]{2,40}”){0,19}[、和及]?等?\d{1,3}个(?:一级|二级|重点)?项目"
)
_OPENING = re.compile(
    r"(?:(?<=[。：；\n\t）])|(?<=\A)|(?<=\d[.、])|(?<=[\u4e00-\u9fff]))(?:[一二三四五六七八九十]是)?(?!是)(?P<name>[^，。：；\n\t]{4,36}?(?:项目|工程)(?:（[^（）]{1,14}）)?)(?:建设)?(?:项目)?(?=批复|预算|总投资|概算|计划投资|估算|总预算|资金|投资|到位资金|拨付资金|支付资金)"
)
_OF_BODY = re.compile(
    r"[我本全][省市县区镇乡局委办院校]|共?(?:安排|实施|下达|收到|申报|筹集|筹措|投入|争取)|^(?:实际|累计|全年|当年|已)"
)  # 2022年我局共安排项目
# （一）项目概况 某管网工程（二期）是为…: how a report without a title says what it is about.
_INTRODUCING = re.compile(
    r"(?:项目|工程|专项|资金)*(?:基本|总体)?(?:概况|情况|背景|简介|概述|立项背景)(?:及[^，。；]{1,10})?"
)
_INTRODUCED = re.compile(
    r"(?P<name>[^，。：；\n\t\d本该此][^，。：；\n\t]{3,36}?(?:项目|工程|专项资金|补助资金|工作经费)(?:（[^（）]{1,8}）)?)"
    r"(?:是[为指由在以根一]|位于|[起止]于|起[点自]|全[长线]|总投资|属于|于\d{4}年|主要(?:是|包括|建设|用于|内容)|系)"
)
# “某运行维护”项目自评97分，“某设施建设”项目因征地未完成，自评78分: names in quotes, each with its score.
_QUOTED_SCORE = re.compile(
    r"“(?P<name>[^”\n]{4,40})”项目[^。；“”\n]{0,60}?(?:自评|得分|评分|分数)[^。；“”\n\d]{0,8}\d{2,3}(?:\.\d+)?分"
)
_PART_END = re.compile(r"[；。\n]")
_SHORTEST_STEM = 4
_STAGE = re.compile(r"（[一二三四五六]期）$")


def from_quoted(report: Report, found: Candidates) -> None:
    """对“A”“B”2个项目开展绩效自评: names in quotes, counted as projects or each with its sum."""
    for listing in _QUOTED_LIST.finditer(report.text) if "”" in report.text else ():
        for name in re.finditer(r"“([^”]{2,40})”", listing.group()):
            at = listing.start() + name.start(1)
            add(found, name.group(1), *report.span(at, at + len(name.group(1))), "quoted")
    scored = list(_QUOTED_SCORE.finditer(report.text)) if "”项目" in report.text else []
    for match in scored if len(scored) > 1 else ():
        item = add(found, match.group("name"), *report.span(*match.span("name")), "quoted")
        if item is not None:
            item.ranges.append(report.span(match.start(), match.end()))
    priced = list(_QUOTED_SUM.finditer(report.text)) if "”" in report.text else []
    priced = [match for match in priced if not names_other_things(match.group("name"))]
    if len(priced) < 2 or not any(looks_like_project(match.group("name")) for match in priced):
        return
    if any(is_class_of_expense(match.group("name")) for match in priced):
        return  # “教育支出”20万元，“卫生健康支出”13万元: what a budget is spent for
    for match in priced:
        item = add(found, match.group("name"), *report.span(*match.span("name")), "quoted")
        if item is not None:
            item.ranges.append(report.span(match.start(), match.end("sum")))


def from_summaries(report: Report, found: Candidates) -> None:
    """NAME项目绩效自评综述：…, the form that final accounts use: to the next one or to the end of the piece."""
    text = report.text
    summaries = [match.start() for match in _SUMMARY.finditer(text)]
    for piece in report.pieces() if summaries else ():
        place = bisect_left(summaries, piece.view_start)
        if place == len(summaries) or summaries[place] >= piece.view_end:
            continue
        hits = []
        for match in _SUMMED_UP.finditer(text, piece.view_start, piece.view_end):
            group = "name" if match.group("name") else "name2"
            low, high = match.span(group)
            heading = _RUN_IN_HEADING.match(text, low, high)
            low = heading.end() if heading is not None else low
            name, _ = clean_name(text[low:high])
            if len(name) >= 4 and not names_other_things(name) and not is_generic(name) and not opens_list(name):
                hits.append((match.start(), low, high))
        for place, (_, low, high) in enumerate(hits):
            until = hits[place + 1][0] if place + 1 < len(hits) else piece.view_end
            item = add(found, text[low:high], *report.span(low, high), "summary")
            if item is not None:
                item.ranges.append(report.span(low, until))


def from_evaluations(report: Report, found: Candidates) -> None:
    """对A开展绩效评价，涉及资金5万元…；对B开展绩效评价，…: each up to the end of its part of the sentence."""
    text = report.text
    for match in _EACH_EVALUATED.finditer(text) if "绩效评价，" in text else ():
        name, _ = clean_name(match.group("name"))
        if looks_like_project(name) and not is_generic(name):
            end = _PART_END.search(text, match.end())
            item = add(found, name, *report.span(*match.span("name")), "summary")
            if item is not None:
                item.ranges.append(report.span(match.start("name"), end.start() if end is not None else len(text)))


def from_openings(report: Report, found: Candidates) -> None:
    """Sentences that open with a project and go on about its money, under a heading about projects."""
    text = report.text
    block = report.once(title_block)
    title = text[block.start : block.end] if block is not None else ""
    for piece in report.pieces():
        chain = report.outline.ancestors(piece.section_no)
        if (
            not chain
            or "项目" not in chain[0].title
            or chain[0].role not in ("attainment", "projects", "target", "money", None)
            or known(found, clean_name(chain[0].title)[0]) is not None  # the heading's own project is told of
        ):
            continue
        hits = [
            m
            for m in _OPENING.finditer(text, piece.body_start, piece.view_end)
            if looks_like_project(m.group("name"))
            and not _OF_BODY.search(m.group("name"))
            and not is_generic(m.group("name"))
            and not _is_of_title(m.group("name"), title)
            and report.figures.between(m.end(), m.end() + 24, "money")
        ]
        for place, match in enumerate(hits):
            until = hits[place + 1].start("name") if place + 1 < len(hits) else piece.view_end
            item = add(found, match.group("name"), *report.span(*match.span("name")), "sentence")
            if item is not None:
                item.ranges.append(report.span(match.start("name"), until))


def _is_of_title(name: str, title: str) -> bool:
    """Tell whether a name is what the whole report is about, by another word for its kind (河道清淤项目 of 河道清淤专项资金)."""
    stem = without_years(name).removesuffix("项目").removesuffix("工程")
    return len(stem) >= _SHORTEST_STEM and stem in title


def from_introduction(report: Report, found: Candidates) -> Candidate | None:
    """The one project that a report without a title introduces under 项目概况 (某管网工程（二期）是为 …): all of it speaks of that."""
    if found:
        return None
    for piece in report.pieces():
        chain = report.outline.ancestors(piece.section_no)
        about = chain and _INTRODUCING.fullmatch(chain[0].title)
        match = _INTRODUCED.match(report.text, piece.body_start, piece.view_end) if about else None
        name = match.group("name") if match is not None else ""
        if match is not None and looks_like_project(_STAGE.sub("", name)) and not is_generic(name):
            return add(found, name, *report.span(*match.span("name")), "sentence")
    return None


def from_parts(report: Report, found: Candidates) -> None:
    """Works listed with their sums as the parts of a fund that is itself a project of the report (其中：A 5万元、B 3万元)."""
    text = report.text
    funds = [r for item in found.values() if re.search(r"(?:资金|债|国债|债券)$", item.name) for r in item.ranges]
    for begin, stop in funds:
        low, high = report.outline.view.find(begin), report.outline.view.find(stop)
        for start in [m.end() for m in re.finditer("其中：?", text[low:high])]:
            sentence = re.compile(r"[^。\n]{0,400}").match(text, low + start)
            if sentence is None:
                continue
            parts = [
                m
                for m in _NAMED_MONEY.finditer("：" + sentence.group())
                if not re.search(
                    r"支出|支付|拨付|到位|结转|收入|预算|配套|每|财政$|[级央]$|自筹|(?:企业|单位|个人|人员|农户|资金|经费|补助|补贴|奖补|奖励|费用?)$",
                    m["name"],
                )
            ]
            if len(parts) < 2:
                continue
            for part in parts:
                left = sentence.start() + part.start("name") - 1
                a, b = report.span(left, left + len(part["name"]))
                item = add(found, part["name"], a, b, "part")
                if item is not None:
                    item.ranges.append((a, report.span(left, sentence.start() + part.end("sum") - 1)[1]))
