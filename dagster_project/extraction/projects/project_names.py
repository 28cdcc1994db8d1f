"""Names of projects: what a listed name is without its numbering, and which names are a project's at all."""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.extraction.header.places_lexicon import SHORT, Place, chains
from dagster_project.vocabulary import alternatives, words

_DOCUMENT_NUMBER = re.compile(
    r"[（〔]?(?P<number>[\u4e00-\u9fffA-Za-z]{1,14}[〔（](?:19|20)\d{2}[〕）]\s?第?\d{1,5}号)[）〕]?"
)
_LIST_NUMBER = re.compile(r"^(?:（?[一二三四五六七八九十\d]{1,3}[）、.．]\s?|[①-⑳])")
# 51000021R000000012345-: the platform's code before a project's name, or the code behind it in brackets.
_CODE = re.compile(
    r"^[〔（]?\d{5,}[0-9A-Za-z]{0,24}[〕）]?[-—_－\s]{1,3}(?=[\u4e00-\u9fff“（〔\d])|[〔（]\d{6,}[0-9A-Za-z]{0,24}[〕）]$"
)
_YEARS = re.compile(r"(?:19|20)\d{2}(?:-(?:19|20)\d{2})?(?:年度|年)?")
_NO_NAME = re.compile(
    r"（\d{0,7}[类款项]）|^(?:合计|小计|总计|序号|无|其他|备注|说明|[-—/\d.,%]*)$|^(?:金额)?(?:合计|总计|小计)"
)
_GENERIC_TITLE = re.compile(
    r"^(?:(?:19|20)\d{2}年?度?)?[我本全](?:省|市|县|区|镇|乡|街道|局|单位|部门|校|院|委|中心)(?:各类|全部|所有)?项目$|^附[件表]|(?:局|委|厅|院|中心|办|政府|会|校|馆|站|处|所)(?:\d{4}年?度?)?(?:部门|本级)?项目$|整体|部门预算|预算项目$|^项目$|项目支出$|本级项目|所有项目|各项目|部门$|单位$|(?:年度|年)(?:预算)?(?:项目|部门|财政|专项资金|项目资金)?$|\d+个(?:重点|一级|二级|预算|县级|市级|区级)*项目|总体|分项|决算中?$|^(?:有\s*效|标\s*题|发布)|^-?\d*(?:部门)?项目$|^[\u4e00-\u9fff]{2,5}[省市县区镇乡州旗]项目$|^财政(?:支出|重点|预算|项目$|资金$)|^(?:(?:19|20)\d{2}年?度?)?(?:[省市县区]级|本级)?(?:部门)?(?:预算)?(?:项目|专项|专项资金|转移支付)$|^其[他它余](?:小型|零星|一般)?项目$"
)
_AS_EVALUATED = re.compile(
    r"(?<=[资经补专][金费助项])项目支出(?:绩效(?:自评|评价)报告.{0,40})?$"
)  # 某补助资金项目支出绩效自评报告
_OUR_PLACE = re.compile(
    r"^(?:[我本全](?:省|市|县|区|镇|乡|州|旗|局|单位|部门|委|办|院|校|中心))+(?=(?:19|20)\d{2}年|[\u4e00-\u9fff]{4})"
)
_BRACKETS, _LIST_STARTS, _OURS = (
    frozenset("〔（〕）"),
    frozenset("（一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    frozenset("我本全"),
)
_NO_LEAD = (
    "其中",
    "包括",
    "主要",
    "具体",
    "分配",
    "给予",
    "拨付",
    "下达",
    "收到",
    "支付",
    "用于",
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "本次",
    "此次",
    "本批",
    "该项",
    "此项",
    "上述",
    "以上",
)


@lru_cache(maxsize=1)
def name_tails() -> re.Pattern[str]:
    """Return the words with which the name of a project or fund ends."""
    return re.compile(rf"(?:{alternatives('project_words', kind='tail')})(?:（[^（）]{{1,14}}）)?$")


@lru_cache(maxsize=1)
def _none() -> re.Pattern[str]:
    return re.compile(alternatives("project_words", kind="none"))


@lru_cache(maxsize=1)
def _kept() -> re.Pattern[str]:
    """Names of funds that hold a word of no project (聘用人员经费)."""
    return re.compile(alternatives("project_words", kind="kept"))


@lru_cache(maxsize=2048)
def clean_name(text: str) -> tuple[str, str | None]:
    """Return a listed name without list number, document number and brackets around either, and the document number."""
    # Most listed names are bare already: their first and last characters tell which patterns need to be asked.
    name = text.strip(" 　\t\n：；，、。").lstrip("-·•●◆■")
    if name[:1] in _BRACKETS or name[:1].isdecimal() or name[-1:] in _BRACKETS:
        name = _CODE.sub("", name)
    number = None
    match = _DOCUMENT_NUMBER.search(name) if "号" in name else None
    if match and (match.start() == 0 or match.end() == len(name) or name[match.start()] in "（〔"):
        number = match.group("number")
        name = (name[: match.start()] + name[match.end() :]).strip(" ：；，、-—")
    if (name[:1] in _LIST_STARTS or name[:1].isdecimal()) and not _YEARS.match(name):
        name = _LIST_NUMBER.sub("", name)
    if name.endswith("）") and "（" not in name:
        name = name[:-1]  # （项目名称：某项目）
    if name.startswith("“") and name.endswith("”") and name.count("“") == 1:
        name = name[1:-1]
    name = name.strip(" ：；，、")
    name = _OUR_PLACE.sub("", name) if name[:1] in _OURS else name
    return (_AS_EVALUATED.sub("", name) if "项目支出" in name else name), number


@lru_cache(maxsize=2048)
def looks_like_project(name: str) -> bool:
    """Tell whether a name ends as projects and funds do and holds no word that names something else."""
    return (
        3 <= len(name) <= 60
        and name not in words("project_words", kind="whole")
        and bool(name_tails().search(name))
        and not _none().search(_kept().sub("", name))
    )


def names_other_things(name: str) -> bool:
    """Tell whether a name holds a word of no project, 结转 and 结余 aside (a project may be carried over)."""
    return any(match.group() not in ("结转", "结余") for match in _none().finditer(_kept().sub("", name)))


@lru_cache(maxsize=1)
def _classes_of_expense() -> frozenset[str]:
    classes = words("amount_cues", dimension="category", code="other")
    return frozenset(name for word in classes if word.endswith("支出") for name in (word, word.removesuffix("支出")))


def is_class_of_expense(name: str) -> bool:
    """Tell whether a name is that of a class of a budget's expenses (教育支出, 一般公共服务) and of no project."""
    return name.lstrip(".") in _classes_of_expense()


def is_no_name(text: str) -> bool:
    """Tell whether a cell or text in a name's place is none: a total, a number, a dash."""
    return _NO_NAME.search(text) is not None


@lru_cache(maxsize=2048)
def is_generic(name: str) -> bool:
    """Tell whether a title names projects in general (2024年度部门预算项目) and none of its own."""
    return _GENERIC_TITLE.search(name) is not None


def opens_list(name: str) -> bool:
    """Tell whether words before a colon open a list rather than name a project."""
    return name.startswith(_NO_LEAD)


@lru_cache(maxsize=2048)
def without_years(name: str) -> str:
    """Return a name without the years in it."""
    return _YEARS.sub("", name)


# A school or hospital may be what a project is about (义务教育学校校舍维修项目): its name ends only before 关于 or a year.
_OWN_BODY = re.compile(
    r".{2,24}?(?:(?:局|委员会|委|办公室|中心|政府|厅|联合会|管委会|街道办事处|办事处)(?=(?:关于)?(?:\d{4}|[^内外部]{4}))"
    r"|(?:院|学校|中学|小学|幼儿园|大学|党校|大队|支队|处|站|馆|所|局|厅|委|会|部)(?:关于|的)?(?=(?:19|20)\d{2}|关于))"
    r"|(?:残联|妇联|科协|文联|侨联|工商联|总工会)(?=[^工经专业])"
)
# 省, 市, 县 as the end of a region's name, not of 城市, 小区, 产粮大县 or the head of 市政, 县域.
_OWN_REGION = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:(?<!节)省|(?<![城都超夜门])市|(?<![大困弱强])县"
    r"|(?<![小社校园库灾景牧山林辖郊片湖矿厂地城])区|(?<![红锦])旗|州|盟)(?=[\u4e00-\u9fff“\d][\u4e00-\u9fff“”、\d]{4})(?![域级政内外民场直长]))+"
)
_TOWN = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:镇|乡|街道)(?=(?:19|20)\d{2}|关于)")
_INTRODUCES = re.compile(
    r"关于|报送|上报|呈报|印发|公开|[我本](?:省|市|县|区|旗|州|镇|乡|街道|[局委办厅院校园]|单位|部门|中心)|该|的"
)
# 省级财政资金某监测项目: whose money it is, before the project's own name
_SOURCE = re.compile(
    r"(?:中央|省级?|市级?|县级?|区级|本级|上级)财政(?:专项)?资金(?!项目|支出|使用|安排|绩效|补助|支持|投入|管理)(?=.{5})"
)
_OPENING_YEARS = re.compile(rf"{_YEARS.pattern}|年度")
_BODY = re.compile(
    r"^.{0,24}?(?:局|委|部|办公室|中心|政府|厅|院|学校|中学|小学|幼儿园|大学|馆|站|所|会|处|[省市县旗州镇乡]|(?<![社小园景])区|街道)"
)
_SHORTEST_NAME = 5


def without_organ(name: str) -> str:
    """Cut off the front of a title what is no part of the project's name: body, region, years and 关于, in any order."""
    while True:
        match = _INTRODUCES.match(name) or _OPENING_YEARS.match(name) or _OWN_BODY.match(name) or _TOWN.match(name)
        match = match or _SOURCE.match(name)
        end = match.end() if match else _region_end(name)
        if end == 0 or len(name) - end < _SHORTEST_NAME:
            return name
        name = name[end:]


def _region_end(name: str) -> int:
    """Return where the region that opens a title ends, 0 where none does."""
    chain = next(iter(chains(name)), None)
    if chain is not None and chain[0].start == 0 and all(_says_region(place) for place in chain):
        at = chain[-1].end
        if name[at : at + 1] not in ("市", "县", "区", "州", "级"):
            return at
    match = _OWN_REGION.match(name)
    return match.end() if match else 0


def _says_region(place: Place) -> bool:
    """Tell whether a place at the front of a title is a region and not the name of works (云龙产业园): short ones are provinces."""
    return place.kind != SHORT or all(code.endswith("0000") for code in place.codes)


@lru_cache(maxsize=2048)
def is_common_name(name: str) -> bool:
    """Tell whether a title names a common kind of fund (某中学专项资金, 上级转移支付资金) and no project of its own."""
    common = words("project_words", kind="whole")
    bare = without_years(name)
    if bare in common or _of_general_words().fullmatch(bare):
        return True
    if not bare.endswith(common):
        return False
    return any(bare.endswith(word) and _BODY.fullmatch(bare.removesuffix(word)) for word in common)


@lru_cache(maxsize=1)
def _of_general_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('project_words', kind='general')}|[、和及与的等各\d])+")
