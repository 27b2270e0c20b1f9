"""The parts of which the XML of a native chart is made (DrawingML charts, ECMA-376 part 1, chapter 21.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint
from dashboard.renderers.pptx.native.sheet import ChartSheet, Numbers
from dashboard.text import Text
from data_sources.model import ObservationStatus

LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
"""Languages as programs of an office know them."""
_NUMBER_LOCALES = {"fi": "40B", "sv": "81D", "en": "809"}
"""The same as number formats know them (Windows language identifiers)."""
POINT = 12700
"""English metric units in a point."""
DASHES = {"": "solid", "9 5": "dash", "1.5 4": "sysDot", "6 3": "dash", "2 3": "sysDot", "8 3 2 3": "dashDot"}
"""Dashes of the theme as DrawingML names them."""
SYMBOLS = {"circle": "circle", "square": "square", "diamond": "diamond", "triangle": "triangle"}


NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
"""Says that no line runs from a point to its label, as some programs draw when a label was moved."""


def colour(name: str) -> str:
    """Return a colour of the theme for paper, without its number sign."""
    return theme.COLOURS["light"][name].lstrip("#")


def fill(name: str, opacity: float = 1) -> str:
    """Return a plain fill."""
    alpha = f'<a:alpha val="{round(opacity * 100000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour(name)}">{alpha}</a:srgbClr></a:solidFill>'


def line(name: str, points: float, dash: str = "", opacity: float = 1) -> str:
    """Return a line of a width in points."""
    kind = f'<a:prstDash val="{DASHES.get(dash, "dash")}"/>' if dash else ""
    return f'<a:ln w="{round(points * POINT)}" cap="rnd">{fill(name, opacity)}{kind}<a:round/></a:ln>'


def letters(language: str, size: float, name: str, *, bold: bool = False, tag: str = "a:rPr") -> str:
    """Return the properties of letters of a size in points."""
    weight = int(bold)
    return f'<{tag} lang="{LOCALES[language]}" sz="{round(size * 100)}" b="{weight}">{fill(name)}</{tag}>'


def typed(language: str, size: float, name: str, *, bold: bool = False, turned: bool = True) -> str:
    """Return the letters of an axis, a legend or labels; not `turned`: upright whatever the room."""
    body = "<a:bodyPr/>" if turned else '<a:bodyPr rot="0" vert="horz"/>'
    own = letters(language, size, name, bold=bold, tag="a:defRPr")
    end = f'<a:endParaRPr lang="{LOCALES[language]}"/>'
    return f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{own}</a:pPr>{end}</a:p></c:txPr>"


def rich(language: str, words: str, size: float, name: str) -> str:
    """Return words of a title of an axis, upright."""
    run = f"<a:r>{letters(language, size, name)}<a:t>{escape(words)}</a:t></a:r>"
    own = letters(language, size, name, tag="a:defRPr")
    return f'<c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>{own}</a:pPr>{run}</a:p></c:rich></c:tx>'


def place(x: float, y: float, width: float | None = None, height: float | None = None) -> str:
    """Return a place in parts of the chart: of the plot where it has a width, else of a title."""
    inner = '<c:layoutTarget val="inner"/>' if width is not None else ""
    size = f'<c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>' if width is not None else ""
    edges = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f'<c:layout><c:manualLayout>{inner}{edges}<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>{size}</c:manualLayout></c:layout>'


def series_words(sheet: ChartSheet, column: int) -> str:
    """Return the name of a series, which stands at the head of its column."""
    return f"<c:tx>{_texts(sheet.head(column), [sheet.columns[column - 1][0]])}</c:tx>"


def series_figures(sheet: ChartSheet, column: int) -> str:
    """Return categories and figures of a series; an absent figure is no element at all."""
    figures = _numbers(sheet.body(column), sheet.columns[column - 1][1])
    return f"<c:cat>{_texts(sheet.body(0), sheet.categories)}</c:cat><c:val>{figures}</c:val>"


def error_bars(sheet: ChartSheet, lower: int, upper: int, drawn: str, *, caps: bool, along: bool) -> str:
    """Return the intervals of a series from the columns of distances down and up; `along` says the way, where it must be said."""
    way = '<c:errDir val="y"/>' if along else ""
    ends = "".join(
        f"<c:{tag}>{_numbers(sheet.body(column), sheet.columns[column - 1][1])}</c:{tag}>"
        for tag, column in (("plus", upper), ("minus", lower))
    )
    kind = f'<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="{int(not caps)}"/>'
    return f"<c:errBars>{way}{kind}{ends}<c:spPr>{drawn}</c:spPr></c:errBars>"


def distances(points: Iterable[ChartPoint | None]) -> tuple[list[float | None], list[float | None]]:
    """Return how far the interval of each point goes down and up, None without one."""
    lower: list[float | None] = []
    upper: list[float | None] = []
    for point in points:
        whole = point is not None and None not in {point.value, point.low, point.high}
        lower.append(round(point.value - point.low, 9) if whole else None)  # type: ignore[union-attr, operator]  # whole says so
        upper.append(round(point.high - point.value, 9) if whole else None)  # type: ignore[union-attr, operator]  # as above
    return lower, upper


def number_format(chart: Chart, text: Text, decimals: int, *, unit: bool) -> str:
    """Return the format of figures in the language, with the sign of the unit around where wanted."""
    core = f"[$-{_NUMBER_LOCALES[chart.language]}]#,##0" + (f".{'0' * decimals}" if decimals else "")
    if not unit:
        return core
    many = 2.0  # the plural, which formats cannot choose
    written = text.figure(many, chart.unit, decimals, ObservationStatus.NORMAL, difference=chart.difference)
    before, _, after = written.partition(text.number(many, decimals))
    return "".join((_literal(before), core, _literal(after)))


def tick_step(ticks: Sequence[float]) -> float | None:
    """Return the distance of ticks where all are as far apart, else None."""
    steps = {round(later - earlier, 9) for earlier, later in pairwise(ticks)}
    return steps.pop() if len(steps) == 1 else None


def clean(words: str) -> str:
    """Return the words without letters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", words)


def _literal(words: str) -> str:
    return f'"{words}"' if words else ""


def _texts(reference: str, words: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{number}"><c:v>{escape(clean(each))}</c:v></c:pt>' for number, each in enumerate(words))
    count = f'<c:ptCount val="{len(words)}"/>'
    return f"<c:strRef><c:f>{escape(reference)}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef>"


def _numbers(reference: str, numbers: Numbers) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{number!r}</c:v></c:pt>' for place, number in enumerate(numbers) if number is not None
    )
    head = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>'
    return f"<c:numRef><c:f>{escape(reference)}</c:f><c:numCache>{head}{points}</c:numCache></c:numRef>"
