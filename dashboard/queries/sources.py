"""The sources of a part of a plan as text, for pages and slides that show many indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dashboard.monitoring.status import IndicatorStatus
from dashboard.queries.context import Context, read_once
from data_sources.adapters import service_name
from data_sources.store import Run


@read_once
def read_runs(context: Context) -> list[Run]:
    """Return the newest refresh runs, the newest first, as many as a page lists."""
    return context.snapshot.runs(limit=10)


def plan_source(indicator_statuses: Iterable[IndicatorStatus], context: Context) -> str:
    """Return publishers, services, licences and the newest update of the values behind some statuses; empty without any."""
    return indicators_source({each.indicator.id for each in indicator_statuses if each.newest}, context)


def indicators_source(indicators: Collection[str], context: Context) -> str:
    """Return the same of indicators by their ids."""
    text = context.text
    origins = [origin for name, found in context.origins.items() if name in indicators for origin in found]
    if not origins:
        return ""
    parts = list(dict.fromkeys(text.name(each.publisher) for each in origins))
    parts += dict.fromkeys(service_name(each.series) for each in origins)
    parts += dict.fromkeys(each.licence for each in origins)
    updated = max((each.updated for each in origins if each.updated), default=None)
    parts += [text.t("updated {date}", date=text.date(updated))] if updated else []
    return text.t("Source: {parts}", parts=", ".join(filter(None, parts)))
