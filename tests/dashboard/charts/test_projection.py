"""A projection is drawn as one, says so, and is nobody's newest value."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.charts.chart import Chart, Role
from dashboard.charts.kinds.trend import KIND
from dashboard.monitoring.status import PlanObservations, plan_status
from dashboard.renderers.csv import csv
from dashboard.renderers.svg import svg
from dashboard.renderers.table import table
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import TOTAL, Unit
from data_sources.plans import Followed, Objective, Plan, PriorityArea
from data_sources.sample import sample
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, request

NOW = datetime(2026, 2, 1, tzinfo=UTC)

PROJECTED = replace(indicator(unit=Unit.PERSONS, decimals=0), projection=True)
COURSE = [observation(area, year, value) for area in (KAJAANI, KAINUU) for year, value in ((2030, 36000), (2031, 35800))]


@pytest.fixture
def chart() -> Chart:
    built = KIND.build(request(COURSE, indicator=PROJECTED, comparisons=(KAINUU, FINLAND)))
    assert built is not None
    return built


def test_only_the_area_is_drawn_and_as_a_projection(chart):
    assert [(series.name, series.role) for series in chart.series] == [("Kajaani", Role.PROJECTION)]
    assert [(point.x, point.value, point.joined) for point in chart.series[0].points] == [
        (2030, 36000, False),
        (2031, 35800, True),
    ]


def test_the_text_calls_it_a_projection(chart):
    assert "Luku on ennuste, ei toteutunut tieto." in chart.sentence
    assert "Kaikki luvut ovat ennusteita: niistä ei päätellä tavoitteiden toteutumista eikä tehdä vertailuja." in chart.notes
    assert not any("ei lukua" in note for note in chart.notes)  # nothing is missed for the areas that are not compared


def test_every_format_has_it(chart):
    assert "stroke-dasharray" in svg(chart)
    for written in (table(chart), csv(chart), svg(chart)):
        assert "2031" in (written.decode() if isinstance(written, bytes) else written)


def test_observations_are_drawn_as_before():
    built = KIND.build(request(COURSE, indicator=indicator(unit=Unit.PERSONS, decimals=0), comparisons=(KAINUU,)))
    assert built is not None
    assert [series.role for series in built.series] == [Role.FOCUS, Role.COMPARISON]
    assert "ennuste" not in built.sentence


def test_a_plan_that_follows_a_projection_has_no_status_from_it():
    shipped = read_indicators()["population-projection"]
    areas = read_areas()
    kajaani = areas.by_code["KU205"]
    objective = Objective("people", {"fi": "Väestö"}, followed=(Followed(shipped.id), Followed("population")))
    followed = Plan("p", "KU205", 2026, 2029, {"fi": "S"}, (PriorityArea("a", {"fi": "A"}, (objective,)),))
    observations = PlanObservations(
        read_indicators(), areas.by_code, lambda _id: sample(shipped, areas, NOW)[0], date(2026, 2, 1)
    )
    (priority,) = plan_status(followed, kajaani, areas.parents(kajaani), (), observations)
    assert [indicator_status.indicator.id for indicator_status in priority.indicator_statuses] == ["population"]


def test_a_projection_is_no_base_and_ends_in_2045():
    shipped = read_indicators()["population-projection"]
    assert shipped.projection
    years = [each.period.last for each in sample(shipped, read_areas(), NOW)[0] if each.area == "KU205" and each.group == TOTAL]
    assert years == list(range(2025, 2046))
    assert not any(each.base and each.base[0] == shipped.id for each in read_indicators().values())
