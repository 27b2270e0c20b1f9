"""One refresh at a time: a lock that the operating system or the database takes back when its holder dies."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from data_sources.errors import StoreError

_KEY = 7_293_847_001
"""Number of the advisory lock; any, but the same for every Hytetaulu that uses the database."""

_HOLDING = (
    "FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted"
    " AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND (classid::bigint << 32 | objid::bigint) = :key"
)


class RefreshRunningError(StoreError):
    """Another refresh of the same store is running; tells since when and which process, where that is known."""


@contextmanager
def one_refresh(engine: Engine, now: datetime) -> Iterator[None]:
    """Hold the store's lock inside the `with` block; `RefreshRunningError` where another process holds it.

    SQLite: a lock on a file next to the store's. PostgreSQL: an advisory lock, since the processes may be on two machines.
    """
    held = _file_lock(Path(str(engine.url.database)), now) if engine.dialect.name == "sqlite" else _advisory_lock(engine, now)
    with held:
        yield


def is_held(connection: Connection) -> bool:
    """Tell whether a process is refreshing the store; True too where that cannot be found out."""
    if connection.dialect.name == "postgresql":
        return bool(connection.scalar(text(f"SELECT count(*) {_HOLDING}"), {"key": _KEY}))
    try:
        with _lock_of(Path(str(connection.engine.url.database))).acquire(blocking=False):
            return False
    except (Timeout, OSError):
        return True


def _lock_of(store: Path) -> FileLock:
    return FileLock(store.with_name(f"{store.name}.refresh-lock"))


@contextmanager
def _file_lock(store: Path, now: datetime) -> Iterator[None]:
    lock = _lock_of(store)
    holder = store.with_name(f"{store.name}.refresh-holder")
    try:
        # Who asks whether it is held, holds it for a moment.
        lock.acquire(timeout=0.3)
    except Timeout:
        raise _running(_read_holder(holder)) from None
    except OSError as error:
        raise StoreError(f"{lock.lock_file} cannot be written: {error.strerror}. Check HYTETAULU_DATA_DIR.") from None
    try:
        holder.write_text(json.dumps(_myself(now)), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _read_holder(path: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        return dict(json.loads(path.read_text(encoding="utf-8")))
    return {}


@contextmanager
def _advisory_lock(engine: Engine, now: datetime) -> Iterator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}):
            raise _running(_ask_holder(connection))
        try:
            name = "hytetaulu refresh {process} {host} {since}".format(**_myself(now))
            connection.execute(text("SELECT set_config('application_name', :name, false)"), {"name": name[:63]})
            yield
        finally:
            # A closed session's lock may outlive it for a moment, and the next refresh would meet it.
            with suppress(DBAPIError):
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _KEY})
            # The session ends with its lock and name, instead of going back to the pool with them.
            connection.invalidate()


def _ask_holder(connection: Connection) -> dict[str, str]:
    """Read who holds the lock; the database shows the name of a session to its own user and to administrators only."""
    name = str(connection.scalar(text(f"SELECT application_name {_HOLDING}"), {"key": _KEY}) or "").split()
    return dict(zip(("process", "host", "since"), name[2:], strict=True)) if len(name) == 5 else {}


def _myself(now: datetime) -> dict[str, str]:
    host = "".join(filter(str.isprintable, socket.gethostname())).replace(" ", "")[:14] or "unknown"
    return {"process": str(os.getpid()), "host": host, "since": f"{now:%Y-%m-%dT%H:%M:%SZ}"}


def _running(holder: dict[str, str]) -> RefreshRunningError:
    who = "since {since} (UTC), process {process} on {host}".format(**holder) if holder else "since a moment ago"
    return RefreshRunningError(f"Another refresh of this store is running {who}; this one stops and has changed nothing.")
