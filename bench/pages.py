"""What a reader waits for, in the browser, and what the server takes: the pages over a HOME, however many reports it holds.

Here belongs the measuring. Answers of the server are remembered, so each measured request asks for something that nobody
asked for before: first each page as a new server gives it, then each list narrowed by one region after another.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import duckdb
from playwright.sync_api import Page, sync_playwright

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_LISTS = ("/", "/departments", "/projects", "/indicators", "/findings", "/reports")
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


class MeasureError(RuntimeError):
    """The pages cannot be measured; the message says why."""


@dataclass(frozen=True, slots=True)
class Waited:
    """Milliseconds until a page showed something, request by request."""

    what: str
    milliseconds: tuple[float, ...]

    def __str__(self) -> str:
        return f"{self.what:<44} median {median(self.milliseconds):6.0f} ms   worst {max(self.milliseconds):6.0f} ms"


def measure(home: Path, requests: int) -> str:
    """Lines with what each page and filter took, and the server's memory. ``requests``: of each list. Raises MeasureError."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise MeasureError("no Chromium is installed: apt-get install chromium")
    regions, deep = _asked_for(home, requests)
    with _served(home) as (address, server), sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = opened.new_page(viewport={"width": 1400, "height": 900})
        first = [Waited(f"first content {path}", (_painted(page, address + path),)) for path in (*_LISTS, "/quality")]
        first += [
            Waited(f"first content {kind}", tuple(_painted(page, address + path) for path in paths))
            for kind, paths in deep.items()
        ]
        narrowed = [
            Waited(
                f"filter {path} by region", tuple(_painted(page, f"{address}{path}?region={code}") for code in regions)
            )
            for path in _LISTS
        ]
        narrowed.append(
            Waited(
                "search /projects by word",
                tuple(_painted(page, f"{address}/projects?q={word}") for word in "水路学农医"),
            )
        )
        opened.close()
        memory = _memory(server)
    every = [
        Waited("all first contents", tuple(ms for waited in first for ms in waited.milliseconds)),
        Waited("all filters", tuple(ms for waited in narrowed for ms in waited.milliseconds)),
    ]
    return "\n".join([*map(str, first), *map(str, narrowed), *map(str, every), memory])


def _asked_for(home: Path, requests: int) -> tuple[list[str], dict[str, list[str]]]:
    """Regions to narrow by, and addresses of single departments, projects, reports and findings."""
    with duckdb.connect() as connection:
        try:
            connection.execute(f"attach '{home / 'published/current/marts.duckdb'}' as marts (read_only)")
        except duckdb.Error as error:
            raise MeasureError(f"nothing is published in {home}") from error

        def column(sql: str) -> list[str]:
            return [str(row[0]) for row in connection.execute(f"{sql} limit {requests}").fetchall()]

        regions = column(
            "select distinct left(region_code, 2) from marts.dim_department where region_code is not null order by 1"
        )
        keys = {
            "/departments": "select department_key from marts.mart_department_year order by finding_count desc",
            "/projects": "select base_project_key from marts.mart_project_year order by indicator_count desc",
            "/reports": "select report_key from marts.report_text order by length(text) desc",
            "/findings": "select finding_key from marts.fct_finding order by 1",
        }
        return regions, {f"{path}/KEY": [f"{path}/{key}" for key in column(sql)] for path, sql in keys.items()}


def _painted(page: Page, address: str) -> float:
    """Milliseconds from the navigation's start to the first content on the screen."""
    page.goto(address, wait_until="load")
    for _ in range(50):
        painted = page.evaluate(_PAINTED)
        if painted is not None:
            return float(painted)
        page.wait_for_timeout(20)
    raise MeasureError(f"{address} shows nothing")


@contextmanager
def _served(home: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dagster_project.cli", "serve", "--home", str(home), "--port", str(port)]
    server = subprocess.Popen(command, env=os.environ | {"JIXIAO_PASSWORD": ""}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/static/icon.svg", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise MeasureError("the server does not answer")
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=30)


def _memory(server: subprocess.Popen[bytes]) -> str:
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii", errors="replace")
    now, peak = (
        int(found[1]) // 1024 for name in ("VmRSS", "VmHWM") if (found := re.search(rf"{name}:\s+(\d+)", status))
    )
    return f"server memory {now} MB, peak {peak} MB"
