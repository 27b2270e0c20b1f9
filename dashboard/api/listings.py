"""The areas and the catalogue of indicators, as the API lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.api.formats import Found, notice
from dashboard.api.parameters import group_id
from dashboard.api.records import AreaRecord, AreasReply, BreakRecord, GroupRecord, IndicatorRecord, IndicatorsReply, SourceRecord
from dashboard.text import text_for
from dashboard.text.languages import languages
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import Area, Indicator, Origin, PopulationGroup
from data_sources.store import Snapshot


def areas(values: Mapping[str, Any], snapshot: Snapshot) -> Found:
    """Return the areas of a level, or those within an area, in the order of the codelist."""
    level, within = values.get("level"), values.get("area")
    records = [
        _area(area)
        for area in read_areas()
        if level in {None, area.level.value} and (within is None or within.code in {area.code, *area.parents})
    ]
    sample = snapshot.has_sample()
    return Found(AreasReply(sample=sample, notice=notice(sample=sample), count=len(records), areas=records), AreaRecord, records)


def _area(area: Area) -> AreaRecord:
    return AreaRecord(
        id=area.code,
        slug=area.slug,
        level=area.level,
        name=names(area.name),
        parents=list(area.parents),
        population=area.population,
        population_year=area.population_year,
        urban_rural=area.urban_rural,
        language_status=area.language_status,
        latitude=area.latitude,
        longitude=area.longitude,
    )


def indicators(values: Mapping[str, Any], snapshot: Snapshot) -> Found:
    """Return the catalogue, all of it or some indicators or a theme, in its own order."""
    chosen, theme = values.get("indicator"), values.get("theme")
    origins: dict[str, list[Origin]] = {}
    for origin in snapshot.origins():
        origins.setdefault(origin.indicator, []).append(origin)
    with_values = snapshot.indicators()
    records = [
        _indicator(indicator, origins.get(indicator.id, []), has_values=indicator.id in with_values)
        for indicator in read_indicators().values()
        if (chosen is None or indicator in chosen) and theme in {None, indicator.theme}
    ]
    sample = any(record.sample for record in records)
    reply = IndicatorsReply(sample=sample, notice=notice(sample=sample), count=len(records), indicators=records)
    return Found(reply, IndicatorRecord, records)


def _indicator(indicator: Indicator, origins: Iterable[Origin], *, has_values: bool) -> IndicatorRecord:
    sources = [source(origin) for origin in origins]
    return IndicatorRecord(
        id=indicator.id,
        theme=indicator.theme,
        name=names(indicator.name),
        explanation=names(indicator.explanation),
        unit=indicator.unit,
        decimals=indicator.decimals,
        direction=indicator.direction,
        interval=indicator.interval,
        closed=indicator.closed,
        tags=list(indicator.tags),
        breaks=[BreakRecord(year=each.year, reason=names(each.reason)) for each in indicator.breaks],
        groups=[GroupRecord(id=group_id(group), name=group_names(group)) for group in indicator.groups],
        has_figures=has_values,
        sample=any(each.sample for each in sources),
        sources=sources,
    )


def source(origin: Origin) -> SourceRecord:
    """Return the origin of one series."""
    return SourceRecord(
        id=origin.series,
        indicator=origin.indicator,
        publisher=names(origin.publisher),
        licence=origin.licence,
        address=origin.address,
        updated=origin.updated.isoformat() if origin.updated else None,
        fetched=origin.fetched.isoformat(),
        sample=origin.sample,
    )


def names(given: Mapping[str, str]) -> dict[str, str]:
    """Return a text in every language, empty where it is missing."""
    return {language: given.get(language, "") for language in languages()}


def group_names(group: PopulationGroup) -> dict[str, str]:
    """Return the label of a group in every language."""
    return {language: text_for(language).group(group) for language in languages()}
