"""Rings as whole numbers, which take little room: steps from corner to corner in ten-thousandths of a degree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from data_sources.model import Ring

UNITS = 10_000
"""Units in a degree: one is 11 metres to the north, and 5 to the east in the middle of Finland."""


def steps(ring: Ring) -> Iterator[int]:
    """Yield a ring as steps from corner to corner in `UNITS`, to the east and to the north in turn, the first from (0, 0)."""
    places = [(0, 0), *((round(x * UNITS), round(y * UNITS)) for x, y in ring)]
    for (x, y), (to_x, to_y) in pairwise(places):
        yield from (to_x - x, to_y - y)


def corners(taken: Sequence[int]) -> Ring:
    """Return the ring of steps."""
    across, up = (accumulate(taken[first::2]) for first in (0, 1))
    return tuple((x / UNITS, y / UNITS) for x, y in zip(across, up, strict=True))
