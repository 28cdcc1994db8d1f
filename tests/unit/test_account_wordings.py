"""Wordings of final accounts and budgets: text → (figure as written, measure, category, fund type, year) of its amounts."""

from __future__ import annotations

import pytest
from report_of import records_of
from stated_amounts import ACCOUNT, BUDGET, Stated, stated

from dagster_project.extraction.records import Amount, Ratio

GENERAL = "general_public_budget"


WORDINGS = [
    pytest.param(
        "柳塘县东街2015年“三公”经费预算情况补充说明\n年初由财政预算集中管理，编入单位预算，年终并入单位决算。\n公务用车购置费由预算管理，"
        "列入部门预算，年终并入决算公开。车辆运行维护费支出4.7万元。",
        [("4.7万元", "budget_initial", "three_public", None, None)],
        id="a budget that tells in passing of the account",
    ),
    pytest.param(
        BUDGET + "收入仅包括一般公共预算拨款收入47.5万元；支出包括：教育支出36.8万元、农林水支出10.7万元。",
        [
            ("47.5万元", "budget_initial", None, GENERAL, None),
            ("36.8万元", "budget_initial", "other", None, None),
            ("10.7万元", "budget_initial", "other", None, None),
        ],
        id="what is spent is no part of one fund of the revenue",
    ),
    pytest.param(
        "现将柳塘镇2020年度“三公”经费决算情况公布如下：2020年度“三公”经费4.1万元，较上年减低2.6万元。",
        [
            ("4.1万元", "expenditure", "three_public", None, 2020),
            ("-2.6万元", "change", "three_public", None, 2020),
        ],
        id="a class of expense behind a line that announces an account",
    ),
    pytest.param(
        "二、收入决算情况：2018年一般公共预算财政拨款71.5万元，政府性基金预算财政拨款1.3万元。\n三、支出决算情况：项目支出9.7万元"
        "（基本建设类项目3.6万元，行政事业类项目6.1万元）。",
        [
            ("71.5万元", "revenue", None, GENERAL, 2018),
            ("1.3万元", "revenue", None, "government_fund", 2018),
            ("9.7万元", "expenditure", "project", None, None),
            ("3.6万元", "expenditure", "project", None, None),
            ("6.1万元", "expenditure", "project", None, None),
        ],
        id="grants under a heading of revenue, classes in the brackets behind a sum",
    ),
    pytest.param(
        "收入比2021年减少6.4万元（其中：机关4.1万元，分站2.3万元）。支出比2021年增加7.2万元，主要是教育支出增加经费拨款5.9万元。",
        [
            ("-6.4万元", "change", None, None, None),
            ("-4.1万元", "change", None, None, None),
            ("-2.3万元", "change", None, None, None),
            ("7.2万元", "change", None, None, None),
            ("5.9万元", "change", "other", None, None),
        ],
        id="what a difference consists of, in brackets and as its reason",
    ),
    pytest.param(
        "“三公”经费支出3万元，年初预算为4万元，差值为1万元。其中：公务接待费支出1万元，年初预算为2万元；公务用车运行费支出2万元，年初预算为2万元。",
        [
            ("3万元", "expenditure", "three_public", None, None),
            ("4万元", "budget_initial", "three_public", None, None),
            ("1万元", "change", "three_public", None, None),
            ("1万元", "expenditure", "three_public", None, None),
            ("2万元", "budget_initial", "three_public", None, None),
            ("2万元", "expenditure", "three_public", None, None),
            ("2万元", "budget_initial", "three_public", None, None),
        ],
        id="spending held against its budget in a list",
    ),
    pytest.param(
        "现将渠道维护资金30万元下达给你单位，请专款专用。",
        [("30万元", "funds_received", None, None, None)],
        id="money issued, the verb behind it",
    ),
    pytest.param(
        "2021年，我区转移性补助收入8亿元，其中：税收返还收入1亿元，专项转移收入2亿元。",
        [
            ("8亿元", "revenue", None, None, 2021),
            ("1亿元", "revenue", None, None, 2021),
            ("2亿元", "revenue", None, None, 2021),
        ],
        id="revenue from transfers and returned taxes",
    ),
    pytest.param(
        ACCOUNT + "项目支出较上年（减少）6.5万元。",
        [("-6.5万元", "change", "project", None, None)],
        id="the word of change may stand in brackets",
    ),
    pytest.param(
        ACCOUNT + "支出决算为92万元，决算数小于预算数8万元。",
        [("92万元", "expenditure", None, None, None), ("-8万元", "change", None, None, None)],
        id="an account beside its budget",
    ),
    pytest.param(
        BUDGET + "支出较去年减少30万元，其中基本支出减少10万元，项目支出减少20万元。",
        [
            ("-30万元", "change", None, None, None),
            ("-10万元", "change", "basic", None, None),
            ("-20万元", "change", "project", None, None),
        ],
        id="the parts of a difference are differences",
    ),
    pytest.param(
        BUDGET + "2022年公务接待费预算4万元，2021年预算5万元，对比减少1万元。",
        [
            ("4万元", "budget_initial", "three_public", None, 2022),
            ("5万元", "budget_initial", "three_public", None, 2021),
            ("-1万元", "change", "three_public", None, 2022),
        ],
        id="a difference belongs to the later year",
    ),
    pytest.param(
        ACCOUNT + "财政拨款收入减少7万元，年初结转结余减少3万元。",
        [("-7万元", "change", None, None, None), ("-3万元", "change", None, None, None)],
        id="a balance that falls",
    ),
    pytest.param(
        BUDGET + "支出预算205万元，其中：一般公共服务180万元，住房保障25万元。",
        [
            ("205万元", "budget_initial", None, None, None),
            ("180万元", "budget_initial", "other", None, None),
            ("25万元", "budget_initial", "other", None, None),
        ],
        id="functional classes without the word for spending",
    ),
    pytest.param(
        ACCOUNT + "1．文化旅游体育与传媒（类）文物（款）行政运行（项）。年初预算为61万元，支出决算为60万元。",
        [("61万元", "budget_initial", "other", None, None), ("60万元", "expenditure", "other", None, None)],
        id="the sentence before names the item",
    ),
    pytest.param(
        ACCOUNT
        + "三、“三公”经费情况\n\n一般公共预算安排的“三公”经费支出中，公务接待费支出2万元。具体如下：\n\n1．公务接待费支出2万元。",
        [
            ("2万元", "expenditure", "three_public", GENERAL, None),
            ("2万元", "expenditure", "three_public", GENERAL, None),
        ],
        id="a fund named once for the three expenses",
    ),
    pytest.param(
        BUDGET + "二、政府采购预算\n\n按资金来源，一般公共预算拨款12万元；货物类采购9万元，服务类采购3万元。",
        [
            ("12万元", "budget_initial", "other", GENERAL, None),
            ("9万元", "budget_initial", "other", None, None),
            ("3万元", "budget_initial", "other", None, None),
        ],
        id="everything under procurement is procurement",
    ),
    pytest.param(
        ACCOUNT + "收入、支出总计各为310.5、302.4万元。",
        [("310.5万元", "other", None, None, None), ("302.4万元", "other", None, None, None)],
        id="two figures share a unit",
    ),
    pytest.param(
        ACCOUNT + "2022年公务接待费支出8万元，比上年累计支出9万元减少1万元。",
        [
            ("8万元", "expenditure", "three_public", None, 2022),
            ("9万元", "expenditure", "three_public", None, 2021),
            ("-1万元", "change", "three_public", None, 2022),
        ],
        id="what was spent the year before",
    ),
    pytest.param(
        ACCOUNT + "公务接待费支出8万元，比预算数减少2万元，比2021年度决算数9万元减少1万元。",
        [
            ("8万元", "expenditure", "three_public", None, None),
            ("-2万元", "change", "three_public", None, None),
            ("9万元", "expenditure", "three_public", None, 2021),
            ("-1万元", "change", "three_public", None, None),
        ],
        id="an amount of the year before behind a difference",
    ),
    pytest.param(
        ACCOUNT + "2022年度支出决算46万元。\n\n其中：基本支出40万元，项目支出6万元。",
        [
            ("46万元", "expenditure", None, None, 2022),
            ("40万元", "expenditure", "basic", None, 2022),
            ("6万元", "expenditure", "project", None, 2022),
        ],
        id="a paragraph that begins with 其中",
    ),
    pytest.param(
        BUDGET + "区本级一般公共预算安排“三公”经费预算30万元。",
        [("30万元", "budget_initial", "three_public", GENERAL, None)],
        id="a named budget has no level",
    ),
    pytest.param(
        BUDGET + "四、按支出功能分类的明细\n\n机构运行预算52万元。",
        [("52万元", "budget_initial", "other", None, None)],
        id="items by function",
    ),
    pytest.param(
        ACCOUNT + "公务用车车均运行维护费1.9万元。",
        [("1.9万元", "unit_standard", "three_public", None, None)],
        id="a rate by car",
    ),
]


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_amounts_of_accounts_and_budgets(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


def test_which_amounts_are_parts_of_which() -> None:
    """A list told again is no part of its last item; an opening balance is a part of the revenue; 中含 leaves the last sum alone."""
    parts = [
        (ACCOUNT + "三公支出中，车辆运行费5万元，公务接待费2万元。具体情况如下：\n\n1．车辆运行费5万元。", set()),
        (BUDGET + "收入预算80万元，其中：财政拨款70万元，上年结转10万元。", {"70", "10"}),
        (ACCOUNT + "本年收入80万元，其中：财政拨款70万元，事业收入10万元，年初结转5万元。", {"70", "10"}),
        (ACCOUNT + "接待费2万元。用车费用中含购置费0万元，运行费5万元。", set()),
    ]
    for text, expected in parts:
        records = records_of(text)
        assert {str(r.number) for r in records if isinstance(r, Amount) and r.part_of_start is not None} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("公务接待费支出决算为3万元，完成预算4万元的75%。", ("execution_rate", "75")),
        ("公务接待费较上年（减少）1万元，减幅25%。", ("change_rate", "-25")),
        ("项目支出较上年（减）6万元，（减）幅12%。", ("change_rate", "-12")),
        ("公务接待费3万元，较上年减少1万元（25%）。", ("change_rate", "-25")),
        ("一般公共预算收入8亿元，比2021年增长3.8%。", ("change_rate", "3.8")),
        ("一般公共预算收入8亿元，比2015年执行数增长11%。", ("change_rate", "11")),
    ],
)
def test_percentages_of_accounts(sentence: str, expected: tuple[str, str]) -> None:
    records = records_of(ACCOUNT + sentence)
    assert [(r.measure, str(r.number)) for r in records if isinstance(r, Ratio)] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the further one of two differences has the sign of the first
        ("2022年收入、支出各增加5.3、7.4万元。", [("5.3", "change", 2022), ("7.4", "change", 2022)]),
        ("2022年收入、支出各减少5.3、7.4万元。", [("-5.3", "change", 2022), ("-7.4", "change", 2022)]),
        # the budget that was adjusted, where the words say so
        ("支出决算90.4万元，比调整后预算92.6万元减少2.2万元。",
         [("90.4", "expenditure", None), ("92.6", "budget_adjusted", None), ("-2.2", "change", None)]),
        # the sum of the year before, called a total
        ("支出90.4万元，较上年支出总额95.6万元减少5.2万元。",
         [("90.4", "expenditure", None), ("95.6", "expenditure", 2021), ("-5.2", "change", None)]),
        # 完成 is on the side that the sum before it names
        ("支出预算数为90.4万元，实际完成89.7万元。", [("90.4", "budget_initial", None), ("89.7", "expenditure", None)]),
        ("收入预算数为90.4万元，实际完成91.7万元。", [("90.4", "budget_initial", None), ("91.7", "revenue", None)]),
        ("2022年结转至2023年使用的项目资金支出5.6万元。", [("5.6", "carryover", 2022)]),
    ],
)  # fmt: skip
def test_what_a_sum_takes_from_the_one_before(sentence: str, expected: list[tuple[str, str, int | None]]) -> None:
    read = stated(ACCOUNT + sentence)
    assert [(figure.removesuffix("万元"), measure, year) for figure, measure, _, _, year in read] == expected
