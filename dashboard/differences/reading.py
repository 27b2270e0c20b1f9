"""The differences of a plan's indicators between the groups of an area and between areas, read from the context's snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.addresses.errors import AddressError
from dashboard.charts.ranking.ranking import Ranking, certainly_differ, rank_areas
from dashboard.differences import Breakdown, breakdowns
from dashboard.queries.context import Context, read_once
from dashboard.queries.intervals import with_intervals
from dashboard.queries.plans import PlanView, read_plan
from dashboard.queries.series import peer_areas_of, populations_of, read_series
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import DIMENSIONS, OWN_TABLE, Area, Indicator, Observation, PopulationGroup
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
    """Difference between areas of one level in an indicator; `ratio` is largest / smallest value, None where that is 0.

    `certain` tells whether the interval of the difference between the two excludes 0; None without margins of error.
    """

    indicator: Indicator
    group: PopulationGroup
    ranking: Ranking
    ratio: float | None
    certain: bool | None


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
        """Differences between the peer areas, by indicators with values in two or more of them, in the order of the plan."""
        areas = peer_areas_of(self.context.view.area)
        shown = {placed.indicator.id: placed.indicator for placed in self.indicators if not placed.indicator.unit.is_count}
        groups = {name: indicator.default_group for name, indicator in shown.items()}
        codes = [area.code for area in areas]
        newest = self.context.snapshot.latest(list(shown), codes, set(groups.values())) if areas else []
        values: dict[str, list[Observation]] = {}
        for each in newest:
            if each.group == groups[each.indicator]:
                values.setdefault(each.indicator, []).append(each)
        found = (_area_difference(indicator, areas, values.get(name, ())) for name, indicator in shown.items())
        return tuple(each for each in found if each)


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


def _area_difference(indicator: Indicator, areas: Sequence[Area], values: Sequence[Observation]) -> AreaDifference | None:
    ranking = rank_areas(areas, values)
    if ranking is None:
        return None
    largest, smallest = ranking.ranked[0], ranking.ranked[-1]
    ratio = largest.value / smallest.value if smallest.value > 0 else None
    completed, _ = with_intervals(indicator, [largest.observation, smallest.observation])
    return AreaDifference(indicator, indicator.default_group, ranking, ratio, certainly_differ(*completed))
