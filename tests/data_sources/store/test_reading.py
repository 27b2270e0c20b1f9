"""A snapshot reads series, years and newest values in one fixed order."""

import pytest
from sqlalchemy import event

from data_sources.model import TOTAL
from tests.data_sources.store.observations import FEMALE, MALE, MISSING, observation, origin, values


@pytest.fixture
def filled(store):
    """Two areas, three groups, two years; the areas and groups come in no order."""
    for indicator, base in (("smoking", 1000), ("loneliness", 5000)):
        groups = {"sex=male": 20, "age=20-64": 30, "": 10}
        store.replace(
            indicator,
            [
                observation(area, year, base + extra + more + later, group, indicator=indicator)
                for area, more in (("SSS", 200), ("KU205", 100))
                for group, extra in groups.items()
                for year, later in (("2024", 4), ("2022", 2))
            ],
            [origin(indicator)],
        )
    with store.snapshot() as snapshot:
        yield snapshot


def test_a_series_comes_by_area_group_and_period(filled):
    assert values(filled.series("smoking", ["SSS", "KU205"], [TOTAL, MALE])) == [
        ("KU205", "", "2022", 1112),
        ("KU205", "", "2024", 1114),
        ("KU205", "sex=male", "2022", 1122),
        ("KU205", "sex=male", "2024", 1124),
        ("SSS", "", "2022", 1212),
        ("SSS", "", "2024", 1214),
        ("SSS", "sex=male", "2022", 1222),
        ("SSS", "sex=male", "2024", 1224),
    ]


def test_groups_come_as_views_list_them(filled):
    assert [str(observation.group) for observation in filled.series("smoking", ["SSS"])][::2] == ["", "sex=male", "age=20-64"]
    assert [str(group) for group in filled.groups("smoking", ["SSS", "KU205"])] == ["", "sex=male", "age=20-64"]


def test_a_year_comes_across_areas(filled):
    assert values(filled.across("smoking", 2024, [TOTAL])) == [("KU205", "", "2024", 1114), ("SSS", "", "2024", 1214)]
    assert len(filled.across("smoking", 2024)) == 6
    assert filled.across("smoking", 2023) == []


def test_the_newest_values_come_by_indicator(filled):
    newest = filled.latest(["smoking", "loneliness"], ["KU205"], [TOTAL])
    assert [(observation.indicator, observation.value) for observation in newest] == [("loneliness", 5114), ("smoking", 1114)]


def test_what_is_asked_twice_comes_once(filled):
    assert len(filled.latest(["smoking", "smoking"], ["KU205", "KU205"], [TOTAL, TOTAL])) == 1


@pytest.mark.parametrize(
    ("indicator", "areas", "groups"),
    [
        ("unknown", ["KU205"], None),
        ("smoking", ["KU999"], None),
        ("smoking", ["KU205"], [FEMALE]),
        ("smoking", [], None),
        ("smoking", ["KU205"], []),
    ],
)
def test_what_is_not_stored_is_not_in_the_answer(filled, indicator, areas, groups):
    assert filled.series(indicator, areas, groups) == []
    assert filled.latest([indicator], areas, groups) == []


def test_a_group_without_a_value_is_not_listed(store):
    given = [observation("KU205", "2024", 1.0), observation("KU205", "2024", None, "sex=male", status=MISSING)]
    store.replace("smoking", given, [origin()])
    with store.snapshot() as snapshot:
        assert snapshot.groups("smoking", ["KU205"]) == [TOTAL]
        assert snapshot.groups("smoking", ["SSS"]) == []


@pytest.mark.parametrize(
    ("ask", "plan"),
    [
        (lambda snapshot: snapshot.series("smoking", ["KU205", "SSS"]), "PRIMARY KEY (indicator_id=? AND area_id=?)"),
        (
            lambda snapshot: snapshot.across("smoking", 2024),
            "COVERING INDEX observation_by_period (indicator_id=? AND period_end=?)",
        ),
        (lambda snapshot: snapshot.latest(["smoking", "loneliness"], ["SSS"]), "PRIMARY KEY (area_id=? AND indicator_id=?)"),
    ],
)
@pytest.mark.parametrize("backend", ["sqlite"])
def test_every_question_is_one_range_of_a_key(store, filled, ask, plan):
    asked = []
    event.listen(store._engine, "before_cursor_execute", lambda *call: asked.append(call[2:4]))
    assert len(ask(filled)) > 2
    [(statement, parameters)] = asked
    rows = filled._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    assert [row.detail.partition(" USING ")[2] for row in rows] == [plan]
