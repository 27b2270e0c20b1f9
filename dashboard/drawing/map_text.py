"""The names and values on a map: as many as have room, without the unit where not all have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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


def _written(
    chart: Chart, spots: Sequence[Spot], value_texts: Mapping[float, str], frame: Box
) -> tuple[list[TextLine], list[ChartPoint]]:
    taken = [spot.circle for spot in spots if not spot.rings]
    labels: list[TextLine] = []
    written = set()
    for spot in sorted(spots, key=_prominence):
        found = _label(spot, value_texts[spot.point.x], taken, frame)
        if found:
            lines, box = found
            labels += _placed(lines, box, spot)
            taken.append(box)
            written.add(spot.point.x)
    return labels, [point for point in chart.series[0].points if point.x not in written]


def _prominence(spot: Spot) -> tuple[bool, float]:
    return not spot.front, -abs(area(spot.rings[0])) if spot.rings else 0


def _label(spot: Spot, value_text: str, taken: Sequence[Box], frame: Box) -> tuple[tuple[str, ...], Box] | None:
    """Return name and value of an area, or its value alone, as lines with the box they fill; None without room."""
    size = theme.SIZES["small"]
    name = wrapped(spot.point.label, NAME_ROOM, size, bold=spot.front)
    for lines in (*([(*name, value_text)] if len(name) <= LINES[bool(spot.rings)] else []), (value_text,)):
        across = max(widest(lines[:-1], size, bold=spot.front), widest(lines[-1:], size, bold=spot.front or len(lines) > 1))
        up = (len(lines) - 1) * line_height(size) + (ASCENT + DESCENT) * size
        box = within(spot.surface, across + 4, up) if spot.rings else adjacent(spot.circle, across, up, taken, frame)
        if box and not (spot.rings and any(box.overlaps(other) for other in taken)):
            return lines, box
    return None


def _placed(lines: Sequence[str], box: Box, spot: Spot) -> Iterator[TextLine]:
    """Yield the lines of a label from the top; the value is bold below a name."""
    size = theme.SIZES["small"]
    on_paper = not spot.rings
    colour, halo = ("ink", "paper") if on_paper else (spot.fill.ink, spot.fill.colour)
    for number, line in enumerate(lines):
        base = box.y - box.height / 2 + ASCENT * size + number * line_height(size)
        last = number == len(lines) - 1
        bold = spot.front or (last and len(lines) > 1)
        yield TextLine(box.x, base, [line], size, colour, "middle", bold=bold, kind="value" if last else "name", halo=halo)
