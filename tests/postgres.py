"""A PostgreSQL server of the tests' own: a cluster in a temporary folder, reached through a socket in that folder only."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

TEMPLATE = "hytetaulu_template"


def find_programs() -> Path | None:
    """Return the folder of initdb and postgres, the newest where Debian has several; None where there is none."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def programs_or_skip() -> Path:
    """Return the folder of the programs; without them fail under CI, else skip the test."""
    programs = find_programs()
    if programs is None and os.environ.get("CI"):
        pytest.fail("PostgreSQL's initdb is not installed (Debian: apt install postgresql)")
    if programs is None:
        pytest.skip("PostgreSQL's initdb is not installed (Debian: apt install postgresql)")
    return programs


@dataclass
class Server:
    """A running server; `create` makes a database and returns its address."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str) -> str:
        return f"postgresql://hytetaulu@/{database}?host={self.folder}"

    def create(self, name: str | None = None, template: str = "template1") -> str:
        name = name or f"test_{next(self.numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    @contextmanager
    def connect(self) -> Iterator[psycopg.Connection]:
        with contextlib.closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            own = connection.execute("SHOW data_directory").fetchone()
            assert own == (str(self.folder / "cluster"),), f"{own} is not the tests' server; nothing was written"
            yield connection


@contextmanager
def running_server() -> Iterator[Server]:
    """Make a cluster, start its server, and stop and remove both at the end."""
    programs = programs_or_skip()
    with tempfile.TemporaryDirectory(prefix="hytetaulu-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        account = _account(folder)
        cluster = folder / "cluster"
        subprocess.run(
            [programs / "initdb", "-D", cluster, "-U", "hytetaulu", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
            **account,
        )
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", "full_page_writes=off"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", cluster, *(part for setting in settings for part in ("-c", setting))],
                stdout=log,
                stderr=log,
                cwd=folder,
                **account,
            )
        try:
            server = Server(folder)
            _wait(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            process.wait(20)


def _account(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root, so there it runs as Debian's user for it, who then owns the folder."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("the tests run as root and there is no user postgres to run PostgreSQL as")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with contextlib.suppress(psycopg.OperationalError), server.connect():
            return
        time.sleep(0.1)
    pytest.fail(f"PostgreSQL did not start:\n{(server.folder / 'log').read_text()}")
