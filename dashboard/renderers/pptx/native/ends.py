"""Names at the ends of native lines, moved apart, each with the newest value of the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Series
from dashboard.drawing.labels import spread, wrapped
from dashboard.renderers.pptx.native.cells import number_format
from dashboard.renderers.pptx.native.drawing_ml import (
    C15,
    A,
    C,
    Element,
    bare,
    clean,
    default_looks,
    extension,
    moved,
    run_looks,
    shown,
)
from dashboard.renderers.pptx.native.frame import GAP, LABEL, LABEL_LINE, NARROWER, NativeFrame, Years
from dashboard.text import Text


@dataclass(frozen=True, slots=True)
class EndLine:
    """A segment of a series that is drawn in one go; `last` where its end bears the name."""

    series: Series
    style: theme.Style
    points: tuple[ChartPoint, ...]
    last: bool


def newest_of(points: Sequence[ChartPoint]) -> ChartPoint | None:
    """Return the last point that has a value."""
    return next((point for point in reversed(points) if point.value is not None), None)


def label_room(wide: float) -> float:
    """Return the widest line of a name in a chart of a width, in points."""
    return 0.2 * wide / NARROWER


def end_lines(chart: Chart, series: Series, room: float, text: Text) -> list[str]:
    """Return the lines at the end of a series: its name, and last the newest value."""
    newest = newest_of(series.points)
    value = chart.value_text(newest or series.points[-1], text)
    return [*wrapped(series.end_name, room, LABEL, bold=True, most=3), value]


def end_shifts(
    chart: Chart, lines: Sequence[EndLine], years: Years, frame: NativeFrame, text: Text
) -> dict[str, tuple[float, float]]:
    """Return how far each name is moved from the end of its line, right and down, in parts of the chart."""
    ends = [(each.series, newest) for each in lines if each.last and (newest := newest_of(each.points))]
    low, high = chart.y.ticks[0], chart.y.ticks[-1]
    across, down = frame.right - frame.left, frame.bottom - frame.top
    wanted = [frame.top + down * (high - (point.value or 0)) / (high - low) for _, point in ends]
    heights = [len(end_lines(chart, series, label_room(frame.width), text)) * LABEL_LINE + 3 for series, _ in ends]
    # Above the years at the foot of the axis, unless there are more names than that leaves room for.
    centres = spread(wanted, heights, 0, frame.bottom if sum(heights) <= frame.bottom else frame.height)
    return {
        series.name: ((across * (1 - years.share(point.x)) + GAP / 2) / frame.width, (centre - before) / frame.height)
        for (series, point), before, centre in zip(ends, wanted, centres, strict=True)
    }


def end_label(
    chart: Chart, part: EndLine, newest: ChartPoint, years: Years, ends: dict[str, tuple[float, float]], room: float, text: Text
) -> Element:
    """Return the name of a line and its newest value, which follows the workbook."""
    *names, value = end_lines(chart, part.series, room, text)
    paragraphs = [_paragraph(A.r, part.style, chart.language, name) for name in names]
    field = _paragraph(A.fld, part.style, chart.language, value, A.pPr(algn="l"), id=_FIELD_ID, type="VALUE")
    return C.dLbl(
        C.idx(val=years.place(newest.x)),
        moved(*ends[part.series.name]),
        C.tx(C.rich(A.bodyPr(wrap="none"), A.lstStyle(), *paragraphs, field)),
        number_format(chart, text, chart.decimals, unit=True),
        bare(),
        C.dLblPos(val="r"),
        *shown("Val", "SerName"),
        _fields(),
    )


def _paragraph(
    kind: Callable[..., Element], style: theme.Style, language: str, text: str, *properties: Element, **attributes: str
) -> Element:
    """Return a line of the label: a run, or a field with its own properties and attributes."""
    looks = (language, LABEL, style.colour)
    head = A.pPr(default_looks(*looks, bold=style.bold), algn="l")
    return A.p(head, kind(run_looks(*looks, bold=style.bold), *properties, A.t(clean(text)), **attributes))


def _fields() -> Element:
    """Return that a label holds fields, without which programs show its letters as they are."""
    return extension(C15.dlblFieldTable(), C15.showDataLabelsRange(val="0"))


_FIELD_ID = "{7F5E4A0B-2C0D-4C55-9F43-0C5B6E0A1D11}"
