"""The latest refreshes as a table: start, outcome, duration, number of series by outcome, and reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from dashboard.components import html
from dashboard.text import Text
from data_sources.indicators import read_indicators
from data_sources.store import Run, RunResult

_TOLD = ("failed", "kept back", "left out")
"""Outcomes whose reasons are shown, the most serious first."""


def refreshes(runs: list[Run], text: Text) -> html.Section:
    """Return the section of the latest refreshes, the newest first."""
    heading = html.H2(text.t("Latest refreshes"))
    if not runs:
        return html.Section([heading, html.P(text.t("No refresh has been run yet."))])
    columns = (text.t("Started"), text.t("Outcome"), text.t("Duration"), text.t("Number of series"))
    table = html.Table(
        [
            html.Caption(text.t("Latest refreshes"), className="visually-hidden"),
            html.Thead(html.Tr([html.Th(column, scope="col") for column in columns])),
            *(html.Tbody(_rows(run, columns, text), className="run") for run in runs),
        ],
        className="facts-table refreshes",
    )
    return html.Section([heading, html.Div(table, className="table-wrap")])


def _rows(run: Run, columns: tuple[str, ...], text: Text) -> list[html.Tr]:
    """Return the row of a run and, where some series were not updated, a second one with the reasons."""
    cells = (text.run_outcome(run.outcome), duration(run, text), _counted(run, text))
    row = html.Tr(
        [
            html.Th(text.moment(run.started), scope="row"),
            *(html.Td(cell, **{"data-label": column}) for column, cell in zip(columns[1:], cells, strict=True)),
        ]
    )
    told = [result for result in run.results if result.outcome in _TOLD]
    if not told:
        return [row]
    # Not "open" by itself: a service that was down is a list of every indicator.
    summary = text.n("Not updated: {count} series", "Not updated: {count} series", len(told))
    why = html.Details([html.Summary(summary), html.Ul(_reasons(told, text))])
    return [row, html.Tr(html.Td(why, colSpan=len(columns)), className="why")]


def _counted(run: Run, text: Text) -> str:
    """Return the number of series by outcome: "12 updated, 3 failed"."""
    counts = Counter(result.outcome for result in run.results)
    told = (
        (counts["updated"], text.n("{count} updated", "{count} updated", counts["updated"])),
        (counts["unchanged"], text.n("{count} unchanged", "{count} unchanged", counts["unchanged"])),
        (counts["left out"], text.n("{count} left out", "{count} left out", counts["left out"])),
        (counts["kept back"], text.n("{count} kept back", "{count} kept back", counts["kept back"])),
        (counts["failed"], text.n("{count} failed", "{count} failed", counts["failed"])),
    )
    return ", ".join(phrase for count, phrase in told if count) or text.number(0, 0)


def duration(run: Run, text: Text) -> str:
    """Return how long a run took, in seconds or, from two minutes on, in whole minutes; dots where it has no end."""
    if run.finished is None:
        return ".."
    seconds = round((run.finished - run.started).total_seconds())
    if seconds < 120:
        return text.n("{count} second", "{count} seconds", seconds)
    return text.n("{count} minute", "{count} minutes", round(seconds / 60))


def _reasons(results: Iterable[RunResult], text: Text) -> list[html.Li]:
    """Return each reason once with the series it holds for: a service that is down is one reason for all."""
    places: dict[tuple[str, str], list[RunResult]] = defaultdict(list)
    for result in results:
        places[result.outcome, result.reason].append(result)
    in_order = sorted(places.items(), key=lambda item: _TOLD.index(item[0][0]))
    return [html.Li(_reason(outcome, reason, of_reason, text)) for (outcome, reason), of_reason in in_order]


def _reason(outcome: str, reason: str, results: list[RunResult], text: Text) -> list[Any]:
    of_indicator: dict[str, list[str]] = defaultdict(list)
    for result in results:
        of_indicator[_name(result, text)].append(result.series)
    names = ", ".join(f"{name} ({', '.join(series)})" for name, series in of_indicator.items())
    # Reasons are written for the operator of the service, in English.
    return [html.Strong(text.capitalise(text.run_outcome(outcome))), f": {names}", html.Br(), html.Span(reason, lang="en")]


def _name(result: RunResult, text: Text) -> str:
    indicator = read_indicators().get(result.indicator)
    return text.name(indicator.name) if indicator else result.indicator
