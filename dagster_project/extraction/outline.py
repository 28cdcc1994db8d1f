"""The report's outline: lines joined to pieces, pieces numbered into a tree of sections, rows kept apart.

Here belongs what holds pieces of text together or apart: soft line wraps, page breaks inside a sentence, page numbers, headings
run together with text, faulty numbering. What a piece says belongs to the modules of the facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dagster_project.extraction.numbering import KINDS, Mark, inner_marks, mark_at
from dagster_project.extraction.records import Section
from dagster_project.extraction.view import View, build_view, fold
from dagster_project.vocabulary import seed

_NOISE = re.compile(
    r"\s*(?:[-—]+\s*\d{1,4}\s*[-—]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|.{2,80}?(?:\.{4,}|…{2,}|·{4,})\s*\d{0,4}|.{2,80}PAGEREF _Toc.*|〔bookmark：[^\n]*〕|!〔[^〕]*〕（[^）]*）|[-=*_]{3,}|\|?\s*:?-{2,}[-:|\s]*)\s*"
)
_HTML_TABLE = re.compile(r"<table\b.*?(?:</table>|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=</tr>|<tr\b|</table>|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)(?=</t[dh]>|<t[dh]\b|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_SPAN = re.compile(r"(col|row)span\s*=\s*[\"'“]?(\d{1,3})", re.IGNORECASE)
_ENDS = "。！？；：!?;:"
_TITLE_LIMIT = 48
_SPACED_LIMIT = 160
_SENTENCE = re.compile(r"[。；]|，(?!\d)")
_CELL_FIGURE = re.compile(r"[-+]?[\d,.]+(?:%|万元|元)?|-+|—+|/")
_HEADER_CELL = re.compile(r"序号|名称|预算|决算|执行|支出|收入|资金|金额|指标|分值|得分|权重|单位|人数|编制|科目|合计|完成|目标")
_HEADING_END = re.compile(r"[。：；！？\n\t]")
_WRAP_WIDTH = 18
_PAGE_WIDTH = 14
_SPACED_CELLS = re.compile(r"\S(?:\s{2,}|\u3000+)\S")
_HEADING_TAIL = re.compile(
    r"(?:情况|说明|结论|分析|问题|措施|建议|目标|概况|概述|职责|职能|设置|构成|结果|原因|背景|内容|依据|过程|方法|等级|评价|应用|事项|经费|支出|收入|效益|指标|产出|管理)$"
)
_LABEL = re.compile(r"(?:年度|部门|项目)?(?:绩效|总体|预期|实施|主要|存在|改进|评价|填报|联系|项目)[\u4e00-\u9fff]{1,6}：")
_SIGNATURE = re.compile(r"\s*(?:\d{4}|[二〇零一九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?\s*")


@dataclass(slots=True)
class Piece:
    """A heading, paragraph, list item or table row: its text range, its view range, its number mark and its section."""

    start: int
    end: int
    kind: str  # text | row | cell_row
    mark: Mark | None = None
    view_start: int = 0
    view_end: int = 0
    title_end: int = 0  # view offset where the title ends; equal to the view offset after the mark where there is none
    body_start: int = 0
    section_no: int | None = None
    cells: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """The text as stored and folded, its view, its pieces in order and its sections."""

    folded: str
    view: View
    pieces: list[Piece]
    sections: list[Section]
    original: str = ""

    def text(self, piece: Piece) -> str:
        """Return the piece as it reads in the view."""
        return self.view.text[piece.view_start : piece.view_end]

    def title(self, piece: Piece) -> str:
        """Return the heading words of a piece, empty where it has none."""
        return self.view.text[self.after_mark(piece) : piece.title_end]

    def after_mark(self, piece: Piece) -> int:
        """Return the view offset behind the piece's number mark."""
        return self.view.find(piece.mark.end) if piece.mark else piece.view_start

    def ancestors(self, section_no: int | None) -> list[Section]:
        """Return the section and those around it, innermost first."""
        chain = []
        while section_no is not None:
            section = self.sections[section_no]
            chain.append(section)
            section_no = section.parent_no
        return chain


def outline(text: str) -> Outline:
    """Read a report's text into its outline. Linear in the length of the text."""
    folded = fold(text)
    pieces = _pieces(folded)
    view, places = build_view(folded, [(p.start, p.end) for p in pieces])
    for piece, (start, end) in zip(pieces, places, strict=True):
        piece.view_start, piece.view_end = start, end
    result = Outline(folded, view, pieces, [], text)
    for piece in pieces:
        _set_title(result, piece)
    _number_sections(result)
    return result


def _lines(folded: str, begin: int, stop: int) -> list[tuple[int, int]]:
    spans = []
    at = begin
    for line in folded[begin:stop].split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _pieces(folded: str) -> list[Piece]:
    """Cut the text into pieces: rows by their cells, the rest by numbering and by where sentences end."""
    pieces: list[Piece] = []
    at = 0
    for block in _HTML_TABLE.finditer(folded):
        pieces += _line_pieces(folded, at, block.start())
        pieces += _html_rows(folded, block.start(), block.end())
        at = block.end()
    pieces += _line_pieces(folded, at, len(folded))
    _read_stray_tabs(folded, pieces)
    return [part for piece in pieces for part in _split(folded, piece)]


def _html_rows(folded: str, start: int, end: int) -> list[Piece]:
    """Return the rows of an HTML table, merged cells spread out as empty ones so that columns keep their place."""
    rows: list[Piece] = []
    hanging: dict[int, int] = {}  # column → rows that a cell above still covers
    for row in _HTML_ROW.finditer(folded, start, end):
        cells: list[tuple[int, int]] = []

        def cover(cells: list[tuple[int, int]], place: int) -> None:
            while hanging.get(len(cells), 0) > 0:
                hanging[len(cells)] -= 1
                cells.append((place, place))

        for cell in _HTML_CELL.finditer(folded, row.start(1), row.end(1)):
            cover(cells, cell.start(2))
            left, right = cell.span(2)
            inner = folded[left:right]
            left += len(inner) - len(inner.lstrip())
            right = max(left, right - (len(inner) - len(inner.rstrip())))
            spans = {name: int(number) for name, number in _HTML_SPAN.findall(cell.group(1))}
            for extra in range(min(spans.get("col", 1), 40)):
                if spans.get("row", 1) > 1:
                    hanging[len(cells)] = spans["row"] - 1
                cells.append((left, right) if extra == 0 else (right, right))
        cover(cells, row.end(1))
        if any(b > a for a, b in cells):
            rows.append(Piece(row.start(1), row.end(1), "row", cells=cells))
    return rows


def _line_pieces(folded: str, begin: int, stop: int) -> list[Piece]:
    """Cut the lines of a stretch without HTML tables into rows and joined paragraphs."""
    pieces: list[Piece] = []
    open_text: Piece | None = None
    blank_before = True
    cell_row: Piece | None = None
    for start, end in _lines(folded, begin, stop):
        line = folded[start:end]
        stripped = line.strip()
        if not stripped:
            if line.startswith("\t") and cell_row is not None and not blank_before:
                cell_row.end = max(cell_row.end, end)
                cell_row.cells.append((start, end))
            elif line.startswith("\t"):
                cell_row = Piece(start, end, "cell_row", cells=[(start, end)])
                pieces.append(cell_row)
                open_text = None
            else:
                blank_before = True
                continue
            blank_before = False
            continue
        if _NOISE.fullmatch(line):
            continue
        if line.startswith("\t") and "\t" not in line.strip("\t") :
            if cell_row is not None and not blank_before:
                cell_row.end = end
                cell_row.cells.append((start, end))
            else:
                cell_row = Piece(start, end, "cell_row", cells=[(start, end)])
                pieces.append(cell_row)
            open_text, blank_before = None, False
            continue
        if cell_row is not None and _continues_cell(folded, cell_row, line, blank_before):
            cell_row.end = end
            cell_row.cells[-1] = (cell_row.cells[-1][0], end)
            blank_before = False
            continue
        cell_row = None
        cells = _row_cells(folded, start, end)
        if cells:
            pieces.append(Piece(start, end, "row", cells=cells))
            open_text, blank_before = None, False
            continue
        left = start + len(line) - len(line.lstrip())
        right = end - (len(line) - len(line.rstrip()))
        mark = mark_at(folded, left, right)
        if open_text is not None and mark is None and _wraps(folded, open_text, stripped, blank_before):
            open_text.end = right
        else:
            open_text = Piece(left, right, "text", mark)
            pieces.append(open_text)
        blank_before = False
    return pieces


def _read_stray_tabs(folded: str, pieces: list[Piece]) -> None:
    """Take a lone line with tabs inside sentences for what it is: text."""
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        if piece.kind != "row" or any(p is not None and p.kind != "text" for p in (before, after)):
            continue
        if any(b - a > 40 and "。" in folded[a:b] for a, b in piece.cells):
            piece.kind, piece.cells = "text", []
            piece.start += len(folded[piece.start : piece.end]) - len(folded[piece.start : piece.end].lstrip())
            piece.mark = mark_at(folded, piece.start, piece.end)


def _continues_cell(folded: str, row: Piece, line: str, blank_before: bool) -> bool:
    """Tell whether an unindented line goes on with the last cell: a cell's own line break, before a further cell."""
    last = folded[row.cells[-1][0] : row.cells[-1][1]].strip()
    return 0 < len(last) <= 6 and len(line.strip()) <= 6 and last[-1] not in _ENDS if blank_before else len(line.strip()) <= 12


def _row_cells(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the cells of a line that is a table row: by tabs, by pipes, or by spaces where figures stand in columns."""
    line = folded[start:end]
    if "\t" in line.strip():
        return _between(folded, start, end, "\t")
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") >= 3:
        left = start + line.index("|") + 1
        right = end - (len(line) - len(line.rstrip()))
        return _between(folded, left, right - 1 if stripped.endswith("|") else right, "|")
    if len(stripped) <= _SPACED_LIMIT and not _SENTENCE.search(stripped):
        words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", line)]
        figures = sum(1 for a, b in words if _CELL_FIGURE.fullmatch(folded, a, b))
        named = sum(1 for a, b in words if _HEADER_CELL.search(folded, a, b))
        if len(words) >= 3 and (figures >= 2 and _CELL_FIGURE.fullmatch(folded, *words[-1]) or named >= 3 and not figures):
            return words
    return []


def _between(folded: str, start: int, end: int, edge: str) -> list[tuple[int, int]]:
    cells = []
    at = start
    for cell in folded[start:end].split(edge):
        left = at + len(cell) - len(cell.lstrip())
        cells.append((left, max(left, at + len(cell.rstrip()))))
        at += len(cell) + 1
    return cells


def _wraps(folded: str, piece: Piece, line: str, blank_before: bool) -> bool:
    """Tell whether a line goes on with the sentence above it."""
    above = folded[piece.start : piece.end].rstrip()
    last = above.rsplit("\n", 1)[-1].strip()
    if not last or last[-1] in _ENDS and last[-1] not in "：；":
        return bool(line) and line[0] in "。，、；）”"
    if line[0] in "。，、；）”%":
        return True
    if last[-1] in "：；" or _LABEL.match(line):
        return False
    if piece.mark is not None and mark_at(folded, piece.start, piece.end).end >= piece.end:  # type: ignore[union-attr]
        return True  # a number mark alone on its line
    if _SIGNATURE.fullmatch(line) or _SPACED_CELLS.search(last) and _SPACED_CELLS.search(line):
        return False
    if piece.mark is not None and "\n" not in above and _HEADING_TAIL.search(above) and not any(c in above for c in "，。；"):
        return False
    if last[-1] in "，、" or last[-1] in "（“《":
        return True
    if blank_before:  # a page break inside a sentence; a title has no stops
        in_sentence = len(last) >= _PAGE_WIDTH and any(c in above for c in "，。；")
        return in_sentence and any(c in line for c in "，。；%") or last[-1] in "≥≤<>="
    return len(last) >= _WRAP_WIDTH


def _split(folded: str, piece: Piece) -> list[Piece]:
    """Cut a piece of text where further number marks stand inside its line."""
    if piece.kind != "text":
        return [piece]
    cuts = inner_marks(folded, piece.mark.end if piece.mark else piece.start, piece.end)
    if not cuts:
        return [piece]
    edges = [piece.start, *cuts, piece.end]
    result = []
    for begin, stop in zip(edges, edges[1:], strict=False):
        part = folded[begin:stop]
        begin += len(part) - len(part.lstrip())
        stop = begin + len(part.strip())
        if stop > begin:
            result.append(Piece(begin, stop, "text", mark_at(folded, begin, stop)))
    return result


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
    gap = re.search(r"(?<=[\u4e00-\u9fff”）])[ \t]+(?=[\u4e00-\u9fff“（]|\d{4}\s*年)", raw)
    if gap and len(raw) - gap.end() > 4 and "，" not in raw[: gap.start()] and gap.start() >= 4:
        piece.title_end = piece.body_start = view.find(piece.mark.end + gap.end())
        return
    if stop is None and piece.view_end - after > _TITLE_LIMIT:
        return
    title_end = min(stop.start() if stop else piece.view_end, piece.view_end)
    title = view.text[after:title_end]
    if "，" in title and piece.mark.kind not in ("part", "han", "hash") or re.search(r"\d(?:万|亿)?元", title):
        return
    piece.title_end = title_end
    piece.body_start = min(title_end + 1, piece.view_end) if stop and stop.start() < piece.view_end else title_end


def _number_sections(result: Outline) -> None:
    """Nest the headings into a tree, by kind of mark and by count, through missing, repeated and mistyped marks."""
    stack: list[tuple[str, int | None, int]] = []  # kind, number, section
    bounds: list[dict[str, int]] = []
    for piece in result.pieces:
        title = result.title(piece)
        if piece.mark is not None:
            _close(stack, piece.mark)
        if piece.mark is not None and title:
            parent = stack[-1][2] if stack else None
            number = len(result.sections)
            heading_start, heading_end = piece.start, result.view.ends[piece.title_end - 1]
            result.sections.append(
                Section(
                    section_no=number,
                    parent_no=parent,
                    level=len(stack) + 1,
                    number_text=piece.mark.text or None,
                    title=title,
                    heading_start=heading_start,
                    heading_end=heading_end,
                    role=role_of(title),
                    char_start=heading_start,
                    char_end=piece.end,
                )
            )
            bounds.append({"end": piece.end})
            stack.append((piece.mark.kind, piece.mark.number, number))
        piece.section_no = stack[-1][2] if stack else None
        for _, _, number in stack:
            bounds[number]["end"] = piece.end
    for number, bound in enumerate(bounds):
        section = result.sections[number]
        object.__setattr__(section, "char_end", max(section.char_end, bound["end"]))


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
            return  # counting starts anew below the last one: a nested list
        del stack[same[0] if mark.number and mark.number > 1 else same[-1] :]
        return
    while stack and stack[-1][0] != "hash" and KINDS.index(stack[-1][0]) > rank:
        stack.pop()


def role_of(title: str) -> str | None:
    """Return the role that a heading's words give its section (dbt/seeds/section_names.csv; first row that matches)."""
    for pattern, role in _section_names():
        if pattern.search(title):
            return role
    return None


_names: list[tuple[re.Pattern[str], str]] = []


def _section_names() -> list[tuple[re.Pattern[str], str]]:
    if not _names:
        _names.extend((re.compile(row["pattern"]), row["role"]) for row in seed("section_names"))
    return _names
