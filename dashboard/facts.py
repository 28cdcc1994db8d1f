"""The facts of one report as people read them: what is stated, in one line, and the places that it rests on.

Here belongs how a row of each fact table is put into words. Where it is marked in the text stands in ``spans``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard import figures
from dashboard.masking import masked
from dashboard.published import Marts, Row
from dashboard.spans import Span
from dashboard.wording import Wording


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact, finding or element of a report.

    ``key``: of the fact, the project, or the name of the header's element. ``kind``: its colour. ``headline``: what is stated; ``details``: the rest, with names. ``spans``: clause and figure.
    """

    key: str
    kind: str
    headline: str
    details: tuple[tuple[str, str], ...]
    evidence_key: str
    project_key: str | None
    spans: tuple[Span, ...]


Told = tuple[str, list[tuple[str, str | None]]]


def _amount(row: Row, say: Wording) -> Told:
    parts = [say.code("measure", row["measure"])]
    parts += [say.code(name, row[name]) for name in ("category",) if row[name] not in ("total", None)]
    parts += [say.code(name, row[name]) for name in ("fund_type", "fund_level") if row[name] not in ("all", None)]
    written = f"{figures.plain(row['stated_number'])}{row['stated_unit'] or ''}"
    return f"{' · '.join(parts)} {figures.wan(row['amount_yuan'])} {say('wan_yuan')}", [
        (say("fiscal_year"), row["fiscal_year"] and str(row["fiscal_year"])),
        (say("as_written"), written),
        (say("repeated"), None if row["is_primary"] else say("yes")),
    ]


def _ratio(row: Row, say: Wording) -> Told:
    return f"{say.code('measure', row['measure'])} {figures.plain(row['ratio_percent'])}%", [
        (say("fiscal_year"), row["fiscal_year"] and str(row["fiscal_year"])),
        (say("repeated"), None if row["is_primary"] else say("yes")),
    ]


def _plan(row: Row, say: Wording) -> Told:
    return say("plan_by_month", month=row["checkpoint_month"], percent=figures.plain(row["planned_percent"])), []


def target_of(row: Row, say: Wording) -> str | None:
    """The target of an indicator as a person writes it; None where none is stated."""
    operator = row["target_operator"]
    if operator is None:
        return None
    if operator == "qualitative" or row["target_value"] is None:
        return masked(row["target_text"]) or None
    unit = row["target_unit"] or ""
    if operator == "between":
        return f"{figures.plain(row['target_value'])}–{figures.plain(row['target_value_high'])}{unit}"
    return f"{say.code('operator', operator)}{figures.plain(row['target_value'])}{unit}"


def actual_of(row: Row, say: Wording) -> str | None:
    """The actual of an indicator as a person writes it; None where none is stated."""
    if row["actual_value"] is None:
        return masked(row["actual_text"]) or None
    sign = say.code("operator", ">") if row["actual_operator"] == ">" else ""
    return f"{sign}{figures.plain(row['actual_value'])}{row['actual_unit'] or ''}"


def _indicator(row: Row, say: Wording) -> Told:
    attained = {True: say("attained"), False: say("missed"), None: say("undecided")}[row["attained"]]
    return row["indicator_name"], [
        (say("target"), target_of(row, say)),
        (say("actual"), actual_of(row, say)),
        (say("attainment"), attained),
        (say("level2"), say.code("level2", row["level2"] or row["level2_inferred"])),
        (say("weight"), figures.plain(row["weight"])),
        (say("score"), figures.plain(row["score"])),
        (say("fiscal_year"), row["fiscal_year"] and str(row["fiscal_year"])),
    ]


def _score(row: Row, say: Wording) -> Told:
    printed = figures.plain(row["score"])
    stated = [f"{printed}{say('points')}" if printed else "", say.code("grade", row["grade"])]
    return f"{say('evaluation_result')} {' '.join(filter(None, stated))}", [
        (say("scope"), say.code("scope", row["scope"])),
        (say("repeated"), None if row["is_primary"] else say("yes")),
    ]


def _band(row: Row, say: Wording) -> Told:
    low, high = (figures.plain(row[name]) or "" for name in ("band_low", "band_high"))
    return f"{say('score_band')} {low}–{high} {say.code('grade', row['grade'])}", [
        (say("project_count"), figures.count(row["project_count"]))
    ]


def _staffing(row: Row, say: Wording) -> Told:
    return f"{say.code('measure', row['measure'])} {figures.count(row['count_value'])}", [
        (say("as_labelled"), masked(row["label"])),
        (say("repeated"), None if row["is_primary"] else say("yes")),
    ]


def _narrative(row: Row, say: Wording) -> Told:
    return say.code("kind", row["kind"]), []


_TABLES: Mapping[str, tuple[str, Callable[[Row, Wording], Told]]] = {
    "fct_amount": ("amount", _amount),
    "fct_ratio": ("ratio", _ratio),
    "fct_indicator": ("indicator", _indicator),
    "fct_score": ("score", _score),
    "fct_score_distribution": ("score", _band),
    "fct_staffing": ("staffing", _staffing),
    "fct_disbursement_plan": ("plan", _plan),
    "fct_narrative": ("narrative", _narrative),
}
KINDS = ("amount", "ratio", "indicator", "score", "staffing", "plan", "narrative", "project", "header")
HEADER = ("title", "report_type", "fiscal_year", "report_date")


def facts_of(marts: Marts, report: Row, say: Wording) -> list[Fact]:
    """All facts of a current report with the elements of its header and its projects, in the order of their places."""
    places = {
        row["evidence_key"]: (row["char_start"], row["char_end"])
        for row in marts.rows(
            "select evidence_key, char_start, char_end from marts.evidence where report_key = ?", [report["report_key"]]
        )
    }
    found = [
        _fact(kind, row, told(row, say), places)
        for table, (kind, told) in _TABLES.items()
        for row in marts.rows(f"from marts.{table} where report_key = ?", [report["report_key"]])
    ]
    found += [
        _fact(
            "project",
            row | {"fact_key": row["project_key"]},
            (f"{say('project')} {masked(row['project_name'])}", []),
            places,
        )
        for row in marts.rows(
            "select evidence_key, project_key, project_name from marts.bridge_report_project "
            "join marts.dim_project using (project_key) where report_key = ?",
            [report["report_key"]],
        )
    ]
    for name in HEADER:
        if key := report[f"{name}_evidence_key"]:
            stated = say.code(name, report[name]) if name == "report_type" else str(report[name])
            found.append(
                _fact("header", {"fact_key": name, "evidence_key": key}, (f"{say(name)} {stated}", []), places)
            )
    return sorted(found, key=lambda fact: (fact.spans[-1].start if fact.spans else -1, KINDS.index(fact.kind)))


def _fact(kind: str, row: Row, told: Told, places: Mapping[str, tuple[int, int]]) -> Fact:
    headline, details = told
    spans = []
    if place := places.get(row["evidence_key"]):
        spans.append(Span(row["fact_key"], kind, *place))
    if row.get("value_start") is not None:
        spans.append(Span(row["fact_key"], kind, row["value_start"], row["value_end"], is_value=True))
    return Fact(
        row["fact_key"],
        kind,
        headline,
        tuple((name, value) for name, value in details if value),
        row["evidence_key"],
        row.get("project_key"),
        tuple(spans),
    )
