"""Elements of pages: what Dash's renderer is told of them is what Dash's own components would say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from dash import dcc
from dash import html as dash_html
from plotly.io.json import to_json_plotly

from dashboard.addresses.reading import read_view
from dashboard.components import html
from dashboard.components.html import Element, Graph, Markup, Node
from dashboard.queries.reader import Reader
from dashboard.server.page_cache import PageCache
from data_sources.store import Store
from tests.dashboard.meeting import TODAY, fill

ELEMENTS = sorted(Element.__subclasses__(), key=lambda element: element.__name__)
ADDRESSES = (
    "/fi/kajaani?plan=meeting",
    "/en/kajaani/differences?plan=meeting",
    "/sv/kajaani/priority/health?plan=meeting",
    "/en/kajaani/indicator/daily-smoking?plan=meeting",
    "/fi/explore",
    "/en/sources",
    "/sv/accessibility",
)


def of_dash(node: Node) -> Any:
    """Return Dash's component of the same name; it refuses attributes that it does not know."""
    return getattr(dcc if isinstance(node, Graph) else dash_html, type(node).__name__)(**node.properties)


def nodes_in(content: Any) -> Iterator[Node]:
    if isinstance(content, list | tuple):
        for each in content:
            yield from nodes_in(each)
    elif isinstance(content, Node):
        yield content
        yield from nodes_in(content.properties.get("children"))


def said(node: Node) -> Any:
    return json.loads(to_json_plotly(node))


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.__name__)
def test_an_element_says_what_dashs_own_component_says(element: type[Element]) -> None:
    node = element(["a", html.Br()], id={"type": "t", "chart": "trend"}, className="c", **{"aria-label": "l", "data-key": "k"})
    assert said(node)["props"]["children"][1] == {"namespace": "dash_html_components", "type": "Br", "props": {"children": None}}
    assert said(node) == said(of_dash(node))


def test_markup_and_graph_are_found_by_the_browser() -> None:
    assert said(Markup("<svg/>", className="c")) == {
        "namespace": "hytetaulu",
        "type": "Markup",
        "props": {"html": "<svg/>", "className": "c"},
    }
    graph = Graph(id="g", figure={"data": []}, config={}, responsive=True, style={"height": "1px"})
    assert said(graph) == said(of_dash(graph))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_element_of_a_page_has_attributes_that_dash_knows(store: Store, address: str) -> None:
    path, _, search = address.partition("?")
    page = PageCache(Reader(fill(store), lambda: TODAY)).page(read_view(path, search, "kajaani"), shown=("trend",))
    found = [each for each in nodes_in([page.navigation, page.content]) if not isinstance(each, Markup)]
    assert len(found) > 20
    for node in found:
        assert of_dash(node).to_plotly_json()["props"] == node.properties
