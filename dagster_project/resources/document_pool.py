"""Batches of documents on several processes, with bounded memory and no trust in the processes.

Here belongs how many batches are under way and what happens when a process dies or hangs. What is done with a document
does not belong here: see ``document_worker``.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing.connection import wait as wait_for_sentinel
from multiprocessing.process import BaseProcess

from dagster_project.resources.document_worker import (
    EXTRACTION,
    Batch,
    BatchResult,
    prepare,
    process,
    took_too_long,
    worker_died,
)

# Starting processes takes as long as extracting some two hundred documents in this one.
POOL_PAYS_FROM = 200
_BATCHES_UNDER_WAY = 2  # for each worker: one in hand, one waiting
_GRACE_SECONDS = 20.0


class WorkersCannotStartError(RuntimeError):
    """No worker process can be started; the message says what to do."""


def run_in_process(batches: Iterable[Batch]) -> Iterator[BatchResult]:
    """Process batches one after the other in this process."""
    yield from map(process, batches)


def run_in_pool(batches: Iterable[Batch], workers: int, grace_seconds: float = _GRACE_SECONDS) -> Iterator[BatchResult]:
    """Process batches on ``workers`` processes; results come as they are ready.

    At most two batches for each worker are under way. When a process dies, or none has answered for three documents'
    time and ``grace_seconds``, the batches under way are repeated document by document, so that only the guilty one is
    left out.
    """
    remaining = iter(batches)
    exhausted = False
    while not exhausted:
        suspects: list[Batch] = []
        with _Pool(workers) as pool:
            running: dict[Future[BatchResult], Batch] = {}
            while not suspects:
                while len(running) < workers * _BATCHES_UNDER_WAY and not exhausted:
                    batch = next(remaining, None)
                    if batch is None:
                        exhausted = True
                    else:
                        running[pool.submit(batch)] = batch
                if not running:
                    break
                seconds = 3 * max(batch.document_seconds for batch in running.values()) + grace_seconds
                done, _ = wait(running, timeout=seconds, return_when=FIRST_COMPLETED)
                if not done:
                    pool.kill()
                    suspects = list(running.values())
                for future in done:
                    batch = running.pop(future)
                    try:
                        yield future.result()
                    except (BrokenProcessPool, MemoryError):
                        suspects.append(batch)
                if suspects and done:
                    suspects += list(running.values())
                    pool.kill()  # a broken pool waits for its other processes, which may never end
        yield from _one_by_one(suspects, grace_seconds)


def _one_by_one(batches: list[Batch], grace_seconds: float) -> Iterator[BatchResult]:
    single = deque(replace(batch, jobs=(job,)) for batch in batches for job in batch.jobs)
    while single:
        with _Pool(1) as pool:
            pool.probe()
            while single:
                batch = single.popleft()
                job = batch.jobs[0]
                future = pool.submit(batch)
                done, _ = wait([future], timeout=batch.document_seconds + grace_seconds)
                if not done:
                    pool.kill()
                    yield BatchResult((job,), rejections=took_too_long(job, EXTRACTION, batch.document_seconds))
                    break
                try:
                    yield future.result()
                except (BrokenProcessPool, MemoryError):
                    pool.kill()
                    yield BatchResult((job,), rejections=worker_died(job))
                    break


class _Pool:
    """A process pool whose processes can be killed, and which end when their parent does."""

    def __init__(self, workers: int) -> None:
        self._others = set(multiprocessing.active_children())
        # Spawned: a forked child would inherit the database's threads and locks.
        self._executor = ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_worker
        )

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def submit(self, batch: Batch) -> Future[BatchResult]:
        try:
            return self._executor.submit(process, batch)
        except BrokenProcessPool as error:
            broken: Future[BatchResult] = Future()
            broken.set_exception(error)
            return broken

    def probe(self) -> None:
        """Raise WorkersCannotStartError where not even an idle process stays alive: no document is to blame then."""
        try:
            self._executor.submit(os.getpid).result()
        except BrokenProcessPool as error:
            raise WorkersCannotStartError(
                "The processes that read documents die at once. Free some memory, or see the log for what they print."
            ) from error

    def kill(self) -> None:
        for child in multiprocessing.active_children():
            if child not in self._others:
                child.kill()


def _begin_worker() -> None:
    # An interrupt at the terminal reaches the whole group; the parent alone decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    prepare()


def _end_with(parent: BaseProcess) -> None:
    """A worker whose parent was killed would wait for ever for its next batch."""
    wait_for_sentinel([parent.sentinel])
    os._exit(1)
