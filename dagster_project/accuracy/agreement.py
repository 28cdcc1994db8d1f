"""When a published value is the one that a person wrote down.

Here belongs the comparison of single values: what width, spacing, punctuation and the wording of a name may differ in.
Which columns a fact is compared by stands in ``tables``.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

_NO_LETTER = re.compile(r"[\W_]+")
_PLACES = Decimal("0.0001")
_UNIT_SPELLINGS = {"％": "%", "个百分点": "%"}
_SIMILAR, _SIMILAR_AT_ITS_FIGURE = 0.75, 0.5


def letters(value: object) -> str:
    """A name by its characters alone: width, case, space and punctuation aside."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", "" if value is None else str(value)).casefold())


def number(value: object) -> Decimal | None:
    """A number to four decimals; None where the value states none."""
    try:
        return Decimal(str(value)).quantize(_PLACES)
    except InvalidOperation:
        return None


def unit(value: object) -> str:
    """A unit in one width, percentage points as per cent; empty where there is none."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()
    return _UNIT_SPELLINGS.get(text, text)


def fund_level(value: object) -> str | None:
    """A funding level; 财政拨款 without one may be read as ``fiscal`` or as ``all``."""
    return None if value in (None, "all", "fiscal", "") else str(value)


def same_word(gold: object, published: object) -> bool:
    """Whether two codes are equal; an empty one is none."""
    return bool((gold or None) == (published or None))


def same_number(gold: object, published: object) -> bool:
    """Whether two numbers are equal to four decimals."""
    return number(gold) == number(published)


def same_unit(gold: object, published: object) -> bool:
    """Whether two units are the same."""
    return unit(gold) == unit(published)


def same_fund_level(gold: object, published: object) -> bool:
    """Whether two funding levels are the same."""
    return fund_level(gold) == fund_level(published)


def same_name(gold: object, published: object) -> bool:
    """Whether two names mean the same: equal, one at least half of the other, or much alike."""
    return _alike(letters(gold), letters(published), at_its_figure=False)


def same_name_at_its_figure(gold: object, published: object) -> bool:
    """Whether two names mean the same where figure and unit agree already, which leaves little doubt."""
    return _alike(letters(gold), letters(published), at_its_figure=True)


def similarity(first: str | None, second: str | None) -> float:
    """How much two names are alike, between 0 and 1."""
    return SequenceMatcher(None, letters(first), letters(second), autojunk=False).ratio()


def _alike(first: str, second: str, *, at_its_figure: bool) -> bool:
    if first == second:
        return True
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    if short in long and (len(short) * 2 >= len(long) or (at_its_figure and len(short) >= 2)):
        return True
    enough = _SIMILAR_AT_ITS_FIGURE if at_its_figure else _SIMILAR
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= enough
