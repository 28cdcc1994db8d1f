"""How far a load is: a bar with rate and remaining time on a terminal, plain lines anywhere else.

Here belongs only the showing; the steps tell through resources/progress.py.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from dagster_project.resources.progress import Progress, Stage

_SECONDS_BETWEEN_LINES = 10.0


class _RateColumn(ProgressColumn):
    """Units a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed and task.total else "", style="progress.data.speed")


class _BarStage:
    def __init__(self, bars: Bars, task_id: TaskID) -> None:
        self._bars, self._task_id = bars, task_id
        self.done = 0

    def advance(self, count: int = 1) -> None:
        self.done += count
        self._bars.advance(self._task_id, count)


class BarProgress:
    """One bar a stage, on a terminal."""

    def __init__(self, console: Console) -> None:
        self._bars = Bars(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _RateColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
        )

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Stage]:
        """Draw a bar; without a total it only shows that something moves."""
        self._bars.start()
        task_id = self._bars.add_task(name, total=total)
        stage = _BarStage(self._bars, task_id)
        try:
            yield stage
        finally:
            # A stage without a total, or with less to do than announced, ends with a full bar.
            done = max(stage.done, 1)
            self._bars.update(task_id, total=done, completed=done)
            self._bars.stop()


class _LineStage:
    def __init__(self, console: Console, name: str, total: int | None) -> None:
        self._console, self._name, self._total = console, name, total
        self._started = self._last = time.monotonic()
        self.done = 0

    def advance(self, count: int = 1) -> None:
        self.done += count
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            rate = self.done / (now - self._started)
            left = "" if self._total is None else f" of {self._total}, {(self._total - self.done) / rate:.0f} s left"
            self._console.print(f"{self._name}: {self.done}{left} ({rate:.1f}/s)", highlight=False)

    def ended(self) -> None:
        done = f" {self.done}" if self._total is not None else ""
        self._console.print(f"{self._name}:{done} done in {time.monotonic() - self._started:.1f} s", highlight=False)


class LineProgress:
    """A line when a stage ends, and one every ten seconds of a long one."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Stage]:
        """Print lines."""
        stage = _LineStage(self._console, name, total)
        yield stage
        stage.ended()


def progress_on(console: Console) -> Progress:
    """The progress that suits where the output goes."""
    return BarProgress(console) if console.is_terminal else LineProgress(console)
