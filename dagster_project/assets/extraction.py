"""The second step: documents that are new, or that an older grammar took apart, from bytes to raw rows.

Here belongs which documents are due and how their rows are written. What happens to one document stands in
resources/document_worker.py, how processes share the work in resources/document_pool.py.
"""

import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import dagster as dg
import duckdb
import pyarrow as pa

from dagster_project.assets.landing import LANDING_FILES
from dagster_project.reading import ReadDocument
from dagster_project.resources import load_log, quarantine
from dagster_project.resources.database import transaction
from dagster_project.resources.document_pool import POOL_PAYS_FROM, run_in_pool, run_in_process
from dagster_project.resources.document_worker import EXTRACTION, READING, Batch, BatchResult, Job
from dagster_project.resources.extraction_version import extraction_version
from dagster_project.resources.home import Home
from dagster_project.resources.progress import Progress, Silent
from dagster_project.resources.raw_schema import arrow_table, record_tables, type_by_table
from dagster_project.resources.settings import Settings

RAW_DOCUMENTS = dg.AssetKey("raw_documents")
_BATCH_BYTES = 8 * 1024 * 1024
_DOCUMENT_TYPES: dict[str, pa.DataType] = {
    "document_sha256": pa.string(),
    "text": pa.string(),
    "encoding": pa.string(),
    "format": pa.string(),
    "byte_count": pa.int64(),
    "char_count": pa.int32(),
    "line_count": pa.int32(),
}


@dataclass(frozen=True, slots=True)
class DocumentsResult:
    """Counts of documents: ``due`` = ``loaded`` + ``left_out``; ``quarantined``: open rows of the quarantine, of any
    stage.

    ``rows`` holds the rows that were written, by raw table.
    """

    load_id: int
    due: int
    loaded: int
    left_out: int
    quarantined: int
    rows: dict[str, int]


def load_documents(
    connection: duckdb.DuckDBPyConnection,
    landing: Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
    pool_pays_from: int = POOL_PAYS_FROM,
) -> DocumentsResult:
    """Read and extract every document that is due, within the load that ``scan`` began.

    Due is a document without raw rows, or with rows of another ``extraction_version``. Each batch is one transaction,
    so a load that breaks off goes on where it stood. A document that fails goes to quarantine and is tried again by
    the next load. From ``pool_pays_from`` documents on, several processes share the work. Raises LookupError where no
    load was begun.
    """
    settings, progress = settings or Settings(), progress or Silent()
    load_id = load_log.running(connection)
    version = extraction_version()
    due = _due(connection, version)
    _drop_outdated_rows(connection, version)
    batches = _batches(connection, due, landing, settings)
    # Only a main thread can limit a document's time by itself.
    alone = due.num_rows < pool_pays_from and threading.current_thread() is threading.main_thread()
    workers = min(settings.workers, -(-due.num_rows // settings.batch_documents))
    rows = dict.fromkeys(["document", *type_by_table], 0)
    with progress.stage("documents", total=due.num_rows) as stage:
        for result in run_in_process(batches) if alone else run_in_pool(batches, workers):
            with transaction(connection):
                for table, written in _write(connection, load_id, version, result).items():
                    rows[table] += written
            stage.advance(len(result.jobs))
    loaded = rows["document"]
    quarantined = len(quarantine.open_rejections(connection))
    load_log.count(connection, load_id, documents_loaded=loaded, documents_quarantined=quarantined)
    return DocumentsResult(load_id, due.num_rows, loaded, due.num_rows - loaded, quarantined, rows)


def _due(connection: duckdb.DuckDBPyConnection, version: str) -> pa.Table:
    """Documents to be loaded, in the order of their first path; ``paths`` is null where no file holds the document
    now."""
    return connection.execute(
        """
        WITH held AS (
            SELECT document_sha256, list(path ORDER BY path) AS paths, any_value(byte_count) AS byte_count
            FROM raw.document_path
            WHERE is_current
            GROUP BY document_sha256
        )
        SELECT
            coalesce(held.document_sha256, document.document_sha256) AS document_sha256,
            held.paths,
            coalesce(held.byte_count, document.byte_count) AS byte_count
        FROM held
        FULL JOIN (SELECT document_sha256, byte_count, extraction_version FROM raw.document) AS document
            ON document.document_sha256 = held.document_sha256
        WHERE document.document_sha256 IS NULL OR document.extraction_version <> ?
        ORDER BY held.paths[1] NULLS LAST, document_sha256
        """,
        [version],
    ).to_arrow_table()


def _drop_outdated_rows(connection: duckdb.DuckDBPyConnection, version: str) -> None:
    """Take away all rows of an older grammar at once: looking for them batch by batch would scan the tables each time.

    The mark of the documents is taken away with them, so that a load that breaks off does not take them for done.
    """
    with transaction(connection):
        outdated = "SELECT document_sha256 FROM raw.document WHERE extraction_version NOT IN ('', $version)"
        for table in type_by_table:
            connection.execute(f"DELETE FROM raw.{table} WHERE document_sha256 IN ({outdated})", {"version": version})
        connection.execute(f"INSERT INTO raw.pending_document {outdated} ON CONFLICT DO NOTHING", {"version": version})
        connection.execute(
            "UPDATE raw.document SET extraction_version = '' WHERE extraction_version NOT IN ('', $version)",
            {"version": version},
        )


def _batches(
    connection: duckdb.DuckDBPyConnection, due: pa.Table, landing: Path, settings: Settings
) -> Iterator[Batch]:
    """Batches of a bounded number of documents and bytes, each made when it is asked for."""
    jobs: list[Job] = []
    byte_count = 0
    for start in range(0, due.num_rows, settings.batch_documents):
        for row in due.slice(start, settings.batch_documents).to_pylist():
            paths = tuple(row["paths"] or ())
            stored = None if paths else _stored(connection, row["document_sha256"])
            jobs.append(Job(row["document_sha256"], paths, row["byte_count"], stored))
            byte_count += row["byte_count"]
            if len(jobs) >= settings.batch_documents or byte_count >= _BATCH_BYTES:
                yield Batch(landing, tuple(jobs), settings.max_bytes, settings.document_seconds)
                jobs, byte_count = [], 0
    if jobs:
        yield Batch(landing, tuple(jobs), settings.max_bytes, settings.document_seconds)


def _stored(connection: duckdb.DuckDBPyConnection, document_sha256: str) -> ReadDocument:
    row = connection.execute(
        "SELECT text, encoding, format FROM raw.document WHERE document_sha256 = ?", [document_sha256]
    ).fetchone()
    assert row is not None
    return ReadDocument(*row)


def _write(connection: duckdb.DuckDBPyConnection, load_id: int, version: str, result: BatchResult) -> dict[str, int]:
    """Write a batch; returns the rows written, by raw table."""
    documents = arrow_table(pa.schema(_DOCUMENT_TYPES), list(zip(*result.documents, strict=True)))
    tables = record_tables(result.rows)
    connection.register("read_document", documents)
    try:
        connection.execute(
            "INSERT OR REPLACE INTO raw.document SELECT *, $version, $load_id FROM read_document",
            {"version": version, "load_id": load_id},
        )
        connection.execute(
            "INSERT INTO raw.pending_document SELECT document_sha256 FROM read_document ON CONFLICT DO NOTHING"
        )
    finally:
        connection.unregister("read_document")
    for table, rows in tables.items():
        connection.register("record", rows)
        try:
            connection.execute(f"INSERT INTO raw.{table} FROM record")
        finally:
            connection.unregister("record")
    tried = {job.document_sha256 for job in result.jobs}
    quarantine.settle(connection, load_id, [READING, EXTRACTION], result.rejections, tried)
    return {"document": documents.num_rows} | {table: rows.num_rows for table, rows in tables.items()}


@dg.asset(
    key=RAW_DOCUMENTS,
    deps=[LANDING_FILES],
    group_name="raw",
    owners=["team:data-engineering"],
    kinds={"python", "duckdb"},
    description="Every document's text and all that it states, as worded and with its place: the schema raw.",
)
def raw_documents(
    context: dg.AssetExecutionContext,
    home: dg.ResourceParam[Home],
    settings: dg.ResourceParam[Settings],
    progress: dg.ResourceParam[Progress],
) -> dg.MaterializeResult[None]:
    """Load the documents of the landing folder that HOME belongs to. Raises HomeError where it belongs to none."""
    landing = home.bound_landing()
    with home.locked(), home.connect() as connection:
        result = load_documents(connection, landing, settings, progress)
        total = connection.execute("SELECT count(*) FROM raw.document").fetchone()
    context.log.info("%s", result)
    counts = asdict(result)
    rows = counts.pop("rows")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": total[0] if total else 0,
            **{name: dg.MetadataValue.int(count) for name, count in counts.items()},
            **{f"rows_written/{table}": dg.MetadataValue.int(written) for table, written in rows.items()},
        }
    )
