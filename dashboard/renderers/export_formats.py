"""The files that a chart can be had as: one table for downloads and for the addresses of embeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard import theme
from dashboard.addresses.view import View
from dashboard.charts.chart import Chart
from dashboard.renderers import csv, json, png, svg, xlsx

WIDTH = 760
"""Width in CSS pixels of a picture that is a file."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What may be chosen of a file: the colours of a picture, and the byte order mark of a CSV file."""

    scheme: theme.Scheme = "light"
    bom: bool = False


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A kind of file: its media type, and what writes it."""

    media_type: str
    write: Callable[[Chart, ExportOptions], str | bytes]


EXPORT_FORMATS: Mapping[str, ExportFormat] = {
    "png": ExportFormat("image/png", lambda chart, wishes: png.png(chart, WIDTH, scheme=wishes.scheme)),
    "svg": ExportFormat(
        "image/svg+xml; charset=utf-8", lambda chart, wishes: svg.svg(chart, WIDTH, standalone=True, scheme=wishes.scheme)
    ),
    "csv": ExportFormat("text/csv; charset=utf-8", lambda chart, wishes: csv.csv(chart, bom=wishes.bom)),
    "xlsx": ExportFormat(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", lambda chart, _wishes: xlsx.xlsx(chart)
    ),
    "json": ExportFormat("application/json", lambda chart, _wishes: json.json(chart)),
}
"""Every kind of file by the end of its name."""

OFFERED = ("png", "svg", "csv", "xlsx")
"""Files that every card of a chart offers, in its order."""


def file_name(view: View, kind: str, form: str) -> str:
    """Return the name under which a chart of a view is saved: "kajaani-daily-smoking-trend-fi.csv"."""
    subject = view.indicator.id if view.indicator else view.page
    return f"{view.area.slug}-{subject}-{kind}-{view.language}.{form}"
