"""Where the areas of a map lie in a drawing, each with its value and looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.chart import Chart, ChartPoint
from dashboard.drawing.map_classes import Classes, Fill
from dashboard.drawing.map_labels import Box
from dashboard.drawing.projection import Corners, MapProjection, extent, outlines

NAME_ROOM = 140
"""Widest line of a name on the map, in pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An area in the drawing: its value and looks, its rings in steps (or a circle in pixels), its largest ring in pixels."""

    point: ChartPoint
    fill: Fill
    rings: Sequence[Corners]
    circle: Box
    surface: Sequence[tuple[float, float]]
    front: bool


def _fitted(chart: Chart, room: float, tallest: float, top: float) -> tuple[MapProjection, Box]:
    """Return the projection that fills the room, and the frame of the map; around circles there is room for their labels."""
    circled = not any(place and place.rings for place in chart.places)
    around_x, around_y = (NAME_ROOM / 2 + 10, 20) if circled else (3, 3)
    shown = extent(chart.places)
    scale = min((room - 2 * around_x) / shown.width, (tallest - 2 * around_y) / shown.height)
    height = shown.height * scale + 2 * around_y
    left = max(around_x, (room - shown.width * scale) / 2)
    return MapProjection(shown, scale, left, top + around_y), Box(room / 2, top + height / 2, room, height)


def spots_of(chart: Chart, looks: Classes, room: float, tallest: float, top: float) -> tuple[list[Spot], Box, MapProjection]:
    """Return every area that has a place, the one in front last, so that nothing covers its border; frame and projection."""
    projection, frame = _fitted(chart, room, tallest, top)
    found = []
    for point, place, rings in zip(chart.series[0].points, chart.places, outlines(chart.places), strict=True):
        if place:
            fill = looks.of(point)
            x, y = projection(place.centre)
            circle = Box(x, y, 2 * fill.radius, 2 * fill.radius)
            surface = projection.pixels(rings[0]) if rings else ()
            found.append(Spot(point, fill, rings, circle, surface, point.x == chart.front))
    found.sort(key=lambda spot: (spot.front, -spot.fill.radius if not spot.rings else 0))
    return found, frame, projection
