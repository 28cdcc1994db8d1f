"""Pieces: text → the pieces that it falls into, rows as lists of cells."""

from __future__ import annotations

import pytest

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.layout.tables import cell_text

LONG = "县水务局承担全县农村供水保障和水库安全管理工作"


def pieces(text: str) -> list[str | list[str]]:
    parts = outline(text)
    return [
        parts.text(piece) if piece.kind == "text" else [cell_text(parts, start, end) for start, end in piece.cells]
        for piece in parts.pieces
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}，\n同时负责防汛。", [f"{LONG}，同时负责防汛。"]),
        (f"{LONG}和防\n汛。", [f"{LONG}和防汛。"]),
        (
            "县水务局所属各单位 2024 年度支出总计 307.82\n万元。其次。",
            ["县水务局所属各单位2024年度支出总计307.82万元。其次。"],
        ),
        (
            "一、收入情况 （一）收入总体情况 2021年收入预算总计20.5万\n元，增长。",
            ["一、收入情况", "（一）收入总体情况2021年收入预算总计20.5万元，增长。"],
        ),
        (f"{LONG}。\n其次。", [f"{LONG}。", "其次。"]),
        (f"{LONG}，做好\n\n- 3 -\n\n防汛，成效明显。", [f"{LONG}，做好防汛，成效明显。"]),
        ("完成率≥\n95%。", ["完成率≥95%。"]),
        ("支出8,\n795.61万元。", ["支出8,795.61万元。"]),
        ("详见表2.\n3个项目。", ["详见表2.", "3个项目。"]),
        ("一、\n概况", ["一、概况"]),
        ("1.基本情况\n我局负责供水。", ["1.基本情况", "我局负责供水。"]),
        (
            f"（一）某县农村供水保障和水库安全项目（2023年）\n{LONG}和防汛抗旱，年初预算5万元。",
            ["（一）某县农村供水保障和水库安全项目（2023年）", f"{LONG}和防汛抗旱，年初预算5万元。"],
        ),
        (
            f"（一）{LONG}和防汛抗旱\n以及水土保持与节约用水等工作。",
            [f"（一）{LONG}和防汛抗旱以及水土保持与节约用水等工作。"],
        ),
        ("概况。（二）收支情况", ["概况。", "（二）收支情况"]),
        ("概况完成。 二.收支情况", ["概况完成。", "二.收支情况"]),
        ("甲项目：\n堤防", ["甲项目：", "堤防"]),
        (f"{LONG}\n绩效目标：修渠", [LONG, "绩效目标：修渠"]),
        ("水务局\n2021年3月5日", ["水务局", "2021年3月5日"]),
    ],
)
def test_lines_are_joined_where_a_sentence_goes_on(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "noise",
    ["- 3 -", "—12—", "第 3 页", "第3页 共9页", "3/9", "一、概况........1", "二、收支情况……………3", "三、结论·······", "-----", "[bookmark: x]",
     "|---|:--:|---|", "=" * 900],
)  # fmt: skip
def test_page_numbers_contents_and_rules_are_left_out(noise: str) -> None:
    assert pieces(f"概况。\n{noise}\n收支。") == ["概况。", "收支。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目\t预算\t执行\n修渠\t5\t\n", [["项目", "预算", "执行"], ["修渠", "5", ""]]),
        ("|项目|预算|\n|---|---|\n|修渠|5|", [["项目", "预算"], ["修渠", "5"]]),
        ("\t修渠\n\t5\n\t6", [["修渠", "5", "6"]]),
        ("修渠工程 12.5 10 80%", [["修渠工程", "12.5", "10", "80%"]]),
        ("项目名称 预算数 执行数", [["项目名称", "预算数", "执行数"]]),
        ("<table><tr><td colspan=2>合计</td><td>5</td></tr></table>", [["合计", "", "5"]]),
        (
            "<table><tr><th rowspan='2'>甲</th><td>1</td></tr><tr><td>2</td></tr></table>",
            [["甲", "1"], ["", "2"]],
        ),
        ("<table><tr><td>甲<td>乙<tr><td>1<td>2", [["甲", "乙"], ["1", "2"]]),
        (
            "<table><caption>单位：万元</caption><tbody><tr><td>修渠</td>计<td>5</td></tr>注：不含上年。</table>",
            ["单位：万元", ["修渠", "计", "5"], "注：不含上年。"],
        ),
        ("<table><tr><td>修渠</td><td>5</td></tr>\n另支出7.3万元。", [["修渠", "5"], "另支出7.3万元。"]),
    ],
)
def test_rows_are_kept_by_their_cells(text: str, expected: list[list[str]]) -> None:
    assert pieces(text) == expected


def test_a_lone_tab_inside_a_sentence_makes_no_table() -> None:
    text = f"概况。\n{LONG}，{LONG}，兼管河道。\t成效较好。\n结论。"
    assert all(isinstance(piece, str) for piece in pieces(text))


def test_spans_of_cells_are_bounded() -> None:
    row = "<tr><td rowspan=999 colspan=40>5</td></tr>"
    assert max(len(piece) for piece in pieces("<table>" + row * 50 + "</table>")) <= 250


def test_a_numbered_list_between_pipes_is_a_table_whatever_its_heads() -> None:
    text = "水利资金分配表\n序号 | 项目名称 | 建设地点 | 建设内容 | 金额（万元）\n1 | 东岭渠道清淤项目 | 东岭乡 | 计划清淤渠道332米，宽3.5米。 | 20\n2 | 南湖堤防加固项目 | 南湖乡 | 计划加固堤防10米。 | 75\n"
    assert pieces(text)[1][1] == "项目名称"
    assert pieces(text)[2][4] == "20"
