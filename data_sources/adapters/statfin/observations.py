"""Sums of a table's cells become the observations of an indicator: larger areas, years, shares, statuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    addable = indicator.unit.is_count
    for group in plan.groups:
        above = _Yearly.of(plan, plan.grid, whole.sums(group.above), addable=addable or group.below is not None)
        divided = None
        if group.below is not None:
            divided = _Yearly.of(plan, plan.below or plan.grid, (below or whole).sums(group.below), addable=True)
        found += _observations(indicator, group, above, divided)
    days = [each.updated for each in (whole, below) if each and each.updated]
    apart = not addable and any(group.below is None for group in plan.groups)
    return SeriesObservations(found, _notes(plan, apart=apart), max(days, default=None))


@dataclass(frozen=True, slots=True)
class _Yearly:
    """Values and flags by area and year; the areas `apart` have no value, since their parts cannot be added."""

    areas: list[str]
    years: list[int]
    values: Numbers
    suppressed: Flags
    provisional: Flags
    apart: frozenset[str] = frozenset()

    @classmethod
    def of(cls, plan: QueryPlan, grid: Grid, sums: Sums, *, addable: bool) -> _Yearly:
        """Return sums by today's areas and by year; larger areas are added where the plan says so.

        Former municipalities are added to those of today where values are `addable`.
        """
        areas, members = _areas(grid, plan.options.larger_areas, addable=addable)
        way = plan.options.yearly if grid.times[0].parts > 1 else None
        years, values = yearly(_added(members, sums.values), grid.times, way)
        # A flag of one month is a flag of the year, whichever way its value is made.
        flags = [
            yearly(_added(members, flag.astype(float)), grid.times, "last" if way == "last" else way and "sum")[1] > 0  # NaN: no
            for flag in (sums.suppressed, sums.provisional)
        ]
        alone = {area for area, places in zip(areas, members, strict=True) if not places}
        there = {area for area, row in zip(grid.areas, sums.values, strict=True) if not np.isnan(row).all()}
        apart = frozenset(area for area in alone if there.intersection(grid.parts[area]))
        return cls(areas, years, values, flags[0], flags[1], apart)

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


def _areas(grid: Grid, larger: bool, *, addable: bool) -> tuple[list[str], list[list[int]]]:
    """Return today's areas, and for each the rows of the table that it is the sum of; none where it has no value."""
    rows = {code: place for place, code in enumerate(grid.areas)}
    all_areas = read_areas()
    members = {code: [place] for code, place in rows.items() if code in all_areas.by_code}
    for code, parts in grid.parts.items():
        members[code] = [rows[part] for part in parts] if addable and rows.keys() >= set(parts) else []
    if larger:
        for area in all_areas:
            if area.code not in rows and area.level is not AreaLevel.MUNICIPALITY:
                towns = [members.get(town.code, []) for town in all_areas.municipalities(area)]
                if all(towns):
                    members[area.code] = [place for places in towns for place in places]
    return list(members), list(members.values())


def _added(members: list[list[int]], values: Numbers) -> Numbers:
    if all(places == [row] for row, places in enumerate(members)) and len(members) == len(values):
        return values
    none = np.full(values.shape[1:], np.nan)
    return np.stack([values[places].sum(axis=0) if places else none for places in members])


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
        if np.isnan(values[row]).all() and not suppressed[row].any() and area not in above.apart:
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


def _notes(plan: QueryPlan, *, apart: bool) -> tuple[str, ...]:
    """Return what is to be reported; `apart`: values of former municipalities cannot be added."""
    notes = list(dict.fromkeys(plan.left_out.values()))
    grids: Mapping[str, Grid] = {grid.table.id: grid for grid in (plan.grid, plan.below) if grid}
    for id_, grid in grids.items():
        if grid.outside:
            named = outside_today(grid.outside)
            notes.append(f"{len(grid.outside)} areas of {id_} outside today's division were left out: {named}")
        notes += _former_notes(id_, grid, apart=apart and grid is plan.grid)
        levels = {read_areas().by_code[code].level for code in _areas(grid, plan.options.larger_areas, addable=True)[0]}
        lacking = [level for level in (AreaLevel.MUNICIPALITY, AreaLevel.COUNTY, AreaLevel.COUNTRY) if level not in levels]
        notes += [f"{id_} has no values of the level {level}" for level in lacking]
    return tuple(notes)


def _former_notes(id_: str, grid: Grid, *, apart: bool) -> Iterator[str]:
    """Yield which former municipalities were added to those of today, and which of today have no value and why."""
    known = read_areas().by_code
    whole = [parts for parts in grid.parts.values() if grid.areas.keys() >= set(parts)]
    added = [part for parts in whole for part in parts if part not in known]
    if added and not apart:
        yield f"former municipalities of {id_} were added to those of today: {outside_today(added)}"
    lost = [code for code, parts in grid.parts.items() if apart or not grid.areas.keys() >= set(parts)]
    if lost:
        why = "cannot be added" if apart else "are not all there"
        yield f"{id_} has {', '.join(lost)} in the parts of an earlier year, which {why}: no value of today's municipality"
