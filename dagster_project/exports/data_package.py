"""The descriptor of the published tables as a Frictionless Data Package: names, types, units, keys, meanings.

Here belongs how a mart's contract (dbt/models/marts/*.yml) is told in that standard. Nothing is described a second time:
titles are the beginnings of the contracts' descriptions, units follow from how columns are named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dagster_project.expectations.contract import MartContract, mart_contracts

DATA_PACKAGE = "datapackage.json"

_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    "VARCHAR": "string",
    "VARCHAR[]": "array",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
_UNITS = {"_yuan": "元", "_percent": "%", "_start": "码点", "_end": "码点"}
_MEDIA_TYPES = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}
_END_OF_TITLE = re.compile("[：；，]")


def describe(
    folder: Path, files: Mapping[str, Path], contracts: Mapping[str, MartContract] | None = None
) -> dict[str, Any]:
    """Return the descriptor, ready for JSON, of ``files`` (mart → Parquet or CSV file somewhere in ``folder``)."""
    contracts = contracts or mart_contracts()
    return {
        "$schema": _SCHEMA,
        "name": "jixiao-marts",
        "title": "绩效仓：预算绩效报告的事实与核查",
        "description": "预算绩效报告所述的金额、指标、得分与文字，每个事实均可由 evidence_key 追溯到原文；金额以元计，百分数以 % 计。",
        "sources": [{"title": "各级预算部门公开的预算绩效报告；每份报告的来源网址见 bridge_report_path.source_url"}],
        "licenses": [
            {
                "name": "Apache-2.0",
                "path": "https://www.apache.org/licenses/LICENSE-2.0",
                "title": "Apache License 2.0（数据结构与说明；报告原文的权利归其公开单位）",
            }
        ],
        "resources": [
            _resource(name, files[name].relative_to(folder), files[name].stat().st_size, contracts)
            for name in sorted(files)
            if name in contracts
        ],
    }


def title_of(description: str) -> str:
    """Return the term that a description in a contract begins with; 其中 alone is none."""
    end = _END_OF_TITLE.search(description, description.startswith("其中：") * 3)
    return (description[: end.start()] if end else description).strip()


def references(contracts: Mapping[str, MartContract], name: str) -> dict[str, tuple[str, str]]:
    """Return which columns of a mart hold keys of another: column → mart and its key.

    A dimension, and the evidence, is referred to by the name of its key; evidence by any name that ends like it.
    """
    parents = {
        contract.key[0]: parent
        for parent, contract in contracts.items()
        if len(contract.key) == 1 and (parent.startswith("dim_") or parent == "evidence")
    }
    found = {}
    for column, data_type in contracts[name].columns.items():
        key = "evidence_key" if column.endswith("_evidence_key") else column
        if key in parents and parents[key] != name and data_type == "VARCHAR":
            found[column] = (parents[key], key)
    return found


def _resource(name: str, path: Path, size: int, contracts: Mapping[str, MartContract]) -> dict[str, Any]:
    contract = contracts[name]
    return {
        "name": name,
        "type": "table",
        "title": title_of(contract.description),
        "description": contract.description,
        "path": path.as_posix(),
        "format": path.suffix[1:],
        "mediatype": _MEDIA_TYPES[path.suffix[1:]],
        "encoding": "utf-8",
        "bytes": size,
        "schema": {
            "fields": [_field(contract, column) for column in contract.columns],
            "primaryKey": list(contract.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": parent, "fields": [key]}}
                for column, (parent, key) in references(contracts, name).items()
            ],
        },
    }


def _field(contract: MartContract, column: str) -> dict[str, Any]:
    description = contract.descriptions[column]
    field: dict[str, Any] = {
        "name": column,
        "title": title_of(description),
        "description": description,
        "type": _type(contract.columns[column]),
    }
    unit = next((unit for ending, unit in _UNITS.items() if column.endswith(ending)), None)
    if unit is not None:
        field["unit"] = unit
    constraints: dict[str, Any] = {}
    if column in contract.required:
        constraints["required"] = True
    if (column,) == contract.key:
        constraints["unique"] = True
    if column in contract.words:
        constraints["enum"] = list(contract.words[column])
    if constraints:
        field["constraints"] = constraints
    return field


def _type(data_type: str) -> str:
    return "number" if data_type.startswith("DECIMAL") else _TYPES[data_type]
