"""The page of sources: publisher, licence and date of every series, and the latest refreshes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.addresses.pages import Navigation, Page
from dashboard.addresses.view import View
from dashboard.components import html
from dashboard.components.refreshes import refreshes
from dashboard.queries.context import Context
from dashboard.queries.sources import read_runs
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.indicators import read_indicators
from data_sources.model import Origin

PAGE = Page(
    "/<language>/sources",
    navigation=Navigation(4, _("Sources")),
    refreshes=True,
)


def title(context: Context) -> str:
    """Return the name of the page."""
    return context.text.t("Sources")


def content(context: Context) -> list[Any]:
    """Return the origins of every indicator and the latest refreshes."""
    text = context.text
    lede = text.t(
        "The values here were fetched from public services, or imported from tables of one's own, into a store "
        "of its own; no page asks a service directly."
    )
    return [
        html.Header([html.H1(title(context)), html.P(lede, className="lede")], className="page-head"),
        _origins(context.view, context.origins, text),
        refreshes(read_runs(context), text),
    ]


def _origins(view: View, origins: Mapping[str, Sequence[Origin]], text: Text) -> html.Section:
    columns = _columns(text)
    rows = []
    for indicator in read_indicators().values():
        name = html.A(text.name(indicator.name), href=view.at(page="indicator", indicator=indicator).url)
        rows.append(html.Tr([html.Th(name, scope="row"), *_origin_cells(origins.get(indicator.id, ()), text)]))
    table = html.Table(
        [
            html.Caption(text.t("Origin of the values"), className="visually-hidden"),
            html.Thead(html.Tr([html.Th(column, scope="col") for column in (text.t("Indicator"), *columns)])),
            html.Tbody(rows),
        ],
        className="facts-table",
    )
    return html.Section([html.H2(text.t("Origin of the values")), html.Div(table, className="table-wrap")])


def _columns(text: Text) -> tuple[str, ...]:
    return (text.t("Publisher"), text.t("Series"), text.t("Licence"), text.t("Updated"), text.t("Fetched"))


def _origin_cells(origins: Sequence[Origin], text: Text) -> list[html.Td]:
    columns = _columns(text)
    if not origins:
        return [html.Td(text.t("Nothing has been fetched yet."), colSpan=len(columns))]
    publishers = dict.fromkeys(text.name(origin.publisher) for origin in origins)
    updated = [origin.updated for origin in origins if origin.updated]
    newest = max(origins, key=lambda origin: origin.fetched)
    series: list[Any] = []
    for origin in origins:
        series += [", "] if series else []
        series.append(html.A(origin.series, href=origin.address) if origin.address else origin.series)
    sample = [" ", html.Strong(text.t("sample data, not real figures"))] if any(origin.sample for origin in origins) else []
    cells = (
        [", ".join(publishers), *sample],
        series,
        ", ".join(dict.fromkeys(origin.licence for origin in origins)),
        text.date(max(updated)) if updated else "..",
        text.fetched(newest) if newest.is_own else text.date(newest.fetched.date()),
    )
    return [html.Td(cell, **{"data-label": column}) for column, cell in zip(columns, cells, strict=True)]
