"""What a load ends with: counts of reports and facts, and what was left out.

Here belongs how it is shown; the counts are read from the load log and the snapshot's manifest.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from rich.console import Console
from rich.table import Table

from dagster_project.resources.home import Home
from dagster_project.resources.rejection import Rejection
from dagster_project.resources.snapshots import Snapshots

_SHOWN_REJECTIONS = 20
_COUNTS = (
    ("reports read", "files_found"),
    ("new", "files_new"),
    ("changed", "files_changed"),
    ("unchanged", "files_unchanged"),
    ("withdrawn", "files_withdrawn"),
)


def summary_table(connection: duckdb.DuckDBPyConnection, home: Home, seconds: float) -> Table:
    """The last load's reports, the published facts by table, and where they lie."""
    columns = ", ".join(column for _, column in _COUNTS)
    row = connection.execute(f"select outcome, {columns} from raw.load_log order by load_id desc limit 1").fetchone()
    outcome, *counts = row if row is not None else ("", *(0 for _ in _COUNTS))
    table = Table(title=f"Load: {outcome} in {seconds:.1f} s", title_justify="left")
    table.add_column("what")
    table.add_column("count", justify="right")
    for (label, _), count in zip(_COUNTS, counts, strict=True):
        table.add_row(label, f"{count or 0:,}")
    held = connection.execute("select count(distinct path) from raw.quarantine where is_open").fetchone()
    table.add_row("quarantined", f"{held[0] if held else 0:,}", end_section=True)
    snapshot = Snapshots(home.published).current()
    if snapshot is not None:
        facts = {name: rows for name, rows in snapshot.row_counts.items() if name.startswith("fct_")}
        findings = facts.pop("fct_finding", 0)
        for name, rows in facts.items():
            table.add_row(name, f"{rows:,}")
        table.add_row("findings", f"{findings:,}", end_section=True)
    return table


def print_quarantine(console: Console, rejections: Sequence[Rejection]) -> None:
    """Each path that was left out, why, and what to do."""
    for rejection in rejections[:_SHOWN_REJECTIONS]:
        console.print(
            f"quarantined: {rejection.path}: {rejection.message} {rejection.remedy}",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
    if len(rejections) > _SHOWN_REJECTIONS:
        console.print(f"… and {len(rejections) - _SHOWN_REJECTIONS} more: jixiao status", highlight=False)
