"""How a long step tells how far it is.

Here belongs the little that a step says (a stage begins, so many are done, it ends); how it is shown is the caller's:
the command line draws a bar or prints lines, Dagster's daemon shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Stage:
    """A stage under way."""

    def advance(self, count: int = 1) -> None:
        """Tell that ``count`` more are done."""


class Progress:
    """Shows nothing; callers with a reader override ``stage``."""

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Stage]:
        """Announce a stage of ``total`` steps (documents, bytes, models); it ends with the block."""
        del name, total
        yield Stage()
