"""Sample data: plausible made-up values, so that everything can be seen without the services.

The values are the same on every machine. They are made for municipalities and sexes and summed up from there, so that
larger areas and everybody always agree with their parts; levels come from the indicator's file and from levels.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from data_sources.areas import Areas, read_areas
from data_sources.indicators import read_indicators
from data_sources.model import TOTAL, AreaLevel, Indicator, Observation, ObservationStatus, Origin, Period, PopulationGroup, Unit
from data_sources.sample.cells import Cells, cells_of
from data_sources.sample.land import Land, Numbers, levels_of_all
from data_sources.sample.publication import Flags, hidden_of, statuses_of

if TYPE_CHECKING:  # the values themselves need no database
    from data_sources.store import Store

FIRST_YEAR, LAST_YEAR = 2010, 2025


Watch: TypeAlias = Callable[[Sequence[Indicator]], Iterable[Indicator]]


def lacking(store: Store) -> list[Indicator]:
    """Return the indicators that an empty store, or one with a sample, has no values of; none where all values are real."""
    with store.snapshot() as snapshot:
        there = snapshot.indicators()
        sampled = snapshot.has_sample() or not there
    return _without_values(there) if sampled else []


def fill(store: Store, now: datetime, watch: Watch = iter) -> int:
    """Put sample values of every indicator without values into the store; return the number of observations.

    `watch` may show the progress over the indicators that it passes on.
    """
    with store.snapshot() as snapshot:
        there = snapshot.indicators()
    areas, count = read_areas(), 0
    for indicator in watch(_without_values(there)):
        observations, origins = sample(indicator, areas, now)
        store.replace(indicator.id, observations, origins)
        count += len(observations)
    return count


def _without_values(there: Container[str]) -> list[Indicator]:
    """Return the indicators whose files tell levels for a sample and that are not `there`."""
    return [each for each in read_indicators().values() if each.sample.country and each.id not in there]


def sample(indicator: Indicator, areas: Areas, fetched: datetime) -> tuple[list[Observation], list[Origin]]:
    """Return made-up observations of an indicator for all areas and groups that would be published, and their origin.

    Surveys have 95 % intervals (Wilson) from the respondents an area would have; counts are given where the indicator's
    file says that the source gives them. `ValueError` where the file's levels lie outside 2010..2025.
    """
    land, years = Land.of(areas), _years(indicator)
    observations: list[Observation] = []
    for part in (part for series in indicator.series for part in series.parts):
        cells = cells_of(indicator, part, land, years)
        for group, hidden in hidden_of(indicator, cells, land).items():
            observations += _observations(indicator, group, cells[group], hidden, land, years)
    return observations, [_origin(indicator, fetched)]


def _origin(indicator: Indicator, fetched: datetime) -> Origin:
    levels = levels_of_all()
    return Origin(
        indicator=indicator.id,
        series=f"sample:{indicator.id}",
        publisher=levels["publisher"],
        licence=levels["licence"],
        address="",
        updated=levels["updated"],
        fetched=fetched,
        sample=True,
        texts={"description": levels["description"]},
    )


def _years(indicator: Indicator) -> list[int]:
    years = [year for year, _ in indicator.sample.country]
    if indicator.interval == 1:
        years = list(range(years[0], years[-1] + 1))
    shown = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR or indicator.projection]
    if not shown:
        raise ValueError(f"{indicator.id}: no year of its sample levels is in {FIRST_YEAR}..{LAST_YEAR}")
    return shown


def _observations(
    indicator: Indicator, group: PopulationGroup, cells: Cells, hidden: Flags, land: Land, years: Sequence[int]
) -> Iterator[Observation]:
    columns = [np.round(cells.value, indicator.decimals), *_interval(indicator, cells), *_counts(indicator, cells)]
    table = [[[None] * len(years)] * len(land.areas) if column is None else column.tolist() for column in columns]
    smallest = indicator.smallest_total if group == TOTAL else indicator.smallest_group
    periods = [Period.year(year) for year in years]
    for area, statuses, *rows in zip(land.areas, statuses_of(indicator, hidden, land, years), *table, strict=True):
        if area.level is AreaLevel.MUNICIPALITY and (smallest is None or (area.population or 0) < smallest):
            continue
        for period, status, value, low, high, numerator, denominator in zip(periods, statuses, *rows, strict=True):
            if status is ObservationStatus.NORMAL or status is ObservationStatus.BREAK:
                yield Observation(indicator.id, area.code, group, period, value, low, high, numerator, denominator, status)
            elif status is not None:
                yield Observation(indicator.id, area.code, group, period, None, status=status)


def _interval(indicator: Indicator, cells: Cells) -> tuple[Numbers | None, Numbers | None]:
    if cells.respondents is None or indicator.unit is not Unit.PERCENT:
        return None, None
    part, size, z = cells.value / 100, cells.respondents[:, None], 1.959964
    middle = (part + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * np.sqrt(part * (1 - part) / size + z**2 / (4 * size**2))
    return np.round(100 * (middle - half), indicator.decimals), np.round(100 * (middle + half), indicator.decimals)


def _counts(indicator: Indicator, cells: Cells) -> tuple[Numbers | None, Numbers | None]:
    return (cells.numerator, cells.denominator) if indicator.counts else (None, None)
