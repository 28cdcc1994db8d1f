"""Names of indicators in sentences: the noun phrase that a figure measures, from the words on its left or on its right.

Here belongs how a name is cut out of a clause. Whether the clause states an indicator belongs to indicator_clauses.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.vocabulary import alternatives, words

_YEAR = (
    r"(?:19|20)\d{2}(?:-(?:19|20)\d{2})?年?(?:度|底|末|初|全年)?(?:之?前(?!期|后|三))?|\d{1,2}(?:-\d{1,2})?月(?:底|份|末|\d{1,2}日)?"
    r"|截[至止](?:目前|年底|年末)?"
)
_RIGHT_END = re.compile(
    r"(?:按时|及时|按月|足额|正常|全部)(?=[\u4e00-\u9fff]{2})|配备|进行|采取|提供|发放|缴纳|每年|每月|用于|以及|给予|予以|开展|组织|实施|完成|的(?=[\u4e00-\u9fff]{4})|，|、|。|；|：|（|）|\t|\n"
)
_RIGHT_LEAD = re.compile(r"符合[\u4e00-\u9fff]{2,6}的(?=[\u4e00-\u9fff]{2})")  # 12万名符合条件的老年居民
_RIGHT_TAIL = re.compile(r"(?:等|的?(?:事宜|工作|任务|费用|经费|资金))$")
_LEADING_VERBS = 4
_AREA = {
    "平方米": "面积",
    "万平方米": "面积",
    "平方公里": "面积",
    "亩": "面积",
    "万亩": "面积",
    "公顷": "面积",
    "公里": "里程",
    "米": "长度",
}


def any_of(kind: str) -> str:
    """Return the words of a kind (dbt/seeds/indicator_words.csv) as alternatives of a pattern, longest first."""
    return alternatives("indicator_words", kind=kind)


@lru_cache(maxsize=1)
def _lead_word() -> re.Pattern[str]:
    return re.compile(
        rf"(?!{any_of('keep')})(?:[、，：；的了”）\s\-]+|或(?!有)|目标\d{{1,2}}[、.]|{_YEAR}|{any_of('lead')})"
    )


@lru_cache(maxsize=1)
def _lead_starts() -> frozenset[str]:
    """With what the words begin that may be taken off the front of a name; years and blanks apart."""
    found = words("indicator_words", kind="lead") + words("indicator_words", kind="adverb")
    return frozenset(word[0] for word in found) | frozenset("、，：；的了”）-截或")


@lru_cache(maxsize=1)
def _tail_ends() -> frozenset[str]:
    """With what the words end that may be taken off the back of a name; blanks apart."""
    return frozenset(word[-1] for word in words("indicator_words", kind="tail")) | frozenset("、，：；（“")


@lru_cache(maxsize=1)
def _adverb() -> re.Pattern[str]:
    return re.compile(rf"(?!{any_of('keep')})(?:{any_of('adverb')})")


@lru_cache(maxsize=1)
def _tail_word() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?!(?<=[人户亩村次生年月日平])均|(?<=行)为$)(?:{any_of('tail')})(?<!节约)|[、，：；\s（“])$"
    )


@lru_cache(maxsize=1)
def _verbs_only() -> re.Pattern[str]:
    return re.compile(rf"(?>{any_of('verb')}|{any_of('lead')}|{any_of('adverb')}|{_YEAR}|[了并、的过\s])*+")


@lru_cache(maxsize=1)
def _verb_starts() -> frozenset[str]:
    """With what the words begin that name no thing; years and blanks apart."""
    kinds = ("verb", "lead", "adverb")
    return frozenset(word[0] for kind in kinds for word in words("indicator_words", kind=kind)) | frozenset(
        "了并、的过截"
    )


@lru_cache(maxsize=1)
def verb_pattern() -> re.Pattern[str]:
    """Return the pattern of the words for work done."""
    return re.compile(any_of("verb"))


def is_verbs_only(text: str) -> bool:
    """Tell whether words name no thing that a figure could count: 完成了, 用于为, 全年共举办."""
    opens = text[:1]  # most names are told from such words by their first character
    if opens and opens not in _verb_starts() and not (opens.isdecimal() or opens.isspace()):
        return False
    return _verbs_only().fullmatch(text) is not None


_COUNTED_PIECES = "起次件人"


def left_name(text: str) -> tuple[str, int]:
    """Return the name in the words left of a figure, empty where there is none, and where it begins in them."""
    # Most names are bare already, which their first and last characters tell; only then the patterns are asked.
    start, end = 0, len(text)
    tails, leads = _tail_ends(), _lead_starts()
    while end > start and (text[end - 1] in tails or text[end - 1].isspace()):
        match = _tail_word().search(text, max(start, end - 8), end)
        if match is None or match.start() < start:
            break
        end = match.start()
    end += end > start and text[end - 1] in _COUNTED_PIECES and text.startswith("数", end)  # 事故起数为0
    rate = end > start and text[end - 1] in "率度比"
    while start < end and (text[start] in leads or text[start].isdecimal() or text[start].isspace()):
        match = _lead_word().match(text, start, end) or (None if rate else _adverb().match(text, start, end))
        if match is None or end - match.end() < 2:
            break
        start = match.end()
    name = text[start:end]
    listed = name.rfind("等")
    if 0 < listed < len(name) - 2 and "、" in name[:listed]:
        start, name = start + listed + 1, name[listed + 1 :]
    return name, start


def right_name(text: str) -> str:
    """Return the name in the words right of a figure: 18辆|特种车辆购买保险事宜 → 特种车辆购买保险."""
    told = _RIGHT_LEAD.match(text)
    text = text[told.end() :] if told else text
    match = _RIGHT_END.search(text, 1)
    name = text[: match.start()] if match else text
    return _RIGHT_TAIL.sub("", name.strip("的了、 "))[:40]


def beside(name: str, unit: str) -> str:
    """Return the name of a second figure about the same thing: 拆除违建|5宗|300平方米 → 拆除违建面积."""
    if unit in _AREA:
        return name + _AREA[unit]
    return name + unit if unit.endswith("人次") else name + "人数" if unit in ("人", "名", "万人") else name


def of_what(rate: str, name: str) -> str:
    """Return a bare rate with what it is a rate of, named by the indicator before it: 受理信访|办结率 → 信访办结率."""
    for _ in range(_LEADING_VERBS):
        match = verb_pattern().match(name)
        if match is None or len(name) - match.end() < 2:
            break
        name = name[match.end() :]
    return rate if name.endswith(("率", "度", "比例")) or rate.startswith(name) else name + rate


_ALL_OF_THEM = re.compile(r"(?:均|都|全部|全都)(?:为|是|达到?|保持在?|在|大于|高于|不低于|超过|≥)*$")
_SHORTEST_RATE = 3


def names_sharing(clause: str) -> list[str]:
    """Return the rates that share the figure behind a clause (合格率、及时率均达到), empty where they are not two or more.

    A part that is no rate by itself belongs to the one after it: 水厕、卫生厨房等条件有保障的比例.
    """
    ending = _ALL_OF_THEM.search(clause) if "均" in clause or "都" in clause or "全" in clause else None
    if ending is None:
        return []
    names: list[str] = []
    part = ""
    listed, start = left_listed(clause[: ending.start()])
    for piece in re.split(r"([、和与]|以及|及(?!时))", listed[start:]):
        part += piece
        if piece.endswith(("率", "度", "比例")):
            names.append(part)
            part = ""
        elif not part.strip("、和与及以"):
            part = ""
    return names if len(names) > 1 and not part and all(len(name) >= _SHORTEST_RATE for name in names) else []


def left_listed(words_before: str) -> tuple[str, int]:
    """Return the words of a list and where its first name begins in them: behind the words that only lead to it (当年)."""
    at = 0
    while (lead := _lead_word().match(words_before, at)) is not None and lead.end() > at:
        at = lead.end()
    return words_before, at
