"""The log of a run as a file in HOME/logs, one a run, whoever started it.

Here belongs where Dagster's log goes. What is logged is the steps' business: counts, keys and reasons, never text of a
report.
"""

from __future__ import annotations

import logging

import dagster as dg

from dagster_project.resources.home import Home

KEPT = 100
_FORMAT = "%(asctime)s %(levelname)s %(message)s"


def log_file(home: Home) -> dg.LoggerDefinition:
    """A logger that writes to ``HOME/logs/load-<run>.log`` and keeps the newest hundred of these files."""

    @dg.logger(None, description="HOME/logs/load-<run>.log")
    def log_file(context: dg.InitLoggerContext) -> logging.Logger:
        home.logs.mkdir(parents=True, exist_ok=True)
        logs = sorted(home.logs.glob("load-*.log"), key=lambda path: path.stat().st_mtime)
        for outdated in logs[: -KEPT + 1]:
            outdated.unlink(missing_ok=True)
        handler = logging.FileHandler(home.logs / f"load-{context.run_id}.log", encoding="utf-8")
        handler.setFormatter(logging.Formatter(_FORMAT))
        logger = logging.Logger("dagster_project.load", logging.DEBUG)
        logger.addHandler(handler)
        return logger

    return log_file
