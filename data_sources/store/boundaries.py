"""Outlines of areas in the store, packed: steps from corner to corner in ten-thousandths of a degree, as compressed JSON."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Connection, delete, func, insert, select

from data_sources.model import Boundary, Ring
from data_sources.outlines.packing import corners, steps
from data_sources.store import schema

_BOUNDARY = schema.boundary.c


def write_boundaries(connection: Connection, boundaries: Iterable[Boundary]) -> bool:
    """Put these in place of all stored ones; tell whether anything has changed."""
    rows = [{"code": each.area, "year": each.year, "outline": _packed(each.rings)} for each in boundaries]
    stored = connection.execute(select(_BOUNDARY.code, _BOUNDARY.year, _BOUNDARY.outline))
    if {tuple(row) for row in stored} == {tuple(row.values()) for row in rows}:
        return False
    connection.execute(delete(schema.boundary))
    if rows:
        connection.execute(insert(schema.boundary), rows)
    return True


def read_boundaries(connection: Connection, codes: Iterable[str]) -> dict[str, Boundary]:
    """Read the outlines of areas by code."""
    columns = select(_BOUNDARY.code, _BOUNDARY.year, _BOUNDARY.outline)
    rows = connection.execute(columns.where(_BOUNDARY.code.in_(list(codes))).order_by(_BOUNDARY.code))
    return {code: Boundary(code, year, _unpacked(outline)) for code, year, outline in rows}


def read_year(connection: Connection) -> int | None:
    """Read the year of the outlines; None where there are none."""
    return connection.execute(select(func.min(_BOUNDARY.year))).scalar_one()


def _packed(rings: Iterable[Ring]) -> bytes:
    return zlib.compress(json.dumps([list(steps(ring)) for ring in rings], separators=(",", ":")).encode(), 9)


@lru_cache(maxsize=512)
def _unpacked(outline: bytes) -> tuple[Ring, ...]:
    return tuple(map(corners, json.loads(zlib.decompress(outline))))
