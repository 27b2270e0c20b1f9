"""From degrees to a flat drawing: equirectangular, true to scale along the middle latitude of what is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import TypeAlias

from dashboard.charts import Place

Corners: TypeAlias = tuple[tuple[int, int], ...]

FINE = 2
"""Steps in a pixel: corners stand on whole steps, so that neighbours keep their common border and paths are short."""


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
class Projection:
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

    def rings(self, place: Place) -> list[Corners]:
        """Return the rings of a place in steps of a pixel, the largest first, without those too small to see."""
        found = [_thinned([self._step(corner) for corner in ring]) for ring in place.rings]
        seen = [ring for ring in found if len(ring) > 2]
        largest = sorted(seen, key=lambda ring: -abs(area(ring)))
        return [ring for number, ring in enumerate(largest) if not number or abs(area(ring)) > SMALLEST]

    def _step(self, corner: tuple[float, float]) -> tuple[int, int]:
        x, y = self(corner)
        return round(x * FINE), round(y * FINE)


FLAT, PASSES, FEWEST = 2.5 * FINE**2, 4, 8
"""A corner that spans less than two and a half pixels goes, in so many passes, from rings with more corners than the fewest."""
SMALLEST = 4.0 * FINE**2
"""Islands below so many square steps, four pixels, are left out, but for the largest piece of an area."""


def area(ring: Corners) -> float:
    """Return the area within a ring, negative where it runs the other way round."""
    after = (*ring[1:], ring[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, after, strict=True)) / 2


def _thinned(ring: Sequence[tuple[int, int]]) -> Corners:
    """Return a ring without corners that are too small to see: they stand on the one before or bend the border hardly.

    Only a corner that bends less than both beside it goes, so that the neighbour, which has the same corners, draws the same.
    """
    kept = [corner for number, corner in enumerate(ring) if corner != ring[number - 1]]
    for _ in range(PASSES):
        bends = [(_bend(kept, number), corner) for number, corner in enumerate(kept)]
        after = [*bends[1:], *bends[:1]]
        least = [bend[0] < FLAT and bend <= min(bends[n - 1], after[n]) for n, bend in enumerate(bends)]
        kept = [corner for corner, gone in zip(kept, least, strict=True) if not gone] if len(kept) > FEWEST else kept
    return tuple(kept)


def _bend(ring: Sequence[tuple[int, int]], number: int) -> float:
    """Return the area of the triangle of a corner and those beside it."""
    (a, b), (x, y), (u, v) = ring[number - 1], ring[number], ring[(number + 1) % len(ring)]
    return abs((x - a) * (v - b) - (u - a) * (y - b)) / 2
