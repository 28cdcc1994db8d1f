"""Words and signs that compare a figure: 不少于, 控制在, ≤ (dbt/seeds/comparing_words.csv).

Here belongs which sign each of them stands for. What stands around them differs between sentences (figures.py) and cells
(indicator_values.py).
"""

from __future__ import annotations

import re

from dagster_project.vocabulary import seed, words

SIGNS = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "eq": "="}


def worded(sign: str, **where: str) -> str:
    """Return the words of a sign (a key of ``SIGNS``) as alternatives of a pattern, the longest first.

    ``where``: further columns of the seed (``in_cells="yes"``).
    """
    barred = {row["word"]: row["not_behind"] for row in seed("comparing_words")}
    return "|".join(
        f"(?<![{barred[word]}]){re.escape(word)}" if barred[word] else re.escape(word)
        for word in words("comparing_words", sign=sign, **where)
    )


def last_characters() -> frozenset[str]:
    """Return the characters in which such words end."""
    return frozenset(word[-1] for word in words("comparing_words"))
