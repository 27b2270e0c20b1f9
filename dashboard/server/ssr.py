"""Server-side rendering: the first response holds the page as HTML, which Dash hydrates once it is loaded.

Relies on Dash's internals (`index`, what it writes into it, the first requests of its renderer), hence the pinned version. The
static page is a sibling of Dash's mount, which stays hidden until `assets/hydration.js` swaps the two in one frame; layout
and dependencies are JSON in the first page. Without JavaScript the static page stays.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, dcc
from dash._utils import to_json
from flask import Response, redirect, request
from markupsafe import Markup

from dashboard import BRAND, theme
from dashboard.addresses.embeds import base_address
from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import read_view
from dashboard.components import html
from dashboard.components.controls import static_form
from dashboard.components.errors import error_content
from dashboard.components.shell import footer, sample_banner
from dashboard.components.static import to_html
from dashboard.server.controls import dash_control
from dashboard.server.page_cache import MOST_KEPT, PageCache, RenderedPage, document_title, is_kept
from dashboard.text import text_for
from dashboard.web.cache import Cache
from dashboard.web.documents import json_block, render, written
from dashboard.web.social import head_of_chart
from data_sources.model import DEFAULT_LANGUAGE

NOT_INDEXED = written('<meta name="robots" content="noindex">')
"""Asks search engines to leave a document out."""


class ServerFirstDash(Dash):  # type: ignore[misc]  # dash is untyped
    """A Dash app whose index is the page itself."""

    def __init__(self, pages: PageCache, default_area: str, public_url: str = "", **options: Any) -> None:
        self._pages = pages
        self._default_area = default_area
        self._public_url = public_url
        self._documents: Cache[tuple[RenderedPage, str], str] = Cache(MOST_KEPT)
        super().__init__(**options)
        self.layout = self._default_layout

    def index(self, *_args: Any, **_kwargs: Any) -> Any:
        """Return the page at the request's address, a redirect to its canonical address, or an error page."""
        try:
            view = read_view(request.path, request.query_string.decode("utf-8", "replace"), self._default_area)
            page = self._pages.page(view)
        except MovedError as moved:
            return redirect(moved.url)
        except AddressError as error:
            return Response(_error_document(error, self._head), status=error.status, mimetype="text/html")
        base = base_address(self._public_url, request.host_url)
        kept = is_kept(page)
        document = (
            self._documents.get((page, base), lambda: self._write_document(page, base))
            if kept
            else self._write_document(page, base)
        )
        response = Response(document, mimetype="text/html")
        response.add_etag()
        response.cache_control.no_cache = True
        return response.make_conditional(request)

    def _write_document(self, page: RenderedPage, base: str) -> str:
        social = head_of_chart(page.chart, page.view, base, page.title) if page.chart else ""
        return render(
            "server/templates/page.html",
            language=page.view.language,
            title=document_title(page),
            address=page.view.url,
            head=social + (self._head if is_kept(page) else NOT_INDEXED + self._head),
            layout=json_block(to_json(layout(page))),
            scripts=self._scripts,
            **_static_page(page),
        )

    @cached_property
    def _head(self) -> Markup:
        icon = f'<link rel="icon" type="image/svg+xml" href="{self.get_asset_url("icon.svg")}">'
        return written(f"{icon}{self._generate_css_dist_html()}<style>{theme.css_variables()}</style>")

    @cached_property
    def _scripts(self) -> Markup:
        """What starts Dash, the same for every page of a process.

        Dash would make a new token for each page, which ties background callbacks to it. There are none here, and one
        token lets an unchanged page be told by its ETag.
        """
        dependencies = json_block(self.dependencies().get_data(as_text=True))
        given = f'<script id="server-dependencies" type="application/json">{dependencies}</script>'
        return written(f"{given}{self._generate_config_html()}{self._generate_scripts_html()}{self._generate_renderer()}")

    def _default_layout(self) -> Any:
        view = read_view(f"/{DEFAULT_LANGUAGE}/{self._default_area}", "", self._default_area)
        return layout(self._pages.page(view))


def layout(page: RenderedPage) -> Any:
    """Return the components of a whole page, as Dash mounts them."""
    text = text_for(page.view.language)
    shown = [control for control in page.controls if control.shown]
    parts = [
        dcc.Location(id="location", refresh=False, pathname=page.view.path, search=page.view.search),
        dcc.Store(id="page-title"),
        html.A(text.t("Skip to the content"), href="#content", className="skip"),
        html.Header(
            [
                sample_banner(text, mixed=page.real) if page.sample else None,
                html.Div(page.navigation, id="navigation", className="site-head"),
                html.Div([dash_control(control) for control in page.controls], className="controls", hidden=not shown),
            ],
        ),
        html.P(id="announcement", role="status", className="visually-hidden"),
        html.Main(page.content, id="content", className="content", tabIndex=-1),
        footer(text),
    ]
    return dmc.MantineProvider(html.Div(parts, className="page"), theme=theme.MANTINE)


def _static_page(page: RenderedPage) -> dict[str, str]:
    """Return the parts of a page as HTML, by their names in the template."""
    text = text_for(page.view.language)
    return {
        "skip": text.t("Skip to the content"),
        "banner": written(to_html(sample_banner(text, mixed=page.real) if page.sample else None)),
        "navigation": written(to_html(page.navigation)),
        "form": written(static_form(page.view, page.controls, text)),
        "content": written(to_html(page.content)),
        "footer": written(to_html(footer(text))),
    }


def _error_document(error: AddressError, head: Markup) -> str:
    return render(
        "server/templates/error.html",
        language=error.language,
        title=BRAND,
        head=head,
        content=written(to_html(error_content(error))),
        footer=written(to_html(footer(text_for(error.language)))),
    )
