"""The series that a target judges: the values of its area and group, or their difference from another area or group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import hypot

from data_sources.model import Observation, ObservationStatus, Period, is_shown
from data_sources.plans import PlanTarget


def measured_series(target: PlanTarget, observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return what a target judges out of its indicator's observations, in the order of time.

    Values of its area and group as they are; of a relative target their difference from the reference area's value of the
    same period (in the indicator's unit, or in per cent of that value where they are to be `within` some per cent of it); of
    a gap the highest minus the lowest value of its groups. A difference has an interval where both values have one, and
    breaks where either breaks. Periods in which a value is missing or suppressed are left out.
    """
    shown = [each for each in observations if is_shown(each)]
    if target.gap:
        return _gaps([_by_period(shown, target.area, group) for group in target.gap], target)
    own = _by_period(shown, target.area, target.group)
    if target.relation is None or target.reference_area is None:
        return tuple(own.values())
    reference = _by_period(shown, target.reference_area, target.group)
    pairs = [(each, reference[period]) for period, each in own.items() if period in reference]
    if target.relation == "within":
        return tuple(_deviation(*pair) for pair in pairs if pair[1].value)
    return tuple(_difference(*pair) for pair in pairs)


def hidden_since(target: PlanTarget, observations: Iterable[Observation]) -> bool:
    """Tell whether a value of the target's area and groups is suppressed in the newest period that it has."""
    groups = target.gap or (target.group,)
    own = [each for each in observations if each.area == target.area and each.group in groups]
    newest = max((each.period.last for each in own), default=None)
    return any(each.status is ObservationStatus.SUPPRESSED and each.period.last == newest for each in own)


def _by_period(observations: Iterable[Observation], area: str, group: object) -> Mapping[Period, Observation]:
    found = [each for each in observations if each.area == area and each.group == group]
    return {each.period: each for each in sorted(found, key=lambda each: each.period.last)}


def _gaps(groups: Sequence[Mapping[Period, Observation]], target: PlanTarget) -> tuple[Observation, ...]:
    """Return the gap of every period in which all groups have a value."""
    periods = [period for period in groups[0] if all(period in group for group in groups)]
    ranked = (sorted((group[period] for group in groups), key=_value) for period in periods)
    return tuple(_difference(each[-1], each[0])._replace(group=target.group) for each in ranked)


def _difference(one: Observation, other: Observation) -> Observation:
    """Return one value minus the other, with the interval of the difference (Newcombe's sum of squares of half widths)."""
    return _derived(one, other, round(_value(one) - _value(other), 9), _sides(one, other, 1.0))


def _deviation(one: Observation, other: Observation) -> Observation:
    """Return by how many per cent one value exceeds the other, with the interval of the ratio to first order."""
    ratio = _value(one) / _value(other)
    return _derived(one, other, round(100 * (ratio - 1), 9), _sides(one, other, ratio, 100 / _value(other)))


def _sides(one: Observation, other: Observation, weight: float, scale: float = 1.0) -> tuple[float, float] | None:
    """Return how far below and above a difference may be, where `other` counts by `weight`; None without both intervals."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    below = hypot(_value(one) - one.low, weight * (other.high - _value(other)))
    above = hypot(one.high - _value(one), weight * (_value(other) - other.low))
    return abs(scale) * below, abs(scale) * above


def _derived(one: Observation, other: Observation, value: float, sides: tuple[float, float] | None) -> Observation:
    broken = ObservationStatus.BREAK in (one.status, other.status)
    low, high = (None, None) if sides is None else (value - sides[0], value + sides[1])
    return Observation(
        one.indicator,
        one.area,
        one.group,
        one.period,
        value,
        low,
        high,
        status=ObservationStatus.BREAK if broken else ObservationStatus.NORMAL,
    )


def _value(observation: Observation) -> float:
    if observation.value is None:
        raise ValueError("only observations with a value are compared")
    return observation.value
