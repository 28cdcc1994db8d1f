"""What is counted: for each kind of fact its list in the gold files, its published rows, and the fields that make it right.

Here belongs what the fact contract calls a fact's key. Targets, actuals and classes are three looks at the indicators,
because a report may state one of them without the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dagster_project.accuracy.agreement import (
    number,
    same_fund_level,
    same_name,
    same_name_at_its_figure,
    same_number,
    same_unit,
    same_word,
)
from dagster_project.accuracy.gold import GoldFact, Row
from dagster_project.vocabulary import words

Agreement = Callable[[object, object], bool]


def _every(row: Row) -> bool:
    return True


@dataclass(frozen=True)
class FactTable:
    """How one kind of fact is compared.

    ``mart``: the published table, or a query on it, with the columns of ``columns`` (gold field → published column).
    ``strict``: gold field → when it agrees; ``value``: the fields of its value alone, compared as numbers.
    ``counts``: which facts this look is at. ``by_project``: whether the subject must agree too.
    """

    name: str
    listed: str
    mart: str
    strict: Mapping[str, Agreement]
    value: tuple[str, ...] = ()
    counts: Callable[[Row], bool] = _every
    by_project: bool = True
    columns: Mapping[str, str] = field(default_factory=dict)
    has_places: bool = True

    def query(self) -> str:
        """The published rows: report_key, project_name, the fields under their gold names, and their place."""
        fields = [f"fact.{self.columns.get(name, name)} as {name}" for name in self.strict]
        project = "project.project_name" if self.by_project else "null as project_name"
        places = "evidence.char_start, evidence.char_end" if self.has_places else "null as char_start, null as char_end"
        # No row stands for two facts, but two rows of a project may stand in one report.
        select = "select" if self.has_places else "select distinct"
        return (
            f"{select} fact.report_key, {project}, {', '.join(fields)}, {places} from {self.mart} as fact"
            + (" left join marts.dim_project as project using (project_key)" if self.by_project else "")
            + (" left join marts.evidence as evidence using (evidence_key)" if self.has_places else "")
        )

    def agrees(self, gold: GoldFact, row: Row) -> bool:
        """Whether the row is the fact, by every field of the key."""
        if self.by_project and gold.project_name != row["project_name"]:
            return False
        return all(same(gold.stated.get(name), row[name]) for name, same in self.strict.items())

    def agrees_in_value(self, gold: GoldFact, row: Row) -> bool:
        """Whether the row has the fact's value, whoever it is said of."""
        return all(same_number(gold.stated.get(name), row[name]) for name in self.value)


def _is_of_the_contract(row: Row) -> bool:
    """Gold facts know the rules of the contract only: what a further rule finds is neither right nor wrong to them."""
    return row.get("rule_id") in words("audit_rules", "rule_id", in_contract="true")


def _has_target(row: Row) -> bool:
    return bool(row.get("target_operator"))


def _has_actual(row: Row) -> bool:
    return number(row.get("actual_value")) is not None


def _has_class(row: Row) -> bool:
    return bool(row.get("level1") or row.get("level2"))


_PROJECTS = (
    "(select bridge.report_key, project.* from marts.bridge_report_project as bridge"
    " inner join marts.dim_project as project using (project_key))"
)

TABLES = (
    FactTable(
        "projects",
        "projects",
        _PROJECTS,
        {"base_name": same_name, "document_number": same_word},
        columns={"base_name": "base_project_name"},
        has_places=False,
    ),
    FactTable(
        "amounts",
        "amounts",
        "marts.fct_amount",
        {
            "measure": same_word,
            "category": same_word,
            "fund_type": same_word,
            "fund_level": same_fund_level,
            "fiscal_year": same_word,
            "amount_yuan": same_number,
        },
        value=("amount_yuan",),
    ),
    FactTable(
        "ratios",
        "ratios",
        "marts.fct_ratio",
        {"measure": same_word, "ratio_percent": same_number},
        value=("ratio_percent",),
    ),
    FactTable(
        "disbursement_plan",
        "disbursement_plan",
        "marts.fct_disbursement_plan",
        {"checkpoint_month": same_word, "planned_percent": same_number},
        value=("checkpoint_month", "planned_percent"),
    ),
    FactTable(
        "indicator_targets",
        "indicators",
        "marts.fct_indicator",
        {
            "target_operator": same_word,
            "target_value": same_number,
            "target_value_high": same_number,
            "target_unit": same_unit,
            "name": same_name_at_its_figure,
        },
        value=("target_value",),
        counts=_has_target,
        columns={"name": "indicator_name"},
    ),
    FactTable(
        "indicator_actuals",
        "indicators",
        "marts.fct_indicator",
        {"actual_value": same_number, "actual_unit": same_unit, "name": same_name_at_its_figure},
        value=("actual_value",),
        counts=_has_actual,
        columns={"name": "indicator_name"},
    ),
    FactTable(
        "indicator_classes",
        "indicators",
        "marts.fct_indicator",
        {"level1": same_word, "level2": same_word, "name": same_name},
        counts=_has_class,
        columns={"name": "indicator_name"},
    ),
    FactTable(
        "scores",
        "scores",
        "marts.fct_score",
        {"scope": same_word, "grade": same_word, "score": same_number},
        value=("score",),
    ),
    FactTable(
        "score_distribution",
        "score_distribution",
        "marts.fct_score_distribution",
        {"band_low": same_number, "band_high": same_number, "project_count": same_number, "grade": same_word},
        value=("band_low", "project_count"),
        by_project=False,
    ),
    FactTable(
        "staffing",
        "staffing",
        "marts.fct_staffing",
        {"measure": same_word, "count_value": same_number},
        value=("count_value",),
        by_project=False,
    ),
    FactTable("findings", "findings", "marts.fct_finding", {"rule_id": same_word}, counts=_is_of_the_contract),
)
# What is missing from an excerpt may stand in the rest of the report.
RULES_OF_WHOLE_REPORTS = frozenset({"missing_section", "targets_without_actuals"})
