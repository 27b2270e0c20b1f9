"""How the store is reached: one SQLAlchemy engine for SQLite or PostgreSQL, its two kinds of transaction, its errors."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from data_sources.errors import StoreError

LOCK_TIMEOUT = 60
"""Seconds to wait for another process that is writing; the largest indicator takes a few."""


def create_store_engine(url: str) -> Engine:
    """Return an engine for `sqlite:///file` or `postgresql://…`, not yet connected; a missing folder is made.

    `StoreError` for an address of another kind and for a folder that cannot be made.
    """
    address = _parsed(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite_engine(address)
    # "format" instead of named parameters: rows then go to the driver as plain tuples, as on SQLite
    return create_engine(address, paramstyle="format", pool_pre_ping=True, connect_args={"connect_timeout": 10, **address.query})


def reading(engine: Engine) -> Engine:
    """Return the engine for transactions that see one state of the store from their first statement to their last."""
    if engine.dialect.name == "sqlite":
        return engine  # a plain BEGIN in WAL mode is just that
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing(engine: Engine) -> Engine:
    """Return the engine for transactions that write; on SQLite they wait for their turn when they begin, not midway."""
    return engine.execution_options(sqlite_begin=_BEGIN_WRITING)


@contextmanager
def store_errors(engine: Engine) -> Iterator[None]:
    """Turn errors of the database and its driver into `StoreError` that says which store, what happened, what to check."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError, engine.dialect.loaded_dbapi.Error) as error:
        reason = str(getattr(error, "orig", None) or error).strip()
        raise StoreError(f"The store {engine.url.render_as_string()} failed: {reason}. {_advice(engine, reason)}") from error


def _parsed(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreError(f"The address of the store cannot be understood. {_FORMS}") from None  # it may hold a password
    if address.get_backend_name() in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        raise StoreError(f"A store cannot be kept in {address.get_backend_name()!r}. {_FORMS}")
    if address.database in (None, "", ":memory:"):
        raise StoreError(f"A store in memory is lost with the process and cannot be shared; name a file. {_FORMS}")
    return address


_FORMS = "HYTETAULU_DATABASE_URL is sqlite:///folder/file.sqlite or postgresql://user@host/name."


def _sqlite_engine(address: URL) -> Engine:
    folder = Path(str(address.database)).absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} for the store cannot be made: {error.strerror}. "
            "Check HYTETAULU_DATA_DIR and who may write there."
        ) from None
    engine = create_engine(address, connect_args={"timeout": LOCK_TIMEOUT})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # None: the driver begins no transaction by itself, else reads would not be in one (SQLAlchemy's recipe for pysqlite)
    connection.isolation_level = None
    connection.execute("PRAGMA page_size = 8192")  # of a new file: 5 % smaller than with 4096
    _use_write_ahead_log(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch a new file to its write-ahead log; SQLite does not wait by itself where another process does the same."""
    deadline = time.monotonic() + LOCK_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    for statement in connection.get_execution_options().get("sqlite_begin", _BEGIN_READING):
        driver.execute(statement)


# Pages that a large indicator changes should fit into memory until they are written; readers, who are many, need little.
_BEGIN_READING = ("PRAGMA cache_size = -2000", "BEGIN")
_BEGIN_WRITING = ("PRAGMA cache_size = -64000", "BEGIN IMMEDIATE")


def _advice(engine: Engine, reason: str) -> str:
    if engine.dialect.name != "sqlite":
        return "Check that the server runs, that HYTETAULU_DATABASE_URL is right and that its user may use the database."
    if "locked" in reason:
        return "Another process is writing; try again when it is done."
    return (
        "Check HYTETAULU_DATA_DIR: its folder must be on a local disk with room and writable, with every file in it, "
        "by the user that runs Hytetaulu."
    )
