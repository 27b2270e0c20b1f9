"""Joins surfaces that lie side by side: what two of them share of their borders goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

from data_sources.model import Ring

Corner: TypeAlias = tuple[float, float]


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
