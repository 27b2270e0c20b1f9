"""The page of all slides: sections in their order, a bar of controls, help; complete without JavaScript and without network."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from dashboard.charts.chart import Chart
from dashboard.deck import Deck
from dashboard.present.bar import bar, key_help
from dashboard.present.lines import lines_markup
from dashboard.present.request import PresentRequest
from dashboard.present.static_files import STATIC
from dashboard.renderers import svg
from dashboard.text import text_for
from dashboard.web.documents import render, written

DRAWN: Mapping[str, tuple[float, float | None]] = {"wide": (740, 300), "square": (560, 280), "narrow": (345, None)}
"""Width and height in CSS pixels that a chart is drawn in, for screens of 16:9, of 4:3, and held upright.

A slide magnifies the first two, so that their type of 12 and 13 px is 2.5 % of the screen's height and more: from ten metres,
on a screen two metres high, capitals are then seen under some 12 minutes of arc; five are the limit of normal sight.
"""


def page(deck: Deck, asked: PresentRequest) -> str:
    """Return the page as HTML."""
    text = text_for(deck.language)
    return render(
        "present/templates/slides.html",
        language=deck.language,
        theme=asked.theme,
        title=f"{deck.area}, {deck.plan}",
        styles=STATIC.address("present.css"),
        scripts=[STATIC.address("present.js"), STATIC.address("files.js")],
        body_attributes={
            "data-said": text.t("Slide {number} of {count}: {title}", number="{number}", count="{count}", title="{title}")
        },
        bar=bar(asked, text),
        slides=[(slide, _drawings(slide.chart) if slide.chart else lines_markup(slide.lines)) for slide in deck.slides],
        notes=text.t("Speaker notes"),
        help=key_help(text),
    )


def _drawings(chart: Chart) -> Markup:
    drawings = {name: written(svg.svg(chart, *size)) for name, size in DRAWN.items()}
    return render("present/templates/drawings.html", drawings=drawings)
