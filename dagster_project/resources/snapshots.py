"""The published snapshots of a HOME: written beside, switched in one step, kept for going back.

Here belongs everything about files under ``published/``. Which tables are published, and whether they may be, the
assets and gates decide; nothing here opens the warehouse.

    published/snapshots/<id>/marts.duckdb, parquet/<table>.parquet, manifest.json
    published/current -> snapshots/<id>

An id sorts by time. A snapshot is complete or absent: it is written under a name that begins with a dot, flushed to the
disk and renamed; ``current`` is a symbolic link that is replaced by an atomic rename. A crash anywhere leaves the
former ``current``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

KEPT = 5
_DATABASE = "marts.duckdb"
_MANIFEST = "manifest.json"


class SnapshotError(RuntimeError):
    """A snapshot cannot be read or chosen; the message names the remedy."""


@dataclass(frozen=True)
class Snapshot:
    """One published state. ``manifest`` is the content of its manifest.json."""

    id: str
    path: Path
    manifest: dict[str, Any]

    @property
    def database(self) -> Path:
        """The DuckDB file with the schema ``marts``."""
        return self.path / _DATABASE

    @property
    def inputs(self) -> str:
        """Fingerprint of all that the snapshot was made from."""
        return str(self.manifest.get("inputs_sha256", ""))

    @property
    def row_counts(self) -> dict[str, int]:
        """Rows by table."""
        return {str(table): int(rows) for table, rows in self.manifest.get("row_counts", {}).items()}

    def is_whole(self) -> bool:
        """Whether every file that the manifest lists is there at its size (``faults`` compares the checksums too)."""
        files = self.manifest.get("files", {})
        return bool(files) and all(_size(self.path / name) == entry["bytes"] for name, entry in files.items())

    def faults(self) -> list[str]:
        """Names of files that are missing or differ from their checksum."""
        return [
            name
            for name, entry in self.manifest.get("files", {}).items()
            if _size(self.path / name) != entry["bytes"] or _sha256(self.path / name) != entry["sha256"]
        ]


class Snapshots:
    """The snapshots under one ``published`` folder."""

    def __init__(self, published: Path) -> None:
        self.published = published
        self.folder = published / "snapshots"
        self.link = published / "current"

    def all(self) -> list[Snapshot]:
        """Complete snapshots, oldest first; a folder without a readable manifest is none."""
        found = []
        for path in sorted(self.folder.glob("[!.]*")):
            try:
                manifest = json.loads((path / _MANIFEST).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            found.append(Snapshot(path.name, path, manifest))
        return found

    def newest(self) -> Snapshot | None:
        """The snapshot published last, whether or not it is the current one."""
        return max(self.all(), key=lambda snapshot: snapshot.id, default=None)

    def current(self) -> Snapshot | None:
        """The snapshot that consumers read; None where nothing is published or the link leads nowhere."""
        if not self.link.is_symlink():
            return None
        target = self.link.readlink().name
        return next((snapshot for snapshot in self.all() if snapshot.id == target), None)

    def publish(self, write: Callable[[Path], dict[str, Any]], inputs: str, now: datetime | None = None) -> Snapshot:
        """Let ``write`` fill a folder (it returns the manifest's own part), seal it, make it current, drop the oldest.

        Whatever ``write`` raises leaves ``current`` as it is.
        """
        now = now or datetime.now(UTC)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._drop_leftovers()
        newest = self.newest()
        snapshot_id = f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03d}Z-{inputs[:8]}"
        if newest is not None and snapshot_id <= newest.id:
            raise SnapshotError(
                f"the clock stands before the newest snapshot {newest.id}; set the clock right, then load again"
            )
        beside = self.folder / f".{snapshot_id}"
        beside.mkdir()
        stated = write(beside)
        files = {
            path.relative_to(beside).as_posix(): {"bytes": path.stat().st_size, "sha256": _sha256(path)}
            for path in sorted(beside.rglob("*"))
            if path.is_file()
        }
        manifest = {
            "snapshot": snapshot_id,
            "published_at": now.isoformat(timespec="seconds"),
            "inputs_sha256": inputs,
            **stated,
            "files": files,
        }
        (beside / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        _flush(beside)
        final = self.folder / snapshot_id
        beside.rename(final)
        _flush_folder(self.folder)
        snapshot = Snapshot(snapshot_id, final, manifest)
        self.switch(snapshot)
        self._drop_oldest()
        return snapshot

    def switch(self, snapshot: Snapshot) -> None:
        """Make a snapshot the current one, in one atomic step."""
        beside = self.published / f".current-{os.getpid()}"
        beside.unlink(missing_ok=True)
        beside.symlink_to(Path("snapshots") / snapshot.id)
        beside.replace(self.link)
        _flush_folder(self.published)

    def choose(self, name: str | None) -> Snapshot:
        """The snapshot whose id begins with ``name``; without a name the one before the current one.

        Raises SnapshotError where that is no single snapshot; the message lists those there are.
        """
        snapshots = self.all()
        if name is None:
            current = self.current()
            earlier = [snapshot for snapshot in snapshots if current is not None and snapshot.id < current.id]
            found = earlier[-1:]
            problem = "there is no snapshot before the current one"
        else:
            found = [snapshot for snapshot in snapshots if snapshot.id.startswith(name)]
            problem = f"{name!r} names {len(found)} snapshots"
        if len(found) != 1:
            listed = ", ".join(snapshot.id for snapshot in (found or snapshots)) or "none is published yet"
            raise SnapshotError(f"{problem}; name one of: {listed}")
        return found[0]

    def _drop_leftovers(self) -> None:
        for path in (*self.folder.glob(".*"), *self.published.glob(".current-*")):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def _drop_oldest(self) -> None:
        for snapshot in self.all()[:-KEPT]:
            # Renamed first, so that a crash half-way through leaves a leftover and not half a snapshot.
            leaving = self.folder / f".{snapshot.id}"
            snapshot.path.rename(leaving)
            shutil.rmtree(leaving)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _flush(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_dir():
            _flush_folder(path)
        else:
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
