"""A kind of chart is one file: the table finds it, and the frame makes it honest though it says nothing of honesty."""

from dataclasses import replace
from pkgutil import iter_modules

import pytest

from dashboard.charts import kinds
from dashboard.charts.chart import Chart
from dashboard.charts.kind import ChartKind
from dashboard.charts.kinds import CHARTS, IN_DECKS, IN_SHEETS, STANDARD, find_kinds
from dashboard.queries.charts import build_chart
from data_sources.model import Direction, ObservationStatus, SeriesBreak, Unit
from tests.dashboard.examples import FINLAND, KAINUU, KAJAANI, indicator, observation, origin, request
from tests.languages import LANGUAGES

INVENTED = '''
"""The newest value of the nearest area that has one, over time and nothing more."""

from dashboard.charts.frame import Draft
from dashboard.charts.kind import ChartKind
from dashboard.charts.lines.line import lines
from dashboard.charts.lines.over_time import OverTime
from dashboard.charts.request import compared
from dashboard.monitoring.coverage import focus_area


def draft(request):
    focus = focus_area(request.area, request.parents, request.observations, request.group)
    found = lines(compared(request, focus), request.observations, request.indicator)
    return Draft(name="Invented", focus=focus, period=found[0].valued[-1].period, x=OverTime(found), sentences=["It is so."])


KIND = ChartKind(name="invented", place=7, draft=draft, of_projections=True)
'''
SURVEY = replace(
    indicator(interval=2, decimals=2, direction=Direction.HIGHER, unit=Unit.PER_1000),
    breaks=(SeriesBreak(2016, {"en": "The form was renewed."}),),
    closed=True,
)


@pytest.fixture
def invented(tmp_path, monkeypatch) -> str:
    """The name of a kind that a file in a folder of its own adds to the table."""
    (tmp_path / "invented.py").write_text(INVENTED, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    for name, kind in find_kinds().items():
        monkeypatch.setitem(CHARTS, name, kind)
    return "invented"


def values(*, margin: float = 0) -> list:
    """Return the survey of Kainuu with a gap, a break, a suppressed and a provisional value; Kajaani has none."""
    found = []
    for year in (2010, 2014, 2016, 2018):
        value = 81.0 + year - 2010
        ends = (value - margin, value + margin) if margin else ()
        status = ObservationStatus.PROVISIONAL if year == 2018 else ObservationStatus.NORMAL
        found.append(observation(KAINUU, year, value, *ends, status=status))
    return [*found, observation(KAINUU, 2020, None, status=ObservationStatus.SUPPRESSED)]


def built(name: str, found: list, **changes) -> Chart:
    fields = {"indicator": SURVEY, "origins": [origin(sample=True)], "comparisons": (FINLAND,), "language": "en", **changes}
    chart = build_chart(request(found, **fields), name)
    assert chart is not None
    return chart


def test_a_file_is_a_kind_in_its_place(invented):
    assert list(CHARTS)[-1] == invented
    assert list(find_kinds())[:6] == ["trend", "groups", "target", "gap", "areas", "map"]
    assert STANDARD == "trend"
    assert [kind.name for kind in IN_DECKS] == ["target", "groups", "trend"]
    assert [kind.name for kind in IN_SHEETS] == ["target", "trend"]


def test_every_module_is_the_kind_of_its_name_and_no_place_is_taken_twice():
    assert set(CHARTS) == {module.name for module in iter_modules(kinds.__path__)}
    for place in ("place", "deck", "sheet"):
        taken = [getattr(kind, place) for kind in CHARTS.values() if getattr(kind, place) is not None]
        assert len(set(taken)) == len(taken), place


def test_two_kinds_of_one_name_stop_the_start(tmp_path, monkeypatch):
    (tmp_path / "again.py").write_text(INVENTED.replace('"invented"', '"trend"'), encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    with pytest.raises(ValueError, match="one name"):
        find_kinds()


def test_a_kind_of_decks_needs_a_label():
    with pytest.raises(ValueError, match="label"):
        ChartKind(name="nameless", place=9, draft=lambda _: None, deck=4)


def test_the_frame_names_language_unit_source_and_sample(invented):
    chart = built(invented, values())
    assert (chart.kind, chart.language, chart.unit, chart.decimals) == ("invented", "en", Unit.PER_1000, 2)
    assert chart.subtitle == "Per 1,000, 2018"
    assert chart.y.title == "per 1,000"
    assert chart.source == "Source: THL, Sotkanet (4404), CC BY 4.0, updated 12 May 2026"
    assert chart.sample == "sample data, not real figures"
    assert chart.sparse
    assert built(invented, values(), origins=[origin()]).sample == ""


def test_the_frame_names_the_parent_in_title_sentence_and_note(invented):
    chart = built(invented, values())
    assert chart.title == "Invented, Kainuu wellbeing services county (no value for Kajaani)"
    assert chart.sentence == "No value for Kajaani. It is so."
    assert chart.notes[0].startswith("No value for Kajaani; the values shown are the Kainuu wellbeing services county")
    own = built(invented, [replaced(each) for each in values()])
    assert own.title == "Invented, Kajaani"
    assert own.sentence == "It is so."


def replaced(each):
    """Return an observation of Kainuu as one of Kajaani."""
    return each._replace(area=KAJAANI.code)


def test_the_frame_writes_every_note_of_honesty_in_order(invented):
    chart = built(invented, values())
    assert chart.notes[1:] == (
        "No value for Whole country.",
        "Values come every 2 years.",
        "Break in 2016: The form was renewed. Values before and after a break are not comparable.",
        "No values between 2010 and 2014.",
        "1 value is suppressed to protect privacy.",
        "Some of the values are provisional.",
        "No margin of error available.",
        "The scale does not start at zero.",
        "The series has ended: no new values are published.",
        "Higher is better.",
    )
    assert [(mark.x, mark.label, mark.reason) for mark in chart.marks] == [(2016, "Break in 2016", "The form was renewed")]


def test_the_frame_tells_which_margins_are_drawn_and_that_they_were_calculated(invented):
    notes = built(invented, values(margin=2), calculated=True).notes
    assert "The picture shows the 95% confidence intervals of Kainuu wellbeing services county." in notes
    assert "The confidence intervals are calculated from the counts that the source gives." in notes
    assert "No margin of error available." not in notes


def test_the_frame_says_of_a_projection_that_nothing_was_observed(invented):
    chart = built(invented, values(), indicator=replace(SURVEY, projection=True))
    assert "All values are projected: no status and no comparison is based on them." in chart.notes
    assert build_chart(request(values(), indicator=replace(SURVEY, projection=True)), "groups") is None


def test_sample_and_real_values_never_stand_in_one_chart(invented):
    with pytest.raises(ValueError, match="sample and real"):
        built(invented, values(), origins=[origin(), origin(sample=True)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_speaks_the_language_of_the_request(invented, language):
    labels = {"fi": "esimerkkiaineisto", "sv": "exempeldata", "en": "sample data"}
    chart = built(invented, values(), language=language)
    assert chart.language == language
    assert chart.sample.startswith(labels[language])
