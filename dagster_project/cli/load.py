"""``jixiao load``: the nightly job on one folder, in this process.

Here belongs what surrounds the job: the HOME is bound and locked, progress and summary are shown, the outcome becomes
an exit code. What a load does belongs to the assets.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from dagster_project.cli.application import DEFAULT_LANDING, Exit, WrongUseError
from dagster_project.cli.progress import progress_on
from dagster_project.cli.summary import print_quarantine, summary_table
from dagster_project.resources import quarantine
from dagster_project.resources.home import Home
from dagster_project.resources.inputs import note_if_nothing_is_new
from dagster_project.resources.settings import Settings
from dagster_project.resources.snapshots import Snapshots

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult


def load(directory: Path | None, home_dir: Path, *, accept_fewer: bool, verbose: bool) -> Exit:
    """Load, show what became of it, and return the exit code.

    Raises WrongUseError, HomeError, SettingsError or DatabaseError before anything is changed.
    """
    console = Console()
    started = time.monotonic()
    settings = Settings.from_environment()
    home = bound_home(directory, home_dir)
    with home.locked():
        with home.connect():
            pass  # A warehouse that cannot be opened is told before anything is started.
        # Importing Dagster and dbt takes longer than finding out that there is nothing for them to do.
        if not note_if_nothing_is_new(home, settings):
            result = _run(home, settings, console, accept_fewer=accept_fewer, verbose=verbose)
            if not result.success:
                _explain(result, home)
                return Exit.STOPPED
        seconds = time.monotonic() - started
        with home.connect() as connection:
            console.print(summary_table(connection, home, seconds))
            rejections = quarantine.open_rejections(connection)
        current = Snapshots(home.published).current()
        if current is not None:
            where = f"published in {home.published / 'current'} ({current.id})"
            console.print(where, markup=False, highlight=False, soft_wrap=True)
        print_quarantine(console, rejections)
    return Exit.QUARANTINED if rejections else Exit.DONE


def bound_home(directory: Path | None, home_dir: Path) -> Home:
    """The HOME, bound to the folder that is named, to the one it already belongs to, or to the default one."""
    home = Home.at(home_dir)
    landing = directory if directory is not None else home.landing() or DEFAULT_LANDING
    if not landing.is_dir():
        what = "is no folder" if landing.exists() else "does not exist"
        raise WrongUseError(f"the landing folder {landing} {what}; name a folder with reports: jixiao load DIR")
    home.bind(landing)
    return home


def _run(
    home: Home, settings: Settings, console: Console, *, accept_fewer: bool, verbose: bool
) -> ExecuteInProcessResult:
    from dagster_project.cli.run import run_nightly_load

    if not verbose:
        # Dagster's log goes to the file in HOME; these loggers would repeat it on the terminal.
        for name in ("dagster", "dagster.builtin", "root"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
    return run_nightly_load(home, settings, progress_on(console), accept_fewer=accept_fewer, verbose=verbose)


def _explain(result: ExecuteInProcessResult, home: Home) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for check in result.get_asset_check_evaluations():
        if not check.passed and check.check_name.startswith("gate_"):
            console.print(f"Stopped by {check.check_name}: {check.description or ''}", style="red", markup=False)
            for failed in check.metadata["failed"].value:  # type: ignore[union-attr]
                console.print(f"  - {failed}", markup=False)
    for event in result.filter_events(lambda event: event.is_step_failure):
        error = event.step_failure_data.error
        reason = event.step_failure_data.user_failure_data
        if reason is not None and reason.description:
            console.print(f"Stopped in {event.step_key}: {reason.description}", style="red", markup=False)
        elif error is not None and (cause := error.cause or error) and "AssetCheckFailed" not in (cause.cls_name or ""):
            line = cause.message.strip().splitlines()[0].split(f"{cause.cls_name}: ", 1)[-1]
            console.print(f"Broken off in {event.step_key}: {line}", style="red", markup=False)
    current = Snapshots(home.published).current()
    stays = f"The snapshot {current.id} stays published." if current else "Nothing has been published yet."
    console.print(f"{stays} Log: {home.logs}. Pages of the gates: {home.quality}.", markup=False)
