"""The money that a careful reader sees in a text, found without the project's own figures, to hold its facts against.

Here belongs a second, plain reading of sums: numbers with a unit, in words, in lists and ranges, and the decimals of table
cells below a note of their unit. What the sums mean is no part of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from dagster_project.extraction.records import (
    Amount,
    DisbursementPlan,
    Indicator,
    Ratio,
    ReadingWarning,
    Record,
    Score,
    ScoreBand,
    Staffing,
)

BLANK = r"[ \t\n]{0,3}"
NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
UNIT = rf"(?:[多余]{BLANK})?(?:[百千]?万|亿|千|百)?[多余]?{BLANK}元(?![素旦月件器])"
HAN = "零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟"
SUMS = re.compile(rf"(?<![\d.])(?P<number>{NUMBER}){BLANK}{UNIT}")
WORDED = re.compile(
    rf"(?<![{HAN}几数上万亿第\d])(?P<number>(?=[{HAN}]*[一二三四五六七八九两壹贰叁肆伍陆柒捌玖])[{HAN}]{{2,9}})(?:[万亿])?元(?!级)"
)
# 3.2、4.5和5.1万元: the unit stands once, behind the last.
LISTED = re.compile(
    rf"(?<![\d.])(?P<number>\d+\.\d+)(?=(?:[、和及至到~-](?:{NUMBER}))*[、和及至到~-](?:{NUMBER}){UNIT})"
)
NOTE = re.compile(rf"单{BLANK}位{BLANK}:{BLANK}(?:百|千|万|亿)?元|。|分值|得分|权重|指标|率|%")
CELL = re.compile(
    r"(?<![^\s|>])-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,6})(?=[ \t|<]|\n(?![\d.%])|$)(?!\s*[年月日人个辆台套次%])"
)


def same_length(text: str) -> str:
    """Full-width forms as plain ones, one character for one."""
    return "".join(plain if len(plain := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)


def money_figures(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each number that is money."""
    folded = same_length(text)
    for pattern in (SUMS, WORDED, LISTED):
        yield from (match.span("number") for match in pattern.finditer(folded))
    yield from _cells(folded)


def _cells(folded: str) -> Iterator[tuple[int, int]]:
    """The decimals below a note of the unit, up to a full stop or to columns that hold no money alone."""
    below, at = False, 0
    for note in [*NOTE.finditer(folded), None]:
        if below:
            yield from (cell.span() for cell in CELL.finditer(folded, at, note.start() if note else len(folded)))
        if note is not None:
            below, at = note.group().startswith("单"), note.end()


def untold(text: str, records: Iterable[Record]) -> list[str]:
    """Return the sums of a text that no record holds, with the words before them."""
    told = bytearray(len(text) + 1)
    for record in records:
        if isinstance(record, Indicator | ReadingWarning):
            start, end = record.char_start, record.char_end
        elif isinstance(record, Amount | Ratio | Score | ScoreBand | Staffing | DisbursementPlan):
            start, end = record.value_start, record.value_end
        else:
            continue
        told[start:end] = b"\1" * (end - start)
    return [text[max(0, start - 12) : end + 4] for start, end in money_figures(text) if not any(told[start:end])]
