"""Areas ranked by a value: ranks, certain differences, and the sentences where values are missing."""

from dataclasses import replace

from dashboard.charts.chart import Chart
from dashboard.charts.kinds.areas import KIND
from dashboard.charts.ranking.ranking import certainly_differ, rank_areas
from dashboard.queries.series import peer_areas_of
from data_sources.areas import read_areas
from data_sources.model import ObservationStatus, Period
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, named_area, observation, request, suppressed

NB = "\N{NO-BREAK SPACE}"
KUHMO, PALTAMO, SOTKAMO = (
    replace(named_area(code, name), locative={"fi": f"{name}ssa"}, genitive={"fi": f"{name}n"}, parents=("HVA20", "SSS"))
    for code, name in (("KU290", "Kuhmo"), ("KU578", "Paltamo"), ("KU765", "Sotkamo"))
)
PEER_AREAS = (KAJAANI, KUHMO, PALTAMO, SOTKAMO)


def observations(margin: float | None = None, year: int = 2024, **values: float):
    """Return observations by the name of a municipality, with intervals of ± `margin`."""
    areas = {"kajaani": KAJAANI, "kuhmo": KUHMO, "paltamo": PALTAMO, "sotkamo": SOTKAMO}
    ends = {name: (value - margin, value + margin) if margin else () for name, value in values.items()}
    return [observation(areas[name], year, value, *ends[name]) for name, value in values.items()]


def chart_of(across, **changes) -> Chart:
    chart = KIND.build(request(changes.pop("observations", []), peer_areas=PEER_AREAS, across=across, **changes))
    assert chart is not None
    return chart


def test_fewer_than_two_areas_are_no_ranking():
    assert KIND.build(request([], peer_areas=PEER_AREAS, across=observations(kajaani=12.0))) is None
    assert KIND.build(request([], peer_areas=(), across=observations(kajaani=12.0, kuhmo=13.0))) is None


def test_the_largest_value_is_on_top_and_the_area_in_focus_is_emphasised():
    chart = chart_of(observations(kajaani=12.0, kuhmo=17.0, paltamo=9.0, sotkamo=15.0))
    assert chart.x.categories == ("Kuhmo", "Sotkamo", "Kajaani", "Paltamo")
    assert [point.value for point in chart.series[0].points] == [17.0, 15.0, 12.0, 9.0]
    assert chart.front == 2
    assert chart.title == "Päivittäin tupakoivat kunnittain, Kainuun hyvinvointialue"


def test_the_county_and_the_country_are_above_for_comparison():
    around = [observation(KAINUU, 2024, 13.0), observation(FINLAND, 2024, 11.0), observation(KAINUU, 2022, 99.0)]
    chart = chart_of(observations(kajaani=12.0, kuhmo=17.0), observations=around, comparisons=(KAINUU, FINLAND))
    assert chart.x.categories[:3] == ("Kainuun hyvinvointialue", "Koko maa", "Kuhmo")
    assert chart.x.sections[1:3] == ("Vertailun vuoksi", "Kunnat")
    assert [point.value for point in chart.series[0].points[:2]] == [13.0, 11.0]


def test_the_sentence_gives_the_rank_and_counts_certain_differences():
    sentence = chart_of(observations(1.0, kajaani=12.0, kuhmo=17.0, paltamo=9.0, sotkamo=12.5)).sentence
    assert f"Päivittäin tupakoivat Kajaanissa vuonna 2024: 12,0{NB}%" in sentence
    assert "Kajaanin luku on toiseksi pienin 4 vertailtavan kunnan joukossa." in sentence
    assert sentence.endswith(
        "Muista alueista luku on varmasti suurempi 1 alueella ja varmasti pienempi 1 alueella; 1 alueella ero ei ole varma."
    )


def test_without_margins_certainty_is_unknown():
    chart = chart_of(observations(kajaani=12.0, kuhmo=17.0))
    assert "Kajaanin luku on pienin 2 vertailtavan kunnan joukossa." in chart.sentence
    assert "Erojen varmuutta ei voi arvioida" in chart.sentence
    assert "Virhemarginaalia ei ole saatavilla." in chart.notes


def test_a_shared_rank_and_equal_values_are_mentioned():
    assert "suurin (jaettu sija)" in chart_of(observations(kajaani=12.0, kuhmo=12.0, paltamo=9.0, sotkamo=8.0)).sentence
    assert "Luku on sama 2 vertailtavan kunnan joukossa." in chart_of(observations(kajaani=12.0, kuhmo=12.0)).sentence


def test_in_the_middle_the_rank_is_a_number():
    areas = [named_area(f"KU{number}", f"Kunta {number}") for number in range(8)]
    across = [observation(area, 2024, 20.0 + number) for number, area in enumerate(areas)]
    chart = KIND.build(request([], peer_areas=(*areas, KAJAANI), across=[*across, observation(KAJAANI, 2024, 23.5)]))
    assert chart is not None
    assert "Kajaanin luku on 5:nneksi pienin 9 vertailtavan kunnan joukossa." in chart.sentence


def test_overlapping_intervals_may_differ_certainly():
    one, other = observations(1.0, kajaani=12.0, kuhmo=13.8)  # the interval of the difference is 1.8 ± 1.41
    assert certainly_differ(one, other) is True
    one, other = observations(1.0, kajaani=12.0, kuhmo=13.2)
    assert certainly_differ(one, other) is False
    assert certainly_differ(*observations(kajaani=12.0, kuhmo=20.0)) is None


def test_suppressed_and_missing_values_are_last_with_their_labels():
    hidden = observation(PALTAMO, 2024, 77.7, status=ObservationStatus.SUPPRESSED)
    chart = chart_of([*observations(kajaani=12.0, kuhmo=17.0), hidden])
    assert chart.x.categories == ("Kuhmo", "Kajaani", "Paltamo", "Sotkamo")
    assert [point.status.value for point in chart.series[0].points[2:]] == ["suppressed", "missing"]
    assert [point.value for point in chart.series[0].points[2:]] == [None, None]
    assert "1 luku on salattu tietosuojan vuoksi." in chart.notes


def test_an_older_value_has_its_year_and_no_rank():
    chart = chart_of([*observations(kajaani=12.0, kuhmo=17.0), *observations(year=2020, paltamo=30.0)])
    assert chart.x.categories[:3] == ("Kuhmo", "Kajaani", "Paltamo (2020)")
    assert "2 vertailtavan kunnan joukossa" in chart.sentence
    assert chart_of([*observations(kuhmo=17.0, paltamo=9.0), *observations(year=2020, kajaani=30.0)]).sentence.startswith(
        f"Päivittäin tupakoivat Kajaanissa vuonna 2020: 30,0{NB}%. Luku on vuonna 2024 suurin Kuhmossa (17,0{NB}%)"
    )
    assert any(note.startswith("Joillakin alueilla ei ole lukua vuonna 2024") for note in chart.notes)


def test_the_period_is_the_newest_that_two_areas_have():
    ranking = rank_areas(PEER_AREAS, [*observations(kajaani=12.0), *observations(year=2022, kajaani=11.0, kuhmo=17.0)])
    assert ranking is not None
    assert ranking.period == Period(2022, 2022)
    assert [each.value for each in ranking.ranked] == [17.0, 11.0]


def test_an_area_without_a_value_has_a_sentence_with_the_extremes():
    chart = chart_of([*observations(1.0, kuhmo=17.0, paltamo=9.0), suppressed(KAJAANI, 2024)])
    assert chart.sentence.startswith("Kajaanin luvut ovat salattuja.")
    assert (
        f"Luku on suurin Kuhmossa (17,0{NB}%) ja pienin Paltamossa (9,0{NB}%) 2 vertailtavan kunnan joukossa." in chart.sentence
    )
    assert chart.sentence.endswith("Suurimman ja pienimmän luvun ero on varma.")
    assert chart.front == 2


def test_the_sentence_of_a_county_names_its_municipalities_with_the_extremes():
    around = [observation(KAINUU, 2024, 13.0)]
    chart = chart_of(observations(kajaani=12.0, kuhmo=17.0, paltamo=9.0), observations=around, area=KAINUU, parents=(FINLAND,))
    assert chart.sentence.startswith(f"Päivittäin tupakoivat Kainuun hyvinvointialueella vuonna 2024: 13,0{NB}%.")
    assert (
        f"Luku on suurin Kuhmossa (17,0{NB}%) ja pienin Paltamossa (9,0{NB}%) 3 vertailtavan kunnan joukossa." in chart.sentence
    )
    assert chart.front == 0


def test_peer_areas_are_those_of_the_county_or_of_the_country():
    areas = read_areas().by_slug
    kainuu = {"Hyrynsalmi", "Kajaani", "Kuhmo", "Paltamo", "Puolanka", "Ristijärvi", "Sotkamo", "Suomussalmi"}
    assert {area.name["fi"] for area in peer_areas_of(areas["kajaani"])} == kainuu
    assert {area.name["fi"] for area in peer_areas_of(areas["kainuun-hyvinvointialue"])} == kainuu
    assert len(peer_areas_of(areas["suomi"])) == 23
