"""Budget items, comparisons and dates of final accounts and budgets: text → (figure, measure, category, fund type, year)."""

from __future__ import annotations

import pytest
from report_of import records_of
from stated_amounts import ACCOUNT, BUDGET, Stated, stated

from dagster_project.extraction.records import Ratio

GENERAL, FUND = "general_public_budget", "government_fund"


WORDINGS = [
    pytest.param(
        ACCOUNT + "1．社会保障和就业支出（类）养老支出（款）职业年金缴费支出（项）。年初预算为6万元，支出决算为5万元。",
        [("6万元", "budget_initial", "personnel", None, None), ("5万元", "expenditure", "personnel", None, None)],
        id="an item that is insurance by its name",
    ),
    pytest.param(
        ACCOUNT + "对城乡居民基本养老保险基金的补助（项）支出决算为8万元。",
        [("8万元", "expenditure", "other", None, None)],
        id="the insured are not the staff",
    ),
    pytest.param(
        BUDGET + "支出预算60万元，其中：教育支出40万元，校园安全支出20万元。",
        [
            ("60万元", "budget_initial", None, None, None),
            ("40万元", "budget_initial", "other", None, None),
            ("20万元", "budget_initial", "other", None, None),
        ],
        id="an item beside items",
    ),
    pytest.param(
        ACCOUNT + "2022年预算数52万元，调整数61万元，决算数60万元。",
        [
            ("52万元", "budget_initial", None, None, 2022),
            ("61万元", "budget_adjusted", None, None, 2022),
            ("60万元", "expenditure", None, None, 2022),
        ],
        id="a budget, what became of it and what was spent",
    ),
    pytest.param(
        "县本级“三公”经费公开\n\n县级行政单位使用财政拨款安排“三公”经费支出总额为46万元，比年初预算增加3万元。",
        [("46万元", "expenditure", "three_public", None, None), ("3万元", "change", "three_public", None, None)],
        id="only what has been spent is held against the budget at the beginning of the year",
    ),
    pytest.param(
        "2022年县委办“三公”经费说明\n\n财政预算拨款“三公”经费支出合计9万元，比上年减少1万元。",
        [("9万元", "expenditure", "three_public", None, None), ("-1万元", "change", "three_public", None, None)],
        id="预算 inside the name of a fund",
    ),
    pytest.param(
        BUDGET + "2021年“三公”经费预算12万元，实际支出10万元（含外宾接待支出3万元）。",
        [
            ("12万元", "budget_initial", "three_public", None, 2021),
            ("10万元", "expenditure", "three_public", None, 2021),
            ("3万元", "expenditure", "three_public", None, 2021),
        ],
        id="what a budget tells of the spending of the year before",
    ),
    pytest.param(
        BUDGET + "2021年“三公”经费支出合计12万元，其中：\n\n（一）公务接待费5万元。\n\n（二）公务用车运行费7万元。",
        [
            ("12万元", "budget_initial", "three_public", None, 2021),
            ("5万元", "budget_initial", "three_public", None, 2021),
            ("7万元", "budget_initial", "three_public", None, 2021),
        ],
        id="parts in paragraphs of their own have the year of their whole",
    ),
    pytest.param(
        ACCOUNT + "公务接待费4万元，较2021年度部门决算公务接待费3万元增加1万元。",
        [
            ("4万元", "expenditure", "three_public", None, None),
            ("3万元", "expenditure", "three_public", None, 2021),
            ("1万元", "change", "three_public", None, None),
        ],
        id="the amount of the year before, named at length",
    ),
    pytest.param(
        "三公经费决算说明\n\n2022年财政拨款决算公开。\n\n公务接待费4万元，比去年3万元少1万元。",
        [
            ("4万元", "expenditure", "three_public", None, None),
            ("3万元", "expenditure", "three_public", None, 2021),
            ("-1万元", "change", "three_public", None, None),
        ],
        id="the year before the report's own",
    ),
    pytest.param(
        BUDGET + "截至2021年12月31日，资产原值合计80万元，其中：\n\n（1）房屋30万元。",
        [("80万元", "other", None, None, 2021), ("30万元", None, None, None, 2021)],
        id="a stock has the year of its date",
    ),
    pytest.param(
        BUDGET
        + "财政拨款收支总预算70万元。收入包括：一般公共预算拨款70万元。支出包括：教育支出60.5元、住房保障支出\n9.5元。",
        [
            ("70万元", "budget_initial", None, None, None),
            ("70万元", "budget_initial", None, GENERAL, None),
            ("60.5元", "budget_initial", "other", None, None),
            ("9.5元", "budget_initial", "other", None, None),
        ],
        id="both sides of one sum",
    ),
    pytest.param(
        "柳塘县2021年财政预算执行情况 2. 政府性基金预算执行情况 2021年政府性基金预算收入完成8亿元，其中：国有土地使用权出让收入完成7亿元。",
        [("8亿元", "revenue", None, FUND, 2021), ("7亿元", "revenue", None, FUND, 2021)],
        id="a heading that runs into its text, and 使用 inside 使用权",
    ),
    pytest.param(
        "柳塘县档案馆2022年部门预算\n\n第三部分：2022年部门预算及“三公”经费预算说明\n\n收入总预算80万元。",
        [("80万元", "budget_initial", None, None, None)],
        id="a heading about the budget and the three expenses gives neither",
    ),
    pytest.param(
        BUDGET + "本部门财政拨款安排“三公”经费9万元，其中：公务接待费2万元。",
        [
            ("9万元", "budget_initial", "three_public", None, None),
            ("2万元", "budget_initial", "three_public", None, None),
        ],
        id="a class of expense that is provided for",
    ),
    pytest.param(
        ACCOUNT + "一般公共预算收入8亿元，比上年减收1亿元，下降11%。带动农户增收6万元。",
        [
            ("8亿元", "revenue", None, GENERAL, None),
            ("-1亿元", "change", None, GENERAL, None),
            ("6万元", "other", None, None, None),
        ],
        id="revenue that falls, and what others earn",
    ),
    pytest.param(
        ACCOUNT
        + "一般公共预算财政拨款基本支出90万元，包括人员经费和公用经费。\n\n人员经费70万元。\n\n公用经费20万元，其中：办公费8万元，维修费2万元。",
        [
            ("90万元", "expenditure", "basic", GENERAL, None),
            ("70万元", "expenditure", "personnel", GENERAL, None),
            ("20万元", "expenditure", "operating", GENERAL, None),
            ("8万元", "expenditure", "other", GENERAL, None),
            ("2万元", "expenditure", "other", GENERAL, None),
        ],
        id="the parts of basic expenditure in paragraphs of their own",
    ),
    pytest.param(
        ACCOUNT
        + "基本支出90万元，包括人员经费和公用经费。公用经费20万元。国内公务接待支出3万元，包括：上级检查2万元。",
        [
            ("90万元", "expenditure", "basic", None, None),
            ("20万元", "expenditure", "operating", None, None),
            ("3万元", "expenditure", "three_public", None, None),
            ("2万元", "expenditure", "three_public", None, None),
        ],
        id="parts in a sentence of their own, and 上级 that names no level",
    ),
    pytest.param(
        ACCOUNT
        + "支出情况\n\n2. 比较情况。一般公共预算财政拨款支出主要用于以下几个方面：\n\n（1）社会保障与就业支出8万元，较年初预算数增加1万元。\n\n（2）住房保障支出2万元。\n\n（四）“三公”经费\n\n公务接待费3万元。",
        [
            ("8万元", "expenditure", "other", GENERAL, None),
            ("1万元", "change", "other", GENERAL, None),
            ("2万元", "expenditure", "other", GENERAL, None),
            ("3万元", "expenditure", "three_public", None, None),
        ],
        id="a fund that the sentence above the items names",
    ),
    pytest.param(
        ACCOUNT
        + "（一）基本支出情况\n\n用于保障机构运转的日常支出60万元。其中：公用经费20万元。\n\n（二）项目支出情况\n\n用于专项业务工作的经费支出9万元。",
        [
            ("60万元", "expenditure", "basic", None, None),
            ("20万元", "expenditure", "operating", None, None),
            ("9万元", "expenditure", "project", None, None),
        ],
        id="the class that the heading names for the first sum below it",
    ),
    pytest.param(
        ACCOUNT + "收、支总计各减少5、7万元。事业收入6万元（含教育收费2万元）。",
        [
            ("-5万元", "change", None, None, None),
            ("-7万元", "change", None, None, None),
            ("6万元", "revenue", None, "other", None),
            ("2万元", "revenue", None, "other", None),
        ],
        id="two differences with one word, and a part of revenue in brackets",
    ),
    pytest.param(
        ACCOUNT + "资产总额90万元，其中：流动资产8万元，对外投资5万元。",
        [
            ("90万元", "other", None, None, None),
            ("8万元", None, None, None, None),
            ("5万元", "other", None, None, None),
        ],
        id="assets are no funds",
    ),
    pytest.param(
        ACCOUNT + "一般公共预算及政府性基金预算支出90万元，主要为社会保障和就业支出8万元，住房保障支出5万元。",
        [
            ("90万元", "expenditure", None, None, None),
            ("8万元", "expenditure", "other", None, None),
            ("5万元", "expenditure", "other", None, None),
        ],
        id="money of two funds is of neither, and 主要为 opens a list",
    ),
    pytest.param(
        ACCOUNT + "2. 公务接待费支出 21 万元, 与 2016 年度决算相比,减少 2 万元。",
        [("21万元", "expenditure", "three_public", None, None), ("-2万元", "change", "three_public", None, None)],
        id="no heading ends behind a comma",
    ),
    pytest.param(
        ACCOUNT + "收入总计80万元，主要原因是人员工资增加；支出总计70万元。",
        [("80万元", "revenue", None, None, None), ("70万元", "expenditure", None, None, None)],
        id="the reason for one sum says nothing of the next",
    ),
    pytest.param(
        ACCOUNT + "公务接待费年初预算5万元，决算3万元。事业收入年初预算6万元，决算4万元。",
        [
            ("5万元", "budget_initial", "three_public", None, None),
            ("3万元", "expenditure", "three_public", None, None),
            ("6万元", "budget_initial", None, "other", None),
            ("4万元", "revenue", None, "other", None),
        ],
        id="what was budgeted and what the account says",
    ),
]


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_items_comparisons_and_dates(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


def test_rates_with_one_word_of_change() -> None:
    text = ACCOUNT + "收、支总计分别为80万元、90万元，各下降5%、6.5%。"
    found = records_of(text)
    assert [(r.measure, str(r.number)) for r in found if isinstance(r, Ratio)] == [
        ("change_rate", "-5"),
        ("change_rate", "-6.5"),
    ]
