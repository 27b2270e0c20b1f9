"""Elements of a document's head by which other sites show a chart: its canonical address, social card and oEmbed."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from dashboard import BRAND
from dashboard.addresses.embeds import embed_path, oembed_address
from dashboard.addresses.view import View
from dashboard.charts.chart import Chart
from dashboard.text.languages import find_language
from dashboard.web.documents import render

IMAGE_WIDTH = 1520
"""Width in pixels of the picture that a card shows (`dashboard.renderers.png`)."""


def head_of_chart(chart: Chart, view: View, base: str, title: str) -> Markup:
    """Return the head's elements for a document that shows a chart; nothing without `base`, scheme and host of the server.

    `title` is what the document is called; the picture and the sentence are the chart's.
    """
    if not base or view.indicator is None:
        return Markup("")
    return render(
        "web/templates/social.html",
        title=title,
        description=chart.sentence,
        address=base + view.url,
        oembed=oembed_address(base, embed_path(view, chart.kind)),
        properties=_properties(chart, view, base, title),
    )


def _properties(chart: Chart, view: View, base: str, title: str) -> Mapping[str, str]:
    """Return the properties of Open Graph (https://ogp.me)."""
    return {
        "og:type": "article",
        "og:site_name": BRAND,
        "og:title": title,
        "og:description": chart.sentence,
        "og:url": base + view.url,
        "og:locale": find_language(view.language).open_graph,
        "og:image": base + embed_path(view, chart.kind, "png"),
        "og:image:type": "image/png",
        "og:image:width": str(IMAGE_WIDTH),
        "og:image:alt": chart.sentence,
    }
