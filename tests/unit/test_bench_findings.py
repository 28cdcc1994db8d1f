"""Findings against planted inconsistencies: what is counted as right, missed and surplus."""

from __future__ import annotations

from bench.findings import show, tally


def test_of_as_many_as_both_have_all_are_right():
    rules = tally(
        {"a": [("sum_mismatch", "planted"), ("sum_mismatch", "planted too")], "b": [("overspent", "planted")]},
        {"a": [("sum_mismatch", "found")], "c": [("overspent", "found elsewhere")]},
    )
    assert (rules["sum_mismatch"].planted, rules["sum_mismatch"].found, rules["sum_mismatch"].right) == (2, 1, 1)
    assert (rules["sum_mismatch"].precision, rules["sum_mismatch"].recall) == (1.0, 0.5)
    assert rules["sum_mismatch"].missed == ["a: planted"]
    assert (rules["overspent"].precision, rules["overspent"].recall) == (0.0, 0.0)
    assert rules["overspent"].surplus == ["c: found elsewhere"]


def test_the_reports_where_both_differ_are_told():
    told = show(tally({"a": [("overspent", "支出超过预算")]}, {}))
    assert "overspent missed in 1 reports" in told
    assert "a: 支出超过预算" in told
