"""Whether new values may be true, looked at alone and against those that are stored; what may not be is kept back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from statistics import median
from typing import Final, TypeAlias

from data_sources.model import AreaLevel, Indicator, Observation, PopulationGroup, Unit

LARGEST: Final[Mapping[Unit, float]] = {
    Unit.PERCENT: 105,
    Unit.PER_1000: 20_000,
    Unit.PER_10000: 200_000,
    Unit.PER_100000: 2_000_000,
    Unit.PERSONS: 10_000_000,
    Unit.YEARS: 130,
}
"""Largest value to be believed where the indicator file has no `largest`. A percentage has a slack for rounding; of events
such as visits, each resident has at most twenty a year on average; there are 5.6 million persons."""

SLACK: Final = 1.1
"""How far a new value may pass the largest stored one where that is larger than `LARGEST`, since it was once accepted."""

FEWEST: Final = 4
"""Number of stored areas of a level from which on the loss of half of them is not chance."""

TIMES: Final = 10
"""How many times larger or smaller than the stored values the new ones of the same years may be."""

_VALUE: Final = itemgetter(Observation._fields.index("value"))
_Key: TypeAlias = tuple[str, PopulationGroup]


def doubts(
    indicator: Indicator, stored: Sequence[Observation], new: Sequence[Observation], levels: Mapping[str, AreaLevel]
) -> list[str]:
    """Return why the new values of some groups may be wrong, as short reasons; none where all is well.

    `stored` are the real values of the same groups, none if there are none; sample values never count. `levels` tells the
    level of an area by its code.
    """
    # An answer has tens of thousands of values: nothing is computed of them that there is nothing to compare with.
    changes = [*_gone(stored, new, levels), *_jumps(stored, new, levels)] if stored else []
    return [*_out_of_range(indicator, stored, new), *changes]


def _out_of_range(indicator: Indicator, stored: Sequence[Observation], new: Sequence[Observation]) -> Iterator[str]:
    """Yield the first value that is too large for its unit, and the first part of a person."""
    limit = LARGEST.get(indicator.unit) if indicator.largest is None else indicator.largest
    if limit is not None:
        limit = max(limit, SLACK * _largest(stored))
        if _largest(new) > limit:
            large = next(one for one in new if one.value is not None and one.value > limit)
            yield f"{_said(large)} is more than {limit:.12g} {indicator.unit}"
    if indicator.unit is Unit.PERSONS and indicator.decimals == 0:
        part = next((one for one in new if one.value is not None and one.value != round(one.value)), None)
        if part is not None:
            yield f"{_said(part)} is no whole number of persons"


def _gone(stored: Sequence[Observation], new: Sequence[Observation], levels: Mapping[str, AreaLevel]) -> Iterator[str]:
    """Yield the levels of which half of the areas with stored values have none any more."""
    before, after = _areas(stored), _areas(new)
    for level in AreaLevel:
        had = {area for area in before if levels.get(area) is level}
        lost = had - after
        if len(had) >= FEWEST and 2 * len(lost) >= len(had):
            yield f"{len(lost)} of {len(had)} areas of level {level} have no values any more"


def _jumps(stored: Sequence[Observation], new: Sequence[Observation], levels: Mapping[str, AreaLevel]) -> Iterator[str]:
    """Yield the levels whose newest values for the same years are in the median ten times larger or smaller than stored."""
    ratios = _ratios(stored, new)
    for level in (AreaLevel.COUNTRY, AreaLevel.MUNICIPALITY):
        of_level = [ratio for (area, _), ratio in ratios.items() if levels.get(area) is level]
        if of_level and not 1 / TIMES < median(of_level) < TIMES:
            yield f"newest values of level {level} are {median(of_level):.3g} times those stored for the same years"


def _ratios(stored: Iterable[Observation], new: Iterable[Observation]) -> dict[_Key, float]:
    """Return new value / stored value of the newest year that both have, by area and group; none where zero was stored."""
    before = _by_year(stored)
    ratios = {}
    for key, after in _by_year(new).items():
        common = before.get(key, {}).keys() & after.keys()
        if common and before[key][max(common)]:
            ratios[key] = abs(after[max(common)] / before[key][max(common)])
    return ratios


def _by_year(observations: Iterable[Observation]) -> dict[_Key, dict[int, float]]:
    found: dict[_Key, dict[int, float]] = defaultdict(dict)
    for _, area, group, period, value, *_ in observations:
        if value is not None:
            found[area, group][period.last] = value
    return found


def _largest(observations: Iterable[Observation]) -> float:
    """Return the largest value; 0 where there is none."""
    return max((value for value in map(_VALUE, observations) if value is not None), default=0)


def _areas(observations: Iterable[Observation]) -> set[str]:
    return {observation.area for observation in observations if observation.value is not None}


def _said(observation: Observation) -> str:
    return f"{observation.value:.12g} of {observation.area} in {observation.period}"
