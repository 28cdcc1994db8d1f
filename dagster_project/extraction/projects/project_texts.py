"""Projects of text by its layout: labels, headings of work items and paragraphs led by a name.

Here belongs what makes a heading or a paragraph name one project. Sentences that name one belong to project_sentences.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.projects.project_candidates import Candidates, add, known
from dagster_project.extraction.projects.project_names import (
    clean_name,
    is_common_name,
    is_generic,
    looks_like_project,
    names_other_things,
    opens_list,
)
from dagster_project.extraction.records import Section
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.form_words import is_class
from dagster_project.extraction.words.numbering import Mark

_LABELLED = re.compile(
    r"项目名称[：]\s?(?P<name>[^。；\n\t]{2,60}?)(?=(?:支出)?(?:功能)?科目(?:编码|名称)|项目(?:编码|类[型别]|单位|属性)|评价(?:机构|类型)|(?:实施|主管)单位|该项目|年初|绩效目标|项目年度|(?:项目)?(?:主管|实施|承担|建设|申报|负责)?(?:部门|单位)[：]|预算|[。；\n\t]|$)"
)
# 某助学金项目绩效目标：一、…: a text of goals that a project's name heads; 项目名称某院区建设主管部门…: a form without edges
_HEADS_GOALS = re.compile(
    r"(?:(?<=\n)|(?<=。)|\A)(?P<name>[^，。；：\n\t]{3,50}?)(?:年度)?绩效目标：(?=\n|\Z|一、|1[.、]|（[一1]）)"
)
_GLUED = re.compile(
    r"项目名称(?P<name>[^，。；：\n\t]{4,40}?)(?=(?:项目)?(?:主管|实施)(?:部门|单位)[^，。；：\n\t]{4})"
)
_LEAD = re.compile(r"(?P<name>[^，。：；！？\n\t]{3,60}+)(?<!元)(?P<sign>[：；])")
_SPENT = r"(?:实际|全年|累计|年初|本年)?(?:支出|安排|预算|投入|到位|下达|批复|执行)(?:(?:直达|专项|项目|补助)?资金|数)?(?:为|共)?"
_YEAR = r"(?:(?:19|20)\d{2}(?:-(?:19|20)\d{2})?年度?)?"
_LEAD_MONEY = re.compile(
    rf"(?={_YEAR}(?:第\d{{1,3}}|[^，。：；！？、\n\t\d]){{4,}}+\d)(?P<name>{_YEAR}(?:第\d{{1,3}}|[^，。：；！？、\n\t\d]){{4,40}}?)(?:{_SPENT})?(?:共计|共|合计|总额)?(?P<sign>\d[\d,.]*(?:万|亿)?元)"
)
_HOLDS_SUM = re.compile(r"\d(?:万|亿)?元")
_DEED = re.compile(r"分配|给予|拨付|支付|划拨|用于|根据|依据|按照|^(?:对|为|支持|向|给|按)")
_DONE_TO = re.compile(r"对(?![口外接])|为(?!民)|向(?![阳上])|(?:支持|安排|补助)(?=[^，。；]{4})|用于")
# 1、某村道路硬化项目，硬化道路…: a name that ends as projects do and is told about behind a comma.
_LEAD_NAME = re.compile(
    r"(?P<name>[^，。：；！？\n\t]{5,50}(?:，[^，。：；！？\n\t]{4,30})?(?:项目|工程|资金|经费|专项|补贴|补助|奖补))(?P<sign>[，。])"
)
_EVALUATED = re.compile(
    r"(?:(?<=[资经补专项][金费助项目]))绩效(?:自评|评价)(?:情况|报告|结果)?$"
)  # 第一部分 某资金绩效自评
_SHORTEST_RECURRING = 8
_PLAIN_TAIL = re.compile(r"(?:项目|工程|资金|经费|专项|补助|奖补|补贴|建设|改造)(?:（[^（）]{1,14}）)?$")
_NOTE = re.compile(r"测算|核算|计算依据|标准[：为]|每[人户家台套]|人均")


# A project's money right after its name (NAME。全年预算数5万元，…), and the items of accounts that read alike but are none.
_OPENS_WITH_MONEY = re.compile(
    r"[\s：。；]{0,3}(?:该?项目)?(?:\d{4}年度?)?(?:年初|全年|调整后?|当年|本年)?(?:下达|收到|安排|批复|到位)?(?:上级|财政|项目|专项)?"
    r"(?:(?:预算|资金|投资|经费|总投资|总资金)[^，。；：\d\n]{0,10}|(?<=到位)|(?<=下达)|(?<=收到))\d[\d,.]*\s?(?:万|亿)?元"
)
_OWN_TARGET = re.compile(r"[\s：。]*(?:年度|总体)?(?:绩效)?目标[：:]")
_OF_SOURCES = re.compile(
    r"资金(?:来源|构成|结构|筹集|筹措)"
)  # what is listed there is whose money it is, and no project
_OF_FUNDS = re.compile(r"资金|项目|专项|绩效")
_FUND_OF_YEAR = re.compile(r"(?:19|20)\d{2}年?度?[^，。；]{6,40}(?:资金|经费|补助|转移支付|项目)")
_SHORTEST_ITEM = 12  # characters that an item tells beside its name
_OF_ITEM = re.compile(r"[该本此]项|项目|资金|绩效|其中|通过(?!对)|(?:\d{4}年)?(?:年初|全年)")
_OF_PROJECTS_OR_FUNDS = re.compile(r"项目|专项|资金|目标")
_NUMBER = re.compile(r"[\d一二三四五六七八九十①-⑳]+")
_ACCOUNT_ITEM = re.compile(r"支出$|事务$|运行$|（[类款项目]）|\d{7}")
_FIRST_ITEM = re.compile(r"：（?[（(]?1[、.．）)](?P<name>[^，。；：\n\t]{3,40}?)\d[\d,.]*(?:万|亿)?元[；。]?\s*$")
_FIRST_REACH, _SECOND = 80, 2
_OF_PROJECTS = re.compile(r"项目|绩效|专项|直达|自评")


def _tells_of_projects(chain: list[Section]) -> bool:
    return any(_OF_PROJECTS.search(section.title) for section in chain)


def _opens_with_money(report: Report, title: str, at: int, chain: list[Section]) -> bool:
    """Tell whether a name under a heading about projects or their results is followed by its money (``at``: in the view)."""
    return (
        not names_other_things(title)
        and not is_common_name(title)
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


_LABELS = (("项目名称：", _LABELLED), ("绩效目标：", _HEADS_GOALS), ("项目名称", _GLUED))


def from_labels(report: Report, found: Candidates) -> None:
    """项目名称：NAME in text, or NAME绩效目标：; the name's text runs to the next one or to the end of its section."""
    hits = [
        (match, piece)
        for label, pattern in _LABELS
        if label in report.text
        for piece in report.pieces()
        for match in pattern.finditer(report.text, piece.view_start, piece.view_end)
        if pattern is not _HEADS_GOALS or looks_like_project(clean_name(match.group("name"))[0])
    ]
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
    parents = {section.parent_no for section in outline.sections}
    accepted: dict[tuple[int | None, str | None], int] = {}
    waiting = []
    for section in outline.sections:
        chain = outline.ancestors(section.parent_no)
        parent_role = chain[0].role if chain else None
        title, _ = clean_name(_EVALUATED.sub("", section.title))
        low, high = view.find(section.heading_end), view.find(section.char_end)
        # 住户收支调查。预算安排5万元，…: a word of money in a project's name makes its heading none about money
        is_part = section.role is not None and parent_role not in ("work_items", "projects")
        if is_part and section.role == "money":
            is_part = not _opens_with_money(report, title, low, chain)
        if is_part or not 3 <= len(title) <= 50:
            continue
        target = _OWN_TARGET.match(view.text, low, low + 20)
        if is_class(title) or (target is None and _of_whole_body(chain) and _PLAIN_TAIL.search(title) is None):
            continue  # 成本目标：…; 养老服务 under 部门整体支出绩效情况: what the body does, and no project
        named = (
            looks_like_project(title)
            and (
                parent_role in ("projects", "work_items", "attainment", "money")
                or any(s.role in ("projects",) for s in chain)
                or any(_OF_FUNDS.search(s.title) for s in chain)
            )
            and not _DONE_TO.match(title)
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
            section.role in (None, "money") and _opens_with_money(report, title, low, chain)
        ):
            _add_section(report, found, section, title)
        elif money and section.role is None and parent_role in ("projects", "work_items", "attainment", "money"):
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


def _counted_on(mark: Mark, chain: list[Section], before: tuple[Mark, list[Section]] | None) -> list[Section]:
    """Return the headings around an item, for one with a mistyped mark those of the item it counts on from: （1）, 2、, （3）."""
    if before is None or before[0].number is None or mark.number != before[0].number + 1:
        return chain
    return before[1] if mark.kind != before[0].kind and len(chain) < len(before[1]) else chain


def from_paragraphs(report: Report, found: Candidates) -> None:
    """Paragraphs led by a name and a colon, two or more under one heading: one project each."""
    groups: dict[int | None, list[tuple[Piece, re.Match[str]]]] = {}
    siblings: dict[int | None, list[tuple[Piece, re.Match[str]]]] = {}
    text = report.text
    counted: tuple[Mark, list[Section]] | None = None
    for piece in report.pieces():
        title = report.outline.title(piece)
        # text that a blank sets apart from its heading
        below = bool(title) and piece.title_end == piece.body_start < piece.view_end
        start = piece.body_start if below else report.outline.after_mark(piece)
        match = _LEAD.match(text, start, piece.view_end)
        if match is not None and piece.mark is not None and _HOLDS_SUM.search(match.group("name")):
            match = None  # （一）某路灯项目43万元责任单位：某镇: the name ends at its sum
        chain = report.outline.ancestors(piece.section_no)
        around = chain[1:] if title and chain and not below else chain  # a numbered item is its own section
        if piece.mark is None and match is not None and chain and looks_like_project(clean_name(chain[0].title)[0]):
            around = chain[1:]  # an item that has lost its number, behind another one
        if piece.mark is not None and piece.mark.number is not None:
            around = _counted_on(piece.mark, around, counted)
            counted = piece.mark, around
        short = False
        if match is None and piece.mark is not None and not below:
            match = _LEAD_MONEY.match(text, start, piece.view_end)
            if match is not None and match.end("name") < match.start("sign") and not _tells_of_projects(chain):
                match = None  # 1.某项资金支出30万元: an item of projects only under a heading about them
            if match is not None and _DEED.match(match.group("name")):
                match = None  # 1.分配某县设备补助30万元: a deed with the money, no name
            match = match or _LEAD_NAME.match(text, start, piece.view_end)
            if match is not None and _DONE_TO.match(match.group("name")):
                match = None  # 1.对全镇80户脱贫户进行补助，…: what is done, and no name of it
            short = match is not None and (
                _PLAIN_TAIL.search(match.group("name")) is not None or match.group("sign").endswith("元")
            )
        if match is None or (piece.view_end - match.end() < 12 and not short):
            continue
        name, _ = clean_name(match.group("name"))
        chain = around
        group_no = chain[0].section_no if chain else None
        if opens_list(name) or "用于" in name or not 3 <= len(name) <= 50:
            continue
        at = match.start("sign")
        opens = _opens_with_money(report, name, at, chain) or (
            piece.mark is not None and _opens_with_target(report, name, at, chain)
        )
        recurs = piece.mark is not None and bool(chain) and chain[0].role == "target" and _recurs(report, name, match)
        if looks_like_project(name) or opens or recurs:
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
        if (len(group) < 2 and not roles & {"projects"}) or (chain and _OF_SOURCES.search(chain[0].title)):
            continue
        if roles & {"problem", "improvement", "problem_and_improvement", "safeguard", "duties", "appendix"}:
            continue
        _add_first(report, found, min((piece for piece, _ in group), key=lambda piece: piece.start))
        # 1、某项目46万元⏎该项目…: names with their sums alone, and the text of each below
        bare = [m for p, m in group if m.group("sign").endswith("元") and p.view_end - m.end() <= 1]
        bare = bare if len(bare) > 1 else []
        for piece, match in group:
            if "organisation" in roles and not report.figures.between(piece.view_start, piece.view_end, "money"):
                continue
            start, end = report.span(*match.span("name"))
            item = add(found, match.group("name"), start, end, "paragraph")
            if item is not None:
                end = _end_of_text_below(report, piece) if match in bare else 0
                item.ranges.append((start, end or _end_of_notes(report, piece)))


def _add_first(report: Report, found: Candidates, second: Piece) -> None:
    """Take the first item of a list whose second one begins a line, while it stands behind the colon: …其中：（1、A5万元；⏎2、B…"""
    if second.mark is None or second.mark.number != _SECOND:
        return
    first = _FIRST_ITEM.search(report.text, max(0, second.view_start - _FIRST_REACH), second.view_start)
    if first is not None and not names_other_things(first["name"]):
        start, end = report.span(*first.span("name"))
        item = add(found, first["name"], start, end, "paragraph")
        if item is not None:
            item.ranges.append((start, report.span(*first.span())[1]))


def _recurs(report: Report, name: str, match: re.Match[str]) -> bool:
    """Tell whether a name that leads an item of goals stands elsewhere in the text too, in its words for works or sums."""
    return (
        len(name) >= _SHORTEST_RECURRING
        and not names_other_things(name)
        and not _CLASS_WORD.search(name)
        and (report.text.find(name, match.end()) >= 0 or report.text.find(name, 0, match.start("name")) >= 0)
    )


def _end_of_text_below(report: Report, item: Piece) -> int:
    """Return where the one paragraph without a mark ends that stands below an item, 0 where none does."""
    pieces = report.pieces()
    place = bisect_left(pieces, item.start, key=lambda piece: piece.start) + 1
    return pieces[place].end if place < len(pieces) and pieces[place].mark is None else 0


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


def take_up_headings(report: Report, found: Candidates) -> None:
    """Headings that repeat a project's name: the text under them speaks of it."""
    for section in report.outline.sections:
        item = known(found, clean_name(section.title)[0])
        stretch = (section.char_start, section.char_end)
        if item is not None and stretch not in item.ranges:
            item.ranges.append(stretch)


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
