"""The target of a plan: its course and projection, whose it is, its status label, and arithmetic to follow by hand."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.chart import Chart, Role
from dashboard.charts.kinds.target import KIND
from dashboard.monitoring.progress import progress_of
from dashboard.monitoring.progress_text import arithmetic_lines
from dashboard.text import text_for
from data_sources.model import TOTAL, Direction, Observation, Period, PopulationGroup, SeriesBreak, Unit
from data_sources.plans import PlanTarget
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, origin, request, suppressed

NB = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
SURVEY = indicator(interval=2)
TODAY = date(2026, 9, 1)
FALLING = [
    observation(KAJAANI, 2022, 12.0, 11.7, 12.3),
    observation(KAJAANI, 2023, 11.5, 11.2, 11.8),
    observation(KAJAANI, 2024, 11.0, 10.7, 11.3),
]


def target(**changes) -> PlanTarget:
    """Return a target of Kajaani: from 12.0 % in 2022 to 9.0 % in 2029."""
    fields = {"id": "t", "indicator": "daily-smoking", "group": TOTAL, "area": "KU205", "years": Period(2022, 2029)}
    return PlanTarget(**{**fields, "baseline": 12.0, "target": 9.0, **changes})


def chart_of(observations, *targets, **changes) -> Chart:
    chart = KIND.build(
        request(observations, **{"indicator": SURVEY, "today": TODAY, "targets": targets or (target(),), **changes})
    )
    assert chart is not None
    return chart


def places(chart: Chart, role: Role) -> list[list[tuple[float, float | None]]]:
    return [[(point.x, point.value) for point in series.points] for series in chart.series if series.role is role]


def test_without_a_target_or_observations_there_is_no_chart():
    assert KIND.build(request(FALLING, today=TODAY)) is None
    assert KIND.build(request([], today=TODAY, targets=(target(),))) is None
    assert KIND.build(request([suppressed(KAJAANI, 2022)], today=TODAY, targets=(target(),))) is None


def test_a_target_of_another_group_or_area_is_no_target_here():
    women = target(group=PopulationGroup.parse("sex=female"))
    assert KIND.build(request(FALLING, today=TODAY, targets=(women, target(area="KU297")))) is None


def test_a_series_that_has_ended_is_never_a_target():
    assert KIND.build(request(FALLING, today=TODAY, targets=(target(),), indicator=indicator(closed=True))) is None


def test_the_required_course_runs_from_baseline_to_target():
    chart = chart_of(FALLING)
    assert places(chart, Role.TARGET) == [[(2022, 12.0), (2029, 9.0)]]
    assert [point.joined for point in chart.series[1].points] == [False, True]
    assert (chart.series[1].name, chart.series[1].end_name) == ("Tavoitteen edellyttämä kehitys", "Tavoitearvo")


def test_the_projection_runs_from_the_newest_value_at_the_present_pace():
    assert places(chart_of(FALLING), Role.PROJECTION) == [[(2024, 11.0), (2029, 8.5)]]  # 12.0 - 7 * 0.5
    assert chart_of(FALLING).series[2].name == "Ennuste nykyvauhdilla"


def test_a_projection_to_the_impossible_is_not_drawn():
    steep = [observation(KAJAANI, 2022, 12.0), observation(KAJAANI, 2023, 7.0), observation(KAJAANI, 2024, 3.0)]
    assert places(chart_of(steep, target(target=1.0)), Role.PROJECTION) == []
    assert "Ennustetta ei ole: nykyvauhti johtaisi mahdottomaan arvoon." in chart_of(steep, target(target=1.0)).notes
    risen = [observation(KAJAANI, 2022, 60.0), observation(KAJAANI, 2023, 70.0), observation(KAJAANI, 2024, 75.0)]
    higher = indicator(interval=2, direction=Direction.HIGHER)
    assert places(chart_of(risen, target(baseline=60.0, target=95.0), indicator=higher), Role.PROJECTION) == []
    assert (
        places(chart_of(risen, target(baseline=60.0, target=95.0), indicator=indicator(unit=Unit.EUROS)), Role.PROJECTION) == []
    )


def test_the_sentence_says_target_status_and_projection():
    assert chart_of(FALLING).sentence == (
        f"Päivittäin tupakoivat Kajaanissa vuonna 2024: 11,0{NB}% (95{NB}%:n luottamusväli 10,7{DASH}11,3). "
        f"Tavoite on 9,0{NB}% vuonna 2029; lähtötaso oli 12,0{NB}% vuonna 2022. Tilanne: oikealla tiellä. "
        f"Etäisyys tavoitteesta: 2,0 prosenttiyksikköä. "
        f"Nykyvauhdilla luku olisi 8,5{NB}% (95{NB}%:n luottamusväli 7,2{DASH}9,8) vuonna 2029. "
        f"Tavoite on ennusteen virhemarginaalin sisällä, joten ei ole varmaa, saavutetaanko se."
    )
    assert chart_of(FALLING).title == "Päivittäin tupakoivat suhteessa tavoitteeseen, Kajaani: oikealla tiellä"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fi",
            (
                f"Lähtötaso: 12,0{NB}% (2022); tavoitearvo: 9,0{NB}% (2029); "
                f"vaadittu muutos {MINUS}0,43 prosenttiyksikköä vuodessa, "
                f"toteutunut {MINUS}0,50 prosenttiyksikköä vuodessa eli 117{NB}% vaaditusta vauhdista "
                f"(95{NB}%:n luottamusväli 67{DASH}166)."
            ),
        ),
        (
            "sv",
            (
                f"Utgångsläge: 12,0{NB}% (2022); målvärde: 9,0{NB}% (2029); "
                f"förändring som krävs {MINUS}0,43 procentenheter per år, "
                f"hittills {MINUS}0,50 procentenheter per år, dvs. 117{NB}% av den takt som krävs "
                f"(95-procentigt konfidensintervall 67{DASH}166)."
            ),
        ),
        (
            "en",
            (
                f"Baseline: 12.0% (2022); target: 9.0% (2029); required {MINUS}0.43 percentage points a year, "
                f"so far {MINUS}0.50 percentage points a year, that is 117% of the required pace "
                f"(95% confidence interval 67{DASH}166)."
            ),
        ),
    ],
)
def test_the_arithmetic_is_in_the_notes(language, expected):
    notes = [note.replace(NB, " ") for note in chart_of(FALLING, language=language).notes]
    assert expected.replace(NB, " ") in notes


def test_every_step_can_be_followed_by_hand():
    progress = progress_of(target(), SURVEY, FALLING, TODAY)
    assert progress is not None
    lines = [line.replace(NB, " ") for line in arithmetic_lines(progress, SURVEY, text_for("en"))]
    assert lines == [
        "Baseline: 12.0% (2022)",
        "Value assessed: 11.0% (2024)",
        f"Change: 11.0 {MINUS} 12.0 = {MINUS}1.0 percentage points",
        "Margin of error of the change: √(0.3² + 0.3²) = 0.4 percentage points",
        "Target: 9.0% (2029)",
        f"Distance from the target: 11.0 {MINUS} 9.0 = +2.0 percentage points",
        f"So far per year: {MINUS}1.0 / 2 = {MINUS}0.50 percentage points",
        f"Required per year: (9.0 {MINUS} 12.0) / 7 = {MINUS}0.43 percentage points",
        f"Pace: {MINUS}0.50 / {MINUS}0.43 = 117% of the required pace (95% confidence interval 67{DASH}166)",
        f"Required level in 2024: 12.0 + 2 \N{MULTIPLICATION SIGN} ({MINUS}0.43) = 11.1%",
        (
            f"At the present pace in 2029: 12.0 + 7 \N{MULTIPLICATION SIGN} ({MINUS}0.50) = 8.5% "
            f"(95% confidence interval 7.2{DASH}9.8)"
        ),
    ]


def test_an_uncertain_status_says_so_and_why():
    wide = [each._replace(low=each.value - 2, high=each.value + 2) for each in FALLING]
    chart = chart_of(wide)
    assert "Tilanne: oikealla tiellä (epävarma)." in chart.sentence
    assert "Muutos mahtuu virhemarginaaliin (±2,8 prosenttiyksikköä)." in chart.notes


def test_unknown_certainty_is_mentioned():
    bare = [each._replace(low=None, high=None) for each in FALLING]
    assert "Virhemarginaali puuttuu, joten tilanteen varmuutta ei voi arvioida." in chart_of(bare).notes


def test_the_wrong_direction_has_no_share_of_the_pace():
    rising = [observation(KAJAANI, 2022, 12.0, 11.9, 12.1), observation(KAJAANI, 2024, 13.0, 12.9, 13.1)]
    note = chart_of(rising).notes[0]
    assert note.endswith("toteutunut +0,50 prosenttiyksikköä vuodessa.")


def test_an_example_target_says_so_everywhere():
    chart = chart_of(FALLING, target(example=True))
    assert chart.series[1].name == "Esimerkkitavoitteen edellyttämä kehitys"
    assert chart.series[1].end_name == "Esimerkkitavoite"
    assert "Esimerkkitavoite on 9,0" in chart.sentence
    assert "Tavoite on esimerkki: julkisessa suunnitelmassa ei ole lukua." in chart.notes
    assert "simerkki" not in str(chart_of(FALLING))


def test_the_countys_target_is_drawn_with_the_countys_values_and_named():
    observations = [*FALLING, observation(KAINUU, 2024, 11.5)]
    chart = chart_of(observations, target(area="HVA20"), target(area="SSS"))
    assert chart.series[0].name == "Kainuun hyvinvointialue"
    assert "Kainuun hyvinvointialue (Kajaanin omaa tavoitetta ei ole)" in chart.title
    assert chart.sentence.startswith("Kajaanin omaa tavoitetta ei ole. Päivittäin tupakoivat Kainuun hyvinvointialueella")


def test_a_parents_values_are_never_drawn_with_the_areas_own_target():
    assert KIND.build(request([observation(FINLAND, 2024, 11.5)], today=TODAY, targets=(target(),))) is None


def test_a_level_to_keep_has_two_edges():
    chart = chart_of(FALLING, target(direction="keep", target=None, tolerance=1.5))
    assert places(chart, Role.TARGET) == [[(2022, 13.5), (2029, 13.5)], [(2022, 10.5), (2029, 10.5)]]
    assert f"Tavoite on pitää luku tasolla 10,5{DASH}13,5{NB}% vuoteen 2029 asti" in chart.sentence
    assert "Tilanne: taso säilynyt." in chart.sentence


def test_a_target_without_a_value_has_a_baseline_and_no_course():
    chart = chart_of(FALLING, target(target=None))
    assert places(chart, Role.TARGET) == [[(2022, 12.0)]]
    assert places(chart, Role.PROJECTION) == []
    assert "Tavoite on pienempi luku vuonna 2029; lähtötaso oli" in chart.sentence
    assert "Tilanne: kehitys oikeaan suuntaan." in chart.sentence


def test_waiting_names_the_year_of_the_next_release():
    chart = chart_of([FALLING[-1]], target(years=Period(2024, 2029), baseline=None))
    assert "Tilanne: odottaa uutta lukua." in chart.sentence
    assert "Seuraava luku odotetaan vuodelta 2026." in chart.notes
    assert places(chart, Role.TARGET) == [[(2024, 11.0), (2029, 9.0)]]


def test_an_old_value_is_out_of_date_with_its_age():
    chart = chart_of([observation(KAJAANI, 2020, 12.0)], target(years=Period(2019, 2029)))
    assert "vanhentunut" in chart.title
    assert chart.notes[0] == "Uusin luku on vuodelta 2020 eli 6 vuotta vanha; se saa olla enintään 4 vuotta vanha."


def test_a_baseline_of_another_year_is_named():
    later = [observation(KAJAANI, 2023, 12.0), observation(KAJAANI, 2024, 11.0)]
    assert "Lähtötason vuodelta ei ole lukua: lähtötasona on vuoden 2023 luku." in chart_of(later, target(baseline=None)).notes


def test_a_target_that_cannot_be_right_is_drawn_with_the_reason():
    chart = chart_of(FALLING, target(target=14.0))
    assert chart.title.endswith(": tarkista tavoite")
    assert "Tavoite on huonompi kuin lähtötaso." in chart.notes
    backwards = chart_of(FALLING, target(years=Period(2022, 2022)))
    assert places(backwards, Role.TARGET) == [[(2022, 9.0)]]


def test_without_a_day_no_status_is_given():
    chart = chart_of(FALLING, today=None)
    assert "Tilanne" not in chart.sentence
    assert places(chart, Role.TARGET) == [[(2022, 12.0), (2029, 9.0)]]


def test_years_limit_the_observations_but_not_the_status():
    chart = chart_of(FALLING, years=(2024, 2024))
    assert [point.x for point in chart.series[0].points] == [2024]
    assert "oikealla tiellä" in chart.title


def test_a_suppressed_observation_stays_so_and_a_break_is_marked():
    chart = chart_of([*FALLING, suppressed(KAJAANI, 2026)])
    assert chart.series[0].points[-1].value is None
    assert "Luku vuonna 2026 on salattu." in chart.sentence
    broken = chart_of(FALLING, indicator=indicator(interval=2, breaks=(SeriesBreak(2024, {"fi": "kysely uudistui"}),)))
    assert [mark.x for mark in broken.marks] == [2024]


def test_the_sample_is_named():
    assert chart_of(FALLING, origins=[origin(sample=True)]).sample == "esimerkkiaineisto, ei todellisia lukuja"


def ends(chart: Chart) -> list[tuple[float | None, float | None]]:
    """Return the intervals of the projection's points."""
    return [(point.low, point.high) for series in chart.series if series.role is Role.PROJECTION for point in series.points]


def test_the_projection_has_the_interval_of_the_change():
    assert ends(chart_of(FALLING)) == [(None, None), (7.2, 9.8)]  # 8.5 ± √((2.5 · 0.3)² + (3.5 · 0.3)²)
    bare = chart_of([each._replace(low=None, high=None) for each in FALLING])
    assert ends(bare) == [(None, None), (None, None)]
    assert "Ennusteella ei ole virhemarginaalia, koska lähtötasolta tai uusimmalta luvulta se puuttuu." in bare.notes


def test_an_interval_of_the_projection_ends_where_values_end():
    low = [observation(KAJAANI, year, value, value - 1, value + 1) for year, value in ((2022, 3.0), (2023, 2.9), (2024, 2.8))]
    assert ends(chart_of(low, target(baseline=3.0, target=1.0)))[1] == (0.0, 6.6)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (9.8, "Tavoite saavutettaisiin virhemarginaalin huonommassakin päässä."),
        (9.0, "Tavoite on ennusteen virhemarginaalin sisällä, joten ei ole varmaa, saavutetaanko se."),
        (7.2, "Tavoite on ennusteen virhemarginaalin sisällä, joten ei ole varmaa, saavutetaanko se."),
        (7.1, "Tavoitetta ei saavutettaisi edes virhemarginaalin paremmassa päässä."),
    ],
)
def test_the_sentence_says_whether_the_target_can_be_reached(goal, expected):
    assert expected in chart_of(FALLING, target(target=goal)).sentence


def test_a_favourable_target_is_reached_from_below():
    rising = [
        observation(KAJAANI, year, value, value - 0.3, value + 0.3) for year, value in ((2022, 60.0), (2023, 60.4), (2024, 61.0))
    ]
    more = {"indicator": indicator(interval=2, direction=Direction.HIGHER)}
    assert "huonommassakin päässä" in chart_of(rising, target(baseline=60.0, target=62.0), **more).sentence
    assert "ei saavutettaisi edes" in chart_of(rising, target(baseline=60.0, target=66.0), **more).sentence


ADULTS = PopulationGroup.parse("age=20+")
SHARE = indicator(interval=2, base=("population-by-group", ADULTS))


def adults(number: float = 30_000, area: str = "KU205", group: PopulationGroup = ADULTS) -> Observation:
    """Return the population that the indicator speaks of."""
    return Observation("population-by-group", area, group, Period.year(2025), number)


def test_the_distance_is_told_in_persons_with_its_interval():
    chart = chart_of(FALLING, indicator=SHARE, base=[adults(), adults(90_000, "HVA20"), adults(5, group=TOTAL)])
    assert (
        f"Etäisyys tavoitteesta: 2,0 prosenttiyksikköä eli noin 600 henkilöä liikaa (95{NB}%:n luottamusväli 510{DASH}690)."
        in chart.sentence
    )  # 2.0 % of 30 000; 1.7 % and 2.3 %
    assert f"Määrä on laskettu 30{NB}000 asukkaan väestöstä (20 vuotta täyttäneet; Tilastokeskus, 2025)." in chart.notes


def test_a_favourable_distance_is_of_persons_too_few():
    rising = [observation(KAJAANI, 2022, 60.0), observation(KAJAANI, 2024, 61.0)]
    more = replace(SHARE, direction=Direction.HIGHER)
    sentence = chart_of(rising, target(baseline=60.0, target=65.1), indicator=more, base=[adults()]).sentence
    assert "eli noin 1 200 henkilöä liian vähän." in sentence  # 4.1 % of 30 000 = 1 230


def test_a_group_has_its_own_population():
    women = PopulationGroup.parse("sex=female")
    observations = [each._replace(group=women) for each in FALLING]
    base = [adults(), adults(15_000, group=PopulationGroup.parse("age=20+;sex=female"))]
    assert (
        "noin 300 henkilöä liikaa"
        in chart_of(observations, target(group=women), group=women, indicator=SHARE, base=base).sentence
    )


def test_rates_count_cases():
    rate = replace(SHARE, unit=Unit.PER_1000)
    assert "eli noin 60 tapausta liikaa" in chart_of(FALLING, indicator=rate, base=[adults()]).sentence


@pytest.mark.parametrize(
    ("changed", "base", "note"),
    [
        ({"base": None}, [adults()], "mittarin tiedoissa ei ole väestöä, jota luku koskee."),
        ({}, [], "väestön määrää ei tiedetä."),
        ({"unit": Unit.YEARS}, [adults()], "luku ei ole osuus väestöstä."),
    ],
)
def test_why_persons_are_not_known_is_said(changed, base, note):
    chart = chart_of(FALLING, indicator=replace(SHARE, **changed), base=base)
    assert f"Etäisyyttä ei voi ilmaista henkilöinä: {note}" in chart.notes
    assert "henkilö" not in chart.sentence


def test_numbers_of_persons_are_their_own_distance():
    persons = replace(SHARE, unit=Unit.PERSONS, decimals=0)
    chart = chart_of([each._replace(low=None, high=None) for each in FALLING], indicator=persons)
    assert "Etäisyys tavoitteesta: 2 henkilöä." in chart.sentence
    assert not [note for note in chart.notes if "henkilöinä" in note]


def test_a_target_that_is_reached_has_no_distance_and_no_projection():
    reached = [observation(KAJAANI, 2022, 12.0, 11.7, 12.3), observation(KAJAANI, 2024, 8.0, 7.7, 8.3)]
    chart = chart_of(reached, indicator=SHARE, base=[adults()])
    assert "Tilanne: saavutettu." in chart.sentence
    assert "Etäisyys" not in chart.sentence
    assert places(chart, Role.PROJECTION) == []


def test_a_level_that_is_left_is_as_far_as_its_nearest_edge():
    level = target(direction="keep", target=None, tolerance=0.4)
    assert "Etäisyys tavoitteesta: 0,6 prosenttiyksikköä eli noin 180 henkilöä liian vähän" in (
        chart_of(FALLING, level, indicator=SHARE, base=[adults()]).sentence
    )  # the level is 11.6-12.4
    assert "Etäisyys" not in chart_of(FALLING, replace(level, tolerance=1.5), indicator=SHARE, base=[adults()]).sentence


def test_a_target_equal_to_the_baseline_and_an_old_series_have_a_sentence_and_no_distance():
    equal = chart_of(FALLING, target(target=12.0), indicator=SHARE, base=[adults()])
    assert "Tavoite on sama kuin lähtötaso." in equal.notes
    old = chart_of([observation(KAJAANI, 2014, 12.0)], indicator=SHARE, base=[adults()])
    assert "Tilanne: vanhentunut." in old.sentence
    assert "Etäisyys" not in equal.sentence + old.sentence


def course(*values: float, margin: float | None = 0.3) -> list[Observation]:
    """Return an observation for every second year from 2016 on."""
    sides = [(value - margin, value + margin) if margin else () for value in values]
    return [
        observation(KAJAANI, 2016 + 2 * step, each, *side) for step, (each, side) in enumerate(zip(values, sides, strict=True))
    ]


def test_the_recent_trend_tells_direction_and_apart_from_it_whether_it_is_better():
    falling, rising = course(16.0, 15.0, 14.0, 12.0, 11.0), course(7.0, 8.0, 9.0, 10.0, 11.0)
    assert chart_of(falling).sentence.endswith(f"Kehityksen suunta (2016{DASH}2024): laskeva. Muutos on parempaan päin.")
    assert chart_of(rising).sentence.endswith(f"Kehityksen suunta (2016{DASH}2024): nouseva. Muutos on huonompaan päin.")
    level = chart_of(course(12.0, 12.1, 12.0, 11.9, 12.0)).sentence
    assert level.endswith(f"Kehityksen suunta (2016{DASH}2024): ei merkitsevää muutosta.")


@pytest.mark.parametrize(
    ("observations", "reason"),
    [
        (FALLING, "keskenään vertailukelpoisia lukuja on vähemmän kuin viisi."),
        (course(16.0, 15.0, 14.0, 12.0, 11.0, margin=None), "virhemarginaaleja ei ole ja lukuja on vähemmän kuin kuusi."),
        (
            [each._replace(low=each.value, high=each.value) for each in course(16.0, 15.0, 14.0, 12.0, 11.0)],
            "jonkin luvun virhemarginaali pyöristyy nollaan.",
        ),
    ],
)
def test_a_trend_that_is_not_assessable_says_why(observations, reason):
    chart = chart_of(observations)
    assert f"Kehityksen suunta: ei arvioitavissa, koska {reason}" in chart.notes
    assert "suunta" not in chart.sentence


def test_a_trend_starts_after_the_last_break():
    broken = indicator(interval=2, breaks=(SeriesBreak(2020, {"fi": "kysely uudistui"}),))
    assert "suunta" not in chart_of(course(16.0, 15.0, 14.0, 12.0, 11.0), indicator=broken).sentence


def test_counts_are_used_only_where_the_file_says_whose_they_are():
    counted = [each._replace(numerator=each.value * 100, denominator=10_000) for each in course(16, 15, 14, 12, 11, margin=None)]
    assert "suunta" not in chart_of(counted).sentence
    assert "laskeva" in chart_of(counted, indicator=replace(SURVEY, counts="register")).sentence
    nobody = [each._replace(numerator=0, denominator=100) for each in counted]
    note = "Kehityksen suunta: ei arvioitavissa, koska jossakin luvussa ei ole ketään tai siinä ovat kaikki."
    assert note in chart_of(nobody, indicator=replace(SURVEY, counts="register")).notes
