"""An area's own newest values against those of a larger area: better, at the same level, or worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.analysis import Reason
from dashboard.analysis.intervals import Estimate
from dashboard.monitoring.margins import is_within_margin
from dashboard.monitoring.status import IndicatorStatus
from dashboard.monitoring.substance import Footing, is_noticeable
from data_sources.model import Area, Observation, is_shown


class Standing(StrEnum):
    """How an own value stands against another, in the order in which they are counted."""

    BETTER = "better"
    SAME = "at the same level"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class OwnComparison:
    """The area's own newest value against `other`, the observation of the same group and period in another area.

    `certain` tells whether the difference is larger than the margins of error; None where neither value has one. A difference
    that is not certain, that rounds to 0 in the indicator's decimals, or that, where nothing is known of its certainty, is slight
    (`is_noticeable`) or rests on few cases (`Footing`) is `Standing.SAME`.
    """

    indicator_status: IndicatorStatus
    own: Observation
    other: Observation
    standing: Standing
    certain: bool | None


def compare_own(
    indicator_statuses: Iterable[IndicatorStatus], other: Area, series: Callable[[str], Sequence[Observation]]
) -> tuple[OwnComparison, ...]:
    """Return each indicator and group once, the better first, in which the area's own newest value can be compared.

    `series(indicator id)` returns the observations of the other area. Left out are values of a parent area, values that a
    suppressed one is newer than, periods without a value in the other area, and indicators without a better direction.
    """
    once = {(each.indicator.id, each.group): each for each in indicator_statuses}
    found = [compared for each in once.values() if (compared := _compared(each, other, series))]
    return tuple(sorted(found, key=lambda each: list(Standing).index(each.standing)))


def _compared(
    indicator_status: IndicatorStatus, other: Area, series: Callable[[str], Sequence[Observation]]
) -> OwnComparison | None:
    own = indicator_status.newest
    if own is None or own.value is None or not indicator_status.own or indicator_status.hidden is not None:
        return None
    if indicator_status.is_better(1) is None:
        return None
    wanted = (other.code, own.group, own.period)
    observations = (each for each in series(own.indicator) if (each.area, each.group, each.period) == wanted and is_shown(each))
    found = next(observations, None)
    if found is None or found.value is None:
        return None
    difference, within = own.value - found.value, is_within_margin(own, found)
    certain = None if within is None else not within
    if (
        within
        or (certain is None and not _is_telling(indicator_status, own.value, found.value))
        or not round(difference, indicator_status.indicator.decimals)
    ):
        return OwnComparison(indicator_status, own, found, Standing.SAME, certain)
    standing = Standing.BETTER if indicator_status.is_better(difference) else Standing.WORSE
    return OwnComparison(indicator_status, own, found, standing, certain)


def _is_telling(indicator_status: IndicatorStatus, own: float, other: float) -> bool:
    """Tell whether a difference without margins is large enough, and the own value rests on enough cases."""
    indicator = indicator_status.indicator
    larger, smaller = max(own, other), min(own, other)
    ratio = Estimate(larger / smaller) if smaller > 0 else Estimate(None, reason=Reason.ZERO_COMPARISON)
    firm = Footing(own, None, indicator_status.area).is_firm(indicator)
    return firm and is_noticeable(Estimate(own - other), ratio, indicator.unit)
