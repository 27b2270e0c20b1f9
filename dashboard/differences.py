"""Differences between the population groups of an indicator: how wide, how certain, growing or not, and what they cost in persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.analysis.inequality import SlopeIndex
from dashboard.analysis.intervals import Estimate
from data_sources.model import Area, Indicator, Observation, Period, PopulationGroup


class Stand(StrEnum):
    """Where a group stands beside everybody else in its division, in the direction of the indicator."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEITHER = "no direction"
    """The figures differ, but neither direction is better."""
    SUPPRESSED = "suppressed"
    MISSING = "missing"


class Course(StrEnum):
    """What has become of a gap since the first figure that compares with the newest."""

    WIDENING = "widening"
    NARROWING = "narrowing"
    UNCERTAIN = "within the margin of error"
    UNCHANGED = "unchanged"
    UNKNOWN = "not assessable"
    """Widths are known, their certainty is not (no margins of error)."""


@dataclass(frozen=True)
class GroupStand:
    """One group of a division.

    `difference` is its value minus that of its complement (the other groups together, by their sizes), in the indicator's
    unit; its reason tells why there is none or why it has no interval. `certain`: its interval leaves out 0; None where
    certainty is not assessable.
    """

    group: PopulationGroup
    observation: Observation | None
    stand: Stand
    difference: Estimate
    certain: bool | None


@dataclass(frozen=True)
class Gap:
    """The gap between two disjoint groups at one period: `absolute` = larger minus smaller value (never negative), in the unit;
    `relative` = larger / smaller value (1 and up). `worse` is None where neither direction is better.
    """

    period: Period
    larger: GroupStand
    smaller: GroupStand
    absolute: Estimate
    relative: Estimate
    worse: PopulationGroup | None
    better: PopulationGroup | None
    certain: bool | None


@dataclass(frozen=True)
class Advanced:
    """Summary measures that sampling noise pushes up, shown folded with that warning; None with a reason where not computable."""

    concentration: Estimate
    relative_concentration: Estimate
    theil: Estimate
    mean_log_deviation: Estimate
    between_group_variance: Estimate
    index_of_disparity: Estimate


@dataclass(frozen=True)
class Division:
    """An indicator divided by one dimension in one area, newest period of which at least two groups have a figure.

    `area` is whose figures they are: the asked area or, where it has none by group, its nearest parent (`own` False).
    `whole` is the group that is divided. `groups` are in the dimension's order. A `profile` (age, school stage) has no gap.
    `slope` only for ordered dimensions of three or more groups with known sizes. `fewer` is how many persons fewer (adverse) or
    more (favourable) there would be if every group did as well as the best; its reason tells why it is unknown. `change` is
    the newest absolute gap minus the earliest comparable one, in the unit; `since` the period of the latter.
    """

    indicator: Indicator
    asked: Area
    area: Area
    dimension: str
    whole: PopulationGroup
    profile: bool
    period: Period
    groups: tuple[GroupStand, ...]
    gap: Gap | None
    slope: SlopeIndex | None
    slope_reason: str | None
    fewer: Estimate
    course: Course
    change: Estimate
    since: Period | None
    advanced: Advanced | None

    @property
    def own(self) -> bool:
        """Whether the figures are the asked area's own."""
        return self.area.code == self.asked.code


def divisions(
    indicator: Indicator,
    area: Area,
    parents: Sequence[Area],
    observations: Sequence[Observation],
    base: Sequence[Observation] = (),
    whole: PopulationGroup | None = None,
) -> tuple[Division, ...]:
    """Return every division of an indicator in an area, dimensions in their order; none for counts of persons or cases.

    `observations` are those of the area and its parents (nearest first), of all years and groups; `base` the newest
    populations of the groups (`Indicator.base_of`). A suppressed figure enters nothing.
    """
    raise NotImplementedError


def findings(found: Sequence[Division], most: int = 3) -> tuple[Division, ...]:
    """Return the divisions that matter most: sex, education, income and language only; certain before uncertain, then persons, then ratio.

    Source of the order: METHODS of the project. Only gaps of the asked area's own figures, with a direction.
    """
    raise NotImplementedError
