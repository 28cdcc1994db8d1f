"""The one project that a text without a title is about: text → its name, and whose its money is."""

from __future__ import annotations

import pytest
from report_of import report_of

from dagster_project.extraction.projects.projects import find_projects


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # carried out, once or more often
        ("（一）项目立项背景\n2023年全市实施青河岸坡整治项目8处。\n（二）预算安排\n项目资金共计64万元。", "青河岸坡整治项目"),
        ("我局承担白石县2022年度财政衔接资金统筹整合使用渠道清淤项目，该项目总投资33万元，白石县渠道清淤项目分两批实施。", "渠道清淤项目"),
        ("（一）资金下达及项目情况\n县财政下达资金21万元，用于丰禾公司等4个食用菌种植项目支出，丰禾公司等4个食用菌种植项目每年分红。\n"
         "1.项目资金到位情况分析。该项目21万元均已到位。", "丰禾公司等4个食用菌种植项目"),
        # introduced, or scored, as what the sentence is about
        ("一、项目概况\n（一）项目单位基本情况\n中心为公益一类事业单位。\n（二）项目基本情况 青云湖环湖步道工程涉及两个镇，概算52万元。\n本项目于年底完工。", "青云湖环湖步道工程"),
        ("资金，按进度拨付。青溪养老中心工程于2020年5月开工，建筑面积86平方米。\n三、资金使用情况\n项目总投资38万元，该项目支付35万元。", "青溪养老中心工程"),
        ("评价组抽查了学校。\n四、评价结论\n实训基地建设项目综合得分87分。\n五、过程情况\n项目预算40万元，支出38万元。", "实训基地建设项目"),
        ("一、基本情况\n我校2022年项目为一个：生均公用经费项目\n（二）资金情况\n生均公用经费项目安排23万元。", "生均公用经费项目"),
    ],
)  # fmt: skip
def test_a_text_without_a_title_is_about_the_project_it_goes_on_about(text: str, name: str) -> None:
    report = report_of(text)
    assert [p.project_name for p in find_projects(report)] == [name]
    assert report.subject_at(len(text) - 3) == 1


@pytest.mark.parametrize(
    "text",
    [
        "一、部门概况\n2022年基本支出50万元。该项目支出主要用于渠道清淤项目，渠道清淤项目完成。",
        "2022年共实施6个项目，其中渠道清淤项目已完成，渠道清淤项目支出5万元，该项目完工。",
        "该项目资金5万元，项目资金到位及时。",
        "一、项目实施情况\n计划项目378个，计划投资13万元。农村节水巩固提升项目投入20万元。农村节水巩固提升项目完工。",
        "全年支出5万元，用于渠道清淤项目建设。",
    ],
)
def test_a_text_on_a_body_or_on_several_projects_is_about_none(text: str) -> None:
    assert not find_projects(report_of(text))


def test_a_name_goes_on_behind_the_place_in_its_brackets() -> None:
    text = "一、资金情况\n中央财政水土保持工程（青禾县）南湖小流域综合治理项目立项批复52万元，已支付资金13万元。该项目暂未完工。南湖小流域综合治理项目进展顺利。\n"
    assert [p.project_name for p in find_projects(report_of(text))] == [
        "中央财政水土保持工程（青禾县）南湖小流域综合治理项目"
    ]
