"""Facts follow the report: a figure, unit, year, width, line break, number mark or name that changes in the text changes in
the facts, and nothing else does. No rule knows a report."""

from __future__ import annotations

import random
import re
from typing import Any

from facts import Fact, facts, plain, records_of
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.layout.view import fold
from dagster_project.extraction.records import Amount, OrganMention, PlaceMention
from dagster_project.extraction.words.numbering import mark_at

FEW = settings(max_examples=3)
_YEAR = re.compile(
    r"(?<!\d)20[0-3]\d(?=年)|(?<![\d.,])20[0-3]\d(?!\d|,\d|\.\d(?!\d?\.)|\s*[万元亿千人名户次个亩%吨家册])"
)
_OTHER_COUNTY = {"县": "平武县", "区": "金堂区", "市": "建瓯市"}


def same(before: list[Fact], after: list[Fact]) -> None:
    lost = [fact for fact in before if fact not in after]
    new = [fact for fact in after if fact not in before]
    assert not [*lost, *new], "\n".join(["lost:", *map(str, lost), "new:", *map(str, new)])
    assert before == after


def no_digits(table: str, name: str, value: Any) -> Any:
    return re.sub(r"[\d,.]+", "0", value) if isinstance(value, str) else value


@FEW
@given(order=st.permutations("123456789"))
def test_other_figures_give_the_same_facts_with_other_figures(report_text: str, order: list[str]) -> None:
    wide = [chr(ord(digit) + 0xFEE0) for digit in order]
    digits = str.maketrans("123456789１２３４５６７８９", "".join([*order, *wide]))
    text = list(report_text)
    for amount in records_of(report_text):
        if isinstance(amount, Amount):
            for at in range(amount.value_start, amount.value_end):
                text[at] = text[at].translate(digits)

    def renumbered(table: str, name: str, value: Any) -> Any:
        if table == "amount" and name == "number":
            return plain(type(value)(f"{value:f}".translate(digits)))
        return no_digits(table, name, value)

    same(facts(report_text, renumbered), facts("".join(text), no_digits))


def test_yuan_for_ten_thousand_yuan_gives_the_same_money(report_text: str) -> None:
    def no_figures(table: str, name: str, value: Any) -> Any:
        return re.sub(r"[\d,.]+万?元?", "0", value) if isinstance(value, str) and name != "unit" else value

    places = [
        (amount.value_start, amount.value_end)
        for amount in records_of(report_text)
        if isinstance(amount, Amount) and amount.unit == "万元" and amount.unit_basis == "own"
    ]
    text, at = "", 0
    for start, end in sorted(places):
        number = re.fullmatch(r"([\d,.]+)\s*万元", report_text[start:end])
        if number and start >= at:
            whole, _, fraction = number.group(1).replace(",", "").partition(".")
            if len(fraction) <= 4:
                text += report_text[at:start] + f"{int(whole + fraction.ljust(4, '0'))}元"
                at = end
    text += report_text[at:]

    def in_yuan(found: list[Fact]) -> list[Fact]:
        factor = {"万元": 10_000, "元": 1}
        return [
            (f[0], f[1], f[2] * factor[f[3]], *f[4:]) if f[0] == "amount" and f[3] in factor else f
            for f in found
            if "same_cell" not in f  # without a unit of its own, a cell takes the new unit of its like
        ]

    same(in_yuan(facts(report_text, no_figures)), in_yuan(facts(text, no_figures)))


@FEW
@given(by=st.integers(-3, 2))
def test_other_years_give_the_same_facts_of_other_years(report_text: str, by: int) -> None:
    def later(text: str) -> str:
        return _YEAR.sub(lambda year: str(int(year.group()) + by), text)

    def shifted(table: str, name: str, value: Any) -> Any:
        if name == "fiscal_year" and value is not None:
            return value + by
        return re.sub(r"20[0-3]\d", "year", value) if isinstance(value, str) else value

    def as_they_are(table: str, name: str, value: Any) -> Any:
        return re.sub(r"20[0-3]\d", "year", value) if isinstance(value, str) else value

    same(facts(report_text, shifted), facts(later(fold(report_text)), as_they_are))


def test_full_width_figures_and_signs_give_the_same_facts(report_text: str) -> None:
    wide = {ord(char): ord(char) + 0xFEE0 for char in "0123456789.%()"}
    same(facts(report_text), facts(report_text.translate(wide)))


def test_half_width_punctuation_gives_the_same_facts(report_text: str) -> None:
    narrow = {ord(a): ord(b) for a, b in zip("：；（）", ":;()", strict=True)}
    same(facts(report_text), facts(report_text.translate(narrow)))


@FEW
@given(seed=st.integers(0, 1000))
def test_wrapped_lines_give_the_same_facts(report_text: str, seed: int) -> None:
    choice = random.Random(seed)
    parts = outline(report_text)
    cuts = []
    for piece in parts.pieces:
        if piece.kind != "text" or "\t" in report_text[piece.start : piece.end]:
            continue
        stop = re.search("[，。]", report_text[piece.start : piece.end])
        line = max(report_text.rfind("\n", 0, piece.start) + 1, piece.start)
        at = max(line + 20, piece.start + stop.end() if stop else piece.end) + choice.randrange(12)
        while at < piece.end - 6:
            around = report_text[at - 1 : at + 1]
            label = re.match(r"[\u4e00-\u9fff]{1,14}：", fold(report_text[at : at + 16]))
            spaced = " " in report_text[at - 12 : at + 12]  # cells of a table that has lost its lines
            if (
                re.fullmatch(r"[\u4e00-\u9fff]{2}", around)
                and not spaced
                and mark_at(parts.folded, at, piece.end) is None
                and not label
            ):
                cuts.append(at)
                at += 24 + choice.randrange(16)
            else:
                at += 1
    text = report_text
    for at in reversed(cuts):
        if "\n" not in text[at - 19 : at + 19]:
            text = text[:at] + "\n" + text[at:]
    same(facts(report_text), facts(text))


def test_windows_line_breaks_in_a_text_give_the_same_facts(report_text: str) -> None:
    same(facts(report_text), facts(report_text.replace("\n", " \n")))


def test_another_style_of_number_marks_gives_the_same_facts(report_text: str) -> None:
    text = re.sub(r"(?m)^(\s*\d{1,2})[.．](?=[\u4e00-\u9fff])", r"\1、", report_text)
    text = re.sub(r"(?m)^(\s*)（([一二三四五六七八九十]{1,3})）", r"\1(\2)", text)

    def no_label(table: str, name: str, value: Any) -> Any:
        return None if name == "label" else value

    same(facts(report_text, no_label), facts(text, no_label))


def test_another_place_gives_the_same_facts_of_another_place(report_text: str) -> None:
    organs = [r for r in records_of(report_text) if isinstance(r, OrganMention) and r.region_text]
    if not organs:
        return
    place = min(organs, key=lambda organ: (organ.rank, organ.value_start)).region_text
    assert place is not None
    other = _OTHER_COUNTY.get(place[-1])
    if other is None or place not in report_text:
        return

    def renamed(table: str, name: str, value: Any) -> Any:
        return value.replace(plain(place), other) if isinstance(value, str) else value

    text = report_text.replace(place, other)
    same(facts(report_text, renamed), facts(text))
    if other == "平武县":
        assert "510727" in {r.region_code for r in records_of(text) if isinstance(r, PlaceMention)}
