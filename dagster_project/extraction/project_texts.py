"""Projects of text: headings of work items, paragraphs led by a name, summaries, quoted lists and openings."""

from __future__ import annotations

import re
from bisect import bisect_left

from dagster_project.extraction.pieces import Piece
from dagster_project.extraction.project_candidates import Candidate, Candidates, add, key_of
from dagster_project.extraction.project_names import (
    clean_name,
    is_generic,
    looks_like_project,
    names_other_things,
    opens_list,
)
from dagster_project.extraction.records import Section
from dagster_project.extraction.report import Report

_LABELLED = re.compile(
    r"项目名称[：]\s?(?P<name>[^。；\n\t]{2,60}?)(?=该项目|年初|绩效目标|项目年度|主管部门|预算|[。；\n\t]|$)"
)
_LEAD = re.compile(r"(?P<name>[^，。：；！？\n\t]{3,60}+)(?<!元)(?P<sign>[：；])")
_SPENT = r"(?:实际|全年|累计|年初|本年)?(?:支出|安排|预算|投入|到位|下达|批复|执行)(?:(?:直达|专项|项目|补助)?资金|数)?(?:为|共)?"
_LEAD_MONEY = re.compile(
    rf"(?=(?:第\d{{1,3}}|[^，。：；！？、\n\t\d]){{4,}}+\d)(?P<name>(?:第\d{{1,3}}|[^，。：；！？、\n\t\d]){{4,40}}?)(?:{_SPENT})?(?:共计|共|合计|总额)?(?P<sign>\d[\d,.]*(?:万|亿)?元)"
)
_DEED = re.compile(r"分配|给予|拨付|支付|划拨|用于|根据|依据|按照")
# 1、某村道路硬化项目，硬化道路…: a name that ends as projects do and is told about behind a comma.
_LEAD_NAME = re.compile(
    r"(?P<name>[^，。：；！？\n\t]{5,50}(?:，[^，。：；！？\n\t]{4,30})?(?:项目|工程|资金|经费|专项))(?P<sign>[，。])"
)
_PLAIN_TAIL = re.compile(r"(?:项目|工程|资金|经费|专项|补助|奖补|补贴|建设|改造)(?:（[^（）]{1,14}）)?$")
_NAMED_MONEY = re.compile(
    r"(?:^|[、，；：])(?P<name>[\u4e00-\u9fff（）“”\dA-Za-z·]{4,40}?)(?P<sum>\d[\d,.]*(?:万|亿)?元)"
)
_NOTE = re.compile(r"测算|核算|计算依据|标准[：为]|每[人户家台套]|人均")
_SUMMED_UP = re.compile(
    r"(?:(?<=[。，；、\n\t])|(?<=\d[.、])|\A)(?:[（(]?\d{1,2}[）).、]|[一二三四五六七八九十]{1,3}是)?(?P<name>[^，。；：\n\t]{3,50}?)"
    r"(?:项目)?(?:支出)?绩效(?:自评|评价)(?:工作)?(?:综述|结果|情况)(?P<sign>[：。])|(?:(?<=[。，；\n\t])|\A)(?P<name2>[^，。；：\n\t]{3,50}?)(?:项目)?自评(?:综述|结果)："
)
# How each of them ends: where this does not stand, no piece is one.
_SUMMARY = re.compile(r"(?:绩效(?:自评|评价)(?:工作)?|自评)(?:综述|结果|情况)[：。]")
_QUOTED_LIST = re.compile(r"(?:“[^”\n]{2,40}”[、和及]?){1,20}等?\d{1,3}个(?:一级|二级|重点)?项目")
_OPENING = re.compile(
    r"(?:(?<=[。：；\n\t）])|(?<=\A)|(?<=\d[.、])|(?<=[\u4e00-\u9fff]))(?P<name>[^，。：；\n\t]{4,36}?(?:项目|工程)(?:（[^（）]{1,14}）)?)(?:建设)?(?:项目)?(?=批复|预算|总投资|概算|计划投资|估算|总预算|资金|投资)"
)

# （一）项目概况 某管网工程（二期）是为…: how a report without a title says what it is about.
_INTRODUCING = re.compile(
    r"(?:项目|工程|专项|资金)*(?:基本|总体)?(?:概况|情况|背景|简介|概述|立项背景)(?:及[^，。；]{1,10})?"
)
_INTRODUCED = re.compile(
    r"(?P<name>[^，。：；\n\t\d本该此][^，。：；\n\t]{3,36}?(?:项目|工程|专项资金|补助资金|工作经费)(?:（[^（）]{1,8}）)?)"
    r"(?:是[为指由在以根一]|位于|总投资|属于|于\d{4}年|主要(?:是|包括|建设|用于|内容)|系)"
)
_STAGE = re.compile(r"（[一二三四五六]期）$")

# A project's money right after its name (NAME。全年预算数5万元，…), and the items of accounts that read alike but are none.
_OPENS_WITH_MONEY = re.compile(
    r"[\s：。；]{0,3}(?:该?项目)?(?:\d{4}年度?)?(?:年初|全年|调整后?|当年|本年)?(?:下达|收到|安排|批复|到位)?(?:上级|财政|项目|专项)?"
    r"(?:预算|资金|投资|经费|总投资|总资金)[^，。；：\d\n]{0,10}\d[\d,.]*(?:万|亿)?元"
)
_OWN_TARGET = re.compile(r"[\s：。]*(?:年度|总体)?(?:绩效)?目标[：:]")
_OF_FUNDS = re.compile(r"资金|项目|专项|绩效")
_NUMBER = re.compile(r"[\d一二三四五六七八九十①-⑳]+")
_ACCOUNT_ITEM = re.compile(r"支出$|事务$|运行$|（[类款项目]）|\d{7}")
_OF_PROJECTS = re.compile(r"项目|绩效|专项|直达|自评")


def _tells_of_projects(chain: list[Section]) -> bool:
    return any(_OF_PROJECTS.search(section.title) for section in chain)


def _opens_with_money(report: Report, title: str, at: int, chain: list[Section]) -> bool:
    """Tell whether a name under a heading about projects or their results is followed by its money (``at``: in the view)."""
    return (
        not names_other_things(title)
        and not _ACCOUNT_ITEM.search(title)
        and _tells_of_projects(chain)
        and _OPENS_WITH_MONEY.match(report.text, at, at + 60) is not None
    )


# A target right after the name of a work item, under a heading about targets (NAME：完成审计≥14个；…).
_OPENS_WITH_TARGET = re.compile(
    r"[：][^，。；：\n]{2,24}?(?:≥|≤|[><=]|不少于|不低于|不超过|达到|至少|控制在|大于|小于|高于)?\d[\d,.]*[^，。；\n]{0,8}[；。，]"
)
_CLASS_WORD = re.compile(r"数量|质量|时效|成本|效益|效果|影响|满意|目标|产出")


def _opens_with_target(report: Report, title: str, at: int, chain: list[Section]) -> bool:
    """Tell whether a name under a heading about targets is followed by one (``at``: the view offset of the colon)."""
    return (
        bool(chain)
        and chain[0].role == "target"
        and not names_other_things(title)
        and not _CLASS_WORD.search(title)
        and _OPENS_WITH_TARGET.match(report.text, at, at + 60) is not None
    )


def from_labels(report: Report, found: Candidates) -> None:
    """项目名称：NAME in text; the name's text runs to the next one or to the end of its section."""
    hits = (
        [
            (m, piece)
            for piece in report.pieces()
            for m in _LABELLED.finditer(report.text, piece.view_start, piece.view_end)
        ]
        if "项目名称：" in report.text
        else []
    )
    for place, (match, piece) in enumerate(hits):
        start, end = report.span(*match.span("name"))
        item = add(found, match.group("name"), start, end, "label")
        if item is None:
            continue
        chain = report.outline.ancestors(piece.section_no)
        stop = chain[0].char_end if chain else len(report.outline.folded)
        if place + 1 < len(hits):
            stop = min(stop, report.outline.view.starts[hits[place + 1][0].start()])
        item.ranges.append((start, max(stop, end)))


def from_sections(report: Report, found: Candidates) -> None:
    """Headings that name a work item with its own target, and headings that name a project or fund with money under it."""
    outline = report.outline
    view = outline.view
    accepted: dict[tuple[int | None, str | None], int] = {}
    waiting = []
    for section in outline.sections:
        chain = outline.ancestors(section.parent_no)
        parent_role = chain[0].role if chain else None
        title, _ = clean_name(section.title)
        low, high = view.find(section.heading_end), view.find(section.char_end)
        # 住户收支调查。预算安排5万元，…: a word of money in a project's name makes its heading none about money
        is_part = section.role is not None and parent_role not in ("work_items", "projects")
        if is_part and section.role == "money":
            is_part = not _opens_with_money(report, title, low, chain)
        if is_part or not 3 <= len(title) <= 50:
            continue
        target = _OWN_TARGET.match(view.text, low, low + 20)
        named = looks_like_project(title) and (
            parent_role in ("projects", "work_items", "attainment", "money")
            or any(s.role in ("projects",) for s in chain)
            or any(_OF_FUNDS.search(s.title) for s in chain)
        )
        money = bool(report.figures.between(low, high, "money"))
        key = (section.parent_no, _kind_of_number(section.number_text))
        if (target and section.level >= 2) or (named and (money or parent_role == "projects")):
            _add_section(report, found, section, title)
            accepted[key] = accepted.get(key, 0) + 1
        elif section.role in (None, "money") and _opens_with_money(report, title, low, chain):
            _add_section(report, found, section, title)
        elif money and section.role is None and parent_role in ("projects", "work_items", "attainment", "money"):
            waiting.append((key, section, title))
    for key, section, title in waiting:
        if accepted.get(key, 0) >= 2 and not names_other_things(title):  # a heading among projects
            _add_section(report, found, section, title)


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


def from_paragraphs(report: Report, found: Candidates) -> None:
    """Paragraphs led by a name and a colon, two or more under one heading: one project each."""
    groups: dict[int | None, list[tuple[Piece, re.Match[str]]]] = {}
    siblings: dict[int | None, list[tuple[Piece, re.Match[str]]]] = {}
    text = report.text
    for piece in report.pieces():
        title = report.outline.title(piece)
        # text that a blank sets apart from its heading
        below = bool(title) and piece.title_end == piece.body_start < piece.view_end
        start = piece.body_start if below else report.outline.after_mark(piece)
        match = _LEAD.match(text, start, piece.view_end)
        chain = report.outline.ancestors(piece.section_no)
        short = False
        if match is None and piece.mark is not None and not below:
            match = _LEAD_MONEY.match(text, start, piece.view_end)
            if match is not None and match.end("name") < match.start("sign") and not _tells_of_projects(chain):
                match = None  # 1.某项资金支出30万元: an item of projects only under a heading about them
            if match is not None and _DEED.match(match.group("name")):
                match = None  # 1.分配某县设备补助30万元: a deed with the money, no name
            match = match or _LEAD_NAME.match(text, start, piece.view_end)
            short = match is not None and (
                _PLAIN_TAIL.search(match.group("name")) is not None or match.group("sign").endswith("元")
            )
        if match is None or (piece.view_end - match.end() < 12 and not short):
            continue
        name, _ = clean_name(match.group("name"))
        if title and chain and not below:  # a numbered item is its own section
            chain = chain[1:]
        group_no = chain[0].section_no if chain else None
        if opens_list(name) or not 3 <= len(name) <= 50:
            continue
        at = match.start("sign")
        opens = _opens_with_money(report, name, at, chain) or (
            piece.mark is not None and _opens_with_target(report, name, at, chain)
        )
        if looks_like_project(name) or opens:
            groups.setdefault(group_no, []).append((piece, match))
        elif piece.mark is not None and not names_other_things(name):
            siblings.setdefault(group_no, []).append((piece, match))
    for section_no, others in siblings.items():
        named = groups.get(section_no, [])
        marks = {piece.mark.kind for piece, _ in named if piece.mark is not None}
        chain = report.outline.ancestors(section_no)
        if (len(named) >= 2 or _tells_of_projects(chain)) and len(named) >= len(others):  # items among projects
            named += [(piece, match) for piece, match in others if piece.mark is not None and piece.mark.kind in marks]
    for section_no, group in groups.items():
        chain = report.outline.ancestors(section_no)
        roles = {s.role for s in chain}
        if len(group) < 2 and not roles & {"projects"}:
            continue
        if roles & {"problem", "improvement", "problem_and_improvement", "safeguard", "duties", "appendix"}:
            continue
        for piece, match in group:
            if "organisation" in roles and not report.figures.between(piece.view_start, piece.view_end, "money"):
                continue
            start, end = report.span(*match.span("name"))
            item = add(found, match.group("name"), start, end, "paragraph")
            if item is not None:
                item.ranges.append((start, _end_of_notes(report, piece)))


def _end_of_notes(report: Report, item: Piece) -> int:
    """Return where the lines end that tell how an item was reckoned, without a mark of their own (测算标准：…)."""
    pieces = report.pieces()
    place = bisect_left(pieces, item.start, key=lambda piece: piece.start) + 1
    end = item.end
    while place < len(pieces) and pieces[place].mark is None:
        note = pieces[place]
        if _NOTE.search(report.text, note.view_start, note.view_end) is None:
            break
        end, place = note.end, place + 1
    return end


def from_quoted(report: Report, found: Candidates) -> None:
    """对“A”“B”2个项目开展绩效自评: names in quotes, counted as projects."""
    for listing in _QUOTED_LIST.finditer(report.text) if "”" in report.text else ():
        for name in re.finditer(r"“([^”]{2,40})”", listing.group()):
            at = listing.start() + name.start(1)
            add(found, name.group(1), *report.span(at, at + len(name.group(1))), "quoted")


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
            name, _ = clean_name(match.group(group))
            if len(name) >= 4 and not names_other_things(name) and not is_generic(name) and not opens_list(name):
                hits.append((match, group))
        for place, (match, group) in enumerate(hits):
            until = hits[place + 1][0].start() if place + 1 < len(hits) else piece.view_end
            item = add(found, match.group(group), *report.span(*match.span(group)), "summary")
            if item is not None:
                item.ranges.append(report.span(match.start(group), until))


def from_openings(report: Report, found: Candidates) -> None:
    """Sentences that open with a project and go on about its money, under a heading about projects."""
    text = report.text
    for piece in report.pieces():
        chain = report.outline.ancestors(piece.section_no)
        if (
            not chain
            or "项目" not in chain[0].title
            or chain[0].role not in ("attainment", "projects", "target", "money", None)
        ):
            continue
        hits = [
            m
            for m in _OPENING.finditer(text, piece.body_start, piece.view_end)
            if looks_like_project(m.group("name"))
            and not is_generic(m.group("name"))
            and report.figures.between(m.end(), m.end() + 24, "money")
        ]
        for place, match in enumerate(hits):
            until = hits[place + 1].start("name") if place + 1 < len(hits) else piece.view_end
            item = add(found, match.group("name"), *report.span(*match.span("name")), "sentence")
            if item is not None:
                item.ranges.append(report.span(match.start("name"), until))


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
                if not re.search(r"支出|收入|预算|配套|资金$|经费$", m["name"])
            ]
            if len(parts) < 2:
                continue
            for part in parts:
                left = sentence.start() + part.start("name") - 1
                a, b = report.span(left, left + len(part["name"]))
                item = add(found, part["name"], a, b, "part")
                if item is not None:
                    item.ranges.append((a, report.span(left, sentence.start() + part.end("sum") - 1)[1]))


def take_up_headings(report: Report, found: Candidates) -> None:
    """Headings that repeat a project's name: the text under them speaks of it."""
    for section in report.outline.sections:
        item = found.get(key_of(clean_name(section.title)[0]))
        stretch = (section.char_start, section.char_end)
        if item is not None and stretch not in item.ranges:
            item.ranges.append(stretch)
