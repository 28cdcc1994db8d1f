"""From a seed to reports: each with its file name, bytes and gold facts. Report ``i`` of a seed never depends on how many are asked.

Here belongs the drawing of a whole report and the writing of files. Measuring belongs into ``accuracy`` and ``speed``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.bodies import draw_body, draw_projects, draw_works
from bench.context import Report
from bench.draft import Draft
from bench.facts import TABLES
from bench.faults import befall, draw_faults, encode
from bench.finance import draw_accounts, draw_project
from bench.skeletons import SKELETONS
from bench.style import Style


@dataclass(frozen=True, slots=True)
class Generated:
    """A report: ``data`` are its bytes, ``gold`` the facts in the shape of the gold files, ``draft`` text and places."""

    name: str
    data: bytes
    gold: dict[str, Any]
    draft: Draft


def generate(count: int, seed: int, inconsistent: float = 0.3) -> Iterator[Generated]:
    """Yield ``count`` reports; ``inconsistent`` is the share (0..1) of reports that hold a planted inconsistency."""
    for index in range(count):
        yield generate_one(seed, index, inconsistent)


def generate_one(seed: int, index: int, inconsistent: float = 0.3) -> Generated:
    """Return report ``index`` of a seed."""
    rng = random.Random(f"{seed}:{index}")
    skeleton, report_type, _, plantable = rng.choices(SKELETONS, [weight for _, _, weight, _ in SKELETONS])[0]
    plants = set(rng.sample(sorted(plantable), 1)) if rng.random() < inconsistent else set()
    body = draw_body(rng)
    year = rng.randint(2016, 2025)
    ahead = report_type in ("performance_target", "budget")
    day = (
        date(year - 1, rng.randint(10, 12), rng.randint(1, 28))
        if ahead
        else date(year + 1, rng.randint(1, 9), rng.randint(1, 28))
    )
    markdown = rng.random() < 0.3
    draft = Draft(rng, year)
    names = draw_projects(rng, body, rng.randint(2, 3))
    drawn = [
        draw_project(rng, ordinal, name, year, draw_works(rng, body, name)) for ordinal, name in enumerate(names, 1)
    ]
    report = Report(
        rng, body, year, day, report_type, Style.draw(rng, markdown), draft, draw_accounts(rng), drawn, plants, draw_faults(rng)
    )  # fmt: skip
    skeleton(report)
    befall(draft, rng, report.faults)
    name = f"{index:05}_{body.name}{year}年.{'md' if markdown else 'txt'}"
    gold: dict[str, Any] = {
        "file": name,
        "report": {
            "report_type": report_type, "fiscal_year": year, "organ_name": body.organ, "region_code": body.region_code,
            "region_name": body.region_name, "report_date": day.isoformat() if report.dated else None,
        },
        "projects": [{"id": p.id, "name": p.name, "base_name": p.base_name, "document_number": p.document_number} for p in report.projects],
    }  # fmt: skip
    facts = draft.gold()
    gold |= {table: facts.get(table, []) for table in TABLES}
    return Generated(name, encode(draft.text, rng), gold, draft)


def write(count: int, directory: Path, seed: int, inconsistent: float) -> int:
    """Write reports to ``directory/reports`` and facts to ``directory/gold``; return how many characters the reports hold."""
    reports, gold = directory / "reports", directory / "gold"
    reports.mkdir(parents=True, exist_ok=True)
    gold.mkdir(exist_ok=True)
    characters = 0
    for report in generate(count, seed, inconsistent):
        (reports / report.name).write_bytes(report.data)
        text = json.dumps(report.gold, ensure_ascii=False, indent=1)
        (gold / report.name).with_suffix(".json").write_text(text + "\n", encoding="utf-8")
        characters += len(report.draft.text)
    return characters
