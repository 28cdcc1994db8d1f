"""What several unit tests use."""

from __future__ import annotations

import sys

import pytest

from dagster_project.cli import main


@pytest.fixture
def jixiao(monkeypatch, capsys):
    """Runs the command line; returns its exit code, stdout and stderr."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["jixiao", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code or 0, *capsys.readouterr()

    return run
