"""The facts that a generated report states, in the shape of the gold files.

Here belong the constructors of facts, one a table. Where a fact stands in the text is ``draft``'s knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

DEPARTMENT = "department"
TABLES = (
    "amounts", "ratios", "disbursement_plan", "indicators", "scores", "score_distribution", "staffing", "problems",
    "improvements", "findings",
)  # fmt: skip

_NO_INDICATOR = dict.fromkeys(
    (
        "level1", "level2", "description", "target_operator", "target_value", "target_value_high", "target_unit",
        "target_text", "actual_operator", "actual_value", "actual_unit", "actual_text", "weight", "score", "basis",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its gold table and its fields. Subject, year and quote are added where it is written."""

    table: str
    fields: dict[str, Any] = field(default_factory=dict)


def number(value: Decimal | int) -> int | float:
    """Return a figure as JSON writes it: whole numbers without a point."""
    return int(value) if value == int(value) else float(value)


def amount(
    yuan: Decimal | int,
    measure: str,
    category: str = "total",
    fund_type: str = "all",
    fund_level: str = "all",
    year: int | None = None,
) -> Fact:
    """Money of the current subject, in yuan, signed; ``year`` null: the report's."""
    fields: dict[str, Any] = {
        "measure": measure,
        "category": category,
        "fund_type": fund_type,
        "fund_level": fund_level,
    }
    if year is not None:
        fields["fiscal_year"] = year
    return Fact("amounts", fields | {"amount_yuan": f"{yuan:.2f}"})


def ratio(percent: Decimal, measure: str) -> Fact:
    """A percentage about money, signed."""
    return Fact("ratios", {"measure": measure, "ratio_percent": str(percent)})


def checkpoint(month: int, percent: int) -> Fact:
    """A cell of a disbursement plan."""
    return Fact("disbursement_plan", {"checkpoint_month": month, "planned_percent": str(percent)})


def indicator(name: str, **fields: object) -> Fact:
    """An indicator; fields that are not given are null."""
    return Fact("indicators", {"name": name} | _NO_INDICATOR | fields)


def score(points: Decimal | None, grade: str | None, scope: str) -> Fact:
    """An evaluation result."""
    value = None if points is None else number(points)
    return Fact(
        "scores",
        {"scope": scope, "score": value, "score_operator": "=" if points is not None else None, "grade": grade},
    )


def band(low: int | None, high: int | None, grade: str | None, count: int | None = None) -> Fact:
    """A band of scores, or a grade, with the number of projects in it."""
    return Fact("score_distribution", {"band_low": low, "band_high": high, "grade": grade, "project_count": count})


def heads(measure: str, count: int) -> Fact:
    """A head count or unit count of the organisation."""
    return Fact("staffing", {"measure": measure, "count_value": count})


def finding(rule_id: str, stated: str | None, recomputed: str | None, why: str) -> Fact:
    """An inconsistency that the report really holds."""
    return Fact("findings", {"rule_id": rule_id, "stated": stated, "recomputed": recomputed, "why": why})
