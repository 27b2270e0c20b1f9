"""The charts of a view, read from the context's snapshot: the one way from store to chart for pages, files and embeds."""

from __future__ import annotations

from dashboard.certainty import with_intervals
from dashboard.charts import CHARTS, Chart, ChartRequest
from dashboard.context import Context
from dashboard.plan_reading import read_plan
from data_sources.areas import read_areas
from data_sources.model import Area, AreaLevel, Indicator, Observation


def read_charts(context: Context) -> list[Chart]:
    """Return every kind of chart that has figures for the view's indicator, in the order of pages."""
    request = chart_request(context)
    built = (chart.build(request) for chart in CHARTS.values())
    return [chart for chart in built if chart]


def read_chart(context: Context, kind: str) -> Chart | None:
    """Return one kind of chart of the view's indicator; None where it has no figures, or there is no such kind."""
    return CHARTS[kind].build(chart_request(context)) if kind in CHARTS else None


def chart_request(context: Context) -> ChartRequest:
    """Return what charts of the view's indicator are computed from. `ValueError` for a view without indicator."""
    view, snapshot = context.view, context.snapshot
    if view.indicator is None:
        raise ValueError("charts are of an indicator, and the view has none")
    parents = read_areas().parents(view.area)
    codes = list(dict.fromkeys(area.code for area in (view.area, *parents, *view.compared)))
    observations, calculated = with_intervals(view.indicator, snapshot.series(view.indicator.id, codes))
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
        targets=tuple(target for target in read_plan(context).plan.targets.values() if target.indicator == view.indicator.id),
        today=context.today,
        calculated=calculated,
        base=_base(context, view.indicator, codes),
        beside=areas_beside(view.area),
        across=_across(context, view.indicator),
    )


def areas_beside(area: Area) -> tuple[Area, ...]:
    """Return the areas that an area is ranked among: a county's municipalities with itself, or the counties of the country."""
    areas = read_areas()
    if area.level is AreaLevel.COUNTRY:
        return tuple(each for each in areas if each.level is AreaLevel.COUNTY)
    if area.level in {AreaLevel.COUNTY, AreaLevel.REGION}:
        return areas.municipalities(area)
    county = next((parent for parent in areas.parents(area) if parent.level is AreaLevel.COUNTY), None)
    return areas.municipalities(county) if county else ()


def _base(context: Context, indicator: Indicator, areas: list[str]) -> list[Observation]:
    """Return the newest populations of the groups that the indicator's figures speak of."""
    if indicator.base is None:
        return []
    groups = {base[1] for group in indicator.groups if (base := indicator.base_of(group))}
    return context.snapshot.latest([indicator.base[0]], areas, groups)


def _across(context: Context, indicator: Indicator) -> list[Observation]:
    beside = [area.code for area in areas_beside(context.view.area)]
    if not beside:
        return []
    found, _ = with_intervals(indicator, context.snapshot.series(indicator.id, beside, [context.view.group]))
    return found
