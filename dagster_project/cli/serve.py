"""``jixiao dagster``: Dagster's web server and daemon on localhost, for one HOME.

Here belongs the environment that they need. What they show is assembled in definitions.py.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dagster_project.cli.load import bound_home
from dagster_project.cli.run import prepare_instance

_WORKSPACE = Path(__file__).resolve().parents[2] / "workspace.yaml"


def serve(directory: Path | None, home_dir: Path, port: int) -> None:
    """Become ``dagster dev``; this process ends with it. Raises WrongUseError or HomeError before that."""
    home = bound_home(directory, home_dir)
    prepare_instance(home)
    environment = os.environ | {"JIXIAO_HOME": str(home.root), "DAGSTER_HOME": str(home.dagster)}
    command = ["dagster", "dev", "--workspace", str(_WORKSPACE), "--host", "127.0.0.1", "--port", str(port)]
    os.chdir(_WORKSPACE.parent)
    os.execve(sys.executable, [sys.executable, "-m", *command], environment)
