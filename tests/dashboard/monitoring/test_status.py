"""Indicator status in a plan, from a handful of observations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dashboard.analysis import Reason
from dashboard.monitoring.progress import stated_progress
from dashboard.monitoring.status import IndicatorStatus, PlanObservations, plan_status
from data_sources.model import TOTAL, Direction, Observation, ObservationStatus, Period
from data_sources.plans import Followed, Objective, Plan, PlanTarget, PriorityArea, StatedTarget
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator

TODAY = date(2026, 11, 21)
SMOKING = indicator(id="smoking", direction=Direction.LOWER, interval=2)


def observed(area: str, values: dict[int, float], width: float | None = None) -> list[Observation]:
    return [
        Observation(
            "smoking",
            area,
            TOTAL,
            Period.year(year),
            value,
            None if width is None else value - width,
            None if width is None else value + width,
        )
        for year, value in values.items()
    ]


def indicator_status(
    observations: Iterable[Observation], target: PlanTarget | None, *, area=KAJAANI, plan_area: str = "KU205"
) -> IndicatorStatus:
    objective = Objective("less", {"fi": "Vähemmän"}, targets=(target,) if target else (), followed=(Followed("smoking"),))
    plan = Plan("plan", plan_area, 2022, 2025, {"fi": "Suunnitelma"}, (PriorityArea("health", {"fi": "Terveys"}, (objective,)),))
    areas = {one.code: one for one in (KAJAANI, KAINUU, FINLAND)}
    known = PlanObservations({"smoking": SMOKING}, areas, lambda _: list(observations), TODAY)
    [priority] = plan_status(plan, area, [KAINUU, FINLAND], [KAINUU], known)
    [one] = priority.indicator_statuses
    return one


def target(area: str = "KU205") -> PlanTarget:
    return PlanTarget("t", "smoking", TOTAL, area, Period(2020, 2029), baseline=14.0, target=9.5)


def test_an_area_with_its_own_values() -> None:
    one = indicator_status([*observed("KU205", {2020: 14.0, 2022: 13.0, 2024: 12.0}), *observed("HVA20", {2024: 15.0})], target())
    assert one.own
    assert one.newest is not None
    assert one.newest.value == 12.0
    assert one.change == -1.0
    assert one.is_better(one.change) is True
    assert one.compared is not None
    assert one.compared.value == 15.0
    assert one.progress is not None
    assert one.progress.status == "on track"  # 2 points in 4 years, 4.5 in 9 needed


def test_without_values_of_its_own_the_parents_are_shown_and_count_for_nothing() -> None:
    one = indicator_status(observed("HVA20", {2022: 13.0, 2024: 12.0}), target())
    assert not one.own
    assert one.observed_area == KAINUU
    assert one.progress is not None
    assert (one.progress.status, one.progress.reason) == ("no data yet", Reason.NO_DATA)


def test_the_countys_target_is_assessed_by_the_countys_values() -> None:
    observations = [*observed("KU205", {2024: 20.0}), *observed("HVA20", {2020: 14.0, 2022: 13.0, 2024: 12.0})]
    one = indicator_status(observations, target("HVA20"), plan_area="HVA20")
    assert one.own
    assert one.newest is not None
    assert one.newest.value == 20.0
    assert one.status_area == KAINUU
    assert one.progress is not None
    assert one.progress.status == "on track"


def test_an_indicator_that_is_only_followed_has_no_status() -> None:
    one = indicator_status(observed("KU205", {2024: 12.0}), None)
    assert one.target is None
    assert one.progress is None


def test_a_change_within_the_margin_of_error_is_not_certain() -> None:
    assert indicator_status(observed("KU205", {2022: 13.0, 2024: 12.0}, width=2.0), None).certain_change is False
    assert indicator_status(observed("KU205", {2022: 13.0, 2024: 9.0}, width=2.0), None).certain_change is True
    assert indicator_status(observed("KU205", {2022: 13.0, 2024: 9.0}), None).certain_change is None


def test_no_change_over_a_break() -> None:
    observations = observed("KU205", {2020: 13.0, 2022: 9.0})
    observations[1] = observations[1]._replace(status=ObservationStatus.BREAK)
    assert indicator_status(observations, None).change is None


def test_without_any_values() -> None:
    one = indicator_status([], target())
    assert (one.newest, one.change, one.compared, one.observed_area) == (None, None, None, None)
    assert one.progress is not None
    assert one.progress.status == "no data yet"


def test_suppressed_values_are_not_told_as_none() -> None:
    hidden = [each._replace(value=None, status=ObservationStatus.SUPPRESSED) for each in observed("KU205", {2024: 12.0})]
    one = indicator_status(hidden, target())
    assert one.progress is not None
    assert (one.progress.status, one.progress.reason) == ("no data yet", Reason.SUPPRESSED)


def test_an_indicator_may_stand_under_several_objectives_and_in_several_targets() -> None:
    fall = PlanTarget("falls", "smoking", TOTAL, "KU205", Period(2020, 2025))
    objectives = (Objective("a", {"fi": "A"}, targets=(target(), fall)), Objective("b", {"fi": "B"}, targets=(target(),)))
    areas = {one.code: one for one in (KAJAANI, KAINUU, FINLAND)}
    series = observed("KU205", {2020: 14.0, 2022: 13.0, 2024: 12.0})
    known = PlanObservations({"smoking": SMOKING}, areas, lambda _: series, TODAY)
    plan = Plan("plan", "KU205", 2022, 2025, {"fi": "Suunnitelma"}, (PriorityArea("health", {"fi": "Terveys"}, objectives),))
    [priority] = plan_status(plan, KAJAANI, [KAINUU, FINLAND], [KAINUU], known)
    assert [each.target and each.target.id for each in priority.indicator_statuses] == ["t", "falls", "t"]
    assert [progress.status for progress in priority.progresses] == ["on track", "moving the right way", "on track"]


def test_targets_that_no_indicator_measures_are_counted() -> None:
    def stated(year: int, **known: bool) -> StatedTarget:
        return StatedTarget("s", {"fi": "Ohjelma hyväksytty"}, "KU205", Period(2022, year), **known)

    found = [stated_progress(each, TODAY).status for each in (stated(2029), stated(2029, planned=True), stated(2029, done=True))]
    assert found == ["no data yet", "no data yet", "met"]
    assert stated_progress(stated(2025, done=False), TODAY).status == "not met"
    assert stated_progress(stated(2029, done=False), TODAY).status == "waiting for data"
