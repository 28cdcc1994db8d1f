"""Stated problems, improvements and objectives in words: the innermost item of a list, else the sentence.

Here belongs what makes a passage an item of one of these kinds. Figures inside it belong to the modules of their kinds.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from dagster_project.extraction.header.organ_words import last_suffix_end
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.narratives.signatures import signature
from dagster_project.extraction.records import Narrative
from dagster_project.extraction.report import Report
from dagster_project.vocabulary import words

PROBLEM, IMPROVEMENT, OBJECTIVE = "problem", "improvement", "objective"
_ROLES = {
    "problem": PROBLEM, "improvement": IMPROVEMENT, "problem_and_improvement": None, "target": OBJECTIVE,
    "work_items": OBJECTIVE,
}  # fmt: skip
_COUNTED = re.compile(
    r"(?:^|(?<=[。；：，、\s]))(?:第?[一二三四五六七八九十](?:是(?!否)|要(?=[\u4e00-\u9fff])|、(?=[\u4e00-\u9fff]))|[①②③④⑤⑥⑦⑧⑨⑩]|（\d{1,2}）|\d{1,2}[、.](?!\d))"
)
_ORDINAL = re.compile(
    r"^(?:第?[一二三四五六七八九十](?:是|要|、)|[①②③④⑤⑥⑦⑧⑨⑩]|（[\d一二三四五六七八九十]{1,2}）|\d{1,2}[、.](?!\d))"
)
_SENTENCE = re.compile(r"[^。！？\n\t]+")
_NONE = re.compile(
    r"^(?:暂?无|没有|不存在|无（?问题）?|未发现)(?:存在)?(?:明显|突出|重大|其他)?(?:的)?(?:问题|不足|建议|相关)?[。]?$|^(?:详?见附件|略|/|-+)$"
)
_INTRODUCES = re.compile(
    r"(?:如下|以下.{0,10}|主要(?:有|是|包括|表现(?:在|为))?|几(?:个|点|方面).{0,6}|包括|方面|措施|建议|问题|不足)(?:：|$)"
)
_PROBLEM_LABEL = re.compile(
    r"(?:(?:存在的?|发现的?|主要|突出)(?:主要)?)?(?:问题|困难|不足)(?:及(?:其|主要)?原因(?:分析)?)?(?:主要)?(?:有|是|为|如下|包括|表现在|表现为)?："
)
_PROBLEM_LIKE = re.compile(
    r"(?:问题|困难|不足|矛盾)[^。；，]{0,4}，?(?:如|例如|主要是)(?P<items>[^，。；\n]{4,80}?)等?(?=[，。；\n])"
)
_IMPROVEMENT_LABEL = re.compile(
    r"(?:改进|整改|下一步|解决)(?:的)?(?:工作)?(?:措施|建议|打算|计划|办法)(?:主要)?(?:有|是|为|如下|包括)?："
    r"|(?<=[。\n])(?:有关|相关|意见和|工作)?建议："
)
_LABEL_WORD = re.compile(
    r"问题|困难|不足|矛盾|改进|整改|下一步|解决|建议"
)  # each of the labels above holds one of these
_OBJECTIVE_LABEL = re.compile(
    r"^(?:\d{4}年)?(?:年度|总体|项目|部门)?(?:总体|整体)?绩效目标(?:\d{1,2})?[：:](?=.)|^(?:年度)?(?:总体|整体)目标：(?=.)|^预期目标：(?=.)"
)
_OBJECTIVE_CELL = re.compile(r"(?:年度)?(?:总体|预期|年度)(?:绩效)?目标|绩效目标\d?|目标\d")
_TARGET_LABEL = re.compile(r"绩效指标[：:]|指标值")
_FOUR_HAN = re.compile(r"[\u4e00-\u9fff]{4}")
_DATE_BELOW = re.compile(
    r"(?:(?:[零一二三四五六七八九〇]{4}|(?:19|20)\d{2})年(?:[一二三四五六七八九十]{1,2}|\d{1,2})月(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})日)?"
    r"|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})$"
)
_CLAUSE = re.compile(r"[^，；]+")
_LONGEST_SIGNATURE = 40
_SHORTEST = 4


def find_narratives(report: Report) -> Iterator[Narrative]:
    """Yield the problems, improvements and objectives of a report, each kind counted from 1 in the report's order."""
    counts: Counter[str] = Counter()
    for kind, start, end in sorted(_items(report), key=lambda item: item[1]):
        counts[kind] += 1
        char_start, char_end = report.span(start, end)
        yield Narrative(
            char_start=char_start, char_end=char_end, value_start=char_start, value_end=char_end,
            project_ordinal=report.subject_at(char_start), kind=kind, ordinal=counts[kind], text=report.text[start:end],
            signature=signature(report.text[start:end]),
        )  # fmt: skip


def _items(report: Report) -> Iterator[tuple[str, int, int]]:
    outline = report.outline
    for place, piece in enumerate(outline.pieces):
        if piece.kind != "text":
            continue
        role, titled = _role(report, piece)
        start = piece.body_start if titled and piece.body_start > piece.view_start else outline.after_mark(piece)
        if (titled and start >= piece.view_end) or _heads_text(report, place):
            continue
        if role in _ROLES:
            nested = _leads_list(report, place)
            item = piece.mark is not None and not titled
            told = list(_labelled(report, start, piece.view_end)) if _ROLES[role] is None else []
            yield from told or _split(report, start, piece.view_end, _ROLES[role], nested, whole=item)
        else:
            yield from _labelled(report, start if role is None else outline.after_mark(piece), piece.view_end)
    for table in report.tables:
        for row in table.rows:
            filled = [cell for cell in row if cell.text]
            if len(filled) == 2 and _OBJECTIVE_CELL.fullmatch(filled[0].text) and len(filled[1].text) >= _SHORTEST:
                low, high = report.cell_range(filled[1])
                yield from _split(report, low, high, OBJECTIVE, False)


def _role(report: Report, piece: Piece) -> tuple[str | None, bool]:
    """Return the role of the innermost section that has one, and whether the piece is that section's heading."""
    chain = report.outline.ancestors(piece.section_no)
    own = bool(chain) and chain[0].heading_start == piece.start
    for depth, section in enumerate(chain):
        if section.role is None:
            continue
        if depth and section.role not in _ROLES:
            return section.role, False
        if depth == 0 and own:
            outer = next((s.role for s in chain[1:] if s.role), None)
            # an item of a list of problems may look like a heading of another role: 1.绩效目标设定不够细化。
            if outer in ("problem", "improvement") and (
                section.role not in ("problem", "improvement", "problem_and_improvement")
            ):
                return outer, False
            if outer in ("problem", "improvement") and len(section.title) > 14:
                return outer, False
            return section.role, True
        return section.role, False
    return None, False


def _heads_text(report: Report, place: int) -> bool:
    """Tell whether a piece is a bare heading, with text of its own under it."""
    pieces = report.outline.pieces
    piece = pieces[place]
    if piece.mark is None or piece.title_end < piece.view_end or report.text[piece.view_end - 1] in "。；":
        return False
    return (
        place + 1 < len(pieces) and pieces[place + 1].mark is None and pieces[place + 1].section_no == piece.section_no
    )


def _leads_list(report: Report, place: int) -> bool:
    """Tell whether a piece only introduces the list that follows it."""
    pieces = report.outline.pieces
    text = report.outline.text(pieces[place]).rstrip("。")
    following = pieces[place + 1].mark if place + 1 < len(pieces) else None
    if following is None or not _INTRODUCES.search(text[-16:]):
        return False
    mark = pieces[place].mark  # 2.人员力量不足。⏎四、改进措施: an item that ends like an introduction
    return mark is None or (following.kind != mark.kind and following.number in (None, 1))


def _split(
    report: Report, start: int, end: int, kind: str | None, leads: bool, *, whole: bool = False
) -> Iterator[tuple[str, int, int]]:
    """Yield the items of a passage: counted ones, else sentences; of both kinds sorted out by their wording.

    ``whole``: the passage is a numbered item itself, its first sentence the name of the problem or measure.
    """
    text = report.text
    if kind == OBJECTIVE and _TARGET_LABEL.match(text, start, end):
        return
    label = _OBJECTIVE_LABEL.match(text[start:end]) if kind == OBJECTIVE else None
    if label:
        start += label.end()
    marks = [match.start() for match in _COUNTED.finditer(text, start, end)]
    if len(marks) >= 2 or (marks and marks[0] == start):
        edges = [*marks, end]
        for low, high in itertools.pairwise(edges):
            yield from _item(text, low, high, kind, counted=True)
        return
    if leads:
        return
    if whole and kind in (PROBLEM, IMPROVEMENT):
        yield from _item(text, start, end, kind, counted=True)
        return
    for sentence in _SENTENCE.finditer(text, start, end):
        low, high = sentence.span()
        if kind is None:
            yield from _sort_out(text, low, high)
        elif not _INTRODUCES.search(text[max(low, high - 12) : high]) or len(text[low:high]) > 60:
            yield from _item(text, low, high, kind, counted=False)


def _item(text: str, low: int, high: int, kind: str | None, counted: bool) -> Iterator[tuple[str, int, int]]:
    mark = _ORDINAL.match(text[low:high])
    if mark:
        low += mark.end()
    while low < high and text[low] in " \t，；、：。“":
        low += 1
    while high > low and text[high - 1] in " \t\n。；，、":
        high -= 1
    passage = text[low:high]
    if len(passage) < _SHORTEST or _NONE.match(passage) or not _FOUR_HAN.search(passage):
        return
    signed = _DATE_BELOW.sub("", passage)
    if len(signed) <= _LONGEST_SIGNATURE and (not signed or last_suffix_end(signed) == len(signed)):
        return  # the signature under the last section
    kind = kind or _kind_of(passage)
    if kind is not None:
        yield kind, low, high


def _sort_out(text: str, low: int, high: int) -> Iterator[tuple[str, int, int]]:
    """Cut a sentence that goes over from problems to improvements where the wording turns."""
    clauses = [match.span() for match in _CLAUSE.finditer(text[low:high])]
    kinds = [_kind_of(text[low + a : low + b]) for a, b in clauses]
    begin, current = low, None
    for (a, _), kind in zip(clauses, kinds, strict=True):
        if kind is not None and current is not None and kind != current:
            yield from _item(text, begin, low + a, current, counted=False)
            begin = low + a
        current = kind or current
    if current is not None:
        yield from _item(text, begin, high, current, counted=False)


def _kind_of(passage: str) -> str | None:
    stem = passage.lstrip(" \t，；")
    if stem.startswith(words("narrative_cues", kind=IMPROVEMENT, place="start")):
        return IMPROVEMENT
    return next((kind for kind in (PROBLEM, IMPROVEMENT) if _says(stem, kind)), None)


def _says(passage: str, kind: str) -> bool:
    return any(word in passage for word in words("narrative_cues", kind=kind, place="anywhere"))


def _labelled(report: Report, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield what a label inside a passage announces: 主要问题有：…；…。改进措施如下：一是…；绩效目标：…"""
    text = report.text
    objective = _OBJECTIVE_LABEL.match(text[start:end]) if text.find("目标", start, end) >= 0 else None
    if objective:
        yield from _split(report, start + objective.end(), end, OBJECTIVE, False)
        return
    if not _LABEL_WORD.search(text, start, end):
        return
    labels = [(m.end(), PROBLEM, m.start()) for m in _PROBLEM_LABEL.finditer(text, start, end)]
    labels += [(m.end(), IMPROVEMENT, m.start()) for m in _IMPROVEMENT_LABEL.finditer(text, start, end)]
    labels.sort()
    for index, (low, kind, _) in enumerate(labels):
        limit = labels[index + 1][2] if index + 1 < len(labels) else end
        marks = [m.start() for m in _COUNTED.finditer(text, low, limit)]
        if marks and marks[0] - low < 3:
            edges = [*marks, limit]
            for left, right in itertools.pairwise(edges):
                stop = text.find("。", left, right) if right == limit else right
                yield from _item(text, left, stop if stop > 0 else right, kind, counted=True)
            continue
        stop = text.find("。", low, limit)
        for part in re.finditer(r"[^；]+", text[low : stop if stop > 0 else limit]):
            yield from _item(text, low + part.start(), low + part.end(), kind, counted=False)
    for match in _PROBLEM_LIKE.finditer(text, start, end):
        for part in re.finditer(r"[^、]+", match.group("items")):
            low = match.start("items") + part.start()
            yield from _item(text, low, low + len(part.group()), PROBLEM, counted=False)
