"""原文: the reports, and each one's text with every fact marked where it stands."""

from __future__ import annotations

from starlette.responses import Response

from dashboard.choices import region_choices, region_condition, years
from dashboard.facts import KINDS, Fact, facts_of
from dashboard.masking import masked
from dashboard.published import Row
from dashboard.spans import Line, Span, lines
from dashboard.view import Conditions, NotFoundError, View

_LONGEST_HEADING = 60
_SORTS = {"date": "report_date desc nulls last", "findings": "finding_count desc", "title": "title"}


def listing(view: View) -> Response:
    """The current reports, found by words of title and body, region, type and year."""
    conditions = Conditions(["is_current"])
    conditions.add_words(view.text("q"), ("title", "department_name"))
    region_condition(view, conditions)
    if report_type := view.choice("report_type", [code for code, _ in view.say.codes("report_type")]):
        conditions.add("report_type = ?", report_type)
    if (year := view.number("fiscal_year")) is not None:
        conditions.add("fiscal_year = ?", year)
    joined = (
        "marts.dim_report join marts.dim_department using (department_key) "
        f"join (select report_key, finding_count from marts.mart_report_quality) using (report_key) {conditions.where}"
    )
    total = view.marts.rows(f"select count(*) as n from {joined}", conditions.parameters)[0]["n"]
    pager = view.pager(total)
    sort = view.choice("sort", tuple(_SORTS)) or "date"
    rows = view.marts.rows(
        "select report_key, title, report_type, fiscal_year, report_date, department_key, "
        f"department_name, finding_count from {joined} order by {_SORTS[sort]}, report_key {pager.limit}",
        conditions.parameters,
    )
    return view.render("reports.html.j2", rows=rows, pager=pager, regions=region_choices(view), years=years(view.marts))


def report(view: View) -> Response:
    """One report: its text, its facts, its findings; ``at`` names the fact, finding or evidence to show."""
    report_key = view.key("report_key")
    found = view.marts.row(
        "select * from marts.dim_report left join marts.dim_department using (department_key) where report_key = ?",
        [report_key],
    )
    if found is None:
        raise NotFoundError
    stored = view.marts.row("select text from marts.report_text where report_key = ?", [report_key])
    text = masked(stored["text"]) if stored else ""
    facts = facts_of(view.marts, found, view.say) if stored else []
    findings = view.marts.rows(
        "select finding_key, rule_id, f.severity, title, message, project_key, evidence_key, evidence_keys "
        "from marts.fct_finding f join marts.dim_rule using (rule_id) where report_key = ? order by f.severity, rule_id",
        [report_key],
    )
    projects = {
        row["project_key"]: row["project_name"]
        for row in view.marts.rows(
            "select project_key, project_name from marts.dim_project join marts.bridge_report_project using (project_key) "
            "where report_key = ?",
            [report_key],
        )
    }
    evidence = view.marts.rows("from marts.evidence where report_key = ? order by char_start", [report_key])
    shown = view.text("at")
    here = _here(shown, facts, findings, evidence)
    cut = lines(text, [*(span for fact in facts for span in fact.spans), *_spans_of(findings, evidence), *here])
    return view.render(
        "report.html.j2",
        report=found,
        lines=cut,
        shown=shown,
        is_found=bool(here) or not shown,
        grouped={kind: group for kind in KINDS if (group := [fact for fact in facts if fact.kind == kind])},
        findings=findings,
        projects=projects,
        outline=_outline(cut, evidence),
        read=view.marts.row("from marts.mart_report_quality where report_key = ?", [report_key]),
        paths=view.marts.rows("from marts.bridge_report_path where report_key = ? order by path", [report_key]),
    )


def _spans_of(findings: list[Row], evidence: list[Row]) -> list[Span]:
    """The places that findings rest on."""
    places = {row["evidence_key"]: (row["char_start"], row["char_end"]) for row in evidence}
    return [
        Span(finding["finding_key"], "finding", *places[key])
        for finding in findings
        for key in finding["evidence_keys"]
        if key in places
    ]


def _here(asked: str, facts: list[Fact], findings: list[Row], evidence: list[Row]) -> list[Span]:
    """The one place that is scrolled to: of a fact, of a finding's main evidence, or of an evidence; none where unknown."""
    keys = {fact.key: fact.evidence_key for fact in facts}
    keys |= {finding["finding_key"]: finding["evidence_key"] for finding in findings}
    wanted = keys.get(asked, asked)
    return [
        Span("here", "here", row["char_start"], row["char_end"]) for row in evidence if row["evidence_key"] == wanted
    ]


def _outline(cut: list[Line], evidence: list[Row]) -> dict[int, str]:
    """Line numbers of the headings that the evidence names, for finding one's way in a long report."""
    names = {name for row in evidence for name in (row["section_path"] or "").split(" / ") if name}
    outline: dict[int, str] = {}
    for line in cut:
        words = line.text.strip().strip("#*").strip()
        if not 0 < len(words) <= _LONGEST_HEADING:
            continue
        name = next((name for name in names if words.endswith(name)), None)
        if name is not None:
            outline[line.number] = words
            names.discard(name)
    return outline
