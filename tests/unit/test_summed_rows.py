"""Rows that lost blank cells, laid again by the sums and rates of their table."""

from __future__ import annotations

from tests.unit.report_of import report_of


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for table in report_of(text).tables for row in table.rows]


def test_a_figure_goes_where_the_total_of_its_column_lacks_it() -> None:
    found = rows(
        "收支表 单位：万元 项目 年初预算数 决算数 一、财政拨款收入 50.5 52 二、事业收入 8 7.5 三、其他收入 1.5 本年收入合计 58.5 61"
    )
    assert found[-2:] == [["三、其他收入", "", "1.5"], ["本年收入合计", "58.5", "61"]]


def test_single_figures_all_go_to_the_column_they_add_up_to() -> None:
    found = rows("支出明细 单位：万元 支出内容 计划支出数 实际支出数 燃料费 4.2 保险费 1.3 劳务费 6.5 合计 20 12")
    assert [row[1:] for row in found[1:4]] == [["", "4.2"], ["", "1.3"], ["", "6.5"]]


def test_what_holds_between_the_columns_leaves_one_way() -> None:
    found = rows(
        "支出表 单位：万元 项目 上年决算数 本年决算数 增减额 增减率 办公费 10 12 2 20% 差旅费 8 6 -2 -25% 印刷费 5 -5 -100%"
    )
    assert found[-1] == ["印刷费", "5", "", "-5", "-100%"]


def test_a_figure_for_which_several_columns_remain_stands_behind_the_last() -> None:
    found = rows(
        "支出表 单位：万元 科目编码 科目名称 合计 基本支出 项目支出 201 一般公共服务 30 20 10 205 教育支出 8 5 3 208 社会保障 4 4"
    )
    assert found[-1] == ["208", "社会保障", "4", "", "", "4"]


def test_a_row_with_more_rates_than_the_table_has_columns_of_rates_keeps_its_figures() -> None:
    found = rows("单位：万元\n项目 预算数 支出数 结余\n合计 347.6 301.4 46.2\n基本支出 145.6 140.7 4.9\n培训费 0% 0%\n")
    assert found[-1] == ["培训费", "", "", "", "0%", "0%"]
