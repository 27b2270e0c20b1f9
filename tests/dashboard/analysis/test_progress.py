"""Every status from values that can be checked by hand, published paces, and the properties of progress."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import hypot, inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import Reason
from dashboard.analysis.progress import Flag, Progress, Status, Step, StepCode, Target, assess
from dashboard.analysis.trend import Point

TODAY = date(2026, 11, 1)
LESS = Target(2020, 20, 2030, 10, "lower")
MORE = Target(2020, 50, 2030, 60, "higher")
KEEP = Target(2020, 20, 2030, None, "keep", tolerance=2, better="lower")
JUST_LESS = Target(2020, 20, 2030, None, "lower")
JUST_MORE = Target(2020, 20, 2030, None, "higher")
AT_LEAST = Target(2020, None, 2030, None, "keep", low=80, better="higher")
BETWEEN = Target(2020, None, 2030, None, "keep", low=15, high=18, better="lower")
BY_STEPS = Target(2020, 20, 2030, 10, "lower", milestones=((2028, 13), (2024, 17)))
UNKNOWN = Target(2020, None, 2030, 10, "lower")

# Target, values by year, half width of every value's interval, status.
CASES = [
    (LESS, {2025: 15}, None, "on track"),  # half of the way in half of the time
    (LESS, {2025: 15.25}, None, "on track"),  # 4.75 of 5 is 95 %
    (LESS, {2025: 15.26}, None, "too slow"),
    (LESS, {2025: 17}, None, "too slow"),  # 3 of 5 is 60 %
    (LESS, {2025: 17.01}, None, "far behind"),
    (LESS, {2025: 20}, None, "far behind"),  # no change is a pace of 0
    (LESS, {2025: 20.01}, None, "wrong direction"),
    (MORE, {2025: 55}, None, "on track"),
    (MORE, {2025: 53}, None, "too slow"),
    (Target(2020, 1.1, 2030, 11.1, "higher"), {2025: 4.1}, None, "too slow"),  # 60 %, in floating point a trifle less
    (MORE, {2025: 51}, None, "far behind"),
    (MORE, {2025: 49}, None, "wrong direction"),
    (LESS, {2025: 10}, None, "achieved"),
    (LESS, {2025: 9}, 1, "achieved"),  # the interval ends at the target
    (LESS, {2025: 9}, 1.1, "achieved, uncertain"),
    (MORE, {2025: 61}, 1, "achieved"),
    (MORE, {2025: 61}, 2, "achieved, uncertain"),
    (LESS, {2024: 9, 2025: 10.1}, None, "achieved and lost"),
    (LESS, {2019: 9, 2025: 15}, None, "on track"),  # before the baseline nothing was achieved
    (LESS, {2030: 10}, None, "met"),
    (LESS, {2031: 9, 2032: 30}, None, "met"),  # the first observation from the target year on decides
    (LESS, {2029: 9, 2030: 10.1}, None, "not met"),
    (JUST_LESS, {2025: 19}, None, "moving the right way"),
    (JUST_LESS, {2025: 21}, None, "moving the wrong way"),
    (JUST_LESS, {2025: 20}, None, "not yet certain"),
    (JUST_MORE, {2025: 21}, None, "moving the right way"),
    (JUST_LESS, {2020: 20, 2025: 15}, 3, "moving the right way"),  # 5 is more than √(3² + 3²) = 4.24
    (JUST_LESS, {2020: 20, 2025: 16}, 3, "not yet certain"),
    (JUST_LESS, {2020: 20, 2025: 24}, 3, "not yet certain"),
    (KEEP, {2025: 18}, None, "kept"),
    (KEEP, {2025: 22}, None, "kept"),
    (KEEP, {2025: 17.9}, None, "left for the better"),
    (KEEP, {2025: 22.1}, None, "left for the worse"),
    (replace(KEEP, better="higher"), {2025: 22.1}, None, "left for the better"),
    (replace(KEEP, better="higher"), {2025: 17.9}, None, "left for the worse"),
    (replace(KEEP, better=None), {2025: 17.9}, None, "left for the worse"),
    (KEEP, {2025: 25, 2030: 20, 2031: 25}, None, "kept"),
    (AT_LEAST, {2020: 82, 2025: 80}, None, "kept"),
    (AT_LEAST, {2020: 82, 2025: 79.9}, None, "left for the worse"),
    (AT_LEAST, {2020: 82, 2030: 79.9}, None, "left for the worse"),
    (AT_LEAST, {2020: 70, 2025: 75}, None, "on track"),  # half of the way to the edge in half of the time
    (AT_LEAST, {2020: 70, 2025: 69}, None, "wrong direction"),
    (AT_LEAST, {2020: 70, 2030: 79}, None, "not met"),
    (BETWEEN, {2020: 25, 2025: 18}, None, "kept"),
    (BETWEEN, {2020: 17, 2025: 14}, None, "left for the better"),
    (BETWEEN, {2020: 25, 2025: 24}, None, "far behind"),
    (BY_STEPS, {2024: 17}, None, "on track"),  # the first milestone is due in its year, and reached
    (BY_STEPS, {2024: 17.6}, None, "too slow"),  # 2.4 of 3
    (BY_STEPS, {2025: 16.2}, None, "too slow"),  # 0.76 a year; to the second milestone, 7 in eight
    (BY_STEPS, {2025: 15.8}, None, "on track"),
    (BY_STEPS, {2026: 10}, None, "achieved"),
    (BY_STEPS, {2030: 11}, None, "not met"),
    (LESS, {}, None, "waiting for data"),
    (replace(LESS, baseline_year=2025), {2024: 20}, None, "waiting for data"),  # a series older than the plan
    (replace(UNKNOWN, baseline_year=2024), {2024: 20}, None, "waiting for data"),
    (LESS, {2023: 9}, None, "out of date"),  # three years old in a yearly series: never green
    (KEEP, {2023: 20}, None, "out of date"),
    (LESS, {2018: 20}, None, "out of date"),
    (UNKNOWN, {2017: 20, 2023: 16}, None, "no baseline"),
    (UNKNOWN, {}, None, "no baseline"),
    (replace(LESS, target_year=2020), {2025: 15}, None, "check target"),
    (replace(LESS, target=20), {2025: 15}, None, "check target"),
    (replace(LESS, target=21), {2025: 15}, None, "check target"),
    (replace(MORE, target=49), {2025: 55}, None, "check target"),
    (replace(KEEP, tolerance=None), {2025: 20}, None, "check target"),
    (replace(KEEP, tolerance=-1), {2025: 20}, None, "check target"),
]

# Base, its year, current, its year, target, its year, pace and projection of a straight line. The first two are open-sdg's
# own test cases, the others computed from its formula; today is the current year.
PUBLISHED = [
    (5, 2015, 6, 2016, 9, 2030, 3.75, 20.0, "on track"),
    (10, 2015, 30, 2016, 1, 2030, -33.333333333333336, 310.0, "wrong direction"),
    (20, 2025, 18.9, 2027, 18, 2029, 1.1, 17.8, "on track"),
    (20, 2025, 19.8, 2027, 18, 2029, 0.2, 19.6, "far behind"),
]


def series(values: dict[int, float], margin: float | None = None) -> list[Point]:
    """Points of these years, all with the same half width."""
    if margin is None:
        return [Point(year, value) for year, value in values.items()]
    return [Point(year, value, value - margin, value + margin) for year, value in values.items()]


def assessed(target: Target, values: dict[int, float], margin: float | None = None, interval: int = 1) -> Progress:
    return assess(target, series(values, margin), TODAY, interval)


def step(progress: Progress, code: str) -> Step:
    return next(each for each in progress.arithmetic if each.code == code)


@pytest.mark.parametrize(("target", "values", "margin", "status"), CASES)
def test_statuses_by_hand(target: Target, values: dict[int, float], margin: float | None, status: str) -> None:
    assert assessed(target, values, margin).status == status


def test_every_status_is_reached() -> None:
    elsewhere = {Status.TOO_EARLY, Status.NO_DATA}  # by own variation, in test_own_variation, and without a series at all
    assert {status for *_, status in CASES} == set(Status) - elsewhere


@pytest.mark.parametrize(("base", "base_year", "value", "year", "goal", "goal_year", "pace", "projected", "status"), PUBLISHED)
def test_published_paces(
    base: float,
    base_year: int,
    value: float,
    year: int,
    goal: float,
    goal_year: int,
    pace: float,
    projected: float,
    status: str,
) -> None:
    target = Target(base_year, base, goal_year, goal, "lower" if goal < base else "higher")
    found = assess(target, [Point(year, value)], date(year, 12, 31))
    assert (found.status, found.pace, found.projected) == (status, pytest.approx(pace), pytest.approx(projected))


def test_the_numbers_of_a_path() -> None:
    """From 20 in 2020 to 10 in 2030; 17 in 2025: 0.6 a year where 1 is needed; 15 by now; 14 in the end."""
    found = assessed(LESS, {2025: 17})
    assert (found.pace, found.required_now, found.projected) == (pytest.approx(0.6), 15, pytest.approx(14))
    assert (found.baseline, found.assessed) == (Point(2020, 20), Point(2025, 17))
    assert (found.next_expected, found.reason) == (2026, None)


def test_margins_of_pace_and_projection() -> None:
    """Half widths of 3 and 4 make 5 for a change of -5 in 5 years: 1 a year give or take 1; it grows twofold to the end."""
    points = [Point(2020, 20, 17, 23), Point(2025, 15, 11, 19)]
    found = assess(LESS, points, TODAY)
    assert (found.status, found.uncertain, found.flags) == ("on track", True, ())
    assert found.pace_interval == pytest.approx((0, 2))
    reach = hypot(3, 8)  # the projection is twice the assessed value minus the baseline
    assert found.projected_interval == pytest.approx((10 - reach, 10 + reach))
    surer = assess(LESS, [Point(2020, 20, 17, 23), Point(2025, 14, 10, 18)], TODAY)
    assert (surer.status, surer.uncertain) == ("on track", False)


def test_a_missing_margin_is_flagged_and_never_invented() -> None:
    found = assessed(LESS, {2025: 15})
    assert (found.uncertain, found.flags, found.pace_interval, found.projected_interval) == (False, (Flag.NO_MARGIN,), None, None)
    assert assessed(LESS, {2025: 20}).uncertain is False  # no change, but no interval that could include it
    half = assess(LESS, [Point(2025, 15, 9, 21)], TODAY)  # the value's own margin exceeds the change
    assert (half.uncertain, half.flags, half.pace_interval) == (True, (Flag.NO_MARGIN,), None)
    for target in (KEEP, JUST_LESS, replace(LESS, target_year=2025), replace(LESS, target=16)):
        assert assessed(target, {2025: 15}).flags == (Flag.NO_MARGIN,)
        assert assessed(target, {2020: 20, 2025: 15}, 1).flags == ()


def test_a_given_baseline_has_the_margin_of_its_observation() -> None:
    """A plan's 20 for an observed 19.8 is that value rounded; its 25 is something else."""
    points = [Point(2020, 19.8, 18.8, 21.8), Point(2025, 15, 14, 16)]
    rounded = assess(LESS, points, TODAY).baseline
    assert (rounded.value, rounded.low, rounded.high) == pytest.approx((20, 19, 22))
    assert assess(replace(LESS, baseline=25), points, TODAY).baseline == Point(2020, 25)


@pytest.mark.parametrize(
    ("values", "baseline", "flags"),
    [
        ({2019: 1, 2020: 20, 2021: 2, 2025: 15}, (2020, 20), ()),
        ({2019: 1, 2021: 21, 2022: 22, 2025: 15}, (2021, 21), (Flag.LATER_BASELINE,)),
        ({2019: 1, 2022: 22, 2025: 15}, (2022, 22), (Flag.LATER_BASELINE,)),
        ({2018: 18, 2019: 19, 2023: 1, 2025: 15}, (2019, 19), (Flag.EARLIER_BASELINE,)),
        ({2018: 18, 2025: 15}, (2018, 18), (Flag.EARLIER_BASELINE,)),
    ],
)
def test_a_baseline_from_another_year(values: dict[int, float], baseline: tuple[int, float], flags: tuple[Flag, ...]) -> None:
    found = assessed(UNKNOWN, values)
    assert (found.baseline.year, found.baseline.value) == baseline
    assert found.flags == (*flags, Flag.NO_MARGIN)


def test_no_baseline_says_why() -> None:
    found = assessed(UNKNOWN, {2017: 20, 2023: 16})
    assert (found.reason, found.baseline, found.assessed, found.pace) == (Reason.NO_BASELINE_VALUE, None, None, None)
    assert (found.arithmetic, found.next_expected) == ((), 2024)
    assert assessed(UNKNOWN, {}).next_expected is None


@pytest.mark.parametrize(
    ("target", "values", "reason"),
    [
        (replace(LESS, target_year=2020), {2025: 15}, Reason.TARGET_YEAR),
        (replace(UNKNOWN, target_year=2021), {2022: 15, 2023: 9}, Reason.TARGET_YEAR),  # its only baseline is of 2022
        (replace(LESS, target=20 + 1e-10), {2025: 15}, Reason.TARGET_EQUALS_BASELINE),
        (replace(LESS, target=21), {2025: 15}, Reason.TARGET_WRONG_SIDE),
        (replace(MORE, target=49), {2025: 15}, Reason.TARGET_WRONG_SIDE),
        (replace(KEEP, tolerance=None), {2025: 15}, Reason.NO_TOLERANCE),
        (UNKNOWN, {2020: 9, 2025: 8}, Reason.TARGET_WRONG_SIDE),  # reached before the plan began
    ],
)
def test_a_target_to_check_says_why(target: Target, values: dict[int, float], reason: Reason) -> None:
    found = assessed(target, values)
    assert (found.status, found.reason, found.pace, found.assessed) == ("check target", reason, None, None)


def test_a_target_to_check_shows_what_to_check() -> None:
    found = assessed(replace(LESS, target=21), {2025: 15})
    assert found.arithmetic == (
        Step(StepCode.BASELINE, {"baseline_year": 2020, "baseline": 20}),
        Step(StepCode.TARGET, {"target_year": 2030, "target": 21}),
    )


@pytest.mark.parametrize(
    ("newest", "interval", "status"),
    [(2024, 1, "on track"), (2023, 1, "out of date"), (2022, 2, "on track"), (2021, 2, "out of date")],
)
def test_a_series_is_out_of_date_after_twice_its_interval(newest: int, interval: int, status: str) -> None:
    assert assessed(LESS, {newest: 15}, interval=interval).status == status


def test_an_out_of_date_series_shows_its_age_and_is_overdue() -> None:
    found = assessed(LESS, {2021: 9}, interval=2)
    assert (found.reason, found.pace, found.assessed, found.next_expected) == (Reason.OLD_VALUE, None, None, 2023)
    assert found.arithmetic == (Step(StepCode.AGE, {"newest_year": 2021, "this_year": 2026, "age": 5, "limit": 4}),)


def test_an_observation_of_the_target_year_is_never_out_of_date() -> None:
    assert assess(LESS, [Point(2030, 9)], date(2060, 1, 1)).status == "met"


@pytest.mark.parametrize(
    ("baseline_year", "values", "interval", "expected"),
    [
        (2025, {}, 2, 2027),
        (2025, {2025: 20}, 2, 2027),
        (2025, {2024: 20}, 2, 2026),
        (2025, {2023: 20}, 2, 2027),  # that of 2025 is the baseline's own
        (2025, {2024: 20}, 1, 2026),
    ],
)
def test_waiting_names_the_next_observation_after_the_baseline(
    baseline_year: int, values: dict[int, float], interval: int, expected: int
) -> None:
    found = assessed(replace(LESS, baseline_year=baseline_year), values, interval=interval)
    assert (found.status, found.reason, found.next_expected) == ("waiting for data", Reason.NO_VALUE_YET, expected)


def test_kept_within_a_corridor() -> None:
    found = assessed(KEEP, {2020: 20, 2025: 21.5}, 1)
    assert (found.status, found.uncertain) == ("kept", True)  # 20.5..22.5 reaches over 22
    assert step(found, "corridor").numbers == {"baseline": 20, "tolerance": 2, "low": 18, "high": 22}
    assert assessed(KEEP, {2020: 20, 2025: 21}, 1).uncertain is False
    assert assessed(KEEP, {2020: 20, 2025: 22.5}, 1).uncertain is True
    assert assessed(replace(KEEP, better=None), {2020: 20, 2025: 17}, 0.5).flags == (Flag.NO_BETTER_SIDE,)


def test_the_end_is_uncertain_where_the_interval_crosses_the_target() -> None:
    for value, margin, status, uncertain in (
        (9, 0.5, "met", False),
        (9, 2, "met", True),
        (11, 0.5, "not met", False),
        (11, 2, "not met", True),
    ):
        found = assessed(LESS, {2030: value}, margin)
        assert (found.status, found.uncertain) == (status, uncertain)
        assert (found.required_now, found.projected) == (10, None)


def test_the_arithmetic_step_by_step() -> None:
    found = assess(LESS, [Point(2020, 20, 17, 23), Point(2025, 15, 11, 19)], TODAY)
    assert found.arithmetic == (
        Step(StepCode.BASELINE, {"baseline_year": 2020, "baseline": 20}),
        Step(StepCode.ASSESSED, {"value_year": 2025, "value": 15}),
        Step(StepCode.CHANGE, {"value": 15, "baseline": 20, "change": -5}),
        Step(StepCode.MARGIN, {"baseline_margin": 3, "value_margin": 4, "margin": 5}),
        Step(StepCode.TARGET, {"target_year": 2030, "target": 10}),
        Step(StepCode.GAP, {"value": 15, "target": 10, "gap": 5}),
        Step(StepCode.ACTUAL, {"change": -5, "baseline_year": 2020, "value_year": 2025, "actual": -1}),
        Step(StepCode.REQUIRED, {"baseline": 20, "baseline_year": 2020, "target": 10, "target_year": 2030, "required": -1}),
        Step(StepCode.PACE, {"actual": -1, "required": -1, "pace": 1, "pace_low": 0, "pace_high": 2}),
        Step(
            StepCode.REQUIRED_NOW,
            {"baseline": 20, "baseline_year": 2020, "required": -1, "value_year": 2025, "required_now": 15},
        ),
        Step(
            StepCode.PROJECTED,
            {"baseline": 20, "baseline_year": 2020, "actual": -1, "target_year": 2030, "projected": 10}
            | {"projected_low": 10 - hypot(3, 8), "projected_high": 10 + hypot(3, 8)},
        ),
    )


def test_the_arithmetic_names_every_step_it_knows() -> None:
    seen = {each.code for target, values, margin, _ in CASES for each in assessed(target, values, margin).arithmetic}
    assert seen | {StepCode.MARGIN, StepCode.OWN_VARIATION} == set(StepCode)


@pytest.mark.parametrize(
    ("field", "value"),
    [("baseline", nan), ("target", inf), ("tolerance", nan), ("direction", "down"), ("better", "keep"), ("low", inf)],
)
def test_a_broken_target_is_named(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=field):
        replace(LESS, **{field: value})


def test_broken_series_are_named() -> None:
    with pytest.raises(ValueError, match="year 2021"):
        assess(LESS, [Point(2021, 1), Point(2021, 2)], TODAY)
    with pytest.raises(ValueError, match="interval_years"):
        assess(LESS, [], TODAY, 0)


VALUES = st.floats(-1000, 1000).map(lambda value: round(value, 3))
TARGETS = st.builds(
    Target,
    st.integers(2015, 2028),
    st.none() | VALUES,
    st.integers(2015, 2035),
    st.none() | VALUES,
    st.sampled_from(["lower", "higher", "keep"]),
    st.none() | st.floats(0, 10),
    st.sampled_from(["lower", "higher", None]),
)
SERIES = st.dictionaries(st.integers(2010, 2035), st.tuples(VALUES, st.none() | st.floats(0, 50)), max_size=12).map(
    lambda rows: [
        Point(year, value) if half is None else Point(year, value, value - half, value + half)
        for year, (value, half) in rows.items()
    ]
)


@given(TARGETS, SERIES, st.randoms(use_true_random=False))
def test_the_order_of_points_does_not_matter(target: Target, points: list[Point], random: object) -> None:
    mixed = points.copy()
    random.shuffle(mixed)
    assert assess(target, mixed, TODAY) == assess(target, points, TODAY)


@given(TARGETS, SERIES)
def test_turned_upside_down_the_status_stays(target: Target, points: list[Point]) -> None:
    other = {"lower": "higher", "higher": "lower", "keep": "keep", None: None}
    turned = replace(
        target,
        baseline=None if target.baseline is None else -target.baseline,
        target=None if target.target is None else -target.target,
        direction=other[target.direction],
        better=other[target.better],
    )
    mirrored = [Point(p.year, -p.value, None if p.high is None else -p.high, None if p.low is None else -p.low) for p in points]
    there, back = assess(target, points, TODAY), assess(turned, mirrored, TODAY)
    assert (back.status, back.uncertain, back.flags, back.pace) == (there.status, there.uncertain, there.flags, there.pace)


@given(TARGETS, SERIES)
def test_a_status_has_its_numbers_or_a_reason(target: Target, points: list[Point]) -> None:
    found = assess(target, points, TODAY)
    assert (found.reason is None) == (found.assessed is not None)
    assert (found.pace is None) == (found.required_now is None)
    numbers = [number for each in found.arithmetic for number in each.numbers.values()]
    assert not any(number in (inf, -inf) or number != number for number in numbers)  # noqa: PLR0124 - NaN is not itself
    for lower, upper in filter(None, (found.pace_interval, found.projected_interval)):
        assert lower <= upper


@given(st.floats(11, 30), st.floats(11, 30))
def test_nearer_the_target_is_a_higher_pace(one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert assessed(LESS, {2025: near}).pace >= assessed(LESS, {2025: far}).pace


@given(TARGETS, SERIES)
def test_every_step_follows_from_its_own_numbers(target: Target, points: list[Point]) -> None:
    results = {
        "change": lambda n: n["value"] - n["baseline"],
        "margin": lambda n: hypot(n["baseline_margin"], n["value_margin"]),
        "gap": lambda n: n["value"] - n["target"],
        "actual": lambda n: n["change"] / (n["value_year"] - n["baseline_year"]),
        "required": lambda n: (n["target"] - n["baseline"]) / (n["target_year"] - n["baseline_year"]),
        "pace": lambda n: n["actual"] / n["required"],
        "required_now": lambda n: n["baseline"] + n["required"] * (n["value_year"] - n["baseline_year"]),
        "projected": lambda n: n["baseline"] + n["actual"] * (n["target_year"] - n["baseline_year"]),
        "age": lambda n: n["this_year"] - n["newest_year"],
    }
    for each in assess(target, points, TODAY).arithmetic:
        name = each.code.replace(" ", "_")
        if name in results:
            assert each.numbers[name] == pytest.approx(results[name](each.numbers))
