"""Numbers as reports write them: 1,740.5, １２, 十二, 两, 一百零五, 〇. What a number counts belongs to figures.py."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")
} | {"两": 2, "〇": 0, "俩": 2}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "万": 10**4, "亿": 10**8}
HAN_DIGITS = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# .56万元: a number whose zero was lost. Behind a digit or a word the point is a number's own or ends a sentence's mark.
POINTED = r"(?<![\dA-Za-z）.])\.\d{1,6}(?=\s?(?:[万亿千]?元|%))"
_HAN_NUMBER = re.compile(rf"[{HAN_DIGITS}万亿]+")
_ARABIC = re.compile(r"[-+]?\d{1,18}(?:\.\d{1,18})?", re.ASCII)  # more digits are a code or an account, no quantity
_MOST_DIGITS = 18
YEAR_NUMBER = re.compile(r"(?:19|20)\d{2}")


def parse_number(text: str) -> Decimal | None:
    """Return the value of an Arabic or Chinese number, null where the characters are none (``十三个`` is none)."""
    if len(text) <= _MOST_DIGITS and text.isascii() and text.isdigit():
        return Decimal(text)
    if _ARABIC.fullmatch(text):  # as most are written
        return Decimal(text)
    text = text.strip()
    plain = text.replace(",", "").replace(" ", "")
    if plain.startswith("."):
        plain = f"0{plain}"
    if _ARABIC.fullmatch(plain):
        return Decimal(plain)
    whole, point, decimals = text.partition("点")
    if not _HAN_NUMBER.fullmatch(whole):
        return None
    number = parse_han(whole)
    if not point or number is None:
        return number
    if not decimals or any(char not in _DIGITS for char in decimals):
        return None
    return Decimal(f"{number}.{''.join(str(_DIGITS[char]) for char in decimals)}")


def parse_han(text: str) -> Decimal | None:
    """Return the value of a Chinese number: 十二 → 12, 二〇二四 → 2024, 一万二千 → 12000."""
    if len(text) > 18:
        return None
    if all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text)) if len(text) != 1 else Decimal(_DIGITS[text])
    total = section = digit = 0
    seen_unit = False
    for char in text:
        if char in _DIGITS:
            if digit and char not in "零〇":
                return None  # 三五 as 'three to five' is no number
            digit = _DIGITS[char]
            continue
        unit = _UNITS.get(char)
        if unit is None:
            return None
        seen_unit = True
        if unit >= 10**4:
            section = (section + digit) or 1
            total = (total + section) * unit if unit > 10**4 or not total else total + section * unit
            section = 0
        else:
            section += (digit or 1) * unit
        digit = 0
    return Decimal(total + section + digit) if seen_unit else None
