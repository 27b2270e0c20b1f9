"""Round ticks of a value axis, so that every format of a chart shows the same range."""

from __future__ import annotations

import math
from collections.abc import Iterable

STEPS = (1, 2, 5, 10)
INTERVALS = 6
"""At most about so many steps between the ends."""


def ticks(values: Iterable[float], decimals: int) -> tuple[float, ...]:
    """Return round numbers from at or below the smallest to at or above the largest value.

    They begin at zero unless every value is above two thirds of the largest: then a line's shape would be lost.
    Steps are never finer than the values' `decimals`. `ValueError` without values.
    """
    low, high = _stretch(list(values))
    step = _round_up(max((high - low) / INTERVALS, 10.0**-decimals))
    first, last = math.floor(round(low / step, 9)), math.ceil(round(high / step, 9))
    return tuple(round(number * step, 9) + 0.0 for number in range(first, max(last, first + 1) + 1))


def _stretch(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    if 0 <= low <= high * 2 / 3 or (low >= 0 and low == high):
        low = 0
    elif high <= 0 and high >= low * 2 / 3:
        high = 0
    return (low, high) if low < high else (low, low + 1)


def _round_up(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * each for each in STEPS if power * each >= step * (1 - 1e-9))
