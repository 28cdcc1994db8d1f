"""The landing folder as the file system shows it: which files lie in it, and what each one's bytes hash to.

Here belongs whatever a file system may hold against a load: loops, links that lead nowhere, folders that may not be
read, names that are no text. What changed since the last load does not belong here.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from dagster_project.resources.rejection import Rejection

MANIFEST_NAME = "manifest.csv"
STAGE = "landing"


class LandingFolderError(Exception):
    """There is no landing folder to load; the message names it and what to do."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the landing folder. ``path`` is relative to it, with '/'; ``mtime_ns`` in nanoseconds since 1970."""

    path: str
    byte_count: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class FolderListing:
    """All files, by path, and what could not be listed.

    ``unlisted`` are folders whose content is unknown: nothing below them counts as removed.
    """

    files: list[FoundFile]
    rejections: list[Rejection]
    unlisted: list[str]


def list_folder(landing: Path) -> FolderListing:
    """List the files below ``landing``, without hidden ones and the landing manifest; no file is opened.

    A folder that several links lead to is listed once, under its own name where it has one below ``landing``. Raises
    LandingFolderError where ``landing`` itself cannot be listed.
    """
    if not landing.is_dir():
        raise LandingFolderError(f"The landing folder {landing} is no folder. Name a folder with reports in it.")
    listing = FolderListing([], [], [])
    visited: set[tuple[int, int]] = set()
    # Folders proper before links, so that a report's path does not depend on which links lead to it.
    folders = [""]
    links: list[str] = []
    while folders or links:
        relative = folders.pop() if folders else links.pop()
        try:
            status = (landing / relative).stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(landing / relative) as entries:
                ordered = sorted(entries, key=lambda entry: os.fsencode(entry.name), reverse=True)
        except OSError as error:
            if not relative:
                raise LandingFolderError(
                    f"The landing folder {landing} cannot be listed ({error.strerror}). Give the loading user the "
                    "right to read it."
                ) from error
            listing.unlisted.append(relative)
            listing.rejections.append(rejection_of(relative, error))
            continue
        for entry in ordered:
            if entry.name.startswith(".") or (not relative and entry.name == MANIFEST_NAME):
                continue
            _place(entry, f"{relative}/{entry.name}" if relative else entry.name, listing, folders, links)
    listing.files.sort(key=lambda file: file.path)
    return listing


def _place(entry: os.DirEntry[str], path: str, listing: FolderListing, folders: list[str], links: list[str]) -> None:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        listing.rejections.append(
            Rejection(
                path.encode("utf-8", "backslashreplace").decode(),
                None,
                STAGE,
                "name_undecodable",
                "The file's name is no UTF-8 (its bytes are shown as \\udcXX).",
                "Rename the file, for example with convmv.",
            )
        )
        return
    try:
        if entry.is_dir():
            (links if entry.is_symlink() else folders).append(path)
            return
        status = entry.stat()
    except OSError as error:
        listing.rejections.append(rejection_of(path, error))
        return
    if not stat.S_ISREG(status.st_mode):
        listing.rejections.append(
            Rejection(
                path,
                None,
                STAGE,
                "no_regular_file",
                "This is a pipe, socket or device, not a file.",
                "Move it out of the landing folder.",
            )
        )
        return
    listing.files.append(FoundFile(path, status.st_size, status.st_mtime_ns))


def hash_file(landing: Path, path: str) -> tuple[str, FoundFile]:
    """SHA-256 of a file's bytes, and its size and time of change when it was opened. Raises OSError."""
    with (landing / path).open("rb") as stream:
        # Taken before the bytes: a change while they are read is then seen as a change by the next scan.
        status = os.fstat(stream.fileno())
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return digest, FoundFile(path, status.st_size, status.st_mtime_ns)


def rejection_of(path: str, error: OSError, document_sha256: str | None = None, stage: str = STAGE) -> Rejection:
    """The quarantine row of a file or folder that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        reason, message = "vanished", "The file vanished while it was read, or is a link that leads nowhere."
        remedy = "Put it back, or load again: it then counts as withdrawn."
    elif isinstance(error, PermissionError):
        reason, message = "no_permission", "The loading user may not read it."
        remedy = "Give the loading user the right to read it, for example with chmod u+r."
    else:
        reason, message = "unreadable", f"The system cannot read it: {error.strerror or type(error).__name__}."
        remedy = "Check the disk or network share, then load again."
    return Rejection(path, document_sha256, stage, reason, message, remedy)
