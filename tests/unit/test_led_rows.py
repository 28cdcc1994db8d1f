"""Rows of indicator tables that have lost the blank cells in front of them."""

from __future__ import annotations

from dagster_project.extraction import extract
from dagster_project.extraction.records import Amount, Indicator, ProjectMention, Ratio
from dagster_project.reading.document import ReadDocument

_HEAD = "| 单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 |\n"
_FIRST = "| 青禾县水务局 | 山塘清淤补助 | 523,618.40 | 完成清淤 | 产出指标 | 数量指标 | 清淤山塘 | ≥ | 12 | 座 | 20 |\n"
_LED = "| 产出指标 | 质量指标 | 验收合格率 | ≥ | 98 | % | 20 | | | | |\n"
_NEXT = "| 渠道管护经费 | 312,905.70 | 管好渠道 | 效益指标 | 社会效益指标 | 受益农户 | ≥ | 800 | 户 | 10 | |\n"


def read(text: str) -> list[object]:
    return list(extract(ReadDocument(text=text, encoding="utf-8", format="txt")))


def test_a_row_below_merged_cells_begins_in_the_column_of_its_class() -> None:
    records = read(
        f"| 项目绩效目标申报表（2023年度） | | | | | | | | | | |\n{_HEAD}{_FIRST}{_LED}{_NEXT}{_LED}| 效益指标 |\n"
    )
    projects = [one.project_name for one in records if isinstance(one, ProjectMention)]
    assert projects == ["山塘清淤补助", "渠道管护经费"]
    found = [
        (one.project_ordinal, one.level2, one.indicator_name, one.target_value, one.target_unit, one.weight)
        for one in records
        if isinstance(one, Indicator)
    ]
    assert found == [
        (1, "quantity", "清淤山塘", 12, "座", 20),
        (1, "quality", "验收合格率", 98, "%", 20),
        (2, "social", "受益农户", 800, "户", 10),
        (2, "quality", "验收合格率", 98, "%", 20),
    ]


def test_what_opens_like_a_row_of_indicators_and_is_none_is_passed() -> None:
    rows = (
        "二、山塘清淤（座） | ≧12座 | 12座 | 5.0 | ||||||\n"
        "时效指标 | 工程按时完成率 | 100% | 100% | 10.0 | |||||\n"
        "效益指标 | 社会效益指标 | 受益农户 | 800户 | 800户 | 5.0 | ||||\n"
    )
    # It was asked again and again whether the first row opens an indicator's.
    assert not [one for one in read(rows) if isinstance(one, ProjectMention)]


SPANNED = """| 项目名称 | 山塘清淤经费 |||||||
| 项目基本情况 | 1.项目年度目标完成情况 | 项目年度目标 | 年度目标完成情况 |||||
| 清淤山塘13座，每周巡塘时间不少于7小时。 | 清淤山塘１２座，每周组织巡塘9小时。 |||||||
| 预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 |
| 总额 | 61.00 | 74.50 | 37.25 | 50.00% | 10 | 5 | 年中追加 |
| 单位资金 | 0.00 | 4.80 | 3.60 | 75.00% | / | / | |
| 绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 |
| 产出指标 | 数量指标 | 清淤山塘 | ≥ | 13 | 座 | 12 | 15 | 13.85 | 1座转入下年 |
| 效益指标 | 社会效益指标 | 受益农户 | ≥ | 730 | 户 | 741 | 15 | 15 | |
"""


def test_rows_without_the_merged_cell_that_stands_before_their_head() -> None:
    records = read(SPANNED)
    assert [(float(one.number), one.measure) for one in records if isinstance(one, Amount)] == [
        (61, "budget_initial"),
        (74.5, "budget_adjusted"),
        (37.25, "expenditure"),
        (0, "budget_initial"),
        (4.8, "budget_adjusted"),
        (3.6, "expenditure"),
    ]
    assert [one.number for one in records if isinstance(one, Ratio)] == [50, 75]
    found = [
        (one.level2, one.indicator_name, one.target_value, one.actual_value)
        for one in records
        if isinstance(one, Indicator)
    ]
    assert found == [
        (None, "清淤山塘", 13, 12),
        (None, "每周巡塘时间", 7, 9),
        ("quantity", "清淤山塘", 13, 12),
        ("social", "受益农户", 730, 741),
    ]
