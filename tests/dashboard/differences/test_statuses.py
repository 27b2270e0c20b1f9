"""What stands out and what has changed: margins, own values, parts against their whole, own variation, and the one order."""

from dataclasses import replace

import pytest

from dashboard.differences.leading import Bar
from dashboard.differences.statuses import StatusClaim, change_of, deviation_of, leading
from data_sources.model import Direction
from tests.dashboard.examples import KAINUU, KAJAANI
from tests.dashboard.monitoring.test_status import SMOKING, indicator_status, observed

YEAR = 2026
BASES = {"KU205": 25_000.0, "HVA20": 50_000.0}


def base_of(observation):
    return BASES[observation.area]


def unknown(_observation):
    return None


def change(values, width=None, *, base=unknown, hidden=False, **changes) -> StatusClaim | None:
    status = indicator_status(observed("KU205", values, width), None)
    status = replace(status, indicator=replace(status.indicator, **changes))
    return change_of(status, base, hidden=hidden)


def deviation(own, other, width=None, other_width=None, *, base=base_of, **changes) -> StatusClaim | None:
    """Return the deviation of a value of Kajaani in 2024 from Kainuu's, of which it is a part."""
    status = indicator_status([*observed("KU205", {2024: own}, width), *observed("HVA20", {2024: other}, other_width)], None)
    status = replace(status, indicator=replace(status.indicator, **changes))
    return deviation_of(status, KAINUU, base, hidden=False)


@pytest.mark.parametrize(
    ("newest", "width", "bar"),
    [
        (9.0, 2.0, None),  # 4 points, ± √(2² + 2²) = 2.8
        (10.5, 2.0, Bar.UNCERTAIN),
        (10.8, None, None),  # 13 is 1.20 times 10.8
        (11.0, None, Bar.SLIGHT),
        (13.04, None, Bar.NOTHING),
    ],
)
def test_a_change_leads_where_it_is_certain_or_without_margins_large(newest, width, bar):
    assert change({2022: 13.0, 2024: newest}, width).claim.bar(YEAR) is bar


def test_an_old_or_hidden_change_does_not_lead():
    assert change({2018: 13.0, 2020: 9.0}, 1.0).claim.bar(YEAR) is Bar.OLD
    assert change({2020: 13.0, 2022: 9.0}, 1.0).claim.bar(YEAR) is None  # published every second year
    assert change({2022: 13.0, 2024: 9.0}, 1.0, hidden=True).claim.bar(YEAR) is Bar.HIDDEN


def test_a_change_rests_on_both_values():
    few = {2022: 26.0, 2024: 14.0}
    assert change(few, base=lambda each: 40.0 if each.period.last == 2022 else 35.0).claim.bar(YEAR) is Bar.FEW  # 4.9 cases
    assert change(few, base=lambda _: 40.0).claim.bar(YEAR) is None


def test_a_change_within_the_own_variation_does_not_lead():
    noisy = {2011: 10.0, 2013: 13.0, 2015: 10.0, 2017: 13.0, 2019: 10.0, 2021: 13.0}
    assert change({**noisy, 2023: 10.0}).claim.bar(YEAR) is Bar.UNCERTAIN
    steady = {2011: 10.0, 2013: 10.1, 2015: 10.0, 2017: 10.1, 2019: 10.0, 2021: 10.1}
    assert change({**steady, 2023: 13.0}).claim.bar(YEAR) is None


def test_a_parents_change_and_a_single_value_are_no_claims():
    assert change_of(indicator_status(observed("HVA20", {2022: 13.0, 2024: 9.0}), None), unknown, hidden=False) is None
    assert change({2024: 9.0}) is None


def test_only_worse_values_stand_out():
    assert deviation(14.0, 10.0) is not None
    assert deviation(8.0, 10.0) is None
    assert deviation(8.0, 10.0, direction=Direction.HIGHER) is not None
    assert deviation(14.0, 10.0, direction=Direction.NEITHER) is None


def test_a_part_is_certain_of_its_whole_as_it_is_of_the_rest():
    # of 25,000 in 50,000 half: the variance is that of the whole alone, as 14 against 12 is 14 against the rest's 10
    found = deviation(14.0, 12.0, 1.0, 0.9).claim
    assert (round(found.compared.absolute.low, 2), round(found.compared.absolute.high, 2)) == (1.1, 2.9)
    assert found.bar(YEAR) is None
    assert deviation(14.0, 12.0, 1.0, 2.1).claim.bar(YEAR) is Bar.UNCERTAIN


def test_a_part_of_unknown_size_with_margins_is_not_assessable():
    assert deviation(20.0, 10.0, 1.0, 1.0, base=unknown).claim.bar(YEAR) is Bar.UNKNOWN
    assert deviation(20.0, 10.0, 1.0, None).claim.bar(YEAR) is Bar.UNKNOWN
    assert deviation(20.0, 10.0, base=unknown).claim.bar(YEAR) is None


def test_a_deviation_is_told_in_persons_of_its_base():
    assert deviation(14.0, 10.0, 1.0, 1.0).claim.persons == pytest.approx(1000)  # 4 per cent of 25,000


def test_they_come_in_the_one_order_and_each_indicator_once():
    many, few = deviation(14.0, 10.0, 1.0, 0.5), deviation(12.0, 10.0, 1.0, 0.5)
    unsure, slight = deviation(30.0, 10.0), deviation(10.5, 10.0)

    def named(claim, name):
        return replace(claim, indicator_status=replace(claim.indicator_status, indicator=replace(SMOKING, id=name)))

    found = [named(slight, "slight"), named(unsure, "unsure"), named(few, "few"), named(many, "many"), named(few, "many"), None]
    assert [each.indicator_status.indicator.id for each in leading(found, YEAR, 9)] == ["many", "few", "unsure"]
    assert len(leading(found, YEAR, 2)) == 2


def test_a_small_municipality_without_a_known_base_has_nothing_that_stands_out():
    status = indicator_status([*observed("KU205", {2024: 30.0}), *observed("HVA20", {2024: 10.0})], None)
    small = replace(status, area=replace(KAJAANI, population=1200))
    assert deviation_of(small, KAINUU, unknown, hidden=False).claim.bar(YEAR) is Bar.FEW
