"""The one way from Python to the vocabulary: dbt/seeds/*.csv, read as text and never changed here.

Words, aliases, codes and bands belong into the seeds; what a rule does with them belongs beside the rule.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "dbt" / "seeds"


@lru_cache(maxsize=64)
def seed(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``dbt/seeds/<name>.csv`` in file order.

    Raises FileNotFoundError where there is no such seed, ValueError for a row with too few or too many cells.
    """
    path = SEEDS / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = [cells for cells in csv.reader(stream) if cells] or [[]]
    for number, cells in enumerate(rows, 2):
        if len(cells) != len(header):
            raise ValueError(f"{path.name}, line {number}: the row does not have {len(header)} cells")
    return tuple(dict(zip(header, cells, strict=True)) for cells in rows)


@lru_cache(maxsize=256)
def words(name: str, column: str = "word", **where: str) -> tuple[str, ...]:
    """Return one column of a seed, longest first, of the rows whose cells equal ``where``."""
    rows: Sequence[dict[str, str]] = seed(name)
    for key, value in where.items():
        rows = [row for row in rows if row[key] == value]
    return tuple(sorted({row[column] for row in rows}, key=lambda word: (-len(word), word)))


def alternatives(name: str, column: str = "word", **where: str) -> str:
    """Return what ``words`` returns as alternatives of a regular expression."""
    return "|".join(map(re.escape, words(name, column, **where)))
