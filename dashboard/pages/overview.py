"""总览: what is covered, the money, the scores, the findings, and how far the reading can be trusted."""

from __future__ import annotations

from starlette.responses import Response

from dashboard import charts
from dashboard.charts import Chart, Series
from dashboard.choices import region_choices, region_condition, years
from dashboard.published import Row
from dashboard.view import Conditions, View, listed

# Bands of scores that tell something: grades of the national rules, and the crowd near the full score.
_BANDS = ((0, 60), (60, 70), (70, 80), (80, 85), (85, 90), (90, 95), (95, 98), (98, 101))


def overview(view: View) -> Response:
    """The whole, or one region and year."""
    conditions = Conditions()
    region_condition(view, conditions)
    if (year := view.number("fiscal_year")) is not None:
        conditions.add("fiscal_year = ?", year)
    coverage = _one(
        view,
        "select sum(report_count) as reports, max(latest_report_date) as latest_report_date, sum(fact_count) as facts, "
        "sum(finding_count) as findings, sum(error_count) as errors, sum(amount_count) as amounts, "
        "sum(unclassed_amount_count) as unclassed, sum(unitless_amount_count) as unitless, "
        "sum(factless_report_count) as factless, sum(unnamed_report_count) as unnamed, "
        "sum(insufficient_rule_count) as insufficient, sum(checked_rule_count) as checked "
        "from marts.mart_coverage",
        conditions,
    )
    money = _one(
        view,
        "select sum(budget_initial_yuan) as budget_initial, count(budget_initial_yuan) as budget_initial_from, "
        "sum(budget_adjusted_yuan) as budget_adjusted, count(budget_adjusted_yuan) as budget_adjusted_from, "
        "sum(expenditure_yuan) as expenditure, count(expenditure_yuan) as expenditure_from, "
        "100 * sum(execution_expenditure_yuan) / sum(execution_budget_yuan) as execution_rate, "
        "count(execution_rate_percent) as execution_rate_from, count(*) as department_years, "
        "count(distinct department_key) as departments from marts.mart_department_year",
        conditions,
    )
    return view.render(
        "overview.html.j2",
        coverage=coverage,
        money=money,
        charts=[
            _money(view, conditions),
            _scores(view, conditions),
            _findings(view, conditions),
            _types(view, conditions),
        ],
        regions_table=_regions(view, conditions),
        regions=region_choices(view),
        years=years(view.marts),
        year=year,
    )


def _one(view: View, select: str, conditions: Conditions) -> Row:
    return view.marts.rows(f"{select} {conditions.where}", conditions.parameters)[0]


def _money(view: View, conditions: Conditions) -> Chart:
    rows = view.marts.rows(
        "select fiscal_year, sum(execution_budget_yuan) as budget, sum(execution_expenditure_yuan) as spent, "
        "100 * sum(execution_expenditure_yuan) / sum(execution_budget_yuan) as rate "
        f"from marts.mart_department_year {conditions.where} group by 1 having budget is not null order by 1",
        conditions.parameters,
    )
    say = view.say
    return charts.bars(
        say("money_by_year"),
        [str(row["fiscal_year"]) for row in rows],
        [
            Series(say("execution_budget"), charts.wan([row["budget"] for row in rows])),
            Series(say("execution_expenditure"), charts.wan([row["spent"] for row in rows])),
            Series(
                say("execution_rate_percent"), [row["rate"] and round(float(row["rate"]), 2) for row in rows], line=True
            ),
        ],
        head=say("fiscal_year"),
        note=say("money_by_year_note"),
        links=[listed("/departments", region=view.text("region"), fiscal_year=row["fiscal_year"]) for row in rows],
        colours=("c6", "c1", "c2"),
        unit=say("wan_yuan"),
    )


def _scores(view: View, conditions: Conditions) -> Chart:
    counts = ", ".join(f"count(*) filter (score >= {low} and score < {high}) as b{low}" for low, high in _BANDS)
    counted = _one(
        view, f"select {counts}, count(score) as stated, count(*) as every from marts.mart_department_year", conditions
    )
    say = view.say
    return charts.bars(
        say("score_distribution"),
        [f"{low}–{min(high, 100)}" if low else f"<{high}" for low, high in _BANDS],
        [Series(say("department_years"), [counted[f"b{low}"] for low, _ in _BANDS] if counted["stated"] else [])],
        head=say("score"),
        note=say("score_distribution_note", stated=counted["stated"], every=counted["every"]),
    )


def _findings(view: View, conditions: Conditions) -> Chart:
    rows = view.marts.rows(
        "select rule_id, min(rule_title) as title, count(*) filter (severity = 'error') as error, "
        "count(*) filter (severity = 'warning') as warning, count(*) filter (severity = 'info') as info "
        f"from marts.mart_finding_detail {conditions.where} group by 1 order by count(*) desc, 1 limit 10",
        conditions.parameters,
    )
    say = view.say
    return charts.bars(
        say("findings_by_rule"),
        [say.rule(row["rule_id"], row["title"]) for row in rows],
        [
            Series(say.code("severity", code), [row[code] for row in rows], stack="n")
            for code in ("error", "warning", "info")
        ],
        head=say("rule"),
        links=[
            listed("/findings", rule=row["rule_id"], region=view.text("region"), fiscal_year=view.number("fiscal_year"))
            for row in rows
        ],
        colours=("c4", "c2", "c6"),
        sideways=True,
    )


def _types(view: View, conditions: Conditions) -> Chart:
    rows = view.marts.rows(
        f"select report_type, fiscal_year, sum(report_count) as n from marts.mart_coverage {conditions.where} "
        "group by all order by 2, 1",
        conditions.parameters,
    )
    say = view.say
    shown = sorted({row["fiscal_year"] for row in rows if row["fiscal_year"] is not None})
    counted = {(row["report_type"], row["fiscal_year"]): row["n"] for row in rows}
    return charts.bars(
        say("reports_by_year_and_type"),
        [str(year) for year in shown],
        [
            Series(name, [counted.get((code, year), 0) for year in shown], stack="n")
            for code, name in say.codes("report_type")
            if any((code, year) in counted for year in shown)
        ],
        head=say("fiscal_year"),
        links=[listed("/reports", region=view.text("region"), fiscal_year=year) for year in shown],
    )


def _regions(view: View, conditions: Conditions) -> list[Row]:
    """A row for each province; within a province, for each of its divisions."""
    code, name = ("region_code", "region_name") if view.text("region") else ("left(region_code, 2)", "province_name")
    return view.marts.rows(
        f"""
        with covered as (
            select {code} as code, max({name}) as name, sum(report_count) as reports, sum(finding_count) as findings,
                sum(error_count) as errors
            from marts.mart_coverage {conditions.where} group by 1
        ), spent as (
            select {code} as code, sum(execution_budget_yuan) as budget, sum(execution_expenditure_yuan) as spent,
                count(distinct department_key) as departments
            from marts.mart_department_year {conditions.where} group by 1
        )
        select covered.*, departments, budget, spent, 100 * spent / budget as execution_rate
        from covered left join spent on covered.code is not distinct from spent.code
        order by covered.code nulls last limit 200
        """,
        [*conditions.parameters, *conditions.parameters],
    )
