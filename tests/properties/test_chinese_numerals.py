"""A figure written in Chinese numerals states the same fact as the one in digits: money, counts, lengths, percentages, points."""

from __future__ import annotations

import pytest
from facts import records_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_numbers import in_han

from dagster_project.extraction.records import Amount, Indicator, Score

HEAD = "青禾县水务局2021年度部门整体支出绩效自评报告\n\n一、绩效目标完成情况\n\n"


def _worded(number: int) -> str:
    return in_han(number).removeprefix("一") if 10 <= number < 20 else in_han(number)


def stated(text: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for record in records_of(HEAD + text):
        if isinstance(record, Amount):
            found.append(("amount", record.number, record.unit, record.measure))
        elif isinstance(record, Indicator):
            found.append(
                ("indicator", record.indicator_name, record.target_value, record.actual_value, record.actual_unit)
            )
        elif isinstance(record, Score):
            found.append(("score", record.score, record.grade))
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "累计支出资金{}万元。", "新建泵站{}座。", "新铺设管道{}公里。", "计划加固堤防{}公里，实际完成8.5公里。",
        "培训管水员{}人次。", "改造老旧管网面积{}平方米。",
    ],
)  # fmt: skip
@settings(max_examples=12)
@given(number=st.integers(min_value=2, max_value=9999))
def test_chinese_numerals_state_what_digits_state(sentence: str, number: int) -> None:
    assert stated(sentence.format(_worded(number))) == stated(sentence.format(number)) != []


@settings(max_examples=12)
@given(number=st.integers(min_value=60, max_value=99))
def test_percentages_and_points_in_words(number: int) -> None:
    assert stated(f"受益群众满意度达百分之{_worded(number)}。") == stated(f"受益群众满意度达{number}%。") != []
    assert stated(f"部门整体自评得分{_worded(number)}分。") == stated(f"部门整体自评得分{number}分。") != []
