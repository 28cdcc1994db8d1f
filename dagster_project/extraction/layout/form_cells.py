"""Cells of forms that lost their grid: lines, words of one long line, or text between pipes, in the order of the text.

Here belongs where such cells begin and end, and which stretch of a text holds them. What they are belongs to form_rows.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dagster_project.extraction.layout.form_layout import FormCell
from dagster_project.extraction.layout.pieces import Span
from dagster_project.extraction.layout.pipe_rows import open_rows
from dagster_project.extraction.words.form_words import is_class, kinds_of
from dagster_project.extraction.words.numerals import YEAR_NUMBER

# Words that only forms hold: a text without any of them is read without looking for one. Their first characters lead, so
# that the engine skips what stands between; each branch then looks back at its own.
_FORM = re.compile(
    r"[三年全预资指项专转中职计\s|](?:(?<=计)划(?:安排|到位|投资)(?:资金|额)(?=\s*[（(]万元)|(?<=职)[责能]活动(?=[\s|])|(?<=三)级\s*指标|(?<=年)度\s*(?:财政)?\s*资金\s*总额|(?<=全)年\s*执行数|(?<=预)算\s*执行数|(?<=资)金支出计划|(?<=指)标\s*名称"
    r"|(?:(?<=项)目|(?<=专)项|(?<=转)移支付)[^\n|]{0,8}\s*名称|(?<=中)期资金总额"
    # what is left of a form whose head is lost: its numbered indicators, or a class among other cells
    r"|(?<=指)(?<![\u4e00-\u9fff]指)标\s?\d{1,2}\s?[：、]|(?<=[\s|])(?:数量|质量|时效|效益|满意度)指标[\s|])"
)
_WORD = re.compile(r"\S+")
_WIDE_GAP = re.compile(r"  (?<=\S  ) *(?=\S)")  # between the cells of a row that blanks lay out
_POINTS_ASIDE = re.compile(r"（\d{1,3}分）|（万?元）|（[A-Z/×%*\d]{1,12}）")
_PLAIN = re.compile(r"[\u4e00-\u9fff（）/]+")
_SPELT = re.compile(
    r"绩效?(?:指标?)?|产出?(?:指标?)?|效益?(?:指标?)?|满意?度?(?:指标?)?|年度?(?:总体?)?(?:目标?)?|数量?(?:指标?)?"
)
_POINT_END = re.compile(r"\d+\.")
_UNIT_ALONE = re.compile(r"[\u4e00-\u9fff%]{1,3}|\.\d+%?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARK = re.compile(r"指标\s?\d{1,2}\s?[：、]")
_NAME = re.compile(
    r"指标\d{1,2}[：、][^\s，。；≥≤<>=]*[\u4e00-\u9fff]{3}"
)  # the name of a numbered indicator, no value behind it
_LEAST_HEADS = 4
_LEAST_RUN_IN, _LEAST_RUN_IN_HEADS = 5, 3  # pipes of a line, and heads of columns in it
_COLUMN_HEADS = frozenset({"head", "money", "rate"})
_LEAST_WIDTH = 30  # of a line that a page broke
_RAGGED = 3
_NEAR_LINES = 3
_HALF_WORD = 2  # 年初⏎预算数
_LONGEST_LABEL = 16
_NEXT_SENTENCE = re.compile(r"[ \u3000](?<=[。；].)(?=\S)")
# A row whose levels are merged with those above: 更换门窗 ≥86樘 …; its name alone is known by nothing.
_NAMED_VALUE = re.compile(
    r"\s*(?:\d{1,3})?[\u4e00-\u9fff][\u4e00-\u9fff（）/“”、\d]{1,29}[ \t]+(?:[≥≤<>=][ \t]*)?\d[\d.,]*[^\s。，；：]{0,10}(?=[ \t]|$)[^。，；]*$"
)
_MOST_WORDS = 10
_SENTENCE = re.compile(r"[。；]")
_CLASS = re.compile(
    r"(?:产出|效益|效果|满意度|(?:经济|社会|生态环境)?成本|数量|质量|时效|(?:经济|社会|生态)效益|可持续影响|服务对象满意度)指标(?:（\d{1,3}分）)?"
)
_GLUED = re.compile(
    rf"(?P<classes>(?:{_CLASS.pattern})+)(?P<name>[\u4e00-\u9fff（）“”、：/]{{3,40}})(?P<value>[≥≤=><]{{1,2}}\d[^\s，。；]{{0,12}})?$"
)
_LONGEST_WORDS = 12_000  # a line that holds a whole form


def stretches(folded: str, begin: int, stop: int) -> Iterator[Span]:
    """Yield the stretches of lines without a grid, by tabs or drawn with pipes, where the text holds words of forms."""
    if _FORM.search(folded, begin, stop) is None:
        return
    first: int | None = None
    at = begin
    lines = folded[begin:stop].split("\n")
    ragged = _ragged(lines)
    run_in = any(line.count("|") >= _LEAST_RUN_IN and _rows_run_in(line) for line in lines)
    piped = [not run_in and line.startswith("|") and bool(line.strip("| ")) and line.count("|") >= 3 for line in lines]
    bare = open_rows(lines) if "|" in folded[begin:stop] and not run_in else []
    for number, line in enumerate(lines):
        # A line that begins with a pipe and has no such neighbour goes on with a cell of the line above.
        drawn = piped[number] and any(piped[max(0, number - 1) : number] + piped[number + 1 : number + 2])
        if drawn or (bare and bare[number] is not None) or ("\t" in line and not ragged):
            if first is not None:
                yield first, at
            first = None
        elif first is None:
            first = at
        at += len(line) + 1
    if first is not None:
        yield first, stop


def _rows_run_in(line: str) -> bool:
    """Tell whether a line between pipes holds a head with the first of the rows below it, so that lines are no rows."""
    heads = 0
    for cell in line.split("|"):
        text = "".join(cell.split())
        kinds = kinds_of(text)
        if heads >= _LEAST_RUN_IN_HEADS and ("row" in kinds or is_class(text)) and "head" not in kinds:
            return True
        heads += bool(kinds & _COLUMN_HEADS)
    return False


def _ragged(lines: list[str]) -> bool:
    """Tell whether the rows of a form's indicators lack the cells that a merged one covers, so that columns say nothing."""
    width = short = whole = 0
    for line in lines:
        cells = line.split("\t")
        may_be_head = len(cells) >= _LEAST_HEADS and "指标" in line
        heads = sum("head" in kinds_of("".join(cell.split())) for cell in cells) if may_be_head else 0
        if heads >= _LEAST_HEADS:
            width = len(cells)
        elif len(cells) <= 1 or "总分" in line or "合计" in line:
            width = 0 if len(cells) <= 1 else width
        elif width:
            short += len(cells) < width and bool(cells[0].strip())
            whole += len(cells) >= width or not cells[0].strip()
    return short > whole


def cells_of(folded: str, begin: int, stop: int) -> list[FormCell]:
    """Return the cells of a stretch: between pipes, else the words of a line of several cells, else the line."""
    found: list[FormCell] = []
    at = begin
    lines = folded[begin:stop].split("\n")
    width = max(map(len, lines))
    for number, line in enumerate(lines):
        places = _places(line)
        edged = "|" in line or "\t" in line
        full = number > 0 and width >= _LEAST_WIDTH and len(lines[number - 1]) >= width - _RAGGED
        for start, end in places:
            text = "".join(line[start:end].split())
            if not text or _joins(found, text, at + start, number):
                continue
            if start == 0 and full and len(places) > 1 and found and found[-1].end == at - 1 and _goes_on(found, text):
                found[-1] = FormCell(found[-1].start, at + end, found[-1].text + text, found[-1].line)
            else:
                found.append(FormCell(at + start, at + end, text, number, edged))
        at += len(line) + 1
    return found


def _goes_on(found: list[FormCell], text: str) -> bool:
    """Tell whether the first cell of a line goes on with the last one of a full line above: a page broke it there."""
    before = found[-1].text
    if before in ("指", "指标"):
        return _MARK.match(before + text) is not None
    if _MARK.fullmatch(before):
        return True
    if _POINT_END.fullmatch(before):
        return text[0].isdigit()
    if kinds_of(text) or kinds_of(before) or _MARK.match(text):
        return False
    if before[-1].isdigit():
        return _UNIT_ALONE.fullmatch(text) is not None
    return _HAN.match(before[-1]) is not None and _HAN.match(text) is not None


def _joins(found: list[FormCell], text: str, start: int, line: int) -> bool:
    """Take points or a unit in brackets, and a label broken over lines, into the cell before; tell whether it was done."""
    if not found:
        return False
    before = found[-1]
    if "end" in kinds_of(before.text):
        return False  # 其他需要说明的事项 | 无
    together = before.text + text
    joined = (
        (text[0] == "（" and _POINTS_ASIDE.fullmatch(text) is not None and not before.text[-1].isdigit())
        or (len(text) == 1 and _SPELT.fullmatch(together) is not None)
        or (before.line == line and text == "年" and YEAR_NUMBER.fullmatch(before.text) is not None)
        or (before.line == line and len(text) <= _HALF_WORD and _NAME.fullmatch(together) is not None)
        or (line - before.line <= _NEAR_LINES and _is_broken(before.text, text, together))
    )
    if joined:
        found[-1] = FormCell(before.start, start + len(text), together, before.line)
    return joined


_HALF_HEAD = 2
_BROKEN = frozenset({"head", "class", "money", "rate", "row", "label", "project", "planned", "attained"})


def _is_broken(before: str, text: str, together: str) -> bool:
    """Tell whether two cells are one label that a line's end broke."""
    if len(together) > _LONGEST_LABEL or _PLAIN.fullmatch(together) is None:
        return False
    kinds, alone = kinds_of(together), kinds_of(text)
    if "beside" in kinds and len(before) == len(text) == _HALF_HEAD and not kinds_of(before) and "beside" not in alone:
        return True  # 责任 单位
    return bool(kinds & _BROKEN) and (
        text == "指标" or _half(before, alone & kinds) or (not alone and bool(kinds - kinds_of(before)))
    )


def _half(before: str, kinds: frozenset[str]) -> bool:
    """Tell whether a cell before a known one is the first half of its words (年初⏎预算数) rather than a cell of its own."""
    return len(before) <= _HALF_WORD and not kinds_of(before) and bool(kinds & _BROKEN_IN_FRONT)


_BROKEN_IN_FRONT = frozenset({"head", "money", "rate", "row"})


def _places(line: str) -> list[Span]:
    """Return the cells of a line as ranges of it."""
    words = line.strip()
    if len(words.split()) == 1 and "|" not in words:
        start = line.index(words[0])
        return [(start, start + len(words))]
    edge = "|" if "|" in line else "\t"
    if edge in words:
        edges = [-1, *(i for i, c in enumerate(line) if c == edge), len(line)]
        places = [(a + 1, b) for a, b in pairwise(edges)]
    else:
        spaced = "  " in line and len(line) <= _LONGEST_WORDS
        gaps = [match.span() for match in _WIDE_GAP.finditer(line)] if spaced else []
        edges = [0, *(place for gap in gaps for place in gap), len(line)]
        places = [place for a, b in zip(edges[::2], edges[1::2], strict=True) for place in _words_of(line, a, b)]
    trimmed = []
    for a, b in places:
        words = line[a:b]
        trimmed.append((a + len(words) - len(words.lstrip()), b - len(words) + len(words.rstrip())))
    return [(a, b) for a, b in trimmed if a < b]


def _glued(line: str, start: int, end: int) -> list[Span]:
    """Return the cells of a word in which classes, a name and its value run together: 产出指标数量指标清淤山塘≥12座."""
    match = _GLUED.match(line, start, end)
    if match is None:
        return [(start, end)]
    edges = [start, *(label.end() for label in _CLASS.finditer(line, start, match.end("classes")))]
    edges += [match.end("name"), end] if match.group("value") else [end]
    return list(pairwise(edges))


def _words_of(line: str, start: int, stop: int) -> list[Span]:
    """Return the words of a part of a line where they are cells of their own, else its sentences."""
    found = [match.span() for match in _WORD.finditer(line, start, min(stop, start + _LONGEST_WORDS))]
    known = sum(bool(kinds_of(line[a:b])) for a, b in found)
    several = len(found) >= 2 and (
        known >= 1 + (len(found) > 60 or _SENTENCE.search(line, start, stop) is not None)
        or sum(line[a:b].replace(".", "").replace(",", "").rstrip("%年").isdigit() for a, b in found) >= 2
        or (len(found) <= _MOST_WORDS and _NAMED_VALUE.match(line, start, stop) is not None)
        or (1 < len(found) <= _MOST_WORDS and _NAME.fullmatch(line, *found[0]) is not None)
    )
    if several:
        return [part for word in found for part in _glued(line, *word)]
    # Two sentences in one line of a form are two cells (预期目标 | 实际完成情况); elsewhere it makes no difference.
    if "。" not in line and "；" not in line:
        return [(start, stop)]
    ends = [start - 1, *(match.start() for match in _NEXT_SENTENCE.finditer(line, start, stop)), stop]
    return [(a + 1, b) for a, b in pairwise(ends)]
