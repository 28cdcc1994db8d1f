"""The command line: exit codes, one clear line for wrong use, and how progress and counts are shown."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from dagster_project.cli.progress import BarProgress, LineProgress, progress_on
from dagster_project.cli.summary import print_quarantine
from dagster_project.resources.home import Home
from dagster_project.resources.rejection import Rejection


@pytest.mark.parametrize(
    ("arguments", "stated"),
    [
        (["load", "{tmp}/nothing"], "does not exist"),
        (["load", "{tmp}/file.txt"], "is no folder"),
        (["load", "{tmp}/reports", "--home", "{tmp}/of-another"], "--home"),
        (["load", "{tmp}/reports", "--home", "{tmp}/reports/home"], "inside the landing folder"),
        (["load", "{tmp}/reports", "--home", "{tmp}/file.txt/home"], "--home"),
        (["status"], "load a folder first"),
        (["trace", "anything"], "load a folder first"),
        (["rollback"], "none is published yet"),
        (["rollback", "2024"], "none is published yet"),
    ],
)
def test_wrong_use_is_one_line_with_a_remedy(jixiao, tmp_path, arguments, stated):
    (tmp_path / "reports").mkdir()
    (tmp_path / "file.txt").touch()
    (tmp_path / "others").mkdir()
    Home.at(tmp_path / "of-another").bind(tmp_path / "others")
    named = [argument.format(tmp=tmp_path) for argument in arguments]
    if "--home" not in named:
        named += ["--home", str(tmp_path / "home")]
    code, out, err = jixiao(*named)
    assert code == 2
    assert out == ""
    assert stated in err
    assert err.startswith("jixiao: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("setting", [("JIXIAO_WORKERS", "many"), ("JIXIAO_BATCH_DOCUMENTS", "0")])
def test_a_wrong_setting_is_named(jixiao, tmp_path, monkeypatch, setting):
    monkeypatch.setenv(*setting)
    code, _, err = jixiao("load", tmp_path, "--home", tmp_path / ".home")
    assert code == 2
    assert setting[0] in err


@pytest.mark.parametrize("arguments", [["unknown"], ["load", "--unknown"], ["trace"]])
def test_unknown_commands_and_options_are_wrong_use(jixiao, arguments):
    assert jixiao(*arguments)[0] == 2


def test_version(jixiao):
    code, out, _ = jixiao("version")
    assert code == 0
    assert "extraction" in out


def test_plain_lines_where_the_output_is_no_terminal():
    out = io.StringIO()
    progress = progress_on(Console(file=out))
    assert isinstance(progress, LineProgress)
    with progress.stage("documents", total=2) as stage:
        stage.advance()
        stage.advance()
    assert out.getvalue().startswith("documents: 2 done in ")


def test_a_long_stage_tells_rate_and_remaining_time(monkeypatch):
    monkeypatch.setattr("dagster_project.cli.progress._SECONDS_BETWEEN_LINES", 0)
    out = io.StringIO()
    with LineProgress(Console(file=out, width=200)).stage("documents", total=1000) as stage:
        stage.advance(10)
    assert "documents: 10 of 1000, " in out.getvalue()
    assert "s left" in out.getvalue()


def test_a_bar_on_a_terminal():
    out = io.StringIO()
    progress = progress_on(Console(file=out, force_terminal=True, width=120))
    assert isinstance(progress, BarProgress)
    with progress.stage("documents", total=3) as stage:
        stage.advance(3)
    with progress.stage("gate", total=None):
        pass
    assert "3/3" in out.getvalue()


def test_a_long_quarantine_is_cut():
    out = io.StringIO()
    rejections = [
        Rejection(f"{n}.pdf", None, "reading", "unknown_format", "No reader.", "Convert it.") for n in range(30)
    ]
    print_quarantine(Console(file=out), rejections)
    assert "quarantined: 0.pdf: No reader. Convert it." in out.getvalue()
    assert "and 10 more: jixiao status" in out.getvalue()
