"""HOME: the folder that holds all state of one warehouse, which landing folder it belongs to, and who may write to it.

Here belong paths, the binding to a landing folder and the lock. What the files hold does not belong here.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.resources.database import connect

# Raise it when an older HOME cannot be read any more.
HOME_FORMAT = 1
DEFAULT_HOME = Path(".jixiao")


class HomeError(Exception):
    """A HOME cannot be used; the message says why and what to do."""


class HomeMismatchError(HomeError):
    """A HOME belongs to another landing folder, or was made by another version."""


class HomeBusyError(HomeError):
    """Another process is writing to the HOME."""


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of a HOME; ``root`` is absolute. Nothing is created before ``bind``."""

    root: Path

    @classmethod
    def at(cls, root: Path | str) -> Home:
        """The HOME at ``root``, which may be relative to the working directory and need not exist."""
        return cls(Path(root).expanduser().resolve())

    @property
    def database(self) -> Path:
        """The warehouse that a load writes; consumers never open it."""
        return self.root / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """The folder of published snapshots, with the link ``current``."""
        return self.root / "published"

    @property
    def quality(self) -> Path:
        """The static pages of the gates' results."""
        return self.root / "quality"

    @property
    def logs(self) -> Path:
        """Log files of loads."""
        return self.root / "logs"

    @property
    def dagster(self) -> Path:
        """DAGSTER_HOME."""
        return self.root / "dagster"

    @property
    def dbt(self) -> Path:
        """The target path of dbt, outside the checkout."""
        return self.root / "dbt"

    @property
    def binding(self) -> Path:
        """The file that says which landing folder the HOME belongs to."""
        return self.root / "home.json"

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse, open for writing, with the raw schema in place, closed after the block.

        Raises DatabaseError where another program has it open or the file is no database.
        """
        with connect(self.database) as connection:
            yield connection

    def bound_landing(self) -> Path:
        """The landing folder that this HOME belongs to; raises HomeError where it belongs to none, else as ``landing``."""
        landing = self.landing()
        if landing is None:
            raise HomeError(f"HOME {self.root} belongs to no landing folder yet. Load one with: jixiao load DIR")
        return landing

    def landing(self) -> Path | None:
        """The landing folder that this HOME belongs to; None for a HOME that no load has used yet.

        Raises HomeMismatchError where another version of the warehouse made the HOME, HomeError where the file is
        damaged.
        """
        try:
            stated = json.loads(self.binding.read_text(encoding="utf-8"))
            format_version, folder = stated["format"], Path(stated["landing"])
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise HomeError(
                f"{self.binding} cannot be read: {error.strerror}. Choose another HOME with --home DIR."
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise HomeError(
                f"{self.binding} is damaged ({type(error).__name__}). Restore it from a backup, or load into a new "
                "HOME with --home DIR."
            ) from error
        if format_version != HOME_FORMAT:
            raise HomeMismatchError(
                f"HOME {self.root} has the format {format_version}, this version writes format {HOME_FORMAT}. "
                "Load into a new HOME with --home DIR."
            )
        return folder

    def bind(self, landing: Path) -> None:
        """Make this the HOME of ``landing`` and create its folders; where it already is, nothing changes.

        Raises HomeMismatchError where the HOME belongs to another landing folder, HomeError where it cannot be created
        or would lie visibly inside the landing folder.
        """
        landing = landing.resolve()
        bound_to = self.landing()
        if bound_to is not None and bound_to != landing:
            raise HomeMismatchError(
                f"HOME {self.root} belongs to the landing folder {bound_to}, so {landing} cannot be loaded into it: "
                "reports of the first folder would count as withdrawn. Load it into a second HOME: "
                f"jixiao load {landing} --home {self.root.with_name(self.root.name + '-2')}"
            )
        if self.root.is_relative_to(landing):
            inside = self.root.relative_to(landing).parts
            if not any(part.startswith(".") for part in inside):
                raise HomeError(
                    f"HOME {self.root} lies inside the landing folder {landing}, so its own files would be loaded. "
                    "Choose a HOME outside of it with --home DIR."
                )
        try:
            for folder in (self.root, self.published, self.quality, self.logs, self.dagster, self.dbt):
                folder.mkdir(parents=True, exist_ok=True)
            if bound_to is None:
                beside = self.binding.with_name(f".home-{os.getpid()}.json")
                beside.write_text(
                    json.dumps({"format": HOME_FORMAT, "landing": str(landing)}, ensure_ascii=False) + "\n",
                    encoding="utf-8",
                )
                beside.replace(self.binding)
        except OSError as error:
            raise _unwritable(self.root, error) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the HOME against other processes while the block runs; blocks may be nested within one process.

        The lock is the kernel's, so a crash releases it. Raises HomeBusyError at once where another process holds it.
        """
        held = _HELD.get(self.root)
        if held is None:
            held = _HELD[self.root] = _Held(_open_lock(self.root))
        held.blocks += 1
        try:
            yield
        finally:
            held.blocks -= 1
            if held.blocks == 0:
                del _HELD[self.root]
                os.close(held.descriptor)


@dataclass(slots=True)
class _Held:
    descriptor: int
    blocks: int = 0


# A second flock on the same file conflicts even within one process, so the process remembers what it holds.
_HELD: dict[Path, _Held] = {}


def _unwritable(root: Path, error: OSError) -> HomeError:
    return HomeError(
        f"HOME {root} cannot be written: {error.strerror} ({error.filename}). Choose another with --home DIR."
    )


def _open_lock(root: Path) -> int:
    try:
        root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(root / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _unwritable(root, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.read(descriptor, 500).decode("utf-8", "replace").strip() or "another process"
        os.close(descriptor)
        raise HomeBusyError(
            f"HOME {root} is in use by {holder}. Wait until it ends, or load into a second HOME with --home DIR."
        ) from error
    started = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"process {os.getpid()} ({Path(sys.argv[0]).name}, since {started})\n".encode())
    return descriptor
