"""What `Store.replace` is given, checked before anything is locked or written.

Everything goes column by column through functions written in C: an indicator can have half a million figures, and looking
at them one by one would take as long as storing them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from operator import attrgetter
from typing import NamedTuple, TypeAlias, TypeVar

from data_sources.errors import StoreError
from data_sources.model import Observation, ObservationStatus, Origin, Period, PopulationGroup
from data_sources.store.dictionaries import Dictionaries
from data_sources.store.schema import STATUSES

StoredRow: TypeAlias = tuple[int, int, int, int, float | None, float | None, float | None, float | None, float | None, int]
"""area and group by id, last and first year, value, low, high, numerator, denominator, code of the status."""

_CODES = {status: code for code, status in enumerate(STATUSES)}
_HIDDEN = {ObservationStatus.SUPPRESSED, ObservationStatus.MISSING}
_T = TypeVar("_T")


class Columns(NamedTuple):
    """Observations turned by a quarter: each field holds that field of every observation."""

    indicator: Sequence[str] = ()
    area: Sequence[str] = ()
    group: Sequence[PopulationGroup] = ()
    period: Sequence[Period] = ()
    value: Sequence[float | None] = ()
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()
    numerator: Sequence[float | None] = ()
    denominator: Sequence[float | None] = ()
    status: Sequence[ObservationStatus] = ()

    def describe(self, place: int) -> str:
        """Name the observation at `place` for an error."""
        group = str(self.group[place]) or "total"
        return f"{self.indicator[place]}, {self.area[place]}, {group}, {self.period[place]}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """Checked observations of one indicator, the groups they are of, and their origins.

    `scope` holds the groups to replace; None is all.
    """

    indicator: str
    columns: Columns
    groups: frozenset[PopulationGroup]
    origins: Sequence[Origin]
    scope: frozenset[PopulationGroup] | None

    @property
    def is_sample(self) -> bool:
        """True where the figures are sample data."""
        return any(origin.sample for origin in self.origins)

    @property
    def is_real(self) -> bool:
        """True where the figures come from a service or a table."""
        return bool(self.origins) and not self.is_sample


def check(
    indicator: str,
    observations: Iterable[Observation],
    origins: Iterable[Origin],
    scope: Iterable[PopulationGroup] | None,
) -> Incoming:
    """Return what was given if the store may hold it, else raise a `StoreError` that names the first fault."""
    columns = Columns(*zip(*observations, strict=True))
    groups = frozenset(_distinct(columns.group).values())
    incoming = Incoming(indicator, columns, groups, tuple(origins), None if scope is None else frozenset(scope))
    _check_origins(incoming)
    _check_keys(incoming)
    _check_numbers(columns)
    _check_hidden(columns)
    return incoming


def stored_rows(incoming: Incoming, known: Dictionaries) -> list[StoredRow]:
    """Return the rows to store, sorted by key; `StoreError` names a key that came twice."""
    columns = incoming.columns
    keys = (
        list(map(known.areas.ids.__getitem__, columns.area)),
        list(_translated(columns.group, known.groups.ids.__getitem__)),
        list(_translated(columns.period, attrgetter("last"))),
    )
    _check_duplicates(columns, list(zip(*keys, strict=True)))
    starts = _translated(columns.period, attrgetter("first"))
    return sorted(zip(*keys, starts, *columns[4:9], _translated(columns.status, _CODES.__getitem__), strict=True))


def _distinct(values: Iterable[_T]) -> dict[int, _T]:
    """Values by identity: most are the same few objects, and hashing them is slow (groups and statuses do it in Python)."""
    return {id(value): value for value in values}


def _translated(values: Sequence[_T], translate: Callable[[_T], int]) -> Iterator[int]:
    translations = {identity: translate(value) for identity, value in _distinct(values).items()}
    return map(translations.__getitem__, map(id, values))


def _check_origins(incoming: Incoming) -> None:
    series = [origin.series for origin in incoming.origins]
    if any(origin.indicator != incoming.indicator for origin in incoming.origins):
        raise StoreError(f"{incoming.indicator}: an origin given with it belongs to another indicator.")
    if len(set(series)) < len(series):
        raise StoreError(f"{incoming.indicator}: two origins of the same series ({', '.join(sorted(series))}).")
    if any(origin.fetched.tzinfo is None for origin in incoming.origins):
        raise StoreError(f"{incoming.indicator}: the time when an origin was fetched has no time zone.")
    if len({origin.sample for origin in incoming.origins}) > 1:
        raise StoreError(f"{incoming.indicator}: sample and real figures cannot be stored together.")
    if incoming.columns.area and not series:
        raise StoreError(f"{incoming.indicator}: figures came without an origin; say where they are from.")


def _check_keys(incoming: Incoming) -> None:
    columns = incoming.columns
    strange = set(columns.indicator) - {incoming.indicator}
    if strange:
        raise StoreError(f"{columns.describe(columns.indicator.index(min(strange)))} came as a figure of {incoming.indicator}.")
    if incoming.scope is None:
        return
    outside = incoming.groups - incoming.scope
    if outside:
        raise StoreError(f"{columns.describe(columns.group.index(min(outside)))} is of a group that was not to be replaced.")


def _check_numbers(columns: Columns) -> None:
    for column in columns[4:9]:
        if isfinite(sum(filter(None, column))):
            continue
        for place, number in enumerate(column):
            if number is not None and not isfinite(number):
                raise StoreError(f"{columns.describe(place)} has the number {number}; a missing figure is stored as none.")


def _check_hidden(columns: Columns) -> None:
    if None not in columns.value and _HIDDEN.isdisjoint(_distinct(columns.status).values()):
        return
    numbers = zip(columns.value, columns.low, columns.high, columns.numerator, strict=True)
    for place, (given, status) in enumerate(zip(numbers, columns.status, strict=True)):
        if status in _HIDDEN and given != (None, None, None, None):
            raise StoreError(f"{columns.describe(place)} is {status} and must bear no value, interval or count.")
        if status not in _HIDDEN and given[0] is None:
            raise StoreError(f"{columns.describe(place)} has no value and must be missing or suppressed, not {status}.")


def _check_duplicates(columns: Columns, keys: Sequence[tuple[int, ...]]) -> None:
    if len(set(keys)) == len(keys):
        return
    twice = next(key for key, times in Counter(keys).items() if times > 1)
    raise StoreError(f"{columns.describe(keys.index(twice))} came twice; a period has one figure.")
