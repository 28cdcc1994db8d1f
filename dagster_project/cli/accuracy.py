"""``jixiao accuracy``: the table of scores of what is published, for a folder of gold facts.

Here belongs the showing; how facts are compared and counted stands in dagster_project/accuracy.
"""

from __future__ import annotations

import json
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from dagster_project.accuracy import Accuracy, GoldError, Miss, TableScore, score
from dagster_project.accuracy.tables import TABLES
from dagster_project.cli.application import Exit, WrongUseError
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import Snapshots


def accuracy(gold_dir: Path, home_dir: Path, *, misses: bool, skip: list[str]) -> Exit:
    """Score the current snapshot and print the figures. Raises WrongUseError where there is nothing to compare."""
    names = [table.name for table in TABLES]
    if unknown := [name for name in skip if name not in names]:
        raise WrongUseError(f"there is no table {unknown[0]!r} to skip; name one of: {', '.join(names)}")
    if not gold_dir.is_dir():
        raise WrongUseError(f"the folder {gold_dir} does not exist; name one with gold facts: jixiao accuracy GOLD_DIR")
    current = Snapshots(Home.at(home_dir).published).current()
    if current is None:
        raise WrongUseError(f"nothing is published in {home_dir} yet; load the reports first: jixiao load DIR")
    try:
        figures = score(current.database, gold_dir, skip)
    except GoldError as error:
        raise WrongUseError(str(error)) from error
    console = Console(highlight=False, soft_wrap=True)
    if misses:
        for miss in figures.misses:
            console.print(_told(miss), markup=False)
    console.print(_table(figures))
    console.print(f"right facts at the place where the person found them: {_percent(figures.grounded_share)}")
    console.print(f"header fields right: {figures.header_right} of {figures.header_stated}")
    console.print(f"evidence rows whose quote is not the text at its place: {figures.broken_evidence}")
    return Exit.DONE


def _table(figures: Accuracy) -> Table:
    table = Table(title="Published facts against gold facts, per cent", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("facts", no_wrap=True)
    for column in ("gold", "found", "precision", "recall", "F1", "value recall", "grounded"):
        table.add_column(column, justify="right")
    for counted in figures.tables:
        table.add_row(*_cells(counted))
    table.add_section()
    table.add_row(*_cells(figures.total))
    return table


def _cells(counted: TableScore) -> list[str]:
    shares = (counted.precision, counted.recall, counted.f1, counted.value_recall, counted.grounded_share)
    return [
        counted.name,
        str(counted.gold),
        str(counted.found),
        *map(_percent, shares),
    ]


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def _told(miss: Miss) -> str:
    what = "missed  " if miss.published is None else "in error" if miss.gold is None else "differs "
    stated = [
        json.dumps(
            {k: v for k, v in row.items() if v is not None and k != "report_key"}, ensure_ascii=False, default=str
        )
        for row in (miss.gold, miss.published)
        if row is not None
    ]
    return f"{what} {miss.table} {miss.file}: {' published as '.join(stated)}"
