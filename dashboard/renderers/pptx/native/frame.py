"""Where things are in a native chart: its plot, its years, its sizes of type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import gcd

from dashboard.charts.chart import Chart
from dashboard.renderers.pptx.native.drawing_ml import Element, place

TICK, LABEL = 14, 15
"""Sizes of type in points."""
LABEL_LINE = 1.2 * LABEL
NARROWER = 0.88
"""Width of the letters of slides in that of the measured ones (DejaVu Sans)."""
GAP = 8
"""Points between a line's end and its name."""


@dataclass(frozen=True, slots=True)
class NativeFrame:
    """The plot within a chart: sizes in points, from the upper left corner of the chart."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def layout(self) -> Element:
        """The place of the plot in parts of the chart."""
        across, down = self.right - self.left, self.bottom - self.top
        return place(self.left / self.width, self.top / self.height, across / self.width, down / self.height)


@dataclass(frozen=True, slots=True)
class Years:
    """The categories of a chart over time: years as far apart as values are published, with the label of each."""

    years: tuple[int, ...]
    labels: tuple[str, ...]

    def place(self, year: float) -> int:
        """Return the position of a year."""
        return self.years.index(round(year))

    def share(self, year: float) -> float:
        """Return how far along the axis a year is, from 0 to 1; the first is at the left edge and the last at the right."""
        if len(self.years) == 1:
            return 0.5
        return (year - self.years[0]) / (self.years[-1] - self.years[0])


def years_of(chart: Chart) -> Years:
    """Return the years of all series together, none left out where a value is missing."""
    names = {round(point.x): point.label for series in reversed(chart.series) for point in series.points}
    found = sorted(names)
    step = reduce(gcd, (later - earlier for earlier, later in pairwise(found)), 0) or 1
    years = tuple(range(found[0], found[-1] + 1, step))
    pooled = any(not label.isdecimal() for label in names.values())
    return Years(years, tuple(names.get(year, "" if pooled else str(year)) for year in years))
