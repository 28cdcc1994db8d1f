"""The first step: what lies in the landing folder now, and what that changes against the last load.

Here belong versions of paths, withdrawals and the landing manifest's entries. How files are listed stands in
resources/landing_folder.py; documents are read by the next step.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

import dagster as dg
import duckdb
import pyarrow as pa

from dagster_project.resources import load_log, quarantine
from dagster_project.resources.database import transaction
from dagster_project.resources.home import Home
from dagster_project.resources.landing_folder import STAGE as LANDING
from dagster_project.resources.landing_folder import FoundFile, hash_file, list_folder, rejection_of
from dagster_project.resources.landing_manifest import STAGE as MANIFEST
from dagster_project.resources.landing_manifest import LandingManifest, read_manifest
from dagster_project.resources.progress import Progress, Silent
from dagster_project.resources.raw_schema import arrow_table
from dagster_project.resources.settings import Settings

LANDING_FILES = dg.AssetKey("landing_files")


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Counts of paths. ``files`` = ``new`` + ``changed`` + ``unchanged``; ``rejected``: paths and manifest rows left
    out."""

    load_id: int
    files: int
    new: int
    changed: int
    unchanged: int
    withdrawn: int
    rejected: int


@dataclass(frozen=True, slots=True)
class _Hashed:
    file: FoundFile
    document_sha256: str


_FOUND_TYPES: dict[str, pa.DataType] = {
    "path": pa.string(),
    "document_sha256": pa.string(),
    "byte_count": pa.int64(),
    "mtime_ns": pa.int64(),
}
_ENTRY_TYPES: dict[str, pa.DataType] = {
    "path": pa.string(),
    "region_code": pa.string(),
    "organ": pa.string(),
    "source_url": pa.string(),
    "published_on": pa.date32(),
}


def scan(
    connection: duckdb.DuckDBPyConnection,
    landing: Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> ScanResult:
    """Begin a load: bring ``raw.document_path`` and ``raw.manifest_entry`` in line with the landing folder.

    A file whose size and time of change are those of its current version is not opened. A file that cannot be read
    goes to quarantine and keeps the version that it had. Documents whose paths or stated facts changed become pending.
    All is written in one transaction. Raises LandingFolderError where the folder itself cannot be listed.
    """
    settings, progress = settings or Settings(), progress or Silent()
    listing = list_folder(landing)
    known = {
        path: _Hashed(FoundFile(path, byte_count, mtime_ns), document_sha256)
        for path, document_sha256, byte_count, mtime_ns in connection.execute(
            "SELECT path, document_sha256, byte_count, mtime_ns FROM raw.document_path WHERE is_current"
        ).fetchall()
    }
    found: list[_Hashed] = []
    rejections = list(listing.rejections)
    with progress.stage("landing", total=len(listing.files)) as stage:
        for file in listing.files:
            last = known.get(file.path)
            if last is not None and last.file == file:
                found.append(last)
            else:
                try:
                    document_sha256, opened = hash_file(landing, file.path)
                    found.append(_Hashed(opened, document_sha256))
                except OSError as error:
                    rejections.append(rejection_of(file.path, error))
            stage.advance()
    # What is in doubt is neither changed nor withdrawn.
    doubtful = {rejection.path for rejection in rejections}
    below_unlisted = tuple(f"{folder}/" for folder in listing.unlisted)
    doubtful |= {path for path in known if below_unlisted and path.startswith(below_unlisted)}
    here = {hashed.file.path for hashed in found} | doubtful
    manifest = read_manifest(landing, here, settings.max_bytes)
    with transaction(connection):
        load_id = load_log.begin(connection)
        _write_versions(connection, load_id, [*found, *(known[path] for path in sorted(doubtful & known.keys()))])
        if manifest.usable:
            _write_manifest(connection, manifest)
        quarantine.settle(connection, load_id, [LANDING], rejections)
        quarantine.settle(connection, load_id, [MANIFEST], manifest.rejections)
        quarantine.close_outdated(connection)
        result = _count(load_id, known, found, doubtful, len(rejections) + len(manifest.rejections))
        load_log.count(
            connection,
            load_id,
            files_found=result.files,
            files_new=result.new,
            files_changed=result.changed,
            files_unchanged=result.unchanged,
            files_withdrawn=result.withdrawn,
        )
    return result


def _count(
    load_id: int, known: dict[str, _Hashed], found: list[_Hashed], doubtful: set[str], rejected: int
) -> ScanResult:
    before = {path: hashed.document_sha256 for path, hashed in known.items()}
    new = sum(hashed.file.path not in before for hashed in found)
    changed = sum(before.get(hashed.file.path, hashed.document_sha256) != hashed.document_sha256 for hashed in found)
    withdrawn = len(before.keys() - {hashed.file.path for hashed in found} - doubtful)
    return ScanResult(load_id, len(found), new, changed, len(found) - new - changed, withdrawn, rejected)


def _write_versions(connection: duckdb.DuckDBPyConnection, load_id: int, present: list[_Hashed]) -> None:
    """Make the versions that are ``present`` the current ones, each path's others superseded, all other paths
    withdrawn."""
    columns: list[list[object]] = [
        [hashed.file.path for hashed in present],
        [hashed.document_sha256 for hashed in present],
        [hashed.file.byte_count for hashed in present],
        [hashed.file.mtime_ns for hashed in present],
    ]
    connection.register("found", arrow_table(pa.schema(_FOUND_TYPES), columns))
    try:
        for statement in _VERSION_STATEMENTS:
            connection.execute(statement, {"load_id": load_id} if "$load_id" in statement else {})
    finally:
        connection.unregister("found")


_VERSION_STATEMENTS = (
    # Every document whose set of current paths changes: those that come, and those that go.
    """
    INSERT INTO raw.pending_document
    SELECT coalesce(found.document_sha256, version.document_sha256)
    FROM found
    FULL JOIN (FROM raw.document_path WHERE is_current) AS version
        ON version.path = found.path AND version.document_sha256 = found.document_sha256
    WHERE found.path IS NULL OR version.path IS NULL
    ON CONFLICT DO NOTHING
    """,
    """
    UPDATE raw.document_path AS version
    SET is_current = false, status = CASE
        WHEN EXISTS (SELECT 1 FROM found WHERE found.path = version.path) THEN 'superseded' ELSE 'withdrawn'
    END
    WHERE is_current AND NOT EXISTS (
        SELECT 1 FROM found WHERE found.path = version.path AND found.document_sha256 = version.document_sha256
    )
    """,
    """
    UPDATE raw.document_path AS version
    SET is_current = true, status = 'current', last_load_id = $load_id, byte_count = found.byte_count,
        mtime_ns = found.mtime_ns
    FROM found
    WHERE found.path = version.path AND found.document_sha256 = version.document_sha256
    """,
    """
    INSERT INTO raw.document_path
    SELECT
        path, document_sha256,
        1 + (SELECT count(*) FROM raw.document_path AS version WHERE version.path = found.path),
        'current', true, $load_id, $load_id, byte_count, mtime_ns
    FROM found
    WHERE NOT EXISTS (
        SELECT 1 FROM raw.document_path AS version
        WHERE version.path = found.path AND version.document_sha256 = found.document_sha256
    )
    ORDER BY path
    """,
    # A path that comes back with other content supersedes the version that was withdrawn.
    """
    UPDATE raw.document_path AS version SET status = 'superseded'
    WHERE status = 'withdrawn' AND EXISTS (SELECT 1 FROM found WHERE found.path = version.path)
    """,
)


def _write_manifest(connection: duckdb.DuckDBPyConnection, manifest: LandingManifest) -> None:
    """Replace the entries; documents at paths about which something else is stated than before become pending."""
    entries = [manifest.entries[path] for path in sorted(manifest.entries)]
    columns = [[getattr(entry, name) for entry in entries] for name in _ENTRY_TYPES]
    connection.register("stated", arrow_table(pa.schema(_ENTRY_TYPES), columns))
    try:
        connection.execute(
            """
            INSERT INTO raw.pending_document
            SELECT DISTINCT version.document_sha256
            FROM raw.document_path AS version
            WHERE version.path IN (
                SELECT path FROM (
                    (FROM stated EXCEPT FROM raw.manifest_entry) UNION ALL (FROM raw.manifest_entry EXCEPT FROM stated)
                )
            )
            ON CONFLICT DO NOTHING
            """
        )
        connection.execute("DELETE FROM raw.manifest_entry")
        connection.execute("INSERT INTO raw.manifest_entry FROM stated")
    finally:
        connection.unregister("stated")


@dg.asset(
    key=LANDING_FILES,
    group_name="landing",
    owners=["team:data-engineering"],
    kinds={"python", "file"},
    description="The files of the landing folder and their versions, and what its manifest.csv states about them.",
)
def landing_files(
    context: dg.AssetExecutionContext,
    home: dg.ResourceParam[Home],
    settings: dg.ResourceParam[Settings],
    progress: dg.ResourceParam[Progress],
) -> dg.MaterializeResult[None]:
    """Scan the landing folder that HOME belongs to. Raises HomeError where HOME has not been bound to one."""
    landing = home.bound_landing()
    with home.locked(), home.connect() as connection:
        result = scan(connection, landing, settings, progress)
    context.log.info("%s", result)
    return dg.MaterializeResult(
        metadata={
            "landing": dg.MetadataValue.path(landing),
            "dagster/row_count": result.files,
            **{name: dg.MetadataValue.int(count) for name, count in asdict(result).items()},
        }
    )
