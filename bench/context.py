"""The report that blocks write on: body, year, sums, projects, style, the draft, and the inconsistencies it is to hold.

Here belongs what every block needs: headings, printing, planting. What is said belongs into ``blocks``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bench.bodies import Body
from bench.draft import Draft
from bench.facts import DEPARTMENT, Fact, finding
from bench.finance import Accounts, Project
from bench.style import Style


@dataclass(slots=True)
class Report:
    """A report in the making. ``plants`` are the rules still to be broken; a block that can break one asks ``plant``."""

    rng: random.Random
    body: Body
    year: int
    date: date
    report_type: str
    style: Style
    draft: Draft
    accounts: Accounts
    projects: list[Project]
    plants: set[str]
    faults: set[str]
    dated: bool = False
    counters: list[int] = field(default_factory=lambda: [0, 0, 0])

    def plant(self, rule_id: str) -> bool:
        """Return whether to break this rule here; at most once a report."""
        if rule_id not in self.plants:
            return False
        self.plants.discard(rule_id)
        return True

    def money(self, **sums: int) -> dict[str, str]:
        """Return sums in yuan as this report prints them."""
        return {name: self.style.money(yuan) for name, yuan in sums.items()}

    def say(
        self,
        block: str,
        wordings: Sequence[str],
        values: Mapping[str, object],
        facts: Mapping[str, Fact],
        end: str = "\n",
    ) -> int:
        """Write one of several wordings with the values that all share; return which."""
        shared = {
            "y": self.year,
            "ly": self.year - 1,
            "ny": self.year + 1,
            "name": self.body.name,
            "organ": self.body.organ,
        }
        chosen = self.draft.say(block, wordings, shared | dict(values), facts)
        self.draft.plain(end)
        return chosen

    def find(self, rule_id: str, stated: str | None, recomputed: str | None, why: str) -> Fact:
        """Return a planted finding as a fact to be marked in the wording."""
        return finding(rule_id, stated, recomputed, why)

    def number(self, level: int) -> str:
        """Return the next number of a level (1..3), now and then with a fault of numbering."""
        self.counters[level - 1] += 1
        for deeper in range(level, 3):
            self.counters[deeper] = 0
        if "skipped_number" in self.faults and level == 1 and self.counters[0] == 4:
            self.counters[0] += 1
        text = self.style.number(level, self.counters[level - 1])
        if "mixed_brackets" in self.faults and self.rng.random() < 0.3:
            text = text.replace("（", "(").replace("）", ")")
        if "other_scheme" in self.faults and level == 2 and self.rng.random() < 0.3:
            text = f"{self.counters[level - 1]}、"
        return text

    def heading(self, level: int, title: str) -> None:
        """Write a heading of level 1 or 2."""
        mark = (
            "#" * self.rng.choice((level, level + 1, 4 if "wild_marks" in self.faults else level)) + " "
            if self.style.markdown
            else ""
        )
        self.draft.plain(f"{mark}{self.number(level)}{title}\n", kind="fixed")
        if self.style.markdown:
            self.draft.plain("\n")

    def run_in(self, level: int, title: str) -> None:
        """Write a heading that its text follows on the same line, or a heading of its own."""
        if self.rng.random() < 0.5 and level > 1:
            self.draft.plain(f"{self.number(level)}{title}。")
        else:
            self.heading(level, title)

    def about(self, subject: str, write: Callable[[], None]) -> None:
        """Write something about a project, then speak of the department again."""
        self.draft.subject = subject
        try:
            write()
        finally:
            self.draft.subject = DEPARTMENT

    def short(self) -> str:
        """How the report calls its own body."""
        return self.rng.choice((self.body.name, "我局", "本部门", self.body.organ))
