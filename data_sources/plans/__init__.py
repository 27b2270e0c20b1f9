"""A wellbeing plan as a tree: priority areas, their objectives, and the measures and targets of each objective."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data_sources.model import Names, Period, PopulationGroup


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done for an objective, by whom (`responsible`) and when (`schedule`), in words; `tags` filter a view."""

    id: str
    name: Names
    responsible: Names = field(default_factory=dict)
    schedule: Names = field(default_factory=dict)
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """The figure that an indicator of one group and area (code) should reach.

    `years` runs from the baseline's year to the target's. `baseline` and `target` are in the indicator's unit; no
    baseline means the figure of the first year, no target means that only the direction counts. An `example` target is
    one that the public plan gives no number for, and it is named so wherever it is shown.
    """

    id: str
    indicator: str
    group: PopulationGroup
    area: str
    years: Period
    baseline: float | None = None
    target: float | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Objective:
    """What a priority area wants to reach; `tags` are ids of themes, life stages and combined plans."""

    id: str
    name: Names
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorityArea:
    """One of the areas a plan concentrates on, with its objectives in the plan's order."""

    id: str
    name: Names
    objectives: tuple[Objective, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of an area (code) for the years `first_year`..`last_year`; `key` names it in addresses and files."""

    key: str
    area: str
    first_year: int
    last_year: int
    name: Names
    areas: tuple[PriorityArea, ...] = ()
    goal: Names = field(default_factory=dict)

    @property
    def targets(self) -> Mapping[str, Target]:
        """Every target of the plan by its id, in the plan's order."""
        return {target.id: target for area in self.areas for objective in area.objectives for target in objective.targets}
