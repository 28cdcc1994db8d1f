"""The gates' results as static pages: HOME/quality/index.html and one page a run, readable without internet.

Here belongs what is shown and how it gets into the files; the look stands in ``templates/``. File names come from
outside and are shown as text, whatever is in them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dagster_project.expectations import history, load_quality
from dagster_project.resources.quarantine import open_rejections

if TYPE_CHECKING:
    from datetime import datetime

    from duckdb import DuckDBPyConnection

SHOWN_RUNS = 100
SHOWN_LOADS = 30
_TEMPLATES = Path(__file__).resolve().parent / "templates"
_ZONE = ZoneInfo("Asia/Shanghai")
# Long enough for any file name; a message may quote one.
_LONGEST_SHOWN = 400
_LAYER_ZH = {"raw": "原始层", "marts": "集市层"}
_OWNER_ZH = {"operations": "运维", "reading": "读取", "extraction": "抽取", "modelling": "建模"}
_OUTCOME_ZH = {
    "published": "已发布",
    "unchanged": "无变化",
    "stopped": "已阻断",
    "failed": "失败",
    "interrupted": "中断",
    "running": "进行中",
}
_STAGE_ZH = {
    "landing": "扫描",
    "manifest": "清单",
    "reading": "读取",
    "extraction": "抽取",
    "gate": "质量关卡",
}


def write_pages(folder: Path, connection: DuckDBPyConnection) -> Path:
    """Write the index and the page of the latest run into ``folder``, drop pages of runs no longer shown.

    Returns the page of the latest run, or the index where no gate ever ran.
    """
    history.prepare(connection)
    load_quality.prepare(connection)
    folder.mkdir(parents=True, exist_ok=True)
    environment = _environment()
    runs = [
        {"run_id": run_id, "file": page_name(run_id), "gates": list(gates)}
        for run_id, gates in groupby(history.gate_runs(connection, SHOWN_RUNS), key=lambda gate: gate.run_id)
    ]
    quarantined = open_rejections(connection)
    index = folder / "index.html"
    loads = load_quality.latest(connection, SHOWN_LOADS)
    # The pages on the models stand beside these once a load has built the models.
    has_documentation = (folder / "lineage.html").exists()
    _replace(
        index,
        environment.get_template("index.html.j2").render(
            runs=runs, quarantined=quarantined, loads=loads, has_documentation=has_documentation
        ),
    )
    _drop_others(folder, {str(run["file"]) for run in runs})
    if not runs:
        return index
    latest = runs[0]
    run_id = str(latest["run_id"])
    outcomes = history.outcomes_of(connection, run_id)
    layers = [(layer, list(found)) for layer, found in groupby(outcomes, key=lambda outcome: outcome.layer)]
    page = folder / str(latest["file"])
    _replace(page, environment.get_template("run.html.j2").render(run=latest, layers=layers, quarantined=quarantined))
    return page


def page_name(run_id: str) -> str:
    """Return the file name of a run's page: its id where that is safe in a file name, else a hash of it."""
    safe = run_id if re.fullmatch(r"[0-9A-Za-z_-]{1,64}", run_id) else hashlib.sha256(run_id.encode()).hexdigest()[:32]
    return f"run-{safe}.html"


def visible(value: object) -> str:
    """Return ``value`` as one short line in which control and direction marks are written out: they would hide or
    turn text."""
    text = str(value)
    shown = "".join(f"\\u{{{ord(c):x}}}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") else c for c in text)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + "…"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "visible": visible,
        "layer_zh": lambda layer: _LAYER_ZH.get(layer, layer),
        "owner_zh": lambda owner: _OWNER_ZH.get(owner, owner),
        "stage_zh": lambda stage: _STAGE_ZH.get(stage, stage),
        "local_time": _local_time,
        "keys": _keys,
        "thousands": lambda count: "" if count is None else f"{count:,}",
        "outcome_zh": lambda outcome: _OUTCOME_ZH.get(outcome, outcome),
    }
    return environment


def _local_time(moment: datetime) -> str:
    return f"{moment.astimezone(_ZONE):%Y-%m-%d %H:%M:%S}"


def _keys(sample: str) -> Iterable[tuple[str, object]]:
    """Column and value of a sampled row."""
    return list(json.loads(sample).items())


def _replace(path: Path, content: str) -> None:
    """Write a page so that a reader sees the old one or the new one, never half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(content, encoding="utf-8", errors="backslashreplace")
    beside.replace(path)


def _drop_others(folder: Path, shown: set[str]) -> None:
    for path in folder.glob("run-*.html"):
        if path.name not in shown:
            path.unlink()
