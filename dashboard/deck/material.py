"""The material of a deck: the plan, its statuses and what its charts are computed from, as the context has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from dashboard.charts.chart import Chart
from dashboard.charts.kinds import IN_DECKS, IN_SHEETS, groups
from dashboard.charts.request import ChartRequest, Need
from dashboard.differences import Breakdown, breakdowns
from dashboard.differences.leading import bar_of, rank_of
from dashboard.monitoring.status import IndicatorStatus, ObjectiveStatus, PriorityStatus
from dashboard.queries.charts import build_chart, request_of
from dashboard.queries.context import Context
from dashboard.queries.plans import PlanView, read_plan
from data_sources.areas import read_areas
from data_sources.model import PopulationGroup

NEEDS: frozenset[Need] = frozenset({"base", *(need for kind in (*IN_DECKS, *IN_SHEETS) for need in kind.needs)})
"""What the differences between groups and the charts of slides and sheets need."""


class DeckMaterial:
    """The plan of a context's area, its indicator statuses, and what charts of its indicators are computed from."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.plan_view: PlanView = read_plan(context)
        self._breakdowns: dict[tuple[str, PopulationGroup], tuple[Breakdown, ...]] = {}

    @cached_property
    def priorities(self) -> tuple[PriorityStatus, ...]:
        """The status of every priority area of the plan in the area."""
        return self.plan_view.priorities

    @property
    def objectives(self) -> tuple[ObjectiveStatus, ...]:
        """The status of every objective of the plan, whose targets are what is counted."""
        return self.plan_view.objectives

    @property
    def subject(self) -> str:
        """What the deck is of, as a title (`plan_subject`)."""
        return self.context.text.capitalise(plan_subject(self.plan_view))

    @cached_property
    def indicator_statuses(self) -> tuple[IndicatorStatus, ...]:
        """Every indicator and group of the plan once, as its first objective has it; its targets are in `objectives`."""
        return once(each for priority in self.priorities for each in priority.indicator_statuses)

    def request(self, indicator_status: IndicatorStatus) -> ChartRequest:
        """Return what the charts of a deck, of a status's indicator and group, are computed from."""
        request = request_of(self.context, indicator_status.indicator, indicator_status.group, NEEDS)
        return replace(request, target=indicator_status.target.id) if indicator_status.target else request

    def breakdowns(self, indicator_status: IndicatorStatus) -> tuple[Breakdown, ...]:
        """Return the breakdowns of the group that the plan follows, or of everybody where that group is not divided."""
        key = (indicator_status.indicator.id, indicator_status.group)
        if key not in self._breakdowns:
            request = self.request(indicator_status)
            self._breakdowns[key] = _breakdowns(request, indicator_status.group) or _breakdowns(request, None)
        return self._breakdowns[key]

    def chart(self, indicator_status: IndicatorStatus, kind: str) -> Chart | None:
        """Return a chart; that of groups shows the breakdown of `finding`, and no other."""
        request = self.request(indicator_status)
        breakdown = self.finding(indicator_status) if kind == groups.KIND.name else None
        return build_chart(_limited(request, breakdown) if breakdown else request, kind)

    def finding(self, indicator_status: IndicatorStatus) -> Breakdown | None:
        """Return the main breakdown: own values, then what may lead, then in the one order; None without groups."""
        found = self.breakdowns(indicator_status)
        return max(found, key=self._weight) if found else None

    def _weight(self, breakdown: Breakdown) -> tuple[object, ...]:
        leads = bar_of(breakdown, self.context.today.year) is None
        return breakdown.own, leads, breakdown.gap is not None, rank_of(breakdown)


def plan_subject(plan_view: PlanView) -> str:
    """Return the area's name or, where the plan is not its own, "Kainuu's plan, values for Sotkamo", to go on a sentence."""
    text, area = plan_view.context.text, plan_view.context.view.area
    if plan_view.owner is None:
        return text.name(area.name)
    owner = text.area(plan_view.owner)
    return text.t("{owner.genitive} plan, values for {area}", owner=owner, area=text.area(area))


def once(indicator_statuses: Iterable[IndicatorStatus]) -> tuple[IndicatorStatus, ...]:
    """Return each indicator and group once."""
    found: dict[tuple[str, PopulationGroup], IndicatorStatus] = {}
    for each in indicator_statuses:
        found.setdefault((each.indicator.id, each.group), each)
    return tuple(found.values())


def _breakdowns(request: ChartRequest, whole: PopulationGroup | None) -> tuple[Breakdown, ...]:
    everybody = whole is None or whole == request.indicator.default_group or not whole.pairs
    parents = read_areas().parents(request.area)
    return breakdowns(request.indicator, request.area, parents, request.observations, request.base, None if everybody else whole)


def _limited(request: ChartRequest, breakdown: Breakdown) -> ChartRequest:
    """Return the request with the observations of one breakdown only, so that a slide has one question and large type."""
    kept = {breakdown.whole, *(each.group for each in breakdown.groups)}
    observations = [each for each in request.observations if each.group in kept]
    return replace(request, group=breakdown.whole, observations=observations)
