"""Recent trends against Fingertips' cases, Mann-Kendall and Theil-Sen against scipy, and by their properties."""

from __future__ import annotations

from itertools import permutations
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, kendalltau, linregress, permutation_test

from dashboard.analysis import Reason
from dashboard.analysis._mann_kendall import mann_kendall
from dashboard.analysis.trend import (
    SIGNIFICANT,
    Point,
    Slope,
    Trend,
    TrendMethod,
    _chi_squared_of_counts,
    _chi_squared_of_values,
    _slope,
    in_order,
    long_trend,
    recent_trend,
    theil_sen,
)

# FingertipsNext, trend-analysis unit tests: (count, value, denominator, lower, upper) of 2020..2024.
DIABETES = (
    (3455176, 7.0826, 48783947, 7.0754, 7.094),
    (3491868, 7.1085, 49122259, 7.1013, 7.1199),
    (3625401, 7.2571, 49956777, 7.2499, 7.2684),
    (3774801, 7.4528, 50649129, 7.4456, 7.4643),
    (3938080, 7.6554, 51441896, 7.6481, 7.6669),
)
OVER_65 = (
    (10588957, 17.5144, 60458658, None, None),
    (10547929, 17.3646, 60744002, None, None),
    (10851467, 17.6087, 61625745, None, None),
    (11034431, 17.6782, 62418295, None, None),
    (11246440, 17.7872, 63227624, None, None),
)
MEASLES = (
    (57274, 92.6254, 61834, 92.4168, 92.8288),
    (55865, 92.3221, 60511, 92.1072, 92.5315),
    (53681, 90.8708, 59074, 90.6358, 91.1004),
    (51767, 90.017, 57508, 89.7694, 90.2594),
    (53185, 90.1013, 59028, 89.8578, 90.3396),
)
EYE_DISEASE = (
    (1416, 2.935, 48246126, 2.7841, 3.0919),
    (935, 1.93028, 48440507, 1.8085, 2.058),
    (1344, 2.7567, 48753376, 2.6113, 2.9082),
    (1415, 2.8701, 49300918, 2.7225, 3.0237),
    (1502, 3.0121, 49866388, 2.8616, 3.1683),
)
READMISSIONS = (
    (927525, 14.3, 6490048, 14.3, 14.3),
    (772357, 15.4, 5004131, 15.4, 15.5),
    (861406, 14.3, 6006520, 14.3, 14.4),
    (835533, 14.2, 5892913, 14.1, 14.2),
    (939199, 14.8, 6340538, 14.8, 14.8),
)
NOTHING = "no significant change"

# Cases, direction, chi-squared and slope per year of the logit.
BY_COUNTS = [
    (DIABETES, "increasing", 16494.755906619033, 0.02189182570328512),
    # The source gives "no change" here, since its code looks for intervals first and finds none.
    (OVER_65, "increasing", 3167.798792448191, 0.0059247112190612935),
    (MEASLES, "decreasing", 405.04790902721055, -0.09317961760305479),
    (EYE_DISEASE, "increasing", 22.104183619599667, 0.04486027136206758),
    # The source gives "cannot be calculated", since intervals are rounded to no width.
    (READMISSIONS, NOTHING, 0.035059133560610814, -0.001577924084029405),
]

# The same with the slope per year of the value.
BY_INTERVALS = [
    (DIABETES, "increasing", 9740.102184854954, 0.14879926342020153),
    (MEASLES, "decreasing", 418.53656853121896, -0.7405107315617998),
    (EYE_DISEASE, "increasing", 33.485780673690215, 0.1398436488762918),
]

FIVE_YEARS = np.arange(5.0)
VALUES = st.lists(st.integers(0, 9).map(float), min_size=6, max_size=12)


def counted(rows: tuple, first: int = 2020) -> list[Point]:
    return [Point(first + place, row[1], row[3], row[4], row[0], row[2]) for place, row in enumerate(rows)]


def bounded(rows: tuple, first: int = 2020) -> list[Point]:
    return [Point(first + place, row[1], row[3], row[4]) for place, row in enumerate(rows)]


def bare(*values: float, first: int = 2010) -> list[Point]:
    return [Point(first + place, value) for place, value in enumerate(values)]


def shares(*cases: float, of: float = 1000) -> list[Point]:
    return [Point(2020 + place, 100 * each / of, numerator=each, denominator=of) for place, each in enumerate(cases)]


@pytest.mark.parametrize(("rows", "direction", "statistic", "slope"), BY_COUNTS)
def test_published_trends_by_counts(rows: tuple, direction: str, statistic: float, slope: float) -> None:
    cases, totals = (np.array([row[column] for row in rows], dtype=float) for column in (0, 2))
    assert _chi_squared_of_counts(FIVE_YEARS, cases, totals) == pytest.approx(statistic, rel=1e-12)
    assert _slope(FIVE_YEARS, np.log(cases / (totals - cases)), np.ones(5)) == pytest.approx(slope, rel=1e-9)
    p_value = pytest.approx(chi2.sf(statistic, 1), rel=1e-9)
    assert recent_trend(counted(rows)) == Trend(direction, TrendMethod.COUNTS, p_value, years=(2020, 2021, 2022, 2023, 2024))


@pytest.mark.parametrize(("rows", "direction", "statistic", "slope"), BY_INTERVALS)
def test_published_trends_by_intervals(rows: tuple, direction: str, statistic: float, slope: float) -> None:
    values, weights = np.array([row[1] for row in rows]), np.array([(3.92 / (row[4] - row[3])) ** 2 for row in rows])
    assert _chi_squared_of_values(FIVE_YEARS, values, weights) == pytest.approx(statistic, rel=1e-11)
    assert _slope(FIVE_YEARS, values, weights) == pytest.approx(slope, rel=1e-11)
    p_value = pytest.approx(chi2.sf(statistic, 1), rel=1e-9)
    assert recent_trend(bounded(rows)) == Trend(direction, TrendMethod.INTERVALS, p_value, years=(2020, 2021, 2022, 2023, 2024))


def test_an_interval_without_width_weighs_endlessly() -> None:
    found = recent_trend(bounded(READMISSIONS))
    assert (found.direction, found.method, found.p_value, found.reason) == (
        "not assessable",
        TrendMethod.INTERVALS,
        None,
        Reason.ZERO_WIDTH,
    )


def test_the_threshold_is_that_of_two_in_a_thousand() -> None:
    assert chi2.sf(SIGNIFICANT, 1) == pytest.approx(0.002, abs=1e-6)


@pytest.mark.parametrize("cases", [(0, 10, 20, 30, 40), (1000, 900, 800, 700, 600)])
def test_no_and_all_cases_are_not_assessable(cases: tuple[int, ...]) -> None:
    found = recent_trend(shares(*cases))
    assert (found.direction, found.method, found.reason) == ("not assessable", TrendMethod.COUNTS, Reason.ZERO_OR_FULL_COUNT)


def test_one_point_does_not_make_a_trend() -> None:
    """The last year alone is high: chi-squared is far beyond the threshold, but without it nothing changes."""
    found = recent_trend(shares(100, 100, 100, 100, 200))
    assert found.direction == NOTHING
    assert found.p_value < 1e-6
    assert recent_trend(shares(100, 120, 140, 160, 180)).direction == "increasing"


def test_a_slope_that_one_point_levels_is_no_trend() -> None:
    """Without the first year 10, 160, 160, 10 is as level as can be, whatever rounding makes of it."""
    found = recent_trend(shares(10, 10, 160, 160, 10))
    assert (found.direction, found.p_value < 0.002) == (NOTHING, True)


def test_only_the_latest_five_are_tested() -> None:
    found = recent_trend(shares(900, 700, 100, 120, 140, 160, 180))
    assert (found.direction, found.years) == ("increasing", (2022, 2023, 2024, 2025, 2026))


def test_a_rate_with_more_cases_than_people_is_tested_by_its_intervals() -> None:
    visits = [Point(2020 + n, 1.5 + n, 1.4 + n, 1.6 + n, 150 + 100 * n, 100) for n in range(5)]
    assert recent_trend(visits).method == TrendMethod.INTERVALS


@given(
    st.lists(
        st.tuples(st.integers(2000, 2040), st.floats(0, 100), st.floats(0.1, 20)),
        min_size=5,
        max_size=5,
        unique_by=lambda row: row[0],
    )
)
def test_the_weighted_regression_is_numpys_on_real_years(rows: list[tuple[int, float, float]]) -> None:
    years, values, halves = (np.array(each, dtype=float) for each in zip(*sorted(rows), strict=True))
    (slope, _), errors = np.polyfit(years - 2020, values, 1, w=1.96 / halves, cov="unscaled")
    found = recent_trend([Point(year, value, value - half, value + half) for year, value, half in rows])
    assert found.p_value == pytest.approx(chi2.sf(slope**2 / errors[0, 0], 1), rel=1e-4, abs=1e-9)


def test_survey_years_count_as_they_are() -> None:
    """Two points a year apart weigh less in a slope than two that are ten years apart."""
    assert theil_sen([Point(2010, 10), Point(2012, 12), Point(2020, 20)]).value == 1
    even, gap = (2016, 2017, 2018, 2019, 2020), (2006, 2017, 2018, 2019, 2020)
    yearly, gapped = ([Point(year, 10 + n, 8 + n, 12 + n) for n, year in enumerate(years)] for years in (even, gap))
    assert recent_trend(yearly).p_value < recent_trend(gapped).p_value


@pytest.mark.parametrize("points", [[], bare(1), shares(10, 20), bounded(DIABETES)[:4]])
def test_few_points_are_not_assessable(points: list[Point]) -> None:
    found = recent_trend(points)
    assert (found.direction, found.method, found.p_value, found.reason) == ("not assessable", None, None, Reason.TOO_FEW_POINTS)


def test_five_points_need_counts_or_intervals() -> None:
    assert recent_trend(bare(1, 2, 3, 4, 5)).reason == Reason.NO_MARGIN
    partly = [*bounded(DIABETES)[:4], Point(2024, 9)]
    assert recent_trend(partly).reason == Reason.NO_MARGIN


def test_mann_kendall_by_hand() -> None:
    """Six values in order are one of 720 orders, and its mirror one more; with one pair swapped, 2 · (1 + 5) of 720."""
    found = recent_trend(bare(1, 2, 3, 4, 5, 6))
    assert (found.direction, found.method, found.p_value) == ("increasing", TrendMethod.MANN_KENDALL, pytest.approx(2 / 720))
    assert found.years == (2010, 2011, 2012, 2013, 2014, 2015)
    found = recent_trend(bare(6, 5, 4, 3, 1, 2))
    assert (found.direction, found.p_value) == ("decreasing", pytest.approx(12 / 720))
    found = recent_trend(bare(2, 1, 4, 3, 5, 6))  # two pairs swapped: 2 · (1 + 5 + 14) of 720
    assert (found.direction, found.p_value) == (NOTHING, pytest.approx(40 / 720))


def test_the_latest_ten_points_are_ranked() -> None:
    """A long fall does not outvote four years of rising."""
    found = recent_trend(bare(*range(40, 25, -1), 26, 27, 28, 29))
    assert (found.years, found.direction) == (tuple(range(2019, 2029)), NOTHING)
    assert recent_trend(bare(*range(20))).years == tuple(range(2020, 2030))


def test_the_long_course_is_that_of_all_points() -> None:
    found = long_trend(bare(*range(40, 25, -1), 26, 27, 28, 29))
    assert (found.direction, len(found.years)) == ("decreasing", 19)
    assert long_trend(bare(1, 2, 3, 4, 5)).reason == Reason.TOO_FEW_POINTS


def test_equal_values_by_hand() -> None:
    """1 1 2 2 3 3 has the highest of all scores, 12; of 90 orders only it and its mirror reach it."""
    assert mann_kendall([1, 1, 2, 2, 3, 3]) == (12, pytest.approx(2 / 90))
    assert mann_kendall([1, 1, 2, 3, 4, 5, 6, 7]) == (27, pytest.approx(2 / 20160))
    assert mann_kendall([4.0] * 6) == (0, 1.0)
    assert mann_kendall([4.0] * 12) == (0, 1.0)
    assert recent_trend(bare(*[4.0] * 6)).direction == NOTHING


def test_equal_values_among_eight_are_scipys_permutations() -> None:
    values = [3.0, 1.0, 2.0, 2.0, 5.0, 4.0, 4.0]
    earlier, later = np.triu_indices(len(values), 1)

    def score(orders: np.ndarray, axis: int) -> np.ndarray:
        """Kendall's score, which orders the permutations as tau does; scipy's own tau takes one order at a time."""
        orders = np.moveaxis(orders, axis, -1)
        return np.sign(orders[..., later] - orders[..., earlier]).sum(axis=-1)

    known = permutation_test((values,), score, permutation_type="pairings", n_resamples=np.inf, vectorized=True)
    assert mann_kendall(values) == (known.statistic, pytest.approx(known.pvalue))
    assert known.statistic > 0
    assert kendalltau(range(len(values)), values).statistic > 0


@given(st.permutations(range(9)))
def test_different_values_are_scipys_exact(values: list[int]) -> None:
    assert mann_kendall(values)[1] == kendalltau(range(9), values, method="exact").pvalue


@given(st.lists(st.integers(0, 4), min_size=9, max_size=15).filter(lambda values: len(set(values)) > 1))
def test_many_equal_values_are_scipys_asymptotic(values: list[int]) -> None:
    score, p_value = mann_kendall(values)
    known = kendalltau(range(len(values)), values, method="asymptotic")
    assert p_value == known.pvalue
    assert np.sign(score) == np.sign(known.statistic)


def test_exact_and_permuted_agree_where_nothing_is_equal() -> None:
    scores = [mann_kendall(order)[0] for order in permutations(range(6))]
    for values in ((1, 2, 3, 4, 5, 6), (2, 1, 4, 3, 6, 5), (6, 1, 2, 3, 4, 5)):
        score, p_value = mann_kendall(values)
        assert p_value == pytest.approx(sum(abs(each) >= abs(score) for each in scores) / 720)


def test_theil_sen_by_hand() -> None:
    """Slopes of 1, 2, 9 a year apart by ones: 1, 7, and 4 over two years; the middle is 4."""
    assert theil_sen(bare(1, 2, 9)) == Slope(4, reason=Reason.TOO_FEW_POINTS)
    assert theil_sen(bare(1, 3)) == Slope(2, reason=Reason.TOO_FEW_POINTS)
    assert theil_sen(bare(1)) == Slope(None, reason=Reason.TOO_FEW_POINTS)
    assert theil_sen([]) == Slope(None, reason=Reason.TOO_FEW_POINTS)
    assert theil_sen(bare(1, 2, 3, 4, 5)) == Slope(1, 1, 1)


def test_theil_sen_withstands_a_single_odd_year() -> None:
    points = bare(10, 9, 8, 7, 60, 5, 4, 3, 2, 1)
    found = theil_sen(points)
    assert found.value == -1
    assert found.low <= -1 <= found.high
    assert linregress([point.year for point in points], [point.value for point in points]).slope == pytest.approx(
        -1 - 54 * 0.5 / 82.5
    )


def test_points_come_in_any_order_but_each_year_once() -> None:
    points = counted(DIABETES)
    assert in_order(points[::-1]) == points
    assert recent_trend(points[::-1]) == recent_trend(points)
    for ask in (recent_trend, theil_sen):
        with pytest.raises(ValueError, match="year 2020"):
            ask([*points, points[0]])


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("value", nan),
        ("value", inf),
        ("low", nan),
        ("high", inf),
        ("low", 3.0),
        ("numerator", -1),
        ("numerator", nan),
        ("denominator", 0),
        ("denominator", inf),
    ],
)
def test_broken_numbers_of_a_point_are_named(field: str, number: float) -> None:
    with pytest.raises(ValueError, match=field):
        Point(**{"year": 2020, "value": 1, "low": 0, "high": 2, "numerator": 1, "denominator": 10} | {field: number})


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_points_does_not_matter(values: list[float], random: object) -> None:
    points = bare(*values)
    mixed = points.copy()
    random.shuffle(mixed)
    assert recent_trend(mixed) == recent_trend(points)
    assert theil_sen(mixed) == theil_sen(points)


@given(VALUES)
def test_a_mirrored_series_goes_the_other_way(values: list[float]) -> None:
    mirror = {"increasing": "decreasing", "decreasing": "increasing", NOTHING: NOTHING}
    there, back = recent_trend(bare(*values)), recent_trend(bare(*(-value for value in values)))
    assert back.direction == mirror[there.direction]
    assert back.p_value == there.p_value
    assert theil_sen(bare(*(-value for value in values))).value == -theil_sen(bare(*values)).value


@given(st.lists(st.integers(1, 999), min_size=5, max_size=5))
def test_cases_and_the_rest_go_opposite_ways(cases: list[int]) -> None:
    mirror = {"increasing": "decreasing", "decreasing": "increasing", NOTHING: NOTHING}
    there, back = recent_trend(shares(*cases)), recent_trend(shares(*(1000 - each for each in cases)))
    assert back.direction == mirror[there.direction]
    assert back.p_value == pytest.approx(there.p_value, rel=1e-6, abs=1e-12)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 20)), min_size=5, max_size=5), st.floats(0.1, 10))
def test_the_unit_does_not_matter(rows: list[tuple[float, float]], factor: float) -> None:
    points = [Point(2020 + n, value, value - half, value + half) for n, (value, half) in enumerate(rows)]
    scaled = [Point(p.year, factor * p.value, factor * p.low, factor * p.high) for p in points]
    assert recent_trend(scaled).p_value == pytest.approx(recent_trend(points).p_value, rel=1e-5, abs=1e-9)
