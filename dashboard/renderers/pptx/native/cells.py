"""References of a native chart to its cells: names and numbers of series, intervals, formats of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.charts.chart import Chart, ChartPoint
from dashboard.renderers.pptx.native.drawing_ml import C, Element, clean
from dashboard.renderers.pptx.native.sheet import ChartSheet, Numbers
from dashboard.text import Text
from dashboard.text.languages import find_language
from data_sources.model import ObservationStatus


def series_name(sheet: ChartSheet, column: int) -> Element:
    """Return the name of a series, which is the head of its column."""
    return C.tx(_texts(sheet.head(column), [sheet.columns[column - 1][0]]))


def series_values(sheet: ChartSheet, column: int) -> list[Element]:
    """Return categories and values of a series; an absent value is no element at all."""
    return [C.cat(_texts(sheet.body(0), sheet.categories)), C.val(_column(sheet, column))]


def error_bars(sheet: ChartSheet, lower: int, upper: int, drawn: Element, *, caps: bool, along: bool) -> Element:
    """Return the intervals of a series from the columns of distances down and up; `along` states the direction where needed."""
    return C.errBars(
        *([C.errDir(val="y")] if along else []),
        C.errBarType(val="both"),
        C.errValType(val="cust"),
        C.noEndCap(val=int(not caps)),
        C.plus(_column(sheet, upper)),
        C.minus(_column(sheet, lower)),
        C.spPr(drawn),
    )


def add_intervals(sheet: ChartSheet, name: str, points: Iterable[ChartPoint | None], text: Text) -> tuple[int, int]:
    """Add two columns to the sheet: how far the interval of each point goes down and up, None without one."""
    lower: list[float | None] = []
    upper: list[float | None] = []
    for point in points:
        value, low, high = (point.value, point.low, point.high) if point else (None, None, None)
        lower.append(None if value is None or low is None or high is None else round(value - low, 9))
        upper.append(None if value is None or low is None or high is None else round(high - value, 9))
    head = f"{name}, {text.t('95% confidence interval')}"
    return sheet.add(f"{head}, {text.t('distance down')}", lower), sheet.add(f"{head}, {text.t('distance up')}", upper)


def number_format(chart: Chart, text: Text, decimals: int, *, unit: bool) -> Element:
    """Return the format of numbers in the language, with the sign of the unit around where wanted."""
    lcid = find_language(chart.language).lcid
    core = (f"[$-{lcid}]" if lcid else "") + "#,##0" + (f".{'0' * decimals}" if decimals else "")
    if not unit:
        return C.numFmt(formatCode=core, sourceLinked="0")
    many = 2.0  # the plural, which formats cannot choose
    written = text.value_or_sign(many, chart.unit, decimals, ObservationStatus.NORMAL, difference=chart.difference)
    before, _, after = written.partition(text.number(many, decimals))
    return C.numFmt(formatCode="".join((_literal(before), core, _literal(after))), sourceLinked="0")


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""


def _texts(reference: str, texts: Sequence[str]) -> Element:
    points = [C.pt(C.v(clean(each)), idx=number) for number, each in enumerate(texts)]
    return C.strRef(C.f(reference), C.strCache(C.ptCount(val=len(texts)), *points))


def _column(sheet: ChartSheet, column: int) -> Element:
    numbers: Numbers = sheet.columns[column - 1][1]
    points = [C.pt(C.v(repr(number)), idx=place) for place, number in enumerate(numbers) if number is not None]
    cache = C.numCache(C.formatCode("General"), C.ptCount(val=len(numbers)), *points)
    return C.numRef(C.f(sheet.body(column)), cache)
