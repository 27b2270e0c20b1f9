"""The drawing of a map: areas filled by class, or circles at their centres, with their figures where they fit, and a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from dashboard import theme
from dashboard.charts import Chart, Point
from dashboard.renderers._elements import ASCENT, DESCENT, Paint, Words, data, line_height, tag, widest
from dashboard.renderers._labels import wrapped
from dashboard.renderers._map_classes import Classes, Fill, classes
from dashboard.renderers._map_labels import Box, beside, within
from dashboard.renderers._map_legend import legend, pattern, patterns, unwritten
from dashboard.renderers._projection import FINE, Corners, Projection, area, extent
from dashboard.text import Text, text_for

NARROW = 480
"""Below this width in pixels a drawing is for a phone: the legend stands above the map, not beside it."""
COLUMN = 220
"""Width of the legend beside the map, in pixels."""
TALLEST = {True: 420, False: 620}
"""Height of a map in pixels at most, in a narrow drawing and in others, where no height is asked for."""
NAME_ROOM = 120
"""Widest line of a name on the map, in pixels."""
LINES = 2
"""A name of more lines is left out."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An area in the drawing: its figure and looks, its rings in steps (or a circle), and whether the chart is about it."""

    point: Point
    fill: Fill
    rings: Sequence[Corners]
    circle: Box
    front: bool


def draw(chart: Chart, drawing_width: float, height: float | None, top: float, paint: Paint) -> tuple[list[str], float]:
    """Return the elements of the map and its legend below `top`, and where they end; `height` bounds the map from below."""
    text, narrow = text_for(chart.language), drawing_width < NARROW
    looks, name = classes(chart, text), f"{chart.kind}-{round(drawing_width)}"
    room = drawing_width if narrow else drawing_width - COLUMN - 20
    tallest = max(TALLEST[narrow], (height or 0) - (120 if narrow else 0))
    elements, end = legend(chart, looks, drawing_width, top, paint, name=name) if narrow else ([], top)
    spots, frame = spots_of(chart, looks, room, tallest, end)
    labels, bare = placed_labels(chart, spots, frame, text)
    elements += [
        *patterns(looks, name, paint),
        *_areas(chart, spots, name, paint, text),
        *(each.element(paint) for each in labels),
    ]
    end = frame.y + frame.height / 2 + 8
    if narrow:
        more, end = unwritten(chart, bare, 0, drawing_width, end, paint)
        return elements + more, end
    column, below = legend(chart, looks, COLUMN, top, paint, left=drawing_width - COLUMN, stacked=True, name=name)
    more, below = unwritten(chart, bare, drawing_width - COLUMN, COLUMN, below + 8, paint)
    return [*elements, *column, *more], max(end, below)


def _fitted(chart: Chart, room: float, tallest: float, top: float) -> tuple[Projection, Box]:
    """Return the projection that fills the room, and the frame of the map; around circles there is room for their words."""
    circled = not any(place and place.rings for place in chart.places)
    around_x, around_y = (NAME_ROOM / 2 + 10, 20) if circled else (3, 3)
    shown = extent(chart.places)
    scale = min((room - 2 * around_x) / shown.width, (tallest - 2 * around_y) / shown.height)
    height = shown.height * scale + 2 * around_y
    left = max(around_x, (room - shown.width * scale) / 2)
    return Projection(shown, scale, left, top + around_y), Box(room / 2, top + height / 2, room, height)


def spots_of(chart: Chart, looks: Classes, room: float, tallest: float, top: float) -> tuple[list[Spot], Box]:
    """Return every area that has a place, the one in front last, so that nothing covers its border, and the map's frame."""
    projection, frame = _fitted(chart, room, tallest, top)
    found = []
    for point, place in zip(chart.series[0].points, chart.places, strict=True):
        if place:
            fill = looks.of(point)
            x, y = projection(place.centre)
            circle = Box(x, y, 2 * fill.radius, 2 * fill.radius)
            found.append(Spot(point, fill, projection.rings(place), circle, point.x == chart.front))
    return sorted(found, key=lambda spot: (spot.front, -spot.fill.radius if not spot.rings else 0)), frame


def _areas(chart: Chart, spots: Sequence[Spot], name: str, paint: Paint, text: Text) -> Iterator[str]:
    """Return the areas in a group of the series, in steps; those without a place have their figures there too."""
    shapes = [part for spot in spots for part in _shape(chart, spot, name, paint, text)]
    nowhere = [point for point, place in zip(chart.series[0].points, chart.places, strict=True) if place is None]
    shapes += [tag("g", class_="unplaced", **data(point)) for point in nowhere]
    series = chart.series[0]
    yield tag(
        "g",
        "".join(shapes),
        class_=f"series {series.role}",
        data_series=series.name,
        transform=f"scale({1 / FINE:g})",
        stroke=paint("edge"),
        stroke_width=FINE * 0.8,
        stroke_linejoin="round",
        fill_rule="evenodd",
    )


def _shape(chart: Chart, spot: Spot, name: str, paint: Paint, text: Text) -> Iterator[str]:
    """Yield an area; the border of the one in front stands on a pale one, so that it is seen on every colour."""
    fill = f"url(#{pattern(name, spot.fill)})" if spot.fill.pattern else paint(spot.fill.colour)
    words = f"{spot.point.label}: {chart.figure(spot.point, text)}"
    border = "".join(map(_path, spot.rings)) or _round(spot.circle)
    if spot.front:
        yield tag("path", d=border, fill="none", stroke=paint("paper"), stroke_width=FINE * 6)
    yield tag(
        "path",
        tag("title", str(escape(words))),
        class_="area",
        d=border,
        fill=fill,
        stroke=paint("ink") if spot.front else None,
        stroke_width=FINE * 2.6 if spot.front else None,
        **data(spot.point),
    )


def _path(ring: Corners) -> str:
    """Return a ring as steps from corner to corner, which is short."""
    (x, y), *others = ring
    steps = []
    for u, v in others:
        steps.append(f"{u - x}{'' if v < y else ' '}{v - y}")
        x, y = u, v
    joined = "".join(step if step.startswith("-") else f" {step}" for step in steps)
    return f"M{ring[0][0]} {ring[0][1]}l{joined.lstrip()}Z"


def _round(circle: Box) -> str:
    x, y, radius = (round(number * FINE) for number in (circle.x, circle.y, circle.width / 2))
    return f"M{x - radius} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0Z"


def placed_labels(chart: Chart, spots: Sequence[Spot], frame: Box, text: Text) -> tuple[list[Words], list[Point]]:
    """Return the words that fit on the map, and the points whose figures do not.

    Units stand with the figures where there is room for all of them, else in the legend only.
    """
    figures = {spot.point.x: chart.figure(spot.point, text) for spot in spots}
    words, lacking = _written(chart, spots, figures, frame)
    if not lacking:
        return words, []
    bare = {spot.point.x: text.number(spot.point.value, chart.decimals) for spot in spots if spot.point.value is not None}
    return _written(chart, spots, figures | bare, frame)


def _written(chart: Chart, spots: Sequence[Spot], figures: Mapping[float, str], frame: Box) -> tuple[list[Words], list[Point]]:
    taken = [spot.circle for spot in spots if not spot.rings]
    words: list[Words] = []
    written = set()
    for spot in sorted(spots, key=_prominence):
        found = _label(spot, figures[spot.point.x], taken, frame)
        if found:
            lines, box = found
            words += _placed(lines, box, spot)
            taken.append(box)
            written.add(spot.point.x)
    return words, [point for point in chart.series[0].points if point.x not in written]


def _prominence(spot: Spot) -> tuple[bool, float]:
    return not spot.front, -abs(area(spot.rings[0])) if spot.rings else 0


def _label(spot: Spot, figure: str, taken: Sequence[Box], frame: Box) -> tuple[tuple[str, ...], Box] | None:
    """Return name and figure of an area, or its figure alone, as lines with the box they fill; None without room."""
    size = theme.SIZES["small"]
    name = wrapped(spot.point.label, NAME_ROOM, size, bold=spot.front)
    for lines in (*([(*name, figure)] if len(name) <= LINES else []), (figure,)):
        across = max(widest(lines[:-1], size, bold=spot.front), widest(lines[-1:], size, bold=spot.front or len(lines) > 1))
        up = (len(lines) - 1) * line_height(size) + (ASCENT + DESCENT) * size
        box = within(spot.rings[0], across + 4, up) if spot.rings else beside(spot.circle, across, up, taken, frame)
        if box and not (spot.rings and any(box.overlaps(other) for other in taken)):
            return lines, box
    return None


def _placed(lines: Sequence[str], box: Box, spot: Spot) -> Iterator[Words]:
    """Yield the lines of a label from the top; the figure is bold where a name stands above it."""
    size = theme.SIZES["small"]
    on_paper = not spot.rings
    colour, halo = ("ink", "paper") if on_paper else (spot.fill.ink, spot.fill.colour)
    for number, line in enumerate(lines):
        base = box.y - box.height / 2 + ASCENT * size + number * line_height(size)
        last = number == len(lines) - 1
        bold = spot.front or (last and len(lines) > 1)
        yield Words(box.x, base, [line], size, colour, "middle", bold=bold, kind="value" if last else "name", halo=halo)
