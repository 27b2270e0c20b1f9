"""The first page of every address holds the page as HTML; Dash hydrates it when it is loaded.

Leans on Dash's insides (`index`, what it writes into it, the first requests of its renderer), hence the pinned version. The
static page is a sibling of Dash's mount, which stays hidden until `assets/hydration.js` swaps the two in one frame; the
layout and the dependencies travel as JSON in the first page. Without JavaScript the static page simply stays.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, dcc, html
from dash._utils import to_json
from flask import Response, redirect, request
from markupsafe import escape

from dashboard import theme
from dashboard.addresses.embeds import base_address
from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import read_view
from dashboard.components.errors import error_content
from dashboard.components.shell import BRAND, dash_control, footer, sample_banner, static_form
from dashboard.components.social import head_of_chart
from dashboard.components.static import to_html
from dashboard.server.page_cache import MOST_KEPT, PageCache, RenderedPage, document_title
from dashboard.text import text_for
from data_sources.model import LANGUAGES


class ServerFirstDash(Dash):  # type: ignore[misc]  # dash is untyped
    """A Dash app whose index is the page itself."""

    def __init__(self, pages: PageCache, default_area: str, public_url: str = "", **options: Any) -> None:
        self._pages = pages
        self._default_area = default_area
        self._public_url = public_url
        self._document = lru_cache(MOST_KEPT)(self._write_document)
        super().__init__(**options)
        self.layout = self._default_layout

    def index(self, *_args: Any, **_kwargs: Any) -> Any:
        """Answer the address of the request: the page, a redirect to its canonical address, or a readable error."""
        try:
            view = read_view(request.path, request.query_string.decode("utf-8", "replace"), self._default_area)
            page = self._pages.page(view)
        except MovedError as moved:
            return redirect(moved.url)
        except AddressError as error:
            return Response(_error_document(error, self._head), status=error.status, mimetype="text/html")
        response = Response(self._document(page, base_address(self._public_url, request.host_url)), mimetype="text/html")
        response.add_etag()
        response.cache_control.no_cache = True
        return response.make_conditional(request)

    def _write_document(self, page: RenderedPage, base: str) -> str:
        title = document_title(page)
        social = head_of_chart(page.chart, page.view, base, page.title) if page.chart else ""
        return f"""<!DOCTYPE html>
<html lang="{page.view.language}">
<head>{_head_of(title, social + self._head)}</head>
<body>
<div id="static-page">{_static_page(page)}</div>
<div id="mount" class="waiting"><div id="react-entry-point"></div></div>
<script id="server-layout" type="application/json">{_json(to_json(layout(page)))}</script>
{self._scripts}
</body>
</html>"""

    @cached_property
    def _head(self) -> str:
        icon = f'<link rel="icon" type="image/svg+xml" href="{self.get_asset_url("icon.svg")}">'
        return f"{icon}{self._generate_css_dist_html()}<style>{theme.css_variables()}</style>"

    @cached_property
    def _scripts(self) -> str:
        """What starts Dash, the same for every page of a process.

        Dash would make a new token for each page, which ties background callbacks to it. There are none here, and one
        token lets an unchanged page be told by its ETag.
        """
        dependencies = _json(self.dependencies().get_data(as_text=True))
        given = f'<script id="server-dependencies" type="application/json">{dependencies}</script>'
        return f"{given}{self._generate_config_html()}{self._generate_scripts_html()}{self._generate_renderer()}"

    def _default_layout(self) -> Any:
        view = read_view(f"/{LANGUAGES[0]}/{self._default_area}", "", self._default_area)
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


def _static_page(page: RenderedPage) -> str:
    text = text_for(page.view.language)
    skip = to_html(html.A(text.t("Skip to the content"), href="#static-content", className="skip"))
    top = to_html(
        [sample_banner(text, mixed=page.real) if page.sample else None, html.Div(page.navigation, className="site-head")]
    )
    form = static_form(page.view, page.controls, text)
    main = f'<main id="static-content" class="content" tabindex="-1">{to_html(page.content)}</main>'
    return f'<div class="page">{skip}<header>{top}{form}</header>{main}{to_html(footer(text))}</div>'


def _error_document(error: AddressError, head: str) -> str:
    text = text_for(error.language)
    content = to_html(error_content(error))
    link = html.A(BRAND, href=f"/{error.language}", className="brand")
    brand = to_html(html.Header(html.Div(link, className="site-head")))
    return f"""<!DOCTYPE html>
<html lang="{error.language}">
<head>{_head_of(BRAND, head)}</head>
<body><div class="page">{brand}<main class="content">{content}</main>{to_html(footer(text))}</div></body>
</html>"""


def _head_of(title: str, head: str) -> str:
    return f"""<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>{head}<noscript><style>.needs-script{{display:none}}.static-button{{animation-delay:0s}}</style></noscript>"""


def _json(text: str) -> str:
    """Return JSON that can stand inside a script element: no `<` can close it."""
    return text.replace("<", "\\u003c")
