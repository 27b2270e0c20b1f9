"""Reading the points of a chart: the slider below its drawings, and the points that the script shows and says."""

from __future__ import annotations

from typing import Any

import orjson
from markupsafe import escape

from dashboard.charts.chart import Chart, ChartPoint
from dashboard.drawing.elements import tag
from dashboard.text import Text


def reader(chart: Chart, text: Text) -> str:
    """Return the slider and the points of every series as HTML; it begins with the first, at its newest or foremost point."""
    points = _points(chart, text)
    if not points:
        return ""
    name, of_first = points[0]
    start = _start(chart, len(of_first) - 1)
    _, label, said = of_first[start]
    phrase = f"{name}, {label}: {said}"
    help_ = text.t("Left and right arrows move along the points, up and down arrows from series to series.")
    places = {"min": 0, "max": len(of_first) - 1, "value": start, "step": 1}
    slider = tag("input", type="range", **places, aria_valuetext=phrase, aria_description=help_)
    named = tag("label", f"{tag('span', str(escape(text.t('Read the points'))))} {slider}")
    spoken = tag("output", str(escape(phrase)), role="status", aria_live="off")
    block = orjson.dumps(points).decode().replace("<", "\\u003c")  # so that nothing in it can end the element
    return tag("div", named + spoken, class_="reader") + tag("script", block, type="application/json", class_="points")


def _start(chart: Chart, last: int) -> int:
    places = [point.x for point in next(each for each in chart.series if each.points).points]
    if chart.x.kind == "time":
        return last
    return places.index(chart.front) if chart.front in places else 0


def _points(chart: Chart, text: Text) -> list[Any]:
    """Return what the script reads out: [name, [[x, label, text], ...]] of each series."""
    return [
        [each.name, [[_raw(point.x), point.label, _point_text(chart, point, text)] for point in each.points]]
        for each in chart.series
        if each.points
    ]


def _raw(number: float) -> str:
    """Return a place on the axis as the drawing writes it in its data."""
    return repr(float(number)).removesuffix(".0")


def _point_text(chart: Chart, point: ChartPoint, text: Text) -> str:
    """Return a value with its interval and its status."""
    value = chart.value_text(point, text)
    if point.low is not None and point.high is not None:
        value += f" ({text.interval(point.low, point.high, chart.decimals)})"
    status = text.status(point.status)
    return f"{value}, {status}" if status and point.value is not None else value
