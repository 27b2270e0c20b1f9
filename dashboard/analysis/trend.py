"""Recent trend of a series, by the test that its margins allow, and its robust slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import scipy  # scipy.stats is loaded when a series first asks for it: it takes half a second
from scipy.special import chdtrc, logit

from dashboard.analysis import Reason
from dashboard.analysis._checks import check_finite, check_interval, check_not_negative, check_positive
from dashboard.analysis._groups import Numbers
from dashboard.analysis._mann_kendall import mann_kendall

RECENT = 5
"""Points of a recent trend that is tested by counts or intervals."""

SIGNIFICANT = 9.5495
"""Chi-squared with one degree of freedom at p = 0.002."""

FEWEST_BARE = 6
"""Points from which a series without counts and intervals is tested."""

MOST_BARE = 10
"""Latest points of such a series that are tested: older ones would outvote what has happened since."""

FEWEST_FOR_LIMITS = 5
"""Points from which 95 % limits of the robust slope exist: of four, even the widest hold it in 92 of 100 cases."""


class TrendDirection(StrEnum):
    """Direction of change; whether it is an improvement depends on the indicator."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no significant change"
    NOT_ASSESSABLE = "not assessable"


class TrendMethod(StrEnum):
    """Test behind a trend."""

    COUNTS = "chi-squared of counts"
    INTERVALS = "chi-squared of weighted regression"
    MANN_KENDALL = "Mann-Kendall"


@dataclass(frozen=True, slots=True)
class Point:
    """One observation of a series: `value` and its 95 % interval in the indicator's unit, counts where the source gives them.

    `year` is the last year of a pooled period. `ValueError` names what is NaN or infinite, a negative numerator, a
    denominator not above 0, or limits in the wrong order.
    """

    year: int
    value: float
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None

    def __post_init__(self) -> None:
        check_finite(value=self.value)
        check_interval(self.low, self.high)
        check_not_negative(numerator=self.numerator)
        check_positive(denominator=self.denominator)

    @property
    def half_width(self) -> float | None:
        """Half the width of the interval; None without one."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def has_proportion(self) -> bool:
        """True where the counts can be a proportion: the numerator does not exceed the denominator."""
        return self.numerator is not None and self.denominator is not None and self.numerator <= self.denominator


@dataclass(frozen=True, slots=True)
class Trend:
    """Direction of change with the test (`method`) and its two-sided `p_value` (0..1), over the points of `years`.

    Not assessable: a `reason` (a `Reason`) and no p value; `method` is the test that failed, None where there is none.
    """

    direction: TrendDirection
    method: TrendMethod | None = None
    p_value: float | None = None
    reason: str | None = None
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Slope:
    """Change per year in the values' unit with 95 % limits; `reason` (a `Reason`) tells why value or limits are None."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


def in_order(points: Sequence[Point]) -> list[Point]:
    """Points by year; `ValueError` for a duplicate year."""
    ordered = sorted(points, key=lambda point: point.year)
    for earlier, later in pairwise(ordered):
        if earlier.year == later.year:
            raise ValueError(f"points must hold each year once, but year {later.year} comes twice")
    return ordered


def recent_trend(points: Sequence[Point]) -> Trend:
    """Direction in which a series has lately moved. `points`, in any order, are those after its last break.

    The latest five are tested by their counts (give counts only where the value is a true proportion; a numerator above
    its denominator is taken for a rate's), else by their intervals, both significant at p = 0.002 and only where the slope
    keeps its sign with any one point left out; six or more points without either by Mann-Kendall at p < 0.05 on the latest ten
    at most. `ValueError`: a year comes twice. Source: Fingertips, recent trends; Mann 1945.
    """
    ordered = in_order(points)
    latest = ordered[-RECENT:]
    if len(latest) < RECENT:
        return _not_assessable(latest, None, Reason.TOO_FEW_POINTS)
    if all(point.has_proportion for point in latest):
        return _by_counts(latest)
    if all(point.half_width is not None for point in latest):
        return _by_intervals(latest)
    if len(ordered) < FEWEST_BARE:
        return _not_assessable(ordered, None, Reason.NO_MARGIN)
    return _by_ranks(ordered[-MOST_BARE:])


def long_trend(points: Sequence[Point]) -> Trend:
    """Direction in which a series has moved over all its points, in any order, by Mann-Kendall at p < 0.05.

    Fewer than six: not assessable. `ValueError`: a year comes twice. Source: Mann 1945.
    """
    ordered = in_order(points)
    return _by_ranks(ordered) if len(ordered) >= FEWEST_BARE else _not_assessable(ordered, None, Reason.TOO_FEW_POINTS)


def theil_sen(points: Sequence[Point]) -> Slope:
    """Median of the slopes between all pairs of points, per year, with 95 % limits from five points on.

    Fewer than two points: None with `Reason.TOO_FEW_POINTS`, which from two to four tells why there are no limits.
    `ValueError`: a year comes twice. Source: Theil 1950, Sen 1968, as in scipy.
    """
    ordered = in_order(points)
    if len(ordered) < 2:
        return Slope(None, reason=Reason.TOO_FEW_POINTS)
    fit = scipy.stats.theilslopes([point.value for point in ordered], [point.year for point in ordered])
    if len(ordered) < FEWEST_FOR_LIMITS:
        return Slope(float(fit.slope), reason=Reason.TOO_FEW_POINTS)
    return Slope(float(fit.slope), float(fit.low_slope), float(fit.high_slope))


def _not_assessable(points: Sequence[Point], method: TrendMethod | None, reason: Reason) -> Trend:
    return Trend(TrendDirection.NOT_ASSESSABLE, method, None, reason, _years(points))


def _by_counts(points: Sequence[Point]) -> Trend:
    cases, totals = (
        np.array(each, dtype=np.float64) for each in zip(*((p.numerator, p.denominator) for p in points), strict=True)
    )
    if np.any(cases == 0) or np.any(cases == totals):
        return _not_assessable(points, TrendMethod.COUNTS, Reason.ZERO_OR_FULL_COUNT)
    logits = logit(cases / totals)
    statistic = _chi_squared_of_counts(_times(points), cases, totals)
    return _significant(points, TrendMethod.COUNTS, statistic, logits, np.ones_like(logits))


def _by_intervals(points: Sequence[Point]) -> Trend:
    widths = np.array([2 * (point.half_width or 0) for point in points])
    if np.any(widths == 0):
        return _not_assessable(points, TrendMethod.INTERVALS, Reason.ZERO_WIDTH)
    values = np.array([point.value for point in points])
    weights = (3.92 / widths) ** 2
    statistic = _chi_squared_of_values(_times(points), values, weights)
    return _significant(points, TrendMethod.INTERVALS, statistic, values, weights)


def _significant(points: Sequence[Point], method: TrendMethod, statistic: float, values: Numbers, weights: Numbers) -> Trend:
    """Trend of a chi-squared statistic; it needs a slope whose sign no single point decides."""
    times = _times(points)
    kept = [np.ones(len(points), dtype=bool), *~np.eye(len(points), dtype=bool)]
    least = 1e-9 * float(np.max(np.abs(values)))  # a level slope is seldom exactly 0 in floating point
    slopes = [_slope(times[each], values[each], weights[each]) for each in kept]
    signs = {_sign(slope) if abs(slope) > least else 0 for slope in slopes}
    sign = signs.pop() if statistic > SIGNIFICANT and len(signs) == 1 else 0
    return Trend(_direction(sign), method, float(chdtrc(1, statistic)), years=_years(points))


def _chi_squared_of_counts(times: Numbers, cases: Numbers, totals: Numbers) -> float:
    """Chi-squared for a linear trend in proportions, one degree of freedom (Armitage 1955)."""
    everybody, affected = totals.sum(), cases.sum()
    numerator = everybody * (everybody * (cases @ times) - affected * (totals @ times)) ** 2
    spread = everybody * (totals @ times**2) - (totals @ times) ** 2
    return float(numerator / (affected * (everybody - affected) * spread))


def _chi_squared_of_values(times: Numbers, values: Numbers, weights: Numbers) -> float:
    """Squared slope over its variance, where every value weighs by the inverse of its own variance."""
    middle = np.average(times, weights=weights)
    return float(_slope(times, values, weights) ** 2 * (weights @ (times - middle) ** 2))


def _slope(times: Numbers, values: Numbers, weights: Numbers) -> float:
    distances = times - np.average(times, weights=weights)
    return float((weights * distances) @ (values - np.average(values, weights=weights)) / (weights @ distances**2))


def _by_ranks(points: Sequence[Point]) -> Trend:
    score, p_value = mann_kendall([point.value for point in points])
    return Trend(_direction(score if p_value < 0.05 else 0), TrendMethod.MANN_KENDALL, p_value, years=_years(points))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _times(points: Sequence[Point]) -> Numbers:
    """Years since the first point, which keeps sums of squares small."""
    return np.array([point.year - points[0].year for point in points], dtype=np.float64)


def _years(points: Sequence[Point]) -> tuple[int, ...]:
    return tuple(point.year for point in points)


def _direction(sign: float) -> TrendDirection:
    if sign == 0:
        return TrendDirection.NO_CHANGE
    return TrendDirection.INCREASING if sign > 0 else TrendDirection.DECREASING
