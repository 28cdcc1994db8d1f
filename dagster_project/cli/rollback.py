"""``jixiao rollback``: make an earlier snapshot the current one.

Here belongs the command; how snapshots are switched stands in resources/snapshots.py.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from dagster_project.cli.application import Exit
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import SnapshotError, Snapshots


def rollback(name: str | None, home_dir: Path) -> Exit:
    """Switch and say so. Raises SnapshotError where the name means no single whole snapshot."""
    home = Home.at(home_dir)
    snapshots = Snapshots(home.published)
    chosen = snapshots.choose(name)
    if faults := chosen.faults():
        raise SnapshotError(f"the snapshot {chosen.id} is damaged ({', '.join(faults)}); choose another: jixiao status")
    with home.locked():
        snapshots.switch(chosen)
    Console(highlight=False).print(
        f"{chosen.id} is current, published {chosen.manifest['published_at']}; it stays until a load finds something.",
        soft_wrap=True,
    )
    return Exit.DONE
