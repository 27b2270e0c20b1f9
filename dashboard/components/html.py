"""Elements of a page as light descriptions: Dash's encoder carries them to the browser, `static` writes them as HTML."""

from __future__ import annotations

from typing import Any, ClassVar


class Node:
    """An element of a page: a component's class name, its JavaScript namespace and its properties."""

    namespace: ClassVar[str]

    def __init__(self, **properties: Any) -> None:
        self.properties = properties

    def to_plotly_json(self) -> dict[str, Any]:
        """Return what Dash's renderer draws; Dash's JSON encoder asks for it by this name."""
        return {"props": self.properties, "type": type(self).__name__, "namespace": self.namespace}


class Graph(Node):
    """A Plotly figure, which only a browser can draw."""

    namespace = "dash_core_components"


class Markup(Node):
    """Ready-made markup, such as an SVG or a table that a renderer wrote, as it is inside a `<div>`.

    The caller has escaped text from outside. The browser's half is `assets/markup.js`.
    """

    namespace = "hytetaulu"

    def __init__(self, html: str, **properties: Any) -> None:
        super().__init__(html=html, **properties)


class Element(Node):
    """An element of HTML: `children` are texts, numbers, nodes or a list of them; attributes have React's names."""

    namespace = "dash_html_components"

    def __init__(self, children: Any = None, **attributes: Any) -> None:
        super().__init__(children=children, **attributes)

    @property
    def children(self) -> Any:
        """The children."""
        return self.properties["children"]


class A(Element):
    """A link."""


class Abbr(Element):
    """An abbreviation whose title gives the full form."""


class Address(Element):
    """Contact details."""


class Br(Element):
    """A line break."""


class Button(Element):
    """A button."""


class Caption(Element):
    """The caption of a table."""


class Code(Element):
    """A piece of code, or an address."""


class Dd(Element):
    """The description of a term."""


class Details(Element):
    """What unfolds below its summary."""


class Div(Element):
    """A block without a role of its own."""


class Dl(Element):
    """A list of terms and their descriptions."""


class Dt(Element):
    """A term."""


class Footer(Element):
    """The foot of a page."""


class H1(Element):
    """The heading of a page."""


class H2(Element):
    """The heading of a section."""


class H3(Element):
    """The heading of a part of a section."""


class Header(Element):
    """The head of a page or of a section."""


class Li(Element):
    """An item of a list."""


class Main(Element):
    """The main content of a page, without header and footer."""


class Nav(Element):
    """Navigation links."""


class Ol(Element):
    """An ordered list."""


class P(Element):
    """A paragraph."""


class Section(Element):
    """A section with a heading."""


class Span(Element):
    """A piece of text without a role of its own."""


class Strong(Element):
    """Important text."""


class Summary(Element):
    """The line that unfolds details."""


class Table(Element):
    """A table."""


class Tbody(Element):
    """Rows of a table."""


class Td(Element):
    """A cell of a table."""


class Th(Element):
    """The header cell of a row or a column."""


class Thead(Element):
    """The head of a table."""


class Tr(Element):
    """A row of a table."""


class Ul(Element):
    """An unordered list."""
