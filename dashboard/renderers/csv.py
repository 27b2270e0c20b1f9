"""Chart -> CSV text: a row for each value that names unit, status, notes and source itself, so that any program reads it."""

from __future__ import annotations

import csv as writer
import io
from collections.abc import Iterator

from dashboard.charts.chart import Chart
from dashboard.renderers import ExportFormat, Renderer

COLUMNS = ("title", "series", "category", "period", "value", "low", "high", "status", "unit", "sample", "source", "notes")
BYTE_ORDER_MARK = "\ufeff"
"""By it Excel knows that a text is UTF-8."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings at which a spreadsheet would take a text for a formula."""


def csv(chart: Chart, *, bom: bool = False) -> str:
    """Return comma-separated rows under COLUMNS with decimal points, after a byte order mark where a `bom` is wanted.

    `category` is empty in a chart over time; `status` is the code of `ObservationStatus`; a missing or suppressed value
    has empty numbers. A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    stream = io.StringIO()
    rows = writer.writer(stream)
    rows.writerow(COLUMNS)
    rows.writerows(_rows(chart))
    return BYTE_ORDER_MARK * bom + stream.getvalue()


def _rows(chart: Chart) -> Iterator[tuple[str, ...]]:
    title, unit, sample, source, notes = map(
        _safe, (chart.title, chart.y.title, chart.sample, chart.source, " ".join(chart.notes))
    )
    for series in chart.series:
        for point in series.points:
            category = point.label if chart.x.kind == "category" else ""
            numbers = (_number(point.value), _number(point.low), _number(point.high))
            names = map(_safe, (series.name, category, point.period))
            yield (title, *names, *numbers, point.status.value, unit, sample, source, notes)


def _number(number: float | None) -> str:
    """Return a number as it was published, in full and without a needless ".0"."""
    return "" if number is None else repr(float(number)).removesuffix(".0")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


RENDERER = Renderer(
    "csv", csv, ExportFormat("text/csv; charset=utf-8", lambda chart, options: csv(chart, bom=options.bom), offered=3)
)
