"""An area's own values against a larger area's, from values that a reader can compare by eye."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.monitoring.own_values import Standing, compare_own
from dashboard.monitoring.own_values_text import beside_status, own_value_text, standing_counts
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import text_for
from data_sources.model import TOTAL, Direction, Observation, ObservationStatus, Period
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator


def observed(area: str, year: int, value: float | None, margin: float | None = None) -> Observation:
    if value is None:
        return Observation("smoking", area, TOTAL, Period.year(year), None, status=ObservationStatus.SUPPRESSED)
    ends = (None, None) if margin is None else (value - margin, value + margin)
    return Observation("smoking", area, TOTAL, Period.year(year), value, *ends)


def status_of(own: Observation | None, *, observed_area=KAJAANI, hidden=None, **changes) -> IndicatorStatus:
    shown = () if own is None else (own,)
    known = indicator(**{"id": "smoking", "direction": Direction.LOWER, **changes})
    return IndicatorStatus(known, TOTAL, None, KAJAANI, observed_area, None, shown, None, None, hidden)


@pytest.mark.parametrize(
    ("own", "hidden", "said"),
    [
        (observed("KU205", 2024, 10.0), None, "Kajaani: 10.0% (2024)"),
        (None, None, "no value for Kajaani"),
        (None, observed("KU205", 2025, None), "the values for Kajaani are suppressed"),
    ],
)
def test_beside_another_areas_status_is_the_own_value_or_why_there_is_none(own, hidden, said):
    status = status_of(own, observed_area=KAJAANI if own else None, hidden=hidden)
    assert own_value_text(status, text_for("en")) == said
    assert beside_status(replace(status, status_area=KAINUU), text_for("en")) == said
    assert beside_status(replace(status, status_area=KAJAANI), text_for("en")) == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Compared with the whole country's values: 1 better, 0 at the same level, 0 worse"),
        ("fi", "Koko maan lukuihin verrattuna: 1 parempi, 0 samalla tasolla, 0 huonompaa"),
        ("sv", "Jämfört med hela landets siffror: 1 bättre, 0 på samma nivå, 0 sämre"),
    ],
)
def test_the_counts_in_every_language(language, said):
    other = observed("SSS", 2024, 12.0)
    compared = compare_own([status_of(observed("KU205", 2024, 10.0))], FINLAND, lambda _: [other])
    assert standing_counts(compared, FINLAND, text_for(language)) == said


@pytest.mark.parametrize(
    ("own", "other", "standing", "certain"),
    [
        (observed("KU205", 2024, 10.0), observed("HVA20", 2024, 12.0), Standing.BETTER, None),
        (observed("KU205", 2024, 14.4), observed("HVA20", 2024, 12.0), Standing.WORSE, None),
        (observed("KU205", 2024, 14.3), observed("HVA20", 2024, 12.0), Standing.SAME, None),  # without a margin, not 1.2-fold
        (observed("KU205", 2024, 65.0), observed("HVA20", 2024, 60.0), Standing.WORSE, None),  # but five points
        (observed("KU205", 2024, 12.0), observed("HVA20", 2024, 0.0), Standing.WORSE, None),
        (observed("KU205", 2024, 12.04), observed("HVA20", 2024, 12.0), Standing.SAME, None),
        (observed("KU205", 2024, 10.0, 2.0), observed("HVA20", 2024, 12.0, 1.0), Standing.SAME, False),
        (observed("KU205", 2024, 10.0, 1.0), observed("HVA20", 2024, 12.0, 1.0), Standing.BETTER, True),
        (observed("KU205", 2024, 10.0, 2.5), observed("HVA20", 2024, 12.0), Standing.SAME, False),
    ],
)
def test_better_the_same_and_worse(own, other, standing, certain):
    [found] = compare_own([status_of(own), status_of(own)], KAINUU, lambda _: [other])
    assert (found.standing, found.certain, found.other) == (standing, certain, other)


def test_a_larger_value_is_better_where_larger_is_better():
    own, other = observed("KU205", 2024, 15.0), observed("HVA20", 2024, 12.0)
    [found] = compare_own([status_of(own, direction=Direction.HIGHER)], KAINUU, lambda _: [other])
    assert found.standing is Standing.BETTER


@pytest.mark.parametrize(
    ("status", "other"),
    [
        (status_of(observed("KU205", 2024, 10.0)), observed("HVA20", 2023, 12.0)),
        (status_of(observed("KU205", 2024, 10.0)), observed("HVA20", 2024, None)),
        (status_of(observed("KU205", 2024, 10.0), hidden=observed("KU205", 2025, None)), observed("HVA20", 2024, 12.0)),
        (status_of(observed("KU205", 2024, 10.0), direction=Direction.NEITHER), observed("HVA20", 2024, 12.0)),
        (status_of(observed("HVA20", 2024, 10.0), observed_area=KAINUU), observed("HVA20", 2024, 10.0)),
        (status_of(None, observed_area=None), observed("HVA20", 2024, 12.0)),
    ],
)
def test_other_years_hidden_values_parents_values_and_indicators_without_a_better_side_are_left_out(status, other):
    assert compare_own([status], KAINUU, lambda _: [other]) == ()


@pytest.mark.parametrize(("population", "standing"), [(237, Standing.SAME), (36000, Standing.WORSE)])
def test_a_value_of_a_very_small_area_without_a_margin_is_no_better_and_no_worse(population, standing):
    own = replace(status_of(observed("KU205", 2024, 20.0)), area=replace(KAJAANI, population=population))
    [found] = compare_own([own], KAINUU, lambda _: [observed("HVA20", 2024, 10.0)])
    assert found.standing is standing
