"""Grades of an evaluation as reports word them: 优秀, “良”, 较差 …, by the codes of dbt/seeds/grade_words.csv.

Here belongs the pattern of a grade word and its code. Whether the words state a result or a band belongs to scores.py
and score_bands.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.vocabulary import seed

_POINTS = r"(?:100|[6-9]\d)(?:\.\d{1,2})?分"
# 渠道清淤项目98分，泵站维修项目96.5分: where scores begin that stand behind the names of projects alone
SIDE_BY_SIDE = re.compile(
    rf"(?<=[。；，：\n（])(?=[^，。；：、\n\d]{{4,30}}(?:项目|工程|经费|专项){_POINTS}[，、；][^，。；：、\n\d]{{4,30}}{_POINTS})"
)


@lru_cache(maxsize=1)
def grade_codes() -> dict[str, str]:
    """Grade word → code."""
    return {row["word"]: row["grade"] for row in seed("grade_words")}


@lru_cache(maxsize=1)
def grade_pattern() -> str:
    """Return the alternation of all grade words, the longest first, as a capturing group ``grade``."""
    ordered = sorted(grade_codes(), key=lambda word: (-len(word), word))
    return rf"[“\"‘]?(?P<grade>{'|'.join(map(re.escape, ordered))})[”\"’]?"
