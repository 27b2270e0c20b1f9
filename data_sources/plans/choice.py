"""Which plan an area follows on a day: its own, else its county's, else the grouping without targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal, TypeAlias

from data_sources.errors import CatalogueError
from data_sources.model import Area
from data_sources.plans import DEFAULT_KEY, Plan

PlanKind: TypeAlias = Literal["own", "county", "default"]


TERM_BEGINS = 6
"""The month in which a council's term begins, and before which it ends: 2021-2025, 2025-2029 and so on."""


def first_day(plan: Plan) -> date:
    """Return the day on which a plan begins: 1 June where its first year is that of a council's term, else 1 January."""
    term = _is_term_year(plan.first_year) and plan.first_year < plan.last_year
    return date(plan.first_year, TERM_BEGINS if term else 1, 1)


def last_day(plan: Plan) -> date:
    """Return the last day of a plan: 31 May where it runs from term to term (2025-2029), else 31 December."""
    of_terms = first_day(plan).month == TERM_BEGINS and _is_term_year(plan.last_year)
    return date(plan.last_year, TERM_BEGINS - 1 if of_terms else 12, 31)


def plan_for(area: Area, plans: Iterable[Plan], today: date, shipped: Collection[str] = ()) -> tuple[Plan, PlanKind]:
    """Return the area's plan valid on the day, else its newest that has begun, else any; else its county's; else the grouping.

    `plans` are those not retired. A plan whose key is among the `shipped` ones comes after every other of its area. The second
    value says whose the plan is. `CatalogueError` where not even the grouping is there.
    """
    plans = list(plans)
    own = [plan for plan in plans if plan.area == area.code and plan.key != DEFAULT_KEY]
    if own:
        return _current(own, today, shipped), "own"
    county = [plan for plan in plans if plan.area in area.parents and plan.area.startswith("HVA") and plan.key != DEFAULT_KEY]
    if county:
        return _current(county, today, shipped), "county"
    for plan in plans:
        if plan.key == DEFAULT_KEY:
            return plan, "default"
    raise CatalogueError(
        "the store has no plans, not even the grouping without targets; start the server once, or store one by ./run import-plan"
    )


def _current(plans: list[Plan], today: date, shipped: Collection[str]) -> Plan:
    def rank(plan: Plan) -> tuple[bool, bool, bool, date, str]:
        begun = first_day(plan) <= today
        return (plan.key not in shipped, begun and today <= last_day(plan), begun, first_day(plan), plan.key)

    return max(plans, key=rank)


def _is_term_year(year: int) -> bool:
    """True of the years in which the councils are elected every four years: 2021, 2025, 2029."""
    return year % 4 == 1
