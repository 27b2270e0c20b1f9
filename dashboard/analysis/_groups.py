"""The value of a population group, and the shares, ranks and mean from which measures of inequality are computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis._checks import check_finite, check_not_negative, check_positive

Numbers: TypeAlias = NDArray[np.float64]

FEWEST_ORDERED = 3
"""Fewest ordered groups for which a slope adds to the difference of its ends."""


@dataclass(frozen=True, slots=True)
class GroupValue:
    """The value of one group: `value` and its `standard_error` in the indicator's unit, `population` in persons (or a weight).

    `ValueError`: a number is NaN or infinite, the standard error negative, the population not above 0.
    """

    label: str
    value: float
    standard_error: float | None = None
    population: float | None = None

    def __post_init__(self) -> None:
        check_finite(value=self.value)
        check_not_negative(standard_error=self.standard_error)
        check_positive(population=self.population)


def lack_population(groups: Sequence[GroupValue]) -> bool:
    """True where the population of any group is not given."""
    return any(group.population is None for group in groups)


def shares_and_values(groups: Sequence[GroupValue]) -> tuple[Numbers, Numbers]:
    """Population shares and values in the order given; `ValueError` without groups or where a population is missing."""
    if not groups:
        raise ValueError("groups must hold at least one group")
    populations = [group.population for group in groups if group.population is not None]
    if len(populations) < len(groups):
        raise ValueError("population must be given for every group")
    sizes = np.array(populations, dtype=np.float64)
    return sizes / sizes.sum(), np.array([group.value for group in groups], dtype=np.float64)


def ranks(shares: Numbers) -> Numbers:
    """Rank 0..1 of the middle of every group: the share of those before it and half its own."""
    return np.cumsum(shares) - shares / 2


def positive_mean(shares: Numbers, values: Numbers) -> float:
    """Population mean; `ValueError` where it is not above 0, since it is a denominator."""
    mean = float(shares @ values)
    if mean <= 0:
        raise ValueError(f"value must have a mean above zero, but it is {mean}")
    return mean


def require_ordered(groups: Sequence[GroupValue]) -> None:
    """Raise `ValueError` for fewer groups than an order needs."""
    if len(groups) < FEWEST_ORDERED:
        raise ValueError(f"groups must be at least {FEWEST_ORDERED} in order, but are {len(groups)}")


def find(groups: Sequence[GroupValue], label: str, argument: str) -> GroupValue:
    """The one group of this label; `ValueError` names `argument` where there is none or more than one."""
    found = [group for group in groups if group.label == label]
    if len(found) != 1:
        raise ValueError(f"{argument} must be the label of one group, but {label!r} is that of {len(found)}")
    return found[0]
