"""The sample's values of one series: made for municipalities and sexes, summed up from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data_sources.model import DIMENSIONS, TOTAL, Indicator, PopulationGroup, SeriesPart, Unit
from data_sources.sample.land import Land, Numbers, levels_of_all, randomness

MULTIPLIERS = {Unit.PERCENT: 100, Unit.PER_1000: 1000, Unit.PER_10000: 10_000, Unit.PER_100000: 100_000}
SMOOTHNESS = 0.8
"""Correlation of a register's chance deviations from one year to the next: most cases last longer than a year."""
CHANCE = 0.6
"""Size of a register's chance deviations, as a part of those of a sample of as many persons."""

HIGHEST_SHARE = 0.97
"""Share that the level of a group never passes, whatever its ratios."""


@dataclass(frozen=True)
class Cells:
    """The values of one group by area and year; respondents (by area) only where they make intervals."""

    value: Numbers
    numerator: Numbers
    denominator: Numbers
    respondents: Numbers | None


def cells_of(indicator: Indicator, held: SeriesPart, land: Land, years: Sequence[int]) -> dict[PopulationGroup, Cells]:
    """Return the values of a series for everybody in it and, where it has them, for each sex."""
    persons = land.persons(years) * indicator.sample.share * _share(held.group)
    asked = None
    if indicator.sample.respondents:
        of_sex = land.respondents(indicator.sample.respondents * _share(held.group)) / 2
        asked = np.stack([of_sex, of_sex])
    if indicator.unit.is_count:
        numerator = _apportioned(indicator, held.group, persons, years)
    else:
        part = _parts(indicator, held.group, land, years, persons, asked)
        persons = np.rint(persons) if indicator.counts else persons
        numerator = np.rint(part * persons) if indicator.counts else part * persons
    sexes = {held.group: slice(None)}
    if held.with_sex:
        female, male = (held.group.with_category("sex", sex) for sex in DIMENSIONS["sex"].categories)
        sexes |= {female: slice(0, 1), male: slice(1, 2)}
    return {
        group: _summed(indicator, land, numerator[sex], persons[sex], None if asked is None else asked[sex])
        for group, sex in sexes.items()
    }


def _summed(indicator: Indicator, land: Land, numerator: Numbers, persons: Numbers, asked: Numbers | None) -> Cells:
    cases, of = land.members @ numerator.sum(axis=0).T, land.members @ persons.sum(axis=0).T
    value = cases if indicator.unit.is_count else cases / of * MULTIPLIERS.get(indicator.unit, 1)
    value = np.clip(value, 0, 100 if indicator.unit is Unit.PERCENT else None)
    return Cells(value, cases, of, None if asked is None else land.members @ asked.sum(axis=0))


def _share(group: PopulationGroup) -> float:
    shares = levels_of_all()["shares"]
    return float(np.prod([shares.get(f"{dimension}={category}", shares["other"]) for dimension, category in group.pairs]))


def _apportioned(indicator: Indicator, group: PopulationGroup, persons: Numbers, years: Sequence[int]) -> Numbers:
    """Return whole numbers by sex, year and municipality that add up to the country's, by the largest remainder."""
    result = np.zeros_like(persons)
    for position, level in enumerate(_levels(indicator, years) * _ratio(indicator, group)):
        exact = persons[:, position] / persons[:, position].sum() * round(level)
        whole = np.floor(exact)
        largest = np.argsort(whole - exact, axis=None, kind="stable")[: round(round(level) - whole.sum())]
        whole.flat[largest] += 1
        result[:, position] = whole
    return result


def _levels(indicator: Indicator, years: Sequence[int]) -> Numbers:
    known, values = zip(*indicator.sample.country, strict=True)
    levels: Numbers = np.interp(years, known, values)
    return levels


def _parts(
    indicator: Indicator, group: PopulationGroup, land: Land, years: Sequence[int], persons: Numbers, asked: Numbers | None
) -> Numbers:
    """Return the value of each sex, year and municipality, as a fraction (or in the unit where it has no base)."""
    expected = _levels(indicator, years) / MULTIPLIERS.get(indicator.unit, 1) * _ratio(indicator, group)
    by_sex = np.array([_ratio(indicator, TOTAL.with_category("sex", sex)) for sex in DIMENSIONS["sex"].categories])
    of_sex = persons.sum(axis=2)
    level = by_sex[:, None] * expected / (by_sex[:, None] * of_sex).sum(axis=0) * of_sex.sum(axis=0)
    is_share = indicator.unit is Unit.PERCENT
    if is_share:
        level = np.minimum(level, HIGHEST_SHARE)
    effect = _effect(indicator, group, land, years) / (1 - level.mean() if is_share else 1)
    known = {land.codes.index(code): ratio for code, ratio in indicator.sample.areas.items() if code in land.codes}
    part = _fitted(level, effect, persons, known, is_share=is_share)
    if asked is not None:  # chance may lead below 0 here; only sums over many are published
        return part + _deviation(indicator, part, asked[:, None, :]) * _noise(indicator, group, part.shape)
    return np.clip(part + _deviation(indicator, part, persons) * _noise(indicator, group, part.shape), 0, 1 if is_share else None)


def _deviation(indicator: Indicator, part: Numbers, size: Numbers) -> Numbers:
    """Return the standard deviation of chance in a sample of `size`."""
    if indicator.unit is Unit.PERCENT:
        deviation: Numbers = np.sqrt(part * (1 - part) / size)
    elif indicator.unit in MULTIPLIERS:
        deviation = np.sqrt(part / size)
    else:
        deviation = part / np.sqrt(size)
    return deviation


def _ratio(indicator: Indicator, group: PopulationGroup) -> float:
    ratios = indicator.sample.ratios
    single = (ratios.get(PopulationGroup((pair,)), 1.0) for pair in group.pairs)
    return ratios.get(group) or float(np.prod(list(single)))


def _effect(indicator: Indicator, group: PopulationGroup, land: Land, years: Sequence[int]) -> Numbers:
    """Return how far each municipality is from the country by year: lasting, slowly drifting, and a group's own."""
    levels, count = indicator.sample, land.population.size
    random, own = randomness(indicator.id), randomness(indicator.id, group, "level")
    by_county, by_town = random.normal(size=land.county.max() + 1)[land.county], random.normal(size=count)
    chance = np.clip(np.sqrt(0.3) * by_county + np.sqrt(0.7) * by_town, -2, 2)
    rest = np.sqrt(max(0.0, 1 - levels.strain**2 - levels.rural**2))
    lasting = levels.strain * land.strain + levels.rural * land.rurality + rest * chance
    drift = np.outer(np.linspace(-0.25, 0.25, len(years)), np.clip(random.normal(size=count), -1, 1))
    effect: Numbers = levels.spread * (lasting + drift + 0.2 * own.normal(size=land.county.max() + 1)[land.county])
    return effect


def _fitted(level: Numbers, effect: Numbers, weight: Numbers, known: Mapping[int, float], *, is_share: bool) -> Numbers:
    """Return parts by sex, year and municipality whose weighted means are `level`, known municipalities at their ratio.

    Effects add up on the logarithm, or on the logit where the parts are shares.
    """
    towns, ratios = list(known), np.array(list(known.values()))
    own = (
        _scaled(np.minimum(level[:, :, None] * ratios, HIGHEST_SHARE if is_share else np.inf), is_share=is_share)
        + (effect - effect.mean(axis=0))[:, towns]
    )
    middle = shift = _scaled(level, is_share=is_share)
    for _ in range(8):
        scaled = shift[:, :, None] + effect
        scaled[:, :, towns] = own
        part: Numbers = 1 / (1 + np.exp(-scaled)) if is_share else np.exp(scaled)
        shift = shift + middle - _scaled(np.average(part, axis=2, weights=weight), is_share=is_share)
    return part


def _scaled(part: Numbers, *, is_share: bool) -> Numbers:
    scaled: Numbers = np.log(part / (1 - part)) if is_share else np.log(part)
    return scaled


def _noise(indicator: Indicator, group: PopulationGroup, shape: tuple[int, ...]) -> Numbers:
    noise = randomness(indicator.id, group, "chance").normal(size=shape)
    if indicator.sample.respondents:
        return noise
    for year in range(1, shape[1]):
        noise[:, year] = SMOOTHNESS * noise[:, year - 1] + np.sqrt(1 - SMOOTHNESS**2) * noise[:, year]
    return CHANCE * noise
