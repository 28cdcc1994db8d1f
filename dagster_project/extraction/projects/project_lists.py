"""Projects that a sentence lists by name: 项目支出包括 A 5万元、B 3万元; 项目3个，分别为 A、B、C.

Here belongs what makes a list in a sentence one of projects. Lists whose items are paragraphs belong to project_texts.py.
"""

from __future__ import annotations

import re
from itertools import takewhile

from dagster_project.extraction.projects.project_candidates import Candidates, add, key_of
from dagster_project.extraction.projects.project_names import (
    clean_name,
    is_common_name,
    is_generic,
    looks_like_project,
    names_other_things,
    opens_list,
)
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.grades import SIDE_BY_SIDE
from dagster_project.extraction.words.numerals import parse_number
from dagster_project.vocabulary import words

# What opens the list speaks of projects: 项目支出包括, 实施项目4个，分别为, 直达资金项目主要为, 项目支出168.5万元，其中：
_OPENS = re.compile(
    r"[项\d一二三四五六七八九十两](?:(?<=项)目(?:"
    r"(?:支出|资金|经费|预算){0,2}(?:共|有|为)*(?:\d{1,3}[个项]|[一二三四五六七八九十]{1,2}[个项])?(?:，|：)?(?:主要|具体|内容|明细)?"
    r"(?:包括|分别为|分别是|分别有|主要有|为以下|有：|为：|是：|如下：|即：|：|[为有](?=[^，。；\d]{4,40}\d))"
    r"|\d{1,3}个[，,][^：\n]{0,60}其中：|(?:支出|资金|经费|预算)[^，。；：\n\d]{0,6}\d[\d,.]*(?:万|亿)?元(?:，占[^，。；：\n]{0,14}%)?(?:[，,（(：:]?(?:其中|分别是|分别为|主要是|主要为|主要包括|包括|具体为)|[。，：](?=一是)))"
    r"|(?:(?<=\d)\d{0,2}|(?<!项)(?<!\d)[一二三四五六七八九十两]?)"
    r"个(?:[^，。；：\n\d]{0,6}项目|[^，。；：\n\d]{0,6}专项)[，：]?(?:分别)?(?:包括|为|是|即)"
    r")[：:]?"
)
# 共安排7个项目，其中：某河道治理25万元，某水库维修养护6万元; 有8个支出项目，皆按预算执行。其中，某业务预算数6万元，…
_COUNTED_PARTS = re.compile(
    r"[项专\d两二三四五六七八九十](?=[目项个])(?:"
    r"(?:(?<=项)目|(?<=专)项)(?:资金|支出)?共?(?:计)?(?:\d{1,2}|[两二三四五六七八九十])[项个][，。][^：；。\n]{0,30}?其中[，：]"
    r"|(?<=[\d两二三四五六七八九十])个[^，。；：\n\d]{0,6}(?:项目|专项)(?:[，。](?!其中)[^，。；：\n\d]{2,30})?[，。（]其中[，：]?)"
)
# 其中：某建设项目200万元、某推广项目90万元, 分别支持某治理项目3万元、…: the parts of a sum that are called projects themselves.
_OF_PARTS = re.compile(
    r"(?:其中[：:，]?(?:用于)?|主要包括：|分别(?:安排)?(?:支持|用于|安排|实施))(?=(?:20\d{2}年度?)?[^，。；、：\d]{4,30}(?:项目|工程)\d)"
)
# 下达转移支付某项目5万元；某项目3万元: funds dealt out, which are projects where the report tells of some of them as such.
_DEALT_OUT = re.compile(
    r"(?:下达|安排|拨付|收到)(?:中央|上级|省级?|市级?|县级?|财政|专项|转移支付|资金|[、和及])*[：:]?(?=[^，。；：\d]{4,30}\d[\d,.]*[万亿]?元[，、；])"
)
# Names without sums are a list of projects where the words before them count or sort them.
_COUNTED = re.compile(r"个|包括|分别")
# After 、 a name may begin with 和 (和平区…): the conjunction stands alone or behind a comma.
_SEPARATOR = r"(?:[，,；;]?(?:以?及|和)|[：:、，,；;\n]+)?"
_NAME = r"(?:[一二三四五六七八九十]是|[（(]?\d{1,2}[）)、.．]\s?|[①-⑳])?(?P<name>(?:20\d{2}年度?)?[^，。；：、\n\t\d][^，。；：\n\t]{2,44}?)"
# A经费68万元，主要用于…；B费32万元: what a sum of the list is for, up to the semicolon
_PURPOSE = (
    r"(?:，(?:[^；。\n元]{2,90}|(?:[^，；。\n元]{2,40}，)*(?:年末|年底|全年|实际|当年|本年|累计|已|其中|支出|执行|到位|结算|决算|支付|完成|预算)[^；。\n]{2,90})"
    r"(?=；[^；。，\n]{3,44}\d|。))?"
)
_PRICED = re.compile(
    rf"{_SEPARATOR}{_NAME}(?:（\d+(?:\.\d+)?%）)?(?:(?:(?<=项目)|(?<=工程)|预算|到位|下达)资金|(?:年初|全年|调整后?)?预算数?|安排|支出|投入|共计|共|合计|为|各)*[（(]?"
    rf"(?P<sum>\d[\d,.]*(?:万|亿)?元)[）)]?{_PURPOSE}"
)
_BARE = re.compile(
    rf"{_SEPARATOR}(?P<name>[^，。；：、\n\t\d][^，。；：、\n\t]{{3,40}}?)(?=[、，。；\n]|和(?=[^，。；、\n]{{4,40}}[。；，\n])|以及)"
)
_STRONG = re.compile(
    r"(?:项目|工程|资金|经费|专项|补助|补助金|奖补|补贴|费|费用|转移支付|行动|计划)(?:（[^（）]{1,14}）)?$"
)
_CALLED_SO = re.compile(r"(?:项目|工程)(?:（[^（）]{1,14}）)?$")
# 纳入绩效评价的项目主要有: what the report is about.
_OF_REPORT = re.compile(r"(?:纳入|实施|安排|申报|开展|评价)[^，。；：\n]{0,12}项目")
# 包括生态补偿、产业发展和森林防火3个林业项目: the names before their count.
_BEFORE_COUNT = re.compile(
    r"(?:包括|分别[为是]|主要[有为是]|涵盖|涉及|选取了?|对|即|为)(?P<names>[^，。；：\n“”]{4,160}?)(?:等|共|这)?"
    r"(?P<count>\d{1,2}|[二三四五六七八九十])个(?:重点|专项|财政|预算|[\u4e00-\u9fff]{2})?(?:支出)?项目"
)
_JOINED = re.compile(r"、|以及|[和及](?!时)")
_OF_ARRIVED = re.compile(r"目资金[^，。；：\d]{0,6}\d[^，。；：]{0,16}[，,（(：:]?其中")
_VOUCHES = re.compile(r"\d个(?:[^，。；：\n\d]{0,6}项目)?：$|目支出(?:主要)?(?:包括|有)$")
_SOURCE = re.compile(
    r"(?:.*自筹(?:资金)?|(?:中央|省|市|县|区|镇|自治区|州|上级|本级|地方|国家|财政|一般公共预算|政府性基金|其他|其它|自有|社会|银行|企业|单位|业主|债券)"
    r"(?:[本县市省区]?级|财政|预算)*(?:专项)?(?:补助|配套|投入|资金|拨款|贷款|投资|安排|负担|自筹|出资|债券|(?:(?:福利|体育)?彩票|[福体]彩)?公益金)+)$"
)
# 自评得分分别为：校舍维修90分，路灯改造95分: what is scored side by side, but for the parts of one score.
_SCORED = re.compile(r"(?:得分|评分)(?:情况)?(?:依次|分别)?(?:如下|为|是|达)*：(?=[^，。；：、\n\d]{4,30}\d)")
_SCORED_ITEM = re.compile(
    r"(?:[、，；]|以?及|和)?(?P<name>[^，。；：、\n\d（）]{4,30}?(?:项目)?)(?:自评|评价|综合)?(?:得分|得|评分)?(?:为|：)?\d{2,3}(?:\.\d{1,2})?分"
)
_NO_SCORED = re.compile(
    r"(?:决策|过程|产出|效益|效果|满意度?|管理|投入|执行率?|质量|数量|时效|成本|指标|目标|部分|方面|情况|绩效|得分|自评|评分|[局委厅办校院]|中心|单位|部门|[省市县区镇乡村])$|整体"
)
_MOST_SCORED = 60
# 经综合评价，甲项目得分91分，等级为优；乙项目得分84分: each by its own clause, two or more in a sentence
_EACH_SCORED = re.compile(
    r"(?:(?<=[，；：。\n])|\A)(?:其中)?(?P<name>[^，。；：\n\d“”]{4,36}?(?:项目|工程|资金|经费))(?:支出)?(?:绩效|自评|评价|综合)*"
    r"(?:得分|得)为?\d{2,3}(?:\.\d{1,2})?分[^。；\n]{0,30}"
)
# 一是校舍维修项目，预算9万元，支出8万元，…；二是路灯改造项目，…: named one after the other, each with its money.
_ENUMERATED = re.compile(
    r"(?<=[一二三四五六七八九十]是)(?P<name>[^，。；：\n\d“]{4,36}?(?:项目|工程)(?:（[^（）]{1,14}）)?)，?(?:计划|年初|全年|共)*"
    r"(?:预算|安排|资金|投入|批复|总投资|下达|到位)[^，。；：\d\n]{0,6}\d[\d,.]*[万亿]?元"
)
_OF_KIND = re.compile(r"类项目$")
_ASIDE = re.compile(r"（[^（）\n]{1,80}）")  # 免费开放补助5万元（中央4万元、省级1万元）
_ONE_PROJECT = ("本", "该", "此")
_LONG_LIST = 6  # in a shorter one the last name must read as a project's
_REACH = 900


def from_sentences(report: Report, found: Candidates) -> None:
    """Names that a sentence lists as projects, each with its sum, or two and more by their names alone."""
    text = report.text
    if "一是" in text:
        _enumerated(report, found)
    for opening in _OF_PARTS.finditer(text):
        _priced(report, found, opening.end(), min(len(text), opening.end() + _REACH), _CALLED_SO)
    for opening in _DEALT_OUT.finditer(text) if len(found) > 1 else ():
        _priced(report, found, opening.end(), min(len(text), opening.end() + _REACH), known=True)
    for opening in _COUNTED_PARTS.finditer(text) if "其中" in text else ():
        _priced(report, found, opening.end(), min(len(text), opening.end() + _REACH), counted=True, vouched=True)
    for opening in _OPENS.finditer(text):
        if text[max(0, opening.start() - 1) : opening.start()] in _ONE_PROJECT:
            continue  # 本项目预算资金为90万元，其中：保洁经费60万元: what one project consists of
        stop = min(len(text), opening.end() + _REACH)
        counted = _VOUCHES.search(opening.group()) is not None
        # 项目资金到位90万元，其中：某衔接资金 …: what the money is made of, where no part is called a project
        tail = _CALLED_SO if _OF_ARRIVED.search(opening.group()) else _STRONG
        if _priced(report, found, opening.end(), stop, tail, counted=counted):
            continue
        if _COUNTED.search(opening.group()) or _OF_REPORT.search(text, max(0, opening.start() - 24), opening.end()):
            _named(report, found, opening.end(), stop)
    if "个" in text:
        _counted_behind(report, found)
    for opening in _SCORED.finditer(text) if "分：" in text or "为：" in text else ():
        _scored(report, found, opening.end())
    told = 0  # up to where such a list has been told
    for opening in SIDE_BY_SIDE.finditer(text) if "分，" in text or "分、" in text else ():
        if opening.end() >= told:
            told = _scored(report, found, opening.end())
    if text.count("得分") > 1:
        _scored_each(report, found)


def _enumerated(report: Report, found: Candidates) -> None:
    """Take works that a paragraph counts as 一是, 二是, each with its money: up to the next one or the end of the sentence.

    A heading above them that names their kind (民生类项目) is then no project.
    """
    kinds = [(key, item) for key, item in found.items() if _OF_KIND.search(key)]
    for piece in report.pieces():
        if report.text.count("是", piece.view_start, piece.view_end) < 2:
            continue
        hits = [
            match
            for match in _ENUMERATED.finditer(report.text, piece.view_start, piece.view_end)
            if looks_like_project(match.group("name")) and not is_generic(match.group("name"))
        ]
        for place, match in enumerate(hits if len(hits) > 1 else ()):
            begin = match.start("name")
            until = hits[place + 1].start("name") if place + 1 < len(hits) else report.sentence_end(begin)
            item = add(found, match.group("name"), *report.span(*match.span("name")), "listed")
            if item is not None:
                item.ranges.append(report.span(begin, min(until, piece.view_end)))
        for key, item in kinds if len(hits) > 1 else ():
            if any(a <= piece.start < b for a, b in item.ranges):
                found.pop(key, None)


def _scored(report: Report, found: Candidates, at: int) -> int:
    """Take what is scored one by one as projects, where no name is that of a part of a score or of a body; return where it ends."""
    items: list[re.Match[str]] = []
    while len(items) < _MOST_SCORED and (match := _SCORED_ITEM.match(report.text, at)) is not None:
        items.append(match)
        at = match.end()
    items = list(takewhile(lambda match: "平均" not in match.group("name"), items))
    names = [match.group("name") for match in items]
    if len(items) < 2 or any(_NO_SCORED.search(name) or names_other_things(name) for name in names):
        return at
    for match in items:
        _add_scored(report, found, match)
    return at


def _add_scored(report: Report, found: Candidates, match: re.Match[str]) -> None:
    """Take a name with its score for a project, but for one that is known by a longer name."""
    if any(key_of(match["name"]) in key for key in found):
        return
    item = add(found, match["name"], *report.span(*match.span("name")), "listed")
    if item is not None:
        item.ranges.append(report.span(match.start("name"), match.end()))


def _scored_each(report: Report, found: Candidates) -> None:
    """Take what clauses of one sentence score by name as projects, where the report knows none of them by another name."""
    hits = [
        match
        for match in _EACH_SCORED.finditer(report.text)
        if looks_like_project(match["name"]) and not (is_generic(match["name"]) or names_other_things(match["name"]))
    ]
    for place, match in enumerate(hits[:_MOST_SCORED]):
        beside = [other for other in hits[max(0, place - 1) : place + 2] if other is not match]
        if not any(
            report.sentence_end(min(match.start(), other.start())) >= max(match.start(), other.start())
            for other in beside
        ):
            continue
        _add_scored(report, found, match)


def _counted_behind(report: Report, found: Candidates) -> None:
    """Take names whose count as projects follows them, where there are as many names as it says and the report lists no others."""
    if any(item.basis != "listed" for item in found.values()):
        return
    for listing in _BEFORE_COUNT.finditer(report.text):
        number = parse_number(listing.group("count")) or 0
        at, names = listing.start("names"), []
        for joint in [*_JOINED.finditer(report.text, at, listing.end("names")), None]:
            until = joint.start() if joint is not None else listing.end("names")
            names.append((at, until))
            at = joint.end() if joint is not None else until
        if len(names) != number or number < 2:
            continue
        if all(3 <= b - a <= 40 and not names_other_things(report.text[a:b]) for a, b in names):
            for a, b in names:
                add(found, report.text[a:b], *report.span(a, b), "listed")


def _is_listed_project(name: str) -> bool:
    """Tell whether a listed name is a project's: it ends as one, and is no source of a project's money (省级财政资金)."""
    return not is_source(name) and looks_like_project(name) and _STRONG.search(name) is not None


def is_source(name: str) -> bool:
    """Tell whether a listed name is where money comes from, or leads another list."""
    return name in words("funding_levels") or _SOURCE.match(name) is not None or opens_list(name)


def _priced(
    report: Report,
    found: Candidates,
    at: int,
    stop: int,
    tail: re.Pattern[str] = _STRONG,
    *,
    counted: bool = False,
    vouched: bool = False,
    known: bool = False,
) -> bool:
    """Take names with their sums, one after the other, as long as each reads as a project's; tell whether there were any.

    ``counted``: the words before count them as projects (产业项目8个：), so that one among them vouches for the others.
    ``vouched``: they need none that does (安排7个项目，其中：).
    ``known``: two of them must be projects of the report already.
    """
    items = []
    while (match := _PRICED.match(report.text, at, stop)) is not None:
        name, _ = clean_name(match.group("name"))
        named = _is_listed_project(name) and tail.search(name) is not None
        trusted = (counted or known) and not names_other_things(name) and not is_source(name)
        if not (named or trusted) or (known and is_common_name(name)):
            break
        vouched = vouched or named
        items.append(match)
        at = match.end()
    if len(items) < 2 or not vouched:
        return False
    if known and sum(key_of(clean_name(match.group("name"))[0]) in found for match in items) < 2:
        return False
    for place, match in enumerate(items):
        start, end = report.span(*match.span("name"))
        item = add(found, match.group("name"), start, end, "listed")
        if item is not None:
            aside = _ASIDE.match(report.text, match.end())
            until = aside.end() if aside is not None else match.end()
            goes_on = items[place + 1].start() if place + 1 < len(items) else until
            item.ranges.append((start, report.span(match.start("name"), max(until, goes_on))[1]))
    return True


def _named(report: Report, found: Candidates, at: int, stop: int) -> None:
    """Take names without sums, where none has been found so far or the list names what has: most must end as projects do."""
    items = []
    while (match := _BARE.match(report.text, at, stop)) is not None:
        name, _ = clean_name(match.group("name"))
        if opens_list(name) or is_generic(name):
            break
        items.append((match, _is_listed_project(name), key_of(name)))
        at = match.end()
    while items and not items[-1][1] and len(items) < _LONG_LIST:
        items.pop()
    listed = sum(sure for _, sure, _ in items)
    others = [key for key, item in found.items() if item.basis != "listed"]
    if listed < 2 or listed * 3 < len(items) * 2 or not set(others) <= {key for _, _, key in items}:
        return
    for match, _, _ in items:
        add(found, match.group("name"), *report.span(*match.span("name")), "listed")
