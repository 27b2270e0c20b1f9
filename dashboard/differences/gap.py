"""The positions of the groups of a breakdown, the gap between two of them, and its change over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from dashboard.analysis import Reason
from dashboard.analysis.inequality import GroupValue, complement, difference
from dashboard.analysis.intervals import Estimate
from dashboard.charts.pairs import Pair, Side
from dashboard.differences.breakdown import Gap, GapCourse, GroupComparison, GroupPosition
from dashboard.differences.values import BreakdownValues
from data_sources.model import Direction, Indicator, Observation, ObservationStatus, Period, is_shown


def compare_groups(data: BreakdownValues) -> tuple[GroupComparison, ...]:
    """Return every group of a breakdown, compared with its complement; groups of a profile are not compared.

    Where the others' sizes are unknown, so is their mean: a group beyond all of them is still better or worse, since any mean
    lies within their range, but by an unknown amount and certainty; one between them is not compared.
    """
    return tuple(_compare_group(data, side) for side in data.sides)


def _compare_group(data: BreakdownValues, side: Side) -> GroupComparison:
    observation = data.observation(side)
    if observation is None or not is_shown(observation):
        hidden = observation is not None and observation.status is ObservationStatus.SUPPRESSED
        position = GroupPosition.SUPPRESSED if hidden else GroupPosition.MISSING
        return GroupComparison(side.group, observation, position, Estimate(None, reason=Reason.NO_VALUE), certain=None)
    if data.dimension.profile:
        return GroupComparison(
            side.group, observation, GroupPosition.NOT_COMPARED, Estimate(None, reason=Reason.PROFILE), certain=None
        )
    own = next(each for each in data.values if each.label == str(side.group))
    rest = complement(data.values, own.label)
    if rest is None:
        position = _position_without_sizes(own, data.values, data.indicator)
        return GroupComparison(side.group, observation, position, Estimate(None, reason=Reason.NO_POPULATION), certain=None)
    found = difference(own, rest)
    return GroupComparison(side.group, observation, _position(found, data.indicator), found, _is_certain(found, data.indicator))


def _position(found: Estimate, indicator: Indicator) -> GroupPosition:
    if _is_nothing(found, indicator):
        return GroupPosition.SAME
    return _position_of(indicator, larger=(found.value or 0) > 0)


def _position_of(indicator: Indicator, *, larger: bool) -> GroupPosition:
    if indicator.direction is Direction.NEITHER:
        return GroupPosition.NEITHER
    return GroupPosition.BETTER if larger == (indicator.direction is Direction.HIGHER) else GroupPosition.WORSE


def _position_without_sizes(own: GroupValue, values: Sequence[GroupValue], indicator: Indicator) -> GroupPosition:
    others = [each.value for each in values if each.label != own.label]
    if own.value == min(others) == max(others):
        return GroupPosition.SAME
    if min(others) < own.value < max(others):
        return GroupPosition.NOT_COMPARED
    return _position_of(indicator, larger=own.value >= max(others))


def _is_nothing(found: Estimate, indicator: Indicator) -> bool:
    """Tell whether a difference is 0 in the published decimals."""
    return not round(found.value or 0, indicator.decimals)


def _is_certain(found: Estimate, indicator: Indicator) -> bool | None:
    if found.low is None or found.high is None:
        return None
    return not found.low <= 0 <= found.high and not _is_nothing(found, indicator)


def find_pair(data: BreakdownValues) -> Pair | None:
    """Return the two groups of the gap, as the chart of the gap chooses them; None for a profile or without both values.

    The ends of an ordered dimension, else the groups with the largest and the smallest value of the period.
    """
    dimension, shown = data.dimension, data.shown
    if dimension.profile:
        return None
    if dimension.ordered:
        ends = {data.whole.with_category(dimension.id, dimension.categories[end]) for end in (0, -1)}
        shown = tuple(side for side in shown if side.group in ends)
    if len(shown) < 2:
        return None
    values = {side.group: side.observations[data.period].value or 0 for side in shown}
    larger = max(shown, key=lambda side: values[side.group])
    smaller = min((side for side in shown if side is not larger), key=lambda side: values[side.group])
    return Pair(data.area, larger, smaller, dimension.id, disjoint=True)


def gap_of(pair: Pair, data: BreakdownValues, groups: Sequence[GroupComparison]) -> Gap:
    """Return the gap of a pair in the period of the breakdown."""
    by_group, indicator = {each.group: each for each in groups}, data.indicator
    absolute = pair.difference(data.period)
    ends = (pair.larger.group, pair.smaller.group)
    undecided = indicator.direction is Direction.NEITHER or _is_nothing(absolute, indicator)
    better, worse = ends if indicator.direction is Direction.HIGHER else reversed(ends)
    return Gap(
        period=data.period,
        larger=by_group[pair.larger.group],
        smaller=by_group[pair.smaller.group],
        absolute=absolute,
        relative=pair.ratio(data.period),
        worse=None if undecided else worse,
        better=None if undecided else better,
        certain=_is_certain(absolute, indicator),
    )


@dataclass(frozen=True)
class Growth:
    """The growth of a gap: `change` of its width since `since`, in the unit.

    `turned`: the order of the groups is reversed, and by more than the margins of error where these are known.
    """

    course: GapCourse
    change: Estimate
    since: Period | None
    turned: bool = False


NO_GROWTH = Growth(GapCourse.UNKNOWN, Estimate(None, reason=Reason.NO_VALUE), None)
"""Growth where there is no gap."""


def growth_of(pair: Pair, indicator: Indicator) -> Growth:
    """Return the change of the gap's width since the first comparable period, after the last break.

    Widths are in the published decimals, as in the chart of the gap. A gap is widening or narrowing only where the change
    exceeds the combined margin of both gaps, √(a² + b²).
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
