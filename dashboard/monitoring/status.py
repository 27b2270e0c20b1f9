"""Indicator status in a plan: each indicator's newest value, change, comparison and progress, as pure functions of values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.analysis.progress import Progress
from dashboard.monitoring.coverage import focus_area
from dashboard.monitoring.margins import is_within_margin
from dashboard.monitoring.progress import break_between, progress_of, stated_progress
from data_sources.model import Area, Direction, Indicator, Observation, ObservationStatus, PopulationGroup, is_shown
from data_sources.plans import Objective, Plan, PlanTarget, PriorityArea, StatedTarget


@dataclass(frozen=True)
class IndicatorStatus:
    """One evaluation indicator of an objective, seen from an area.

    `observations` are of the indicator's group in `observed_area`: the area itself or, where it has none, its nearest parent
    with values (None: no values anywhere). `target` is None where the plan only monitors the indicator; `status_area`
    is the area of the target. `progress` is None without a target only. `compared` is the first comparison area's observation
    in the newest period, `hidden` the area's own newest suppressed observation where no value of its own is as new.
    """

    indicator: Indicator
    group: PopulationGroup
    target: PlanTarget | None
    area: Area
    observed_area: Area | None
    status_area: Area | None
    observations: tuple[Observation, ...]
    compared: Observation | None
    progress: Progress | None
    hidden: Observation | None = None

    @property
    def own(self) -> bool:
        """Whether the values are the area's own."""
        return self.observed_area is not None and self.observed_area.code == self.area.code

    @property
    def newest(self) -> Observation | None:
        """The newest observation with a value."""
        return self.observations[-1] if self.observations else None

    @cached_property
    def previous(self) -> Observation | None:
        """The observation before the newest where the two are comparable: no break between them."""
        if len(self.observations) < 2:
            return None
        earlier, newest = self.observations[-2:]
        return None if break_between(self.indicator, earlier, newest) else earlier

    @property
    def change(self) -> float | None:
        """Newest minus previous value, in the indicator's unit."""
        if self.newest is None or self.previous is None:
            return None
        return _value(self.newest) - _value(self.previous)

    @property
    def certain_change(self) -> bool | None:
        """Whether the interval of the change excludes zero; None where the values have no intervals."""
        if self.newest is None or self.previous is None:
            return None
        within = is_within_margin(self.newest, self.previous)
        return None if within is None else not within

    def is_better(self, difference: float) -> bool | None:
        """Tell whether a difference of values is an improvement; None where neither direction is better, or it is 0."""
        if not difference or self.indicator.direction is Direction.NEITHER:
            return None
        smaller_is_better = self.indicator.direction is Direction.LOWER
        return smaller_is_better == (difference < 0)


@dataclass(frozen=True)
class StatedStatus:
    """A target that no indicator measures, and what is known of it."""

    target: StatedTarget
    progress: Progress


@dataclass(frozen=True)
class ObjectiveStatus:
    """An objective with the statuses of its indicators and stated targets, in the plan's order.

    An indicator has a status for each of its targets, or one where it is followed without a target.
    """

    objective: Objective
    indicator_statuses: tuple[IndicatorStatus, ...]
    stated: tuple[StatedStatus, ...] = ()

    @property
    def progresses(self) -> tuple[Progress, ...]:
        """Progress of every target, which is what is counted."""
        return (*(each.progress for each in self.indicator_statuses if each.progress), *(each.progress for each in self.stated))


@dataclass(frozen=True)
class PriorityStatus:
    """A priority area with its objectives."""

    priority: PriorityArea
    objectives: tuple[ObjectiveStatus, ...]

    @property
    def indicator_statuses(self) -> tuple[IndicatorStatus, ...]:
        """Every indicator status of the priority area."""
        return tuple(indicator_status for objective in self.objectives for indicator_status in objective.indicator_statuses)

    @property
    def progresses(self) -> tuple[Progress, ...]:
        """Progress of every target of the priority area."""
        return tuple(progress for objective in self.objectives for progress in objective.progresses)


@dataclass(frozen=True)
class PlanObservations:
    """The input of statuses: `series(indicator id)` returns the observations in all areas needed."""

    indicators: Mapping[str, Indicator]
    areas: Mapping[str, Area]
    series: Callable[[str], Sequence[Observation]]
    today: date


def plan_status(
    plan: Plan, area: Area, parents: Sequence[Area], compared: Sequence[Area], found: PlanObservations
) -> tuple[PriorityStatus, ...]:
    """Return the priority areas of a plan with their statuses in an area, in the plan's order."""
    view = _PlanInArea(plan, area, parents, compared, found)
    return tuple(
        PriorityStatus(priority, tuple(view.objective(objective) for objective in priority.objectives)) for priority in plan.areas
    )


@dataclass(frozen=True)
class _PlanInArea:
    """A plan seen from an area."""

    plan: Plan
    area: Area
    parents: Sequence[Area]
    compared: Sequence[Area]
    found: PlanObservations

    def objective(self, objective: Objective) -> ObjectiveStatus:
        indicators = self.found.indicators
        known = ((name, group) for name, group in objective.indicators if name in indicators and not indicators[name].projection)
        found = ((name, group, target) for name, group in known for target in self.targets(objective, name, group) or (None,))
        stated = (StatedStatus(each, stated_progress(each, self.found.today)) for each in objective.stated)
        return ObjectiveStatus(objective, tuple(self.indicator_status(*each) for each in found), tuple(stated))

    def indicator_status(self, name: str, group: PopulationGroup, target: PlanTarget | None) -> IndicatorStatus:
        indicator = self.found.indicators[name]
        series = self.found.series(name)
        observations = [each for each in series if each.group == group]
        observed_area = focus_area(self.area, self.parents, observations, group)
        shown = _valued(observations, observed_area)
        return IndicatorStatus(
            indicator=indicator,
            group=group,
            target=target,
            area=self.area,
            observed_area=observed_area,
            status_area=self.found.areas[target.area] if target else None,
            observations=shown,
            compared=_same_period(observations, self.compared, shown, observed_area),
            progress=progress_of(target, indicator, series, self.found.today) if target else None,
            hidden=_hidden(observations, self.area),
        )

    def targets(self, objective: Objective, name: str, group: PopulationGroup) -> tuple[PlanTarget, ...]:
        """Return the area's own targets where the plan has such, else the plan area's."""
        matching = [each for each in objective.targets if (each.indicator, each.group) == (name, group)]
        own = tuple(each for each in matching if each.area == self.area.code)
        return own or tuple(each for each in matching if each.area == self.plan.area)


def _valued(observations: Iterable[Observation], area: Area | None) -> tuple[Observation, ...]:
    """Return the observations with a value of one area in the order of time."""
    own = (each for each in observations if area and each.area == area.code and is_shown(each))
    return tuple(sorted(own, key=lambda each: each.period.last))


def _hidden(observations: Iterable[Observation], area: Area) -> Observation | None:
    """Return the area's newest suppressed observation where it is newer than every value of its own that is shown."""
    own = [each for each in observations if each.area == area.code]
    shown = max((each.period.last for each in own if is_shown(each)), default=0)
    hidden = [each for each in own if each.status is ObservationStatus.SUPPRESSED and each.period.last > shown]
    return max(hidden, key=lambda each: each.period.last, default=None)


def _same_period(
    observations: Iterable[Observation], compared: Sequence[Area], own: Sequence[Observation], observed_area: Area | None
) -> Observation | None:
    """Return the first comparison area's observation in the newest period."""
    others = [area for area in compared if observed_area and area.code != observed_area.code]
    if not own or not others:
        return None
    found = (each for each in _valued(observations, others[0]) if each.period == own[-1].period)
    return next(found, None)


def _value(observation: Observation) -> float:
    if observation.value is None:
        raise ValueError("the newest observation has a value")
    return observation.value
