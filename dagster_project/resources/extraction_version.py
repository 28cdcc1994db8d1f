"""Which state of reading, extraction and vocabulary made the raw rows of a document.

Here belongs the fingerprint that decides what must be read again. Deciding and reading belong to the extraction step.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from dagster_project import extraction, reading
from dagster_project.vocabulary import SEEDS


@lru_cache(maxsize=1)
def extraction_version() -> str:
    """Like ``1.1-3f2a…``: the stated versions of reading and extraction, and a fingerprint of their code and words.

    The fingerprint is there because a forgotten version number, or a word added to a seed, would leave documents with
    the facts of another grammar beside each other. Signatures compare only among those that one version made.
    """
    digest = hashlib.sha256(f"rensa={version('rensa')}\n".encode())
    for file in fingerprinted_files():
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return f"{reading.READING_VERSION}.{extraction.EXTRACTION_VERSION}-{digest.hexdigest()[:16]}"


def fingerprinted_files() -> list[Path]:
    """Every module of reading and extraction, in whatever folder below them, and every seed, in a fixed order."""
    packages = [Path(folder) for package in (reading, extraction) for folder in package.__path__]
    modules = [module for folder in packages for module in folder.rglob("*.py")]
    return [*sorted(modules), *sorted(SEEDS.glob("*.csv"))]
