"""The trend of an area: what is joined, what is marked, and the sentences that describe the chart."""

import pytest

from dashboard.charts.chart import Chart, ChartPoint, Role
from dashboard.charts.kinds.trend import KIND
from dashboard.monitoring.coverage import focus_area
from data_sources.model import TOTAL, Direction, ObservationStatus, PopulationGroup, SeriesBreak, Unit
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, origin, request, suppressed

NB = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
YEARLY = [observation(KAJAANI, year, value) for year, value in ((2020, 14.0), (2021, 13.5), (2022, 13.1), (2023, 12.3))]


def chart_of(*arguments, **changes) -> Chart:
    chart = KIND.build(request(*arguments, **changes))
    assert chart is not None
    return chart


def joined(chart: Chart, number: int = 0) -> list[bool]:
    return [point.joined for point in chart.series[number].points]


def test_without_any_observation_there_is_no_chart():
    assert KIND.build(request([])) is None
    assert KIND.build(request([suppressed(KAJAANI, 2020)])) is None


def test_without_an_observation_in_the_requested_years_there_is_no_chart():
    assert KIND.build(request(YEARLY, years=(2010, 2012))) is None


def test_years_limit_what_is_shown():
    chart = chart_of(YEARLY, years=(2021, 2022))
    assert [point.label for point in chart.series[0].points] == ["2021", "2022"]
    assert chart.subtitle == f"Prosenttia, 2021{DASH}2022"


def test_the_area_comes_first_and_every_comparison_once():
    observations = [*YEARLY, observation(KAINUU, 2023, 13.0), observation(FINLAND, 2023, 11.0)]
    chart = chart_of(observations, comparisons=(KAINUU, FINLAND, KAINUU, KAJAANI))
    assert [(series.name, series.role) for series in chart.series] == [
        ("Kajaani", Role.FOCUS),
        ("Kainuun hyvinvointialue", Role.COMPARISON),
        ("Koko maa", Role.COMPARISON),
    ]


def test_the_sentence_says_the_newest_value_the_comparisons_and_the_change():
    observations = [*YEARLY, observation(KAINUU, 2023, 13.0), observation(FINLAND, 2023, 11.0)]
    assert chart_of(observations, comparisons=(KAINUU, FINLAND)).sentence == (
        f"Päivittäin tupakoivat Kajaanissa vuonna 2023: 12,3{NB}%. "
        f"Samaan aikaan luku oli Kainuun hyvinvointialueella 13,0{NB}% ja koko maassa 11,0{NB}%. "
        "Luku on 1,7 prosenttiyksikköä pienempi kuin vuonna 2020; pienempi on parempi."
    )


def test_the_sentence_in_swedish_and_english():
    observations = [*YEARLY, observation(FINLAND, 2023, 11.0)]
    assert chart_of(observations, comparisons=(FINLAND,), language="sv").sentence == (
        f"Dagligrökare i Kajana år 2023: 12,3{NB}%. Samtidigt var siffran 11,0{NB}% i hela landet. "
        "Siffran är 1,7 procentenheter lägre än år 2020; lägre är bättre."
    )
    assert chart_of(observations, comparisons=(FINLAND,), language="en").sentence == (
        "Daily smokers in Kajaani in 2023: 12.3%. At the same time the value was 11.0% in the whole country. "
        "The value is 1.7 percentage points lower than in 2020; lower is better."
    )


def test_the_newest_value_is_not_compared_with_another_year():
    observations = [*YEARLY, observation(FINLAND, 2022, 11.0)]
    assert "koko maassa" not in chart_of(observations, comparisons=(FINLAND,)).sentence


def test_counts_change_by_persons_and_percent():
    persons = indicator(unit=Unit.PERSONS, decimals=0, direction=Direction.NEITHER)
    chart = chart_of([observation(KAJAANI, 2020, 200), observation(KAJAANI, 2021, 150)], indicator=persons)
    assert chart.sentence.endswith(f"Luku on 50 henkilöä (25,0{NB}%) pienempi kuin vuonna 2020.")


def test_no_change_is_said_as_such():
    chart = chart_of([observation(KAJAANI, 2020, 12.32), observation(KAJAANI, 2021, 12.34)])
    assert chart.sentence.endswith("Luku on sama kuin vuonna 2020.")


def test_the_change_is_that_of_the_rounded_values():
    chart = chart_of([observation(KAJAANI, 2020, 11.26), observation(KAJAANI, 2021, 12.34)])
    assert "on 1,0 prosenttiyksikköä suurempi" in chart.sentence  # 12,3 and 11,3 are what the reader sees


def test_one_observation_has_no_change():
    chart = chart_of([observation(KAJAANI, 2020, 12.3, 10.1, 14.6)])
    assert chart.sentence == f"Päivittäin tupakoivat Kajaanissa vuonna 2020: 12,3{NB}% (95{NB}%:n luottamusväli 10,1{DASH}14,6)."


def test_a_group_is_named_in_title_and_sentence():
    women = PopulationGroup.parse("sex=female")
    chart = chart_of([observation(KAJAANI, 2020, 12.3, group="sex=female"), *YEARLY], group=women)
    assert chart.title == "Päivittäin tupakoivat, naiset, Kajaani"
    assert chart.sentence.startswith("Päivittäin tupakoivat (naiset) Kajaanissa vuonna 2020")
    assert len(chart.series[0].points) == 1


def test_a_parents_values_are_used_and_it_is_named():
    observations = [observation(KAINUU, 2020, 13.0), observation(FINLAND, 2020, 11.0)]
    chart = chart_of(observations, comparisons=(KAINUU, FINLAND))
    assert chart.title == "Päivittäin tupakoivat, Kainuun hyvinvointialue (Kajaanin lukua ei ole)"
    assert chart.sentence.startswith("Kajaanin lukua ei ole. Päivittäin tupakoivat Kainuun hyvinvointialueella vuonna 2020")
    assert chart.notes[0] == "Kajaanin lukua ei ole; kuvassa ovat Kainuun hyvinvointialueen luvut."
    assert [series.name for series in chart.series] == ["Kainuun hyvinvointialue", "Koko maa"]


def test_a_note_tells_of_a_parents_values_for_a_group_or_suppressed_values():
    women = PopulationGroup.parse("sex=female")
    of_women = observation(KAINUU, 2020, 13.0, group="sex=female")
    assert chart_of([*YEARLY, of_women], group=women).notes[0].startswith("Kajaanin lukua ei ole tästä ryhmästä;")
    hidden = chart_of([suppressed(KAJAANI, 2020), observation(KAINUU, 2020, 13.0)])
    assert hidden.title.endswith("(Kajaanin luvut ovat salattuja)")


def test_focus_area_is_the_nearest_with_a_value_of_the_group():
    observations = [
        observation(FINLAND, 2020, 11.0),
        observation(KAINUU, 2020, 13.0, group="sex=male"),
        suppressed(KAJAANI, 2020),
    ]
    parents = (KAINUU, FINLAND)
    assert focus_area(KAJAANI, parents, observations, TOTAL) == FINLAND
    assert focus_area(KAJAANI, parents, observations, PopulationGroup.parse("sex=male")) == KAINUU
    assert focus_area(KAJAANI, parents, observations, PopulationGroup.parse("sex=female")) is None


def test_a_missing_year_breaks_the_line():
    chart = chart_of([YEARLY[0], YEARLY[1], YEARLY[3]])
    assert joined(chart) == [False, True, False]
    assert "Ei lukuja vuosien 2021 ja 2023 välillä." in chart.notes


def test_a_missing_value_breaks_the_line_too():
    missing = observation(KAJAANI, 2021, None, status=ObservationStatus.MISSING)
    chart = chart_of([YEARLY[0], missing, YEARLY[2], YEARLY[3]])
    assert joined(chart) == [False, False, False, True]
    assert "Ei lukuja vuosien 2020 ja 2022 välillä." in chart.notes


def test_the_indicators_interval_explains_its_gaps():
    turnout = indicator(interval=4, direction=Direction.HIGHER)
    chart = chart_of([observation(KAJAANI, year, 50.0 + year % 7) for year in (2008, 2012, 2021, 2025)], indicator=turnout)
    assert joined(chart) == [False, True, False, True]
    assert chart.sparse
    assert "Lukuja on 4 vuoden välein." in chart.notes
    assert "Ei lukuja vuosien 2012 ja 2021 välillä." in chart.notes


def test_elections_have_years_of_their_own():
    turnout = indicator(interval=4, rounds=(2008, 2012, 2017, 2021, 2025, 2029), direction=Direction.HIGHER)
    chart = chart_of([observation(KAJAANI, year, 50.0 + year % 7) for year in (2008, 2012, 2017, 2025)], indicator=turnout)
    assert joined(chart) == [False, True, True, False]
    assert "Ei lukuja vuosien 2017 ja 2025 välillä." in chart.notes


def test_pooled_rounds_adjoin_by_what_they_cover():
    rounds = [observation(KAJAANI, period, 12.0) for period in ("2014-2015", "2016-2017", "2020-2021")]
    chart = chart_of(rounds, indicator=indicator(interval=2))
    assert joined(chart) == [False, True, False]
    assert [note for note in chart.notes if note.startswith("Ei lukuja")] == ["Ei lukuja vuosien 2017 ja 2021 välillä."]


def test_a_series_that_has_ended_has_no_trend_in_the_present():
    fallen = [observation(KAJAANI, year, 2030.0 - year) for year in range(2000, 2011)]
    chart = chart_of(fallen, indicator=indicator(closed=True))
    assert "Sarja on päättynyt: uusia lukuja ei enää julkaista." in chart.notes
    assert "Kehityksen suunta" not in " ".join([chart.sentence, *chart.notes])


def test_a_gap_of_one_series_names_it():
    chart = chart_of([*YEARLY, observation(FINLAND, 2020, 11.0), observation(FINLAND, 2022, 11.0)], comparisons=(FINLAND,))
    assert "Koko maa: ei lukuja vuosien 2020 ja 2022 välillä." in chart.notes


def test_a_declared_break_is_marked_and_cuts_every_line():
    broken = indicator(breaks=(SeriesBreak(2022, {"fi": "kysely uudistui."}),))
    chart = chart_of(
        [*YEARLY, *(observation(FINLAND, year, 11.0) for year in (2021, 2022))], indicator=broken, comparisons=(FINLAND,)
    )
    assert joined(chart) == [False, True, False, True]
    assert joined(chart, 1) == [False, False]
    assert [(mark.x, mark.text) for mark in chart.marks] == [(2022, "Aikasarjan katkos 2022: kysely uudistui")]
    assert any(note.startswith("Aikasarjan katkos 2022: kysely uudistui. Katkosta edeltävät") for note in chart.notes)
    assert chart.sentence.endswith("Luku on 0,8 prosenttiyksikköä pienempi kuin vuonna 2022; pienempi on parempi.")


def test_a_published_break_cuts_its_own_line_and_names_the_area():
    changed = observation(FINLAND, 2022, 11.0, status=ObservationStatus.BREAK)
    chart = chart_of([*YEARLY, observation(FINLAND, 2021, 10.0), changed], comparisons=(FINLAND,))
    assert joined(chart) == [False, True, True, True]
    assert [mark.text for mark in chart.marks] == ["Aikasarjan katkos 2022: Koko maa"]
    assert chart.statuses == (ObservationStatus.BREAK,)


def test_a_break_before_the_first_observation_is_not_marked():
    broken = indicator(breaks=(SeriesBreak(2020, {"fi": "uusi kysely"}),))
    assert chart_of(YEARLY, indicator=broken).marks == ()


def test_pooled_periods_are_named_and_explained():
    chart = chart_of(
        [observation(KAJAANI, "2018-2020", 12.0), observation(KAJAANI, "2021-2023", 11.0)], indicator=indicator(interval=3)
    )
    assert [(point.x, point.label) for point in chart.series[0].points] == [(2020, f"2018{DASH}2020"), (2023, f"2021{DASH}2023")]
    assert f"vuosina 2021{DASH}2023" in chart.sentence
    assert "Usean vuoden yhteinen luku on merkitty niistä viimeisen kohdalle." in chart.notes


def test_a_suppressed_observation_has_no_value_and_is_counted():
    chart = chart_of([*YEARLY, suppressed(KAJAANI, 2024)])
    hidden = chart.series[0].points[-1]
    assert (hidden.status, hidden.value, hidden.joined) == (ObservationStatus.SUPPRESSED, None, False)
    assert "Luku vuonna 2024 on salattu." in chart.sentence
    assert "1 luku on salattu tietosuojan vuoksi." in chart.notes


def test_a_suppressed_observation_that_has_a_value_loses_it():
    leak = observation(KAJAANI, 2024, 3.0, 1.0, 5.0, status=ObservationStatus.SUPPRESSED)
    chart = chart_of([*YEARLY, leak])
    assert chart.series[0].points[-1].value is None
    assert "3,0" not in repr(chart)


def test_a_point_refuses_a_number_that_is_suppressed():
    with pytest.raises(ValueError, match="must hold no number"):
        ChartPoint(2020, "2020", 3.0, status=ObservationStatus.SUPPRESSED)
    with pytest.raises(ValueError, match="must hold no number"):
        ChartPoint(2020, "2020", None, 1.0, 2.0)


def test_a_provisional_value_is_marked():
    provisional = observation(KAJAANI, 2024, 12.0, status=ObservationStatus.PROVISIONAL)
    chart = chart_of([*YEARLY, provisional])
    assert f"12,0{NB}% (ennakkotieto)" in chart.sentence
    assert "Osa luvuista on ennakkotietoja." in chart.notes


def test_margins_of_error_are_told():
    assert "Virhemarginaalia ei ole saatavilla." in chart_of(YEARLY).notes
    observations = [observation(KAJAANI, 2020, 12.0, 10.0, 14.0), observation(FINLAND, 2020, 11.0, 10.8, 11.2)]
    notes = chart_of(observations, comparisons=(FINLAND,)).notes
    assert f"Kuvioon on piirretty 95{NB}%:n luottamusvälit: Kajaani." in notes
    assert "Muut luottamusvälit ovat taulukossa." in notes


def test_a_comparison_without_any_value_is_named_in_the_notes():
    chart = chart_of(YEARLY, comparisons=(FINLAND,))
    assert len(chart.series) == 1
    assert "Koko maan lukua ei ole." in chart.notes


def test_the_scale_starts_at_zero_where_that_loses_nothing():
    assert chart_of(YEARLY).y.ticks[0] == 12
    assert "Asteikko ei ala nollasta." in chart_of(YEARLY).notes
    low = chart_of([observation(KAJAANI, 2020, 4.0), observation(KAJAANI, 2021, 9.0)])
    assert low.y.ticks == (0, 2, 4, 6, 8, 10)
    assert "Asteikko ei ala nollasta." not in low.notes


def test_direction_and_the_end_of_a_series_are_told():
    closed = chart_of(YEARLY, indicator=indicator(closed=True))
    assert "Sarja on päättynyt: uusia lukuja ei enää julkaista." in closed.notes
    assert closed.notes[-1] == "Pienempi on parempi."


def test_the_source_names_the_series_of_the_group_alone():
    origins = [origin(), origin("sotkanet:4405"), origin("sotkanet:4408")]
    expected = "Lähde: Terveyden ja hyvinvoinnin laitos (THL), Sotkanet (4404), CC BY 4.0, päivitetty 12.5.2026"
    assert chart_of(YEARLY, origins=origins).source == expected
    assert (
        "(4405)"
        in chart_of(
            [observation(KAJAANI, 2020, 1.0, group="age=20-64")], origins=origins, group=PopulationGroup.parse("age=20-64")
        ).source
    )


def test_a_source_without_update_date_tells_when_it_was_fetched():
    assert chart_of(YEARLY, origins=[origin(updated=None)]).source.endswith("haettu 1.9.2026")
    assert chart_of(YEARLY, origins=[]).source == "Lähde: ei tiedossa"


def test_an_own_table_was_imported_not_fetched():
    assert chart_of(YEARLY, origins=[origin("own-table:survey", updated=None)]).source.endswith("tuotu 1.9.2026")


def test_sample_data_say_so_and_never_mix_with_real_ones():
    assert chart_of(YEARLY, origins=[origin(sample=True)]).sample == "esimerkkiaineisto, ei todellisia lukuja"
    assert chart_of(YEARLY).sample == ""
    with pytest.raises(ValueError, match="sample and real"):
        KIND.build(request(YEARLY, origins=[origin(), origin("sotkanet:4405", sample=True)]))


def test_the_recent_trend_is_told_and_whether_it_is_better():
    observations = [
        observation(KAJAANI, year, value, value - 0.2, value + 0.2)
        for year, value in zip(range(2019, 2024), (14.5, 14.0, 13.5, 13.1, 12.3), strict=True)
    ]
    direction = f"Kehityksen suunta (2019{DASH}2023): laskeva."
    assert chart_of(observations).sentence.endswith(f"{direction} Muutos on parempaan päin.")
    assert chart_of(observations, indicator=indicator(direction=Direction.HIGHER)).sentence.endswith("Muutos on huonompaan päin.")
    assert chart_of(observations, indicator=indicator(direction=Direction.NEITHER)).sentence.endswith(direction)


def test_the_reason_for_no_recent_trend_is_in_the_notes():
    chart = chart_of(YEARLY)
    assert "Kehityksen suunta" not in chart.sentence
    reason = "keskenään vertailukelpoisia lukuja on vähemmän kuin viisi"
    assert f"Kehityksen suunta: ei arvioitavissa, koska {reason}." in chart.notes
