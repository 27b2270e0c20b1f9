"""Progress of an area's values towards a plan's target, as a pure function that pages and the chart share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import inf
from typing import Literal

from dashboard.analysis import Reason
from dashboard.analysis.progress import Progress, Status, assess, find_baseline, own_variation
from dashboard.analysis.progress import Target as ProgressTarget
from dashboard.analysis.trend import Point
from dashboard.monitoring.measured import hidden_since, measured_series
from data_sources.model import Indicator, Observation, ObservationStatus
from data_sources.plans import PlanTarget, StatedTarget, TargetDirection, TargetKind, better_direction


def break_between(indicator: Indicator, earlier: Observation, later: Observation) -> bool:
    """Tell whether the series breaks after one observation and no later than the other."""
    years = [each.year for each in indicator.breaks]
    if later.status is ObservationStatus.BREAK:
        years.append(later.period.last)
    return any(earlier.period.last < year <= later.period.last for year in years)


def since_break(indicator: Indicator, observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return the observations comparable with the newest."""
    comparable = list(observations[-1:])
    for earlier in reversed(observations[:-1]):
        if break_between(indicator, earlier, comparable[0]):
            break
        comparable.insert(0, earlier)
    return tuple(comparable)


def progress_of(target: PlanTarget, indicator: Indicator, observations: Iterable[Observation], today: date) -> Progress:
    """Return the progress towards a target, as of `today`, from all observations of its indicator.

    Without a value it is "no data yet", with `Reason.SUPPRESSED` where the newest one is suppressed; without a direction
    "check target".
    """
    observations = list(observations)
    measured = measured_series(target, observations)
    if not measured:
        hidden = hidden_since(target, observations)
        return Progress(Status.NO_DATA, reason=Reason.SUPPRESSED if hidden else Reason.NO_DATA)
    direction = target.direction_of(indicator)
    if direction is None:
        return Progress(Status.CHECK_TARGET, reason=Reason.NO_DIRECTION)
    points = [_point(each) for each in since_break(indicator, measured)]
    assessed_target = _assessed_target(target, indicator, direction, points)
    progress = assess(
        assessed_target,
        points,
        today,
        indicator.interval,
        _own_variation(assessed_target, points),
        counts_everybody=indicator.counts == "register" and target.kind not in DIFFERENCES,
        projects=_values_since(assessed_target, points) > 1 and indicator.interval < RARE,
    )
    return replace(progress, next_expected=_next_expected(progress, measured, indicator))


def stated_progress(target: StatedTarget, today: date) -> Progress:
    """Return the progress of a target that no indicator measures: whether it is done, once somebody has said so."""
    if target.planned or target.done is None:
        return Progress(Status.NO_DATA, reason=Reason.NO_DATA)
    if target.done:
        return Progress(Status.MET)
    return Progress(Status.NOT_MET if today.year > target.years.last else Status.WAITING)


DIFFERENCES: tuple[TargetKind, ...] = ("relative", "gap")
"""Kinds of target that judge a difference of two values."""

RARE = 4
"""Years between values from which on a projection would be a guess: elections."""


def _assessed_target(
    target: PlanTarget, indicator: Indicator, direction: TargetDirection, points: Sequence[Point]
) -> ProgressTarget:
    low, high = _limits(target)
    found = ProgressTarget(
        baseline_year=target.years.first,
        baseline=target.baseline,
        target_year=target.years.last,
        target=target.target,
        direction=direction,
        tolerance=target.tolerance,
        better=_better_side(low, high) or better_direction(indicator),
        milestones=target.milestones,
        low=low,
        high=high,
    )
    baseline, _ = find_baseline(found, points)
    return replace(found, target=target.goal_from(baseline.value if baseline else None))


def _limits(target: PlanTarget) -> tuple[float | None, float | None]:
    """Return the limits of a range or, of a relative target, those of the difference."""
    if target.relation == "within":
        return -(target.percent or 0), target.percent or 0
    return {"below": (None, 0.0), "above": (0.0, None)}.get(target.relation or "", (target.low, target.high))


def _better_side(low: float | None, high: float | None) -> Literal["lower", "higher"] | None:
    """Return the better side to leave a range that has one limit."""
    if (low is None) == (high is None):
        return None
    return "lower" if low is None else "higher"


def _next_expected(progress: Progress, measured: Sequence[Observation], indicator: Indicator) -> int | None:
    """Return the year of the next value; None of a series that has ended, and elections' own years."""
    if indicator.closed:
        return None
    return indicator.rhythm.next_period(measured[-1].period).last if indicator.rounds else progress.next_expected


def _own_variation(target: ProgressTarget, points: Sequence[Point]) -> float | None:
    """Return what the series does by itself up to the baseline; infinite where that is unknown and one value came after it."""
    baseline, _ = find_baseline(target, points)
    if baseline is None:
        return None
    known = own_variation([point for point in points if point.year <= baseline.year])
    return inf if known is None and _values_since(target, points) == 1 else known


def _values_since(target: ProgressTarget, points: Sequence[Point]) -> int:
    """Return how many values came after the baseline."""
    baseline, _ = find_baseline(target, points)
    return sum(point.year > baseline.year for point in points) if baseline else 0


def _point(observation: Observation) -> Point:
    if observation.value is None:
        raise ValueError("an assessed observation has a value")
    each = observation
    return Point(each.period.last, observation.value, each.low, each.high, each.numerator, each.denominator)
