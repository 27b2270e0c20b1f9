"""The charts of a view, read from the context's snapshot: the one way from store to chart for pages, files and embeds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from dashboard.addresses.view import View
from dashboard.charts.chart import Chart
from dashboard.charts.kinds import CHARTS
from dashboard.charts.request import ChartRequest, Need
from dashboard.queries.context import Context, read_once
from dashboard.queries.plans import read_plan
from dashboard.queries.series import (
    populations_of,
    read_across,
    read_links,
    read_origins,
    read_outlines,
    read_peer_areas,
    read_references,
    read_series,
)
from data_sources.areas import read_areas
from data_sources.model import Indicator, PopulationGroup
from data_sources.plans import PlanTarget

READINGS: Mapping[Need, Callable[[Context, Indicator, PopulationGroup], Any]] = {
    "targets": lambda context, indicator, _: _targets(context, indicator),
    "base": lambda context, indicator, _: populations_of(context, indicator),
    "peer_areas": lambda context, indicator, _: read_peer_areas(context, indicator.id),
    "across": lambda context, indicator, group: read_across(context, indicator.id, group),
    "outlines": lambda context, indicator, _: read_outlines(context, indicator.id),
    "links": lambda context, indicator, _: read_links(context, indicator.id),
}
"""How each field of a request that only some kinds of chart need is read."""


@read_once
def read_charts(context: Context) -> tuple[Chart, ...]:
    """Return every kind of chart that has values for the view's indicator, in the order of pages."""
    indicator = _indicator(context.view)
    drawn = [kind for kind in CHARTS.values() if kind.is_drawn(indicator)]
    request = chart_request(context, {need for kind in drawn for need in kind.needs})
    built = (kind.build(request) for kind in drawn)
    return tuple(chart for chart in built if chart)


def read_chart(context: Context, kind: str) -> Chart | None:
    """Return one kind of chart of the view's indicator; None where it has no values, or there is no such kind."""
    request = chart_request(context, CHARTS[kind].needs if kind in CHARTS else ())
    return build_chart(request, kind)


def build_chart(request: ChartRequest, kind: str) -> Chart | None:
    """Return one kind of chart of what was read; None where it has no values, or there is no such kind."""
    return CHARTS[kind].build(request) if kind in CHARTS else None


def chart_request(context: Context, needs: Collection[Need]) -> ChartRequest:
    """Return what charts of the view's indicator are computed from, as of `request_of`. `ValueError` for a view without one."""
    return request_of(context, _indicator(context.view), context.view.group, needs)


def request_of(context: Context, indicator: Indicator, group: PopulationGroup, needs: Collection[Need]) -> ChartRequest:
    """Return what charts of an indicator and group are computed from; what `needs` does not name is not read and is empty.

    `AddressError` where the view names a plan that there is not.
    """
    view = context.view
    if view.plan is not None:  # an unknown plan is an error even where no target is drawn
        read_plan(context)
    observations, calculated = read_series(context, indicator.id)
    if "targets" in needs:
        observations = [*observations, *read_references(context, indicator.id, _targets(context, indicator))]
    return ChartRequest(
        indicator=indicator,
        area=view.area,
        parents=read_areas().parents(view.area),
        comparisons=view.compared,
        left_out=view.left_out,
        group=group,
        years=view.years,
        observations=observations,
        origins=read_origins(context, indicator.id),
        text=context.text,
        target=view.target,
        today=context.today,
        calculated=calculated,
        **{need: READINGS[need](context, indicator, group) for need in needs},
    )


def groups_with_values(context: Context) -> list[PopulationGroup]:
    """Return the groups of which the view's area or its parents have a value, in the order of views; none without indicator."""
    view = context.view
    if view.indicator is None:
        return []
    areas = {area.code for area in (view.area, *read_areas().parents(view.area))}
    observations, _ = read_series(context, view.indicator.id)
    found = {each.group for each in observations if each.area in areas and each.value is not None}
    return sorted(found, key=lambda group: group.sort_key)


def _indicator(view: View) -> Indicator:
    if view.indicator is None:
        raise ValueError("charts are of an indicator, and the view has none")
    return view.indicator


def _targets(context: Context, indicator: Indicator) -> tuple[PlanTarget, ...]:
    """Return what the view's plan sets for an indicator, in any area and group."""
    return tuple(target for target in read_plan(context).plan.targets.values() if target.indicator == indicator.id)
