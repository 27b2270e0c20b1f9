"""Origins are stored with their observations, and sample data never with real ones."""

from datetime import date, timedelta

import pytest

from data_sources.errors import StoreError
from data_sources.store import Change
from tests.data_sources.store.observations import FEMALE, MALE, NOON, observation, origin, sample, values

BY_SEX = [observation("KU205", "2024", 12.0, "sex=female"), observation("KU205", "2024", 13.0, "sex=male")]
ONE_REAL = [observation("KU205", "2024", 12.3, "sex=female")]


def origins(store, indicator=None):
    with store.snapshot() as snapshot:
        return snapshot.origins(indicator)


def series(store):
    with store.snapshot() as snapshot:
        return values(snapshot.series("smoking", ["KU205"]))


def test_an_origin_comes_back_whole(store):
    given = origin(texts={"title": {"fi": "Päivittäin tupakoivat", "sv": "Dagligrökare"}, "limits": {"fi": "Otos"}})
    store.replace("smoking", BY_SEX, [given])
    assert origins(store) == [given]


def test_origins_come_by_indicator_and_series(store):
    for indicator, number in (("smoking", 9), ("Income", 2), ("smoking", 10), ("age-structure", 1)):
        store.replace(indicator, [], [origin(indicator, f"sotkanet:{number}")], groups=[])
    assert [(found.indicator, found.series) for found in origins(store)] == [
        ("Income", "sotkanet:2"),
        ("age-structure", "sotkanet:1"),
        ("smoking", "sotkanet:10"),
        ("smoking", "sotkanet:9"),
    ]
    assert [found.series for found in origins(store, "smoking")] == ["sotkanet:10", "sotkanet:9"]
    assert origins(store, "unknown") == []


def test_origins_of_other_series_stay_where_groups_are_given(store):
    first, second = origin(series="sotkanet:4404"), origin(series="sotkanet:4405")
    store.replace("smoking", BY_SEX, [first, second])
    newer = origin(series="sotkanet:4405", updated=date(2026, 3, 1))
    store.replace("smoking", BY_SEX[:1], [newer], groups=[FEMALE])
    assert origins(store) == [first, newer]


def test_origins_of_other_series_go_where_all_is_replaced(store):
    store.replace("smoking", BY_SEX, [origin(series="sotkanet:4404"), origin(series="sotkanet:4405")])
    store.replace("smoking", BY_SEX, [origin(series="sotkanet:4405")])
    assert [found.series for found in origins(store)] == ["sotkanet:4405"]


def test_real_data_remove_all_sample_data_of_the_indicator(store):
    store.replace("smoking", BY_SEX, [sample()])
    store.replace("income", [observation("SSS", "2024", 1.0, indicator="income")], [sample("income")])
    assert store.replace("smoking", ONE_REAL, [origin()], groups=[FEMALE]) == Change(inserted=0, updated=1, deleted=1)
    assert series(store) == [("KU205", "sex=female", "2024", 12.3)]
    assert origins(store) == [sample("income"), origin()]
    with store.snapshot() as snapshot:
        assert values(snapshot.latest(["smoking"], ["KU205"])) == [("KU205", "sex=female", "2024", 12.3)]
        assert snapshot.has_sample()
    store.replace("income", [], [])
    with store.snapshot() as snapshot:
        assert not snapshot.has_sample()


def test_sample_data_do_not_replace_real_ones(store):
    store.replace("smoking", ONE_REAL, [origin()])
    with pytest.raises(StoreError, match="smoking has real values; sample values do not replace them"):
        store.replace("smoking", BY_SEX, [sample()], groups=[MALE, FEMALE])
    assert series(store) == [("KU205", "sex=female", "2024", 12.3)]


def test_sample_data_replace_sample_data(store):
    store.replace("smoking", BY_SEX, [sample()])
    assert store.replace("smoking", BY_SEX[:1], [sample()]) == Change(0, 0, 1)


def test_an_unchanged_series_gets_its_fetching_time_and_no_revision(store):
    store.replace("smoking", BY_SEX, [origin(), origin(series="sotkanet:4405")])
    later = origin(fetched=NOON + timedelta(days=1))
    assert store.replace("smoking", [], [later], groups=[]) == Change(0, 0, 0)
    assert origins(store) == [later, origin(series="sotkanet:4405")]
    with store.snapshot() as snapshot:
        assert snapshot.revision == 1
