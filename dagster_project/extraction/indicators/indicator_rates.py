"""Percentages that are indicators: rates of work done and of its results, and no shares or changes of money.

Here belongs what tells them by their name. What else is no indicator belongs to indicator_filters.py, shares of a task to
indicator_shares.py, percentages of money to amounts/ratios.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.indicators.indicator_names import any_of, verb_pattern
from dagster_project.extraction.indicators.named_figures import NamedFigure

_FULL, _LEAST_DEED = 100, 6
_RATE = re.compile(
    r"(?:率|度|比例|比重|程度|比|面|水平|性|下降|上升|增长|提高|提升|降低|减少|压缩|缩短|压减|增产|增收|增效|减排|节水|节能|任务|指标|目标|进度|完成|系数|指数)$"
)
_IN_TIME = re.compile(r"(?:按时|及时|按期|准时)[^，。；]{0,4}率$")  # 补贴按时拨付率: how the work was done
_SHARE = re.compile(r"[\u4e00-\u9fff]{2,}占(?:全部|全年|总)?[\u4e00-\u9fff]{2,}$")
_SHARE_AT_END = re.compile(r"(?<=[\u4e00-\u9fff])占比$")  # 护理型床位占比
_COMPLETED_PART = re.compile(
    r"完成了?[\u4e00-\u9fff]{0,10}(?:工程量?|建设|任务|工作量|建设内容)的?$"
)  # 完成主体工程的90%
_NO_FEE = re.compile(r"免费|消费|浪费")  # 场馆免费开放率: 费 that is no sum
_OF_MONEY = re.compile(any_of("money"))
_PERFORMS = re.compile(f"(?:{any_of('performance')})$")
_RATE_OF_MONEY = re.compile(r"(?:资金)?(?:使用|控制|节约|拨付|下达)率")
WORK_OF_GOALS = re.compile(r"绩效(?:目标|自评|监控|评价)?[^，。；]{0,8}(?:率|比例)$")
# 旅游收入增长12%, 游客接待量同比增长8.5%: what a result is about is no money of the body
_OF_ECONOMY = re.compile(rf"(?:{any_of('earner')})[^，。；]{{0,8}}(?:收入|收益|利润|结案|办案)|{any_of('economy')}")
# 物资储备到位率, 人员到位率: things and people that are in their place
_OF_STOCK = re.compile(rf"(?:{any_of('stock')})(?:配备|储备)?到位率")


def names_rate(name: str) -> bool:
    """Tell whether a name is that of a rate or a change."""
    return _RATE.search(name) is not None


def is_of_economy(words: str) -> bool:
    """Tell whether words name what a result is measured by outside the body: 旅游收入, 村集体收入, 接待量."""
    return _OF_ECONOMY.search(words) is not None


def is_of_stock(words: str) -> bool:
    """Tell whether words name how far things or people are in their place, and no money."""
    return _OF_STOCK.search(words) is not None


def is_rate_of_money(name: str) -> bool:
    """Tell whether a name is that of a rate at which money was used: 资金使用率."""
    return name.endswith("率") and _RATE_OF_MONEY.fullmatch(name) is not None


def counts_rate(named: NamedFigure) -> bool:
    """Tell whether a percentage is a rate, a share or a part of work, and of no money."""
    name = named.name
    share = _SHARE.search(name) if "占" in name else None
    # 项目开展符合实际情况100%: what was attained in full, named by the deed
    in_full = (
        named.stretch.attains
        and named.figure.number == _FULL
        and len(name) >= _LEAST_DEED
        and verb_pattern().search(name) is not None
    )
    if not (names_rate(name) or share or in_full or _COMPLETED_PART.search(named.left)):
        return False
    plain = _NO_FEE.sub("", _SHARE_AT_END.sub("", name))
    is_money = _OF_MONEY.search(plain.replace("占", "") if share else plain) is not None
    return (
        not is_money
        or bool(_PERFORMS.search(name) or _IN_TIME.search(name))
        or is_of_economy(name)
        or is_of_stock(name)
    )
