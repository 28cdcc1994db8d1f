"""Which format reads which file, and the one entry point for reading.

A format is a module of this package with two names: ``SUFFIXES`` (lower case, with the dot) and ``read_bytes(data)``,
which returns a ReadDocument or raises UnreadableError; the module's name is the format's name. Modules are found, not
listed: a further format is one more module. Decoding and the formats themselves do not belong here.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import PurePosixPath

import dagster_project.reading as package
from dagster_project.reading.document import ReadDocument, UnreadableError

DEFAULT_MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 3_500_000  # 10 MB of Chinese text; with the next two a bound on the time that any one text can take
MAX_LINES = MAX_FIGURES = 60_000  # several volumes of final accounts
MAX_CELLS = 400_000  # by the tabs and pipes between them

_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|百分之")


@dataclass(frozen=True, slots=True)
class Format:
    """A registered format: its name, the suffixes it answers to, and its reader."""

    name: str
    suffixes: tuple[str, ...]
    read_bytes: Callable[[bytes], ReadDocument]


@lru_cache(maxsize=1)
def formats() -> dict[str, Format]:
    """Suffix → format, of all formats that the package holds. Raises ValueError where two formats claim one suffix."""
    found: dict[str, Format] = {}
    for module_info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        if not hasattr(module, "SUFFIXES"):
            continue
        this = Format(module_info.name, tuple(module.SUFFIXES), module.read_bytes)
        for suffix in this.suffixes:
            if suffix in found:
                raise ValueError(f"{suffix} is claimed by two formats: {found[suffix].name} and {this.name}")
            found[suffix] = this
    return found


def check_readable(name: str, byte_count: int, max_bytes: int = DEFAULT_MAX_BYTES) -> Format:
    """The format of the file called ``name``, before its bytes are touched.

    Raises UnreadableError: ``unknown_format``, ``empty`` or ``too_large`` (``max_bytes`` is the limit in bytes).
    """
    suffix = PurePosixPath(name).suffix.lower()
    known = formats()
    if suffix not in known:
        listed = ", ".join(sorted(known))
        raise UnreadableError(
            "unknown_format",
            f"No format reads {suffix} files." if suffix else "The file's name has no suffix that tells its format.",
            f"Known formats: {listed}. Convert the file to one of them, or move it out of the landing folder.",
        )
    if byte_count == 0:
        raise UnreadableError("empty", "The file is empty (0 bytes).", "Copy or download the whole file again.")
    if byte_count > max_bytes:
        raise UnreadableError(
            "too_large",
            f"The file is too large: {byte_count:,} bytes, where the limit is {max_bytes:,}.",
            "Split it into single reports, or raise the limit with JIXIAO_MAX_MEGABYTES.",
        )
    return known[suffix]


def read(name: str, data: bytes, max_bytes: int = DEFAULT_MAX_BYTES) -> ReadDocument:
    """The document in ``data``, the bytes of the file called ``name``.

    Raises UnreadableError (also ``blank`` and ``too_dense``), which names the reason, the place and the remedy.
    """
    document = check_readable(name, len(data), max_bytes).read_bytes(data)
    if not document.text.strip("\ufeff \t\r\n\f\v\u00a0\u3000\u200b"):
        raise UnreadableError(
            "blank", f"The file holds white space only ({len(data):,} bytes).", "Copy or download the whole file again."
        )
    _check_density(document.text)
    return document


def _check_density(text: str) -> None:
    """Raise UnreadableError (``too_dense``) for a text that is very many reports, or none: it would hold up the load."""
    lines = text.count("\n") + 1
    if len(text) > MAX_CHARACTERS:
        held = f"{len(text):,} characters, where the limit is {MAX_CHARACTERS:,}"
    elif lines > MAX_LINES:
        held = f"{lines:,} lines, where the limit is {MAX_LINES:,}"
    elif (cells := text.count("\t") + text.count("|")) > MAX_CELLS:
        held = f"{cells:,} edges of table cells, where the limit is {MAX_CELLS:,}"
    elif crowding := next(islice(_FIGURE.finditer(text), MAX_FIGURES, None), None):
        line = text.count("\n", 0, crowding.start()) + 1
        held = f"more than {MAX_FIGURES:,} figures: line {line:,} holds the first one too many"
    else:
        return
    raise UnreadableError("too_dense", f"The file holds {held}.", "Split it into single reports.")
