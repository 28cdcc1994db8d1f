"""The published marts as tables of a PostgreSQL database: types, keys, references and comments of their contracts.

Here belongs the copy and how it takes the place of the former one: it is loaded into a schema beside, and both are renamed
in one transaction, so that a reader finds the old tables or the new ones, whole. Memory does not grow with the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import duckdb
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from dagster_project.expectations.contract import MartContract
from dagster_project.exports.data_package import references
from dagster_project.exports.snapshot import published_contracts

_MARK = "jixiao export"
_TYPES = {
    "VARCHAR": "text",
    "VARCHAR[]": "text[]",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "DOUBLE": "double precision",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}
_BATCH = 5_000
# What people join and filter by; a place is looked up by its own key.
_INDEXED = ("report_key", "department_key", "project_key")

Connection = psycopg.Connection[tuple[Any, ...]]


class PostgresError(RuntimeError):
    """The export did not happen and the former tables stand; the message says why, without any password."""


def export_to_postgres(database: Path, url: str, schema: str, stated: str) -> dict[str, int]:
    """Copy every mart of a snapshot's ``database`` into ``schema``; return the rows of each.

    ``stated``: what the schema's comment says of its source. Raises PostgresError.
    """
    with _told_without_password(url), psycopg.connect(url, autocommit=True, connect_timeout=15) as server:
        _hold(server, schema)
        new, old = f"{schema}__new", f"{schema}__old"
        for name in (new, old):
            _drop(server, name)
        _refuse_what_is_not_ours(server, schema)
        server.execute(_of("create schema {}", new))
        server.execute(_of("comment on schema {} is {}", new, sql.Literal(f"{_MARK}: {stated}")))
        with duckdb.connect(str(database), read_only=True) as marts:
            contracts = published_contracts(marts)
            rows = {name: _copy(server, new, name, contract, marts) for name, contract in contracts.items()}
        _relate(server, new, contracts)
        _let_the_same_roles_read(server, schema, new)
        with server.transaction():
            if _comment(server, schema) is not None:
                server.execute(_of("alter schema {} rename to {}", schema, old))
            server.execute(_of("alter schema {} rename to {}", new, schema))
        _drop(server, old)
    return rows


def _copy(server: Connection, schema: str, name: str, contract: MartContract, marts: duckdb.DuckDBPyConnection) -> int:
    table = sql.Identifier(schema, name)
    columns = [
        sql.SQL("{} {}{}").format(
            sql.Identifier(column),
            sql.SQL(_type(data_type)),
            sql.SQL(" not null" if column in contract.required else ""),
        )
        for column, data_type in contract.columns.items()
    ]
    server.execute(sql.SQL("create table {} ({})").format(table, sql.SQL(", ").join(columns)))
    # PostgreSQL's text holds no NUL; another character in its place keeps every span where it is.
    selected = ", ".join(
        f"replace({column}, chr(0), chr(65533))" if data_type == "VARCHAR" else column
        for column, data_type in contract.columns.items()
    )
    cursor = marts.execute(f"select {selected} from {name}")
    count = 0
    names = sql.SQL(", ").join(map(sql.Identifier, contract.columns))
    with server.cursor() as target, target.copy(sql.SQL("copy {} ({}) from stdin").format(table, names)) as copy:
        while batch := cursor.fetchmany(_BATCH):
            for row in batch:
                copy.write_row(row)
            count += len(batch)
    key = sql.SQL(", ").join(map(sql.Identifier, contract.key))
    server.execute(sql.SQL("alter table {} add primary key ({})").format(table, key))
    server.execute(sql.SQL("comment on table {} is {}").format(table, sql.Literal(contract.description)))
    for column, description in contract.descriptions.items():
        target_column = sql.Identifier(schema, name, column)
        server.execute(sql.SQL("comment on column {} is {}").format(target_column, sql.Literal(description)))
    return count


def _relate(server: Connection, schema: str, contracts: Mapping[str, MartContract]) -> None:
    """References, which tell BI tools how tables join, and indexes on what people filter by."""
    for name, contract in contracts.items():
        table = sql.Identifier(schema, name)
        for column, (parent, key) in references(contracts, name).items():
            server.execute(
                sql.SQL("alter table {} add foreign key ({}) references {} ({})").format(
                    table, sql.Identifier(column), sql.Identifier(schema, parent), sql.Identifier(key)
                )
            )
        for column in _INDEXED:
            if column in contract.columns and contract.key != (column,):
                server.execute(sql.SQL("create index on {} ({})").format(table, sql.Identifier(column)))
        server.execute(sql.SQL("analyze {}").format(table))


def _hold(server: Connection, schema: str) -> None:
    """Keep a second export into the same schema out for as long as the connection lives."""
    held = server.execute("select pg_try_advisory_lock(hashtext(%s))", [f"{_MARK} {schema}"]).fetchone()
    if not held or not held[0]:
        raise PostgresError(f"another export into the schema {schema} is running; wait until it ends")


def _refuse_what_is_not_ours(server: Connection, schema: str) -> None:
    """Nothing that somebody else has made is ever dropped: not a schema, not a view that stands on the tables."""
    comment = _comment(server, schema)
    if comment is None:
        return
    if not comment.startswith(_MARK):
        raise PostgresError(f"the schema {schema} was not made by jixiao export; name another with --schema")
    views = [
        str(row[0])
        for row in server.execute(
            "select distinct view_space.nspname || '.' || view.relname"
            " from pg_depend as dependency"
            " join pg_rewrite as rewrite on dependency.objid = rewrite.oid"
            " join pg_class as view on rewrite.ev_class = view.oid"
            " join pg_namespace as view_space on view.relnamespace = view_space.oid"
            " join pg_class as base on dependency.refobjid = base.oid"
            " join pg_namespace as base_space on base.relnamespace = base_space.oid"
            " where base_space.nspname = %s and view.oid <> base.oid order by 1",
            [schema],
        ).fetchall()
    ]
    if views:
        raise PostgresError(
            f"views stand on the tables of {schema} and would be lost: {', '.join(views)}; drop them, export, and create"
            " them again, or export into another schema with --schema"
        )


def _let_the_same_roles_read(server: Connection, schema: str, new: str) -> None:
    """Who may use the former schema may read the new one: a grant is given once."""
    roles = server.execute(
        "select case acl.grantee when 0 then null else pg_get_userbyid(acl.grantee) end"
        " from pg_namespace as space, aclexplode(space.nspacl) as acl"
        " where space.nspname = %s and acl.privilege_type = 'USAGE' and acl.grantee <> space.nspowner",
        [schema],
    ).fetchall()
    for (role,) in roles:
        reader = sql.SQL("public") if role is None else sql.Identifier(role)
        server.execute(sql.SQL("grant usage on schema {} to {}").format(sql.Identifier(new), reader))
        server.execute(sql.SQL("grant select on all tables in schema {} to {}").format(sql.Identifier(new), reader))


def _drop(server: Connection, schema: str) -> None:
    """Drop a schema that an export has left behind."""
    comment = _comment(server, schema)
    if comment is None:
        return
    if not comment.startswith(_MARK):
        raise PostgresError(f"the schema {schema} is in the way and was not made by jixiao export; rename it")
    server.execute(_of("drop schema {} cascade", schema))


def _comment(server: Connection, schema: str) -> str | None:
    """The comment of a schema, empty where it has none; None where there is no such schema."""
    row = server.execute(
        "select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = %s", [schema]
    ).fetchone()
    return None if row is None else str(row[0])


def _of(statement: LiteralString, *names: str | sql.Literal) -> sql.Composed:
    return sql.SQL(statement).format(*(sql.Identifier(name) if isinstance(name, str) else name for name in names))


def _type(data_type: str) -> str:
    return data_type.replace("DECIMAL", "numeric") if data_type.startswith("DECIMAL") else _TYPES[data_type]


@contextmanager
def _told_without_password(url: str) -> Iterator[None]:
    """Turn the driver's errors into PostgresError; a password, or an address that cannot be read, is not repeated."""
    try:
        password = conninfo_to_dict(url).get("password")
        # What stands before a second @ may be part of a password and would be told as the name of a host.
        is_readable = url.count("@") < 2
    except psycopg.Error:
        is_readable = False
    if not is_readable:
        raise PostgresError(
            "the address cannot be read; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with special characters of"
            " the password as %XX, or keep the password in ~/.pgpass"
        )
    try:
        yield
    except psycopg.Error as error:
        told = str(error).strip()
        raise PostgresError(told.replace(str(password), "***") if password else told) from None
