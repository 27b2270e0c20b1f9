"""The outlines of areas that come with the program: of its municipalities from outlines.json, of larger areas joined from these.

The file holds Statistics Finland's generalised division into municipalities (CC BY 4.0), so that there is a map before anything
has been fetched; `data_sources.boundaries` fetches finer and newer ones. `python -m tests.outlines` makes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from data_sources.areas import read_areas
from data_sources.model import Boundary, Ring

FILE = Path(__file__).with_name("outlines.json")
UNITS = 10_000
"""Units in a degree: one is 11 metres to the north, and 5 to the east in the middle of Finland."""

Corner: TypeAlias = tuple[float, float]


def shipped_outlines(codes: Iterable[str]) -> dict[str, Boundary]:
    """Return the shipped outlines of areas by code, without areas that have none, such as a municipality's own districts."""
    municipalities = shipped_municipalities()
    found = ((code, municipalities.get(code) or _of_larger(code)) for code in codes)
    return {code: boundary for code, boundary in found if boundary}


@cache
def shipped_municipalities() -> Mapping[str, Boundary]:
    """Return the outlines in the file by code; it is read once."""
    held = json.loads(FILE.read_text(encoding="utf-8"))
    year = held["year"]
    found = {code: Boundary(code, year, tuple(map(corners, rings))) for code, rings in held["outlines"].items()}
    return MappingProxyType(found)


@cache
def _of_larger(code: str) -> Boundary | None:
    """Return the outline of a county, a region or the country; None of what has no municipalities."""
    areas, municipalities = read_areas(), shipped_municipalities()
    within = areas.municipalities(areas.by_code[code]) if code in areas.by_code else ()
    parts = [municipalities[each.code] for each in within if each.code in municipalities]
    return Boundary(code, parts[0].year, joined(ring for part in parts for ring in part.rings)) if parts else None


def joined(rings: Iterable[Ring]) -> tuple[Ring, ...]:
    """Return the outline of surfaces that lie side by side, the largest ring first: borders that two of them share are gone.

    Neighbours must have the same corners along their common border.
    """
    borders: set[frozenset[Corner]] = set()
    for ring in rings:
        borders ^= {frozenset(border) for border in pairwise((*ring, ring[0]))}
    return tuple(sorted(_chained(borders), key=lambda ring: -_size(ring)))


def _chained(borders: Iterable[frozenset[Corner]]) -> Iterator[Ring]:
    """Yield rings of borders; each corner is at the end of an even number of them."""
    neighbours: dict[Corner, set[Corner]] = {}
    for one, other in sorted(map(sorted, borders)):
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    for start, around in neighbours.items():
        while around:
            ring, corner = [start], start
            while (corner := _step(corner, neighbours)) != start:
                ring.append(corner)
            yield tuple(ring)


def _step(corner: Corner, neighbours: Mapping[Corner, set[Corner]]) -> Corner:
    """Return the next corner; the border to it is used up."""
    after = min(neighbours[corner])
    neighbours[corner].remove(after)
    neighbours[after].remove(corner)
    return after


def _size(ring: Ring) -> float:
    """Return the area within a ring in square degrees."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise((*ring, ring[0])))) / 2


def steps(ring: Ring) -> Iterator[int]:
    """Yield a ring as steps from corner to corner in `UNITS`, to the east and to the north in turn, the first from (0, 0)."""
    places = [(0, 0), *((round(x * UNITS), round(y * UNITS)) for x, y in ring)]
    for (x, y), (to_x, to_y) in pairwise(places):
        yield from (to_x - x, to_y - y)


def corners(taken: Sequence[int]) -> Ring:
    """Return the ring of steps."""
    across, up = (accumulate(taken[first::2]) for first in (0, 1))
    return tuple((x / UNITS, y / UNITS) for x, y in zip(across, up, strict=True))
