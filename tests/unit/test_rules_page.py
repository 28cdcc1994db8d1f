"""The page of the audit rules repeats the seed: they must say the same."""

from __future__ import annotations

from pathlib import Path

from dagster_project.vocabulary import seed

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_every_rule_is_told_as_the_seed_says_it() -> None:
    section = PAGE.read_text(encoding="utf-8").split("## Rules\n", 1)[1].split("\n## ", 1)[0]
    told = [line for line in section.splitlines() if line.startswith("| `")]
    assert told == [
        f"| `{rule['rule_id']}` | {rule['severity']} | {rule['title']} | {rule['formula']} |"
        for rule in seed("audit_rules")
    ]
