"""Speed of extraction on one core, on generated reports and on folders of real ones, beside jieba merely tokenising the same text.

Here belongs the timing alone. Each pass reads its reports for the first time: it runs in a fork of a process that has read
other reports, so that vocabularies are loaded and words that recur in the genre may be remembered, but nothing of the text
itself, and that is prepared as the processes of a load are. Passes of both take turns and the medians count, so that a busy machine slows both; the time is that of the processor.
"""

from __future__ import annotations

import logging
import os
import statistics
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jieba

from bench import generate
from dagster_project.extraction import extract
from dagster_project.reading import ReadDocument, UnreadableError, read
from dagster_project.resources.document_worker import prepare

_WARMING_REPORTS = 40
_WARMING_SEED = 99_991  # of no report that is measured


@dataclass(frozen=True, slots=True)
class Speed:
    """Median seconds of a pass over ``reports`` reports of ``characters`` characters."""

    reports: int
    characters: int
    extraction_seconds: float
    jieba_seconds: float

    @property
    def ratio(self) -> float:
        """How many times as fast as jieba."""
        return self.jieba_seconds / self.extraction_seconds

    def __str__(self) -> str:
        rate, reports = self.characters / self.extraction_seconds, self.reports / self.extraction_seconds
        return (
            f"{self.reports} reports, {self.characters} characters: {reports:.0f} reports/s a core, {rate / 1000:.0f} thousand characters/s; "
            f"{self.ratio:.2f} times as fast as jieba tokenises ({self.characters / self.jieba_seconds / 1000:.0f} thousand characters/s)"
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


def measure(read_documents: Sequence[ReadDocument], passes: int = 7) -> Speed:
    """Time extraction and tokenising in turns, each pass in a process of its own that has not seen the reports."""
    jieba.setLogLevel(logging.WARNING)
    others = [read(report.name, report.data) for report in generate.generate(_WARMING_REPORTS, _WARMING_SEED)]
    works: tuple[Callable[[ReadDocument], object], ...] = (extract, lambda document: jieba.lcut(document.text))
    for work in works:
        _seconds(work, others)  # vocabularies and dictionaries are loaded once, for all passes
    prepare()
    times = [[_in_fork(work, others, read_documents) for work in works] for _ in range(passes)]
    extraction, tokenising = (statistics.median(column) for column in zip(*times, strict=True))
    return Speed(len(read_documents), sum(len(document.text) for document in read_documents), extraction, tokenising)


def _seconds(work: Callable[[ReadDocument], object], documents: Sequence[ReadDocument]) -> float:
    start = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - start


def _in_fork(
    work: Callable[[ReadDocument], object], others: Sequence[ReadDocument], documents: Sequence[ReadDocument]
) -> float:
    """Return the processor's seconds of a pass in a fork of this process. Raises RuntimeError where it fails.

    The others are worked on first, so that the memory that the fork copies when it is written to is not timed.
    """
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            _seconds(work, others)
            os.write(writer, struct.pack("d", _seconds(work, documents)))
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    os.waitpid(process, 0)
    if not answer:
        raise RuntimeError("a pass failed; read the reports once by themselves to see why")
    return float(struct.unpack("d", answer)[0])
