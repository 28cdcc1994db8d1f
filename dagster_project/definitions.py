"""Assembly of the code location: its assets, checks, job, schedule and sensor. Nothing else belongs here."""

from __future__ import annotations

import json

import dagster as dg

from dagster_project.assets.extraction import raw_documents
from dagster_project.assets.landing import landing_files
from dagster_project.assets.publishing import build_published_snapshot
from dagster_project.assets.warehouse import WarehouseTranslator, build_warehouse_assets, mart_keys
from dagster_project.automation.nightly import every_night, landing_sensor, nightly_load
from dagster_project.checks.gates import build_gate_marts, gate_raw
from dagster_project.resources.dbt_project import DbtProject
from dagster_project.resources.load_context import LoadContext


def build_definitions(load: LoadContext) -> dg.Definitions:
    """The graph from file to mart for one landing folder and its HOME. Raises DbtError where dbt/ does not parse."""
    manifest = json.loads(DbtProject.of(load.home).manifest().read_bytes())
    translator = WarehouseTranslator()
    marts = mart_keys(manifest, translator)
    return dg.Definitions(
        assets=[
            landing_files,
            raw_documents,
            build_warehouse_assets(manifest, translator),
            build_published_snapshot(marts),
        ],
        asset_checks=[gate_raw, build_gate_marts(marts)],
        jobs=[nightly_load],
        schedules=[every_night],
        sensors=[landing_sensor(load.landing)],
        resources={"load": load},
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The graph of the landing folder and HOME that JIXIAO_LANDING and JIXIAO_HOME name, for ``dagster dev``."""
    return build_definitions(LoadContext.from_environment())
