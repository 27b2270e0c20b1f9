"""The shapes of areas in a drawing of a map, in whole steps, which are short."""

from __future__ import annotations

from markupsafe import escape

from dashboard.charts.chart import Chart
from dashboard.drawing.elements import px, tag
from dashboard.drawing.map_labels import Box
from dashboard.drawing.map_spots import Spot
from dashboard.drawing.projection import Corners, MapProjection
from dashboard.text import text_for


def title_of(chart: Chart, spot: Spot) -> str:
    """Return the name and value of an area as a title, which the browser shows and says."""
    return tag("title", str(escape(f"{spot.point.label}: {chart.value_text(spot.point, text_for(chart.language))}")))


def shape_id(name: str, spot: Spot) -> str:
    """Return the id of an area's shape in the drawing called `name`, since ids hold for a whole page."""
    return f"{name}-{round(spot.point.x)}"


def steps(projection: MapProjection) -> str:
    """Return the transformation from steps to pixels."""
    return f"translate({px(projection.left)} {px(projection.top)}) scale({projection.step:.4g})"


def border(spot: Spot, projection: MapProjection) -> str:
    """Return the path of an area in steps."""
    return "".join(map(_path, spot.rings)) or _round(spot.circle, projection)


def _path(ring: Corners) -> str:
    """Return a ring as steps from corner to corner, which is short."""
    (x, y), *others = ring
    taken = []
    for u, v in others:
        taken.append(f"{u - x}{'' if v < y else ' '}{v - y}")
        x, y = u, v
    joined = "".join(step if step.startswith("-") else f" {step}" for step in taken)
    return f"M{ring[0][0]} {ring[0][1]}l{joined.lstrip()}Z"


def _round(circle: Box, projection: MapProjection) -> str:
    lengths = (circle.x - projection.left, circle.y - projection.top, circle.width / 2)
    x, y, radius = (round(length / projection.step) for length in lengths)
    return f"M{x - radius} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0Z"
