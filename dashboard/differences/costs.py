"""What the differences of a division come to: the slope over its order, persons, and summary measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.analysis import Reason
from dashboard.analysis.inequality import (
    GroupValue,
    SlopeIndex,
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
"""Groups from which a slope says more than the difference of its ends."""


def slope_of(figures: BreakdownValues) -> tuple[SlopeIndex | None, str | None]:
    """Return the slope over ordered groups, or why there is none; neither where the groups have no order."""
    if not figures.dimension.ordered:
        return None, None
    reason = _lack(figures) or (Reason.TOO_FEW_GROUPS if len(figures.sides) < FEWEST_ORDERED else None)
    return (None, reason) if reason else (slope_index(figures.values), None)


def fewer_of(figures: BreakdownValues) -> Estimate:
    """Return how many persons fewer (more, of a favourable indicator) there would be if every group did as well as the best."""
    direction, base = figures.indicator.direction, figures.sizes.get(figures.whole)
    reason = _no_persons(figures.indicator) or _lack(figures)
    if reason or base is None:
        return Estimate(None, reason=reason or Reason.NO_POPULATION)
    choose = max if direction is Direction.HIGHER else min
    best = choose(figures.values, key=lambda group: group.value)
    found = population_attributable(figures.values, best.label, higher_is_better=direction is Direction.HIGHER)
    return Estimate(persons(found.risk or 0, base, figures.indicator.unit))


def advanced_of(figures: BreakdownValues) -> Advanced | None:
    """Return the summary measures; None for a profile, and each with its reason where it cannot be computed."""
    if figures.dimension.profile:
        return None
    groups = figures.values
    lack = _lack(figures)
    general = lack or _faulty_mean(groups)
    order = general or _no_order(figures)
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


def _lack(figures: BreakdownValues) -> Reason | None:
    """Return what is lacking for a measure over everybody: that they are to be compared, have figures and known sizes."""
    if figures.dimension.profile:
        return Reason.PROFILE
    if not figures.complete:
        return Reason.NO_FIGURE
    return Reason.NO_POPULATION if any(each.population is None for each in figures.values) else None


def _no_order(figures: BreakdownValues) -> Reason | None:
    if not figures.dimension.ordered:
        return Reason.NO_ORDER
    return Reason.TOO_FEW_GROUPS if len(figures.sides) < FEWEST_ORDERED else None


def _faulty_mean(groups: Sequence[GroupValue]) -> Reason | None:
    """Return why nothing can be related to the mean of groups of known size."""
    mean = sum(each.value * (each.population or 0) for each in groups)
    if mean > 0:
        return None
    return Reason.NEGATIVE_VALUE if mean < 0 else Reason.ZERO_COMPARISON


def _measure(reason: Reason | None, compute: Callable[[], float]) -> Estimate:
    return Estimate(None, reason=reason) if reason else Estimate(compute(), reason=Reason.NO_MARGIN)
