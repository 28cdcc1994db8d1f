"""Rows of a list as files to take away: an xlsx working paper and csv.

Text comes from reports that nobody vouches for. In a workbook each cell is written as text or number and never as a
formula or link; in csv, which has no types, a text that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import codecs
import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

import xlsxwriter
from starlette.responses import Response, StreamingResponse

from dagster_project.exports.spreadsheet_text import inert
from dashboard.masking import masked
from dashboard.published import Row
from dashboard.view import View
from dashboard.wording import Wording

_CODES = ("severity", "report_type", "state")
_WIDE = {"message": 48, "quote": 48, "operands_text": 48, "formula": 32, "report_title": 36, "department_name": 24}
_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}


def heads(columns: Sequence[str], say: Wording) -> list[tuple[str, str]]:
    """Name and words of each column."""
    return [(column, say(column)) for column in columns]


def cells(rows: Iterable[Row], columns: Sequence[str], say: Wording) -> Iterator[list[Any]]:
    """The cells of each row: names for codes, text with personal names covered."""
    for row in rows:
        yield [
            say.code(column, row[column])
            if column in _CODES
            else masked(row[column])
            if isinstance(row[column], str)
            else row[column]
            for column in columns
        ]


def workbook(title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> IO[bytes]:
    """An xlsx file with one sheet, its head fixed and filtered, ready to print on A4 across."""
    stream = io.BytesIO()
    # Rows go to the disk as they come, so that a long list takes no memory.
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(title)
        head = book.add_format(
            {"bold": True, "bg_color": "#12385f", "font_color": "#ffffff", "border": 1, "valign": "vcenter"}
        )
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#d0d7de"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "border": 1, "border_color": "#d0d7de"})
        for at, (name, words) in enumerate(columns):
            sheet.set_column(at, at, _WIDE.get(name, 14))
            sheet.write_string(0, at, words, head)
        last = 0
        for last, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                if value is None or value == "":
                    sheet.write_blank(last, at, None, cell)
                elif isinstance(value, date):
                    sheet.write_datetime(last, at, value, day)
                elif isinstance(value, str):
                    sheet.write_string(last, at, value, cell)
                else:
                    sheet.write_number(last, at, float(value), cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    stream.seek(0)
    return stream


def csv_lines(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines of a csv file with its head."""
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow([words for _, words in columns])
    for row in rows:
        writer.writerow([inert(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def spooled(lines: Iterable[str]) -> IO[bytes]:
    """The lines in a temporary file that is gone once it is closed: a long list fits no memory, and outlives its snapshot."""
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by whoever sends it)
    file.write(codecs.BOM_UTF8)  # without it a spreadsheet takes the file for one in another encoding
    for line in lines:
        file.write(line.encode("utf-8"))
    file.seek(0)
    return file


def download(content: IO[bytes], name: str, view: View) -> Response:
    """The file, under a name with the snapshot's day; it is closed when all of it was sent."""
    stem, dot, suffix = name.rpartition(".")
    named = f"{stem}-{view.marts.id[:8]}{dot}{suffix}"
    return StreamingResponse(
        _chunks(content),
        media_type=_TYPES[f".{suffix}"],
        headers={"content-disposition": f'attachment; filename="{named}"', "cache-control": "no-store"},
    )


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        while chunk := content.read(65536):
            yield chunk
