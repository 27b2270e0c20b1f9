"""The figures of a deck, read from the context's snapshot: each indicator once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from dashboard.chart_reading import build_chart, chart_request
from dashboard.charts import Chart, ChartRequest
from dashboard.context import Context
from dashboard.differences import Division, divisions
from dashboard.plan_reading import PlanView, read_plan
from dashboard.standing import PriorityStanding, Standing
from data_sources.areas import read_areas
from data_sources.model import PopulationGroup


class Figures:
    """The plan of a context's area, how the area stands on it, and what charts of its indicators are computed from."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.plan_view: PlanView = read_plan(context)
        self._requests: dict[str, ChartRequest] = {}
        self._divisions: dict[tuple[str, PopulationGroup], tuple[Division, ...]] = {}

    @cached_property
    def standing(self) -> tuple[PriorityStanding, ...]:
        """Every priority area of the plan as it stands in the area."""
        return self.plan_view.standing

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every indicator and group of the plan once, as its first objective has it."""
        return once(each for priority in self.standing for each in priority.standings)

    def request(self, standing: Standing) -> ChartRequest:
        """Return what charts of a standing's indicator and group are computed from."""
        name = standing.indicator.id
        if name not in self._requests:
            view = self.context.view.at(page="indicator", indicator=standing.indicator, group=standing.group, priority=None)
            self._requests[name] = chart_request(replace(self.context, view=view), self.plan_view.plan)
        return replace(self._requests[name], group=standing.group)

    def divisions(self, standing: Standing) -> tuple[Division, ...]:
        """Return the divisions of the group that the plan follows, or of everybody where that group is not divided."""
        key = (standing.indicator.id, standing.group)
        if key not in self._divisions:
            request = self.request(standing)
            self._divisions[key] = _divisions(request, standing.group) or _divisions(request, None)
        return self._divisions[key]

    def chart(self, standing: Standing, kind: str) -> Chart | None:
        """Return a chart; that of groups shows the division that `finding` speaks of, and no other."""
        request = self.request(standing)
        division = self.finding(standing) if kind == "groups" else None
        return build_chart(_limited(request, division) if division else request, kind)

    def finding(self, standing: Standing) -> Division | None:
        """Return the division that tells most: a certain gap before others, then the widest; None without groups."""
        found = self.divisions(standing)
        return max(found, key=_weight) if found else None


def once(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return each indicator and group once."""
    found: dict[tuple[str, PopulationGroup], Standing] = {}
    for each in standings:
        found.setdefault((each.indicator.id, each.group), each)
    return tuple(found.values())


def _divisions(request: ChartRequest, whole: PopulationGroup | None) -> tuple[Division, ...]:
    everybody = whole is None or whole == request.indicator.default_group or not whole.pairs
    parents = read_areas().parents(request.area)
    return divisions(request.indicator, request.area, parents, request.observations, request.base, None if everybody else whole)


def _limited(request: ChartRequest, division: Division) -> ChartRequest:
    """Return the request with the figures of one division only, so that a slide has one question and large type."""
    kept = {division.whole, *(each.group for each in division.groups)}
    figures = [each for each in request.observations if each.group in kept]
    return replace(request, group=division.whole, observations=figures)


def _weight(division: Division) -> tuple[bool, bool, bool, float]:
    gap = division.gap
    ratio = (gap.relative.value or 0) if gap else 0
    return division.own, gap is not None and gap.certain is True, gap is not None, ratio
