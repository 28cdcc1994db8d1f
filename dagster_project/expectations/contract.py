"""What the gates hold the tables against: columns, types, keys and words, read from where they are written once.

Raw tables are what ``resources.database`` creates; marts are what the dbt models' contracts (dbt/models/marts/*.yml)
promise. Nothing is listed here a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from dagster_project.resources.database import prepare

MART_MODELS = Path(__file__).resolve().parents[2] / "dbt" / "models" / "marts"

# Names that dbt's contracts allow for the types that DuckDB calls otherwise.
_TYPE_NAMES = {"TEXT": "VARCHAR", "STRING": "VARCHAR", "INT": "INTEGER", "BOOL": "BOOLEAN", "FLOAT8": "DOUBLE"}


@dataclass(frozen=True, slots=True)
class MartContract:
    """What the contract of a mart promises.

    ``columns``: name → DuckDB type, in order; ``key``: the columns that are unique; ``required``: the columns without
    nulls; ``words``: column → the only words that it may have; ``description`` and ``descriptions``: what the mart and
    each column mean.
    """

    columns: Mapping[str, str]
    key: tuple[str, ...]
    required: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    description: str
    descriptions: Mapping[str, str]


@lru_cache(maxsize=1)
def raw_tables() -> dict[str, dict[str, str]]:
    """Return ``raw.<table>`` → column → DuckDB type, of a database as the load creates it."""
    with duckdb.connect() as connection:
        prepare(connection)
        rows = connection.execute(
            "select table_name, column_name, data_type from information_schema.columns"
            " where table_schema = 'raw' order by table_name, ordinal_position"
        ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for table, column, data_type in rows:
        tables.setdefault(f"raw.{table}", {})[column] = data_type
    return tables


@lru_cache(maxsize=4)
def mart_contracts(models: Path = MART_MODELS) -> dict[str, MartContract]:
    """Return the contract of every mart described in ``models``, by the table's name without its schema.

    Raises ValueError for a column without a type and a table without a unique key, which no gate could hold, and
    FileNotFoundError where no table is described.
    """
    contracts: dict[str, MartContract] = {}
    for path in sorted(models.glob("*.yml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for model in content.get("models", []):
            contracts[model["name"]] = _contract(path, model)
    if not contracts:
        raise FileNotFoundError(f"no mart is described in {models}")
    return contracts


def words(mart: str, column: str) -> tuple[str, ...]:
    """Return the words that a column of a mart may have. Raises KeyError where the contract names none."""
    return mart_contracts()[mart].words[column]


def _contract(path: Path, model: Mapping[str, Any]) -> MartContract:
    columns: dict[str, str] = {}
    known_words: dict[str, tuple[str, ...]] = {}
    key: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    for column in model.get("columns", []):
        if not column.get("data_type"):
            raise ValueError(f"{path.name}: {model['name']}.{column['name']} has no data_type")
        columns[column["name"]] = _type_name(column["data_type"])
        for name, arguments in _data_tests(column):
            if name == "unique" and not key:
                key = (column["name"],)
            elif name == "not_null":
                required = (*required, column["name"])
            elif name == "accepted_values":
                known_words[column["name"]] = tuple(arguments["values"])
    for name, arguments in _data_tests(model):
        if name == "unique_combination" and not key:
            key = tuple(arguments["columns"])
        elif name == "not_null_columns":
            required = (*required, *arguments["columns"])
    if not key:
        raise ValueError(f"{path.name}: {model['name']} has no unique key")
    return MartContract(
        columns,
        key,
        tuple(dict.fromkeys((*key, *required))),
        known_words,
        model.get("description", ""),
        {column["name"]: column.get("description", "") for column in model.get("columns", [])},
    )


def _data_tests(described: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and arguments of the data tests of a model or column."""
    for test in described.get("data_tests", []):
        if isinstance(test, str):
            yield test, {}
        else:
            for name, settings in test.items():
                yield name, (settings or {}).get("arguments", {})


def _type_name(data_type: str) -> str:
    name = data_type.upper().replace(" ", "")
    base, array = name.removesuffix("[]"), "[]" if name.endswith("[]") else ""
    return _TYPE_NAMES.get(base, base) + array
