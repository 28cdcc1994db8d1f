"""From a file's bytes to its text: ``read(name, data)`` for every registered format.

Here belongs whatever depends on the file's format. Files, folders and databases do not belong here, nor what a text
means: this package is a plain library that runs in a process pool, in Spark workers and in a notebook alike.
"""

from dagster_project.reading.document import Cell, ReadDocument, UnreadableError
from dagster_project.reading.registry import DEFAULT_MAX_BYTES, check_readable, read

# Raise it when the same bytes give another text than before: every document is then read again.
READING_VERSION = "1"

__all__ = ["DEFAULT_MAX_BYTES", "READING_VERSION", "Cell", "ReadDocument", "UnreadableError", "check_readable", "read"]
