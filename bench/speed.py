"""Speed of extraction on one core, on generated reports and on a folder of real ones, beside jieba merely tokenising the same text.

Here belongs the timing alone. Passes of both are interleaved and the medians taken, so that a busy machine slows both.
"""

from __future__ import annotations

import logging
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jieba

from dagster_project.extraction import extract
from dagster_project.reading import ReadDocument, UnreadableError, read


@dataclass(frozen=True, slots=True)
class Speed:
    """Median seconds of a pass over ``reports`` reports of ``characters`` characters."""

    reports: int
    characters: int
    extraction_seconds: float
    jieba_seconds: float

    def __str__(self) -> str:
        rate, reports = self.characters / self.extraction_seconds, self.reports / self.extraction_seconds
        return (
            f"{self.reports} reports, {self.characters} characters: {reports:.0f} reports/s a core, {rate / 1000:.0f} thousand characters/s; "
            f"{self.jieba_seconds / self.extraction_seconds:.2f} times as fast as jieba tokenises ({self.characters / self.jieba_seconds / 1000:.0f} thousand characters/s)"
        )


def documents(folder: Path) -> list[ReadDocument]:
    """Return the documents of a folder that can be read, in the order of their paths."""
    result = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md"):
            try:
                result.append(read(path.name, path.read_bytes()))
            except UnreadableError:
                continue
    return result


def measure(read_documents: Sequence[ReadDocument], passes: int = 5) -> Speed:
    """Time extraction and tokenising in turns; the first pass of each (loading vocabularies) is not counted."""
    jieba.setLogLevel(logging.WARNING)

    def timed(work: Callable[[ReadDocument], object]) -> float:
        start = time.process_time()
        for document in read_documents:
            work(document)
        return time.process_time() - start

    def tokenise(document: ReadDocument) -> int:
        return len(jieba.lcut(document.text))

    timed(extract), timed(tokenise)
    times = [(timed(extract), timed(tokenise)) for _ in range(passes)]
    return Speed(
        len(read_documents),
        sum(len(d.text) for d in read_documents),
        statistics.median(t[0] for t in times),
        statistics.median(t[1] for t in times),
    )
