"""Figures of tables that no reader took: an amount where the unit is certain, else a warning; nothing where they are no money."""

from __future__ import annotations

import pytest
from report_of import report_of

from dagster_project.extraction.amounts.unread_cells import find_unread_cells
from dagster_project.extraction.records import Amount, ReadingWarning


def unread(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    found = list(find_unread_cells(report_of(text), []))
    return (
        [f"{a.number}{a.unit}" for a in found if isinstance(a, Amount)],
        [(w.kind, text[w.char_start : w.char_end]) for w in found if isinstance(w, ReadingWarning)],
    )


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (
            "支出总表 单位：万元 行政运行   1,092.80   92.80\n2013202 事业运行 8.5",
            ["1092.80万元", "92.80万元", "8.5万元"],
        ),
        ("单位：元\n项目|金额\n印刷费|300\n", ["300元"]),
        ("单位：万元 项目 行次 金额 财政拨款收入 1 440.5 教育支出 29 0.00", ["440.5万元", "0.00万元"]),
        ("单位：万元 小计 公务接待费 1 2 3\n8.5 0.5 8", ["8.5万元", "0.5万元", "8万元"]),
        ("预算数（万元） 其他资金 5.0 用于购买", ["5.0万元"]),
        ("单位：万元\n合计 91.4 201 一般公共服务支出 91.4", ["91.4万元", "91.4万元"]),
    ],
)
def test_below_a_unit_a_figure_is_money(text: str, amounts: list[str]) -> None:
    assert unread(text) == (amounts, [])


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            "项目 预算数 决算数 公务接待费 3.5 2.8 公务用车运行费 1.2 1.1",
            "money_unit_missing",
            "3.5 2.8 公务用车运行费 1.2 1.1",
        ),
        (
            "单位：万元\n全年预算数 执行数 分值 得分 财政拨款 50.5 48.2 10 9.5",
            "table_column_unknown",
            "50.5 48.2 10 9.5",
        ),
        ("单位：万元 支出 比上年增长率 印刷费 30.2 12.5", "table_column_unknown", "12.5"),
    ],
)
def test_what_cannot_be_told_is_warned_of(text: str, kind: str, place: str) -> None:
    assert unread(text)[1] == [(kind, place)]


@pytest.mark.parametrize(
    "text",
    [
        "单位：万元\n公务接待批次 48 人次 390\n", "单位：万元 预算 2023 2024 决算", "在职人数 12 退休人数 4", "单位：万元。车辆 3 台。",
        "资金支出计划（%） 6月底 40.00", "全年预算数为\n\n- 12 -\n\n8元", "合计 18 20 39", "单位：万元 小计 1 2 3 4",
    ],
)  # fmt: skip
def test_what_is_no_money_gives_nothing(text: str) -> None:
    assert unread(text) == ([], [])


@pytest.mark.parametrize(("edge", "left"), [("  ", 1), ("\t", 0), (" | ", 0)])
def test_a_merged_cell_written_again_is_one_figure(edge: str, left: int) -> None:
    report = report_of(f"单位：万元\n卫生健康支出{edge}236.64{edge}236.64\n")
    first, second = find_unread_cells(report, [])
    assert list(find_unread_cells(report, [first])) == [second][:left]
