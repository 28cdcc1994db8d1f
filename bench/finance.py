"""What a body and its projects were given and spent: consistent sums, drawn in whole hundreds of yuan.

Here belong the sums alone; how they are worded belongs into ``blocks``. A planted inconsistency changes a printed figure there,
never the sums here.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from bench.bodies import Work
from bench.style import rounded

STEP = 100  # yuan: one hundredth of 万元, the last digit that reports print


def percent_of(part: int, whole: int) -> Decimal:
    """Return part ÷ whole in percent, rounded to two places."""
    return rounded(Decimal(part) * 100 / Decimal(whole))


def split(rng: random.Random, total: int, shares: int) -> list[int]:
    """Split a sum into positive parts in whole steps."""
    units = total // STEP
    cuts = sorted(rng.sample(range(max(1, units // 20), units - units // 20), shares - 1))
    return [(high - low) * STEP for low, high in zip([0, *cuts], [*cuts, units], strict=True)]


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its sums in yuan: adjusted ≥ received ≥ spent, sources adding up to the budget."""

    id: str
    name: str
    base_name: str
    document_number: str | None
    budget: int
    adjusted: int
    spent: int
    sources: tuple[tuple[str, int], ...]  # (fund level, yuan)
    works: tuple[Work, ...]
    score: Decimal

    @property
    def rate(self) -> Decimal:
        """The execution rate against the adjusted budget."""
        return percent_of(self.spent, self.adjusted)


@dataclass(frozen=True, slots=True)
class Accounts:
    """A body's year in yuan."""

    budget: int
    general: int
    fund: int
    other: int
    adjusted: int
    spent: int
    personnel: int
    operating: int
    project: int
    last_budget: int
    last_spent: int
    car: int
    reception: int
    abroad: int
    three_public_budget: int
    running: int
    last_running: int
    goods: int
    works: int
    services: int

    @property
    def basic(self) -> int:
        """Personnel and operating expenditure."""
        return self.personnel + self.operating

    @property
    def carryover(self) -> int:
        """What is left of the adjusted budget."""
        return self.adjusted - self.spent

    @property
    def three_public(self) -> int:
        """三公经费."""
        return self.car + self.reception + self.abroad

    @property
    def procurement(self) -> int:
        """政府采购."""
        return self.goods + self.works + self.services


def draw_sum(rng: random.Random, low: int, high: int) -> int:
    """Draw a sum between two sums in 万元; every third is a whole number of 万元."""
    ten_thousands = rng.randint(low, high)
    return ten_thousands * 10_000 + (0 if rng.random() < 0.34 else rng.randint(0, 99) * STEP)


def draw_accounts(rng: random.Random) -> Accounts:
    """Draw a body's year."""
    budget = draw_sum(rng, 400, 9000)
    general, fund, other = split(rng, budget, 3)
    general, fund = max(general, fund), min(general, fund)
    adjusted = budget + rng.choice((-1, 1)) * draw_sum(rng, 5, max(6, budget // 100_000))
    spent = adjusted - adjusted * rng.randint(1, 120) // 1000 // STEP * STEP
    personnel, operating, project = split(rng, spent, 3)
    goods, works, services = split(rng, draw_sum(rng, 30, 300), 3)
    car, reception = draw_sum(rng, 4, 20), draw_sum(rng, 1, 6)
    running = draw_sum(rng, 30, 200)
    return Accounts(
        budget, general, fund, other, adjusted, spent, personnel, operating, project,
        last_budget=budget + rng.choice((-1, 1)) * draw_sum(rng, 6, max(7, budget // 80_000)),
        last_spent=spent + rng.choice((-1, 1)) * draw_sum(rng, 6, max(7, spent // 80_000)),
        car=car, reception=reception, abroad=0, three_public_budget=car + reception + draw_sum(rng, 1, 8),
        running=running, last_running=running + rng.choice((-1, 1)) * draw_sum(rng, 1, 20), goods=goods, works=works, services=services,
    )  # fmt: skip


def draw_project(rng: random.Random, ordinal: int, name: str, year: int, works: list[Work]) -> Project:
    """Draw a project's sums, and sometimes a year or a document number with its name."""
    budget = draw_sum(rng, 12, 1800)
    adjusted = (
        budget if rng.random() < 0.5 else budget + rng.choice((-1, 1)) * draw_sum(rng, 1, max(2, budget // 60_000))
    )
    spent = min(budget, adjusted - adjusted * rng.randint(0, 200) // 1000 // STEP * STEP)
    levels = rng.choice((("central", "county"), ("province", "city", "county"), ("central", "province", "county")))
    sources = tuple(zip(levels, split(rng, adjusted, len(levels)), strict=True))
    rate = percent_of(spent, adjusted)
    score = rounded(min(Decimal("97.5"), 90 + rate / 10) - Decimal(rng.randint(1, 120)) / 10, 1)
    full = f"{year}年{name}" if rng.random() < 0.15 else name
    return Project(f"p{ordinal}", full, name, None, budget, adjusted, spent, sources, tuple(works), score)
