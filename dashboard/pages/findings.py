"""问题清单: what the rules proved, each with its proof, as a list to narrow, a working paper and one page a finding."""

from __future__ import annotations

from starlette.responses import Response

from dashboard import exports
from dashboard.choices import region_choices, region_condition, years
from dashboard.view import Conditions, NotFoundError, View

_SORTS = {
    "severity": "case severity when 'error' then 1 when 'warning' then 2 else 3 end, fiscal_year desc nulls last",
    "date": "report_date desc nulls last",
    "department": "department_name",
}
# In the order of a working paper: what, where, what it says, what it should be, by which rule.
_EXPORTED = (
    "severity",
    "rule_title",
    "province_name",
    "region_name",
    "department_name",
    "project_name",
    "fiscal_year",
    "report_type",
    "report_title",
    "report_date",
    "message",
    "stated_value",
    "recomputed_value",
    "quote",
    "operands_text",
    "section_path",
    "formula",
    "legal_basis",
    "state",
    "reviewed_on",
    "review_note",
    "source_path",
    "rule_id",
    "report_key",
    "finding_key",
)
# A sheet holds 1,048,576 rows; a working paper of more than this is nobody's work. The csv has no end.
_MOST_ROWS_OF_A_SHEET = 20_000


def _conditions(view: View) -> Conditions:
    conditions = Conditions()
    region_condition(view, conditions)
    if severity := view.choice("severity", [code for code, _ in view.say.codes("severity")]):
        conditions.add("severity = ?", severity)
    if state := view.choice("state", [code for code, _ in view.say.codes("state")]):
        conditions.add("state = ?", state)
    if rule := view.text("rule"):
        conditions.add("rule_id = ?", rule)
    if (year := view.number("fiscal_year")) is not None:
        conditions.add("fiscal_year = ?", year)
    for name in ("report", "department"):
        if view.text(name):
            conditions.add(f"{name}_key = ?", view.key(name))
    conditions.add_words(view.text("q"), ("department_name", "project_name", "report_title", "message"))
    return conditions


def _order(view: View) -> str:
    return _SORTS[view.choice("sort", tuple(_SORTS)) or "severity"] + ", rule_id, finding_key"


def listing(view: View) -> Response:
    """The findings that are asked for, a page at a time."""
    conditions = _conditions(view)
    counted = view.marts.rows(
        "select count(*) as n, count(*) filter (severity = 'error') as error, "
        "count(*) filter (severity = 'warning') as warning, count(*) filter (severity = 'info') as info, "
        f"count(distinct report_key) as reports from marts.mart_finding_detail {conditions.where}",
        conditions.parameters,
    )[0]
    pager = view.pager(counted["n"])
    rows = view.marts.rows(
        "select finding_key, rule_id, rule_title, severity, report_key, report_title, fiscal_year, department_key, "
        "department_name, base_project_key, project_name, message, evidence_key, quote, state "
        f"from marts.mart_finding_detail {conditions.where} order by {_order(view)} {pager.limit}",
        conditions.parameters,
    )
    return view.render(
        "findings.html.j2",
        rows=rows,
        counted=counted,
        pager=pager,
        rules=[
            (row["rule_id"], view.say.rule(row["rule_id"], row["title"]))
            for row in view.marts.rows("from marts.dim_rule order by severity, rule_id")
        ],
        regions=region_choices(view),
        years=years(view.marts),
        too_many=counted["n"] > _MOST_ROWS_OF_A_SHEET,
        most=_MOST_ROWS_OF_A_SHEET,
    )


def finding(view: View) -> Response:
    """One finding: what is stated, what it should be, each place that it rests on, and the rule."""
    found = view.marts.row("from marts.mart_finding_detail where finding_key = ?", [view.key("finding_key")])
    if found is None:
        raise NotFoundError
    own, others = Conditions(["report_key = ?"], [found["report_key"]]), Conditions()
    own.add_one_of("evidence_key", found["evidence_keys"] or ())
    others.add_one_of("evidence_key", found["related_evidence_keys"] or ())
    proofs, related = (
        view.marts.rows(
            "select evidence_key, quote, section_path, report_key, title from marts.evidence "
            f"join marts.dim_report using (report_key) {conditions.where} order by report_key, char_start",
            conditions.parameters,
        )
        for conditions in (own, others)
    )
    rule = view.marts.row("from marts.dim_rule where rule_id = ?", [found["rule_id"]])
    return view.render("finding.html.j2", found=found, proofs=proofs, related=related, rule=rule)


def workbook(view: View) -> Response:
    """The findings that are asked for as an xlsx working paper."""
    rows = view.marts.batches(_export_query(view, f"limit {_MOST_ROWS_OF_A_SHEET}"), _conditions(view).parameters)
    content = exports.workbook(
        view.say("findings"), exports.heads(_EXPORTED, view.say), exports.cells(rows, _EXPORTED, view.say)
    )
    return exports.download(content, "findings.xlsx", view)


def table(view: View) -> Response:
    """The findings that are asked for as csv."""
    rows = view.marts.batches(_export_query(view, ""), _conditions(view).parameters)
    lines = exports.csv_lines(exports.heads(_EXPORTED, view.say), exports.cells(rows, _EXPORTED, view.say))
    return exports.download(exports.spooled(lines), "findings.csv", view)


def _export_query(view: View, limit: str) -> str:
    columns = ", ".join(_EXPORTED)
    return f"select {columns} from marts.mart_finding_detail {_conditions(view).where} order by {_order(view)} {limit}"
