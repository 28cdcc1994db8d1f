"""The pages dbt.html and lineage.html with lineage.csv, beside the gates' pages: readable without internet.

Here belongs what goes into them and where it is read. dbt's own page, which dbt-core brings along, shows the project; it
is filled as ``dbt docs generate --static`` fills it, from the manifest that the load has parsed anyway. No path of the
machine stands in the pages.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dagster_project.documentation.lineage import LineageError, Source, known_columns, sources_of

DBT_PAGE, LINEAGE_PAGE, LINEAGE_TABLE = "dbt.html", "lineage.html", "lineage.csv"
_HEAD = ("model", "column", "source", "source_column")
_TEMPLATES = Path(__file__).resolve().parent / "templates"
# What a manifest says of the machine and the moment, and what only dbt itself needs.
_LEFT_OUT = (
    "root_path",
    "build_path",
    "compiled_path",
    "created_at",
    "patch_path",
    "compiled_code",
    "checksum",
    "doc_blocks",
)


@dataclass(frozen=True)
class ModelLineage:
    """The columns of a model with their sources, by name; ``problem`` tells why there are none."""

    name: str
    title: str
    columns: Mapping[str, Sequence[Source]]
    problem: str = ""


def are_written(folder: Path) -> bool:
    """Whether all of the pages are there."""
    return all((folder / name).exists() for name in (DBT_PAGE, LINEAGE_PAGE, LINEAGE_TABLE))


def write(
    folder: Path, manifest: Mapping[str, Any], compiled: Path, connection: duckdb.DuckDBPyConnection
) -> list[ModelLineage]:
    """Write the pages into ``folder``; return the lineage that they show.

    ``compiled``: where dbt has put the SQL of the models that it built; ``connection``: the warehouse that they built.
    """
    relations = _relations(connection)
    lineage = list(_lineage(manifest, compiled, {name: columns for name, (_, columns) in relations.items()}))
    _replace(folder / DBT_PAGE, _dbt_page(manifest, relations))
    _replace(folder / LINEAGE_PAGE, _render(lineage))
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(_HEAD)
    for model in lineage:
        for column, sources in model.columns.items():
            rows.writerows((model.name, column, source.relation, source.column) for source in sources)
    _replace(folder / LINEAGE_TABLE, table.getvalue())
    return lineage


def _relations(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, dict[str, str]]]:
    """``schema.table`` → its kind, and column → type."""
    views = set(connection.execute("select schema_name, view_name from duckdb_views()").fetchall())
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for schema, table, column, data_type in connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal"
        " order by schema_name, table_name, column_index"
    ).fetchall():
        kind = "VIEW" if (schema, table) in views else "BASE TABLE"
        found.setdefault(f"{schema}.{table}", (kind, {}))[1][column] = data_type
    return found


def _lineage(
    manifest: Mapping[str, Any], compiled: Path, relations: Mapping[str, Mapping[str, str]]
) -> Iterator[ModelLineage]:
    known = known_columns(relations)
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    for node in sorted(models, key=lambda node: (node["schema"] != "marts", node["schema"], node["name"])):
        name, title = f"{node['schema']}.{node['alias']}", node.get("description", "")
        path = compiled / node["package_name"] / node["original_file_path"]
        try:
            found = sources_of(path.read_text(encoding="utf-8"), known)
        except FileNotFoundError:
            yield ModelLineage(name, title, {}, "dbt has not built this model")
        except LineageError as error:
            yield ModelLineage(name, title, {}, str(error))
        else:
            yield ModelLineage(name, title, {column: sorted(sources) for column, sources in found.items()})


def _dbt_page(manifest: Mapping[str, Any], relations: Mapping[str, tuple[str, dict[str, str]]]) -> str:
    from dbt.task.docs import DOCS_INDEX_FILE_PATH

    page = Path(DOCS_INDEX_FILE_PATH).read_text(encoding="utf-8")
    shown = {name: _without_machine(part) for name, part in manifest.items()}
    shown["metadata"] = {"project_name": manifest["metadata"]["project_name"], "adapter_type": "duckdb"}
    catalog = {kind: _catalog(manifest[kind], relations) for kind in ("nodes", "sources")}
    for placeholder, content in (("MANIFEST", shown), ("CATALOG", catalog | {"metadata": {}, "errors": None})):
        inline = json.dumps(content, ensure_ascii=False).replace("</", "<\\/")
        page = page.replace(f'"{placeholder}.JSON INLINE DATA"', inline)
    return page


def _catalog(nodes: Mapping[str, Any], relations: Mapping[str, tuple[str, dict[str, str]]]) -> dict[str, Any]:
    found = {}
    for unique_id, node in nodes.items():
        name = node.get("alias") or node.get("identifier")
        kind, columns = relations.get(f"{node['schema']}.{name}", ("", {}))
        if columns:
            found[unique_id] = {
                "unique_id": unique_id,
                "metadata": {"type": kind, "schema": node["schema"], "name": name, "database": None, "comment": None},
                "columns": {
                    column: {"type": data_type, "index": place, "name": column, "comment": None}
                    for place, (column, data_type) in enumerate(columns.items(), 1)
                },
                "stats": {},
            }
    return found


def _without_machine(part: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(part, dict):
        return {name: _without_machine(value) for name, value in part.items() if name not in _LEFT_OUT}
    return [_without_machine(value) for value in part] if isinstance(part, list) else part


def _render(lineage: Sequence[ModelLineage]) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("lineage.html.j2").render(
        models=lineage, known={model.name for model in lineage}, dbt_page=DBT_PAGE, table=LINEAGE_TABLE
    )


def _replace(path: Path, content: str) -> None:
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    beside.write_text(content, encoding="utf-8")
    beside.replace(path)
