"""Where a column's value comes from, followed through CTEs, unions, windows and counts to the tables."""

from __future__ import annotations

import pytest

from dagster_project.documentation.lineage import LineageError, Source, known_columns, sources_of

KNOWN = known_columns(
    {"raw.amount": dict.fromkeys(("id", "yuan", "year", "parent"), "integer"), "raw.unit": {"factor": "integer"}}
)


def of(query: str) -> dict[str, set[str]]:
    found = sources_of(query, KNOWN)
    return {column: {f"{s.relation}.{s.column}" for s in sources} for column, sources in found.items()}


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("select yuan as v from warehouse.raw.amount", {"raw.amount.yuan"}),
        ("with a as (select * from raw.amount), b as (select yuan * factor as v from a cross join raw.unit) select v from b",
         {"raw.amount.yuan", "raw.unit.factor"}),
        ("select yuan as v from raw.amount union all select factor from raw.unit", {"raw.amount.yuan", "raw.unit.factor"}),
        ("select row_number() over (partition by year order by id) as v from raw.amount", {"raw.amount.year", "raw.amount.id"}),
        ("with a as (select * from raw.amount), unread as (select * from raw.unit) select count(*) as v from a", {"raw.amount.*"}),
        ("select (select max(factor) from raw.unit) as v from raw.amount", {"raw.unit.factor"}),
        ("select 'x' as v from raw.amount", set()),
        # What only joins or filters rows makes no value.
        ("select a.yuan as v from raw.amount as a join raw.unit as u on a.id = u.factor where a.year > 1", {"raw.amount.yuan"}),
        ("with recursive r as (select id, yuan as v from raw.amount union all select a.id, coalesce(a.year, r.v)"
         " from raw.amount as a join r on a.parent = r.id) select v from r", {"raw.amount.yuan", "raw.amount.year"}),
    ],
)  # fmt: skip
def test_a_column_is_followed_to_its_tables(query: str, sources: set[str]) -> None:
    assert of(query)["v"] == sources


def test_a_chain_of_many_selects_is_followed_once_each() -> None:
    chain = "with c0 as (select count(*) as v, max(yuan) as w from raw.amount)"
    for number in range(1, 60):
        chain += f", c{number} as (select count(*) as v, max(x.w) as w from c{number - 1} as x join c{number - 1} as y on x.w = y.w)"
    assert of(f"{chain} select v, w from c59") == {"v": {"raw.amount.*"}, "w": {"raw.amount.yuan"}}


@pytest.mark.parametrize("query", ["select from", "drop table raw.amount"])
def test_what_is_no_query_is_told(query: str) -> None:
    with pytest.raises(LineageError):
        of(query)


def test_sources_are_in_order() -> None:
    assert sorted({Source("b", "a"), Source("a", "b")}) == [Source("a", "b"), Source("b", "a")]
