"""Progress towards a target: a status, its certainty, and the arithmetic behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.analysis import Reason
from dashboard.analysis._arithmetic import (
    SLACK,
    Step,
    StepCode,
    age_step,
    baseline_step,
    target_step,
)
from dashboard.analysis._checks import check_positive
from dashboard.analysis._judgement import Judgement, tolerance_of
from dashboard.analysis._own_variation import own_variation
from dashboard.analysis._target import Flag, Progress, Status, Target
from dashboard.analysis.trend import Point, in_order

__all__ = ["Flag", "Progress", "Status", "Step", "StepCode", "Target", "assess", "find_baseline", "own_variation"]

BASELINE_REACH = 2
"""Years within which another year's observation may serve as baseline."""


def assess(
    target: Target,
    points: Sequence[Point],
    today: date,
    interval_years: int = 1,
    own_variation: float | None = None,
    *,
    counts_everybody: bool = False,
    projects: bool = True,
) -> Progress:
    """Progress of a series, in any order, towards a target, as of `today`, published every `interval_years`, 1 up.

    The first observation from the target year on is assessed, before that the newest; later years change nothing.
    `own_variation` is the half width, in the unit of the values, of what the series does by itself (`own_variation()` of the
    points up to the baseline): without margins of error a change within it is too early to tell; infinite where it is
    unknown. `counts_everybody`: the values are those of a register, so reaching a target is a fact that no interval makes
    uncertain. `projects`: whether to say where the pace leads. Comparisons allow for 1e-9. `ValueError`: a duplicate year, an
    interval that is not above 0, an own variation below 0.
    Source: progress measures of Eurostat and open-sdg (.95, .60, 0 of the required pace).
    """
    check_positive(interval_years=interval_years)
    if own_variation is not None and not own_variation >= 0:
        raise ValueError(f"own_variation must not be below 0, not {own_variation}")
    series = in_order(points)
    baseline, flags = find_baseline(target, series)
    progress = Progress(Status.NO_BASELINE, reason=Reason.NO_BASELINE_VALUE)
    if baseline is not None:
        after = [point for point in series if point.year > baseline.year]
        progress = (
            _faulty(target, baseline, own_variation)
            or _out_of_date(target, series, today.year, 2 * interval_years)
            or _waiting(baseline, after)
            or Judgement(target, baseline, after, own_variation, exact=counts_everybody, projects=projects).progress()
        )
    return replace(
        progress,
        flags=(*flags, *progress.flags),
        baseline=baseline,
        next_expected=_next_expected(target, baseline, series, interval_years),
    )


def find_baseline(target: Target, points: Sequence[Point]) -> tuple[Point | None, tuple[Flag, ...]]:
    """The baseline of a target, given or found within two years of its year among `points`, and the flag of another year."""
    series = in_order(points)
    year = target.baseline_year
    own = next((point for point in series if point.year == year), None)
    if target.baseline is not None:
        return _given_baseline(year, target.baseline, own), ()
    later = next((point for point in series if year < point.year <= year + BASELINE_REACH), None)
    earlier = next((point for point in reversed(series) if year - BASELINE_REACH <= point.year < year), None)
    if own is not None:
        return own, ()
    if later is not None:
        return later, (Flag.LATER_BASELINE,)
    return earlier, (Flag.EARLIER_BASELINE,) if earlier else ()


def _given_baseline(year: int, value: float, own: Point | None) -> Point:
    """The baseline of a plan, with the margin of that year's observation where it is that value, perhaps rounded."""
    if own is None or own.low is None or own.high is None or not own.low <= value <= own.high:
        return Point(year, value)
    return Point(year, value, value - (own.value - own.low), value + (own.high - own.value))


def _next_expected(target: Target, baseline: Point | None, series: Sequence[Point], interval: int) -> int | None:
    start = target.baseline_year if baseline is None else baseline.year
    if not series:
        return start + interval if baseline else None
    newest = series[-1].year
    return newest + interval * max(1, (start - newest) // interval + 1)


def _faulty(target: Target, baseline: Point, own_variation: float | None) -> Progress | None:
    steps = [baseline_step(baseline)]
    if target.target is not None and target.direction != "keep":
        steps.append(target_step(target.target, target.target_year))
    reason = _fault(target, baseline, own_variation)
    return Progress(Status.CHECK_TARGET, reason=reason, arithmetic=tuple(steps)) if reason else None


def _fault(target: Target, baseline: Point, own_variation: float | None) -> Reason | None:
    if target.target_year <= baseline.year:
        return Reason.TARGET_YEAR
    if target.direction == "keep":
        tolerance = tolerance_of(target, baseline, own_variation)
        return None if target.is_range or (tolerance is not None and tolerance >= 0) else Reason.NO_TOLERANCE
    if target.target is None:
        return None
    if abs(target.target - baseline.value) <= SLACK:
        return Reason.TARGET_EQUALS_BASELINE
    return None if (target.target < baseline.value) == (target.direction == "lower") else Reason.TARGET_WRONG_SIDE


def _out_of_date(target: Target, series: Sequence[Point], this_year: int, limit: int) -> Progress | None:
    if not series or series[-1].year >= target.target_year or this_year - series[-1].year <= limit:
        return None
    steps = (age_step(series[-1].year, this_year, limit),)
    return Progress(Status.OUT_OF_DATE, reason=Reason.OLD_VALUE, arithmetic=steps)


def _waiting(baseline: Point, after: Sequence[Point]) -> Progress | None:
    if after:
        return None
    return Progress(Status.WAITING, reason=Reason.NO_VALUE_YET, arithmetic=(baseline_step(baseline),))
