"""``jixiao new-rule``: the files of a new audit rule, written so that they build, pass lint and pass their test.

Here belongs what a rule consists of and where each part stands. What a rule must be like is told in docs/extending.md;
the comparison that the template makes is an example, to be replaced by the rule's own.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from string import Template

from rich.console import Console

from dagster_project.cli.application import Exit, WrongUseError

_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_SEVERITIES = ("error", "warning", "info")
_ROW = re.compile(r'    "(\w+)",')


@dataclass(frozen=True)
class Rule:
    """A row of dbt/seeds/audit_rules.csv, its columns in order."""

    rule_id: str
    rule_version: str
    severity: str
    title: str
    title_en: str
    description: str
    formula: str
    legal_basis: str
    scope: str
    in_contract: str


def new_rule(root: Path, rule: Rule) -> Exit:
    """Write the rule's parts into the project at ``root`` and say which; raises WrongUseError where it cannot be one."""
    if not _ID.fullmatch(rule.rule_id):
        raise WrongUseError(f"{rule.rule_id!r} is no id of a rule: take small letters, digits and single underscores")
    if rule.severity not in _SEVERITIES:
        raise WrongUseError(f"the severity must be one of {', '.join(_SEVERITIES)}")
    blank = [name.name for name in fields(rule) if name.name != "legal_basis" and not getattr(rule, name.name).strip()]
    if blank or any("|" in cell or "\n" in cell for cell in astuple(rule)):
        raise WrongUseError(f"fill {', '.join(blank) or 'the texts'} in words of one line, without the sign |")
    audit = root / "dbt" / "models" / "audit"
    edits: dict[Path, Callable[[str], str]] = {
        root / "dbt" / "seeds" / "audit_rules.csv": lambda text: _with_seed_row(text, rule),
        audit / "rule_check.sql": lambda text: _with_name(text, rule.rule_id),
        audit / "_audit.yml": lambda text: f"{text}  - name: rule_{rule.rule_id}\n    description: {rule.title}。\n",
        root / "docs" / "rules.md": lambda text: _with_table_row(text, rule),
    }
    missing = [path for path in edits if not path.is_file()]
    if missing:
        raise WrongUseError(f"{missing[0]} is missing: rules are added in a checkout of the project")
    written = {path: edit(path.read_text(encoding="utf-8")) for path, edit in edits.items()}
    written[audit / f"rule_{rule.rule_id}.sql"] = _MODEL.substitute(rule_id=rule.rule_id)
    written[audit / f"rule_{rule.rule_id}_unit_test.yml"] = _TEST.substitute(rule_id=rule.rule_id)
    console = Console(highlight=False, soft_wrap=True)
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
        console.print(f"wrote {path.relative_to(root)}")
    console.print("Now write the comparison and its cases; docs/extending.md says how to try them.")
    return Exit.DONE


def _with_seed_row(text: str, rule: Rule) -> str:
    table = list(csv.reader(io.StringIO(text)))
    header, rows = table[0], table[1:]
    if header != [column.name for column in fields(Rule)]:
        raise WrongUseError("audit_rules.csv has other columns than this command writes")
    if any(row[0] == rule.rule_id for row in rows):
        raise WrongUseError(f"there is a rule {rule.rule_id} already")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    rows.append([str(cell) for cell in astuple(rule)])
    rows.sort(key=lambda row: row[0])
    writer.writerows(rows)
    return out.getvalue()


def _with_name(text: str, rule_id: str) -> str:
    names = _ROW.findall(text)
    first, last = text.index(f'    "{names[0]}"'), text.index(f'    "{names[-1]}",\n') + len(f'    "{names[-1]}",\n')
    return text[:first] + "".join(f'    "{name}",\n' for name in sorted([*names, rule_id])) + text[last:]


def _with_table_row(text: str, rule: Rule) -> str:
    lines = text.splitlines(keepends=True)
    rows = [number for number, line in enumerate(lines) if re.match(r"\| `\w+` \| (?:error|warning|info) \|", line)]
    row = f"| `{rule.rule_id}` | {rule.severity} | {rule.title} | {rule.formula} |\n"
    place = next((number for number in rows if lines[number] > row), rows[-1] + 1)
    return "".join([*lines[:place], row, *lines[place:]])


_MODEL = Template("""with

reports as (
    {{ audited("dim_report") }}
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        case
            when fiscal_year is null then 'insufficient_data'
            when extract(year from report_date) <= fiscal_year then 'fail'
            else 'pass'
        end as verdict,
        cast(report_date as {{ type_string() }}) as stated_value,
        cast(fiscal_year + 1 as {{ type_string() }}) as recomputed_value,
        '自评报告的日期' || cast(report_date as {{ type_string() }}) || '在所评年度终了之前。' as message,
        report_date_evidence_key as evidence_key,
        {{ array_of(["report_date_evidence_key"]) }} as evidence_keys
    from reports
    where
        report_type in ('department_self_evaluation', 'project_self_evaluation')
        and report_date_evidence_key is not null
)

{{ rule_check("$rule_id", "checked", []) }}
""")

_TEST = Template("""version: 2

unit_tests:
  - name: $rule_id
    model: rule_$rule_id
    given:
      - input: ref("int_report")
        rows:
          - {report_key: wrong, is_current: true, is_rebuilt: true}
          - {report_key: nearly_wrong, is_current: true, is_rebuilt: true}
          - {report_key: open, is_current: true, is_rebuilt: true}
      - input: ref("dim_report")
        rows:
          - {report_key: wrong, report_type: project_self_evaluation, fiscal_year: 2023, report_date: 2023-12-31, report_date_evidence_key: e1}
          - {report_key: nearly_wrong, report_type: project_self_evaluation, fiscal_year: 2023, report_date: 2024-01-01, report_date_evidence_key: e2}
          - {report_key: open, report_type: project_self_evaluation, fiscal_year: null, report_date: 2024-01-01, report_date_evidence_key: e3}
    expect:
      rows:
        - {report_key: wrong, verdict: fail, stated_value: "2023-12-31", recomputed_value: "2024", evidence_key: e1}
        - {report_key: nearly_wrong, verdict: pass, stated_value: "2024-01-01", recomputed_value: "2024", evidence_key: e2}
        - {report_key: open, verdict: insufficient_data, stated_value: "2024-01-01", recomputed_value: null, evidence_key: e3}
""")
