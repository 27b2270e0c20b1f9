"""The Plotly figure of a map: filled outlines or circles on plain axes in pixels of a drawing, with values and a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint
from dashboard.drawing.elements import TextLine, styles
from dashboard.drawing.map_classes import Classes, Fill, classes
from dashboard.drawing.map_spots import Spot, spots_of
from dashboard.drawing.map_text import placed_labels
from dashboard.drawing.projection import MapProjection
from dashboard.renderers.plotly.parts import TRANSPARENT, annotation, layout, plain, point_text, sample_height, trace
from dashboard.text import Text
from data_sources.model import ObservationStatus

ROOM, TALLEST, ENLARGED = 400, 500, 1.25
"""Size in pixels for which labels are placed, and how much larger the map is drawn where there is room."""
TOP, BOTTOM, LEGEND_ROW, ENTRIES = 8, 8, 24, 3
"""Pixels above and below the map, of a row of the legend, and its entries in a row on a phone."""
HATCHES = {ObservationStatus.SUPPRESSED: "/", ObservationStatus.MISSING: "."}


def figure(chart: Chart, colours: theme.Colours, text: Text) -> dict[str, Any]:
    """Return the figure: a trace for each outline, one that holds all points, and one for each entry of the legend."""
    looks = classes(chart, text)
    spots, frame, projection = spots_of(chart, looks, ROOM, TALLEST, 0)
    labels, _ = placed_labels(chart, spots, frame, text)
    entries = [*looks.fills, *looks.absent]
    top = TOP + LEGEND_ROW * (2 + (len(entries) - 1) // ENTRIES)
    height = ENLARGED * frame.height + top + BOTTOM + sample_height(chart)
    around = layout(chart, colours, text, height=height, top=top, right=8)
    around["margin"] |= {"l": 8, "b": BOTTOM + sample_height(chart)}
    hidden = {"visible": False, "fixedrange": True}
    around |= {
        "hovermode": "closest",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "xref": "container", "y": 1, "yref": "container", "yanchor": "top"},
        "xaxis": {**hidden, "range": [0, frame.width], "constrain": "domain"},
        "yaxis": {**hidden, "range": [frame.height, 0], "scaleanchor": "x", "constrain": "domain"},
    }
    around["legend"]["title"] = {"text": plain(text.capitalise(chart.y.title)), "side": "top"}
    around["legend"] |= {"itemclick": False, "itemdoubleclick": False}
    around["annotations"] = [_note(each, colours) for each in labels]
    outlines = [_outline(chart, spot, projection, colours, text) for spot in spots if spot.rings]
    keys = [_key(entry, colours) for entry in entries]
    return {"data": [*outlines, _points(chart, looks, spots, colours, text), *keys], "layout": around}


def _note(label: TextLine, colours: theme.Colours) -> dict[str, Any]:
    line = plain(label.lines[0])
    place = {"x": label.x, "y": label.y - 0.35 * label.size, "xanchor": "center", "yanchor": "middle", "size": label.size}
    return annotation(f"<b>{line}</b>" if label.bold else line, colours[label.colour], **place)


def _outline(chart: Chart, spot: Spot, projection: MapProjection, colours: theme.Colours, text: Text) -> dict[str, Any]:
    corners: list[tuple[float | None, float | None]] = []
    for ring in spot.rings:
        corners += [*((round(x, 1), round(y, 1)) for x, y in projection.pixels((*ring, ring[0]))), (None, None)]
    front = {"color": colours["ink"], "width": 2.6}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plain(spot.point.label),
        "x": [x for x, _ in corners[:-1]],
        "y": [y for _, y in corners[:-1]],
        "fill": "toself",
        **_filled(spot.fill, colours),
        "line": front if spot.front else {"color": colours["edge"], "width": 0.8},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": _told(chart, spot.point, text),
        "showlegend": False,
    }


def _filled(fill: Fill, colours: theme.Colours) -> dict[str, Any]:
    if fill.pattern is None:
        return {"fillcolor": colours[fill.colour]}
    hatch = {"shape": HATCHES[fill.pattern], "fgcolor": colours["muted"], "bgcolor": colours[fill.colour], "size": 6}
    return {"fillcolor": colours[fill.colour], "fillpattern": hatch}


def _points(chart: Chart, looks: Classes, spots: Sequence[Spot], colours: theme.Colours, text: Text) -> dict[str, Any]:
    """Return the trace of every point at its centre, seen where the area is a circle; none is left out for lack of a place."""
    series = chart.series[0]
    places = {spot.point.x: spot for spot in spots}
    dots = trace(series, styles(chart.series)[0], series.points, colours)
    found = [places.get(point.x) for point in series.points]
    fills = [looks.of(point) for point in series.points]
    dots["marker"] = {
        "size": [2 * fill.radius for fill in fills],
        "color": [
            colours[fill.colour] if spot and not spot.rings else TRANSPARENT for spot, fill in zip(found, fills, strict=True)
        ],
        "line": {"width": list(_rims(found)), "color": colours["ink"]},
        "opacity": 1,
    }
    return dots | {
        "mode": "markers",
        "x": [spot and spot.circle.x for spot in found],
        "y": [spot and spot.circle.y for spot in found],
        "text": [_told(chart, point, text) for point in series.points],
        "showlegend": False,
    }


def _rims(spots: Sequence[Spot | None]) -> Iterator[float]:
    for spot in spots:
        if spot is None or spot.rings:
            yield 0
        else:
            yield 2.6 if spot.front else 0.8


def _told(chart: Chart, point: ChartPoint, text: Text) -> str:
    return plain(f"{point.label} {point.period}: {point_text(chart, point, text)}")


def _key(fill: Fill, colours: theme.Colours) -> dict[str, Any]:
    """Return a trace without points, for the legend."""
    marker = {"symbol": "square", "size": 14, "color": colours[fill.colour], "line": {"width": 0.8, "color": colours["edge"]}}
    if fill.pattern is not None:
        marker["symbol"] = "square-x-open" if fill.pattern is ObservationStatus.SUPPRESSED else "square-open-dot"
    return {"type": "scatter", "mode": "markers", "name": plain(fill.label), "x": [None], "y": [None], "marker": marker}
