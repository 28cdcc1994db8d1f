"""The thresholds of audit rules: what a model asks for, the seed must hold for every report, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from dagster_project.vocabulary import seed

MODELS = Path(__file__).parents[2] / "dbt" / "models"
ASKED = re.compile(r'thresholds\("(?P<rule>\w+)", \[(?P<parameters>[^\]]*)\]\)')
# No report in the warehouse is older: contracts of the marts start with this year.
FIRST_YEAR = "1990"


def asked() -> set[tuple[str, str]]:
    return {
        (match["rule"], parameter)
        for model in MODELS.rglob("*.sql")
        for match in ASKED.finditer(model.read_text(encoding="utf-8"))
        for parameter in re.findall(r"\w+", match["parameters"])
    }


def test_every_threshold_has_a_national_value_for_every_year() -> None:
    held = {
        (row["rule_id"], row["parameter"])
        for row in seed("audit_profiles")
        if (row["jurisdiction"], row["first_year"]) == ("national", FIRST_YEAR)
    }
    assert asked() == held


def test_no_province_sets_what_no_model_asks_for() -> None:
    assert {(row["rule_id"], row["parameter"]) for row in seed("audit_profiles")} <= asked()


def test_what_a_jurisdiction_sets_against_the_nation_has_its_document() -> None:
    assert [row for row in seed("audit_profiles") if row["jurisdiction"] != "national" and not row["legal_basis"]] == []
