"""The gap between groups or areas: what is subtracted from what, how certain it is, and that nothing hidden is revealed."""

import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.kinds.gap import KIND
from dashboard.differences import breakdowns
from dashboard.differences.sentences import BreakdownText
from dashboard.text import text_for
from data_sources.model import DIMENSIONS, Direction, ObservationStatus, PopulationGroup, SeriesBreak, SourceSeries, Unit
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, named_area, observation, request, suppressed

NB = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
LOW, HIGH = "education=low", "education=high"
WOMEN, MEN = "sex=female", "sex=male"
TOWN = named_area("KU999", "Naapuri")


def chart_of(observations, group="", **changes) -> Chart:
    chart = KIND.build(request(observations, group=PopulationGroup.parse(group), **changes))
    assert chart is not None
    return chart


def pair(year, one, other, groups=(LOW, HIGH), margin=None, area=KAJAANI):
    ends = [(value - margin, value + margin) if margin else () for value in (one, other)]
    return [
        observation(area, year, value, *end, group=group) for value, end, group in zip((one, other), ends, groups, strict=True)
    ]


def values(chart: Chart) -> list[float | None]:
    return [point.value for point in chart.series[0].points]


def test_without_two_sides_there_is_no_gap():
    assert KIND.build(request([observation(KAJAANI, 2024, 12.0)])) is None
    assert KIND.build(request(pair(2024, 16.0, 10.0)[:1], group=PopulationGroup.parse(LOW))) is None
    apart = [observation(KAJAANI, 2023, 12.0, group=WOMEN), observation(KAJAANI, 2024, 12.0, group=MEN)]
    assert KIND.build(request(apart, group=PopulationGroup.parse(WOMEN))) is None


@pytest.mark.parametrize("group", ["age=65+", "school-stage=grades-8-9"])
def test_a_profile_has_no_gap(group):
    observations = [observation(KAJAANI, 2024, 12.0, group=group), observation(KAJAANI, 2024, 10.0, group="age=20-64")]
    observations += [observation(FINLAND, 2024, 11.0, group=group)]
    assert KIND.build(request(observations, group=PopulationGroup.parse(group), comparisons=(FINLAND,))) is None


def test_numbers_of_persons_have_no_gap():
    assert (
        KIND.build(request(pair(2024, 16, 10), group=PopulationGroup.parse(LOW), indicator=indicator(unit=Unit.PERSONS))) is None
    )


@pytest.mark.parametrize("asked", [LOW, "education=middle", HIGH])
def test_education_is_low_against_high_whichever_is_asked_for(asked):
    observations = [*pair(2022, 16.0, 10.0), *pair(2024, 15.0, 10.5), observation(KAJAANI, 2024, 30.0, group="education=middle")]
    chart = chart_of(observations, asked)
    assert values(chart) == [6.0, 4.5]
    assert chart.title == "Päivittäin tupakoivat, ero koulutuksen mukaan, Kajaani"
    assert chart.y.title == "prosenttiyksikköä"


def test_a_larger_value_is_a_wider_gap_whichever_direction_is_better():
    observations = [*pair(2022, 60.0, 80.0), *pair(2024, 50.0, 80.0)]
    chart = chart_of(observations, LOW, indicator=indicator(direction=Direction.HIGHER))
    assert values(chart) == [20.0, 30.0]
    assert "Näiden lukujen mukaan tilanne on huonompi matalasti koulutetuilla." in chart.sentence


def test_a_gap_is_a_width_whichever_of_two_sexes_has_the_larger_value():
    observations = [*pair(2022, 12.0, 17.0, (WOMEN, MEN), 0.5), *pair(2023, 16.0, 14.0, (WOMEN, MEN), 0.5)]
    chart = chart_of(observations, MEN)
    assert values(chart) == [5.0, 2.0]
    assert [(point.low, point.high) for point in chart.series[0].points] == [(4.3, 5.7), (1.3, 2.7)]  # ± √(0.5² + 0.5²)
    assert "Tilanne on huonompi naisilla." in chart.sentence
    assert "Järjestys oli päinvastainen (2022)." in chart.notes
    assert chart.sentence.endswith(
        "Ero on kaventunut 3,0 prosenttiyksikköä vuodesta 2022, mikä on enemmän kuin virhemarginaali. "
        "Ryhmien järjestys on kääntynyt vuodesta 2022."
    )


def test_chart_table_and_slide_have_one_gap_and_one_growth():
    observations = [*pair(2022, 12.0, 17.0, (WOMEN, MEN)), *pair(2023, 16.0, 14.0, (WOMEN, MEN))]
    sexes = indicator(series=tuple(SourceSeries.of("sotkanet", each, PopulationGroup.parse(each)) for each in (WOMEN, MEN)))
    (breakdown,) = breakdowns(sexes, KAJAANI, (), observations)
    chart = chart_of(observations, indicator=sexes)
    assert (breakdown.gap.absolute.value, breakdown.growth.change.value) == (2.0, -3.0)
    assert values(chart)[-1] == 2.0
    growth = BreakdownText(breakdown, text_for("fi")).growth()
    assert growth.startswith(f"Eron muutos vuodesta 2022 on {MINUS}3,0 prosenttiyksikköä;")
    assert chart.sentence.endswith(growth)


def test_languages_are_those_farthest_apart_in_the_newest_period():
    groups = tuple(f"language={category}" for category in DIMENSIONS["language"].categories)
    observations = [
        observation(KAJAANI, 2024, value, group=group) for group, value in zip(groups, (12.0, 9.0, 10.0), strict=True)
    ]
    assert values(chart_of(observations, groups[2])) == [3.0]


def test_within_a_group_the_other_dimension_makes_the_gap():
    groups = ("age=65+;sex=female", "age=65+;sex=male")
    chart = chart_of(pair(2024, 12.0, 9.0, groups), groups[0])
    assert values(chart) == [3.0]
    assert chart.title == "Päivittäin tupakoivat, ero sukupuolen mukaan, 65 vuotta täyttäneet, Kajaani"
    assert "naisilla" in chart.sentence


def test_the_sentence_gives_absolute_and_relative_difference_together():
    chart = chart_of([*pair(2022, 15.0, 10.0), *pair(2024, 16.4, 10.0)], LOW, indicator=indicator(interval=2))
    assert chart.sentence == (
        f"Päivittäin tupakoivat Kajaanissa vuonna 2024: matalasti koulutetuilla 16,4{NB}% ja korkeasti koulutetuilla 10,0{NB}%. "
        "Ero on 6,4 prosenttiyksikköä, lukujen suhde 1,64. Näiden lukujen mukaan tilanne on huonompi matalasti koulutetuilla. "
        "Eron varmuutta ei voi arvioida: virhemarginaalia ei ole saatavilla. "
        "Eron muutos vuodesta 2022 on +1,4 prosenttiyksikköä; muutoksen varmuutta ei voi arvioida."
    )
    assert "Suhteellinen ero (matala koulutus / korkea koulutus): 2022: 1,50; 2024: 1,64." in chart.notes
    assert "Virhemarginaalia ei ole saatavilla." in chart.notes


def test_the_interval_comes_from_both_published_ones():
    point = chart_of(pair(2024, 16.0, 10.0, margin=1.96), LOW).series[0].points[0]
    assert (point.value, point.low, point.high) == (6.0, 3.2, 8.8)  # 6 ± 1.96 · √(1² + 1²)


@pytest.mark.parametrize(
    ("margin", "sentence"),
    [
        (1.96, "Tilanne on huonompi matalasti koulutetuilla. Ero on virhemarginaalia suurempi."),
        (6.0, f"lukujen suhde 1,60 (95{NB}%:n luottamusväli 0,79{DASH}3,25). Ero mahtuu virhemarginaaliin."),
        (
            None,
            (
                "Näiden lukujen mukaan tilanne on huonompi matalasti koulutetuilla. "
                "Eron varmuutta ei voi arvioida: virhemarginaalia ei ole saatavilla."
            ),
        ),
    ],
)
def test_certain_uncertain_and_unknown_differences_have_their_own_sentences(margin, sentence):
    assert chart_of(pair(2024, 16.0, 10.0, margin=margin), LOW).sentence.endswith(sentence)


@pytest.mark.parametrize(
    ("margin", "sentence"),
    [
        (1.96, "Luku on suurempi matalasti koulutetuilla. Ero on virhemarginaalia suurempi."),
        (6.0, f"0,79{DASH}3,25). Ero mahtuu virhemarginaaliin."),
    ],
)
def test_a_neutral_indicator_has_certainty_too(margin, sentence):
    neutral = indicator(direction=Direction.NEITHER)
    assert chart_of(pair(2024, 16.0, 10.0, margin=margin), LOW, indicator=neutral).sentence.endswith(sentence)


def test_a_change_within_the_margins_is_no_change():
    observations = [*pair(2022, 16.0, 10.0, margin=1.0), *pair(2024, 16.5, 10.0, margin=1.0)]
    assert chart_of(observations, LOW).sentence.endswith("Eron muutos vuodesta 2022 mahtuu virhemarginaaliin.")


def test_an_interval_of_one_side_makes_none_of_the_gap():
    observations = [observation(KAJAANI, 2024, 16.0, 15.0, 17.0, group=LOW), observation(KAJAANI, 2024, 10.0, group=HIGH)]
    assert chart_of(observations, LOW).series[0].points[0].low is None


INCOME = ("income=lowest", "income=highest")


def test_everybody_has_the_gap_of_the_groups_before_that_of_areas():
    everybody = [observation(KAJAANI, 2024, 12.0), observation(FINLAND, 2024, 10.0)]
    education, income, sex = pair(2024, 16.0, 10.0), pair(2024, 18.0, 9.0, INCOME), pair(2024, 13.0, 11.0, (WOMEN, MEN))
    compared = {"comparisons": (FINLAND,)}
    assert values(chart_of([*everybody, *sex, *income, *education], **compared)) == [6.0]
    assert values(chart_of([*everybody, *sex, *income], **compared)) == [9.0]
    assert values(chart_of([*everybody, *sex], **compared)) == [2.0]
    assert values(chart_of(everybody, **compared)) == [2.0]
    assert "koulutuksen mukaan" in chart_of([*everybody, *education], **compared).title
    assert "vertailualueeseen" in chart_of(everybody, **compared).title


def test_with_one_group_only_the_next_breakdown_is_used():
    alone = [observation(KAJAANI, 2024, 16.0, group=LOW), *pair(2024, 13.0, 11.0, (WOMEN, MEN))]
    assert "sukupuolen mukaan" in chart_of(alone).title


def test_own_groups_go_before_the_ordered_groups_of_a_parent():
    observations = [*pair(2024, 16.0, 10.0, area=KAINUU), *pair(2024, 13.0, 11.0, (WOMEN, MEN))]
    assert chart_of(observations).title == "Päivittäin tupakoivat, ero sukupuolen mukaan, Kajaani"
    assert "(Kajaanin lukuja ei ole väestöryhmittäin)" in chart_of(observations[:2]).title


def test_groups_within_the_default_group_are_compared_where_it_is_not_everybody():
    stage = "school-stage=grades-8-9"
    pupils = indicator(series=(SourceSeries.of("sotkanet", "1", PopulationGroup.parse(stage)),))
    observations = pair(2024, 9.0, 6.0, (f"{stage};{WOMEN}", f"{stage};{MEN}"))
    assert values(chart_of(observations, stage, indicator=pupils)) == [3.0]


def test_ages_never_make_the_gap_of_everybody():
    observations = [observation(KAJAANI, 2024, 12.0, group="age=65+"), observation(KAJAANI, 2024, 10.0, group="age=20-64")]
    assert KIND.build(request(observations)) is None


def test_every_period_has_its_own_interval_and_calculated_ones_say_so():
    chart = chart_of([*pair(2022, 16.0, 10.0, margin=1.96), *pair(2024, 16.0, 10.0, margin=3.92)], calculated=True)
    assert [(point.low, point.high) for point in chart.series[0].points] == [(3.2, 8.8), (0.5, 11.5)]
    assert "Luottamusvälit on laskettu lähteen ilmoittamista lukumääristä." in chart.notes


def test_everybody_is_compared_with_the_first_comparison():
    observations = [observation(area, 2024, value) for area, value in ((KAJAANI, 12.0), (KAINUU, 15.0), (FINLAND, 10.0))]
    chart = chart_of(observations, comparisons=(KAINUU, FINLAND))
    assert values(chart) == [3.0]
    assert "Näiden lukujen mukaan tilanne on huonompi Kainuun hyvinvointialueella." in chart.sentence
    assert chart.title == "Päivittäin tupakoivat, ero vertailualueeseen (Kainuun hyvinvointialue), Kajaani"


def test_an_area_within_the_other_has_no_certainty():
    observations = [observation(area, 2024, value, value - 1, value + 1) for area, value in ((KAJAANI, 12.0), (FINLAND, 10.0))]
    chart = chart_of(observations, comparisons=(FINLAND,))
    assert chart.series[0].points[0].low is None
    assert "Alueilla on tai voi olla samoja asukkaita: eron varmuutta ei voi arvioida." in chart.notes


def test_two_municipalities_are_apart():
    observations = [observation(area, 2024, value, value - 1, value + 1) for area, value in ((KAJAANI, 12.0), (TOWN, 10.0))]
    chart = chart_of(observations, comparisons=(TOWN,))
    assert chart.series[0].points[0].low == 0.6  # 2 - √2
    assert "Kuvioon on piirretty eron 95" in " ".join(chart.notes)


def test_a_parents_groups_are_shown_and_named():
    chart = chart_of(pair(2024, 16.0, 10.0, area=KAINUU), LOW)
    assert "(Kajaanin lukuja ei ole väestöryhmittäin)" in chart.title
    assert chart.sentence.startswith("Kajaanin lukuja ei ole väestöryhmittäin.")


@pytest.mark.parametrize("hidden", [LOW, HIGH])
def test_where_either_side_is_suppressed_so_is_the_gap(hidden):
    other = HIGH if hidden == LOW else LOW
    observations = [
        *pair(2022, 16.0, 10.0),
        suppressed(KAJAANI, 2024, group=hidden),
        observation(KAJAANI, 2024, 77.3, group=other),
    ]
    chart = chart_of(observations, LOW)
    assert values(chart) == [6.0, None]
    assert chart.series[0].points[1].status is ObservationStatus.SUPPRESSED
    assert chart.sentence.startswith("Luku vuonna 2024 on salattu.")
    assert "1 luku on salattu tietosuojan vuoksi." in chart.notes
    assert "77,3" not in str(chart)


def test_a_missing_value_or_a_side_without_its_pair_leaves_a_gap_in_the_line():
    missing = observation(KAJAANI, 2023, None, group=LOW, status=ObservationStatus.MISSING)
    observations = [*pair(2022, 16.0, 10.0), missing, observation(KAJAANI, 2023, 10.0, group=HIGH), *pair(2024, 15.0, 10.0)]
    chart = chart_of(observations, LOW)
    assert values(chart) == [6.0, None, 5.0]
    assert [point.joined for point in chart.series[0].points] == [False, False, False]
    assert "Ei lukuja vuosien 2022 ja 2024 välillä." in chart.notes


def test_a_break_is_marked_and_not_compared_across():
    broken = indicator(breaks=(SeriesBreak(2024, {"fi": "kysely uudistui"}),))
    chart = chart_of([*pair(2023, 20.0, 10.0), *pair(2024, 15.0, 10.0)], LOW, indicator=broken)
    assert [mark.x for mark in chart.marks] == [2024]
    assert not chart.series[0].points[1].joined
    assert "kuin vuonna" not in chart.sentence


def test_no_difference_is_said():
    assert "Eroa ei ole." in chart_of(pair(2024, 10.0, 10.0), LOW).sentence


def test_the_scale_holds_zero():
    assert chart_of([*pair(2022, 40.0, 10.0), *pair(2024, 39.0, 10.0)], LOW).y.ticks[0] == 0


def test_a_neutral_indicator_names_nobody_where_nothing_is_certain():
    chart = chart_of(pair(2024, 16.0, 10.0), LOW, indicator=indicator(direction=Direction.NEITHER))
    assert not any(word in chart.sentence for word in ("suurempi", "huonompi"))


def test_values_of_few_without_a_margin_have_no_ratio_and_nobody_is_worse_off():
    few = [each._replace(denominator=40.0) for each in pair(2024, 20.0, 10.0)]
    chart = chart_of(few, LOW)
    assert "Ero on 10,0 prosenttiyksikköä. Luvut voivat perustua liian harvoihin henkilöihin" in chart.sentence
    assert not any(word in str(chart) for word in ("2,00", "huonompi"))


def test_a_ratio_whose_interval_is_wider_than_tenfold_is_shown_nowhere():
    chart = chart_of(pair(2024, 20.0, 0.5, margin=3.0), LOW)
    assert "lukujen suhdetta ei voi arvioida" in chart.sentence
    assert "40,00" not in str(chart)
