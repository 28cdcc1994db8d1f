"""How narrative reports word their facts: pages on one line, projects listed by name, items of one clause, shared figures."""

from __future__ import annotations

import pytest

from dagster_project.extraction import extract
from dagster_project.extraction.records import Amount, Indicator, ProjectMention, Ratio, Record, Staffing
from dagster_project.reading.document import ReadDocument

ATTAINED = "二、绩效目标完成情况\n"


def read(text: str) -> list[Record]:
    return extract(ReadDocument(text=text, encoding="utf-8", format="txt"))


def projects(text: str) -> list[str]:
    return [record.project_name for record in read(text) if isinstance(record, ProjectMention)]


def indicators(text: str) -> list[tuple[str, str]]:
    """Return name and value: the target with its sign and the actual, as T/A."""
    rows = []
    for one in read(text):
        if isinstance(one, Indicator):
            target = f"{one.target_operator}{one.target_value}{one.target_unit}" if one.target_operator else ""
            actual = f"{one.actual_value}{one.actual_unit}" if one.actual_value is not None else ""
            rows.append((one.indicator_name, f"{target}/{actual}"))
    return rows


def amounts(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (f"{one.number}{one.unit}", one.measure, one.category, one.fund_level)
        for one in read(text)
        if isinstance(one, Amount)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清溪县2021年度节水改造项目绩效评价报告 根据县里安排，我局对该项目开展了评价。项目预算80万元，实际支出76万元，"
         "改造渠道12公里，受益农户560户，群众反映良好。项目单位建立了台账，资金支付手续齐全。", ["节水改造项目"]),
        ("一、基本情况\n（一）项目概况\n云岭片区雨水管网工程（二期）是为解决内涝而实施的民生工程。项目总投资3亿元。",
         ["云岭片区雨水管网工程（二期）"]),
        ("一、基本情况\n（一）项目概况\n本项目是为解决内涝而实施的民生工程。", []),
        ("我局纳入绩效评价的项目主要有河道保洁经费、水质化验室建设、水文监测费、堤防加固工程。\n"
         "1、河道保洁经费：安排20万元，用于河道保洁。\n2、水文监测费：安排9万元，用于监测。",
         ["河道保洁经费", "水文监测费", "堤防加固工程", "水质化验室建设"]),
        ("抽查到村产业项目3个：柳林村育苗大棚46万元；石桥村冷库项目52万元；河口村莲藕基地30万元。",
         ["柳林村育苗大棚", "石桥村冷库项目", "河口村莲藕基地"]),
    ],
)  # fmt: skip
def test_projects_that_a_report_is_about(text: str, expected: list[str]) -> None:
    assert sorted(projects(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.新建公厕15个。\n2.印发简报12期。\n", [("新建公厕", "/15个"), ("印发简报", "/12期")]),
        ("社会效益指标工资发放率、道路完好率均达到100%；满意度指标群众满意度不低于95%。",
         [("工资发放率", "/100%"), ("道路完好率", "/100%"), ("群众满意度", ">=95%/")]),
        ("受益农户数不低于552户1186人。", [("受益农户数", ">=552户/"), ("受益农户数人数", ">=1186人/")]),
        ("全县抽查到村项目8个，项目抽查5个。", []),
        ("旅游收入增长12%。", [("旅游收入增长", "/12%")]),
        ("主要建设内容是购买粮仓14座。", [("购买粮仓", "/14座")]),
        ("1.经济效益指标：预定村集体收入60.3万元，实际已完成村集体收入58万元。", [("村集体收入", "=60.3万元/58万元")]),
    ],
)  # fmt: skip
def test_indicators_of_attained_targets(text: str, expected: list[tuple[str, str]]) -> None:
    assert indicators(ATTAINED + text) == expected


def test_a_value_of_an_indicator_is_neither_an_amount_nor_a_ratio() -> None:
    records = read(ATTAINED + "1.经济效益指标：预定村集体收入60.3万元，实际已完成村集体收入58万元，旅游收入增长12%。")
    assert not [record for record in records if isinstance(record, Amount | Ratio)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年完成总投资2400万元。", [("2400万元", "other", None, None)]),
        ("投入资金2052万元，其中：中央资金316万元，省资金588万元。",
         [("2052万元", "funding", None, "all"), ("316万元", "funding", None, "central"),
          ("588万元", "funding", None, "province")]),
        ("本年度财政拨款40万元。", [("40万元", "funding", None, "fiscal")]),
        ("受益群众30万人。", []),
    ],
)  # fmt: skip
def test_amounts_in_plain_words(text: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert amounts(ATTAINED + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联络电话 8690022 人员编制 21 实有人数 19 职能职责概述", [("posts_authorised", 21), ("staff_on_post", 19)]),
        ("该项目共编制15个绩效指标。", []),
        ("核定编制15个，在职12人。", [("posts_authorised", 15), ("staff_on_post", 12)]),
    ],
)  # fmt: skip
def test_head_counts_of_a_form_on_one_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.measure, one.count_value) for one in read(text) if isinstance(one, Staffing)] == expected
