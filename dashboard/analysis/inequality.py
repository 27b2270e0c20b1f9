"""Differences between population groups: absolute and relative gaps, attributable risk, and summary measures over all groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, hypot, log

from dashboard.analysis import Reason
from dashboard.analysis._checks import check_finite, check_not_negative
from dashboard.analysis._groups import GroupValue, find, lack_population, shares_and_values
from dashboard.analysis._indices import between_group_variance, index_of_disparity, mean_log_deviation, theil_index
from dashboard.analysis._slope import SlopeIndex, concentration_index, slope_index
from dashboard.analysis.intervals import Estimate, normal_quantile
from data_sources.model import Unit

__all__ = [
    "Attributable",
    "GroupValue",
    "SlopeIndex",
    "assessable_ratio",
    "between_group_variance",
    "complement",
    "concentration_index",
    "difference",
    "index_of_disparity",
    "mean_log_deviation",
    "persons",
    "population_attributable",
    "ratio",
    "slope_index",
    "theil_index",
]

_PER: Mapping[Unit, int] = {Unit.PERCENT: 100, Unit.PER_1000: 1000, Unit.PER_10000: 10_000, Unit.PER_100000: 100_000}

WIDEST_RATIO = 10.0
"""Most times that the upper end of a ratio's interval may be its lower end: a wider one says nothing of the ratio."""

_LARGEST_EXPONENT = 700.0
"""Beyond it exp overflows."""


@dataclass(frozen=True, slots=True)
class Attributable:
    """Population attributable risk: the change if every group had the value of the reference.

    `risk` is in the values' unit; `fraction` is its share of the mean (0..1; above 1 where a favourable mean would more
    than double). Neither is negative. `reason` (a `Reason`) tells why one of them is None.
    """

    risk: float | None
    fraction: float | None
    reason: str | None = None


def difference(worse: GroupValue, better: GroupValue) -> Estimate:
    """Absolute gap of two disjoint groups, worse minus better, in their unit, with a 95 % interval.

    It is negative for a favourable indicator. Without both standard errors it has no interval (`Reason.NO_MARGIN`).
    Source: WHO, Handbook on health inequality monitoring.
    """
    value = worse.value - better.value
    if worse.standard_error is None or better.standard_error is None:
        return Estimate(value, reason=Reason.NO_MARGIN)
    reach = normal_quantile() * hypot(worse.standard_error, better.standard_error)
    return Estimate(value, value - reach, value + reach)


def ratio(worse: GroupValue, better: GroupValue) -> Estimate:
    """Relative gap of two disjoint groups, worse / better (0 up), with a 95 % interval computed on the log scale.

    It is below 1 for a favourable indicator. None where the better group is 0 or a value negative; without interval where
    the worse group is 0 or a standard error is missing. Source: WHO, Handbook on health inequality monitoring.
    """
    if worse.value < 0 or better.value < 0:
        return Estimate(None, reason=Reason.NEGATIVE_VALUE)
    if better.value == 0:
        return Estimate(None, reason=Reason.ZERO_COMPARISON)
    value = worse.value / better.value
    if worse.standard_error is None or better.standard_error is None:
        return Estimate(value, reason=Reason.NO_MARGIN)
    if value == 0:
        return Estimate(value, reason=Reason.ZERO_VALUE)
    reach = normal_quantile() * hypot(worse.standard_error / worse.value, better.standard_error / better.value)
    if log(value) + reach > _LARGEST_EXPONENT:
        return Estimate(value, reason=Reason.UNBOUNDED)
    return Estimate(value, value * exp(-reach), value * exp(reach))


def assessable_ratio(found: Estimate) -> Estimate:
    """The ratio as it may be shown: without a value (`Reason.TOO_WIDE`) where its interval is wider than tenfold.

    A ratio that has no interval is returned as it is, unless it was too uncertain for one.
    """
    if found.value is None:
        return found
    unbounded = found.reason == Reason.UNBOUNDED
    if unbounded or (found.low is not None and found.high is not None and found.high > WIDEST_RATIO * found.low):
        return Estimate(None, reason=Reason.TOO_WIDE)
    return found


def complement(groups: Sequence[GroupValue], label: str) -> GroupValue | None:
    """The complement of a group in its breakdown: disjoint from that group, so the two may be compared.

    `groups` are all groups of the breakdown. None where the others' sizes are unknown, since certainty is then not
    assessable (a single other group needs no size); without a standard error where one is missing.
    `ValueError`: not exactly one group of this label, or no other group.
    """
    find(groups, label, "label")
    rest = [group for group in groups if group.label != label]
    if len(rest) == 1:
        return rest[0]
    if not rest:
        raise ValueError(f"groups must hold another group than {label!r}")
    if lack_population(rest):
        return None
    shares, values = shares_and_values(rest)
    errors = [group.standard_error for group in rest if group.standard_error is not None]
    return GroupValue(
        label=", ".join(group.label for group in rest),
        value=float(shares @ values),
        standard_error=hypot(*(shares * errors)) if len(errors) == len(rest) else None,
        population=sum(group.population or 0 for group in rest),
    )


def population_attributable(groups: Sequence[GroupValue], reference: str, higher_is_better: bool) -> Attributable:
    """Attributable risk: how much better the mean would be if every group had the value of `reference`; 0 where it is no better.

    A missing population gives `Reason.NO_POPULATION`; a mean of 0 or below leaves the risk without a fraction.
    `ValueError`: not exactly one group labelled `reference`. Source: WHO HEAT technical notes.
    """
    best = find(groups, reference, "reference").value
    if lack_population(groups):
        return Attributable(None, None, Reason.NO_POPULATION)
    shares, values = shares_and_values(groups)
    mean = float(shares @ values)
    risk = max(0.0, best - mean if higher_is_better else mean - best)
    if mean <= 0:
        return Attributable(risk, None, Reason.NEGATIVE_VALUE if mean < 0 else Reason.ZERO_COMPARISON)
    return Attributable(risk, risk / mean)


def persons(amount: float, base: float, unit: Unit) -> float | None:
    """Persons (cases, for a rate of cases) equal to a gap or an attributable risk of `amount` among `base` persons.

    `base` is the population of the indicator, 0 up. None for a unit that is no share of it (years, euros, an index).
    """
    check_finite(amount=amount)
    check_not_negative(base=base)
    return amount * base / _PER[unit] if unit in _PER else None
