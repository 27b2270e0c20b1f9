"""Components written as plain HTML: escaped, without ids, and never one that means nothing without JavaScript."""

import pytest

from dashboard.components import html
from dashboard.components.html import Graph, Markup
from dashboard.components.static import to_html


def test_attributes_and_texts_are_escaped_and_ids_left_out() -> None:
    link = html.A("a < b", href='/fi?x="1"&y=2', id="gone", className="brand", hrefLang="sv", **{"aria-label": "k"})
    assert to_html(link) == '<a class="brand" href="/fi?x=&#34;1&#34;&amp;y=2" hreflang="sv" aria-label="k">a &lt; b</a>'


def test_true_attributes_void_elements_and_markup() -> None:
    page = [html.Details([html.Summary("s")], open=True), html.Br(), Markup("<svg></svg>", className="drawing"), None, 3]
    assert to_html(page) == '<details open><summary>s</summary></details><br><div class="drawing"><svg></svg></div>3'


def test_styles_are_written_as_css() -> None:
    assert to_html(html.P("a", style={"marginTop": "3px"})) == '<p style="margin-top:3px">a</p>'


def test_a_component_that_needs_javascript_is_refused() -> None:
    with pytest.raises(TypeError, match="Graph means nothing without JavaScript"):
        to_html(Graph())
