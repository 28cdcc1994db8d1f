"""One batch of documents from bytes to rows, in whatever process it runs.

Here belongs what happens to a document and what may go wrong with it. It imports neither Dagster nor DuckDB nor Arrow: a
worker process starts in a fraction of a second. Which process runs which batch is decided in ``document_pool``.
"""

from __future__ import annotations

import gc
import hashlib
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from dagster_project.extraction import extract
from dagster_project.reading import ReadDocument, UnreadableError, check_readable, read
from dagster_project.resources.landing_folder import rejection_of
from dagster_project.resources.record_rows import RecordRows
from dagster_project.resources.rejection import Rejection

READING = "reading"
EXTRACTION = "extraction"
_PACKAGE = Path(__file__).resolve().parents[1]
_MESSAGES_WITHOUT_TEXT = ("extraction/records.py", "resources/record_rows.py")
_LOAD_AGAIN = "Load again; if it stays, report it with the place named here."


class DocumentRow(NamedTuple):
    """A document's row of ``raw.document``, before the load marks it as its own."""

    document_sha256: str
    text: str
    encoding: str
    format: str
    byte_count: int
    char_count: int
    line_count: int


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be read: from one of the files that hold it, or from ``stored`` where no file holds it any more."""

    document_sha256: str
    paths: tuple[str, ...]
    byte_count: int
    stored: ReadDocument | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents for one process. ``max_bytes`` and ``document_seconds`` are limits for each of them."""

    landing: Path
    jobs: tuple[Job, ...]
    max_bytes: int
    document_seconds: int


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch: the documents that were loaded, the rows of all they state, and who is left out.

    Arrow tables are made of it by the process that writes: making the first one imports pandas, which would triple the
    time that a worker takes to start.
    """

    jobs: tuple[Job, ...]
    documents: list[DocumentRow] = field(default_factory=list)
    rows: RecordRows = field(default_factory=RecordRows)
    rejections: list[Rejection] = field(default_factory=list)


class _TookTooLong(BaseException):
    """Raised by the alarm; no ordinary exception, so that no grammar swallows it."""


class _ContentChangedError(Exception):
    """The file's bytes are not those that the scan hashed."""


def prepare() -> None:
    """Build the tables of words before the first document comes: not at a report's expense.

    They and the code are set apart from what is searched for garbage, for as long as the process lives.
    """
    process(Batch(Path(), (Job("", (), 0, ReadDocument("绩效", "utf-8", "plain_text")),), 0, 60))
    gc.freeze()


def process(batch: Batch) -> BatchResult:
    """Read and extract a batch. Whatever goes wrong with a document becomes its rejection; nothing is raised."""
    result = BatchResult(batch.jobs)
    for job in batch.jobs:
        stage = READING
        try:
            with _time_limit(batch.document_seconds):
                document = job.stored or _read(batch, job)
                stage = EXTRACTION
                records = extract(document)
            # Not under the alarm, which would leave half of the document's rows.
            result.rows.add(job.document_sha256, records)
            result.documents.append(_row(job, document))
        except UnreadableError as error:
            result.rejections.extend(reject(job, stage, error.reason, error.message, error.remedy))
        except OSError as error:
            result.rejections.extend(rejection_of(path, error, job.document_sha256, stage) for path in job.paths)
        except _ContentChangedError:
            message = "The file changed while it was being loaded."
            remedy = "Load again once nobody writes to it."
            result.rejections.extend(reject(job, stage, "changed_while_read", message, remedy))
        except _TookTooLong:
            result.rejections.extend(took_too_long(job, stage, batch.document_seconds))
        except Exception as error:
            result.rejections.extend(reject(job, stage, "failed", _describe(error), _LOAD_AGAIN))
    return result


def _row(job: Job, document: ReadDocument) -> DocumentRow:
    text = document.text
    line_count = text.count("\n") + (not text.endswith("\n"))
    return DocumentRow(
        job.document_sha256, text, document.encoding, document.format, job.byte_count, len(text), line_count
    )


def reject(job: Job, stage: str, reason: str, message: str, remedy: str) -> list[Rejection]:
    """The rejections of a document, one for each of its paths."""
    return [Rejection(path, job.document_sha256, stage, reason, message, remedy) for path in job.paths]


def took_too_long(job: Job, stage: str, seconds: int) -> list[Rejection]:
    """The rejections of a document that used up its time (in seconds)."""
    return reject(
        job,
        stage,
        "took_too_long",
        f"The document took longer than {seconds} seconds.",
        "Split it into single reports, or give documents more time with JIXIAO_DOCUMENT_SECONDS.",
    )


def worker_died(job: Job) -> list[Rejection]:
    """The rejections of a document whose process died over it."""
    return reject(
        job,
        EXTRACTION,
        "worker_died",
        "The process that read the document died, for want of memory or by a fault in a library.",
        "Load again with more memory or with JIXIAO_WORKERS=1; if it stays, move the file out of the landing folder.",
    )


def _read(batch: Batch, job: Job) -> ReadDocument:
    """Read the first of the document's files that still holds it; the last one's error is raised where none does."""
    problem: Exception = _ContentChangedError()
    for path in job.paths:
        try:
            check_readable(path, job.byte_count, batch.max_bytes)
            with (batch.landing / path).open("rb") as stream:
                # A file that grew since it was listed is not read beyond what it held.
                data = stream.read(job.byte_count + 1)
            if hashlib.sha256(data).hexdigest() != job.document_sha256:
                raise _ContentChangedError
            return read(path, data, batch.max_bytes)
        except (OSError, UnreadableError, _ContentChangedError) as error:
            problem = error
    raise problem


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Raise _TookTooLong in the block after so many seconds; only a main thread can be interrupted like this."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise _TookTooLong

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _describe(error: Exception) -> str:
    """Kind and place of a programming error.

    Its message stays out, since it may quote the report and so name persons; those of the record types never do.
    """
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_PACKAGE)
    ]
    place = frames[-1]
    file = Path(place.filename).relative_to(_PACKAGE).as_posix()
    detail = f" ({error})" if file in _MESSAGES_WITHOUT_TEXT else ""
    return f"{type(error).__name__} at {file}, line {place.lineno}, in {place.name}{detail}."
