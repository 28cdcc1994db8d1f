"""Projects of paragraphs that a name leads: 1.某项目：…, NAME5万元, two or more under one heading.

Labels and headings that name a project belong to project_texts.py, sentences to project_sentences.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.projects.project_candidates import Candidates, add
from dagster_project.extraction.projects.project_names import (
    clean_name,
    looks_like_project,
    names_other_things,
    opens_list,
)
from dagster_project.extraction.projects.project_openings import (
    CLASS_WORD,
    DONE_TO,
    PLAIN_TAIL,
    opens_with_money,
    opens_with_target,
    tells_of_projects,
)
from dagster_project.extraction.records import Section
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.numbering import Mark

_LEAD = re.compile(r"(?P<name>[^，。：；！？\n\t]{3,60}+)(?<!元)(?P<sign>[：；])")
_SPENT = r"(?:应|实际|全年|累计|年初|本年|年中|追加|调[增减]|调整后?)*(?:支出|支付|安排|预算|投入|到位|下达|批复|执行)(?:(?:直达|专项|项目|补助)?资金|数)?(?:为|共)?"
_YEAR = r"(?:(?:19|20)\d{2}(?:-(?:19|20)\d{2})?年度?)?"
# a document that the name cites, or the places where the work is done
_CITED = r"（(?:[^（）\n]{2,16}〔(?:19|20)\d{2}〕\d{1,4}号|[^（）\d\n：；。]{2,30})）"
_LEAD_MONEY = re.compile(
    rf"(?={_YEAR}(?:第\d{{1,3}}|{_CITED}|[^，。：；！？、\n\t\d]){{4,}}+\d)(?P<name>{_YEAR}(?:第\d{{1,3}}|{_CITED}|[^，。：；！？、\n\t\d]){{4,40}}?)(?:（?{_SPENT})?(?:共计|共|合计|总额)?(?P<sign>\d[\d,.]*(?:万|亿)?元)"
)
_CUT_SHORT = re.compile(r"\d(?:万|亿)?元|（[^）]{0,50}$")
_DEED = re.compile(
    r"分配|给予|拨付|支付|划拨|用于|根据|依据|按照|^(?:对|为|支持|向|给|按|发放|下达|兑付|投入|落实|收到|获得|接收|争取)"
)
# 1、某村道路硬化项目，硬化道路…: a name that ends as projects do and is told about behind a comma.
_LEAD_NAME = re.compile(
    r"(?P<name>[^，。：；！？\n\t]{5,50}(?:，[^，。：；！？\n\t]{4,30})?(?:项目|工程|资金|经费|专项|补贴|补助|奖补))"
    r"(?:（(?:如|含|包括)[^（）\n]{2,60}）)?(?P<sign>[，。])"
)
# 1.某饮水安全工程⏎投资：90万元: the sum stands below with a label, which may run into the name
_ABOVE_LABEL = re.compile(
    r"(?P<name>[^，。：；！？\n\t]{5,50})\n(?:计划|项目|估算)?(?:总?投资|预算|概算|金额|资金)(?P<sign>：)(?=\d)"
)
_LABELLED = re.compile(r"(?<=[目程）])(?:计划|项目|估算)?(?:总?投资|预算|概算|金额)$")
# 1.平台运维费，年初预算28万元，…: a name of any kind and its money behind a comma
_LEAD_SUM = re.compile(
    r"(?P<name>[^，。；：！？\n\t]{4,40}?)(?:\d[\d,]*(?:[所个处座家]|人次?|户))?(?P<sign>，)"
    r"(?=(?:年初|全年|项目|安排|财政|总)?(?:预算|资金|投资|投入)(?:数|资金|安排)?[为共]?\d[\d,.]*(?:万|亿)?元)"
)
_VOUCHED = re.compile(r"项目(?:如下|为|有)?：\s*$")  # 用于以下项目：, before the first of the items
_SHORTEST_RECURRING = 8
_NOTE = re.compile(r"测算|核算|计算依据|标准[：为]|每[人户家台套]|人均")
_OF_SOURCES = re.compile(
    r"资金(?:来源|构成|结构|筹集|筹措)|可(?:安排|用)(?:资金|财力)"
)  # what is listed there is whose money it is, and no project
_FIRST_ITEM = re.compile(r"：（?[（(]?1[、.．）)](?P<name>[^，。；：\n\t]{3,40}?)\d[\d,.]*(?:万|亿)?元[；。]?\s*$")
_OF_SEVERAL = re.compile(r"\d个项目$")  # （一）养老类共计21个项目，共计90万元
# 1.养老福利类90万元。包括：甲镇敬老院改造项目80万元、…: a class of works with the sum of those in it
_CLASS = re.compile(r"类(?:项目)?$")
_SUM_OF_CLASS = re.compile(r"，(?:共计?|合计|总计)\d[\d,.]*(?:万|亿)?元")
_OPENS_PARTS = re.compile(r"[。，；]?\s?(?:其中|(?:主要)?包括|分别[为是])[：:，]?")
_PART_OF_CLASS = re.compile(
    rf"[、，；和及]?(?P<name>(?:{_CITED}|[^，。；：、\d\n\t]){{4,40}}?)(?P<sum>\d[\d,.]*(?:万|亿)?元)"
)
_CALLED_WORKS = re.compile(r"(?:项目|工程)$")
_FIRST_REACH, _SECOND, _VOUCH_REACH = 80, 2, 12
_SILENT = frozenset({"problem", "improvement", "problem_and_improvement", "safeguard", "duties", "appendix"})
_LONGEST_NAME = 50
_SHORTEST_TEXT = 12  # behind the name that leads it
_SUM_REACH = 12
_LED = re.compile(r"(?P<name>[^，。；：\n]{4,40})[。：；]")  # the next project, without a number before its name

_Led = tuple[Piece, re.Match[str]]  # a paragraph and what leads it
_ByHeading = dict[int | None, list[_Led]]


def from_paragraphs(report: Report, found: Candidates) -> None:
    """Paragraphs led by a name and a colon, two or more under one heading: one project each."""
    for section_no, group in _groups(report).items():
        chain = report.outline.ancestors(section_no)
        roles = {section.role for section in chain}
        if (len(group) < 2 and "projects" not in roles) or any(
            _OF_SOURCES.search(section.title) for section in chain[:2]
        ):
            continue
        if not roles & _SILENT:
            _add_group(report, found, group, needs_money="organisation" in roles)


def _groups(report: Report) -> _ByHeading:
    """Return the paragraphs that name projects, by the heading around them, with those that are projects by company."""
    groups: _ByHeading = {}
    siblings: _ByHeading = {}
    for piece, match, chain in _led_paragraphs(report):
        section_no = chain[0].section_no if chain else None
        name = _name_of(report, piece, match)
        if opens_list(name) or _OF_SEVERAL.search(name) or "用于" in name or not 3 <= len(name) <= _LONGEST_NAME:
            continue
        # 4.造林与修复（安排资金76万元），…: only in company
        alone = _in_bracket(report, match) and not tells_of_projects(chain)
        if not alone and _is_project(report, piece, match, name, chain):
            groups.setdefault(section_no, []).append((piece, match))
        elif piece.mark is not None and not names_other_things(name):
            siblings.setdefault(section_no, []).append((piece, match))
    for section_no, others in siblings.items():
        named = groups.get(section_no, [])
        marks = {piece.mark.kind for piece, _ in named if piece.mark is not None}
        counted = {piece.mark.number for piece, _ in (*named, *others) if piece.mark is not None}
        first = min(piece.view_start for piece, _ in (*named, *others))
        if _VOUCHED.search(report.text, max(0, first - _VOUCH_REACH), first):
            groups[section_no] = named + others  # 用于以下项目：1.…
        elif (len(named) >= 2 or tells_of_projects(report.outline.ancestors(section_no))) and len(named) >= len(others):
            # items among projects
            named += [
                (piece, match)
                for piece, match in others
                if piece.mark is not None and (piece.mark.kind in marks or _counts_on(piece.mark, counted))
            ]
    return groups


def _counts_on(mark: Mark, counted: set[int | None]) -> bool:
    """Tell whether an item of another kind of mark stands in the midst of a list: 3. （4） 5."""
    return mark.number is not None and {mark.number - 1, mark.number + 1} <= counted


def _led_paragraphs(report: Report) -> Iterator[tuple[Piece, re.Match[str], list[Section]]]:
    """Yield the pieces that something like a name leads, with what leads them and the headings around."""
    outline = report.outline
    counted: tuple[Mark, list[Section]] | None = None
    for piece in report.pieces():
        title = outline.title(piece)
        # text that a blank sets apart from its heading
        below = bool(title) and piece.title_end == piece.body_start < piece.view_end
        start = piece.body_start if below else outline.after_mark(piece)
        above = _ABOVE_LABEL.match(report.text, outline.after_mark(piece)) if piece.mark is not None else None
        below = below and above is None
        match = above or _LEAD.match(report.text, start, piece.view_end)
        if match is not None and piece.mark is not None and _CUT_SHORT.search(match.group("name")):
            match = None  # （一）某路灯项目43万元责任单位：某镇: the name ends at its sum, or at a bracket (某项目（如：…）)
        chain = outline.ancestors(piece.section_no)
        around = chain[1:] if title and chain and not below else chain  # a numbered item is its own section
        if piece.mark is None and match is not None and chain and looks_like_project(clean_name(chain[0].title)[0]):
            around = chain[1:]  # an item that has lost its number, behind another one
        if piece.mark is not None and piece.mark.number is not None:
            around = _counted_on(piece.mark, around, counted)
            counted = piece.mark, around
        is_short = above is not None
        if match is None and piece.mark is not None and not below:
            match = _led_by_sum(report, piece, start, chain)
            is_short = match is not None and _says_all(match)
        if match is not None and (is_short or piece.view_end - match.end() >= _SHORTEST_TEXT):
            yield piece, match, around


def _counted_on(mark: Mark, chain: list[Section], before: tuple[Mark, list[Section]] | None) -> list[Section]:
    """Return the headings around an item, for one with a mistyped mark those of the item it counts on from: （1）, 2、, （3）."""
    if before is None or before[0].number is None or mark.number != before[0].number + 1:
        return chain
    return before[1] if mark.kind != before[0].kind and len(chain) < len(before[1]) else chain


def _led_by_sum(report: Report, piece: Piece, start: int, chain: list[Section]) -> re.Match[str] | None:
    """Return what leads an item without a colon: a name and its sum, or one that ends as projects do; null for a deed."""
    text = report.text
    match = _LEAD_MONEY.match(text, start, piece.view_end)
    runs_on = match is not None and match.end("name") < match.start("sign") and not _in_bracket(report, match)
    if runs_on and not tells_of_projects(chain):
        match = None  # 1.某项资金支出30万元: an item of projects only under a heading about them
    if match is not None and _DEED.match(match.group("name")):
        match = None  # 1.分配某县设备补助30万元: a deed with the money, no name
    match = match or _LEAD_NAME.match(text, start, piece.view_end) or _LEAD_SUM.match(text, start, piece.view_end)
    # 1.对全镇80户脱贫户进行补助，…: what is done, and no name of it
    return None if match is not None and DONE_TO.match(match.group("name")) else match


def _in_bracket(report: Report, match: re.Match[str]) -> bool:
    """Tell whether the sum stands in a bracket behind the name."""
    return match.re is _LEAD_MONEY and report.text.startswith("（", match.end("name"))


def _says_all(match: re.Match[str]) -> bool:
    """Tell whether what leads an item says enough by itself, so that little need follow: a plain name, a sum."""
    is_plain = PLAIN_TAIL.search(match.group("name")) is not None
    return is_plain or match.group("sign").endswith("元") or match.re is _LEAD_SUM


def _name_of(report: Report, piece: Piece, match: re.Match[str]) -> str:
    """Return the name that leads a paragraph, without the label of its sum that has run into it."""
    name, _ = clean_name(match.group("name"))
    bare = _LABELLED.sub("", name)
    at = match.end()
    has_sum = bare != name and piece.mark is not None and report.figures.between(at, at + _SUM_REACH, "money")
    return bare if has_sum else name


def _is_project(report: Report, piece: Piece, match: re.Match[str], name: str, chain: list[Section]) -> bool:
    """Tell whether the name that leads a paragraph is a project's: by its words, or by what is told of it."""
    if looks_like_project(name):
        return True
    at = match.start("sign")
    if opens_with_money(report, name, at, chain):
        return True
    if piece.mark is None:
        return False
    is_goal = bool(chain) and chain[0].role == "target"
    return opens_with_target(report, name, at, chain) or (is_goal and _recurs(report, name, match))


def _add_group(report: Report, found: Candidates, group: list[_Led], *, needs_money: bool) -> None:
    """Take the paragraphs of one heading for a project each. ``needs_money``: only those that tell of a sum."""
    _add_first(report, found, min((piece for piece, _ in group), key=lambda piece: piece.start))
    # 1、某项目46万元⏎该项目…: names with their sums alone, and the text of each below
    bare = [m for p, m in group if m.group("sign").endswith("元") and p.view_end - m.end() <= 1]
    bare = bare if len(bare) > 1 else []
    for piece, match in group:
        if _heads_sums(report, piece, match) or _names_class(report, found, piece, match):
            continue
        if needs_money and not report.figures.between(piece.view_start, piece.view_end, "money"):
            continue
        start, end = report.span(*match.span("name"))
        name = _LABELLED.sub("", match.group("name"))
        item = add(found, name, start, end - len(match.group("name")) + len(name), "paragraph")
        if item is not None:
            end = _end_of_text_below(report, piece) if match in bare or match.re is _ABOVE_LABEL else 0
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


def _heads_sums(report: Report, piece: Piece, match: re.Match[str]) -> bool:
    """Tell whether an item is nothing but a name and the sum of the items right below it: 一、福利类项目90万元。⏎1、某项目60万元，…"""
    pieces = report.pieces()
    place = bisect_left(pieces, piece.start, key=lambda other: other.start) + 1
    if piece.mark is None or not match.group("sign").endswith("元") or place == len(pieces):
        return False
    below = pieces[place]
    first = below.mark is None or (below.mark.number == 1 and below.mark.kind != piece.mark.kind)
    if not first or report.text[match.end() : piece.view_end].strip("。；：，\n\t "):
        return False
    item = _LEAD_MONEY.match(report.text, report.outline.after_mark(below), below.view_end)
    return item is not None and item.end("name") == item.start("sign")


def _names_class(report: Report, found: Candidates, piece: Piece, match: re.Match[str]) -> bool:
    """Tell whether an item is a class of works with their sums behind its own; the works are projects where one is called so."""
    name, _ = clean_name(match["name"])
    is_class = _CLASS.search(name) is not None
    if is_class and _SUM_OF_CLASS.match(report.text, match.start("sign"), piece.view_end):
        return True
    opening = _OPENS_PARTS.match(report.text, match.end(), piece.view_end) if match["sign"].endswith("元") else None
    if opening is None:
        return False
    parts: list[re.Match[str]] = []
    at = opening.end()
    while (part := _PART_OF_CLASS.match(report.text, at, piece.view_end)) is not None:
        parts.append(part)
        at = part.end()
    are_works = len(parts) > 1 and any(_CALLED_WORKS.search(part["name"]) for part in parts)
    if not is_class and (not are_works or looks_like_project(name)):
        return False
    for part in parts if are_works else ():
        item = add(found, part["name"], *report.span(*part.span("name")), "listed")
        if item is not None:
            item.ranges.append(report.span(part.start("name"), part.end()))
    return True


def _recurs(report: Report, name: str, match: re.Match[str]) -> bool:
    """Tell whether a name that leads an item of goals stands elsewhere in the text too, in its words for works or sums."""
    return (
        len(name) >= _SHORTEST_RECURRING
        and not names_other_things(name)
        and not CLASS_WORD.search(name)
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
        led = _LED.match(report.text, note.view_start, note.view_end)
        if (led is not None and looks_like_project(led["name"])) or not _NOTE.search(
            report.text, note.view_start, note.view_end
        ):
            break
        end, place = note.end, place + 1
    return end
