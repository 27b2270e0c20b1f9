"""What `Store.replace` is given, checked before anything is locked or written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias, TypeVar

from data_sources.errors import StoreError
from data_sources.model import Observation, ObservationStatus, Origin, PopulationGroup
from data_sources.store.dictionaries import Dictionaries
from data_sources.store.schema import STATUSES

StoredRow: TypeAlias = tuple[int, int, int, int, float | None, float | None, float | None, float | None, float | None, int]
"""area and group by id, last and first year, value, low, high, numerator, denominator, code of the status."""

_HIDDEN = {ObservationStatus.SUPPRESSED, ObservationStatus.MISSING}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Incoming:
    """Checked observations of one indicator, the areas and groups they are of, and their origins.

    `groups` holds every group object; `scope` the groups to replace, None for all, and `scope_areas` the
    areas.
    """

    indicator: str
    observations: Sequence[Observation]
    areas: set[str]
    groups: Sequence[PopulationGroup]
    origins: Sequence[Origin]
    scope: set[PopulationGroup] | None
    scope_areas: set[str] | None = None

    @property
    def is_sample(self) -> bool:
        """True where the observations are sample data."""
        return any(origin.sample for origin in self.origins)

    @property
    def is_real(self) -> bool:
        """True where the observations come from a service or a table."""
        return bool(self.origins) and not self.is_sample


def check(
    indicator: str,
    observations: Iterable[Observation],
    origins: Iterable[Origin],
    scope: Iterable[PopulationGroup] | None,
    scope_areas: Iterable[str] | None = None,
) -> Incoming:
    """Return what was given if the store may hold it, else raise a `StoreError` that names the first fault."""
    # By whole columns: looked at one by one, the observations of a large indicator would take as long to check as to store.
    given = list(observations)
    columns = list(zip(*given, strict=True)) or [()] * len(Observation._fields)
    indicators, areas, groups, _, *numbers, statuses = columns
    incoming = Incoming(
        indicator,
        given,
        set(areas),
        _distinct(groups),
        tuple(origins),
        None if scope is None else set(scope),
        None if scope_areas is None else set(scope_areas),
    )
    _check_origins(incoming)
    _check_keys(incoming, set(indicators))
    if (
        None in numbers[0]
        or _HIDDEN & set(_distinct(statuses))
        or not all(isfinite(sum(filter(None, column))) for column in numbers)
    ):
        for observation in given:
            _check_observation(observation)
    return incoming


def stored_rows(incoming: Incoming, known: Dictionaries) -> list[StoredRow]:
    """Return the rows to store, sorted by key; `StoreError` names a key that came twice."""
    areas = known.areas.ids
    groups = {id(group): known.groups.ids[group] for group in incoming.groups}
    codes = {id(status): code for code, status in enumerate(STATUSES)}
    rows = [
        (areas[area], groups[id(group)], period.last, period.first, value, low, high, x, n, codes[id(status)])
        for _, area, group, period, value, low, high, x, n, status in incoming.observations
    ]
    if len({row[:3] for row in rows}) < len(rows):
        twice = next(key for key, times in Counter(row[:3] for row in rows).items() if times > 1)
        fault = next(place for place, row in enumerate(rows) if row[:3] == twice)
        raise StoreError(f"{_described(incoming.observations[fault])} came twice; a period has one value.")
    return sorted(rows)


def _distinct(values: Sequence[_T]) -> list[_T]:
    """The different objects among the values: they are few, and hashing every value would take longer than storing it."""
    return list(dict(zip(map(id, values), values, strict=True)).values())


def _described(observation: Observation) -> str:
    return f"{observation.indicator}, {observation.area}, {str(observation.group) or 'total'}, {observation.period}"


def _check_origins(incoming: Incoming) -> None:
    series = [origin.series for origin in incoming.origins]
    if any(origin.indicator != incoming.indicator for origin in incoming.origins):
        raise StoreError(f"{incoming.indicator}: an origin given with it belongs to another indicator.")
    if len(set(series)) < len(series):
        raise StoreError(f"{incoming.indicator}: two origins of the same series ({', '.join(sorted(series))}).")
    if any(origin.fetched.tzinfo is None for origin in incoming.origins):
        raise StoreError(f"{incoming.indicator}: the time when an origin was fetched has no time zone.")
    if len({origin.sample for origin in incoming.origins}) > 1:
        raise StoreError(f"{incoming.indicator}: sample and real values cannot be stored together.")
    if incoming.observations and not series:
        raise StoreError(f"{incoming.indicator}: values came without an origin; say where they are from.")


def _check_keys(incoming: Incoming, indicators: set[str]) -> None:
    for observation in incoming.observations if indicators - {incoming.indicator} else ():
        if observation.indicator != incoming.indicator:
            raise StoreError(f"{_described(observation)} came as a value of {incoming.indicator}.")
    if incoming.scope_areas is not None and not incoming.scope_areas >= incoming.areas:
        raise StoreError(f"{incoming.indicator}: values came of areas that were not to be replaced.")
    if incoming.scope is None or incoming.scope.issuperset(incoming.groups):
        return
    for observation in incoming.observations:
        if observation.group not in incoming.scope:
            raise StoreError(f"{_described(observation)} is of a group that was not to be replaced.")


def _check_observation(observation: Observation) -> None:
    _, _, _, _, value, low, high, numerator, denominator, status = observation
    for number in (value, low, high, numerator, denominator):
        if number is not None and not isfinite(number):
            raise StoreError(f"{_described(observation)} has the number {number}; where there is no value it is missing.")
    if status in _HIDDEN and (value, low, high, numerator) != (None, None, None, None):
        raise StoreError(f"{_described(observation)} is {status} and must bear no value, interval or count.")
    if status not in _HIDDEN and value is None:
        raise StoreError(f"{_described(observation)} has no value and must be missing or suppressed, not {status}.")
