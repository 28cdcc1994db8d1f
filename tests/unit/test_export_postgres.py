"""The copy into PostgreSQL, against a real server: what it holds, how it takes the place of the last, what it refuses.

Skipped where the machine has no PostgreSQL server (`apt-get install postgresql`).
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from postgres_server import PASSWORD, URL_PASSWORD, programs, running
from sound_warehouse import build_marts

from dagster_project.assets.publishing import PublishedTable, write_tables
from dagster_project.expectations.contract import mart_contracts
from dagster_project.exports.postgres import PostgresError, export_to_postgres

pytestmark = pytest.mark.skipif(programs() is None, reason="no PostgreSQL server is installed on this machine")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address with the password. The folder is one that the server's user may reach."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as url:
        yield url.replace("jixiao@", f"jixiao:{URL_PASSWORD}@")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    build_marts(folder / "warehouse.duckdb", folder / "previous")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("update marts.mart_finding_detail set message = 'a' || chr(0) || 'b\\N' || chr(9) || '=1'")
        connection.execute("update marts.fct_amount set amount_yuan = -12.34 where fact_key = 'f1'")
        connection.execute("update marts.fct_amount set amount_yuan = null where fact_key = 'f2'")
        connection.execute("update marts.fct_finding set evidence_keys = ['e0', 'a,b\"}']")
    write_tables(
        folder,
        folder / "warehouse.duckdb",
        [PublishedTable(name, c.description, c.descriptions, c.key) for name, c in mart_contracts().items()],
    )
    return folder / "marts.duckdb"


@pytest.fixture
def asked(server: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(server, autocommit=True) as connection:
        yield connection
        connection.execute("drop schema if exists jixiao cascade")


def one(connection: psycopg.Connection[Any], statement: str) -> Any:
    row = connection.execute(statement).fetchone()
    return row[0] if row is not None and len(row) == 1 else row


def test_values_types_keys_and_meanings_arrive(server: str, published: Path, asked: psycopg.Connection[Any]) -> None:
    rows = export_to_postgres(published, server, "jixiao", "snapshot 1")
    assert set(rows) == set(mart_contracts())
    for name, count in rows.items():
        assert one(asked, f"select count(*) from jixiao.{name}") == count
    assert one(asked, "select message from jixiao.mart_finding_detail") == "a\ufffdb\\N\t=1"
    amounts = asked.execute("select amount_yuan::text from jixiao.fct_amount where fact_key in ('f1', 'f2') order by 1")
    assert amounts.fetchall() == [("-12.34",), (None,)]
    assert one(asked, "select evidence_keys from jixiao.fct_finding") == ["e0", 'a,b"}']
    types = dict(
        asked.execute(
            "select attname, format_type(atttypid, atttypmod) from pg_attribute"
            " where attrelid = 'jixiao.mart_department_year'::regclass and attnum > 0"
        ).fetchall()
    )
    assert types["fiscal_year"] == "integer"
    assert types["expenditure_yuan"] == "numeric(20,2)"
    assert types["report_keys"] == "text[]"
    assert one(asked, "select obj_description('jixiao.mart_coverage'::regclass)").startswith("覆盖宽表：")
    described = one(asked, "select col_description('jixiao.mart_coverage'::regclass, 1)")
    assert described == mart_contracts()["mart_coverage"].descriptions["coverage_key"]
    constraints = "select count(*) from pg_constraint where connamespace = 'jixiao'::regnamespace and contype = "
    assert one(asked, constraints + "'p'") == len(rows)
    assert one(asked, constraints + "'f'") > len(rows)


def test_a_second_export_takes_the_place_of_the_first_at_once(
    server: str, published: Path, asked: psycopg.Connection[Any]
) -> None:
    export_to_postgres(published, server, "jixiao", "snapshot 1")
    asked.execute("create role reader")
    asked.execute("grant usage on schema jixiao to reader")
    asked.execute("grant select on all tables in schema jixiao to reader")
    seen, stop = set(), threading.Event()

    def read() -> None:
        with psycopg.connect(server, autocommit=True) as reader:
            reader.execute("set role reader")
            while not stop.is_set():
                seen.add(one(reader, "select count(*) from jixiao.fct_amount"))

    thread = threading.Thread(target=read)
    thread.start()
    try:
        rows = export_to_postgres(published, server, "jixiao", "snapshot 2")
    finally:
        stop.set()
        thread.join()
    assert seen == {rows["fct_amount"]}
    assert one(asked, "select obj_description('jixiao'::regnamespace)") == "jixiao export: snapshot 2"
    assert one(asked, "select count(*) from pg_namespace where nspname like 'jixiao%'") == 1
    asked.execute("set role reader")
    assert one(asked, "select count(*) from jixiao.evidence") == 1
    asked.execute("reset role")


def test_what_others_have_made_is_not_dropped(server: str, published: Path, asked: psycopg.Connection[Any]) -> None:
    asked.execute("create schema jixiao")
    with pytest.raises(PostgresError, match="was not made by jixiao export"):
        export_to_postgres(published, server, "jixiao", "snapshot 1")
    asked.execute("drop schema jixiao")
    export_to_postgres(published, server, "jixiao", "snapshot 1")
    asked.execute("create view public.mine as select fiscal_year from jixiao.mart_coverage")
    with pytest.raises(PostgresError, match=r"would be lost: public\.mine"):
        export_to_postgres(published, server, "jixiao", "snapshot 2")
    assert one(asked, "select count(*) from public.mine") == 1
    asked.execute("drop view public.mine")


def test_an_export_that_breaks_off_leaves_the_former_tables(
    server: str, published: Path, asked: psycopg.Connection[Any], tmp_path: Path
) -> None:
    export_to_postgres(published, server, "jixiao", "snapshot 1")
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(published.read_bytes())
    with duckdb.connect(str(broken)) as connection:
        connection.execute("update mart_coverage set coverage_key = null")
    with pytest.raises(PostgresError, match="coverage_key"):
        export_to_postgres(broken, server, "jixiao", "snapshot 2")
    assert one(asked, "select obj_description('jixiao'::regnamespace)") == "jixiao export: snapshot 1"
    export_to_postgres(published, server, "jixiao", "snapshot 3")
    assert one(asked, "select count(*) from pg_namespace where nspname like 'jixiao%'") == 1


def test_a_second_export_at_the_same_time_is_refused(
    server: str, published: Path, asked: psycopg.Connection[Any]
) -> None:
    asked.execute("select pg_advisory_lock(hashtext('jixiao export jixiao'))")
    with pytest.raises(PostgresError, match="is running"):
        export_to_postgres(published, server, "jixiao", "snapshot 1")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://jixiao:{wrong}@127.0.0.1:{port}/postgres", "password authentication failed"),
        ("postgresql://jixiao:{right}@127.0.0.1:{port}/nowhere", "does not exist"),
        ("postgresql://jixiao:{bare}@127.0.0.1:{port}/postgres", "cannot be read"),
        ("postgresql://jixiao:{right}@127.0.0.1:{port}x/postgres", "port"),
        ("postgresql://jixiao:{right}@127.0.0.1:{port}/postgres?{right}=1", "cannot be read"),
    ],
)
def test_no_password_is_told(server: str, published: Path, url: str, told: str) -> None:
    port = server.rsplit(":", 1)[1].split("/")[0]
    address = url.format(wrong="wr0ngw0rd", right=URL_PASSWORD, bare=PASSWORD, port=port)
    with pytest.raises(PostgresError, match=told) as raised:
        export_to_postgres(published, address, "jixiao", "snapshot 1")
    assert not any(secret in str(raised.value) for secret in ("wr0ngw0rd", PASSWORD, URL_PASSWORD, "w0rd"))
    assert raised.value.__cause__ is None
