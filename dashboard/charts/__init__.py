"""A chart is a description computed from observations by a pure function; renderers turn it into forms.

Every other module of this folder is one kind of chart, named as in its address, and keeps the contract `Kind`; `CHARTS`
finds it by itself. A module whose name begins with an underscore is shared by the kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, Protocol, cast

from dashboard.text import Text
from data_sources.model import (
    TOTAL,
    Area,
    Boundary,
    Indicator,
    Observation,
    ObservationStatus,
    Origin,
    PopulationGroup,
    Ring,
    Unit,
)
from data_sources.plans import Target

ABSENT = (ObservationStatus.SUPPRESSED, ObservationStatus.MISSING)
"""Statuses of figures that have no value to show."""


class Role(StrEnum):
    """What a series is to the reader; `dashboard.theme` gives each role its colour, width and mark."""

    FOCUS = "focus"
    COMPARISON = "comparison"
    TARGET = "target"
    PROJECTION = "projection"
    CONTEXT = "context"


WITH_INTERVALS = (Role.FOCUS, Role.PROJECTION)
"""Roles whose intervals are drawn; those of others stand in the table."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series.

    `x` is a year on a time axis (the last year of a pooled period) and the position of a category, from 0, on a category
    axis; `label` is what stands in tables: the period or the category; `period` the time it speaks of. `value`, `low` and
    `high` are in the chart's unit; a missing or suppressed figure has none of them, else `ValueError`.
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
    points: tuple[Point, ...]
    short: str = ""

    @property
    def end_name(self) -> str:
        """What stands at the end of its line."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis with its name.

    A category axis has its labels in order from the top, and in `sections` the heading above which each belongs (empty:
    none). A value axis has round `ticks`; the first and the last are its ends, so every form shows the same stretch.
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
    text: str
    reason: str = ""

    @property
    def words(self) -> str:
        """What the mark is, with its reason."""
        return f"{self.text}: {self.reason}" if self.reason else self.text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a category lies on the earth: its centre (longitude, latitude) in WGS84 degrees, and its outline where known."""

    centre: tuple[float, float]
    rings: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in one language, complete but for its looks.

    `sentence` says in words what the picture shows: caption, alternative text, speaker note. `x` is the time or category
    axis, `y` the value axis, whose title is the unit in words; values stand as `figure` writes them. `difference`: values
    are differences of two figures in `unit`, so those of percentages are percentage points.
    `sparse`: figures come less often than yearly, so each is drawn as a point of its own. `front` is the position of the
    category that the chart is about, which stands out from the others of its series (None: all alike). `source` names publisher,
    series, licence and update date. `sample` holds the words "sample data, not real figures" or is empty. `notes` are
    sentences below the picture (no margin of error, breaks, gaps, figures of a parent area). With `places` the chart is a
    map: each category stands where it lies (None: unknown), and the ticks of `y` are the limits of classes, each with its
    lower limit and the last with both.
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

    def figure(self, point: Point, text: Text) -> str:
        """Return what stands at a point: its value with the sign of the unit, or the word or sign of one without a value."""
        return text.figure(point.value, self.unit, self.decimals, point.status, difference=self.difference)

    @property
    def statuses(self) -> tuple[ObservationStatus, ...]:
        """Statuses other than normal that its points have, in the order of ObservationStatus."""
        found = {point.status for series in self.series for point in series.points}
        return tuple(status for status in ObservationStatus if status in found and status is not ObservationStatus.NORMAL)

    @property
    def has_intervals(self) -> bool:
        """True where any point has an interval."""
        return any(point.low is not None for series in self.series for point in series.points)


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """What a chart is asked for: an indicator in an area, with the figures it may need.

    `observations` are those of the area, its parents (nearest first) and the comparisons, of all years and groups;
    `origins` are the indicator's. `years`, first and last, limit what is shown. `targets` are those that the plan of the view
    sets for the indicator, in any area and group; `today` is the day on which they are judged (None: no status is given).
    `calculated`: intervals were calculated from counts, and the chart says so. `base` holds the newest populations (persons)
    of the groups that the figures speak of, in the same areas (`Indicator.base_of`). `beside` are the areas that the area is
    ranked among, `across` their figures of the request's group, `outlines` their boundaries by code, where known.
    """

    indicator: Indicator
    area: Area
    observations: Sequence[Observation]
    origins: Sequence[Origin]
    text: Text
    parents: tuple[Area, ...] = ()
    comparisons: tuple[Area, ...] = ()
    group: PopulationGroup = TOTAL
    years: tuple[int, int] | None = None
    targets: tuple[Target, ...] = ()
    today: date | None = None
    calculated: bool = False
    base: Sequence[Observation] = ()
    beside: tuple[Area, ...] = ()
    across: Sequence[Observation] = ()
    outlines: Mapping[str, Boundary] = field(default_factory=dict)


class Kind(Protocol):
    """What every module of a kind has; `PLACE` orders the charts of a page."""

    KIND: str
    PLACE: int

    def build(self, request: ChartRequest) -> Chart | None:
        """Return the chart, or None where there are no figures to show."""


def is_shown(observation: Observation) -> bool:
    """Tell whether an observation has a value that may be shown."""
    return observation.value is not None and observation.status not in ABSENT


def focus_area(area: Area, parents: Iterable[Area], observations: Iterable[Observation], *groups: PopulationGroup) -> Area | None:
    """Return the area if it has a figure of any of the groups, else the nearest parent that has one; None without any."""
    having = {each.area for each in observations if each.group in groups and is_shown(each)}
    return next((candidate for candidate in (area, *parents) if candidate.code in having), None)


def compared(request: ChartRequest, focus: Area) -> list[Area]:
    """Return the area whose figures stand in front, then the comparisons, each area once."""
    return list({area.code: area for area in (focus, *request.comparisons)}.values())


def within_years(observations: Iterable[Observation], request: ChartRequest) -> list[Observation]:
    """Return the observations of the years that the request is limited to."""
    first, last = request.years or (0, 9999)
    return [each for each in observations if first <= each.period.last <= last]


def _kinds() -> dict[str, Kind]:
    names = [module.name for module in iter_modules(__path__) if not module.name.startswith("_")]
    kinds = [cast("Kind", import_module(f"{__name__}.{name}")) for name in names]
    return {kind.KIND: kind for kind in sorted(kinds, key=lambda kind: kind.PLACE)}


CHARTS: Mapping[str, Kind] = _kinds()
"""Every kind of chart by its name, in the order of pages; last in the file, since the kinds import what stands above."""
