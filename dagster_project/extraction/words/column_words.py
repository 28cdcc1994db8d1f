"""Words that head a column of a table of money, or label its rows, and say that no sum stands there (dbt/seeds/column_words.csv).

Here belongs what the words are by themselves. What the head of a sum says of it belongs to layout/money_columns.py, which
heads stand over which column to layout/table_columns.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.vocabulary import seed

_OVER_CELL = ("names", "remarks", "outlays")
_OF_THINGS = ("no_money", "counted")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of each kind as one, in the order of the seed."""
    kinds: dict[str, list[str]] = {}
    for row in seed("column_words"):
        kinds.setdefault(row["kind"], []).append(f"(?:{row['pattern']})")
    return {kind: re.compile("|".join(patterns)) for kind, patterns in kinds.items()}


def names_rows(text: str) -> bool:
    """Tell whether a header cell heads the names of the rows and no figures."""
    return _patterns()["names"].fullmatch(text) is not None


def heads_remarks(text: str) -> bool:
    """Tell whether a header cell heads words about the rows (备注), which most of them leave blank."""
    return _patterns()["remarks"].fullmatch(text) is not None


def names_outlays(text: str) -> bool:
    """Tell whether a header cell heads the names of what was paid for, so that the sums beside it are of them."""
    return _patterns()["outlays"].fullmatch(text) is not None


def no_money(text: str) -> bool:
    """Tell whether a header or label names something else than money (序号, 人数)."""
    return _patterns()["no_money"].search(text) is not None


def counts_things(text: str) -> bool:
    """Tell whether a header or label counts journeys, guests, cars or people instead of money."""
    return _patterns()["counted"].search(text) is not None


def rate_headed_by(text: str) -> str | None:
    """Return the measure of the percentages that words head, null where they head none."""
    return next(
        (
            kind
            for kind, pattern in _patterns().items()
            if kind not in (*_OVER_CELL, *_OF_THINGS) and pattern.search(text)
        ),
        None,
    )
