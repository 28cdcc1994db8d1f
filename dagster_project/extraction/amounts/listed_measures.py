"""The measure of an amount that a list states as part of another: its own, or that of its whole.

Here belongs which of the two it has, and which words only name a source of money. What is a part of what belongs to
amount_lists.py; class, fund and level of a part, to amount_inheritance.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.records import Amount
from dagster_project.vocabulary import words

_OPENS = re.compile(r"^(?:其中|包括|含|(?:资金)?来源(?=[为是：]))[：:为是]?")
_LEVEL_FUNDS = re.compile(r"(?:中央|省|自治区|市|州|县|区|旗)级?(?:财政(?:专项)?|(?:财政)?衔接)资金")
# 总投资90万元，其中财政奖补资金60万元，村民筹资20万元，村集体投入10万元
_PAYERS = re.compile(
    r"(?:[^，。；]{0,4}财政)奖补资金|(?:村集体|集体|村民|农民|群众|企业|社会|单位|以[劳物])?(?:一事一议)?(?:自筹|筹资|捐资|折资|捐赠|筹资筹劳|投入|集资|投劳)(?:资金)?|村集体资金|整合其他资金"
)
_OTHER_SOURCES = ("地方资金", "其他资金", "地方财政资金", "自有资金", "社会资金", "市县资金", "市、县财政资金")
_OPENING_BALANCE = re.compile(r"(?:上年|年初|以前年度)[^，。；]{0,6}结[转余]")
_CARRIED_SPENDING = re.compile(r"(?:上年|年初)结转(?:结余)?(?:资金)?支出$")  # 预算支出 …，其中：上年结转支出5万元
_BUDGETED_AHEAD = re.compile(
    r"提前下达(?!的?通知)"
)  # 项目支出预算 …，其中提前下达中央补助5万元: a part of the year's budget
_EXECUTED = re.compile(r"[，；。]?(?:实际|已|共|全年|累计)*执行(?:了|为|数)?")  # 预算26万元，其中区级20万元；执行24万元
_TAXES = re.compile(r"税收?$")  # 一般公共预算收入 …，其中：契税等地方税收5万元
_OWN_FUND = re.compile(r"(?:资金|经费|补助)[为共计约]*$")
_BUDGETS = ("budget_initial", "budget_adjusted")
# What is no part of a budget where a strong word says so; a budget of another stage is.
_OTHER_THAN_BUDGET = ("expenditure", "funds_received", "carryover", "unit_standard", "other", *_BUDGETS)


def is_source(seen: str) -> bool:
    """Tell whether words name nothing but where money comes from: 其中：省级财政资金, 其他资金."""
    bare = _OPENS.sub("", seen.strip("，。：、；（） "))
    return (
        bare in words("funding_levels")
        or bare in words("project_words", kind="whole")
        or bare in _OTHER_SOURCES
        or _LEVEL_FUNDS.fullmatch(bare) is not None
        or _PAYERS.fullmatch(bare) is not None
    )


def governed(
    part: Amount, code: str | None, strong: bool, worded: str, *, of_project: bool = False
) -> tuple[bool, str | None]:
    """Tell whether a listed figure keeps the measure of its whole, and which measure it has.

    ``of_project``: both are a project's money, whose spending is told by its uses (其中：培训经费5万元).

    A part of a budget stays budget although it is called 收入 or 支出; an amount with a strong word of another kind is no part.
    """
    whole, label = part.measure, part.label or ""
    if whole == "other" and code == "funding" and not strong and "资产" in label:
        return True, whole  # 资产总额90万元，其中：对外投资5万元
    if whole == "other" and code is None and "采购" in label:
        return True, whole  # 实际采购金额90万元，其中货物类50万元
    if whole == "unit_standard" and code == "funding" and worded.lstrip("，；。、")[:1] in ("共", "合", "总"):
        return False, code  # 每座奖补1200元，其中省级800元，共需资金84万元
    if whole is None or whole == "other":
        return True, code
    is_budget = whole.startswith("budget")
    of_all_years = "本年收入" not in label and (whole == "revenue" or is_budget)
    if code == "carryover" and of_all_years and _OPENING_BALANCE.search(worded):
        return True, code  # 收入预算 …，其中：一般公共预算拨款 …，上年结转 …
    if is_budget:
        return _part_of_budget(whole, code, strong, worded)
    if _is_called_otherwise(whole, code, worded):
        return True, whole
    if (strong and code != whole) or _is_no_part(whole, code, worded):
        return False, code
    if whole == "funding" and code in ("expenditure", "revenue"):
        return True, code
    uses_own = part.category != "project" and not of_project and _OWN_FUND.search(worded) is not None
    return True, code if whole == "expenditure" and code == "funding" and uses_own else whole


def _part_of_budget(whole: str, code: str | None, strong: bool, worded: str) -> tuple[bool, str | None]:
    if _EXECUTED.fullmatch(worded):
        return False, "expenditure"
    if _CARRIED_SPENDING.search(worded):
        return True, "carryover"
    if code == "funds_received" and _BUDGETED_AHEAD.search(worded):
        return True, whole
    if strong and code in _OTHER_THAN_BUDGET:
        return code in _BUDGETS, code
    return True, whole


def _is_called_otherwise(whole: str, code: str | None, worded: str) -> bool:
    """Tell whether a part's words name its source or fund, and no measure of its own."""
    if code == "funding" and whole in ("expenditure", "funds_received", "carryover") and is_source(worded):
        return True  # 支出1032万元（含中央资金689万元，其他资金11万元）
    if whole != "revenue":
        return False
    # 收入80万元，其中一般公共财政拨款预算收入70万元: the name of a fund
    is_fund = code == "budget_initial" and worded.endswith("预算收入")
    return is_fund or (code == "other" and _TAXES.search(worded) is not None)


def _is_no_part(whole: str, code: str | None, worded: str) -> bool:
    """Tell whether a part is of another measure than its whole."""
    if whole == "funds_received" and code == "expenditure" and worded.strip("，、（") in ("支出", "已支出"):
        return True  # 下达90万元，其中：A补助60万元，支出50万元
    if whole == "carryover" and code is not None:
        return True
    return whole in ("revenue", "expenditure") and code in ("revenue", "expenditure") and code != whole
