"""Measures over ordered groups: the slope and relative index of inequality and the concentration index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import expit, logit

from dashboard.analysis import Reason
from dashboard.analysis._checks import check_positive
from dashboard.analysis._groups import (
    GroupValue,
    Numbers,
    lack_population,
    positive_mean,
    ranks,
    require_ordered,
    shares_and_values,
)
from dashboard.analysis.intervals import Estimate


@dataclass(frozen=True, slots=True)
class SlopeIndex:
    """Slope index (`sii`, in the values' unit) and relative index of inequality (`rii`, a ratio): best off against worst off."""

    sii: Estimate
    rii: Estimate


@dataclass(frozen=True, slots=True)
class _SlopeScale:
    """A scale on which the line is fitted: its domain, the transformation, its inverse and its derivative."""

    takes: Callable[[Numbers], bool]
    there: Callable[[Numbers], Numbers]
    back: Callable[[Numbers], Numbers]
    stretch: Callable[[Numbers], Numbers]


_SCALES: Mapping[str, _SlopeScale] = {
    "linear": _SlopeScale(lambda _: True, lambda y: y, lambda y: y, np.ones_like),
    "log": _SlopeScale(lambda y: bool(np.all(y > 0)), np.log, np.exp, lambda y: 1 / y),
    "logit": _SlopeScale(lambda y: bool(np.all((y > 0) & (y < 1))), logit, expit, lambda y: 1 / (y * (1 - y))),
}


def slope_index(
    groups: Sequence[GroupValue],
    scale: Literal["linear", "log", "logit"] = "linear",
    draws: int = 10_000,
    seed: int = 1,
) -> SlopeIndex:
    """Slope and relative index of inequality over groups **ordered from most to least disadvantaged**.

    The values' weighted least squares on the groups' ranks 0..1, read at 1 (best off) and at 0 (worst off): `sii` is their
    difference, `rii` their ratio; for an adverse indicator that burdens the worse off, below 0 and below 1. "log" takes
    values above 0; "logit" takes fractions between 0 and 1 (percentages are divided by 100 by the caller) and its `sii` is
    a fraction too. 95 % intervals are percentiles of `draws` seeded normal draws of every group, on the scale. A missing
    population, a value the scale does not take, an end at 0: None with a `Reason`. `ValueError`: fewer than three groups,
    an unknown scale, no draws. Source: Public Health England, technical guide on the slope index; WHO HEAT technical notes.
    """
    require_ordered(groups)
    check_positive(draws=draws)
    if scale not in _SCALES:
        raise ValueError(f"scale must be one of {', '.join(_SCALES)}, not {scale!r}")
    if lack_population(groups):
        return _nothing(Reason.NO_POPULATION)
    shares, values = shares_and_values(groups)
    if not _SCALES[scale].takes(values):
        return _nothing(Reason.OUTSIDE_SCALE)
    worst, best = _ends(shares, _SCALES[scale].there(values), _SCALES[scale])
    drawn = _drawn(groups, values, _SCALES[scale], draws, seed)
    with np.errstate(over="ignore", invalid="ignore"):  # a draw that leaves the floating range leaves the interval open
        drawn_ends = None if drawn is None else _ends(shares, drawn, _SCALES[scale])
        return SlopeIndex(_sii(worst, best, drawn_ends), _rii(worst, best, drawn_ends))


def concentration_index(groups: Sequence[GroupValue]) -> tuple[float, float]:
    """Absolute (values' unit) and relative (-1..1) concentration index over groups **ordered from most to least disadvantaged**.

    Below 0 where the values gather among the disadvantaged. `ValueError`: fewer than three groups, a population missing,
    a mean that is not above 0. Source: WHO HEAT technical notes.
    """
    require_ordered(groups)
    shares, values = shares_and_values(groups)
    absolute = float(2 * np.sum(shares * values * (ranks(shares) - 0.5)))
    return absolute, absolute / positive_mean(shares, values)


def _ends(shares: Numbers, values: Numbers, scale: _SlopeScale) -> tuple[Numbers, Numbers]:
    """The regression line's values at rank 0 and rank 1 for each row of values (on the scale), transformed back."""
    distances = ranks(shares) - 0.5
    slope = values @ (shares * distances / np.sum(shares * distances**2))
    middle = values @ shares
    return scale.back(middle - slope / 2), scale.back(middle + slope / 2)


def _drawn(groups: Sequence[GroupValue], values: Numbers, scale: _SlopeScale, draws: int, seed: int) -> Numbers | None:
    errors = [group.standard_error for group in groups if group.standard_error is not None]
    if len(errors) < len(groups):
        return None
    spread = np.array(errors, dtype=np.float64) * scale.stretch(values)
    return np.random.default_rng(seed).normal(scale.there(values), spread, size=(draws, len(groups)))


def _sii(worst: Numbers, best: Numbers, drawn: tuple[Numbers, Numbers] | None) -> Estimate:
    return _estimate(best - worst, None if drawn is None else drawn[1] - drawn[0])


def _rii(worst: Numbers, best: Numbers, drawn: tuple[Numbers, Numbers] | None) -> Estimate:
    if worst <= 0 or best < 0:
        return Estimate(None, reason=Reason.SLOPE_END)
    if drawn is None:
        return _estimate(best / worst, None)
    # A draw whose worst-off end is not above zero counts as an infinite ratio.
    ratios = np.full_like(drawn[0], np.inf)
    np.divide(np.maximum(drawn[1], 0), drawn[0], out=ratios, where=drawn[0] > 0)
    return _estimate(best / worst, ratios)


def _estimate(value: Numbers, drawn: Numbers | None) -> Estimate:
    if drawn is None:
        return Estimate(float(value), reason=Reason.NO_MARGIN)
    # Draws themselves instead of points between two of them, since one may be infinite.
    low, high = np.quantile(drawn, (0.025, 0.975), method="inverted_cdf")
    if not np.isfinite(low) or not np.isfinite(high):
        return Estimate(float(value), reason=Reason.UNBOUNDED)
    return Estimate(float(value), float(low), float(high))


def _nothing(reason: Reason) -> SlopeIndex:
    return SlopeIndex(Estimate(None, reason=reason), Estimate(None, reason=reason))
