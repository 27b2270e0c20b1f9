"""The two sides of a gap: which groups or areas are compared, and their difference and ratio in every period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from dashboard.analysis import inequality
from dashboard.analysis.intervals import Estimate
from dashboard.charts.lines.line import TimeLine
from dashboard.charts.request import ChartRequest, within_years
from dashboard.charts.selection import by_end
from dashboard.monitoring.coverage import focus_area
from data_sources.model import (
    ABSENT,
    DIMENSIONS,
    TOTAL,
    Area,
    AreaLevel,
    Indicator,
    Observation,
    ObservationStatus,
    Period,
    PopulationGroup,
    is_shown,
)

INTERVAL_WIDTH = 3.92
"""Standard errors between the ends of a published 95 % interval."""

_GAPS = tuple(
    sorted((each for each in DIMENSIONS if not DIMENSIONS[each].profile), key=lambda each: not DIMENSIONS[each].ordered)
)
"""Dimensions whose groups have gaps, ordered ones first: education, income, sex, language."""


@dataclass(frozen=True)
class Side:
    """The observations of one group in one area by period."""

    area: Area
    group: PopulationGroup
    observations: Mapping[Period, Observation]

    def group_value(self, period: Period, *, disjoint: bool) -> inequality.GroupValue:
        """Return its value as statistics take it; without standard error where the sides are not `disjoint`."""
        observation = self.observations[period]
        if observation.value is None:
            raise ValueError(f"{self.area.code} has no value of {period}")
        known = disjoint and observation.low is not None and observation.high is not None
        error = (observation.high - observation.low) / INTERVAL_WIDTH if known else None  # type: ignore[operator]  # known says so
        return inequality.GroupValue(self.area.code, observation.value, error)


@dataclass(frozen=True)
class Pair:
    """Two sides, of which `larger` has the larger newest value; `dimension` is that of the groups, None for areas.

    `focus` is the area whose gap it is: of both groups, or the area that is compared with another.

    `disjoint`: nobody belongs to both, so that the certainty of their difference can be assessed.
    """

    focus: Area
    larger: Side
    smaller: Side
    dimension: str | None
    disjoint: bool

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Periods of which both sides have an observation, be it suppressed."""
        return tuple(sorted(self.larger.observations.keys() & self.smaller.observations.keys(), key=by_end))

    @cached_property
    def shown(self) -> tuple[Period, ...]:
        """Periods of which both sides have a value to show."""
        return tuple(period for period in self.periods if all(is_shown(each) for each in self._both(period)))

    def difference(self, period: Period) -> Estimate:
        """Return larger minus smaller side in a period that is shown, in the indicator's unit; negative in the other order."""
        return inequality.difference(*self._values(period))

    def width(self, period: Period) -> Estimate:
        """Return the gap of a period that is shown: its difference without its sign, so that larger always is wider."""
        found = self.difference(period)
        return _negative(found) if (found.value or 0) < 0 else found

    def ratio(self, period: Period) -> Estimate:
        """Return larger side divided by smaller one; without a value where its interval is wider than tenfold."""
        return inequality.assessable_ratio(inequality.ratio(*self._values(period)))

    def turned(self, indicator: Indicator) -> tuple[Period, ...]:
        """Return the periods, of those shown, in which the sides stand in the other order, in the published decimals."""
        return tuple(period for period in self.shown if round(self.difference(period).value or 0, indicator.decimals) < 0)

    def has_margins(self, period: Period) -> bool:
        """Tell whether either side has a margin of error in a period."""
        return any(each.low is not None and each.high is not None for each in self._both(period))

    def line(self, indicator: Indicator) -> TimeLine:
        """Return the widths as a line; where either side is suppressed or missing, so is the gap."""
        observations = tuple(self._observation(period, indicator) for period in self.periods)
        return TimeLine(self.focus, observations, indicator.rhythm, indicator.breaks)

    def _both(self, period: Period) -> tuple[Observation, Observation]:
        return self.larger.observations[period], self.smaller.observations[period]

    def _values(self, period: Period) -> tuple[inequality.GroupValue, inequality.GroupValue]:
        larger, smaller = (side.group_value(period, disjoint=self.disjoint) for side in (self.larger, self.smaller))
        return larger, smaller

    def _observation(self, period: Period, indicator: Indicator) -> Observation:
        status = _together([each.status if each.value is not None else _absent(each) for each in self._both(period)])
        gap = Estimate(None) if status in ABSENT else self.width(period)
        value, low, high = (
            None if end is None else round(end, indicator.decimals) + 0.0 for end in (gap.value, gap.low, gap.high)
        )
        return Observation(indicator.id, self.focus.code, self.larger.group, period, value, low, high, status=status)


def find_pair(request: ChartRequest) -> Pair | None:
    """Return the pair to compare: the request's group and the others of its dimension; for everybody, the groups of a breakdown,
    ordered ones (education, income) first; only where there are none, the area and its first comparison.

    None for a profile (age, school stage), for numbers of persons or cases, and where no period has both values.
    """
    if request.indicator.unit.is_count:
        return None
    dimension = next((each for each in _GAPS if each in request.group.dimensions), None)
    if dimension:
        whole = PopulationGroup(tuple(pair for pair in request.group.pairs if pair[0] != dimension))
        return _of_groups(request, [(whole, dimension)])
    if request.group not in {TOTAL, request.indicator.default_group}:
        return None
    wholes = dict.fromkeys((request.group, TOTAL))
    return _of_groups(request, [(whole, each) for whole in wholes for each in _GAPS]) or _of_areas(request)


def _of_groups(request: ChartRequest, breakdowns: Sequence[tuple[PopulationGroup, str]]) -> Pair | None:
    """Return the first breakdown that the area has values of, else its nearest parent that has any."""
    areas = (request.area, *request.parents)
    pairs = (_divided(request, area, whole, dimension) for area in areas for whole, dimension in breakdowns)
    return next((pair for pair in pairs if pair), None)


def _divided(request: ChartRequest, area: Area, whole: PopulationGroup, dimension: str) -> Pair | None:
    """Return the ends of an ordered dimension, else the groups with the largest and the smallest newest value."""
    categories = DIMENSIONS[dimension].categories
    chosen = (categories[0], categories[-1]) if DIMENSIONS[dimension].ordered else categories
    sides = [_side(request, area, whole.with_category(dimension, category)) for category in chosen]
    pairs = [_pair(area, one, other, dimension, disjoint=True) for one, other in combinations(sides, 2)]
    return _widest([pair for pair in pairs if pair.shown])


def _of_areas(request: ChartRequest) -> Pair | None:
    focus = focus_area(request.area, request.parents, request.observations, request.group)
    if focus is None:
        return None
    own = _side(request, focus, request.group)
    others = [_side(request, area, request.group) for area in request.comparisons if area.code != focus.code]
    pairs = (_pair(focus, own, other, None, disjoint=are_apart(focus, other.area)) for other in others)
    return next((pair for pair in pairs if pair.shown), None)


def _side(request: ChartRequest, area: Area, group: PopulationGroup) -> Side:
    own = (each for each in within_years(request.observations, request) if (each.area, each.group) == (area.code, group))
    return Side(area, group, {each.period: each for each in own})


def _pair(focus: Area, one: Side, other: Side, dimension: str | None, *, disjoint: bool) -> Pair:
    pair = Pair(focus, one, other, dimension, disjoint)
    turned = bool(pair.shown) and (pair.difference(pair.shown[-1]).value or 0) < 0
    return Pair(focus, other, one, dimension, disjoint) if turned else pair


def _widest(pairs: Sequence[Pair]) -> Pair | None:
    """Return the pair that is farthest apart in the newest period of any."""
    newest = max((pair.shown[-1] for pair in pairs), key=by_end, default=None)
    of_newest = [pair for pair in pairs if pair.shown[-1] == newest]
    return max(of_newest, key=lambda pair: pair.difference(pair.shown[-1]).value or 0, default=None)


def are_apart(one: Area, other: Area) -> bool:
    """Tell whether it is certain that nobody lives in both areas."""
    if one.code in other.parents or other.code in one.parents:
        return False
    return one.level is other.level or AreaLevel.MUNICIPALITY in {one.level, other.level}


def _negative(found: Estimate) -> Estimate:
    """Return minus an estimate: its interval runs from minus the upper to minus the lower end."""
    low, high = (None if end is None else -end for end in (found.high, found.low))
    return Estimate(None if found.value is None else -found.value, low, high, found.reason)


def _absent(observation: Observation) -> ObservationStatus:
    return observation.status if observation.status in ABSENT else ObservationStatus.MISSING


def _together(statuses: Iterable[ObservationStatus]) -> ObservationStatus:
    """Return the status of a difference: the most restrictive of both sides."""
    order = (
        ObservationStatus.SUPPRESSED,
        ObservationStatus.MISSING,
        ObservationStatus.BREAK,
        ObservationStatus.PROVISIONAL,
        ObservationStatus.NORMAL,
    )
    return min(statuses, key=order.index)
