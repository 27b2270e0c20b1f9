"""Plans in the store: every import is a version, kept whole as a document, also when the plan is retired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from data_sources.errors import StoreError
from data_sources.model import Period, PopulationGroup
from data_sources.plans import DEFAULT_KEY, Followed, Measure, Objective, Plan, PlanTarget, PriorityArea, StatedTarget
from data_sources.store import schema

_PLAN, _RETIREMENT = schema.plan.c, schema.plan_retirement.c


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan as it was imported, or installed where it is a `shipped` one, as `version` (1, 2, …) of its key.

    `retired` is when the plan went into the archive; None where it did not.
    """

    plan: Plan
    version: int
    imported: datetime
    shipped: bool = False
    retired: datetime | None = None


def write_plan(connection: Connection, plan: Plan, imported: datetime, *, shipped: bool) -> tuple[int, bool]:
    """Write the plan as a new version and return its number; the second tells that it was new.

    A plan that equals the newest version of its key stays that version. A new version of an imported plan is in use, and the
    shipped plans of its area retire.
    """
    newest = connection.execute(
        select(_PLAN.version, _PLAN.document).where(_PLAN.key == plan.key).order_by(_PLAN.version.desc()).limit(1)
    ).one_or_none()
    if newest and _plan(newest.document) == plan:
        return newest.version, False
    version = newest.version + 1 if newest else 1
    row = insert(schema.plan).values(
        key=plan.key,
        version=version,
        area=plan.area,
        first_year=plan.first_year,
        last_year=plan.last_year,
        imported=imported,
        document=_document(plan),
        shipped=shipped,
    )
    connection.execute(row)
    if not shipped:
        connection.execute(delete(schema.plan_retirement).where(_RETIREMENT.key == plan.key))
    _retire_shipped(connection, plan.area, imported)
    return version, True


def retire_plan(connection: Connection, key: str, retired: datetime | None) -> bool:
    """Put a plan into the archive, or bring it back where `retired` is None; return whether that changed anything.

    A shipped plan that was brought back is not retired again by an import. `StoreError` for a key that there is not, and for
    the grouping, which is the last resort of every area.
    """
    if key == DEFAULT_KEY:
        raise StoreError(f"{key!r} is the grouping that areas without a plan fall back on; it cannot be retired.")
    plan = next((stored for stored in read_plans(connection) if stored.plan.key == key), None)
    if plan is None:
        raise StoreError(f"The store has no plan {key!r}.")
    if (plan.retired is None) == (retired is None):
        return False
    connection.execute(delete(schema.plan_retirement).where(_RETIREMENT.key == key))
    connection.execute(insert(schema.plan_retirement).values(key=key, retired=retired))
    return True


def read_plan(connection: Connection, key: str, version: int | None = None) -> Plan:
    """Read a version of a plan, the newest by default; `StoreError` where there is none."""
    statement = select(_PLAN.document).where(_PLAN.key == key).order_by(_PLAN.version.desc()).limit(1)
    if version is not None:
        statement = statement.where(_PLAN.version == version)
    document = connection.scalar(statement)
    if document is None:
        raise StoreError(f"The store has no plan {key!r}{'' if version is None else f' of version {version}'}.")
    return _plan(document)


def read_plans(connection: Connection) -> list[StoredPlan]:
    """Read the newest version of every plan, retired ones too, sorted by key."""
    newest = select(_PLAN.key, func.max(_PLAN.version).label("version")).group_by(_PLAN.key).subquery()
    is_newest = (_PLAN.key == newest.c.key) & (_PLAN.version == newest.c.version)
    rows = connection.execute(_stored_plans().join(newest, is_newest))
    return sorted((_stored(*row) for row in rows), key=lambda stored: stored.plan.key)


def read_versions(connection: Connection, key: str) -> list[StoredPlan]:
    """Read every version of a plan, the oldest first; none where there is no such plan."""
    rows = connection.execute(_stored_plans().where(_PLAN.key == key).order_by(_PLAN.version))
    return [_stored(*row) for row in rows]


def _stored_plans() -> Select[Any]:
    columns = (_PLAN.document, _PLAN.version, _PLAN.imported, _PLAN.shipped, _RETIREMENT.retired)
    return select(*columns).join_from(schema.plan, schema.plan_retirement, _PLAN.key == _RETIREMENT.key, isouter=True)


def _stored(
    document: dict[str, Any],
    version: int,
    imported: datetime,
    shipped: bool,
    retired: datetime | None,
) -> StoredPlan:
    return StoredPlan(_plan(document), version, imported, shipped, retired)


def _retire_shipped(connection: Connection, area: str, moment: datetime) -> None:
    """Retire the shipped plans of an area that has an imported one, but for those that somebody brought back."""
    own = [stored for stored in read_plans(connection) if stored.plan.area == area]
    if all(stored.shipped for stored in own):
        return
    decided = set(connection.scalars(select(_RETIREMENT.key)))
    keys = [stored.plan.key for stored in own if stored.shipped and stored.plan.key not in {*decided, DEFAULT_KEY}]
    if keys:
        connection.execute(insert(schema.plan_retirement), [{"key": key, "retired": moment} for key in keys])


def _document(value: object) -> Any:
    """A plan or a part of it in JSON's types."""
    if isinstance(value, Period | PopulationGroup):
        return str(value)
    if is_dataclass(value):
        return {field.name: _document(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_document(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value


def _plan(document: dict[str, Any]) -> Plan:
    return Plan(**document | {"areas": tuple(map(_priority_area, document["areas"]))})


def _priority_area(document: dict[str, Any]) -> PriorityArea:
    return PriorityArea(**document | {"objectives": tuple(map(_objective, document["objectives"]))})


def _objective(document: dict[str, Any]) -> Objective:
    parts = {
        "measures": tuple(map(_measure, document["measures"])),
        "targets": tuple(map(_target, document["targets"])),
        "tags": tuple(document["tags"]),
        # Documents of before there were followed indicators have none.
        "followed": tuple(map(_followed, document.get("followed", ()))),
        # Nor have those of before there were targets that no indicator measures.
        "stated": tuple(map(_stated, document.get("stated", ()))),
    }
    return Objective(**document | parts)


def _measure(document: dict[str, Any]) -> Measure:
    return Measure(**document | {"tags": tuple(document["tags"])})


def _followed(document: dict[str, Any]) -> Followed:
    return Followed(**document | {"group": PopulationGroup.parse(document["group"])})


def _target(document: dict[str, Any]) -> PlanTarget:
    parts = {
        "group": PopulationGroup.parse(document["group"]),
        "years": Period.parse(document["years"]),
        "milestones": tuple((year, value) for year, value in document.get("milestones", ())),
        "gap": tuple(map(PopulationGroup.parse, document.get("gap", ()))),
    }
    return PlanTarget(**document | parts)


def _stated(document: dict[str, Any]) -> StatedTarget:
    return StatedTarget(**document | {"years": Period.parse(document["years"])})
