"""What Plotly figures of every kind share: the trace of a series, intervals, text and the layout around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Series
from dashboard.drawing.elements import HOLLOW
from dashboard.text import Text
from data_sources.model import ObservationStatus

SYMBOLS = {"circle": "circle", "square": "square", "diamond": "diamond", "triangle": "triangle-up"}
SAMPLE_HEIGHT = 22
TRANSPARENT = "rgba(0,0,0,0)"


def trace(series: Series, style: theme.Style, points: Sequence[ChartPoint | None], colours: theme.Colours) -> dict[str, Any]:
    """Return the trace of a series without positions and text; points that are provisional or not observed are hollow."""
    symbol = SYMBOLS[style.mark]
    unobserved = series.role in HOLLOW
    hollow = [point is not None and (unobserved or point.status is ObservationStatus.PROVISIONAL) for point in points]
    return {
        "type": "scatter",
        "name": plain(series.name),
        "marker": {
            "color": colours[style.colour],
            "symbol": [f"{symbol}-open" if each else symbol for each in hollow],
            "opacity": 1,
            "line": {"width": [1.5 if each else 0 for each in hollow]},
        },
        "customdata": [
            [point.value, point.low, point.high, point.status.value, point.label] if point else None for point in points
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def point_text(chart: Chart, point: ChartPoint, text: Text) -> str:
    """Return a point's value with interval and status; without a value, the label or sign of its status."""
    written = chart.value_text(point, text)
    if point.value is None:
        return written
    if point.low is not None and point.high is not None:
        written = f"{written} ({text.interval(point.low, point.high, chart.decimals)})"
    status = text.status(point.status)
    return f"{written}, {status}" if status else written


def whiskers(points: Sequence[ChartPoint | None], colour: str) -> dict[str, Any]:
    """Return the error bars of a trace, which Plotly wants as distances from the value."""
    upper: list[float | None] = []
    lower: list[float | None] = []
    for point in points:
        whole = point is not None and point.value is not None and point.low is not None and point.high is not None
        upper.append(point.high - point.value if whole else None)  # type: ignore[union-attr, operator]  # whole says so
        lower.append(point.value - point.low if whole else None)  # type: ignore[union-attr, operator]  # as above
    bars = {"type": "data", "symmetric": False, "thickness": 3, "width": 0, "color": _pale(colour)}
    return {**bars, "array": upper, "arrayminus": lower}


def value_axis(chart: Chart, colours: theme.Colours) -> dict[str, Any]:
    """Return the axis of values from the chart's first to its last tick."""
    ticks = chart.y.ticks
    return {
        "tickmode": "array",
        "tickvals": list(ticks),
        "tickformat": f",.{chart.y.tick_decimals}f",
        "range": [ticks[0], ticks[-1]],
        "gridcolor": colours["line"],
        "zerolinecolor": colours["edge"],
        "zerolinewidth": 1,
        "fixedrange": True,
        "tickfont": {"size": theme.SIZES["tick"], "color": colours["muted"]},
    }


def layout(chart: Chart, colours: theme.Colours, text: Text, *, height: float, top: float, right: float) -> dict[str, Any]:
    """Return the layout around the axes; margins in pixels."""
    return {
        "height": round(height),
        "margin": {"l": 48, "r": round(right), "t": round(top), "b": 36 + sample_height(chart)},
        "font": {"family": "inherit", "size": theme.SIZES["label"], "color": colours["ink"]},
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "separators": text.number(1.5, 1)[1] + text.number(1000, 0)[1],
        "hoverlabel": {"bgcolor": colours["paper"], "font": {"family": "inherit", "color": colours["ink"]}},
        "showlegend": False,
        "dragmode": False,
        "title": _sample(chart, colours, text),
        "annotations": [],
        "meta": {"sentence": chart.sentence, "notes": list(chart.notes), "source": chart.source, "sample": chart.sample},
    }


def annotation(text: str, colour: str, **place: Any) -> dict[str, Any]:
    """Return an annotation without an arrow; `text` is ready for Plotly (see `plain`)."""
    size = place.pop("size", theme.SIZES["label"])
    return {"text": text, "showarrow": False, "font": {"size": size, "color": colour}, **place}


def sample_height(chart: Chart) -> int:
    """Return the height in pixels of the sample text below the axis."""
    return SAMPLE_HEIGHT if chart.sample else 0


def plain(text: str) -> str:
    """Return a text as Plotly shows it letter by letter: it reads tags and entities in texts."""
    return str(escape(text))


def _sample(chart: Chart, colours: theme.Colours, text: Text) -> dict[str, Any]:
    """Return the sample text as a title at the foot, which alone can start at the edge of the figure."""
    place = {"x": 0, "xref": "container", "xanchor": "left", "y": 0, "yref": "container", "yanchor": "bottom", "pad": {"b": 4}}
    bold = f"<b>{plain(text.capitalise(chart.sample))}</b>" if chart.sample else ""
    return {"text": bold, "font": {"size": theme.SIZES["small"], "color": colours["ink"]}, **place}


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.4)"
