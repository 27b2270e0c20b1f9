"""Intervals calculated from counts, where the source gives no intervals and the indicator file names the kind of counts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dashboard.analysis.intervals import Estimate, rate_interval, wilson_interval
from data_sources.model import Indicator, Observation, ObservationStatus, Unit

_MULTIPLIERS = {Unit.PERCENT: 100, Unit.PER_1000: 1000, Unit.PER_10000: 10_000, Unit.PER_100000: 100_000}


def with_intervals(indicator: Indicator, observations: Iterable[Observation]) -> tuple[list[Observation], bool]:
    """Return the observations, those with counts but no interval completed, and whether any was: such are marked "calculated".

    Wilson's interval for percentages, Byar's or the exact Poisson interval for rates (95 %). Nothing is calculated unless the
    indicator's file declares the counts those of a register or of respondents, and value and counts agree.
    """
    given = list(observations)
    if indicator.counts is None or indicator.unit not in _MULTIPLIERS:
        return given, False
    completed = [_completed(each, indicator) for each in given]
    return completed, any(one is not other for one, other in zip(given, completed, strict=True))


def _completed(each: Observation, indicator: Indicator) -> Observation:
    counted = each.numerator is not None and each.denominator
    if each.value is None or each.low is not None or not counted or each.status is ObservationStatus.SUPPRESSED:
        return each
    multiplier = _MULTIPLIERS[indicator.unit]
    found = _interval(float(each.numerator or 0), float(each.denominator or 0), multiplier)
    # Half a unit of the last decimal is rounding; more means that the counts are not those of the value.
    if found.value is None or found.low is None or found.high is None:
        return each
    if abs(found.value - each.value) > 0.5 * 10.0**-indicator.decimals + 1e-9:
        return each
    return each._replace(low=round(found.low, indicator.decimals), high=round(found.high, indicator.decimals))


@lru_cache(maxsize=20_000)
def _interval(numerator: float, denominator: float, multiplier: int) -> Estimate:
    if multiplier != 100:
        return rate_interval(numerator, denominator, multiplier)
    if numerator > denominator:
        return Estimate(None)
    found = wilson_interval(numerator, denominator)
    value, low, high = (None if number is None else 100 * number for number in (found.value, found.low, found.high))
    return Estimate(value, low, high)
