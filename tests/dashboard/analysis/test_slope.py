"""Slope, relative and concentration index against WHO's values, against numpy's fit, by hand, and by their properties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil, exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import Reason
from dashboard.analysis.inequality import GroupValue, concentration_index, slope_index
from dashboard.analysis.intervals import Estimate
from tests.dashboard.analysis.heat import WEALTH

SHARES = [replace(each, value=each.value / 100, standard_error=(each.standard_error or 0) / 100) for each in WEALTH]
ORDERED = st.lists(
    st.builds(GroupValue, st.just("group"), st.floats(0.01, 0.99), st.floats(0, 0.2), st.floats(1, 1e5)), min_size=3, max_size=6
)

SCALES = pytest.mark.parametrize(
    ("scale", "there", "back"),
    [
        ("linear", float, float),
        ("log", log, exp),
        ("logit", lambda y: log(y / (1 - y)), lambda x: 1 / (1 + exp(-x))),
    ],
)


def thirds(*values: float, error: float | None = None) -> list[GroupValue]:
    return [GroupValue(str(place), value, error, 1000) for place, value in enumerate(values)]


def fitted(groups: Sequence[GroupValue], there: Callable[[float], float], back: Callable[[float], float]) -> tuple[float, float]:
    """Ends of numpy's weighted line through the ranks."""
    total = sum(each.population for each in groups)
    shares = np.array([each.population / total for each in groups])
    slope, start = np.polyfit(np.cumsum(shares) - shares / 2, [there(each.value) for each in groups], 1, w=np.sqrt(shares))
    return back(start), back(start + slope)


def slope_error(groups: Sequence[GroupValue]) -> float:
    """Standard error of the linear slope, from what one unit more in each group adds to it."""
    flat = [replace(each, value=0) for each in groups]
    tilts = [fitted([*flat[:place], replace(each, value=1), *flat[place + 1 :]], float, float) for place, each in enumerate(flat)]
    return sqrt(sum(((best - worst) * each.standard_error) ** 2 for (worst, best), each in zip(tilts, groups, strict=True)))


def test_published_concentration() -> None:
    assert concentration_index(WEALTH) == pytest.approx((4.30051970376827, 0.046950601567709), rel=1e-10)


def test_the_packages_linear_slope_is_that_of_its_rounded_up_populations() -> None:
    rounded = slope_index([replace(each, population=ceil(each.population)) for each in WEALTH])
    assert (rounded.sii.value, rounded.rii.value) == pytest.approx((26.8821592488471, 1.34395547257596), rel=1e-8)
    assert slope_index(WEALTH).sii.value == pytest.approx(26.8834695772, rel=1e-10)


@SCALES
@given(groups=ORDERED)
def test_the_line_is_numpys(
    scale: str, there: Callable[[float], float], back: Callable[[float], float], groups: list[GroupValue]
) -> None:
    worst, best = fitted(groups, there, back)
    found = slope_index(groups, scale, draws=1)
    assert found.sii.value == pytest.approx(best - worst, rel=1e-6, abs=1e-6)
    if worst > 1e-3 and best > 1e-3:
        assert found.rii.value == pytest.approx(best / worst, rel=1e-6)


def test_slopes_by_hand() -> None:
    """Thirds at 30, 20, 10 lie on a line from 35 to 5; 40, 20, 10 halve with every third, from 40 · √2 to an eighth of it."""
    straight = slope_index(thirds(30, 20, 10))
    assert straight.sii.value == pytest.approx(-30)
    assert straight.rii.value == pytest.approx(5 / 35)
    halving = slope_index(thirds(40, 20, 10), "log")
    assert halving.rii.value == pytest.approx(1 / 8)
    assert halving.sii.value == pytest.approx(40 * 2**0.5 / 8 - 40 * 2**0.5)


def test_the_linear_interval_is_that_of_a_sum_of_independent_groups() -> None:
    """Thirds weigh -1.5, 0 and 1.5 in the slope, so standard errors of 2 make one of 3 · √2 = 4.243."""
    found = slope_index(thirds(30, 20, 10, error=2), draws=200_000).sii
    assert (found.low, found.high) == pytest.approx((-30 - 1.96 * 3 * sqrt(2), -30 + 1.96 * 3 * sqrt(2)), abs=0.1)


def test_intervals_hold_what_the_groups_own_errors_say() -> None:
    linear, logarithm, logistic = slope_index(WEALTH), slope_index(WEALTH, "log"), slope_index(SHARES, "logit")
    assert linear.sii.low < 26.88 < linear.sii.high
    assert linear.sii.high - linear.sii.low == pytest.approx(2 * 1.96 * slope_error(WEALTH), rel=0.03)
    for found in (linear, logarithm, logistic):
        assert found.rii.low < found.rii.value < found.rii.high
        assert found.sii.low < found.sii.value < found.sii.high


@SCALES
def test_the_interval_is_drawn_on_the_scale(scale: str, there: Callable[[float], float], back: Callable[[float], float]) -> None:
    """With one unsure group the limits are the lines through it moved by 1.96 of its standard errors on the scale."""
    groups = [replace(each, standard_error=0) for each in thirds(0.4, 0.3, 0.2)]
    unsure = [replace(groups[0], standard_error=0.04), *groups[1:]]
    on_scale = {"linear": 0.04, "log": 0.04 / 0.4, "logit": 0.04 / (0.4 * 0.6)}[scale]
    moved = [replace(groups[0], value=back(there(0.4) + sign * 1.96 * on_scale)) for sign in (1, -1)]
    (low_worst, low_best), (high_worst, high_best) = (fitted([each, *groups[1:]], there, back) for each in moved)
    found = slope_index(unsure, scale, draws=200_000)
    assert (found.sii.low, found.sii.high) == pytest.approx((low_best - low_worst, high_best - high_worst), abs=2e-3)
    assert (found.rii.low, found.rii.high) == pytest.approx((low_best / low_worst, high_best / high_worst), abs=4e-3)


def test_draws_are_seeded() -> None:
    assert slope_index(WEALTH) == slope_index(WEALTH, seed=1)
    assert slope_index(WEALTH).sii.low != slope_index(WEALTH, seed=2).sii.low


def test_a_ratio_without_an_upper_end() -> None:
    """A line from 1.5 give or take 5 at the worst-off end: the ratio may be endless, the difference is not."""
    found = slope_index(thirds(2, 3, 4, error=4))
    assert found.sii.low is not None
    assert found.rii == Estimate(pytest.approx(3), reason=Reason.UNBOUNDED)


def test_a_ratio_is_never_below_zero() -> None:
    """A line from 35 to 1 give or take 6: the better-off end may be drawn below zero."""
    found = slope_index(thirds(29, 18, 7, error=3)).rii
    assert (found.value, found.low) == (pytest.approx(1.5 / 34.5), 0)


def test_a_line_that_falls_below_zero_has_no_ratio() -> None:
    for values in ((0, 0, 30), (30, 0, 0), (0, 0, 0)):
        found = slope_index(thirds(*values, error=1))
        assert found.rii == Estimate(None, reason=Reason.SLOPE_END)
        assert found.sii.low is not None


def test_equal_groups_have_no_slope() -> None:
    found = slope_index(thirds(12, 12, 12, error=1))
    assert found.sii.value == pytest.approx(0, abs=1e-12)
    assert found.rii.value == pytest.approx(1)
    assert found.sii.low < 0 < found.sii.high
    assert concentration_index(thirds(12, 12, 12)) == pytest.approx((0, 0), abs=1e-12)


def test_a_missing_standard_error_leaves_the_values() -> None:
    found = slope_index([*thirds(30, 20, error=1), GroupValue("last", 10, None, 1000)])
    assert found.sii == Estimate(pytest.approx(-30), reason=Reason.NO_MARGIN)
    assert found.rii == Estimate(pytest.approx(1 / 7), reason=Reason.NO_MARGIN)


def test_a_missing_population_leaves_nothing() -> None:
    groups = [*thirds(30, 20, error=1), GroupValue("last", 10, 1)]
    nothing = Estimate(None, reason=Reason.NO_POPULATION)
    found = slope_index(groups)
    assert (found.sii, found.rii) == (nothing, nothing)
    with pytest.raises(ValueError, match="population"):
        concentration_index(groups)


@pytest.mark.parametrize(("scale", "value"), [("log", 0), ("log", -1), ("logit", 0), ("logit", 1), ("logit", 12)])
def test_a_value_that_a_scale_does_not_take(scale: str, value: float) -> None:
    found = slope_index(thirds(0.3, 0.2, value, error=0.01), scale)
    assert found.sii == found.rii == Estimate(None, reason=Reason.OUTSIDE_SCALE)


def test_wrong_arguments_are_named() -> None:
    for measure in (slope_index, concentration_index):
        with pytest.raises(ValueError, match="groups"):
            measure(thirds(1, 2))
    with pytest.raises(ValueError, match="scale"):
        slope_index(thirds(1, 2, 3), "probit")
    with pytest.raises(ValueError, match="draws"):
        slope_index(thirds(1, 2, 3), draws=0)
    with pytest.raises(ValueError, match="mean"):
        concentration_index(thirds(0, 0, 0))


@given(ORDERED)
def test_the_other_order_is_the_other_sign(groups: list[GroupValue]) -> None:
    there, back = slope_index(groups, draws=1), slope_index(groups[::-1], draws=1)
    assert there.sii.value == pytest.approx(-back.sii.value, abs=1e-9)
    assert concentration_index(groups)[0] == pytest.approx(-concentration_index(groups[::-1])[0], abs=1e-9)


@given(ORDERED, st.floats(0.1, 10))
def test_a_wider_gradient_is_a_larger_slope(groups: list[GroupValue], factor: float) -> None:
    wider = [replace(each, value=each.value * factor) for each in groups]
    assert slope_index(wider, draws=1).sii.value == pytest.approx(factor * slope_index(groups, draws=1).sii.value, abs=1e-9)
    assert concentration_index(wider)[1] == pytest.approx(concentration_index(groups)[1], abs=1e-9)


@given(ORDERED)
def test_no_answer_is_nan(groups: list[GroupValue]) -> None:
    for scale in ("linear", "log", "logit"):
        found = slope_index(groups, scale, draws=50)
        for estimate in (found.sii, found.rii):
            numbers = [number for number in (estimate.value, estimate.low, estimate.high) if number is not None]
            assert np.all(np.isfinite(numbers))
            assert (len(numbers) == 3) == (estimate.reason is None)
