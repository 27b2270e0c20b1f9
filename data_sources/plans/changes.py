"""What differs between two versions of a plan: parts added, removed and changed, each change field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Literal, TypeAlias

from data_sources.plans import Followed, Measure, Objective, Plan, PlanTarget, PriorityArea, StatedTarget

PlanPart: TypeAlias = Plan | PriorityArea | Objective | Measure | PlanTarget | StatedTarget | Followed
PartKind: TypeAlias = Literal["plan", "priority area", "objective", "measure", "target", "stated target", "followed indicator"]
ChangeKind: TypeAlias = Literal["added", "removed", "changed"]

PARENT = "parent"
"""Field of a change where a part stands under another one than before; its values are the names of those two."""

KINDS: Mapping[type[PlanPart], PartKind] = {
    Plan: "plan",
    PriorityArea: "priority area",
    Objective: "objective",
    Measure: "measure",
    PlanTarget: "target",
    StatedTarget: "stated target",
    Followed: "followed indicator",
}
CHILDREN = frozenset({"areas", "objectives", "measures", "targets", "stated", "followed"})
"""Fields that hold parts of their own; they are compared one by one."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a part and its values before and after, of the field's own type."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A part of a plan that was added, removed or changed: the part as it is now, or as it was where it is gone."""

    kind: ChangeKind
    part: PlanPart
    fields: tuple[FieldChange, ...] = ()

    @property
    def part_kind(self) -> PartKind:
        """What kind of part it is."""
        return KINDS[type(self.part)]


def plan_changes(before: Plan, after: Plan) -> tuple[PlanChange, ...]:
    """Return what differs, in the order of the newer plan, then what is gone, in the order of the older.

    Parts are the same where their kind and id are, wherever they stand. Parts that only changed places among their neighbours
    are no change.
    """
    old, new = dict(_parts(before)), dict(_parts(after))
    changes = [_change(old.get(key), placed) for key, placed in new.items()]
    gone = [PlanChange("removed", part) for key, (part, _) in old.items() if key not in new]
    return (*(change for change in changes if change), *gone)


_Placed: TypeAlias = tuple[PlanPart, PriorityArea | Objective | None]
"""A part and that under which it stands."""


def _change(before: _Placed | None, after: _Placed) -> PlanChange | None:
    part, parent = after
    if before is None:
        return PlanChange("added", part)
    changed = [
        FieldChange(field.name, getattr(before[0], field.name), getattr(part, field.name))
        for field in fields(part)
        if field.name not in CHILDREN and getattr(before[0], field.name) != getattr(part, field.name)
    ]
    if before[1] and parent and before[1].id != parent.id:
        changed.append(FieldChange(PARENT, before[1].name, parent.name))
    return PlanChange("changed", part, tuple(changed)) if changed else None


def _parts(plan: Plan) -> Iterator[tuple[tuple[PartKind, str], _Placed]]:
    """Yield every part by its kind and id, each before those that stand under it."""
    yield ("plan", ""), (plan, None)  # a plan is compared with itself, whatever its key
    for area in plan.areas:
        yield ("priority area", area.id), (area, None)
        for objective in area.objectives:
            yield ("objective", objective.id), (objective, area)
            own: tuple[Measure | PlanTarget | StatedTarget, ...] = (*objective.measures, *objective.targets, *objective.stated)
            for part in own:
                yield (KINDS[type(part)], part.id), (part, objective)
            for one in objective.followed:
                yield ("followed indicator", f"{objective.id} {one.indicator} {one.group}"), (one, objective)
