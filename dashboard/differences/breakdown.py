"""The differences between the population groups of an indicator: a breakdown, its groups, its gap."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.analysis.inequality import SlopeIndex
from dashboard.analysis.intervals import Estimate
from dashboard.charts.gap_text import ComparedValues
from dashboard.charts.growth import Growth
from data_sources.model import Area, Indicator, Observation, Period, PopulationGroup


class GroupPosition(StrEnum):
    """The position of a group compared with its complement in the breakdown, in the indicator's direction."""

    BETTER = "better"
    SAME = "same"
    """The values are equal in the published decimals."""
    WORSE = "worse"
    NEITHER = "no direction"
    """The values differ, but neither direction is better."""
    NOT_COMPARED = "not compared"
    """A group of a profile, or one between the others where their sizes are unknown."""
    SUPPRESSED = "suppressed"
    MISSING = "missing"


@dataclass(frozen=True)
class GroupComparison:
    """One group of a breakdown, compared with the others.

    `difference` is its value minus that of its complement (the other groups with a value together, weighted by size), in
    the indicator's unit; its reason (an `analysis.Reason`) tells why there is none or why it has no interval. `certain`: its
    interval excludes 0; None where certainty is not assessable. A suppressed `observation` holds no number. `base`: the persons
    (or respondents) that the value is of, as the source counts them or else the newest population; None where unknown.
    """

    group: PopulationGroup
    observation: Observation | None
    position: GroupPosition
    difference: Estimate
    certain: bool | None
    base: float | None = None


@dataclass(frozen=True)
class Gap:
    """The gap between two disjoint groups at one period: `absolute` = larger minus smaller value (never negative), in the unit;
    `relative` = larger / smaller value (1 and up). `worse` and `better` are None where neither direction is better, or where
    the values are equal. `certain`: the interval excludes 0; None where it has none. `margins`: either value has a margin of
    error. `firm`: no value rests on too few persons or cases (`leading.Footing`). A `relative` whose interval is wider than
    tenfold, or that has no interval and no firm values, has no value.
    """

    period: Period
    larger: GroupComparison
    smaller: GroupComparison
    absolute: Estimate
    relative: Estimate
    worse: PopulationGroup | None
    better: PopulationGroup | None
    certain: bool | None
    margins: bool = False
    firm: bool = True

    def compared(self, indicator: Indicator) -> ComparedValues:
        """Return both values, compared, as sentences take them."""
        return ComparedValues(indicator, self.absolute, self.relative, self.margins, firm=self.firm)


@dataclass(frozen=True)
class Advanced:
    """Summary measures, biased upwards by sampling noise and shown with that warning; None with a reason where not computable."""

    concentration: Estimate
    relative_concentration: Estimate
    theil: Estimate
    mean_log_deviation: Estimate
    between_group_variance: Estimate
    index_of_disparity: Estimate


@dataclass(frozen=True)
class Breakdown:
    """An indicator broken down by one dimension in one area, in the newest period in which at least two groups have a value.

    `area` is the area of the values: the asked area or, where it has none by group, its nearest parent (`own` False).
    `whole` is the group that is broken down. `groups` are in the dimension's order. A `profile` (age, school stage) has no gap.
    `gap` is also None where an end of an ordered dimension has no value. `slope` only for ordered dimensions of three or more
    groups with values and known sizes; `slope_reason` is None with a slope and where the groups have no order. `fewer` is how
    many persons fewer (adverse) or more (favourable) there would be if every group did as well as the best; its reason tells
    why it is unknown, or that the gap is not certain. `growth` is that of the gap's width. `hidden_since` is a later period
    than `period` in which a group is suppressed; `asked_hidden`: a group of the asked area is suppressed in some period.
    `population` is that of the whole (persons), where known.
    """

    indicator: Indicator
    asked: Area
    area: Area
    dimension: str
    whole: PopulationGroup
    profile: bool
    period: Period
    groups: tuple[GroupComparison, ...]
    gap: Gap | None
    slope: SlopeIndex | None
    slope_reason: str | None
    fewer: Estimate
    growth: Growth
    advanced: Advanced | None
    hidden_since: Period | None = None
    asked_hidden: bool = False
    population: float | None = None

    @property
    def own(self) -> bool:
        """Whether the values are the asked area's own."""
        return self.area.code == self.asked.code
