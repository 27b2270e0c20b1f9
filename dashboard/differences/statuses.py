"""What stands out and what has changed among the indicators of a plan: the values that may lead, in the one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from dashboard.analysis import Reason
from dashboard.analysis.inequality import persons
from dashboard.analysis.intervals import Estimate, normal_quantile
from dashboard.analysis.progress import own_variation
from dashboard.analysis.trend import Point
from dashboard.charts.gap_text import ComparedValues
from dashboard.charts.pairs import INTERVAL_WIDTH, are_apart
from dashboard.charts.ranking.ranking import difference_of, ratio_of
from dashboard.differences.leading import Claim
from dashboard.differences.reading import hidden_since
from dashboard.monitoring.progress import since_break
from dashboard.monitoring.status import IndicatorStatus
from dashboard.monitoring.substance import Footing
from dashboard.queries.context import Context
from dashboard.queries.series import populations_of, read_series
from data_sources.model import Area, Observation, is_shown

BaseOf = Callable[[Observation], float | None]
"""Returns the persons or respondents that a value is of; None where unknown."""


@dataclass(frozen=True, slots=True)
class StatusClaim:
    """The change of an indicator of a plan, or its difference from a comparison, as what it may lead with."""

    indicator_status: IndicatorStatus
    claim: Claim


def status_changes(statuses: Iterable[IndicatorStatus], context: Context, most: int) -> tuple[StatusClaim, ...]:
    """Return the changes since the previous values that may lead, in the one order."""
    found = (change_of(each, _base_of(each, context), hidden=_hidden(each, context)) for each in statuses)
    return leading(found, context.today.year, most)


def status_deviations(statuses: Iterable[IndicatorStatus], context: Context, most: int) -> tuple[StatusClaim, ...]:
    """Return the values that are worse than those of the view's first comparison and may lead, in the one order."""
    others = context.view.compared
    if not others:
        return ()
    found = (deviation_of(each, others[0], _base_of(each, context), hidden=_hidden(each, context)) for each in statuses)
    return leading(found, context.today.year, most)


def leading(found: Iterable[StatusClaim | None], this_year: int, most: int) -> tuple[StatusClaim, ...]:
    """Return those that may lead, in the one order: at most so many, and the first of each indicator."""
    may_lead = [each for each in found if each and each.claim.bar(this_year) is None]
    first: dict[str, StatusClaim] = {}
    for each in sorted(may_lead, key=lambda each: each.claim.rank, reverse=True):
        first.setdefault(each.indicator_status.indicator.id, each)
    return tuple(first.values())[:most]


def change_of(status: IndicatorStatus, base_of: BaseOf, *, hidden: bool) -> StatusClaim | None:
    """Return the change from the previous value; None where there is none, or the values are a parent area's.

    Without margins of error, a change within the series' own variation counts as one within its margin.
    """
    newest, previous, change = status.newest, status.previous, status.change
    if not status.own or newest is None or previous is None or change is None:
        return None
    larger, smaller = (newest, previous) if change > 0 else (previous, newest)
    compared = ComparedValues(
        status.indicator, _changed(status, change), ratio_of(larger, smaller), margins=_has_margin(newest, previous)
    )
    return _claimed(status, compared, (newest, previous), base_of, hidden=hidden)


def deviation_of(status: IndicatorStatus, other: Area, base_of: BaseOf, *, hidden: bool) -> StatusClaim | None:
    """Return by how much the newest value is worse than that of the comparison `other` in the same period.

    None where it is not worse, where either has no such value, or where neither direction is better.
    """
    newest, compared_with = status.newest, status.compared
    if not status.own or newest is None or compared_with is None or newest.value is None or compared_with.value is None:
        return None
    if compared_with.area != other.code or status.is_better(newest.value - compared_with.value) is not False:
        return None
    larger, smaller = (newest, compared_with) if newest.value > compared_with.value else (compared_with, newest)
    compared = ComparedValues(
        status.indicator,
        _difference(newest, compared_with, status.area, other, base_of),
        ratio_of(larger, smaller),
        margins=_has_margin(newest, compared_with),
    )
    footings = (_footing(newest, status.area, base_of), _footing(compared_with, other, base_of))
    return StatusClaim(status, Claim(compared, footings, newest.period, hidden, _persons(compared, newest, base_of)))


def _base_of(status: IndicatorStatus, context: Context) -> BaseOf:
    """Return how the bases of the indicator's values are found: the source's count, else the newest population."""
    meant = status.indicator.base_of(status.group)
    sizes = {
        each.area: each.value
        for each in (populations_of(context, status.indicator) if meant else ())
        if (each.indicator, each.group) == meant and is_shown(each)
    }
    return lambda observation: observation.denominator or sizes.get(observation.area)


def _hidden(status: IndicatorStatus, context: Context) -> bool:
    """Tell whether a later value of the area's own is suppressed."""
    if status.newest is None:
        return False
    own = (each for each in read_series(context, status.indicator.id)[0] if each.area == status.area.code)
    return hidden_since(own, status.group, status.newest.period)


def _claimed(
    status: IndicatorStatus, compared: ComparedValues, values: Sequence[Observation], base_of: BaseOf, *, hidden: bool
) -> StatusClaim:
    footings = tuple(_footing(each, status.area, base_of) for each in values)
    return StatusClaim(status, Claim(compared, footings, values[0].period, hidden, _persons(compared, values[0], base_of)))


def _footing(observation: Observation, area: Area, base_of: BaseOf) -> Footing:
    return Footing(observation.value or 0, base_of(observation), area)


def _persons(compared: ComparedValues, newest: Observation, base_of: BaseOf) -> float | None:
    base = base_of(newest)
    return None if base is None else persons(abs(compared.absolute.value or 0), base, compared.indicator.unit)


def _has_margin(*observations: Observation) -> bool:
    return any(each.low is not None and each.high is not None for each in observations)


def _changed(status: IndicatorStatus, change: float) -> Estimate:
    """Return a change with its interval; without margins, with the own variation where the change lies within it."""
    half_widths = [_half_width(each) for each in status.observations[-2:]]
    known = [each for each in half_widths if each is not None]
    if len(known) == len(half_widths):
        reach = hypot(*known)
        return Estimate(change, change - reach, change + reach)
    earlier = since_break(status.indicator, status.observations)[:-1]
    own = None if known else own_variation([Point(each.period.last, each.value or 0) for each in earlier])
    if own is not None and abs(change) <= own:
        return Estimate(change, change - own, change + own)
    return Estimate(change, reason=Reason.NO_MARGIN)


def _difference(own: Observation, other: Observation, area: Area, other_area: Area, base_of: BaseOf) -> Estimate:
    """Return own minus other value. Where the other area holds the own one, the interval is that of a part against its whole.

    That of the part and the rest of the whole, who share nobody, excludes 0 exactly where this one does: with the part's share w
    of the base, the variance of the difference is that of the whole and (1 - 2w) times that of the part.
    """
    if are_apart(area, other_area):
        return difference_of(own, other)
    value = (own.value or 0) - (other.value or 0)
    errors = [half and 2 * half / INTERVAL_WIDTH for half in (_half_width(own), _half_width(other))]
    bases = base_of(own), base_of(other)
    if errors[0] is None or errors[1] is None or other_area.code not in area.parents or not bases[0] or not bases[1]:
        return Estimate(value, reason=Reason.NO_MARGIN if None in errors else Reason.NO_POPULATION)
    share = min(1.0, bases[0] / bases[1])
    variance = max(errors[1] ** 2 + (1 - 2 * share) * errors[0] ** 2, ((1 - share) * errors[0]) ** 2)
    reach = normal_quantile() * sqrt(variance)
    return Estimate(value, value - reach, value + reach)


def _half_width(observation: Observation) -> float | None:
    return None if observation.low is None or observation.high is None else (observation.high - observation.low) / 2
