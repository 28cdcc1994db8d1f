"""Properties are checked on the same examples every time: a failure here is a failure everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dagster_project.reading import read

SAMPLES = Path(__file__).parents[2] / "raw"
SHARED = Path(__file__).parents[3] / "shared" / "reports"

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("repeatable")


def reports_under(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument ``report_text`` runs on every sample, and on every shared report where they are present."""
    if "report_text" not in metafunc.fixturenames:
        return
    shared = reports_under(SHARED) if SHARED.is_dir() else []
    metafunc.parametrize(
        "report_text",
        [
            *(pytest.param(path, id=path.stem) for path in reports_under(SAMPLES)),
            *(pytest.param(path, id=f"shared-{n}", marks=pytest.mark.shared) for n, path in enumerate(shared, 1)),
        ],
        indirect=True,
    )


@pytest.fixture
def report_text(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return read(path.name, path.read_bytes()).text
