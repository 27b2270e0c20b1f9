"""The drawing of a map: areas filled by class, or circles at their centres, with their values where they fit, and a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import escape

from dashboard.charts.chart import Chart
from dashboard.drawing.elements import Paint, data, px, tag
from dashboard.drawing.map_classes import classes
from dashboard.drawing.map_labels import Box
from dashboard.drawing.map_spots import Spot, spots_of
from dashboard.drawing.map_text import placed_labels
from dashboard.drawing.projection import Corners, MapProjection
from dashboard.renderers.svg.map_legend import legend, pattern, patterns, unwritten
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
    elements += [
        *patterns(looks, name, paint),
        *_areas(chart, spots, projection, name, paint),
        tag("g", "".join(each.element(paint) for each in labels), class_="labels", aria_hidden="true" if linked else None),
        *(_links(chart, spots, projection, target) if linked else ()),
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
        transform=_steps(projection),
        stroke=paint("edge"),
        stroke_width=0.8 / projection.step,
        stroke_linejoin="round",
        fill_rule="evenodd",
    )


def _shape(chart: Chart, spot: Spot, projection: MapProjection, name: str, paint: Paint) -> Iterator[str]:
    """Yield an area; the border of the emphasised one has a pale one below, so that it is seen on every colour."""
    fill = f"url(#{pattern(name, spot.fill)})" if spot.fill.pattern else paint(spot.fill.colour)
    border = _border(spot, projection)
    if spot.front:
        yield tag("path", d=border, fill="none", stroke=paint("paper"), stroke_width=6 / projection.step)
    yield tag(
        "path",
        _title(chart, spot),
        class_="area",
        d=border,
        fill=fill,
        stroke=paint("ink") if spot.front else None,
        stroke_width=2.6 / projection.step if spot.front else None,
        **data(spot.point),
    )


def _links(chart: Chart, spots: Sequence[Spot], projection: MapProjection, target: str | None) -> Iterator[str]:
    """Yield the links above everything else, which show no more than the border of the one in use; the area in front is first.

    Where areas are circles, which may cover each other, the link of the smallest is above the others.
    """
    order = sorted(spots, key=lambda spot: not spot.front) if any(spot.rings for spot in spots) else spots
    links = []
    for spot in order:
        place = chart.links[round(spot.point.x)]
        if place:
            hit = tag("path", d=_border(spot, projection), fill="transparent")
            links.append(tag("a", _title(chart, spot) + hit, href=place, target=target, data_x=data(spot.point)["data_x"]))
    yield tag("g", "".join(links), class_="links", transform=_steps(projection))


def _title(chart: Chart, spot: Spot) -> str:
    """Return the name and value of an area, which the browser shows and says."""
    return tag("title", str(escape(f"{spot.point.label}: {chart.value_text(spot.point, text_for(chart.language))}")))


def _steps(projection: MapProjection) -> str:
    """Return the transformation from steps to pixels."""
    return f"translate({px(projection.left)} {px(projection.top)}) scale({projection.step:.4g})"


def _border(spot: Spot, projection: MapProjection) -> str:
    """Return the path of an area in steps."""
    return "".join(map(_path, spot.rings)) or _round(spot.circle, projection)


def _path(ring: Corners) -> str:
    """Return a ring as steps from corner to corner, which is short."""
    (x, y), *others = ring
    steps = []
    for u, v in others:
        steps.append(f"{u - x}{'' if v < y else ' '}{v - y}")
        x, y = u, v
    joined = "".join(step if step.startswith("-") else f" {step}" for step in steps)
    return f"M{ring[0][0]} {ring[0][1]}l{joined.lstrip()}Z"


def _round(circle: Box, projection: MapProjection) -> str:
    lengths = (circle.x - projection.left, circle.y - projection.top, circle.width / 2)
    x, y, radius = (round(length / projection.step) for length in lengths)
    return f"M{x - radius} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0Z"
