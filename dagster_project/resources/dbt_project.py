"""The dbt project as this process runs it: fingerprint, parsed manifest, one build at a time.

Here belongs how dbt is called. Which Dagster asset a model is stands in assets/warehouse.py, what a model says in dbt/.
dbt itself is imported only where it runs, because its import takes longer than a load that finds nothing new.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dagster_project.resources.home import Home

if TYPE_CHECKING:
    from dbt.artifacts.schemas.run import RunExecutionResult
    from dbt.contracts.graph.nodes import ResultNode
    from dbt_common.events.base_types import EventMsg

PROJECT_DIR = Path(__file__).resolve().parents[2] / "dbt"
_ADAPTERS = ("dbt-core", "dbt-duckdb", "duckdb")
_MADE_BY_DBT = ("target", "logs")


class DbtError(RuntimeError):
    """dbt could not parse or build the project; the message says where, and which log tells more."""


@dataclass(frozen=True)
class NodeResult:
    """What became of one model, seed or test. ``failures``: rows that break a test; ``seconds``: its run time.

    ``stored_failures``: the table that holds these rows, where the test keeps them.
    """

    unique_id: str
    status: str
    seconds: float
    message: str
    failures: int | None
    stored_failures: str | None = None


@dataclass(frozen=True)
class BuildResult:
    """All nodes of one build in the order in which they ended."""

    nodes: tuple[NodeResult, ...]

    @property
    def broken(self) -> tuple[NodeResult, ...]:
        """Nodes that failed by themselves (nodes skipped because of them are left out)."""
        return tuple(
            node for node in self.nodes if node.status in ("error", "fail", "runtime error", "partial success")
        )


@dataclass(frozen=True)
class DbtProject:
    """One dbt project over one warehouse file.

    ``target`` keeps the manifest and the partial parse, ``logs`` dbt's log: both in HOME: the checkout stays clean.
    """

    database: Path
    target: Path
    logs: Path
    project: Path = PROJECT_DIR

    @classmethod
    def of(cls, home: Home) -> DbtProject:
        """The warehouse's own project, with the database and the working files of ``home``."""
        return cls(home.database, home.dbt, home.logs)

    @property
    def compiled(self) -> Path:
        """Where a build leaves the SQL of its models, by package and file."""
        return self.target / "compiled"

    def fingerprint(self) -> str:
        """SHA-256 over the project's files and the versions that run them: if equal, equal input gives equal tables."""
        digest = hashlib.sha256()
        for package in _ADAPTERS:
            digest.update(f"{package}={version(package)}\n".encode())
        for file in sorted(self._files()):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(self.project).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def manifest(self) -> Path:
        """The manifest of the project as it stands now; parses only where no manifest of its fingerprint is kept.

        Raises DbtError where the project does not parse.
        """
        kept = self.target / f"manifest-{self.fingerprint()[:16]}.json"
        if not kept.exists():
            self._invoke(["parse"])
            for outdated in self.target.glob("manifest-*.json"):
                outdated.unlink()
            written = self.target / "manifest.json"
            beside = kept.with_suffix(f".{os.getpid()}")
            beside.write_bytes(written.read_bytes())
            beside.replace(kept)
        return kept

    def build(self, *, full_refresh: bool, on_node: Callable[[str], None] | None = None) -> BuildResult:
        """Run seeds (on a full refresh), models, snapshots and data tests; unit tests run with the tests of the code.

        ``on_node`` hears the unique id of each node that ends. Raises DbtError only where dbt could not run at all:
        failed nodes are in the result.
        """
        # Exposures tell who reads the marts; there is nothing to build in them.
        arguments = ["build", "--exclude-resource-type", "unit_test", "--exclude-resource-type", "exposure"]
        if full_refresh:
            arguments.append("--full-refresh")
        else:
            arguments += ["--exclude-resource-type", "seed"]

        def listen(event: EventMsg) -> None:
            if on_node is not None and event.info.name in _NODE_ENDS:
                on_node(event.data.node_info.unique_id)

        results = cast("RunExecutionResult", self._invoke(arguments, listen))
        return BuildResult(
            tuple(
                NodeResult(
                    unique_id=result.node.unique_id,
                    status=str(result.status),
                    seconds=result.execution_time,
                    message=result.message or "",
                    failures=result.failures,
                    stored_failures=_stored_failures(result.node),
                )
                for result in results.results
            )
        )

    def _files(self) -> Iterator[Path]:
        for path in self.project.rglob("*"):
            parts = path.relative_to(self.project).parts
            if path.is_file() and parts[0] not in _MADE_BY_DBT and not any(part.startswith(".") for part in parts):
                yield path

    def _invoke(self, arguments: Sequence[str], listen: Callable[[EventMsg], None] | None = None) -> object:
        from dbt.cli.main import dbtRunner

        self.target.mkdir(parents=True, exist_ok=True)
        self.logs.mkdir(parents=True, exist_ok=True)
        command = [
            *arguments,
            *("--project-dir", str(self.project), "--profiles-dir", str(self.project)),
            *("--target-path", str(self.target), "--log-path", str(self.logs)),
            *("--log-level", "none", "--log-level-file", "info", "--no-use-colors-file"),
            *("--no-send-anonymous-usage-stats", "--no-write-json" if arguments[0] == "build" else "--write-json"),
        ]
        with _warehouse_of(self.database):
            outcome = dbtRunner(callbacks=[listen] if listen else []).invoke(command)
        if outcome.exception is not None or outcome.result is None:
            raise DbtError(f"dbt {arguments[0]} did not run: {outcome.exception}; see {self.logs / 'dbt.log'}")
        return outcome.result


def _stored_failures(node: ResultNode) -> str | None:
    from dbt.artifacts.resources.v1.config import TestConfig

    return node.relation_name if isinstance(node.config, TestConfig) and node.config.store_failures else None


_NODE_ENDS = frozenset({"LogModelResult", "LogSeedResult", "LogSnapshotResult", "LogTestResult", "SkippingDetails"})


@contextmanager
def _warehouse_of(database: Path) -> Iterator[None]:
    """Point the profile at the warehouse file and let go of it afterwards.

    dbt-duckdb keeps its connection, opened with settings of its own, for the life of the process; until it is closed no
    other connection of this process, not even a read-only one, can open the file.
    """
    before = os.environ.get(_DATABASE_VARIABLE)
    os.environ[_DATABASE_VARIABLE] = str(database)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_DATABASE_VARIABLE]
        else:
            os.environ[_DATABASE_VARIABLE] = before
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.adapters.duckdb.environments import Environment

        environment: Environment | None = DuckDBConnectionManager._ENV
        if environment is not None:
            environment.close()  # type: ignore[no-untyped-call]
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


_DATABASE_VARIABLE = "JIXIAO_DATABASE"
