"""What of the sample's values is published: small numbers suppressed, survey rounds missed, breaks marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.model import Indicator, ObservationStatus, PopulationGroup, Unit
from data_sources.sample.cells import Cells
from data_sources.sample.land import Land, Numbers, randomness

FEWEST_RESPONDENTS = 30
"""Respondents below which a survey publishes no value of a group."""
FEWEST_CASES = 5
"""Cases below which a register publishes no value; none at all is published."""

Flags: TypeAlias = NDArray[np.bool_]


def hidden_of(indicator: Indicator, cells: Mapping[PopulationGroup, Cells], land: Land) -> dict[PopulationGroup, Flags]:
    """Return which values are suppressed, by area and year: small numbers, and those they could be worked out from."""
    small = {group: _small(indicator, one) for group, one in cells.items()}
    everybody, *sexes = cells
    register = not indicator.sample.respondents
    hidden = {everybody: _with_another(small[everybody], cells[everybody].numerator, land) if register else small[everybody]}
    if sexes:
        either = np.logical_or.reduce([hidden[everybody], *(small[sex] for sex in sexes)])
        fewest = np.minimum.reduce([cells[sex].numerator for sex in sexes])
        hidden |= dict.fromkeys(sexes, _with_another(either, fewest, land) if register else either)
    return {group: _with_declared(indicator, group, flags, land) for group, flags in hidden.items()}


def _with_declared(indicator: Indicator, group: PopulationGroup, hidden: Flags, land: Land) -> Flags:
    """Return `hidden` with the newest value of the areas for which the indicator's file says so."""
    result, codes = hidden.copy(), [area.code for area in land.areas]
    for code, groups in indicator.sample.suppressed.items():
        if any(set(one.pairs) <= set(group.pairs) for one in groups):
            result[codes.index(code), -1] = True
    return result


def _small(indicator: Indicator, cells: Cells) -> Flags:
    if cells.respondents is not None:
        return np.broadcast_to((cells.respondents < FEWEST_RESPONDENTS)[:, None], cells.value.shape)
    if indicator.unit is Unit.PERSONS:
        return np.zeros(cells.value.shape, dtype=bool)
    cases = np.rint(cells.numerator)
    return (cases > 0) & (cases < FEWEST_CASES)


def _with_another(hidden: Flags, size: Numbers, land: Land) -> Flags:
    """Return `hidden` with a second municipality in each county and year that has only one, the smallest of the others."""
    result, towns = hidden.copy(), np.array(land.towns)
    for county in range(land.county.max() + 1):
        rows = towns[land.county == county]
        for year in np.flatnonzero(hidden[rows].sum(axis=0) == 1) if rows.size > 1 else ():
            others = rows[~hidden[rows, year]]
            result[others[np.argmin(size[others, year])], year] = True
    return result


def statuses_of(indicator: Indicator, hidden: Flags, land: Land, years: Sequence[int]) -> list[list[ObservationStatus | None]]:
    """Return statuses by area and year; None where a municipality took no part in a survey round."""
    after_break = {next((year for year in years if year >= one.year), None) for one in indicator.breaks}
    usual = [ObservationStatus.BREAK if year in after_break else ObservationStatus.NORMAL for year in years]
    statuses = np.array([usual] * len(land.areas), dtype=object)
    statuses[hidden] = ObservationStatus.SUPPRESSED
    chance = randomness(indicator.id, "gaps").random((len(land.towns), len(years)))
    if indicator.sample.respondents or indicator.interval == 2:
        statuses[_at(land, chance < 0.06)] = None
    elif indicator.interval == 1 and not indicator.unit.is_count:
        statuses[_at(land, chance < 0.003)] = ObservationStatus.MISSING
    rows: list[list[ObservationStatus | None]] = statuses.tolist()
    return rows


def _at(land: Land, towns: Flags) -> Flags:
    everywhere = np.zeros((len(land.areas), towns.shape[1]), dtype=bool)
    everywhere[land.towns] = towns
    return everywhere
