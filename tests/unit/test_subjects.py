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


ITEMS = (
    "二、项目完成情况\n1、堤防加固经费：预算资金5万元，支出4万元。\n2、渠道清淤补助资金；预算资金3万元，支出3万元。\n"
    "（三）泵站维修经费：预算资金2万元，支出2万元。\n护林补贴资金：预算资金1万元，支出0.5万元。\n"
)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (ITEMS, "支出2万元", "泵站维修经费"),
        (ITEMS, "支出0.5万元", "护林补贴资金"),
        (ITEMS + "4、植树项目：预算资金7万元，支出6万元。\n", "支出6万元", "植树项目"),
        # what closes the list, or counts all that it holds, is about none of its items
        (ITEMS + "通过对全部项目进行自评，项目支出综合得分92分。\n", "92分", None),
        (ITEMS + "截至年底，四大项目均按计划推进，完成植树80棵。\n", "80棵", None),
        (ITEMS + "四个项目资金到位率均为100%。\n", "100%", None),
        (ITEMS + "此外，省局拨付救灾资金9万元。\n", "9万元", None),
    ],
)
def test_an_item_ends_where_its_list_does(text: str, words: str, expected: str | None) -> None:
    assert subject(TITLE + text, words) == expected


PLACES = (
    "一、基本情况\n资金支持项目2个：青禾县东平湖水环境治理项目50万元、临江市沙洲泵站前池修复项目30万元。\n二、完成情况\n"
    "东平湖项目支出48万元，沙洲泵站前池修复支出21万元。临江市项目完成清淤3公里，东平湖项目完成植树80棵。\n"
    "青禾县东平湖水环境治理项目；新建步道2公里。\n"
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("48万元", "青禾县东平湖水环境治理项目"),
        ("21万元", "临江市沙洲泵站前池修复项目"),
        ("3公里", "临江市沙洲泵站前池修复项目"),
        ("80棵", "青禾县东平湖水环境治理项目"),
        ("2公里", "青禾县东平湖水环境治理项目"),
    ],
)
def test_a_project_is_taken_up_by_a_part_of_its_name_that_no_other_has(words: str, expected: str) -> None:
    assert subject(TITLE + PLACES, words) == expected


def test_a_name_with_its_sum_heads_the_text_below() -> None:
    text = "二、项目支出绩效情况\n1、渠道清淤项目46万元\n该项目按考核支付38万元。\n2、泵站维修项目9万元\n全年维修泵站6座。\n三、结论\n总支出90万元。\n"
    assert [subject(TITLE + text, words) for words in ("46万元", "38万元", "9万元", "6座", "90万元")] == [
        "渠道清淤项目",
        "渠道清淤项目",
        "泵站维修项目",
        "泵站维修项目",
        None,
    ]


def test_a_listed_project_is_meant_by_a_part_of_its_name() -> None:
    text = (
        "安排项目资金9万元，分别支持云岭镇东片中型灌区改造项目5万元、南河乡白水渠清淤项目4万元。\n"
        "云岭镇灌区项目完成渠道6公里，衬砌护坡3处；白水渠项目完成清淤2公里。全县建成水闸7座。\n"
    )
    assert [subject(TITLE + text, words) for words in ("6公里", "3处", "2公里", "7座")] == [
        "云岭镇东片中型灌区改造项目",
        "云岭镇东片中型灌区改造项目",
        "南河乡白水渠清淤项目",
        None,
    ]


def test_the_account_of_the_body_is_of_no_project() -> None:
    text = "青禾县2022年林草保护专项经费绩效自评报告\n一、概况\n安排资金30万元。部门预算90万元，其中基本支出60万元。实际支出29万元。\n"
    assert [subject(text, words) for words in ("30万元", "90万元", "60万元", "29万元")] == [
        "林草保护专项经费",
        None,
        None,
        "林草保护专项经费",
    ]


def test_ranges_do_not_overlap_however_many_there_are() -> None:
    text = TITLE + "".join(f"\n项目名称：第{n}号渠道清淤工程，预算5万元。" for n in range(450))
    report = report_of(text)
    find_projects(report)
    ends = 0
    for start, end, _ in report.subjects:
        assert ends <= start < end
        ends = end
    assert len(report.subjects) == 450


def test_a_name_behind_a_ring_number_opens_what_is_told_of_it() -> None:
    text = "一、到位情况\n项目2个：渠道清淤项目5万元、堤防加固项目3万元。\n二、执行情况\n分项为①渠道清淤项目购买机具支付2万元，执行率40%；②堤防加固项目未支付，执行率0%。\n"
    assert [subject(TITLE + text, words) for words in ("40%", "0%。")] == ["渠道清淤项目", "堤防加固项目"]
