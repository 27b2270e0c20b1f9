"""The Plotly figure of a chart by category: a row for each, dots on a common scale, values at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import theme
from dashboard.charts.chart import Chart, Role, Series
from dashboard.drawing.elements import point_style, styles, widest
from dashboard.drawing.labels import wrapped
from dashboard.renderers.plotly.parts import annotation, layout, plain, point_text, sample_height, trace, value_axis, whiskers
from dashboard.text import Text

ROW, TOP, BOTTOM, LEGEND_ROW = 32, 10, 56, 24
"""Heights of a row and of what is above and below the rows, in pixels."""
LABEL_ROOM = 150
"""Widest line of a category's label, in pixels."""


def figure(chart: Chart, colours: theme.Colours, text: Text) -> dict[str, Any]:
    """Return the figure; headings of sections have rows of their own."""
    rows, labels = _rows(chart)
    looks = list(zip(chart.series, styles(chart.series), strict=True))
    compared = len(chart.series) > 1
    values = [(rows[int(point.x)], chart.value_text(point, text)) for point in chart.series[0].points]
    top = TOP + LEGEND_ROW * compared
    height = top + BOTTOM + sample_height(chart) + ROW * len(labels)
    column = widest((value for _, value in values), theme.SIZES["label"], bold=True)
    around = layout(chart, colours, text, height=height, top=top, right=column + 16)
    around["margin"]["b"] = BOTTOM + sample_height(chart)
    around |= {
        "hovermode": "closest",
        "showlegend": compared,
        "legend": {"orientation": "h", "x": 0, "xref": "container", "y": 1, "yref": "container", "traceorder": "reversed"},
        "xaxis": value_axis(chart, colours) | {"title": {"text": plain(chart.y.title), "font": {"size": theme.SIZES["tick"]}}},
        "yaxis": _category_axis(labels),
    }
    around["legend"] |= {"yanchor": "top", "itemclick": False, "itemdoubleclick": False}
    front = None if chart.front is None else rows[chart.front]
    around["annotations"] = [_value(value, row, colours["focus" if front in {None, row} else "ink"]) for row, value in values]
    traces = [_dots(chart, series, style, rows, colours, text) for series, style in reversed(looks)]
    return {"data": traces, "layout": around}


def _rows(chart: Chart) -> tuple[list[int], list[str]]:
    """Return the row of every category, and the labels of all rows, headings of sections among them."""
    rows, labels, section = [], [], ""
    for category, heading in zip(chart.x.categories, chart.x.sections or ("",) * len(chart.x.categories), strict=True):
        if heading != section:
            labels.append(f"<b>{plain(heading)}</b>")
            section = heading
        rows.append(len(labels))
        front = len(rows) - 1 == chart.front
        label = "<br>".join(map(plain, wrapped(category, LABEL_ROOM, theme.SIZES["label"], bold=front, most=2)))
        labels.append(f"<b>{label}</b>" if front else label)
    return rows, labels


def _category_axis(labels: Sequence[str]) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "range": [len(labels) - 0.5, -0.5],
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def _dots(
    chart: Chart, series: Series, style: theme.Style, rows: Sequence[int], colours: theme.Colours, text: Text
) -> dict[str, Any]:
    dots = trace(series, style, series.points, colours)
    focus = series.role is Role.FOCUS
    looks = [point_style(chart, point, style) for point in series.points]
    dots["marker"]["size"] = [2 * each.size + 2 * focus for each in looks]
    dots["marker"]["color"] = [colours[each.colour] for each in looks]
    if not focus:
        dots["marker"]["symbol"] = [f"{symbol.removesuffix('-open')}-open" for symbol in dots["marker"]["symbol"]]
        dots["marker"]["line"] = {"width": 1.5}
    dots |= {
        "mode": "markers",
        "x": [point.value for point in series.points],
        "y": [rows[int(point.x)] for point in series.points],
        "text": [
            plain(f"{series.name}, {point.label} {point.period}: {point_text(chart, point, text)}") for point in series.points
        ],
    }
    if focus and chart.has_intervals:
        dots["error_x"] = whiskers(series.points, colours[style.colour])
    return dots


def _value(value: str, row: int, colour: str) -> dict[str, Any]:
    place = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 10, "yref": "y", "y": row, "yanchor": "middle"}
    return annotation(f"<b>{plain(value)}</b>", colour, **place)
