"""The page of one embedded chart: title, sentence, drawings for three widths, table, notes, source and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from dashboard.addresses.embeds import embed_path
from dashboard.charts.chart import Chart, ChartPoint
from dashboard.embed.request import EmbedRequest, with_query
from dashboard.embed.snippet import PAPER, height_at
from dashboard.embed.static_files import STATIC
from dashboard.renderers import svg, table
from dashboard.text import Text, text_for
from dashboard.web.documents import json_block, render, written
from dashboard.web.social import head_of_chart

WIDTHS = {"narrow": 314, "middle": 500, "wide": 740}
"""Widths in CSS pixels that the chart is drawn for; the stylesheet shows the one that fits the column."""


def page(chart: Chart, asked: EmbedRequest, base: str) -> str:
    """Return the page as HTML; `base` is scheme and host for the addresses that other machines follow."""
    text = text_for(chart.language)
    return render(
        "embed/templates/page.html",
        language=chart.language,
        theme=asked.options.theme,
        body_attributes={"data-print": _print_height(chart, asked)},
        title=chart.title,
        social=head_of_chart(chart, asked.view, base, chart.title),
        styles=STATIC.address("embed.css"),
        script=STATIC.address("reading.js"),
        chart=chart,
        options=asked.options,
        drawings={name: written(svg.svg(chart, width, asked.options.height)) for name, width in WIDTHS.items()},
        reader=_reader(chart, text),
        table=written(table.table(chart)),
        table_label=text.t("Values as a table"),
        links=_links(asked, text),
        points=json_block(orjson.dumps(_points(chart, text)).decode()),
    )


def _print_height(chart: Chart, asked: EmbedRequest) -> int:
    """Return the height in CSS pixels on paper, where the table is open."""
    opened = asked if asked.options.table == "link" else replace(asked, options=replace(asked.options, table="open"))
    return height_at(chart, opened, PAPER)


def _reader(chart: Chart, text: Text) -> dict[str, str | int]:
    """Return label, help and positions (the last and the initial one) of the slider that reads the points of the first series."""
    places = [point.x for point in chart.series[0].points]
    last = len(places) - 1
    return {
        "last": last,
        "start": last if chart.x.kind == "time" else places.index(chart.front) if chart.front in places else 0,
        "label": text.t("Read the points"),
        "help": text.t("Left and right arrows move along the points, up and down arrows from series to series."),
    }


def _links(asked: EmbedRequest, text: Text) -> Iterator[tuple[str, str]]:
    """Yield address and label of the links out of the frame, which say that they open a new tab."""
    if asked.options.table == "link":
        whole = with_query(embed_path(asked.view, asked.kind), asked.options.query("theme", "height") | {"table": "open"})
        yield whole, text.t("Values as a table (new tab)")
    yield asked.view.url, text.t("More in Hytetaulu (new tab)")


def _points(chart: Chart, text: Text) -> list[Any]:
    """Return what the script reads out: [name, [[x, label, text], ...]] of each series."""
    return [
        [each.name, [[_raw(point.x), point.label, _point_text(chart, point, text)] for point in each.points]]
        for each in chart.series
        if each.points
    ]


def _raw(number: float) -> str:
    """Return a place on the axis as the drawing writes it in its data."""
    return repr(float(number)).removesuffix(".0")


def _point_text(chart: Chart, point: ChartPoint, text: Text) -> str:
    """Return a value with its interval and its status."""
    value = chart.value_text(point, text)
    if point.low is not None and point.high is not None:
        value += f" ({text.interval(point.low, point.high, chart.decimals)})"
    status = text.status(point.status)
    return f"{value}, {status}" if status and point.value is not None else value
