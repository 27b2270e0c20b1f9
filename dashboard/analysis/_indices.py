"""Summary indices of inequality over groups that need no order; sampling noise pushes all of them up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import xlogy

from dashboard.analysis._groups import GroupValue, Numbers, positive_mean, shares_and_values


def theil_index(groups: Sequence[GroupValue]) -> float:
    """Theil index times 1000, from 0 (no differences) up.

    `ValueError`: no groups, a population missing, a negative value, a mean of 0. Source: WHO HEAT technical notes.
    """
    shares, relative = _relative(groups)
    return float(1000 * np.sum(shares * xlogy(relative, relative)))


def mean_log_deviation(groups: Sequence[GroupValue]) -> float:
    """Mean log deviation times 1000, from 0 (no differences) up.

    `ValueError`: no groups, a population missing, a value of 0 or below. Source: WHO HEAT technical notes.
    """
    shares, relative = _relative(groups)
    if not np.all(relative > 0):
        raise ValueError("value must be above zero in every group")
    return float(-1000 * np.sum(shares * np.log(relative)))


def between_group_variance(groups: Sequence[GroupValue]) -> float:
    """Population-weighted variance of the groups' values, in their unit squared, from 0 up.

    `ValueError`: no groups, a population missing. Source: WHO HEAT technical notes.
    """
    shares, values = shares_and_values(groups)
    return float(np.sum(shares * (values - shares @ values) ** 2))


def index_of_disparity(groups: Sequence[GroupValue], weighted: bool = False) -> float:
    """Mean distance of the groups' values from the population's mean, in percent of it, from 0 up.

    Every group counts alike, or by its population where `weighted`; the mean is always the population's. `ValueError`: no
    groups, a population missing, a mean that is not above 0. Source: WHO HEAT technical notes.
    """
    shares, values = shares_and_values(groups)
    mean = positive_mean(shares, values)
    weights = shares if weighted else np.full_like(shares, 1 / len(shares))
    return float(100 * np.sum(weights * np.abs(values - mean)) / mean)


def _relative(groups: Sequence[GroupValue]) -> tuple[Numbers, Numbers]:
    """Population shares, and values divided by their mean; `ValueError` for a negative value."""
    shares, values = shares_and_values(groups)
    if np.any(values < 0):
        raise ValueError("value must not be negative in any group")
    return shares, values / positive_mean(shares, values)
