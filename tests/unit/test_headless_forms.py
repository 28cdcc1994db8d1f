"""Rows of indicators whose head a page's edge has cut off: on one line, broken over lines, in a grid."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, Indicator, ProjectMention, Staffing

RUN_IN = (
    "指标4：举办护苗讲座 6场 8场 2 2 指标5：建立护苗台账 140户 140户 2 2 指标6：苗木成活率 95.00% 91.20% 2 1.8 "
    "指标7：0-3年生苗木抚育数 820株 815株 2 1.9 指标8：病虫害防治 面 积 60亩 60亩 3 3 质量指标 指标1：防治作业合格率 ≥98% 99% 4 4 满意度指标 指标1：林"
)
EXPECTED = [
    ("举办护苗讲座", 6, 8, 2, 2),
    ("建立护苗台账", 140, 140, 2, 2),
    ("苗木成活率", 95, Decimal("91.2"), 2, Decimal("1.8")),
    ("0-3年生苗木抚育数", 820, 815, 2, Decimal("1.9")),
    ("病虫害防治面积", 60, 60, 3, 3),
    ("防治作业合格率", 98, 99, 4, 4),
]


def indicators(text: str) -> list[Indicator]:
    return [record for record in records_of(text) if isinstance(record, Indicator)]


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("text", [RUN_IN, *(wrapped(RUN_IN, width) for width in (40, 45))])
def test_numbered_indicators_with_target_actual_weight_and_score(text: str) -> None:
    found = indicators(text)
    assert [(i.indicator_name, i.target_value, i.actual_value, i.weight, i.score) for i in found] == EXPECTED
    assert {i.level2 for i in found[:-1]} == {None}
    assert found[-1].level2 == "quality"
    assert not [record for record in records_of(text) if isinstance(record, Staffing)]


def test_classes_and_points_tell_rows_without_numbers() -> None:
    text = (
        "渠道清淤完成率 ≥95% 97% 10 10 质量指标 渠道验收合格率 =100% 100% 10 10 时效指标 清淤及时率 ≥90% 84% 10 8 汛期停工 "
        "效益指标 社会效益指标 受益农户 ≥300户 310户 15 15 可持续影响指标 长效管护 健全 健全 15 15 满意度指标 农户满意度 ≥90% 96% 10 10"
    )
    assert [(i.level1, i.level2, i.indicator_name, i.target_operator, i.actual_value) for i in indicators(text)] == [
        (None, None, "渠道清淤完成率", ">=", 97),
        ("output", "quality", "渠道验收合格率", "=", 100),
        ("output", "timeliness", "清淤及时率", ">=", 84),
        ("benefit", "social", "受益农户", ">=", 310),
        ("benefit", "sustainability", "长效管护", "qualitative", None),
        ("satisfaction", "satisfaction", "农户满意度", ">=", 96),
    ]


def test_a_target_form_has_no_points() -> None:
    text = (
        "数量指标 指标1：新修机耕路 3公里 指标2：新修水窖 5口 质量指标 指标1：验收合格率 100% 成本指标 指标1：机耕路补助 25万元/公里 "
        "社会效益指标 指标1：受益人口 ≥800人"
    )
    assert [(i.indicator_name, i.target_value, i.actual_value) for i in indicators(text)] == [
        ("新修机耕路", 3, None),
        ("新修水窖", 5, None),
        ("验收合格率", 100, None),
        ("机耕路补助", 25, None),
        ("受益人口", 800, None),
    ]
    assert not [record for record in records_of(text) if isinstance(record, Amount)]


def test_a_grid_without_its_head() -> None:
    text = (
        "| 数量指标 | 巡河次数 | ≥24次 | 26次 | 10 | 10 | |\n| | 清漂面积 | ≥30亩 | 32亩 | 10 | 10 | |\n"
        "| 质量指标 | 水质达标率 | ≥95% | 93% | 10 | 9 | 暴雨 |\n"
    )
    assert [(i.level2, i.indicator_name, i.actual_value, i.score) for i in indicators(text)] == [
        ("quantity", "巡河次数", 26, 10),
        ("quantity", "清漂面积", 32, 10),
        ("quality", "水质达标率", 93, 9),
    ]


def test_lists_of_money_and_shares_are_no_indicators() -> None:
    text = "单位：万元\n教育支出\t120.5\t35%\n卫生支出\t80.2\t23%\n农林支出\t60.1\t17%\n"
    assert not indicators(text)
    assert not indicators("农林支出 35% 10 8 卫生支出 23% 12 9 教育支出 17% 11 7")


def test_the_end_of_a_form_does_not_belong_to_the_next_one() -> None:
    head = "一级指标\t二级指标\t三级指标\t指标值\t完成值\t权重\t得分\n"
    text = (
        f"{head}产出指标\t经济成本指标\t泵站修理费\t≤30万元\t28万元\t90\t90\n合计\t\t\t\t\t100\t\n"
        f"项目支出绩效自评表（2022年度）\t\t\t\t\t\t\n项目名称\t山塘清淤\t\t\t\t\t\n{head}产出指标\t数量指标\t清淤山塘\t4座\t4座\t90\t90\n"
    )
    assert [record.project_name for record in records_of(text) if isinstance(record, ProjectMention)] == ["山塘清淤"]
    assert [(i.project_ordinal, i.level1, i.level2) for i in indicators(text)] == [
        (None, "output", "cost"),
        (1, "output", "quantity"),
    ]


def test_points_without_a_head_stand_below_their_sum() -> None:
    found = indicators(
        "专项名称\n水闸更新\n一级指标\n二级指标\n三级指标\n年度指标值\n实际完成指标值\n50\n产出指标\n质量指标\n闸门检修\n已完成\n已完成\n30\n"
        "启闭合格率\n100%\n98%\n20\n"
    )
    assert [(i.indicator_name, i.target_text, i.actual_text) for i in found] == [
        ("闸门检修", "已完成", "已完成"),
        ("启闭合格率", "100%", "98%"),
    ]


def test_the_project_of_a_form_is_that_of_the_lower_level() -> None:
    names = [
        r.project_name
        for r in records_of(
            "绩效目标表\n一级项目名称 水利发展专项 二级项目名称 水闸更新改造\n项目总投资 20万元 中央补助安排 0 省级财政安排 15万元\n"
            "一级指标 二级指标 三级指标 指标目标值\n产出指标 数量指标 更新闸门 ≥3座\n"
        )
        if isinstance(r, ProjectMention)
    ]
    assert names == ["水闸更新改造"]
