"""Where labels are placed on a map: within an area where they fit, or next to its circle where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TypeAlias

Corner: TypeAlias = tuple[float, float]

TRIES = 11
"""Heights within an area at which labels are tried."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of text or a circle, in pixels."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether two boxes have a place in common; x and y are their middles."""
        near = abs(self.x - other.x) < (self.width + other.width) / 2
        return near and abs(self.y - other.y) < (self.height + other.height) / 2


def within(ring: Sequence[Corner], width: float, height: float) -> Box | None:
    """Return where a label of this size fits within a ring (in pixels), as near to its middle as there is ample room."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    if high - low < height or max(x for x, _ in ring) - min(x for x, _ in ring) < width:
        return None
    span = high - low - height
    found: list[tuple[float, Box]] = []
    for number in range(TRIES):
        y = low + height / 2 + span * number / (TRIES - 1)
        for start, end in _room(ring, [y, y - height / 2, y + height / 2], width):
            off = abs(y - (low + high) / 2) / (high - low)
            found.append((min(end - start, 2 * width) / width - off, Box((start + end) / 2, y, width, height)))
    return max(found, key=lambda each: each[0])[1] if found else None


def adjacent(circle: Box, width: float, height: float, taken: Sequence[Box], frame: Box) -> Box | None:
    """Return where a label of this size fits right, left, below or above a circle without touching anything taken."""
    across, up = (circle.width + width) / 2 + 3, (circle.height + height) / 2 + 1
    for x, y in ((across, 0), (-across, 0), (0, up), (0, -up)):
        box = Box(circle.x + x, circle.y + y, width, height)
        inside = abs(box.x - frame.x) <= (frame.width - width) / 2 and abs(box.y - frame.y) <= (frame.height - height) / 2
        if inside and not any(box.overlaps(other) for other in taken):
            return box
    return None


def _room(ring: Sequence[Corner], heights: Sequence[float], width: float) -> list[tuple[float, float]]:
    """Return the intervals from left to right, at least so wide, that are within the ring at all of the heights."""
    room = [(-inf, inf)]
    for height in heights:
        if room:
            crossed = list(_crossed(ring, height))
            room = [(max(a, c), min(b, d)) for a, b in room for c, d in crossed if min(b, d) - max(a, c) >= width]
    return room


def _crossed(ring: Sequence[Corner], height: float) -> Iterator[tuple[float, float]]:
    crossings = sorted(
        x + (height - y) / (v - y) * (u - x) for (x, y), (u, v) in pairwise((*ring, ring[0])) if (y > height) != (v > height)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)
