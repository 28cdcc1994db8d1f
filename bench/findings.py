"""Findings on generated reports: what the audit rules find, over a real load, against the inconsistencies that were planted.

Here belong the load and the comparison by rule. A finding is right where the report's gold facts hold one of its rule: which of
several places of one report is meant, the rules' own tests decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import duckdb

from bench.generate import generate, write
from dagster_project.cli.run import run_nightly_load
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import Snapshots

_EXAMPLES = 3


@dataclass(slots=True)
class RuleTally:
    """How many inconsistencies of a rule were planted, how many were found, how many agree; a few examples of the others."""

    planted: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of findings that were planted; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of planted inconsistencies that were found; 1 where none was planted."""
        return self.right / self.planted if self.planted else 1.0


def measure(count: int, seed: int, inconsistent: float) -> dict[str, RuleTally]:
    """Generate and load ``count`` reports; return the tally of every rule that was planted or found.

    Raises RuntimeError where the load does not go through.
    """
    with TemporaryDirectory(prefix="bench-findings-") as name:
        folder = Path(name)
        write(count, folder, seed, inconsistent)
        home = Home.at(folder / "home")
        home.bind(folder / "reports")
        snapshot = Snapshots(home.published).current() if run_nightly_load(home).success else None
        if snapshot is None:
            raise RuntimeError("the load of the generated reports did not go through")
        found = published_findings(snapshot.database)
    planted = {
        PurePosixPath(report.name).stem: [(fact["rule_id"], fact["why"]) for fact in report.gold["findings"]]
        for report in generate(count, seed, inconsistent)
    }
    return tally(planted, found)


def published_findings(database: Path) -> dict[str, list[tuple[str, str]]]:
    """Report (file name without suffix) → rule and message of its findings, without what rests on other reports too."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with duckdb.connect(str(database), read_only=True) as connection:
        for path, rule_id, message in connection.execute(
            """
            select source_path, rule_id, message
            from marts.fct_finding
            inner join marts.dim_report using (report_key)
            inner join marts.dim_rule using (rule_id)
            where dim_rule.scope = 'report'
            order by all
            """
        ).fetchall():
            found[PurePosixPath(path).stem].append((rule_id, message))
    return found


def tally(
    planted: Mapping[str, list[tuple[str, str]]], found: Mapping[str, list[tuple[str, str]]]
) -> dict[str, RuleTally]:
    """Compare by report and rule: of as many as both have, all are right."""
    rules: defaultdict[str, RuleTally] = defaultdict(RuleTally)
    for report in sorted(planted.keys() | found.keys()):
        stated, told = planted.get(report, []), found.get(report, [])
        counts = Counter(rule for rule, _ in stated), Counter(rule for rule, _ in told)
        for rule in counts[0].keys() | counts[1].keys():
            both = min(counts[0][rule], counts[1][rule])
            entry = rules[rule]
            entry.planted += counts[0][rule]
            entry.found += counts[1][rule]
            entry.right += both
            if counts[0][rule] > both:
                entry.missed.append(f"{report}: {next(why for name, why in stated if name == rule)}")
            if counts[1][rule] > both:
                entry.surplus.append(f"{report}: {next(message for name, message in told if name == rule)}")
    return dict(sorted(rules.items()))


def show(rules: Mapping[str, RuleTally]) -> str:
    """The figures by rule, and of each rule the first reports where both differ."""
    lines = [f"{'rule':<28}{'planted':>8}{'found':>8}{'right':>8}{'precision':>11}{'recall':>9}"]
    whole = RuleTally(*(sum(getattr(rule, name) for rule in rules.values()) for name in ("planted", "found", "right")))
    for name, rule in (*rules.items(), ("all", whole)):
        lines.append(
            f"{name:<28}{rule.planted:>8}{rule.found:>8}{rule.right:>8}"
            f"{100 * rule.precision:>11.1f}{100 * rule.recall:>9.1f}"
        )
    for name, rule in rules.items():
        for kind, examples in (("missed", rule.missed), ("surplus", rule.surplus)):
            if examples:
                lines.append(f"\n{name} {kind} in {len(examples)} reports")
                lines += [f"    {example[:300]}" for example in examples[:_EXAMPLES]]
    return "\n".join(lines)
