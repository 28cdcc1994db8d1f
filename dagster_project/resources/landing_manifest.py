"""The optional manifest.csv beside the reports: what its owner states about them, row by row checked.

Here belong its columns and what each may hold. What becomes of a stated region or date does not belong here: the
models decide.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dagster_project.reading import UnreadableError
from dagster_project.reading.decoding import decode
from dagster_project.resources.landing_folder import MANIFEST_NAME, rejection_of
from dagster_project.resources.rejection import Rejection
from dagster_project.vocabulary import seed

STAGE = "manifest"
COLUMNS = ("path", "region_code", "organ", "source_url", "published_on")
_DATE = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What the manifest states about one path; null where it states nothing."""

    path: str
    region_code: str | None
    organ: str | None
    source_url: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class LandingManifest:
    """The sound rows, by path, and what is wrong with the others; ``usable`` False: no row could be read at all."""

    entries: dict[str, ManifestEntry]
    rejections: list[Rejection]
    usable: bool = True


def read_manifest(landing: Path, paths: Collection[str], max_bytes: int) -> LandingManifest:
    """Read the manifest of a landing folder whose files are ``paths``; no manifest: no entries.

    A row is left out, and reported with its line, where its path, region code or date is wrong; a column that is not
    known is reported and passed over. Nothing is raised.
    """
    try:
        with (landing / MANIFEST_NAME).open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except FileNotFoundError:
        return LandingManifest({}, [])
    except OSError as error:
        return LandingManifest({}, [rejection_of(MANIFEST_NAME, error, stage=STAGE)], usable=False)
    try:
        if len(data) > max_bytes:
            message = f"The manifest is larger than {max_bytes:,} bytes."
            raise UnreadableError("too_large", message, "Raise the limit with JIXIAO_MAX_MEGABYTES.")
        text, _ = decode(data)
    except UnreadableError as error:
        unreadable = Rejection(MANIFEST_NAME, None, STAGE, error.reason, error.message, error.remedy)
        return LandingManifest({}, [unreadable], usable=False)
    return _parse(text, frozenset(paths))


def _parse(text: str, paths: frozenset[str]) -> LandingManifest:
    reader = csv.reader(io.StringIO(text.strip("\ufeff"), newline=""), strict=True)
    entries: dict[str, ManifestEntry] = {}
    rejections: list[Rejection] = []
    header: list[str] = []
    known_codes = _region_codes()
    line = 1
    try:
        for cells in reader:
            this_line, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                rejections += _faults_of_header(header, this_line)
                if "path" not in header:
                    return LandingManifest({}, rejections, usable=False)
                continue
            try:
                entry = _entry(header, cells, paths, known_codes)
                if entry.path in entries:
                    raise _RowError("repeated_path", f"the path {entry.path!r} stands in an earlier line", "Keep one.")
                entries[entry.path] = entry
            except _RowError as error:
                message = f"{MANIFEST_NAME}, line {this_line}: {error.message}."
                rejections.append(Rejection(MANIFEST_NAME, None, STAGE, error.reason, message, error.remedy))
    except csv.Error as error:
        place = f"{MANIFEST_NAME}, line {reader.line_num}"
        message = f"{place}: the line is no CSV ({error}); it and all later lines are left out."
        remedy = "Close the quotes, and write a quote inside a quoted cell twice."
        rejections.append(Rejection(MANIFEST_NAME, None, STAGE, "broken_csv", message, remedy))
    return LandingManifest(entries, rejections)


class _RowError(Exception):
    def __init__(self, reason: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.remedy = remedy


def _faults_of_header(header: list[str], line: int) -> list[Rejection]:
    place = f"{MANIFEST_NAME}, line {line}"
    remedy = f"The columns are {', '.join(COLUMNS)}; path must be there."
    faults = []
    for name in dict.fromkeys(header):
        if name not in COLUMNS:
            message = f"{place}: the column {name!r} is not known and is passed over."
            faults.append(Rejection(MANIFEST_NAME, None, STAGE, "unknown_column", message, remedy))
        elif header.count(name) > 1:
            message = f"{place}: the column {name!r} stands there {header.count(name)} times; the first counts."
            faults.append(Rejection(MANIFEST_NAME, None, STAGE, "repeated_column", message, remedy))
    if "path" not in header:
        message = f"{place}: the column 'path' is missing, so no line can be used; what was stated last still counts."
        faults.append(Rejection(MANIFEST_NAME, None, STAGE, "missing_column", message, remedy))
    return faults


def _entry(header: list[str], cells: list[str], paths: frozenset[str], known_codes: frozenset[str]) -> ManifestEntry:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise _RowError(
            "too_many_cells", f"{len(cells)} cells under {len(header)} columns", "Put a cell with a comma into quotes."
        )
    # Reversed, so that of two columns with one name the first counts.
    stated = {name: cell.strip() or None for name, cell in reversed(list(zip(header, cells, strict=False)))}
    path = (stated.get("path") or "").replace("\\", "/").removeprefix("./")
    if path not in paths:
        raise _RowError(
            "unknown_path",
            f"there is no report {path!r} in the landing folder" if path else "the path is missing",
            "Write the path as it is below the landing folder, or remove the line.",
        )
    region_code = stated.get("region_code")
    if region_code is not None and not (len(region_code) == 6 and region_code.isascii() and region_code.isdecimal()):
        raise _RowError(
            "wrong_region_code",
            f"the region code {region_code!r} does not have six digits",
            "Write the 6-digit statistical code of the county, city or province.",
        )
    if region_code is not None and known_codes and region_code not in known_codes:
        raise _RowError(
            "wrong_region_code",
            f"the region code {region_code!r} is not known",
            "Look it up in dbt/seeds/regions.csv, or leave the cell empty.",
        )
    return ManifestEntry(
        path, region_code, stated.get("organ"), stated.get("source_url"), _date(stated.get("published_on"))
    )


def _date(stated: str | None) -> date | None:
    if stated is None:
        return None
    # 2024/5/6 is what spreadsheet programs make of 2024-05-06.
    matched = _DATE.fullmatch(stated)
    try:
        if matched is None:
            raise ValueError
        return date(int(matched[1]), int(matched[3]), int(matched[4]))
    except ValueError:
        raise _RowError("wrong_date", f"published_on {stated!r} is no date", "Write it as 2024-05-31.") from None


def _region_codes() -> frozenset[str]:
    """All codes of the seed; none while the seed does not exist, so that only the form of a code is checked."""
    try:
        return frozenset(row["region_code"] for row in seed("regions"))
    except FileNotFoundError:
        return frozenset()
