"""The plan of a view and the statuses of its indicators, read from the context's snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dashboard.addresses.errors import AddressError
from dashboard.addresses.view import View
from dashboard.monitoring.status import ObjectiveStatus, PlanObservations, PriorityStatus, plan_status
from dashboard.queries.context import Context, read_once
from dashboard.queries.series import read_references, read_series
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import Area, Observation
from data_sources.plans import DEFAULT_KEY, Plan
from data_sources.plans.choice import plan_for


@dataclass(frozen=True)
class PlanView:
    """A plan seen from the area of a context.

    `kind` says whose it is: "own", "county" (the area has none of its own) or "default" (a grouping without targets).
    `others` are further plans of the area and of its county, newest first.
    """

    context: Context
    plan: Plan
    kind: str
    others: tuple[Plan, ...]

    @property
    def owner(self) -> Area | None:
        """The area whose plan and statuses these are, where they are not those of the area looked at; its county."""
        return read_areas().by_code[self.plan.area] if self.kind == "county" else None

    @property
    def objectives(self) -> tuple[ObjectiveStatus, ...]:
        """The status of each objective of the plan."""
        return tuple(objective for priority in self.priorities for objective in priority.objectives)

    def view(self, plan: Plan) -> View:
        """Return the view of another plan."""
        return self.context.view.at(plan=plan.key, tag=None)

    @cached_property
    def priorities(self) -> tuple[PriorityStatus, ...]:
        """The status of each priority area of the plan."""
        context, view, areas = self.context, self.context.view, read_areas()
        observations = PlanObservations(read_indicators(), areas.by_code, self._series, context.today)
        return plan_status(self.plan, view.area, areas.parents(view.area), view.compared, observations)

    def _series(self, indicator: str) -> list[Observation]:
        """Return an indicator's observations in the areas of the view, and in those that targets compare with."""
        targets = self.plan.targets.values()
        return [*read_series(self.context, indicator)[0], *read_references(self.context, indicator, targets)]


@read_once
def read_plan(context: Context) -> PlanView:
    """Return the plan that the view names, or else the area's plan valid today; `AddressError` where there is no such plan."""
    area = context.view.area
    plans = [stored.plan for stored in context.snapshot.plans()]
    counties = [parent.code for parent in read_areas().parents(area)]
    offered = [plan for plan in plans if plan.key != DEFAULT_KEY and plan.area in {area.code, *counties}]
    chosen, kind = plan_for(area, plans, context.today)
    if context.view.plan is not None:
        named = next((plan for plan in offered if plan.key == context.view.plan), None)
        if named is None:
            raise AddressError(404, "There is no plan called {value} for this area.", context.view.plan, context.view.language)
        chosen, kind = named, "own" if named.area == area.code else "county"
    others = sorted((plan for plan in offered if plan.key != chosen.key), key=lambda plan: -plan.first_year)
    return PlanView(context, chosen, kind, tuple(others))
