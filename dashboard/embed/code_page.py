"""The page that gives a web editor the code of an embed: language, options, preview, and codes with buttons that copy them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from dashboard.addresses.embeds import CODE, embed_path
from dashboard.addresses.parameters import OPEN, PARAMETERS
from dashboard.charts.chart import Chart
from dashboard.embed import snippet
from dashboard.embed.request import EmbedRequest, with_query
from dashboard.embed.static_files import HOST_SCRIPT, STATIC
from dashboard.text import Text, text_for
from dashboard.text.languages import languages
from dashboard.web.documents import render
from data_sources.model import Period


class CodeText(NamedTuple):
    """One of the texts to copy: `id` and size of its field, its heading and help, and the text itself."""

    id: str
    heading: str
    help: str
    rows: int
    content: str


def code_page(chart: Chart, asked: EmbedRequest, base: str) -> str:
    """Return the page as HTML; `base` is scheme and host of the addresses in the codes."""
    text = text_for(chart.language)
    first, *others = _codes(chart, asked, base, text)
    return render(
        "embed/templates/code.html",
        language=chart.language,
        theme="light",
        title=text.t("Embed the chart: {title}", title=chart.title),
        styles=[STATIC.address("embed.css"), STATIC.address("code.css")],
        script=STATIC.address("code.js"),
        host_script=HOST_SCRIPT,
        lede=text.t("The chart keeps itself up to date on your site. It sets no cookies and works without JavaScript."),
        warning=_warning(base, text),
        languages_label=text.t("Language"),
        languages=_languages(asked),
        action=f"{embed_path(asked.view, asked.kind).partition('?')[0]}/{CODE}",
        selects=_selects(asked, text),
        kept=_kept(asked),
        update=text.t("Update the preview and the codes"),
        first=first,
        others=others,
        copy=text.t("Copy"),
        copied=text.t("Copied."),
        preview=text.t("Preview"),
        width=asked.options.width,
        address=snippet.page_address(asked, ""),
        chart_title=chart.title,
        height=snippet.height_at(chart, asked, float(asked.options.width)),
    )


def _codes(chart: Chart, asked: EmbedRequest, base: str, text: Text) -> Iterator[CodeText]:
    yield CodeText(
        "code",
        text.t("Code"),
        text.t("A small script from this server sets the height of the frame. Without it everything is still readable."),
        7,
        snippet.code(chart, asked, base),
    )
    yield CodeText(
        "code-without-script",
        text.t("Code without a script"),
        text.t("For publishing systems that remove scripts. The table is behind a link."),
        6,
        snippet.code_without_script(chart, asked, base),
    )
    yield CodeText(
        "picture",
        text.t("Picture"),
        text.t("A picture with a link, for newsletters and systems that remove frames."),
        5,
        snippet.picture_code(chart, asked, base),
    )
    yield CodeText("picture-address", text.t("Address of the picture"), "", 2, snippet.picture_address(asked, base))
    yield CodeText(
        "address",
        text.t("Address of the chart"),
        text.t("Many publishing systems make an embed of the address alone (oEmbed)."),
        2,
        snippet.page_address(asked, base),
    )


def _languages(asked: EmbedRequest) -> Iterator[tuple[str, str, str]]:
    """Yield code, own name and address of each language."""
    for language in languages().values():
        address = embed_path(asked.view.at(language=language.code), asked.kind)
        yield language.code, language.name, with_query(address, asked.options.query(), part=CODE)


def _kept(asked: EmbedRequest) -> list[tuple[str, str]]:
    """Return the hidden fields of the form: those of the view, and the height."""
    chosen = {name for name, *_ in _years(asked, text_for(asked.view.language))}
    pairs = parse_qsl(asked.view.search.lstrip("?"), keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name not in chosen]
    return [*kept, ("height", str(asked.options.height))] if asked.options.height else kept


def _selects(asked: EmbedRequest, text: Text) -> Iterator[tuple[str, str, str, Iterable[tuple[str, str]]]]:
    """Yield name, label, chosen value and options of the fields of the form, in their order."""
    yield from _years(asked, text)
    for name, (label, texts) in _choices(text).items():
        yield name, label, getattr(asked.options, name), zip(PARAMETERS[name].choices, texts, strict=True)


def _years(asked: EmbedRequest, text: Text) -> Iterator[tuple[str, str, str, Iterable[tuple[str, str]]]]:
    """Yield the field of the years where they end: as they are, or on to the newest, which an embed is usually meant to show."""
    if asked.view.years is None or asked.view.years[1] == OPEN[1]:
        return
    first, write = asked.view.years[0], PARAMETERS["years"].write
    whole, on = write(asked.view.years), write((first, OPEN[1]))
    texts = (text.period(Period(*asked.view.years)), text.t("From {year} on, always to the newest year", year=first))
    yield "years", text.t("Years"), whole, zip((whole, on), texts, strict=True)


def _warning(base: str, text: Text) -> str:
    """Return what keeps the codes from working elsewhere: other sites, which are on https, show no frame from http."""
    host = base.removeprefix("http://").partition(":")[0]
    if not base.startswith("http://") or host in {"localhost", "127.0.0.1"}:
        return ""
    return text.t("The codes have an address with http, and a site on https does not show it. Ask the operator of this service.")


def _choices(text: Text) -> Mapping[str, tuple[str, Iterable[str]]]:
    """Return the label and the texts of the choices that the form offers, in the order of the parameters."""
    pixels = (text.t("{width} pixels", width=width) for width in PARAMETERS["width"].choices)
    return {
        "theme": (text.t("Colours"), (text.t("Light"), text.t("Dark"), text.t("As the reader has set"))),
        "table": (text.t("Table"), (text.t("Folded"), text.t("Open"), text.t("Behind a link"))),
        "title": (text.t("Title"), (text.t("Shown"), text.t("Hidden"))),
        "width": (text.t("Width of the preview"), pixels),
    }
