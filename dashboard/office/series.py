"""The series of an indicator as the charts have them, of the area, its parents and the areas compared with."""

from __future__ import annotations

from dashboard.office.material import Material
from data_sources.areas import read_areas
from data_sources.model import Area, Indicator, Observation


def areas_of(material: Material) -> list[Area]:
    """Return the area, its county and country, and the areas compared with, each once."""
    view = material.context.view
    every = (view.area, *(area for area in read_areas().parents(view.area) if area in view.compared), *view.compared)
    return list({area.code: area for area in every}.values())


def series_of(indicator: Indicator, material: Material) -> list[Observation]:
    """Return every observation of an indicator in those areas, in the order of areas, groups and time.

    A suppressed observation has no value: the store holds none.
    """
    indicator_status = next(each for each in material.indicator_statuses if each.indicator.id == indicator.id)
    order = {area.code: place for place, area in enumerate(areas_of(material))}
    found = [each for each in material.deck.request(indicator_status).observations if each.area in order]
    return sorted(found, key=lambda each: (order[each.area], each.group.sort_key, each.period.last))
