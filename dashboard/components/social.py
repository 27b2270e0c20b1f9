"""Elements of a document's head by which other sites show a chart: its canonical address, social card and oEmbed."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.addresses.embeds import embed_path, oembed_address
from dashboard.addresses.view import View
from dashboard.charts.chart import Chart
from dashboard.text.languages import language_of

SITE = "Hytetaulu"
IMAGE_WIDTH = 1520
"""Width in pixels of the picture that a card shows (`dashboard.renderers.png`)."""

_META = Markup('<meta property="{}" content="{}">')
_LINK = Markup('<link rel="{}" href="{}">')
_OEMBED = Markup('<link rel="alternate" type="application/json+oembed" href="{}" title="{}">')


def head_of_chart(chart: Chart, view: View, base: str, title: str) -> str:
    """Return the head's elements for a document that shows a chart; nothing without `base`, scheme and host of the server.

    `title` is what the document is called; the picture and the sentence are the chart's.
    """
    if not base or view.indicator is None:
        return ""
    return "".join(_elements(chart, view, base, title))


def _elements(chart: Chart, view: View, base: str, title: str) -> Iterator[str]:
    properties = {
        "og:type": "article",
        "og:site_name": SITE,
        "og:title": title,
        "og:description": chart.sentence,
        "og:url": base + view.url,
        "og:locale": language_of(view.language).open_graph,
        "og:image": base + embed_path(view, chart.kind, "png"),
        "og:image:type": "image/png",
        "og:image:width": str(IMAGE_WIDTH),
        "og:image:alt": chart.sentence,
    }
    yield from (_META.format(name, content) for name, content in properties.items())
    yield Markup('<meta name="description" content="{}">').format(chart.sentence)
    yield Markup('<meta name="twitter:card" content="summary_large_image">')
    yield _LINK.format("canonical", base + view.url)
    yield _OEMBED.format(oembed_address(base, embed_path(view, chart.kind)), title)
