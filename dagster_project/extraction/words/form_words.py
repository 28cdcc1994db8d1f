"""Words of the standard forms: which words are a label, a column's head, a row of money or a form's end (dbt/seeds/form_words.csv).

Here belongs what a cell's words are by themselves. Which cells stand beside which belongs to form_rows.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dagster_project.extraction.words.indicator_classes import class_of
from dagster_project.extraction.words.indicator_headers import header_role
from dagster_project.vocabulary import seed

_ASIDE = re.compile(r"（(?!(?:项目|专项|政策|资金|单位|部门|调整)）)[^（）]*(?:）|$)|[\s：:*★]+$|^[*★\s]+")
_LONGEST = 40
_OF_YEAR = re.compile(r"(?:19|20)\d{2}年.*表")  # 2022年区级一般性项目绩效目标表
_MONTHS = re.compile(
    r"^(?:截至)?\d{1,2}(?:月?[-~至]\d{1,2})?月(?:份|底|末)?(?=[\u4e00-\u9fff]{2})(?!前|累计)"
)  # 1-7月执行数
_NOTES = ("说明：", "注：", "备注：", "注1", "填表说明", "填报说明")
_FIRST = re.compile(r"一级指标|1级指标|二级指标|三级指标")


@lru_cache(maxsize=1)
def _any_word() -> re.Pattern[str]:
    """What every word of a form fits, whatever its kind: most cells hold none."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in seed("form_words")))


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds: dict[str, list[str]] = {}
    for row in seed("form_words"):
        kinds.setdefault(row["kind"], []).append(row["pattern"])
    return tuple((kind, re.compile("|".join(f"(?:{p})" for p in patterns))) for kind, patterns in kinds.items())


@lru_cache(maxsize=8192)
def kinds_of(text: str) -> frozenset[str]:
    """Return what the words of a cell (without white space) may be in a form; empty for a value."""
    if text.startswith(_NOTES):
        return frozenset({"caption"})
    text = _MONTHS.sub("", text) if text[:1] == "截" or text[:1].isdecimal() else text
    if not 2 <= len(text) <= _LONGEST or (
        text[0] in "0123456789" and text[1] not in ".、" and not _OF_YEAR.match(text)
    ):
        return frozenset()
    bare = _ASIDE.sub("", text).removesuffix("%")
    found = {kind for kind, pattern in _words() if pattern.fullmatch(bare)} if _any_word().fullmatch(bare) else set()
    if header_role(text) is not None:
        found.add("head")
    if is_class(text):
        found.add("class")
    return frozenset(found)


def is_class(text: str) -> bool:
    """Tell whether words are a class's label (数量指标, 产出指标（50分）) and no column's head or indicator's name."""
    return (
        ("指标" in text or "效益" in text or "成本" in text or "目标" in text)
        and class_of(text) is not None
        and not _FIRST.match(text)
    )


def names_project(texts: Sequence[str]) -> bool:
    """Tell whether a row's filled cells are a form's label and its project's name (项目名称 | 渠道清淤经费), and head no figures."""
    return len(texts) == 2 and "project" in kinds_of(texts[0]) and not texts[1].endswith(("数", "额", "元", "率"))


def is_label(text: str) -> bool:
    """Tell whether words can only stand where a form goes on with something else than the rows of a table."""
    return bool(kinds_of(text) & {"project", "label", "planned", "attained", "plan", "end", "caption"})
