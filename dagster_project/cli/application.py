"""The commands of ``jixiao`` with their options, and the exit codes.

Exit codes: 0 published (or nothing new), 1 stopped by a gate or broken off (the last good snapshot stays), 2 wrong use,
3 published while reports are in quarantine. Of a comparison: 0 equal, 1 different, 2 wrong use.
"""

from __future__ import annotations

import os
import sys
from enum import IntEnum
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

DEFAULT_LANDING = Path("raw")
DEFAULT_HOME = Path(".jixiao")


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    STOPPED = 1
    DIFFERENT = 1
    WRONG_USE = 2
    QUARANTINED = 3


class WrongUseError(Exception):
    """What was asked for cannot be done; the message is one line that says why and what to do."""


app = typer.Typer(
    name="jixiao",
    help="绩效仓: from a folder of budget-performance reports to a warehouse whose every figure leads to its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

export = typer.Typer(help="Copy what is published into the form of another tool.", no_args_is_help=True)
app.add_typer(export, name="export")

HomeOption = Annotated[
    Path, typer.Option("--home", help="Folder that holds all state of the warehouse.", envvar="JIXIAO_HOME")
]


@app.command()
def load(
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="Folder with the reports (default: the HOME's own, else raw)."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    accept_fewer: Annotated[
        bool, typer.Option("--accept-fewer", help="Publish although less than half of the reports are left.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show Dagster's log too.")] = False,
) -> None:
    """Load a folder of reports and publish what it states."""
    from dagster_project.cli.load import load as run

    raise typer.Exit(run(directory, home, accept_fewer=accept_fewer, verbose=verbose))


@app.command()
def status(home: HomeOption = DEFAULT_HOME) -> None:
    """Show what is published, what is in quarantine, and how the last loads ended; compares checksums."""
    from dagster_project.cli.status import status as run

    raise typer.Exit(run(home))


@app.command()
def trace(
    subject: Annotated[
        str, typer.Argument(metavar="REPORT|FACT", help="Report: key, path or part of its title. Fact: key.")
    ],
    home: HomeOption = DEFAULT_HOME,
    rows: Annotated[int, typer.Option("--rows", min=1, help="How many facts of a report to show of each table.")] = 3,
) -> None:
    """Walk a report or a fact from the file to its mart rows and back, with the words that it rests on."""
    from dagster_project.cli.trace import trace as run

    raise typer.Exit(run(subject, home, rows))


@app.command()
def rollback(
    snapshot: Annotated[
        str | None, typer.Argument(metavar="[SNAPSHOT]", help="Id or its beginning (default: the one before).")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Go back to an earlier snapshot; it stays current until a load finds something new."""
    from dagster_project.cli.rollback import rollback as run

    raise typer.Exit(run(snapshot, home))


@app.command()
def accuracy(
    gold_dir: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder with gold facts, one JSON file a report.")
    ],
    home: HomeOption = DEFAULT_HOME,
    misses: Annotated[
        bool, typer.Option("--misses", help="List what was missed and what was published in error.")
    ] = False,
    skip: Annotated[list[str] | None, typer.Option("--skip", metavar="FACTS", help="Leave a kind of fact out.")] = None,
) -> None:
    """Score what is published against facts that people have read from the same reports."""
    from dagster_project.cli.accuracy import accuracy as run

    raise typer.Exit(run(gold_dir, home, misses=misses, skip=skip or []))


@app.command()
def diff(
    old: Annotated[
        str, typer.Argument(metavar="A", help="Snapshot: id, current, previous, or path of a HOME or marts.duckdb.")
    ],
    new: Annotated[str, typer.Argument(metavar="B", help="The snapshot to compare it with, named alike.")],
    home: HomeOption = DEFAULT_HOME,
    report: Annotated[
        str | None, typer.Option("--report", help="Only this report: key, or part of path or title.")
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", help="Only this table; may be given several times.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="OUT", help="Write every change to a file.")
    ] = None,
    details: Annotated[
        bool, typer.Option("--details", help="List every change with the words that it rests on.")
    ] = False,
) -> None:
    """Compare two published snapshots fact by fact; exit code 0 where they are equal, 1 where they differ."""
    from dagster_project.cli.diff import diff as run

    raise typer.Exit(run(old, new, home, report=report, tables=table or [], json_file=json_file, details=details))


@export.command("csv")
def export_csv(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for one file a mart and datapackage.json.")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Write every mart as CSV with the data package that describes them."""
    from dagster_project.cli.export import export_csv as run

    raise typer.Exit(run(folder, home))


@export.command("xlsx")
def export_xlsx(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Workbook to write; ends with .xlsx.")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Write the wide marts into one workbook for Excel or WPS, with a sheet that explains the columns."""
    from dagster_project.cli.export import export_workbook as run

    raise typer.Exit(run(path, home))


@export.command("postgres")
def export_postgres(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            envvar="JIXIAO_POSTGRES_URL",
            help="postgresql://USER@HOST:PORT/DATABASE; the password better in ~/.pgpass or in the variable.",
        ),
    ],
    schema: Annotated[
        str, typer.Option(help="Schema that the tables take; the former export's is replaced.")
    ] = "jixiao",
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Copy every mart into PostgreSQL, with types, keys and comments; replaces the former export in one step."""
    from dagster_project.cli.export import export_postgres as run

    raise typer.Exit(run(url, schema, home))


@app.command()
def new_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="Small letters and underscores, such as late_filing.")],
    title: Annotated[str, typer.Option(help="Its name, in Chinese.")],
    title_en: Annotated[str, typer.Option(help="Its name, in English.")],
    description: Annotated[str, typer.Option(help="What it proves, in Chinese.")],
    formula: Annotated[str, typer.Option(help="The condition of a finding.")],
    basis: Annotated[str, typer.Option(help="The law or document behind it.")] = "",
    severity: Annotated[str, typer.Option(help="error, warning or info.")] = "warning",
    project: Annotated[Path, typer.Option(help="The checkout that gets the rule.")] = Path(),
) -> None:
    """Add an audit rule to a checkout: model, unit test, list of rules, and its row on the page of rules."""
    from dagster_project.cli.new_rule import Rule
    from dagster_project.cli.new_rule import new_rule as run

    rule = Rule(
        rule_id, "1", severity, title, title_en, description, formula, basis, scope="report", in_contract="false"
    )
    raise typer.Exit(run(project, rule))


@app.command()
def version() -> None:
    """Show the versions that decide what a load publishes."""
    from dagster_project.extraction import EXTRACTION_VERSION

    Console().print(f"jixiao {installed_version('jixiao-warehouse')}, extraction {EXTRACTION_VERSION}", highlight=False)


@app.command()
def dagster(
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="Folder with the reports (default: the HOME's own, else raw)."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    port: Annotated[int, typer.Option(help="Port on localhost.")] = 3000,
) -> None:
    """Serve Dagster on localhost: the graph, the nightly schedule and the sensor on the landing folder."""
    from dagster_project.cli.dagster_server import serve as run

    run(directory, home, port)


@app.command()
def serve(
    home: HomeOption = DEFAULT_HOME,
    host: Annotated[str, typer.Option(help="Address to listen on; other machines reach it only if you say so.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8000,
    password: Annotated[
        str, typer.Option(envvar="JIXIAO_PASSWORD", help="Ask for it; better set as a variable than typed.")
    ] = "",
) -> None:
    """Serve the web pages over what is published, on localhost unless told otherwise."""
    from dagster_project.cli.serve import serve as run

    raise typer.Exit(run(home, host, port, password))


def main() -> None:
    """Run the command line; wrong use ends with one line on stderr and exit code 2."""
    # Nothing here may report to anyone; Great Expectations and dbt are told where they are started.
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    try:
        app()
    except _wrong_use() as error:
        Console(stderr=True).print(f"jixiao: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(Exit.WRONG_USE)


def _wrong_use() -> tuple[type[Exception], ...]:
    from dagster_project.resources.database import DatabaseError
    from dagster_project.resources.home import HomeError
    from dagster_project.resources.landing_folder import LandingFolderError
    from dagster_project.resources.settings import SettingsError
    from dagster_project.resources.snapshots import SnapshotError

    return (WrongUseError, HomeError, DatabaseError, LandingFolderError, SettingsError, SnapshotError)
