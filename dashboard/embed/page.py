"""The page of one embedded chart: title, sentence, drawings for three widths, table, notes, source and the way to more."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from markupsafe import Markup

from dashboard.addresses.embeds import embed_path
from dashboard.charts.chart import Chart, ChartPoint
from dashboard.components.social import head_of_chart
from dashboard.embed.request import EmbedRequest, with_query
from dashboard.embed.static_files import STATIC
from dashboard.renderers import svg, table
from dashboard.text import Text, text_for

WIDTHS = {"narrow": 314, "middle": 500, "wide": 740}
"""Widths in CSS pixels that the chart is drawn for; the stylesheet shows the one that fits the column."""

_DOCUMENT = Markup(
    """<!DOCTYPE html>
<html lang="{language}" data-theme="{theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>{head}<link rel="stylesheet" href="{styles}"><link rel="icon" href="data:,">
<script src="{script}" defer></script></head>
<body>{body}</body>
</html>"""
)
_READER = Markup(
    """<div class="reader" hidden><label for="reader">{label}</label>
<input type="range" id="reader" min="0" max="{last}" value="{start}" step="1" aria-describedby="reader-help">
<output id="reading" for="reader" role="status" aria-live="polite"></output>
<p id="reader-help" class="visually-hidden">{help}</p></div>"""
)
_FOLD = Markup(
    "<details{open}><summary>{label}</summary>"
    '<div class="table-wrap" tabindex="0" role="region" aria-label="{label}">{table}</div></details>'
)
_LINK = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>')


def page(chart: Chart, asked: EmbedRequest, base: str) -> str:
    """Return the page as HTML; `base` is scheme and host for the addresses that other machines follow."""
    text = text_for(chart.language)
    return _DOCUMENT.format(
        language=chart.language,
        theme=asked.options.theme,
        title=chart.title,
        head=Markup(head_of_chart(chart, asked.view, base, chart.title)),  # noqa: S704  # escaped where it is made
        styles=STATIC.address("embed.css"),
        script=STATIC.address("reading.js"),
        body=Markup("").join(_body(chart, asked, text)),
    )


def _body(chart: Chart, asked: EmbedRequest, text: Text) -> Iterator[Markup]:
    hidden = Markup(' class="visually-hidden"') if asked.options.title == "off" else Markup("")
    yield Markup("<main><h1{}>{}</h1>").format(hidden, chart.title)
    if chart.subtitle:
        yield Markup('<p class="subtitle">{}</p>').format(chart.subtitle)
    yield Markup('<p class="sentence">{}</p>').format(chart.sentence)
    yield _drawings(chart, asked.options.height)
    places = [point.x for point in chart.series[0].points]
    last = len(places) - 1
    yield _READER.format(
        last=last,
        start=last if chart.x.kind == "time" else places.index(chart.front) if chart.front in places else 0,
        label=text.t("Read the points"),
        help=text.t("Left and right arrows move along the points, up and down arrows from series to series."),
    )
    if chart.notes:
        yield Markup('<ul class="notes">{}</ul>').format(
            Markup("").join(Markup("<li>{}</li>").format(note) for note in chart.notes)
        )
    if asked.options.table != "link":
        yield fold(chart, text, is_open=asked.options.table == "open")
    yield Markup('<p class="source">{}</p><p class="links">{}</p></main>').format(
        chart.source, Markup(" ").join(_links(asked, text))
    )
    yield _points(chart, text)


def _drawings(chart: Chart, height: int | None) -> Markup:
    drawn = (Markup('<div class="{}">{}</div>').format(name, _svg(chart, width, height)) for name, width in WIDTHS.items())
    return Markup('<div class="drawing">{}</div>').format(Markup("").join(drawn))


def _svg(chart: Chart, width: int, height: int | None) -> Markup:
    return Markup(svg.svg(chart, width, height))  # noqa: S704  # the renderer escapes


def fold(chart: Chart, text: Text, *, is_open: bool) -> Markup:
    """Return the folded table of a chart's figures."""
    rows = Markup(table.table(chart))  # noqa: S704  # the renderer escapes
    return _FOLD.format(open=Markup(" open") if is_open else "", label=text.t("Figures as a table"), table=rows)


def _links(asked: EmbedRequest, text: Text) -> Iterator[Markup]:
    """Return the links out of the frame, which say that they open a new tab."""
    if asked.options.table == "link":
        whole = with_query(embed_path(asked.view, asked.kind), asked.options.query("theme", "height") | {"table": "open"})
        yield _LINK.format(whole, text.t("Figures as a table (new tab)"))
    yield _LINK.format(asked.view.url, text.t("More in Hytetaulu (new tab)"))


def _points(chart: Chart, text: Text) -> Markup:
    """Return what the script reads out: [name, [[x, label, words], ...]] of each series, as data that no browser runs."""
    series = [
        [each.name, [[_raw(point.x), point.label, _words(chart, point, text)] for point in each.points]]
        for each in chart.series
        if each.points
    ]
    block = orjson.dumps(series).decode().replace("<", "\\u003c")
    return Markup('<script type="application/json" id="points">{}</script>').format(Markup(block))  # noqa: S704  # no < is left


def _raw(number: float) -> str:
    """Return a place on the axis as the drawing writes it in its data."""
    return repr(float(number)).removesuffix(".0")


def _words(chart: Chart, point: ChartPoint, text: Text) -> str:
    """Return a figure with its interval and the word of its status."""
    words = chart.figure(point, text)
    if point.low is not None and point.high is not None:
        words += f" ({text.interval(point.low, point.high, chart.decimals)})"
    status = text.status(point.status)
    return f"{words}, {status}" if status and point.value is not None else words
