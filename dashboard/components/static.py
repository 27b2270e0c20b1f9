"""Components of a page -> plain HTML, so that the first answer of an address is readable before Dash runs, or without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import escape

from dashboard.components.markup import Markup

_ATTRIBUTE_NAMES = {"className": "class", "htmlFor": "for"}
_ONLY_FOR_DASH = {"id", "n_clicks", "key", "disable_n_clicks"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


def to_html(node: Any) -> str:
    """Return the HTML of a component, a text, a number or a list of them, escaped and without ids.

    `TypeError` for a component of another kind than `dash.html` and `Markup`: it has no meaning without JavaScript.
    """
    if node is None or node is False:
        return ""
    if isinstance(node, Markup):
        return f"<div{_attributes(node, {'html'})}>{node.html}</div>"
    if isinstance(node, Component):
        return _element(node)
    if isinstance(node, str | int | float):
        return str(escape(node))
    if isinstance(node, Iterable):
        return "".join(map(to_html, node))
    raise TypeError(f"{type(node).__name__} cannot be written as HTML")


def _element(node: Component) -> str:
    if type(node).__module__.split(".")[:2] != html.Div.__module__.split(".")[:2]:
        raise TypeError(f"{type(node).__name__} means nothing without JavaScript")
    tag = type(node).__name__.lower()
    if tag in _VOID:
        return f"<{tag}{_attributes(node)}>"
    return f"<{tag}{_attributes(node)}>{to_html(getattr(node, 'children', None))}</{tag}>"


def _attributes(node: Component, left_out: frozenset[str] | set[str] = frozenset()) -> str:
    written = []
    for name, value in node.to_plotly_json()["props"].items():
        if name == "children" or name in _ONLY_FOR_DASH or name in left_out or value is None or value is False:
            continue
        attribute = _ATTRIBUTE_NAMES.get(name, name.lower())
        text = _css(value) if name == "style" else value
        written.append(f" {attribute}" if value is True else f' {attribute}="{escape(text)}"')
    return "".join(written)


def _css(style: dict[str, Any]) -> str:
    return ";".join(f"{re.sub('[A-Z]', lambda found: '-' + found[0].lower(), name)}:{value}" for name, value in style.items())
