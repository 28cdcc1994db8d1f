"""How sums of money are worded: what stands between the digits, in two steps (10万8千元), in words, in a unit written aside.

Here belong the parts of the figures' pattern that are about money, and what each is worth. Whose money it is, and which
words govern it, belongs to the modules of the amounts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from dagster_project.extraction.words.numerals import HAN_DIGITS, parse_number
from dagster_project.vocabulary import alternatives, words

UNIT_ASIDE = r"（(?:单位：?)?(?P<aside>亿元|百万元|万元|千元|元)）"
_STEPS = re.compile(r"([^亿万千百]+)(亿|万|千|百)?")
_SCALES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, None: 1}
# A number typed with blanks inside counts as one only before a unit: 1 234.56万元, 500 .00元, 3 5 0 . 5万元.
GROUPED = r"\d{1,3}(?: \d{3}){1,5}(?:\.\d+)?(?=\s?(?:[万亿]?元|平方米|公里|亩|人次|人|户|吨))"
SPACED = (
    rf"{GROUPED}|\d+ \. ?\d{{1,4}}(?=\s?[万亿]?元)|\d{{2,8}}\. \d{{2}}(?=\s?[万亿]?元)"
    r"|\d(?: \d){2,8}(?: ?\. ?\d(?: \d)?)?(?=\s?[万亿]?元)"
)
# 万 or 亿 alone is money before these words, where money is spoken of; before any other it counts or belongs to a word.
_GOES_ON = r"用于|用来|资金|经费|专项|补助|补贴|奖补|投入|投资|财政|左右|以上|以内|支持|采购|购买|购置|建设|支付|拨付|到位|主要|作为|进行|完成|实施|改造|对|给|其中|和|与|及|的"
_FUNDS = re.compile(r"(?:专项|财政|补助|补贴|奖补|投入)?(?:资金|经费|投资|补助|补贴)")
_OF_MONEY = re.compile(
    r"(?:资金|经费|投[资入]|支出|支付|预算|补助|补贴|拨付|拨款|到位|安排|筹[措集]|争取|下达|[费款额]|收入|贷款|债券)[^，。；：\d]{0,8}$"
)
_OF_THINGS = re.compile(
    r"(?:阅读|浏览|点击|播放|访问|关注|粉丝|人口|人数|人次|用户|户数|面积|数量|产量|销量|流量|字数)[^，。；\d]{0,6}$"
)
_MARKED = re.compile(r"(?:[¥￥]|RMB|CNY|人民币：?)\s?$")
_MARK_ENDS = frozenset("¥￥BY币：")  # with what such a mark ends
_UNIT_BEFORE = re.compile(r"[\u4e00-\u9fff]（(?:单位：)?(亿元|百万元|万元|千元|元)）[：为是]?$")
_NOT_A_ROW = re.compile(r"[^\s\d.、|\t]|\n|$")
_LEAST = 3  # characters of a whole number that a unit written aside makes money


@lru_cache(maxsize=1)
def unit_pattern() -> str:
    """Return the pattern of the units of money that stand right behind their number."""
    bare = alternatives("units", "unit", kind="bare")
    money = alternatives("units", "unit", kind="money")
    return rf"{money}|个?(?:{bare})(?:(?![\u4e00-\u9fffA-Za-z0-9㎡])|(?={_GOES_ON}))"


# 10万8千元, 1亿2000万元: two steps of one number, the second smaller than the first.
STEPPED = r"(?<![\d.])\d{1,6}(?:亿\d{1,4}(?:\.\d{1,4})?万|万(?:\d千(?:\d百)?|\d百|\d{1,4}(?:\.\d{1,2})?))[多余]?元"
# 五百万元, 三十五万八千元, 二点三亿元; 数千万元 and 上百万元 count nothing, 三元 before other words is a name.
HAN_MONEY = (
    rf"(?<![第数几好“万亿{HAN_DIGITS}])(?<!上(?=[百千]))(?:(?P<hm>[{HAN_DIGITS}]{{1,12}}(?:点[{HAN_DIGITS}]{{1,4}})?)[多余]?(?P<hmu>[万亿][多余]?元)"
    rf"|(?P<hs>[{HAN_DIGITS}]{{1,8}}[万亿][{HAN_DIGITS}万]{{1,10}}|[{HAN_DIGITS}]{{1,12}})[多余]?元(?:(?![\u4e00-\u9fff])|(?<=[{HAN_DIGITS}多余]{{2}}元)))(?!级|素|化)"
)


def stepped(worded: str) -> Decimal | None:
    """Return what a number in steps is worth in yuan: 10万8千元 → 108000, null where a step is no number."""
    total = Decimal(0)
    for digits, scale in _STEPS.findall(worded.rstrip("多余元")):
        number = parse_number(digits)
        if number is None:
            return None
        total += number * _SCALES[scale or None]
    return total


def counts_money(text: str, start: int, end: int) -> bool:
    """Tell whether a number with 万 or 亿 alone is a sum of money: 投入资金300万用于… is, 阅读量达300万 is not."""
    left = text[max(0, start - 16) : start]
    if "\u4e00" <= text[end : end + 1] <= "\u9fff":
        return _FUNDS.match(text, end) is not None or _OF_MONEY.search(left) is not None
    return _OF_THINGS.search(left) is None


def is_foreign(text: str, start: int, end: int) -> bool:
    """Tell whether the name of another currency stands right before a sum or right behind it: 港币300万元."""
    names = words("currencies")
    return text.startswith(names, end) or text.endswith(names, 0, start)


def unit_before(text: str, start: int, end: int) -> str | None:
    """Return the unit that stands before a number: ¥12,345.60, 预算数（万元）：98.6; null where none does."""
    left = text[max(0, start - 12) : start]
    if left.rstrip()[-1:] in _MARK_ENDS and _MARKED.search(left):
        return "元"
    named = _UNIT_BEFORE.search(left) if "元）" in left else None
    return named.group(1) if named is not None and _NOT_A_ROW.match(text, end) else None


def takes_aside(number: str) -> bool:
    """Tell whether a unit in brackets behind a number is its own: 98.6（万元） is, 表1（万元） and 2023（万元） are not."""
    year = len(number) == 4 and number.startswith(("19", "20"))
    return len(number) >= _LEAST and not year
