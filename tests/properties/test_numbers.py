"""Numbers read back as they were written."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.words.figures import COUNT, MONEY, PERCENT, find_figures
from dagster_project.extraction.words.numerals import parse_han, parse_number

MONEYS = st.decimals(min_value=0, max_value=10**12, places=2)
DIGITS = "零一二三四五六七八九"


def in_han(number: int) -> str:
    """Write a number below 10^8 as one says it: 10203 → 一万零二百零三."""
    if number >= 10_000:
        low = number % 10_000
        between = "零" if 0 < low < 1000 else ""
        return in_han(number // 10_000) + "万" + between + (in_han(low) if low else "")
    said = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if gap and said else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return said or "零"


@given(number=MONEYS)
def test_arabic_numbers_read_back(number: Decimal) -> None:
    assert parse_number(f"{number:f}") == parse_number(f"{number:,f}") == number
    assert parse_number(f"-{number:f}") == -number


@given(number=st.integers(0, 10**8 - 1))
def test_chinese_numbers_read_back(number: int) -> None:
    assert parse_han(in_han(number)) == number


@given(number=st.integers(10, 19))
def test_ten_is_said_without_a_one(number: int) -> None:
    assert parse_han(in_han(number).removeprefix("一")) == number


@given(year=st.integers(1000, 9999))
def test_years_are_spelled_out(year: int) -> None:
    assert parse_han("".join(DIGITS[int(digit)] for digit in str(year))) == year


@given(text=st.text(max_size=20))
def test_any_characters_are_a_number_or_none(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.is_finite()


@given(number=MONEYS, unit=st.sampled_from(["元", "万元", "亿元"]), wide=st.booleans())
def test_money_is_one_figure_however_it_is_written(number: Decimal, unit: str, wide: bool) -> None:
    wideness = {ord(char): ord(char) + 0xFEE0 for char in "0123456789.,"} if wide else {}
    for written in (f"{number:f}", f"{number:,f}"):
        [figure] = find_figures(outline(f"支出{written.translate(wideness)}{unit}，完成").view.text)
        assert (figure.kind, figure.number, figure.unit) == (MONEY, number, unit)


@given(number=st.decimals(min_value=0, max_value=1000, places=2))
def test_percentages_are_one_figure(number: Decimal) -> None:
    for sign in ("%", "％", "个百分点"):
        [figure] = find_figures(outline(f"占比{number:f}{sign}。").view.text)
        assert (figure.kind, figure.number) == (PERCENT, number)


@given(number=st.integers(1, 9999), unit=st.sampled_from(["人", "次", "个", "户"]))
def test_counts_are_one_figure(number: int, unit: str) -> None:
    [figure] = find_figures(outline(f"完成{number}{unit}，").view.text)
    assert (figure.kind, figure.number, figure.unit) == (COUNT, number, unit)
