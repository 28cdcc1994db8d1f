"""Amounts in sentences: text → (figure as written, measure, category, fund type, fund level, year), null where not worded."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount

Stated = tuple[str, str | None, str | None, str | None, str | None, int | None]
GENERAL, FUND = "general_public_budget", "government_fund"
HEAD = "青禾县水务局2021年度部门整体支出绩效自评报告\n\n"
ACCOUNT = "青禾县水务局2021年度部门决算\n\n部门决算公开的决算说明。\n\n"
BUDGET = "青禾县水务局2022年部门预算\n\n部门预算编制的预算说明。\n\n"


def read(text: str) -> tuple[str, list[Amount]]:
    records = records_of(text)
    return text, sorted((r for r in records if isinstance(r, Amount)), key=lambda amount: amount.value_start)


def stated(text: str) -> list[Stated]:
    _, amounts = read(text)
    return [
        (f"{a.number}{a.unit or ''}", a.measure, a.category, a.fund_type, a.fund_level, a.fiscal_year) for a in amounts
    ]


MEASURES = [
    ("2021年年初预算安排86.4万元。", [("86.4万元", "budget_initial", None, None, None, 2021)]),
    ("批复预算120万元。", [("120万元", "budget_initial", None, None, None, None)]),
    ("调整预算数为1,205.6万元。", [("1205.6万元", "budget_adjusted", None, None, None, None)]),
    ("全年预算数为75万元。", [("75万元", "budget_adjusted", None, None, None, None)]),
    ("到位资金42万元。", [("42万元", "funds_received", None, None, None, None)]),
    ("本年收入合计310万元。", [("310万元", "revenue", None, None, None, None)]),
    ("本年支出合计308.2万元。", [("308.2万元", "expenditure", None, None, None, None)]),
    ("年末结转结余1.8万元。", [("1.8万元", "carryover", None, None, None, None)]),
    ("安排资金预算后实际支出7万元。", [("7万元", "expenditure", None, None, None, None)]),
    ("完成投资5600万元。", [("5600万元", "other", None, None, None, None)]),
    ("挽回经济损失30万元。", [("30万元", "other", None, None, None, None)]),
    ("收入支出总计900万元。", [("900万元", "other", None, None, None, None)]),
]
CLASSES = [
    ("基本支出210万元。", [("210万元", "expenditure", "basic", None, None, None)]),
    (
        "基本支出决算210万元，其中：人员经费180万元，公用经费30万元。",
        [
            ("210万元", "expenditure", "basic", None, None, None),
            ("180万元", "expenditure", "personnel", None, None, None),
            ("30万元", "expenditure", "operating", None, None, None),
        ],
    ),
    ("项目支出决算88万元。", [("88万元", "expenditure", "project", None, None, None)]),
    ("“三公”经费支出决算6万元。", [("6万元", "expenditure", "three_public", None, None, None)]),
    ("公务接待费支出0.8万元。", [("0.8万元", "expenditure", "three_public", None, None, None)]),
    ("机关运行经费支出45万元。", [("45万元", "expenditure", "operating", None, None, None)]),
    ("政府采购支出总额63万元。", [("63万元", "expenditure", "other", None, None, None)]),
    ("一般公共服务支出12万元。", [("12万元", "expenditure", "other", None, None, None)]),
    ("行政运行（2130301）支出31万元。", [("31万元", "expenditure", "other", None, None, None)]),
]
FUNDS = [
    ("一般公共预算财政拨款支出决算75万元。", [("75万元", "expenditure", None, GENERAL, None, None)]),
    ("政府性基金预算财政拨款支出9万元。", [("9万元", "expenditure", None, FUND, None, None)]),
    ("国有资本经营预算支出0元。", [("0元", "expenditure", None, "state_capital", None, None)]),
    ("其他收入4万元。", [("4万元", "revenue", None, "other", None, None)]),
    ("财政拨款收入150万元。", [("150万元", "revenue", None, None, "fiscal", None)]),
    (
        "到位资金60万元，其中中央资金40万元、省级资金15万元、县级配套5万元。",
        [
            ("60万元", "funds_received", None, None, "all", None),
            ("40万元", "funds_received", None, None, "central", None),
            ("15万元", "funds_received", None, None, "province", None),
            ("5万元", "funds_received", None, None, "county", None),
        ],
    ),
    ("上级转移支付资金到位26万元。", [("26万元", "funds_received", None, None, "superior", None)]),
]
LISTS = [
    (
        "人员经费、公用经费支出分别为160万元、24万元。",
        [
            ("160万元", "expenditure", "personnel", None, None, None),
            ("24万元", "expenditure", "operating", None, None, None),
        ],
    ),
    (
        "年初预算500万元，其中基本支出320万元，项目支出180万元。",
        [
            ("500万元", "budget_initial", None, None, None, None),
            ("320万元", "budget_initial", "basic", None, None, None),
            ("180万元", "budget_initial", "project", None, None, None),
        ],
    ),
    (
        "支出决算如下：\n1.工资福利支出90万元。\n2.商品和服务支出20万元。",
        [
            ("90万元", "expenditure", "personnel", None, None, None),
            ("20万元", "expenditure", "other", None, None, None),
        ],
    ),
    (
        "支出预算总额70万元，具体如下：\n1.基本支出50万元。\n2.项目支出20万元。",
        [
            ("70万元", "budget_initial", None, None, None, None),
            ("50万元", "budget_initial", "basic", None, None, None),
            ("20万元", "budget_initial", "project", None, None, None),
        ],
    ),
]
CHANGES = [
    (
        "2021年支出决算88万元，比上年增加8万元。",
        [("88万元", "expenditure", None, None, None, 2021), ("8万元", "change", None, None, None, 2021)],
    ),
    (
        "公务接待费支出2万元，较上年减少0.6万元，下降23.08%。",
        [
            ("2万元", "expenditure", "three_public", None, None, None),
            ("-0.6万元", "change", "three_public", None, None, None),
        ],
    ),
    (
        "2021年机关运行经费支出30万元，比2020年32万元减少2万元。",
        [
            ("30万元", "expenditure", "operating", None, None, 2021),
            ("32万元", "expenditure", "operating", None, None, 2020),
            ("-2万元", "change", "operating", None, None, 2021),
        ],
    ),
    ("调减预算12万元。", [("-12万元", "change", None, None, None, None)]),
    (
        "“三公”经费支出9万元，比预算数11万元减少2万元，其中：公务接待费3万元，公车运行维护费6万元。",
        [
            ("9万元", "expenditure", "three_public", None, None, None),
            ("11万元", "budget_initial", "three_public", None, None, None),
            ("-2万元", "change", "three_public", None, None, None),
            ("3万元", "expenditure", "three_public", None, None, None),
            ("6万元", "expenditure", "three_public", None, None, None),
        ],
    ),
    (
        "公务接待费支出3万元，较年初预算5万元节约2万元。",
        [
            ("3万元", "expenditure", "three_public", None, None, None),
            ("5万元", "budget_initial", "three_public", None, None, None),
            ("-2万元", "change", "three_public", None, None, None),
        ],
    ),
    (
        "2021年公务接待费支出3万元，较上年3.4减少0.4万元，年初预算为5万元，差值为2万元。",
        [
            ("3万元", "expenditure", "three_public", None, None, 2021),
            ("3.4万元", "expenditure", "three_public", None, None, 2020),
            ("-0.4万元", "change", "three_public", None, None, 2021),
            ("5万元", "budget_initial", "three_public", None, None, 2021),
            ("2万元", "change", "three_public", None, None, 2021),
        ],
    ),
    (
        "年初预算70万元，其中基本支出40万元，项目支出30万元。年中追加12万元。",
        [
            ("70万元", "budget_initial", None, None, None, None),
            ("40万元", "budget_initial", "basic", None, None, None),
            ("30万元", "budget_initial", "project", None, None, None),
            ("12万元", "change", None, None, None, None),
        ],
    ),
]
OTHERS = [
    ("每户补助800元。", [("800元", "unit_standard", None, None, None, None)]),
    ("按每人每月150元的标准发放。", [("150元", "unit_standard", None, None, None, None)]),
    ("人均补助标准1200元/年。", [("1200元", "unit_standard", None, None, None, None)]),
    ("单价50万元以上通用设备0台。", [("50万元", "other", "other", None, None, None)]),
    ("保险金额为每户2万元。", [("2万元", "other", None, None, None, None)]),
    ("仅此12万元。", [("12万元", None, None, None, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), [*MEASURES, *CLASSES, *FUNDS, *LISTS, *CHANGES, *OTHERS])
def test_the_words_before_a_figure_say_what_it_is(text: str, expected: list[Stated]) -> None:
    assert stated(HEAD + text) == expected


ACCOUNTS_AND_BUDGETS = [
    (
        ACCOUNT + "一、一般公共预算财政拨款支出决算情况说明\n支出增加的主要原因是年中追加中央水利发展资金60万元。",
        [("60万元", "funding", None, None, "central", None)],
    ),
    (
        "公务支出说明\n\n一、“三公”经费支出与年初预算对比情况\n公务接待费支出3万元。公车运行维护费支出4万元。与预算相比，预算未超。",
        [
            ("3万元", "expenditure", "three_public", None, None, None),
            ("4万元", "expenditure", "three_public", None, None, None),
        ],
    ),
    (
        BUDGET + "6个项目纳入管理，涉及一般公共预算80万元、政府性基金预算20万元。",
        [
            ("80万元", "budget_initial", "project", GENERAL, None, None),
            ("20万元", "budget_initial", "project", FUND, None, None),
        ],
    ),
    (
        BUDGET
        + "收入预算90万元，其中，一般公共预算拨款70万元，纳入专户管理的非税收入拨款20万元。收入较去年增加6万元。",
        [
            ("90万元", "budget_initial", None, None, None, None),
            ("70万元", "budget_initial", None, GENERAL, None, None),
            ("20万元", "budget_initial", None, "other", None, None),
            ("6万元", "change", None, None, None, None),
        ],
    ),
    (
        ACCOUNT + "一、一般公共预算财政拨款支出决算情况说明\n年初预算为50万元，支出决算为48万元。",
        [("50万元", "budget_initial", None, GENERAL, None, None), ("48万元", "expenditure", None, GENERAL, None, None)],
    ),
    (
        ACCOUNT + "九、“三公”经费支出决算情况说明\n公务用车运行维护费2万元；国内接待费0.4万元。",
        [
            ("2万元", "expenditure", "three_public", None, None, None),
            ("0.4万元", "expenditure", "three_public", None, None, None),
        ],
    ),
    (
        ACCOUNT + "政府性基金预算收入8万元，支出8万元，年末结转0万元。",
        [
            ("8万元", "revenue", None, FUND, None, None),
            ("8万元", "expenditure", None, FUND, None, None),
            ("0万元", "carryover", None, FUND, None, None),
        ],
    ),
    (
        BUDGET + "2022年收入预算300万元，支出预算290万元。",
        [("300万元", "budget_initial", None, None, None, 2022), ("290万元", "budget_initial", None, None, None, 2022)],
    ),
    (
        BUDGET + "2022年“三公”经费预算7万元，比上年减少1万元。其中：公务接待费2万元。",
        [
            ("7万元", "budget_initial", "three_public", None, None, 2022),
            ("-1万元", "change", "three_public", None, None, 2022),
            ("2万元", "budget_initial", "three_public", None, None, 2022),
        ],
    ),
]
INHERITED = [
    (
        "项目总投资800万元，其中：中央预算内资金500万元。",
        [("800万元", "funding", None, None, "all", None), ("500万元", "funding", None, None, "central", None)],
    ),
    (
        "2020年、2021年支出分别为6万元、7万元。",
        [("6万元", "expenditure", None, None, None, 2020), ("7万元", "expenditure", None, None, None, 2021)],
    ),
    ("本年财政拨款收入（含上年结转）120万元。", [("120万元", "revenue", None, None, "fiscal", None)]),
    ("投入资金3万余元。", [("3万元", "funding", None, None, None, None)]),
    (
        "工资福利支出160万元，对个人和家庭的补助6万元。",
        [
            ("160万元", "expenditure", "personnel", None, None, None),
            ("6万元", "expenditure", "personnel", None, None, None),
        ],
    ),
    (
        "一般公共预算支出70万元，其中：基本支出50万元，项目支出20万元；政府性基金支出5万元。",
        [
            ("70万元", "expenditure", None, GENERAL, None, None),
            ("50万元", "expenditure", "basic", GENERAL, None, None),
            ("20万元", "expenditure", "project", GENERAL, None, None),
            ("5万元", "expenditure", None, FUND, None, None),
        ],
    ),
    (
        "部门收入总计500万元（其中一般公共预算480万元，其他收入20万元），支出总计500万元。",
        [
            ("500万元", "revenue", None, None, None, None),
            ("480万元", "revenue", None, GENERAL, None, None),
            ("20万元", "revenue", None, "other", None, None),
            ("500万元", "expenditure", None, None, None, None),
        ],
    ),
    (
        "年初县财政批复我局部门预算80万元。",
        [("80万元", "budget_initial", None, None, None, None)],
    ),
    (
        "资金来源：中央转移支付40万元、自治区专项6万元。",
        [("40万元", "funding", None, None, "central", None), ("6万元", "funding", None, None, "province", None)],
    ),
    (
        "追加优抚对象补助经费30万元。年末结转结余4万元。",
        [("30万元", "funding", "other", None, None, None), ("4万元", "carryover", None, None, None, None)],
    ),
    ("经费由县级财政承担，资金12万元。", [("12万元", "funding", None, None, "county", None)]),
    ("《渠道资金办法》规定，补助50元/亩。", [("50元", "unit_standard", None, None, None, None)]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*ACCOUNTS_AND_BUDGETS, *((HEAD + text, expected) for text, expected in INHERITED)]
)
def test_what_a_clause_leaves_open_comes_from_its_list_sentence_heading_and_report(
    text: str, expected: list[Stated]
) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("支出90万元，其中：基本支出60万元，项目支出30万元。", [None, "90", "90"]),
        ("支出90万元。其中：基本支出60万元，项目支出30万元。", [None, "90", "90"]),
        ("支出90万元，结余3万元。", [None, None]),
        (
            "支出预算90万元，具体如下：\n1.基本支出60万元。\n2.项目支出30万元。\n二、结论\n结余3万元。",
            [None, "90", "90", None],
        ),
        ("支出90万元，其中：基本支出60万元（其中人员经费50万元），项目支出30万元。", [None, "90", "60", "90"]),
        ("本年收入90万元。其中：财政拨款收入85万元，其他收入5万元，年初结转2万元。", [None, "90", "90", None]),
        (
            "总支出93万元，其中：本年支出90万元（基本支出60万元，项目支出30万元），年末结余3万元。",
            [None, "93", "90", "90", None],
        ),
    ],
)
def test_a_part_knows_its_whole(text: str, wholes: list[str | None]) -> None:
    _, amounts = read(HEAD + text)
    by_place = {amount.value_start: str(amount.number) for amount in amounts}
    assert [a.part_of_start and by_place[a.part_of_start] for a in amounts] == wholes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("本局概况良好，年初预算5万元，结余2万元。", "年初预算5万元"),
        ("堤防加固完成。实际支出 ４.８ 万元。", "实际支出 ４.８ 万元"),
    ],
)
def test_the_evidence_is_the_clause(text: str, quote: str) -> None:
    whole, amounts = read(HEAD + text)
    assert whole[amounts[0].char_start : amounts[0].char_end] == quote
