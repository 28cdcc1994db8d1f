"""The scorer: when values agree, how facts and rows are paired, and the figures of a small report."""

from __future__ import annotations

import json

import pytest

from dagster_project.accuracy import GoldError, score
from dagster_project.accuracy.agreement import (
    same_fund_level,
    same_name,
    same_name_at_its_figure,
    same_number,
    same_unit,
    same_word,
)
from tests.unit.published_marts import one_report

AMOUNT = {"subject": "p", "category": "total", "fund_type": "all", "fund_level": "fiscal", "fiscal_year": 2023}
GOLD = {
    "file": "甲.txt",
    "report": {
        "report_type": "project_self_evaluation", "fiscal_year": 2023, "organ_name": "水利局", "region_code": "130171",
        "report_date": None,
    },
    "projects": [{"id": "p", "name": "水库加固", "base_name": "水库加固", "document_number": None}],
    "amounts": [
        AMOUNT | {"measure": "budget_initial", "amount_yuan": "1000000.00", "quote": "预算100万元"},
        AMOUNT | {"measure": "expenditure", "amount_yuan": "800000.00", "quote": "支出80万元"},
    ],
    "indicators": [
        {"subject": "department", "name": "全年演练", "actual_value": 5.0, "actual_unit": "次", "quote": "演练5次"},
    ],
    "staffing": [{"measure": "staff_on_post", "count_value": 12, "quote": "在职人员12人"}],
}  # fmt: skip


@pytest.fixture
def marts(tmp_path):
    return one_report(tmp_path / "published")


@pytest.fixture
def gold_dir(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "甲.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return folder


def table(accuracy, name):
    return next(counted for counted in accuracy.tables if counted.name == name)


@pytest.mark.parametrize(
    ("same", "gold", "published", "agree"),
    [
        (same_word, None, "", True),
        (same_word, "total", "basic", False),
        (same_number, "95.50", 95.5, True),
        (same_number, None, 0, False),
        (same_unit, "个百分点", "％", True),
        (same_unit, "次", None, False),
        (same_fund_level, "fiscal", "all", True),
        (same_fund_level, "fiscal", "county", False),
        (same_name, "农房（ａ）保险", "农房A保险", True),
        (same_name, "保险", "农房保险项目", False),
        (same_name_at_its_figure, "保险", "农房保险项目", True),
        (same_name, "农村住房保险", "农村住房保费", True),
        (same_name, "", None, True),
        (same_name, "", "农房", False),
    ],
)
def test_when_values_agree(same, gold, published, agree):
    assert same(gold, published) is agree


def test_a_report_read_right_has_full_scores(marts, gold_dir):
    accuracy = score(marts.path, gold_dir)
    assert accuracy.misses == ()
    assert (accuracy.header_right, accuracy.header_stated, accuracy.broken_evidence) == (5, 5, 0)
    assert (accuracy.total.gold, accuracy.total.found, accuracy.total.f1) == (5, 5, 1.0)
    assert accuracy.grounded_share == 1.0
    assert table(accuracy, "amounts").value_recall == 1.0
    assert table(accuracy, "indicator_targets").f1 is None


def test_a_wrong_class_costs_the_strict_score_and_not_the_value(marts, gold_dir):
    marts.run("update fct_amount set category = 'project' where fact_key = 'a1'")
    amounts = table(score(marts.path, gold_dir), "amounts")
    assert (amounts.precision, amounts.recall, amounts.value_recall) == (0.5, 0.5, 1.0)


def test_a_wrong_subject_is_a_miss_and_an_error(marts, gold_dir):
    marts.run("update fct_amount set project_key = null where fact_key = 'a2'")
    accuracy = score(marts.path, gold_dir)
    assert [(miss.table, miss.gold is None) for miss in accuracy.misses] == [("amounts", False), ("amounts", True)]


def test_a_row_elsewhere_is_right_and_not_grounded(marts, gold_dir):
    marts.run("update fct_amount set evidence_key = 'e-s1' where fact_key = 'a2'")
    amounts = table(score(marts.path, gold_dir), "amounts")
    assert (amounts.strict, amounts.grounded_share) == (2, 0.5)


def test_one_row_is_right_for_one_fact_only(marts, gold_dir):
    marts.fact("fct_staffing", "s2", "在职人员12人", measure="staff_on_post", count_value=12)
    staffing = table(score(marts.path, gold_dir), "staffing")
    assert (staffing.found, staffing.strict, staffing.precision) == (2, 1, 0.5)


def test_a_wrong_header_and_a_broken_quote_are_counted(marts, gold_dir):
    marts.run("update dim_report set fiscal_year = 2022")
    marts.run("update evidence set quote = '别的' where evidence_key = 'e-a1'")
    accuracy = score(marts.path, gold_dir)
    assert (accuracy.header_right, accuracy.broken_evidence) == (4, 1)
    assert accuracy.misses[0].published == {"fiscal_year": 2022}


def test_a_report_that_is_not_published_is_missed_whole(marts, gold_dir):
    marts.run("update dim_report set is_current = false")
    accuracy = score(marts.path, gold_dir)
    assert (accuracy.header_right, accuracy.total.found, accuracy.total.recall) == (0, 0, 0.0)


def test_an_excerpt_is_not_blamed_for_what_it_leaves_out(marts, gold_dir):
    marts.add("fct_finding", finding_key="f1", report_key="r1", rule_id="missing_section", evidence_key="e-a1")
    assert table(score(marts.path, gold_dir), "findings").found == 1
    (gold_dir / "甲.json").write_text(json.dumps(GOLD | {"excerpt": True}), encoding="utf-8")
    assert table(score(marts.path, gold_dir), "findings").found == 0
    assert "findings" not in [counted.name for counted in score(marts.path, gold_dir, ["findings"]).tables]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"file": "甲.txt", "report": {}}', '{"file": 1, "report": 2, "projects": 3}']
)
def test_a_file_that_holds_no_gold_facts_is_named(marts, gold_dir, content):
    (gold_dir / "乙.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"乙\.json holds no gold facts"):
        score(marts.path, gold_dir)
