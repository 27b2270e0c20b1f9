"""The recent trend in a sentence that no other contradicts: its direction, the long course, what speaks against it."""

from __future__ import annotations

from dashboard.monitoring.recent_trend import RecentTrend, recent_trend_of
from dashboard.text import text_for
from data_sources.model import Direction
from tests.dashboard.examples import KAJAANI, indicator, observation

LESS = indicator(direction=Direction.LOWER)
ENGLISH = text_for("en")


def of_values(*values: float) -> RecentTrend:
    return recent_trend_of([observation(KAJAANI, 2000 + number, each) for number, each in enumerate(values)], LESS)


def test_a_direction_says_whether_it_is_better() -> None:
    assert of_values(*range(20, 10, -1)).sentence(ENGLISH) == "Trend (2000\N{EN DASH}2009): decreasing. This is an improvement."


def test_a_series_that_lately_goes_the_other_way_is_mixed() -> None:
    found = of_values(20, 19, 18, 17, 16, 15, 11, 10, 12, 13)
    assert (found.trend.direction, found.direction) == ("decreasing", "no significant change")
    assert found.sentence(ENGLISH) == (
        "Trend (2000\N{EN DASH}2009): mixed. On the whole decreasing, but the value is now higher than in 2006."
    )


def test_an_opposite_long_course_is_said_too() -> None:
    found = of_values(*range(0, 40, 2), *range(38, 28, -1))
    assert found.sentence(ENGLISH) == (
        "Trend (2020\N{EN DASH}2029): decreasing. This is an improvement. "
        "Over the whole period 2000\N{EN DASH}2029 it has increased."
    )


def test_a_series_that_fluctuates_has_no_direction() -> None:
    found = of_values(10, 12, 11, 10, 12, 11, 10)
    assert found.sentence(ENGLISH) == "Trend (2000\N{EN DASH}2006): no significant change."
