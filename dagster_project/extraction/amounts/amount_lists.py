"""Lists of amounts: which figure is stated to be a part of which, and what a part keeps of its whole.

Lists open with 其中, 如下, 包括 or with a colon at the end of a piece, and match names with figures in order with 分别.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dagster_project.extraction.amounts.amount_governors import Governor
from dagster_project.extraction.records import Amount
from dagster_project.extraction.words.figures import Figure
from dagster_project.vocabulary import words

# One class of characters leads, so that the engine skips what stands between; each branch then looks back at its own.
_PART = re.compile(
    r"[其按以主，（包含分如由构项来\d](?:(?<=其)中|(?<=按)[^，。；]{0,8}分(?:类|(?=：))|(?<=以)下方面|(?:(?<=主)要|(?<=[，（]))用于(?=：|[^，。；：\d]{2,24}$)|(?<=主)要[是有](?=：)|(?<=主)要为(?=[\u4e00-\u9fff]{2,24}$)|(?<=包)(?<![不中]包)括|(?<=含)(?<![不包中]含)(?!税)"
    r"|(?<=分)别[为是]|(?<=如)下|(?<=分)为|(?<=由).{0,12}组成|(?<=构)成|(?<=来)源(?:[为是：]|包括)(?=[^，。；：\d]{2,24}$)"
    r"|(?<=（)(?=第[一二三四五]批)|(?<=项)目\d+个：|(?<=\d)\d*个[^，。；：\d]{0,8}项目：)"
)
_OPENS = re.compile(r"^(?:其中|包括|含)[：:]?")
_LEVEL_FUNDS = re.compile(r"(?:中央|省|自治区|市|州|县|区|旗)级?财政(?:专项)?资金")
# 总投资90万元，其中财政奖补资金60万元，村民筹资20万元，村集体投入10万元
_PAYERS = re.compile(
    r"(?:[^，。；]{0,4}财政)奖补资金|(?:村集体|集体|村民|农民|群众|企业|社会|单位|以[劳物])?(?:一事一议)?(?:自筹|筹资|捐资|折资|捐赠|筹资筹劳|投入|集资|投劳)(?:资金)?|村集体资金|整合其他资金"
)
_OTHER_SOURCES = ("地方资金", "其他资金", "地方财政资金", "自有资金", "社会资金", "市县资金", "市、县财政资金")
_COLON = re.compile("：")
_COUNTED_FIRST = re.compile(r"。[^。；]*\d+[个家户处][^，。；\d]{0,8}，$")
_NEW_SENTENCE = re.compile(
    r"(?:，[^，。；：\d]{0,10}(?:率|比例|进度)[^，。；：\d]{0,3}[\d.]{1,6}%)?[^，。；：\d]{0,12}。其中[：:]"
)  # 支出90万元，结余2万元，执行率98%。其中：…
# Money of another government: what is spent or split of it stays its money.
OF_OTHERS = ("superior", "central", "province", "city")
# 基本支出90万元，包括人员经费和公用经费。人员经费70万元，…: its parts have sentences of their own
BASIC_PARTS = re.compile(r"(?:人员|公用|日常公用)(?:经费|支出)|工资福利支出|商品和服务支出|对个人和家庭")
_IN_NAME = re.compile(r"[^，。；（）\d]{1,40}）[^，。；：（）\d]{1,12}")  # 转移支付（含卫生、教育等）资金5万元
_SIDE_BY_SIDE = re.compile(r"[。；](?:收入|支出)(?:预算|决算)?包括$")
_SORTED_ANEW = re.compile(r"[。；]按[^，。；：]{0,8}分(?:类|：)?$")
_BEHIND_REASON = re.compile(r"^[^。]{0,40}。(?:主要)?原因[^。]{2,60}。其中[：:]?[^。]{0,40}$")
_OPENING_BALANCE = re.compile(r"(?:上年|年初|以前年度)[^，。；]{0,6}结[转余]")
_CARRIED_SPENDING = re.compile(r"(?:上年|年初)结转(?:结余)?(?:资金)?支出$")  # 预算支出 …，其中：上年结转支出5万元
_BUDGETED_AHEAD = re.compile(
    r"提前下达(?!的?通知)"
)  # 项目支出预算 …，其中提前下达中央补助5万元: a part of the year's budget
_EXECUTED = re.compile(r"[，；。]?(?:实际|已|共|全年|累计)*执行(?:了|为|数)?")  # 预算26万元，其中区级20万元；执行24万元
_TAXES = re.compile(r"税收?$")  # 一般公共预算收入 …，其中：契税等地方税收5万元
_NEW_DEED = re.compile(r"。[^，。；：\d]{0,10}?(?:接收|收到|下达)[^，。；：]{2,40}$")
_SPENT_OF_ITEM = re.compile(r"，(?:已|尚|目前|均)*(?:全部|全额|累计|实际|未)*(?:支出|支付|执行|使用)")
_BESIDE = 30  # characters between what came in and what was spent of it
_OWN_FUND = re.compile(r"(?:资金|经费|补助)[为共计约]*$")


@dataclass(slots=True)
class Context:
    """What the figures before have settled: the open lists (their wholes, innermost last), the last figure, the sentence's topic.

    A list opened by 其中 ends with its sentence; one opened by 如下 or by a piece that ends in a colon goes on.
    """

    lists: list[tuple[Amount, bool]] = field(default_factory=list)
    respective: list[tuple[int, int]] = field(default_factory=list)  # names still to be matched by 分别
    outer: Amount | None = None  # the last amount before the last bracket
    in_brackets: bool = False  # the innermost list has been opened inside parentheses
    bracketed: Amount | None = None  # the amount before the brackets that are open
    last: Amount | None = None
    last_end: int = 0
    topic: Amount | None = None
    opened: Amount | None = None  # the first whole of the piece
    added: bool = False  # sums have been added to it
    broken_down: bool = False  # the piece breaks down the revenue of a named budget
    item: Amount | None = None  # the first amount behind the last semicolon
    issued: Amount | None = None  # money handed on, whose shares may follow line by line
    stated: Amount | None = None  # the last whole that is neither a difference nor what is left of another
    siblings: int = 0  # the amounts since the last full stop that are parts of nothing
    parts: int = 0  # and those that are parts
    latest_year: int = 0  # of the amounts so far
    levels: list[tuple[int, str | None]] = field(default_factory=list)  # of the money received so far, with its place
    governor: Governor | None = None  # of a list of named sums that no sum opens
    fund: str | None = None  # that the sentence above names for its items
    headed: bool = False  # the open list stands below a heading that states its sum
    noted: Amount | None = None  # the whole of the list whose item the piece adds a note to
    reasoned: bool = False  # the last figure is what a difference before it consists of
    compared: bool = False  # the figure is one of the year before, named for comparison: the next one is not about it

    def in_its_brackets(self, text: str, figure: Figure, amount: Amount) -> Amount:
        """Return an item of a list as part of the item in whose brackets it stands: 本年支出90万元（基本支出60万元，…），结余2万元."""
        opened, closed = (text.rfind(sign, self.last_end, figure.start) for sign in "（）")
        if opened >= 0 or closed >= 0:
            self.bracketed = self.last if opened > closed else None
        item = self.bracketed
        if item is None or amount.part_of_start is None or amount.part_of_start != item.part_of_start:
            return amount
        return replace(amount, part_of_start=item.value_start)

    def has_several_levels(self, sentence_start: int) -> bool:
        """Tell whether a sentence has named the money of more than one level so far: what is spent of it belongs to none."""
        return len({level for at, level in self.levels if at >= sentence_start}) > 1

    def level_in(self, sentence_start: int) -> str | None:
        """Return the one level whose money its sentence is about so far: 收到中央资金300万元，支出289万元."""
        found = {level for at, level in self.levels if at >= sentence_start}
        level = found.pop() if len(found) == 1 else None
        return level if level in OF_OTHERS else None


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
    if "。" in between:
        context.siblings = context.parts = 0
        while context.lists and not context.lists[-1][1]:
            context.lists.pop()
    if "）" in between and "（" not in between and context.lists and not context.lists[-1][1]:
        if len(context.lists) > 1 or context.in_brackets:
            context.lists.pop()  # a list inside parentheses ends with them
        context.in_brackets = False
    if "（" in between:
        context.outer = context.last if context.last is None or context.last.measure != "change" else context.topic
    opening = _PART.search(between)
    if "。" in between and _NEW_DEED.search(between):
        context.lists.clear()  # 收到 …，包括：A、B。收到另一项资金 …: no item of that list
        opening = None
    of_basic = context.last is not None and context.last.category == "basic"
    if opening is not None and "。" in between[opening.end() :] and opening.group() not in ("如下", "以下方面"):
        listed = of_basic and BASIC_PARTS.match(between, between.index("。", opening.end()) + 1)
        opening = opening if listed else None  # what a sum includes, listed in words
    if opening is not None and _COUNTED_FIRST.search(between, 0, opening.start()):
        opening = (
            None  # 支出90万元。安排项目12个，其中产业类6个，资金50万元: parts of the count, not of the money before
        )
    if opening is not None and _IN_NAME.fullmatch(between, opening.end()):
        opening = None
    if opening is None and between.startswith("："):
        opening = _COLON.match(between)  # 收入预算1000万元：A 800万元，B 200万元
    if opening is not None and context.last is not None:
        whole = context.last if context.last.measure != "change" or _is_added(context.last) else context.topic
        closed = between.find("）", 0, opening.start())
        if closed >= 0 and "（" not in between[:closed] and context.outer is not None:
            whole = context.outer  # 资金154万元（每人55元，中央承担44元）。其中：A 147万元
        if context.lists and _SIDE_BY_SIDE.search(between, 0, opening.end()):
            whole = context.lists[-1][0]  # 收入包括：A 80万元。支出包括：B 80万元: both of the same sum
        if context.last.measure == "carryover" and context.stated is not None and _NEW_SENTENCE.match(between):
            whole = context.stated  # 支出118万元，剩余8万元。其中：A 80万元: what was spent
        by_name = context.governor is not None and context.governor.end == context.last_end
        if by_name and "。" in between[: opening.start()] and opening.group() in ("如下", "以下方面"):
            whole = None  # A 80万元；B 20万元。各项目完成情况如下：A 支出…: a list of its own
        if whole is context.last and _is_received_part(text, figure, context):
            whole = context.issued  # 收到90万元，支出60万元。包括：A 30万元，支出20万元；…: of what came in
        if (
            context.topic is not None
            and context.last.part_of_start is not None
            and _SORTED_ANEW.search(between, 0, opening.end())
        ):
            whole = context.topic  # …，其中：公共预算拨款80万元。按支出类别划分：A 50万元: the whole once more
        if whole is not None and (between.count("。") <= 1 or _BEHIND_REASON.search(between)):
            context.lists.append((whole, opening.group() in ("如下", "包括", "以下方面")))
            context.in_brackets = between.rfind("（", 0, opening.start() + 1) > between.rfind("）")
    return context.lists[-1][0] if context.lists else None


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


def is_source(seen: str) -> bool:
    """Tell whether words name nothing but where money comes from: 其中：省级财政资金, 其他资金."""
    bare = _OPENS.sub("", seen.strip("，。：、；（） "))
    return (
        bare in words("funding_levels")
        or bare in words("project_words", kind="whole")
        or bare in _OTHER_SOURCES
        or _LEVEL_FUNDS.fullmatch(bare) is not None
        or _PAYERS.fullmatch(bare) is not None
    )


def governed(
    part: Amount, code: str | None, strong: bool, worded: str, *, of_project: bool = False
) -> tuple[bool, str | None]:
    """Tell whether a listed figure keeps the measure of its whole, and which measure it has.

    ``of_project``: both are a project's money, whose spending is told by its uses (其中：培训经费5万元).

    A part of a budget stays budget although it is called 收入 or 支出; an amount with a strong word of another kind is no part.
    """
    whole = part.measure
    if whole == "other" and code == "funding" and not strong and "资产" in (part.label or ""):
        return True, whole  # 资产总额90万元，其中：对外投资5万元
    if whole is None or whole == "other":
        return True, code
    of_all_years = "本年收入" not in (part.label or "") and (whole == "revenue" or whole.startswith("budget"))
    if code == "carryover" and of_all_years and _OPENING_BALANCE.search(worded):
        return True, code  # 收入预算 …，其中：一般公共预算拨款 …，上年结转 …
    if whole.startswith("budget") and _EXECUTED.fullmatch(worded):
        return False, "expenditure"
    if whole.startswith("budget") and _CARRIED_SPENDING.search(worded):
        return True, "carryover"
    if whole.startswith("budget") and code == "funds_received" and _BUDGETED_AHEAD.search(worded):
        return True, whole
    if whole.startswith("budget"):
        if strong and code in (
            "expenditure",
            "funds_received",
            "carryover",
            "unit_standard",
            "other",
            "budget_initial",
            "budget_adjusted",
        ):
            return code in ("budget_initial", "budget_adjusted"), code
        return True, whole
    if code == "funding" and whole in ("expenditure", "funds_received", "carryover") and is_source(worded):
        return True, whole  # 支出1032万元（含中央资金689万元，其他资金11万元）
    if whole == "revenue" and code == "budget_initial" and worded.endswith("预算收入"):
        return True, whole  # 收入80万元，其中一般公共财政拨款预算收入70万元: the name of a fund
    if whole == "revenue" and code == "other" and _TAXES.search(worded):
        return True, whole
    if strong and code != whole:
        return False, code
    if whole == "funds_received" and code == "expenditure" and worded.strip("，、（") in ("支出", "已支出"):
        return False, code  # 下达90万元，其中：A补助60万元，支出50万元
    if whole == "carryover" and code is not None:
        return False, code
    if whole in ("revenue", "expenditure") and code in ("revenue", "expenditure") and code != whole:
        return False, code
    if whole == "funding" and code in ("expenditure", "revenue"):
        return True, code
    if (
        whole == "expenditure"
        and code == "funding"
        and part.category != "project"
        and not of_project
        and _OWN_FUND.search(worded)
    ):
        return True, code
    return True, whole
