"""A snapshot answers for series, years and newest figures in one fixed order."""

import pytest
from sqlalchemy import text

from data_sources.model import TOTAL
from tests.data_sources.store.figures import FEMALE, MALE, MISSING, figure, origin, values


@pytest.fixture
def filled(store):
    """Two areas, three groups, two years; the areas and groups come in no order."""
    for indicator, base in (("smoking", 10.0), ("loneliness", 5.0)):
        groups = {"sex=male": 0.2, "age=20-64": 0.3, "": 0.1}
        store.replace(
            indicator,
            [
                figure(area, year, base + extra + more + later, group, indicator=indicator)
                for area, more in (("SSS", 2.0), ("KU205", 1.0))
                for group, extra in groups.items()
                for year, later in (("2024", 0.04), ("2022", 0.02))
            ],
            [origin(indicator)],
        )
    with store.snapshot() as snapshot:
        yield snapshot


def test_a_series_comes_by_area_group_and_period(filled):
    assert values(filled.series("smoking", ["SSS", "KU205"], [TOTAL, MALE])) == [
        ("KU205", "", "2022", 11.12),
        ("KU205", "", "2024", 11.14),
        ("KU205", "sex=male", "2022", 11.22),
        ("KU205", "sex=male", "2024", 11.24),
        ("SSS", "", "2022", 12.12),
        ("SSS", "", "2024", 12.14),
        ("SSS", "sex=male", "2022", 12.22),
        ("SSS", "sex=male", "2024", 12.24),
    ]


def test_groups_come_as_views_list_them(filled):
    assert [str(observation.group) for observation in filled.series("smoking", ["SSS"])][::2] == ["", "sex=male", "age=20-64"]
    assert [str(group) for group in filled.groups("smoking", ["SSS", "KU205"])] == ["", "sex=male", "age=20-64"]


def test_a_year_comes_across_areas(filled):
    assert values(filled.across("smoking", 2024, [TOTAL])) == [("KU205", "", "2024", 11.14), ("SSS", "", "2024", 12.14)]
    assert len(filled.across("smoking", 2024)) == 6
    assert filled.across("smoking", 2023) == []


def test_the_newest_figures_come_by_indicator(filled):
    newest = filled.latest(["smoking", "loneliness"], ["KU205"], [TOTAL])
    assert [(observation.indicator, observation.value) for observation in newest] == [("loneliness", 6.14), ("smoking", 11.14)]


def test_what_is_asked_twice_comes_once(filled):
    assert len(filled.latest(["smoking", "smoking"], ["KU205", "KU205"], [TOTAL, TOTAL])) == 1


@pytest.mark.parametrize(
    ("indicator", "areas", "groups"),
    [("unknown", ["KU205"], None), ("smoking", ["KU999"], None), ("smoking", ["KU205"], [FEMALE]), ("smoking", [], None), ("smoking", ["KU205"], [])],
)
def test_what_is_not_stored_is_not_in_the_answer(filled, indicator, areas, groups):
    assert filled.series(indicator, areas, groups) == []
    assert filled.latest([indicator], areas, groups) == []


def test_a_group_without_a_value_has_no_figures(store):
    given = [figure("KU205", "2024", 1.0), figure("KU205", "2024", None, "sex=male", status=MISSING)]
    store.replace("smoking", given, [origin()])
    with store.snapshot() as snapshot:
        assert snapshot.groups("smoking", ["KU205"]) == [TOTAL]
        assert snapshot.groups("smoking", ["SSS"]) == []


@pytest.mark.parametrize(
    ("condition", "plan"),
    [
        ("observation WHERE indicator_id = 1 AND area_id IN (1, 2)", "PRIMARY KEY (indicator_id=? AND area_id=?)"),
        ("observation WHERE indicator_id = 1 AND period_end = 2024", "COVERING INDEX observation_by_period (indicator_id=? AND period_end=?)"),
        ("latest WHERE area_id = 1 AND indicator_id IN (1, 2)", "PRIMARY KEY (area_id=? AND indicator_id=?)"),
    ],
)
@pytest.mark.parametrize("backend", ["sqlite"])
def test_every_question_is_one_range_of_a_key(store, condition, plan):
    columns = "indicator_id, area_id, group_id, period_start, period_end, value, low, high, numerator, denominator, status"
    with store._engine.connect() as connection:
        rows = connection.execute(text(f"EXPLAIN QUERY PLAN SELECT {columns} FROM {condition}")).all()
    assert [row.detail.partition(" USING ")[2] for row in rows] == [plan]
