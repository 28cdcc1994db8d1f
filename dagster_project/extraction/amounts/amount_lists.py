"""Lists of amounts: which figure is stated to be a part of which.

Lists open with 其中, 如下, 包括 or with a colon at the end of a piece, and match names with figures in order with 分别. What a
part keeps of its whole belongs to listed_measures.py and amount_inheritance.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.amounts.amount_context import Context
from dagster_project.extraction.records import Amount
from dagster_project.extraction.words.figures import Figure

# One class of characters leads, so that the engine skips what stands between; each branch then looks back at its own.
_PART = re.compile(
    r"[其按以主，（包含分如由构项来\d](?:(?<=其)中|(?<=按)[^，。；]{0,8}分(?:类|(?=：))|(?<=以)下方面|(?:(?<=主)要|(?<=[，（]))用于(?=：|[^，。；：\d]{2,24}$)|(?<=主)要[是有](?=：)|(?<=主)要为(?=[\u4e00-\u9fff]{2,24}$)|(?<=包)(?<![不中]包)括|(?<=含)(?<![不包中]含)(?!税)|(?<=[，（]包)含(?=[^，。；：\d]{2,24}$)"
    r"|(?<=分)别[为是]|(?<=如)下|(?<=分)为|(?<=由).{0,12}组成|(?<=构)成|(?<=来)源(?:[为是：]|包括)(?=[^，。；：\d]{2,24}$)"
    r"|(?<=（)(?=第[一二三四五]批)|(?<=项)目\d+个：|(?<=\d)\d*个[^，。；：\d]{0,8}项目：)"
)
_COLON = re.compile("：")
_NAMES_IN_BRACKET = re.compile(
    r"（(?:[\u4e00-\u9fff]{2,12}?(?:类|类项目|经费|支出|拨款|预算|收入|资金)为?|[\u4e00-\u9fff]{2,12}[馆站校院园所镇乡村局])"
)
_COUNTED_FIRST = re.compile(r"。[^。；]*\d+[个家户处][^，。；\d]{0,8}，$")
_NEW_SENTENCE = re.compile(
    r"(?:，[^，。；：\d]{0,10}(?:率|比例|进度)[^，。；：\d]{0,3}[\d.]{1,6}%)?[^，。；：\d]{0,12}。其中[：:]"
)  # 支出90万元，结余2万元，执行率98%。其中：…
# 基本支出90万元，包括人员经费和公用经费。人员经费70万元，…: its parts have sentences of their own
BASIC_PARTS = re.compile(r"(?:人员|公用|日常公用)(?:经费|支出)|工资福利支出|商品和服务支出|对个人和家庭")
_IN_NAME = re.compile(r"[^，。；（）\d]{1,40}）[^，。；：（）\d]{1,12}")  # 转移支付（含卫生、教育等）资金5万元
_SIDE_BY_SIDE = re.compile(r"[。；](?P<side>收入|支出)(?:预算|决算)?(?:主要|仅)?包括$")
_OPPOSITE = {"收入": "支出", "支出": "收入"}
_SORTED_ANEW = re.compile(r"[。；]按[^，。；：]{0,8}分(?:类|：)?$")
_BEHIND_REASON = re.compile(r"^[^。]{0,40}。(?:主要)?原因[^。]{2,60}。其中[：:]?[^。]{0,40}$")
_NEW_DEED = re.compile(r"。[^，。；：\d]{0,10}?(?:接收|收到|下达)[^，。；：]{2,40}$")
_SPENT_OF_ITEM = re.compile(r"，(?:已|尚|目前|均)*(?:全部|全额|累计|实际|未)*(?:支出|支付|执行|使用)")
_BESIDE = 30  # characters between what came in and what was spent of it
_BELOW = ("如下", "以下方面")  # open a list of sentences


def name_range(text: str, head: int, figure: Figure, context: Context) -> tuple[int, int]:
    """Return the range that names a figure: for A、B、C分别为 X、Y、Z the name in the same place of the list."""
    if context.respective:
        if re.fullmatch(r"[、，和及以与]+", text[context.last_end : figure.start]):
            return context.respective.pop(0)
        context.respective.clear()
    split = text.rfind("分别", head, figure.start)
    if split > head:
        begin = text.rfind("：", head, split) + 1 or head
        begin += len(text[begin:split]) - len(text[begin:split].lstrip("、，和及"))
        names = []
        at = begin
        for match in [*re.finditer(r"[、和及与]|以及", text[begin:split])]:
            names.append((at, begin + match.start()))
            at = begin + match.end()
        names.append((at, split))
        context.respective = names[1:]
        return names[0]
    return head, figure.start


def part_of(text: str, figure: Figure, context: Context) -> Amount | None:
    """Return the amount that this one is stated to be a part of, opening and closing lists on the way."""
    between = text[context.last_end : figure.start]
    _close_lists(between, context)
    context.brackets.read(between, context.last, context.topic)
    is_new = "。" in between and _NEW_DEED.search(between) is not None
    if is_new:
        context.lists.clear()  # 收到 …，包括：A、B。收到另一项资金 …: no item of that list
    opening = None if is_new else _opening(between, context.last)
    if opening is None:
        # 收入预算1000万元：A 800万元，B 200万元; 项目支出90万元（基本建设类60万元，行政事业类30万元）
        opening = _COLON.match(between) or _NAMES_IN_BRACKET.fullmatch(between)
    whole = _whole(text, figure, between, opening, context) if opening is not None else None
    if opening is not None and whole is not None and (between.count("。") <= 1 or _BEHIND_REASON.search(between)):
        context.lists.append((whole, opening.group() in (*_BELOW, "包括", "包含")))
        context.brackets.hold_list = between.rfind("（", 0, opening.start() + 1) > between.rfind("）")
    return context.lists[-1][0] if context.lists else None


def _close_lists(between: str, context: Context) -> None:
    """Close the lists that end with their sentence or with their brackets."""
    if "。" in between:
        context.siblings = context.parts = 0
        while context.lists and not context.lists[-1][1]:
            context.lists.pop()
    if "）" in between and "（" not in between and context.lists and not context.lists[-1][1]:
        if len(context.lists) > 1 or context.brackets.hold_list:
            context.lists.pop()  # a list inside parentheses ends with them
        context.brackets.hold_list = False


def _opening(between: str, last: Amount | None) -> re.Match[str] | None:
    """Return the words that open a list of amounts, null where none do or what they list is no money."""
    opening = _PART.search(between)
    if opening is None:
        return None
    if "。" in between[opening.end() :] and opening.group() not in _BELOW:  # what a sum includes, listed in words
        of_basic = last is not None and last.category == "basic"
        if not (of_basic and BASIC_PARTS.match(between, between.index("。", opening.end()) + 1)):
            return None
    if _COUNTED_FIRST.search(between, 0, opening.start()):
        return None  # 支出90万元。安排项目12个，其中产业类6个，资金50万元: parts of the count, not of the money before
    return None if _IN_NAME.fullmatch(between, opening.end()) else opening


def _whole(text: str, figure: Figure, between: str, opening: re.Match[str], context: Context) -> Amount | None:
    """Return the amount whose parts the list lists that opens here, null where it lists no parts."""
    if context.last is None:
        return None
    by_name = context.governor is not None and context.governor.end == context.last_end
    is_own_list = by_name and "。" in between[: opening.start()] and opening.group() in _BELOW
    # A 80万元；B 20万元。各项目完成情况如下：A 支出…: a list of its own
    whole = None if is_own_list else _whole_before(between, opening, context, context.last)
    if whole is context.last and _is_received_part(text, figure, context):
        whole = context.issued  # 收到90万元，支出60万元。包括：A 30万元，支出20万元；…: of what came in
    if (
        context.topic is not None
        and context.last.part_of_start is not None
        and _SORTED_ANEW.search(between, 0, opening.end())
    ):
        whole = context.topic  # …，其中：公共预算拨款80万元。按支出类别划分：A 50万元: the whole once more
    return whole


def _whole_before(between: str, opening: re.Match[str], context: Context, last: Amount) -> Amount | None:
    """Return the amount before a list: the last one, or where that only adds to another, the other one."""
    if last.measure == "carryover" and context.stated is not None and _NEW_SENTENCE.match(between):
        return context.stated  # 支出118万元，剩余8万元。其中：A 80万元: what was spent
    if between.startswith(("（其中", "，（其中")):
        return last  # 比预算增加90万元（其中：A 60万元，B 30万元）: parts of the difference
    other_side = _SIDE_BY_SIDE.search(between, 0, opening.end())
    if other_side is not None and (context.lists or _OPPOSITE[other_side["side"]] in (last.label or "")):
        # 收入包括：A 80万元。支出包括：B 80万元: both of the same sum, else of none
        return context.lists[-1][0] if context.lists else None
    closed = between.find("）", 0, opening.start())
    if closed >= 0 and "（" not in between[:closed] and context.brackets.before is not None:
        return context.brackets.before  # 资金154万元（每人55元，中央承担44元）。其中：A 147万元
    return last if last.measure != "change" or _is_added(last) else context.topic


def _is_added(amount: Amount) -> bool:
    """Tell whether a difference is money added in the course of the year (年中追加预算90万元，其中上级70万元), which has parts."""
    label = amount.label or ""
    return "追加" in label and "比" not in label and "较" not in label


def _is_received_part(text: str, figure: Figure, context: Context) -> bool:
    """Tell whether a list behind what came in and what was spent of it tells the same two of each item."""
    last, issued = context.last, context.issued
    return (
        last is not None
        and last.measure == "expenditure"
        and issued is not None
        and 0 <= last.value_start - issued.value_end <= _BESIDE
        and _SPENT_OF_ITEM.match(text, figure.end) is not None
    )
