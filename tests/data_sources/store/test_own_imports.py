"""Imports of own tables on both databases: what they replace comes back exactly."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data_sources.areas import read_areas
from data_sources.errors import StoreError
from data_sources.model import AreaLevel
from data_sources.own_tables.places import district
from data_sources.store import Part
from tests.data_sources.store.observations import observation, origin

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
OWN = replace(origin(), series="own-table:smoking")
KESKUSTA = district("KU205-keskusta", read_areas().by_code["KU205"], "Keskusta")


def part(*observations, years=None, sample=False):
    return Part("smoking", observations, [replace(OWN, sample=sample)], years)


def state(store):
    with store.snapshot() as snapshot:
        return (
            snapshot.series("smoking", ["SSS", "KU205", "KU205-keskusta"]),
            snapshot.latest(["smoking"], ["SSS", "KU205", "KU205-keskusta"]),
            snapshot.origins("smoking"),
            snapshot.observation_count(),
            snapshot.districts("KU205"),
        )


def test_an_import_takes_the_place_of_its_years_and_its_undoing_brings_them_back(store):
    given = [observation("SSS", "2022", 12.0), observation("SSS", "2024", 11.0), observation("KU205", "2024", 9.0)]
    store.replace("smoking", given, [OWN])
    before = state(store)
    new = observation("KU205-keskusta", "2024", 8.0)
    number = store.import_table("own.csv", "digest", NOW, [part(new, years=frozenset({2024}))], [KESKUSTA])
    assert state(store)[0] == [new, observation("SSS", "2022", 12.0)]
    assert [(area.code, area.level, area.parents) for area in state(store)[4]] == [
        ("KU205-keskusta", AreaLevel.DISTRICT, ("KU205",))
    ]
    assert store.undo_import(number, NOW)["smoking"].file is None
    assert state(store) == before


def test_the_same_import_again_is_none(store):
    parts = [part(observation("KU205", "2024", 9.0), years=frozenset({2024}))]
    assert store.import_table("own.csv", "digest", NOW, parts) == 1
    with store.snapshot() as snapshot:
        revision = snapshot.revision
    assert store.import_table("own.csv", "digest", NOW, parts) is None
    with store.snapshot() as snapshot:
        assert snapshot.revision == revision
        (made,) = snapshot.own_imports()
    assert (made.id, made.file, made.imported, made.undone, made.indicators) == (1, "own.csv", NOW, None, ("smoking",))


def test_sample_data_come_back_after_real_ones(store):
    store.replace("smoking", [observation("SSS", "2024", 11.0)], [replace(origin(), series="sample:smoking", sample=True)])
    before = state(store)
    number = store.import_table("own.csv", "digest", NOW, [part(observation("KU205", "2024", 9.0))])
    assert state(store)[0] == [observation("KU205", "2024", 9.0)]
    store.undo_import(number, NOW)
    assert state(store) == before


def test_sample_data_are_not_added_to_real_ones(store):
    store.replace("smoking", [observation("SSS", "2024", 11.0)], [origin()])
    before = state(store)
    with pytest.raises(StoreError, match="smoking has real values; sample values do not replace them"):
        store.import_table("own.csv", "digest", NOW, [part(observation("KU205", "2024", 9.0), sample=True)])
    assert state(store) == before


def test_an_import_that_was_changed_since_is_not_undone(store):
    number = store.import_table("own.csv", "digest", NOW, [part(observation("KU205", "2024", 9.0))])
    store.replace("smoking", [observation("KU205", "2024", 8.5)], [OWN])
    before = state(store)
    with pytest.raises(StoreError, match="cannot be undone: the values of smoking have changed since"):
        store.undo_import(number, NOW)
    assert state(store) == before
    with pytest.raises(StoreError, match="there is no import 9"):
        store.undo_import(9, NOW)
