"""The page of all slides: sections in their order, a bar of controls, help; complete without JavaScript and without network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from dashboard.charts.chart import Chart
from dashboard.deck import Deck, Slide
from dashboard.present.bar import bar, help_dialog
from dashboard.present.lines import lines_markup
from dashboard.present.request import PresentRequest
from dashboard.present.static_files import STATIC
from dashboard.renderers import svg
from dashboard.text import Text, text_for

DRAWN: Mapping[str, tuple[float, float | None]] = {"wide": (740, 300), "square": (560, 290), "narrow": (345, None)}
"""Width and height in CSS pixels that a chart is drawn in, for screens of 16:9, of 4:3, and held upright.

A slide magnifies the first two, so that their type of 12 and 13 px is 2.5 % of the screen's height and more: from ten metres,
on a screen two metres high, capitals are then seen under some 12 minutes of arc; five are the limit of normal sight.
"""

_DOCUMENT = Markup(
    """<!DOCTYPE html>
<html lang="{language}" data-theme="{theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><meta name="robots" content="noindex"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{styles}"><script src="{script}" defer></script><script src="{files_script}" defer></script></head>
<body data-said="{said}">{bar}<main><h1 class="visually-hidden">{title}</h1>{slides}</main>{help}
<div class="black" hidden></div><p class="visually-hidden" id="said" role="status" aria-live="polite"></p></body>
</html>"""
)
_SLIDE = Markup(
    '<section class="slide {kind}" id="{id}" aria-labelledby="{id}-title" tabindex="-1">'
    '<header>{eyebrow}<h2 id="{id}-title">{title}</h2>{subtitle}</header><div class="body">{body}</div>{notes}'
    '<footer><span class="source">{source}</span> <span class="number">{number}&nbsp;/&nbsp;{count}</span></footer></section>'
)


def page(deck: Deck, asked: PresentRequest) -> str:
    """Return the page as HTML."""
    text = text_for(deck.language)
    return _DOCUMENT.format(
        language=deck.language,
        theme=asked.theme,
        title=f"{deck.area}, {deck.plan}",
        styles=STATIC.address("present.css"),
        script=STATIC.address("present.js"),
        files_script=STATIC.address("files.js"),
        said=text.t("Slide {number} of {count}: {title}", number="{number}", count="{count}", title="{title}"),
        bar=bar(asked, text),
        slides=Markup("").join(_slides(deck, text)),
        help=help_dialog(text),
    )


def _slides(deck: Deck, text: Text) -> Iterator[Markup]:
    for number, slide in enumerate(deck.slides, 1):
        yield _SLIDE.format(
            id=slide.id,
            kind=slide.kind,
            eyebrow=_paragraph("eyebrow", slide.eyebrow),
            title=slide.title,
            subtitle=_paragraph("subtitle", slide.subtitle),
            body=_drawings(slide.chart) if slide.chart else lines_markup(slide.lines),
            notes=_notes(slide, text),
            source=slide.source,
            number=number,
            count=len(deck.slides),
        )


def _paragraph(kind: str, words: str) -> Markup:
    return Markup('<p class="{}">{}</p>').format(kind, words) if words else Markup("")


def _drawings(chart: Chart) -> Markup:
    drawn = (
        Markup('<div class="drawing {}">{}</div>').format(name, Markup(svg.svg(chart, *size)))  # noqa: S704  # it escapes
        for name, size in DRAWN.items()
    )
    return Markup("").join(drawn)


def _notes(slide: Slide, text: Text) -> Markup:
    if not slide.notes:
        return Markup("")
    items = Markup("").join(Markup("<li>{}</li>").format(note) for note in slide.notes)
    words = text.t("Speaker notes")
    return Markup('<details class="notes"><summary>{}</summary><ul>{}</ul></details>').format(words, items)
