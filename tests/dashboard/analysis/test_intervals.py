"""Intervals against those published by Public Health England and Newcombe, against scipy, and by their properties."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from dashboard.analysis import Reason
from dashboard.analysis.intervals import Estimate, difference_of_proportions, rate_interval, wilson_interval

# Public Health England, PHEindicatormethods: test data of phe_proportion and wilson_lower/upper.
WILSON = [
    (2, 200, 0.95, 0.002746658133544438, 0.035721761716176796),
    (10, 200, 0.95, 0.027382645600763925, 0.08957814813877597),
    (40, 200, 0.95, 0.15045200926098115, 0.2608551865653788),
    (130, 200, 0.95, 0.5816346433604008, 0.7127117587264192),
    (19712, 24690, 0.95, 0.7933291845541375, 0.8033378032278297),
    (15552912, 15128673354, 0.95, 0.0010275314947741198, 0.0010285528098907119),
    (444, 6430, 0.95, 0.06310799576298091, 0.0755092618317013),
    (1998, 6912, 0.95, 0.2784949436323704, 0.2998643901720741),
    (65, 100, 0.95, 0.5525444329688797, 0.7363575175690247),
    (1045, 5000, 0.95, 0.19795549880013297, 0.22049130373189027),
    (0.445, 1, 0.95, 0.04381744772058822, 0.9334621276979156),
    (65, 100, 0.998, 0.4954946574070431, 0.7783540614089697),
    (1045, 5000, 0.998, 0.19179381799015244, 0.22731562902525818),
    (0.445, 1, 0.998, 0.019347006132900975, 0.9702259947019541),
]

# The same: phe_rate (per 100 000) and byars_lower/upper (of the count itself). Its Byar limits of a count of 1 do not apply
# here: below ten the interval is exact.
RATES = [
    (2, 200, 100_000, 0.95, 121.10463927198258, 3612.3438338619794),
    (10, 200, 100_000, 0.95, 2393.7249569837822, 9195.729302878237),
    (40, 200, 100_000, 0.95, 14286.649933218456, 27235.04966001213),
    (130, 200, 100_000, 0.95, 54306.52101925725, 77182.74430661963),
    (19712, 24690, 100_000, 0.95, 78727.30027133638, 80960.43271813256),
    (15552912, 15128673354, 100_000, 0.95, 102.7531168009107, 102.85530745877516),
    (444, 6430, 100_000, 0.95, 6277.68811414578, 7578.304458634362),
    (1998, 6912, 100_000, 0.95, 27652.52008830221, 30202.169187218453),
    (250, 220, 100_000, 0.95, 99984.94738532876, 128631.14487455782),
    (65, 1, 1, 0.95, 50.163187710459454, 82.84913854593984),
    (1045, 1, 1, 0.95, 982.5932018073325, 1110.33121298565),
    (65, 1, 1, 0.998, 42.8802614714802, 94.00029084431802),
    (1045, 1, 1, 0.998, 947.9407035610374, 1148.806160988033),
    (10, 1, 1, 0.998, 2.916318374695686, 24.193724927880535),
]

# Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10 (Wilson, no continuity correction), to four decimals.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]

DENOMINATORS = st.integers(1, 10**7)
CONFIDENCES = st.floats(0.01, 0.999)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(DENOMINATORS)
    return draw(st.integers(0, denominator)), denominator


def limits(estimate: Estimate) -> tuple[float, float]:
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.low, estimate.high


@pytest.mark.parametrize(("x", "n", "confidence", "low", "high"), WILSON)
def test_published_proportions(x: float, n: float, confidence: float, low: float, high: float) -> None:
    found = wilson_interval(x, n, confidence)
    assert found.value == x / n
    assert limits(found) == pytest.approx((low, high), rel=1e-12)


@pytest.mark.parametrize(("x", "n", "multiplier", "confidence", "low", "high"), RATES)
def test_published_rates(x: float, n: float, multiplier: float, confidence: float, low: float, high: float) -> None:
    found = rate_interval(x, n, multiplier, confidence)
    assert found.value == pytest.approx(x / n * multiplier, rel=1e-15)
    assert limits(found) == pytest.approx((low, high), rel=1e-12)


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "low", "high"), NEWCOMBE)
def test_published_differences(x1: int, n1: int, x2: int, n2: int, low: float, high: float) -> None:
    found = difference_of_proportions(x1, n1, x2, n2)
    assert found.value == pytest.approx(x1 / n1 - x2 / n2)
    assert limits(found) == pytest.approx((low, high), abs=5.1e-5)


def test_a_rate_is_per_thousand_unless_told() -> None:
    assert rate_interval(40, 200).value == 200


def test_nine_cases_are_exact_and_ten_are_not() -> None:
    """Garwood's limits of 9 and 10 cases are 4.115..17.085 and 4.795..18.390; Byar's of 10 are 4.787..18.391."""
    assert limits(rate_interval(9, 1, 1)) == pytest.approx((4.115, 17.085), abs=5e-4)
    assert limits(rate_interval(10, 1, 1)) == pytest.approx((4.787, 18.391), abs=5e-4)


def test_limits_at_no_and_at_all_cases() -> None:
    assert wilson_interval(0, 50).low == 0
    assert wilson_interval(50, 50).high == 1
    nobody = rate_interval(0, 1, 1)
    assert (nobody.value, nobody.low) == (0, 0)
    assert nobody.high == pytest.approx(3.689, abs=5e-4)


@pytest.mark.parametrize(("x", "n"), [(None, 100), (10, None), (None, None)])
def test_a_missing_count_is_not_zero(x: float | None, n: float | None) -> None:
    missing = Estimate(None, reason=Reason.MISSING_COUNT)
    assert wilson_interval(x, n) == missing
    assert rate_interval(x, n) == missing
    assert difference_of_proportions(x, n, 1, 2) == missing
    assert difference_of_proportions(1, 2, x, n) == missing


@pytest.mark.parametrize(
    ("x", "n", "named"),
    [
        (-1, 10, "numerator"),
        (nan, 10, "numerator"),
        (inf, 10, "numerator"),
        (1, 0, "denominator"),
        (1, -5, "denominator"),
        (1, nan, "denominator"),
    ],
)
def test_impossible_counts_are_named(x: float, n: float, named: str) -> None:
    for interval in (wilson_interval, rate_interval):
        with pytest.raises(ValueError, match=named):
            interval(x, n)
    other = {"numerator": "x", "denominator": "n"}[named]
    with pytest.raises(ValueError, match=f"{other}1"):
        difference_of_proportions(x, n, 1, 2)
    with pytest.raises(ValueError, match=f"{other}2"):
        difference_of_proportions(1, 2, x, n)


def test_a_proportion_is_at_most_one_but_a_rate_may_be_more() -> None:
    with pytest.raises(ValueError, match="numerator"):
        wilson_interval(11, 10)
    with pytest.raises(ValueError, match="x2"):
        difference_of_proportions(1, 10, 11, 10)
    assert rate_interval(11, 10, 1).value == 1.1


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95, nan])
def test_confidence_is_a_fraction(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        wilson_interval(1, 2, confidence)
    with pytest.raises(ValueError, match="confidence"):
        rate_interval(1, 2, confidence=confidence)
    with pytest.raises(ValueError, match="confidence"):
        difference_of_proportions(1, 2, 1, 2, confidence)


def test_a_multiplier_is_above_zero() -> None:
    with pytest.raises(ValueError, match="multiplier"):
        rate_interval(1, 2, multiplier=0)


@given(counts(), CONFIDENCES)
def test_wilson_is_scipys(count: tuple[int, int], confidence: float) -> None:
    known = binomtest(*count).proportion_ci(confidence, method="wilson")
    assert limits(wilson_interval(*count, confidence)) == pytest.approx((known.low, known.high), rel=1e-7, abs=1e-12)


@given(st.floats(0.001, 9.999), CONFIDENCES)
def test_few_cases_have_the_chi_squared_limits(x: float, confidence: float) -> None:
    known = chi2.ppf((1 - confidence) / 2, 2 * x) / 2, chi2.ppf((1 + confidence) / 2, 2 * x + 2) / 2
    assert limits(rate_interval(x, 1, 1, confidence)) == pytest.approx(known, rel=1e-9)


@given(counts(), CONFIDENCES)
def test_an_interval_holds_its_value(count: tuple[int, int], confidence: float) -> None:
    for found in (wilson_interval(*count, confidence), rate_interval(*count, confidence=confidence)):
        assert found.value is not None
        low, high = limits(found)
        assert 0 <= low <= found.value <= high
    assert limits(wilson_interval(*count, confidence))[1] <= 1


@given(counts(), CONFIDENCES, CONFIDENCES)
def test_more_confidence_is_a_wider_interval(count: tuple[int, int], one: float, other: float) -> None:
    less, more = sorted((one, other))
    assume(more - less > 1e-3)
    for interval in (wilson_interval, rate_interval):
        inner, outer = limits(interval(*count, confidence=less)), limits(interval(*count, confidence=more))
        assert outer[0] <= inner[0]
        assert inner[1] <= outer[1]


@given(counts(), st.integers(2, 50))
def test_more_people_is_a_narrower_interval(count: tuple[int, int], times: int) -> None:
    few, many = limits(wilson_interval(*count)), limits(wilson_interval(count[0] * times, count[1] * times))
    assert many[1] - many[0] < few[1] - few[0]


@given(st.integers(0, 200), st.integers(0, 200), st.integers(200, 400))
def test_more_cases_are_a_higher_interval(one: int, other: int, n: int) -> None:
    assume(one != other)
    fewer, more = sorted((one, other))
    for interval in (wilson_interval, rate_interval):
        if (fewer < 10) == (more < 10):  # the methods change at ten
            below, above = limits(interval(fewer, n)), limits(interval(more, n))
            assert below[0] <= above[0]
            assert below[1] <= above[1]


@given(counts(), counts())
def test_a_difference_is_that_of_the_other_way_round(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = difference_of_proportions(*one, *other), difference_of_proportions(*other, *one)
    assert there.value == -(back.value or 0)
    low, high = limits(back)
    assert limits(there) == pytest.approx((-high, -low), abs=1e-12)


@given(counts(), counts())
def test_a_difference_lies_in_its_interval(one: tuple[int, int], other: tuple[int, int]) -> None:
    found = difference_of_proportions(*one, *other)
    assert found.value is not None
    low, high = limits(found)
    assert -1 <= low <= found.value <= high <= 1
