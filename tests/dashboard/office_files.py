"""What a presentation holds, read from its package: charts, the workbooks behind them, texts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from pptx import Presentation
from pptx.oxml import parse_xml

from dashboard.charts.chart import Chart

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Values = dict[tuple[str, float], tuple[float | None, float | None, float | None]]


def parts(file: bytes, pattern: str) -> dict[str, bytes]:
    """Return the parts of a package whose names match."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist() if re.search(pattern, name)}


def texts_of(file: bytes) -> str:
    """Return all texts of a presentation: slides, notes, alternative texts, charts and the workbooks behind them."""
    found = []
    for each in parts(file, r"^ppt/(slides|notesSlides|charts)/[^/]+\.xml$").values():
        root = parse_xml(each)
        found += [text.text or "" for text in root.iter() if text.tag in {f"{A}t", f"{C}v"}]
        found += [shape.get("descr", "") for shape in root.iter() if shape.get("descr")]
    for each in parts(file, r"\.xlsx$").values():
        sheet = openpyxl.load_workbook(io.BytesIO(each)).active
        found += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return " ".join(found)


def positions(chart: Chart, labels: list[str]) -> dict[int, float]:
    """Return the place on the chart's axis by the position of a category; labels of pooled years may stand between empty ones."""
    if chart.x.kind == "category":
        assert len(labels) == len(chart.x.categories)
        assert all(label.endswith(name) for label, name in zip(labels, chart.x.categories, strict=True))
        return {place: float(place) for place in range(len(labels))}
    years = {point.label: point.x for series in chart.series for point in series.points}
    return {place: years[label] for place, label in enumerate(labels) if label in years}


def _cache(parent: Any) -> dict[int, str]:
    return {int(point.get("idx")): point.findtext(f"{C}v") for point in parent.iter(f"{C}pt")} if parent is not None else {}


def drawn_series(file: bytes) -> Iterator[tuple[str, Any]]:
    """Yield name and element of every series of the only chart."""
    (part,) = parts(file, r"^ppt/charts/chart\d+\.xml$").values()
    for series in parse_xml(part).iter(f"{C}ser"):
        yield _cache(series.find(f"{C}tx"))[0], series


def native_values(file: bytes, chart: Chart) -> Values:
    """Return value and interval of every point of the only chart, by series and place on the axis."""
    found: Values = {}
    for name, series in drawn_series(file):
        places = positions(chart, list(_cache(series.find(f"{C}cat")).values()))
        down, up = (_cache(series.find(f"{C}errBars/{C}{end}")) for end in ("minus", "plus"))
        for place, text in _cache(series.find(f"{C}val")).items():
            value = float(text)
            ends = (value - float(down[place]), value + float(up[place])) if place in down else (None, None)
            assert (name, places[place]) not in found
            found[name, places[place]] = (value, *ends)
    return found


def workbook_values(file: bytes, chart: Chart) -> Values:
    """Return the same from the cells that the chart refers to."""
    (blob,) = parts(file, r"\.xlsx$").values()
    book = openpyxl.load_workbook(io.BytesIO(blob))

    def cells(series: Any, path: str) -> list:
        reference = series.findtext(f"{path}//{C}f")
        if reference is None:
            return []
        sheet, _, area = reference.rpartition("!")
        found = book[sheet.strip("'")][area.replace("$", "")]
        return [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]

    found: Values = {}
    for name, series in drawn_series(file):
        assert cells(series, f"{C}tx") == [name]
        places = positions(chart, [str(each or "") for each in cells(series, f"{C}cat")])
        down, up = (cells(series, f"{C}errBars/{C}{end}") for end in ("minus", "plus"))
        for place, value in enumerate(cells(series, f"{C}val")):
            if value is not None:
                ends = (value - down[place], value + up[place]) if down and down[place] is not None else (None, None)
                found[name, places[place]] = (value, *ends)
    return found


def slides(file: bytes) -> list:
    """Return the slides as python-pptx reads them."""
    return list(Presentation(io.BytesIO(file)).slides)
