"""The impact of the differences in a breakdown: the slope over ordered groups, persons, and summary measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dashboard.analysis import Reason
from dashboard.analysis.inequality import (
    GroupValue,
    SlopeIndex,
    assessable_ratio,
    between_group_variance,
    concentration_index,
    index_of_disparity,
    mean_log_deviation,
    persons,
    population_attributable,
    slope_index,
    theil_index,
)
from dashboard.analysis.intervals import Estimate
from dashboard.differences.breakdown import Advanced
from dashboard.differences.values import BreakdownValues
from data_sources.model import Direction, Indicator

FEWEST_ORDERED = 3
"""Fewest ordered groups for which a slope adds to the difference of its ends."""


def slope_of(data: BreakdownValues) -> tuple[SlopeIndex | None, str | None]:
    """Return the slope over ordered groups, or why there is none; neither where the groups have no order."""
    if not data.dimension.ordered:
        return None, None
    reason = _lack(data) or (Reason.TOO_FEW_GROUPS if len(data.sides) < FEWEST_ORDERED else None)
    if reason:
        return None, reason
    found = slope_index(data.values)
    return replace(found, rii=assessable_ratio(found.rii)), None


def fewer_of(data: BreakdownValues) -> Estimate:
    """Return how many persons fewer (more, of a favourable indicator) there would be if every group did as well as the best."""
    direction, base = data.indicator.direction, data.sizes.get(data.whole)
    reason = _no_persons(data.indicator) or _lack(data)
    if reason or base is None:
        return Estimate(None, reason=reason or Reason.NO_POPULATION)
    choose = max if direction is Direction.HIGHER else min
    best = choose(data.values, key=lambda group: group.value)
    found = population_attributable(data.values, best.label, higher_is_better=direction is Direction.HIGHER)
    return Estimate(persons(found.risk or 0, base, data.indicator.unit))


def advanced_of(data: BreakdownValues) -> Advanced | None:
    """Return the summary measures; None for a profile, and each with its reason where it cannot be computed."""
    if data.dimension.profile:
        return None
    groups = data.values
    lack = _lack(data)
    general = lack or _faulty_mean(groups)
    order = general or _no_order(data)
    spread = general or (Reason.NEGATIVE_VALUE if min(each.value for each in groups) < 0 else None)
    logarithm = spread or (Reason.ZERO_VALUE if min(each.value for each in groups) == 0 else None)
    return Advanced(
        concentration=_measure(order, lambda: concentration_index(groups)[0]),
        relative_concentration=_measure(order, lambda: concentration_index(groups)[1]),
        theil=_measure(spread, lambda: theil_index(groups)),
        mean_log_deviation=_measure(logarithm, lambda: mean_log_deviation(groups)),
        between_group_variance=_measure(lack, lambda: between_group_variance(groups)),
        index_of_disparity=_measure(general, lambda: index_of_disparity(groups)),
    )


def _no_persons(indicator: Indicator) -> Reason | None:
    if persons(0, 0, indicator.unit) is None:
        return Reason.NOT_A_SHARE
    return Reason.NO_DIRECTION if indicator.direction is Direction.NEITHER else None


def _lack(data: BreakdownValues) -> Reason | None:
    """Return why no measure over the whole population is possible: a profile, a missing value or an unknown size."""
    if data.dimension.profile:
        return Reason.PROFILE
    if not data.complete:
        return Reason.NO_VALUE
    return Reason.NO_POPULATION if any(each.population is None for each in data.values) else None


def _no_order(data: BreakdownValues) -> Reason | None:
    if not data.dimension.ordered:
        return Reason.NO_ORDER
    return Reason.TOO_FEW_GROUPS if len(data.sides) < FEWEST_ORDERED else None


def _faulty_mean(groups: Sequence[GroupValue]) -> Reason | None:
    """Return why the mean of groups of known size cannot be a denominator."""
    mean = sum(each.value * (each.population or 0) for each in groups)
    if mean > 0:
        return None
    return Reason.NEGATIVE_VALUE if mean < 0 else Reason.ZERO_COMPARISON


def _measure(reason: Reason | None, compute: Callable[[], float]) -> Estimate:
    return Estimate(None, reason=reason) if reason else Estimate(compute(), reason=Reason.NO_MARGIN)
