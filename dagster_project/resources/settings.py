"""What an operator may set for a load, read from ``JIXIAO_*`` variables and checked.

Here belong limits and sizes with their defaults. Folders do not belong here: see ``home``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from dagster_project.reading import DEFAULT_MAX_BYTES

_MEGABYTE = 1024 * 1024


class SettingsError(ValueError):
    """A variable holds what it cannot mean; the message names it and what it may hold."""


def _usable_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a load.

    ``workers``: processes that read and extract. ``batch_documents``: documents handed to a process, and written to the
    database, at a time. ``max_bytes``: the largest file that is read. ``document_seconds``: the longest time that one
    document may take.
    """

    workers: int = field(default_factory=_usable_processors)
    batch_documents: int = 64
    max_bytes: int = DEFAULT_MAX_BYTES
    document_seconds: int = 60

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings from ``JIXIAO_WORKERS``, ``_BATCH_DOCUMENTS``, ``_MAX_MEGABYTES`` and ``_DOCUMENT_SECONDS``.

        Raises SettingsError for a value that is no whole number in its range.
        """
        given = os.environ if environment is None else environment
        default = cls()
        return cls(
            workers=_whole_number(given, "JIXIAO_WORKERS", default.workers, 256),
            batch_documents=_whole_number(given, "JIXIAO_BATCH_DOCUMENTS", default.batch_documents, 10_000),
            max_bytes=_whole_number(given, "JIXIAO_MAX_MEGABYTES", default.max_bytes // _MEGABYTE, 1024) * _MEGABYTE,
            document_seconds=_whole_number(given, "JIXIAO_DOCUMENT_SECONDS", default.document_seconds, 3600),
        )


def _whole_number(environment: Mapping[str, str], name: str, default: int, largest: int) -> int:
    stated = environment.get(name, "").strip()
    if not stated:
        return default
    if not (stated.isascii() and stated.isdecimal() and 1 <= int(stated) <= largest):
        raise SettingsError(f"{name} is {stated!r}; set it to a whole number from 1 to {largest}, or leave it out.")
    return int(stated)
