"""Projects: what the report itself lists, titles or tabulates as a project, and which text speaks of which.

Here belongs how a project is named by a report's layout (form, list table, work item with its own target, paragraph led by a
name, the report's title). A project's identity across years and reports belongs to the dbt models.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

import ahocorasick

from dagster_project.extraction.outline import Piece
from dagster_project.extraction.records import ProjectMention, Section
from dagster_project.extraction.report import Report
from dagster_project.extraction.tables import Cell, Table
from dagster_project.vocabulary import words

_DOCUMENT_NUMBER = re.compile(r"[（〔]?(?P<number>[\u4e00-\u9fffA-Za-z]{1,14}[〔（](?:19|20)\d{2}[〕）]\s?第?\d{1,5}号)[）〕]?")
_LIST_NUMBER = re.compile(r"^(?:（?[一二三四五六七八九十\d]{1,3}[）、.．]\s?|[①-⑳])")
_YEARS = re.compile(r"(?:19|20)\d{2}(?:-(?:19|20)\d{2})?(?:年度|年)?")
_NAME_CELL = re.compile(r"(?:项目|专项|政策|资金|项目（政策）|专项资金|项目\(政策\))?（?(?:项目|专项|政策|资金)?）?名称(?:（.{1,8}）)?")
_LABELLED = re.compile(r"项目名称[：]\s?(?P<name>[^。；\n\t]{2,60}?)(?=该项目|年初|绩效目标|项目年度|主管部门|预算|[。；\n\t]|$)")
_NO_NAME = re.compile(r"^(?:合计|小计|总计|序号|无|其他|备注|说明|[-—/\d.,%]*)$|^(?:合计|总计|小计)")
_TITLE = re.compile(
    r"^(?:关于)?(?P<name>[^。；：\n]{3,70}?)(?:的)?(?:支出)?(?:预算)?"
    r"(?:(?:财政|部门|重点|事前|事后|年度)*绩效(?:自评|自我评价|评价|运行监控|目标)|(?:部门|财政|重点)评价|自评)(?:价)?(?:工作)?(?:报告|情况|总结|表|说明|文本|书)"
)
_GENERIC_TITLE = re.compile(
    r"^附[件表]|(?:局|委|厅|院|中心|办|政府|会|校|馆|站|处|所)(?:\d{4}年?度?)?(?:部门|本级)?项目$|整体|部门预算|预算项目$|^项目$|项目支出$|本级项目|所有项目|各项目|部门$|单位$|(?:年度|年)(?:预算)?(?:项目|部门|财政|专项资金|项目资金)?$|总体|分项|^财政"
)
_LEAD = re.compile(r"(?P<name>[^，。：；！？\n\t]{3,60})(?P<sign>[：；])")
_LEAD_MONEY = re.compile(r"(?P<name>[^，。：；！？\n\t\d]{4,40}?)(?:共计|共|合计|总额)?(?P<sign>\d[\d,.]*(?:万|亿)?元)")
_NAMED_MONEY = re.compile(r"(?:^|[、，；：])(?P<name>[\u4e00-\u9fff（）“”\dA-Za-z·]{4,40}?)(?P<sum>\d[\d,.]*(?:万|亿)?元)")
_SUMMED_UP = re.compile(
    r"(?:(?<=[。，；、\n\t])|(?<=\d[.、])|\A)(?:[（(]?\d{1,2}[）).、]|[一二三四五六七八九十]{1,3}是)?(?P<name>[^，。；：\n\t]{3,50}?)"
    r"(?:项目)?(?:支出)?绩效(?:自评|评价)(?:工作)?(?:综述|结果|情况)(?P<sign>[：。])|(?:(?<=[。，；\n\t])|\A)(?P<name2>[^，。；：\n\t]{3,50}?)(?:项目)?自评(?:综述|结果)："
)
_NO_LEAD = ("其中", "包括", "主要", "具体", "一是", "二是", "三是", "四是", "五是")
_QUOTED_LIST = re.compile(r"(?:“[^”\n]{2,40}”[、和及]?){1,20}等?\d{1,3}个(?:一级|二级|重点)?项目")
_OPENING = re.compile(
    r"(?:(?<=[。：；\n\t])|(?<=\A)|(?<=[\u4e00-\u9fff]))(?P<name>[^，。：；\n\t]{4,36}?(?:项目|工程))(?:建设)?(?:项目)?(?=批复|预算|总投资|概算|计划投资|估算|总预算|资金|投资)"
)
_MENTION_AFTER = re.compile(r"(?:服务)?(?:项目)?(?:的)?(?:基本)?(?:情况|概况)?(?:是|为|如下|：)")


@dataclass(slots=True)
class _Found:
    name: str
    start: int
    end: int
    basis: str
    document_number: str | None
    ranges: list[tuple[int, int]] = field(default_factory=list)


@lru_cache(maxsize=1)
def _tails() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('project_words', kind='tail')))})(?:（[^（）]{{1,14}}）)?$")


@lru_cache(maxsize=1)
def _none() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("project_words", kind="none"))))


def clean_name(text: str) -> tuple[str, str | None]:
    """Return a listed name without list number, document number and brackets around either, and the document number."""
    name = text.strip(" 　\t\n：；，、。")
    number = None
    match = _DOCUMENT_NUMBER.search(name)
    if match and (match.start() == 0 or match.end() == len(name) or name[match.start()] in "（〔"):
        number = match.group("number")
        name = (name[: match.start()] + name[match.end() :]).strip(" ：；，、-—")
    name = _LIST_NUMBER.sub("", name) if not _YEARS.match(name) else name
    if name.startswith("“") and name.endswith("”") and name.count("“") == 1:
        name = name[1:-1]
    return name.strip(" ：；，、"), number


def looks_like_project(name: str) -> bool:
    """Tell whether a name ends as projects and funds do and holds no word that names something else."""
    return 3 <= len(name) <= 60 and name not in words("project_words", kind="whole") and bool(_tails().search(name)) and not _none().search(name)


def find_projects(report: Report) -> list[ProjectMention]:
    """Return the projects of a report and set ``report.subjects``: whose text is whose."""
    found: dict[str, _Found] = {}
    for table in report.tables:
        _from_table(report, table, found)
    _from_labels(report, found)
    _from_sections(report, found)
    _from_quoted(report, found)
    _from_summaries(report, found)
    _from_paragraphs(report, found)
    _from_openings(report, found)
    _from_parts(report, found)
    titled = _from_title(report, found)
    ordered = sorted(found.values(), key=lambda item: item.start)
    mentions = [
        ProjectMention(
            ordinal=ordinal,
            project_name=item.name,
            document_number=item.document_number,
            basis=item.basis,
            char_start=item.start,
            char_end=item.end,
            value_start=item.start,
            value_end=item.end,
        )
        for ordinal, item in enumerate(ordered, 1)
    ]
    report.projects = mentions
    report.subjects = _subjects(report, ordered, titled)
    return mentions


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name)


def _add(found: dict[str, _Found], name: str, start: int, end: int, basis: str) -> _Found | None:
    """Register a project once a report; a variant by punctuation alone is the same one."""
    cleaned, number = clean_name(name)
    key = _key(cleaned)
    if len(key) < 3 or _NO_NAME.search(cleaned) or end <= start:
        return None
    item = found.get(key)
    if item is None:
        item = found[key] = _Found(cleaned, start, end, basis, number)
    elif item.document_number is None:
        item.document_number = number
    return item


def _from_table(report: Report, table: Table, found: dict[str, _Found]) -> None:
    """Forms (项目名称 | name) and lists (a column 项目名称)."""
    column, header_row = _name_column(table)
    if column is not None and header_row is not None:
        for number in range(header_row + 1, len(table.rows)):
            row = table.rows[number]
            offset = len(row) - len(table.rows[header_row])
            cell = row[column] if column < len(row) and (offset == 0 or column == 0 or offset > 0) else None
            if cell is None or not cell.text or _NO_NAME.search(cell.text) or not re.search(r"[\u4e00-\u9fff]{2}", cell.text):
                continue
            if any(_NO_NAME.search(c.text) and c.text and not re.fullmatch(r"[-\d.,%]*", c.text) for c in row[: column + 1]):
                continue
            item = _add(found, cell.text, cell.start, cell.end, "list")
            if item is not None:
                item.ranges.append(table.row_span(number))
        return
    open_item: _Found | None = None
    begin = 0
    for number, row in enumerate(table.rows):
        named = _form_name(row)
        if named is None:
            continue
        if open_item is not None:
            open_item.ranges.append((begin, table.row_span(number)[0]))
        label, cell = named
        item = _add(found, cell.text, cell.start, cell.end, "form")
        if item is not None:
            begin = table.row_span(number)[0]
            if open_item is None and table.caption:
                begin = table.caption[-1].start if number <= 2 and _caption_is_form(report, table) else begin
            open_item = item
    if open_item is not None:
        last = [c for row in table.rows for c in row if c.text][-1]
        open_item.ranges.append((begin, last.end))


def _caption_is_form(report: Report, table: Table) -> bool:
    return bool(re.search(r"表$|表（", report.outline.text(table.caption[-1])))


def _form_name(row: list[Cell]) -> tuple[Cell, Cell] | None:
    for place, cell in enumerate(row):
        if _NAME_CELL.fullmatch(cell.text.rstrip("：")) and cell.text[:2] in ("项目", "专项", "政策", "资金", "（项"):
            after = [c for c in row[place + 1 :] if c.text]
            if after and not re.search(r"名称|编码|序号|部门$|预算数|金额", after[0].text):
                return cell, after[0]
        match = re.match(r"项目名称[：](.{2,})", cell.text)
        if match:
            return cell, Cell(cell.row, cell.column, cell.end - len(match.group(1)), cell.end, match.group(1))
    return None


def _name_column(table: Table) -> tuple[int | None, int | None]:
    """Return the column and row of a list table's header 项目名称: figures or further columns stand beside it, names below."""
    for number, row in enumerate(table.rows[:6]):
        for cell in row:
            if _NAME_CELL.fullmatch(cell.text) and "项目" in cell.text or cell.text in ("项目", "项目内容", "具体项目"):
                others = [c for c in row if c.text and c is not cell]
                heads = sum(bool(re.search(r"预算|决算|金额|资金|执行|支出|数$|得分|等级|序号|单位|率", c.text)) for c in others)
                if heads >= 2 and number + 1 < len(table.rows) and not any(
                    c.text in ("一级指标", "二级指标") for c in row
                ):
                    return cell.column, number
    return None, None


def _from_labels(report: Report, found: dict[str, _Found]) -> None:
    """项目名称：NAME in text; the name's text runs to the next one or to the end of its section."""
    hits = [
        (m, piece)
        for piece in report.pieces()
        for m in _LABELLED.finditer(report.text, piece.view_start, piece.view_end)
    ]
    for place, (match, piece) in enumerate(hits):
        start, end = report.span(*match.span("name"))
        item = _add(found, match.group("name"), start, end, "label")
        if item is None:
            continue
        chain = report.outline.ancestors(piece.section_no)
        stop = chain[0].char_end if chain else len(report.outline.folded)
        if place + 1 < len(hits):
            stop = min(stop, report.outline.view.starts[hits[place + 1][0].start()])
        item.ranges.append((start, max(stop, end)))


def _from_sections(report: Report, found: dict[str, _Found]) -> None:
    """Headings that name a work item with its own target, and headings that name a project or fund with money under it."""
    outline = report.outline
    view = outline.view
    accepted: dict[tuple[int | None, str | None], int] = {}
    waiting = []
    for section in outline.sections:
        chain = outline.ancestors(section.parent_no)
        parent_role = chain[0].role if chain else None
        title, _ = clean_name(section.title)
        if section.role is not None and parent_role not in ("work_items", "projects") or not 3 <= len(title) <= 50:
            continue
        low, high = view.find(section.heading_end), view.find(section.char_end)
        target = re.match(r"[\s：。]*(?:年度|总体)?(?:绩效)?目标[：:]", view.text[low : low + 20])
        named = looks_like_project(title) and (
            parent_role in ("projects", "work_items", "attainment", "money")
            or any(s.role in ("projects",) for s in chain)
            or any(re.search(r"资金|项目|专项", s.title) for s in chain)
        )
        money = bool(report.figures.between(low, high, "money"))
        key = (section.parent_no, _kind_of_number(section.number_text))
        if target and section.level >= 2 or named and (money or parent_role == "projects"):
            _add_section(report, found, section, title)
            accepted[key] = accepted.get(key, 0) + 1
        elif money and section.role is None and parent_role in ("projects", "work_items", "attainment", "money"):
            waiting.append((key, section, title))
    for key, section, title in waiting:
        if accepted.get(key, 0) >= 2 and not _none_but_carryover(title):  # a heading among projects
            _add_section(report, found, section, title)


def _kind_of_number(number_text: str | None) -> str | None:
    return re.sub(r"[\d一二三四五六七八九十①-⑳]+", "#", number_text) if number_text else None


def _add_section(report: Report, found: dict[str, _Found], section: Section, title: str) -> None:
    item = _add(found, title, *_title_range(section, title, report), basis="heading")
    if item is not None:
        item.ranges.append((section.char_start, section.char_end))


def _title_range(section: Section, title: str, report: Report) -> tuple[int, int]:
    start, end = section.heading_start, section.heading_end
    place = report.outline.folded.find(title, start, end)
    return (place, place + len(title)) if place >= 0 else (start, end)


def _from_paragraphs(report: Report, found: dict[str, _Found]) -> None:
    """Paragraphs led by a name and a colon, two or more under one heading: one project each."""
    groups: dict[int | None, list[tuple[Piece, re.Match[str]]]] = {}
    siblings: dict[int | None, list[tuple[Piece, re.Match[str]]]] = {}
    text = report.text
    for piece in report.pieces():
        start = report.outline.after_mark(piece)
        match = _LEAD.match(text, start, piece.view_end)
        if match is None and piece.mark is not None:
            match = _LEAD_MONEY.match(text, start, piece.view_end)
        if match is None or piece.view_end - match.end() < 12:
            continue
        name, _ = clean_name(match.group("name"))
        chain = report.outline.ancestors(piece.section_no)
        if report.outline.title(piece) and chain:  # a numbered item is its own section
            chain = chain[1:]
        group_no = chain[0].section_no if chain else None
        if name.startswith(_NO_LEAD) or not 3 <= len(name) <= 50:
            continue
        if looks_like_project(name):
            groups.setdefault(group_no, []).append((piece, match))
        elif piece.mark is not None and not _none_but_carryover(name):
            siblings.setdefault(group_no, []).append((piece, match))
    for section_no, others in siblings.items():
        named = groups.get(section_no, [])
        marks = {piece.mark.kind for piece, _ in named if piece.mark is not None}
        if len(named) >= 2 and len(named) >= len(others):  # items among projects are projects
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
            item = _add(found, match.group("name"), start, end, "paragraph")
            if item is not None:
                item.ranges.append((piece.start, piece.end))


def _none_but_carryover(name: str) -> bool:
    return any(m.group() not in ("结转", "结余") for m in _none().finditer(name))


def _from_quoted(report: Report, found: dict[str, _Found]) -> None:
    """对“A”“B”2个项目开展绩效自评: names in quotes, counted as projects."""
    for listing in _QUOTED_LIST.finditer(report.text):
        for name in re.finditer(r"“([^”]{2,40})”", listing.group()):
            at = listing.start() + name.start(1)
            _add(found, name.group(1), *report.span(at, at + len(name.group(1))), "quoted")


def _from_summaries(report: Report, found: dict[str, _Found]) -> None:
    """NAME项目绩效自评综述：…, the form that final accounts use: to the next one or to the end of the piece."""
    text = report.text
    for piece in report.pieces():
        hits = []
        for match in _SUMMED_UP.finditer(text, piece.view_start, piece.view_end):
            group = "name" if match.group("name") else "name2"
            name, _ = clean_name(match.group(group))
            if len(name) >= 4 and not _none_but_carryover(name) and not _GENERIC_TITLE.search(name) and not name.startswith(_NO_LEAD):
                hits.append((match, group))
        for place, (match, group) in enumerate(hits):
            until = hits[place + 1][0].start() if place + 1 < len(hits) else piece.view_end
            item = _add(found, match.group(group), *report.span(*match.span(group)), "summary")
            if item is not None:
                item.ranges.append(report.span(match.start(group), until))


def _from_openings(report: Report, found: dict[str, _Found]) -> None:
    """Sentences that open with a project and go on about its money, under a heading about projects."""
    text = report.text
    for piece in report.pieces():
        chain = report.outline.ancestors(piece.section_no)
        if not chain or "项目" not in chain[0].title or chain[0].role not in ("attainment", "projects", "target", "money", None):
            continue
        hits = [
            m
            for m in _OPENING.finditer(text, piece.body_start, piece.view_end)
            if looks_like_project(m.group("name")) and report.figures.between(m.end(), m.end() + 24, "money")
        ]
        for place, match in enumerate(hits):
            until = hits[place + 1].start("name") if place + 1 < len(hits) else piece.view_end
            item = _add(found, match.group("name"), *report.span(*match.span("name")), "sentence")
            if item is not None:
                item.ranges.append(report.span(match.start("name"), until))


def _from_parts(report: Report, found: dict[str, _Found]) -> None:
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
                m for m in _NAMED_MONEY.finditer("：" + sentence.group()) if not re.search(r"支出|收入|预算|配套|资金$|经费$", m["name"])
            ]
            if len(parts) < 2:
                continue
            for part in parts:
                left = sentence.start() + part.start("name") - 1
                a, b = report.span(left, left + len(part["name"]))
                item = _add(found, part["name"], a, b, "part")
                if item is not None:
                    item.ranges.append((a, report.span(left, sentence.start() + part.end("sum") - 1)[1]))


def _from_title(report: Report, found: dict[str, _Found]) -> _Found | None:
    """The project that the report's title names: then the whole report speaks of it where nothing nearer does."""
    lines: list[Piece] = [p for p in report.pieces()[:8] if p.view_end - p.view_start <= 90]
    for count in (1, 2, 3):
        for place in range(len(lines) - count + 1):
            group = lines[place : place + count]
            text = "".join(report.text[report.outline.after_mark(p) : p.view_end] for p in group)
            match = _TITLE.match(text)
            if match is None or any(p.mark is not None and p.mark.kind not in ("hash",) for p in group):
                continue
            name = _strip_organ(match.group("name"))
            if _GENERIC_TITLE.search(name) or not re.search(
                r"(?:项目|资金|经费|工程|补助|补贴|专项|费|建设|改造|奖补|配套|试点|计划|行动)(?:（[^）]*）)?$", name
            ):
                continue
            item = _add(found, name, group[0].start, group[-1].end, "title")
            return item
    if len(found) == 1:
        only = next(iter(found.values()))
        return only if only.basis == "form" else None
    return None


def _strip_organ(name: str) -> str:
    """Cut the body's name off the front of a title: everything up to the last organ word that a project name follows."""
    match = re.match(r".{2,24}?(?:局|委员会|委|办公室|中心|政府|厅|院|学校|联合会|管委会|街道办事处|办事处|处|站|馆|所)(?=(?:关于)?(?:\d{4}|[^内外部]{4}))", name)
    rest = name[match.end() :] if match else name
    rest = re.sub(r"^(?:关于|的)", "", rest)
    rest = re.sub(r"^[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|旗|州)(?=[\u4e00-\u9fff\d]{6})(?!域|级|政|内|外|民)", "", rest)
    return rest if len(rest) >= 5 else name


def _subjects(report: Report, ordered: list[_Found], titled: _Found | None) -> list[tuple[int, int, int]]:
    """Lay the projects' ranges out without overlap, the innermost winning, and add the places where a name is taken up again."""
    ranges: list[tuple[int, int, int]] = []
    if titled is not None:
        ranges.append((0, len(report.outline.folded), 1 + ordered.index(titled)))
    for ordinal, item in enumerate(ordered, 1):
        ranges += [(a, b, ordinal) for a, b in item.ranges if b > a]
    ranges += _taken_up(report, ordered, ranges if titled is None else ranges[1:])
    ranges.sort(key=lambda r: (r[0], -(r[1])))
    flat: list[tuple[int, int, int]] = []
    stack: list[tuple[int, int]] = []
    at = 0

    def put(stop: int) -> None:
        nonlocal at
        if stack and stop > at:
            if flat and flat[-1][1] == at and flat[-1][2] == stack[-1][1]:
                flat[-1] = (flat[-1][0], stop, stack[-1][1])
            else:
                flat.append((at, stop, stack[-1][1]))
        at = max(at, stop)

    for start, end, ordinal in ranges:
        while stack and stack[-1][0] <= start:
            put(stack[-1][0])
            stack.pop()
        put(start)
        at = max(at, start)
        stack.append((end, ordinal))
    while stack:
        put(stack[-1][0])
        stack.pop()
    return flat


def _taken_up(
    report: Report, ordered: list[_Found], ranges: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Where text outside the projects' own parts names one and goes on about it: up to the next name or the end of the piece."""
    if not ordered:
        return []
    automaton = ahocorasick.Automaton()
    for ordinal, item in enumerate(ordered, 1):
        for name in {item.name, _YEARS.sub("", item.name) if len(_YEARS.sub("", item.name)) >= 8 else item.name}:
            automaton.add_word(name, (ordinal, len(name)))
    automaton.make_automaton()
    text, view = report.text, report.outline.view
    taken: list[tuple[int, int, int]] = []
    own = sorted((a, b) for a, b, _ in ranges)
    for piece in report.pieces():
        inside = any(a <= piece.start < b for a, b in own) if len(own) < 400 else False
        if inside:
            continue
        piece_text = text[piece.view_start : piece.view_end]
        hits: list[tuple[int, int, int, bool]] = []
        for end, (ordinal, length) in automaton.iter_long(piece_text):
            begin = piece.view_start + end - length + 1
            stop = piece.view_start + end + 1
            goes_on = _MENTION_AFTER.match(text, stop)
            figure = report.figures.between(stop, stop + 3, "money")
            if goes_on or figure:
                hits.append((begin, stop, ordinal, goes_on is not None))
        for place, (begin, stop, ordinal, goes_on_text) in enumerate(hits):
            if goes_on_text:
                until = hits[place + 1][0] if place + 1 < len(hits) else piece.view_end
            else:
                figure = report.figures.between(stop, stop + 3, "money")
                until = figure[0].end
            if until > begin:
                taken.append((view.starts[begin], view.ends[until - 1], ordinal))
    return taken
