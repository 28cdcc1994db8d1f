"""What the marts are made from, and whether that is what the newest snapshot was made from.

Here belongs the question whether there is anything to do. Finding out what exactly changed, and doing it, belongs to the
steps. Nothing here imports Dagster or dbt: asking must be cheap.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple

import duckdb

from dagster_project.resources import load_log, quarantine
from dagster_project.resources.dbt_project import DbtProject
from dagster_project.resources.extraction_version import extraction_version
from dagster_project.resources.home import Home
from dagster_project.resources.landing_folder import list_folder
from dagster_project.resources.landing_manifest import read_manifest
from dagster_project.resources.settings import Settings
from dagster_project.resources.snapshots import Snapshots

CONTRACT_VERSION = "1"

_INPUTS = (
    "select path, document_sha256, version_no, status, is_current from raw.document_path order by all",
    "select document_sha256, extraction_version from raw.document order by all",
    "select * from raw.manifest_entry order by all",
    "select path, document_sha256, stage, reason from raw.quarantine where is_open order by all",
)


def inputs_fingerprint(connection: duckdb.DuckDBPyConnection, dbt_fingerprint: str) -> str:
    """SHA-256 over all that the marts are made from; equal inputs give equal marts.

    Which content every path has or had, what the landing manifest states, what is in quarantine, and the versions of
    extraction and of the dbt project.
    """
    digest = hashlib.sha256(f"{CONTRACT_VERSION}\n{dbt_fingerprint}\n".encode())
    for query in _INPUTS:
        cursor = connection.execute(query)
        while batch := cursor.fetchmany(10_000):
            for row in batch:
                digest.update(repr(row).encode("utf-8", "surrogatepass") + b"\n")
        digest.update(b"--\n")
    return digest.hexdigest()


def is_published(home: Home) -> bool:
    """Whether the newest snapshot holds what the warehouse's inputs would give, and the current one is whole.

    The newest counts, not the current one: going back to an older snapshot lasts until something changes.
    """
    snapshots = Snapshots(home.published)
    newest, current = snapshots.newest(), snapshots.current()
    if newest is None or current is None or not current.is_whole():
        return False
    with home.connect() as connection:
        return newest.inputs == inputs_fingerprint(connection, DbtProject.of(home).fingerprint())


def note_if_nothing_is_new(home: Home, settings: Settings) -> bool:
    """Whether a load would change nothing at all; if so, it is written into the load log as one that found no change.

    A file counts as unchanged by its size and time of change, as in the scan. Whatever is in quarantine is tried again by
    a load, so there is always something to do for it. Raises LandingFolderError where the folder cannot be listed.
    """
    landing = home.landing()
    if landing is None or not is_published(home):
        return False
    listing = list_folder(landing)
    found = {(file.path, file.byte_count, file.mtime_ns) for file in listing.files}
    manifest = read_manifest(landing, {file.path for file in listing.files}, settings.max_bytes)
    stated = {astuple(entry) for entry in manifest.entries.values()}
    with home.connect() as connection:
        known = connection.execute(
            "select path, byte_count, mtime_ns from raw.document_path where is_current"
        ).fetchall()
        entries = connection.execute("select * from raw.manifest_entry").fetchall()
        outdated = connection.execute(
            "select 1 from raw.document where extraction_version <> ? limit 1", [extraction_version()]
        ).fetchone()
        if (
            listing.rejections
            or manifest.rejections
            or quarantine.open_rejections(connection)
            or outdated is not None
            or found != set(known)
            or stated != set(entries)
        ):
            return False
        load_id = load_log.begin(connection)
        load_log.count(connection, load_id, files_found=len(found), files_unchanged=len(found))
        load_log.finish(connection, load_id, "unchanged")
    return True
