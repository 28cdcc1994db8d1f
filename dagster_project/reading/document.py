"""What reading hands over: the text of a document, and the error of one that cannot be read.

Here belong the shapes that every format shares. How bytes become text does not belong here: that is the work of
``decoding`` and of the formats' modules.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell whose format states its place: spans are half-open code-point offsets into the document's text.

    ``table_no``, ``row`` and ``column`` count from 0; ``row_span`` and ``column_span`` are 1 for a cell that is not
    merged.
    """

    table_no: int
    row: int
    column: int
    row_span: int
    column_span: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document's text as loaded: byte order mark dropped, line ends ``\\n``, nothing else changed.

    ``encoding`` is the codec that the bytes were decoded with (``utf-8``, ``gb18030``, ``utf-16-le`` …), ``format``
    the name of the registered format, ``cells`` the table cells where the format itself states them.
    """

    text: str
    encoding: str
    format: str
    cells: tuple[Cell, ...] = ()


class UnreadableError(Exception):
    """A document that cannot be read; the load goes on without it.

    ``reason`` is a stable code (``empty``, ``blank``, ``binary``, ``too_large``, ``too_dense``, ``truncated``,
    ``undecodable``, ``garbled``, ``unknown_format``), ``message`` says what is wrong and where, ``remedy`` what its owner can do.
    """

    def __init__(self, reason: str, message: str, remedy: str) -> None:
        super().__init__(reason, message, remedy)
        self.reason = reason
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"
