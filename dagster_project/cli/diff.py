"""``jixiao diff``: what changed between two published snapshots, so that it can be reviewed before others read it.

Here belongs which snapshots a person means, and the showing. What counts as a change stands in ``snapshot_changes``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from dagster_project.cli.application import Exit, WrongUseError
from dagster_project.cli.snapshot_changes import Row, SnapshotChanges
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import SnapshotError, Snapshots

_SHOWN_REPORTS = 20
_SHOWN_FIELDS = 15
_DATABASE = "marts.duckdb"


def diff(
    old: str, new: str, home_dir: Path, *, report: str | None, tables: list[str], json_file: Path | None, details: bool
) -> Exit:
    """Compare, show and return the exit code: 0 equal, 1 different. Raises WrongUseError or SnapshotError."""
    published = Snapshots(Home.at(home_dir).published)
    paths = [_database(name, published) for name in (old, new)]
    if paths[0].samefile(paths[1]):
        Console(highlight=False, soft_wrap=True).print(f"no differences: both are {paths[0]}", markup=False)
        return Exit.DONE
    try:
        with SnapshotChanges.between(*paths) as changes:
            return _compare(changes, paths, report=report, tables=tables, json_file=json_file, details=details)
    except duckdb.IOException as error:
        reason = str(error).splitlines()[0]
        raise WrongUseError(f"{old} and {new} cannot be compared ({reason}); name published snapshots") from error


def _compare(
    changes: SnapshotChanges,
    paths: list[Path],
    *,
    report: str | None,
    tables: list[str],
    json_file: Path | None,
    details: bool,
) -> Exit:
    if "dim_report" not in changes.tables:
        raise WrongUseError(f"{paths[0]} and {paths[1]} hold no marts; name published snapshots")
    if unknown := [name for name in tables if name not in changes.tables]:
        raise WrongUseError(f"there is no table {unknown[0]!r} to compare; name one of: {', '.join(changes.tables)}")
    keys = None if report is None else changes.reports(report)
    if keys == []:
        raise WrongUseError(f"neither snapshot has a report {report!r}; give its key, path or part of its title")
    changes.compare(tables or changes.tables, keys)
    console = Console(highlight=False, soft_wrap=True)
    counted = changes.by_table()
    _print_summary(console, changes, counted)
    if details:
        for change in changes.each():
            _print_change(console, change)
    if json_file is not None:
        _write_json(json_file, changes, counted, paths)
    return Exit.DIFFERENT if counted else Exit.DONE


def _database(name: str, published: Snapshots) -> Path:
    """The database that is meant: of the current or previous snapshot, of one by its id, or by a path."""
    path = Path(name)
    if name == "current":
        current = published.current()
        if current is None:
            raise SnapshotError("nothing is published yet; load the reports first: jixiao load DIR")
        return current.database
    if name == "previous":
        return published.choose(None).database
    for found in (path, path / _DATABASE, path / "published" / "current" / _DATABASE):
        if found.is_file():
            return found
    if path.exists():
        raise WrongUseError(f"{name} holds no published snapshot; name a HOME, a snapshot's folder or a {_DATABASE}")
    return published.choose(name).database


def _print_summary(console: Console, changes: SnapshotChanges, counted: list[Row]) -> None:
    for column in changes.columns:
        console.print(f"not compared: {column}", markup=False)
    if not counted:
        console.print("no differences")
        return
    _print_table(console, "Changes by table", counted)
    fields = changes.by_field()
    if fields:
        _print_table(console, "Changed fields", fields[:_SHOWN_FIELDS], len(fields) - _SHOWN_FIELDS)
    reports = changes.by_report()
    _print_table(console, "Changes by report", reports[:_SHOWN_REPORTS], len(reports) - _SHOWN_REPORTS)


def _print_table(console: Console, title: str, rows: list[Row], more: int = 0) -> None:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    for name, value in rows[0].items():
        table.add_column(name.removesuffix("_name"), justify="right" if isinstance(value, int) else "left")
    for row in rows:
        table.add_row(*("of no report" if value is None else str(value) for value in row.values()))
    console.print(table)
    if more > 0:
        console.print(f"  … and {more} more: --json lists all")


def _print_change(console: Console, change: Row) -> None:
    console.print(f"{change['change']} {change['table_name']} {change['key']}", style="bold", markup=False)
    if change["report"]:
        console.print(f"    in {change['report']}", markup=False)
    for field in change["fields"]:
        console.print(f"    {field['field']}: {_value(field['old'])} → {_value(field['new'])}", markup=False)
    if change["quote"]:
        console.print(f"    【{change['quote']}】", markup=False)


def _value(text: str | None) -> str:
    return "nothing" if text is None else text


def _write_json(path: Path, changes: SnapshotChanges, counted: list[Row], databases: list[Path]) -> None:
    """One object: what was compared, the counts, and every change; written change by change."""
    head = {"old": str(databases[0]), "new": str(databases[1]), "tables": counted, "fields": changes.by_field()}
    try:
        with path.open("w", encoding="utf-8") as stream:
            stream.write(json.dumps(head, ensure_ascii=False)[:-1])
            stream.write(', "changes": [')
            stream.writelines(_separated(json.dumps(change, ensure_ascii=False) for change in changes.each()))
            stream.write("\n]}\n")
    except OSError as error:
        raise WrongUseError(f"{path} cannot be written ({error.strerror}); name another file: --json FILE") from error


def _separated(lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield ("," if number else "") + "\n" + line
