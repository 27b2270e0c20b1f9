"""The names and values on a map: as many as have room, without the unit where not all have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint
from dashboard.drawing.elements import ASCENT, DESCENT, TextLine, line_height, widest
from dashboard.drawing.labels import wrapped
from dashboard.drawing.map_labels import Box, adjacent, within
from dashboard.drawing.map_spots import NAME_ROOM, Spot
from dashboard.drawing.projection import area
from dashboard.text import Text

LINES = {True: 2, False: 3}
"""A name of more lines is left out: within an outline, and next to a circle."""


def placed_labels(chart: Chart, spots: Sequence[Spot], frame: Box, text: Text) -> tuple[list[TextLine], list[ChartPoint]]:
    """Return the labels that fit on the map, and the points whose values do not.

    Values have their unit where there is room for all of them, else only the legend has it.
    """
    value_texts = {spot.point.x: chart.value_text(spot.point, text) for spot in spots}
    labels, omitted = _written(chart, spots, value_texts, frame)
    if not omitted:
        return labels, []
    bare = {spot.point.x: text.number(spot.point.value, chart.decimals) for spot in spots if spot.point.value is not None}
    return _written(chart, spots, value_texts | bare, frame)


@dataclass(frozen=True, slots=True)
class _Label:
    """Lines with the box they fill; `on_paper` they are not written on the colour of their area."""

    lines: tuple[str, ...]
    box: Box
    on_paper: bool


def _written(
    chart: Chart, spots: Sequence[Spot], value_texts: Mapping[float, str], frame: Box
) -> tuple[list[TextLine], list[ChartPoint]]:
    taken = [spot.circle for spot in spots if not spot.rings]
    labels: list[TextLine] = []
    written = set()
    for spot in sorted(spots, key=_prominence):
        found = _label(spot, value_texts[spot.point.x], taken, frame)
        if found:
            labels += _placed(found, spot)
            taken.append(found.box)
            written.add(spot.point.x)
    return labels, [point for point in chart.series[0].points if point.x not in written]


def _prominence(spot: Spot) -> tuple[bool, float]:
    return not spot.front, -abs(area(spot.rings[0])) if spot.rings else 0


def _label(spot: Spot, value_text: str, taken: Sequence[Box], frame: Box) -> _Label | None:
    """Return name and value of an area, or its value alone; None without room. The area in front has both at any rate."""
    name = tuple(wrapped(spot.point.label, NAME_ROOM, theme.SIZES["small"], bold=spot.front))
    whole = (*name, value_text)
    fits = len(name) <= LINES[bool(spot.rings)]
    for lines in ([whole] if fits or spot.front else []) + ([] if spot.front else [(value_text,)]):
        across, up = _size(lines, bold=spot.front)
        box = within(spot.surface, across + 4, up) if spot.rings else adjacent(spot.circle, across, up, taken, frame)
        if box and not (spot.rings and any(box.overlaps(other) for other in taken)):
            return _Label(lines, box, on_paper=not spot.rings)
    return _Label(whole, _beside(spot, *_size(whole, bold=True), frame), on_paper=True) if spot.front else None


def _size(lines: Sequence[str], *, bold: bool) -> tuple[float, float]:
    """Return width and height of a label, whose value is bold below a name."""
    size = theme.SIZES["small"]
    across = max(widest(lines[:-1], size, bold=bold), widest(lines[-1:], size, bold=bold or len(lines) > 1))
    return across, (len(lines) - 1) * line_height(size) + (ASCENT + DESCENT) * size


def _beside(spot: Spot, width: float, height: float, frame: Box) -> Box:
    """Return the place of a label next to an area too small for it, within the frame; it may cover other areas."""
    around = _around(spot.surface) if spot.rings else spot.circle
    return adjacent(around, width, height, (), frame) or Box(
        min(max(around.x, frame.x - (frame.width - width) / 2), frame.x + (frame.width - width) / 2),
        min(max(around.y, frame.y - (frame.height - height) / 2), frame.y + (frame.height - height) / 2),
        width,
        height,
    )


def _around(surface: Sequence[tuple[float, float]]) -> Box:
    (west, east), (north, south) = ((min(each), max(each)) for each in zip(*surface, strict=True))
    return Box((west + east) / 2, (north + south) / 2, east - west, south - north)


def _placed(label: _Label, spot: Spot) -> Iterator[TextLine]:
    """Yield the lines of a label from the top; the value is bold below a name."""
    size, box = theme.SIZES["small"], label.box
    colour, halo = ("ink", "paper") if label.on_paper else (spot.fill.ink, spot.fill.colour)
    for number, line in enumerate(label.lines):
        base = box.y - box.height / 2 + ASCENT * size + number * line_height(size)
        last = number == len(label.lines) - 1
        bold = spot.front or (last and len(label.lines) > 1)
        yield TextLine(box.x, base, [line], size, colour, "middle", bold=bold, kind="value" if last else "name", halo=halo)
