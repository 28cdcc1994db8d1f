"""The words before a figure of money: where they begin, what they say, what the clause before them adds.

Which measure the words say belongs to amount_measures.py, lists to amount_lists.py, the year to amount_years.py; the order in which all of it decides to amount_readings.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.extraction.amounts.fund_levels import read_level
from dagster_project.extraction.amounts.named_uses import OF_NAMED_WORK
from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.amount_cues import Cue, Cues
from dagster_project.extraction.words.figures import MONEY, PERCENT, YEAR, Figure
from dagster_project.vocabulary import seed

_FILLER = re.compile(
    r"[的为是共计约了合其中:：，、（）()\s]|达到|达|左右|总计|合计|共计|总额|金额|数|已|均|各|全部|分别|具体|情况|如下|包括|含|人民币|等|和|与|及|又|还|总|全年|年度|年[内中]|本年|当年|实际|即|\d+年|\d{1,2}(?:[-至]\d{1,2})?月(?:\d{1,2}日)?(?:份|底|末|止)?|截[至止]|^\d+[.、]"
)
_CODED = re.compile(r"（\d{3,7}）(?:支出)?[为共]?$|(?<!\d)2\d{6}-?[\u4e00-\u9fff]{2,30}$")  # 2130301行政运行
_OPENING_ITEM = re.compile(
    r"[^，。；：\d]{2,40}（[类款]）[^，。；：\d]{2,60}（项）(?:[。：]|$)|[^，。；：]{2,100}（\d{1,7}项）[。：]"
)
_ITEM_NAMED = re.compile(r"（[类款项]）(?:科目)?[。：]?$")
# …（款）机关事业单位基本养老保险缴费支出（项）: what the item is for stands in its name
_ITEM = re.compile(r"(?P<name>[^（），。；：]{2,40})（\d{0,7}项）")
_OF_INSURED = re.compile(r"基金|补助")  # 对城乡居民养老保险基金的补助: the insured are not the staff
_FRAME = re.compile(r"[^，。；：]{2,60}中，")  # 一般公共预算拨款安排的“三公”经费支出中，…
_INVOLVES = re.compile(r"(?:共计?|总计?|合计)?涉及|(?:项目|预算)?(?:资金)?(?:总额|总金额|总资金|总计|合计|共计)")
_COUNTED = re.compile(
    r"(?:项目[^，。；\d]{0,6}\d+[个项]|\d+个[^，。；\d]{0,4}项目)，$"
)  # 绩效目标管理的项目5个，预算总额…
# 财政拨款收入364万元，为一般公共预算资金。
_FUND_AFTER = re.compile(
    r"，(?:全部|均|都)?[为是系](?:一般公共|公共财政|政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:资金|收入|支出)?(?=[，。；\n])"
)
# 基本支出中医疗业务支出8万元: what is spent within a class, by a name of its own
_IN_FRAME = re.compile(r"(?:决算|预算)?中，?(?=[\u4e00-\u9fff])")
_IN_A_FRAME = Cue(0, 0, "other", True)
_OF_ONE_WORK = Cue(0, 0, "other", True)
_REASON = re.compile(r"(?:原因|由于|因为)[^。；\d]{0,12}$")
ACCOUNT_ONLY = re.compile(r"决算(?:为|数?是|：)?")  # 年初预算5万元，决算3万元
_PAYS_BEFORE = re.compile(r"(?:由|为|属于?|使用)$")
_PAYS_AFTER = re.compile(r"(?:政府)?(?:共同)?(?:承担|负担|配套|出资|全额保障|安排|解决)")
# …个项目, and 产业类项目，共90万元
_SEVERAL_PROJECTS = re.compile(
    r"(?:\d+|以上[两三四五六七八九十])个[^，。；\d]{0,8}项目|项目[^，。；\d]{0,6}\d+个|类项目，?(?:共计?|合计|总计)$"
)
_PROJECT_MONEY = re.compile(r"[，。；：、]?(?:其中[：:]?)?项目经费(?:支出|预算)?[为共计]*")
_OF_PROJECTS = re.compile(
    r"(?<![个该本此])项目(?:资金|预算)?(?:(?:实际|累计|全年|当年|共|已|总)+支出|(?:实际|累计|全年|当年|共|已|总)*(?:执行|支付|使用)(?:金额|总额|数|资金))[为共计]*$"
)
# 其中：12万元用于预算编制，8万元用于审计; 3万元为人员经费，2万元为公用经费: what a part is stands behind its sum
_TOLD_BEHIND = re.compile(
    r"(?:主要|全部|专门|专项|均)?(?:用于|用作|作为|用以)|(?:为|系)(?P<name>[^，。；：、\d]{2,16})(?=[，。；])"
)
_TOLD_BEFORE = re.compile(
    r"(?:主要|全部|专门|专项|均)?(?:用于|用作|作为|用以|[为系])[^。]{1,80}[，；、](?:另外?|其余|剩余)?"
)
_YEAR_ALONE = re.compile(r"[，、；（]?(?:其中[：:]?)?(?P<year>(?:19|20)\d{2})")
_THAT_IS = re.compile(r"，?(?:即|也就是|计)")
_LONGEST_ASIDE = 90
_ITEM_REACH = 240  # how far before a figure its item is named
_LEAST_WORDS = 12
_MEASURE_BEFORE = re.compile(r"(?:执行|预算|支出|到位|决算|支付)数(?:为|：)?$")
_PRIOR_BEFORE = re.compile(
    r"[比较](?:上年|去年|上一年|(?:19|20)\d{2}年)度?(?:的?总?(?:收入|支出|决算|预算)(?:总额|总计|合计)?)?数?$"
)
# 总收入90万元（本年收入70.5，上年结转19.5万元）: the unit stands behind the last sum of the bracket
_FIRST_OF_TWO = re.compile(r"（(?:其中[：:]?)?[^，。；（\d]{0,8}(?:收入|支出|拨款|结[转余])$")
_SECOND_OF_TWO = re.compile(r"[，、][^，。；、\d]{2,12}[\d.,]{1,18}(?:万元|亿元|元)")
_NEXT_ITEM = re.compile(r"[；，、](?![^，。；、\d]{0,20}(?:占|比|率|倍|分$))[\u4e00-\u9fff“”（）]{2,20}")
_MOVES = re.compile(r"(?:减少|增加|下降|增长|降低)(?:了|\d)")
NAMED_BUDGETS = ("general_public_budget", "government_fund", "state_capital")


@lru_cache(maxsize=1024)
def without_fillers(words: str) -> str:
    """Return the words before a figure without those that say nothing of it; they are asked for more than once."""
    return _FILLER.sub("", words)


def names_item(report: Report, piece: Piece) -> bool:
    """Tell whether a piece names a budget item and states nothing of it: 1、…（款）行政运行（项）."""
    start = report.outline.after_mark(piece)
    if report.text.find("项）", start, piece.view_end) < 0 or report.figures.between(start, piece.view_end, MONEY):
        return False
    return _OPENING_ITEM.match(report.text, start, piece.view_end) is not None


def read_words(report: Report, cues: Cues, piece: Piece, figure: Figure, opening: int) -> Statement:
    """Return a figure with the range of its own words, nothing read yet. ``opening``: where its paragraph or item begins."""
    head, sentence = _head_start(report, piece, figure)
    words = report.text[head : figure.start]
    bare = without_fillers(words)
    account = words.startswith("决算") and ACCOUNT_ONLY.fullmatch(words) is not None
    says_measure = not bare or account or _only_measure(cues, report.text, head, figure.start)
    if says_measure and report.text[head - 1 : head] == "，":
        says_measure = _COUNTED.search(report.text, max(sentence, head - 24), head) is None
    return Statement(
        figure,
        head,
        sentence,
        words,
        bare,
        says_measure,
        opening,
    )


def read_classes(report: Report, cues: Cues, said: Statement, own: tuple[int, int], subject: int | None) -> None:
    """Read class of expense, fund and level from the figure's own words (``own``: its name in a 分别 list)."""
    name = report.projects[subject - 1].project_name if subject is not None else ""
    behind = _TOLD_BEHIND.match(report.text, said.figure.end) if said.bare in ("", "其中") else None
    classed = behind.span("name") if behind is not None and behind["name"] else own
    for dimension in ("category", "fund_type", "fund_level"):
        cue = cues.governing(dimension, *classed)
        if cue is not None and dimension == "category" and _IN_FRAME.match(report.text, cue.end):
            cue = _IN_A_FRAME if cue.code in ("basic", "project") and cue.end + 3 < said.figure.start else cue
        if cue is not None and cue.code == "project" and OF_NAMED_WORK.search(report.text, classed[0], cue.end):
            cue = _OF_ONE_WORK if subject is None else None
        if cue is not None and name and _says_name(report.text, dimension, cue, name, own):
            cue = None
        if cue is not None and report.text.startswith("非税收入", cue.start) and _taxed_before(report, said):
            cue = None
        setattr(said, dimension, cue.code if cue else None)
    if said.fund_type is None and report.text.startswith("，", said.figure.end):
        of_fund = _FUND_AFTER.match(report.text, said.figure.end)
        cue = cues.governing("fund_type", *of_fund.span()) if of_fund is not None else None
        said.fund_type = cue.code if cue is not None else None
    read_level(report, cues, said, own)
    named = own[1] != said.figure.start and year_in_name(report, said, own) is None
    if said.category is None and named and subject is None and said.fund_level is None:
        said.category = "other"  # works named side by side, each with its sum
    if (
        said.category is None
        and subject is None
        and "项目" in said.words
        and (
            _SEVERAL_PROJECTS.search(said.words)
            or _OF_PROJECTS.search(said.words)
            or _PROJECT_MONEY.fullmatch(said.words)
        )
    ):
        said.category = "project"
    if said.category is None and _CODED.search(said.words):
        said.category = "other"  # 行政运行（2010801）: a budget item by its code
    if (
        said.category is None and said.bare.strip("“”").removesuffix("支") in _functions()
    ):  # 卫生健康支7万元: a letter lost
        said.category = "other"
    if said.category is None and said.only_measure:
        before = report.text[max(0, said.sentence - 8) : said.sentence]
        if _ITEM_NAMED.search(before) or _OPENING_ITEM.match(report.text, said.piece, said.sentence):
            said.category = "other"  # 行政运行（项）。主要用于：…。年初预算为 …: the item is named first
    if said.category == "other":
        said.category = _of_item(report, cues, said)


def _taxed_before(report: Report, said: Statement) -> bool:
    """Tell whether taxes stand before in the sentence: 税收收入5亿元，非税收入1亿元 are parts of a government's budget revenue."""
    return "税收收入" in report.text[said.sentence : said.head]


def _of_item(report: Report, cues: Cues, said: Statement) -> str:
    """The class of a budget item: the one that its name says (养老保险缴费支出（项）), else none of its own."""
    begin = said.head
    if said.only_measure:
        begin = min(said.piece, said.sentence)
    items = list(_ITEM.finditer(report.text, max(begin, said.figure.start - _ITEM_REACH), said.figure.start))
    if not items or _OF_INSURED.search(items[-1]["name"]):
        return "other"
    cue = cues.governing("category", *items[-1].span("name"))
    return "personnel" if cue is not None and cue.code == "personnel" else "other"


@lru_cache(maxsize=1)
def _functions() -> frozenset[str]:
    """The functional classes as a list names them (社会保障和就业 101 万元)."""
    spending = (row["word"] for row in seed("amount_cues") if row["dimension"] == "category" and row["code"] == "other")
    return frozenset(_FILLER.sub("", word.removesuffix("支出")) for word in spending if word.endswith("支出"))


def read_opening(report: Report, cues: Cues, said: Statement, start: int) -> None:
    """Take what the clause before says where the figure's own words are silent (……由区财政承担，资金 5 万元)."""
    text, end = report.text, said.head
    unsaid = said.measure is None or (said.measure == "funding" and not said.strong)
    may_frame = (said.no_fund or unsaid) and text.find("中，", said.sentence, end) >= 0
    frame = _FRAME.match(text, said.sentence, end) if may_frame else None
    fund = cues.governing("fund_type", *frame.span()) if frame is not None and said.no_fund else None
    if fund is not None:
        said.fund_type = fund.code
    stage = cues.governing("measure", *frame.span()) if frame is not None and unsaid else None
    if stage is not None and stage.code in ("budget_initial", "budget_adjusted", "expenditure"):
        said.measure = stage.code  # “三公”经费财政拨款预算中，公务接待费8万元
    if start >= end or _TOLD_BEFORE.fullmatch(text, start, end):
        return
    if said.no_fund and "总投资" not in said.words:
        level = cues.last("fund_level", start, end)
        if level is not None and (
            _PAYS_BEFORE.search(text[max(start, level.start - 3) : level.start])
            or _PAYS_AFTER.match(text, level.end)
            or "配套" in text[level.start : level.end]
        ):
            said.fund_level = level.code
    if said.category is None:
        near = cues.last("category", start, end)
        if near is not None and _REASON.search(text, start, near.start):
            near = None  # 主要原因是人员经费增加；支出总计…: what explains the figure before
        if near is not None and (near.code == "three_public" or said.only_measure):
            said.category = near.code
        elif (
            said.measure in (None, "funding", "budget_initial", "budget_adjusted")
            and text.find("项目", start, end) >= 0
            and (_INVOLVES.match(text, end) or _COUNTED.search(text, start, end))
            and re.search(r"项目[^，。；]{0,6}\d+[个项]|\d+个[^，。；]{0,4}项目", text[start:end])
        ):
            said.category = "other" if text.find("采购", start, end) >= 0 else "project"  # 政府采购项目3个，资金80万元
            unsaid = said.measure == "funding" and not said.strong and "涉及" not in said.words
            counting = cues.between("measure", start, end) if unsaid else []
            if any(cue.strong and cue.code == "budget_initial" for cue in counting):
                said.measure = "budget_initial"  # 预算安排专项资金项目12个，财政资金80万元
    if said.measure is None and said.only_measure:
        cue = cues.last("measure", start, end)
        if cue is not None and cue.strong and cue.code != "other":
            said.measure = cue.code


def _says_name(text: str, dimension: str, cue: Cue, name: str, own: tuple[int, int]) -> bool:
    """Tell whether a cue word is only a piece of the project's own name, and so says nothing about its money.

    Of levels only 转移支付 and its like are: 中央 in a fund's name says whose money it is.
    """
    word = text[cue.start : cue.end]
    if dimension == "category":
        return word in name
    if dimension == "fund_level" and cue.code == "superior" and word in name:
        at = text.find(name, *own)
        return at >= 0 and at <= cue.start and cue.end <= at + len(name)
    return False


def year_in_name(report: Report, said: Statement, own: tuple[int, int]) -> int | None:
    """The year that names a figure of a 分别 list (2020年、2021年支出分别为 …)."""
    if own[1] == said.figure.start:
        return None
    years = report.figures.between(*own, YEAR)
    if years:
        return years[-1].year
    alone = _YEAR_ALONE.fullmatch(report.text, *own)  # 2020、2021、2022年分别为
    return int(alone["year"]) if alone is not None else None


def _head_start(report: Report, piece: Piece, figure: Figure) -> tuple[int, int]:
    """Return where the figure's own words begin and where those of its whole sentence do."""
    text = report.text
    # The text behind a heading on its line, except where the heading itself names the sum: 1、收入：792万元
    near = figure.start - piece.body_start < _LEAST_WORDS
    named_by_heading = near and not without_fillers(text[piece.body_start : max(piece.body_start, figure.start)])
    opens = piece.view_start if figure.start < piece.body_start or named_by_heading else piece.body_start
    sentence = report.sentence_start(opens, figure.start)
    before = report.figures.between(max(sentence, figure.start - 160), figure.start, MONEY, PERCENT)
    edge = sentence
    for other in reversed(before):
        if text[other.end : other.end + 1] == "）" and text[other.end + 1 : figure.start].strip("，、") == "":
            continue  # （80%）87.2万元: the words stand before the parenthesis
        if other.kind == PERCENT and _THAT_IS.fullmatch(text, other.end, figure.start):
            continue  # 支付60%即29.4万元
        edge = other.end
        break
    ends = figure.start
    if ends > edge and text[ends - 1] == "）":
        opened = text.rfind("（", max(edge, ends - _LONGEST_ASIDE), ends)
        if opened >= 0 and text.find("）", opened, ends - 1) < 0:
            ends = opened  # 资金（项目编码：1200，专项）251万元: the words stand before the aside
    head = max(report.own_words(sentence, ends), edge)
    if not without_fillers(text[head : figure.start]) and head > edge:
        head = max(report.own_words(sentence, head - 1), edge)
    if edge > sentence and _TOLD_BEHIND.match(text, figure.end) and _TOLD_BEFORE.fullmatch(text, edge, figure.start):
        return (
            figure.start,
            sentence,
        )  # 12万元用于预算编制，8万元用于审计: the words between are those of the sum before
    bracket = text.rfind("（", head, figure.start)
    if bracket >= 0 and "）" not in text[bracket : figure.start] and without_fillers(text[bracket + 1 : figure.start]):
        head = bracket + 1
    return max(head, text.rfind("加上", head, figure.start)), sentence


def shares_unit(text: str, figure: Figure, start: int) -> bool:
    """Tell whether a bare number is money in the unit of the money before: 执行数1032，…; 较上年2.6减少0.4万元."""
    if _MEASURE_BEFORE.search(text, start, figure.start):
        return text[figure.end : figure.end + 1] in "（，。；\n"
    if "." in figure.number_text and _FIRST_OF_TWO.search(text, start, figure.start):
        return _SECOND_OF_TWO.match(text, figure.end) is not None
    return _PRIOR_BEFORE.search(text, start, figure.start) is not None and _MOVES.match(text, figure.end) is not None


def lists_on(text: str, figure: Figure, last_end: int) -> bool:
    """Tell whether a bare number is the sum of the next item in a list of sums: A 3.1万元；B 0.17；C 0.2万元."""
    return (
        "." in figure.number_text
        and text[figure.end : figure.end + 1] in "，；、。"
        and _NEXT_ITEM.fullmatch(text, last_end, figure.start) is not None
    )


def _only_measure(cues: Cues, text: str, start: int, end: int) -> bool:
    """Tell whether the words before a figure name a measure and nothing else (支出决算为 …)."""
    rest = text[start:end]
    if cues.last("fund_level", start, end) is not None:
        return False  # 中央资金: its fund is said as well
    for cue in cues.between("measure", start, end):
        rest = rest.replace(text[cue.start : cue.end], "", 1)
    return len(without_fillers(rest)) <= 1
