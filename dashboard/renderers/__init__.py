"""A renderer turns a Chart into one format; every other module or folder here is one, with its row `RENDERER`.

It is a pure function of the chart, its size and its colours, and shows what the chart says and no more: the same numbers,
intervals and statuses, the same notes, source and sample text; a suppressed value as its label and a missing one as its
sign. Text around the numbers comes from `text_for(chart.language)`. It knows kinds of axes, not kinds of charts. The
tables below find every member by themselves; tests/contracts/test_renderers.py compares all of them, and asks of a new
one how to read its numbers back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from dashboard import theme
from dashboard.addresses.view import View
from dashboard.charts.chart import Chart

FILE_WIDTH = 760
"""Width in CSS pixels of a picture that is a file."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What may be chosen of a file: the colours of a picture; of CSV, the form that Excel opens, or its byte order mark alone."""

    scheme: theme.Scheme = "light"
    bom: bool = False
    excel: bool = False


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A kind of file: its media type, what writes it, and its place among the links of a card (None: no link)."""

    media_type: str
    write: Callable[[Chart, ExportOptions], str | bytes]
    offered: int | None = None


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format: its name, which is its module's, its function, and the file it can be exported as, named by its extension.

    `render` takes further options of its own with defaults.
    """

    name: str
    render: Callable[[Chart], object]
    file: ExportFormat | None = None


def _renderers() -> dict[str, Renderer]:
    found = [cast("Renderer", import_module(f"{__name__}.{module.name}").RENDERER) for module in iter_modules(__path__)]
    return {renderer.name: renderer for renderer in found}


def _export_formats() -> dict[str, ExportFormat]:
    files = [(renderer.name, renderer.file) for renderer in RENDERERS.values() if renderer.file]
    last = len(files)
    return dict(sorted(files, key=lambda each: last if each[1].offered is None else each[1].offered))


RENDERERS: Mapping[str, Renderer] = _renderers()
"""Every renderer by its name; below the types, which the members import from here."""

EXPORT_FORMATS: Mapping[str, ExportFormat] = _export_formats()
"""Every kind of file by its extension, those that a card offers first."""

OFFERED = tuple(name for name, export in EXPORT_FORMATS.items() if export.offered is not None)
"""Files that every card of a chart offers, in its order."""


def file_name(view: View, kind: str, extension: str) -> str:
    """Return the name under which a chart of a view is saved: "kajaani-daily-smoking-trend-fi.csv"."""
    subject = view.indicator.id if view.indicator else view.page
    return f"{view.area.slug}-{subject}-{kind}-{view.language}.{extension}"
