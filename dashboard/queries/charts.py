"""The charts of a view, read from the context's snapshot: the one way from store to chart for pages, files and embeds."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.chart import Chart
from dashboard.charts.kinds import CHARTS
from dashboard.charts.request import ChartRequest
from dashboard.queries.context import Context
from dashboard.queries.intervals import with_intervals
from dashboard.queries.plans import read_plan
from data_sources.areas import read_areas
from data_sources.model import Area, AreaLevel, Indicator, Observation
from data_sources.plans import Plan


def read_charts(context: Context) -> list[Chart]:
    """Return every kind of chart that has figures for the view's indicator, in the order of pages."""
    request = chart_request(context)
    built = (kind.build(request) for kind in CHARTS.values())
    return [chart for chart in built if chart]


def read_chart(context: Context, kind: str) -> Chart | None:
    """Return one kind of chart of the view's indicator; None where it has no figures, or there is no such kind."""
    return build_chart(chart_request(context), kind)


def build_chart(request: ChartRequest, kind: str) -> Chart | None:
    """Return one kind of chart of what was read; None where it has no figures, or there is no such kind."""
    return CHARTS[kind].build(request) if kind in CHARTS else None


def chart_request(context: Context, plan: Plan | None = None) -> ChartRequest:
    """Return what charts of the view's indicator are computed from. `ValueError` for a view without indicator.

    `plan` is the view's where it is read already, since reading it takes longer than a series.
    """
    view, snapshot = context.view, context.snapshot
    if view.indicator is None:
        raise ValueError("charts are of an indicator, and the view has none")
    parents = read_areas().parents(view.area)
    codes = list(dict.fromkeys(area.code for area in (view.area, *parents, *view.compared)))
    peer_areas = _ranked_areas(context, view.indicator)
    observations, calculated = with_intervals(view.indicator, snapshot.series(view.indicator.id, codes))
    targets = (plan or read_plan(context).plan).targets.values()
    return ChartRequest(
        indicator=view.indicator,
        area=view.area,
        parents=parents,
        comparisons=view.compared,
        group=view.group,
        years=view.years,
        observations=observations,
        origins=snapshot.origins(view.indicator.id),
        text=context.text,
        targets=tuple(target for target in targets if target.indicator == view.indicator.id),
        today=context.today,
        calculated=calculated,
        base=_base(context, view.indicator, codes),
        peer_areas=peer_areas,
        across=_across(context, view.indicator, peer_areas),
        outlines=snapshot.boundaries(area.code for area in peer_areas),
    )


def peer_areas_of(area: Area) -> tuple[Area, ...]:
    """Return the areas that an area is ranked among: a county's municipalities with itself, or the counties of the country."""
    areas = read_areas()
    if area.level is AreaLevel.COUNTRY:
        return tuple(each for each in areas if each.level is AreaLevel.COUNTY)
    if area.level in {AreaLevel.COUNTY, AreaLevel.REGION}:
        return areas.municipalities(area)
    county = next((parent for parent in areas.parents(area) if parent.level is AreaLevel.COUNTY), None)
    return areas.municipalities(county) if county else ()


def _ranked_areas(context: Context, indicator: Indicator) -> tuple[Area, ...]:
    """Return the districts of the view's municipality where the indicator has figures of them, else the areas beside it."""
    districts = context.snapshot.districts(context.view.area.code)
    figures = context.snapshot.latest([indicator.id], [area.code for area in districts]) if districts else []
    having = {each.area for each in figures}
    return tuple(area for area in districts if area.code in having) if len(having) > 1 else peer_areas_of(context.view.area)


def _base(context: Context, indicator: Indicator, areas: list[str]) -> list[Observation]:
    """Return the newest populations of the groups that the indicator's figures speak of."""
    if indicator.base is None:
        return []
    groups = {base[1] for group in indicator.groups if (base := indicator.base_of(group))}
    return context.snapshot.latest([indicator.base[0]], areas, groups)


def _across(context: Context, indicator: Indicator, areas: Sequence[Area]) -> list[Observation]:
    if not areas:
        return []
    codes = [area.code for area in areas]
    found, _ = with_intervals(indicator, context.snapshot.series(indicator.id, codes, [context.view.group]))
    return found
