"""Plans on their way from a file into the store and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError, StoreError
from data_sources.indicators import read_indicators
from data_sources.model import Area, ObservationStatus
from data_sources.plan_files.files import read_plan_file, write_plan_file
from data_sources.plan_files.reading import untranslated
from data_sources.plan_files.shipped import install_plans
from data_sources.plans import DEFAULT_KEY, Plan
from data_sources.plans.changes import PlanChange, plan_changes
from data_sources.plans.choice import plan_for

if TYPE_CHECKING:  # the store itself needs the types of plans
    from data_sources.store import Snapshot, Store, StoredPlan


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What an import stored: the plan, its version and whether that is new, and what is missing: texts, and values of targets.

    `changes` are those since the version before; `retired` are the keys of the shipped plans that it retired. The plan itself
    `is_retired` where nothing new was imported and it was so before.
    """

    plan: Plan
    version: int
    is_new: bool
    untranslated: Sequence[str]
    without_values: Sequence[str]
    changes: Sequence[PlanChange] = ()
    retired: Sequence[str] = ()
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class PlanRetirement:
    """A plan that was retired or brought back, whether that `changed` anything, and what its area now goes by."""

    stored: StoredPlan
    changed: bool
    area: Area
    current: Plan


def import_plan(store: Store, path: Path, now: datetime) -> PlanImport:
    """Store the plan of a file as a new version, unless it equals the newest.

    `CatalogueError`, and nothing is stored: everything that is wrong with the file, one a line; the key of another
    area's plan.
    """
    plan = _read(path)
    install_plans(store, now)
    with store.snapshot() as snapshot:
        before = {each.plan.key: each for each in snapshot.plans()}
        without = list(dict.fromkeys(_without_values(plan, snapshot)))
    earlier = before.get(plan.key)
    if earlier and earlier.plan.area != plan.area:
        other = read_areas().by_code[earlier.plan.area].slug
        raise CatalogueError(f"{path.name}: key is {plan.key!r}, which is a plan of {other}; expected a key of its own")
    version = store.save_plan(plan, now)
    is_new = earlier is None or earlier.version != version
    return PlanImport(
        plan,
        version,
        is_new,
        untranslated(plan),
        without,
        plan_changes(earlier.plan, plan) if earlier else (),
        _newly_retired(store, before),
        is_retired=bool(earlier and earlier.retired) and not is_new,
    )


def retire_plan(store: Store, key: str, now: datetime, *, undo: bool = False) -> PlanRetirement:
    """Put a plan into the archive, or bring it back to `undo` that; `StoreError` where there is no such plan, or the grouping."""
    install_plans(store, now)
    _check_key(store, key)
    changed = store.retire_plan(key, None if undo else now)
    with store.snapshot() as snapshot:
        stored = snapshot.plans()
    plan = next(each for each in stored if each.plan.key == key)
    in_use = [each for each in stored if each.retired is None]
    shipped = [each.plan.key for each in in_use if each.shipped]
    area = read_areas().by_code[plan.plan.area]
    current, _ = plan_for(area, [each.plan for each in in_use], now.date(), shipped)
    return PlanRetirement(plan, changed, area, current)


def export_plan(
    store: Store, key: str | None, path: Path, language: str, now: datetime, version: int | None = None
) -> Plan | None:
    """Write a stored plan, or an empty form without a key, and return the plan.

    `StoreError` where there is no such plan or version; `CatalogueError` where the file cannot be written.
    """
    if key is None:
        write_plan_file(None, path, language)
        return None
    install_plans(store, now)
    _check_key(store, key)
    with store.snapshot() as snapshot:
        plan = snapshot.plan(key, version)
    write_plan_file(plan, path, language)
    return plan


def size_of(plan: Plan) -> str:
    """Return how much is in a plan: `3 priority areas, 2 objectives, 1 measures, 4 targets`."""
    objectives = [objective for area in plan.areas for objective in area.objectives]
    counts = {
        "priority areas": len(plan.areas),
        "objectives": len(objectives),
        "measures": sum(len(objective.measures) for objective in objectives),
        "targets": len(plan.targets) + len(plan.stated),
    }
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _check_key(store: Store, key: str) -> None:
    with store.snapshot() as snapshot:
        stored = [each.plan.key for each in snapshot.plans()]
    if key not in stored:
        raise StoreError(f"The store has no plan {key!r}; it has {', '.join(stored)}.")


def _newly_retired(store: Store, before: Mapping[str, StoredPlan]) -> tuple[str, ...]:
    with store.snapshot() as snapshot:
        return tuple(each.plan.key for each in snapshot.plans() if each.retired and not before[each.plan.key].retired)


def _read(path: Path) -> Plan:
    try:
        return read_plan_file(path)
    except CatalogueError as error:
        count = len(str(error).splitlines())
        if count == 1:
            raise CatalogueError(f"{error}. Nothing was imported.") from None
        raise CatalogueError(f"{path.name}: {count} faults, nothing was imported:\n{error}") from None


def _without_values(plan: Plan, snapshot: Snapshot) -> Iterator[str]:
    """Yield the groups and areas of targets that have no value; nothing while the store is empty."""
    stored = snapshot.indicators()
    if plan.key == DEFAULT_KEY or not stored:
        return
    for target in plan.targets.values():
        name = read_indicators()[target.indicator].id
        groups = target.gap or (target.group,)
        for area in filter(None, (target.area, target.reference_area)):
            with_values = snapshot.groups(target.indicator, (area,))
            for lacking in (group for group in groups if group not in with_values):
                hidden = any(each.status is ObservationStatus.SUPPRESSED for each in snapshot.series(name, [area], [lacking]))
                place = f"{name}{f' {lacking}' if lacking.pairs else ''} in {read_areas().by_code[area].slug}"
                yield f"{place} (its values are suppressed)" if hidden else place
