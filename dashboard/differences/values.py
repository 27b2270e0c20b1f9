"""The values of an indicator by one dimension in one area and period, as the statistics need them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from dashboard.analysis.inequality import GroupValue
from dashboard.charts.pairs import Side
from dashboard.charts.selection import by_end, narrows
from data_sources.model import (
    DIMENSIONS,
    Area,
    Dimension,
    Indicator,
    Observation,
    ObservationStatus,
    Period,
    PopulationGroup,
    is_shown,
)


@dataclass(frozen=True)
class BreakdownValues:
    """Every group of a breakdown with its observations by period; `sizes` are persons by group and in the whole, where known."""

    indicator: Indicator
    area: Area
    dimension: Dimension
    whole: PopulationGroup
    period: Period
    sides: tuple[Side, ...]
    sizes: Mapping[PopulationGroup, float]

    def observation(self, side: Side) -> Observation | None:
        """Return a group's observation of the period; a suppressed one holds no number."""
        found = side.observations.get(self.period)
        if found and found.status is ObservationStatus.SUPPRESSED:
            return Observation(found.indicator, found.area, found.group, found.period, None, status=found.status)
        return found

    def base(self, side: Side) -> float | None:
        """Return the persons or respondents that a group's value is of: the source's count, else the newest size."""
        found = self.observation(side)
        return (found.denominator if found else None) or self.sizes.get(side.group)

    @cached_property
    def shown(self) -> tuple[Side, ...]:
        """Groups with a value in the period."""
        return tuple(side for side in self.sides if _is_shown(side, self.period))

    @cached_property
    def values(self) -> tuple[GroupValue, ...]:
        """Values of the groups that have one, in the dimension's order, labelled by the group's canonical text."""
        return tuple(
            replace(
                side.group_value(self.period, disjoint=not self.dimension.profile),
                label=str(side.group),
                population=self.sizes.get(side.group),
            )
            for side in self.shown
        )

    @property
    def complete(self) -> bool:
        """Whether every group has a value, so that together they are the whole population."""
        return len(self.shown) == len(self.sides)

    @property
    def hidden_since(self) -> Period | None:
        """Return the newest later period in which a group is suppressed."""
        later = {
            each.period
            for side in self.sides
            for each in side.observations.values()
            if each.status is ObservationStatus.SUPPRESSED and by_end(each.period) > by_end(self.period)
        }
        return max(later, key=by_end, default=None)


Series: TypeAlias = Mapping[tuple[str, PopulationGroup], Mapping[Period, Observation]]
"""Observations by period, of every area (code) and group."""


def series_of(observations: Iterable[Observation]) -> Series:
    """Return observations by area and group."""
    found: dict[tuple[str, PopulationGroup], dict[Period, Observation]] = {}
    for each in observations:
        found.setdefault((each.area, each.group), {})[each.period] = each
    return found


def find_breakdown_values(
    indicator: Indicator, areas: Sequence[Area], series: Series, base: Sequence[Observation], whole: PopulationGroup
) -> list[BreakdownValues]:
    """Return the values of every breakdown of the whole, dimensions in their order.

    Each is of the first area with values of two groups in one period, and of the newest such period.
    """
    parts = {group for group in (*indicator.groups, *(group for _, group in series)) if narrows(group, whole)}
    found = []
    for dimension in DIMENSIONS.values():
        groups = sorted((each for each in parts if set(each.dimensions) - set(whole.dimensions) == {dimension.id}), key=_order)
        for area in areas:
            sides = tuple(Side(area, group, series.get((area.code, group), {})) for group in groups)
            period = _newest(sides)
            if period:
                sizes = _sizes(indicator, area, base, (whole, *groups))
                found.append(BreakdownValues(indicator, area, dimension, whole, period, sides, sizes))
                break
    return found


def has_suppressed(area: Area, data: BreakdownValues, series: Series) -> bool:
    """Tell whether a value of any of the groups is suppressed in an area."""
    found = (series.get((area.code, side.group), {}) for side in data.sides)
    return any(each.status is ObservationStatus.SUPPRESSED for by_period in found for each in by_period.values())


def _newest(sides: Sequence[Side]) -> Period | None:
    """Return the newest period in which two groups have a value."""
    shown = Counter(period for side in sides for period in side.observations if _is_shown(side, period))
    return max((period for period, groups in shown.items() if groups > 1), key=by_end, default=None)


def _is_shown(side: Side, period: Period) -> bool:
    return period in side.observations and is_shown(side.observations[period])


def _order(group: PopulationGroup) -> tuple[object, ...]:
    return group.sort_key


def _sizes(
    indicator: Indicator, area: Area, base: Sequence[Observation], groups: Iterable[PopulationGroup]
) -> dict[PopulationGroup, float]:
    persons = {(each.indicator, each.group): each.value for each in base if each.area == area.code and is_shown(each)}
    found = {}
    for group in groups:
        meant = indicator.base_of(group)
        size = persons.get(meant) if meant else None
        if size:
            found[group] = size
    return found
