"""Which observations and groups a chart selects: the newest until a period, and the parts of a whole group."""

from __future__ import annotations

from collections.abc import Iterable

from data_sources.model import Observation, ObservationStatus, Period, PopulationGroup, is_shown


def by_end(period: Period) -> tuple[int, int]:
    """Return a sort key of periods: by last, then by first year."""
    return period.last, period.first


def newest_until(observations: Iterable[Observation], period: Period) -> list[Observation]:
    """Return the observations until a period that have a value or are suppressed, in the order of time."""
    until = (each for each in observations if by_end(each.period) <= by_end(period))
    telling = (each for each in until if is_shown(each) or each.status is ObservationStatus.SUPPRESSED)
    return sorted(telling, key=lambda each: by_end(each.period))


def narrows(group: PopulationGroup, whole: PopulationGroup) -> bool:
    """Tell whether a group is the whole narrowed by one more dimension."""
    return len(group.pairs) == len(whole.pairs) + 1 and set(whole.pairs) < set(group.pairs)
