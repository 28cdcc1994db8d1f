"""Every sum of a text stands in a fact or in a warning, whatever noise its way from a page has left in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from facts import records_of
from money_figures import money_figures, untold

from bench.generate import generate
from dagster_project.reading import read

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def as_published(text: str) -> str:
    return text


def on_one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def wrapped(text: str) -> str:
    """Lines of a page: broken anywhere but inside a number or between a number and its unit."""
    lines, line = [], ""
    for part in re.findall(r"[\d.,，%]+[^\d]?|[^\d]", on_one_line(text)):
        line += part
        if len(line) >= 44:
            lines.append(line)
            line = ""
    return "\n".join([*lines, line])


def with_blanks(text: str) -> str:
    return re.sub(r"(?<=\d)(?=[百千万亿]?元)|(?<=[为出入])(?=\d)", " ", text)


def full_width(text: str) -> str:
    return text.translate(WIDE)


NOISE = [as_published, on_one_line, wrapped, with_blanks, full_width]


@pytest.mark.parametrize("noise", NOISE)
def test_no_sum_of_a_report_is_lost(report_text: str, noise: Callable[[str], str]) -> None:
    text = noise(report_text)
    assert untold(text, records_of(text)) == []


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("seed", range(4))
def test_no_sum_of_a_generated_report_is_lost(seed: int, noise: Callable[[str], str]) -> None:
    for report in generate(5, seed):
        text = noise(read(report.name, report.data).text)
        assert untold(text, records_of(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "支出12.5万元，另有3万5千元。", "补助五百二十元。", "两项各减少3.2、4.5万元。", "支出决算表\n单位：万元\n印刷费  806.50  12.40\n",
        "预算３００元至５００元。", "单位：元 行政运行 1,260.40 1,170.60",
    ],
)  # fmt: skip
def test_a_sum_without_a_fact_is_seen(text: str) -> None:
    assert len(untold(text, [])) == len(list(money_figures(text))) > 0
    assert untold(text, records_of(text)) == []
