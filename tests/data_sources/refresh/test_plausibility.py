"""Implausible values are told from those that are only new."""

from dataclasses import replace

import pytest

from data_sources.indicators import read_indicators
from data_sources.model import AreaLevel, Unit
from data_sources.refresh.plausibility import doubts
from tests import builders

TOWNS = [f"KU{number:03}" for number in range(1, 9)]
LEVELS = dict.fromkeys(TOWNS, AreaLevel.MUNICIPALITY) | {"SSS": AreaLevel.COUNTRY}
PERCENT = read_indicators()["unemployment"]


def in_unit(unit):
    return replace(PERCENT, unit=unit, decimals=0)


def observations(value, areas=(*TOWNS, "SSS"), years=(2019, 2020)):
    return [builders.observation("unemployment", area, year, value) for area in areas for year in years]


def judged(indicator, stored, new):
    return doubts(indicator, stored, new, LEVELS)


def test_unchanged_values_are_plausible():
    assert judged(PERCENT, observations(10.0), observations(10.4)) == []


def test_first_values_are_plausible_within_the_range_of_their_unit():
    assert judged(PERCENT, [], observations(99.9)) == []


@pytest.mark.parametrize(
    ("unit", "good", "bad", "reason"),
    [
        (Unit.PERCENT, 104.9, 105.1, "105.1 of KU001 in 2019 is more than 105 %"),
        (Unit.PER_1000, 15_000.0, 20_001.0, "20001 of KU001 in 2019 is more than 20000 per 1000"),
        (Unit.PERSONS, 5_600_000.0, 56_000_000.0, "56000000 of KU001 in 2019 is more than 10000000 persons"),
        (Unit.PERSONS, 12.0, 12.5, "12.5 of KU001 in 2019 is no whole number of persons"),
        (Unit.YEARS, 129.0, 131.0, "131 of KU001 in 2019 is more than 130 years"),
    ],
)
def test_a_value_out_of_the_range_of_its_unit_is_named(unit, good, bad, reason):
    assert judged(in_unit(unit), [], observations(good)) == []
    assert judged(in_unit(unit), [], observations(bad)) == [reason]


def test_an_indicator_file_may_allow_larger_values():
    assert judged(replace(PERCENT, largest=400), [], observations(139.7)) == []
    assert judged(replace(PERCENT, largest=400), [], observations(401.0)) == ["401 of KU001 in 2019 is more than 400 %"]
    assert judged(read_indicators()["municipal-indebtedness"], [], observations(139.7)) == []


def test_a_unit_without_limits_has_none():
    assert judged(in_unit(Unit.EUROS), [], observations(1e12)) == []


def test_a_large_value_that_was_once_accepted_is_not_doubted_again():
    assert judged(PERCENT, observations(140.0), observations(150.0)) == []
    assert judged(PERCENT, observations(140.0), observations(155.0)) == ["155 of KU001 in 2019 is more than 154 %"]


def test_half_of_the_areas_gone_is_doubted_and_fewer_are_not():
    gone = ["4 of 8 areas of level municipality have no values any more"]
    assert judged(PERCENT, observations(10.0), observations(10.0, TOWNS[:4])) == gone
    assert judged(PERCENT, observations(10.0), observations(10.0, TOWNS[:5])) == []


def test_of_few_areas_any_may_go():
    assert judged(PERCENT, observations(10.0, TOWNS[:3]), observations(10.0, TOWNS[:1])) == []


@pytest.mark.parametrize(("value", "times"), [(90.0, "10"), (0.9, "0.1"), (0.0, "0")])
def test_values_ten_times_those_stored_are_doubted(value, times):
    assert judged(PERCENT, observations(9.0), observations(value)) == [
        f"newest values of level country are {times} times those stored for the same years",
        f"newest values of level municipality are {times} times those stored for the same years",
    ]


def test_a_few_municipalities_may_change_much():
    new = observations(90.0, TOWNS[:3]) + observations(9.1, [*TOWNS[3:], "SSS"])
    assert judged(PERCENT, observations(9.0), new) == []


def test_only_values_of_the_same_year_are_compared():
    stored = observations(9.0, years=(2019,))
    assert judged(PERCENT, stored, stored + observations(95.0, years=(2020,))) == []


def test_a_value_that_was_zero_is_no_reference():
    assert judged(PERCENT, observations(0.0), observations(9.0)) == []


def test_the_newest_common_year_is_compared_and_not_the_oldest():
    stored = observations(10.0, years=(2018, 2019, 2020))
    fine = observations(10.0, years=(2018, 2019))
    spoilt = [*fine, *observations(1000.0, years=(2020,))]
    (reason, *_) = judged(replace(PERCENT, largest=10_000), stored, spoilt)
    assert reason == "newest values of level country are 100 times those stored for the same years"
    corrected = [*observations(0.1, years=(2018,)), *observations(10.0, years=(2019, 2020))]
    assert judged(PERCENT, stored, corrected) == []


@pytest.mark.parametrize(("value", "told"), [(99.0, 0), (100.0, 2), (1.01, 0), (1.0, 2)])
def test_ten_times_is_too_much_and_a_little_less_is_not(value, told):
    assert len(judged(replace(PERCENT, largest=10_000), observations(10.0), observations(value))) == told


@pytest.mark.parametrize(("lost", "told"), [(3, 0), (4, 1)])
def test_half_of_the_areas_lost_is_told_and_less_is_not(lost, told):
    assert len(judged(PERCENT, observations(10.0), observations(10.0, areas=[*TOWNS[lost:], "SSS"]))) == told


def test_a_value_may_pass_the_largest_stored_one_by_a_tenth():
    stored = observations(200.0)
    assert judged(PERCENT, stored, observations(219.9)) == []
    assert judged(PERCENT, stored, observations(220.1)) == ["220.1 of KU001 in 2019 is more than 220 %"]
