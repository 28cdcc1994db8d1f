"""What the pages say, in Chinese and English: their own words, and the names of the marts' codes.

The pages' words stand in ``wording.csv`` beside this module, the codes' names in the vocabulary (code_names). A word that
is a column of the marts is found under the column's name.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from dagster_project.vocabulary import seed

LANGUAGES = ("zh", "en")
_SHARED = ("operator", "stage", "report_type", "severity")
_WORDS = Path(__file__).with_name("wording.csv")


class Wording:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        """``language``: one of LANGUAGES; raises KeyError for another."""
        self.language = language
        self._words = {key: said[language] for key, said in _words().items()}
        column = {"zh": "name_zh", "en": "name_en"}[language]
        self._rules = {row["rule_id"]: row["title_en"] for row in seed("audit_rules")} if language == "en" else {}
        self._codes = {(row["column_name"], row["code"]): row[column] for row in seed("code_names")}

    def __call__(self, key: str, **values: object) -> str:
        """The word or sentence of a key, with ``{name}`` filled in. Raises KeyError where there is no such key."""
        said = self._words[key]
        return said.format(**values) if values else said

    def code(self, column: str, code: object) -> str:
        """The name of a code of a marts' column; the code itself where it has none, nothing where it is null."""
        if code is None:
            return ""
        return self._codes.get((named_as(column), str(code)), str(code))

    def rule(self, rule_id: str, title: str) -> str:
        """The name of an audit rule; its published Chinese ``title`` where this language has no other."""
        return self._rules.get(rule_id, title)

    def codes(self, column: str) -> list[tuple[str, str]]:
        """Code and name of all codes of a column, in the vocabulary's order."""
        return [(code, name) for (of, code), name in self._codes.items() if of == column]


def named_as(column: str) -> str:
    """The column under which the vocabulary names the codes of a column: several share one list."""
    return next((shared for shared in _SHARED if column.endswith(f"_{shared}")), column.removesuffix("_inferred"))


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    with _WORDS.open(encoding="utf-8", newline="") as stream:
        return {row["key"]: {"zh": row["zh"], "en": row["en"]} for row in csv.DictReader(stream)}
