"""What both READMEs state, done: their commands give the output that they print.

``[…]`` in an output stands for anything within its line. The commands run on a HOME of their own, not on ``.jixiao``.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from rich.console import Console

from dagster_project.cli.summary import summary_table
from tests.conftest import Warehouse
from tests.pipeline.fenced import Block, blocks

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
WALKS = {"README.md": "One number from file to mart", "README.zh-CN.md": "一个数字：从文件到集市"}
pages = pytest.mark.parametrize("page", WALKS)


def outputs_of(page: str) -> list[tuple[Block, Block]]:
    """Each block with the output that stands right behind it."""
    return [(first, then) for first, then in pairwise(blocks(ROOT / page)) if then.language == "text"]


def assert_prints(stated: str, printed: str) -> None:
    pattern = re.escape(stated.strip("\n")).replace(re.escape("[…]"), "[^\n]*")
    actual = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())
    assert re.fullmatch(pattern, actual), f"stated:\n{stated}\nprinted:\n{actual}"


@pages
def test_the_walk_prints_what_is_stated(page: str, samples_copy: Warehouse) -> None:
    walk = [(command, output) for command, output in outputs_of(page) if command.heading == WALKS[page]]
    assert len(walk) == 4
    for command, output in walk:
        script = command.content.replace(".jixiao", str(samples_copy.home.root))
        script = script.replace(".venv/bin/python", sys.executable)
        script = script.replace(".venv/bin/jixiao", f"{sys.executable} -m dagster_project.cli")
        environment = os.environ | {"JIXIAO_HOME": str(samples_copy.home.root), "PYTHONPATH": str(ROOT)}
        ran = subprocess.run(
            ["bash", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        assert_prints(output.content, ran.stdout.replace(str(samples_copy.home.root), ".jixiao"))


@pages
def test_the_summary_is_the_one_that_is_stated(page: str, samples_copy: Warehouse) -> None:
    (stated,) = (output.content for command, output in outputs_of(page) if "make load" in command.content)
    screen = io.StringIO()
    with samples_copy.home.connect() as connection:
        Console(file=screen, width=80).print(summary_table(connection, samples_copy.home, 1.0))
    assert_prints(stated, screen.getvalue())


@pages
def test_the_queries_find_rows(page: str, samples: Warehouse) -> None:
    stated = {block.language: block.content for block in blocks(ROOT / page) if block.language in ("sql", "python")}
    published = str(samples.home.published)
    with duckdb.connect() as connection:
        rows = connection.sql(stated["sql"].replace(".jixiao/published", published)).fetchall()
    assert len(rows) > 10
    names: dict[str, pd.DataFrame] = {}
    exec(stated["python"].replace(".jixiao/published", published), names)
    assert len(names["findings"]) > 10


def test_both_languages_show_the_same_commands_and_outputs() -> None:
    chinese, english = (
        [block.content for block in blocks(ROOT / page) if block.heading not in ("Start", "开始")] for page in WALKS
    )
    assert chinese == english
    linked = [re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8")) for page in WALKS]
    assert sorted(set(linked[0]) - set(WALKS)) == sorted(set(linked[1]) - set(WALKS))
