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

from data_sources.errors import StoreError

_KEY = 7_293_847_001
"""Number of the advisory lock; any, but the same for every Hytetaulu that uses the database."""


class RefreshRunningError(StoreError):
    """Another refresh of the same store is running; tells since when and which process, where that is known."""


@contextmanager
def one_refresh(engine: Engine, now: datetime) -> Iterator[None]:
    """Hold the store's lock inside the `with` block; `RefreshRunningError` where another process holds it.

    SQLite: a lock on a file beside the store's. PostgreSQL: an advisory lock, since the processes may be on two machines.
    """
    held = _file_lock(Path(str(engine.url.database)), now) if engine.dialect.name == "sqlite" else _advisory_lock(engine, now)
    with held:
        yield


@contextmanager
def _file_lock(store: Path, now: datetime) -> Iterator[None]:
    lock = FileLock(store.with_name(f"{store.name}.refresh-lock"))
    holder = store.with_name(f"{store.name}.refresh-holder")
    try:
        lock.acquire(blocking=False)
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
            # The session ends with its lock and name, instead of going back to the pool with them.
            connection.invalidate()


def _ask_holder(connection: Connection) -> dict[str, str]:
    """Read who holds the lock; the database shows the name of a session to its own user and to administrators only."""
    asked = text(
        "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted"
        " AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND (classid::bigint << 32 | objid::bigint) = :key"
    )
    name = str(connection.scalar(asked, {"key": _KEY}) or "").split()
    return dict(zip(("process", "host", "since"), name[2:], strict=True)) if len(name) == 5 else {}


def _myself(now: datetime) -> dict[str, str]:
    host = "".join(filter(str.isprintable, socket.gethostname())).replace(" ", "")[:14] or "unknown"
    return {"process": str(os.getpid()), "host": host, "since": f"{now:%Y-%m-%dT%H:%M:%SZ}"}


def _running(holder: dict[str, str]) -> RefreshRunningError:
    who = "since {since} (UTC), process {process} on {host}".format(**holder) if holder else "since a moment ago"
    return RefreshRunningError(f"Another refresh of this store is running {who}; this one stops and has changed nothing.")
