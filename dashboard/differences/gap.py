"""Where the groups of a division stand, the gap between two of them, and what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from dashboard.analysis import Reason
from dashboard.analysis.inequality import GroupValue, complement, difference
from dashboard.analysis.intervals import Estimate
from dashboard.charts.pairs import Pair, Side
from dashboard.differences.breakdown import Gap, GapCourse, GroupStand, Stand
from dashboard.differences.values import BreakdownValues
from data_sources.model import Direction, Indicator, Observation, ObservationStatus, Period, is_shown


def group_stands(figures: BreakdownValues) -> tuple[GroupStand, ...]:
    """Return every group of a division, set against the others together; groups of a profile are not compared.

    Where the others' sizes are not known, their mean is not either: a group beyond them all still stands better or worse,
    since any mean lies within them, but how far and how certainly is not known; one between them is not compared.
    """
    return tuple(_group_stand(figures, side) for side in figures.sides)


def _group_stand(figures: BreakdownValues, side: Side) -> GroupStand:
    observation = figures.observation(side)
    if observation is None or not is_shown(observation):
        hidden = observation is not None and observation.status is ObservationStatus.SUPPRESSED
        stand = Stand.SUPPRESSED if hidden else Stand.MISSING
        return GroupStand(side.group, observation, stand, Estimate(None, reason=Reason.NO_FIGURE), certain=None)
    if figures.dimension.profile:
        return GroupStand(side.group, observation, Stand.NOT_COMPARED, Estimate(None, reason=Reason.PROFILE), certain=None)
    own = next(each for each in figures.values if each.label == str(side.group))
    rest = complement(figures.values, own.label)
    if rest is None:
        stand = _stand_without_sizes(own, figures.values, figures.indicator)
        return GroupStand(side.group, observation, stand, Estimate(None, reason=Reason.NO_POPULATION), certain=None)
    found = difference(own, rest)
    return GroupStand(side.group, observation, _stand(found, figures.indicator), found, _is_certain(found, figures.indicator))


def _stand(found: Estimate, indicator: Indicator) -> Stand:
    if _is_nothing(found, indicator):
        return Stand.SAME
    return _beside(indicator, larger=(found.value or 0) > 0)


def _beside(indicator: Indicator, *, larger: bool) -> Stand:
    if indicator.direction is Direction.NEITHER:
        return Stand.NEITHER
    return Stand.BETTER if larger == (indicator.direction is Direction.HIGHER) else Stand.WORSE


def _stand_without_sizes(own: GroupValue, values: Sequence[GroupValue], indicator: Indicator) -> Stand:
    others = [each.value for each in values if each.label != own.label]
    if own.value == min(others) == max(others):
        return Stand.SAME
    if min(others) < own.value < max(others):
        return Stand.NOT_COMPARED
    return _beside(indicator, larger=own.value >= max(others))


def _is_nothing(found: Estimate, indicator: Indicator) -> bool:
    """Tell whether a difference is 0 in the decimals that are published."""
    return not round(found.value or 0, indicator.decimals)


def _is_certain(found: Estimate, indicator: Indicator) -> bool | None:
    if found.low is None or found.high is None:
        return None
    return not found.low <= 0 <= found.high and not _is_nothing(found, indicator)


def find_pair(figures: BreakdownValues) -> Pair | None:
    """Return the two groups of the gap, as the chart of the gap chooses them; None for a profile or without both figures.

    The ends of an ordered dimension, else the groups with the largest and the smallest figure of the period.
    """
    dimension, shown = figures.dimension, figures.shown
    if dimension.profile:
        return None
    if dimension.ordered:
        ends = {figures.whole.with_category(dimension.id, dimension.categories[end]) for end in (0, -1)}
        shown = tuple(side for side in shown if side.group in ends)
    if len(shown) < 2:
        return None
    values = {side.group: side.observations[figures.period].value or 0 for side in shown}
    larger = max(shown, key=lambda side: values[side.group])
    smaller = min((side for side in shown if side is not larger), key=lambda side: values[side.group])
    return Pair(figures.area, larger, smaller, dimension.id, disjoint=True)


def gap_of(pair: Pair, figures: BreakdownValues, stands: Sequence[GroupStand]) -> Gap:
    """Return the gap of a pair in the period of the figures."""
    by_group, indicator = {each.group: each for each in stands}, figures.indicator
    absolute = pair.difference(figures.period)
    groups = (pair.larger.group, pair.smaller.group)
    undecided = indicator.direction is Direction.NEITHER or _is_nothing(absolute, indicator)
    better, worse = groups if indicator.direction is Direction.HIGHER else reversed(groups)
    return Gap(
        period=figures.period,
        larger=by_group[pair.larger.group],
        smaller=by_group[pair.smaller.group],
        absolute=absolute,
        relative=pair.ratio(figures.period),
        worse=None if undecided else worse,
        better=None if undecided else better,
        certain=_is_certain(absolute, indicator),
    )


@dataclass(frozen=True)
class Growth:
    """What has become of a gap: `change` of its width since `since`, in the unit.

    `turned`: the groups have changed sides, and not merely within the margins of error where these are known.
    """

    course: GapCourse
    change: Estimate
    since: Period | None
    turned: bool = False


NO_GROWTH = Growth(GapCourse.UNKNOWN, Estimate(None, reason=Reason.NO_FIGURE), None)
"""Of what is no gap."""


def growth_of(pair: Pair, indicator: Indicator) -> Growth:
    """Return how the width of the newest gap differs from the first that compares with it: since the last break.

    Widths are in the published decimals, as in the chart of the gap. Widening and narrowing are told only of a change beyond
    the margins of both gaps together, √(a² + b²).
    """
    comparable = pair.line(indicator).comparable
    first, newest = comparable[0], comparable[-1]
    if first is newest:
        return Growth(GapCourse.UNKNOWN, Estimate(None, reason=Reason.TOO_FEW_POINTS), None)
    now, then, margin = newest.value or 0, first.value or 0, _margin(first, newest)
    change = round(abs(now) - abs(then), indicator.decimals) + 0.0
    turned = then < 0 and (margin is None or now - then > margin)
    return Growth(_course(change, margin), _changed(change, margin), first.period, turned)


def _margin(first: Observation, newest: Observation) -> float | None:
    if first.low is None or first.high is None or newest.low is None or newest.high is None:
        return None
    return hypot((first.high - first.low) / 2, (newest.high - newest.low) / 2)


def _course(change: float, margin: float | None) -> GapCourse:
    if not change:
        return GapCourse.UNCHANGED
    if margin is None:
        return GapCourse.UNKNOWN
    if abs(change) <= margin:
        return GapCourse.UNCERTAIN
    return GapCourse.WIDENING if change > 0 else GapCourse.NARROWING


def _changed(change: float, margin: float | None) -> Estimate:
    if margin is None:
        return Estimate(change, reason=Reason.NO_MARGIN)
    return Estimate(change, change - margin, change + margin)
