"""The Plotly figure of a chart over time: a trace for each series, with labels at the ends of the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from dashboard import theme
from dashboard.charts.chart import WITH_INTERVALS, Chart, ChartPoint, Mark, Role, Series
from dashboard.drawing.elements import line_height, styles, widest
from dashboard.drawing.labels import spread, width, wrapped
from dashboard.renderers.plotly.parts import annotation, layout, plain, point_text, sample_height, trace, value_axis, whiskers
from dashboard.text import Text
from data_sources.model import ObservationStatus

HEIGHT, TOP, BOTTOM, MARK_ROW = 400, 30, 36, 18
"""Height of the figure and parts of it, in pixels."""
LABEL_ROOM = 124
"""Widest line of a label in pixels; the width of the column is not known here."""
PHONE_PLOT = 160
"""Width in pixels that is left for the plot on a phone."""
MARK_ROOM = 180
"""Widest text of a mark in pixels."""

Looks: TypeAlias = Sequence[tuple[Series, theme.Style]]


def figure(chart: Chart, colours: theme.Colours, text: Text) -> dict[str, Any]:
    """Return the figure."""
    looks = list(zip(chart.series, styles(chart.series), strict=True))
    top = TOP + MARK_ROW * len(chart.marks)
    labels, column = _end_labels(chart, looks, colours, text, HEIGHT - top - BOTTOM - sample_height(chart))
    around = layout(chart, colours, text, height=HEIGHT, top=top, right=column + 14)
    unit = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom"}
    unit |= {"xshift": -44, "yshift": top - 20, "size": theme.SIZES["tick"]}
    around |= {
        "hovermode": "x unified",
        "xaxis": _year_axis(chart, colours),
        "yaxis": value_axis(chart, colours),
        "shapes": [_mark_line(mark.x - 0.5, colours) for mark in chart.marks],
    }
    around["annotations"] += [
        annotation(plain(chart.y.title), colours["muted"], **unit),
        *labels,
        *(_mark_annotation(mark, row, chart, colours) for row, mark in enumerate(reversed(chart.marks))),
        *_absent(looks, colours, text),
    ]
    return {"data": [_line(chart, series, style, colours, text) for series, style in looks], "layout": around}


def _line(chart: Chart, series: Series, style: theme.Style, colours: theme.Colours, text: Text) -> dict[str, Any]:
    """Return the trace of a line; an empty place before a point that is not joined keeps the gap open."""
    points: list[ChartPoint | None] = []
    for point in series.points:
        if points and not point.joined:
            points.append(None)
        points.append(point)
    line = trace(series, style, points, colours)
    line["marker"]["size"] = [_size(chart, style, index, points) for index in range(len(points))]
    line |= {
        "mode": "lines+markers",
        "x": [point.x if point else None for point in points],
        "y": [point.value if point else None for point in points],
        "text": [_hover(chart, series, point, text) if point else "" for point in points],
        "line": {"color": colours[style.colour], "width": style.width, "dash": _dash(style)},
        "connectgaps": False,
        "zorder": int(series.role is Role.FOCUS),
    }
    if series.role in WITH_INTERVALS and chart.has_intervals:
        line["error_y"] = whiskers(points, colours[style.colour])
    return line


def _size(chart: Chart, style: theme.Style, index: int, points: Sequence[ChartPoint | None]) -> float:
    """Return the diameter of a mark: larger at a survey's value, the newest one and one that no line reaches."""
    point = points[index]
    following = points[index + 1] if index + 1 < len(points) else None
    alone = point is not None and not point.joined and not (following and following.joined)
    newest = all(later is None or later.value is None for later in points[index + 1 :])
    whole = chart.sparse or alone or newest or (point and point.status is ObservationStatus.PROVISIONAL)
    return 2 * style.size if whole else 1.5 * style.width


def _hover(chart: Chart, series: Series, point: ChartPoint, text: Text) -> str:
    pooled = f" {point.period}" if point.period != str(round(point.x)) else ""
    return plain(f"{series.name}{pooled}: {point_text(chart, point, text)}")


def _dash(style: theme.Style) -> str:
    return ",".join(f"{length}px" for length in style.dash.split()) or "solid"


def _year_axis(chart: Chart, colours: theme.Colours) -> dict[str, Any]:
    """Return the axis of years; it is as long as the series together."""
    names = {point.x: point.label for series in reversed(chart.series) for point in series.points}
    first, last = min(names), max(names)
    years = _labelled_years(names)
    space = max((last - first) * 0.025, 0.2) if last > first else 1
    return {
        "tickmode": "array",
        "tickvals": years,
        "ticktext": [plain(names[year]) for year in years],
        "tickangle": 0,
        "hoverformat": "d",
        "range": [first - space, last + space],
        "showgrid": False,
        "zeroline": False,
        "ticks": "outside",
        "tickcolor": colours["edge"],
        "linecolor": colours["edge"],
        "fixedrange": True,
        "tickfont": {"size": theme.SIZES["tick"], "color": colours["muted"]},
    }


def _labelled_years(names: Mapping[float, str]) -> list[float]:
    """Return the years that have a label, from the newest backwards as many as fit on a phone."""
    room = max(width(name, theme.SIZES["tick"]) for name in names.values()) + 8
    apart = (max(names) - min(names)) * room / PHONE_PLOT
    found: list[float] = []
    for year in sorted(names, reverse=True):
        if not found or found[-1] - year >= apart:
            found.append(year)
    return found[::-1]


def _end_labels(
    chart: Chart, looks: Looks, colours: theme.Colours, text: Text, plot_height: float
) -> tuple[list[dict[str, Any]], float]:
    """Return the labels at the side of the plot, moved apart, and the width of their column in pixels."""
    size = theme.SIZES["label"]
    blocks, wanted = [], []
    low, high = chart.y.ticks[0], chart.y.ticks[-1]
    for series, style in looks:
        newest = next((point for point in reversed(series.points) if point.value is not None), series.points[-1])
        value = chart.value_text(newest, text)
        blocks.append([*wrapped(series.end_name, LABEL_ROOM, size, bold=style.bold, most=3), value])
        wanted.append(plot_height * (high - (low if newest.value is None else newest.value)) / (high - low))
    heights = [len(lines) * line_height(size) + 2 for lines in blocks]
    centres = spread(wanted, heights, -10, plot_height + 10)
    labels = []
    for (_, style), lines, centre in zip(looks, blocks, centres, strict=True):
        label = "<br>".join(map(plain, lines))
        place = {"xref": "paper", "yref": "paper", "x": 1, "y": 1 - centre / plot_height, "xanchor": "left", "yanchor": "middle"}
        bold = f"<b>{label}</b>" if style.bold else label
        labels.append(annotation(bold, colours[style.colour], align="left", xshift=6, **place))
    return labels, max(widest(lines, size, bold=style.bold) for lines, (_, style) in zip(blocks, looks, strict=True))


def _mark_line(x: float, colours: theme.Colours) -> dict[str, Any]:
    place = {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1}
    return {**place, "line": {"color": colours["edge"], "width": 1, "dash": "3px,3px"}}


def _mark_annotation(mark: Mark, row: int, chart: Chart, colours: theme.Colours) -> dict[str, Any]:
    """Return the text of a mark in a row of their own above the plot; its reason only where it fits in the row."""
    years = [point.x for series in chart.series for point in series.points]
    anchor = "left" if mark.x - 0.5 < (min(years) + max(years)) / 2 else "right"
    whole = width(mark.text, theme.SIZES["small"]) <= MARK_ROOM
    place = {
        "x": mark.x - 0.5,
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "xanchor": anchor,
        "yanchor": "bottom",
        "yshift": row * MARK_ROW + 2,
    }
    shown = plain(mark.text if whole else mark.label)
    return annotation(shown, colours["muted"], size=theme.SIZES["small"], hovertext=plain(mark.text), **place)


def _absent(looks: Looks, colours: theme.Colours, text: Text) -> list[dict[str, Any]]:
    """Return the sign of every missing and the label of every suppressed value, upright on the base line."""
    place = {"xref": "x", "y": 0, "yref": "paper", "yanchor": "bottom", "textangle": -90, "size": theme.SIZES["small"]}
    return [
        annotation(plain(text.sign(point.status)), colours[style.colour], x=point.x, **place)
        for series, style in looks
        for point in series.points
        if point.value is None
    ]
