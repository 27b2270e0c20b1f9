"""The newest value by population group: its rows, their period, and the sentences."""

import pytest

from dashboard.charts.chart import Chart, Role
from dashboard.charts.kinds.groups import KIND
from data_sources.model import ObservationStatus, PopulationGroup, SourceSeries
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, origin, request, suppressed

NB = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"


def in_2024(area=KAJAANI, **values: float):
    """Return observations of 2024 by the name of a group."""
    names = {
        "total": "",
        "women": "sex=female",
        "men": "sex=male",
        "low": "education=low",
        "middle": "education=middle",
        "high": "education=high",
        "young": "age=20-64",
        "old": "age=65+",
        "old_women": "age=65+;sex=female",
        "low_women": "education=low;sex=female",
    }
    return [observation(area, 2024, value, group=names[name]) for name, value in values.items()]


def chart_of(*arguments, **changes) -> Chart:
    chart = KIND.build(request(*arguments, **changes))
    assert chart is not None
    return chart


def test_without_groups_there_is_no_chart():
    assert KIND.build(request([])) is None
    assert KIND.build(request(in_2024(total=12.0))) is None
    assert KIND.build(request([suppressed(KAJAANI, 2024, group="sex=male")])) is None


def test_rows_are_the_total_then_groups_by_dimension_and_order():
    chart = chart_of(in_2024(high=8.0, low=18.0, middle=12.0, men=14.0, women=10.0, old=9.0, young=13.0, total=12.0))
    assert chart.x.categories == (
        "Kaikki",
        "Naiset",
        "Miehet",
        f"20{DASH}64-vuotiaat",
        "65 vuotta täyttäneet",
        "Matala koulutus",
        "Keskitason koulutus",
        "Korkea koulutus",
    )
    assert chart.x.sections == ("", *["Sukupuoli"] * 2, *["Ikä"] * 2, *["Koulutus"] * 3)
    assert [point.x for point in chart.series[0].points] == list(range(8))


def with_margin(observations, margin: float):
    """Return the observations with intervals of ± `margin`."""
    return [each._replace(low=each.value - margin, high=each.value + margin) for each in observations]


def test_the_sentence_names_the_widest_certain_difference_and_lists_profiles():
    chart = chart_of(with_margin(in_2024(high=8.0, low=18.0, middle=12.0, old=9.0, young=13.0, total=12.0), 1.0))
    assert chart.sentence == (
        f"Päivittäin tupakoivat Kajaanissa vuonna 2024: 12,0{NB}% (95{NB}%:n luottamusväli 11,0{DASH}13,0). "
        f"Iän mukaan: 20{DASH}64-vuotiailla 13,0{NB}% ja 65 vuotta täyttäneillä 9,0{NB}%. "
        f"Koulutuksen mukaan luku on varmasti suurempi matalasti koulutetuilla (18,0{NB}%) kuin korkeasti koulutetuilla "
        f"(8,0{NB}%)."
    )


def test_a_certain_difference_is_found_beside_a_wider_uncertain_one():
    observations = [*with_margin(in_2024(high=8.0, middle=12.0), 1.0), *with_margin(in_2024(low=14.0), 9.0)]
    assert "varmasti suurempi keskitason koulutuksen saaneilla" in chart_of(observations).sentence


@pytest.mark.parametrize(
    ("margin", "language", "sentence"),
    [
        (1.0, "fi", f"Sukupuolen mukaan luku on varmasti suurempi miehillä (14,0{NB}%) kuin naisilla (10,0{NB}%)."),
        (1.0, "sv", f"Efter kön är siffran högre bland män (14,0{NB}%) än bland kvinnor (10,0{NB}%), och skillnaden är säker."),
        (1.0, "en", "By sex the value is certainly higher among men (14.0%) than among women (10.0%)."),
        (9.0, "fi", f"Sukupuolen mukaan mikään ero ei ole varma: naisilla 10,0{NB}% ja miehillä 14,0{NB}%."),
        (9.0, "sv", f"Efter kön är ingen skillnad säker: 10,0{NB}% bland kvinnor och 14,0{NB}% bland män."),
        (9.0, "en", "By sex no difference is certain: 10.0% among women and 14.0% among men."),
        (
            None,
            "fi",
            (
                f"Sukupuolen mukaan: naisilla 10,0{NB}% ja miehillä 14,0{NB}%. "
                "Erojen varmuutta ei voi arvioida: virhemarginaalia ei ole saatavilla."
            ),
        ),
        (
            None,
            "en",
            (
                "By sex: 10.0% among women and 14.0% among men. "
                "It cannot be assessed which differences are certain: no margin of error available."
            ),
        ),
    ],
)
def test_only_a_certain_difference_is_called_larger(margin, language, sentence):
    observations = in_2024(women=10.0, men=14.0)
    chart = chart_of(with_margin(observations, margin) if margin else observations, language=language)
    assert chart.sentence.endswith(sentence)


def test_girls_and_boys_are_called_so_in_the_sentence():
    stage = "school-stage=grades-8-9"
    stages = ("school-stage=grades-4-5", stage)
    pupils = indicator(series=tuple(SourceSeries.of("sotkanet", each, PopulationGroup.parse(each)) for each in stages))
    observations = [
        observation(KAJAANI, 2024, value, value - 1, value + 1, group=f"{stage};{sex}")
        for sex, value in (("sex=female", 14.0), ("sex=male", 9.0))
    ]
    sentence = chart_of(observations, indicator=pupils, group=PopulationGroup.parse(stage)).sentence
    assert f"varmasti suurempi tytöillä (14,0{NB}%) kuin pojilla (9,0{NB}%)" in sentence


def test_where_one_stage_alone_is_followed_its_girls_and_boys_are_shown():
    stage = "school-stage=grades-8-9"
    pupils = indicator(series=(SourceSeries.of("sotkanet", "1", PopulationGroup.parse(stage)),))
    groups = (stage, f"{stage};sex=female", f"{stage};sex=male")
    observations = [
        observation(KAJAANI, 2024, value, group=group) for group, value in zip(groups, (11.0, 14.0, 9.0), strict=True)
    ]
    chart = chart_of(observations, indicator=pupils, group=pupils.default_group)
    assert chart.x.categories == ("8. ja 9. luokan oppilaat", "Tytöt", "Pojat")


def test_the_rows_are_of_the_newest_period_in_which_groups_can_be_compared():
    observations = [
        *(observation(KAJAANI, 2022, value, group=group) for group, value in (("sex=female", 10.0), ("sex=male", 14.0))),
        observation(KAJAANI, 2024, 9.0, group="sex=female"),
    ]
    chart = chart_of([*observations, suppressed(KAJAANI, 2024, group="sex=male")])
    assert [(point.value, point.period) for point in chart.series[0].points] == [(10.0, "2022"), (14.0, "2022")]
    assert chart.sentence.endswith("Uudempia lukuja on salattu (viimeksi 2024).")


def test_nothing_is_called_largest_where_a_group_is_suppressed_or_equal():
    hidden = [*in_2024(high=8.0, low=18.0), suppressed(KAJAANI, 2024, group="education=middle")]
    assert (
        f"Koulutuksen mukaan: matalasti koulutetuilla 18,0{NB}% ja korkeasti koulutetuilla 8,0{NB}%." in chart_of(hidden).sentence
    )
    assert "suurin" not in chart_of(in_2024(women=10.0, men=10.0)).sentence


def test_a_suppressed_group_is_a_row_without_a_number_and_an_absent_one_no_row():
    chart = chart_of([*in_2024(women=10.0, low=18.0), suppressed(KAJAANI, 2024, group="sex=male")])
    assert chart.x.categories == ("Naiset", "Miehet", "Matala koulutus")
    hidden = chart.series[0].points[1]
    assert (hidden.status, hidden.value) == (ObservationStatus.SUPPRESSED, None)
    assert "1 luku on salattu tietosuojan vuoksi." in chart.notes


def test_all_rows_are_of_the_newest_period_that_has_groups():
    observations = [*in_2024(women=10.0, men=14.0, total=12.0), observation(KAJAANI, 2025, 11.0)]
    chart = chart_of(observations)
    assert [(point.value, point.period) for point in chart.series[0].points] == [(12.0, "2024"), (10.0, "2024"), (14.0, "2024")]
    assert chart.subtitle == "Prosenttia, 2024"


def test_a_group_of_an_earlier_period_is_told_and_not_compared():
    observations = [*in_2024(women=10.0, men=14.0), observation(KAJAANI, 2020, 30.0, group="education=low")]
    chart = chart_of(observations)
    assert chart.x.categories[-1] == "Matala koulutus (2020)"
    assert chart.series[0].points[-1].period == "2020"
    assert "Kaikilla ryhmillä ei ole lukua vuonna 2024: niistä näytetään sitä edeltävä luku vuosineen." in chart.notes
    assert "Koulutuksen" not in chart.sentence


def test_comparisons_hold_the_same_groups_and_periods():
    observations = [
        *in_2024(women=10.0, men=14.0),
        *in_2024(FINLAND, women=9.0, old=5.0),
        observation(FINLAND, 2023, 8.0, group="sex=male"),
    ]
    chart = chart_of(observations, comparisons=(FINLAND,))
    assert [(series.name, series.role) for series in chart.series] == [("Kajaani", Role.FOCUS), ("Koko maa", Role.COMPARISON)]
    assert [(point.x, point.value) for point in chart.series[1].points] == [(0, 9.0)]


def test_a_parents_groups_are_shown_where_the_area_has_none():
    chart = chart_of([*in_2024(total=12.0), *in_2024(KAINUU, women=10.0, men=14.0)])
    assert (
        chart.title == "Päivittäin tupakoivat väestöryhmittäin, Kainuun hyvinvointialue (Kajaanin lukuja ei ole väestöryhmittäin)"
    )
    assert "Kainuun hyvinvointialue" in chart.sentence
    assert chart.series[0].name == "Kainuun hyvinvointialue"


def test_a_group_is_divided_by_one_more_dimension():
    observations = in_2024(total=12.0, women=10.0, men=14.0, old_women=7.0, low_women=16.0)
    chart = chart_of(observations, group=PopulationGroup.parse("sex=female"))
    assert chart.title == "Päivittäin tupakoivat väestöryhmittäin, naiset, Kajaani"
    assert chart.x.categories == ("Naiset", "65 vuotta täyttäneet", "Matala koulutus")


def test_a_group_that_nothing_divides_shows_everybody():
    chart = chart_of(in_2024(total=12.0, women=10.0, men=14.0), group=PopulationGroup.parse("sex=male"))
    assert chart.x.categories == ("Kaikki", "Naiset", "Miehet")


def test_an_indicator_without_everybody_shows_its_groups():
    stages = indicator(
        series=tuple(
            SourceSeries.of("sotkanet", str(number), PopulationGroup.parse(f"school-stage={stage}"))
            for number, stage in enumerate(("grades-8-9", "vocational"))
        ),
    )
    observations = [
        observation(KAJAANI, 2024, 12.0, group="school-stage=grades-8-9"),
        observation(KAJAANI, 2024, 20.0, group="school-stage=vocational"),
        observation(KAJAANI, 2024, 13.0, group="school-stage=grades-8-9;sex=male"),
    ]
    chart = chart_of(observations, indicator=stages, group=stages.default_group)
    assert chart.x.categories == ("8. ja 9. luokan oppilaat", "Ammattiin opiskelevat")
    assert chart.sentence == (
        "Päivittäin tupakoivat Kajaanissa vuonna 2024. "
        f"Kouluasteen mukaan: 8. ja 9. luokan oppilailla 12,0{NB}% ja ammattiin opiskelevilla 20,0{NB}%."
    )


def test_years_choose_the_period():
    observations = [*in_2024(women=10.0), observation(KAJAANI, 2020, 11.0, group="sex=female")]
    assert chart_of(observations, years=(2010, 2022)).series[0].points[0].value == 11.0


def test_the_source_names_the_series_of_the_rows():
    origins = [origin(), origin("sotkanet:4405"), origin("sotkanet:4408")]
    assert "Sotkanet (4404, 4408)" in chart_of(in_2024(women=10.0, low=18.0), origins=origins).source
