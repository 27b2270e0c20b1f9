"""Counts that a published interval tells: 7.5 % from 2.6 to 19.9 can be 3 of 40 only."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, inf, sqrt

from scipy.special import betaincinv

from data_sources.disclosure.cells import Minimums

_Z = 1.959963984540054
"""95 % of a normal distribution lie within this many standard deviations."""
_MOST_CASES = 12
"""Numerators that are tried; small ones are below all of these."""
_MOST_PERSONS = 20_000


def small_counts(value: float, low: float, high: float, multiplier: float, limits: Minimums) -> tuple[float, float] | None:
    """Return small counts that a share (times `multiplier`) and its 95 % interval give away; None where they do not.

    They do where every pair of counts that has this value and interval, as rounded, is small. Wilson's and the exact interval
    are tried. Small is what `limits` says.
    """
    decimals = max(_decimals(number) for number in (value, low, high))
    found = list(_pairs(value, low, high, multiplier, decimals))
    return found[0] if found and all(limits.is_small(*pair) for pair in found) else None


def _decimals(number: float) -> int:
    text = repr(float(number))
    return 0 if text.endswith(".0") or "e" in text else len(text.partition(".")[2])


def _pairs(value: float, low: float, high: float, multiplier: float, decimals: int) -> Iterator[tuple[float, float]]:
    half = 0.5 * 10.0**-decimals + 1e-9
    for cases in range(1 if value > half else 0, _MOST_CASES + 1):
        least = max(ceil(cases * multiplier / (value + half)), cases, 1)
        most = cases * multiplier / (value - half) if value > half else inf
        for persons in range(least, floor(min(most, _MOST_PERSONS)) + 1):
            for lower, upper in (_wilson(cases, persons), _exact(cases, persons)):
                if abs(lower * multiplier - low) <= half and abs(upper * multiplier - high) <= half:
                    yield float(cases), float(persons)


def _wilson(cases: int, persons: int) -> tuple[float, float]:
    share, square = cases / persons, _Z * _Z
    middle, width = share + square / (2 * persons), _Z * sqrt(share * (1 - share) / persons + square / (4 * persons**2))
    return (middle - width) / (1 + square / persons), (middle + width) / (1 + square / persons)


def _exact(cases: int, persons: int) -> tuple[float, float]:
    lower = betaincinv(cases, persons - cases + 1, 0.025) if cases else 0.0
    upper = betaincinv(cases + 1, persons - cases, 0.975) if cases < persons else 1.0
    return float(lower), float(upper)
