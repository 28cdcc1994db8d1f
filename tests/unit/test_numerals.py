"""Numbers as reports write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.extraction.words.numerals import parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,740.5", "1740.5"), ("0", "0"), ("-3.2", "-3.2"), ("１２", None), ("十二", "12"), ("两", "2"), ("一百零五", "105"),
        ("二点五", "2.5"), ("二点十", None), ("二十", "20"), ("十", "10"), ("一万二千", "12000"), ("三亿", "300000000"), ("二〇二四", "2024"), ("二零二四", "2024"),
        ("壹佰", "100"), ("三五", "35"), ("三五十", None), ("十三个", None), ("", None), ("1.2.3", None), ("--5", None),
    ],
)  # fmt: skip
def test_a_number_reads_as_said(text: str, number: str | None) -> None:
    assert parse_number(text) == (None if number is None else Decimal(number))


def test_a_run_of_digits_too_long_for_a_quantity_is_none() -> None:
    assert parse_number("9" * 18) == Decimal("9" * 18)
    assert parse_number("9" * 19) is None
    assert parse_number("一" * 19) is None
