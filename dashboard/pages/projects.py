"""项目库: projects with their funding slices rolled up, and one project over the years."""

from __future__ import annotations

from starlette.responses import Response

from dashboard import charts
from dashboard.charts import Chart, Series
from dashboard.choices import region_choices, region_condition, years
from dashboard.proofs import Proofs
from dashboard.published import Row
from dashboard.view import Conditions, NotFoundError, View

_SHOWN_ROWS = 200
_SORTS = {
    "money": "coalesce(execution_budget_yuan, budget_initial_yuan, funding_yuan) desc nulls last",
    "rate": "execution_rate_percent nulls last",
    "findings": "finding_count desc",
    "year": "fiscal_year desc nulls last",
    "name": "base_project_name",
}


def listing(view: View) -> Response:
    """Projects by year, found by words, a page at a time."""
    conditions = Conditions()
    conditions.add_words(view.text("q"), ("base_project_name", "department_name"))
    region_condition(view, conditions)
    if (year := view.number("fiscal_year")) is not None:
        conditions.add("fiscal_year = ?", year)
    if level := view.choice("fund_level", [code for code, _ in view.say.codes("fund_level")]):
        conditions.add("list_contains(fund_levels, ?)", level)
    total = view.marts.rows(
        f"select count(*) as n from marts.mart_project_year {conditions.where}", conditions.parameters
    )[0]["n"]
    pager = view.pager(total)
    order = _SORTS[view.choice("sort", tuple(_SORTS)) or "money"]
    rows = view.marts.rows(
        f"from marts.mart_project_year {conditions.where} order by {order}, base_project_key, fiscal_year {pager.limit}",
        conditions.parameters,
    )
    return view.render(
        "projects.html.j2",
        rows=rows,
        pager=pager,
        proofs=Proofs(view.marts, rows),
        regions=region_choices(view),
        years=years(view.marts),
    )


def project(view: View) -> Response:
    """One project, by the key of its base name or of one of its slices."""
    ask = view.marts.rows
    by_year = ask(
        "from marts.mart_project_year where base_project_key = ? order by fiscal_year desc nulls last",
        [_base_key(view, view.key("project_key"))],
    )
    if not by_year:
        raise NotFoundError
    base = by_year[0]
    keys = sorted({key for row in by_year for key in row["project_keys"]})
    reports = sorted({key for row in by_year for key in row["report_keys"]})
    of_project = Conditions()
    of_project.add_one_of("report_key", reports)
    of_project.add_one_of("project_key", keys)
    of_report = Conditions()
    of_report.add_one_of("report_key", reports)
    plan = ask(
        "select fact_key, report_key, project_key, checkpoint_month, planned_percent from marts.fct_disbursement_plan "
        f"{of_project.where} order by report_key, project_key, checkpoint_month",
        of_project.parameters,
    )
    return view.render(
        "project.html.j2",
        base=base,
        by_year=by_year,
        proofs=Proofs(view.marts, by_year),
        slices=ask(
            "select project_key, project_name, document_number, measure, fund_level, amount_yuan, fact_key, report_key, fiscal_year "
            f"from (from marts.fct_amount {of_project.where} and is_primary and category in ('total', 'project')) "
            "right join marts.dim_project using (project_key) where list_contains(?, project_key) "
            f"order by project_name, fiscal_year, value_start limit {_SHOWN_ROWS}",
            [*of_project.parameters, tuple(keys)],
        ),
        plan=plan,
        charts=[_plan(view, plan)] if plan else [],
        indicators=ask(
            f"from marts.mart_indicator_result {of_project.where} "
            f"order by fiscal_year desc nulls last, report_key, char_start limit {_SHOWN_ROWS}",
            of_project.parameters,
        ),
        findings=ask(
            "from marts.mart_finding_detail where base_project_key = ? order by severity, rule_id, finding_key limit 100",
            [base["base_project_key"]],
        ),
        reports=ask(f"from marts.dim_report {of_report.where} order by fiscal_year desc", of_report.parameters),
    )


def _base_key(view: View, key: str) -> str:
    """The key of the base name that a slice belongs to; the key itself where it is no slice's."""
    found = view.marts.row(
        "select base_project_key from marts.mart_project_year join marts.dim_project p using (department_key, base_project_name) "
        "where p.project_key = ?",
        [key],
    )
    return str(found["base_project_key"]) if found else key


def _plan(view: View, plan: list[Row]) -> Chart:
    """The plan of the first report that has one: later ones restate it."""
    say = view.say
    first = [
        row
        for row in plan
        if (row["report_key"], row["project_key"]) == (plan[0]["report_key"], plan[0]["project_key"])
    ]
    return charts.bars(
        say("disbursement_plan"),
        [say("month_n", month=row["checkpoint_month"]) for row in first],
        [Series(say("planned_percent"), [row["planned_percent"] for row in first])],
        head=say("checkpoint_month"),
        unit="%",
    )
