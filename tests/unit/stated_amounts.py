"""What a text of final accounts or a budget states in money, for the unit tests of its wordings."""

from __future__ import annotations

from report_of import records_of

from dagster_project.extraction.records import Amount

Stated = tuple[str, str | None, str | None, str | None, int | None]
"""(figure as written, measure, category, fund type, year)"""

ACCOUNT = "柳塘县档案馆2022年度部门决算\n\n部门决算公开的决算说明。\n\n"
BUDGET = "柳塘县档案馆2022年部门预算\n\n部门预算编制的预算说明。\n\n"


def stated(text: str) -> list[Stated]:
    amounts = sorted((r for r in records_of(text) if isinstance(r, Amount)), key=lambda amount: amount.value_start)
    return [(f"{a.number}{a.unit or ''}", a.measure, a.category, a.fund_type, a.fiscal_year) for a in amounts]
