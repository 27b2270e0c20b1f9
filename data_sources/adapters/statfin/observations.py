"""Sums of a table's cells become the observations of an indicator: larger areas, years, shares, statuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from data_sources.adapters import SeriesObservations
from data_sources.adapters.statfin.plan import Grid, GroupPlan, QueryPlan
from data_sources.adapters.statfin.query import Flags, Sums, Whole
from data_sources.adapters.statfin.times import yearly
from data_sources.areas import outside_today, read_areas
from data_sources.errors import SeriesGoneError
from data_sources.formats.json_stat import Numbers
from data_sources.model import AreaLevel, Indicator, Observation, ObservationStatus, Period, Unit

FACTORS = {Unit.PERCENT: 100, Unit.RATIO: 100, Unit.PER_1000: 1000, Unit.PER_10000: 10_000, Unit.PER_100000: 100_000}
"""What a quotient is multiplied by: a ratio is so many of one for a hundred of the other."""


def check_sums(indicator: Indicator, plan: QueryPlan) -> None:
    """Raise `SeriesGoneError` where larger areas would be sums of what cannot be summed up."""
    counts = indicator.unit.is_count or all(group.below for group in plan.groups)
    if plan.options.larger_areas and not counts:
        raise SeriesGoneError(f"{plan.series}: larger_areas = sum is for counts and shares of counts, not for {indicator.unit}")


def observations_of(indicator: Indicator, plan: QueryPlan, whole: Whole, below: Whole | None) -> SeriesObservations:
    """Return the observations of every group of a plan; `below` holds the denominators that are in another table."""
    found: list[Observation] = []
    for group in plan.groups:
        above = _Yearly.of(plan, plan.grid, whole.sums(group.above))
        divided = None
        if group.below is not None:
            divided = _Yearly.of(plan, plan.below or plan.grid, (below or whole).sums(group.below))
        found += _observations(indicator, group, above, divided)
    return SeriesObservations(found, _notes(plan))


class _Yearly:
    """Values and flags by area and year."""

    def __init__(self, areas: list[str], years: list[int], values: Numbers, suppressed: Flags, provisional: Flags) -> None:
        self.areas, self.years, self.values, self.suppressed, self.provisional = areas, years, values, suppressed, provisional

    @classmethod
    def of(cls, plan: QueryPlan, grid: Grid, sums: Sums) -> _Yearly:
        """Return sums by the areas of the table, larger ones added where the plan says so, and by year."""
        areas, members = _areas(grid, plan.options.larger_areas)
        way = plan.options.yearly if grid.times[0].parts > 1 else None
        years, values = yearly(_added(members, sums.values), grid.times, way)
        # A flag of one month is a flag of the year, whichever way its value is made.
        flags = [
            yearly(_added(members, flag.astype(float)), grid.times, "last" if way == "last" else way and "sum")[1] > 0
            for flag in (sums.suppressed, sums.provisional)
        ]
        return cls(areas, years, values, flags[0], flags[1])

    def at(self, areas: list[str], years: list[int]) -> _Yearly:
        """Return the same for other areas and years; those that are not here have no values."""
        if not (self.years and years):
            nothing = np.zeros((len(areas), len(years)), bool)
            return _Yearly(areas, years, np.full(nothing.shape, np.nan), nothing, nothing)
        rows, columns = _places(self.areas, areas), _places(self.years, years)
        there = np.ix_(rows, columns)
        lacking = (np.array(rows) < 0)[:, None] | (np.array(columns) < 0)[None, :]
        values = np.where(lacking, np.nan, self.values[there])
        return _Yearly(areas, years, values, self.suppressed[there] & ~lacking, self.provisional[there] & ~lacking)


def _places(known: list[str] | list[int], wanted: list[str] | list[int]) -> list[int]:
    place = {each: number for number, each in enumerate(known)}
    return [place.get(each, -1) for each in wanted]


def _areas(grid: Grid, larger: bool) -> tuple[list[str], list[list[int]]]:
    """Return areas, and for each the rows of the table that it is the sum of; -1 is a row that the table lacks."""
    rows = {code: place for place, code in enumerate(grid.areas)}
    members = {code: [place] for code, place in rows.items()}
    all_areas = read_areas()
    if larger:
        for area in all_areas:
            if area.code not in rows and area.level is not AreaLevel.MUNICIPALITY:
                members[area.code] = [rows.get(town.code, -1) for town in all_areas.municipalities(area)]
    members = {code: places for code, places in members.items() if -1 not in places}
    return list(members), list(members.values())


def _added(members: list[list[int]], values: Numbers) -> Numbers:
    if all(places == [row] for row, places in enumerate(members)):
        return values
    return np.stack([values[places].sum(axis=0) for places in members])


def _observations(indicator: Indicator, group: GroupPlan, above: _Yearly, below: _Yearly | None) -> Iterator[Observation]:
    values, suppressed, provisional = above.values, above.suppressed, above.provisional
    counted = indicator.counts is not None and below is not None
    of = None
    if below is not None:
        other = below.at(above.areas, above.years)
        of, suppressed, provisional = other.values, suppressed | other.suppressed, provisional | other.provisional
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.where(of > 0, above.values / of * FACTORS.get(indicator.unit, 1), np.nan)
        values = np.round(values, indicator.decimals + 2)
    columns = [values, above.values, values if of is None else of, suppressed, provisional]
    for row, area in enumerate(above.areas):
        if np.isnan(values[row]).all() and not suppressed[row].any():
            continue
        cells = zip(above.years, *(column[row].tolist() for column in columns), strict=True)
        for year, value, numerator, denominator, hidden, early in cells:
            status = _status(value, hidden=hidden, early=early)
            shown = status in {ObservationStatus.NORMAL, ObservationStatus.PROVISIONAL}
            x, n = (numerator, denominator) if shown and counted else (None, None)
            number = value if shown else None
            yield Observation(indicator.id, area, group.group, Period.year(year), number, None, None, x, n, status)


def _status(value: float, *, hidden: bool, early: bool) -> ObservationStatus:
    if hidden:
        return ObservationStatus.SUPPRESSED
    if value != value:  # noqa: PLR0124  # not a number: the one value that is not itself
        return ObservationStatus.MISSING
    return ObservationStatus.PROVISIONAL if early else ObservationStatus.NORMAL


def _notes(plan: QueryPlan) -> tuple[str, ...]:
    notes = []
    grids: Mapping[str, Grid] = {grid.table.id: grid for grid in (plan.grid, plan.below) if grid}
    for id_, grid in grids.items():
        if grid.former:
            named = outside_today(grid.former)
            notes.append(f"{len(grid.former)} areas of {id_} outside today's division were left out: {named}")
        levels = {read_areas().by_code[code].level for code in _areas(grid, plan.options.larger_areas)[0]}
        lacking = [level for level in (AreaLevel.MUNICIPALITY, AreaLevel.COUNTY, AreaLevel.COUNTRY) if level not in levels]
        notes += [f"{id_} has no values of the level {level}" for level in lacking]
    return tuple(notes)
