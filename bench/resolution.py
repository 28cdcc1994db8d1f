"""From records to the rows that the marts would hold, in memory: units to yuan, inherited years and classes, subjects by name.

A stand-in for the dbt models as far as a generated report needs it, so that thousands of reports are measured in a minute. What
the models themselves do is tested on the whole load.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from dagster_project.extraction import records as r
from dagster_project.vocabulary import seed

Row = dict[str, Any]

_LEVELS = (("中央", "central"), ("省", "province"), ("市", "city"), ("县", "county"), ("区", "county"))
_PLACE_RANKS = {"organ_region": 0, "title": 1, "township": 2, "document_prefix": 3, "superior_body": 4}
_YEAR = re.compile(r"(?:19|20)\d{2}")


@lru_cache(maxsize=1)
def _factors() -> dict[str, int]:
    return {row["unit"]: int(row["factor"]) for row in seed("units")}


@lru_cache(maxsize=1)
def _canonical() -> dict[str, str]:
    return {row["alias"]: row["canonical"] for row in seed("organ_aliases")}


def header(found: list[r.Record]) -> dict[str, Any]:
    """Return the report's header: the candidate of the smallest rank, then of the first place, for each field."""
    result: dict[str, Any] = {}
    for name in ("report_type", "fiscal_year", "report_date"):
        mentions = [m for m in found if isinstance(m, r.HeaderMention) and m.field == name]
        best = min(mentions, key=lambda m: (m.rank, m.value_start), default=None)
        result[name] = best.value if best else None
    result["report_type"] = result["report_type"] or "other"
    result["fiscal_year"] = int(result["fiscal_year"]) if result["fiscal_year"] else None
    organ = min(
        (m for m in found if isinstance(m, r.OrganMention)), key=lambda m: (m.rank, m.value_start), default=None
    )
    result["organ_name"] = _canonical().get(organ.organ_text, organ.organ_text) if organ else None
    places = [m for m in found if isinstance(m, r.PlaceMention)]
    place = min(places, key=lambda m: (m.candidates, _PLACE_RANKS.get(m.kind, 5), m.value_start), default=None)
    result["region_code"] = place.region_code if place else None
    return result


def rows(found: list[r.Record], year: int | None) -> dict[str, list[Row]]:
    """Return the rows by gold table, each with ``subject_name`` (null: the department), ``start`` and ``end``."""
    names = {m.ordinal: m.project_name for m in found if isinstance(m, r.ProjectMention)}
    tables: dict[str, list[Row]] = {}

    def add(table: str, record: r.Record, **fields: object) -> None:
        subject = names.get(getattr(record, "project_ordinal", None) or 0)
        tables.setdefault(table, []).append(
            {**fields, "subject_name": subject, "start": record.char_start, "end": record.char_end}
        )

    def year_of(record: r.Amount | r.Ratio) -> int | None:
        named = _YEAR.search(names.get(record.project_ordinal or 0, ""))
        return record.fiscal_year or (int(named.group()) if named else year)

    for m in found:
        if isinstance(m, r.ProjectMention):
            add("projects", m, name=m.project_name)
        elif isinstance(m, r.Amount):
            add(
                "amounts", m, measure=m.measure or "other", category=m.category or "total", fund_type=m.fund_type or "all",
                fund_level=m.fund_level or _level_of(names.get(m.project_ordinal or 0, "")), fiscal_year=year_of(m),
                amount_yuan=m.number * _factors().get(m.unit or "元", 1),
            )  # fmt: skip
        elif isinstance(m, r.Ratio):
            add("ratios", m, measure=m.measure, ratio_percent=m.number)
        elif isinstance(m, r.DisbursementPlan):
            add("disbursement_plan", m, checkpoint_month=m.checkpoint_month, planned_percent=m.number)
        elif isinstance(m, r.Indicator):
            fields = (
                "level1",
                "level2",
                "target_operator",
                "target_value",
                "target_value_high",
                "target_unit",
                "actual_value",
                "actual_unit",
            )
            add("indicators", m, name=m.indicator_name, **{f: getattr(m, f) for f in fields})
        elif isinstance(m, r.Score):
            add("scores", m, scope=m.scope, score=m.score, grade=m.grade)
        elif isinstance(m, r.ScoreBand):
            add(
                "score_distribution",
                m,
                band_low=m.band_low,
                band_high=m.band_high,
                grade=m.grade,
                project_count=m.project_count,
            )
        elif isinstance(m, r.Staffing):
            add("staffing", m, measure=m.measure, count_value=m.count_value)
        elif isinstance(m, r.Narrative) and m.kind in ("problem", "improvement"):
            add("problems" if m.kind == "problem" else "improvements", m, text=m.text)
    return tables


def _level_of(name: str) -> str:
    """Return the funding level at the end of a project's name."""
    tail = (
        re.search(r"(中央|[省市县区])级?(?:财政)?(?:配套|补助)?(?:资金)?$", name)
        if name.endswith(("资金", "配套"))
        else None
    )
    return next((code for word, code in _LEVELS if tail and tail.group(1) == word), "all")


def figure(value: object) -> Decimal | None:
    """Return a figure as Decimal of four places, as the contract compares figures."""
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.0001"))
