"""数据质量: how far the figures can be trusted: what was not placed, what rules could not check, what the gates say."""

from __future__ import annotations

from starlette.responses import Response

from dashboard.view import View

_SHOWN_REPORTS = 15
_SHOWN_WARNINGS = 100


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
    poorly_read = ask(
        "select q.*, r.title, d.department_name from marts.mart_report_quality q "
        "join marts.dim_report r using (report_key) left join marts.dim_department d on d.department_key = q.department_key "
        f"order by unread_figure_count desc, covered_text_percent nulls first, report_key limit {_SHOWN_REPORTS}"
    )
    share = ask(
        "select sum(figure_count) as figures, sum(unread_figure_count) as unread, sum(character_count) as characters, "
        "100.0 * sum(figure_count - unread_figure_count) / nullif(sum(figure_count), 0) as read_percent, "
        "sum(reading_warning_count) as warnings from marts.mart_report_quality"
    )[0]
    total = read["unclassed"] or 0
    pager = view.pager(int(total))
    unplaced = ask(
        "select u.*, title, quote from (select fact_key, report_key, evidence_key, amount_yuan, value_start from marts.fct_amount "
        f"where measure = 'other' order by report_key, value_start {pager.limit}) as u "
        "join marts.evidence using (report_key, evidence_key) join marts.dim_report using (report_key) "
        "order by report_key, value_start"
    )
    warnings = ask(
        "select w.*, title, quote from marts.mart_reading_warning w join marts.evidence using (report_key, evidence_key) "
        f"join marts.dim_report using (report_key) order by report_key, w.char_start limit {_SHOWN_WARNINGS}"
    )
    return view.render(
        "quality.html.j2", read=read, rules=rules, poorly_read=poorly_read, share=share, unplaced=unplaced, pager=pager,
        warnings=warnings,
    )  # fmt: skip
