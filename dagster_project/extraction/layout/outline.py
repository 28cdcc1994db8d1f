"""The report's outline: its pieces in order, numbered into a tree of sections.

Here belongs what a number mark and heading words make of the pieces: titles run together with text, sections nested through
faulty numbering, the role that a heading's words give. What a piece says belongs to the modules of the facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dagster_project.extraction.layout.layouts import cut_pieces
from dagster_project.extraction.layout.pieces import Piece, Span
from dagster_project.extraction.layout.view import View, build_view, fold
from dagster_project.extraction.records import Section
from dagster_project.extraction.words.numbering import KINDS, Mark, with_rings
from dagster_project.vocabulary import seed

_TITLE_LIMIT = 48
_NESTED_LISTS = 3
_LEAST_COUNT = 3  # a list counts anew from 1, and 2 may follow a first item without a mark
_CHAPTERS = ("problem", "improvement", "problem_and_improvement", "conclusion", "use_of_results")
_ITEMS = ("arabic", "arabic_paren", "circled")
_GAP = re.compile(r"[ \t](?<=[\u4e00-\u9fff”）][ \t])[ \t]*\n?(?=[\u4e00-\u9fff“（]|\d{4}\s*年)")
_COMMA = re.compile("[，,]")
_MONEY = re.compile(r"\d(?:万|亿)?元")
_LABEL = re.compile(r"(?:绩效|总体|年度|预期)?(?:目标|指标)")  # 社会救助 绩效目标：…: a heading and the label below it
_HEADING_END = re.compile(r"[。：；！？\n\t]")


@dataclass(frozen=True, slots=True)
class Outline:
    """The text as stored and folded, its view, its pieces in order and its sections."""

    folded: str
    view: View
    pieces: list[Piece]
    sections: list[Section]
    original: str = ""
    _chains: dict[int | None, list[Section]] = field(default_factory=dict)

    def text(self, piece: Piece) -> str:
        """Return the piece as it reads in the view."""
        return self.view.text[piece.view_start : piece.view_end]

    def title(self, piece: Piece) -> str:
        """Return the heading words of a piece, empty where it has none."""
        return piece.title

    def after_mark(self, piece: Piece) -> int:
        """Return the view offset behind the piece's number mark."""
        if piece.after_mark < 0:
            piece.after_mark = piece.view_start if piece.mark is None else self.view.find(piece.mark.end)
        return piece.after_mark

    def ancestors(self, section_no: int | None) -> list[Section]:
        """Return the section and those around it, innermost first."""
        chain = self._chains.get(section_no)
        if chain is None:
            section = self.sections[section_no] if section_no is not None else None
            chain = [] if section is None else [section, *self.ancestors(section.parent_no)]
            self._chains[section_no] = chain
        return chain


def outline(text: str) -> Outline:
    """Read a report's text into its outline. Linear in the length of the text."""
    folded = with_rings(fold(text))
    pieces = cut_pieces(folded)
    worded = _written(folded, "\n", [place for piece in pieces if piece.kind == "text" for place in piece.breaks])
    worded = _written(worded, "\t", [place for piece in pieces if piece.kind != "text" for place in piece.breaks])
    view, places = build_view(worded, [(p.start, p.end) for p in pieces])
    for piece, (start, end) in zip(pieces, places, strict=True):
        piece.view_start, piece.view_end = start, end
    result = Outline(folded, view, pieces, [], text)
    for piece in pieces:
        _set_title(result, piece)
        piece.title = view.text[piece.after_mark : piece.title_end]
    _number_sections(result)
    return result


def _written(folded: str, blank: str, places: list[Span]) -> str:
    """Return the text with blanks of a kind in the given places: as long as before, and read as if they were not there."""
    parts: list[str] = []
    at = 0
    for start, end in places:
        parts += (folded[at:start], blank * (end - start))
        at = end
    return "".join(parts) + folded[at:] if parts else folded


def _set_title(result: Outline, piece: Piece) -> None:
    """Find the heading words: what stands before the first stop, or before the space that sets text apart from a heading."""
    after = result.after_mark(piece)
    piece.title_end = piece.body_start = after
    if piece.kind != "text" or piece.mark is None:
        return
    view = result.view
    stop = _HEADING_END.search(view.text, after, min(piece.view_end + 1, after + _TITLE_LIMIT + 1))
    if stop is None and piece.view_end - after > _TITLE_LIMIT:
        raw = result.folded[piece.mark.end : piece.mark.end + _TITLE_LIMIT]
    else:
        end = min(stop.start() if stop else piece.view_end, piece.view_end)
        raw = result.folded[piece.mark.end : view.ends[end - 1]] if end > after else ""
    gap = _GAP.search(raw) if " " in raw or "\t" in raw else None
    if gap is not None and raw.count("“", 0, gap.start()) > raw.count("”", 0, gap.start()):
        gap = None  # 1.“住房保障支出（类）住房公 积金（项）”: a line's end inside the name of an item
    of_label = gap is not None and _LABEL.fullmatch(raw, gap.end()) is not None
    if gap and (of_label or len(raw) - gap.end() > 4) and not _COMMA.search(raw, 0, gap.start()) and gap.start() >= 4:
        piece.title_end = piece.body_start = view.find(piece.mark.end + gap.end())
        return
    if stop is None and piece.view_end - after > _TITLE_LIMIT:
        return
    title_end = min(stop.start() if stop else piece.view_end, piece.view_end)
    title = view.text[after:title_end]
    if ("，" in title and piece.mark.kind not in ("part", "han", "hash")) or _MONEY.search(title):
        return
    piece.title_end = title_end
    piece.body_start = min(title_end + 1, piece.view_end) if stop and stop.start() < piece.view_end else title_end


def _number_sections(result: Outline) -> None:
    """Nest the headings into a tree, by kind of mark and by count, through missing, repeated and mistyped marks."""
    stack: list[tuple[str, int | None, int]] = []  # kind, number, section
    headings: list[tuple[Piece, Mark, str, int | None, int]] = []  # with mark, title, section around it and level
    bounds: list[int] = []  # where the sections end so far
    latest: dict[str, int | None] = {}  # the last number of each kind, whether it headed a section or not
    for piece in result.pieces:
        title = result.title(piece)
        mark = piece.mark
        if mark is not None:
            counts_on = mark.number is not None and latest.get(mark.kind) == mark.number - 1
            latest[mark.kind] = mark.number
            mark = mark if counts_on and mark.kind in _ITEMS else _as_counted(stack, mark, title)
            _close(stack, mark)
        if mark is not None and title:
            headings.append((piece, mark, title, stack[-1][2] if stack else None, len(stack) + 1))
            stack.append((mark.kind, mark.number, len(bounds)))
            bounds.append(piece.end)
        piece.section_no = stack[-1][2] if stack else None
        for _, _, number in stack:
            bounds[number] = piece.end
    for number, (piece, mark, title, parent, level) in enumerate(headings):
        result.sections.append(
            Section(
                section_no=number,
                parent_no=parent,
                level=level,
                number_text=mark.text or None,
                title=title,
                heading_start=piece.start,
                heading_end=result.view.ends[piece.title_end - 1],
                role=role_of(title),
                char_start=piece.start,
                char_end=max(piece.end, bounds[number]),
            )
        )


def _as_counted(stack: list[tuple[str, int | None, int]], mark: Mark, title: str) -> Mark:
    """Return a mark of the wrong kind as one of the kind that it counts on: 5. 6. （七） 8、, 四、 （五）改进措施 六、.

    A chapter of the report (改进措施) counts on chapters, an item on the innermost items; a kind that is counted itself is right.
    """
    if mark.number is None or mark.number < _LEAST_COUNT or mark.kind == "hash":
        return mark
    before = [kind for kind, number, _ in stack if kind != "hash" and number == mark.number - 1]
    if not before or mark.kind in before:
        return mark
    kind = before[-1]
    if KINDS.index(kind) < KINDS.index(mark.kind):  # an inner mark in the place of an outer one
        meant = kind in _ITEMS or (kind == "han" and role_of(title) in _CHAPTERS)
        meant = meant and all(other != mark.kind for other, _, _ in stack)  # no list of this kind that it counts on
    else:
        meant = mark.kind in ("han", "han_paren") and role_of(title) is None
    return replace(mark, kind=kind) if meant else mark


def _close(stack: list[tuple[str, int | None, int]], mark: Mark) -> None:
    """Pop the sections that a heading with this mark ends."""
    if mark.kind == "hash":
        while stack and stack[-1][0] != "hash":
            stack.pop()
        if stack:
            stack.pop()
        return
    rank = KINDS.index(mark.kind)
    same = [i for i, (kind, _, _) in enumerate(stack) if kind == mark.kind]
    if same:
        follows = [i for i in same if mark.number is not None and (stack[i][1] or 0) + 1 == mark.number]
        if follows:
            del stack[follows[-1] :]
            return
        if mark.number == 1 and (stack[same[-1]][1] or 0) > 1 and mark.kind != "han" and mark.kind != "part":
            if len(same) < _NESTED_LISTS:
                return  # counting starts anew below the last one: a nested list
            del stack[same[-1] :]
            return
        del stack[same[0] if mark.number and mark.number > 1 else same[-1] :]
        return
    while stack and stack[-1][0] != "hash" and KINDS.index(stack[-1][0]) > rank:
        stack.pop()


@lru_cache(maxsize=4096)
def role_of(title: str) -> str | None:
    """Return the role that a heading's words give its section (dbt/seeds/section_names.csv; first row that matches)."""
    for pattern, role in _section_names():
        if pattern.search(title):
            return role
    return None


@lru_cache(maxsize=1)
def _section_names() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["role"]) for row in seed("section_names"))
