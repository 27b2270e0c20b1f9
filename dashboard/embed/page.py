"""The page of one embedded chart: title, sentence, drawings for three widths, table, notes, source and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.addresses.embeds import embed_path
from dashboard.charts.chart import Chart
from dashboard.drawing.reading import reader
from dashboard.embed.request import EmbedRequest, with_query
from dashboard.embed.snippet import PAPER, height_at
from dashboard.embed.static_files import STATIC
from dashboard.renderers import svg, table
from dashboard.text import Text, text_for
from dashboard.web.documents import render, written
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
        drawings={name: written(svg.svg(chart, width, asked.options.height, target="_blank")) for name, width in WIDTHS.items()},
        reader=written(reader(chart, text)),
        table=written(table.table(chart)),
        table_label=text.t("Values as a table"),
        links=_links(asked, text),
    )


def _print_height(chart: Chart, asked: EmbedRequest) -> int:
    """Return the height in CSS pixels on paper, where the table is open."""
    opened = asked if asked.options.table == "link" else replace(asked, options=replace(asked.options, table="open"))
    return height_at(chart, opened, PAPER)


def _links(asked: EmbedRequest, text: Text) -> Iterator[tuple[str, str]]:
    """Yield address and label of the links out of the frame, which say that they open a new tab."""
    if asked.options.table == "link":
        whole = with_query(embed_path(asked.view, asked.kind), asked.options.query("theme", "height") | {"table": "open"})
        yield whole, text.t("Values as a table (new tab)")
    yield asked.view.url, text.t("More in Hytetaulu (new tab)")
