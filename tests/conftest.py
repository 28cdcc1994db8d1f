"""Warehouses that several tests read: each is loaded once, by the real job, and never written again.

A test that wants to change one takes a copy of its own (``samples_copy``). Reports that are not part of the project are
read where they lie, and the tests that need them are skipped where they are absent.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from dagster_project.cli.run import run_nightly_load
from dagster_project.resources.home import Home
from dagster_project.resources.snapshots import Snapshot, Snapshots

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "raw"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Warehouse:
    """A landing folder and the HOME that it is loaded into."""

    landing: Path
    home: Home

    @classmethod
    def of(cls, landing: Path, home: Path) -> Warehouse:
        warehouse = cls(landing, Home.at(home))
        warehouse.home.bind(landing)
        return warehouse

    def load(self) -> bool:
        """Run the nightly job; whether it went through."""
        return run_nightly_load(self.home).success

    @property
    def snapshots(self) -> Snapshots:
        return Snapshots(self.home.published)

    @property
    def current(self) -> Snapshot:
        snapshot = self.snapshots.current()
        assert snapshot is not None
        return snapshot

    def copy_to(self, folder: Path) -> Warehouse:
        """The same warehouse elsewhere, over a landing folder of its own."""
        landing = shutil.copytree(self.landing, folder / "landing")
        home = shutil.copytree(self.home.root, folder / "home", symlinks=True)
        binding = Home.at(home).binding
        binding.write_text(json.dumps(json.loads(binding.read_text()) | {"landing": str(landing.resolve())}))
        return Warehouse.of(landing, home)


def _loaded_once(factory: pytest.TempPathFactory, name: str, landing: Path) -> Warehouse:
    """Load into a folder that all worker processes of this test run share; the first one to come loads."""
    base = factory.getbasetemp()
    shared_by_workers = base.parent if base.name.startswith("popen-") else base
    home, done = shared_by_workers / name, shared_by_workers / f"{name}.done"
    with (shared_by_workers / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        warehouse = Warehouse.of(landing, home)
        if not done.exists():
            assert warehouse.load(), f"the load of {landing.name}/ did not go through; see {warehouse.home.logs}"
            done.touch()
    return warehouse


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The warehouse of raw/."""
    return _loaded_once(tmp_path_factory, "samples-home", SAMPLES)


@pytest.fixture(scope="session")
def published_samples(samples: Warehouse) -> Path:
    """The published database of raw/."""
    return samples.current.database


@pytest.fixture
def samples_copy(samples: Warehouse, tmp_path: Path) -> Warehouse:
    """A warehouse of raw/ that the test may change, its landing folder too."""
    return samples.copy_to(tmp_path)


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of shared reports and gold facts beside the checkout."""
    if not (SHARED / "reports").is_dir():
        pytest.skip("the shared reports are not here")
    return SHARED


@pytest.fixture(scope="session")
def shared(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The warehouse of the shared reports."""
    return _loaded_once(tmp_path_factory, "shared-home", shared_dir / "reports")


@pytest.fixture(scope="session")
def published_shared(shared: Warehouse) -> Path:
    """The published database of the shared reports."""
    return shared.current.database


@pytest.fixture
def empty_warehouse(tmp_path: Path) -> Warehouse:
    """A warehouse over an empty landing folder."""
    landing = tmp_path / "landing"
    landing.mkdir()
    return Warehouse.of(landing, tmp_path / "home")
