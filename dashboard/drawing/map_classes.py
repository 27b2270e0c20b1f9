"""The classes of a map with labels and colours, and how every area is filled by its value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint
from dashboard.text import Text
from data_sources.model import ABSENT, ObservationStatus

SMALLEST, LARGEST = 6.0, 15.0
"""Radii of the circles of the smallest and the largest values, in pixels."""


@dataclass(frozen=True, slots=True)
class Fill:
    """Looks of the areas of a class: its label in the legend, colour, colour of text on it, radius of its circles.

    Areas without a value have a `pattern`, by the status.
    """

    label: str
    colour: str
    ink: str
    radius: float
    pattern: ObservationStatus | None = None


@dataclass(frozen=True, slots=True)
class Classes:
    """The fills of a map: `limits` of the classes, their looks from the smallest values, those of areas without a value."""

    limits: tuple[float, ...]
    decimals: int
    fills: tuple[Fill, ...]
    absent: tuple[Fill, ...]

    def of(self, point: ChartPoint) -> Fill:
        """Return the looks of an area, by its value as shown."""
        if point.value is None:
            return next(fill for fill in self.absent if fill.pattern is point.status)
        return self.fills[max(0, min(bisect_right(self.limits, round(point.value, self.decimals)), len(self.fills)) - 1)]


def classes(chart: Chart, text: Text) -> Classes:
    """Return the fills of a map; each class holds its lower limit, the last both."""
    return Classes(chart.y.ticks, chart.decimals, tuple(_fills(chart, text)), tuple(_absent(chart, text)))


def _fills(chart: Chart, text: Text) -> Iterator[Fill]:
    decimals = max(chart.decimals, chart.y.tick_decimals)
    colours = theme.class_colours(len(chart.y.ticks) - 1)
    last = len(colours) - 1
    for number, ((low, high), (colour, ink)) in enumerate(zip(pairwise(chart.y.ticks), colours, strict=True)):
        end = high if number == last else high - 10.0**-decimals
        radius = SMALLEST + number / max(1, last) * (LARGEST - SMALLEST)
        yield Fill(text.interval(low, end, decimals) if end > low else text.number(low, decimals), colour, ink, radius)


def _absent(chart: Chart, text: Text) -> Iterator[Fill]:
    for status in ABSENT:
        if status in chart.statuses:
            sign, label = text.sign(status), text.status(status)
            yield Fill(label if sign == label else f"{sign} = {label}", "wash", "ink", SMALLEST, status)
