"""Progress of an area's values towards a plan's target, as a pure function that pages and the chart share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.analysis.progress import Progress, assess
from dashboard.analysis.progress import Target as ProgressTarget
from dashboard.analysis.trend import Point
from data_sources.model import Indicator, Observation, ObservationStatus
from data_sources.plans import PlanTarget, TargetDirection


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


def progress_of(target: PlanTarget, indicator: Indicator, observations: Sequence[Observation], today: date) -> Progress | None:
    """Return the progress of an area's values towards a target; None without values or a direction."""
    direction = target.direction_of(indicator)
    if not observations or direction is None:
        return None
    own: TargetDirection | None = replace(target, direction=None).direction_of(indicator)
    assessed_target = ProgressTarget(
        baseline_year=target.years.first,
        baseline=target.baseline,
        target_year=target.years.last,
        target=target.target,
        direction=direction,
        tolerance=target.tolerance,
        better=None if own == "keep" else own,
    )
    points = [
        Point(each.period.last, _value(each), each.low, each.high, each.numerator, each.denominator)
        for each in since_break(indicator, observations)
    ]
    return assess(assessed_target, points, today, indicator.interval)


def _value(observation: Observation) -> float:
    if observation.value is None:
        raise ValueError("an assessed observation has a value")
    return observation.value
