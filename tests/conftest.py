"""Stores for tests: every test that asks for one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.commands import main
from data_sources import sample
from data_sources.plan_files.shipped import install_plans
from data_sources.store import Store, open_store
from tests.examples import register_profiles
from tests.postgres import TEMPLATE, Server, running_server

register_profiles()

BACKENDS = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server with a database that holds an empty store, to be copied."""
    with running_server() as server:
        open_store(server.create(TEMPLATE)).close()
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds an empty store, to be copied."""
    path = tmp_path_factory.mktemp("store") / "template.sqlite"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def new_store(sqlite_template: Path) -> Callable[[Path], Store]:
    """Open an empty store in a file that is not there yet: a copy, since the migrations take as long as many a test."""

    def new(path: Path) -> Store:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(sqlite_template, path)
        return open_store(f"sqlite:///{path}")

    return new


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the sample data of every indicator and the shipped plans, that no test changes."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('store') / 'sample.sqlite'}")
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    sample.fill(store, moment)
    install_plans(store, moment)
    yield store
    store.close()


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def missing_store_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a store that nobody has made yet."""
    if backend == "postgres":
        return request.getfixturevalue("postgres").create()
    return f"sqlite:///{tmp_path / 'made' / 'missing.sqlite'}"


@pytest.fixture
def store_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty store of the test's own."""
    if backend == "postgres":
        return request.getfixturevalue("postgres").create(template=TEMPLATE)
    path = tmp_path / "store.sqlite"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store of the test's own."""
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command of `hytetaulu` in this process; give exit status, standard output and standard error."""

    def run(*arguments: object, now: datetime | None = None) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments], lambda: now or datetime.now(UTC))
        return status, *capsys.readouterr()

    return run


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out unless they are asked for by name."""
    asked = any("benchmarks" in argument for argument in config.args)
    return True if collection_path.name == "benchmarks" and not asked else None


def pytest_collection_finish() -> None:
    """Take what was loaded and collected out of the garbage collector's rounds: it stays to the end of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
