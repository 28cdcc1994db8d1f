"""Whose text is whose: words of a report → the project that they speak of."""

from __future__ import annotations

import pytest
from report_of import report_of

from dagster_project.extraction.projects.projects import find_projects

TITLE = "青禾县水务局2021年度部门整体支出绩效自评报告\n\n"
TWO = "二、项目支出情况\n（一）堤防加固项目\n年初预算5万元。\n（二）渠道清淤工程\n年初预算3万元。\n三、结论\n总支出9万元。\n"


def subject(text: str, words: str) -> str | None:
    report = report_of(text)
    projects = find_projects(report)
    ordinal = report.subject_at(text.index(words))
    return None if ordinal is None else projects[ordinal - 1].project_name


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (TWO, "5万元", "堤防加固项目"),
        (TWO, "3万元", "渠道清淤工程"),
        (TWO, "9万元", None),
        (TWO + "堤防加固项目的基本情况如下：验收支出2万元。\n", "2万元", "堤防加固项目"),
        (TWO + "其中堤防加固项目2万元，另有杂费1万元。\n", "2万元", "堤防加固项目"),
        (TWO + "其中堤防加固项目2万元，另有杂费1万元。\n", "1万元", None),
        ("项目名称：堤防加固项目\n预算5万元。\n项目名称：渠道清淤工程\n预算3万元。\n", "3万元", "渠道清淤工程"),
        ("项目名称\t堤防加固项目\n预算数\t5万元\n项目名称\t渠道清淤工程\n预算数\t3万元\n", "5万元", "堤防加固项目"),
        ("项目名称\t堤防加固项目\n预算数\t5万元\n项目名称\t渠道清淤工程\n预算数\t3万元\n", "3万元", "渠道清淤工程"),
        ("序号\t项目名称\t预算数\t执行数\n1\t堤防加固\t5\t4\n2\t渠道清淤\t3\t2\n", "3\t2", "渠道清淤"),
    ],
)  # fmt: skip
def test_a_place_belongs_to_the_nearest_project(text: str, words: str, expected: str | None) -> None:
    assert subject(TITLE + text, words) == expected


def test_ranges_do_not_overlap_however_many_there_are() -> None:
    text = TITLE + "".join(f"\n项目名称：第{n}号渠道清淤工程，预算5万元。" for n in range(450))
    report = report_of(text)
    find_projects(report)
    ends = 0
    for start, end, _ in report.subjects:
        assert ends <= start < end
        ends = end
    assert len(report.subjects) == 450
