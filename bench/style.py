"""How one report writes: unit of money, separators, widths, signs, numbering. Drawn once a report, so that it is of one hand.

Here belongs the printing of figures and numbers. Faults that befall single places belong into ``faults``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CHINESE = "零一二三四五六七八九十"
_FACTORS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_OPERATORS: dict[str, tuple[str, ...]] = {
    ">=": ("≥{}", "不少于{}", "不低于{}", "{}以上", "≥ {}", "$\\geq {}$", "至少{}", "达到{}"),
    "<=": ("≤{}", "不超过{}", "控制在{}以内", "不高于{}", "$\\leq {}$"),
    ">": ("＞{}", ">{}", "大于{}"),
    "<": ("＜{}", "<{}", "小于{}"),
    "=": ("{}", "={}", "＝{}"),
}


def chinese(value: int) -> str:
    """Return 1..99 in Chinese numerals."""
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("十" if tens == 1 else _CHINESE[tens] + "十")
    return head + (_CHINESE[ones] if ones or not tens else "")


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Return the value rounded half up, as reports round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Style:
    """The hand of one report. ``numbering`` gives the patterns of levels 1 to 3 (``c``: Chinese numeral, ``n``: digits)."""

    rng: random.Random
    unit: str
    thousands: bool
    trimmed: bool
    spaced: bool
    percent_sign: str
    latex: bool
    numbering: tuple[str, str, str]
    markdown: bool

    @classmethod
    def draw(cls, rng: random.Random, markdown: bool) -> Style:
        """Draw a style."""
        numbering = rng.choice(
            (
                ("c、", "（c）", "n."), ("c、", "（c）", "n、"), ("c、", "(c)", "（n）"), ("n、", "（n）", "nC"), ("c、", "（c）", "nP"),
                ("第c部分 ", "c、", "（c）"), ("c、", "n.", "（n）"), ("c.", "（c）", "n．"), ("（c）", "n、", "（n）"),
            )
        )  # fmt: skip
        return cls(
            rng,
            unit=rng.choices(("万元", "元", "亿元"), (78, 20, 2))[0],
            thousands=rng.random() < 0.35,
            trimmed=rng.random() < 0.3,
            spaced=rng.random() < 0.12,
            percent_sign="％" if rng.random() < 0.15 else "%",
            latex=markdown and rng.random() < 0.4,
            numbering=numbering,
            markdown=markdown,
        )

    def figure(self, yuan: Decimal | int, unit: str) -> str:
        """Return money in a unit, without the unit, exactly."""
        value = Decimal(yuan) / _FACTORS[unit]
        places = {"元": 2, "万元": 2, "亿元": 4}[unit]
        if value != rounded(value, places):
            places = 6
        text = f"{value:,.{places}f}" if self.thousands else f"{value:.{places}f}"
        return text.rstrip("0").rstrip(".") if self.trimmed or value == 0 else text

    def money(self, yuan: Decimal | int) -> str:
        """Return money with its unit; large sums sometimes in 亿元, and one in twenty in the other unit."""
        unit = self.unit
        if unit == "亿元" and abs(Decimal(yuan)) < 1_000_000:
            unit = "万元"
        if yuan and self.rng.random() < 0.05:
            unit = "元" if unit == "万元" and abs(Decimal(yuan)) < 500_000 else "万元"
        return f"{self.figure(yuan, unit)}{' ' if self.spaced else ''}{unit}"

    def percent(self, value: Decimal) -> str:
        """Return a percentage with its sign."""
        text = f"{value}".rstrip("0").rstrip(".") if self.trimmed and "." in f"{value}" else f"{value}"
        return f"{text}{self.percent_sign}"

    def compared(self, operator: str, text: str) -> str:
        """Return a figure with its comparing words or sign."""
        patterns = [p for p in _OPERATORS[operator] if self.latex or "$" not in p]
        pattern = self.rng.choice(patterns)
        if "$" in pattern:
            text = text.replace("％", "%").replace("%", "\\%")
        return pattern.format(text)

    def count(self, value: Decimal | int, unit: str) -> str:
        """Return a count with its unit; small ones sometimes in Chinese numerals."""
        text = f"{value:,}" if self.thousands and value >= 1000 else f"{value}"
        if isinstance(value, int) and 2 < value < 60 and unit not in ("%", "个") and self.rng.random() < 0.05:
            text = chinese(value)
        gap = " " if self.spaced and unit != "%" else ""
        return f"{text}{gap}{self.percent_sign if unit == '%' else unit}"

    def number(self, level: int, ordinal: int) -> str:
        """Return the number of a heading or item of a level (1..3)."""
        pattern = self.numbering[level - 1]
        if pattern == "nC":
            return chr(0x2460 + ordinal - 1) if ordinal <= 20 else f"{ordinal}."
        if pattern == "nP":
            return f"{ordinal}）"
        return pattern.replace("c", chinese(ordinal)).replace("n", str(ordinal))
