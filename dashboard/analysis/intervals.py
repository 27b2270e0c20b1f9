"""Confidence intervals of proportions, rates and differences of proportions, from counts."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scipy.special import gammainccinv, gammaincinv, ndtri

from dashboard.analysis import Reason
from dashboard.analysis._checks import check_not_negative, check_positive

EXACT_BELOW = 10
"""Numerators from here on are large enough for Byar's approximation."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its confidence interval, all in one unit.

    `reason` (a `Reason`) tells why the value, or its interval, is None.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


def normal_quantile(confidence: float = 0.95) -> float:
    """Standard errors on either side of a normal interval: 1.96 for 0.95. `ValueError` outside 0 < confidence < 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, but is {confidence}")
    return float(ndtri((1 + confidence) / 2))


def wilson_interval(numerator: float | None, denominator: float | None, confidence: float = 0.95) -> Estimate:
    """Proportion as a fraction 0..1 with Wilson's score interval, which never leaves 0..1.

    Counts need not be whole (which is why scipy's binomtest does not serve); a missing one gives `Reason.MISSING_COUNT`.
    `ValueError`: numerator negative or above the denominator, denominator not above 0, NaN or infinite.
    Source: Wilson 1927; Public Health England, technical guide on confidence intervals.
    """
    z = normal_quantile(confidence)
    check_not_negative(numerator=numerator)
    check_positive(denominator=denominator)
    if numerator is None or denominator is None:
        return Estimate(None, reason=Reason.MISSING_COUNT)
    if numerator > denominator:
        raise ValueError(f"numerator must not be above the denominator, but {numerator} > {denominator}")
    return Estimate(numerator / denominator, *_wilson_limits(numerator, denominator, z))


def rate_interval(
    numerator: float | None, denominator: float | None, multiplier: float = 1000, confidence: float = 0.95
) -> Estimate:
    """Rate per `multiplier` with an exact Poisson interval below ten cases, Byar's approximation from ten on.

    The numerator may exceed the denominator (visits per person) and need not be whole; a missing count gives
    `Reason.MISSING_COUNT`. `ValueError`: numerator negative, denominator or multiplier not above 0, NaN or infinite.
    Source: Breslow & Day 1987; Public Health England, technical guide on confidence intervals.
    """
    z = normal_quantile(confidence)
    check_not_negative(numerator=numerator)
    check_positive(denominator=denominator, multiplier=multiplier)
    if numerator is None or denominator is None:
        return Estimate(None, reason=Reason.MISSING_COUNT)
    limits = _exact_limits(numerator, 1 - confidence) if numerator < EXACT_BELOW else _byar_limits(numerator, z)
    low, high = (limit / denominator * multiplier for limit in limits)
    return Estimate(numerator / denominator * multiplier, low, high)


def difference_of_proportions(
    x1: float | None, n1: float | None, x2: float | None, n2: float | None, confidence: float = 0.95
) -> Estimate:
    """Difference x1/n1 - x2/n2 of two disjoint groups, a fraction -1..1, with Newcombe's interval from two Wilson intervals.

    A missing count gives `Reason.MISSING_COUNT`. `ValueError` as in `wilson_interval`, naming x1, n1, x2 or n2.
    Source: Newcombe 1998, Statistics in Medicine 17:873-890, method 10.
    """
    z = normal_quantile(confidence)
    check_not_negative(x1=x1, x2=x2)
    check_positive(n1=n1, n2=n2)
    if x1 is None or n1 is None or x2 is None or n2 is None:
        return Estimate(None, reason=Reason.MISSING_COUNT)
    for name, x, n in (("1", x1, n1), ("2", x2, n2)):
        if x > n:
            raise ValueError(f"x{name} must not be above n{name}, but {x} > {n}")
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = _wilson_limits(x1, n1, z)
    low2, high2 = _wilson_limits(x2, n2, z)
    difference = p1 - p2
    below = sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    above = sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Estimate(difference, max(-1.0, difference - below), min(1.0, difference + above))


def _wilson_limits(x: float, n: float, z: float) -> tuple[float, float]:
    middle, reach = 2 * x + z**2, z * sqrt(z**2 + 4 * x * (1 - x / n))
    low, high = ((middle + sign * reach) / (2 * (n + z**2)) for sign in (-1, 1))
    # With no cases or all cases a limit equals the value; rounding must not separate them.
    return min(max(low, 0.0), x / n) if x else 0.0, max(min(high, 1.0), x / n) if x < n else 1.0


def _exact_limits(x: float, alpha: float) -> tuple[float, float]:
    """Limits of a Poisson count; the gamma quantiles are half the chi-squared ones with twice the degrees of freedom."""
    return float(gammaincinv(x, alpha / 2)) if x else 0.0, float(gammainccinv(x + 1, alpha / 2))


def _byar_limits(x: float, z: float) -> tuple[float, float]:
    low = x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3
    above = x + 1
    return max(low, 0.0), above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3
