"""Chart -> CSV text: a row for each value that names unit, status, notes and source itself, so that any program reads it."""

from __future__ import annotations

import csv as writer
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.charts.chart import Chart
from dashboard.renderers import ExportFormat, ExportOptions, Renderer
from dashboard.text import text_for

COLUMNS = ("title", "series", "category", "period", "value", "low", "high", "status", "unit", "sample", "source", "notes")
BYTE_ORDER_MARK = "\ufeff"
"""By it Excel knows that a text is UTF-8."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings at which a spreadsheet would take a text for a formula."""


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How CSV is written: separator, decimal sign and whether a byte order mark begins it; as programs read it by default."""

    separator: str = ","
    decimal: str = "."
    bom: bool = False

    def number(self, number: float) -> str:
        """Return a number as it was published, in full and without a needless ".0"."""
        return repr(float(number)).removesuffix(".0").replace(".", self.decimal)

    def written(self, rows: Iterable[Iterable[str]]) -> str:
        """Return rows as text."""
        stream = io.StringIO()
        writer.writer(stream, delimiter=self.separator).writerows(rows)
        return BYTE_ORDER_MARK * self.bom + stream.getvalue()


def excel_form(language: str) -> CsvForm:
    """Return the form that Excel opens in columns where Windows speaks the language: with a decimal comma, semicolons between."""
    decimal = text_for(language).decimal_sign
    return CsvForm(";" if decimal == "," else ",", decimal, bom=True)


def csv(chart: Chart, form: CsvForm = CsvForm()) -> str:
    """Return rows under COLUMNS in a form.

    `category` is empty in a chart over time; `status` is the code of `ObservationStatus`; a missing or suppressed value
    has empty numbers. A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    return form.written((COLUMNS, *_rows(chart, form)))


def _rows(chart: Chart, form: CsvForm) -> Iterator[tuple[str, ...]]:
    title, unit, sample, source, notes = map(
        _safe, (chart.title, chart.y.title, chart.sample, chart.source, " ".join(chart.notes))
    )
    for series in chart.series:
        for point in series.points:
            category = point.label if chart.x.kind == "category" else ""
            numbers = ("" if number is None else form.number(number) for number in (point.value, point.low, point.high))
            names = map(_safe, (series.name, category, point.period))
            yield (title, *names, *numbers, point.status.value, unit, sample, source, notes)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _file(chart: Chart, options: ExportOptions) -> str:
    return csv(chart, excel_form(chart.language) if options.excel else CsvForm(bom=options.bom))


RENDERER = Renderer("csv", csv, ExportFormat("text/csv; charset=utf-8", _file, offered=3))
