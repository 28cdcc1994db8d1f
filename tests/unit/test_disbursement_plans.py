"""Disbursement plans: checkpoints and the percentages below them; a blank cell is none."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import DisbursementPlan


def plans(text: str) -> list[tuple[int, int]]:
    records = records_of(text)
    return [(r.checkpoint_month, int(r.number)) for r in records if isinstance(r, DisbursementPlan)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "资金支出计划（%）\t3月底\t6月底\t10月底\t12月底\n\t20%\t50%\t45%\t100%\n",
            [(3, 20), (6, 50), (10, 45), (12, 100)],
        ),
        ("资金支出计划（%）\t3月底\t6月底\t10月底\t12月底\n\t60%\t100%\t\t\n", [(3, 60), (6, 100)]),
        ("资金支出计划（%）\t3月底\t6月底\t10月底\t12月底\n30\t60\t80\t100\n", [(3, 30), (6, 60), (10, 80), (12, 100)]),
        ("\t资金支出计划（%）\n\t3月底\n\t6月底\n\n\t\n\t40%\n\t100%\n", [(3, 40), (6, 100)]),
        (
            "项目名称  山塘清淤\n用款计划（累计%）  3月底 15  6月底 45  9月底 80  12月底 100\n",
            [(3, 15), (6, 45), (9, 80), (12, 100)],
        ),
        ("资金支出计划：3月底支出25%，6月底达到60%，12月底100%。\n", [(3, 25), (6, 60), (12, 100)]),
        (
            "资金到位计划（%）\t一季度\t二季度\t三季度\t四季度\n\t30\t60\t90\t100\n",
            [(3, 30), (6, 60), (9, 90), (12, 100)],
        ),
        ("工程进度\t3月底\t6月底\n\t20%\t50%\n", []),
        ("资金支出计划（%）\t3月底\t6月底\n\t采购\t验收\n", []),
    ],
)
def test_plans(text: str, expected: list[tuple[int, int]]) -> None:
    assert plans(text) == expected


def test_the_evidence_is_the_row_of_percentages() -> None:
    text = "资金支出计划（%）\t3月底\t6月底\n\t20%\t100%\n"
    records = records_of(text)
    found = [r for r in records if isinstance(r, DisbursementPlan)]
    assert {text[r.char_start : r.char_end] for r in found} == {"20%\t100%"}
    assert [text[r.value_start : r.value_end] for r in found] == ["20%", "100%"]
