"""Chart -> JSON text: the whole description of a chart with its numbers as they are, for programs."""

from __future__ import annotations

from typing import Any

import orjson

from dashboard.charts.chart import Axis, Chart, ChartPoint
from dashboard.renderers import ExportFormat, Renderer

VERSION = 1
"""Raised when a name below changes its meaning or goes; names may be added without it."""


def json(chart: Chart) -> str:
    """Return the chart as JSON text; `document` says what it holds."""
    return orjson.dumps(document(chart), option=orjson.OPT_INDENT_2).decode()


def document(chart: Chart) -> dict[str, Any]:
    """Return what the JSON holds, in the chart's language.

    `kind`, `language`, `title`, `subtitle` and `sentence` are those of the chart; `unit` has the code of the unit, its text
    and the decimals that are shown; `difference` is true where values are differences. Each of `series` has `name`, `role` and
    `points`: `x` (a year, or the position of a category), `label`, `period`, `value`, `low` and `high` of the 95% interval
    in the unit, and `status`; a missing or suppressed value has null for its numbers. `marks` are breaks before the year
    `x`. `notes`, `source` and `sample` (empty for real values) are to be shown wherever the values are.
    """
    return {
        "version": VERSION,
        "kind": chart.kind,
        "language": chart.language,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "sentence": chart.sentence,
        "unit": {"code": chart.unit.value, "words": chart.y.title, "decimals": chart.decimals},
        "difference": chart.difference,
        "x": _axis(chart.x),
        "series": [
            {"name": each.name, "role": each.role.value, "points": [_point(point) for point in each.points]}
            for each in chart.series
        ],
        "marks": [{"x": mark.x, "words": mark.text} for mark in chart.marks],
        "notes": list(chart.notes),
        "source": chart.source,
        "sample": chart.sample,
    }


def _axis(axis: Axis) -> dict[str, Any]:
    described: dict[str, Any] = {"kind": axis.kind, "title": axis.title}
    if axis.kind == "category":
        described["categories"] = list(axis.categories)
        described["sections"] = list(axis.sections)
    return described


def _point(point: ChartPoint) -> dict[str, Any]:
    return {
        "x": point.x,
        "label": point.label,
        "period": point.period,
        "value": point.value,
        "low": point.low,
        "high": point.high,
        "status": point.status.value,
    }


RENDERER = Renderer("json", json, ExportFormat("application/json", lambda chart, _options: json(chart)))
