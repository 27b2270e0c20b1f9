"""Elements of a page as light descriptions: Dash's encoder carries them to the browser, `static` writes them as HTML."""

from __future__ import annotations

from typing import Any, ClassVar


class Node:
    """Something that a browser shows: what the class of one name in a namespace of JavaScript makes of properties."""

    namespace: ClassVar[str]

    def __init__(self, **properties: Any) -> None:
        self.properties = properties

    def to_plotly_json(self) -> dict[str, Any]:
        """Return what Dash's renderer draws; Dash's JSON encoder asks for it by this name."""
        return {"props": self.properties, "type": type(self).__name__, "namespace": self.namespace}


class Graph(Node):
    """Plotly's drawing of a figure, which only a browser can make."""

    namespace = "dash_core_components"


class Markup(Node):
    """Ready-made markup, such as an SVG or a table that a renderer wrote, as it is inside a `<div>`.

    Whoever makes the text has escaped what came from outside. The browser's half is `assets/markup.js`.
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
        """What stands inside."""
        return self.properties["children"]


class A(Element):
    """A link."""


class Abbr(Element):
    """An abbreviation, whose title says it in full."""


class Address(Element):
    """How somebody is reached."""


class Br(Element):
    """The end of a line."""


class Button(Element):
    """A button."""


class Caption(Element):
    """The name of a table."""


class Code(Element):
    """A piece of code, or an address."""


class Dd(Element):
    """What is said of a term."""


class Details(Element):
    """What unfolds below its summary."""


class Div(Element):
    """A block without a meaning of its own."""


class Dl(Element):
    """A list of terms and what is said of them."""


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
    """A member of a list."""


class Main(Element):
    """The content of a page, without what stands around it on every page."""


class Nav(Element):
    """Links that lead about."""


class Ol(Element):
    """A list in an order that means something."""


class P(Element):
    """A paragraph."""


class Section(Element):
    """A section, with a heading."""


class Span(Element):
    """A piece of text without a meaning of its own."""


class Strong(Element):
    """What is important."""


class Summary(Element):
    """The line by which details unfold."""


class Table(Element):
    """A table."""


class Tbody(Element):
    """Rows of a table."""


class Td(Element):
    """A cell of a table."""


class Th(Element):
    """The heading of a row or a column."""


class Thead(Element):
    """The head of a table."""


class Tr(Element):
    """A row of a table."""


class Ul(Element):
    """A list in no order."""
