"""Classes of values for a map: at most five between round limits."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

MOST = 5
STEPS = (1, 1.5, 2, 2.5, 3, 4, 5)
LADDERS = ((1, 2, 5), (1, 5), (1,))
"""Limits of uneven classes within a power of ten, from the finest."""
CROWDED = 0.55
"""With a larger share of all areas in one class the others say little, and classes of growing width are tried."""


def class_limits(values: Iterable[float], decimals: int) -> tuple[float, ...]:
    """Return round limits of three to five classes where the values allow, from at or below the smallest to the largest.

    Classes are of one width, never finer than `decimals`; where they would leave most of the values in one of them, as
    numbers of inhabitants do, they widen from limit to limit. `ValueError` without values.
    """
    found = sorted(values)
    even = _even(found[0], found[-1], decimals)
    if crowding(found, even) <= CROWDED or found[0] <= 0 or len(found) <= MOST:
        return even
    uneven = _uneven(found[0], found[-1], decimals)
    return min(even, uneven, key=lambda limits: crowding(found, limits))


def class_of(value: float, limits: Sequence[float]) -> int:
    """Return the place of a value's class, from 0; limits belong to the class above them, the last to the class below."""
    return max(0, min(bisect_right(limits, value) - 1, len(limits) - 2))


def crowding(values: Sequence[float], limits: Sequence[float]) -> float:
    """Return the share of values in the fullest class."""
    places = [class_of(value, limits) for value in values]
    return max(places.count(place) for place in set(places)) / len(places)


def _even(low: float, high: float, decimals: int) -> tuple[float, ...]:
    for step in _steps(decimals):
        first, last = math.floor(round(low / step, 9)), math.ceil(round(high / step, 9))
        if last - first <= MOST:
            return tuple(round(number * step, 9) + 0.0 for number in range(first, max(last, first + 1) + 1))
    raise AssertionError  # steps grow without end


def _steps(decimals: int) -> Iterator[float]:
    """Yield round steps, each larger than the one before, none with more decimals than the values are written with."""
    power = -decimals
    while True:
        yield from (step * 10.0**power for step in STEPS if power > -decimals or step == int(step))
        power += 1


def _uneven(low: float, high: float, decimals: int) -> tuple[float, ...]:
    powers = range(max(math.floor(math.log10(low)), -decimals), math.ceil(math.log10(high)) + 1)
    for ladder in LADDERS:
        rungs = [round(rung * 10.0**power, 9) for power in powers for rung in ladder]
        first, last = bisect_right(rungs, low) - 1, bisect_left(rungs, high)
        limits = tuple(rungs[max(first, 0) : last + 1])
        if 2 <= len(limits) <= MOST + 1:
            return limits
    return _even(low, high, decimals)
