"""Assembly of the code location: its assets, checks, job, schedule and sensor. Nothing else belongs here."""

from __future__ import annotations

import json
import os

import dagster as dg

from dagster_project.assets.extraction import raw_documents
from dagster_project.assets.landing import landing_files
from dagster_project.assets.publishing import build_published_snapshot
from dagster_project.assets.warehouse import WarehouseTranslator, build_warehouse_assets, mart_keys
from dagster_project.automation.log_file import log_file
from dagster_project.automation.nightly import every_night, home_for_a_run, landing_sensor, nightly_load
from dagster_project.checks.gates import build_gate_marts, gate_raw
from dagster_project.resources.dbt_project import DbtProject
from dagster_project.resources.home import DEFAULT_HOME, Home
from dagster_project.resources.progress import Progress, Silent
from dagster_project.resources.settings import Settings


def build_definitions(home: Home, settings: Settings, progress: Progress) -> dg.Definitions:
    """The graph from file to mart for one HOME. Raises DbtError where dbt/ does not parse."""
    dbt = DbtProject.of(home)
    fingerprint, manifest = dbt.fingerprint(), json.loads(dbt.manifest().read_bytes())
    translator = WarehouseTranslator()
    marts = mart_keys(manifest, translator)
    return dg.Definitions(
        assets=[
            landing_files,
            raw_documents,
            build_warehouse_assets(manifest, fingerprint, translator),
            build_published_snapshot(marts),
        ],
        asset_checks=[gate_raw, build_gate_marts(marts)],
        jobs=[nightly_load],
        schedules=[every_night],
        sensors=[landing_sensor(home)],
        resources={"home": home_for_a_run(home), "settings": settings, "progress": progress},
        loggers={"log_file": log_file(home)},
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The graph of the HOME that JIXIAO_HOME names (default .jixiao), for ``dagster dev``."""
    home = Home.at(os.environ.get("JIXIAO_HOME") or DEFAULT_HOME)
    return build_definitions(home, Settings.from_environment(), Silent())
