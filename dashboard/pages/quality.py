"""数据质量: how far the figures can be trusted: what was not placed, what rules could not check, what the gates say."""

from __future__ import annotations

from starlette.responses import Response

from dashboard.view import View


def quality(view: View) -> Response:
    """Reading, unplaced figures and the health of the rules."""
    ask = view.marts.rows
    read = ask(
        "select sum(report_count) as reports, sum(unnamed_report_count) as unnamed, sum(factless_report_count) as factless, "
        "sum(fact_count) as facts, sum(amount_count) as amounts, sum(unclassed_amount_count) as unclassed, "
        "sum(unitless_amount_count) as unitless, sum(indicator_count) as indicators, "
        "sum(undecided_indicator_count) as undecided, sum(checked_rule_count) as checked, "
        "sum(insufficient_rule_count) as insufficient, sum(report_count) filter (region_code is null) as regionless, "
        "sum(report_count) filter (fiscal_year is null) as yearless from marts.mart_coverage"
    )[0]
    rules = ask(
        "select h.*, r.title, r.severity from marts.rule_health h join marts.dim_rule r using (rule_id) "
        "order by flag nulls last, fail_count desc, rule_id"
    )
    total = read["unclassed"] or 0
    pager = view.pager(int(total))
    unplaced = ask(
        "select fact_key, report_key, title, label, amount_yuan, stated_unit, quote from marts.fct_amount "
        "join marts.evidence using (report_key, evidence_key) join marts.dim_report using (report_key) "
        f"where measure = 'other' order by report_key, value_start {pager.limit}"
    )
    return view.render("quality.html.j2", read=read, rules=rules, unplaced=unplaced, pager=pager)
