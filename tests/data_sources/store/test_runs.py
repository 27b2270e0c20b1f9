"""Refresh runs and what became of each series."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from data_sources.errors import StoreError
from data_sources.store import Run, RunResult
from tests.data_sources.store.observations import NOON

LATER = NOON + timedelta(minutes=5)
UPDATED = RunResult("smoking", "sotkanet:4404", "updated", observations=1200)
FAILED = RunResult("loneliness", "sotkanet:4284", "failed", "the service answered 500 five times")


def runs(store, **limit):
    with store.snapshot() as snapshot:
        return snapshot.runs(**limit)


def test_a_run_comes_back_with_its_results_in_order(store):
    with store.one_refresh(NOON):
        number = store.start_run(["sotkanet"], NOON)
        store.record(number, UPDATED)
        store.record(number, FAILED)
        assert runs(store) == [Run(number, NOON, None, "running", (UPDATED, FAILED), ("sotkanet",))]
        store.finish_run(number, LATER, "with failures")
    assert runs(store) == [Run(number, NOON, LATER, "with failures", (UPDATED, FAILED), ("sotkanet",))]


def test_the_newest_runs_come_first(store):
    numbers = [store.start_run(["sotkanet"], NOON) for _ in range(3)]
    assert [run.id for run in runs(store, limit=2)] == [numbers[2], numbers[1]]


def test_a_run_that_was_killed_is_interrupted_when_the_next_starts(store):
    killed = store.start_run(["sotkanet"], NOON)
    store.record(killed, UPDATED)
    store.finish_run(store.start_run(["sotkanet"], LATER), LATER, "complete")
    assert [(run.outcome, run.finished) for run in runs(store)] == [("complete", LATER), ("interrupted", None)]


def test_times_come_back_in_utc(store):
    helsinki = timezone(timedelta(hours=2))
    store.start_run([], datetime(2026, 1, 1, 0, 30, tzinfo=helsinki))
    assert runs(store)[0].started == datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
    assert runs(store)[0].started.tzinfo is UTC


def test_a_run_does_not_change_the_revision(store):
    store.finish_run(store.start_run(["sotkanet"], NOON), LATER, "complete")
    with store.snapshot() as snapshot:
        assert snapshot.revision == 0


def test_a_run_that_was_never_started_cannot_go_on(store):
    with pytest.raises(StoreError, match="no refresh run 7"):
        store.finish_run(7, LATER, "complete")
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        store.record(7, UPDATED)
