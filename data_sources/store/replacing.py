"""Observations of an indicator written to the store: only what differs, in bulk, and the newest values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, literal_column, null, select, update

from data_sources.errors import StoreError
from data_sources.model import Origin
from data_sources.store import schema
from data_sources.store.dictionaries import Dictionaries
from data_sources.store.incoming import Incoming, StoredRow, stored_rows
from data_sources.store.origins import read_origins, write_origins
from data_sources.store.schema import ObservationColumns

if TYPE_CHECKING:
    import psycopg  # loaded by SQLAlchemy where PostgreSQL is used

COLUMNS = tuple(column.name for column in schema.observation.columns)[1:]
"""Names of a StoredRow's columns."""

Scope: TypeAlias = tuple[Sequence[int] | None, Sequence[int] | None]
"""Groups and areas whose rows are replaced; None: all."""


class Change(NamedTuple):
    """How many observations a replacement inserted, updated and deleted."""

    inserted: int
    updated: int
    deleted: int


def replace_observations(connection: Connection, known: Dictionaries, incoming: Incoming) -> tuple[Change, bool]:
    """Replace the stored observations and origins by the incoming ones; the second tells whether anything shown changed.

    `known` holds every key of the incoming observations. Real data remove all sample data of the indicator.
    `StoreError` where sample data would replace real ones.
    """
    number = known.indicators.ids[incoming.indicator]
    origins = read_origins(connection, incoming.indicator)
    sweep = incoming.is_real and any(origin.sample for origin in origins)
    if incoming.is_sample and any(not origin.sample for origin in origins):
        raise StoreError(f"{incoming.indicator} has real values; sample values do not replace them.")
    groups = None if sweep or incoming.scope is None else known.groups.known(incoming.scope)
    areas = None if sweep or incoming.scope_areas is None else known.areas.known(incoming.scope_areas)
    change = _replace_rows(connection, number, (groups, areas), stored_rows(incoming, known))
    kept = [] if groups is None else origins
    rewritten = write_origins(connection, number, origins, _merged(kept, incoming.origins))
    return change, rewritten or any(change)


def _merged(kept: Iterable[Origin], given: Iterable[Origin]) -> list[Origin]:
    by_series = {origin.series: origin for origin in (*kept, *given)}
    return [by_series[series] for series in sorted(by_series)]


def _replace_rows(connection: Connection, number: int, scope: Scope, after: list[StoredRow]) -> Change:
    before = _read_rows(connection, number, scope)
    gone, new = _differences(before, after)
    _delete(connection, schema.observation, number, ("area_id", "group_id", "period_end"), gone)
    _insert(connection, schema.observation, number, new)
    outdated, newest = _differences(_newest(before), _newest(after))
    _delete(connection, schema.latest, number, ("area_id", "group_id"), outdated)
    _insert(connection, schema.latest, number, newest)
    _count(connection, number, len(new) - len(gone), _with_value(new) - _with_value(gone))
    updated = len({row[:3] for row in gone} & {row[:3] for row in new})
    return Change(len(new) - updated, updated, len(gone) - updated)


def _read_rows(connection: Connection, number: int, scope: Scope) -> list[StoredRow]:
    c = schema.observation.c
    statement = select(*(c[name] for name in COLUMNS)).where(c.indicator_id == number)
    for column, ids in zip((c.group_id, c.area_id), scope, strict=True):
        if ids is not None:
            statement = statement.where(column.in_(ids))
    return sorted(map(tuple, connection.execute(statement)), key=itemgetter(0, 1, 2))


def _differences(before: list[StoredRow], after: list[StoredRow]) -> tuple[list[StoredRow], list[StoredRow]]:
    """Rows that are gone and rows that are new, each sorted by key; a changed row is in both."""
    if not before:
        return [], after
    old, new = set(before), set(after)
    return sorted(old - new), sorted(new - old)


def _newest(rows: list[StoredRow]) -> list[StoredRow]:
    """The last row with a value of each area and group."""
    return list({row[:2]: row for row in rows if row[4] is not None}.values())


def _with_value(rows: list[StoredRow]) -> int:
    return len(rows) - list(map(itemgetter(4), rows)).count(None)


def _delete(
    connection: Connection, table: Table[ObservationColumns], number: int, key: Sequence[str], rows: list[StoredRow]
) -> None:
    if not rows:
        return
    matches = [table.c[name] == bindparam(name) for name in key]
    statement = delete(table).where(table.c.indicator_id == literal_column(str(number)), *matches)
    connection.exec_driver_sql(str(statement.compile(connection.engine)), [row[: len(key)] for row in rows])


def _insert(connection: Connection, table: Table[ObservationColumns], number: int, rows: list[StoredRow]) -> None:
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, number, rows)
        return
    constants = _constants(rows)
    values: dict[str, Any] = {name: bindparam(name) for name in COLUMNS} | constants
    statement = insert(table).inline().values(indicator_id=literal_column(str(number)), **values).compile(connection.engine)
    parameters = map(itemgetter(*map(COLUMNS.index, statement.positiontup or ())), rows)
    connection.exec_driver_sql(str(statement), list(parameters))


def _constants(rows: list[StoredRow]) -> dict[str, ColumnElement[Any]]:
    """What is the same in every row, as literals of the statement: handing a parameter to SQLite costs more than storing it."""
    found = {}
    for name in ("low", "high", "numerator", "denominator", "status"):
        values = set(map(itemgetter(COLUMNS.index(name)), rows))
        if len(values) == 1:
            value = values.pop()
            found[name] = null() if value is None else literal_column(repr(value))
    return found


def _copy(connection: Connection, table: Table[ObservationColumns], number: int, rows: list[StoredRow]) -> None:
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    statement = f"COPY {table.name} (indicator_id, {', '.join(COLUMNS)}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row((number, *row))


def _count(connection: Connection, number: int, observations: int, with_value: int) -> None:
    if not observations and not with_value:
        return
    c = schema.indicator.c
    connection.execute(
        update(schema.indicator)
        .where(c.id == number)
        .values(observations=c.observations + observations, figures=c.figures + with_value)
    )
