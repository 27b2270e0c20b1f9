"""A wellbeing plan as a tree: priority areas, their objectives, and the measures and targets of each objective.

Every `.toml` of this folder is a plan that is shipped; to add one, copy a neighbour (or `./run export-plan` one) and change
it. Its keys are those of the types below, with these differences: a plan's priority areas are `[[priority]]`, their
objectives `[[priority.objective]]` and so on; areas are slugs; a group left out is everybody; a target's area left out is
the plan's; its years are `baseline_year` and `target_year`. Texts are in one language at least; another
that is empty or left out falls back. `plan_files` reads and checks it all and names file, key and what was expected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from data_sources.model import TOTAL, Direction, Indicator, Names, Period, PopulationGroup

DEFAULT_KEY = "default"
"""Key of the shipped grouping of indicators for areas without a plan."""

TargetDirection: TypeAlias = Literal["lower", "higher", "keep"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done for an objective, by whom (`responsible`) and when (`schedule`), as texts; `tags` filter a view."""

    id: str
    name: Names
    responsible: Names = field(default_factory=dict)
    schedule: Names = field(default_factory=dict)
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """The value that an indicator of one group and area (code) should reach.

    `years` runs from the baseline's year to the target's. `baseline` and `target` are in the indicator's unit; no
    baseline means the value of the first year, no target means that only the direction counts. An `example` target is
    one that the public plan gives no number for, and it is named so wherever it is shown. No `direction` means the
    indicator's own; "keep" means that values stay within `tolerance` (the indicator's unit) of the baseline.
    """

    id: str
    indicator: str
    group: PopulationGroup
    area: str
    years: Period
    baseline: float | None = None
    target: float | None = None
    example: bool = False
    direction: TargetDirection | None = None
    tolerance: float | None = None

    def direction_of(self, indicator: Indicator) -> TargetDirection | None:
        """Return the direction the values should take; None where neither the target nor its indicator says so."""
        own: Mapping[Direction, TargetDirection] = {Direction.LOWER: "lower", Direction.HIGHER: "higher"}
        return self.direction or own.get(indicator.direction)


@dataclass(frozen=True, slots=True)
class Followed:
    """An indicator and group that an objective follows without a target, in whatever area is looked at."""

    indicator: str
    group: PopulationGroup = TOTAL


@dataclass(frozen=True, slots=True)
class Objective:
    """What a priority area wants to reach; `tags` are ids of themes, life stages and combined plans (`plan_files/tags.toml`)."""

    id: str
    name: Names
    measures: tuple[Measure, ...] = ()
    targets: tuple[PlanTarget, ...] = ()
    tags: tuple[str, ...] = ()
    followed: tuple[Followed, ...] = ()

    @property
    def indicators(self) -> tuple[tuple[str, PopulationGroup], ...]:
        """The evaluation indicators with their groups: those with a target first, each once."""
        with_target = ((target.indicator, target.group) for target in self.targets)
        return tuple(dict.fromkeys([*with_target, *((one.indicator, one.group) for one in self.followed)]))


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
    def targets(self) -> Mapping[str, PlanTarget]:
        """Every target of the plan by its id, in the plan's order."""
        return {target.id: target for area in self.areas for objective in area.objectives for target in objective.targets}
