"""Classes of indicators: which level a label of a column, row or heading names (dbt/seeds/indicator_classes.csv).

Here belongs what a label means. Where labels stand in tables and prose belongs to their modules.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dagster_project.vocabulary import seed

_ASIDE = re.compile(r"（[^（）]{0,20}）|\d{1,3}(?:\.\d+)?(?:分|%|[个项条])?|[：:、.。\s“”]")
_TAIL = re.compile(
    r"(?:指标)?(?:的)?(?:方面|(?:年度)?(?:完成|实现|达成|达标|执行|分析|得分)(?:及)?(?:得分|分析|完成|实现)?(?:情况|结果)?(?:分析|说明)?|情况(?:分析)?|分析)?$"
)
_LIMIT = 24


class IndicatorClass(NamedTuple):
    """A first and a second level, null where the label names none."""

    level1: str | None
    level2: str | None


@lru_cache(maxsize=1)
def _labels() -> dict[str, IndicatorClass]:
    return {
        row["label"]: IndicatorClass(row["level1"] or None, row["level2"] or None) for row in seed("indicator_classes")
    }


@lru_cache(maxsize=4096)
def class_of(label: str) -> IndicatorClass | None:
    """Return the class that a label names, null where it names none; points and 完成情况 behind it do not matter."""
    if len(label) > _LIMIT:
        return None
    bare = _ASIDE.sub("", label)
    for form in (bare, bare.removesuffix("指标"), _TAIL.sub("", bare)):
        form = form.removesuffix("指标") if form != "指标" else form
        form = form.removesuffix("目标")  # 产出目标, 数量目标 of some cities' forms
        found = _labels().get(form)
        if found:
            return found
    if bare.endswith(("满意度指标", "满意度等", "满意度指标等", "满意指标")):
        return IndicatorClass("satisfaction", "satisfaction")
    return None


def is_cost(label: str) -> bool:
    """Tell whether a label is 成本指标 or a kind of it: as a first level it is cost/cost."""
    found = class_of(label)
    return found is not None and "cost" in (found.level1, found.level2)
