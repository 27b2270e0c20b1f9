"""The store: observations, their origins, refresh runs and plans in SQLite or PostgreSQL, read as one consistent snapshot.

store = open_store(settings.store_url)
with store.snapshot() as snapshot:
    snapshot.series("daily-smoking", ["KU205", "SSS"])
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Self

from sqlalchemy import Connection, Engine, select, update

from data_sources.errors import StoreError
from data_sources.model import Area, Boundary, Observation, Origin, PopulationGroup
from data_sources.plans import Plan
from data_sources.store import boundaries, own_imports, plans, runs
from data_sources.store.connection import create_store_engine, reading, store_errors, writing
from data_sources.store.dictionaries import Dictionaries, read_dictionaries
from data_sources.store.incoming import check
from data_sources.store.locking import RefreshRunningError, one_refresh
from data_sources.store.own_imports import OwnImport, Part
from data_sources.store.own_states import Before
from data_sources.store.plans import StoredPlan
from data_sources.store.replacing import Change, replace_observations
from data_sources.store.runs import Run, RunOutcome, RunResult
from data_sources.store.schema import store_state
from data_sources.store.snapshot import Snapshot
from data_sources.store.upgrade import bring_to_head

__all__ = [
    "Before",
    "Change",
    "OwnImport",
    "Part",
    "RefreshRunningError",
    "Run",
    "RunResult",
    "Snapshot",
    "Store",
    "StoredPlan",
    "open_store",
]


def open_store(url: str) -> Store:
    """Open the store at `sqlite:///file` or `postgresql://…`; it is created where missing and migrated where older.

    `StoreError` says what to check where the address is no store's, the folder cannot be written, the server cannot be
    reached, or a newer Hytetaulu has migrated the store.
    """
    engine = create_store_engine(url)
    try:
        with store_errors(engine):
            bring_to_head(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


class Store:
    """An open store; one object serves all threads of a process. `close` it, or use it in a `with` statement.

    Every method may raise `StoreError` where the database fails; nothing of that call is then stored.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._writing = writing(engine)
        self._dictionaries: tuple[int, Dictionaries] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Begin a transaction that sees the store as it is now, whatever others write meanwhile."""
        with store_errors(self._engine), self._reading.connect() as connection:
            revision = _read_revision(connection)
            yield Snapshot(connection, revision, self._known(connection, revision))

    def replace(
        self,
        indicator: str,
        observations: Iterable[Observation],
        origins: Iterable[Origin],
        groups: Collection[PopulationGroup] | None = None,
        areas: Collection[str] | None = None,
    ) -> Change:
        """Replace the indicator's stored observations, of all groups or only of `groups`, in one transaction.

        With `areas` only their observations are replaced.

        The origins of series not given stay where `groups` are given. Real origins remove all sample observations and origins
        of the indicator. The revision grows if anything shown has changed; a new fetching time alone is not shown.

        `StoreError`, and nothing is stored: an observation twice, of another indicator, outside `groups` or `areas`, not
        finite, without a value though not missing or suppressed, or the other way round; observations without an origin;
        sample data in place of real ones.
        """
        given = list(observations)
        with _without_collector():
            incoming = check(indicator, given, origins, groups, areas)
            with self._write() as (connection, revision):
                known = self._known(connection, revision)
                grown = known.grown(connection, indicator, incoming.areas, incoming.groups)
                change, shown = replace_observations(connection, grown, incoming)
                if shown or grown is not known:
                    _write_revision(connection, revision + 1)
        return change

    def one_refresh(self, now: datetime) -> AbstractContextManager[None]:
        """Let no other process refresh this store inside the `with` block; `RefreshRunningError` where one does."""
        return one_refresh(self._engine, now)

    def start_run(self, sources: Sequence[str], started: datetime) -> int:
        """Record that a refresh of the sources starts and return its id; a killed earlier run becomes interrupted."""
        with self._write() as (connection, _):
            return runs.start_run(connection, sources, started)

    def record(self, run: int, result: RunResult) -> None:
        """Record what a run did with one series."""
        with self._write() as (connection, _):
            runs.record_result(connection, run, result)

    def finish_run(self, run: int, finished: datetime, outcome: RunOutcome) -> None:
        """Record the end of a run."""
        with self._write() as (connection, _):
            runs.finish_run(connection, run, finished, outcome)

    def save_plan(self, plan: Plan, imported: datetime, *, shipped: bool = False) -> int:
        """Store the plan as a new version of its key and return the number; one equal to the newest version is that one.

        A plan that is not `shipped` with the program retires the shipped plans of its area, and is retired no longer.
        """
        with self._write() as (connection, revision):
            version, new = plans.write_plan(connection, plan, imported, shipped=shipped)
            if new:
                _write_revision(connection, revision + 1)
        return version

    def retire_plan(self, key: str, retired: datetime | None) -> bool:
        """Put a plan into the archive, or bring it back where `retired` is None; return whether that changed anything.

        `StoreError` where there is no such plan, and for the grouping without targets.
        """
        with self._write() as (connection, revision):
            changed = plans.retire_plan(connection, key, retired)
            if changed:
                _write_revision(connection, revision + 1)
        return changed

    def import_table(
        self, file: str, digest: str, imported: datetime, parts: Sequence[Part], districts: Iterable[Area] = ()
    ) -> int | None:
        """Store the observations of an own table, in one transaction, and return the number of the import.

        None, and nothing is written, where all of it is stored already.
        """
        made = OwnImport(0, file, digest, imported, None, tuple(part.indicator for part in parts))
        with self._write() as (connection, revision):
            number = own_imports.write_import(connection, self._known(connection, revision), made, parts, districts)
            if number is not None:
                _write_revision(connection, revision + 1)
        return number

    def undo_import(self, number: int, undone: datetime) -> dict[str, Before]:
        """Restore what the indicators of an import were before it, and return that.

        `StoreError`, and nothing is changed: there is no such import, it is undone, or the observations have changed since.
        """
        with self._write() as (connection, revision):
            found = next((each for each in own_imports.read_imports(connection) if each.id == number), None)
            if found is None or found.undone:
                raise StoreError(f"import {number} is undone already" if found else f"there is no import {number}")
            own_imports.undo_import(connection, self._known(connection, revision), number, undone)
            _write_revision(connection, revision + 1)
            return own_imports.read_before(connection, number)

    def replace_boundaries(self, outlines: Iterable[Boundary]) -> None:
        """Put outlines of areas in place of all stored ones, in one transaction."""
        with self._write() as (connection, revision):
            if boundaries.write_boundaries(connection, outlines):
                _write_revision(connection, revision + 1)

    @contextmanager
    def _write(self) -> Iterator[tuple[Connection, int]]:
        """Begin a transaction that writes, wait until no other does, and give its connection and the revision."""
        with store_errors(self._engine), self._writing.begin() as connection:
            yield connection, _read_revision(connection, lock=True)

    def _known(self, connection: Connection, revision: int) -> Dictionaries:
        """The dictionaries at a committed revision: whoever adds to them makes the revision grow."""
        cached = self._dictionaries
        if cached is None or cached[0] != revision:
            self._dictionaries = cached = (revision, read_dictionaries(connection))
        return cached[1]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Look for no reference cycles: a large indicator makes so many tuples that Python would spend half of the load on it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read_revision(connection: Connection, *, lock: bool = False) -> int:
    statement = select(store_state.c.revision)
    return connection.execute(statement.with_for_update() if lock else statement).scalar_one()


def _write_revision(connection: Connection, revision: int) -> None:
    connection.execute(update(store_state).values(revision=revision))
