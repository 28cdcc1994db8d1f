"""Header words of indicator tables: what a column holds (dbt/seeds/indicator_headers.csv).

Here belongs the meaning of a header's words by themselves. Which row is a head, and which cells stand below it, belongs
to indicator_tables.py; the same words where a form lost its grid, to form_heads.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.vocabulary import seed

# （A）, or the months of a form that monitors the year: 1-7月执行情况
_ASIDE = re.compile(r"（[^（）]*）|[\s：:、/]|^\d{1,2}(?:月?[-~至]\d{1,2})?月(?:份|底|末)?(?=[\u4e00-\u9fff]{2})")
_FIGURE = re.compile(r"[-+\d.,%]+")  # heads nothing
_LONGEST_HEADER = 30


@lru_cache(maxsize=1)
def _headers() -> re.Pattern[str]:
    """All patterns in one, the first that fits first; the name of the group that matched says which role."""
    rows = enumerate(seed("indicator_headers"))
    return re.compile("|".join(f"(?P<{row['role']}_{number}>{row['pattern']})" for number, row in rows))


@lru_cache(maxsize=4096)
def header_role(text: str) -> str | None:
    """Return what a column headed by these words holds (dbt/seeds/indicator_headers.csv), null where they head none."""
    if not 1 <= len(text) <= _LONGEST_HEADER:
        return None
    match = None if _FIGURE.fullmatch(text) else _headers().fullmatch(_ASIDE.sub("", text))
    return match.lastgroup.rsplit("_", 1)[0] if match and match.lastgroup else None
