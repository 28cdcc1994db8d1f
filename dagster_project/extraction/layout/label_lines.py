"""Lines of a table of money that hold a label and its figures, parted by blanks: 八、住房保障支出 29.42.

Here belongs telling such a line from a sentence, and where such a table begins and ends. A line with several figures is a row
wherever it stands, which row_cells.py sees; one with a single figure is one only below the note of its table's unit.
"""

from __future__ import annotations

import re

from dagster_project.extraction.layout.pieces import Span
from dagster_project.extraction.words.account_cells import FIGURE, ITEM_CODE

UNIT_LINE = re.compile(r"^.{0,48}单位[：:]\s?(?:人民币)?(?:[百千万亿]|百万)?元[）)]?$")
_SENTENCE = re.compile(r"[。；]|[，,](?!\d)")
_ENDS = re.compile(r"^(?:第.{1,3}部分|注\s?[：:]|备注)|[\u4e00-\u9fff]表$")
_WORD = re.compile(r"\S+")
# 2024年, 支出决算为, 共 … : words of a sentence before its figure
_SAYS = re.compile(r"(?:为|是|共|计|约|达|比|较|至|以上|以下|第|附[件表]?|表|[年月])$(?<![合总小]计)")
_FIGURES_ALONE = re.compile(r"(?:[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+(?:[ ]+|$))+")
_FIGURE_AND_ITEM = re.compile(
    rf"[-+]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)\.\d+[ ]+(?:{ITEM_CODE.pattern})[ ]+[\u4e00-\u9fff]"
)
_CODE_FIRST = re.compile(rf"({ITEM_CODE.pattern})(?:$|[ ]+(?=[\u4e00-\u9fff]))")
_DIGIT = re.compile(r"\d")
_MOST_LINES = 5
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,2}[）)]|本年|年末|结余分配|[合总]计"
)
_LONGEST_LINE = 90
_LONGEST_LABEL = 36


def ends_table(line: str) -> bool:
    """Tell whether a line is none of a table's: a sentence, a note, the name of the next table."""
    return len(line) > _LONGEST_LINE or _SENTENCE.search(line) is not None or _ENDS.search(line) is not None


def label_and_figures(folded: str, start: int, end: int) -> list[Span]:
    """Return the cells of a line of labels and the figures behind them, empty for another line."""
    words = [match.span() for match in _WORD.finditer(folded, start, end)]
    figures = [FIGURE.fullmatch(folded, *word) is not None for word in words]
    first = next((place for place, is_figure in enumerate(figures) if is_figure), 0)
    if not first:
        return []
    label = folded[words[first - 1][0] : words[first - 1][1]]
    says_nothing = label[-1].isdigit() or not any("\u4e00" <= c <= "\u9fff" for c in label)
    if says_nothing or len(label) > _LONGEST_LABEL or _SAYS.search(label):
        return []
    behind = zip(words[first:], figures[first:], strict=True)
    return words if all(is_figure or _NUMBERED.match(folded, *word) for word, is_figure in behind) else []


def label_above(folded: str, figures: Span, above: list[Span]) -> list[Span]:
    """Return the code and the label that stand on lines of their own above a line of nothing but figures, in order.

    ``above``: the ranges of the lines before, the nearest first. A label may be broken over several lines where a code opens it;
    then another item may stand behind the figures (8.60 30206 电费 1.20).
    """
    alone = _FIGURES_ALONE.fullmatch(folded, *figures)
    if not above or not (alone or _FIGURE_AND_ITEM.match(folded, *figures)):
        return []
    for place, line in enumerate(above[:_MOST_LINES]):
        code = _CODE_FIRST.match(folded, *line)
        if code is not None and code.end() == line[1]:
            return [line, (above[place - 1][0], above[0][1])] if place else []
        if code is not None and _DIGIT.search(folded, code.end(), line[1]) is None:
            return [code.span(1), (code.end(), above[0][1])]
        if line[1] - line[0] > _LONGEST_LABEL or _SENTENCE.search(folded, *line) or _DIGIT.search(folded, *line):
            break
    if not alone:
        return []
    nearest = folded[slice(*above[0])]
    is_label = len(nearest) <= _LONGEST_LABEL and not _SENTENCE.search(nearest) and not _DIGIT.search(nearest)
    return [above[0]] if is_label and not UNIT_LINE.search(nearest) else []
