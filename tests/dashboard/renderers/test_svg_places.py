"""Drawings of every chart: points, intervals and values stand where their numbers are on the axes."""

import re

import pytest

from dashboard.charts.chart import WITH_INTERVALS, Chart
from dashboard.renderers.svg import svg
from dashboard.text import text_for
from tests.contracts.chart_cases import chart, chart_names
from tests.contracts.renderer_readers import from_svg, values_of
from tests.dashboard.drawings import boxes, one_pixel, place, places, root, ticks, value_at


@pytest.mark.parametrize("name", [name for name in chart_names() if not name.startswith("map, ")])
@pytest.mark.parametrize("width", [340, 760])
def test_points_are_drawn_at_their_values(name, width):
    """On maps a place is no value and a class has no interval; tests/dashboard/charts/test_map.py looks at these."""
    drawn = chart(name)
    drawing = root(svg(drawn, width))
    marks = [each for each in drawing.iter("path") if each.get("class") == "point"]
    assert len(marks) == sum(point.value is not None for series in drawn.series for point in series.points)
    assert [tick for tick, _ in ticks(drawing)] == list(drawn.y.ticks)
    assert_points_stand_at_their_values(drawn, drawing, marks)
    assert_points_stand_in_their_years(drawn, marks)
    assert_intervals_are_drawn(drawn, drawing)


def assert_points_stand_at_their_values(drawn: Chart, drawing, marks):
    axis, near = 1 if drawn.x.kind == "time" else 0, 0.05 * one_pixel(drawing)
    for mark in marks:
        assert abs(value_at(drawing, place(mark)[axis]) - float(mark.get("data-value"))) <= near


def assert_points_stand_in_their_years(drawn: Chart, marks):
    found = [(float(each.get("data-x")), place(each)[0]) for each in marks]
    if drawn.x.kind == "time" and len({year for year, _ in found}) > 1:
        (first, start), (last, end) = min(found), max(found)
        for year, pixel in found:
            assert abs(pixel - (start + (year - first) / (last - first) * (end - start))) <= 0.05


def assert_intervals_are_drawn(drawn: Chart, drawing):
    """Those of focus and projection, as bands or whiskers."""
    points = [point for series in drawn.series if series.role in WITH_INTERVALS for point in series.points]
    ends = sorted(end for point in points for end in (point.low, point.high) if end is not None)
    found = []
    for path in drawing.iter("path"):
        if path.get("class") == "band":
            found += [y for _, y in places(path.get("d"))]
        if path.get("class") == "interval":
            x, y, way, end = re.fullmatch(r"M([\d.]+) ([\d.]+)([HV])([\d.]+)", path.get("d")).groups()
            found += [float(x if way == "H" else y), float(end)]
    assert sorted(value_at(drawing, pixel) for pixel in found) == pytest.approx(ends, abs=0.05 * one_pixel(drawing))


@pytest.mark.parametrize("name", chart_names())
def test_a_narrow_drawing_says_every_value_and_its_sample(name):
    drawn = chart(name)
    narrow = svg(drawn, 340)
    assert from_svg(drawn, narrow) == values_of(drawn)
    if drawn.sample:
        assert text_for(drawn.language).capitalise(drawn.sample) in narrow
    else:
        assert "esimerkkiaineisto" not in narrow.lower()


@pytest.mark.parametrize("name", [name for name in chart_names() if not name.startswith("map, ")])
def test_values_at_lines_and_rows_are_the_newest_as_written(name):
    drawn = chart(name)
    text, over_time = text_for(drawn.language), drawn.x.kind == "time"
    written = " ".join(box.text for box in boxes(root(svg(drawn, 760))) if box.kind in {"label", "value"})
    for series in drawn.series if over_time else drawn.series[:1]:
        shown = [point for point in series.points if point.value is not None]
        for point in shown[-1:] if over_time else shown:
            assert drawn.value_text(point, text) in written


def test_a_projection_is_hollow_and_told_apart_without_colour():
    drawing = root(svg(chart("target, too slow, fi")))
    lines = [each.get("stroke-dasharray") for each in drawing.iter("path") if each.get("class") == "line"]
    assert sorted(lines, key=str) == ["1.5 4", "9 5", None]


def test_the_unit_of_a_gap_is_that_of_a_difference():
    assert "%-yks." in svg(chart("gap, intervals and comparisons, fi"))


def test_names_are_escaped():
    assert "<b>" not in svg(chart("trend, hostile names, fi"), standalone=True)
