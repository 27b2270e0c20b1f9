"""Areas ranked by one value of one period: who has the largest and the smallest, and which differences are certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.analysis import inequality
from dashboard.analysis.intervals import Estimate
from dashboard.charts.pairs import INTERVAL_WIDTH
from dashboard.charts.selection import by_end, newest_until
from data_sources.model import Area, Observation, ObservationStatus, Period, PopulationGroup, is_shown


@dataclass(frozen=True, slots=True)
class AreaValue:
    """An area with its observation."""

    area: Area
    observation: Observation

    @property
    def value(self) -> float:
        """The value; `ValueError` where there is none to show."""
        if self.observation.value is None or not is_shown(self.observation):
            raise ValueError(f"{self.area.code} has no value to rank")
        return self.observation.value


@dataclass(frozen=True, slots=True)
class Ranking:
    """Areas by their value of `period`.

    `ranked` have one, the largest first; `older` have only one of an earlier period, the largest first; `absent` have a
    suppressed value or none.
    """

    period: Period
    ranked: tuple[AreaValue, ...]
    older: tuple[AreaValue, ...]
    absent: tuple[AreaValue, ...]

    @property
    def all(self) -> tuple[AreaValue, ...]:
        """Every area, from the top of the chart."""
        return (*self.ranked, *self.older, *self.absent)

    def of(self, area: Area) -> AreaValue | None:
        """Return the area's value of the period; None where it is not ranked."""
        return next((each for each in self.ranked if each.area.code == area.code), None)

    def level_with(self, other: AreaValue, decimals: int) -> tuple[AreaValue, ...]:
        """Return the ranked areas whose value is written with the same digits, itself among them."""
        return tuple(each for each in self.ranked if round(each.value, decimals) == round(other.value, decimals))


def rank_areas(areas: Sequence[Area], observations: Iterable[Observation]) -> Ranking | None:
    """Rank areas by their values of the newest period that at least two of them have; None where there is no such period.

    `observations` are of one indicator and group.
    """
    by_area: dict[str, list[Observation]] = {area.code: [] for area in areas}
    for each in observations:
        if each.area in by_area:
            by_area[each.area].append(each)
    shown = [each.period for found in by_area.values() for each in found if is_shown(each)]
    common = [period for period in set(shown) if shown.count(period) > 1]
    if not common:
        return None
    period = max(common, key=by_end)
    values = [AreaValue(area, _newest(by_area[area.code], area, period)) for area in areas]
    having = sorted((each for each in values if is_shown(each.observation)), key=lambda each: -each.value)
    return Ranking(
        period,
        tuple(each for each in having if each.observation.period == period),
        tuple(each for each in having if each.observation.period != period),
        tuple(sorted((each for each in values if not is_shown(each.observation)), key=_missing_last)),
    )


def certainly_differ(one: Observation, other: Observation) -> bool | None:
    """Tell whether the 95 % interval of the difference of two disjoint areas or groups leaves out 0; None without intervals."""
    difference = difference_of(one, other)
    if difference.low is None or difference.high is None:
        return None
    return difference.low > 0 or difference.high < 0


def ratio_of(larger: Observation, smaller: Observation) -> Estimate:
    """Return the ratio of two values; without a value where its 95 % interval is wider than tenfold."""
    return inequality.assessable_ratio(inequality.ratio(_group_value(larger), _group_value(smaller)))


def difference_of(one: Observation, other: Observation) -> Estimate:
    """Return one value minus that of another, disjoint area or group, with its 95 % interval where both have one."""
    return inequality.difference(_group_value(one), _group_value(other))


def _newest(observations: Sequence[Observation], area: Area, period: Period) -> Observation:
    """Return the observation of the period, else the newest earlier one that is published or suppressed, else a missing one."""
    found = next(reversed(newest_until(observations, period)), None)
    return found or Observation("", area.code, PopulationGroup(), period, None, status=ObservationStatus.MISSING)


def _missing_last(value: AreaValue) -> bool:
    return value.observation.status is not ObservationStatus.SUPPRESSED


def _group_value(each: Observation) -> inequality.GroupValue:
    if each.value is None:
        raise ValueError(f"{each.area} has no value of {each.period}")
    known = each.low is not None and each.high is not None
    error = (each.high - each.low) / INTERVAL_WIDTH if known else None  # type: ignore[operator]  # known says so
    return inequality.GroupValue(each.area, each.value, error)
