"""Bands of scores and how many projects fall into them."""

from __future__ import annotations

import pytest

from dagster_project.extraction.scores.score_bands import find_score_bands
from tests.unit.report_of import report_of

Band = tuple[float | None, float | None, str | None, int | None]


def bands(text: str) -> list[Band]:
    return [
        (
            None if m.band_low is None else float(m.band_low),
            None if m.band_high is None else float(m.band_high),
            m.grade,
            m.project_count,
        )
        for m in find_score_bands(report_of(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("85分以上的9个，得分70至85分0个，70分以下2个。", [(85, None, None, 9), (70, 85, None, 0), (None, 70, None, 2)]),
        ("80-90分（不含90分）的项目3个。", [(80, 90, None, 3)]),
        ("得分 $\\geq 88$ 分为优秀； $70 \\leq$ 得分 $< 88$ 分为良好。", [(88, None, "excellent", None), (70, 88, "good", None)]),
        ("90（含）—100分为优，80（含）—90分为良，60分以下为差。",
         [(90, 100, "excellent", None), (80, 90, "good", None), (None, 60, "poor", None)]),
        ("分为优（90分≤得分≤100分）、差（得分＜60分）四个等级。", [(90, 100, "excellent", None), (None, 60, "poor", None)]),
        ("评价等级为“优”的6个、“良”的3个。", [(None, None, "excellent", 6), (None, None, "good", 3)]),
        ("评级为“合格”的有0个；评级为“不合格”的有1个。", [(None, None, "fair", 0), (None, None, "poor", 1)]),
        ("15个项目自评等级为“优”，两个项目自评等级为“良”。", [(None, None, "excellent", 15), (None, None, "good", 2)]),
        ("复核等次为“良好”的4个，“中（一般）”的9个。", [(None, None, "good", 4), (None, None, "fair", 9)]),
        ("抽查结果为：2个项目评为优，13个项目评为中。", [(None, None, "excellent", 2), (None, None, "fair", 13)]),
        ("其余3个项目中优秀2个，良好1个。", [(None, None, "excellent", 2), (None, None, "good", 1)]),
        ("自评等级“优”的9个，“良”的4个。", [(None, None, "excellent", 9), (None, None, "good", 4)]),
        ("其中评为“优”的8个、“中”和“差”的0个。", [(None, None, "excellent", 8), (None, None, "fair", 0), (None, None, "poor", 0)]),
        ("2021年度自评项目14个，自评得分均在90分以上。", [(90, None, None, 14)]),
        ("优（≥88），良（≥75，<88）。", [(88, None, "excellent", None), (75, 88, "good", None)]),
        ("全县机构中，85分以上12家，70-85分3家。", [(85, None, None, 12), (70, 85, None, 3)]),
        ("其中绩效自评“优”的项目18个80万元。", [(None, None, "excellent", 18)]),
        ("其中优秀18个，良好2个。", [(None, None, "excellent", 18), (None, None, "good", 2)]),
    ],
)  # fmt: skip
def test_bands(text: str, expected: list[Band]):
    assert bands(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "自评综合得分85分以上，评价结果为良。",
        "满意度90%以上的3个村。",
        "优质工程3个。",
        "支出60万元以下的3个项目。",
        "补助企业≥28家。",
        "分为优、良、中、差四个等级。",
    ],
)
def test_results_and_other_figures_are_none(text: str):
    assert bands(text) == []
