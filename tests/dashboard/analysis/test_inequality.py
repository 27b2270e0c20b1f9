"""Gaps and indices against WHO's published values, by hand, and by their properties."""

from __future__ import annotations

from dataclasses import replace
from math import inf, log, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import Reason
from dashboard.analysis.inequality import (
    Attributable,
    GroupValue,
    between_group_variance,
    complement,
    difference,
    index_of_disparity,
    mean_log_deviation,
    persons,
    population_attributable,
    ratio,
    theil_index,
)
from dashboard.analysis.intervals import Estimate
from data_sources.model import Unit
from tests.dashboard.analysis.heat import REGIONS, WEALTH

BY_NAME = {group.label: group for group in REGIONS}
POOR, RICH = WEALTH[0], WEALTH[-1]

# The package gives best less worst and best over worst, with intervals at 1.959964 standard errors.
PUBLISHED_GAPS = [
    (POOR, RICH, (23.6187515258789, 20.4530400430321, 26.7844630087257), (1.31239544375442, 1.25879053393379, 1.36828308948656)),
    (
        BY_NAME["papua"],
        BY_NAME["bali"],
        (35.8047332763672, 21.9833419352657, 49.6261246174686),
        (1.55774724685716, 1.25600790518463, 1.93197548763387),
    ),
    (
        BY_NAME["papua"],
        BY_NAME["aceh"],
        (30.9225769042969, 16.7760983678233, 45.0690554407704),
        (1.48169559038397, 1.19191768429899, 1.84192402838163),
    ),
]

VALUES = st.floats(0.1, 100)
SIZES = st.floats(1, 1e6)
GROUPS = st.lists(st.builds(GroupValue, st.just("group"), VALUES, st.floats(0, 5), SIZES), min_size=1, max_size=8)


def group(label: str, value: float, error: float | None = None, population: float | None = None) -> GroupValue:
    return GroupValue(label, value, error, population)


@pytest.mark.parametrize(("worse", "better", "gap", "quotient"), PUBLISHED_GAPS)
def test_published_gaps(
    worse: GroupValue, better: GroupValue, gap: tuple[float, float, float], quotient: tuple[float, float, float]
) -> None:
    absolute, relative = difference(worse, better), ratio(worse, better)
    assert (absolute.value, absolute.high, absolute.low) == pytest.approx([-each for each in gap], rel=1e-10)
    assert (relative.value, relative.high, relative.low) == pytest.approx([1 / each for each in quotient], rel=1e-10)


def test_published_attributable_risks() -> None:
    found = population_attributable(WEALTH, "Quintile 5", higher_is_better=True)
    assert (found.risk, found.fraction) == pytest.approx((7.62736228740496, 0.0832711561476467), rel=1e-10)
    found = population_attributable(REGIONS, "bali", higher_is_better=True)
    assert (found.risk, found.fraction) == pytest.approx((8.40331348383435, 0.0917425488131743), rel=1e-10)


def test_published_indices() -> None:
    assert between_group_variance(REGIONS) == pytest.approx(50.4202264751666, rel=1e-12)
    assert theil_index(REGIONS) == pytest.approx(3.14387232474826, rel=1e-9)
    assert mean_log_deviation(REGIONS) == pytest.approx(3.30790061366696, rel=1e-9)
    assert index_of_disparity(REGIONS) == pytest.approx(7.2225025130284, rel=1e-12)
    assert index_of_disparity(REGIONS, weighted=True) == pytest.approx(5.81474197152704, rel=1e-12)


def test_gaps_by_hand() -> None:
    """30 % against 20 %, standard errors 3 and 4: 10 points give or take 1.96 · 5."""
    absolute = difference(group("low", 30, 3), group("high", 20, 4))
    assert (absolute.value, absolute.low, absolute.high) == pytest.approx((10, 10 - 9.8, 10 + 9.8), abs=1e-3)
    relative = ratio(group("low", 30, 3), group("high", 20, 4))
    assert (relative.value, relative.low, relative.high) == pytest.approx((1.5, 0.967, 2.326), abs=1e-3)


def test_indices_by_hand() -> None:
    """Two equal groups at 10 and 30: mean 20, relative values 0.5 and 1.5."""
    halves = [group("one", 10, population=500), group("other", 30, population=500)]
    assert between_group_variance(halves) == 100
    assert index_of_disparity(halves) == 50
    assert theil_index(halves) == pytest.approx(1000 * (0.25 * log(0.5) + 0.75 * log(1.5)))
    assert mean_log_deviation(halves) == pytest.approx(-500 * (log(0.5) + log(1.5)))
    assert theil_index([group("none", 0, population=1), group("all", 4, population=1)]) == pytest.approx(1000 * log(2))


def test_attributable_risk_by_hand() -> None:
    """Daily smoking 20 % and 10 %, a quarter and three quarters of 8 000: mean 12.5 %, so 2.5 points, a fifth, 200 persons."""
    groups = [group("low", 20, population=2000), group("high", 10, population=6000)]
    assert population_attributable(groups, "high", higher_is_better=False) == Attributable(2.5, 0.2)
    assert population_attributable(groups, "low", higher_is_better=False) == Attributable(0, 0)
    assert population_attributable(groups, "low", higher_is_better=True) == Attributable(7.5, 0.6)
    assert persons(2.5, 8000, Unit.PERCENT) == 200
    assert persons(2.5, 8000, Unit.PER_1000) == 20
    assert persons(2.5, 8000, Unit.PER_10000) == 2
    assert persons(2.5, 8000, Unit.PER_100000) == 0.2
    assert persons(2.5, 8000, Unit.YEARS) is None


def test_a_missing_standard_error_leaves_the_value() -> None:
    assert difference(group("a", 3), group("b", 2, 1)) == Estimate(1, reason=Reason.NO_MARGIN)
    assert ratio(group("a", 3, 1), group("b", 2)) == Estimate(1.5, reason=Reason.NO_MARGIN)


def test_ratios_with_zeros_and_negative_values() -> None:
    assert ratio(group("a", 3, 1), group("b", 0, 1)) == Estimate(None, reason=Reason.ZERO_COMPARISON)
    assert ratio(group("a", 0, 1), group("b", 2, 1)) == Estimate(0, reason=Reason.ZERO_VALUE)
    assert ratio(group("a", -1, 1), group("b", 2, 1)) == Estimate(None, reason=Reason.NEGATIVE_VALUE)
    assert ratio(group("a", 1, 1000), group("b", 1, 1)) == Estimate(1, reason=Reason.UNBOUNDED)
    assert difference(group("a", 0, 0), group("b", 0, 0)) == Estimate(0, 0, 0)


def test_equal_groups_have_no_gap() -> None:
    same = [group(label, 12, 1, 100) for label in "abc"]
    assert difference(same[0], same[1]).value == 0
    assert ratio(same[0], same[1]).value == 1
    assert [theil_index(same), mean_log_deviation(same), between_group_variance(same), index_of_disparity(same)] == [0, 0, 0, 0]
    assert population_attributable(same, "a", higher_is_better=True) == Attributable(0, 0)


def test_one_group_differs_from_nobody() -> None:
    alone = [group("all", 12, 1, 100)]
    assert [theil_index(alone), mean_log_deviation(alone), between_group_variance(alone), index_of_disparity(alone)] == [
        0,
        0,
        0,
        0,
    ]
    with pytest.raises(ValueError, match="groups"):
        complement(alone, "all")


def test_a_missing_population_is_never_an_equal_share() -> None:
    groups = [group("a", 10, population=100), group("b", 20)]
    assert population_attributable(groups, "a", higher_is_better=False) == Attributable(None, None, Reason.NO_POPULATION)
    for index in (theil_index, mean_log_deviation, between_group_variance, index_of_disparity):
        with pytest.raises(ValueError, match="population"):
            index(groups)


def test_nothing_is_related_to_a_mean_of_zero() -> None:
    nothing = [group("a", 0, population=1), group("b", 0, population=1)]
    assert population_attributable(nothing, "a", higher_is_better=False) == Attributable(0, None, Reason.ZERO_COMPARISON)
    negative = [group("a", -1, population=1), group("b", -3, population=1)]
    assert population_attributable(negative, "a", higher_is_better=True) == Attributable(1, None, Reason.NEGATIVE_VALUE)
    for index in (theil_index, mean_log_deviation, index_of_disparity):
        with pytest.raises(ValueError, match="value"):
            index(nothing)
        with pytest.raises(ValueError, match="value"):
            index(negative)
    with pytest.raises(ValueError, match="value"):
        mean_log_deviation([group("a", 0, population=1), group("b", 1, population=1)])


def test_a_reference_is_one_of_the_groups() -> None:
    for reference in ("c", "twice"):
        with pytest.raises(ValueError, match="reference"):
            population_attributable([group("a", 1), group("twice", 1), group("twice", 2)], reference, higher_is_better=True)


def test_no_groups_are_refused() -> None:
    for index in (theil_index, mean_log_deviation, between_group_variance, index_of_disparity):
        with pytest.raises(ValueError, match="groups"):
            index([])


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("value", nan),
        ("value", inf),
        ("standard_error", -1),
        ("standard_error", nan),
        ("population", 0),
        ("population", -1),
        ("population", inf),
    ],
)
def test_broken_numbers_of_a_group_are_named(field: str, number: float) -> None:
    with pytest.raises(ValueError, match=field):
        replace(group("a", 1), **{field: number})
    with pytest.raises(ValueError, match="base"):
        persons(1, -1, Unit.PERCENT)


def test_the_complement_is_everybody_else() -> None:
    """A quarter at 10 give or take 4 and three quarters at 20 give or take 4: 17.5 give or take √(1² + 3²)."""
    groups = [group("low", 30, 2, 500), group("middle", 10, 4, 100), group("high", 20, 4, 300)]
    rest = complement(groups, "low")
    assert rest is not None
    assert (rest.label, rest.value, rest.population) == ("middle, high", 17.5, 400)
    assert rest.standard_error == pytest.approx(10**0.5)


def test_a_complement_needs_sizes_but_not_of_a_single_group() -> None:
    female, male = group("female", 10, 1), group("male", 12, 1)
    assert complement([female, male], "female") == male
    assert complement([female, male, group("other", 1, 1, 5)], "female") is None
    unsure = complement([female, group("a", 1, None, 5), group("b", 3, 1, 5)], "female")
    assert unsure == group("a, b", 2, None, 10)
    with pytest.raises(ValueError, match="label"):
        complement([female, male], "all")


@given(GROUPS, st.randoms(use_true_random=False))
def test_unordered_indices_do_not_depend_on_the_order(groups: list[GroupValue], random: object) -> None:
    mixed = groups.copy()
    random.shuffle(mixed)
    for index in (theil_index, mean_log_deviation, between_group_variance, index_of_disparity):
        assert index(mixed) == pytest.approx(index(groups), rel=1e-9, abs=1e-9)


@given(GROUPS, st.floats(0.1, 10))
def test_relative_indices_do_not_depend_on_the_unit(groups: list[GroupValue], factor: float) -> None:
    other = [replace(each, value=each.value * factor) for each in groups]
    for index in (theil_index, mean_log_deviation, index_of_disparity):
        assert index(other) == pytest.approx(index(groups), rel=1e-6, abs=1e-9)
        assert index(groups) >= -1e-9
    assert between_group_variance(other) == pytest.approx(factor**2 * between_group_variance(groups), rel=1e-6, abs=1e-9)


@given(VALUES, VALUES, st.floats(0, 5), st.floats(0, 5))
def test_gaps_turn_round_and_hold_their_value(one: float, other: float, error: float, other_error: float) -> None:
    first, second = group("a", one, error), group("b", other, other_error)
    there, back = difference(first, second), difference(second, first)
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low), abs=1e-9)
    assert there.low <= there.value <= there.high
    there, back = ratio(first, second), ratio(second, first)
    assert there.value == pytest.approx(1 / back.value)
    if there.low is not None and there.low > 1e-100 and back.high is not None:
        assert there.low == pytest.approx(1 / back.high)
        assert there.low <= there.value <= there.high


@given(VALUES, st.floats(0, 50), st.floats(0, 50))
def test_a_wider_gap_is_a_larger_difference_and_ratio(better: float, near: float, far: float) -> None:
    near, far = sorted((near, far))
    best = group("best", better)
    assert difference(group("far", better + far), best).value >= difference(group("near", better + near), best).value
    assert ratio(group("far", better + far), best).value >= ratio(group("near", better + near), best).value


@given(GROUPS, st.booleans())
def test_an_attributable_risk_is_never_negative(groups: list[GroupValue], higher: bool) -> None:
    named = [replace(each, label=str(place)) for place, each in enumerate(groups)]
    found = population_attributable(named, "0", higher)
    assert found.risk >= 0
    assert found.fraction >= 0
    assert higher or found.fraction <= 1
