"""The plan of a view and the statuses of its indicators, read from the context's snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
from data_sources.plans.choice import first_day, plan_for
from data_sources.store import StoredPlan


@dataclass(frozen=True)
class PlanView:
    """A plan seen from the area of a context.

    `kind` says whose it is: "own", "county" (the area has none of its own) or "default" (a grouping without targets).
    `others` are further plans of the area and of its county that are not retired, newest first. `retired` is when the plan
    went into the archive, from where an address may still name it; None where it did not.
    """

    context: Context
    plan: Plan
    kind: str
    others: tuple[Plan, ...]
    retired: datetime | None = None

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

    @property
    def retirement(self) -> str:
        """The sentence that the plan is retired; empty where it is not."""
        text = self.context.text
        if self.retired is None:
            return ""
        return text.t("This plan has been retired ({moment}); it is kept in the archive.", moment=text.moment(self.retired))

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
def read_stored_plans(context: Context) -> dict[str, StoredPlan]:
    """Return the newest version of every plan by key, retired ones too."""
    return {each.plan.key: each for each in context.snapshot.plans()}


@read_once
def read_plan(context: Context) -> PlanView:
    """Return the plan that the view names, or else the area's plan valid today; `AddressError` where there is no such plan."""
    area = context.view.area
    stored = read_stored_plans(context)
    in_use = [each.plan for each in stored.values() if each.retired is None]
    chosen, kind = plan_for(area, in_use, context.today, [key for key, each in stored.items() if each.shipped])
    followed = {area.code, *(parent.code for parent in read_areas().parents(area))}
    if context.view.plan is not None:
        named = stored.get(context.view.plan)
        if named is None or named.plan.key == DEFAULT_KEY or named.plan.area not in followed:
            raise AddressError(404, "There is no plan called {value} for this area.", context.view.plan, context.view.language)
        chosen, kind = named.plan, "own" if named.plan.area == area.code else "county"
    others = [plan for plan in in_use if plan.area in followed and plan.key not in {DEFAULT_KEY, chosen.key}]
    others.sort(key=first_day, reverse=True)
    return PlanView(context, chosen, kind, tuple(others), stored[chosen.key].retired)
