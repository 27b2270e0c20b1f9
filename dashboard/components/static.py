"""Elements of a page -> plain HTML, so that a page is readable before Dash runs, or without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import escape

from dashboard.components.html import Element, Markup, Node

_ATTRIBUTE_NAMES = {"className": "class", "htmlFor": "for"}
_NOT_WRITTEN = frozenset({"children", "html", "id"})
"""Children, and ids: after hydration the page is in the document a second time, with ids."""
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


def to_html(node: Any) -> str:
    """Return the HTML of a node, a text, a number or a list of them, escaped and without ids.

    `TypeError` for another kind of node than elements and markup: it has no meaning without JavaScript.
    """
    if node is None or node is False:
        return ""
    if isinstance(node, Markup):
        return f"<div{_attributes(node)}>{node.properties['html']}</div>"
    if isinstance(node, Element):
        return _element(node)
    if isinstance(node, Node):
        raise TypeError(f"{type(node).__name__} means nothing without JavaScript")
    if isinstance(node, str | int | float):
        return str(escape(node))
    if isinstance(node, Iterable):
        return "".join(map(to_html, node))
    raise TypeError(f"{type(node).__name__} cannot be written as HTML")


def _element(node: Element) -> str:
    tag = type(node).__name__.lower()
    if tag in _VOID:
        return f"<{tag}{_attributes(node)}>"
    return f"<{tag}{_attributes(node)}>{to_html(node.children)}</{tag}>"


def _attributes(node: Node) -> str:
    return "".join(_written(name, node.properties[name]) for name in sorted(node.properties, key=_place))


def _place(name: str) -> tuple[bool, str]:
    """Return a key that sorts attributes alphabetically, then the hyphenated ones (aria-label) as given."""
    return ("-" in name, "" if "-" in name else name)


def _written(name: str, value: Any) -> str:
    if name in _NOT_WRITTEN or value is None or value is False:
        return ""
    attribute = _ATTRIBUTE_NAMES.get(name, name.lower())
    text = _css(value) if name == "style" else value
    return f" {attribute}" if value is True else f' {attribute}="{escape(text)}"'


def _css(style: dict[str, Any]) -> str:
    return ";".join(f"{re.sub('[A-Z]', lambda found: '-' + found[0].lower(), name)}:{value}" for name, value in style.items())
