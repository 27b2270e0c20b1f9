"""The drawing of a map: areas filled by class, or circles at their centres, with their values where they fit, and a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.charts.chart import Chart
from dashboard.drawing.elements import Paint, data, tag
from dashboard.drawing.map_classes import classes
from dashboard.drawing.map_spots import Spot, spots_of
from dashboard.drawing.map_text import placed_labels
from dashboard.drawing.projection import MapProjection
from dashboard.renderers.svg.map_legend import legend, pattern, patterns, unwritten
from dashboard.renderers.svg.map_links import links
from dashboard.renderers.svg.map_shapes import border, shape_id, steps, title_of
from dashboard.text import text_for

NARROW = 480
"""Below this width in pixels a drawing is for a phone: the legend is above the map, not at its side."""
COLUMN = 220
"""Width of the legend at the side of the map, in pixels."""
TALLEST = {True: 420, False: 620}
"""Height of a map in pixels at most, in a narrow drawing and in others, where no height is asked for."""


def draw(
    chart: Chart,
    drawing_width: float,
    height: float | None,
    top: float,
    paint: Paint,
    *,
    linked: bool = False,
    target: str | None = None,
) -> tuple[list[str], float]:
    """Return the elements of the map and its legend below `top`, and where they end; `height` bounds the map from below.

    In a `linked` map the areas of a chart with links lead there, in the frame or tab `target` (None: the same).
    """
    text, narrow = text_for(chart.language), drawing_width < NARROW
    looks, name = classes(chart, text), f"{chart.kind}-{round(drawing_width)}"
    room = drawing_width if narrow else drawing_width - COLUMN - 20
    tallest = max(TALLEST[narrow], (height or 0) - (120 if narrow else 0))
    elements, end = legend(chart, looks, drawing_width, top, paint, name=name) if narrow else ([], top)
    spots, frame, projection = spots_of(chart, looks, room, tallest, end)
    labels, bare = placed_labels(chart, spots, frame, text)
    linked = linked and bool(chart.links)
    drawn = [*_areas(chart, spots, projection, name, paint), *(each.element(paint) for each in labels)]
    elements += [
        *patterns(looks, name, paint),
        tag("g", "".join(drawn), aria_hidden="true") if linked else "".join(drawn),  # the links say the same
        *(links(chart, spots, labels, projection, frame, name, target) if linked else ()),
    ]
    end = frame.y + frame.height / 2 + 8
    if narrow:
        more, end = unwritten(chart, bare, 0, drawing_width, end, paint)
        return elements + more, end
    column, below = legend(chart, looks, COLUMN, top, paint, left=drawing_width - COLUMN, stacked=True, name=name)
    more, below = unwritten(chart, bare, drawing_width - COLUMN, COLUMN, below + 8, paint)
    return [*elements, *column, *more], max(end, below)


def _areas(chart: Chart, spots: Sequence[Spot], projection: MapProjection, name: str, paint: Paint) -> Iterator[str]:
    """Return the areas in a group of the series, in steps; those without a place have their values there too."""
    shapes = [part for spot in spots for part in _shape(chart, spot, projection, name, paint)]
    nowhere = [point for point, place in zip(chart.series[0].points, chart.places, strict=True) if place is None]
    shapes += [tag("g", class_="unplaced", **data(point)) for point in nowhere]
    series = chart.series[0]
    yield tag(
        "g",
        "".join(shapes),
        class_=f"series {series.role}",
        data_series=series.name,
        transform=steps(projection),
        stroke=paint("edge"),
        stroke_width=0.8 / projection.step,
        stroke_linejoin="round",
        fill_rule="evenodd",
    )


def _shape(chart: Chart, spot: Spot, projection: MapProjection, name: str, paint: Paint) -> Iterator[str]:
    """Yield an area; the border of the emphasised one has a pale one below, so that it is seen on every colour."""
    fill = f"url(#{pattern(name, spot.fill)})" if spot.fill.pattern else paint(spot.fill.colour)
    shape = border(spot, projection)
    if spot.front:
        yield tag("path", d=shape, fill="none", stroke=paint("paper"), stroke_width=6 / projection.step)
    area = tag("path", title_of(chart, spot), id=shape_id(name, spot), class_="area", d=shape, **data(spot.point))
    strong = {"stroke": paint("ink"), "stroke_width": 2.6 / projection.step} if spot.front else {}
    yield tag("g", area, fill=fill, **strong)  # not of the path, since a link uses its shape without them
