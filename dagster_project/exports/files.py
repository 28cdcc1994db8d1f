"""The published marts as files for spreadsheets and scripts: a folder of CSV with its data package, or one workbook.

Here belongs how values are written into such files. Text of reports is untrusted: a cell that a spreadsheet would take for
a formula is written so that it stays text.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import xlsxwriter

from dagster_project.expectations.contract import MartContract
from dagster_project.exports.data_package import DATA_PACKAGE, describe, title_of
from dagster_project.exports.snapshot import published_contracts
from dagster_project.exports.spreadsheet_text import FORMULA_START

_SHEET_ROWS = 1_048_575  # besides the head
_CELL_CHARACTERS = 32_767
_BATCH = 5_000


class TooManyRowsError(ValueError):
    """A table has more rows than a sheet holds."""


def write_csv(database: Path, folder: Path) -> dict[str, int]:
    """Write every mart of a snapshot into ``folder/<mart>.csv``, and ``datapackage.json``; return the rows of each.

    UTF-8 with a byte order mark, which Excel and WPS need to see that it is UTF-8; arrays as JSON. Files that are there
    are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows, files = {}, {}
    with duckdb.connect(str(database), read_only=True) as connection:
        contracts = published_contracts(connection)
        for name, contract in contracts.items():
            path = folder / f"{name}.csv"
            selected = ", ".join(_written(column, data_type) for column, data_type in contract.columns.items())
            beside = path.with_suffix(".part")
            connection.execute(f"copy (select {selected} from {name}) to '{_quoted(beside)}' (format csv, header)")
            with path.open("wb") as out, beside.open("rb") as written:
                out.write(b"\xef\xbb\xbf")
                while chunk := written.read(1 << 20):
                    out.write(chunk)
            beside.unlink()
            rows[name], files[name] = _count(connection, name), path
    described = json.dumps(describe(folder, files, contracts), ensure_ascii=False, indent=2)
    (folder / DATA_PACKAGE).write_text(described + "\n", encoding="utf-8")
    return rows


def write_workbook(database: Path, path: Path) -> dict[str, int]:
    """Write the wide marts of a snapshot into one workbook, a sheet each and one that explains the columns.

    Returns the rows of each. Raises TooManyRowsError where a mart has more rows than a sheet holds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(database), read_only=True) as connection:
        marts = [each for each in published_contracts(connection).items() if each[0].startswith("mart_")]
        rows = {name: _count(connection, name) for name, _ in marts}
        for name, count in rows.items():
            if count > _SHEET_ROWS:
                raise TooManyRowsError(f"{name} has {count:,} rows, and a sheet holds {_SHEET_ROWS:,}")
        beside = path.with_name(f".{path.name}.part")
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(str(beside), options) as book:
            _explain(book, marts)
            for name, contract in marts:
                _fill(book, connection, name, contract)
        beside.replace(path)
    return rows


def _written(column: str, data_type: str) -> str:
    if data_type == "VARCHAR[]":
        return f"cast(to_json({column}) as varchar) as {column}"
    if data_type == "VARCHAR":
        return (
            f"case when regexp_matches({column}, '{FORMULA_START}') then '''' || {column} else {column} end as {column}"
        )
    return column


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"select count(*) from {name}").fetchone()
    return int(row[0]) if row else 0


def _explain(book: xlsxwriter.Workbook, marts: list[tuple[str, MartContract]]) -> None:
    sheet = book.add_worksheet("说明")
    head = book.add_format({"bold": True})
    sheet.set_column(0, 2, 24)
    sheet.set_column(3, 3, 100)
    for place, word in enumerate(("工作表", "列", "列名", "说明")):
        sheet.write_string(0, place, word, head)
    line = 1
    for _, contract in marts:
        for column, description in contract.descriptions.items():
            for place, word in enumerate((title_of(contract.description), title_of(description), column, description)):
                sheet.write_string(line, place, word)
            line += 1
    sheet.freeze_panes(1, 0)


def _fill(book: xlsxwriter.Workbook, connection: duckdb.DuckDBPyConnection, name: str, contract: MartContract) -> None:
    sheet = book.add_worksheet(title_of(contract.description))
    head = book.add_format({"bold": True, "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, column in enumerate(contract.columns):
        sheet.write_string(0, place, title_of(contract.descriptions[column]), head)
    cursor = connection.execute(f"select {', '.join(contract.columns)} from {name}")
    line = 1
    while batch := cursor.fetchmany(_BATCH):
        for row in batch:
            for place, (value, data_type) in enumerate(zip(row, contract.columns.values(), strict=True)):
                if value is None:
                    continue
                if data_type in ("DATE", "TIMESTAMP"):
                    sheet.write_datetime(line, place, value, day)
                elif data_type == "BOOLEAN":
                    sheet.write_boolean(line, place, value)
                elif data_type.startswith("VARCHAR"):
                    text = "、".join(value) if isinstance(value, list) else value
                    sheet.write_string(line, place, text[:_CELL_CHARACTERS])
                else:
                    sheet.write_number(line, place, value)
            line += 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line - 1, 1), len(contract.columns) - 1)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
