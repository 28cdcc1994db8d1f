"""The project that a report's title names: a line at its head, or the words with which it presents itself (现将…自评报告如下).

Here belongs what makes a line a title with a project in it. Projects that the report lists belong to project_texts.py and
project_lists.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.header.title import head_lines, title_block
from dagster_project.extraction.projects.project_candidates import Candidate, Candidates, add, key_of
from dagster_project.extraction.projects.project_names import (
    is_common_name,
    is_generic,
    names_other_things,
    without_organ,
    without_years,
)
from dagster_project.extraction.report import Report

# What a title says of its fund beside its evaluation: …补助资金使用管理情况的自评报告.
_USE = r"(?:管理|使用|分配|拨付|安排|发放|落实|执行|实施)"
_REPORT = r"(?:报告|情况|总结|结果|表|说明|文本|书)"
# …专项资金项目支出绩效自评报告: what is evaluated is the fund, as a project of the budget
_AS_PROJECT = r"(?:(?:(?<=资金)|(?<=经费)|(?<=转移支付))项目(?=支出))?"
_KIND = (
    rf"{_AS_PROJECT}(?:的)?(?:{_USE}(?:[和与及、]?{_USE})*(?:的)?(?:情况)?(?:的)?)?(?:支出)?(?:预算)?"
    r"(?:(?:财政|部门|重点|事前|事中|事后|中期|全周期|全过程|跟踪|问效|年度|总体|整体|单位)*绩效(?:目标)?(?:的)?(?:自评价?|自我评价|评价|评估|运行监控|监控|目标|完成)+"
    r"|(?:部门|财政|重点)评价|自评价?|自我评价)(?:价)?(?:工作)?(?:的)?"
    rf"{_REPORT}"
)
_TITLE = re.compile(rf"(?P<name>[^。；：\n]{{3,70}}?){_KIND}")
# 关于某补助资金管理使用情况的报告: a title that tells of a fund's use and names no evaluation
_OF_USE = re.compile(
    rf"(?P<name>[^。；：\n]{{6,70}}?(?:资金|经费|补助|补贴|转移支付|项目)[”》]?)(?:的)?(?!(?:安排|分配|拨付)){_USE}(?:[和与及、]?{_USE})*(?<!安排)(?<!分配)(?<!拨付)情况(?:的)?(?:{_REPORT}|公告|公示)?$"
)
# 现将2023年…项目绩效自评报告如下: how a report without a title of its own presents itself.
_PRESENTED = re.compile(
    rf"(?:现(?:就|将)|^关于|对|就(?!业))(?P<name>[^，。；：\n]{{4,60}}?)(?:{_KIND}|(?:支出)?绩效(?:自评|评价)(?=如下))"
    r"[^，。；：\n]{0,12}(?:如下|汇报|报告)"
)
# 对某补助资金开展绩效评价, 某补助资金绩效目标完成情况如下: what an introduction says that it is about.
_EVALUATED = re.compile(
    r"(?:(?<=对)|(?<=就)(?!业))(?P<name>[^，。；：\n]{4,60}?)(?:的?(?:资金)?(?:支出|使用|实施|管理|执行)?情况)?(?:进行|开展|实施)(?:了|的)?(?:全面|认真|综合)?(?:财政|部门|重点|支出|绩效)*"
    r"(?:自评|自我评价|评价)"
    r"|(?:(?<=[。；：\n])|(?<=情况)|^)(?P<name2>[^，。；：\n]{4,60}?)(?:总体|年度|全年)*绩效目标(?:的)?(?:完成|实现)情况(?:如下|：)"
)
# 某市财政支出项目绩效自评报告（某道路工程）: the name in brackets behind the kind of report
_BRACKETED = re.compile(rf"{_KIND}（(?:项目名称：)?(?P<name>[^（）]{{4,60}})）$")
_ENDS = re.compile(
    r"(?:项目|资金|经费|工程|补助|补贴|专项|费|建设|改造|奖补|配套|试点|计划|行动|转移支付|救助|保险|补偿|奖励|(?<=[用助偿奖证励贴])金)"
    r"(?:（[^）]*）)?$"
)
_NUMBERED = re.compile(
    r"[附公开预决算]{0,2}表\s?\d{1,2}(?:-\d{1,2})?$|[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
)
# What may stand before a form and is not about its project: a form on the whole body, a letter that hands out a fund, the
# body's budget or account with its tables and explanations.
_ABOUT_MORE = re.compile(
    r"整体[^，。；\n]{0,12}(?:目标|自评|评价)[^，。；\n]{0,4}表|(?:下达|拨付|安排)(?:给)?(?:你|各|到你)|现将[^。\n]{4,60}下达"
    r"|[预决]算(?:编制)?(?:情况)?(?:的)?说明|[收支][预决]算总表|经费和机关运行经费|国有资产占[有用]|机关运行经费(?:安排|[预决]算|支出|情况)"
)
_FORM_TITLE = re.compile(
    r"(?:(?:19|20)\d{2}年?度?)?[^，。；：\n\t\d]{0,24}(?:绩效目标|绩效|自评)[^，。；：\n\t\d]{0,6}表|项目经费情况说明"
)
_YEAR_TAIL = re.compile(r"(?:(?:19|20)\d{2}(?:年度?)?|年度)$")
_YEAR_WITHIN = re.compile(r"(?:19|20)\d{2}(?:-(?:19|20)\d{2})?年?度?")
# …绩效自评报告为进一步规范…, …绩效评价报告项目摘要一、…: a page without line ends or blanks
_RUN_IN = re.compile(
    r"(?P<title>[^，。；：\n]{6,90}?(?:自评|评价)(?:情况)?(?:报告|总结))"
    r"(?=(?:项目)?(?:摘要)?(?:[一1][、.．]|（一）|第一部分|根据|为了?[\u4e00-\u9fff]|按照))"
)
_IN_SENTENCE = re.compile(r"[，；。]")  # a wrapped line of the text is no title
_AHEAD = re.compile(r"（[^（）]{2,10}）|附[件表]?\d{0,2}(?:-\d{1,2})?[：.、]?(?=.{6})")
# A title in the midst of a text: behind a line or sentence that ends, and before the first heading of its report.
_TITLE_ENDS = re.compile(r"(?:自评|评价)(?:情况)?(?:报告|总结)(?=\n|[一1][、.．]|（一）|第一部分)")
_BEFORE_TITLE = re.compile(r"[\n\t，。；：！》]")
_LONGEST_TITLE = 60
# 纳入自评的项目12个 and the body's own score: what is judged among them is no title
_OF_MORE = re.compile(
    r"(?:部门|单位)整体(?:支出)?绩效|项目(?:共|共计|有)?(?:[2-9]|\d{2,3})个|(?<!\d)(?:[2-9]|\d{2,3})个[^，。；\n]{0,8}项目"
)
_HEAD = 1_500  # a title stands in the first characters, behind the page's index lines at most
_LINES = 14


def from_title(report: Report, found: Candidates) -> Candidate | None:
    """The project that the report's title names: then the whole report speaks of it where nothing nearer does."""
    titled = _of_title(report, found)
    if titled is not None and titled.basis == "form" and not titled.begins:
        titled.begins = _form_begin(report, titled)
    return titled


def _of_title(report: Report, found: Candidates) -> Candidate | None:
    for words, start, end in _titles(report):
        titled = ("绩效" in words or "评" in words) and not _IN_SENTENCE.search(words)
        match = (_TITLE.match(words) if titled else None) or _OF_USE.match(words)
        name = _named(match.group("name")) if match else None
        bracketed = _BRACKETED.search(words) if match is not None and name is None else None
        name = _named(bracketed.group("name")) if bracketed is not None else name
        if name is not None:
            return _of_form(found, name, match or bracketed) or add(found, name, start, end, "title")
    for text, start, end in _presented(report):
        match = _PRESENTED.search(text) if "绩效" in text or "评" in text else None
        name = _named(match.group("name")) if match else None
        if name is not None:
            return _of_form(found, name) or add(found, name, start, end, "title")
    if len(found) == 1:
        only = next(iter(found.values()))
        return (
            only if only.basis in ("form", "notice") or (only.basis == "sentence" and "该项目" in report.text) else None
        )
    return _evaluated(report, found) if not found else None


def from_further_titles(report: Report, found: Candidates) -> None:
    """Reports one behind the other in a text, each under a title with its project: each holds up to the next title."""
    titles = []
    for end in _TITLE_ENDS.finditer(report.text):
        low = max(0, end.start() - _LONGEST_TITLE)
        for stop in _BEFORE_TITLE.finditer(report.text, low, end.start()):
            low = stop.end()
        match = _TITLE.match(report.text[low : end.end()])
        name = _named(match.group("name")) if match else None
        if match is not None and name is not None:
            start = low + match.start("name") + match.group("name").rfind(name)
            titles.append((low, start, start + len(name), name))
    if len({name for *_, name in titles}) < 2 and not any(
        low > 0 and report.text.startswith("附件", low) for low, *_ in titles
    ):  # one report that is the annex of another text
        return
    for place, (begin, low, high, name) in enumerate(titles):
        item = add(found, name, *report.span(low, high), "title")
        if item is not None:
            until = titles[place + 1][0] if place + 1 < len(titles) else len(report.text)
            item.ranges.append(report.span(begin, until))


def _evaluated(report: Report, found: Candidates) -> Candidate | None:
    """The project that an introduction says it is about, in a report whose title and text name no other."""
    if _OF_MORE.search(report.text[:_HEAD]):
        return None
    for piece in report.pieces():
        if piece.start > _HEAD:
            break
        words = report.outline.text(piece)
        is_about = "自评" in words or "评价" in words or "绩效目标" in words
        for match in _EVALUATED.finditer(report.text, piece.view_start, piece.view_end) if is_about else ():
            group = "name" if match.group("name") else "name2"
            name = _named(match.group(group))
            if name is not None and not names_other_things(name):
                return add(found, name, *report.span(*match.span(group)), "title")
    return None


def _form_begin(report: Report, item: Candidate) -> int:
    """Return where the form on a project begins behind a letter or a form on the whole body, 0 where none stands before it."""
    before = report.text[: report.outline.view.find(item.start)]
    titles = list(_FORM_TITLE.finditer(before)) if _ABOUT_MORE.search(before) else []
    return report.span(*titles[-1].span())[0] if titles else 0


def _of_form(found: Candidates, name: str, title: re.Match[str] | None = None) -> Candidate | None:
    """The one project that a form or sentence below the title names, where the title says more or no year (…项目, the body).

    Where the title is the form's own (…自评表), the form says what it is about: of works, of funds in general, part of a name.
    """
    forms = [item for item in found.values() if item.basis in ("form", "label", "sentence")]
    if len(forms) != 1:
        return None
    if title is not None and forms[0].basis != "sentence" and title.group().endswith("表"):
        return forms[0]
    return forms[0] if key_of(without_years(forms[0].name)) in key_of(name) else None


def _titles(report: Report) -> Iterator[tuple[str, int, int]]:
    """Yield what may be the title, the surest first: its words without blanks, and their place in the stored text."""
    block = report.once(title_block)
    if block is not None:
        yield block.text, *report.span(block.start, block.end)
    run_in = _RUN_IN.match(report.text)
    if run_in is not None:
        yield run_in.group("title"), *report.span(*run_in.span("title"))
    lines = [line for line in report.once(head_lines)[:_LINES] if not _NUMBERED.match(line.text)]
    for count in (1, 2, 3):
        for place in range(len(lines) - count + 1):
            group = lines[place : place + count]
            words = re.sub(r"[\s#*]+", "", "".join(line.text for line in group))
            yield words, *report.span(group[0].start, group[-1].end)
    if block is not None and _TITLE.match(block.text):  # the name may stand in a line of its own below the title
        below = next((line for line in lines if line.start >= block.end), None)
        if below is not None and len(below.text) <= 40 and not re.search(r"[：，。\d]{2}", below.text[6:]):
            yield f"{below.text.lstrip('-—─')}自评报告", *report.span(below.start, below.end)


def _presented(report: Report) -> list[tuple[str, int, int]]:
    """The first pieces of text, in which a report may present itself."""
    return [
        (report.outline.text(piece), piece.start, piece.end)
        for piece in report.pieces()[:6]
        if piece.mark is None and piece.start < _HEAD
    ]


def _named(words: str) -> str | None:
    """Return the project's name in a title's words before 绩效自评, null where they name none of its own."""
    words = _AHEAD.sub("", words, count=1) if _AHEAD.match(words) else words
    quoted = re.search(r"[“《](?P<name>[^“”《》]{6,60})[”》]$", words)
    words = _YEAR_TAIL.sub("", quoted.group("name") if quoted else words)
    name = without_organ(words)
    for year in _YEAR_WITHIN.finditer(name):  # the year parts body and project
        rest = name[year.end() :]
        if len(rest) >= 5 and not is_common_name(rest) and "“" not in name[: year.start()]:
            name = rest
            break
    if len(re.sub(r"（[^）]*）|\d+年度?", "", name)) < 4:
        return None  # （2016年度）项目: a form's year and no name
    if is_generic(name) or is_common_name(name) or not _ENDS.search(name):
        return None
    return name
