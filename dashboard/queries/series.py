"""Readings of the store that parts of a response share, each made once: series, populations, origins, peer areas, outlines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.queries.context import Context, read_once
from dashboard.queries.intervals import with_intervals
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import Area, AreaLevel, Boundary, Indicator, Observation, Origin, PopulationGroup
from data_sources.outlines import shipped_outlines
from data_sources.plans import PlanTarget


def area_codes(context: Context) -> list[str]:
    """Return the codes of the area, its parents and the areas compared with."""
    view = context.view
    return list(dict.fromkeys(area.code for area in (view.area, *read_areas().parents(view.area), *view.compared)))


@read_once
def read_series(context: Context, indicator: str) -> tuple[list[Observation], bool]:
    """Return all observations of an indicator in those areas, and whether any interval was calculated from counts."""
    return with_intervals(read_indicators()[indicator], context.snapshot.series(indicator, area_codes(context)))


def read_references(context: Context, indicator: str, targets: Iterable[PlanTarget]) -> list[Observation]:
    """Return the observations of areas that targets of an indicator compare with, where `read_series` has not read them."""
    named = {each.reference_area for each in targets if each.indicator == indicator and each.reference_area}
    codes = sorted(named - set(area_codes(context)))
    return with_intervals(read_indicators()[indicator], context.snapshot.series(indicator, codes))[0] if codes else []


@read_once
def read_populations(context: Context) -> list[Observation]:
    """Return the newest populations, in those areas, that are the base of the view's indicator.

    Without an indicator, those of all: one statement then serves every indicator of a plan.
    """
    one = context.view.indicator if context.view.page == "indicator" else None
    bases = {base for each in ([one] if one else read_indicators().values()) for base in _bases(each)}
    if not bases:
        return []
    return context.snapshot.latest({series for series, _ in bases}, area_codes(context), {group for _, group in bases})


def populations_of(context: Context, indicator: Indicator) -> list[Observation]:
    """Return the newest base populations of an indicator (`Indicator.base_of`)."""
    bases = _bases(indicator)
    return [each for each in read_populations(context) if (each.indicator, each.group) in bases] if bases else []


def _bases(indicator: Indicator) -> set[tuple[str, PopulationGroup]]:
    return {base for group in indicator.groups if (base := indicator.base_of(group))}


@read_once
def read_origins(context: Context, indicator: str) -> Sequence[Origin]:
    """Return the origins of an indicator: read alone for its own page, else with those of all."""
    if context.view.page == "indicator":
        return context.snapshot.origins(indicator)
    return context.origins.get(indicator, ())


@read_once
def read_peer_areas(context: Context, indicator: str) -> tuple[Area, ...]:
    """Return the districts of the view's municipality where the indicator has values of them, else the area's peers."""
    area = context.view.area
    districts = context.snapshot.districts(area.code) if area.level is AreaLevel.MUNICIPALITY else ()
    values = context.snapshot.latest([indicator], [each.code for each in districts]) if districts else []
    having = {each.area for each in values}
    return tuple(each for each in districts if each.code in having) if len(having) > 1 else peer_areas_of(area)


@read_once
def read_across(context: Context, indicator: str, group: PopulationGroup) -> list[Observation]:
    """Return the observations of a group in the peer areas."""
    codes = [area.code for area in read_peer_areas(context, indicator)]
    return with_intervals(read_indicators()[indicator], context.snapshot.series(indicator, codes, [group]))[0] if codes else []


@read_once
def read_outlines(context: Context, indicator: str) -> Mapping[str, Boundary]:
    """Return the outlines of the peer areas by code: those that were fetched, else those that came with the program.

    All are of one kind, since neighbours of two kinds would not meet: where the fetched ones are older, or lack an area, none
    of them is used.
    """
    codes = [area.code for area in read_peer_areas(context, indicator)]
    shipped, fetched = shipped_outlines(codes), context.snapshot.boundaries(codes)
    newer = all(code in fetched and fetched[code].year >= outline.year for code, outline in shipped.items())
    return fetched if newer else shipped


def read_links(context: Context, indicator: str) -> Mapping[str, str]:
    """Return the addresses of the peer areas' pages of the view's indicator, by code; a municipality's districts have none."""
    known, view = read_areas().by_code, context.view
    peers = [area for area in read_peer_areas(context, indicator) if area.code in known]
    return {area.code: view.at(page="indicator", area=area).url for area in peers}


def peer_areas_of(area: Area) -> tuple[Area, ...]:
    """Return the areas that an area is ranked among: a county's municipalities with itself, or the counties of the country."""
    areas = read_areas()
    if area.level is AreaLevel.COUNTRY:
        return tuple(each for each in areas if each.level is AreaLevel.COUNTY)
    if area.level in {AreaLevel.COUNTY, AreaLevel.REGION}:
        return areas.municipalities(area)
    county = next((parent for parent in areas.parents(area) if parent.level is AreaLevel.COUNTY), None)
    return areas.municipalities(county) if county else ()
