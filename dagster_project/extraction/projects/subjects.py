"""Subjects: which stretch of a report speaks of which project, laid out without overlap."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.projects.project_candidates import Candidate
from dagster_project.extraction.projects.project_names import is_common_name, is_generic, without_years
from dagster_project.extraction.report import Report, shortens
from dagster_project.extraction.words.figures import MONEY, POINTS, Figure
from dagster_project.extraction.words.numerals import parse_number

_MENTION_AFTER = re.compile(r"(?:服务)?(?:项目)?(?:的)?(?:基本)?(?:情况|概况)?(?:是|为|如下|：)")
# 甲项目支出9万元，执行率93%；乙项目…: what the rest of the item says is of that project too
_RATE_BEHIND = re.compile(
    r"，(?:预算|资金|支出|支付)?(?:执行率|到位率|支出率|完成率|使用率|执行进度|支付进度)[^，。；\d]{0,4}\d[\d.]*%(?=[；。])"
)
_NAMES_INDICATOR = re.compile(
    r"(?:目标值|年初目标|标准|[≥≤]|[\u4e00-\u9fff]{0,6}(?:率|度|面积|数量|长度|人数|成本)(?:目标值|控制在|[≥≤]))"
)
_LEADS = "；。"  # a paragraph led by a name, whichever stop its writer took for the colon
# 堤防加固项目实际支出5万元, 堤防加固项目自评得分95分: words that join a name with its own figure.
_JOINS_FIGURE = re.compile(
    r"(?:项目|专项|保护)?(?:资金|支出|经费|补助)?(?:(?:因[^，。；\d]{2,16})?(?:尚|暂)?未(?:实施|开展|启动|执行|开工)，)?(?:年初|全年|本年|实际|累计|共计?|已|完成)*(?:支出|支付|投入|使用|安排|到位|下达|拨付|预算|执行|自评|综合|评价|得|评)*"
    r"(?:资金|金额|数|分|总分)?(?:共|计|为|是|仅)*"
)
# 截至2023年底，某治理工程完成…: what may stand before a name at the head of a sentence
_SENTENCE_LEAD = re.compile(
    r"(?:[一二三四五六七八九十]是|（\d{1,2}）|\d{1,2}[.、]?|[①-⑳])?(?:(?:截[至止]|目前)[^，]{0,16}，|实施的?|我[局县市区镇]|(?:19|20)\d{2}年度?，?)*"
)
_SPENDS = re.compile(r"(?:项目|资金|经费)?(?:实际|累计|全年|共|已)*(?:支出|支付|使用)(?:资金)?\d")
_TOTAL = re.compile(
    r"(?<=[。；\n])(?:以上|上述|各)?(?:\d{1,2}|[两二三四五六七八九十])?个?(?:各项)?项目(?:资金|支出|预算)?(?:合计|总计|共计)[^。\n]{2,120}"
)
# 通过对全部项目进行自评，…; 截至年底，七大项目均按计划推进: a paragraph that closes a list speaks of all of it.
_CLOSING = re.compile(
    r"(?:综上|总体|总的来|总之|整体[来上]|通过对?|经(?:自评|评价|综合|打分|汇总|评定|统计)|截[至止]|从(?:总体|整体|自评|评价|以上|上述)|以上|上述|[我本][局委办厅院校镇乡]|[我本](?:单位|部门|中心|街道)|20\d{2}年)"
    r"[^。\n]{0,60}?(?:(?:[两二三四五六七八九十]|\d{1,3})[个大](?:预算|专项|重点|绩效)?项目|(?:各个?|所有|全部|上述|以上|纳入[^，。]{1,8})(?:预算|专项)?项目|整体支出|项目支出(?:综合|总体|整体|绩效|平均|自评))"
)
# 部门预算80万元，其中基本支出60万元: a sentence on the whole account of the body
# 两个项目资金到位率均为100%, 三个项目平均得分95分: a clause on all of them, where there are as many
_COUNTED = re.compile(
    r"(?<![\d.])(?P<count>[两二三四五六七八九十]|\d{1,2})个(?:预算|专项)?项目(?:的)?(?:资金|支出|预算|平均|综合|自评|均|共|合计|总|全部)[^。；\n]{0,60}"
)
# What the two patterns above hold in any case and few texts do: it begins with a word, which is found at once.
_TOTALLED = re.compile(r"项目(?:资金|支出|预算)?(?:合计|总计|共计)")
_OF_COUNT = re.compile(r"个(?:预算|专项)?项目")
# 专项资金按设区市分配如下表: the table is about all of it
_SHARED_OUT = re.compile(
    r"(?:专项|补助|转移支付|年度)资金[^。\n]{0,16}(?:分配|下达|安排)[^。\n]{0,8}(?:下表|如下|情况表)|按(?:设区市|县区|市县|地区|乡镇)(?:分配|下达|安排)"
)
_OF_BODY_ACCOUNT = re.compile(r"基本支出(?:预算|决算|经费|实际|完成|为|共)*\d")
_SENTENCE_END = re.compile(r"[。；\n]|，(?=平均|合计|共计|总计|其余)")
# 甲县项目支出5万元，乙湖项目完成清淤3公里: a project by a part of its name that no other one has, at the head of a clause
_BY_PART = re.compile(  # the sign before leads, so that the engine skips what stands between
    r"[。；，、：\n）](?:其中：?)?(?P<name>[^，。；：、\n\d（）]{3,24}?)(?P<kind>项目|工程)?"
    r"(?=(?:资金|经费)?(?:实际|累计|全年|已|共|计划|尚未|绩效|综合)*(?:支出|支付|完成|得分|自评|评价|到位|执行|预算|投入|使用|结转|结余|建成|开工|完工)|项目)"
)
# …，乙湖项目完成清淤3公里: within a sentence a name is the subject where it does something
_ACTS = re.compile(r"(?:项目|工程)?[^，。；、：\n的和与及等用于\d]{0,12}\d")
_MOST_PROJECTS = 60  # of a report whose projects are looked for by parts of their names
_SHORTEST_PART = 4
_LONGEST_SENTENCE = 300
_LONGEST_LEAD = 32
_LONG_NAME = 8
_TITLE_REACH = 60
_FEW_NAMES = 8


def subjects_of(report: Report, ordered: list[Candidate], titled: Candidate | None) -> list[tuple[int, int, int]]:
    """Lay the projects' ranges out without overlap, the innermost winning, and add the places where a name is taken up again."""
    ranges: list[tuple[int, int, int]] = []
    if titled is not None:
        ranges.append((titled.begins, len(report.outline.folded), 1 + ordered.index(titled)))
    for ordinal, item in enumerate(ordered, 1):
        ranges += [(a, b, ordinal) for a, b in item.ranges if b > a]
    ranges += _taken_up(report, ordered, titled, ranges if titled is None else ranges[1:])
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
    if not flat:
        return flat
    whole = 1 + ordered.index(titled) if titled is not None else None  # the sub-projects' sum is the titled project's
    if len(ordered) > 1:
        flat = _with_holes(report, flat, _of_all_projects(report, len(ordered), whole_named=whole is not None), whole)
    return _with_holes(report, flat, _of_body(report), None)


def _of_all_projects(report: Report, count: int, *, whole_named: bool) -> list[tuple[int, int]]:
    """Return the view ranges that speak of all projects wherever they stand: their sum, the words that close their list."""
    text = report.text
    sums = [match.span() for match in _TOTAL.finditer(text)] if _TOTALLED.search(text) else []
    closing = [
        (piece.view_start, piece.view_end)
        for piece in report.pieces()
        if piece.mark is None and _CLOSING.match(report.text, piece.view_start, piece.view_end) is not None
    ]
    if whole_named:
        closing += _shared_out(report)
    parts = count - 1 if whole_named else count  # of what the title names
    counts = [
        match.span()
        for match in (_COUNTED.finditer(text) if _OF_COUNT.search(text) else ())
        if parse_number(match.group("count")) in (count, parts)
    ]
    return sorted(sums + closing + counts)


def _shared_out(report: Report) -> list[tuple[int, int]]:
    """Return the view ranges of the tables by which the whole fund is shared out to places or bodies, wherever they stand."""
    found: list[tuple[int, int]] = []
    for table in report.tables:
        first, last = report.outline.pieces[table.first], report.outline.pieces[table.last]
        if _SHARED_OUT.search(report.text, max(0, first.view_start - _TITLE_REACH), first.view_start) is not None:
            found.append((first.view_start, last.view_end))
    return found


def _of_body(report: Report) -> list[tuple[int, int]]:
    """Return the view ranges of the sentences that state the whole account of the body, of which no project is the subject."""
    text = report.text
    found: list[tuple[int, int]] = []
    for match in _OF_BODY_ACCOUNT.finditer(text) if "基本支出" in text else ():
        end = report.sentence_end(match.end())
        if not found or found[-1][1] != end:  # 基本支出 once more in the same sentence
            found.append((report.sentence_start(max(0, match.start() - _LONGEST_SENTENCE), match.start()), end))
    return found


def _with_holes(
    report: Report, ranges: list[tuple[int, int, int]], holes: list[tuple[int, int]], instead: int | None
) -> list[tuple[int, int, int]]:
    """Take stretches (of the view) out of the projects' ranges, or give them to another one."""
    for begin, stop in (report.span(*hole) for hole in holes):
        place = bisect_right(ranges, (begin, len(report.outline.folded), 0)) - 1
        if place < 0 or ranges[place][1] <= begin:
            continue
        start, end, ordinal = ranges[place]
        inner = [] if instead is None else [(begin, min(stop, end), instead)]
        parts = [(start, begin, ordinal), *inner, (stop, end, ordinal)]
        ranges[place : place + 1] = [part for part in parts if part[0] < part[1]]
    return ranges


def _taken_up(
    report: Report, ordered: list[Candidate], titled: Candidate | None, ranges: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Where text outside the projects' own parts names one and goes on about it: up to the next name or the end of the piece."""
    if not ordered:
        return []
    ordinals = {name: ordinal for ordinal, item in enumerate(ordered, 1) for name in (item.name, _short(item.name))}
    ordinals.update(_by_parts(report, ordered, titled))
    text, view = report.text, report.outline.view
    outside = _outside(report, ranges)
    if len(ordinals) <= _FEW_NAMES and not any(name in words for _, words in outside for name in ordinals):
        return []  # as in most reports: not worth making what finds many
    # A few names for one report: the automaton that is made quickest.
    finder = AhoCorasick(ordinals, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.NoncontiguousNFA)
    named = list(ordinals.values())
    taken: list[tuple[int, int, int]] = []
    for piece, piece_text in outside:
        hits: list[tuple[int, int, int, int | None]] = []
        opening = report.outline.after_mark(piece)
        ends: list[int] = []  # of its sentences, found once where it names a project
        for number, begin, stop in finder.find_matches_as_indexes(piece_text):
            begin, stop = piece.view_start + begin, piece.view_start + stop
            if _NAMES_INDICATOR.match(text, stop):
                continue  # 渠道维修养护目标值7处，实际完成7处: what an indicator of the fund measures
            leads = begin == opening and (piece.mark is not None or text[stop : stop + 1] in _LEADS)
            ends = ends or [
                *(end.start() for end in _SENTENCE_END.finditer(text, begin, piece.view_end)),
                piece.view_end,
            ]
            until = piece.view_end if leads else _reach(report, piece, begin, stop, ends)
            if until is not None or _own_figure(report, stop):
                hits.append((begin, stop, named[number], until))
        for place, (begin, stop, ordinal, reach) in enumerate(hits):
            if reach is not None:
                until = min(reach, hits[place + 1][0]) if place + 1 < len(hits) else reach
            else:
                figure = _own_figure(report, stop)
                until = figure.end if figure is not None else stop
                told = _RATE_BEHIND.match(text, until)
                until = told.end() if told is not None else until
            if until > begin:
                taken.append((view.starts[begin], view.ends[until - 1], ordinal))
    return taken


def _outside(report: Report, ranges: list[tuple[int, int, int]]) -> list[tuple[Piece, str]]:
    """Return the pieces that no project's own part holds, with their text. ``ranges``: those parts, with their projects."""
    own = sorted((a, b) for a, b, _ in ranges)
    begins = [a for a, _ in own]
    reaches = list(accumulate((b for _, b in own), max))
    outside: list[tuple[Piece, str]] = []
    for piece in report.pieces():
        before = bisect_right(begins, piece.start)
        if not before or reaches[before - 1] <= piece.start:
            outside.append((piece, report.text[piece.view_start : piece.view_end]))
    return outside


def _reach(report: Report, piece: Piece, begin: int, stop: int, ends: list[int]) -> int | None:
    """Return up to where a piece goes on about the project that it names (view ranges), null where it only mentions it.

    ``ends``: where its sentences end, the last of them where the piece does.
    """
    text = report.text
    if _MENTION_AFTER.match(text, stop):
        return piece.view_end
    # 10个项目支出80万元。其中甲经费支出9万元，举办培训班7期；乙经费…
    part = text.startswith("其中", begin - 2) and _SPENDS.match(text, stop) is not None
    opens = _opens_sentence(report, piece, begin - 2 if part else begin)
    if not opens and not (text[begin - 1] == "，" and _ACTS.match(text, stop)):
        return None
    return ends[min(bisect_left(ends, stop), len(ends) - 1)]


def _by_parts(report: Report, ordered: list[Candidate], titled: Candidate | None) -> dict[str, int]:
    """Return the parts of names at the head of a clause that no more than one project has, with the ordinal of that project."""
    found: dict[str, int] = {}
    if len(ordered) - (titled is not None) < 2 or len(ordered) > _MOST_PROJECTS:
        return found
    names = [(item.name, ordinal) for ordinal, item in enumerate(ordered, 1)]
    whole = titled.name if titled is not None else ""
    for part, kind in {match.group("name", "kind") for match in _BY_PART.finditer(report.text)}:
        if (len(part) < _SHORTEST_PART and kind is None) or part in whole or is_common_name(part) or is_generic(part):
            continue
        meant = [ordinal for name, ordinal in names if part in name]
        if not meant and kind is not None:
            meant = [ordinal for name, ordinal in names if shortens(part, name)]
        if len(meant) == 1:
            found[part + (kind or "")] = meant[0]
    return found


def _opens_sentence(report: Report, piece: Piece, begin: int) -> bool:
    """Tell whether the name at ``begin`` (view) opens a sentence or its part, behind a date or a conjunction at most."""
    low = max(piece.view_start, begin - _LONGEST_LEAD)
    low = piece.body_start if low < piece.body_start <= begin else low
    low = max(low, *(report.text.rfind(stop, low, begin) + 1 for stop in "。；\n"))
    if begin > low and "①" <= report.text[begin - 1] <= "⑳":
        return True
    return _SENTENCE_LEAD.fullmatch(report.text, low, begin) is not None


def _own_figure(report: Report, stop: int) -> Figure | None:
    """Return the money or score that a name at ``stop`` (view) is joined with, null where other words come between."""
    joined = _JOINS_FIGURE.match(report.text, stop)
    at = joined.end() if joined is not None else stop
    figures = report.figures.between(stop, at + 3, MONEY, POINTS)
    return figures[0] if figures and figures[0].start <= at + 2 else None


def _short(name: str) -> str:
    """A long name may be taken up without its year."""
    short = without_years(name)
    return short if len(short) >= _LONG_NAME else name
