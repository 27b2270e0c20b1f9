"""What may lead: every clause of the rule by hand, the one order, and that nothing leads whose interval includes 0."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import Reason
from dashboard.analysis.inequality import assessable_ratio
from dashboard.analysis.intervals import Estimate
from dashboard.charts.gap_text import ComparedValues
from dashboard.differences import Breakdown, GapCourse
from dashboard.differences.leading import Bar, Claim, bar_of, findings
from dashboard.differences.sentences import BreakdownText
from dashboard.monitoring.substance import Footing
from dashboard.text import text_for
from data_sources.model import AreaLevel, Direction, Observation, Period, PopulationGroup, Unit
from tests.dashboard.differences.test_breakdowns import HIGH, LOW, MEN, SEXES, WOMEN, indicator_by, only, people, values_of
from tests.dashboard.examples import KAINUU, KAJAANI, indicator, suppressed

YEAR = 2026
TOWN = replace(KAJAANI, population=2000)
DISTRICT = replace(KAJAANI, level=AreaLevel.DISTRICT, population=None)


def claim(low=None, high=None, *, value=4.0, ratio=1.4, margins=None, **changes) -> Claim:
    """Return a claim of two percentages of a town in 2024, 4 percentage points apart; certain where its interval leaves out 0."""
    known = low is not None if margins is None else margins
    compared = ComparedValues(
        indicator(unit=changes.pop("unit", Unit.PERCENT)), Estimate(value, low, high), Estimate(ratio), known
    )
    fields = {"compared": compared, "footings": (), "period": Period.year(2024), "hidden": False}
    return Claim(**{**fields, **changes})


def on(value: float, base: float | None, area=TOWN, unit=Unit.PERCENT) -> Bar | None:
    """Return what bars a certain difference that rests on one value of an area."""
    return claim(2.0, 6.0, footings=(Footing(value, base, area),), unit=unit).bar(YEAR)


@pytest.mark.parametrize(
    ("low", "high", "bar"),
    [(2.0, 6.0, None), (0.1, 7.9, None), (0.0, 8.0, Bar.UNCERTAIN), (-1.0, 9.0, Bar.UNCERTAIN), (-6.0, 14.0, Bar.UNCERTAIN)],
)
def test_a_certain_difference_leads_and_one_whose_interval_includes_0_does_not(low, high, bar):
    assert claim(low, high).bar(YEAR) is bar


@pytest.mark.parametrize(
    ("value", "ratio", "unit", "bar"),
    [
        (4.0, 1.2, Unit.PERCENT, None),
        (4.0, 1.19, Unit.PERCENT, Bar.SLIGHT),
        (5.0, 1.1, Unit.PERCENT, None),
        (4.9, 1.1, Unit.PERCENT, Bar.SLIGHT),
        (15.1 - 10.1, 1.1, Unit.PERCENT, None),  # 5 points but for what subtracting floats costs
        (-6.0, 1.1, Unit.PERCENT, None),
        (50.0, 1.1, Unit.PER_1000, Bar.SLIGHT),  # points are those of percentages
        (50.0, 1.2, Unit.PER_1000, None),
    ],
)
def test_without_any_margin_a_ratio_of_1_2_or_5_points_leads_as_of_unknown_certainty(value, ratio, unit, bar):
    found = claim(value=value, ratio=ratio, unit=unit)
    assert (found.compared.certain, found.bar(YEAR)) == (None, bar)


def test_where_one_value_has_a_margin_and_the_difference_none_it_does_not_lead():
    assert claim(value=20.0, ratio=3.0, margins=True).bar(YEAR) is Bar.UNKNOWN


def test_a_difference_from_nothing_is_as_large_as_can_be():
    nothing = Estimate(None, reason=Reason.ZERO_COMPARISON)
    found = claim(value=0.5)
    assert replace(found, compared=replace(found.compared, relative=nothing)).bar(YEAR) is None


@pytest.mark.parametrize(
    ("value", "base", "unit", "bar"),
    [
        (10.0, 50, Unit.PERCENT, None),  # 5 expected events
        (10.0, 49, Unit.PERCENT, Bar.FEW),
        (2.0, 200, Unit.PERCENT, Bar.FEW),
        (0.0, 100_000, Unit.PERCENT, Bar.FEW),
        (50.0, 100, Unit.PER_1000, None),
        (49.0, 100, Unit.PER_1000, Bar.FEW),
        (20.0, 20_000, Unit.PER_100000, Bar.FEW),
        (80.0, 31, Unit.YEARS, None),  # years are no events
    ],
)
def test_nothing_leads_from_fewer_than_five_expected_events(value, base, unit, bar):
    assert on(value, base, unit=unit) is bar


@pytest.mark.parametrize(("base", "bar"), [(30, None), (29, Bar.FEW), (29.9, Bar.FEW)])
def test_nothing_leads_from_a_base_under_30(base, bar):
    assert on(80.0, base) is bar
    assert on(80.0, base, unit=Unit.YEARS) is bar


@pytest.mark.parametrize(
    ("residents", "base", "bar"),
    [(2000, None, None), (1999, None, Bar.FEW), (100, None, Bar.FEW), (1999, 500, None), (100, 60, None), (None, None, None)],
)
def test_an_area_under_2000_residents_leads_only_with_a_known_base(residents, base, bar):
    assert on(20.0, base, replace(KAJAANI, population=residents)) is bar


def test_a_district_of_unknown_size_is_a_small_area():
    assert (on(20.0, None, DISTRICT), on(20.0, 400, DISTRICT)) == (Bar.FEW, None)


def test_without_a_base_the_residents_are_the_most_that_it_can_be():
    assert on(20.0, None, replace(KAJAANI, population=20_000), Unit.PER_100000) is Bar.FEW  # 4 events at most
    assert on(25.0, None, replace(KAJAANI, population=20_000), Unit.PER_100000) is None


@pytest.mark.parametrize(("interval", "year", "bar"), [(1, 2024, None), (1, 2023, Bar.OLD), (2, 2022, None), (2, 2021, Bar.OLD)])
def test_nothing_leads_that_is_older_than_twice_the_interval(interval, year, bar):
    found = claim(2.0, 6.0, period=Period.year(year))
    every = replace(found.compared, indicator=indicator(interval=interval))
    assert replace(found, compared=every).bar(YEAR) is bar


def test_nothing_leads_beside_suppressed_newer_values():
    assert claim(2.0, 6.0, hidden=True).bar(YEAR) is Bar.HIDDEN
    history = [*values_of(2023, 20.0, 10.0, groups=SEXES, margin=1.0), suppressed(KAJAANI, 2024, group=WOMEN)]
    assert bar_of(only(history, groups=SEXES), 2025) is Bar.HIDDEN


@pytest.mark.parametrize("value", [0.0, 0.04, -0.04])
def test_what_rounds_to_0_is_no_difference(value):
    found = claim(value - 0.01, value + 0.01, value=value)
    assert found.bar(YEAR) is Bar.NOTHING
    assert found.compared.size(text_for("fi")) == "Eroa ei ole."
    assert found.compared.verdict("x", "y", text_for("fi")) == []


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (Estimate(134.0, 0.01, 2_967_686.0), False),
        (Estimate(3.0, 0.9, 9.1), False),
        (Estimate(3.0, 1.0, 10.0), True),
        (Estimate(3.0, 0.0, 9.0), False),
        (Estimate(3.0, reason=Reason.UNBOUNDED), False),
        (Estimate(3.0, reason=Reason.NO_MARGIN), True),
    ],
)
def test_a_ratio_whose_interval_is_wider_than_tenfold_has_no_value(ratio, shown):
    found = assessable_ratio(ratio)
    assert found == (ratio if shown else Estimate(None, reason=Reason.TOO_WIDE))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "; lukujen suhdetta ei voi arvioida."),
        ("sv", "; kvoten mellan siffrorna kan inte bedömas."),
        ("en", "; the ratio of the values cannot be assessed."),
    ],
)
def test_such_a_ratio_is_said_not_to_be_assessable(language, sentence):
    island = only(values_of(2024, 20.0, 0.5, groups=SEXES, margin=3.0), groups=SEXES)
    assert (island.gap.relative.value, island.gap.relative.reason) == (None, Reason.TOO_WIDE)
    told = BreakdownText(island, text_for(language)).headline()
    assert sentence in told
    assert not any(number in told for number in ("40,00", "40.00"))


def finding(name: str, *, certain: bool | None, persons: float | None, smaller: float = 10.0, groups=SEXES) -> Breakdown:
    """Return a breakdown whose larger value is 20."""
    margin = {True: 1.0, False: 50.0, None: None}[certain]
    breakdown = only(values_of(2024, 20.0, smaller, groups=groups, margin=margin), groups=groups)
    return replace(breakdown, indicator=indicator_by(*groups, id=name), fewer=replace(breakdown.fewer, value=persons))


def names(found):
    return [each.indicator.id for each in found]


def test_findings_are_the_certain_then_by_persons_then_by_ratio():
    found = [
        finding("uncertain", certain=False, persons=9000),
        finding("unknown", certain=None, persons=9001),
        finding("small", certain=True, persons=10),
        finding("steep", certain=True, persons=100, smaller=5.0),
        finding("flat", certain=True, persons=100, smaller=10.0),
        finding("without-persons", certain=True, persons=None),
    ]
    assert names(findings(found, 2025, None)) == ["steep", "flat", "small", "without-persons", "unknown"]
    assert names(findings(found, 2025)) == ["steep", "flat", "small"]


def test_an_indicator_is_one_finding_at_most():
    once, again = finding("smoking", certain=True, persons=10), finding("smoking", certain=True, persons=900, groups=(LOW, HIGH))
    assert findings([once, again], 2025) == (again,)


def test_a_gap_without_a_ratio_is_the_steepest():
    found = [finding("ten", certain=None, persons=5, smaller=1.0), finding("zero", certain=None, persons=5, smaller=0.0)]
    assert names(findings(found, 2025)) == ["zero", "ten"]


def test_profiles_parents_and_neutral_indicators_are_no_findings():
    ages = ("age=20-64", "age=65+")
    of_a_parent = only(values_of(2024, 20.0, 10.0, groups=SEXES, margin=1.0, area=KAINUU), groups=SEXES)
    neutral = only(values_of(2024, 20.0, 10.0, groups=SEXES, margin=1.0), groups=SEXES, direction=Direction.NEITHER)
    assert findings([only(values_of(2024, 20.0, 10.0, groups=ages, margin=1.0), groups=ages), of_a_parent, neutral], 2025) == ()
    assert bar_of(neutral, 2025) is None  # a slide may tell it


def test_bases_are_the_sizes_of_the_groups_and_before_them_the_counts_of_the_source():
    observed = values_of(2024, 20.0, 10.0, groups=SEXES, margin=1.0)
    sizes = people(24, 60, groups=SEXES)
    assert bar_of(only(observed, sizes, groups=SEXES), 2025) is Bar.FEW  # 24 people
    counted = [each._replace(denominator=400.0) for each in observed]
    assert [each.base for each in only(counted, sizes, groups=SEXES).groups] == [400.0, 400.0]
    assert bar_of(only(counted, sizes, groups=SEXES), 2025) is None


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("fi", "Ero on 12,0 prosenttiyksikköä. Luvut voivat perustua liian harvoihin henkilöihin tai tapauksiin verrattaviksi."),
        ("sv", "Skillnaden är 12,0 procentenheter. Siffrorna kan bygga på för få personer eller fall för att jämföras."),
        ("en", "The difference is 12.0 percentage points. The values may rest on too few people or cases to be compared."),
    ],
)
def test_values_of_few_without_a_margin_are_not_compared(language, sentences):
    island = only(values_of(2024, 14.0, 2.0, groups=SEXES), people(50, 48, groups=SEXES), groups=SEXES)
    assert (island.gap.relative.reason, island.fewer.reason) == (Reason.TOO_FEW_CASES, Reason.TOO_FEW_CASES)
    told = BreakdownText(island, text_for(language))
    assert told.headline().endswith(sentences)
    assert told.persons() == ""


def test_an_uncertain_difference_gives_no_persons():
    sizes = people(1000, 1000, groups=SEXES)
    uncertain = only(values_of(2024, 20.0, 18.0, groups=SEXES, margin=5.0), sizes, groups=SEXES)
    assert (uncertain.fewer.value, uncertain.fewer.reason) == (None, Reason.NOT_CERTAIN)
    assert BreakdownText(uncertain, text_for("fi")).persons() == ""
    assert only(values_of(2024, 20.0, 18.0, groups=SEXES), sizes, groups=SEXES).fewer.value == pytest.approx(20)


VALUES = st.floats(0, 60, allow_nan=False)


@given(VALUES, VALUES, st.none() | st.floats(0.1, 30), st.none() | st.floats(0.1, 30), st.none() | st.integers(1, 3000))
def test_nothing_leads_whose_interval_includes_0_or_that_rests_on_few(one, other, margin, other_margin, base):
    observed = [
        Observation(
            "daily-smoking",
            KAJAANI.code,
            PopulationGroup.parse(group),
            Period.year(2024),
            value,
            None if half is None else value - half,
            None if half is None else value + half,
            denominator=base,
        )
        for group, value, half in ((WOMEN, one, margin), (MEN, other, other_margin))
    ]
    breakdown = only(observed, groups=SEXES)
    for each in findings([breakdown], 2025):
        gap = each.gap
        assert gap.absolute.low is None or gap.absolute.low > 0
        assert gap.certain or (margin is None and other_margin is None)
        assert gap.certain or gap.relative.value is None or gap.relative.value >= 1.2 - 1e-9 or gap.absolute.value >= 5 - 1e-9
        assert base is None or min(one, other) * base / 100 >= 5
        assert base is None or base >= 30
    if breakdown.gap.certain is False:
        assert breakdown.fewer.value is None
        said = " ".join(BreakdownText(breakdown, text_for("en")).sentences())
        assert not any(word in said for word in ("higher", "worse", "lower"))


@given(VALUES, VALUES, st.none() | st.floats(0.1, 30))
def test_a_gap_that_widens_certainly_is_certain_itself(first, newest, margin):
    history = [*values_of(2022, 20 + first, 20.0, groups=SEXES, margin=margin)]
    history += values_of(2024, 20 + newest, 20.0, groups=SEXES, margin=margin)
    found = only(history, groups=SEXES)
    assert found.growth.course is not GapCourse.WIDENING or found.gap.certain
