"""The shell around every page: sample data banner, navigation, footer."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dashboard import BRAND
from dashboard.addresses.pages import Navigation, read_pages
from dashboard.addresses.parameters import LONGEST_SEARCH
from dashboard.addresses.view import View
from dashboard.components import html
from dashboard.text import Text
from dashboard.text.languages import languages

FETCH_COMMAND = "./run refresh"
LENS = Markup(
    '<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5"/>'
    '<path d="M12.5 12.5 18 18"/></svg>'
)


def navigation(view: View, text: Text) -> list[Any]:
    """Return the content of the header: brand, pages, search, languages."""
    links = [
        html.A(
            text.t(link.label),
            href=view.at(page=name, indicator=None, priority=None).url,
            **({"aria-current": "page"} if name == view.page else {}),
        )
        for name, link in _links("header")
    ]
    tongues = [
        html.A(
            language.name,
            href=view.at(language=language.code).url,
            lang=language.code,
            hrefLang=language.code,
            **({"aria-current": "true"} if language.code == view.language else {}),
        )
        for language in languages().values()
    ]
    return [
        html.A(BRAND, href=view.at(page="overview", indicator=None).url, className="brand"),
        html.Nav(links, className="pages", **{"aria-label": text.t("Pages")}),
        search_field(view, text),
        html.Nav(tongues, className="languages", **{"aria-label": text.t("Language")}),
    ]


def search_field(view: View, text: Text) -> html.Markup:
    """Return the form of the search, which the server answers without a script; `assets/search.js` gives it a key."""
    form = Markup(
        '<form role="search" method="get" action="{action}">'
        '<input type="search" name="q" value="{query}" aria-label="{label}" placeholder="{label}" maxlength="{longest}"'
        ' autocomplete="off" aria-keyshortcuts="/"><input type="hidden" name="area" value="{area}">'
        '<button aria-label="{label}">{lens}</button></form>'
    ).format(
        action=read_pages()["search"].address({"language": view.language}),
        label=text.t("Search"),
        query=view.q or "",
        longest=LONGEST_SEARCH,
        area=view.area.slug,
        lens=LENS,
    )
    return html.Markup(str(form), className="site-search")


def _links(part: str) -> list[tuple[str, Navigation]]:
    """Return the names of the pages that have a link in a part of every page, and the links, by their places."""
    found = [(name, page.navigation) for name, page in read_pages().items() if page.navigation and page.navigation.part == part]
    return sorted(found, key=lambda pair: pair[1].place)


def sample_banner(text: Text, *, mixed: bool) -> html.P:
    """Return the banner that says that the store holds sample data, `mixed` with real data or alone."""
    some = text.t("Some of the values are sample data, not real ones; their charts say so.")
    phrase = some if mixed else text.t("Sample data, not real figures.")
    return html.P(
        [html.Strong(phrase), " ", text.t("Fetch the real ones with the command"), " ", html.Code(FETCH_COMMAND)],
        className="sample-banner",
    )


def footer(text: Text) -> html.Footer:
    """Return the foot of every page."""
    phrase = text.t(
        "Hytetaulu shows public statistics by population group for wellbeing plans. Each value names its source and licence."
    )
    pages = [
        html.A(text.t(link.label), href=read_pages()[name].address({"language": text.language}))
        for name, link in _links("footer")
    ]
    links = [*pages, html.A(text.t("Open data (API)"), href=f"/api/v1?lang={text.language}")]
    separated = [node for link in links for node in (" \u00b7 ", link)][1:]
    return html.Footer([html.P(phrase), html.P(separated)])
