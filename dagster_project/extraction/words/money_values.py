"""Cells that hold a sum of money: a number, with or without its unit, and the value that ends its own label's cell.

Here belongs the shape of such a cell. What the money is belongs to amount_tables.py and form_money.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from dagster_project.extraction.words.numerals import parse_number

# A run of digits longer than any sum in yuan is a code (项目编码) and no money.
_DIGITS = r"-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,14})(?:\.\d{1,8})?"
_VALUE = re.compile(rf"({_DIGITS})\s?(亿元|百万元|万元|千元|元|万|亿)?(?:整)?")
_LABELLED_VALUE = re.compile(
    rf"(?P<label>(?:其中：)?[\u4e00-\u9fff（）]{{2,20}}(?=：)|其中：[\u4e00-\u9fff]{{2,12}}|其[他它](?:资金)?)：?"
    rf"(?P<value>(?:{_VALUE.pattern}))"
)
# 25（其中，抗旱6万元）: what it consists of stands in brackets behind it
_VALUE_WITH_PARTS = re.compile(rf"{_VALUE.pattern}(?:（[^（）]{{0,80}}元[^（）]{{0,80}}）)?")
# One of several in a cell: 资金总额：86 财政拨款：76（其中：上级资金：52 …）
_EACH_VALUE = re.compile(rf"(?P<label>[\u4e00-\u9fff]{{2,14}})：\s?(?P<value>{_VALUE.pattern})(?=[\s，；、（）。]|$)")
_DIGIT = re.compile(r"\d")


def labelled_value(text: str) -> re.Match[str] | None:
    """Read a cell that ends its own label with its value (基本支出：3.5); most cells hold neither a colon nor 其中, 其他."""
    return _LABELLED_VALUE.fullmatch(text) if "：" in text or "其" in text else None


def labelled_values(text: str) -> list[re.Match[str]]:
    """Return the labels and values of a cell that holds such, with brackets around or between, and no other figure."""
    found = list(_EACH_VALUE.finditer(text)) if "：" in text else []
    return found if found and not _DIGIT.search(_EACH_VALUE.sub("", text)) else []


NATURE = re.compile(r"按(收入|支出)性质(?:分类?)?：?")  # says what the labels below it hold


# Where the money of a form's sums comes from: 其中：中央财政, 市县财政预算, 其它
SOURCE = re.compile(
    r"(?:其中：?)?(?:(?:中央|省|市|州|县|区|市县|县区|县（区）|地方)级?财政(?:拨款|资金|预算)?|地方债券资金|其[它他](?:资金|来源)?|自筹(?:资金)?)：?"
)


def states_values(text: str) -> bool:
    """Tell whether a cell holds sums with their labels, or names the nature of those behind it (按支出性质分)."""
    return bool(labelled_value(text) or NATURE.fullmatch(text) or labelled_values(text))


@lru_cache(maxsize=8192)
def sum_in(text: str) -> re.Match[str] | None:
    """Read a cell that holds a number, with or without a unit of money; each pass over a table asks it of every cell."""
    return _VALUE_WITH_PARTS.fullmatch(text)


def decimal_of(text: str) -> Decimal:
    """Return the number of a matched cell. Raises ValueError where the text is none."""
    number = parse_number(text)
    if number is None:
        raise ValueError(f"no number: {text!r}")
    return number
