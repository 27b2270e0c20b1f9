"""The differences of a plan's indicators between the groups of an area and between areas, read from the context's snapshot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.addresses.errors import AddressError
from dashboard.charts.gap_text import ComparedValues
from dashboard.charts.ranking.ranking import AreaValue, Ranking, difference_of, rank_areas, ratio_of
from dashboard.charts.selection import by_end
from dashboard.differences import Breakdown, GapCourse, breakdowns
from dashboard.differences.leading import Claim, findings, leading_gaps
from dashboard.monitoring.substance import Footing
from dashboard.queries.context import Context, read_once
from dashboard.queries.intervals import with_intervals
from dashboard.queries.plans import PlanView, read_plan
from dashboard.queries.series import peer_areas_of, populations_of, read_series
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import (
    DIMENSIONS,
    OWN_TABLE,
    TOTAL,
    Area,
    Indicator,
    Observation,
    ObservationStatus,
    Period,
    PopulationGroup,
)
from data_sources.plans import DEFAULT_KEY, PriorityArea


@dataclass(frozen=True, slots=True)
class PlacedIndicator:
    """An indicator of the page, with its priority areas and the groups in which the plan monitors it."""

    indicator: Indicator
    priorities: tuple[PriorityArea, ...] = ()
    wholes: tuple[PopulationGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedBreakdown:
    """A breakdown with the priority areas of its indicator; `place` is its place in the order of the plan."""

    breakdown: Breakdown
    priorities: tuple[PriorityArea, ...]
    place: int


@dataclass(frozen=True, slots=True)
class AreaDifference:
    """Difference between areas of one level in an indicator, of values that rest on enough persons and cases.

    `claim` compares the largest with the smallest of them.
    """

    indicator: Indicator
    group: PopulationGroup
    ranking: Ranking
    claim: Claim


@dataclass(frozen=True)
class Differences:
    """Everything that the page of differences shows, before the view's filters and order."""

    context: Context
    plan_view: PlanView
    indicators: tuple[PlacedIndicator, ...]

    @property
    def priorities(self) -> tuple[PriorityArea, ...]:
        """The plan's priority areas that have indicators."""
        having = {priority.id for placed in self.indicators for priority in placed.priorities}
        return tuple(each for each in self.plan_view.plan.areas if each.id in having)

    @cached_property
    def breakdowns(self) -> tuple[PlacedBreakdown, ...]:
        """Every breakdown of the indicators in the order of the plan; those of a parent where the area has none by group."""
        area, parents = self.context.view.area, read_areas().parents(self.context.view.area)
        within = {each.code for each in (area, *parents)}
        found: list[PlacedBreakdown] = []
        for placed in self.indicators:
            indicator = placed.indicator
            observations = [each for each in read_series(self.context, indicator.id)[0] if each.area in within]
            base = populations_of(self.context, indicator)
            for whole in (None, *placed.wholes):
                for breakdown in breakdowns(indicator, area, parents, observations, base, whole):
                    found.append(PlacedBreakdown(breakdown, placed.priorities, len(found)))
        return tuple(found)

    @cached_property
    def between_areas(self) -> tuple[AreaDifference, ...]:
        """Differences between the peer areas that may lead, in the one order."""
        areas = peer_areas_of(self.context.view.area)
        shown = {placed.indicator.id: placed.indicator for placed in self.indicators if not placed.indicator.unit.is_count}
        groups = {name: indicator.default_group for name, indicator in shown.items()}
        codes = [area.code for area in areas]
        newest = self.context.snapshot.latest(list(shown), codes, set(groups.values())) if areas else []
        values: dict[str, list[Observation]] = {}
        for each in newest:
            if each.group == groups[each.indicator]:
                values.setdefault(each.indicator, []).append(each)
        found = (self._between(indicator, areas, values.get(name, ())) for name, indicator in shown.items())
        leading = [each for each in found if each and each.claim.bar(self.context.today.year) is None]
        return tuple(sorted(leading, key=lambda each: each.claim.rank, reverse=True))

    def _between(self, indicator: Indicator, areas: Sequence[Area], values: Sequence[Observation]) -> AreaDifference | None:
        observations, _ = with_intervals(indicator, values)
        by_code = {area.code: area for area in areas}
        firm = [each for each in observations if _footing(each, by_code[each.area], indicator).is_firm(indicator)]
        ranking = rank_areas(areas, firm)
        if ranking is None:
            return None
        own = (each for each in read_series(self.context, indicator.id)[0] if each.area == self.context.view.area.code)
        hidden = hidden_since(own, indicator.default_group, ranking.period)
        ends = ranking.ranked[0], ranking.ranked[-1]
        return AreaDifference(indicator, indicator.default_group, ranking, _claim(indicator, *ends, hidden=hidden))

    def findings(self, priorities: Collection[str] | None = None, most: int | None = 3) -> tuple[Breakdown, ...]:
        """Return the most important differences between groups that may lead, of the named priority areas or of all."""
        return findings([each.breakdown for each in self.within(priorities)], self.context.today.year, most)

    def growing(self, priorities: Collection[str] | None = None) -> tuple[Breakdown, ...]:
        """Return the gaps that may lead and have certainly grown, in the one order."""
        leading = leading_gaps([each.breakdown for each in self.within(priorities)], self.context.today.year)
        return tuple(each for each in leading if each.growth.course is GapCourse.WIDENING)

    def within(self, priorities: Collection[str] | None) -> list[PlacedBreakdown]:
        """Return the breakdowns of these priority areas; all where none are named."""
        return [
            each
            for each in self.breakdowns
            if priorities is None or any(priority.id in priorities for priority in each.priorities)
        ]


@read_once
def read_differences(context: Context) -> Differences:
    """Return what the page of differences shows; `AddressError` where the plan has no priority area that the view names."""
    plan_view, view = read_plan(context), context.view
    if view.priority is not None and view.priority not in {each.id for each in plan_view.plan.areas}:
        raise AddressError(404, "The plan has no priority area called {value}.", view.priority, view.language)
    return Differences(context, plan_view, tuple(_placed(plan_view)))


def _placed(plan_view: PlanView) -> Iterator[PlacedIndicator]:
    """Yield the plan's indicators in its order; then those of own tables, or all where the plan is the grouping of all."""
    known = read_indicators()
    priorities: dict[str, dict[str, PriorityArea]] = {}
    wholes: dict[str, dict[PopulationGroup, None]] = {}
    for priority in plan_view.plan.areas:
        for name, group in (pair for objective in priority.objectives for pair in objective.indicators):
            if name in known:
                priorities.setdefault(name, {})[priority.id] = priority
                wholes.setdefault(name, {})[group] = None
    own = [name for name, indicator in known.items() if any(series.source == OWN_TABLE for series in indicator.series)]
    rest = known if plan_view.plan.key == DEFAULT_KEY else own
    for name in dict.fromkeys((*priorities, *rest)):
        indicator = known[name]
        yield PlacedIndicator(indicator, tuple(priorities.get(name, {}).values()), _followed(indicator, wholes.get(name, ())))


def _followed(indicator: Indicator, groups: Iterable[PopulationGroup]) -> tuple[PopulationGroup, ...]:
    """Return the groups that the plan monitors and that are not an end of a gap, such as people aged 65 and over."""
    return tuple(
        group
        for group in groups
        if group.pairs and group != indicator.default_group and all(DIMENSIONS[each].profile for each in group.dimensions)
    )


def hidden_since(observations: Iterable[Observation], group: PopulationGroup, period: Period) -> bool:
    """Tell whether a value of a group, in any of the areas of the observations, is suppressed in a later period."""
    return any(
        each.group == group and each.status is ObservationStatus.SUPPRESSED and by_end(each.period) > by_end(period)
        for each in observations
    )


def _footing(observation: Observation, area: Area, indicator: Indicator) -> Footing:
    """Return what an area's value rests on: all its residents where the indicator is of everybody."""
    everybody = indicator.base == ("population", TOTAL) and observation.group == indicator.default_group
    base = observation.denominator or (area.population if everybody else None)
    return Footing(observation.value or 0, base, area)


def _claim(indicator: Indicator, largest: AreaValue, smallest: AreaValue, *, hidden: bool) -> Claim:
    one, other = largest.observation, smallest.observation
    compared = ComparedValues(
        indicator, difference_of(one, other), ratio_of(one, other), margins=one.low is not None or other.low is not None
    )
    return Claim(compared, (), one.period, hidden)
