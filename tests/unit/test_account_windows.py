"""Windows of final accounts: text → (figure as written, measure, category, fund type, level) of its amounts.

Here belongs what headings, captions, brackets and words behind a figure hand on in such texts.
"""

from __future__ import annotations

import pytest
from report_of import records_of
from stated_amounts import ACCOUNT, BUDGET

from dagster_project.extraction.records import Amount

Read = tuple[str, str | None, str | None, str | None, str | None]
GENERAL, FUND = "general_public_budget", "government_fund"


def read(text: str) -> list[Read]:
    amounts = sorted((r for r in records_of(text) if isinstance(r, Amount)), key=lambda amount: amount.value_start)
    return [(f"{a.number}{a.unit or ''}", a.measure, a.category, a.fund_type, a.fund_level) for a in amounts]


def spent(figure: str, category: str | None, fund: str | None = None) -> Read:
    return figure, "expenditure", category, fund, None


TABLES = [
    pytest.param(
        "柳塘县台商园2022年度部门“三公”经费预算情况表\n单位：元\n项目 2021执行数 2022预算数\n一、支出合计   260000\n1、因公出国（境）费用\n"
        "2、公务接待费   160000\n3、公务用车费   100000\n二、相关统计数\n1.因公出国（境）团组数（个）   0\n4.公务用车保有量（辆）   3\n",
        [
            ("260000元", "budget_initial", "three_public", None, None),
            ("160000元", "budget_initial", "three_public", None, None),
            ("100000元", "budget_initial", "three_public", None, None),
        ],
        id="rows of a budget whose header was lost, and counts that are no money",
    ),
    pytest.param(
        "2022年柳塘县一般公共预算收入执行情况表\n单位：万元\n项目 | 2021年完成数 | 2022年完成数\n增值税 | 13.5 | 17.5\n",
        [
            ("13.5万元", "revenue", None, GENERAL, None),
            ("17.5万元", "revenue", None, GENERAL, None),
        ],
        id="what was executed of revenue was received",
    ),
    pytest.param(
        "柳塘县档案馆2022年一般公共预算财政拨款“三公”经费支出决算表\n单位：万元\n项 目 | 预 算 数 | 决 算 数\n"
        "合 计 | 5 | 3.2\n公务接待费 | 2 | 0.7\n公务用车运行维护费 | 3 | 2.5\n",
        [
            ("5万元", "budget_initial", "three_public", GENERAL, None),
            spent("3.2万元", "three_public", GENERAL),
            ("2万元", "budget_initial", "three_public", GENERAL, None),
            spent("0.7万元", "three_public", GENERAL),
            ("3万元", "budget_initial", "three_public", GENERAL, None),
            spent("2.5万元", "three_public", GENERAL),
        ],
        id="pipes between the cells only",
    ),
    pytest.param(
        "柳塘县档案馆2022年度一般公共预算财政拨款“三公”经费支出决算 一、2022年度一般公共预算财政拨款“三公”经费支出决算表 "
        "单位：万元 项 目 预 算 数 决 算 数 合 计 5.1 3.2 公务接待费 2.1 0.7 公务用车运行维护费 3 2.5 二、情况说明",
        [
            ("5.1万元", "budget_initial", "three_public", GENERAL, None),
            spent("3.2万元", "three_public", GENERAL),
            ("2.1万元", "budget_initial", "three_public", GENERAL, None),
            spent("0.7万元", "three_public", GENERAL),
            ("3万元", "budget_initial", "three_public", GENERAL, None),
            spent("2.5万元", "three_public", GENERAL),
        ],
        id="a title before the note of the unit is no header",
    ),
    pytest.param(
        "收入支出决算总表\n单位：万元\n收入 | 支出\n项目 | 行次 | 金额 | 项目 | 行次 | 金额\n栏次 | 1 | 栏次 | 2\n"
        "一、财政拨款收入 | 1 | 62.5 | 一、国防支出 | 31 | \n | 8 |  | 八、教育支出 | 38 | 71.5\n"
        "本年收入合计 | 23 | 62.5 | 本年支出合计 | 50 | 71.5\n",
        [
            ("62.5万元", "revenue", None, None, "fiscal"),
            spent("71.5万元", "other"),
            ("62.5万元", "revenue", None, None, None),
            spent("71.5万元", None),
        ],
        id="the numbers of lines are no money",
    ),
    pytest.param(
        "收入支出决算总表 | |||||\n部门：柳塘县档案馆 | 金额单位：万元 | ||||\n收入 | 支出 | ||||\n"
        "项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |\n一、财政拨款收入 | 1 | 426.38 | 一、国防支出 | 35 | |\n"
        "其中：政府性基金预算财政拨款 | 2 | 56.8 | 二、外交支出 | 36 | |\n三、事业收入 | 4 | 四、公共安全支出 | 38 | ||\n"
        "六、其他收入 | 7 | 9.37 | 七、科学技术支出 | 41 | |\n8 | 八、教育支出 | 42 | 495.5 |\n9 | 九、卫生健康支出 | 43 |\n",
        [
            ("426.38万元", "revenue", None, None, "fiscal"),
            ("56.8万元", "revenue", None, FUND, None),
            ("9.37万元", "revenue", None, "other", None),
            spent("495.5万元", "other"),
        ],
        id="the side of revenue, and rows that open with their number",
    ),
]
SHAPES = [
    pytest.param(
        "收入支出决算总表\n公开01表\n部门：柳塘县水文站 金额单位：万元\n收入 支出\n项目 行次 金额 项目 行次 金额\n栏次 1 栏次 2\n"
        "一、一般公共预算财政拨款收入 1 81.46 一、国防支出 32 0.00\n五、事业收入 5 1.50 五、教育支出 36 3.10\n",
        [
            ("81.46万元", "revenue", None, GENERAL, None),
            spent("0.00万元", "other"),
            ("1.50万元", "revenue", None, "other", None),
            spent("3.10万元", "other"),
        ],
        id="a header of line numbers in a table drawn with blanks",
    ),
    pytest.param(
        "一般公共预算财政拨款“三公”经费支出决算表\n公开07表\n部门：柳塘县水文站 金额单位：万元\n预算数 决算数\n"
        "合计 因公出国（境）费 公务用车购置及运行费 公务接待费 合计 因公出国（境）费 公务用车购置及运行费 公务接待费\n"
        "小计 公务用车购置费 公务用车运行费 小计 公务用车购置费 公务用车运行费\n1 2 3 4 5 6 7 8 9 10 11 12\n"
        "9.5 0.0 7.1 0.0 7.1 2.4 7.6 0.0 6.1 0.0 6.1 1.5\n",
        [("9.5万元", "budget_initial", "three_public", GENERAL, None)]
        + [(f"{n}万元", "budget_initial", "three_public", GENERAL, None) for n in ("0.0", "7.1", "0.0", "7.1", "2.4")]
        + [spent(f"{n}万元", "three_public", GENERAL) for n in ("7.6", "0.0", "6.1", "0.0", "6.1", "1.5")],
        id="three levels of a header drawn with blanks",
    ),
    pytest.param(
        "一般公共预算财政拨款基本支出决算表 公开06表 部门：柳塘县水文站 金额单位：万元 人员经费 公用经费 科目编码 科目名称 决算数 "
        "科目编码 科目名称 决算数 301 工资福利支出 40.22 302 商品和服务支出 8.08 30101 基本工资 15.3 30201 办公费 1.5",
        [
            spent("40.22万元", "personnel", GENERAL),
            spent("8.08万元", "other", GENERAL),
            spent("15.3万元", "personnel", GENERAL),
            spent("1.5万元", "other", GENERAL),
        ],
        id="codes of expenses in one line are no money",
    ),
    pytest.param(
        "政府性基金预算财政拨款收入支出决算表\n公开08表\n部门：柳塘县水文站 | 金额单位：万元 |\n项目 |  | 本年收入 | 本年支出 |\n"
        "功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |\n合计 |  | 35.2 | 35.2 |  | 35.2 |\n",
        [
            ("35.2万元", "revenue", None, FUND, None),
            spent("35.2万元", None, FUND),
            spent("35.2万元", "project", FUND),
        ],
        id="the code of the form behind the title is none of it",
    ),
    pytest.param(
        "财政拨款收入支出决算总表\n部门：柳塘县水文站 | 金额单位：万元 |\n收入 | 支出 |\n"
        "项目 | 行次 | 金额 | 项目 | 行次 | 合计 | 一般公共预算财政拨款 |\n一、一般公共预算财政拨款 | 1 | 81.2 | 八、教育支出 | 37 | 77.4 | 77.4 |\n",
        [
            ("81.2万元", "revenue", None, GENERAL, None),
            spent("77.4万元", "other"),
            spent("77.4万元", "other", GENERAL),
        ],
        id="a fund on the side of revenue",
    ),
    pytest.param(
        "财政拨款收入支出决算总表\n部门：柳塘县水文站 | 金额单位：万元 |\n收入 | 支出 |\n"
        "项目 | 行次 | 金额 | 项目 | 行次 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |\n"
        "年初财政拨款结转和结余 | 26 | 20.1 | 八、教育支出 | 37 | 77.4 | 77.4 | |\n",
        [
            ("20.1万元", "carryover", None, None, "fiscal"),
            spent("77.4万元", "other"),
            spent("77.4万元", "other", GENERAL),
        ],
        id="sides of unequal width with the numbers of their lines",
    ),
    pytest.param(
        "收入支出决算总表 部门：柳塘县水文站 金额单位：万元 收入 支出 项目 行次 金额 项目 行次 金额 五、事业收入 5 12.5 "
        "五、教育支出 36 3.1 使用非财政拨款结余 28 结余分配 59 年初结转和结余 29 21.08 年末结转和结余 60 27.6",
        [
            ("12.5万元", "revenue", None, "other", None),
            spent("3.1万元", "other"),
            ("21.08万元", "carryover", None, None, None),
            ("27.6万元", "carryover", None, None, None),
        ],
        id="a line's number before a label that begins like a counter",
    ),
]
INHERITED = [
    pytest.param(
        ACCOUNT
        + "二、一般公共预算\n人大一次会议批准的2022年一般公共预算收入为35万元。一般公共预算收入40万元，加上级转移支付收入18万元，"
        "其中：一般转移支付收入14万元，上年结转结余6万元，基金调入1万元，收入合计65万元；支出60万元，专项上解3万元，结转下年使用2万元。",
        [
            ("35万元", "budget_initial", None, GENERAL, None),
            ("40万元", "revenue", None, GENERAL, None),
            ("18万元", "revenue", None, None, "superior"),
            ("14万元", "revenue", None, None, "superior"),
            ("6万元", "carryover", None, GENERAL, None),
            ("1万元", "revenue", None, GENERAL, None),
            ("65万元", "revenue", None, GENERAL, None),
            spent("60万元", None, GENERAL),
            spent("3万元", "other", GENERAL),
            ("2万元", "carryover", None, GENERAL, None),
        ],
        id="what the transfers' list does not hold",
    ),
    pytest.param(
        "柳塘县2021年“三公经费”财政拨款预算中，因公出国（境）费6万元，公务接待费8万元（较2020年压缩2%）。",
        [
            ("6万元", "budget_initial", "three_public", None, None),
            ("8万元", "budget_initial", "three_public", None, None),
        ],
        id="the frame of the sentence says the stage",
    ),
    pytest.param(
        ACCOUNT + "三、政府性基金收支及其平衡情况\n政府性基金收入80万元，加上年结余收入9万元，上级补助收入20万元"
        "（其中：防汛国债7万元），债务转贷收入30万元，收入合计139万元。\n上述收支相抵，年终结余6万元。",
        [
            ("80万元", "revenue", None, FUND, None),
            ("9万元", "carryover", None, FUND, None),
            ("20万元", "revenue", None, None, "superior"),
            ("7万元", "revenue", None, None, "superior"),
            ("30万元", "revenue", None, FUND, None),
            ("139万元", "revenue", None, FUND, None),
            ("6万元", "carryover", None, FUND, None),
        ],
        id="what is left is of the fund in the heading, a list in brackets ends with them",
    ),
    pytest.param(
        ACCOUNT + "四、社会保险基金收支\n社会保险基金收入30万元，上年结余8万元。",
        [("30万元", "revenue", None, "other", None), ("8万元", "carryover", None, "other", None)],
        id="the heading of the insurance funds",
    ),
    pytest.param(
        ACCOUNT + "1.财政拨款收入36.5万元，为一般公共预算资金。\n2.事业收入5万元。",
        [("36.5万元", "revenue", None, GENERAL, None), ("5万元", "revenue", None, "other", None)],
        id="the fund is named behind the figure",
    ),
    pytest.param(
        ACCOUNT + "收入决算总额为90万元，其中预算财政拨款80万元，2021年结转10万元。",
        [
            ("90万元", "revenue", None, None, None),
            ("80万元", "revenue", None, None, "fiscal"),
            ("10万元", "carryover", None, None, None),
        ],
        id="预算 inside a fund's name makes no budget figure",
    ),
    pytest.param(
        ACCOUNT + "总收入90万元，较上年减少9万元。其中，财政补助收入减少12万元；事业收入增长3万元。",
        [
            ("90万元", "revenue", None, None, None),
            ("-9万元", "change", None, None, None),
            ("-12万元", "change", None, None, "fiscal"),
            ("3万元", "change", None, "other", None),
        ],
        id="a change with a fund of its own takes no level from the one before",
    ),
]

WORDED = [
    pytest.param(
        ACCOUNT
        + "本年支出80万元，支出具体情况如下：\n1.教育支出（205类）60万元：主要用于：\n教职工工资社保、日常运转和业务支出，\n"
        "生活补贴，服务活动。较2021年度决算数减少5万元，下降7.69%。\n",
        [spent("80万元", None), spent("60万元", "other"), ("-5万元", "change", "other", None, None)],
        id="a difference behind the use of an item, which the colon put into a paragraph of its own",
    ),
    pytest.param(
        ACCOUNT
        + "公务接待费支出3.4万元，具体内容包括：水文监测1.2万元，渠道执法1.5万元；堤防管护0.17；卫生健康0.4；行政运行0.13万元。",
        [
            spent(figure, "three_public")
            for figure in ("3.4万元", "1.2万元", "1.5万元", "0.17万元", "0.4万元", "0.13万元")
        ],
        id="items of a list without a unit, and functions as the occasions of receptions",
    ),
    pytest.param(
        ACCOUNT + "2022年总支出80万元，其中基本支出70万元。基本支出中诊疗业务支出50万元，管理费用11万元。"
        "相比2021年的总支出75.5减少4.5万元。",
        [
            spent("80万元", None),
            spent("70万元", "basic"),
            spent("50万元", "other"),
            spent("11万元", "other"),
            spent("75.5万元", None),
            ("-4.5万元", "change", None, None, None),
        ],
        id="within a class, and the whole of the year before",
    ),
    pytest.param(
        ACCOUNT + "主要原因：年中追加了一般性项目新库房物业管理费13.2万元、展厅陈列项目22万元。",
        [("13.2万元", "change", "project", None, None), ("22万元", "change", "project", None, None)],
        id="projects added in the course of the year",
    ),
    pytest.param(
        "（一）机关运行经费支出情况\n2023年度机关运行经费支出18.4万元，比上年减少9.2万元。\n（二）政府采购支出情况\n"
        "2023年度政府采购支出总额8.6万元，其中：政府采购货物支出8.6万元。\n（三）预算绩效管理要求，本单位预算绩效管理。",
        [
            spent("18.4万元", "operating"),
            ("-9.2万元", "change", "operating", None, None),
            spent("8.6万元", "other"),
            spent("8.6万元", "other"),
        ],
        id="a part of an account that never names itself",
    ),
    pytest.param(
        BUDGET
        + "预算总收入652.4万元（本年收入633.7，上年结转18.7万元）。\n三、主要支出\n1、安排预算内专项经费61.9万元，主要是：读书节17.3万元，"
        "征集工作经费44.6万元。\n2、档案馆资产合计数97.2万元。基本支出：行政运行（档案事务）88.5万元。",
        [
            ("652.4万元", "budget_initial", None, None, None),
            ("633.7万元", "budget_initial", None, None, None),
            ("18.7万元", "carryover", None, None, None),
            ("61.9万元", "budget_initial", None, None, None),
            ("17.3万元", "budget_initial", "other", None, None),
            ("44.6万元", "budget_initial", "other", None, None),
            ("97.2万元", "other", None, None, None),
            ("88.5万元", "budget_initial", "other", None, None),
        ],
        id="a unit behind the last sum of a bracket, the uses of a special fund, assets and items of the budget",
    ),
]


PAGES = [
    pytest.param(
        "柳塘县水务局2022年预算执行情况表\n单位：万元\n项目\t年初预算数\t全年执行数\n基本支出\t61.3\t60.8\n上年结转资金\t9.3\t8.7\n其中：甲类\n"
        "其中：乙类\n项目支出\t16.9\t15.4\n上年结转资金\t4.7\t3.9\n",
        [
            ("61.3万元", "budget_initial", "basic", None, None),
            spent("60.8万元", "basic"),
            ("9.3万元", "budget_initial", None, None, None),
            spent("8.7万元", None),
            ("16.9万元", "budget_initial", "project", None, None),
            spent("15.4万元", "project"),
            ("4.7万元", "budget_initial", None, None, None),
            spent("3.9万元", None),
        ],
        id="behind rows left blank a table goes on with all that its head says",
    ),
    pytest.param(
        "2022年县级“三公”经费财政拨款支出61.7万元。具体情况如下：\n（一）因公出国（境）费9.3万元。\n（二）公务用车购置及运行费38.5万元。其中：\n"
        "1、公务用车购置费17.1万元。\n2、公务用车运行费21.4万元。\n（三）公务接待费13.9万元，接待86批次。\n",
        [
            ("61.7万元", "expenditure", "three_public", None, "county"),
            *(spent(figure, "three_public") for figure in ("9.3万元", "38.5万元", "17.1万元", "21.4万元", "13.9万元")),
        ],
        id="an item that opens a list of its own does not end the list it stands in",
    ),
    pytest.param(
        "柳塘县档案馆2022年收支预算总表\n单位：万元\n项目\n预算数\n项目\n预算数\n一、财政拨款\n83.6\n一、基本支出\n61.3\n二、事业收入\n"
        "二、项目支出\n22.3\n三、上级补助收入\n三、经营支出\n四、经营收入\n四、上缴支出\n五、其他收入\n本年收入合计\n83.6\n本年支出合计\n83.6\n"
        "柳塘县档案馆2022年基本信息表\n单位：人、辆\n单位名称\n实有人数\n在职人员\n离退休人员\n合计\n74\n52\n22\n县档案馆\n39\n28\n11\n",
        [
            ("83.6万元", "budget_initial", None, None, "fiscal"),
            ("61.3万元", "budget_initial", "basic", None, None),
            ("22.3万元", "budget_initial", "project", None, None),
            ("83.6万元", "budget_initial", None, None, None),
            ("83.6万元", "budget_initial", None, None, None),
        ],
        id="rows left blank between those with sums, and a table of persons behind it",
    ),
    pytest.param(
        "柳塘县档案馆2022年部门预算 部门收支总表 单位：万元 项目 2022年预算数 一、财政拨款收入 83.6 二、教育支出 61.3 第 2 页,共 9 页 三、住房保障支出 22.3 二、说明",
        [
            ("83.6万元", "budget_initial", None, None, "fiscal"),
            ("61.3万元", "budget_initial", "other", None, None),
            ("22.3万元", "budget_initial", "other", None, None),
        ],
        id="the foot of a page between the rows",
    ),
    pytest.param(
        "2022年柳塘县档案馆“三公”经费情况统计表 | ||\n| 单位：万元 | |\n项 目 | 本年预算数 |\n合 计 | 5.4 |\n因公出国费 | 0 |\n公务接待费 | 5.4 |\n".replace(
            "\n", " "
        ),
        [(figure, "budget_initial", "three_public", None, None) for figure in ("5.4万元", "0万元", "5.4万元")],
        id="a title that shares its row with the unit",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLES + SHAPES + INHERITED + WORDED + PAGES)
def test_windows_of_accounts(text: str, expected: list[Read]) -> None:
    assert read(text) == expected
