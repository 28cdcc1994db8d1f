"""Tables of money as a page's lines hold them: labels and figures parted by blanks, rows left blank, headers over several lines."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount, ProjectMention

Stated = tuple[str, str | None, str | None, str | None]
GENERAL = "general_public_budget"


def records(text: str) -> list[Amount]:
    found = records_of(text)
    return sorted((r for r in found if isinstance(r, Amount)), key=lambda amount: amount.value_start)


def stated(text: str) -> list[Stated]:
    return [(f"{a.number}{a.unit or ''}", a.measure, a.category, a.fund_type) for a in records(text)]


TABLES = [
    pytest.param(
        "收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n一、一般公共预算财政拨款收入 61.5\n二、外交支出\n"
        "七、其他收入 八、社会保障和就业支出 4.5\n九、卫生健康支出 2.0\n十、节能环保支出\n本年收入合计 61.5 本年支出合计 6.5\n"
        "注：本表反映总收支。\n本单位共有职工 12\n",
        [
            ("61.5万元", "revenue", None, GENERAL),
            ("4.5万元", "expenditure", "other", None),
            ("2.0万元", "expenditure", "other", None),
            ("61.5万元", "revenue", None, None),
            ("6.5万元", "expenditure", None, None),
        ],
        id="one figure a line, rows without any, and a note that ends the table",
    ),
    pytest.param(
        "收入决算表\n单位：万元\n项目\n本年收入合计 财政拨款收入 上级补助收入 事业收入\n附属单位\n上缴收入\n科目编码\n科目名称\n"
        "合计 30.5 30.5\n205 教育支出 30.5 30.5\n2050201 学前教育 30.5 30.5\n2080505\n机关事业单位基本养老保险缴费\n支出\n4.2 4.2\n",
        [("30.5万元", "revenue", None, None)] * 2
        + [("30.5万元", "revenue", "other", None)] * 4
        + [("4.2万元", "revenue", "personnel", None)] * 2,
        id="a header over several lines, codes before the names, blank columns at the end",
    ),
    pytest.param(
        "支出决算表\n单位：万元\n项目\n本年支出合计 基本支出 项目支出 经营支出\n科目编码\n科目名称\n合计 35.5 30.5 5.0\n2050201 学前教育 31.3 26.3 5.0\n"
        "2080505\n机关事业单位基本养老保\n险缴费支出\n2.4 2.4\n2080506 机关事业单位职业年金缴\n费支出\n1.8 1.8\n",
        [(f"{n}万元", "expenditure", c, None) for n, c in (("35.5", None), ("30.5", "basic"), ("5.0", "project"))]
        + [(f"{n}万元", "expenditure", c, None) for n, c in (("31.3", "other"), ("26.3", "basic"), ("5.0", "project"))]
        + [(f"{n}万元", "expenditure", "personnel", None) for n in ("2.4", "2.4", "1.8", "1.8")],
        id="two broken labels in one table are no table with a cell a line",
    ),
    pytest.param(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\n科目名称 决算数\n科目编码\n科目名称 决算数\n"
        "30107 绩效工资 9.1 30201 办公费 1.5\n30108\n机关事业单位基本\n养老保险缴费\n4.2 30206 电费 0.3\n30305 生活补助 0.6 30217 公务接待费 0.1\n"
        "人员经费合计 13.9 公用经费合计 1.9\n",
        [
            ("9.1万元", "expenditure", "personnel", GENERAL),
            ("1.5万元", "expenditure", "other", GENERAL),
            ("4.2万元", "expenditure", "personnel", GENERAL),
            ("0.3万元", "expenditure", "other", GENERAL),
            ("0.6万元", "expenditure", "personnel", GENERAL),
            ("0.1万元", "expenditure", "three_public", GENERAL),
            ("13.9万元", "expenditure", "personnel", GENERAL),
            ("1.9万元", "expenditure", "operating", GENERAL),
        ],
        id="items of two economic classes side by side",
    ),
    pytest.param(
        "财政拨款收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 合计\n一般公共预\n算财政拨款\n政府性基\n金预算财\n政拨款\n"
        "一、一般公共预算财政拨款 36.5 一、一般公共服务支出 36.5 36.5\n二、政府性基金预算财政拨款 二、外交支出\n",
        [
            ("36.5万元", "revenue", None, GENERAL),
            ("36.5万元", "expenditure", "other", None),
            ("36.5万元", "expenditure", "other", None),
        ],
        id="the left side of a table of both sides is received, also below a header in pieces",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables_by_lines(text: str, expected: list[Stated]) -> None:
    assert stated(text)[: len(expected)] == expected


def test_an_item_that_opens_a_paragraph_is_what_its_figures_are_about() -> None:
    head = "柳塘县文化馆2022年度部门决算\n\n一般公共预算财政拨款支出决算具体情况\n\n"
    item = "1、文化支出（类）文化（款）群众文化（项）\n。\n主要用于：场馆开放。全年预算为8万元，支出决算为7万元。\n"
    bought = "2、住房保障支出（类）住房改革支出（款）购房补贴（项）。主要用于：职工补贴。全年预算为3万元。\n"
    found = records_of(head + item + bought)
    assert [(r.measure, r.category, r.project_ordinal) for r in records(head + item + bought)] == [
        ("budget_adjusted", "other", None),
        ("expenditure", "other", None),
        ("budget_adjusted", "other", None),
    ]
    assert not [r for r in found if isinstance(r, ProjectMention)]
