"""Names at the ends of native lines, moved apart, each with the newest figure of the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Series
from dashboard.drawing.labels import spread, wrapped
from dashboard.renderers.pptx.native import xml
from dashboard.renderers.pptx.native.frame import GAP, LABEL, LABEL_LINE, NARROWER, NativeFrame, Years
from dashboard.text import Text


@dataclass(frozen=True, slots=True)
class EndLine:
    """A stretch of a series that is drawn in one go; `last` where its end bears the name."""

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
    """Return the lines at the end of a series: its name, and last the newest figure."""
    newest = newest_of(series.points)
    value = chart.figure(newest or series.points[-1], text)
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
) -> str:
    """Return the name of a line and its newest figure, which follows the workbook."""
    style, language = part.style, chart.language
    *names, value = end_lines(chart, part.series, room, text)
    across, down = ends[part.series.name]
    own = xml.letters(language, LABEL, style.colour, bold=style.bold)
    head = f'<a:p><a:pPr algn="l">{xml.letters(language, LABEL, style.colour, bold=style.bold, tag="a:defRPr")}</a:pPr>'
    words = "".join(f"{head}<a:r>{own}<a:t>{escape(xml.clean(name))}</a:t></a:r></a:p>" for name in names)
    field = f'<a:fld id="{_FIELD_ID}" type="VALUE">{own}<a:pPr algn="l"/><a:t>{escape(value)}</a:t></a:fld>'
    shown = "".join(
        f'<c:show{kind} val="{int(kind in {"Val", "SerName"})}"/>'
        for kind in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    return (
        f'<c:dLbl><c:idx val="{years.place(newest.x)}"/><c:layout><c:manualLayout><c:x val="{across:.4f}"/>'
        f'<c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{words}{head}{field}</a:p></c:rich></c:tx>'
        f'<c:numFmt formatCode="{escape(xml.number_format(chart, text, chart.decimals, unit=True))}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:dLblPos val="r"/>{shown}{_FIELDS}</c:dLbl>'
    )


_FIELD_ID = "{7F5E4A0B-2C0D-4C55-9F43-0C5B6E0A1D11}"
_FIELDS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:dlblFieldTable/>'
    '<c15:showDataLabelsRange val="0"/></c:ext></c:extLst>'
)
"""Says that a label holds fields, without which programs show its letters as they are."""
