"""HOME: one landing folder each, one writer at a time, and messages that say what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import duckdb
import pytest

from dagster_project.resources.database import DatabaseError
from dagster_project.resources.home import Home, HomeBusyError, HomeError, HomeMismatchError


@pytest.fixture
def landing(tmp_path):
    folder = tmp_path / "landing"
    folder.mkdir()
    return folder


def test_a_home_belongs_to_the_first_landing_folder(tmp_path, landing):
    home = Home.at(tmp_path / "home")
    assert home.landing() is None
    home.bind(landing)
    home.bind(landing)
    assert home.landing() == landing
    assert all(folder.is_dir() for folder in (home.published, home.quality, home.logs, home.dagster, home.dbt))


def test_another_landing_folder_is_refused_with_the_command_for_a_second_home(tmp_path, landing):
    home = Home.at(tmp_path / "home")
    home.bind(landing)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(HomeMismatchError) as caught:
        home.bind(other)
    assert f"jixiao load {other} --home {tmp_path / 'home-2'}" in str(caught.value)
    assert home.landing() == landing


def test_a_home_of_another_version_and_a_damaged_one(tmp_path, landing):
    home = Home.at(tmp_path / "home")
    home.bind(landing)
    home.binding.write_text(json.dumps({"format": 99, "landing": str(landing)}))
    with pytest.raises(HomeMismatchError, match="format 99"):
        home.bind(landing)
    home.binding.write_text("{")
    with pytest.raises(HomeError, match="damaged"):
        home.landing()


def test_a_visible_home_inside_the_landing_folder_is_refused(landing):
    with pytest.raises(HomeError, match="inside the landing folder"):
        Home.at(landing / "home").bind(landing)
    Home.at(landing / ".jixiao").bind(landing)


def test_a_home_that_cannot_be_made(tmp_path, landing):
    (tmp_path / "file").write_text("x")
    with pytest.raises(HomeError, match="cannot be written"):
        Home.at(tmp_path / "file" / "home").bind(landing)


def test_the_lock_nests_within_a_process(tmp_path):
    home = Home.at(tmp_path / "home")
    with home.locked(), home.locked():
        pass
    with home.locked():
        pass


HOLD = """
import sys, time
from dagster_project.resources.home import Home
with Home.at(sys.argv[1]).locked():
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_process_is_refused_until_the_first_one_dies(tmp_path):
    home = Home.at(tmp_path / "home")
    with subprocess.Popen([sys.executable, "-c", HOLD, str(home.root)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HomeBusyError) as caught, home.locked():
            pass
        assert f"process {holder.pid}" in str(caught.value)
        assert "--home" in str(caught.value)
        holder.kill()
    with home.locked():
        assert f"process {os.getpid()}" in (home.root / "lock").read_text()


def test_a_file_that_is_no_database(tmp_path, landing):
    home = Home.at(tmp_path / "home")
    home.bind(landing)
    home.database.write_text("no database, but long enough to be read as one " * 500)
    with pytest.raises(DatabaseError, match="Move it away"), home.connect():
        pass


OPEN = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
time.sleep(60)
"""


def test_a_database_that_another_program_has_open(tmp_path, landing):
    home = Home.at(tmp_path / "home")
    home.bind(landing)
    duckdb.connect(str(home.database)).close()
    with subprocess.Popen([sys.executable, "-c", OPEN, str(home.database)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(DatabaseError, match="open in another program"), home.connect():
            pass
        other.kill()
    with home.connect() as connection:
        assert connection.execute("SELECT count(*) FROM raw.document").fetchone() == (0,)
