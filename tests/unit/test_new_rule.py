"""``jixiao new-rule``: what it writes beside what is there, and what it refuses to write."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dagster_project.cli.application import WrongUseError
from dagster_project.cli.new_rule import Rule, new_rule

ROOT = Path(__file__).parents[2]
EDITED = (
    "dbt/seeds/audit_rules.csv", "dbt/models/audit/rule_check.sql", "dbt/models/audit/_audit.yml", "docs/rules.md",
)  # fmt: skip
RULE = Rule(
    "late_filing",
    "1",
    "info",
    "填报过晚",
    "Filed late",
    "填报日期晚于规定, 且无说明",
    "填报日期 > 期限",
    "",
    "report",
    "false",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in EDITED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def contents(root: Path) -> dict[str, list[str]]:
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8").splitlines()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_a_rule_is_one_more_line_in_each_list_and_two_files(checkout: Path) -> None:
    before = contents(checkout)
    new_rule(checkout, RULE)
    after = contents(checkout)
    assert set(after) - set(before) == {
        "dbt/models/audit/rule_late_filing.sql", "dbt/models/audit/rule_late_filing_unit_test.yml",
    }  # fmt: skip
    added = {name: [line for line in after[name] if line not in before[name]] for name in EDITED}
    assert added == {
        EDITED[0]: [
            'late_filing,1,info,填报过晚,Filed late,"填报日期晚于规定, 且无说明",填报日期 > 期限,,report,false'
        ],
        EDITED[1]: ['    "late_filing",'],
        EDITED[2]: ["  - name: rule_late_filing", "    description: 填报过晚。"],
        EDITED[3]: ["| `late_filing` | info | 填报过晚 | 填报日期 > 期限 |"],
    }
    for name in EDITED:
        assert [line for line in after[name] if line not in added[name]] == before[name]
    rules = [line.split(",")[0] for line in after[EDITED[0]][1:]]
    assert rules == sorted(rules)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(RULE, rule_id="Late-Filing"), "no id of a rule"),
        (replace(RULE, rule_id="sum_mismatch"), "already"),
        (replace(RULE, severity="fatal"), "error, warning, info"),
        (replace(RULE, title=" "), "fill title"),
        (replace(RULE, formula="甲 | 乙"), "without the sign"),
    ],
)
def test_what_is_no_rule_is_refused_and_nothing_is_written(checkout: Path, wrong: Rule, said: str) -> None:
    before = contents(checkout)
    with pytest.raises(WrongUseError, match=said):
        new_rule(checkout, wrong)
    assert contents(checkout) == before


def test_only_a_checkout_gets_a_rule(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="in a checkout"):
        new_rule(tmp_path, RULE)
