"""Accuracy on generated reports: floors that only ever rise. What is weak is printed by ``python -m bench accuracy``."""

from __future__ import annotations

import pytest

from bench.accuracy import Accuracy, measure, show

FLOORS = {
    "projects": 0.985, "amounts": 0.99, "ratios": 0.99, "disbursement_plan": 1.0, "indicators": 0.985, "scores": 0.985,
    "score_distribution": 1.0, "staffing": 0.995, "problems": 0.995, "improvements": 0.99,
}  # fmt: skip


@pytest.fixture(scope="module")
def accuracy() -> Accuracy:
    return measure(60, seed=2024)


def test_facts_of_generated_reports_are_read(accuracy: Accuracy):
    assert accuracy.micro.f1 >= 0.99, show(accuracy, 20)


@pytest.mark.parametrize("table", FLOORS)
def test_each_table_is_read(accuracy: Accuracy, table: str):
    assert accuracy.tables[table].f1 >= FLOORS[table], show(accuracy, 20)


def test_headers_are_read(accuracy: Accuracy):
    assert accuracy.header_right >= 0.98 * accuracy.header_all


def test_errors_are_told_with_their_wording(accuracy: Accuracy):
    accuracy.note("amounts", "budget#0", "missed", "an example")
    assert "amounts budget#0 missed" in show(accuracy, 1000)
