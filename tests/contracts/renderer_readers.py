"""How the numbers and the text of every form are read back: a row for each renderer, which the contract test asks for."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest

from dashboard.charts.chart import WITH_INTERVALS, Chart
from dashboard.renderers import RENDERERS
from dashboard.renderers.svg import svg
from dashboard.renderers.table import table
from dashboard.renderers.xlsx import HEAD_ROW
from dashboard.text import text_for
from data_sources.model import ObservationStatus
from tests.contracts.chart_cases import chart, chart_names, chosen_names
from tests.dashboard.drawings import boxes, root
from tests.dashboard.office_files import native_values, texts_of, workbook_values

Values = dict[tuple[str, float], tuple[float | None, float | None, float | None, str]]
"""Value, low, high and status by series and place on the axis."""


def values_of(chart: Chart) -> Values:
    """Return what a chart says."""
    return {
        (series.name, point.x): (point.value, point.low, point.high, point.status.value)
        for series in chart.series
        for point in series.points
    }


@dataclass(frozen=True)
class FormReader:
    """How one form is read back.

    `values` returns what it says of a chart, `text` all that is written in it; `expected` is what it can say, and `charts`
    are those it is held against. A form without `values` is a picture of another form, which has them.
    """

    text: Callable[[Chart, Any], str]
    values: Callable[[Chart, Any], Values] | None = None
    expected: Callable[[Chart], Values] = values_of
    charts: Callable[[], tuple[str, ...]] = chart_names
    picture_of: str = ""


@cache
def made(form: str, name: str) -> Any:
    """Return a form of a chart by its name."""
    return RENDERERS[form].render(chart(name))


def row_positions(chart: Chart) -> dict[str, float]:
    """Return the position on the axis by the header of a row."""
    if chart.x.kind == "category":
        return {label: float(position) for position, label in enumerate(chart.x.categories)}
    return {point.label: point.x for series in chart.series for point in series.points}


def from_csv(chart: Chart, form: str) -> Values:
    found = {}
    positions = row_positions(chart)
    for row in csv.DictReader(io.StringIO(form)):
        values = tuple(float(row[name]) if row[name] else None for name in ("value", "low", "high"))
        found[row["series"], positions[row["category"] or row["period"]]] = (*values, row["status"])
    return found


def from_json(chart: Chart, form: str) -> Values:
    found = json.loads(form)
    assert found["unit"]["words"] == chart.y.title
    parts = ("value", "low", "high", "status")
    points = [(series["name"], point) for series in found["series"] for point in series["points"]]
    return {(name, point["x"]): tuple(point[part] for part in parts) for name, point in points}


def from_plotly(chart: Chart, form: dict[str, Any]) -> Values:
    """Return what the traces draw; intervals of the focus from its error bars."""
    found = {}
    value_axis, error_bars = ("y", "error_y") if chart.x.kind == "time" else ("x", "error_x")
    for trace in form["data"]:
        if chart.places and "customdata" not in trace:  # an outline, or an entry of the legend
            continue
        bars = trace.get(error_bars)
        positions = row_positions(chart)
        for number, custom in enumerate(trace["customdata"]):
            if custom is None:
                assert trace[value_axis][number] is None
                continue
            value, low, high, status, label = custom
            assert chart.places or trace[value_axis][number] == value
            if bars and low is not None:
                assert bars["arrayminus"][number] == pytest.approx(value - low)
                assert bars["array"][number] == pytest.approx(high - value)
            found[html.unescape(trace["name"]), positions[label]] = (value, low, high, status)
    return found


def from_svg(_chart: Chart, form: str) -> Values:
    found = {}
    for group in root(form).iter("g"):
        for point in group.iter() if group.get("data-series") else ():
            if point.get("data-status"):
                values = (point.get(f"data-{name}") for name in ("value", "low", "high"))
                read = (*(None if value is None else float(value) for value in values), point.get("data-status"))
                found[group.get("data-series"), float(point.get("data-x"))] = read
    return found


class Cells(HTMLParser):
    """Collects the rows of a table as lists of cell texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  # the signature of HTMLParser
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def number_of(text: str) -> float:
    """Return the number in a Finnish, Swedish or English text."""
    plain = text.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    return float(plain.replace(",", ".") if re.search(r",\d$", plain) else plain.replace(",", ""))


def from_table(chart: Chart, form: str) -> Values:
    text = text_for(chart.language)
    parser = Cells()
    parser.feed(form.partition("</table>")[0])
    _, *names = parser.rows[0]
    statuses = {text.sign(status): status.value for status in ObservationStatus}
    found = {}
    for label, *cells in parser.rows[1:]:
        for name, cell in zip(names, cells, strict=False):
            if not cell:  # a year of a plan, of which no value is missing
                continue
            if cell in statuses:
                found[name, row_positions(chart)[label]] = (None, None, None, statuses[cell])
                continue
            value, interval, sign = re.fullmatch(r"([^ ]+)(?: \((.+)\))?(?: ([*|]))?", cell).groups()
            low, high = re.split(" … |\N{EN DASH}", interval) if interval else (None, None)
            ends = (number_of(end) if end else None for end in (low, high))
            found[name, row_positions(chart)[label]] = (number_of(value), *ends, statuses[sign or ""])
    said = values_of(chart)  # years in which only other series have a value are shown as missing
    return {key: read for key, read in found.items() if key in said or read != (None, None, None, "missing")}


def from_xlsx(chart: Chart, form: bytes) -> Values:
    """Return what the cells hold: numbers as numbers, signs and labels for the others."""
    text, sheet = text_for(chart.language), openpyxl.load_workbook(io.BytesIO(form)).active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    heads = [cell.value for cell in sheet[HEAD_ROW]]
    interval = text.t("95% confidence interval")
    ends = (f", {interval}, {text.t('lower end')}", f", {interval}, {text.t('upper end')}", f", {text.t('status')}")
    statuses = {text.status(status): status.value for status in ObservationStatus}
    found: Values = {}
    for row, (x, label) in enumerate(_rows(chart), start=HEAD_ROW + 1):
        cells = dict(zip(heads, (cell.value for cell in sheet[row]), strict=True))
        assert str(cells[chart.x.title]).endswith(label)
        for series in chart.series:
            value, low, high, status = (cells.get(f"{series.name}{end}") for end in ("", *ends))
            if value is not None:
                code = statuses[status] if status else "normal"
                assert not isinstance(value, str) or value == text.sign(ObservationStatus(code))
                found[series.name, x] = (None if isinstance(value, str) else value, low, high, code)
    return found


def _rows(chart: Chart) -> list[tuple[float, str]]:
    """Return place and label of every row of a workbook."""
    if chart.x.kind == "category":
        return [(float(place), label) for place, label in enumerate(chart.x.categories)]
    return sorted({(point.x, point.label) for series in chart.series for point in series.points})


def from_pptx(chart: Chart, form: bytes) -> Values:
    """Return what the native chart draws, which its workbook says too; an absent value is an empty place in both."""
    drawn = native_values(form, chart)
    assert workbook_values(form, chart) == {key: pytest.approx(read) for key, read in drawn.items()}
    return {key: (*(None if each is None else round(each, 9) for each in read), "") for key, read in drawn.items()}


def drawn_natively(chart: Chart) -> Values:
    """Return the values that a native chart can draw: those there are, with intervals where their role has them drawn."""
    with_intervals = {series.name for series in chart.series if series.role in WITH_INTERVALS}
    return {
        key: (value, low if key[0] in with_intervals else None, high if key[0] in with_intervals else None, "")
        for key, (value, low, high, _) in values_of(chart).items()
        if value is not None
    }


def text_of_plotly(_chart: Chart, form: dict[str, Any]) -> str:
    layout = form["layout"]
    drawn = (*(note["text"] for note in layout["annotations"]), layout["title"]["text"])
    meta = layout["meta"]
    return " ".join([html.unescape(" ".join(drawn)), *meta["notes"], meta["source"], meta["sample"]])


def text_of_png(_chart: Chart, form: bytes) -> str:
    """Return the text chunks of a PNG."""
    found, place = [], 8
    while place < len(form):
        (length,) = struct.unpack(">I", form[place : place + 4])
        if form[place + 4 : place + 8] == b"iTXt":
            found.append(form[place + 8 : place + 8 + length].rpartition(b"\0")[2].decode())
        place += 12 + length
    return " ".join(found)


def text_of_xlsx(_chart: Chart, form: bytes) -> str:
    sheet = openpyxl.load_workbook(io.BytesIO(form)).active
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def text_of_svg(chart: Chart, _form: str) -> str:
    return " ".join(box.text for box in boxes(root(svg(chart, 760, standalone=True))))


def pictures() -> tuple[str, ...]:
    """Return the charts that are drawn as pixels, which takes longest: every kind, a sample, and a name full of markup."""
    return (*(name for name in chosen_names() if ", suppressed, " in name), "trend, sample, fi", "trend, hostile names, fi")


READERS: Mapping[str, FormReader] = {
    "csv": FormReader(lambda _chart, form: form.replace('""', '"'), from_csv),
    "json": FormReader(lambda _chart, form: form.replace('\\"', '"'), from_json),
    "plotly": FormReader(text_of_plotly, from_plotly),
    "png": FormReader(text_of_png, charts=pictures, picture_of="svg"),
    "pptx": FormReader(lambda _chart, form: texts_of(form), from_pptx, drawn_natively, chosen_names),
    "svg": FormReader(text_of_svg, from_svg),
    "table": FormReader(lambda chart, _form: html.unescape(table(chart, standalone=True)), from_table),
    "xlsx": FormReader(text_of_xlsx, from_xlsx, charts=chosen_names),
}
"""How every form is read back; a new renderer needs its row here."""
