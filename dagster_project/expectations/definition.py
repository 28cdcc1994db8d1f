"""What an expectation is: its offending rows as SQL, and who does what when there are any.

Here belong the type and its vocabularies. The expectations themselves stand in the modules of their layers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Layer(StrEnum):
    """The schema that a gate guards."""

    RAW = "raw"
    MARTS = "marts"


class Severity(StrEnum):
    """``error`` stops (the report or the batch, see Level); ``warning`` is shown and stops nothing."""

    ERROR = "error"
    WARNING = "warning"


class Level(StrEnum):
    """What an error stops: ``report`` sends the offending reports to quarantine, ``batch`` stops publishing."""

    REPORT = "report"
    BATCH = "batch"


class Owner(StrEnum):
    """Who acts on a failure."""

    OPERATIONS = "operations"
    READING = "reading"
    EXTRACTION = "extraction"
    MODELLING = "modelling"


class Wording(NamedTuple):
    """The same words in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing that must hold in a layer.

    ``offending``: a DuckDB query of the rows that should not exist, with nothing but keys, codes and counts in its
    columns: a sample of them is kept and shown, and neither text nor names of a report may be. Where ``level`` is
    ``report``, its first column is ``document_sha256``.
    """

    id: str
    title: Wording
    offending: str
    severity: Severity = Severity.ERROR
    level: Level = Level.BATCH
    owner: Owner
    remedy: Wording
