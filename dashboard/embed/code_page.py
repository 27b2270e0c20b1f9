"""The page that gives a web editor the code of an embed: language, options, preview, and codes with buttons that copy them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl

from babel import Locale
from markupsafe import Markup

from dashboard.addresses.embeds import CODE, embed_path
from dashboard.addresses.parameters import PARAMETERS
from dashboard.charts.chart import Chart
from dashboard.embed import snippet
from dashboard.embed.request import EmbedRequest, with_query
from dashboard.embed.static_files import HOST_SCRIPT, STATIC
from dashboard.text import Text, text_for
from data_sources.model import LANGUAGES

_DOCUMENT = Markup(
    """<!DOCTYPE html>
<html lang="{language}" data-theme="light">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><meta name="robots" content="noindex"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{styles}"><link rel="stylesheet" href="{own_styles}">
<script src="{script}" defer></script><script src="{host_script}" async></script></head>
<body><main>{body}</main></body>
</html>"""
)
_SELECT = Markup('<label>{label} <select name="{name}">{options}</select></label>')
_OPTION = Markup('<option value="{value}"{selected}>{label}</option>')
_HIDDEN = Markup('<input type="hidden" name="{}" value="{}">')
_PREVIEW = Markup(
    '<h2>{heading}</h2><div class="preview" tabindex="0" role="region" aria-label="{heading}">'
    '<iframe class="width-{width}" src="{address}" title="{title}" height="{height}"></iframe></div>'
)
_TEXT = Markup(
    '<section><h2 id="{id}-name">{heading}</h2><p>{help}</p>'
    '<textarea id="{id}" readonly rows="{rows}" spellcheck="false" aria-labelledby="{id}-name">{content}</textarea>'
    '<p><button type="button" class="copy" data-copies="{id}" data-done="{done}" aria-label="{copy}: {heading}" hidden>'
    '{copy}</button> <output role="status"></output></p></section>'
)


def code_page(chart: Chart, asked: EmbedRequest, base: str) -> str:
    """Return the page as HTML; `base` is scheme and host of the addresses in the codes."""
    text = text_for(chart.language)
    return _DOCUMENT.format(
        language=chart.language,
        title=text.t("Embed the chart: {title}", title=chart.title),
        styles=STATIC.address("embed.css"),
        own_styles=STATIC.address("code.css"),
        script=STATIC.address("code.js"),
        host_script=HOST_SCRIPT,
        body=Markup("").join(_body(chart, asked, base, text)),
    )


def _body(chart: Chart, asked: EmbedRequest, base: str, text: Text) -> Iterator[Markup]:
    yield Markup("<h1>{}</h1>").format(text.t("Embed the chart: {title}", title=chart.title))
    words = text.t("The chart keeps itself up to date on your site. It sets no cookies and works without JavaScript.")
    yield Markup("<p>{}</p>").format(words)
    yield _languages(asked, text)
    yield _form(asked, text)
    first, *others = (
        _TEXT.format(
            id=name, heading=heading, help=words, rows=rows, content=content, copy=text.t("Copy"), done=text.t("Copied.")
        )
        for name, heading, words, rows, content in _codes(chart, asked, base, text)
    )
    yield first
    yield _PREVIEW.format(
        heading=text.t("Preview"),
        width=asked.options.width,
        address=snippet.page_address(asked, ""),
        title=chart.title,
        height=snippet.height_at(chart, asked, float(asked.options.width)),
    )
    yield from others


def _codes(chart: Chart, asked: EmbedRequest, base: str, text: Text) -> Iterator[tuple[str, str, str, int, str]]:
    yield (
        "code",
        text.t("Code"),
        text.t("A small script from this server sets the height of the frame. Without it everything is still readable."),
        7,
        snippet.code(chart, asked, base),
    )
    yield (
        "code-without-script",
        text.t("Code without a script"),
        text.t("For publishing systems that remove scripts. The table is behind a link."),
        6,
        snippet.code_without_script(chart, asked, base),
    )
    yield (
        "picture",
        text.t("Picture"),
        text.t("A picture with a link, for newsletters and systems that remove frames."),
        5,
        snippet.picture_code(chart, asked, base),
    )
    yield "picture-address", text.t("Address of the picture"), "", 2, snippet.picture_address(asked, base)
    yield (
        "address",
        text.t("Address of the chart"),
        text.t("Many publishing systems make an embed of the address alone (oEmbed)."),
        2,
        snippet.page_address(asked, base),
    )


def _languages(asked: EmbedRequest, text: Text) -> Markup:
    links = [_language_link(asked, language) for language in LANGUAGES]
    return Markup('<nav class="links" aria-label="{}">{}</nav>').format(text.t("Language"), Markup("").join(links))


def _language_link(asked: EmbedRequest, language: str) -> Markup:
    address = with_query(embed_path(asked.view.at(language=language), asked.kind), asked.options.query(), part=CODE)
    name = (Locale(language).get_display_name(language) or language).capitalize()
    current = Markup(' aria-current="true"') if language == asked.view.language else ""
    return Markup('<a href="{}" lang="{}" hreflang="{}"{}>{}</a>').format(address, language, language, current, name)


def _form(asked: EmbedRequest, text: Text) -> Markup:
    """Return the options as a form that needs no script; what the view says travels along."""
    fields = [_select(asked, name, label, words) for name, (label, words) in _choices(text).items()]
    kept = [_HIDDEN.format(name, value) for name, value in parse_qsl(asked.view.search.lstrip("?"), keep_blank_values=True)]
    if asked.options.height:
        kept.append(_HIDDEN.format("height", asked.options.height))
    path = embed_path(asked.view, asked.kind).partition("?")[0]
    button = Markup("<button>{}</button>").format(text.t("Update the preview and the codes"))
    return Markup('<form method="get" action="{}/{}">{}</form>').format(path, CODE, Markup("").join([*fields, *kept, button]))


def _choices(text: Text) -> Mapping[str, tuple[str, Iterable[str]]]:
    """Return label and words of the choices that the form offers, in the order of the parameters."""
    pixels = (text.t("{width} pixels", width=width) for width in PARAMETERS["width"].choices)
    return {
        "theme": (text.t("Colours"), (text.t("As the reader has set"), text.t("Light"), text.t("Dark"))),
        "table": (text.t("Table"), (text.t("Folded"), text.t("Open"), text.t("Behind a link"))),
        "title": (text.t("Title"), (text.t("Shown"), text.t("Hidden"))),
        "width": (text.t("Width of the preview"), pixels),
    }


def _select(asked: EmbedRequest, name: str, label: str, words: Iterable[str]) -> Markup:
    chosen = getattr(asked.options, name)
    options = [
        _OPTION.format(value=value, label=word, selected=Markup(" selected") if value == chosen else "")
        for value, word in zip(PARAMETERS[name].choices, words, strict=True)
    ]
    return _SELECT.format(label=label, name=name, options=Markup("").join(options))
