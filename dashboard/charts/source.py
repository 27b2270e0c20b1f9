"""Where the values of a chart come from, as the source line says it, and whether they are sample data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.charts.request import ChartRequest
from dashboard.text import Text
from data_sources.adapters import service_name
from data_sources.model import OWN_TABLE, Origin, PopulationGroup


def sample_text(origins: Sequence[Origin], text: Text) -> str:
    """Return the text that marks sample data, or nothing; `ValueError` where sample and real data would be in one chart."""
    samples = {origin.sample for origin in origins}
    if len(samples) > 1:
        raise ValueError(f"sample and real values of {origins[0].indicator} in one chart")
    return text.t("sample data, not real figures") if samples == {True} else ""


def source_line(request: ChartRequest, groups: Iterable[PopulationGroup]) -> str:
    """Return publisher, service, series, licence and update date of the series that hold these groups."""
    text = request.text
    origins = _origins(request, set(groups))
    if not origins:
        return text.t("Source: not recorded")
    parts = [*_unique(text.name(origin.publisher) for origin in origins), _series(origins)]
    parts += _unique(origin.licence for origin in origins)
    updated = [origin.updated for origin in origins if origin.updated]
    if updated:
        parts.append(text.t("updated {date}", date=text.date(max(updated))))
    else:
        parts.append(text.fetched(max(origins, key=lambda origin: origin.fetched)))
    return text.t("Source: {parts}", parts=", ".join(part for part in parts if part))


def _origins(request: ChartRequest, groups: set[PopulationGroup]) -> list[Origin]:
    """Return the origins of the series that hold one of the groups; all of them where series are not given by group."""
    names = {str(series) for series in request.indicator.series if series.groups & groups}
    return [origin for origin in request.origins if origin.series in names] or list(request.origins)


def _series(origins: Sequence[Origin]) -> str:
    """Return "Sotkanet (4404, 4405)" for each service; an own table has none apart from its publisher."""
    ids: dict[str, list[str]] = {}
    for origin in origins:
        service, _, identifier = origin.series.partition(":")
        if service == OWN_TABLE:
            continue
        ids.setdefault(service_name(service), []).append(identifier)
    return ", ".join(f"{service} ({', '.join(filter(None, found))})" if any(found) else service for service, found in ids.items())


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
