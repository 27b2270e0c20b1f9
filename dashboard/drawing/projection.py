"""From degrees to a flat drawing: equirectangular, true to scale along the middle latitude of what is drawn."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, inf, radians
from typing import TypeAlias

from dashboard.charts.chart import Place

Corners: TypeAlias = tuple[tuple[int, int], ...]

STEPS = 1200
"""Steps along the longer side of a map, however large it is drawn: about two a pixel where it is large.

Corners are on whole steps, so that neighbours keep their common border, paths are short, and a map drawn in two sizes has the
same paths in both, which a page's compression finds.
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """What is drawn, in degrees of latitude: `squeeze` is the length of a degree of longitude in them."""

    west: float
    south: float
    east: float
    north: float

    @property
    def squeeze(self) -> float:
        """Cosine of the middle latitude."""
        return cos(radians((self.south + self.north) / 2))

    @property
    def width(self) -> float:
        """From west to east."""
        return max((self.east - self.west) * self.squeeze, 0.01)

    @property
    def height(self) -> float:
        """From south to north."""
        return max(self.north - self.south, 0.01)


def extent(places: Iterable[Place | None]) -> Extent:
    """Return the smallest extent that holds every outline, and every centre without one; `ValueError` without places."""
    corners = [corner for place in places if place for corner in _corners(place)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Extent(min(across), min(up), max(across), max(up))


def _corners(place: Place) -> Sequence[tuple[float, float]]:
    return [corner for ring in place.rings for corner in ring] or [place.centre]


@dataclass(frozen=True, slots=True)
class MapProjection:
    """Degrees to pixels: `scale` pixels a degree of latitude, with the north-west corner at (`left`, `top`)."""

    extent: Extent
    scale: float
    left: float
    top: float

    def __call__(self, corner: tuple[float, float]) -> tuple[float, float]:
        """Return the pixels of a corner (longitude, latitude)."""
        x, y = corner
        across = self.left + (x - self.extent.west) * self.extent.squeeze * self.scale
        return across, self.top + (self.extent.north - y) * self.scale

    @property
    def step(self) -> float:
        """Pixels in a step."""
        return self.scale * max(self.extent.width, self.extent.height) / STEPS

    def pixels(self, ring: Corners) -> list[tuple[float, float]]:
        """Return the pixels of corners given in steps."""
        return [(self.left + x * self.step, self.top + y * self.step) for x, y in ring]


@lru_cache(maxsize=64)
def outlines(places: tuple[Place | None, ...]) -> tuple[tuple[Corners, ...], ...]:
    """Return the rings of every place in steps from the north-west, the largest first, without those too small to see."""
    shown = extent(places)
    steps = MapProjection(shown, STEPS / max(shown.width, shown.height), 0, 0)
    rings = [[_apart([_rounded(steps(corner)) for corner in ring]) for ring in place.rings] if place else [] for place in places]
    forks = _forks(ring for found in rings for ring in found)
    return tuple(tuple(_seen(_thinned(ring, forks) for ring in found)) for found in rings)


def _rounded(corner: tuple[float, float]) -> tuple[int, int]:
    return round(corner[0]), round(corner[1])


FLAT, PASSES = 36, 5
"""A corner that spans fewer square steps with its neighbours is dropped, in so many passes."""
SMALLEST = 48
"""Islands of fewer square steps are left out, but for the largest piece of an area."""


def area(ring: Corners) -> float:
    """Return the area within a ring, negative where it runs the other way round."""
    after = (*ring[1:], ring[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, after, strict=True)) / 2


def _seen(rings: Iterable[Corners]) -> list[Corners]:
    largest = sorted((ring for ring in rings if len(ring) > 2), key=lambda ring: -abs(area(ring)))
    return [ring for number, ring in enumerate(largest) if not number or abs(area(ring)) > SMALLEST]


def _apart(ring: Sequence[tuple[int, int]]) -> Corners:
    """Return a ring without corners equal to the one before."""
    return tuple(corner for number, corner in enumerate(ring) if corner != ring[number - 1])


def _forks(rings: Iterable[Corners]) -> set[tuple[int, int]]:
    """Return the corners from which borders run to more than two others: none of these may go."""
    neighbours: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for ring in rings:
        for number, corner in enumerate(ring):
            neighbours.setdefault(corner, set()).update((ring[number - 1], ring[(number + 1) % len(ring)]))
    return {corner for corner, others in neighbours.items() if len(others) > 2}


def _thinned(ring: Corners, forks: Container[tuple[int, int]]) -> Corners:
    """Return a ring without corners that bend the border too little to see.

    Only a corner that bends less than both of its neighbours goes, and no fork, so that the neighbour, which has the same corners
    between forks, draws the same border.
    """
    for _ in range(PASSES if len(ring) > FEWEST else 0):
        bends = [(inf if corner in forks else _bend(ring, number), corner) for number, corner in enumerate(ring)]
        after = [*bends[1:], *bends[:1]]
        gone = [bend[0] < FLAT and bend <= min(bends[n - 1], after[n]) for n, bend in enumerate(bends)]
        if len(ring) - sum(gone) < FEWEST:
            break
        ring = tuple(corner for corner, goes in zip(ring, gone, strict=True) if not goes)
    return ring


def _bend(ring: Corners, number: int) -> float:
    """Return the area of the triangle of a corner and its neighbours."""
    (a, b), (x, y), (u, v) = ring[number - 1], ring[number], ring[(number + 1) % len(ring)]
    return abs((x - a) * (v - b) - (u - a) * (y - b)) / 2


FEWEST = 4
"""Corners that a ring keeps."""
