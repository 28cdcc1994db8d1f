"""Numbered and even tables: the same facts from cells parted by tabs, words in one line, words a row, a cell a line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, ProjectMention, Ratio, Score, Staffing

Row = tuple[str, ...]

WORKS: list[Row] = [
    ("序号", "乡镇名称", "项目名称", "金额", "备注"),
    ("1", "石桥镇", "东山村排洪沟", "23", ""),
    ("2", "柳湾乡", "前村水圳修复", "2", ""),
    ("3", "芦田镇", "坝头溪治理", "29.6", ""),
    ("合计", "", "", "54.6", ""),
]
FUNDS: list[Row] = [
    ("序号", "资金名称", "下达文号", "下达金额", "支出金额", "支出进度"),
    ("1", "义务教育补助经费", "禾财教〔2022〕13号", "1296.5", "1187", "91.55%"),
    ("2", "困难群众救助补助资金", "禾财社〔2022〕27号", "743", "741.3", "99.77%"),
]
STAFF: list[Row] = [
    ("序号", "单位名称", "单位性质", "经费来源", "人员编制数", "在职人数"),
    ("1", "教育局本级", "行政", "财政全额拨款", "23", "21"),
    ("2", "第一中学", "事业", "财政全额拨款", "187", "179"),
]
RESULTS: list[Row] = [
    ("序号", "项目名称", "预算金额（万元）", "执行金额（万元）", "自评得分", "等级"),
    ("1", "校舍维修改造", "83.5", "79.13", "96.3", "优"),
    ("2", "教师培训", "17", "13.9", "81.7", "良"),
]
TITLE = "青禾县2022年项目资金情况表\n单位：万元\n"
LAYOUTS: dict[str, Callable[[list[Row]], str]] = {
    "tabs": lambda rows: TITLE + "\n".join("\t".join(row) for row in rows) + "\n",
    "one line": lambda rows: TITLE.replace("\n", " ") + " ".join(cell for row in rows for cell in row if cell) + "\n",
    "words a row": lambda rows: TITLE + "\n".join(" ".join(filter(None, row)) for row in rows) + "\n",
    "a cell a line": lambda rows: TITLE + "\n".join(cell for row in rows for cell in row if cell) + "\n",
}


def _facts(text: str) -> list[tuple[object, ...]]:
    """Return what a text states, by the order of its figures, without the places."""
    found = records_of(text)
    names = {item.ordinal: item.project_name for item in found if isinstance(item, ProjectMention)}
    facts: list[tuple[int, tuple[object, ...]]] = []
    for item in found:
        if isinstance(item, Amount | Ratio):
            facts.append((item.value_start, (names.get(item.project_ordinal or 0), item.measure, item.number)))
        elif isinstance(item, Score):
            facts.append((item.value_start, (names.get(item.project_ordinal or 0), item.grade, item.score)))
        elif isinstance(item, Staffing):
            facts.append((item.value_start, (item.measure, item.count_value)))
    return [fact for _, fact in sorted(facts, key=lambda fact: fact[0])]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            WORKS,
            [
                ("东山村排洪沟", "funding", Decimal(23)),
                ("前村水圳修复", "funding", Decimal(2)),
                ("坝头溪治理", "funding", Decimal("29.6")),
                (None, "funding", Decimal("54.6")),
            ],
        ),
        (
            FUNDS,
            [
                ("义务教育补助经费", "funds_received", Decimal("1296.5")),
                ("义务教育补助经费", "expenditure", Decimal(1187)),
                ("义务教育补助经费", "execution_rate", Decimal("91.55")),
                ("困难群众救助补助资金", "funds_received", Decimal(743)),
                ("困难群众救助补助资金", "expenditure", Decimal("741.3")),
                ("困难群众救助补助资金", "execution_rate", Decimal("99.77")),
            ],
        ),
        (
            STAFF,
            [
                ("posts_authorised", 23),
                ("staff_on_post", 21),
                ("posts_authorised", 187),
                ("staff_on_post", 179),
            ],
        ),
        (
            RESULTS,
            [
                ("校舍维修改造", "budget_initial", Decimal("83.5")),
                ("校舍维修改造", "expenditure", Decimal("79.13")),
                ("校舍维修改造", "excellent", Decimal("96.3")),
                ("教师培训", "budget_initial", Decimal(17)),
                ("教师培训", "expenditure", Decimal("13.9")),
                ("教师培训", "good", Decimal("81.7")),
            ],
        ),
    ],
)
def test_a_numbered_table_says_the_same_in_every_layout(
    layout: str, rows: list[Row], expected: list[tuple[object, ...]]
) -> None:
    assert _facts(LAYOUTS[layout](rows)) == expected


OUTLAYS: list[Row] = [
    ("项目名称", "年初预算", "全年预算", "全年执行", "执行率", "自评得分", "自评等级"),
    ("执法装备购置", "46.5", "44.9", "43.1", "95.99%", "97.2", "优"),
    ("水源地保护", "130", "130", "117", "90%", "83.5", "良"),
]
PARTED: list[Row] = [
    ("单位", "编制数", "实有人数", "行政", "事业", "离休", "退休"),
    ("局机关", "34", "31", "29", "2", "1", "17"),
    ("县渔政站", "12", "11", "0", "11", "0", "6"),
    ("合计", "46", "42", "29", "13", "1", "23"),
]
OF_STAFF = (
    "posts_authorised", "staff_on_post", "staff_administrative", "staff_institution", "staff_retired_veteran", "staff_retired",
)  # fmt: skip


@pytest.mark.parametrize("layout", ["tabs", "one line"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            OUTLAYS,
            [
                (name, what, Decimal(figure))
                for name, figures, grade in (
                    ("执法装备购置", ("46.5", "44.9", "43.1", "95.99", "97.2"), "excellent"),
                    ("水源地保护", ("130", "130", "117", "90", "83.5"), "good"),
                )
                for what, figure in zip(
                    ("budget_initial", "budget_adjusted", "expenditure", "execution_rate", grade), figures, strict=True
                )
            ],
        ),
        (
            PARTED,
            [(what, int(count)) for row in PARTED[1:] for what, count in zip(OF_STAFF, row[1:], strict=True)],
        ),
    ],
)
def test_a_table_whose_rows_are_even_says_the_same_in_one_line(
    layout: str, rows: list[Row], expected: list[tuple[object, ...]]
) -> None:
    assert _facts(LAYOUTS[layout](rows)) == expected


def test_words_that_repeat_no_order_make_no_table() -> None:
    text = "青禾县水务局工作总结 单位 预算执行 完成 清淤 7 公里 修缮 3 处 培训 2 期 83 人次\n2021年支出4.7万元。\n"
    assert [item.number for item in records_of(text) if isinstance(item, Amount)] == [Decimal("4.7")]


def test_totals_stand_before_between_and_behind_the_rows() -> None:
    text = (
        "附件 青禾县2021年水利资金安排表 单位：万元 序号 村名 项目名称 建设内容 资金金额 合计 91 1 苗圃村 果园配套 续建 20 "
        "2 苗圃村 蔬菜大棚 新建 31（其中，救灾7万元） 小计 51 3 田湾村 灌溉水渠 维修 28 4 贷款贴息 12 小计 40 各村要抓紧实施。\n"
    )
    found = [(item.label, item.number) for item in records_of(text) if isinstance(item, Amount)]
    assert [number for _, number in found if number != 7] == [91, 20, 31, 51, 28, 12, 40]
    names = [item.project_name for item in records_of(text) if isinstance(item, ProjectMention)]
    assert names == ["果园配套", "蔬菜大棚", "灌溉水渠", "贷款贴息"]


def test_a_list_of_sums_without_a_head_of_them_is_left_as_it_was() -> None:
    text = "序号 事项 责任人 1 清理台账 2 核对账目 3 报送材料\n2021年支出4.7万元。\n"
    assert [item.number for item in records_of(text) if isinstance(item, Amount)] == [Decimal("4.7")]
