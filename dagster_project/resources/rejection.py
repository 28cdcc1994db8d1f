"""What is left out of a load: a path, at which stage, why, and what to do about it.

Here belongs the bare fact, which scans and worker processes hand over; its upkeep in the warehouse stands in ``quarantine``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejection:
    """A path that is left out. ``document_sha256`` is null where its bytes could not be read at all."""

    path: str
    document_sha256: str | None
    stage: str
    reason: str
    message: str
    remedy: str
