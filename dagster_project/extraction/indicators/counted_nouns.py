"""Figures that stand before their noun: which of them count an output (购置18辆特种车辆) and which only a part of speech (三个方面).

Here belongs what verb, list or noun makes such a figure count. What a named figure must be besides belongs to
indicator_filters.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.indicators.indicator_names import any_of, left_name, verb_pattern
from dagster_project.extraction.words.figures import COUNT, Figure

_ABSTRACT = re.compile(any_of("abstract"))  # 方面, 县
_REGIONS, _MORE_OF_REGIONS = ("省", "市", "县", "区"), ("级", "市空", "区空", "市水", "市环")
_ORDINAL = frozenset({"届", "期"})
_FOR = re.compile(r"(?:为|对|向|给)(?:(?:我|全|本|各|辖)?[区县市省镇乡局校院]?(?:内)?|[^，。；]{2,30}条件的)$")
_TIMES = frozenset({"次", "场次", "场", "批次"})
_CONCRETE = frozenset({"家", "户", "名", "所", "处", "座", "条", "人", "位"})
_ALL_OUT = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:全部|均已?|已全部)(?:脱贫|退出|搬迁|入住|享受|达标|参保)"
)  # 89户建档立卡户全部退出
_ALL_BUILT = re.compile(
    r"(?!项目|子项|单位)[\u4e00-\u9fff]{2,10}?(?:项目)?(?:全部|均已?|已全部|已)(?:完工|竣工|建成|投入使用|通过验收)"
)  # 14个老旧小区全部完工
_PROJECTS_DONE = re.compile(
    r"项目(?:均|已|都|全部|基本|满分|按期|如期)*(?:完成|达标|达成|实现|完工)"
)  # 等3个项目满分完成
_RATE_OF = re.compile(r"[^，。；：]*率(?:为|是|达到?|均)?$")  # 抽查的8个小区合格率100%: of how many the rate is


def counts_first(figure: Figure, left: str, right: str, *, listed: bool) -> bool:
    """Tell whether a figure before its noun counts an output: 购置18辆特种车辆 does, 三个方面 does not.

    ``listed``: the figure before it in the same list counts one.
    """
    if figure.kind != COUNT or _is_abstract(figure, right) or (right.startswith("门") and figure.unit == "部"):
        return False
    if figure.unit in _TIMES and verb_pattern().match(right) and not left.strip("，先后累计共全年多达已"):
        return True  # 先后6次开展集中学习
    if figure.unit in ("户", "人") and _ALL_OUT.match(right):
        return True
    if _PROJECTS_DONE.match(right):
        return False
    if not left and _ALL_BUILT.match(right):
        return True
    if right.rstrip("，。、").endswith(("各", "每")) or _RATE_OF.fullmatch(right):
        return False
    # 序厅、开放区等28个展区: among the words of a list only a leading one is what was done.
    verb = verb_pattern().match(left_name(left)[0]) if left.endswith("等") else verb_pattern().search(left)
    if not figure.number_text[:1].isdigit():
        close = verb_pattern().search(left[-4:])
        return figure.number >= 2 and figure.unit not in _ORDINAL and close is not None and not left.endswith("等")
    return verb is not None or listed or (_FOR.search(left) is not None and not left.endswith("等"))


def _is_abstract(figure: Figure, right: str) -> bool:
    """Tell whether what a figure stands before is no thing that was done: 三个方面, 5个县; 27个县级以上水源地 and 12家重点企业 are."""
    found = _ABSTRACT.match(right)
    if found is None:
        return False
    rest = right[found.end() :]
    if found.group() in _REGIONS:
        return not rest.startswith(_MORE_OF_REGIONS)
    return not (found.group() == "重点" and figure.unit in _CONCRETE and "\u4e00" <= rest[:1] <= "\u9fff")
