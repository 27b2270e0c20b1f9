"""Imports of own tables in the store: the new observations, and those they replaced, so that an undo restores them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from data_sources.errors import StoreError
from data_sources.model import Area, AreaLevel, Observation, Origin
from data_sources.store import schema
from data_sources.store.dictionaries import Dictionaries
from data_sources.store.incoming import check
from data_sources.store.observations import series
from data_sources.store.origins import read_origins, write_origins
from data_sources.store.own_states import Before, content, digest_of, packed, unpacked
from data_sources.store.replacing import replace_observations

_IMPORT, _DISTRICT = schema.own_import.c, schema.district.c


@dataclass(frozen=True, slots=True)
class Part:
    """What an import brings of one indicator: observations and origins, in place of those of the `years` (last years of periods).

    Without `years` they replace observations of the same area, group and year only. `file` is the text of the
    indicator's own file before the import, which an undo writes again (None where there was none), `described` that of now.
    """

    indicator: str
    observations: Sequence[Observation]
    origins: Sequence[Origin]
    years: frozenset[int] | None = None
    file: str | None = None
    described: str | None = None


@dataclass(frozen=True, slots=True)
class OwnImport:
    """An import that was made: its number, file, moment, indicators, and when it was undone."""

    id: int
    file: str
    digest: str
    imported: datetime
    undone: datetime | None
    indicators: tuple[str, ...]


def read_imports(connection: Connection) -> list[OwnImport]:
    """Read all imports, the newest first."""
    columns = (_IMPORT.id, _IMPORT.file, _IMPORT.digest, _IMPORT.imported, _IMPORT.undone, _IMPORT.indicators)
    rows = connection.execute(select(*columns).order_by(_IMPORT.id.desc()))
    return [OwnImport(id_, file, digest, at, undone, tuple(names)) for id_, file, digest, at, undone, names in rows]


def read_before(connection: Connection, number: int) -> dict[str, Before]:
    """Read what each indicator of an import was before it."""
    stored_states = connection.execute(select(_IMPORT.before).where(_IMPORT.id == number)).scalar_one()
    return {indicator: unpacked(indicator, part) for indicator, part in json.loads(zlib.decompress(stored_states)).items()}


def read_districts(connection: Connection, municipality: str | None = None) -> list[Area]:
    """Read the districts of a municipality, or of all, by code; their parents are it and its county, region and country."""
    statement = select(_DISTRICT.code, _DISTRICT.municipality, _DISTRICT.name, _DISTRICT.genitive, _DISTRICT.locative)
    if municipality is not None:
        statement = statement.where(_DISTRICT.municipality == municipality)
    return sorted(
        (
            Area(code, AreaLevel.DISTRICT, code.lower(), name, genitive, locative, (parent,))
            for code, parent, name, genitive, locative in connection.execute(statement)
        ),
        key=lambda area: area.code,
    )


def write_import(
    connection: Connection, known: Dictionaries, made: OwnImport, parts: Sequence[Part], districts: Iterable[Area]
) -> int | None:
    """Store the observations and record the import; return its number, None where all is stored already."""
    before = [stored(connection, known, part.indicator) for part in parts]
    after = [_merged(part, *state) for part, state in zip(parts, before, strict=True)]
    files = all(part.file == part.described for part in parts)
    if files and [content(*state) for state in before] == [content(*state) for state in after]:
        return None
    states: dict[str, Any] = {}
    for part, (observations, origins), merged in zip(parts, before, after, strict=True):
        known = _put(connection, known, part.indicator, *merged)
        left = digest_of(*stored(connection, known, part.indicator))
        states[part.indicator] = packed(observations, origins, part.file, left)
    row = {"file": made.file, "digest": made.digest, "imported": made.imported, "undone": None}
    statement = insert(schema.own_import).values(
        **row, indicators=list(made.indicators), before=zlib.compress(json.dumps(states).encode())
    )
    number = connection.execute(statement.returning(_IMPORT.id)).scalar_one()
    _write_districts(connection, number, districts)
    return number


def _write_districts(connection: Connection, number: int, districts: Iterable[Area]) -> None:
    there = set(connection.scalars(select(_DISTRICT.code)))
    rows = [
        {
            "code": area.code,
            "municipality": area.parents[0],
            "import_id": number,
            "name": dict(area.name),
            "genitive": dict(area.genitive),
            "locative": dict(area.locative),
        }
        for area in districts
        if area.code not in there
    ]
    if rows:
        connection.execute(insert(schema.district), rows)


def undo_import(connection: Connection, known: Dictionaries, number: int, moment: datetime) -> Dictionaries:
    """Restore what the indicators of an import were before it; `StoreError` where they have changed since."""
    for indicator, before in read_before(connection, number).items():
        if digest_of(*stored(connection, known, indicator)) != before.left:
            raise StoreError(
                f"import {number} cannot be undone: the values of {indicator} have changed since, by a later import or a "
                "refresh; undo later imports first. Nothing was changed"
            )
        known = _put(connection, known, indicator, before.observations, before.origins)
    connection.execute(update(schema.own_import).where(_IMPORT.id == number).values(undone=moment))
    used = select(schema.area.c.key).join(schema.latest, schema.latest.c.area_id == schema.area.c.id)
    connection.execute(delete(schema.district).where(_DISTRICT.import_id == number, _DISTRICT.code.not_in(used)))
    return known


def stored(connection: Connection, known: Dictionaries, indicator: str) -> tuple[list[Observation], list[Origin]]:
    """Return all observations of an indicator and their origins."""
    return series(connection, known, indicator, known.areas.keys), read_origins(connection, indicator)


def _merged(part: Part, observations: Sequence[Observation], origins: Sequence[Origin]) -> tuple[list[Observation], list[Origin]]:
    """Return the stored observations with the new ones in place of some; sample data do not stay with real ones.

    `StoreError` where sample data would be added to real ones.
    """
    if any(origin.sample for origin in part.origins) and any(not origin.sample for origin in origins):
        raise StoreError(f"{part.indicator} has real values; sample values do not replace them. Nothing was imported")
    if any(origin.sample for origin in origins) and not any(origin.sample for origin in part.origins):
        return list(part.observations), list(part.origins)
    new = {(each.area, each.group, each.period.last) for each in part.observations}
    kept = [
        each
        for each in observations
        if (each.area, each.group, each.period.last) not in new and (part.years is None or each.period.last not in part.years)
    ]
    given = {origin.series for origin in part.origins}
    return [*kept, *part.observations], [*(origin for origin in origins if origin.series not in given), *part.origins]


def _put(
    connection: Connection, known: Dictionaries, indicator: str, observations: Sequence[Observation], origins: Sequence[Origin]
) -> Dictionaries:
    incoming = check(indicator, observations, origins, None)
    grown = known.grown(connection, indicator, incoming.areas, incoming.groups)
    # Whether sample or real, what stood there before an import comes back.
    write_origins(connection, grown.indicators.ids[indicator], read_origins(connection, indicator), [])
    replace_observations(connection, grown, incoming)
    return grown
