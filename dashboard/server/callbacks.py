"""Every callback of the app: controls <-> address -> page, and charts that become interactive on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.pages import read_pages
from dashboard.addresses.parameters import MOST_COMPARISONS
from dashboard.addresses.reading import follow, read_view
from dashboard.addresses.view import View
from dashboard.components.card import graph
from dashboard.components.errors import error_content
from dashboard.queries.reader import Reader
from dashboard.server.controls import select_data
from dashboard.server.page_cache import PageCache, RenderedPage, document_title
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import PopulationGroup

PARTS = (
    Output("navigation", "children"),
    Output("content", "children"),
    Output("page-title", "data"),
    Output("announcement", "children"),
    Output("location", "pathname"),
    Output("location", "search"),
    Output("area", "value"),
    Output("indicator", "value"),
    Output("group", "value"),
    Output("group", "data"),
    Output("comparisons", "value"),
    Output("comparisons", "data"),
)
"""What a changed view changes, in the order of `_parts`."""


def register(app: Dash, pages: PageCache, reader: Reader, default_area: str) -> None:
    """Register the callbacks of one app; a module-level callback would belong to the first app only."""

    @app.callback(  # type: ignore[untyped-decorator]  # dash is untyped
        *PARTS,
        Input("location", "pathname"),
        Input("location", "search"),
        Input("area", "value"),
        Input("indicator", "value"),
        Input("group", "value"),
        Input("comparisons", "value"),
        State({"type": "graph", "chart": ALL}, "id"),
        prevent_initial_call=True,
        running=[(Output("content", "className"), "content busy", "content")],
    )
    def show(
        path: str, search: str, area: str, indicator: str | None, group: str, compared: list[str], graphs: list[Any]
    ) -> Sequence[Any]:
        shown = [str(graph["chart"]) for graph in graphs]
        try:
            before = _read(path, search, default_area)
            if ctx.triggered_id in {None, "location"}:
                return _parts(pages.page(before, shown))
            view = _changed(before, area, indicator, group, compared)
        except AddressError as error:
            return _error_parts(error)
        if view == before:
            raise PreventUpdate
        try:
            return _parts(pages.page(view, shown))
        except AddressError:  # the new area's plan has no such priority area
            name = "overview" if "priority" in read_pages()[view.page].variables else view.page
            return _parts(pages.page(view.at(page=name, priority=None, plan=None, tag=None)))

    @app.callback(  # type: ignore[untyped-decorator]  # dash is untyped
        Output({"type": "figure", "chart": MATCH}, "children"),
        Output({"type": "explore", "chart": MATCH}, "hidden"),
        Input({"type": "explore", "chart": MATCH}, "n_clicks"),
        State({"type": "explore", "chart": MATCH}, "id"),
        State("location", "pathname"),
        State("location", "search"),
        prevent_initial_call=True,
    )
    def explore(clicks: int | None, button: dict[str, str], path: str, search: str) -> tuple[Any, bool]:
        if not clicks:  # a page that inserts its button fires this once
            raise PreventUpdate
        try:
            chart = reader.chart(_read(path, search, default_area), button["chart"])
        except AddressError:
            chart = None
        if chart is None:  # a refresh of the store may have taken the chart away
            raise PreventUpdate
        return graph(chart), True

    app.clientside_callback(
        ClientsideFunction("hytetaulu", "setTitle"),
        Input("page-title", "data"),
        prevent_initial_call=True,
    )


def _read(path: str, search: str, default_area: str) -> View:
    """Read the address in the browser, or the one that it has moved to."""
    try:
        return read_view(str(path or "/"), str(search or ""), default_area)
    except MovedError as moved:
        return follow(moved, default_area)


def _changed(view: View, area: str, indicator: str | None, group: str, compared: list[str]) -> View:
    """Return the view after the control that was touched; only that one is read, so that none overrides another."""
    areas = read_areas().by_slug
    try:
        match ctx.triggered_id:
            case "area":
                return view.at(area=areas[area])
            case "indicator" if indicator:
                return view.at(indicator=read_indicators()[indicator])
            case "group":
                return view.at(group=PopulationGroup.parse(str(group or "")))
            case "comparisons":
                chosen = tuple(areas[slug] for slug in compared[:MOST_COMPARISONS])
                return view if chosen == view.compared else view.at(comparisons=chosen)
    except (KeyError, TypeError, ValueError) as error:  # a page offers only what there is
        raise AddressError(400, "There is no page at {value}.", str(error), view.language) from error
    return view


def _parts(page: RenderedPage) -> Sequence[Any]:
    control = {control.id: control for control in page.controls}
    return (
        page.navigation,
        page.content,
        document_title(page),
        page.announcement,
        page.view.path,
        page.view.search,
        control["area"].value,
        control["indicator"].value,
        control["group"].value,
        select_data(control["group"]),
        control["comparisons"].value,
        select_data(control["comparisons"]),
    )


def _error_parts(error: AddressError) -> Sequence[Any]:
    content = error_content(error)
    return (no_update, content, no_update, error.message.format(value=error.value), *([no_update] * (len(PARTS) - 4)))
