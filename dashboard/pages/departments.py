"""部门画像: departments by year, and one department over the years beside its peers."""

from __future__ import annotations

from starlette.responses import Response

from dashboard import charts
from dashboard.charts import Chart, Series
from dashboard.choices import region_choices, region_condition, years
from dashboard.proofs import Proofs
from dashboard.published import Row
from dashboard.view import Conditions, NotFoundError, View

# A rank among fewer bodies tells more about who is in the list than about the body.
FEWEST_RANKED = 5
_SHOWN_PEERS = 30
_SHOWN_ROWS = 100
# The rule that proves a problem to be last year's in the same words.
_REPEATED_RULE = "copied_from_prior_year"
_SORTS = {
    "year": "fiscal_year desc, department_name",
    "money": "execution_budget_yuan desc nulls last",
    "rate": "execution_rate_percent nulls last",
    "findings": "finding_count desc",
    "score": "score desc nulls last",
}


def listing(view: View) -> Response:
    """Departments by year, a page at a time."""
    conditions = Conditions()
    conditions.add_words(view.text("q"), ("department_name", "organ_name"))
    region_condition(view, conditions)
    if (year := view.number("fiscal_year")) is not None:
        conditions.add("fiscal_year = ?", year)
    if organ := view.text("organ"):
        conditions.add("organ_name = ?", organ)
    total = view.marts.rows(
        f"select count(*) as n from marts.mart_department_year {conditions.where}", conditions.parameters
    )[0]["n"]
    pager = view.pager(total)
    order = _SORTS[view.choice("sort", tuple(_SORTS)) or "year"]
    rows = view.marts.rows(
        f"from marts.mart_department_year {conditions.where} order by {order}, department_key, fiscal_year {pager.limit}",
        conditions.parameters,
    )
    return view.render(
        "departments.html.j2",
        rows=rows,
        pager=pager,
        proofs=Proofs(view.marts, rows),
        regions=region_choices(view),
        years=years(view.marts),
        organs=_organs(view),
    )


def _organs(view: View) -> list[tuple[str, str]]:
    rows = view.marts.rows(
        "select organ_name, count(*) as n from marts.dim_department where organ_name is not null "
        "and current_report_count > 0 group by 1 order by 2 desc, 1 limit 60"
    )
    return [(row["organ_name"], row["organ_name"]) for row in rows]


def profile(view: View) -> Response:
    """One department: its years, projects, missed indicators, stated problems, findings, reports and peers."""
    key = view.key("department_key")
    department = view.marts.row("from marts.dim_department where department_key = ?", [key])
    if department is None:
        raise NotFoundError
    ask = view.marts.rows
    by_year = ask("from marts.mart_department_year where department_key = ? order by fiscal_year desc", [key])
    projects = ask(
        "from marts.mart_project_year where department_key = ? order by fiscal_year desc, "
        f"coalesce(execution_budget_yuan, budget_initial_yuan, funding_yuan) desc nulls last, base_project_key limit {_SHOWN_ROWS}",
        [key],
    )
    year = view.number("fiscal_year")
    year = (
        year if any(row["fiscal_year"] == year for row in by_year) else next((r["fiscal_year"] for r in by_year), None)
    )
    return view.render(
        "department.html.j2",
        department=department,
        by_year=by_year,
        year=year,
        charts=[_money(view, by_year), _indicators(view, by_year)] if by_year else [],
        proofs=Proofs(view.marts, by_year + projects),
        projects=projects,
        missed=ask(
            "from marts.mart_indicator_result where department_key = ? and not attained "
            f"order by fiscal_year desc, char_start limit {_SHOWN_ROWS}",
            [key],
        ),
        problems=ask(
            "select n.fact_key, n.report_key, n.text, r.fiscal_year, "
            "f.finding_key as repeats from marts.fct_narrative n join marts.dim_report r using (report_key) "
            "left join marts.fct_finding f on f.report_key = n.report_key and f.rule_id = ? "
            "and list_contains(f.evidence_keys, n.evidence_key) where n.department_key = ? and kind = 'problem' "
            f"order by fiscal_year desc nulls last, n.report_key, n.ordinal limit {_SHOWN_ROWS}",
            [_REPEATED_RULE, key],
        ),
        findings=ask(
            "from marts.mart_finding_detail where department_key = ? order by fiscal_year desc, "
            f"case severity when 'error' then 1 when 'warning' then 2 else 3 end, rule_id, finding_key limit {_SHOWN_ROWS}",
            [key],
        ),
        reports=ask(
            "from marts.dim_report where department_key = ? and is_current order by fiscal_year desc, title limit 100",
            [key],
        ),
        peers=_peers(view, department, year),
        fewest=FEWEST_RANKED,
    )


def _peers(view: View, department: Row, year: int | None) -> list[Row]:
    """Bodies of the same function and level in the year, with ranks where there are enough; the body's own row first."""
    if year is None or department["organ_name"] is None:
        return []
    return view.marts.rows(
        f"""
        with peers as (
            select department_key, department_name, region_code, report_keys, execution_budget_yuan, execution_rate_percent,
                score, finding_count, count(*) over () as members,
                count(execution_rate_percent) over () as members_with_rate,
                count(score) over () as members_with_score,
                rank() over (order by execution_rate_percent desc nulls last) as rate_rank,
                rank() over (order by score desc nulls last) as score_rank,
                rank() over (order by finding_count) as finding_rank
            from marts.mart_department_year
            where organ_name = ? and admin_level is not distinct from ? and fiscal_year = ?
        )
        from peers
        order by department_key <> ?, left(region_code, 2) <> ?, execution_rate_percent desc nulls last, department_key
        limit {_SHOWN_PEERS}
        """,
        [
            department["organ_name"],
            department["admin_level"],
            year,
            department["department_key"],
            (department["region_code"] or "")[:2],
        ],
    )


def _money(view: View, by_year: list[Row]) -> Chart:
    rows, say = by_year[::-1], view.say
    return charts.bars(
        say("money_by_year"),
        [str(row["fiscal_year"]) for row in rows],
        [
            Series(say("execution_budget"), charts.wan([row["execution_budget_yuan"] for row in rows])),
            Series(say("execution_expenditure"), charts.wan([row["execution_expenditure_yuan"] for row in rows])),
            Series(say("execution_rate_percent"), [row["execution_rate_percent"] for row in rows], line=True),
        ],
        head=say("fiscal_year"),
        colours=("c6", "c1", "c2"),
        unit=say("wan_yuan"),
    )


def _indicators(view: View, by_year: list[Row]) -> Chart:
    rows, say = [row for row in by_year[::-1] if row["indicator_count"]], view.say
    return charts.bars(
        say("indicators_by_year"),
        [str(row["fiscal_year"]) for row in rows],
        [
            Series(say("attained"), [row["attained_count"] for row in rows], stack="n"),
            Series(say("missed"), [row["missed_count"] for row in rows], stack="n"),
            Series(
                say("undecided"),
                [row["indicator_count"] - row["attained_count"] - row["missed_count"] for row in rows],
                stack="n",
            ),
        ],
        head=say("fiscal_year"),
        colours=("c3", "c4", "c6"),
    )
