"""A browser, and the pages served as ``jixiao serve`` serves them. Without Chromium these tests are skipped, in CI they fail."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import ROOT, Warehouse

DESKTOP, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        message = "no Chromium here (apt-get install chromium fonts-noto-cjk, or set CHROMIUM)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Tests run as root in containers, where Chromium's own sandbox does not start; it opens local pages only.
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def served(home: Path, **environment: str) -> Iterator[str]:
    """The address of a server over ``home``, while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dagster_project.cli", "serve", "--home", str(home), "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
        assert server.stdout is not None
        server.stdout.close()


def _wait_for(address: str, server: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert server.poll() is None, server.stdout and server.stdout.read()
        try:
            with urllib.request.urlopen(f"{address}/static/icon.svg", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


@dataclass
class Opened:
    """A tab, and whatever went wrong in it."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens tabs; whatever a page's scripts, policies or requests complain about fails the test."""
    contexts: list[BrowserContext] = []
    tabs: list[Opened] = []

    def open_tab(address: str, width: dict[str, int] = DESKTOP, **options: Any) -> Opened:
        context = browser.new_context(viewport=width, locale="zh-CN", **options)
        contexts.append(context)
        tab = Opened(context.new_page(), address)
        tab.page.on("console", lambda said: said.type in ("error", "warning") and tab.troubles.append(said.text))
        tab.page.on("pageerror", lambda error: tab.troubles.append(str(error)))
        tab.page.on("dialog", lambda dialog: (tab.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        tab.page.on(
            "request",
            lambda asked: asked.url.startswith((address, "data:")) or tab.troubles.append(f"foreign: {asked.url}"),
        )
        tabs.append(tab)
        return tab

    yield open_tab
    for context in contexts:
        context.close()
    assert [trouble for tab in tabs for trouble in tab.troubles] == []


@pytest.fixture(scope="session")
def pages(chromium: str, samples: Warehouse) -> Iterator[str]:
    """The address of a server over the samples. (Asks for the browser first, so that nothing loads where there is none.)"""
    with served(samples.home.root) as address:
        yield address


@pytest.fixture(scope="session")
def ask(published_samples: Path) -> Callable[..., list[tuple[Any, ...]]]:
    """Queries on the published samples."""

    def rows(sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{published_samples}' as marts (read_only)")
            return connection.execute(sql, list(parameters)).fetchall()

    return rows
