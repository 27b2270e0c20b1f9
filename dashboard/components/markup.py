"""A Dash component that shows ready-made markup, such as an SVG or a table that a renderer wrote and escaped."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component


class Markup(Component):  # type: ignore[misc]  # dash ships no usable types for component authors
    """Show `html` as it is inside a `<div>`; whoever makes the text has escaped what came from outside.

    The browser's half is `assets/markup.js`, found by namespace and type.
    """

    _children_props: tuple[str, ...] = ()
    _base_nodes = ("children",)
    _namespace = "hytetaulu"
    _type = "Markup"

    def __init__(self, html: str, **properties: Any) -> None:
        self._prop_names = ["html", "id", "className"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(html=html, **properties)
