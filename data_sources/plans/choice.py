"""Which plan an area follows on a day: its own, else its county's, else the grouping without targets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

from data_sources.errors import CatalogueError
from data_sources.model import Area
from data_sources.plans import DEFAULT_KEY, Plan

PlanKind: TypeAlias = Literal["own", "county", "default"]


def plan_for(area: Area, plans: Iterable[Plan], today: date) -> tuple[Plan, PlanKind]:
    """Return the area's plan valid on the day, else its newest that has begun, else any; else its county's; else the grouping.

    The second value says whose it is. `CatalogueError` where not even the grouping is there.
    """
    plans = list(plans)
    own = [plan for plan in plans if plan.area == area.code and plan.key != DEFAULT_KEY]
    if own:
        return _current(own, today), "own"
    county = [plan for plan in plans if plan.area in area.parents and plan.area.startswith("HVA") and plan.key != DEFAULT_KEY]
    if county:
        return _current(county, today), "county"
    for plan in plans:
        if plan.key == DEFAULT_KEY:
            return plan, "default"
    raise CatalogueError(
        "the store has no plans, not even the grouping without targets; start the server once, or store one by ./run import-plan"
    )


def _current(plans: list[Plan], today: date) -> Plan:
    def rank(plan: Plan) -> tuple[bool, bool, int, str]:
        valid = plan.first_year <= today.year <= plan.last_year
        return (valid, plan.first_year <= today.year, plan.first_year, plan.key)

    return max(plans, key=rank)
