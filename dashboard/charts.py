"""Charts as data: the series that the browser draws, the same figures as a table, and where a click on each leads.

Here belongs the shape of a chart. Its colours and axes stand in ``static/charts.js``, its figures come from a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Number = int | float | Decimal | None
_WAN = 10_000
_LABEL_WIDTH = 190  # pixels: the longest names of rules, in both languages


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures. ``stack``: series of one name stand upon each other; ``line``: drawn as a line on the right axis."""

    name: str
    values: Sequence[Number]
    stack: str = ""
    line: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template shows: ``option`` for the browser, ``columns`` and ``rows`` as a table."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    option: dict[str, Any] = field(default_factory=dict)
    size: str = ""


def bars(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    head: str,
    note: str = "",
    links: Sequence[str] = (),
    colours: Sequence[str] = ("c1", "c2", "c3", "c4", "c5", "c6", "c7"),
    sideways: bool = False,
    unit: str = "",
) -> Chart:
    """Bars for each label, with lines on an axis of percentages where a series is one. A null draws nothing.

    ``head``: what the labels are. ``sideways``: labels on the left, first on top, for long names. ``unit``: of the
    figures, where they are no counts. A chart without figures has no rows.
    """
    shown = list(labels) if any(value is not None for one in series for value in one.values) else []
    category: dict[str, Any] = {"type": "category", "data": shown}
    if sideways:
        category |= {"inverse": True, "axisLabel": {"width": _LABEL_WIDTH, "overflow": "truncate", "interval": 0}}
    value: dict[str, Any] = {"type": "value"} | ({} if unit else {"minInterval": 1})
    axes: list[dict[str, Any]] = [value]
    if any(one.line for one in series):
        axes.append({"type": "value", "axisLabel": {"formatter": "{value}%"}, "splitLine": {"show": False}})
    option = {
        "colours": list(colours),
        "legend": len(series) > 1,
        "links": list(links),
        "xAxis": value if sideways else category,
        "yAxis": category if sideways else axes,
        "series": [_drawn(one, sideways and len(series) == 1) for one in series],
    }
    table = tuple((label, *(_printed(one.values[at]) for one in series)) for at, label in enumerate(shown))
    size = "tall" if sideways and len(shown) > 10 else ""
    return Chart(
        f"{title}（{unit}）" if unit else title, note, (head, *(one.name for one in series)), table, option, size
    )


def wan(values: Sequence[Number]) -> list[float | None]:
    """Yuan as 万元 for an axis."""
    return [None if value is None else round(float(value) / _WAN, 2) for value in values]


def _drawn(one: Series, labelled: bool) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "name": one.name,
        "type": "line" if one.line else "bar",
        "data": [None if value is None else float(value) for value in one.values],
    }
    if one.line:
        drawn["yAxisIndex"] = 1
    if one.stack:
        drawn["stack"] = one.stack
    if labelled:
        drawn["label"] = {"show": True, "position": "right"}
    return drawn


def _printed(value: Number) -> str | None:
    if value is None:
        return None
    number = Decimal(str(value))
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"
