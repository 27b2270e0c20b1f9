"""A chart: its kind, axes, series, marks, notes and sentence in one language, complete but for its looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from dashboard.text import Text
from data_sources.model import ABSENT, ObservationStatus, Ring, Unit


class Role(StrEnum):
    """What a series is to the reader; `dashboard.theme` gives each role its colour, width and mark."""

    FOCUS = "focus"
    COMPARISON = "comparison"
    TARGET = "target"
    PROJECTION = "projection"
    CONTEXT = "context"


WITH_INTERVALS = (Role.FOCUS, Role.PROJECTION)
"""Roles whose intervals are drawn; those of the others are in the table only."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One value of a series.

    `x` is a year on a time axis (the last year of a pooled period) and the position of a category, from 0, on a category
    axis; `label` is its header in tables: the period or the category; `period` its time. `value`, `low` and
    `high` are in the chart's unit; a missing or suppressed value has none of them, else `ValueError`.
    `joined`: a line runs to it from the point before (never over a gap or a break).
    """

    x: float
    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    status: ObservationStatus = ObservationStatus.NORMAL
    joined: bool = False
    period: str = ""

    def __post_init__(self) -> None:
        if (self.status in ABSENT or self.value is None) and not self.value is self.low is self.high is None:
            raise ValueError(f"a point at {self.label!r} is {self.status} and must hold no number")


@dataclass(frozen=True, slots=True)
class Series:
    """Points with one name and one role, in the order of x; `short` is the name at the end of its line, where another."""

    name: str
    role: Role
    points: tuple[ChartPoint, ...]
    short: str = ""

    @property
    def end_name(self) -> str:
        """Label at the end of its line."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis with its name.

    A category axis has its labels in order from the top, and in `sections` the heading above which each belongs (empty:
    none). A value axis has round `ticks`; the first and the last are its ends, so every format shows the same range.
    """

    kind: Literal["time", "value", "category"]
    title: str
    categories: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    ticks: tuple[float, ...] = ()

    @property
    def tick_decimals(self) -> int:
        """Decimals with which every tick is written in full."""
        return max((len(f"{tick:.9f}".rstrip("0").partition(".")[2]) for tick in self.ticks), default=0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical mark between the year before `x` and `x`, such as a break in series; `reason` explains it, where known."""

    x: float
    label: str
    reason: str = ""

    @property
    def text(self) -> str:
        """The label with the reason."""
        return f"{self.label}: {self.reason}" if self.reason else self.label


@dataclass(frozen=True, slots=True)
class Place:
    """Where a category lies on the earth: its centre (longitude, latitude) in WGS84 degrees, and its outline where known."""

    centre: tuple[float, float]
    rings: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in one language, complete but for its looks.

    `sentence` describes what the picture shows: caption, alternative text, speaker note. `x` is the time or category
    axis, `y` the value axis, whose title is the unit in words; `value_text` formats values. `difference`: values
    are differences of two values in `unit`, so those of percentages are percentage points.
    `sparse`: values come less often than yearly, so each is drawn as a point of its own. `front` is the position of the
    emphasised category, which the chart is about (None: all alike). `source` names publisher, series, licence and update
    date. `sample` holds the text "sample data, not real figures" or is empty. `notes` are
    sentences below the picture (no margin of error, breaks, gaps, values of a parent area). With `places` the chart is a
    map: each category is drawn at its location (None: unknown), and the ticks of `y` are the limits of classes, each with its
    lower limit and the last with both. `links` are the addresses that the categories lead to (empty: to none) in a page.
    """

    kind: str
    language: str
    title: str
    subtitle: str
    sentence: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    unit: Unit
    decimals: int
    source: str
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    sample: str = ""
    sparse: bool = False
    difference: bool = False
    front: int | None = None
    places: tuple[Place | None, ...] = ()
    links: tuple[str, ...] = ()

    def value_text(self, point: ChartPoint, text: Text) -> str:
        """Return the label of a point: its value with the sign of the unit; without a value, the label or sign of its status."""
        return text.value_or_sign(point.value, self.unit, self.decimals, point.status, difference=self.difference)

    @property
    def statuses(self) -> tuple[ObservationStatus, ...]:
        """Statuses other than normal that its points have, in the order of ObservationStatus."""
        found = {point.status for series in self.series for point in series.points}
        return tuple(status for status in ObservationStatus if status in found and status is not ObservationStatus.NORMAL)

    @property
    def has_intervals(self) -> bool:
        """True where any point has an interval."""
        return any(point.low is not None for series in self.series for point in series.points)
