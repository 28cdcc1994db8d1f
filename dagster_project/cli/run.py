"""The nightly job run by this process, for the command line and for tests.

Here belongs only how the run is started. It is kept in HOME's own Dagster instance, so that the web pages show it
beside the scheduled ones.
"""

from __future__ import annotations

import dagster as dg

from dagster_project.automation.nightly import JOB_NAME
from dagster_project.definitions import build_definitions
from dagster_project.resources.home import Home
from dagster_project.resources.progress import Progress, Silent
from dagster_project.resources.settings import Settings

# No telemetry. One load at a time: a second one would only find HOME locked. Ticks of the sensor are kept for a week.
INSTANCE_CONFIG = """\
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
retention:
  sensor:
    purge_after_days: 7
  schedule:
    purge_after_days: 90
"""


def prepare_instance(home: Home) -> None:
    """Write the configuration of HOME's Dagster instance where it differs."""
    config = home.dagster / "dagster.yaml"
    if not config.exists() or config.read_text(encoding="utf-8") != INSTANCE_CONFIG:
        config.write_text(INSTANCE_CONFIG, encoding="utf-8")


def run_nightly_load(
    home: Home, settings: Settings | None = None, progress: Progress | None = None, *, verbose: bool = False
) -> dg.ExecuteInProcessResult:
    """Run the job on a HOME that is bound to its landing folder; a failed step is told by the result, not raised.

    ``verbose`` logs to the terminal as well as to HOME/logs. Raises DbtError where the dbt project does not parse.
    """
    prepare_instance(home)
    definitions = build_definitions(home, settings or Settings(), progress or Silent())
    loggers = {"log_file": {}} | ({"console": {"config": {"log_level": "INFO"}}} if verbose else {})
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        return definitions.resolve_job_def(JOB_NAME).execute_in_process(
            instance=instance, run_config={"loggers": loggers}, raise_on_error=False
        )
