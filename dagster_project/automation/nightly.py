"""When the warehouse loads by itself: every night, and soon after the landing folder has changed.

Here belongs only the when. What a load does is the job over all assets; a run that finds nothing new ends in seconds.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from dagster_project.resources import load_log
from dagster_project.resources.home import Home

JOB_NAME = "nightly_load"


@dg.failure_hook(required_resource_keys={"home"})
def end_failed_load(context: dg.HookContext) -> None:
    """Write into the load log that the load has failed, unless a gate has written that it stopped it."""
    with context.resources.home.connect() as connection:
        try:
            load_id = load_log.running(connection)
        except LookupError:
            return
        load_log.finish(connection, load_id, "failed")


nightly_load = dg.define_asset_job(
    JOB_NAME,
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    hooks={end_failed_load},
    description="From the landing folder to a published snapshot: the same job that `jixiao load` runs.",
)

every_night = dg.ScheduleDefinition(
    name="every_night",
    job=nightly_load,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="02:00 in China, when nobody reads and the day's files have landed.",
)


def home_for_a_run(home: Home) -> dg.ResourceDefinition:
    """HOME as the resource of a run, which holds its lock from the first step to the last.

    A run raises HomeBusyError before it begins where another process writes to HOME.
    """

    @dg.resource(description=f"HOME {home.root}, locked while a run lasts.")
    def locked_home(_: dg.InitResourceContext) -> Iterator[Home]:
        with home.locked():
            yield home

    return locked_home


def landing_sensor(home: Home) -> dg.SensorDefinition:
    """Ask for a load once the folder differs from what was last asked for and stayed the same between two looks."""

    @dg.sensor(
        name="landing_folder",
        job=nightly_load,
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Looks at the landing folder every minute; files that are being copied wait for the next look.",
    )
    def landing_folder(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        landing = home.landing()
        if landing is None or not landing.is_dir():
            return dg.SkipReason(f"the landing folder {landing} is not there")
        seen = folder_fingerprint(landing)
        cursor = json.loads(context.cursor) if context.cursor else {"seen": None, "asked": None}
        settled = cursor["seen"] == seen
        if cursor["asked"] == seen:
            return dg.SkipReason("nothing has changed since the last load was asked for")
        if not settled:
            return dg.SensorResult(
                skip_reason="the folder has changed; waiting until it stays the same for one look",
                cursor=json.dumps({"seen": seen, "asked": cursor["asked"]}),
            )
        return dg.SensorResult(
            run_requests=[dg.RunRequest(run_key=seen)], cursor=json.dumps({"seen": seen, "asked": seen})
        )

    return landing_folder


def folder_fingerprint(folder: Path) -> str:
    """SHA-256 over path, size and time of change of every file below ``folder``; no file is opened."""
    digest = hashlib.sha256()
    for path, size, changed_ns in sorted(_entries(folder)):
        digest.update(os.fsencode(path) + f"\0{size}\0{changed_ns}\n".encode())
    return digest.hexdigest()


def _entries(folder: Path) -> Iterator[tuple[str, int, int]]:
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)  # noqa: PTH118 - a hundred thousand Path objects a minute are too many
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                continue
            yield path, status.st_size, status.st_mtime_ns
