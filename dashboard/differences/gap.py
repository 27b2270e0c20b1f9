"""The positions of the groups of a breakdown, and the gap between two of them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis import Reason
from dashboard.analysis.inequality import GroupValue, complement, difference
from dashboard.analysis.intervals import Estimate
from dashboard.charts.pairs import Pair, Side
from dashboard.differences.breakdown import Gap, GroupComparison, GroupPosition
from dashboard.differences.values import BreakdownValues
from dashboard.monitoring.substance import Footing
from data_sources.model import Direction, Indicator, ObservationStatus, is_shown


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
    base = data.base(side)
    if data.dimension.profile:
        none = Estimate(None, reason=Reason.PROFILE)
        return GroupComparison(side.group, observation, GroupPosition.NOT_COMPARED, none, certain=None, base=base)
    own = next(each for each in data.values if each.label == str(side.group))
    rest = complement(data.values, own.label)
    if rest is None:
        position = _position_without_sizes(own, data.values, data.indicator)
        none = Estimate(None, reason=Reason.NO_POPULATION)
        return GroupComparison(side.group, observation, position, none, certain=None, base=base)
    found, indicator = difference(own, rest), data.indicator
    return GroupComparison(side.group, observation, _position(found, indicator), found, _is_certain(found, indicator), base)


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
    absolute, relative = pair.width(data.period), pair.ratio(data.period)
    certain, firm = _is_certain(absolute, indicator), all(_is_firm(side, data) for side in (pair.larger, pair.smaller))
    told = firm or certain is not None or relative.value is None
    ends = (pair.larger.group, pair.smaller.group)
    undecided = indicator.direction is Direction.NEITHER or _is_nothing(absolute, indicator)
    better, worse = ends if indicator.direction is Direction.HIGHER else reversed(ends)
    return Gap(
        period=data.period,
        larger=by_group[pair.larger.group],
        smaller=by_group[pair.smaller.group],
        absolute=absolute,
        relative=relative if told else Estimate(None, reason=Reason.TOO_FEW_CASES),
        worse=None if undecided else worse,
        better=None if undecided else better,
        certain=certain,
        margins=pair.has_margins(data.period),
        firm=firm,
    )


def _is_firm(side: Side, data: BreakdownValues) -> bool:
    value = side.observations[data.period].value or 0
    return Footing(value, data.base(side), data.area).is_firm(data.indicator)
