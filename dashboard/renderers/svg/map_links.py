"""The links of a map's areas, above everything else: the border of the one in use shows, and its name if the map lacks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import Chart
from dashboard.drawing.elements import ASCENT, TextLine, data, line_height, tag, widest
from dashboard.drawing.labels import wrapped
from dashboard.drawing.map_labels import Box
from dashboard.drawing.map_spots import NAME_ROOM, Spot
from dashboard.drawing.projection import MapProjection
from dashboard.renderers.svg.map_shapes import shape_id, steps, title_of
from dashboard.text import text_for

BORDER = 4
"""Width in pixels of the border of the area in use."""
PADDING = 6
"""Pixels around the text of a tip."""
ABOVE = 14
"""Pixels from the middle of an area up to its tip, which leave the pointer free."""


def links(
    chart: Chart,
    spots: Sequence[Spot],
    labels: Sequence[TextLine],
    projection: MapProjection,
    frame: Box,
    name: str,
    target: str | None,
) -> Iterator[str]:
    """Yield the group of links, which open in the frame or tab `target`; that of the area in front is the first.

    `name` is that of the drawing. The border is as wide as a stylesheet shows it, where it gives it a colour.
    Where areas are circles, which may cover each other, the link of the smallest is above the others.
    """
    order = sorted(spots, key=lambda spot: not spot.front) if any(spot.rings for spot in spots) else spots
    named = {label.lines[0] for label in labels if label.kind == "name"}
    found = []
    for spot in order:
        if address := chart.links[round(spot.point.x)]:
            hit = tag("use", href=f"#{shape_id(name, spot)}", transform=steps(projection))
            tip = "" if _name(spot)[0] in named else _tip(chart, spot, frame)
            found.append(
                tag("a", title_of(chart, spot) + hit + tip, href=address, target=target, data_x=data(spot.point)["data_x"])
            )
    yield tag("g", "".join(found), class_="links", fill="transparent", fill_rule="evenodd", stroke_width=BORDER / projection.step)


def _name(spot: Spot) -> tuple[str, ...]:
    return wrapped(spot.point.label, NAME_ROOM, theme.SIZES["small"], bold=spot.front)


def _tip(chart: Chart, spot: Spot, frame: Box) -> str:
    """Return name and value of an area on a ground of their own, within the frame, hidden until a stylesheet shows them.

    Colours are the stylesheet's too: there are many of them, in a drawing for each width.
    """
    size = theme.SIZES["small"]
    lines = [*_name(spot), chart.value_text(spot.point, text_for(chart.language))]
    width, height = widest(lines, size, bold=True) + 2 * PADDING, len(lines) * line_height(size) + 2 * PADDING
    x = _within(spot.circle.x, width, frame.x, frame.width)
    y = _within(spot.circle.y - ABOVE - height / 2, height, frame.y, frame.height)
    ground = tag("rect", x=round(-width / 2), y=round(-height / 2), width=round(width), height=round(height))
    base = round(PADDING + ASCENT * size - height / 2)
    words = [tag("tspan", str(escape(line)), x=0, y=round(base + at * line_height(size))) for at, line in enumerate(lines)]
    text = tag("text", "".join(words), class_="tip")
    place = f"translate({round(x)} {round(y)})"
    return tag("g", ground + text, class_="tip", transform=place, visibility="hidden", aria_hidden="true")


def _within(middle: float, length: float, frame_middle: float, frame_length: float) -> float:
    """Return the middle of something that is as near to a place as the frame lets it be."""
    room = max(frame_length - length, 0) / 2
    return min(max(middle, frame_middle - room), frame_middle + room)
