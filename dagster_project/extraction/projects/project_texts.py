"""Projects of text by its layout: labels and headings of work items.

Here belongs what makes a heading name one project. Paragraphs led by a name belong to project_paragraphs.py, sentences that name
one to project_sentences.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.header.title import title_block
from dagster_project.extraction.projects.project_candidates import Candidates, add, known
from dagster_project.extraction.projects.project_names import (
    clean_name,
    is_common_name,
    is_generic,
    looks_like_project,
    names_other_things,
)
from dagster_project.extraction.projects.project_openings import DONE_TO, PLAIN_TAIL, opens_with_money
from dagster_project.extraction.records import Section
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.form_words import is_class

_LABELLED = re.compile(
    r"项目名称[：]\s?(?P<name>[^。；\n\t]{2,60}?)(?=(?:支出)?(?:功能)?科目(?:编码|名称)|项目(?:编码|类[型别]|单位|属性)|评价(?:机构|类型)|(?:实施|主管)单位|该项目|年初|绩效目标|项目年度|(?:项目)?(?:主管|实施|承担|建设|申报|负责)?(?:部门|单位)[：]|预算|[。；\n\t]|$)"
)
_OTHER_LABEL = re.compile(r"[ ]+[\u4e00-\u9fff]{2,8}(?:（[^（）]{1,8}）)?：")
# 某助学金项目绩效目标：一、…: a text of goals that a project's name heads; 项目名称某院区建设主管部门…: a form without edges
_HEADS_GOALS = re.compile(
    r"(?:(?<=\n)|(?<=。)|\A)(?P<name>[^，。；：\n\t]{3,50}?)(?:年度)?绩效目标：(?=\n|\Z|一、|1[.、]|（[一1]）)"
)
_GLUED = re.compile(
    r"项目名称(?P<name>[^，。；：\n\t]{4,40}?)(?=(?:项目)?(?:主管|实施)(?:部门|单位)[^，。；：\n\t]{4})"
)
_EVALUATED = re.compile(
    r"(?:(?<=[资经补专项][金费助项目]))绩效(?:自评|评价)(?:情况|报告|结果)?$"
)  # 第一部分 某资金绩效自评


_OWN_TARGET = re.compile(r"[\s：。]*(?:年度|总体)?(?:绩效)?目标[：:]")
_OF_FUNDS = re.compile(r"资金|项目|专项|绩效")
_FUND_OF_YEAR = re.compile(r"(?:19|20)\d{2}年?度?[^，。；]{6,40}(?:资金|经费|补助|转移支付|项目)")
_OF_FAULTS = ("problem", "improvement", "problem_and_improvement")
_SHORTEST_ITEM = 12  # characters that an item tells beside its name
_OF_ITEM = re.compile(r"[该本此]项|项目|资金|绩效|其中|通过(?!对)|(?:\d{4}年)?(?:年初|全年)")
_OF_PROJECTS_OR_FUNDS = re.compile(r"项目|专项|资金|目标")
_NUMBER = re.compile(r"[\d一二三四五六七八九十①-⑳]+")


# 项目一：某号文件某村道路项目，全年预算数90万元
_NUMBERED = re.compile(
    r"(?:(?<=[。；\n])|\A)项目(?:[一二三四五六七八九十]{1,2}|\d{1,2})[：、](?P<name>[^，。；：\n\t]{4,60}?)(?=[，。；：\n]|\Z)"
)
_LABELS = (
    ("项目名称：", _LABELLED),
    ("绩效目标：", _HEADS_GOALS),
    ("项目名称", _GLUED),
    ("项目一", _NUMBERED),
    ("项目1", _NUMBERED),
)


def from_labels(report: Report, found: Candidates) -> None:
    """项目名称：NAME in text, or NAME绩效目标：; the name's text runs to the next one or to the end of its section."""
    hits = [
        (match, piece)
        for label, pattern in _LABELS
        if label in report.text
        for piece in report.pieces()
        for match in pattern.finditer(report.text, piece.view_start, piece.view_end)
        if pattern in (_LABELLED, _GLUED) or looks_like_project(clean_name(match.group("name"))[0])
    ]
    outline = report.outline
    for place, (match, piece) in enumerate(hits):
        start, end = report.span(*match.span("name"))
        other = _OTHER_LABEL.search(outline.folded, start, end)
        if match.re is _LABELLED and other is not None:
            end = other.start()  # 项目名称：某工程 评价年度：2023年
        item = add(found, report.text[match.start("name") : outline.view.find(end)], start, end, "label")
        if item is None:
            continue
        chain = outline.ancestors(piece.section_no)
        stop = chain[0].char_end if chain else len(outline.folded)
        if place + 1 < len(hits):
            stop = min(stop, outline.view.starts[hits[place + 1][0].start()])
        item.ranges.append((start, max(stop, end)))


def from_sections(report: Report, found: Candidates) -> None:
    """Headings that name a work item with its own target, and headings that name a project or fund with money under it."""
    outline = report.outline
    view = outline.view
    parents = {section.parent_no for section in outline.sections}
    accepted: dict[tuple[int | None, str | None], int] = {}
    waiting = []
    block = report.once(title_block)
    title_end = report.span(block.start, block.end)[1] if block is not None else 0
    for section in outline.sections:
        if section.number_text is None and section.heading_end <= title_end:
            continue  # the report's own title, set as a heading
        chain = outline.ancestors(section.parent_no)
        parent_role = chain[0].role if chain else None
        title, _ = clean_name(_EVALUATED.sub("", section.title))
        low, high = view.find(section.heading_end), view.find(section.char_end)
        # 住户收支调查。预算安排5万元，…: a word of money in a project's name makes its heading none about money
        is_part = section.role is not None and parent_role not in ("work_items", "projects")
        if is_part and section.role == "money":
            is_part = not opens_with_money(report, title, low, chain)
        if is_part or not 3 <= len(title) <= 50 or any(s.role in _OF_FAULTS for s in chain):
            continue
        target = _OWN_TARGET.match(view.text, low, low + 20)
        if is_class(title) or (target is None and _of_whole_body(chain) and PLAIN_TAIL.search(title) is None):
            continue  # 成本目标：…; 养老服务 under 部门整体支出绩效情况: what the body does, and no project
        named = (
            looks_like_project(title)
            and (
                parent_role in ("projects", "work_items", "attainment", "money")
                or any(s.role in ("projects",) for s in chain)
                or any(_OF_FUNDS.search(s.title) for s in chain)
            )
            and not DONE_TO.match(title)
        )
        # 一、2023年省级农业专项资金: a chapter of its own in a report on several funds
        named_fund = _FUND_OF_YEAR.fullmatch(title) is not None and looks_like_project(title) and not is_generic(title)
        # 一、中央救灾资金（租机补助经费）: one with headings of its own below it
        named_fund = named_fund or (
            section.parent_no is None
            and title.rstrip("）").endswith(("资金", "经费", "补助", "项目"))
            and looks_like_project(title)
            and section.section_no in parents
            and not (is_common_name(title) or is_generic(title))
        )
        money = bool(report.figures.between(low, high, "money"))
        key = (section.parent_no, _kind_of_number(section.number_text))
        if (target and section.level >= 2) or (named and (money or parent_role == "projects")):
            _add_section(report, found, section, title)
            accepted[key] = accepted.get(key, 0) + 1
        elif (section.parent_no is None and named_fund and money) or (
            section.role in (None, "money") and opens_with_money(report, title, low, chain)
        ):
            _add_section(report, found, section, title)
        elif money and section.role is None and parent_role in (
            "projects", "work_items", "attainment", "money", "target"
        ):  # fmt: skip
            waiting.append((key, section, title))
    for key, section, title in waiting:
        if accepted.get(key, 0) >= 2 and not names_other_things(title):  # a heading among projects
            _add_section(report, found, section, title)


def _of_whole_body(chain: list[Section]) -> bool:
    """Tell whether the heading right above speaks of the whole body's results, and of no projects or funds."""
    return bool(chain) and "整体" in chain[0].title and _OF_PROJECTS_OR_FUNDS.search(chain[0].title) is None


def _kind_of_number(number_text: str | None) -> str | None:
    return _NUMBER.sub("#", number_text) if number_text else None


def _add_section(report: Report, found: Candidates, section: Section, title: str) -> None:
    item = add(found, title, *_title_range(section, title, report), basis="heading")
    if item is not None:
        item.document_number = item.document_number or clean_name(section.title)[1]
        item.ranges.append((section.char_start, section.char_end))


def _title_range(section: Section, title: str, report: Report) -> tuple[int, int]:
    start, end = section.heading_start, section.heading_end
    place = report.outline.folded.find(title, start, end)
    return (place, place + len(title)) if place >= 0 else (start, end)


def take_up_headings(report: Report, found: Candidates) -> None:
    """Headings that repeat a project's name: the text under them speaks of it."""
    held: dict[str, set[tuple[int, int]]] = {}  # the stretches of a project: a name may head very many
    for section in report.outline.sections:
        item = known(found, clean_name(section.title)[0])
        stretch = (section.char_start, section.char_end)
        if item is None:
            continue
        if item.name not in held:
            held[item.name] = set(item.ranges)
        if stretch not in held[item.name]:
            item.ranges.append(stretch)
            held[item.name].add(stretch)


def end_lists(report: Report, found: Candidates) -> None:
    """Let the last of several items end where it does, if a paragraph without a mark stands behind it and behind no other."""
    begins = {begin for item in found.values() for begin, _ in item.ranges}
    groups: dict[int | None, list[Section]] = {}
    for section in report.outline.sections:
        if section.char_start in begins:
            groups.setdefault(section.parent_no, []).append(section)
    lists = {siblings[0].section_no: siblings for siblings in groups.values() if len(siblings) > 1}
    first_of = {section.section_no: first for first, siblings in lists.items() for section in siblings}
    trailing: dict[int, dict[int, int]] = {}
    for piece in report.pieces() if lists else ():
        if piece.mark is None and piece.section_no in first_of:
            trailing.setdefault(first_of[piece.section_no], {}).setdefault(piece.section_no, piece.view_start)
    for first, behind in trailing.items():
        last = lists[first][-1]
        at = behind.get(last.section_no)
        if at is None or len(behind) > 1 or _OF_ITEM.match(report.text, at):
            continue
        stop = report.outline.view.starts[at]
        if stop - last.heading_end < _SHORTEST_ITEM:
            continue  # a name alone, and its text below
        for item in found.values():
            item.ranges = [(a, min(b, stop) if a == last.char_start else b) for a, b in item.ranges]
