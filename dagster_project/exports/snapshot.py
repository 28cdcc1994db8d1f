"""What a snapshot holds of the contracts: it may be older, or newer, than the models that stand here today.

Here belongs only that comparison; the contracts stand in dbt/models/marts.
"""

from __future__ import annotations

from dataclasses import replace

import duckdb

from dagster_project.expectations.contract import MartContract, mart_contracts


def published_contracts(connection: duckdb.DuckDBPyConnection) -> dict[str, MartContract]:
    """Return the contracts of the marts of an opened snapshot, by name, with the columns that it has.

    A mart without its key is left out: nothing could be told of its rows.
    """
    there: dict[str, set[str]] = {}
    for table, column in connection.execute("select table_name, column_name from duckdb_columns()").fetchall():
        there.setdefault(table, set()).add(column)
    return {
        name: replace(
            contract,
            columns={column: kind for column, kind in contract.columns.items() if column in there[name]},
            required=tuple(column for column in contract.required if column in there[name]),
            words={column: words for column, words in contract.words.items() if column in there[name]},
            descriptions={column: told for column, told in contract.descriptions.items() if column in there[name]},
        )
        for name, contract in sorted(mart_contracts().items())
        if there.get(name, set()).issuperset(contract.key)
    }
