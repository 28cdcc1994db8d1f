"""The nightly job run by this process, for the command line and for tests.

Here belongs only how the run is started: on an instance in memory, because writing each of some hundred events to a
database takes longer than the models do. Runs of Dagster's daemon are kept, in HOME/dagster.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from dagster_project.automation.nightly import JOB_NAME
from dagster_project.checks.gates import GATE_MARTS_STEP
from dagster_project.definitions import build_definitions
from dagster_project.resources.home import Home
from dagster_project.resources.progress import Progress, Silent
from dagster_project.resources.settings import Settings


def run_nightly_load(
    home: Home,
    settings: Settings | None = None,
    progress: Progress | None = None,
    *,
    accept_fewer: bool = False,
    verbose: bool = False,
) -> dg.ExecuteInProcessResult:
    """Run the job on a HOME that is bound to its landing folder; a failed step is told by the result, not raised.

    ``accept_fewer`` publishes although far fewer reports are left than before; ``verbose`` logs to the terminal as well as to HOME/logs. Raises DbtError where the dbt project does not parse.
    """
    definitions = build_definitions(home, settings or Settings(), progress or Silent())
    loggers: dict[str, Any] = {"log_file": {}} | ({"console": {"config": {"log_level": "INFO"}}} if verbose else {})
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        return definitions.resolve_job_def(JOB_NAME).execute_in_process(
            instance=instance,
            run_config={
                "loggers": loggers,
                "ops": {GATE_MARTS_STEP: {"config": {"accept_fewer": accept_fewer}}},
            },
            raise_on_error=False,
        )
