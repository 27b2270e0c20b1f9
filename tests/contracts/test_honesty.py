"""The product's rules of honesty, each held against every kind and form of chart: a broken rule fails a test of its name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.chart import Chart
from dashboard.charts.kinds import CHARTS
from dashboard.renderers import RENDERERS, svg
from dashboard.text import text_for
from dashboard.theme.statuses import LOOKS
from data_sources.model import Direction, Observation, ObservationStatus, Period, PopulationGroup
from data_sources.plans import PlanTarget
from tests.dashboard.drawings import boxes, root
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, origin, request
from tests.examples import examples
from tests.languages import LANGUAGES

AREAS = (KAJAANI, KAINUU)
YEARS = (2018, 2020, 2022, 2024)
GROUPS = ("", "sex=female", "sex=male", "education=low", "education=middle", "education=high")
SURVEY = indicator(interval=2, decimals=2)
TARGET = PlanTarget("t", SURVEY.id, PopulationGroup(), "KU205", Period(2018, 2029), baseline=40.0, target=20.0)
ODD, MARGIN = 0.37, 3.11
"""Fractions that only suppressed values, and results computed from them, can have: all others are round."""

Cell = tuple[str, str, int]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[Cell, float], set[Cell]]:
    """Return a value for each area, group and year, and which of them are suppressed."""
    cells = [(area.code, group, year) for area in AREAS for group in GROUPS for year in YEARS]
    values = {cell: draw(st.sampled_from([10.0, 20.0, 40.0])) for cell in cells}
    hidden = draw(st.sets(st.sampled_from(cells), min_size=1, max_size=8))
    return {cell: draw(st.integers(50, 90)) + ODD if cell in hidden else value for cell, value in values.items()}, hidden


def observations(values: dict[Cell, float], hidden: set[Cell], *, margin: bool) -> list[Observation]:
    """Return the observations; suppressed ones still have their values, as no store would hand them out."""
    areas = {area.code: area for area in AREAS}
    found = []
    for cell, value in values.items():
        code, group, year = cell
        reach = MARGIN if cell in hidden else 2.0
        ends = (round(value - reach, 2), round(value + reach, 2)) if margin else ()
        status = ObservationStatus.SUPPRESSED if cell in hidden else ObservationStatus.NORMAL
        found.append(observation(areas[code], year, value, *ends, group=group, status=status))
    return found


def charts(found: list[Observation], group: str, language: str) -> Iterator[Chart]:
    asked = request(
        found,
        indicator=SURVEY,
        comparisons=(KAINUU,),
        group=PopulationGroup.parse(group),
        targets=(TARGET,),
        today=date(2026, 9, 1),
        peer_areas=AREAS,
        across=[each for each in found if str(each.group) == group],
        language=language,
    )
    for kind in CHARTS.values():
        chart = kind.build(asked)
        if chart:
            yield chart


def numbers(form: str, made: object) -> set[float]:
    """Return every number a reader or a program finds in a form; of a drawing its texts and data, not its coordinates."""
    if isinstance(made, bytes):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            shown = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
            inner = [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]
        found = [numbers(form, book) for book in inner]
        if found:
            return set().union(numbers("xml", shown), *found)
    elif form == "svg":
        shown = " ".join([*(box.text for box in boxes(root(str(made)))), *re.findall(r'data-\w+="([^"]*)"', str(made))])
    else:
        shown = made if isinstance(made, str) else orjson.dumps(made).decode()
    plain = shown.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    return {float(number.replace(",", ".")) for number in re.findall(r"-?\d+[.,]\d+", plain)}


def computable(values: dict[Cell, float], hidden: set[Cell]) -> set[float]:
    """Return the suppressed values, their margins and their differences from any other value, as they would be written."""
    found = set()
    for cell in hidden:
        for secret in (values[cell], values[cell] - MARGIN, values[cell] + MARGIN):
            found |= {round(secret, 2)} | {round(sign * (secret - value), 2) for value in (10, 20, 40) for sign in (1, -1)}
    return found


@examples(15)
@given(worlds(), st.sampled_from(GROUPS), st.booleans(), st.sampled_from(LANGUAGES))
def test_no_form_lets_a_suppressed_value_be_read_or_computed(world, group, margin, language):
    values, hidden = world
    secrets = computable(values, hidden)
    for chart in charts(observations(values, hidden, margin=margin), group, language):
        for form in RENDERERS.keys() - {"png"}:  # a picture of the SVG
            assert not secrets & numbers(form, RENDERERS[form].render(chart)), (chart.kind, form)
        assert not secrets & numbers("shown", " ".join([chart.title, chart.subtitle, chart.sentence, *chart.notes]))


def world_of(value: float = 20.0, **changes: object) -> dict[Cell, float]:
    """Return the same value in every cell."""
    return {(area.code, group, year): value for area in AREAS for group in GROUPS for year in YEARS} | dict(changes)  # type: ignore[dict-item]  # cells


def test_the_property_would_find_a_leak():
    """A chart that writes a suppressed value is found by the search itself."""
    values = world_of()
    leaking = observations({**values, ("KU205", "", 2024): 77 + ODD}, set(), margin=False)
    found = [numbers("csv", RENDERERS["csv"].render(chart)) for chart in charts(leaking, "", "fi")]
    assert any(77 + ODD in each for each in found)


def test_missing_zero_and_suppressed_have_three_signs():
    text = text_for("fi")
    signs = {
        text.value_or_sign(None, SURVEY.unit, 1, status) for status in (ObservationStatus.SUPPRESSED, ObservationStatus.MISSING)
    }
    assert len(signs | {text.value_or_sign(0.0, SURVEY.unit, 1, ObservationStatus.NORMAL)}) == 3


@pytest.mark.parametrize("kind", [kind for kind in CHARTS if kind != "map"])
def test_no_margin_of_error_is_invented(kind):
    """Without intervals of the source there is none in any point but a projection's, and a note says so."""
    made = {chart.kind: chart for chart in charts(observations(world_of(), set(), margin=False), "", "fi")}
    assert not made[kind].has_intervals
    assert any("virhemarginaalia ei ole saatavilla" in note.lower() for note in made[kind].notes)


@pytest.mark.parametrize("kind", ["trend", "groups", "gap"])
def test_a_parents_value_is_named_in_title_and_sentence(kind):
    found = [each for each in observations(world_of(), set(), margin=True) if each.area == KAINUU.code]
    chart = next(chart for chart in charts(found, "", "fi") if chart.kind == kind)
    assert "Kainuu" in chart.title
    assert "Kajaani" in chart.title
    assert "Kajaani" in chart.sentence
    assert any("Kajaani" in note for note in chart.notes)


@pytest.mark.parametrize("kind", ["trend", "gap"])
def test_gaps_are_gaps_unless_the_interval_explains_them(kind):
    values = {cell: value for cell, value in world_of().items() if cell[2] != 2020}
    chart = next(chart for chart in charts(observations(values, set(), margin=True), "", "fi") if chart.kind == kind)
    joined = {int(point.x): point.joined for point in chart.series[0].points}
    assert joined == {2018: False, 2022: False, 2024: True}


def test_a_two_yearly_survey_is_drawn_as_points_of_its_own():
    assert all(chart.sparse for chart in charts(observations(world_of(), set(), margin=True), "", "fi"))


@pytest.mark.parametrize("direction", [Direction.LOWER, Direction.HIGHER])
@pytest.mark.parametrize("low", [10.0, 40.0])
def test_a_larger_gap_value_is_a_wider_gap_and_the_worse_off_are_named(direction, low):
    values = world_of()
    for area in AREAS:
        for year in YEARS:
            values[area.code, "education=low", year] = low
    asked = request(
        observations(values, set(), margin=True),
        indicator=replace(SURVEY, direction=direction),
        group=PopulationGroup.parse("education=low"),
    )
    chart = CHARTS["gap"].build(asked)
    assert chart is not None
    assert [point.value for point in chart.series[0].points] == [abs(low - 20.0)] * len(YEARS)
    low_is_worse = (low > 20) == (direction is Direction.LOWER)
    worse = "matalasti" if low_is_worse else "korkeasti"
    assert f"Tilanne on huonompi {worse} koulutetuilla." in chart.sentence
    assert "kertainen" in chart.sentence  # the relative difference is given with the absolute one


def test_statuses_are_told_apart_without_colour():
    assert len({(look.shape, look.tone) for look in LOOKS.values()}) >= len({look.shape for look in LOOKS.values()}) > 5
    by_shape: dict[str, set[str]] = {}
    for look in LOOKS.values():
        by_shape.setdefault(look.shape, set()).add(look.tone)
    shown = {text_for("fi").progress_status(status) for status in LOOKS}
    assert len(shown) == len(LOOKS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_says_which_way_is_better(language):
    shown = text_for(language).direction(Direction.LOWER)
    for chart in charts(observations(world_of(), set(), margin=True), "", language):
        assert any(shown in note.lower() for note in chart.notes), chart.kind


def test_every_chart_names_source_licence_and_update():
    for chart in charts(observations(world_of(), set(), margin=True), "", "fi"):
        for part in ("THL", "CC BY 4.0", "päivitetty"):
            assert part in chart.source, (chart.kind, part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_data_are_marked_in_every_form(language):
    shown = {"fi": "esimerkkiaineisto", "sv": "exempeldata", "en": "sample data"}[language]
    found = observations(world_of(), set(), margin=True)
    asked = request(found, indicator=SURVEY, origins=[origin(sample=True)], language=language, peer_areas=AREAS, across=found)
    for kind in CHARTS.values():
        chart = kind.build(replace(asked, targets=(TARGET,), today=date(2026, 9, 1), comparisons=(FINLAND, KAINUU)))
        assert chart is not None
        assert shown in chart.sample.lower()
        assert shown in svg.svg(chart, 340).lower()
