"""The page of sources: what was fetched when, from whom, under which licence, and what failed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from dash import html

from dashboard.charts import Chart
from dashboard.context import Context
from dashboard.text import Text
from dashboard.view import View
from data_sources.indicators import read_indicators
from data_sources.model import Origin
from data_sources.store import Run, RunResult


def title(context: Context) -> str:
    """Return the name of the page."""
    return context.text.t("Sources")


def charts(context: Context) -> list[Chart]:  # noqa: ARG001  # the contract of a page
    """Return none: the page lists facts."""
    return []


def content(context: Context) -> list[Any]:
    """Return the origins of every indicator and the latest refreshes."""
    text, snapshot = context.text, context.snapshot
    lede = text.t("Every figure here was fetched from a public service into a store of its own; no page asks a service directly.")
    return [
        html.Header([html.H1(title(context)), html.P(lede, className="lede")], className="page-head"),
        _origins(context.view, snapshot.origins(), text),
        _runs(snapshot.runs(), text),
    ]


def _origins(view: View, origins: list[Origin], text: Text) -> html.Section:
    of_indicator: dict[str, list[Origin]] = defaultdict(list)
    for origin in origins:
        of_indicator[origin.indicator].append(origin)
    columns = _columns(text)
    rows = []
    for indicator in read_indicators().values():
        name = html.A(text.name(indicator.name), href=view.at(page="indicator", indicator=indicator).url)
        rows.append(html.Tr([html.Th(name, scope="row"), *_origin_cells(of_indicator[indicator.id], text)]))
    table = html.Table(
        [
            html.Caption(text.t("Origin of the figures"), className="visually-hidden"),
            html.Thead(html.Tr([html.Th(column, scope="col") for column in (text.t("Indicator"), *columns)])),
            html.Tbody(rows),
        ],
        className="facts-table",
    )
    return html.Section([html.H2(text.t("Origin of the figures")), html.Div(table, className="table-wrap")])


def _columns(text: Text) -> tuple[str, ...]:
    return (text.t("Publisher"), text.t("Series"), text.t("Licence"), text.t("Updated"), text.t("Fetched"))


def _origin_cells(origins: list[Origin], text: Text) -> list[html.Td]:
    columns = _columns(text)
    if not origins:
        return [html.Td(text.t("Nothing has been fetched yet."), colSpan=len(columns))]
    publishers = dict.fromkeys(text.name(origin.publisher) for origin in origins)
    updated = [origin.updated for origin in origins if origin.updated]
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
        text.date(max(origin.fetched for origin in origins).date()),
    )
    return [html.Td(cell, **{"data-label": column}) for column, cell in zip(columns, cells, strict=True)]


def _runs(runs: list[Run], text: Text) -> html.Section:
    heading = html.H2(text.t("Latest refreshes"))
    if not runs:
        return html.Section([heading, html.P(text.t("No refresh has been run yet."))])
    return html.Section([heading, *(_run(run, text) for run in runs[:10])])


def _run(run: Run, text: Text) -> html.Div:
    counts = {
        outcome: sum(result.outcome == outcome for result in run.results)
        for outcome in ("updated", "unchanged", "left out", "failed")
    }
    summary = text.t(
        "{updated} series updated, {unchanged} unchanged, {left_out} left out, {failed} failed",
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        left_out=counts["left out"],
        failed=counts["failed"],
    )
    faults = [result for result in run.results if result.outcome in {"left out", "failed"}]
    listed = html.Ul([html.Li(_fault(result, text)) for result in faults]) if faults else None
    return html.Div(
        [html.H3(f"{text.moment(run.started)}: {text.run_outcome(run.outcome)}"), html.P(summary), listed], className="run"
    )


def _fault(result: RunResult, text: Text) -> list[Any]:
    indicator = read_indicators().get(result.indicator)
    name = text.name(indicator.name) if indicator else result.indicator
    return [html.Strong(f"{name} ({result.series})"), f": {result.reason}"]
