"""Own variation: by hand, what it decides, and how often it is wrong about steady series and right about lasting steps."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import inf
from statistics import stdev

import numpy as np
import pytest

from dashboard.analysis import Reason
from dashboard.analysis.progress import Flag, Progress, StepCode, Target, assess, own_variation
from dashboard.analysis.trend import Point

TODAY = date(2026, 11, 1)
LESS = Target(2022, 20, 2030, 10, "lower")
FALLS = Target(2022, 20, 2030, None, "lower")
KEEP = Target(2022, 20, 2030, None, "keep", better="lower")
SERIES = 10_000
"""Simulated series of each kind."""


def series(values: dict[int, float], margin: float | None = None) -> list[Point]:
    if margin is None:
        return [Point(year, value) for year, value in values.items()]
    return [Point(year, value, value - margin, value + margin) for year, value in values.items()]


def assessed(target: Target, values: dict[int, float], own: float | None, margin: float | None = None) -> Progress:
    return assess(target, series(values, margin), TODAY, 1, own)


def test_it_is_2_4_deviations_of_the_successive_differences() -> None:
    values = {2017: 20.0, 2018: 21.0, 2019: 19.0, 2020: 20.0, 2021: 22.0, 2022: 20.0}
    assert own_variation(series(values)) == pytest.approx(2.4 * stdev([1, -2, 1, 2, -2]))


def test_the_order_of_points_does_not_matter() -> None:
    points = series({2017: 20.0, 2018: 21.0, 2019: 19.0, 2020: 20.0, 2021: 22.0, 2022: 20.0})
    assert own_variation(points[::-1]) == own_variation(points)


def test_four_differences_are_too_few() -> None:
    assert own_variation(series({year: year % 3 for year in range(2018, 2023)})) is None
    assert own_variation([]) is None


def test_the_latest_nine_differences_count() -> None:
    recent = {year: float(year % 3) for year in range(2010, 2020)}
    assert own_variation(series({**recent, 2009: 500.0})) == own_variation(series(recent))


def test_a_change_within_it_is_too_early_to_tell() -> None:
    found = assessed(LESS, {2024: 18.5}, 1.5)
    assert (found.status, found.reason, found.uncertain) == ("too early to tell", Reason.WITHIN_OWN_VARIATION, False)
    assert (found.pace, found.projected, found.required_now) == (None, None, 17.5)
    assert found.arithmetic[-1].code == StepCode.OWN_VARIATION
    assert found.arithmetic[-1].numbers == {"change": -1.5, "own_variation": 1.5}


def test_a_change_beyond_it_has_its_status_and_says_by_what() -> None:
    found = assessed(LESS, {2024: 17.5}, 1.5)
    assert (found.status, found.flags) == ("on track", (Flag.OWN_VARIATION,))
    assert found.arithmetic[-1].code == StepCode.OWN_VARIATION


def test_where_it_is_unknown_every_change_is_too_early_to_tell() -> None:
    found = assessed(FALLS, {2024: 5}, inf)
    assert (found.status, found.reason) == ("too early to tell", Reason.OWN_VARIATION_UNKNOWN)
    assert StepCode.OWN_VARIATION not in {step.code for step in found.arithmetic}


def test_directions_are_judged_by_it_too() -> None:
    assert assessed(FALLS, {2024: 19}, 1.5).status == "too early to tell"
    assert assessed(FALLS, {2024: 18}, 1.5).status == "moving the right way"
    assert assessed(FALLS, {2024: 22}, 1.5).status == "moving the wrong way"


def test_reaching_a_target_within_it_is_too_early_to_tell() -> None:
    near = Target(2022, 20, 2030, 19, "lower")
    assert assessed(near, {2024: 18.8}, 1.5).status == "too early to tell"
    assert assessed(near, {2024: 18.8}, 1.0).status == "achieved"


def test_in_the_target_year_nothing_is_too_early() -> None:
    assert assessed(LESS, {2030: 19}, 1.5).status == "not met"
    assert assessed(Target(2022, 20, 2030, 19, "lower"), {2030: 18.8}, 1.5).status == "met"


def test_an_interval_says_more_than_it() -> None:
    assert assessed(FALLS, {2022: 20, 2024: 19}, 1.5, margin=0.5).status == "moving the right way"
    assert assessed(FALLS, {2022: 20, 2024: 17}, 1.5, margin=3).status == "not yet certain"


def test_a_level_without_a_tolerance_is_kept_within_it() -> None:
    assert assessed(KEEP, {2024: 21.5}, 1.5).status == "kept"
    assert assessed(KEEP, {2024: 21.6}, 1.5).status == "left for the worse"
    assert assessed(KEEP, {2024: 18.4}, 1.5).status == "left for the better"


def test_a_level_without_a_tolerance_is_kept_within_the_margin_of_its_baseline() -> None:
    assert assessed(KEEP, {2022: 20, 2024: 21}, inf, margin=1).status == "kept"
    assert assessed(KEEP, {2022: 20, 2024: 21}, inf).status == "check target"


def test_a_level_left_by_less_than_the_series_varies_is_too_early_to_tell() -> None:
    narrow = Target(2022, 20, 2030, None, "keep", tolerance=0.5, better="lower")
    assert assessed(narrow, {2024: 21}, 1.5).status == "too early to tell"
    assert assessed(narrow, {2024: 22}, 1.5).status == "left for the worse"


def test_a_register_reaches_its_target_whatever_the_interval() -> None:
    points = series({2022: 20, 2024: 9.5}, 2)
    assert assess(LESS, points, TODAY).status == "achieved, uncertain"
    assert assess(LESS, points, TODAY, counts_everybody=True).status == "achieved"


def test_what_may_not_lead_anywhere_has_no_projection() -> None:
    found = assess(LESS, series({2024: 17.5}), TODAY, projects=False)
    assert (found.projected, found.required_now, found.pace) == (None, 17.5, 1.0)


def test_a_negative_one_is_refused() -> None:
    with pytest.raises(ValueError, match="own_variation"):
        assess(LESS, [], TODAY, 1, -1.0)


def told(steps: float, seed: int, differences: int) -> float:
    """Share of series with normal noise, and a lasting step of so many deviations after the baseline, that get a verdict.

    The verdict is that of a direction; each series has as many differences up to the baseline as said.
    """
    random = np.random.default_rng(seed)
    values = random.normal(size=(SERIES, differences + 2))
    values[:, -1] -= steps
    found = 0
    for row in values.tolist():
        points = [Point(2023 - differences + number, value) for number, value in enumerate(row)]
        progress = assess(Target(2023, None, 2030, None, "lower"), points, date(2025, 1, 1), 1, own_variation(points[:-1]))
        found += progress.status == ("moving the right way" if steps else progress.status) != "too early to tell"
    return found / SERIES


@pytest.mark.parametrize("differences", [5, 9])
def test_steady_series_seldom_get_a_verdict(differences: int) -> None:
    assert told(0, seed=1, differences=differences) <= 0.06


@pytest.mark.parametrize("differences", [5, 9])
def test_a_lasting_step_of_six_deviations_is_seen(differences: int) -> None:
    assert told(6, seed=2, differences=differences) >= 0.90


def test_its_published_width_is_that_of_two_sided_limits() -> None:
    values = np.random.default_rng(3).normal(size=10_000).tolist()
    spread = stdev(later - earlier for earlier, later in pairwise(values))
    assert spread == pytest.approx(2**0.5, rel=0.02)  # a difference of two values has the deviation of both
