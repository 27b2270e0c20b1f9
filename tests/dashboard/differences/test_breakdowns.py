"""Breakdowns: which groups are compared, certainty, unused values, and the growth of gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import Reason
from dashboard.charts.pairs import find_pair
from dashboard.charts.request import ChartRequest
from dashboard.differences import Breakdown, GapCourse, GroupPosition, breakdowns
from data_sources.model import (
    TOTAL,
    Direction,
    Indicator,
    Observation,
    ObservationStatus,
    Period,
    PopulationGroup,
    SeriesBreak,
    SourceSeries,
    Unit,
)
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, request, suppressed

EDUCATION = ("education=low", "education=middle", "education=high")
LOW, MIDDLE, HIGH = EDUCATION
SEXES = WOMEN, MEN = ("sex=female", "sex=male")
LANGUAGES = ("language=finnish", "language=swedish", "language=other")
PARENTS = (KAINUU, FINLAND)


def indicator_by(*groups: str, **changes: object) -> Indicator:
    """Return an indicator that has everybody and these groups, nothing else."""
    series = tuple(
        SourceSeries.of("sotkanet", str(place), PopulationGroup.parse(group), with_sex=False)
        for place, group in enumerate(("", *groups))
    )
    return indicator(**{"series": series, "base": ("population", TOTAL), **changes})


def values_of(year, *values, groups=EDUCATION, margin=None, area=KAJAANI):
    """Return an observation of every group; `margin` is half the width of the interval, None a suppressed value."""
    return [
        suppressed(area, year, group=group)
        if value is None
        else observation(area, year, value, *((value - margin, value + margin) if margin else ()), group=group)
        for group, value in zip(groups, values, strict=True)
    ]


def people(*sizes, groups=EDUCATION, area=KAJAANI):
    """Return the populations of the groups and of everybody, who are their sum."""
    named = (("", sum(sizes)), *zip(groups, sizes, strict=True))
    return [Observation("population", area.code, PopulationGroup.parse(group), Period.year(2025), size) for group, size in named]


def only(observations, base=(), groups=EDUCATION, **changes) -> Breakdown:
    (found,) = breakdowns(indicator_by(*groups, **changes), KAJAANI, PARENTS, observations, base)
    return found


def positions(breakdown: Breakdown):
    return [each.position for each in breakdown.groups]


def difference(breakdown: Breakdown, place: int):
    """Return a group's difference from the others together with its interval, to one decimal."""
    found = breakdown.groups[place].difference
    return tuple(end if end is None else round(end, 1) for end in (found.value, found.low, found.high))


def test_each_group_is_set_against_the_others_together_by_their_sizes():
    breakdown = only(values_of(2024, 20.0, 15.0, 10.0, margin=1.96), people(100, 300, 100))
    # 20 against (300 · 15 + 100 · 10) / 400 = 13.75, of standard error √((3/4)² + (1/4)²) ≈ 0.79; 15 against (20 + 10) / 2
    assert difference(breakdown, 0) == (6.2, 3.8, 8.7)
    assert difference(breakdown, 1) == (0.0, -2.4, 2.4)
    assert positions(breakdown) == [GroupPosition.WORSE, GroupPosition.SAME, GroupPosition.BETTER]
    assert [each.certain for each in breakdown.groups] == [True, False, True]


def test_of_a_favourable_indicator_more_is_better():
    breakdown = only(values_of(2024, 20.0, 15.0, 10.0), people(100, 300, 100), direction=Direction.HIGHER)
    assert positions(breakdown) == [GroupPosition.BETTER, GroupPosition.SAME, GroupPosition.WORSE]
    assert str(breakdown.gap.worse) == HIGH
    assert str(breakdown.gap.larger.group) == LOW


def test_without_a_direction_nobody_is_worse_off():
    breakdown = only(values_of(2024, 20.0, 15.0, 10.0), people(100, 300, 100), direction=Direction.NEITHER)
    assert positions(breakdown) == [GroupPosition.NEITHER, GroupPosition.SAME, GroupPosition.NEITHER]
    assert breakdown.gap.worse is breakdown.gap.better is None
    assert breakdown.fewer.reason == Reason.NO_DIRECTION


def test_without_sizes_only_those_beyond_all_others_have_a_stand():
    breakdown = only(values_of(2024, 20.0, 15.0, 10.0, margin=1.0))
    assert positions(breakdown) == [GroupPosition.WORSE, GroupPosition.NOT_COMPARED, GroupPosition.BETTER]
    assert {each.certain for each in breakdown.groups} == {None}
    assert {each.difference.reason for each in breakdown.groups} == {Reason.NO_POPULATION}
    assert (breakdown.slope, breakdown.slope_reason) == (None, Reason.NO_POPULATION)
    assert (breakdown.fewer.value, breakdown.fewer.reason) == (None, Reason.NO_POPULATION)
    assert breakdown.gap.certain  # two groups need no sizes


def test_two_groups_need_no_sizes():
    breakdown = only(values_of(2024, 12.0, 10.0, groups=SEXES, margin=1.0), groups=SEXES)
    assert positions(breakdown) == [GroupPosition.WORSE, GroupPosition.BETTER]
    assert difference(breakdown, 0) == (2.0, 0.6, 3.4)  # 2 ± √2


def test_the_gap_of_an_ordered_dimension_is_that_of_its_ends():
    gap = only(values_of(2024, 12.0, 30.0, 10.0), people(100, 100, 100)).gap
    assert (str(gap.larger.group), str(gap.smaller.group), gap.absolute.value, gap.relative.value) == (LOW, HIGH, 2.0, 1.2)


def test_the_gap_of_others_is_the_largest_less_the_smallest():
    gap = only(values_of(2024, 12.0, 9.0, 10.0, groups=LANGUAGES), groups=LANGUAGES).gap
    assert (str(gap.larger.group), str(gap.smaller.group), gap.absolute.value) == (*LANGUAGES[:2], 3.0)


@pytest.mark.parametrize(("margin", "certain"), [(1.0, True), (5.0, False), (None, None)])
def test_a_gap_is_certain_uncertain_or_not_assessable(margin, certain):
    assert only(values_of(2024, 16.0, 12.0, 10.0, margin=margin)).gap.certain is certain


def test_equal_groups_have_a_gap_of_nothing():
    breakdown = only(values_of(2024, 10.0, 10.0, 10.0, margin=1.0), people(5, 5, 5))
    assert (breakdown.gap.absolute.value, breakdown.gap.relative.value, breakdown.gap.certain) == (0.0, 1.0, False)
    assert breakdown.gap.worse is None
    assert positions(breakdown) == [GroupPosition.SAME] * 3
    assert breakdown.fewer.reason == Reason.NOT_CERTAIN


def test_a_value_of_zero_has_no_ratio():
    breakdown = only(values_of(2024, 4.0, 2.0, 0.0), people(5, 5, 5))
    assert (breakdown.gap.absolute.value, breakdown.gap.relative.value) == (4.0, None)
    assert breakdown.gap.relative.reason == Reason.ZERO_COMPARISON
    assert breakdown.advanced.mean_log_deviation.reason == Reason.ZERO_VALUE
    assert breakdown.advanced.index_of_disparity.value == pytest.approx(200 / 3)  # distances 2, 0 and 2 of a mean of 2


def test_all_values_zero_leave_no_denominator():
    breakdown = only(values_of(2024, 0.0, 0.0, 0.0), people(5, 5, 5))
    assert breakdown.advanced.theil.reason == Reason.ZERO_COMPARISON
    assert breakdown.advanced.between_group_variance.value == 0
    assert breakdown.slope.rii.reason == Reason.SLOPE_END


@pytest.mark.parametrize("hidden", [0, 2])
def test_a_suppressed_end_has_no_gap_slope_or_persons(hidden):
    values = [20.0, 15.0, 10.0]
    values[hidden] = None
    breakdown = only(values_of(2024, *values, margin=1.0), people(100, 300, 100))
    assert positions(breakdown)[hidden] is GroupPosition.SUPPRESSED
    assert breakdown.gap is None
    assert (breakdown.slope, breakdown.slope_reason) == (None, Reason.NO_VALUE)
    assert breakdown.fewer.reason == breakdown.advanced.theil.reason == Reason.NO_VALUE
    assert (breakdown.growth.course, breakdown.growth.since) == (GapCourse.UNKNOWN, None)


def test_a_suppressed_middle_leaves_the_gap_of_the_ends():
    breakdown = only(values_of(2024, 20.0, None, 10.0), people(100, 300, 100))
    assert breakdown.gap.absolute.value == 10.0
    assert difference(breakdown, 0) == (10.0, None, None)
    assert breakdown.fewer.reason == Reason.NO_VALUE


def test_a_group_without_observation_is_missing():
    breakdown = only(values_of(2024, 20.0, 10.0, groups=(LOW, HIGH)), people(100, 300, 100))
    assert positions(breakdown) == [GroupPosition.WORSE, GroupPosition.MISSING, GroupPosition.BETTER]
    assert breakdown.groups[1].observation is None


@given(st.lists(st.booleans(), min_size=5, max_size=5))
def test_a_suppressed_number_gets_nowhere(hidden):
    groups = (*EDUCATION, *SEXES)
    secret = [
        observation(KAJAANI, year, 77.77, 77.70, 77.79, group=group, status=ObservationStatus.SUPPRESSED)
        if hide
        else observation(KAJAANI, year, 10.0, 9.0, 11.0, group=group)
        for year in (2022, 2024)
        for group, hide in zip(groups, hidden, strict=True)
    ]
    found = breakdowns(indicator_by(*groups), KAJAANI, PARENTS, secret, people(5, 5, 5))
    assert "77.7" not in repr([(each.groups, each.gap, each.slope, each.fewer, each.growth, each.advanced) for each in found])
    assert all(each.gap is None or each.gap.absolute.value == 0 for each in found)


def test_one_group_only_is_no_breakdown():
    assert breakdowns(indicator_by(*EDUCATION), KAJAANI, PARENTS, values_of(2024, 20.0, groups=(LOW,))) == ()


def test_counts_of_persons_have_no_breakdown():
    assert breakdowns(indicator_by(*EDUCATION, unit=Unit.PERSONS), KAJAANI, PARENTS, values_of(2024, 20, 15, 10)) == ()


def test_the_newest_period_in_which_two_groups_have_a_value():
    newer = [*values_of(2024, 20.0, None, None), *values_of(2022, 18.0, 15.0, 10.0)]
    breakdown = only(newer)
    assert (str(breakdown.period), str(breakdown.hidden_since)) == ("2022", "2024")


def test_the_nearest_parent_stands_in():
    breakdown = only([*values_of(2024, 20.0, 15.0, 10.0, area=FINLAND), *values_of(2022, 21.0, 15.0, 9.0, area=KAINUU)])
    assert (breakdown.area, breakdown.own, breakdown.asked_hidden, str(breakdown.period)) == (KAINUU, False, False, "2022")


def test_where_the_areas_own_values_are_suppressed_the_breakdown_says_so():
    breakdown = only([*values_of(2024, None, None, None), *values_of(2024, 20.0, 15.0, 10.0, area=KAINUU)])
    assert (breakdown.area, breakdown.asked_hidden) == (KAINUU, True)


def test_sizes_are_those_of_the_area_of_the_values():
    observed = values_of(2024, 20.0, 15.0, 10.0, area=KAINUU)
    assert only(observed, people(100, 300, 100)).fewer.reason == Reason.NO_POPULATION
    assert only(observed, people(100, 300, 100, area=KAINUU)).population == 500


@pytest.mark.parametrize("groups", [("age=20-64", "age=65+", "age=75+"), ("school-stage=grades-4-5", "school-stage=grades-8-9")])
def test_a_profile_compares_nothing(groups):
    breakdown = only(values_of(2024, *(20.0, 15.0, 10.0)[: len(groups)], groups=groups, margin=1.0), groups=groups)
    assert breakdown.profile
    assert breakdown.gap is breakdown.slope is breakdown.advanced is None
    assert set(positions(breakdown)) == {GroupPosition.NOT_COMPARED}
    assert {each.difference.reason for each in breakdown.groups} == {Reason.PROFILE}
    assert breakdown.fewer.reason == Reason.PROFILE


def test_dimensions_come_in_their_order_and_within_the_whole():
    groups = (*EDUCATION, *SEXES)
    found = breakdowns(indicator_by(*groups), KAJAANI, PARENTS, values_of(2024, 3.0, 2.0, 1.0, 5.0, 4.0, groups=groups))
    assert [each.dimension for each in found] == ["sex", "education"]
    within = tuple(f"{MEN};{education}" for education in EDUCATION)
    men = PopulationGroup.parse(MEN)
    found = breakdowns(indicator_by(*within), KAJAANI, PARENTS, values_of(2024, 3.0, 2.0, 1.0, groups=within), whole=men)
    assert [(each.dimension, each.whole, each.gap.absolute.value) for each in found] == [("education", men, 2.0)]


def test_without_a_total_the_default_group_is_broken_down_too():
    series = tuple(SourceSeries.of("sotkanet", age, PopulationGroup.parse(f"age={age}")) for age in ("20-64", "65+"))
    groups = ("age=20-64", "age=65+", "age=20-64;sex=female", "age=20-64;sex=male")
    found = breakdowns(indicator(series=series), KAJAANI, PARENTS, values_of(2024, 4.0, 3.0, 2.0, 1.0, groups=groups))
    assert [(each.dimension, str(each.whole)) for each in found] == [("sex", "age=20-64"), ("age", "")]


def test_the_slope_over_equal_steps():
    slope = only(values_of(2024, 20.0, 15.0, 10.0, margin=0.1), people(100, 100, 100)).slope
    assert slope.sii.value == pytest.approx(-15)  # 5 a third, from end to end
    assert slope.rii.value == pytest.approx(7.5 / 22.5)
    assert slope.sii.low < -15 < slope.sii.high < 0


def test_unordered_groups_have_no_slope_and_need_no_reason():
    breakdown = only(values_of(2024, 12.0, 10.0, groups=SEXES), people(5, 5, groups=SEXES), groups=SEXES)
    assert (breakdown.slope, breakdown.slope_reason) == (None, None)
    assert breakdown.advanced.concentration.reason == Reason.NO_ORDER


def test_two_ordered_groups_have_no_slope():
    ends = (LOW, HIGH)
    breakdown = only(values_of(2024, 12.0, 10.0, groups=ends), people(5, 5, groups=ends), groups=ends)
    assert (breakdown.slope, breakdown.slope_reason) == (None, Reason.TOO_FEW_GROUPS)


@pytest.mark.parametrize(
    ("unit", "direction", "persons"),
    [
        (Unit.PERCENT, Direction.LOWER, 250.0),  # the mean of 15 less the best of 10, of 5,000 people
        (Unit.PERCENT, Direction.HIGHER, 250.0),
        (Unit.PER_1000, Direction.LOWER, 25.0),
    ],
)
def test_persons_if_every_group_did_as_well_as_the_best(unit, direction, persons):
    breakdown = only(values_of(2024, 20.0, 15.0, 10.0), people(1000, 3000, 1000), unit=unit, direction=direction)
    assert breakdown.fewer.value == pytest.approx(persons)


def test_years_are_no_persons():
    breakdown = only(values_of(2024, 80.0, 81.0, 82.0), people(100, 300, 100), unit=Unit.YEARS)
    assert breakdown.fewer.reason == Reason.NOT_A_SHARE


@pytest.mark.parametrize(
    ("first", "margin", "course", "change"),
    [
        (12.0, 1.0, GapCourse.WIDENING, 4.0),
        (18.0, 1.0, GapCourse.NARROWING, -2.0),
        (15.5, 1.0, GapCourse.UNCERTAIN, 0.5),
        (16.0, 1.0, GapCourse.UNCHANGED, 0.0),
        (16.0, None, GapCourse.UNCHANGED, 0.0),
        (12.0, None, GapCourse.UNKNOWN, 4.0),
    ],
)
def test_a_gap_grows_only_beyond_the_margins_of_both(first, margin, course, change):
    ends, margin = (WOMEN, MEN), margin and margin / 2
    breakdown = only(
        [*values_of(2022, first, 10.0, groups=ends, margin=margin), *values_of(2024, 16.0, 10.0, groups=ends, margin=margin)],
        groups=ends,
    )
    assert (breakdown.growth.course, breakdown.growth.change.value, str(breakdown.growth.since)) == (course, change, "2022")


def test_a_gap_that_has_turned_is_measured_by_its_width():
    breakdown = only([*values_of(2022, 8.0, 13.0, groups=SEXES), *values_of(2024, 12.0, 10.0, groups=SEXES)], groups=SEXES)
    assert (breakdown.growth.change.value, breakdown.growth.turned) == (-3.0, True)  # from 5 one way to 2 the other


@pytest.mark.parametrize(("margin", "turned"), [(1.0, True), (9.0, False)])
def test_groups_change_sides_only_beyond_the_margins(margin, turned):
    history = [
        *values_of(2022, 8.0, 13.0, groups=SEXES, margin=margin),
        *values_of(2024, 12.0, 10.0, groups=SEXES, margin=margin),
    ]
    assert only(history, groups=SEXES).growth.turned is turned


def test_a_single_gap_has_no_course():
    breakdown = only(values_of(2024, 20.0, 15.0, 10.0))
    assert (breakdown.growth.course, breakdown.growth.since, breakdown.growth.change.reason) == (
        GapCourse.UNKNOWN,
        None,
        Reason.TOO_FEW_POINTS,
    )


def test_gaps_before_a_break_do_not_compare():
    history = [
        observation
        for year, low in ((2018, 30.0), (2022, 15.0), (2024, 16.0))
        for observation in values_of(year, low, 12.0, 10.0)
    ]
    breakdown = only(history, breaks=(SeriesBreak(2022, {"fi": "kysely uudistui"}),))
    assert (breakdown.growth.change.value, str(breakdown.growth.since)) == (1.0, "2022")
    assert only(history, breaks=(SeriesBreak(2024, {"fi": "kysely uudistui"}),)).growth.since is None


@given(
    st.lists(st.tuples(*[st.none() | st.integers(0, 40)] * 3), min_size=1, max_size=4),
    st.sampled_from([EDUCATION, LANGUAGES]),
)
def test_the_gap_is_that_of_the_chart(years, groups):
    history = [each for place, values in enumerate(years) for each in values_of(2020 + place, *values, groups=groups, margin=1.0)]
    found = breakdowns(indicator_by(*groups), KAJAANI, (), history)
    chart: ChartRequest = request(history, parents=(), group=PopulationGroup.parse(groups[0]), indicator=indicator_by(*groups))
    pair = find_pair(chart)
    for breakdown in found:
        if breakdown.gap is not None:
            assert pair is not None
            assert pair.shown[-1] == breakdown.period
            assert pair.width(breakdown.period) == breakdown.gap.absolute
            assert pair.ratio(breakdown.period) == breakdown.gap.relative
