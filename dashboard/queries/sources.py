"""Whose figures stand behind a part of a plan, in words, for pages and slides that show many indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dashboard.monitoring.status import IndicatorStatus
from dashboard.queries.context import Context
from data_sources.adapters import service_name


def plan_source(indicator_statuses: Iterable[IndicatorStatus], context: Context) -> str:
    """Return publishers, services, licences and the newest update of the figures behind some standings; empty without any."""
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
