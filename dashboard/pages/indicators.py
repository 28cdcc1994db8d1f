"""指标: targets against actuals, by class and by function, and each indicator with its sentence."""

from __future__ import annotations

from starlette.responses import Response

from dashboard import charts
from dashboard.charts import Chart, Series
from dashboard.choices import region_choices, region_condition, years
from dashboard.published import Row
from dashboard.view import Conditions, View, listed

_STAGES = ("result", "plan")
_STATES = {"attained": "attained", "missed": "not attained", "undecided": "attained is null"}
# Counts first and shares of their sums, as the marts state them for a department and a project.
_COUNTS = """
    count(*) as indicators, count(*) filter (has_target) as targets, count(*) filter (is_quantified) as quantified,
    count(*) filter (has_target and has_actual) as with_both, count(*) filter (attained) as attained_count,
    count(*) filter (not attained) as missed_count,
    100.0 * quantified / nullif(targets, 0) as quantified_share, 100.0 * attained_count / nullif(attained_count + missed_count, 0) as attainment
"""
_FEWEST = 5  # functions with fewer departments are not compared


def listing(view: View) -> Response:
    """Counts and shares of what is asked for, and the indicators themselves, a page at a time."""
    conditions = _conditions(view)
    *by_class, whole = view.marts.rows(
        f"select level1, level2, grouping(level1) as is_whole, {_COUNTS} from marts.mart_indicator_result {conditions.where} "
        "group by grouping sets ((level1, level2), ()) order by is_whole, indicators desc, level1, level2",
        conditions.parameters,
    )
    by_function = view.marts.rows(
        f"select organ_name, count(distinct department_key) as departments, {_COUNTS} "
        f"from marts.mart_indicator_result {conditions.where} group by 1 having organ_name is not null "
        "order by indicators desc, 1 limit 20",
        conditions.parameters,
    )
    pager = view.pager(whole["indicators"])
    rows = view.marts.rows(
        f"from marts.mart_indicator_result {conditions.where} "
        f"order by fiscal_year desc nulls last, report_key, char_start, fact_key {pager.limit}",
        conditions.parameters,
    )
    return view.render(
        "indicators.html.j2",
        whole=whole,
        by_class=by_class,
        by_function=by_function,
        charts=[_classes(view, by_class)],
        rows=rows,
        pager=pager,
        regions=region_choices(view),
        years=years(view.marts),
        stages=_STAGES,
        states=tuple(_STATES),
        fewest=_FEWEST,
    )


def _conditions(view: View) -> Conditions:
    conditions = Conditions()
    region_condition(view, conditions)
    if (year := view.number("fiscal_year")) is not None:
        conditions.add("fiscal_year = ?", year)
    for name in ("level1", "level2"):
        if code := view.choice(name, [code for code, _ in view.say.codes(name)]):
            conditions.add(f"{name} = ?", code)
    if stage := view.choice("stage", _STAGES):
        conditions.add("stage = ?", stage)
    if state := view.choice("state", tuple(_STATES)):
        conditions.add(_STATES[state])
    if organ := view.text("organ"):
        conditions.add("organ_name = ?", organ)
    conditions.add_words(view.text("q"), ("indicator_name", "project_name"))
    return conditions


def _classes(view: View, by_class: list[Row]) -> Chart:
    say = view.say
    return charts.bars(
        say("attainment_by_class"),
        [_class_name(view, row, by_class) for row in by_class],
        [
            Series(say("attained"), [row["attained_count"] for row in by_class], stack="n"),
            Series(say("missed"), [row["missed_count"] for row in by_class], stack="n"),
            Series(
                say("undecided"),
                [row["indicators"] - row["attained_count"] - row["missed_count"] for row in by_class],
                stack="n",
            ),
        ],
        head=say("level2"),
        links=[
            listed("/indicators", level1=row["level1"], level2=row["level2"], region=view.text("region"))
            for row in by_class
        ],
        colours=("c3", "c4", "c6"),
        sideways=True,
    )


def _class_name(view: View, row: Row, by_class: list[Row]) -> str:
    """The second level; with the first where two of one name stand side by side."""
    name = view.say.code("level2", row["level2"])
    same = [other for other in by_class if other["level2"] == row["level2"]]
    return name if len(same) == 1 else f"{name} · {view.say.code('level1', row['level1'])}"
