"""`Store.replace` writes what differs, all or nothing, and keeps the newest values as well as the series."""

import math
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from data_sources.errors import StoreError
from data_sources.model import TOTAL
from data_sources.store import Change, schema
from tests.data_sources.store.observations import FEMALE, MALE, MISSING, NOON, SUPPRESSED, observation, origin, sample, values

TWO_YEARS = [observation("KU205", "2022", 14.0), observation("KU205", "2024", 12.5)]


def stored(store, indicator="smoking", areas=("KU205", "KU297", "SSS")):
    with store.snapshot() as snapshot:
        return snapshot.series(indicator, areas)


def newest(store, indicator="smoking", areas=("KU205", "KU297", "SSS")):
    with store.snapshot() as snapshot:
        return values(snapshot.latest([indicator], areas))


def revision(store):
    with store.snapshot() as snapshot:
        return snapshot.revision


def test_what_is_stored_comes_back_whole(store):
    given = [
        observation("KU205", "2018-2020", 12.5, "age=20-64;sex=male", low=10.0, high=15.1, numerator=25, denominator=200),
        observation("KU205", "2024", None, "age=20-64;sex=male", denominator=9, status=SUPPRESSED),
    ]
    assert store.replace("smoking", given, [origin()]) == Change(2, 0, 0)
    assert stored(store) == given


@pytest.mark.parametrize("status", ["normal", "break", "provisional"])
def test_every_status_of_an_observation_comes_back(store, status):
    given = observation("KU205", "2024", 12.5, status=status)
    store.replace("smoking", [given._replace(status=type(SUPPRESSED)(status))], [origin()])
    assert [str(each.status) for each in stored(store)] == [status]


def test_only_what_differs_is_written(store):
    store.replace("smoking", [*TWO_YEARS, observation("SSS", "2024", 11.0)], [origin()])
    after = [TWO_YEARS[0], observation("KU205", "2024", 12.4), observation("KU205", "2025", 12.0)]
    assert store.replace("smoking", after, [origin()]) == Change(inserted=1, updated=1, deleted=1)
    assert stored(store) == after


def test_the_same_again_changes_nothing(store):
    store.replace("smoking", TWO_YEARS, [origin()])
    before = revision(store)
    assert store.replace("smoking", TWO_YEARS, [origin(fetched=NOON + timedelta(days=1))]) == Change(0, 0, 0)
    assert revision(store) == before
    with store.snapshot() as snapshot:
        assert [found.fetched for found in snapshot.origins("smoking")] == [NOON + timedelta(days=1)]


def test_the_revision_grows_with_observations_and_with_origins(store):
    revisions = [revision(store)]
    for observations, source in (
        (TWO_YEARS, origin()),
        (TWO_YEARS[:1], origin()),
        (TWO_YEARS[:1], origin(licence="CC0")),
    ):
        store.replace("smoking", observations, [source])
        revisions.append(revision(store))
    assert revisions == [0, 1, 2, 3]


def test_another_indicator_stays(store):
    store.replace("smoking", TWO_YEARS, [origin()])
    store.replace("loneliness", [observation("KU205", "2024", 9.0, indicator="loneliness")], [origin("loneliness")])
    store.replace("loneliness", [], [])
    assert stored(store) == TWO_YEARS
    assert stored(store, "loneliness") == []


def test_only_the_given_groups_are_replaced(store):
    store.replace("smoking", [observation("KU205", "2024", 13.0, "sex=male"), *TWO_YEARS], [origin()])
    change = store.replace("smoking", [observation("KU205", "2024", 12.0, "sex=female")], [origin()], groups=[TOTAL, FEMALE])
    assert change == Change(inserted=1, updated=0, deleted=2)
    assert values(stored(store)) == [("KU205", "sex=female", "2024", 12.0), ("KU205", "sex=male", "2024", 13.0)]
    assert newest(store) == [("KU205", "sex=female", "2024", 12.0), ("KU205", "sex=male", "2024", 13.0)]


def test_the_newest_observation_is_the_newest_with_a_value(store):
    store.replace(
        "smoking",
        [
            *TWO_YEARS,
            observation("KU205", "2025", None, status=MISSING),
            observation("KU297", "2024", None, status=SUPPRESSED),
            observation("SSS", "2023", 0.0),
        ],
        [origin()],
    )
    assert newest(store) == [("KU205", "", "2024", 12.5), ("SSS", "", "2023", 0.0)]


def test_the_newest_observation_follows_deletions(store):
    store.replace("smoking", TWO_YEARS, [origin()])
    store.replace("smoking", TWO_YEARS[:1], [origin()])
    assert newest(store) == [("KU205", "", "2022", 14.0)]
    store.replace("smoking", [], [origin()])
    assert newest(store) == []


def test_the_newest_observation_follows_a_value_that_becomes_hidden(store):
    store.replace("smoking", TWO_YEARS, [origin()])
    hidden = observation("KU205", "2024", None, status=SUPPRESSED)
    assert store.replace("smoking", [TWO_YEARS[0], hidden], [origin()]) == Change(0, 1, 0)
    assert newest(store) == [("KU205", "", "2022", 14.0)]


def test_a_pooled_period_is_placed_by_its_last_year(store):
    store.replace("smoking", [observation("KU205", "2019-2022", 13.0), observation("KU205", "2021", 12.0)], [origin()])
    assert newest(store) == [("KU205", "", "2019-2022", 13.0)]
    change = store.replace("smoking", [observation("KU205", "2020-2022", 13.0), observation("KU205", "2021", 12.0)], [origin()])
    assert change == Change(0, 1, 0)
    assert newest(store) == [("KU205", "", "2020-2022", 13.0)]


def test_the_kept_counts_equal_counted_rows(store):
    hidden = observation("KU205", "2025", None, status=MISSING)
    store.replace("smoking", [*TWO_YEARS, hidden, observation("KU205", "2024", 1.0, "sex=male")], [origin()])
    store.replace("smoking", [TWO_YEARS[0], hidden], [origin()], groups=[TOTAL])
    lonely = observation("SSS", "2024", None, indicator="loneliness", status=MISSING)
    store.replace("loneliness", [lonely], [origin("loneliness")])
    table = schema.observation.c
    with store.snapshot() as snapshot, store._engine.connect() as connection:
        counted = connection.execute(select(func.count(), func.count(table.value)).select_from(schema.observation)).one()
        kept = connection.execute(select(func.sum(schema.indicator.c.observations), func.sum(schema.indicator.c.figures))).one()
        assert tuple(counted) == tuple(kept) == (4, 2)
        assert snapshot.observation_count() == 4
        assert snapshot.indicators() == {"smoking"}


def test_many_observations_of_every_shape_come_back(store):
    given = [
        observation(f"KU{area:03}", str(year), area + year / 10_000, group, low=0.5 if year == 2020 else None, denominator=100.0)
        for area in range(300)
        for group in ("", "sex=female", "sex=male")
        for year in range(2018, 2024)
    ]
    areas = [f"KU{area:03}" for area in range(300)]
    assert store.replace("smoking", reversed(given), [origin()]) == Change(5400, 0, 0)
    assert stored(store, areas=areas) == given
    changed = [observation._replace(value=observation.value + 1) for observation in given]
    assert store.replace("smoking", changed, [origin()]) == Change(0, 5400, 0)
    assert stored(store, areas=areas) == changed


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("field", ["value", "low", "high", "numerator", "denominator"])
def test_what_is_no_number_is_refused(store, field, number):
    strange = observation("KU205", "2024", 1.0)._replace(**{field: number})
    with pytest.raises(StoreError, match=rf"smoking, KU205, total, 2024 has the number {number}"):
        store.replace("smoking", [TWO_YEARS[0], strange], [origin()])


@pytest.mark.parametrize("status", [SUPPRESSED, MISSING])
@pytest.mark.parametrize("field", ["value", "low", "high", "numerator"])
def test_a_hidden_observation_with_a_number_is_refused(store, field, status):
    revealing = observation("KU205", "2024", None, "sex=male", status=status)._replace(**{field: 0.0})
    with pytest.raises(StoreError, match=rf"smoking, KU205, sex=male, 2024 is {status} and must bear no value"):
        store.replace("smoking", [TWO_YEARS[0], revealing], [origin()])


def test_an_observation_without_a_value_must_say_why(store):
    with pytest.raises(StoreError, match="2024 has no value and must be missing or suppressed, not normal"):
        store.replace("smoking", [observation("KU205", "2024", None)], [origin()])


@pytest.mark.parametrize("again", [12.5, 12.6])
@pytest.mark.parametrize("period", ["2024", "2022-2024"])
def test_an_observation_that_comes_twice_is_refused_and_named(store, again, period):
    store.replace("smoking", TWO_YEARS, [origin()])
    with pytest.raises(StoreError, match="smoking, KU205, total, 2024 came twice"):
        store.replace("smoking", [*TWO_YEARS, observation("KU205", period, again)], [origin()])
    assert stored(store) == TWO_YEARS


@pytest.mark.parametrize(
    ("observations", "origins", "groups", "message"),
    [
        (TWO_YEARS, [origin()], [MALE], "smoking, KU205, total, 2022 is of a group that was not to be replaced"),
        (
            [observation("SSS", "2024", 1.0, indicator="income")],
            [origin()],
            None,
            "income, SSS, total, 2024 came as a value of smoking",
        ),
        (TWO_YEARS, [], None, "values came without an origin"),
        (TWO_YEARS, [origin("income")], None, "belongs to another indicator"),
        (TWO_YEARS, [origin(), origin()], None, r"two origins of the same series \(sotkanet:4404, sotkanet:4404\)"),
        (TWO_YEARS, [origin(), sample()], None, "sample and real values cannot be stored together"),
        (TWO_YEARS, [origin(fetched=NOON.replace(tzinfo=None))], None, "has no time zone"),
    ],
)
def test_what_does_not_belong_together_is_refused(store, observations, origins, groups, message):
    with pytest.raises(StoreError, match=message):
        store.replace("smoking", observations, origins, groups)
    assert revision(store) == 0


def test_a_fault_leaves_everything_as_it_was(store):
    store.replace("smoking", TWO_YEARS, [origin()])

    def broken():
        yield observation("KU205", "2024", 1.0)
        raise OSError("cut")

    with pytest.raises(OSError, match="cut"):
        store.replace("smoking", broken(), [origin()])
    assert stored(store) == TWO_YEARS
