"""Origins of the stored observations, by indicator and source series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, exists, insert, select

from data_sources.model import Origin
from data_sources.store import schema

_ORIGIN = schema.origin.c


def read_origins(connection: Connection, indicator: str | None = None) -> list[Origin]:
    """Read the origins of an indicator, or all, sorted by indicator and series."""
    statement = select(
        *(schema.indicator.c.key, _ORIGIN.series, _ORIGIN.publisher, _ORIGIN.licence, _ORIGIN.address),
        *(_ORIGIN.updated, _ORIGIN.fetched, _ORIGIN.sample, _ORIGIN.texts),
    ).join_from(schema.origin, schema.indicator)
    if indicator is not None:
        statement = statement.where(schema.indicator.c.key == indicator)
    # sorted here, since PostgreSQL would sort by the rules of its own language
    origins = [Origin(*row) for row in connection.execute(statement)]
    return sorted(origins, key=lambda origin: (origin.indicator, origin.series))


def has_sample(connection: Connection) -> bool:
    """Tell whether any stored observations are sample data."""
    return bool(connection.scalar(select(exists().where(_ORIGIN.sample))))


def has_real(connection: Connection) -> bool:
    """Tell whether any stored observations come from a service or a table."""
    return bool(connection.scalar(select(exists().where(_ORIGIN.sample.is_(False)))))


def write_origins(connection: Connection, number: int, before: Sequence[Origin], after: Sequence[Origin]) -> bool:
    """Write the origins of the indicator with id `number`; tell whether more than the fetching time has changed."""
    if before == after:
        return False
    connection.execute(delete(schema.origin).where(_ORIGIN.indicator_id == number))
    if after:
        connection.execute(insert(schema.origin), [_row(number, origin) for origin in after])
    return [_timeless(origin) for origin in before] != [_timeless(origin) for origin in after]


def _timeless(origin: Origin) -> Origin:
    return replace(origin, fetched=datetime.min.replace(tzinfo=UTC))


def _row(number: int, origin: Origin) -> dict[str, object]:
    return {
        "indicator_id": number,
        "series": origin.series,
        "publisher": dict(origin.publisher),
        "licence": origin.licence,
        "address": origin.address,
        "updated": origin.updated,
        "fetched": origin.fetched,
        "sample": origin.sample,
        "texts": {kind: dict(names) for kind, names in origin.texts.items()},
    }
