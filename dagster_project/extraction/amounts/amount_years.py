"""The year of a figure of money: the one that its clause names, else the one that opens its sentence.

Here belongs which of the years in a sentence is the figure's own. The year of the report belongs to report_years.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.amounts.amount_changes import COMPARED
from dagster_project.extraction.amounts.amount_measures import BUDGETED_AFTER
from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.records import Amount
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.figures import DATE, YEAR

_OF_SEASON = re.compile(r"度?(?:[春夏秋冬]季|届)")
_DATED_REACH = 40
_OPENING = 14  # characters of a sentence that may name its year
_LATEST = 6  # where such a year begins at the latest
_PRIOR_SUM = re.compile(r"[比较](?P<year>(?:19|20)\d{2})年[^，。；：\d]{0,16}(?<![加长少降升低])$")
_CHANGES = re.compile(r"，?(?:增加|增长|减少|下降)")
_SO_FAR = re.compile(r"截[至止]到?(?P<year>(?:19|20)\d{2})年")
_DATED_STOCK = re.compile(r"(?:截至|截止到?)(?:日前)?$")


def year_of(report: Report, said: Statement, last: Amount | None) -> int | None:
    """The year that the figure's clause names, else the one that opens its sentence; a year of comparison is none."""
    text, sentence, head = report.text, said.sentence, said.head
    listed = text[said.figure.end : said.figure.end + 1] in "列纳"
    budgeted = BUDGETED_AFTER.match(text, said.figure.end) if listed else None
    if budgeted is not None:
        return int(budgeted.group("year"))
    so_far = _SO_FAR.match(text, sentence, head) if "累计" in said.words else None
    if so_far is not None:
        return int(so_far["year"])  # 截至2022年7月底，2021年预算执行9万元，累计结转3万元
    prior = prior_year(report, said, last)
    if prior is not None:
        return prior  # 2022年收入预算比2021年收入预算90万元增加5万元
    in_sentence = last is not None and last.char_start >= report.outline.view.starts[sentence]
    of_clause = _year_between(report, sentence, head, said.figure.start, is_opening=False)
    if of_clause is not None:
        return of_clause
    if head != sentence:
        if in_sentence and last is not None and last.fiscal_year is not None:
            return last.fiscal_year
        opening = _year_between(report, sentence, sentence, min(sentence + _OPENING, head), is_opening=True)
        if opening is not None:
            return opening
    for token in reversed(report.figures.between(max(sentence, head - _DATED_REACH), head, DATE)):
        if token.year and _DATED_STOCK.search(text, max(sentence, token.start - 4), token.start):
            return token.year  # 根据账表，截至2022年12月31日，项目收到资金 …
    return last.fiscal_year if in_sentence and last is not None else None


def _year_between(report: Report, sentence: int, low: int, high: int, *, is_opening: bool) -> int | None:
    """Return the last year in a range that a figure can be of: none of comparison, of a season, of an end (到2022年).

    ``is_opening``: the range opens the sentence, where the year must stand and no date but that of a stock counts.
    """
    text = report.text
    for token in reversed(report.figures.between(low, high, YEAR, DATE)):
        if token.year is None or token.end > high:
            continue
        if _OF_SEASON.match(text, token.end):
            continue  # 对2025年秋季退役的士兵发放: whom it is for
        if token.kind == DATE and _DATED_STOCK.search(text, max(sentence, token.start - 4), token.start):
            return token.year  # 截至2022年12月31日，资产总额 …
        if low == sentence and token.kind == DATE:
            continue
        if is_opening and text.startswith("针对", token.start - 2):
            continue  # 针对2023年度审计提出的问题，…收回应收款9万元
        is_compared = COMPARED.search(text, max(sentence, token.start - 3), token.start) is not None
        if is_compared or text[token.start - 1 : token.start] in ("到", "至"):
            continue
        if not is_opening or token.start - sentence <= _LATEST:
            return token.year
    return None


def prior_year(report: Report, said: Statement, last: Amount | None) -> int | None:
    """The year of a sum that a difference is told against before any sum of this year: 比2021年预算90万元增加…"""
    prior = _PRIOR_SUM.search(said.words) if last is None else None
    return int(prior["year"]) if prior is not None and _CHANGES.match(report.text, said.figure.end) else None
