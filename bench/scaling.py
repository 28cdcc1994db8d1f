"""What the steps after extraction cost on a multiplied HOME: time and memory of gates, models and publishing, by size.

Here belongs the measuring. The steps are the product's own, in the order of the nightly job; only the scan of the landing
folder and the extraction are left out, since the documents of a multiplied HOME lie nowhere.

Each size is built in a process of its own, so that memory is its own. Times are of the processors, not of the clock: a busy
machine changes the ratios little.
"""

from __future__ import annotations

import itertools
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.multiply import multiply
from dagster_project.assets.publishing import publish
from dagster_project.expectations.definition import Layer
from dagster_project.expectations.gate import run_suite
from dagster_project.resources import load_log
from dagster_project.resources.dbt_project import DbtProject
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import Snapshots

_SHOWN_NODES = 12


class BuildError(RuntimeError):
    """A step of the build failed; the message says which, and why."""


@dataclass(slots=True)
class Cost:
    """What one build cost: ``steps`` and ``nodes`` in seconds of the processors, memory in MB."""

    reports: int
    rebuilt: int
    steps: dict[str, float] = field(default_factory=dict)
    nodes: dict[str, float] = field(default_factory=dict)
    peak_megabytes: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step."""
        started = time.process_time()
        yield
        self.steps[name] = round(time.process_time() - started, 2)

    @contextmanager
    def models(self) -> Iterator[Callable[[str], None]]:
        """Time the step of the models; call what is yielded with the unique id of each node as it ends.

        dbt runs one node after the other, so that what the processors did since the node before is the node's own.
        """
        seconds: defaultdict[str, float] = defaultdict(float)
        started = time.process_time()

        def ended(unique_id: str) -> None:
            nonlocal started
            kind, _, name, *_ = unique_id.split(".")
            seconds[name if kind == "model" else f"{kind} {name}"] += time.process_time() - started
            started = time.process_time()

        with self.step("models"):
            yield ended
        self.nodes = {name: round(spent, 3) for name, spent in sorted(seconds.items(), key=lambda item: -item[1])}


def build(home: Home, changed: int | None = None) -> Cost:
    """Run gate 1, the models, gate 2 and publishing on a multiplied HOME, and return what each cost.

    ``changed``: as on the night after, that many reports are pending and all others stand as they were built; None builds
    everything anew. Raises BuildError where a gate or a model fails.
    """
    dbt = DbtProject.of(home)
    dbt.manifest()
    with home.connect() as connection:
        if changed is not None:
            connection.execute(
                "insert or ignore into raw.pending_document select document_sha256 from raw.document order by 1 limit ?",
                [changed],
            )
        load_id = load_log.begin(connection)
        counts = connection.execute(
            "select (select count(*) from raw.document), (select count(*) from raw.pending_document)"
        ).fetchone()
    assert counts is not None
    cost = Cost(*counts)
    with cost.step("gate raw"), home.connect() as connection:
        _pass_gate(Layer.RAW, run_suite(Layer.RAW, connection, run_id=str(load_id)).passed)
    with cost.models() as ended:
        result = dbt.build(full_refresh=changed is None, on_node=ended)
    if result.broken:
        raise BuildError("; ".join(f"{node.unique_id}: {node.message}" for node in result.broken))
    current = Snapshots(home.published).current()
    before = current.path / "parquet" if current is not None else None
    with cost.step("gate marts"), home.connect() as connection:
        suite = run_suite(Layer.MARTS, connection, run_id=str(load_id), previous_snapshot=before)
        _pass_gate(Layer.MARTS, suite.passed)
    with cost.step("publishing"):
        publish(home)
    cost.peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return cost


def _pass_gate(layer: Layer, passed: bool) -> None:
    if not passed:
        raise BuildError(f"the gate of {layer} does not let the reports pass")


def measure(source: Home, folder: Path, copies: Sequence[int], changed: int) -> Iterator[tuple[Cost, Cost]]:
    """Multiply ``source`` by each of ``copies`` into ``folder/<copies>``; yield what the first build and a later one cost.

    A HOME that is there already is used as it is.
    """
    for times in copies:
        home = Home.at(folder / str(times))
        if not home.database.exists():
            multiply(source, home, times)
        yield _build_apart(home, None), _build_apart(home, changed)


def _build_apart(home: Home, changed: int | None) -> Cost:
    command = [sys.executable, "-m", "bench", "build", str(home.root), "--json"]
    if changed is not None:
        command += ["--changed", str(changed)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Cost(**json.loads(told))


def as_json(cost: Cost) -> str:
    """The cost as one JSON object, for another process."""
    return json.dumps(asdict(cost))


def show(cost: Cost) -> str:
    """The cost as lines of text, with the nodes that cost most."""
    steps = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in cost.steps.items())
    lines = [f"{cost.reports} reports, {cost.rebuilt} rebuilt: {steps}; peak memory {cost.peak_megabytes} MB"]
    lines += [f"  {seconds:8.2f} s  {name}" for name, seconds in list(cost.nodes.items())[:_SHOWN_NODES]]
    return "\n".join(lines)


def compare(costs: Sequence[Cost], least_seconds: float = 0.5) -> str:
    """A Markdown table of steps by size, each beside its ratio to the size before, and the models that grew beyond linear."""
    names = list(costs[0].steps)
    head = ["reports", "rebuilt", *names, "memory MB"]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for before, cost in zip([None, *costs[:-1]], costs, strict=True):
        cells = [f"{cost.reports:,}", f"{cost.rebuilt:,}"]
        for name in names:
            ratio = f" (×{cost.steps[name] / before.steps[name]:.2f})" if before and before.steps[name] else ""
            cells.append(f"{cost.steps[name]:.1f} s{ratio}")
        lines.append("| " + " | ".join([*cells, f"{cost.peak_megabytes:,}"]) + " |")
    for before, cost in itertools.pairwise(costs):
        growth = cost.reports / before.reports
        for name, seconds in cost.nodes.items():
            if seconds >= least_seconds and seconds > 1.2 * growth * before.nodes.get(name, 0.0):
                lines.append(
                    f"{name}: {before.nodes.get(name, 0.0):.2f} s → {seconds:.2f} s at {growth:.1f} times the reports"
                )
    return "\n".join(lines)
