"""Money in other currencies: no amount in yuan, since no report states the rate of exchange, but nothing to pass over either.

Here belongs finding it and saying so; the names of the currencies stand in dbt/seeds/currencies.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dagster_project.extraction.claims import Places
from dagster_project.extraction.records import ReadingWarning, Record
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.numerals import ARABIC
from dagster_project.vocabulary import alternatives, words

_KIND = "foreign_currency"
_MESSAGE = (
    "此处金额以外币计，报告没有写明汇率，未折算为人民币金额；需要计入时请在原文中补写折合人民币的金额后重新装载。"
)


def find_foreign_money(report: Report, records: list[Record]) -> Iterator[ReadingWarning]:
    """Yield a warning for each sum in another currency that is no value of an indicator."""
    text = report.text
    if not any(name in text for name in words("currencies")):
        return
    places = Places(records)
    for match in _pattern().finditer(text):
        start, end = report.span(*match.span())
        number, _ = report.span(*match.span(match.lastgroup or 0))
        if not places.hold(number):
            yield ReadingWarning(char_start=start, char_end=end, kind=_KIND, message=_MESSAGE)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = alternatives("currencies")
    scale = r"\s?[多余]?[百千]?[万亿]?[多余]?"
    return re.compile(rf"(?:{names})(?P<before>{ARABIC}){scale}元?|(?P<behind>{ARABIC}){scale}(?:元?（?(?:{names}))")
