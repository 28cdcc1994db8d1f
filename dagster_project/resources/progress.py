"""How a long step tells how far it is, whoever shows it.

Here belongs the protocol, and the one that shows nothing. Bars, lines and colours belong to the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Stage(Protocol):
    """A stage that is under way."""

    def advance(self, count: int = 1) -> None:
        """``count`` more units are done: files (``landing``), documents (``documents``), models (``models``)."""


class Progress(Protocol):
    """Hears of one stage after the other: ``with progress.stage("documents", total=18) as stage: stage.advance()``."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[Stage]:
        """A stage of ``total`` units begins and ends with the block; None: nobody knows how many."""


class Silent:
    """Shows nothing."""

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Stage]:
        """Show nothing."""
        yield _SilentStage()


class _SilentStage:
    def advance(self, count: int = 1) -> None:
        """Show nothing."""
