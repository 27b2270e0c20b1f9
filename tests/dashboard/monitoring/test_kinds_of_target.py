"""Every kind of target from a handful of observations: what is judged, the status, and what own variation and intervals do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from dashboard.analysis.progress import Flag, Progress
from dashboard.monitoring.measured import measured_series
from dashboard.monitoring.progress import progress_of
from data_sources.model import TOTAL, Direction, Observation, ObservationStatus, Period, PopulationGroup
from data_sources.plans import PlanTarget
from tests.dashboard.examples import FINLAND, KAJAANI, indicator, observation

TODAY = date(2026, 11, 21)
YEARLY = indicator(direction=Direction.LOWER)
WOMEN, MEN = PopulationGroup.parse("sex=female"), PopulationGroup.parse("sex=male")


def target(**fields) -> PlanTarget:
    return PlanTarget("t", "daily-smoking", fields.pop("group", TOTAL), "KU205", Period(2022, 2029), **fields)


def observed(area, values: dict[int, float], margin: float = 0, group: PopulationGroup = TOTAL) -> list[Observation]:
    return [
        observation(area, year, value, *((value - margin, value + margin) if margin else ()), group=group)
        for year, value in values.items()
    ]


def judged(a_target: PlanTarget, observations: Iterable[Observation], **changes) -> Progress:
    return progress_of(a_target, indicator(**{"direction": Direction.LOWER, **changes}), list(observations), TODAY)


OWN = observed(KAJAANI, {2022: 14.0, 2023: 13.5, 2024: 13.0, 2025: 12.5}, 0.2)
COUNTRY = observed(FINLAND, {2022: 13.0, 2023: 13.0, 2024: 13.0, 2025: 13.0}, 0.2)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"target": 9.0}, "too slow"),  # 1.5 of 5 in three of seven years
        ({"target": 9.0, "milestones": ((2026, 12.0),)}, "on track"),  # 1.5 of 2 in three of four years
        ({}, "moving the right way"),
        ({"direction": "higher"}, "moving the wrong way"),  # not the indicator's direction: the target's counts
        ({"direction": "keep", "tolerance": 2.0}, "kept"),
        ({"direction": "keep"}, "left for the better"),  # without a tolerance the margin of the baseline
        ({"low": 12.0, "high": 13.0}, "kept"),
        ({"low": 13.0}, "left for the worse"),
        ({"high": 12.0}, "on track"),  # 1.5 of 2
        ({"change": -9.0}, "achieved"),  # 12.74
        ({"change": -50.0}, "far behind"),  # 1.5 of 7 in three of seven years
    ],
)
def test_by_hand(fields: dict, status: str) -> None:
    assert judged(target(**fields), OWN).status == status


@pytest.mark.parametrize(
    ("fields", "status", "uncertain"),
    [
        ({"relation": "below"}, "kept", False),  # -0.5 ± 0.28
        ({"relation": "above"}, "left for the worse", False),
        ({"relation": "within", "percent": 5.0}, "kept", True),  # -3.8 % ± 2.1
        ({"relation": "within", "percent": 1.0}, "left for the better", False),  # from above the range to below it
    ],
)
def test_against_another_area(fields: dict, status: str, uncertain: bool) -> None:
    found = judged(target(reference_area="SSS", **fields), [*OWN, *COUNTRY])
    assert (found.status, found.uncertain) == (status, uncertain)


def test_years_without_the_other_area_are_left_out() -> None:
    relative = target(relation="below", reference_area="SSS")
    measured = measured_series(relative, [*OWN, *COUNTRY[1:]])
    assert [(each.period.last, each.value) for each in measured] == [(2023, 0.5), (2024, 0.0), (2025, -0.5)]
    assert measured[0].low == pytest.approx(0.5 - 0.2 * 2**0.5)


def test_a_gap_is_the_highest_minus_the_lowest_value() -> None:
    women = observed(KAJAANI, {2022: 10.0, 2023: 11.0, 2024: 12.0}, 0.3, WOMEN)
    men = observed(KAJAANI, {2022: 14.0, 2023: 13.0, 2024: 11.5}, 0.4, MEN)
    narrows = target(gap=(WOMEN, MEN))
    assert [each.value for each in measured_series(narrows, [*women, *men])] == [4.0, 2.0, 0.5]
    found = judged(narrows, [*women, *men])
    assert (found.status, found.uncertain) == ("moving the right way", False)
    to_one = judged(target(gap=(WOMEN, MEN), target=1.0), [*women, *men])
    assert to_one.status == "achieved"


def test_a_gap_has_no_value_where_a_group_is_suppressed() -> None:
    women = observed(KAJAANI, {2022: 10.0, 2024: 12.0}, group=WOMEN)
    men = observed(KAJAANI, {2022: 14.0, 2024: 11.5}, group=MEN)
    men[1] = men[1]._replace(value=None, status=ObservationStatus.SUPPRESSED)
    assert [each.period.last for each in measured_series(target(gap=(WOMEN, MEN)), [*women, *men])] == [2022]


def test_a_break_in_either_area_breaks_the_difference() -> None:
    broken = [*COUNTRY[:2], COUNTRY[2]._replace(status=ObservationStatus.BREAK), COUNTRY[3]]
    found = judged(target(relation="below", reference_area="SSS"), [*OWN, *broken])
    assert found.baseline is not None
    assert (found.baseline.year, found.flags) == (2024, (Flag.LATER_BASELINE,))


def test_one_value_without_a_margin_after_too_few_others_is_too_early_to_tell() -> None:
    found = judged(target(), observed(KAJAANI, {2022: 14.0, 2024: 10.0}))
    assert found.status == "too early to tell"


def test_the_series_own_variation_counts_up_to_the_baseline() -> None:
    before = {2016: 14.0, 2017: 14.4, 2018: 13.8, 2019: 14.2, 2020: 13.9, 2021: 14.3, 2022: 14.0}  # ± 1.2
    assert judged(target(), observed(KAJAANI, {**before, 2025: 13.2})).status == "too early to tell"
    found = judged(target(), observed(KAJAANI, {**before, 2025: 12.0}))
    assert (found.status, found.flags) == ("moving the right way", (Flag.OWN_VARIATION,))


def test_elections_and_one_step_have_no_projection() -> None:
    aim = target(target=9.0)
    assert judged(aim, OWN).projected is not None
    assert judged(aim, OWN[:2], interval=2).projected is None
    assert judged(aim, OWN, interval=4).projected is None


def test_a_register_reaches_its_target_whatever_the_interval() -> None:
    aim = target(target=12.6)
    assert judged(aim, OWN).status == "achieved, uncertain"
    assert judged(aim, OWN, counts="register").status == "achieved"
