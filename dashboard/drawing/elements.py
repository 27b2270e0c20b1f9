"""The smallest parts of an SVG drawing: escaped elements, text, marks and scales."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Role, Series
from dashboard.drawing.labels import width

Paint: TypeAlias = Callable[[str], str]
"""A colour of the theme by its name -> the colour as this drawing writes it."""

ASCENT, DESCENT = 0.8, 0.24
"""Height of a line of type above and below its base line, in ems."""

HOLLOW = (Role.TARGET, Role.PROJECTION)
"""Roles whose marks are hollow, since their points are not observations."""

_SHAPES = {
    "circle": "M{r} 0A{r} {r} 0 1 1 -{r} 0A{r} {r} 0 1 1 {r} 0Z",
    "square": "M-{r} -{r}H{r}V{r}H-{r}Z",
    "diamond": "M0 -{r}L{r} 0L0 {r}L-{r} 0Z",
    "triangle": "M0 -{r}L{r} {r}H-{r}Z",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def px(number: float) -> str:
    """Return a length with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """Return an element; attribute values are escaped, None leaves one out, `_` stands for `-`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{px(value) if isinstance(value, float) else escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


@dataclass(frozen=True, slots=True)
class TextLine:
    """Lines of type at a place; `y` is the base line of the first."""

    x: float
    y: float
    lines: Sequence[str]
    size: float
    colour: str
    anchor: str = "start"
    bold: bool = False
    kind: str = "label"
    halo: str = "paper"

    def element(self, paint: Paint) -> str:
        """Return the text element, on a halo so that a line below does not cross the letters."""
        spans = [
            f'<tspan x="{px(self.x)}" y="{px(self.y + number * line_height(self.size))}">{escape(line)}</tspan>'
            for number, line in enumerate(self.lines)
        ]
        return tag(
            "text",
            "".join(spans),
            class_=self.kind,
            font_size=self.size,
            font_weight=600 if self.bold else None,  # rasterisers know hundreds only
            text_anchor=None if self.anchor == "start" else self.anchor,
            fill=paint(self.colour),
            paint_order="stroke",
            stroke=paint(self.halo),
            stroke_width=3,
            stroke_linejoin="round",
        )


def with_plain_halos(markup: str) -> str:
    """Return a drawing in which each halo is a text of its own below the text it surrounds.

    Programs that do not know `paint-order`, such as LibreOffice, would paint the halo over the letters.
    """
    halo = r' paint-order="stroke"( stroke="[^"]+" stroke-width="3" stroke-linejoin="round")'
    below = r'<text class="halo"\2\4>\5</text><text\1\2>\5</text>'
    return re.sub(rf"<text( class=\"[^\"]*\")([^>]*)({halo})>(.*?)</text>", below, markup)


def line_height(size: float) -> float:
    """Return the distance of base lines."""
    return round(size * 1.25)


def widest(lines: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Return the width of the widest line; 0 without lines."""
    return max((width(line, size, bold=bold) for line in lines), default=0)


def mark(
    x: float, y: float, style: theme.Style, paint: Paint, point: ChartPoint | None, *, size: float, inside: str | None = None
) -> str:
    """Return the mark of a point, which carries its numbers as data, or of a legend (no point).

    `inside` is the paint within a hollow one: a comparison's or a provisional value's. Small marks have no rim.
    """
    rim = style.colour if inside else "paper"
    return tag(
        "path",
        class_="point" if point else "key",
        d=_SHAPES[style.mark].replace("{r}", px(size)),
        transform=f"translate({px(x)} {px(y)})",
        fill="none" if inside == "none" else paint(inside or style.colour),
        stroke=paint(rim) if size > 2.5 else None,
        stroke_width=(1.6 if inside else 1) if size > 2.5 else None,
        **(data(point) if point else {}),
    )


def data(point: ChartPoint) -> dict[str, object]:
    """Return the data attributes of a point: its numbers as they are, none where there are none."""
    numbers = {"data_value": point.value, "data_low": point.low, "data_high": point.high}
    return {
        "data_x": _raw(point.x),
        "data_label": point.label,
        "data_period": point.period,
        "data_status": point.status.value,
        **{key: None if number is None else _raw(number) for key, number in numbers.items()},
    }


def _raw(number: float) -> str:
    return repr(float(number)).removesuffix(".0")


def styles(series: Sequence[Series]) -> list[theme.Style]:
    """Return the looks of every series of a chart, the comparisons counted from the first."""
    found, comparisons = [], 0
    for each in series:
        found.append(theme.style(each.role, comparisons))
        comparisons += each.role is Role.COMPARISON
    return found


def point_style(chart: Chart, point: ChartPoint, own: theme.Style) -> theme.Style:
    """Return the looks of a point: its series' own, or those of context where another category is emphasised."""
    return own if chart.front in {None, point.x} else theme.style(Role.CONTEXT)
