"""What lists can be narrowed by, as far as several pages share it: region and year."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.published import Marts
from dashboard.view import Conditions, View


@dataclass(frozen=True, slots=True)
class Regions:
    """Codes and names to choose from: provinces, and the divisions of the province that is chosen."""

    provinces: tuple[tuple[str, str], ...]
    within: tuple[tuple[str, str], ...]
    chosen: str


def region_choices(view: View) -> Regions:
    """The regions that have bodies; a region is chosen by the first digits of its code."""
    chosen = _chosen(view)
    provinces = view.marts.rows(
        "select left(region_code, 2) as code, min(province_name) as name from marts.dim_department "
        "where region_code is not null and current_report_count > 0 group by 1 order by 1"
    )
    within = view.marts.rows(
        "select distinct region_code as code, region_name as name from marts.dim_department "
        "where starts_with(region_code, ?) and current_report_count > 0 order by 1",
        [chosen[:2] or "-"],
    )
    return Regions(
        tuple((row["code"], row["name"] or row["code"]) for row in provinces),
        tuple((row["code"], row["name"] or row["code"]) for row in within),
        chosen,
    )


def region_condition(view: View, conditions: Conditions, column: str = "region_code") -> None:
    """Narrow a query to the chosen region: a province by two digits, any other division by its six; ``none`` is unknown."""
    if view.text("region") == "none":
        conditions.add(f"{column} is null")
    elif chosen := _chosen(view):
        conditions.add(f"starts_with({column}, ?)", chosen)


def years(marts: Marts) -> list[int]:
    """The years that current reports are about, latest first."""
    rows = marts.rows(
        "select distinct fiscal_year from marts.dim_report where is_current and fiscal_year is not null order by 1 desc"
    )
    return [row["fiscal_year"] for row in rows]


def _chosen(view: View) -> str:
    given = view.text("region")
    return given if given.isascii() and given.isdecimal() and len(given) in (2, 4, 6) else ""
