"""Observations read from the store: a series, a year across areas, the newest values, each as one range scan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, Integer, Row, Select, Table, bindparam, func, select

from data_sources.model import Observation, Period, PopulationGroup
from data_sources.store import schema
from data_sources.store.dictionaries import Dictionaries
from data_sources.store.schema import STATUSES, ObservationColumns

Number: TypeAlias = float | None
ObservationRow: TypeAlias = tuple[int, int, int, int, int, Number, Number, Number, Number, Number, int]
"""indicator, area and group by id, first and last year, value, low, high, numerator, denominator, code of the status."""

_period = cache(Period)


def series(
    connection: Connection,
    known: Dictionaries,
    indicator: str,
    areas: Iterable[str],
    groups: Iterable[PopulationGroup] | None = None,
) -> list[Observation]:
    """Read all periods of an indicator in some areas (codes), of all groups or the given ones."""
    ids = {
        "indicator_id": known.indicators.known((indicator,)),
        "area_id": known.areas.known(areas),
        **_group_ids(known, groups),
    }
    return _read(connection, known, schema.observation, ids)


def across(
    connection: Connection,
    known: Dictionaries,
    indicator: str,
    period_end: int,
    groups: Iterable[PopulationGroup] | None = None,
) -> list[Observation]:
    """Read the observations of all areas whose period ends in the year `period_end`, of all groups or the given ones."""
    ids = {
        "indicator_id": known.indicators.known((indicator,)),
        "period_end": [period_end],
        **_group_ids(known, groups),
    }
    return _read(connection, known, schema.observation, ids)


def latest(
    connection: Connection,
    known: Dictionaries,
    indicators: Iterable[str],
    areas: Iterable[str],
    groups: Iterable[PopulationGroup] | None = None,
) -> list[Observation]:
    """Read the newest observation with a value of each indicator, area (code) and group."""
    ids = {
        "area_id": known.areas.known(areas),
        "indicator_id": known.indicators.known(indicators),
        **_group_ids(known, groups),
    }
    return _read(connection, known, schema.latest, ids)


def groups_with_values(
    connection: Connection, known: Dictionaries, indicator: str, areas: Iterable[str]
) -> list[PopulationGroup]:
    """Read which groups of an indicator have a value in any of the areas, in the order of views."""
    found = {observation.group for observation in latest(connection, known, (indicator,), areas)}
    return sorted(found, key=lambda group: group.sort_key)


def indicators_with_values(connection: Connection) -> set[str]:
    """Read which indicators have any value."""
    return set(connection.scalars(select(schema.indicator.c.key).where(schema.indicator.c.figures > 0)))


def count(connection: Connection) -> int:
    """Read the number of stored observations, missing and suppressed ones included."""
    return connection.scalar(select(func.coalesce(func.sum(schema.indicator.c.observations), 0))) or 0


def _group_ids(known: Dictionaries, groups: Iterable[PopulationGroup] | None) -> dict[str, list[int]]:
    return {} if groups is None else {"group_id": known.groups.known(groups)}


def _read(
    connection: Connection, known: Dictionaries, table: Table[ObservationColumns], ids: dict[str, list[int]]
) -> list[Observation]:
    if not all(ids.values()):
        return []
    statement = _statement(table, tuple((column, len(values)) for column, values in ids.items()))
    parameters = {f"{column}{place}": value for column, values in ids.items() for place, value in enumerate(values)}
    return _observations(connection.execute(statement, parameters).all(), known)


@lru_cache(maxsize=256)
def _statement(table: Table[ObservationColumns], shape: tuple[tuple[str, int], ...]) -> Select[*ObservationRow]:
    """A statement with one parameter for each id: SQLAlchemy expands a list parameter anew for every call."""
    c = table.c
    return select(
        *(c.indicator_id, c.area_id, c.group_id, c.period_start, c.period_end),
        *(c.value, c.low, c.high, c.numerator, c.denominator, c.status),
    ).where(*(_is_one_of(c[column], count) for column, count in shape))


def _is_one_of(column: ColumnElement[int], count: int) -> ColumnElement[bool]:
    return column.in_([bindparam(f"{column.key}{place}", type_=Integer()) for place in range(count)])


def _observations(rows: Iterable[Row[*ObservationRow]], known: Dictionaries) -> list[Observation]:
    """Rows as observations, sorted by indicator, area code, group as views list them, and period."""
    indicators, areas, groups = known.indicators.keys, known.areas.keys, known.groups.keys
    new = tuple.__new__  # half the time of Observation(...), and a year across all areas is a thousand of them
    return [
        new(Observation, (indicators[i], areas[a], groups[g], _period(first, last), value, low, high, x, n, STATUSES[code]))
        for i, a, g, first, last, value, low, high, x, n, code in sorted(rows, key=_readers_order(known))
    ]


def _readers_order(known: Dictionaries) -> Callable[[Row[*ObservationRow]], int]:
    indicators, areas, groups = known.indicators.ranks, known.areas.ranks, known.groups.ranks
    in_area, in_indicator = len(groups), len(groups) * len(areas)

    def place(row: Row[*ObservationRow]) -> int:
        return (indicators[row[0]] * in_indicator + areas[row[1]] * in_area + groups[row[2]]) * 10_000 + row[4]

    return place
