"""Header words of indicator tables: what a column holds (dbt/seeds/indicator_headers.csv).

Here belongs the meaning of a header's words by themselves. Which row is a head, and which cells stand below it, belongs
to indicator_tables.py; the same words where a form lost its grid, to form_rows.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.vocabulary import seed

_ASIDE = re.compile(r"（[^（）]*）|[\s：:、/]")
_LONGEST_HEADER = 30


@lru_cache(maxsize=1)
def _headers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["role"]) for row in seed("indicator_headers"))


@lru_cache(maxsize=4096)
def header_role(text: str) -> str | None:
    """Return what a column headed by these words holds (dbt/seeds/indicator_headers.csv), null where they head none."""
    if not 1 <= len(text) <= _LONGEST_HEADER:
        return None
    bare = _ASIDE.sub("", text)
    for pattern, role in _headers():
        if pattern.fullmatch(bare):
            return role
    return None
