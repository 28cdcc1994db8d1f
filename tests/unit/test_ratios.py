"""Percentages about money: text → (measure, number); those about work are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_of import records_of

from dagster_project.extraction.records import Indicator, Ratio


def ratios(text: str) -> list[tuple[str, Decimal]]:
    records = records_of(text)
    return [(r.measure, r.number) for r in records if isinstance(r, Ratio)]


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("预算执行率为96.4%。", "execution_rate", "96.4"),
        ("支出40万元，完成预算的95%。", "execution_rate", "95"),
        ("资金到位率100%。", "funds_received_rate", "100"),
        ("支出40万元，比上年增长5.2%。", "change_rate", "5.2"),
        ("支出40万元，较上年减少3万元，下降6.98%。", "change_rate", "-6.98"),
        ("资金结余率2.1%。", "carryover_rate", "2.1"),
        ("基本支出40万元，占总支出的62%。", "share", "62"),
        ("项目支出24万元，占38%。", "share", "38"),
        ("支出80万元（含人员支出50万元、占总支出62.5%）。", "share", "62.5"),
        ("实际已支付18万元，支付完成率为94.9%。", "execution_rate", "94.9"),
        ("受施工影响，完成支付87.5%。", "execution_rate", "87.5"),
        ("已全部分配至各单位，分配进度100%。", "other", "100"),
        ("直达资金总额31万元，分配率99.5%。", "other", "99.5"),
        ("全年下达31万元，已划转各镇执行，发放率100%。", "execution_rate", "100"),
        ("财政总收入8亿元，可比增长7.5%。", "change_rate", "7.5"),
        ("预算总收入6万元，为年初预算61.2%。", "execution_rate", "61.2"),
        ("预算支出60万元，年中追加比例达12%。", "change_rate", "12"),
        ("公用经费年初45万元，1-6月执行27万元，完成率60%。", "execution_rate", "60"),
        ("共支出2019年整合资金45万元。县水利局支出96.7%。", "execution_rate", "96.7"),
        ("收到直达资金45万元，累计支出27万元，进度60%。", "execution_rate", "60"),
        ("实际执行27.31万元，项目执行率为60.7%。", "execution_rate", "60.7"),
    ],
)
def test_the_words_before_a_percentage_say_what_it_is_of(text: str, measure: str, number: str) -> None:
    assert ratios(text) == [(measure, Decimal(number))]


@pytest.mark.parametrize(
    "text",
    [
        "群众满意度95%。",
        "任务完成率达到100%。",
        "验收合格率98%。",
        "预算执行率高于90%的得满分。",
        "培训覆盖率为90%。",
        "预算执行率未达到100%扣1分。",
        "支出40万元，诉前化解的案件占收案数的38.6%。",
        "涉及预算金额90万元，优秀的项目有3个，占60%。",
        "投入资金20万元；解决饮水困难人口300人，占总任务的120%。",
        "力争预算执行率达到95%以上。",
        "支出40万元，超序时进度8个百分点。",
        "支出40万元，办理来访28人次，同比下降6.4%。",
        "支出40万元，上线率46.2%，比去年提高3.5个百分点。",
        "补助资金到位率绩效目标值为100%。",
        "完成投资8亿元，客运量82万人次、周转量365万人公里，同比分别下降31.2%和28.7%。",
        "项目中，支出进度达到60%以上的11个。",
        "发放补助40万元，养老床位占比62.8%。",
        "自评项目12个，涉及资金40万元，90分以上的10个，占项目总数的83%。",
        "涉及预算40万元，2个项目评为优，占抽查项目的8.3%。",
    ],
)
def test_a_percentage_of_work_or_a_threshold_is_none(text: str) -> None:
    assert ratios(text) == []


def test_a_rate_of_control_is_one_of_money() -> None:
    text = "“三公”经费实际支出9万元，控制率53.4%，较上年下降21.3%。"
    assert ratios(text) == [("other", Decimal("53.4")), ("change_rate", Decimal("-21.3"))]


def test_a_rate_behind_a_change_of_money_may_lack_its_sign() -> None:
    text = "公务接待费8万元，同比下降12.5；办公费9万元，比上年增长3.25。会议费2万元，比上年增长3.25万元。"
    found = [r for r in records_of(text) if isinstance(r, Ratio)]
    assert [(r.measure, str(r.number)) for r in found] == [("change_rate", "-12.5"), ("change_rate", "3.25")]


def test_two_rates_of_money_share_a_figure() -> None:
    text = "两个项目资金到位率、预算执行率均为100%。"
    assert ratios(text) == [("funds_received_rate", Decimal(100)), ("execution_rate", Decimal(100))]
    assert len([record for record in records_of(text) if isinstance(record, Ratio)]) == 2


def test_rates_of_stages_one_after_the_other() -> None:
    text = "6月、9月、11月预算执行进度分别为43.2%、68.9%、91.5%。"
    assert ratios(text) == [("execution_rate", Decimal(rate)) for rate in ("43.2", "68.9", "91.5")]


def test_a_rate_of_handing_money_out_is_no_indicator_beside() -> None:
    found = records_of("直达资金总额31万元，分配率99.5%。")
    assert not [record for record in found if isinstance(record, Indicator)]
