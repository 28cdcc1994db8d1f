"""``jixiao status``: what is published, what is in quarantine, how the last loads ended.

Here belongs the showing. A load that is under way keeps the warehouse to itself, and a HOME that may not be
written cannot be opened; then only what is published is shown.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from dagster_project.cli.application import Exit, WrongUseError
from dagster_project.cli.summary import print_quarantine
from dagster_project.resources import quarantine
from dagster_project.resources.home import Home, HomeError
from dagster_project.resources.rejection import Rejection
from dagster_project.resources.snapshots import Snapshot, Snapshots

_SHOWN_LOADS = 5


def status(home_dir: Path) -> Exit:
    """Show it all and return the exit code: 1 where the current snapshot is missing or damaged, 3 with quarantine."""
    console = Console()
    home = Home.at(home_dir)
    landing = home.landing()
    if landing is None:
        raise WrongUseError(f"there is no warehouse in {home.root} yet; load a folder first: jixiao load DIR")
    console.print(f"HOME {home.root}, landing folder {landing}", highlight=False, soft_wrap=True)
    snapshots = Snapshots(home.published)
    whole = _print_snapshots(console, snapshots)
    try:
        with home.locked():
            rejections = _print_warehouse(console, home) if home.database.exists() else []
    except HomeError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        rejections = []
    if not whole:
        return Exit.STOPPED
    return Exit.QUARANTINED if rejections else Exit.DONE


def _print_snapshots(console: Console, snapshots: Snapshots) -> bool:
    current = snapshots.current()
    table = Table(title="Snapshots", title_justify="left")
    for column in ("snapshot", "published", "rows", "state"):
        table.add_column(column, justify="right" if column == "rows" else "left", no_wrap=column == "snapshot")
    faults = []
    for snapshot in snapshots.all():
        is_current = current is not None and snapshot.id == current.id
        if is_current:
            faults = snapshot.faults()
        table.add_row(
            snapshot.id,
            str(snapshot.manifest["published_at"]),
            f"{sum(snapshot.row_counts.values()):,}",
            _state(snapshot, is_current, faults),
        )
    console.print(table)
    if current is None:
        console.print("nothing is published: jixiao load")
    elif faults:
        console.print(f"damaged: {', '.join(faults)}. Load again, or go back: jixiao rollback", markup=False)
    return current is not None and not faults


def _state(snapshot: Snapshot, is_current: bool, faults: list[str]) -> str:
    if not is_current:
        return "whole" if snapshot.is_whole() else "damaged"
    return "current, damaged" if faults else "current, checksums hold"


def _print_warehouse(console: Console, home: Home) -> list[Rejection]:
    with home.connect() as connection:
        loads = connection.execute(
            "select load_id, strftime(started_at, '%Y-%m-%d %H:%M'), outcome, files_found, files_new, files_changed,"
            " files_withdrawn from raw.load_log order by load_id desc limit ?",
            [_SHOWN_LOADS],
        ).fetchall()
        rejections = quarantine.open_rejections(connection)
    table = Table(title="Loads", title_justify="left")
    for column in ("load", "started", "outcome", "files", "new", "changed", "withdrawn"):
        table.add_column(column)
    for row in loads:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)
    print_quarantine(console, rejections)
    return rejections
