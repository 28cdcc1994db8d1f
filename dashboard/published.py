"""The published marts as the pages read them: one open snapshot, exchanged when another one becomes current.

Here belong opening, switching and querying. Which queries are asked stands in ``pages``.
"""

from __future__ import annotations

import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]
_log = logging.getLogger(__name__)

# The server's memory is this and what Python, templates and a few answers take: see docs/dashboard.md for the figures.
_MEMORY = "400MB"
_THREADS = 2
_REMEMBERED = 512  # answers kept of one snapshot; each is the aggregates or the page of a list, not a table
_LARGEST_REMEMBERED = 300  # rows


class Marts:
    """One snapshot, open for reading. Snapshots never change, so an answer once given is kept."""

    def __init__(self, folder: Path) -> None:
        """Open the snapshot in ``folder``; raises OSError, ValueError or duckdb.Error where it is none."""
        self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.id = folder.name
        self._connection = duckdb.connect(config={"memory_limit": _MEMORY, "threads": _THREADS})
        path = str(folder / "marts.duckdb").replace("'", "''")
        self._connection.execute(f"attach '{path}' as marts (read_only)")
        # From here on no query can reach a file, whatever text it is given.
        self._connection.execute("set enable_external_access = false; set lock_configuration = true")
        self._answers: OrderedDict[tuple[str, tuple[object, ...]], list[Row]] = OrderedDict()
        self._lock = threading.Lock()
        self.users = 0

    @property
    def published_at(self) -> str:
        """When the snapshot was published: ISO 8601, in UTC."""
        return str(self.manifest.get("published_at", ""))

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query as dictionaries."""
        asked = (sql, tuple(parameters))
        with self._lock:
            if (known := self._answers.get(asked)) is not None:
                self._answers.move_to_end(asked)
                return known
        found = self._asked(*asked)
        if len(found) <= _LARGEST_REMEMBERED:
            with self._lock:
                self._answers[asked] = found
                if len(self._answers) > _REMEMBERED:
                    self._answers.popitem(last=False)
        return found

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query; None where there is none."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def batches(self, sql: str, parameters: Sequence[object] = (), size: int = 1000) -> Iterator[Row]:
        """The rows of a query, fetched ``size`` at a time: for exports, which may be long."""
        with self._connection.cursor() as cursor:
            cursor.execute(sql, list(parameters))
            names = [column[0] for column in cursor.description or []]
            while fetched := cursor.fetchmany(size):
                for values in fetched:
                    yield dict(zip(names, values, strict=True))

    def close(self) -> None:
        """Close the file; nobody may ask afterwards."""
        self._connection.close()

    def _asked(self, sql: str, parameters: Sequence[object]) -> list[Row]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, list(parameters))
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


class Publication:
    """The folder ``published`` of a HOME, followed while loads publish into it."""

    def __init__(self, published: Path) -> None:
        self._link = published / "current"
        self._open: Marts | None = None
        self._lock = threading.Lock()

    @contextmanager
    def current(self) -> Iterator[Marts | None]:
        """The current snapshot for the block, which keeps it open whatever is published meanwhile; None where none is."""
        marts = self._taken()
        try:
            yield marts
        finally:
            if marts is not None:
                self._given_back(marts)

    def _taken(self) -> Marts | None:
        with self._lock:
            try:
                folder = self._link.resolve(strict=True)
            except OSError:
                # No link, or the snapshot behind it was dropped before the link was looked at again.
                folder = None
            if folder is not None and (self._open is None or self._open.id != folder.name):
                self._exchange(folder)
            elif folder is None and not self._link.is_symlink():
                self._drop()
            if self._open is not None:
                self._open.users += 1
            return self._open

    def _exchange(self, folder: Path) -> None:
        try:
            opened = Marts(folder)
        except (OSError, ValueError, duckdb.Error):
            _log.exception("the snapshot %s cannot be opened; what was open stays", folder.name)
            return
        self._drop()
        self._open = opened
        _log.info("reading the snapshot %s", opened.id)

    def _drop(self) -> None:
        dropped, self._open = self._open, None
        if dropped is not None and dropped.users == 0:
            dropped.close()

    def _given_back(self, marts: Marts) -> None:
        with self._lock:
            marts.users -= 1
            if marts.users == 0 and marts is not self._open:
                marts.close()
