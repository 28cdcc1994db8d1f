"""Who reports: an invented body in a real county, its projects and their work.

Here belongs the drawing of bodies, projects and works. What they spend belongs into ``finance``. The lines of work stand in
works.csv: organ, project, class, what is done, unit, range of figures (a class may be left to stand as the report's label says).
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from dagster_project.vocabulary import seed

LEVEL1 = {
    "quantity": "output", "quality": "output", "timeliness": "output", "cost": "output", "economic": "benefit",
    "social": "benefit", "ecological": "benefit", "sustainability": "benefit", "satisfaction": "satisfaction",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """A measurable piece of work: its class (level 2), name, unit, operator, target and actual."""

    level2: str
    name: str
    unit: str
    operator: str
    target: Decimal | int
    actual: Decimal | int


@dataclass(frozen=True, slots=True)
class Body:
    """A reporting body; ``place`` is the region as the body's full name begins with it."""

    region_code: str
    region_name: str
    place: str
    organ: str

    @property
    def name(self) -> str:
        """The full name."""
        return self.place + self.organ


@lru_cache(maxsize=1)
def _regions() -> tuple[tuple[str, str, str], ...]:
    """Counties (code, name, name as a body writes it): names that several counties share are led by their city's."""
    rows = seed("regions")
    names: dict[str, int] = {}
    cities = {row["region_code"]: row["region_name"] for row in rows}
    for row in rows:
        names[row["region_name"]] = names.get(row["region_name"], 0) + 1
    counties = []
    for row in rows:
        if row["admin_level"] != "county" or row["kind"] not in (
            "county",
            "autonomous_county",
            "city",
            "district",
            "banner",
        ):
            continue
        city = cities.get(row["city_code"], cities.get(row["province_code"], ""))
        place = (
            row["region_name"]
            if names[row["region_name"]] == 1 and row["kind"] != "district"
            else city + row["region_name"]
        )
        counties.append((row["region_code"], row["region_name"], place))
    return tuple(counties)


@lru_cache(maxsize=1)
def _works() -> dict[str, dict[str, list[dict[str, str]]]]:
    """Organ → project → rows of works.csv."""
    organs: dict[str, dict[str, list[dict[str, str]]]] = {}
    with (Path(__file__).parent / "works.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            organs.setdefault(row["organ"], {}).setdefault(row["project"], []).append(row)
    return organs


def draw_body(rng: random.Random) -> Body:
    """Draw a body."""
    code, name, place = rng.choice(_regions())
    return Body(code, name, place, rng.choice(sorted(_works())))


def draw_projects(rng: random.Random, body: Body, count: int) -> list[str]:
    """Draw the names of at most ``count`` projects of the body."""
    names = sorted(_works()[body.organ])
    return rng.sample(names, min(count, len(names)))


def draw_works(rng: random.Random, body: Body, project: str) -> list[Work]:
    """Draw targets and actuals, all attained, for the works of a project."""
    works = []
    for row in _works()[body.organ][project]:
        low, high, unit = Decimal(row["low"]), Decimal(row["high"]), row["unit"]
        if unit == "%":
            target: Decimal | int = rng.choice([t for t in (85, 90, 92, 95, 98, 100) if low <= t <= high])
            gain = Decimal(rng.randint(0, int((100 - target) * 10))) / 10
            works.append(
                Work(row["class"], row["name"], unit, "=" if target == 100 else ">=", target, _plain(target + gain))
            )
            continue
        if high < 10 and "." in row["low"]:
            target = _plain(Decimal(rng.randint(int(low * 10), int(high * 10))) / 10)
        else:
            target = rng.randint(int(low), int(high))
        if row["class"] == "cost":
            works.append(
                Work(
                    "cost",
                    row["name"],
                    unit,
                    "<=",
                    target,
                    _plain(target - Decimal(rng.randint(0, 9)) / 100 * target // 1),
                )
            )
            continue
        operator = rng.choices((">=", "=", ">"), (70, 25, 5))[0]
        more = 0 if operator == "=" else rng.randint(1, max(1, int(target) // 8))
        works.append(Work(row["class"], row["name"], unit, operator, target, _plain(Decimal(target) + more)))
    return works


def _plain(value: Decimal | int) -> Decimal | int:
    """Return whole numbers as int, others without trailing zeros."""
    return int(value) if value == int(value) else Decimal(value).normalize()
