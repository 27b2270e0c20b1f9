"""What a refresh of some areas replaces, and what the store remembers of series that were left out."""

from datetime import UTC, datetime

import pytest

from data_sources.errors import StoreError
from data_sources.store import RunResult
from tests import builders

NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)
ORIGIN = builders.origin("a", "sotkanet:1")


def observation(area, value, year=2020):
    return builders.observation("a", area, year, value)


def stored_values(store):
    with store.snapshot() as snapshot:
        return {(one.area, one.period.last): one.value for one in snapshot.series("a", ["KU205", "KU297", "SSS"])}


def test_only_the_observations_of_the_given_areas_are_replaced(store):
    store.replace("a", [observation("KU205", 1.0), observation("KU297", 2.0), observation("SSS", 3.0)], [ORIGIN])
    change = store.replace("a", [observation("KU205", 5.0)], [ORIGIN], areas={"KU205", "KU297"})
    assert stored_values(store) == {("KU205", 2020): 5.0, ("SSS", 2020): 3.0}
    assert change == (0, 1, 1)
    with store.snapshot() as snapshot:
        assert [one.value for one in snapshot.latest(["a"], ["KU205", "KU297", "SSS"])] == [5.0, 3.0]
        assert snapshot.observation_count() == 2


def test_an_observation_of_another_area_is_refused(store):
    store.replace("a", [observation("KU205", 1.0)], [ORIGIN])
    with pytest.raises(StoreError, match="of areas that were not to be replaced"):
        store.replace("a", [observation("SSS", 9.0)], [ORIGIN], areas={"KU205"})
    assert stored_values(store) == {("KU205", 2020): 1.0}


def test_real_data_of_some_areas_remove_the_whole_sample(store):
    sample = builders.origin("a", "sample:a", sample=True)
    store.replace("a", [observation("KU205", 1.0), observation("SSS", 3.0)], [sample])
    store.replace("a", [observation("KU205", 5.0)], [ORIGIN], areas={"KU205"})
    assert stored_values(store) == {("KU205", 2020): 5.0}


def test_only_series_that_were_left_out_last_are_remembered(store):
    for outcomes in (("left out", "left out"), ("updated", "left out")):
        run = store.start_run(("sotkanet",), NOW)
        for number, outcome in enumerate(outcomes):
            store.record(run, RunResult("a", f"sotkanet:{number}", outcome, "no rows"))
    with store.snapshot() as snapshot:
        assert snapshot.left_out() == {("a", "sotkanet:1"): "no rows"}


def test_a_result_that_was_kept_back_is_recorded(store):
    run = store.start_run(("sotkanet",), NOW)
    store.record(run, RunResult("a", "sotkanet:1", "kept back", "ten times"))
    with store.snapshot() as snapshot:
        assert snapshot.runs()[0].results[0].outcome == "kept back"
