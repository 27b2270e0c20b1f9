"""Chart -> HTML table with the same values, their intervals, and signs for values that are not of normal status."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import escape

from dashboard.charts.chart import Chart, ChartPoint, Role, Series
from dashboard.renderers import Renderer
from dashboard.text import Text, text_for
from data_sources.model import ObservationStatus


def table(chart: Chart, *, standalone: bool = False) -> str:
    """Return the table: a row for each period or category, a column for each series, signs explained below.

    In a page the notes and the source are outside it; a `standalone` one holds them too.
    """
    text = text_for(chart.language)
    head = "".join(f'<th scope="col" class="number">{escape(series.name)}</th>' for series in chart.series)
    caption = ". ".join(filter(None, (chart.title, chart.subtitle, text.capitalise(chart.sample))))
    below = [_signs(chart, text), *(escape(line) for line in (*chart.notes, chart.source) if standalone)]
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col">{escape(chart.x.title)}</th>{head}</tr></thead>{"".join(_bodies(chart, text))}</table>'
        + "".join(f'<p class="signs">{line}</p>' for line in below if line)
    )


def _bodies(chart: Chart, text: Text) -> Iterator[str]:
    """Return the rows in bodies, one for each section of the categories under its heading."""
    if chart.x.kind != "category":
        labels = {(point.x, point.label): point.label for series in chart.series for point in series.points}
        yield f"<tbody>{''.join(_row(chart, x, labels[x, label], text) for x, label in sorted(labels))}</tbody>"
        return
    sections = chart.x.sections or ("",) * len(chart.x.categories)
    numbered = list(enumerate(zip(sections, chart.x.categories, strict=True)))
    for section, members in groupby(numbered, key=lambda entry: entry[1][0]):
        heading = f'<tr><th scope="rowgroup" colspan="{len(chart.series) + 1}">{escape(section)}</th></tr>' if section else ""
        yield f"<tbody>{heading}{''.join(_row(chart, position, label, text) for position, (_, label) in members)}</tbody>"


def _row(chart: Chart, x: float, label: str, text: Text) -> str:
    cells = []
    found = [next((point for point in series.points if (point.x, point.label) == (x, label)), None) for series in chart.series]
    observed = any(point and not _planned(series) for series, point in zip(chart.series, found, strict=True))
    for series, point in zip(chart.series, found, strict=True):
        empty = point is None and (_planned(series) or not observed)  # a plan's years: no value is missing there
        cells.append(f'<td class="number">{"" if empty else _value_text(chart, point, text)}</td>')
    return f'<tr><th scope="row">{escape(label)}</th>{"".join(cells)}</tr>'


def _planned(series: Series) -> bool:
    """Tell whether a series is of a plan or projection, which has points in a few years only."""
    return series.role in {Role.TARGET, Role.PROJECTION}


def _value_text(chart: Chart, point: ChartPoint | None, text: Text) -> str:
    """Return "12,3 (10,1-14,6) *", or the sign of a value that is missing or suppressed."""
    if point is None or point.value is None:
        status = point.status if point else ObservationStatus.MISSING
        return str(escape(text.sign(status))) if status is ObservationStatus.SUPPRESSED else _sign(status, text)
    parts = [text.number(point.value, chart.decimals)]
    if point.low is not None and point.high is not None:
        parts.append(f"({text.interval(point.low, point.high, chart.decimals)})")
    if point.status is not ObservationStatus.NORMAL:
        parts.append(_sign(point.status, text))
    return " ".join(parts)


def _sign(status: ObservationStatus, text: Text) -> str:
    return f'<abbr title="{escape(text.status(status))}">{escape(text.sign(status))}</abbr>'


def _signs(chart: Chart, text: Text) -> str:
    """Return what the signs in the table mean; suppressed values have a label instead of a sign."""
    observed = [series for series in chart.series if not _planned(series)]
    rows = {(point.x, point.label) for series in observed for point in series.points}
    gaps = any(len({(point.x, point.label) for point in series.points}) < len(rows) for series in observed)
    statuses = [status for status in chart.statuses if status is not ObservationStatus.SUPPRESSED]
    if gaps and ObservationStatus.MISSING not in statuses:
        statuses.append(ObservationStatus.MISSING)
    explained = [f"{text.sign(status)} = {text.status(status)}" for status in statuses]
    if chart.has_intervals:
        explained.append(text.t("in brackets the 95% confidence interval"))
    return str(escape("; ".join(explained)))


RENDERER = Renderer("table", table)
