"""A figure of a sentence with its name, as the rules ask about it that tell indicators from other figures.

Here belongs what they all look at. The rules themselves belong to indicator_filters.py, survey_counts.py and
indicator_rates.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.indicators.labelled_stretches import Stretch
from dagster_project.extraction.words.figures import COUNT, Figure
from dagster_project.extraction.words.values import value

OF_PIECES = frozenset({"个", "项", "类", "批", "件", "家"})
_DURATION = frozenset({"年", "天", "个月", "月", "周", "岁", "度", "小时", "分钟", "工作日", "个工作日"})
_OTHER_SIDE = re.compile(
    r"，(?:(?:完成|达到|超过|高于|低于|未达到?)?(?:年初|年度|计划)?目标(?:值|数)|实际(?:完成|达到|新增)?)"
)
_UP_TO_STOP = re.compile(r"[^，、。；：\n]*")


@value
class NamedFigure:
    """A figure, its name, and the words of its clause on both sides.

    ``first``: it stands before its noun; ``chained``: one before it in the sentence is an indicator; ``goal``: it is called a
    target.
    """

    figure: Figure
    name: str
    left: str
    right: str
    stretch: Stretch
    first: bool
    chained: bool
    goal: bool = False

    @property
    def follows(self) -> str:
        """The words behind it up to the next stop."""
        match = _UP_TO_STOP.match(self.right)
        return match.group() if match else ""

    @property
    def has_other_side(self) -> bool:
        """Whether the words behind it name its other side: 走访农户141户，目标值128户; 促成就业90人，实际完成95人."""
        return self.right[:1] == "，" and _OTHER_SIDE.fullmatch(self.right) is not None

    @property
    def is_asked(self) -> bool:
        """Whether a target is set for it, so that it counts whatever it is called."""
        return self.goal or self.stretch.labelled or self.has_other_side

    @property
    def lasts(self) -> bool:
        """Whether it says how long something takes."""
        return self.figure.kind == COUNT and self.figure.unit in _DURATION

    @property
    def is_actual(self) -> bool:
        """Whether it stands where results are told."""
        return self.stretch.side == "actual"
