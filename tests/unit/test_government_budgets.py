"""Reports on a government's budget and its revenue: text → (figure, measure, category, fund type, fund level, year)."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import Amount

GENERAL, FUND = "general_public_budget", "government_fund"
Stated = tuple[str, str | None, str | None, str | None, str | None, int | None]


def stated(text: str) -> list[Stated]:
    amounts = sorted((r for r in records_of(text) if isinstance(r, Amount)), key=lambda amount: amount.value_start)
    return [
        (f"{a.number}{a.unit or ''}", a.measure, a.category, a.fund_type, a.fund_level, a.fiscal_year) for a in amounts
    ]


REPORT = "柳塘县2021年财政预算执行情况和2022年财政预算（草案）的报告\n\n"


ADJUSTED = "柳塘县2022年县级预算调整方案（草案）\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            ADJUSTED
            + "全县一般公共预算收入预算总计调整为870万元，调增130万元。其中：县本级收入不变；转移性收入调整为410万元，"
            "调增130万元，主要是调增上级补助收入90万元、债务转贷收入40万元。",
            [
                ("870万元", "budget_adjusted", None, GENERAL, None, None),
                ("130万元", "change", None, GENERAL, None, None),
                ("410万元", "budget_adjusted", None, None, "superior", None),
                ("130万元", "change", None, None, "superior", None),
                ("90万元", "change", None, None, "superior", None),
                ("40万元", "change", None, GENERAL, None, None),
            ],
            id="what is adjusted is a difference in whatever list, and so is what is named beside it",
        ),
        pytest.param(
            ADJUSTED
            + "一般公共预算收入由年初预算620万元调整为640万元，调增20万元。其中：非税收入由年初预算110万元调整为130万元，"
            "主要由于：（1）企业利润上缴调增29万元；（2）减免租金，调减国有资源有偿使用收入9万元。",
            [
                ("620万元", "budget_initial", None, GENERAL, None, None),
                ("640万元", "budget_adjusted", None, GENERAL, None, None),
                ("20万元", "change", None, GENERAL, None, None),
                ("110万元", "budget_initial", None, "other", None, None),
                ("130万元", "budget_adjusted", None, GENERAL, None, None),
                ("29万元", "change", None, GENERAL, None, None),
                ("-9万元", "change", None, GENERAL, None, None),
            ],
            id="up and down",
        ),
        pytest.param(
            ADJUSTED
            + "县人大批准的一般公共预算支出预算为950万元，根据财力变动调整支出预算为980万元。具体调整：一是增加地方政府一般债务转贷收入30万元。",
            [
                ("950万元", "budget_initial", None, GENERAL, None, None),
                ("980万元", "budget_adjusted", None, None, None, None),
                ("30万元", "change", None, None, None, None),
            ],
            id="a budget that is adjusted, and revenue that is added to it",
        ),
    ],
)
def test_adjustments(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            REPORT
            + "一、2021年财政预算执行情况\n2. 全县政府性基金预算收入完成9亿元。加上转移性收入2亿元，收入合计11亿元。\n"
            "二、2022年财政预算草案\n全县政府性基金预算收入预期8亿元。\n",
            [
                ("9亿元", "revenue", None, FUND, None, None),
                ("2亿元", "revenue", None, None, "superior", None),
                ("11亿元", "revenue", None, FUND, None, None),
                ("8亿元", "budget_initial", None, FUND, None, 2022),
            ],
            id="each part has the year of its heading, and a sum of all has the fund that others were added to",
        ),
        pytest.param(
            "1-5月，一般公共预算收入累计完成600万元，完成年初预算数1500万元的40%，比上年减收20万元。"
            "其中：税收收入400万元，比上年增收10万元；非税收入200万元。一般公共预算支出完成900万元。",
            [
                ("600万元", "revenue", None, GENERAL, None, None),
                ("1500万元", "budget_initial", None, GENERAL, None, None),
                ("-20万元", "change", None, GENERAL, None, None),
                ("400万元", "revenue", None, GENERAL, None, None),
                ("10万元", "change", None, GENERAL, None, None),
                ("200万元", "revenue", None, GENERAL, None, None),
                ("900万元", "expenditure", None, GENERAL, None, None),
            ],
            id="what has come in is no budget, and a budget beside its rate is only held against",
        ),
        pytest.param(
            "全县一般公共预算收入90万元，同比下降2.5%，完成年度预算的96%，加上上级补助收入30万元，调入资金9万元，总收入为129万元。"
            "全县一般公共预算支出80万元，为年度预算的90%，加上上解上级支出6万元，总支出为86万元。",
            [
                ("90万元", "revenue", None, GENERAL, None, None),
                ("30万元", "revenue", None, None, "superior", None),
                ("9万元", "revenue", None, None, None, None),
                ("129万元", "revenue", None, GENERAL, None, None),
                ("80万元", "expenditure", None, GENERAL, None, None),
                ("6万元", "expenditure", "other", None, None, None),
                ("86万元", "expenditure", None, GENERAL, None, None),
            ],
            id="sums with their rate of the year's budget have come in, and 总收入 is the sum of all that was added",
        ),
        pytest.param(
            "公共财政预算收入完成700万元，其中：税务局完成500万元，增加30万元。累计完成基金支出90万元。",
            [
                ("700万元", "revenue", None, GENERAL, None, None),
                ("500万元", "revenue", None, GENERAL, None, None),
                ("30万元", "change", None, GENERAL, None, None),
                ("90万元", "expenditure", None, FUND, None, None),
            ],
            id="revenue by who collects it",
        ),
        pytest.param(
            "全市社会保险基金预算收入完成8亿元。政府债务余额12亿元。偿还到期债券本金3亿元。",
            [
                ("8亿元", "revenue", None, "other", None, None),
                ("12亿元", "other", None, None, None, None),
                ("3亿元", "expenditure", None, None, None, None),
            ],
            id="funds of insurance, debt and its repayment",
        ),
        pytest.param(
            "一般公共预算总支出完成90万元，其中：上解支出5万元，补充预算稳定调节基金4万元，其他支出3万元。",
            [
                ("90万元", "expenditure", None, GENERAL, None, None),
                ("5万元", "expenditure", "other", GENERAL, None, None),
                ("4万元", "expenditure", "other", GENERAL, None, None),
                ("3万元", "expenditure", "other", GENERAL, None, None),
            ],
            id="items of the balance are items of the budget",
        ),
        pytest.param(
            "一般公共预算收入预算数为9亿元，实际完成9.1亿元，比上年决算数8.8亿元增长3.4%，加上上级补助收入2亿元、上年结余1亿元，收入合计12.1亿元。结转下年0.5亿元。",
            [
                ("9亿元", "budget_initial", None, GENERAL, None, None),
                ("9.1亿元", "revenue", None, GENERAL, None, None),
                ("8.8亿元", "revenue", None, GENERAL, None, None),
                ("2亿元", "revenue", None, None, "superior", None),
                ("1亿元", "carryover", None, GENERAL, None, None),
                ("12.1亿元", "revenue", None, GENERAL, None, None),
                ("0.5亿元", "carryover", None, GENERAL, None, None),
            ],
            id="what is added has words of its own, and what is left is of the same budget",
        ),
        pytest.param(
            "柳塘市上半年财政收支情况\n一、一般公共预算收入情况\n上半年，全市一般公共预算收入80亿元，其中：税收收入60亿元，非税收入20亿元。主要税收项目如下：\n"
            "增值税30亿元，同比增长2%；\n契税等地方税收9亿元。\n二、分征收部门完成情况为：财政局完成20亿元。\n",
            [
                ("80亿元", "revenue", None, GENERAL, None, None),
                ("60亿元", "revenue", None, GENERAL, None, None),
                ("20亿元", "revenue", None, GENERAL, None, None),
                ("30亿元", "revenue", None, GENERAL, None, None),
                ("9亿元", "revenue", None, GENERAL, None, None),
                ("20亿元", "revenue", None, GENERAL, None, None),
            ],
            id="a bulletin tells what has come in, by tax and by who collects it",
        ),
        pytest.param(
            "本级预算执行审计：管理不规范资金300万元，应调账处理资金50万元，应归还原渠道资金20万元。",
            [
                ("300万元", "other", None, None, None, None),
                ("50万元", "other", None, None, None, None),
                ("20万元", "other", None, None, None, None),
            ],
            id="what an audit found",
        ),
    ],
)
def test_government_budgets(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


STATION = "柳塘县农技站2025年部门预算\n\n部门预算编制的预算说明。\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            STATION
            + "一般公共预算拨款收入80万元，2024年收入预算总计90万元，同比降低10万元。其中：一般公共预算拨款80万元。",
            [
                ("80万元", "budget_initial", None, GENERAL, None, None),
                ("90万元", "budget_initial", None, None, None, 2024),
                ("-10万元", "change", None, GENERAL, None, None),
                ("80万元", "budget_initial", None, GENERAL, None, None),
            ],
            id="an earlier year is named for comparison and holds for its own sum alone",
        ),
        pytest.param(
            STATION + "2025年预算支出80万元，其中：一般公共预算拨款支出75万元、上年结转支出5万元。",
            [
                ("80万元", "budget_initial", None, None, None, 2025),
                ("75万元", "budget_initial", None, GENERAL, None, 2025),
                ("5万元", "carryover", None, None, None, 2025),
            ],
            id="money carried over in a budget of spending",
        ),
        pytest.param(
            "按支出性质分：工资福利支出70万元；商品和服务支出38万元；对个人和家庭的补助5万元。",
            [
                ("70万元", "expenditure", "personnel", None, None, None),
                ("38万元", "expenditure", "other", None, None, None),
                ("5万元", "expenditure", "personnel", None, None, None),
            ],
            id="economic classes",
        ),
        pytest.param(
            STATION + "我站2025年主要项目支出有办公楼维修经费30万元，农技推广经费28万元。会议费增加2万元。",
            [
                ("30万元", "budget_initial", None, None, None, 2025),
                ("28万元", "budget_initial", None, None, None, 2025),
                ("2万元", "change", "other", None, None, None),
            ],
            id="projects that spending has, and a class that grows",
        ),
    ],
)
def test_budgets_of_departments(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "省财政厅下达我市2024年省级水利发展资金90万元。\n柳塘县：省级财政水利发展资金60万元；\n石桥县：省级财政水利发展资金30万元。\n",
            [
                ("90万元", "funds_received", None, None, "province", 2024),
                ("60万元", "funds_received", None, None, "province", None),
                ("30万元", "funds_received", None, None, "province", None),
            ],
            id="a line for each body's share",
        ),
        pytest.param(
            "现拨付你单位义务教育补助经费预算（自治区直达资金）12万元，其中：小学公用经费8万元。",
            [
                ("12万元", "funds_received", None, None, "province", None),
                ("8万元", "funds_received", "operating", None, "province", None),
            ],
            id="a notice hands a budget on",
        ),
        pytest.param(
            "我县获得中央水利发展资金50万元。全县支出中央水利发展资金40万元。50万元资金全部拨付到位。",
            [
                ("50万元", "funds_received", None, None, "central", None),
                ("40万元", "expenditure", None, None, "central", None),
                ("50万元", "funds_received", None, None, None, None),
            ],
            id="obtained, spent and arrived",
        ),
        pytest.param(
            "下达中央财政资金30万元，县财政资金20万元。",
            [
                ("30万元", "funds_received", None, None, "central", None),
                ("20万元", "funds_received", None, None, "county", None),
            ],
            id="sources side by side",
        ),
        pytest.param(
            "有3个支出项目，其中，案卷装订年初预算数6万元，年末结算支出6万元；档案整理41万元，年末结算支出40万元。",
            [
                ("6万元", "budget_initial", None, None, None, None),
                ("6万元", "expenditure", None, None, None, None),
                ("41万元", "budget_initial", None, None, None, None),
                ("40万元", "expenditure", None, None, None, None),
            ],
            id="items told alike",
        ),
    ],
)
def test_funds(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected
