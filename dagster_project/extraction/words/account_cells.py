"""Cells of a table of budgets or accounts by themselves: a figure, the code of a budget item, the number of a line.

Here belongs the shape of such a cell. What its column or row says of it belongs to the readers of tables.
"""

from __future__ import annotations

import re
from decimal import Decimal

from dagster_project.extraction.words.numerals import ARABIC

NUMBER = re.compile(rf"-?(?:{ARABIC})")
FIGURE = re.compile(rf"[-+]?(?:{ARABIC})%?|[-—]{{1,2}}")
# 政府收支分类科目: an item by function (类 201, 款 20105, 项 2010501) or by economic use, of bodies (类 301, 款 30101) and of the
# government's budget (类 501, 款 50101)
_CLASS_BY_USE = r"(?:3(?:0[1-9]|1[0-3]|99)|5(?:0[1-9]|1[0-5]|99))"
ITEM_CODE = re.compile(rf"[12]\d{{2}}(?:\d{{2}}){{0,3}}|{_CLASS_BY_USE}(?:\d{{2}})?")
CODE_BY_USE = re.compile(rf"{_CLASS_BY_USE}\d{{2}}")  # that of a 款
LONG_CODE = re.compile(r"[12]\d{6}")  # that of a 项 by function, which no sum looks like
LINE_HEAD = "行次"  # heads the numbers of the lines
LINE_NUMBER = re.compile(r"\d{1,3}")
RATE_ROUNDED = Decimal("0.06")  # by how much a stated percentage may differ from that of its sums
