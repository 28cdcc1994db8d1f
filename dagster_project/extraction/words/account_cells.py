"""Cells of a table of budgets or accounts by themselves: a figure, the code of a budget item, the number of a line.

Here belongs the shape of such a cell. What its column or row says of it belongs to the readers of tables.
"""

from __future__ import annotations

import re

FIGURE = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|[-—]{1,2}")
# of an item by function (类 201, 款 20105, 项 2010501) or by economic use (类 301, 款 30101): 政府收支分类科目
ITEM_CODE = re.compile(r"[12]\d{2}(?:\d{2}){0,3}|3(?:0[1-9]|1[0-3]|99)(?:\d{2})?")
LINE_HEAD = "行次"  # heads the numbers of the lines
LINE_NUMBER = re.compile(r"\d{1,3}")
