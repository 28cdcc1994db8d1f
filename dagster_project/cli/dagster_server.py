"""``jixiao dagster``: Dagster's web server and daemon on localhost, for one HOME.

Here belongs the environment that they need. What they show is assembled in definitions.py.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dagster_project.cli.load import bound_home
from dagster_project.resources.home import Home

_WORKSPACE = Path(__file__).resolve().parents[2] / "workspace.yaml"

# No telemetry. One load at a time: a second one would only find HOME locked. Ticks of the sensor are kept for a week.
_INSTANCE_CONFIG = """\
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


def serve(directory: Path | None, home_dir: Path, port: int) -> None:
    """Become ``dagster dev``; this process ends with it. Raises WrongUseError or HomeError before that."""
    home = bound_home(directory, home_dir)
    _configure(home)
    environment = os.environ | {"JIXIAO_HOME": str(home.root), "DAGSTER_HOME": str(home.dagster)}
    command = ["dagster", "dev", "--workspace", str(_WORKSPACE), "--host", "127.0.0.1", "--port", str(port)]
    os.chdir(_WORKSPACE.parent)
    os.execve(sys.executable, [sys.executable, "-m", *command], environment)


def _configure(home: Home) -> None:
    config = home.dagster / "dagster.yaml"
    if not config.exists() or config.read_text(encoding="utf-8") != _INSTANCE_CONFIG:
        config.write_text(_INSTANCE_CONFIG, encoding="utf-8")
