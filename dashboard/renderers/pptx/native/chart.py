"""Chart -> a chart that office programs draw themselves, with the workbook behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from dashboard.charts.chart import Chart, ChartPoint, Mark, Series
from dashboard.renderers.pptx.native import bars, lines
from dashboard.renderers.pptx.native.drawing_ml import A, C, bare, maker, typed
from dashboard.renderers.pptx.native.frame import TICK, NativeFrame, years_of
from dashboard.renderers.pptx.native.sheet import workbook
from dashboard.text import Text, text_for
from dashboard.text.languages import find_language
from data_sources.model import ABSENT

_ROOT = maker("c", "a", "r")


@dataclass(frozen=True, slots=True)
class NativeChart:
    """The part of a chart and its workbook, under the names that python-pptx asks chart data for."""

    xml: bytes
    xlsx_blob: bytes
    frame: NativeFrame

    def xml_bytes(self, _chart_type: object) -> bytes:
        """Return the part; its content gives its type."""
        return self.xml


def native_chart(chart: Chart, size: tuple[float, float]) -> NativeChart:
    """Return the native chart for a frame of a width and height in points.

    Lines over time; bars by category, which a map becomes too. An absent value is an empty cell: neither the
    part nor the workbook holds it.
    """
    text, kind = text_for(chart.language), lines if chart.x.kind == "time" else bars
    frame = kind.frame_of(chart, size, text)
    sheet, plot, blanks = kind.sheet_and_plot(chart, frame, text)
    legend = bars.legend(chart) if kind is bars else []
    root = _ROOT.chartSpace(
        C.date1904(val="0"),
        C.lang(val=find_language(chart.language).office),
        C.roundedCorners(val="0"),
        C.chart(
            C.autoTitleDeleted(val="1"),
            C.plotArea(*plot, C.spPr(A.noFill())),
            *legend,
            C.plotVisOnly(val="1"),
            C.dispBlanksAs(val=blanks),
        ),
        bare(),
        typed(chart.language, TICK, "ink"),
    )
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return NativeChart(written, workbook(sheet, chart), frame)


def mark_places(chart: Chart, frame: NativeFrame) -> Iterator[tuple[Mark, float]]:
    """Yield the marks of a chart over time with their distances from its left edge in points."""
    if chart.marks:
        years = years_of(chart)
        for mark in chart.marks:
            share = min(1.0, max(0.0, years.share(mark.x - 0.5)))
            yield mark, frame.left + share * (frame.right - frame.left)


def absent_values(chart: Chart) -> list[str]:
    """Return sentences on points without values: "Kajaani, 2026: salattu"."""
    text = text_for(chart.language)
    return [_absent(series, status, text) for series in chart.series for status in ABSENT if _having(series, status)]


def _having(series: Series, status: object) -> list[ChartPoint]:
    return [point for point in series.points if point.status is status]


def _absent(series: Series, status: object, text: Text) -> str:
    points = _having(series, status)
    labels = text.listing(dict.fromkeys(point.label for point in points))
    sign, label = text.sign(points[0].status), text.status(points[0].status)
    return f"{series.name}, {labels}: {label if sign == label else f'{sign} ({label})'}."
