"""A wellbeing plan as a tree: priority areas, their objectives, and the measures and targets of each objective.

Every `.toml` of this folder is a plan that is shipped; to add one, copy a neighbour (or `./run export-plan` one) and change
it. Its keys are those of the types below, with these differences: a plan's priority areas are `[[priority]]`, their
objectives `[[priority.objective]]` and so on; areas are slugs; a group left out is everybody; a target's area left out is
the plan's; its years are `baseline_year` and `target_year`. Texts are in one language at least; another
that is empty or left out falls back. `plan_files` reads and checks it all and names file, key and what was expected.

    [[priority.objective.target]]
    id = "smoking"             an id that no other target of the plan has
    indicator = "daily-smoking"
                               the same indicator and group may stand in several targets and objectives
    group = "sex=male"         left out: everybody
    area = "kajaani"           left out: the plan's
    baseline_year = 2022
    baseline = 12.5            in the indicator's unit; left out: the value of baseline_year
    target_year = 2029
    example = true             the public plan gives no number (left out: false)

What the value should do is said in one of these ways; keys of two ways together are refused:

    target = 9.0               a value, in the indicator's unit, to be reached by target_year
    milestones = { 2025 = 11.5, 2027 = 10.0 }
                               values on the way to it
    direction = "higher"       alone: the value rises (lower: it falls); left out: the way that is better in the indicator. With
                               target: the way to it, where that is not the indicator's own
    direction = "keep"         the value stays at the baseline
    tolerance = 1.5            how far from it, in the indicator's unit; left out: what the series does by itself
    low = 15                   the value is in a range: from low, up to high, or between both
    high = 18
    relation = "within"        the value is below, above or within so many per cent of another area's value of the year
    reference_area = "suomi"
    percent = 5                with within only
    change = -10               the value changes by so many per cent of the baseline
    gap = "education"          the difference between groups narrows, with target: to so much. A dimension that divides the
                               target's group, or a list of groups: ["sex=female", "sex=male"]

A target that no indicator of the catalogue measures has a name instead:

    [[priority.objective.stated]]
    id = "youth-centre"
    name.en = "The youth centre is open"
    area = "kajaani"           left out: the plan's
    baseline_year = 2026       left out: the plan's first year
    target_year = 2029         left out: its last
    done = true                whether it is done; left out: nobody has said so yet
    planned = true             its indicator is still to come, so nothing can be said of it (left out: false)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from data_sources.model import TOTAL, Direction, Indicator, Names, Period, PopulationGroup

DEFAULT_KEY = "default"
"""Key of the shipped grouping of indicators for areas without a plan."""

TargetDirection: TypeAlias = Literal["lower", "higher", "keep"]
TargetKind: TypeAlias = Literal["value", "direction", "keep", "range", "relative", "change", "gap"]
Relation: TypeAlias = Literal["below", "above", "within"]


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
    """What the values of an indicator of one group and area (code) should do; which `kind` it is follows from its fields.

    `years` runs from the baseline's year to the target's. `baseline` and `target` are in the indicator's unit; no
    baseline means the value of the first year, no target means that only the direction counts. An `example` target is
    one that the public plan gives no number for, and it is named so wherever it is shown. No `direction` means the
    indicator's own; "keep" means that values stay within `tolerance` (the indicator's unit) of the baseline, of which none
    means what the series does by itself. `milestones` are (year, value) pairs on the way to `target`. `low` and `high` are the
    limits of a range, one of which may be None. `relation` says that the value should be below, above or within `percent`
    per cent of the value of `reference_area` (code) in the same year. `change` is the change from the baseline in per cent.
    `gap` names groups whose difference (highest minus lowest value of a year) should narrow, to `target` where it is given.
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
    milestones: tuple[tuple[int, float], ...] = ()
    low: float | None = None
    high: float | None = None
    relation: Relation | None = None
    reference_area: str | None = None
    percent: float | None = None
    change: float | None = None
    gap: tuple[PopulationGroup, ...] = ()

    @property
    def kind(self) -> TargetKind:
        """What kind of target the fields make it; `plan_files` refuses fields of two kinds."""
        kinds: Mapping[TargetKind, bool] = {
            "gap": bool(self.gap),
            "relative": self.relation is not None,
            "change": self.change is not None,
            "range": self.low is not None or self.high is not None,
            "keep": self.direction == "keep",
            "value": self.target is not None,
        }
        return next((kind for kind, holds in kinds.items() if holds), "direction")

    def goal_from(self, baseline: float | None) -> float | None:
        """Return the value to be reached, in the indicator's unit, from a baseline in it; None where no value is set."""
        if self.change is None or baseline is None:
            return self.target
        return round(baseline * (1 + self.change / 100), 9)

    def direction_of(self, indicator: Indicator) -> TargetDirection | None:
        """Return the direction the values should take; None where neither the target nor its indicator says so."""
        by_kind: Mapping[TargetKind, TargetDirection] = {
            "gap": "lower",
            "relative": "keep",
            "range": "keep",
            "change": "lower" if (self.change or 0) < 0 else "higher",
        }
        return by_kind.get(self.kind) or self.direction or better_direction(indicator)


def better_direction(indicator: Indicator) -> Literal["lower", "higher"] | None:
    """Return the direction that is better in an indicator; None where neither is."""
    own: Mapping[Direction, Literal["lower", "higher"]] = {Direction.LOWER: "lower", Direction.HIGHER: "higher"}
    return own.get(indicator.direction)


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target that no indicator of the catalogue measures: to be done by the end of `years`, or with its indicator `planned`.

    `done` is the answer so far; None where nobody has given one.
    """

    id: str
    name: Names
    area: str
    years: Period
    planned: bool = False
    done: bool | None = None


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
    stated: tuple[StatedTarget, ...] = ()

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

    @property
    def stated(self) -> Mapping[str, StatedTarget]:
        """Every target that no indicator measures by its id, in the plan's order."""
        return {target.id: target for area in self.areas for objective in area.objectives for target in objective.stated}
