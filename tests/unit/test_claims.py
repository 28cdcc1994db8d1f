"""Each figure is one fact of a table: text → the facts that share their figure's place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from report_of import records_of

from dagster_project.extraction.claims import each_figure_once
from dagster_project.extraction.records import Amount, Indicator, OrganMention, Ratio, Score, Staffing

STAFF = "人员编制情况表\n单位名称\t编制人数\t在职人数\n局机关\t18\t16\n水库管理站\t25\t23\n合计\t43\t39\n"


def test_a_head_count_of_a_table_is_of_one_kind() -> None:
    staff = [(r.label, r.measure, r.count_value) for r in records_of(STAFF) if isinstance(r, Staffing)]
    assert ("局机关", "posts_authorised", 18) in staff
    assert [measure for label, measure, _ in staff if label == "局机关"] == ["posts_authorised", "staff_on_post"]


def test_no_two_facts_of_a_table_share_a_figure() -> None:
    text = STAFF + "年初预算5万元，支出4万元，执行率80%，自评得分92分。设备完好率、培训合格率均达100%。"
    places = Counter(
        (r.table, r.value_start, r.value_end)
        for r in records_of(text)
        if isinstance(r, Amount | Ratio | Score | Staffing)
    )
    assert len(places) > 8
    assert set(places.values()) == {1}


def test_the_reading_that_says_more_stays() -> None:
    def staff(measure: str) -> Staffing:
        return Staffing(
            char_start=0, char_end=5, value_start=3, value_end=5, measure=measure, count_value=18, label="局"
        )

    assert [r.measure for r in each_figure_once([staff("other"), staff("posts_authorised")])] == ["posts_authorised"]
    assert [r.measure for r in each_figure_once([staff("posts_authorised"), staff("other")])] == ["posts_authorised"]


def test_what_two_readers_say_alike_stands_once() -> None:
    def body() -> OrganMention:
        return OrganMention(
            char_start=0,
            char_end=5,
            value_start=2,
            value_end=5,
            organ_text="农业局",
            region_text="甲县",
            basis="label",
            rank=3,
        )

    assert each_figure_once([body(), body(), replace(body(), rank=4)]) == [body(), replace(body(), rank=4)]


def test_a_figure_may_be_the_value_of_several_indicators() -> None:
    found = [r for r in records_of("产出指标完成情况：设备完好率、培训合格率均达100%。") if isinstance(r, Indicator)]
    assert [r.indicator_name for r in found] == ["设备完好率", "培训合格率"]
    assert len({(r.value_start, r.value_end) for r in found}) == 1
