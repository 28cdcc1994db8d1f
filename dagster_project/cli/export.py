"""``jixiao export``: the published marts for other tools, as CSV, as a workbook or as tables of PostgreSQL.

Here belongs what a person is told. How each form is written stands in ``dagster_project.exports``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from dagster_project.cli.application import Exit, WrongUseError
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import Snapshot, Snapshots


def export_csv(folder: Path, home_dir: Path) -> Exit:
    """Write all marts into a folder. Raises WrongUseError where nothing is published or it cannot be written."""
    from dagster_project.exports.files import write_csv

    snapshot = _current(home_dir)
    try:
        rows = write_csv(snapshot.database, folder)
    except OSError as error:
        raise WrongUseError(f"{folder} cannot be written: {error.strerror}") from error
    return _tell(snapshot, rows, str(folder))


def export_workbook(path: Path, home_dir: Path) -> Exit:
    """Write the wide marts into a workbook. Raises WrongUseError as above, and where a sheet cannot hold a mart."""
    from dagster_project.exports.files import TooManyRowsError, write_workbook

    snapshot = _current(home_dir)
    if path.suffix.lower() != ".xlsx":
        raise WrongUseError(f"{path} does not end with .xlsx")
    try:
        rows = write_workbook(snapshot.database, path)
    except TooManyRowsError as error:
        raise WrongUseError(f"{error}; take jixiao export csv") from error
    except OSError as error:
        raise WrongUseError(f"{path} cannot be written: {error.strerror}") from error
    return _tell(snapshot, rows, str(path))


def export_postgres(url: str, schema: str, home_dir: Path) -> Exit:
    """Copy all marts into a schema of PostgreSQL. Raises WrongUseError where that did not happen."""
    from dagster_project.exports.postgres import PostgresError, export_to_postgres

    snapshot = _current(home_dir)
    try:
        rows = export_to_postgres(snapshot.database, url, schema, f"snapshot {snapshot.id}")
    except PostgresError as error:
        raise WrongUseError(f"nothing was exported: {error}") from error
    return _tell(snapshot, rows, f"schema {schema}")


def _current(home_dir: Path) -> Snapshot:
    home = Home.at(home_dir)
    snapshot = Snapshots(home.published).current()
    if snapshot is None:
        raise WrongUseError(f"nothing is published in {home.published}; load a folder first: jixiao load DIR")
    return snapshot


def _tell(snapshot: Snapshot, rows: Mapping[str, int], where: str) -> Exit:
    told = f"{sum(rows.values()):,} rows of {len(rows)} marts of the snapshot {snapshot.id} stand in {where}"
    Console(highlight=False, soft_wrap=True).print(told, markup=False)
    return Exit.DONE
