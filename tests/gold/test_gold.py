"""The shared reports against their gold facts, as the shared scorer counts them. Skipped where they are absent.

Floors stand in floors.json: the strict F1 of each table, the micro F1 and the share of right header fields. They only
ever rise. The project's own samples belong to tests/pipeline.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dagster_project.accuracy import score as own_score

SHARED = Path(__file__).parents[3] / "shared"
FLOORS: dict[str, Any] = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "eval" / "score.py").exists(), reason="the shared reports are not here"),
]


@pytest.fixture(scope="module")
def score(published_shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The scorer's figures (its --json) and, under ``printed``, its page with every miss."""
    figures = tmp_path_factory.mktemp("gold") / "score.json"
    command = [sys.executable, SHARED / "eval" / "score.py", published_shared, SHARED / "gold"]
    run = subprocess.run([*command, "--misses", "--json", figures], capture_output=True, text=True, check=False)
    assert figures.exists(), run.stderr
    result: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    return result | {"printed": run.stdout}


def test_header_fields(score: dict[str, Any]) -> None:
    right, stated = score["header"]
    wrong = [line for line in score["printed"].splitlines() if line.startswith("report ") and "gold" in line]
    assert right / stated >= FLOORS["header"], "\n".join(wrong)


@pytest.mark.parametrize("table", FLOORS["tables"])
def test_table(table: str, score: dict[str, Any]) -> None:
    f1 = score["tables"][table]["f1"]
    misses = [line for line in score["printed"].splitlines() if re.match(rf"(missed|in error)\s+{table} ", line)]
    assert f1 is not None
    assert f1 >= FLOORS["tables"][table], "\n".join([f"{table}: F1 {f1:.3f}", *misses])


def test_all_tables_together(score: dict[str, Any]) -> None:
    assert score["micro_f1"] >= FLOORS["micro_f1"]


def test_no_broken_evidence(score: dict[str, Any]) -> None:
    found = re.search(r"quote is not the text at its offsets: (\S+)", score["printed"])
    assert found
    assert found[1] == "0"


def test_our_own_scorer_counts_alike(score: dict[str, Any], published_shared: Path) -> None:
    own = own_score(published_shared, SHARED / "gold")
    assert [own.header_right, own.header_stated] == score["header"]
    assert own.total.f1 == pytest.approx(score["micro_f1"])
    assert own.broken_evidence == 0
    for table in own.tables:
        theirs = score["tables"][table.name]
        assert (table.gold, table.found, table.strict) == (theirs["gold"], theirs["found"], theirs["strict"])
        # What has no value or place of its own is not counted by it.
        assert table.value in (None, theirs["value"])
        assert table.grounded in (None, theirs["grounded"])
    assert set(score["tables"]) == {table.name for table in own.tables}
