"""Every plan that an area has had, with its versions and what changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from dashboard.queries.context import Context, read_once
from dashboard.queries.plans import read_plan, read_stored_plans
from data_sources.areas import read_areas
from data_sources.plans import DEFAULT_KEY
from data_sources.plans.changes import PlanChange, plan_changes
from data_sources.plans.choice import first_day
from data_sources.store import StoredPlan


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan and what changed since the one before, of which the first version has none."""

    stored: StoredPlan
    changes: tuple[PlanChange, ...]


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """A plan with its versions, the newest first; `current` tells that its area is shown by it."""

    versions: tuple[PlanVersion, ...]
    current: bool

    @property
    def newest(self) -> StoredPlan:
        """The newest version."""
        return self.versions[0].stored


@read_once
def read_plan_archive(context: Context) -> tuple[PlanHistory, ...]:
    """Return the plans of the view's area and of its county: the current one, others in use, then retired ones, newest first."""
    area = context.view.area
    followed = {area.code, *(parent.code for parent in read_areas().parents(area))}
    current = read_plan(context).plan.key
    stored = [each for each in read_stored_plans(context).values() if each.plan.area in followed and each.plan.key != DEFAULT_KEY]
    stored.sort(key=lambda each: first_day(each.plan), reverse=True)
    stored.sort(key=lambda each: (each.retired is not None, each.plan.key != current))
    return tuple(_history(context, each.plan.key, current) for each in stored)


def _history(context: Context, key: str, current: str) -> PlanHistory:
    versions = context.snapshot.plan_versions(key)
    changes = [(), *(plan_changes(before.plan, after.plan) for before, after in pairwise(versions))]
    pairs = [PlanVersion(*each) for each in zip(versions, changes, strict=True)]
    return PlanHistory(tuple(reversed(pairs)), key == current)
