"""Plotly figures: accepted by plotly, with gaps, language and looks, and nothing sent anywhere."""

from dataclasses import replace

import pytest
from plotly.graph_objects import Figure

from dashboard.charts.chart import Role
from dashboard.renderers import plotly
from dashboard.text import text_for
from tests.contracts.chart_cases import chart, chart_names


@pytest.mark.parametrize("name", [name for name in chart_names() if not name.startswith("map, ")])
def test_plotly_accepts_the_figure(name):
    drawn = chart(name)
    made = Figure(plotly.figure(drawn))
    assert len(made.data) == len(drawn.series)
    assert list(made.layout["yaxis" if drawn.x.kind == "time" else "xaxis"].range) == [drawn.y.ticks[0], drawn.y.ticks[-1]]


def test_the_title_names_the_sample():
    for drawn in map(chart, chart_names()):
        title = str(plotly.figure(drawn)["layout"]["title"])
        named = text_for(drawn.language).capitalise(drawn.sample) in title
        assert named if drawn.sample else "esimerkkiaineisto" not in title.lower(), drawn.title


def test_lines_stop_at_gaps():
    trace = plotly.figure(chart("trend, gaps, fi"))["data"][0]
    assert trace["x"] == [2010, 2011, None, 2014, None, 2020, 2021, None, 2024]
    assert trace["connectgaps"] is False


def test_numbers_follow_the_language():
    separators = {name[-2:]: plotly.figure(chart(name))["layout"]["separators"] for name in chart_names()}
    assert separators == {"fi": ",\N{NO-BREAK SPACE}", "sv": ",\N{NO-BREAK SPACE}", "en": ".,"}


def test_plotly_sends_no_chart_anywhere():
    assert plotly.CONFIG["showSendToCloud"] is False
    assert plotly.CONFIG["displayModeBar"] is False


def test_names_are_escaped():
    drawn = chart("trend, hostile names, fi")
    named = replace(drawn, series=(replace(drawn.series[0], name="<b>x</b>"),))
    assert "<b>x" not in str(plotly.figure(named)["data"])


def test_a_projection_is_hollow_and_told_apart_without_colour():
    drawn = chart("target, too slow, fi")
    looks = {series.role: trace for series, trace in zip(drawn.series, plotly.figure(drawn)["data"], strict=True)}
    assert {trace["line"]["dash"] for trace in looks.values()} == {"solid", "9px,5px", "1.5px,4px"}
    assert set(looks[Role.PROJECTION]["marker"]["symbol"]) == {"circle-open"}
