"""A report that was cut, shuffled or spoiled on its way is still read: no failure, every place in the text, no sum lost.

Here belongs damage that changes what a report says, so that its facts may change; noise that leaves them as they are belongs
to test_facts_follow.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest
from facts import records_of
from money_figures import untold

from dagster_project.extraction.records import Amount, Mention
from dagster_project.resources.record_rows import RecordRows

SCRAPS = [
    "|", "\t", "\n", " ", "其中：", "合计", "万元", "（", "）", "：", "。", "；", "1.", "一、", "2019年", "%", "≥", "、", "90%", "0%", "—", "元",
    "得分", "项目名称", "年初预算数", "3,457.81", "一是", "| |", "\n\n", "数量指标", "增加", "分别为", "<table><tr><td>", "</tr>", "</table>",
]  # fmt: skip


def window(text: str, random: Random) -> str:
    start = random.randrange(len(text))
    return text[start : start + random.randrange(20, 1500)]


def lines_in_another_order(text: str, random: Random) -> str:
    lines = text.split("\n")
    random.shuffle(lines)
    return "\n".join(lines)


def cells_one_a_line(text: str, random: Random) -> str:
    return "\n".join(re.split(r"[\t|]|  +", text))


def characters_lost(text: str, random: Random) -> str:
    return "".join(char for char in text if random.random() > 0.04)


def scraps_between(text: str, random: Random) -> str:
    for _ in range(25):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(SCRAPS) + text[at:]
    return text


def cut_into_lines(text: str, random: Random) -> str:
    width = random.choice([7, 20, 45])
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


DAMAGE = [window, lines_in_another_order, cells_one_a_line, characters_lost, scraps_between, cut_into_lines]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_spoiled_report_is_read_and_none_of_its_sums_is_lost(
    report_text: str, damage: Callable[[str, Random], str]
) -> None:
    for seed in range(3):
        text = damage(report_text, Random(seed)).strip() or "无"
        records = records_of(text)
        RecordRows().add("0" * 64, records)
        assert all(0 <= record.char_start < record.char_end <= len(text) for record in records)
        mentions = [record for record in records if isinstance(record, Mention)]
        assert all(m.char_start <= m.value_start < m.value_end <= m.char_end for m in mentions)
        places = [(record.value_start, record.value_end) for record in records if isinstance(record, Amount)]
        assert len(places) == len(set(places))
        assert [lost for lost in untold(text, records) if "元" in lost[-4:]] == []
