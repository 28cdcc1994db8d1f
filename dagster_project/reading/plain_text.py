"""The format of plain text and Markdown files: their characters are the report's text.

Here belongs what a file with a text suffix may be instead of text. Encodings do not belong here: see ``decoding``.
"""

from __future__ import annotations

from dagster_project.reading.decoding import decode
from dagster_project.reading.document import ReadDocument, UnreadableError

SUFFIXES = (".txt", ".md", ".markdown")

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "PDF", ".pdf"),
    (b"PK\x03\x04", "ZIP or Office Open XML", ".docx, .xlsx or .zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office 97", ".doc or .xls"),
    (b"{\\rtf", "RTF", ".rtf"),
    (b"\x89PNG\r\n\x1a\n", "PNG image", ".png"),
    (b"\xff\xd8\xff", "JPEG image", ".jpg"),
    (b"GIF87a", "GIF image", ".gif"),
    (b"GIF89a", "GIF image", ".gif"),
    (b"II*\0", "TIFF image", ".tif"),
    (b"MM\0*", "TIFF image", ".tif"),
    (b"Rar!\x1a\x07", "RAR archive", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive", ".7z"),
    (b"\x1f\x8b\x08", "gzip archive", ".gz"),
    (b"SQLite format 3\0", "SQLite database", ".sqlite"),
    (b"\x7fELF", "program", ".bin"),
)


def read_bytes(data: bytes) -> ReadDocument:
    """The text of ``data``, with line ends ``\\n``. Raises UnreadableError where the bytes are no sound text."""
    for magic, kind, suffix in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(
                "binary",
                f"The file is no text: its first bytes are those of a {kind} file.",
                f"Give it the suffix of its real format ({suffix}), or export the report as text.",
            )
    text, encoding = decode(data)
    return ReadDocument(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, "plain_text")
